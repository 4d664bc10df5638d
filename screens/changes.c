#include "screens/changes.h"

#include "base/mem.h"
#include "base/vec.h"

enum {
	PLACE = 1, MARGIN = 3, /* where the place stands, and what changed there */
	SIGN_COLS = 2, PROSE_COLS = 100
};

void changes_clear(struct changes *c)
{
	for (size_t i = 0; i < c->count; i++) {
		for (size_t k = 0; k < c->p[i].lines.count; k++)
			free(c->p[i].lines.p[k].runs);
		free(c->p[i].lines.p);
		free(c->p[i].where);
	}
	for (size_t i = 0; i < c->texts.count; i++)
		free(c->texts.p[i]);
	free(c->texts.p);
	vec_free(c);
	*c = (struct changes){0};
}

static int prose_cols(int cols)
{
	int room = cols - MARGIN - 1;
	return room < 1 ? 1 : room < PROSE_COLS ? room : PROSE_COLS;
}

/* The lines below the place: what has a sign hangs from it. */
static int draw_lines(const struct shown_change *c, struct area a, int y)
{
	int cols = prose_cols(a.cols);
	for (size_t i = 0; i < c->lines.count; i++) {
		const struct shown_line *line = &c->lines.p[i];
		int x = line->indent < cols / 2 ? line->indent : cols / 2, hang = *line->sign ? SIGN_COLS : 0;
		draw_string(a, y, MARGIN + x, SIGN_COLS, *line->sign == '-' ? ROLE_REMOVED : ROLE_ADDED, line->sign);
		y += draw_runs(a, y, MARGIN + x + hang, cols - x - hang, line->runs, line->count);
	}
	return y;
}

static int draw_change(const struct shown_change *c, struct area a, int y, enum role role)
{
	draw_string(a, y, PLACE, a.cols - 2, role, c->where);
	return draw_lines(c, a, y + 1);
}

/* Draws all, or nothing in an area without rows; gives the lines. */
static int draw(const struct changes *c, struct area a)
{
	int y = 0;
	for (size_t i = 0; i < c->count; i++)
		y = draw_change(&c->p[i], a, y + (i > 0), ROLE_HEADING);
	return y;
}

/* The sign of the list stands where the first column would be. */
static int row_height(const void *ctx, size_t i, int cols)
{
	const struct changes *c = ctx;
	return draw_change(&c->p[i], (struct area){.cols = cols + PLACE}, 0, ROLE_HEADING) + (i + 1 < c->count);
}

static void row_draw(const void *ctx, size_t i, struct area a, bool chosen)
{
	const struct changes *c = ctx;
	a.x -= PLACE;
	a.cols += PLACE;
	draw_change(&c->p[i], a, 0, chosen ? ROLE_CHOSEN : ROLE_HEADING);
}

const struct list_class changes_list = {row_height, row_draw, NULL};

static void scroll_to(struct changes *c, int top)
{
	int most = c->lines - c->rows;
	c->top = top > most ? most : top;
	c->top = c->top > 0 ? c->top : 0;
}

void changes_layout(struct changes *c, struct area a)
{
	c->lines = draw(c, (struct area){.cols = a.cols});
	c->rows = a.rows;
	scroll_to(c, c->top);
}

void changes_draw(const struct changes *c, struct area a)
{
	a.skip = c->top;
	draw(c, a);
	a.skip = 0;
	draw_more(a, c->top > 0, c->top + c->rows < c->lines);
}

bool changes_key(struct changes *c, const struct event *ev)
{
	int was = c->top;
	switch (ev->key) {
	case K_UP:
	case K_DOWN:
		scroll_to(c, c->top + (ev->key == K_UP ? -1 : 1));
		return c->top != was || ev->key == K_UP;
	case K_PAGE_UP:
	case K_PAGE_DOWN:
		scroll_to(c, c->top + (ev->key == K_PAGE_UP ? 1 - c->rows : c->rows - 1));
		return true;
	case K_HOME:
	case K_END:
		scroll_to(c, ev->key == K_HOME ? 0 : c->lines);
		return true;
	case K_WHEEL_UP:
	case K_WHEEL_DOWN:
		scroll_to(c, c->top + (ev->key == K_WHEEL_UP ? -KEY_WHEEL_LINES : KEY_WHEEL_LINES));
		return true;
	default:
		return false;
	}
}
