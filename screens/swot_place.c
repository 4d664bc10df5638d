/* Where things stand on the board.  From WIDE columns on all four quadrants are in view, and each point has one line unless all of a
 * quadrant fits in full; below that one quadrant at a time. */
#include "screens/swot.h"

#include <string.h>

enum {
	WIDE = 76, WIDE_ROWS = 16,       /* the least for four quadrants */
	ROWS_FOR_AIR = 30,
	TOP_ROWS = 3,
	FOOT_SMALL = 2, FOOT = 3, FOOT_LARGE = 4,
	LEAST = 4,                       /* lines of a quadrant … */
	MOST = 400                       /* … and what no screen has: no more are counted */
};

bool board_is_wide(const struct board *b)
{
	return b->places.side.rows > 0;
}

static struct area cut_top(struct area *a, int lines)
{
	struct area top = *a;
	lines = lines < a->rows ? lines : a->rows;
	top.rows = lines;
	*a = area_inner(*a, lines, 0, 0, 0);
	return top;
}

static struct area cut_foot(struct area *a, int lines)
{
	lines = lines < a->rows ? lines : a->rows;
	struct area foot = area_inner(*a, a->rows - lines, 0, 0, 0);
	a->rows -= lines;
	return foot;
}

/* All its rows on a line each, with the headings of its groups. */
static int lines_of(const struct quadrant *q)
{
	int lines = (int)q->rows.count;
	for (size_t i = 0; i < q->rows.count; i++)
		lines += swot_quadrant_list.heading(q, i) != NULL;
	return lines;
}

static int lines_in_full(const struct quadrant *q, int cols)
{
	int lines = lines_of(q) - (int)q->rows.count;
	for (size_t i = 0; i < q->rows.count && lines < MOST; i++)
		lines += swot_full_height(q, i, cols);
	return lines;
}

static int larger(int a, int b)
{
	return a > b ? a : b;
}

/* The lines of the upper two quadrants: as much as they have more to show than the lower two, but each its share. */
static int upper_lines(const struct board *b, int lines, int cols)
{
	const struct quadrant *q = b->quadrants;
	int above = larger(lines_in_full(&q[STERK], cols), lines_in_full(&q[ZWAK], cols));
	int below = larger(lines_in_full(&q[KANSEN], cols), lines_in_full(&q[BEDREIGINGEN], cols));
	if (above + below > lines) {
		above = larger(lines_of(&q[STERK]), lines_of(&q[ZWAK]));
		below = larger(lines_of(&q[KANSEN]), lines_of(&q[BEDREIGINGEN]));
	}
	int upper = (lines * above + (above + below) / 2) / (above + below), least = larger(LEAST, lines / 3);
	return upper < least ? least : upper > lines - least ? lines - least : upper;
}

static void place_four(const struct board *b, struct swot_places *p, struct area a)
{
	int left = (a.cols - 1) / 2, upper = 1 + upper_lines(b, a.rows - 2, left - 2);
	for (int i = 0; i < QUADRANTS; i++) {
		struct area own = i % 2 ? area_inner(a, 0, left + 1, 0, 0) : area_inner(a, 0, 0, 0, a.cols - left);
		own = i / 2 ? area_inner(own, upper, 0, 0, 0) : area_inner(own, 0, 0, a.rows - upper, 0);
		p->heads[i] = cut_top(&own, 1);
		p->lists[i] = own;
	}
	p->side = area_inner(a, 0, left, 0, a.cols - left - 1);
}

static void place_one(const struct board *b, struct swot_places *p, struct area a)
{
	p->tabs = cut_top(&a, 1);
	p->lists[b->active == TOP ? STERK : b->active] = a;
}

static void arrange(const struct board *b, struct swot_places *p, struct area a)
{
	const char *note = swot_note(b);
	bool air = a.rows >= ROWS_FOR_AIR, wide = a.cols >= WIDE && a.rows >= WIDE_ROWS;
	*p = (struct swot_places){0};
	p->foot = cut_foot(&a, 1 + (air ? FOOT_LARGE : wide ? FOOT : FOOT_SMALL));
	if (air)
		cut_top(&a, 1);
	if (*note)
		p->note = cut_top(&a, draw_prose_height(a.cols - 2, note, strlen(note)));
	p->top = cut_top(&a, b->top.count < TOP_ROWS ? (int)b->top.count : TOP_ROWS);
	if (air) {
		cut_top(&a, 1);
		cut_foot(&a, 1);
	}
	if (wide)
		place_four(b, p, a);
	else
		place_one(b, p, a);
}

/* A longer text takes lines of what stands right above it, so that the rest stays where it is. */
static void grow_foot(struct board *b, int most)
{
	const struct row *row = board_row(b);
	struct swot_places *p = &b->places;
	int want = row ? 1 + swot_foot_height(b, row, p->foot.cols - 2) : 0, more = (want < most ? want : most) - p->foot.rows;
	if (more <= 0)
		return;
	p->foot.y -= more;
	p->foot.rows += more;
	p->side.rows = larger(p->side.rows - more, 0);
	for (int i = 0; i < QUADRANTS; i++) {
		struct area *list = &p->lists[i];
		int over = list->y + list->rows - p->foot.y;
		list->rows -= list->rows > 0 && over > 0 ? over : 0;
	}
}

/* The lines that a message takes go from the foot, so that the quadrants stay where they are when it comes and goes. */
static int lines_of_message(struct board *b, struct area a)
{
	int lines = b->rows - a.rows;
	if (a.cols == b->cols && lines >= 0 && lines < FOOT)
		return lines;
	b->rows = a.rows;
	b->cols = a.cols;
	return 0;
}

void swot_layout(struct screen *s, struct area a)
{
	struct board *b = board_of(s);
	int message = lines_of_message(b, a);
	a.rows += message;
	arrange(b, &b->places, a);
	a.rows -= message;
	b->places.foot.rows = larger(b->places.foot.rows - message, 0);
	list_layout(&b->top_list, b->places.top);
	for (int i = 0; i < QUADRANTS; i++)
		b->quadrants[i].full = lines_in_full(&b->quadrants[i], b->places.lists[i].cols - 2) <= b->places.lists[i].rows;
	grow_foot(b, board_is_wide(b) ? a.rows / 3 : a.rows / 2);
	for (int i = 0; i < QUADRANTS; i++)
		if (b->places.lists[i].rows > 0)
			list_layout(&b->quadrants[i].list, b->places.lists[i]);
}
