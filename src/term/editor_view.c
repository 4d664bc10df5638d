#include "term/editor_internal.h"

void editor_wrap(struct editor *e)
{
	free(e->lines);
	e->line_count = text_wrap(e->text.p, e->text.len, e->cols, &e->lines);
}

/* The last line that starts at or before `at`. */
size_t editor_line_at(const struct editor *e, size_t at)
{
	size_t low = 0, high = e->line_count;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (e->lines[middle].start <= at)
			low = middle;
		else
			high = middle;
	}
	return low;
}

size_t editor_line_end(const struct editor *e, size_t line)
{
	size_t end = e->lines[line].end;
	bool cut = line + 1 < e->line_count && e->lines[line + 1].start == end;
	return cut ? text_previous(e->text.p, e->text.len, end) : end;
}

size_t editor_at_column(const struct editor *e, size_t line, int column)
{
	const struct text_line *l = &e->lines[line];
	size_t at = l->start + text_fit(e->text.p + l->start, l->end - l->start, column, NULL);
	size_t last = editor_line_end(e, line);
	return at < last ? at : last;
}

static int text_columns(int cols)
{
	return cols > 1 ? cols - 1 : 1;
}

int editor_height(const struct editor *e, int cols)
{
	if (e->cols == text_columns(cols))
		return (int)e->line_count;
	struct text_line *lines;
	size_t count = text_wrap(e->text.p, e->text.len, text_columns(cols), &lines);
	free(lines);
	return (int)count;
}

void editor_layout(struct editor *e, struct area a)
{
	if (e->cols != text_columns(a.cols)) {
		e->cols = text_columns(a.cols);
		editor_wrap(e);
	}
	e->view = a;
	e->rows = a.rows > 0 ? a.rows : 1;
	size_t line = editor_line_at(e, e->cursor), rows = (size_t)e->rows;
	size_t most = e->line_count > rows ? e->line_count - rows : 0;
	if (e->first > most)
		e->first = most;
	if (e->turned)
		return;
	if (e->first > line)
		e->first = line;
	if (line >= e->first + rows)
		e->first = line - rows + 1;
}

bool editor_at_cell(const struct editor *e, int y, int x, size_t *at)
{
	size_t line = e->first + (size_t)(y - e->view.y);
	if (!area_holds(e->view, y, x))
		return false;
	*at = line < e->line_count ? editor_at_column(e, line, x - e->view.x) : e->text.len; /* below it: its end */
	return true;
}

bool editor_turn(struct editor *e, const struct event *ev)
{
	if (!area_holds(e->view, ev->y, ev->x))
		return false;
	size_t rows = (size_t)e->rows, most = e->line_count > rows ? e->line_count - rows : 0;
	if (ev->key == K_WHEEL_UP)
		e->first -= e->first < KEY_WHEEL_LINES ? e->first : KEY_WHEEL_LINES;
	else
		e->first = most - e->first < KEY_WHEEL_LINES ? most : e->first + KEY_WHEEL_LINES;
	e->turned = true;
	return true;
}

void editor_place(const struct editor *e, int *line, int *column)
{
	size_t at = editor_line_at(e, e->cursor), start = e->lines[at].start;
	*line = (int)at;
	*column = text_width(e->text.p + start, e->cursor - start);
}

void editor_hidden(const struct editor *e, int *above, int *below)
{
	size_t shown = e->first + (size_t)e->rows;
	*above = (int)e->first;
	*below = e->line_count > shown ? (int)(e->line_count - shown) : 0;
}

/* A part of a line at column `x`; gives the column behind it. */
static int draw_part(const struct editor *e, struct area a, int y, int x, enum role role, struct text_line part)
{
	if (part.start >= part.end)
		return x;
	return x + draw_text(a, y, x, a.cols, role, e->text.p + part.start, part.end - part.start);
}

static size_t between(size_t at, struct text_line line)
{
	return at < line.start ? line.start : at > line.end ? line.end : at;
}

static void draw_line(const struct editor *e, struct area a, enum role role, size_t number, struct text_line chosen)
{
	static const char blanks[] = "                                                                ";
	struct text_line line = e->lines[number];
	int y = (int)(number - e->first);
	bool goes_on = number + 1 < e->line_count && e->lines[number + 1].start > line.end;
	size_t from = between(chosen.start, line), to = between(chosen.end, line);
	int x = draw_part(e, a, y, 0, role, (struct text_line){line.start, from});
	x = draw_part(e, a, y, x, ROLE_SELECTED, (struct text_line){from, to});
	x = draw_part(e, a, y, x, role, (struct text_line){to, line.end});
	if (goes_on && chosen.start <= line.end && line.end < chosen.end) /* the blank or line end behind it */
		x += draw_text(a, y, x, 1, ROLE_SELECTED, " ", 1);
	while (role == ROLE_FIELD && x < a.cols) {
		size_t left = (size_t)(a.cols - x);
		x += draw_text(a, y, x, a.cols, role, blanks, left < sizeof blanks - 1 ? left : sizeof blanks - 1);
	}
}

void editor_draw(const struct editor *e, struct area a, enum role role, bool active)
{
	struct text_line chosen = {0, 0};
	int line, column;
	if (active)
		editor_selection(e, &chosen.start, &chosen.end);
	for (size_t i = e->first; i < e->line_count && i < e->first + (size_t)e->rows; i++)
		draw_line(e, a, role, i, chosen);
	if (!active)
		return;
	editor_place(e, &line, &column);
	line -= (int)e->first;
	if (line < 0 || line >= e->rows) /* scrolled out of view: at the edge it went over */
		draw_cursor(a, line < 0 ? 0 : e->rows - 1, 0);
	else
		draw_cursor(a, line, column);
}
