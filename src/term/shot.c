#include "term/shot.h"

#include "base/text.h"
#include "term/terminal.h"

#include <wchar.h>

/* Appends the character in a cell; gives its columns (1 for a blank). */
static int add_cell(struct str *line, int y, int x, attr_t *look)
{
	cchar_t cell;
	wchar_t text[CCHARW_MAX + 1] = L"";
	attr_t attrs = 0;
	short pair;
	mvin_wch(y, x, &cell);
	getcchar(&cell, text, &attrs, &pair, NULL);
	*look = attrs;
	for (int i = 0; text[i]; i++) {
		char bytes[4];
		str_add(line, bytes, text_encode((uint32_t)text[i], bytes));
	}
	int columns = wcwidth(text[0]);
	return columns > 1 ? columns : 1;
}

static void trim(struct str *s)
{
	while (s->len && s->p[s->len - 1] == ' ')
		s->p[--s->len] = '\0';
}

static void write_line(FILE *out, int y)
{
	struct str line = {0};
	attr_t look;
	for (int x = 0; x < COLS;)
		x += add_cell(&line, y, x, &look);
	trim(&line);
	fprintf(out, "%s\n", str_text(&line));
	str_free(&line);
}

/* The pieces of a line that have an attribute. */
static void write_marked(FILE *out, int y, attr_t attr, const char *word)
{
	struct str piece = {0};
	attr_t look;
	for (int x = 0; x < COLS;) {
		size_t before = piece.len;
		x += add_cell(&piece, y, x, &look);
		bool marked = look & attr;
		if (!marked)
			str_splice(&piece, before, piece.len - before, "", 0);
		if (piece.len && (!marked || x >= COLS)) {
			fprintf(out, "-- %d %s: %s\n", y, word, piece.p);
			str_clear(&piece);
		}
	}
	str_free(&piece);
}

void shot_write(FILE *out, const char *name, size_t len)
{
	fprintf(out, "== %.*s %dx%d\n", (int)len, name, COLS, LINES);
	for (int y = 0; y < LINES; y++)
		write_line(out, y);
	fprintf(out, "-- cursor %d,%d\n", the_terminal.cursor_y, the_terminal.cursor_x);
	for (int y = 0; y < LINES; y++) {
		write_marked(out, y, A_REVERSE, "reversed");
		write_marked(out, y, A_UNDERLINE, "underlined");
	}
	move(the_terminal.cursor_y, the_terminal.cursor_x);
}
