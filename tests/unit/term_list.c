#include "test.h"

#include "term/list.h"

/* Rows of so many lines; a heading above each row in `headed`. */
struct rows {
	int heights[40];
	bool headed[40];
};

static int height(const void *ctx, size_t row, int cols)
{
	(void)cols;
	return ((const struct rows *)ctx)->heights[row];
}

static void draw(const void *ctx, size_t row, struct area a, bool chosen)
{
	(void)ctx, (void)row, (void)a, (void)chosen;
}

static const char *heading(const void *ctx, size_t row)
{
	return ((const struct rows *)ctx)->headed[row] ? "kop" : NULL;
}

static const struct list_class class = {height, draw, heading};
static const struct area view = {.rows = 10, .cols = 80};

static void set_up(struct list *l, struct rows *r, size_t count)
{
	*r = (struct rows){0};
	for (size_t i = 0; i < 40; i++)
		r->heights[i] = 1;
	list_init(l, &class, r);
	list_set_count(l, count);
	list_layout(l, view);
}

static bool press(struct list *l, uint32_t key)
{
	bool used = list_key(l, &(struct event){.key = key});
	list_layout(l, view);
	return used;
}

TEST(keys_move_and_end)
{
	struct list l;
	struct rows r;
	set_up(&l, &r, 30);
	CHECK(!press(&l, K_UP));
	CHECK(press(&l, K_DOWN) && press(&l, 'j') && press(&l, K_TAB));
	CHECK_NUMBER(l.chosen, 3);
	CHECK(press(&l, K_UP) && press(&l, 'k') && press(&l, K_BACKTAB));
	CHECK_NUMBER(l.chosen, 0);
	press(&l, K_PAGE_DOWN);
	CHECK_NUMBER(l.chosen, 9);
	press(&l, K_END);
	CHECK_NUMBER(l.chosen, 29);
	CHECK_NUMBER(l.first, 20);
	CHECK(!press(&l, K_DOWN)); /* past the end: to the key bar */
	CHECK(!press(&l, 'x'));
	press(&l, K_PAGE_UP);
	CHECK_NUMBER(l.chosen, 20);
	press(&l, K_HOME);
	CHECK_NUMBER(l.chosen, 0);
	CHECK_NUMBER(l.first, 0);
}

TEST(scrolls_no_more_than_needed)
{
	struct list l;
	struct rows r;
	set_up(&l, &r, 30);
	for (int i = 0; i < 9; i++)
		press(&l, K_DOWN);
	CHECK_NUMBER(l.first, 0);
	press(&l, K_DOWN);
	CHECK_NUMBER(l.first, 1);
	press(&l, K_UP);
	CHECK_NUMBER(l.first, 1); /* it stays: the view follows only where it must */
	list_choose(&l, 25);
	list_layout(&l, view);
	CHECK_NUMBER(list_line_of(&l, 25), 9);
}

TEST(headings_come_along)
{
	struct list l;
	struct rows r;
	set_up(&l, &r, 30);
	r.headed[0] = r.headed[12] = true;
	list_layout(&l, view);
	CHECK_NUMBER(list_line_of(&l, 0), 1);
	list_choose(&l, 20);
	list_layout(&l, view);
	list_choose(&l, 12);
	list_layout(&l, view);
	CHECK_NUMBER(l.first, 12);
	CHECK_NUMBER(list_line_of(&l, 12), 1); /* its heading is in view above it */
	press(&l, K_HOME);
	CHECK_NUMBER(list_line_of(&l, 0), 1);
}

TEST(a_tall_row_is_read_to_its_end)
{
	struct list l;
	struct rows r;
	set_up(&l, &r, 5);
	r.heights[1] = 25;
	press(&l, K_DOWN);
	CHECK_NUMBER(l.chosen, 1);
	CHECK_NUMBER(list_line_of(&l, 1), 0);
	for (int i = 0; i < 15; i++)
		CHECK(press(&l, K_DOWN));
	CHECK_NUMBER(l.chosen, 1);
	CHECK_NUMBER(l.skip, 15);
	press(&l, K_DOWN);
	CHECK_NUMBER(l.chosen, 2);
	CHECK(list_line_of(&l, 2) <= 9);
	press(&l, K_UP);
	CHECK_NUMBER(l.chosen, 1);
	CHECK_NUMBER(l.skip, 15); /* back in at its end */
	press(&l, K_PAGE_UP);
	CHECK_NUMBER(l.skip, 6);
}

TEST(fewer_rows)
{
	struct list l;
	struct rows r;
	set_up(&l, &r, 30);
	press(&l, K_END);
	list_set_count(&l, 4);
	list_layout(&l, view);
	CHECK_NUMBER(l.chosen, 3);
	CHECK_NUMBER(l.first, 0);
	list_set_count(&l, 0);
	list_layout(&l, view);
	CHECK_NUMBER(l.chosen, 0);
	CHECK(!press(&l, K_DOWN) && !press(&l, K_UP));
	press(&l, K_END);
	press(&l, K_PAGE_DOWN);
	CHECK_NUMBER(l.chosen, 0);
}

/* Whatever is pressed, the chosen row is in view and no room is left blank above hidden rows. */
TEST(random_walks)
{
	static const uint32_t keys[] = {K_UP, K_DOWN, K_DOWN, K_PAGE_UP, K_PAGE_DOWN, K_HOME, K_END};
	unsigned long long seed = test_seed();
	for (int round = 0; round < 200; round++) {
		struct list l;
		struct rows r;
		set_up(&l, &r, 1 + test_random(&seed, 39));
		for (int i = 0; i < 40; i++) {
			r.heights[i] = 1 + (int)test_random(&seed, test_random(&seed, 4) ? 3 : 30);
			r.headed[i] = test_random(&seed, 3) == 0;
		}
		for (int step = 0; step < 60; step++) {
			struct area a = {.rows = 2 + (int)test_random(&seed, 24), .cols = 80};
			list_key(&l, &(struct event){.key = keys[test_random(&seed, 7)]});
			list_layout(&l, a);
			int line = list_line_of(&l, l.chosen), end = line + r.heights[l.chosen];
			int last = list_line_of(&l, l.count - 1) + r.heights[l.count - 1];
			bool tall = r.heights[l.chosen] + r.headed[l.chosen] > a.rows;
			bool whole = line >= 0 && end <= a.rows, part = tall && line < a.rows && end > 0;
			if (!CHECK(whole || part) || !CHECK(last >= a.rows || (l.first == 0 && l.skip == 0)))
				return;
		}
	}
}

/* The rows in view of `r`, as a list that has no others: a heading goes to the next row. */
static size_t without(struct rows *out, size_t number[40], const struct rows *r, const bool hidden[40], size_t count)
{
	size_t n = 0;
	bool headed = false;
	*out = (struct rows){0};
	for (size_t i = 0; i < count; i++) {
		headed |= r->headed[i];
		if (hidden[i])
			continue;
		out->heights[n] = r->heights[i];
		out->headed[n] = headed;
		number[n++] = i;
		headed = false;
	}
	return n;
}

/* Rows that are left out of view are as rows that aren't there. */
TEST(hidden_rows_are_as_no_rows)
{
	unsigned long long seed = test_seed();
	static const uint32_t keys[] = {K_DOWN, K_UP, K_PAGE_DOWN, K_PAGE_UP, K_HOME, K_END, K_TAB};
	for (int round = 0; round < 300; round++) {
		struct list l, other;
		struct rows r, left;
		bool hidden[40];
		size_t number[40], count = 1 + test_random(&seed, 39);
		set_up(&l, &r, count);
		for (int i = 0; i < 40; i++) {
			r.heights[i] = 1 + (int)test_random(&seed, test_random(&seed, 4) ? 3 : 30);
			r.headed[i] = test_random(&seed, 3) == 0;
			hidden[i] = test_random(&seed, 3) != 0;
		}
		size_t shown = without(&left, number, &r, hidden, count);
		list_hide(&l, hidden, count);
		CHECK_NUMBER(list_shown(&l), shown);
		list_init(&other, &class, &left);
		list_set_count(&other, shown);
		list_layout(&l, view);
		list_layout(&other, view);
		for (int step = 0; step < 40; step++) {
			struct area a = {.rows = 2 + (int)test_random(&seed, 24), .cols = 80};
			struct event ev = {.key = keys[test_random(&seed, 7)]};
			bool used = list_key(&l, &ev), other_used = list_key(&other, &ev);
			list_layout(&l, a);
			list_layout(&other, a);
			if (!CHECK(used == other_used) || shown == 0)
				break;
			if (!CHECK_NUMBER(l.chosen, number[other.chosen]) || !CHECK_NUMBER(list_line_of(&l, l.chosen), list_line_of(&other, other.chosen)))
				return;
		}
	}
}

TEST(hiding_chooses_the_nearest)
{
	static const bool some[] = {true, false, true, true, false}, all[] = {true, true, true, true, true};
	struct list l;
	struct rows r;
	set_up(&l, &r, 5);
	list_choose(&l, 2);
	list_hide(&l, some, 5);
	CHECK_NUMBER(l.chosen, 4);
	list_choose(&l, 0);
	CHECK_NUMBER(l.chosen, 1);
	CHECK(!list_shows(&l, 0) && list_shows(&l, 4) && !list_shows(&l, 5));
	list_set_count(&l, 4); /* what was hidden stays so, by its number */
	CHECK_NUMBER(l.chosen, 1);
	CHECK_NUMBER(list_shown(&l), 1);
	list_hide(&l, all, 5);
	CHECK_NUMBER(list_shown(&l), 0);
	CHECK(!press(&l, K_DOWN) && !press(&l, K_UP));
	list_hide(&l, NULL, 0);
	CHECK_NUMBER(list_shown(&l), 4);
}
