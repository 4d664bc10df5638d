/* A click on a row of a list, and the wheel over it. */
#include "term/list_internal.h"

/* The row on line `y` of the view; `count` where there is none, or a heading. */
static size_t row_on_line(const struct list *l, int y)
{
	int line = -l->skip;
	for (size_t i = l->first; i < l->count && line <= y; i++) {
		line += list_block(l, i);
		if (y < line)
			return y >= line - list_height(l, i) ? i : l->count;
	}
	return l->count;
}

bool list_click(struct list *l, const struct event *ev)
{
	size_t row = area_holds(l->view, ev->y, ev->x) ? row_on_line(l, ev->y - l->view.y) : l->count;
	if (row >= l->count)
		return false;
	if (row == l->chosen && ev->enter)
		*ev->enter = true;
	l->chosen = row;
	return true;
}

static void scroll_down(struct list *l)
{
	if (list_lines_to_end_of(l, l->count - 1) <= l->rows)
		return;
	l->skip++;
	if (l->skip >= list_block(l, l->first)) {
		l->first = list_beyond(l, l->first, true);
		l->skip = 0;
	}
}

static void scroll_up(struct list *l)
{
	size_t above = list_beyond(l, l->first, false);
	if (l->skip > 0) {
		l->skip--;
	} else if (above < l->count) {
		l->first = above;
		l->skip = list_block(l, above) - 1;
	}
}

/* The rows that are wholly in view, with their headings; false where none is. */
static bool whole_rows(const struct list *l, size_t *from, size_t *to)
{
	bool found = false;
	int line = -l->skip;
	for (size_t i = l->first; i < l->count && line < l->rows; i++) {
		int end = line + list_block(l, i);
		if (list_shows(l, i) && line >= 0 && end <= l->rows) {
			*from = found ? *from : i;
			*to = i;
			found = true;
		}
		line = end;
	}
	return found;
}

/* No row is whole: one that is taller than the view is in it, and the one above it perhaps by its end. */
static void choose_tall(struct list *l, bool down)
{
	int hidden = list_block(l, l->first) - l->rows;
	bool ended = l->skip > (hidden > 0 ? hidden : 0);
	size_t below = list_beyond(l, l->first, true);
	if (ended && down && below < l->count) {
		l->first = below;
		l->skip = 0;
	} else if (ended) {
		l->skip = hidden > 0 ? hidden : 0;
	}
	l->chosen = l->first;
}

/* The wheel moves the view; the chosen row stays as it is while it is in view. */
bool list_turn(struct list *l, const struct event *ev)
{
	bool down = ev->key == K_WHEEL_DOWN;
	size_t from, to;
	if (!area_holds(l->view, ev->y, ev->x))
		return false;
	if (list_shown(l) == 0)
		return true;
	if (!list_shows(l, l->first))
		l->first = l->chosen;
	for (int i = 0; i < KEY_WHEEL_LINES; i++)
		(down ? scroll_down : scroll_up)(l);
	if (!whole_rows(l, &from, &to))
		choose_tall(l, down);
	else if (l->chosen < from || l->chosen > to)
		l->chosen = l->chosen < from ? from : to;
	return true;
}
