#include "plan/merge_join.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* The place of each number in ours and in theirs. */
struct ranks {
	int *ours, *theirs;
};

static int *ranks_of(const int *order, size_t count)
{
	int *ranks = mem_alloc((count + 1) * sizeof *ranks);
	for (size_t i = 0; i < count; i++)
		ranks[order[i]] = (int)i;
	return ranks;
}

/* Does x stand before y?  By their numbers, where `r` is NULL. */
static bool stands_before(const struct ranks *r, int x, int y)
{
	if (!r)
		return x < y;
	if (x > y)
		return r->ours[x] < r->ours[y] || r->theirs[x] < r->theirs[y];
	return r->ours[x] < r->ours[y] && r->theirs[x] < r->theirs[y];
}

/* Sorts; gives how many pairs were turned by it. */
static size_t sort(int *p, int *spare, size_t count, const struct ranks *r)
{
	size_t half = count / 2, i = 0, j = half, turned = 0;
	if (count < 2)
		return 0;
	turned += sort(p, spare, half, r);
	turned += sort(p + half, spare, count - half, r);
	memcpy(spare, p, count * sizeof *p);
	for (size_t k = 0; k < count; k++) {
		bool second = i == half || (j < count && stands_before(r, spare[j], spare[i]));
		turned += second ? half - i : 0;
		p[k] = spare[second ? j++ : i++];
	}
	return turned;
}

/* In how many pairs does an order, seen through the ranks of another, differ from that? */
static size_t distance(const int *order, const int *ranks, size_t count)
{
	int *seen = mem_alloc((count + 1) * sizeof *seen), *spare = mem_alloc((count + 1) * sizeof *spare);
	for (size_t i = 0; i < count; i++)
		seen[i] = ranks ? ranks[order[i]] : order[i];
	size_t turned = sort(seen, spare, count, NULL);
	free(seen);
	free(spare);
	return turned;
}

/* Sorting finds the order if there is one.  It is one if it turned what ours turned, what theirs turned, and as many pairs as the two
 * turned together. */
bool merge_join(const int *ours, const int *theirs, size_t count, int *out)
{
	struct ranks r = {ranks_of(ours, count), ranks_of(theirs, count)};
	int *spare = mem_alloc((count + 1) * sizeof *spare);
	memcpy(out, ours, count * sizeof *out);
	sort(out, spare, count, &r);
	int *ranks = ranks_of(out, count);
	size_t by_ours = distance(ours, NULL, count), by_theirs = distance(theirs, NULL, count), by_out = distance(out, NULL, count);
	size_t together = (by_ours + by_theirs + distance(ours, r.theirs, count)) / 2;
	bool fits = by_out == together && by_ours + distance(ours, ranks, count) == by_out && by_theirs + distance(theirs, ranks, count) == by_out;
	free(r.ours);
	free(r.theirs);
	free(spare);
	free(ranks);
	return fits;
}
