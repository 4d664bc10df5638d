#include "term/stack.h"

#include "base/taal.h"
#include "base/text.h"
#include "term/action.h"
#include "term/filter.h"

#include <assert.h>
#include <string.h>

/* Rows that lead away stand last, and are never cut off. */
static bool leads_away(const struct action *a)
{
	return action_has_key(a, 'q') || action_has_key(a, K_ESC);
}

/* While a filter is open its keys go first: of what the screen does, only what Enter does is a key away. */
static bool is_in_reach(const struct action *from, const struct action *a, const struct screen *s)
{
	return from == common_actions || action_has_key(a, K_ENTER) || !filter_is_open(filter_of(s));
}

static size_t add_rows(const struct action *from, bool away, const struct screen *s, const struct action *rows[], size_t count)
{
	for (const struct action *a = from; a && a->name && count < KEYBAR_ROWS; a++)
		if (a->label && leads_away(a) == away && action_possible(a, s) && is_in_reach(from, a, s))
			rows[count++] = a;
	return count;
}

size_t keybar_rows(const struct screen *s, const struct action *rows[KEYBAR_ROWS])
{
	size_t count = add_rows(s->class->actions, false, s, rows, 0);
	count = add_rows(common_actions, false, s, rows, count);
	if (!action_find(s->class->actions, s, K_ESC))
		count = add_rows(common_actions, true, s, rows, count);
	return add_rows(s->class->actions, true, s, rows, count);
}

/* "g geschiedenis" */
static int row_columns(const struct action *a, const struct screen *s)
{
	char name[16];
	const char *key = key_label(action_key(a, s), name);
	return text_string_width(key) + (*key ? 1 : 0) + text_string_width(_(a->label));
}

/* Help, and what leads away. */
static size_t tail_rows(const struct action *const rows[], size_t count)
{
	size_t tail = 0;
	while (tail < count && (leads_away(rows[count - 1 - tail]) || action_has_key(rows[count - 1 - tail], K_F1)))
		tail++;
	return tail;
}

enum { BETWEEN = 3 /* " · " */, CUT = 2 /* " …" */ };

/* In a narrow window stopping gives way to saving: a person who has something unsaved needs that one first. */
static bool gives_way(const struct screen *s, const struct action *const rows[], size_t count, size_t head, int room, int chosen)
{
	int used = 0;
	size_t i = 0;
	if (head == count || !action_has_key(rows[count - 1], 'q') || chosen == (int)count - 1)
		return false;
	for (; i < head && !action_has_key(rows[i], K_CTRL_S); i++)
		used += row_columns(rows[i], s) + BETWEEN;
	used += i < head ? row_columns(rows[i], s) : 0;
	return i < head && used > room && used <= room + row_columns(rows[count - 1], s) + BETWEEN;
}

bool keybar_fit(const struct screen *s, const struct action *const rows[], size_t count, int cols, int chosen, bool shown[KEYBAR_ROWS])
{
	int all = -BETWEEN, ends = CUT;
	size_t tail = tail_rows(rows, count), head = count - tail;
	for (size_t i = 0; i < count; i++) {
		int wide = row_columns(rows[i], s) + BETWEEN;
		all += wide;
		ends += i >= head ? wide : 0;
		shown[i] = true;
	}
	if (all <= cols)
		return true;
	if (gives_way(s, rows, count, head, cols - ends, chosen)) {
		shown[count - 1] = false;
		ends -= row_columns(rows[count - 1], s) + BETWEEN;
	}
	/* The window on the head begins as early as it can with the chosen row in it. */
	size_t from = 0, to;
	for (;; from++) {
		int used = ends;
		for (to = from; to < head && used + row_columns(rows[to], s) <= cols; to++)
			used += row_columns(rows[to], s) + BETWEEN;
		if (chosen < (int)to || chosen >= (int)head || from >= head)
			break;
	}
	for (size_t i = 0; i < head; i++)
		shown[i] = i >= from && i < to;
	return false;
}

static int draw_row(const struct screen *s, const struct action *a, struct area at, int x, bool chosen)
{
	char name[16];
	const char *key = key_label(action_key(a, s), name);
	int from = x;
	x += draw_string(at, 0, x, at.cols, chosen ? ROLE_CHOSEN : ROLE_KEY, key);
	if (x > from)
		x += draw_string(at, 0, x, at.cols, chosen ? ROLE_CHOSEN : ROLE_ACTION, " ");
	x += draw_string(at, 0, x, at.cols, chosen ? ROLE_CHOSEN : ROLE_ACTION, _(a->label));
	if (chosen)
		draw_cursor(at, 0, from);
	return x;
}

/* What the bar shows: the rows there are, and which of them fit (true: all). */
static bool fit_bar(const struct ui *ui, int cols, const struct action *rows[KEYBAR_ROWS], size_t *count, bool shown[KEYBAR_ROWS])
{
	*count = keybar_rows(ui->top, rows);
	return keybar_fit(ui->top, rows, *count, cols, ui->on_bar ? (int)ui->bar : -1, shown);
}

bool keybar_click(struct ui *ui, const struct event *ev)
{
	const struct action *rows[KEYBAR_ROWS];
	bool shown[KEYBAR_ROWS];
	size_t count;
	struct area a = frame_bar();
	if (!area_holds(a, ev->y, ev->x))
		return false;
	fit_bar(ui, a.cols, rows, &count, shown);
	for (size_t i = 0, x = (size_t)a.x; i < count; i++) {
		size_t end = x + (size_t)(shown[i] ? row_columns(rows[i], ui->top) : 0);
		if ((size_t)ev->x >= x && (size_t)ev->x < end && !ev->again) { /* else meant for the bar that stood there */
			ui->on_bar = false;
			action_run(rows[i], ui);
			break;
		}
		x = shown[i] ? end + BETWEEN : x;
	}
	return true;
}

void keybar_draw(const struct ui *ui, struct area a)
{
	const struct action *rows[KEYBAR_ROWS];
	bool shown[KEYBAR_ROWS];
	size_t count;
	int chosen = ui->on_bar ? (int)ui->bar : -1;
	bool all = fit_bar(ui, a.cols, rows, &count, shown);
	int x = 0;
	for (size_t i = 0; i < count; i++) {
		if (!shown[i])
			continue;
		if (x > 0) {
			draw_string(a, 0, x + 1, 1, ROLE_DIM, draw_sign(SIGN_DOT));
			x += BETWEEN;
		}
		x = draw_row(ui->top, rows[i], a, x, (int)i == chosen);
	}
	if (!all)
		draw_string(a, 0, x + 1, 1, ROLE_DIM, draw_sign(SIGN_CUT));
}

static bool move(struct ui *ui, int step, size_t count)
{
	if (step < 0 ? ui->bar > 0 : ui->bar + 1 < count)
		ui->bar = step < 0 ? ui->bar - 1 : ui->bar + 1;
	return true;
}

bool keybar_key(struct ui *ui, const struct event *ev)
{
	const struct action *rows[KEYBAR_ROWS];
	size_t count = keybar_rows(ui->top, rows);
	assert(count > 0); /* help is always there */
	if (ui->bar >= count)
		ui->bar = count - 1;
	switch (ev->key) {
	case K_LEFT:
	case K_BACKTAB:
		return move(ui, -1, count);
	case K_RIGHT:
	case K_TAB:
		return move(ui, 1, count);
	case K_HOME:
	case K_END:
		ui->bar = ev->key == K_HOME ? 0 : count - 1;
		return true;
	case K_DOWN:
		return true;
	case K_ENTER:
		ui->on_bar = false;
		if (action_has_key(rows[ui->bar], K_ENTER))
			return false; /* as it goes without the bar: a filter ends with it */
		action_run(rows[ui->bar], ui);
		return true;
	case K_UP:
	case K_ESC:
		ui->on_bar = false;
		return true;
	default:
		ui->on_bar = false;
		return false;
	}
}
