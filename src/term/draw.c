#include "term/terminal.h"

#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static const char *const signs[SIGN_COUNT][2] = {
	[SIGN_CHOSEN] = {"▸", ">"}, [SIGN_PATH] = {"›", ">"}, [SIGN_DOT] = {"·", "-"}, [SIGN_DONE] = {"✓", "v"},
	[SIGN_BUSY] = {"…", "~"}, [SIGN_FULL] = {"█", "#"}, [SIGN_EMPTY] = {"░", "."}, [SIGN_LINE] = {"─", "-"},
	[SIGN_MORE_UP] = {"↑", "^"}, [SIGN_MORE_DOWN] = {"↓", "v"}, [SIGN_BAR] = {"▇", "="}, [SIGN_SIDE] = {"│", "|"},
	[SIGN_CUT] = {"…", "~"}, [SIGN_NEW] = {"◂", "<"}, [SIGN_TOP_LEFT] = {"┌", "+"}, [SIGN_TOP_RIGHT] = {"┐", "+"},
	[SIGN_BOTTOM_LEFT] = {"└", "+"}, [SIGN_BOTTOM_RIGHT] = {"┘", "+"},
};

const char *draw_sign(enum sign sign)
{
	return signs[sign][the_terminal.ascii];
}

static bool line_shown(struct area a, int y)
{
	return y >= a.skip && y - a.skip < a.rows;
}

/* The ASCII twin of a character that texts have many of, as wide as itself; 0 where it has none. */
static char plain_of(uint32_t cp)
{
	static const struct {
		uint32_t cp;
		char plain;
	} twins[] = {
		{0xb7 /* · */, '-'}, {0x2013 /* – */, '-'}, {0x2014 /* — */, '-'}, {0x2018, '\''}, {0x2019, '\''}, {0x201c, '"'}, {0x201d, '"'},
		{0x2022 /* • */, '*'}, {0x2026 /* … */, '~'}, {0x203a /* › */, '>'}, {0x25b8 /* ▸ */, '>'}, {0x25c2 /* ◂ */, '<'}, {0x2713 /* ✓ */, 'v'},
	};
	for (size_t i = 0; i < sizeof twins / sizeof *twins; i++)
		if (twins[i].cp == cp)
			return twins[i].plain;
	return 0;
}

static void put_plain(const char *s, size_t len)
{
	for (size_t at = 0, next; at < len; at = next) {
		uint32_t cp;
		next = at + text_decode(s + at, len - at, &cp);
		char plain = plain_of(cp);
		addnstr(plain ? &plain : s + at, plain ? 1 : (int)(next - at));
	}
}

/* Clean text that fits, at a column of the area. */
static void put(struct area a, int y, int x, enum role role, const char *s, size_t len)
{
	attrset(the_terminal.look[role]);
	if (the_terminal.ascii && move(a.y + y - a.skip, a.x + x) == 0)
		put_plain(s, len);
	else
		mvaddnstr(a.y + y - a.skip, a.x + x, s, (int)len);
}

int draw_text(struct area a, int y, int x, int width, enum role role, const char *s, size_t len)
{
	if (width > a.cols - x)
		width = a.cols - x;
	if (x < 0 || width <= 0 || len == 0)
		return 0;
	struct str *clean = &the_terminal.clean;
	str_clear(clean);
	text_clean(clean, s, len, false);
	int used;
	size_t fits = text_fit(clean->p, clean->len, width, &used);
	bool cut = fits < clean->len;
	if (cut)
		fits = text_fit(clean->p, clean->len, width - 1, &used);
	if (!line_shown(a, y))
		return used + cut;
	put(a, y, x, role, clean->p, fits);
	if (cut)
		put(a, y, x + used, role, draw_sign(SIGN_CUT), strlen(draw_sign(SIGN_CUT)));
	return used + cut;
}

int draw_string(struct area a, int y, int x, int width, enum role role, const char *s)
{
	return draw_text(a, y, x, width, role, s, strlen(s));
}

/* The part of a line that lies in a piece of the text, from `x` on; gives its columns. */
static int put_piece(struct area a, int y, int x, enum role role, const char *s, struct text_line part)
{
	if (part.start >= part.end)
		return 0;
	put(a, y, x, role, s + part.start, part.end - part.start);
	return text_width(s + part.start, part.end - part.start);
}

/* `ends[i]` is where run i ends in the clean text. */
static void put_line(struct area a, int y, int x, const struct run *runs, const size_t *ends, size_t count, const char *s, struct text_line line)
{
	for (size_t i = 0, start = 0; i < count; start = ends[i++]) {
		struct text_line part = {start > line.start ? start : line.start, ends[i] < line.end ? ends[i] : line.end};
		x += put_piece(a, y, x, runs[i].role, s, part);
	}
}

int draw_runs(struct area a, int y, int x, int width, const struct run *runs, size_t count)
{
	struct str clean = {0};
	size_t *ends = mem_alloc((count + 1) * sizeof *ends);
	for (size_t i = 0; i < count; i++) {
		text_clean(&clean, runs[i].s, runs[i].len, true);
		ends[i] = clean.len;
	}
	if (width > a.cols - x)
		width = a.cols - x;
	struct text_line *lines;
	int n = (int)text_wrap(str_text(&clean), clean.len, width > 1 ? width : 1, &lines);
	for (int i = 0; i < n; i++)
		if (line_shown(a, y + i) && x >= 0 && width > 0)
			put_line(a, y + i, x, runs, ends, count, str_text(&clean), lines[i]);
	free(lines);
	free(ends);
	str_free(&clean);
	return n;
}

int draw_prose(struct area a, int y, int x, int width, enum role role, const char *s, size_t len)
{
	return draw_runs(a, y, x, width, &(struct run){role, s, len}, 1);
}

int draw_prose_height(int width, const char *s, size_t len)
{
	struct area nowhere = {.cols = width};
	return draw_prose(nowhere, 0, 0, width, ROLE_TEXT, s, len);
}

static void put_times(struct area a, int y, int x, enum sign sign, int times)
{
	for (int i = 0; i < times; i++)
		put(a, y, x + i, ROLE_DIM, draw_sign(sign), strlen(draw_sign(sign)));
}

void draw_rule(struct area a, int y)
{
	if (line_shown(a, y))
		put_times(a, y, 0, SIGN_LINE, a.cols);
}

void draw_side(struct area a, int x)
{
	for (int y = 0; y < a.rows; y++)
		draw_string(a, y, x, 1, ROLE_DIM, draw_sign(SIGN_SIDE));
}

void draw_more(struct area a, bool above, bool below)
{
	if (above)
		draw_string(a, 0, a.cols - 1, 1, ROLE_DIM, draw_sign(SIGN_MORE_UP));
	if (below)
		draw_string(a, a.rows - 1, a.cols - 1, 1, ROLE_DIM, draw_sign(SIGN_MORE_DOWN));
}

/* Blanks, for a dialogue over another screen. */
static void clear_area(struct area a)
{
	attrset(A_NORMAL);
	for (int y = 0; y < a.rows; y++)
		mvhline(a.y + y, a.x, ' ', a.cols);
}

struct area draw_box(struct area a, const char *title)
{
	clear_area(a);
	for (int y = 1; y < a.rows - 1; y++) {
		put_times(a, y, 0, SIGN_SIDE, 1);
		put_times(a, y, a.cols - 1, SIGN_SIDE, 1);
	}
	for (int end = 0; end < 2; end++) {
		int y = end ? a.rows - 1 : 0;
		put_times(a, y, 0, end ? SIGN_BOTTOM_LEFT : SIGN_TOP_LEFT, 1);
		put_times(a, y, 1, SIGN_LINE, a.cols - 2);
		put_times(a, y, a.cols - 1, end ? SIGN_BOTTOM_RIGHT : SIGN_TOP_RIGHT, 1);
	}
	if (*title) {
		int used = draw_string(a, 0, 3, a.cols - 6, ROLE_HEADING, title);
		draw_string(a, 0, 2, 1, ROLE_TEXT, " ");
		draw_string(a, 0, 3 + used, 1, ROLE_TEXT, " ");
	}
	return area_inner(a, 1, 2, 1, 2);
}

void draw_cursor(struct area a, int y, int x)
{
	if (!line_shown(a, y))
		return;
	the_terminal.cursor_y = a.y + y - a.skip;
	the_terminal.cursor_x = a.x + (x < a.cols ? x : a.cols - 1);
}

struct area area_inner(struct area a, int top, int left, int bottom, int right)
{
	int hidden = top < a.skip ? top : a.skip; /* of what goes from the top */
	struct area inner = {.y = a.y + top - hidden, .x = a.x + left, .skip = a.skip - hidden};
	inner.rows = a.rows - (top - hidden) - bottom;
	inner.cols = a.cols - left - right;
	inner.rows = inner.rows > 0 ? inner.rows : 0;
	inner.cols = inner.cols > 0 ? inner.cols : 0;
	return inner;
}

bool area_is_wide(struct area a)
{
	enum { SIDE_BY_SIDE = 120 };
	return a.cols >= SIDE_BY_SIDE;
}

bool area_holds(struct area a, int y, int x)
{
	return y >= a.y && y < a.y + a.rows && x >= a.x && x < a.x + a.cols;
}
