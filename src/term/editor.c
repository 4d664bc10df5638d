#include "term/editor_internal.h"

#include <string.h>

/* As a text of this editor: UTF-8, LF (one line: a blank), no other control character than TAB. */
static void add_allowed(struct str *out, const char *s, size_t len, bool multi)
{
	size_t start = out->len;
	text_normalise(out, s, len);
	for (size_t i = start; !multi && i < out->len; i++) {
		if (out->p[i] == '\n')
			out->p[i] = ' ';
	}
}

struct editor *editor_new(const char *text, size_t len, bool multi, struct clipboard *clip)
{
	struct editor *e = mem_alloc(sizeof *e);
	*e = (struct editor){.multi = multi, .clip = clip, .mark = NO_MARK, .goal = -1, .rows = 1, .cols = 79};
	add_allowed(&e->text, text, len, multi);
	e->cursor = e->text.len;
	editor_wrap(e);
	return e;
}

void editor_free(struct editor *e)
{
	if (!e)
		return;
	editor_forget(e);
	str_free(&e->text);
	free(e->lines);
	free(e);
}

const char *editor_text(const struct editor *e, size_t *len)
{
	*len = e->text.len;
	return e->text.p;
}

unsigned long editor_changes(const struct editor *e)
{
	return e->changes;
}

size_t editor_cursor(const struct editor *e)
{
	return e->cursor;
}

void editor_selection(const struct editor *e, size_t *start, size_t *end)
{
	size_t mark = e->mark == NO_MARK ? e->cursor : e->mark;
	*start = mark < e->cursor ? mark : e->cursor;
	*end = mark < e->cursor ? e->cursor : mark;
}

void editor_snap(struct editor *e)
{
	size_t start = text_previous(e->text.p, e->text.len, e->cursor);
	while (start < e->cursor)
		start = text_next(e->text.p, e->text.len, start);
	e->cursor = start;
}

void editor_splice(struct editor *e, size_t from, size_t gone, const char *put, size_t len)
{
	str_splice(&e->text, from, gone, put, len);
	e->mark = NO_MARK;
	e->goal = -1;
	e->joined = false;
	e->changes++;
	editor_wrap(e);
}

void editor_replace(struct editor *e, size_t from, size_t to, const char *put, size_t len, enum step_kind kind)
{
	editor_record(e, from, to, put, len, kind);
	editor_splice(e, from, to - from, put, len);
	e->cursor = from + len;
	e->joined = kind != STEP_OTHER;
	editor_snap(e);
}

void editor_set(struct editor *e, const char *text, size_t len)
{
	struct str allowed = {0};
	add_allowed(&allowed, text, len, e->multi);
	if (!bytes_equal(str_text(&allowed), allowed.len, str_text(&e->text), e->text.len))
		editor_replace(e, 0, e->text.len, allowed.p, allowed.len, STEP_OTHER);
	str_free(&allowed);
}

static bool has_selection(const struct editor *e)
{
	return e->mark != NO_MARK && e->mark != e->cursor;
}

/* In place of the selection, or at the cursor. */
static bool insert(struct editor *e, const char *s, size_t len, enum step_kind kind)
{
	size_t start, end;
	editor_selection(e, &start, &end);
	if (len > 0 || start < end)
		editor_replace(e, start, end, s, len, kind);
	return true;
}

static bool type(struct editor *e, uint32_t key)
{
	char encoded[4];
	bool acts = !key_is_text(key) || (key >= 0x7f && key < 0xa0) || key == 0x2028 || key == 0x2029;
	if (acts || (key >= 0xd800 && key < 0xe000))
		return false;
	return insert(e, encoded, text_encode(key, encoded), STEP_TYPED);
}

static bool paste(struct editor *e, const char *s, size_t len)
{
	struct str allowed = {0};
	add_allowed(&allowed, s, len, e->multi);
	if (allowed.len > 0)
		insert(e, allowed.p, allowed.len, STEP_OTHER);
	str_free(&allowed);
	return true;
}

/* The selection, or else from the cursor to `to`, goes. */
static bool erase(struct editor *e, size_t to, enum step_kind kind)
{
	size_t at = e->cursor;
	if (has_selection(e))
		return insert(e, NULL, 0, STEP_OTHER);
	if (to != at)
		editor_replace(e, to < at ? to : at, to < at ? at : to, NULL, 0, kind);
	return true;
}

static bool copy(struct editor *e, size_t start, size_t end, bool cut)
{
	if (start == end)
		return false;
	str_clear(&e->clip->text);
	str_add(&e->clip->text, e->text.p + start, end - start);
	if (cut)
		editor_replace(e, start, end, NULL, 0, STEP_OTHER);
	return true;
}

static bool copy_selection(struct editor *e, bool cut)
{
	size_t start, end;
	editor_selection(e, &start, &end);
	return copy(e, start, end, cut);
}

/* To the end of the paragraph; standing there, its line end. */
static bool cut_rest(struct editor *e)
{
	const char *from = e->text.p + e->cursor, *lf = memchr(from, '\n', e->text.len - e->cursor);
	size_t end = lf ? (size_t)(lf - e->text.p) : e->text.len;
	copy(e, e->cursor, lf == from ? end + 1 : end, true);
	return true;
}

static bool go(struct editor *e, size_t to, bool select)
{
	if (!select)
		e->mark = NO_MARK;
	else if (e->mark == NO_MARK)
		e->mark = e->cursor;
	e->cursor = to;
	e->goal = -1;
	e->joined = false;
	return true;
}

/* Left and Right leave a selection at that side of it. */
static bool go_aside(struct editor *e, bool right)
{
	size_t start, end;
	editor_selection(e, &start, &end);
	if (start < end)
		return go(e, right ? end : start, false);
	return go(e, right ? text_next(e->text.p, e->text.len, e->cursor) : text_previous(e->text.p, e->text.len, e->cursor), false);
}

/* `by` lines on screen down (or up), in the same column as far as there is one. */
static bool go_lines(struct editor *e, int by, bool select)
{
	size_t line = editor_line_at(e, e->cursor), last = e->line_count - 1;
	size_t far = (size_t)(by < 0 ? -by : by);
	if (by < 0 ? line == 0 : line == last) {
		size_t edge = by < 0 ? 0 : e->text.len;
		return (e->multi || select) && e->cursor != edge && go(e, edge, select);
	}
	int goal = e->goal >= 0 ? e->goal : text_width(e->text.p + e->lines[line].start, e->cursor - e->lines[line].start);
	if (by < 0)
		line = line > far ? line - far : 0;
	else
		line = last - line > far ? line + far : last;
	go(e, editor_at_column(e, line, goal), select);
	e->goal = goal;
	return true;
}

static bool go_line_edge(struct editor *e, bool end)
{
	size_t line = editor_line_at(e, e->cursor);
	return go(e, end ? editor_line_end(e, line) : e->lines[line].start, false);
}

static bool select_all(struct editor *e)
{
	go(e, e->text.len, false);
	e->mark = 0;
	return true;
}

static bool move(struct editor *e, uint32_t key)
{
	const char *s = e->text.p;
	size_t len = e->text.len;
	switch (key) {
	case K_LEFT: return go_aside(e, false);
	case K_RIGHT: return go_aside(e, true);
	case K_SELECT_LEFT: return go(e, text_previous(s, len, e->cursor), true);
	case K_SELECT_RIGHT: return go(e, text_next(s, len, e->cursor), true);
	case K_WORD_LEFT: return go(e, text_previous_word(s, len, e->cursor), false);
	case K_WORD_RIGHT: return go(e, text_next_word(s, len, e->cursor), false);
	case K_UP: return go_lines(e, -1, false);
	case K_DOWN: return go_lines(e, 1, false);
	case K_SELECT_UP: return go_lines(e, -1, true);
	case K_SELECT_DOWN: return go_lines(e, 1, true);
	case K_PAGE_UP: return go_lines(e, e->rows > 2 ? 1 - e->rows : -1, false);
	case K_PAGE_DOWN: return go_lines(e, e->rows > 2 ? e->rows - 1 : 1, false);
	case K_HOME: return go_line_edge(e, false);
	case K_END: return go_line_edge(e, true);
	case K_TEXT_START: return go(e, 0, false);
	case K_TEXT_END: return go(e, len, false);
	case K_CTRL_A: return select_all(e);
	default: return type(e, key);
	}
}

static bool click(struct editor *e, const struct event *ev)
{
	size_t at;
	return editor_at_cell(e, ev->y, ev->x, &at) && go(e, at, false);
}

static bool press(struct editor *e, const struct event *ev)
{
	switch (ev->key) {
	case K_CLICK: return click(e, ev);
	case K_WHEEL_UP:
	case K_WHEEL_DOWN: return editor_turn(e, ev);
	case K_PASTE: return paste(e, ev->text, ev->len);
	case K_ENTER: return e->multi && insert(e, "\n", 1, STEP_TYPED);
	case K_BACKSPACE: return erase(e, text_previous(e->text.p, e->text.len, e->cursor), STEP_ERASED);
	case K_DELETE: return erase(e, text_next(e->text.p, e->text.len, e->cursor), STEP_DELETED);
	case K_CTRL_C: return copy_selection(e, false);
	case K_CTRL_X: return copy_selection(e, true);
	case K_CTRL_V: return paste(e, str_text(&e->clip->text), e->clip->text.len);
	case K_CTRL_K: return cut_rest(e);
	case K_CTRL_Z: return editor_undo(e);
	case K_CTRL_Y: return editor_redo(e);
	default: return move(e, ev->key);
	}
}

bool editor_key(struct editor *e, const struct event *ev)
{
	bool used = press(e, ev);
	if (used && ev->key != K_WHEEL_UP && ev->key != K_WHEEL_DOWN)
		e->turned = false;
	return used;
}
