#include "term/list_internal.h"

#include <string.h>

void list_init(struct list *l, const struct list_class *class, const void *ctx)
{
	*l = (struct list){.class = class, .ctx = ctx};
}

void list_set_count(struct list *l, size_t count)
{
	l->count = count;
	list_choose(l, l->chosen);
	if (l->first >= count) {
		l->first = l->chosen;
		l->skip = 0;
	}
}

bool list_shows(const struct list *l, size_t row)
{
	return row < l->count && (row >= l->hidden_count || !l->hidden[row]);
}

size_t list_shown(const struct list *l)
{
	size_t shown = l->count;
	for (size_t i = 0; i < l->hidden_count && i < l->count; i++)
		shown -= l->hidden[i];
	return shown;
}

size_t list_beyond(const struct list *l, size_t row, bool down)
{
	do
		row = down ? row + 1 : row - 1; /* before the first one it is past the end */
	while (row < l->count && !list_shows(l, row));
	return row < l->count ? row : l->count;
}

void list_choose(struct list *l, size_t row)
{
	l->chosen = row < l->count ? row : l->count ? l->count - 1 : 0;
	if (l->count == 0 || list_shows(l, l->chosen))
		return;
	size_t nearest = list_beyond(l, l->chosen, true);
	if (nearest == l->count)
		nearest = list_beyond(l, l->chosen, false);
	if (nearest < l->count)
		l->chosen = nearest;
}

void list_hide(struct list *l, const bool *hidden, size_t count)
{
	l->hidden = hidden;
	l->hidden_count = hidden ? count : 0;
	if (!list_shows(l, l->first))
		l->skip = 0;
	list_choose(l, l->chosen);
}

/* A heading stands above the first row in view of those that it is of. */
static const char *heading_of(const struct list *l, size_t row)
{
	if (!l->class->heading)
		return NULL;
	const char *heading = l->class->heading(l->ctx, row);
	while (!heading && row > 0 && !list_shows(l, row - 1))
		heading = l->class->heading(l->ctx, --row);
	return heading;
}

int list_height(const struct list *l, size_t row)
{
	if (!list_shows(l, row))
		return 0;
	int lines = l->class->height ? l->class->height(l->ctx, row, l->cols) : 1;
	return lines > 0 ? lines : 1;
}

int list_block(const struct list *l, size_t row)
{
	return list_shows(l, row) ? list_height(l, row) + (heading_of(l, row) ? 1 : 0) : 0;
}

/* The lines of the chosen row that are more than the view holds. */
static int surplus(const struct list *l)
{
	int more = l->rows > 0 ? list_block(l, l->chosen) - l->rows : 0;
	return more > 0 ? more : 0;
}

/* A tall row scrolls inside itself; false when it has no more that way. */
static bool scroll_inside(struct list *l, int lines)
{
	int most = l->first == l->chosen ? surplus(l) : 0;
	int skip = l->skip + lines;
	skip = skip < 0 ? 0 : skip > most ? most : skip;
	if (most == 0 || skip == l->skip)
		return false;
	l->skip = skip;
	return true;
}

static bool go_down(struct list *l)
{
	if (l->count == 0)
		return false;
	if (scroll_inside(l, 1))
		return true;
	size_t next = list_beyond(l, l->chosen, true);
	if (next == l->count)
		return false;
	l->chosen = next;
	return true;
}

static bool go_up(struct list *l)
{
	if (l->count == 0)
		return false;
	if (scroll_inside(l, -1))
		return true;
	size_t previous = list_beyond(l, l->chosen, false);
	if (previous == l->count)
		return false;
	l->chosen = previous;
	if (surplus(l)) { /* one comes in at its end */
		l->first = l->chosen;
		l->skip = surplus(l);
	}
	return true;
}

/* A view further, one line of it kept. */
static void go_page(struct list *l, bool down)
{
	if (l->count == 0 || scroll_inside(l, down ? l->rows - 1 : 1 - l->rows))
		return;
	int lines = 0;
	do {
		size_t next = list_beyond(l, l->chosen, down);
		if (next == l->count)
			break;
		l->chosen = next;
		lines += list_block(l, l->chosen);
	} while (lines < l->rows - 1);
}

int list_lines_to_end_of(const struct list *l, size_t row)
{
	int lines = -l->skip;
	for (size_t i = l->first; i <= row && lines <= l->rows; i++)
		lines += list_block(l, i);
	return lines;
}

bool list_wheel(struct list *l, const struct event *ev)
{
	return (ev->key == K_WHEEL_UP || ev->key == K_WHEEL_DOWN) && list_turn(l, ev);
}

bool list_key(struct list *l, const struct event *ev)
{
	switch (ev->key) {
	case K_DOWN:
	case K_TAB:
	case 'j':
		return go_down(l);
	case K_UP:
	case K_BACKTAB:
	case 'k':
		return go_up(l);
	case K_PAGE_DOWN:
	case K_PAGE_UP:
		go_page(l, ev->key == K_PAGE_DOWN);
		return true;
	case K_HOME:
		list_choose(l, 0);
		l->first = 0;
		l->skip = 0;
		return true;
	case K_END:
		list_choose(l, l->count);
		return true;
	case K_CLICK:
		return list_click(l, ev);
	default:
		return list_wheel(l, ev);
	}
}

/* Scroll so that `row` ends where the view does. */
static void end_at(struct list *l, size_t row)
{
	int lines = list_block(l, row);
	for (l->first = row; l->first > 0 && lines < l->rows;)
		lines += list_block(l, --l->first);
	l->skip = lines > l->rows ? lines - l->rows : 0;
}

void list_layout(struct list *l, struct area a)
{
	l->view = a;
	l->rows = a.rows;
	l->cols = a.cols > 2 ? a.cols - 2 : 0;
	if (l->count == 0 || l->rows <= 0)
		return;
	int more = surplus(l);
	if (l->chosen < l->first || (l->chosen == l->first && l->skip > more)) {
		l->first = l->chosen;
		l->skip = 0;
	} else if (more && l->chosen > l->first) {
		l->first = l->chosen;
		l->skip = 0;
	} else if (!more && list_lines_to_end_of(l, l->chosen) > l->rows) {
		end_at(l, l->chosen);
	}
	if ((l->first > 0 || l->skip > 0) && list_lines_to_end_of(l, l->count - 1) < l->rows)
		end_at(l, l->count - 1); /* no blank lines below while rows are hidden above */
}

int list_line_of(const struct list *l, size_t row)
{
	int line = -l->skip;
	for (size_t i = l->first; i < row; i++)
		line += list_block(l, i);
	for (size_t i = row; i < l->first; i++)
		line -= list_block(l, i);
	return line + (list_shows(l, row) && heading_of(l, row) ? 1 : 0);
}

/* The area of a row whose first line is line `y` of the view, perhaps above it. */
static struct area row_area(const struct list *l, struct area a, int y, int height)
{
	struct area row = {.y = a.y + y, .x = a.x + 1, .rows = height, .cols = l->cols};
	if (y < 0) {
		row.y = a.y;
		row.skip = -y;
		row.rows += y;
	}
	int room = a.y + a.rows - row.y;
	row.rows = row.rows < room ? row.rows : room;
	return row;
}

static void draw_row(const struct list *l, size_t row, struct area a, int y, int height, bool marked)
{
	struct area area = row_area(l, a, y, height);
	if (area.rows <= 0)
		return;
	l->class->draw(l->ctx, row, area, marked);
	if (!marked)
		return;
	draw_string(a, y < 0 ? 0 : y, 0, 1, ROLE_TEXT, draw_sign(SIGN_CHOSEN));
	draw_cursor(area, area.skip, 0);
}

void list_draw(const struct list *l, struct area a, bool active)
{
	int y = -l->skip;
	size_t row = l->first;
	if (l->note && list_shown(l) == 0)
		draw_prose(a, 0, 1, l->cols, ROLE_DIM, l->note, strlen(l->note));
	for (; row < l->count && y < a.rows; row++) {
		if (!list_shows(l, row))
			continue;
		const char *heading = heading_of(l, row);
		if (heading && y >= 0)
			draw_string(a, y, 1, l->cols, ROLE_HEADING, heading);
		y += heading ? 1 : 0;
		int height = list_height(l, row);
		draw_row(l, row, a, y, height, active && row == l->chosen);
		y += height;
	}
	bool below = row < l->count && (list_shows(l, row) || list_beyond(l, row, true) < l->count);
	draw_more(a, l->skip > 0 || list_beyond(l, l->first, false) < l->count, y > a.rows || below);
}
