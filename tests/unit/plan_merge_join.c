/* The join of two orders, held against its definition for every pair of orders of up to five. */
#include "test.h"

#include "plan/merge_join.h"

#include <string.h>

enum { MOST = 5 };

/* The k-th order of n. */
static void nth_order(int *out, size_t n, size_t k)
{
	int left[MOST];
	for (size_t i = 0; i < n; i++)
		left[i] = (int)i;
	for (size_t i = 0; i < n; i++) {
		size_t at = k % (n - i);
		k /= n - i;
		out[i] = left[at];
		memmove(&left[at], &left[at + 1], (n - i - at - 1) * sizeof *left);
	}
}

static bool before(const int *order, size_t n, int x, int y)
{
	size_t i = 0;
	while (i < n && order[i] != x && order[i] != y)
		i++;
	return order[i] == x;
}

/* Is each pair turned that ours or theirs turned, and no other? */
static bool is_join(const int *order, const int *ours, const int *theirs, size_t n)
{
	for (int x = 0; x < (int)n; x++)
		for (int y = x + 1; y < (int)n; y++)
			if (before(order, n, x, y) != (before(ours, n, x, y) && before(theirs, n, x, y)))
				return false;
	return true;
}

TEST(all_small_orders)
{
	size_t joined = 0, apart = 0;
	for (size_t n = 0, all = 1; n <= MOST; n++, all *= n)
		for (size_t a = 0; a < all; a++)
			for (size_t b = 0; b < all; b++) {
				int ours[MOST], theirs[MOST], out[MOST], other[MOST];
				bool exists = false;
				nth_order(ours, n, a);
				nth_order(theirs, n, b);
				for (size_t k = 0; k < all && !exists; k++) {
					nth_order(other, n, k);
					exists = is_join(other, ours, theirs, n);
				}
				bool found = merge_join(ours, theirs, n, out);
				CHECK(found == exists);
				CHECK(!found || is_join(out, ours, theirs, n));
				joined += found;
				apart += !found;
			}
	CHECK(joined > 1000 && apart > 1000);
}

TEST(long_orders)
{
	enum { COUNT = 40000 };
	static int ours[COUNT], theirs[COUNT], out[COUNT];
	for (int i = 0; i < COUNT; i++) {
		ours[i] = COUNT - 1 - i;
		theirs[i] = (i + 7) % COUNT;
	}
	CHECK(merge_join(ours, theirs, COUNT, out)); /* all is turned by ours */
	CHECK(memcmp(out, ours, sizeof out) == 0);
	for (int i = 0; i < COUNT; i++)
		ours[i] = (i + COUNT - 7) % COUNT; /* the last seven to the front; by theirs the first seven to the end */
	CHECK(merge_join(ours, theirs, COUNT, out));
	for (int i = 0; i < COUNT; i++) {
		int want = i < 7 ? COUNT - 7 + i : i < COUNT - 7 ? i : i - (COUNT - 7);
		if (!CHECK_NUMBER(out[i], want))
			break;
	}
}
