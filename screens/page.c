#include "screens/page.h"

#include "base/text.h"
#include "screens/page_internal.h"

#include <assert.h>
#include <string.h>

enum {
	LABEL_COLS = 20, LABEL_COLS_SMALL = 16, WIDE = 64, /* the labels of pairs, from WIDE columns on and below */
	STEP = 2, DEEPEST = 10                             /* what lies deeper is not indented further */
};

/* --- pieces ------------------------------------------------------------------------------ */

void page_put(struct page *p, size_t line, int x, enum role role, const char *s, size_t len)
{
	size_t start = p->text.len;
	if (len == 0)
		return;
	str_add(&p->text, s, len);
	vec_push(&p->pieces, (struct page_piece){.line = line, .start = start, .len = len, .x = x, .role = role});
}

void page_put_times(struct page *p, size_t line, int x, enum sign sign, int times)
{
	const char *s = draw_sign(sign);
	struct str row = {0};
	for (int i = 0; i < times; i++)
		str_add_text(&row, s);
	page_put(p, line, x, ROLE_DIM, str_text(&row), row.len);
	str_free(&row);
}

static size_t wrap(struct page *p, size_t line, int x, int cols, const struct run *runs, size_t count)
{
	enum { MOST = 4 };
	struct str clean = {0};
	struct text_line *lines;
	size_t ends[MOST];
	assert(count <= MOST);
	for (size_t i = 0; i < count; i++) {
		text_clean(&clean, runs[i].s, runs[i].len, true);
		ends[i] = clean.len;
	}
	size_t n = text_wrap(str_text(&clean), clean.len, cols > 1 ? cols : 1, &lines);
	for (size_t i = 0; i < n; i++) {
		int at = x;
		for (size_t k = 0, start = 0; k < count; start = ends[k++]) {
			size_t from = start > lines[i].start ? start : lines[i].start, to = ends[k] < lines[i].end ? ends[k] : lines[i].end;
			if (from >= to)
				continue;
			page_put(p, line + i, at, runs[k].role, clean.p + from, to - from);
			at += text_width(clean.p + from, to - from);
		}
	}
	free(lines);
	str_free(&clean);
	return n;
}

size_t page_wrap_text(struct page *p, size_t line, int x, int cols, enum role role, const char *s)
{
	return wrap(p, line, x, cols, &(struct run){role, s, strlen(s)}, 1);
}

/* --- blocks --------------------------------------------------------------------------------- */

/* A long heading is underlined below its last line; a part of the plan across the page. */
static size_t add_heading(struct page *p, const struct block *b, size_t line)
{
	size_t n = page_wrap_text(p, line, 0, p->cols, ROLE_HEADING, b->text);
	int wide = text_string_width(b->text);
	if (b->level > 2)
		return n;
	page_put_times(p, line + n, 0, SIGN_LINE, b->level < 2 || wide > p->cols ? p->cols : wide);
	return n + 1;
}

static int indent_of(const struct block *b)
{
	int level = b->level < DEEPEST ? b->level : DEEPEST;
	return level * STEP + (level > 0); /* below the text of a numbered item */
}

static size_t add_item(struct page *p, const struct block *b, size_t line)
{
	struct str mark = {0}, note = {0};
	int x = indent_of(b);
	if (b->number)
		str_addf(&mark, "%zu", b->number);
	else
		str_add_text(&mark, draw_sign(SIGN_DOT));
	page_put(p, line, x, ROLE_DIM, mark.p, mark.len);
	x += b->number > 99 ? (int)mark.len + 1 : b->number ? 3 : 2;
	if (b->note)
		str_addf(&note, " (%s)", b->note);
	struct run runs[] = {{ROLE_TEXT, b->text, strlen(b->text)}, {ROLE_DIM, str_text(&note), note.len}};
	size_t n = wrap(p, line, x, p->cols - x, runs, 2);
	str_free(&mark);
	str_free(&note);
	return n;
}

/* Label and text side by side, or below each other where the label is too long. */
static size_t add_pair(struct page *p, const struct block *b, size_t line)
{
	int x = indent_of(b), column = p->cols >= WIDE ? LABEL_COLS : LABEL_COLS_SMALL;
	size_t n = 0;
	if (text_string_width(b->label) > column - 2)
		n = page_wrap_text(p, line, x, p->cols - x, ROLE_DIM, b->label);
	else
		page_wrap_text(p, line, x, column, ROLE_DIM, b->label);
	if (n && !*b->text)
		return n;
	x += n ? STEP : column;
	return n + page_wrap_text(p, line + n, x, p->cols - x, ROLE_TEXT, b->text);
}

static size_t add_block(struct page *p, const struct block *b, size_t line)
{
	switch (b->kind) {
	case BLOCK_TITLE:
	case BLOCK_HEADING:
		return add_heading(p, b, line);
	case BLOCK_PARAGRAPH:
		return page_wrap_text(p, line, indent_of(b), p->cols - indent_of(b), ROLE_TEXT, b->text);
	case BLOCK_ITEM:
		return add_item(p, b, line);
	case BLOCK_PAIR:
		return add_pair(p, b, line);
	case BLOCK_TABLE:
		return page_add_table(p, b->table, line);
	case BLOCK_PHASES:
		return page_add_phases(p, b->phases, line);
	case BLOCK_CHANGE: /* of no plan */
		break;
	}
	return 0;
}

/* The empty lines between two blocks: below a heading comes its text, and a list is one thing. */
static size_t air_between(const struct block *before, const struct block *b)
{
	if (b->kind == BLOCK_HEADING)
		return b->level == 1 && before->kind != BLOCK_TITLE ? 2 : 1;
	if (before->kind == BLOCK_TITLE)
		return 1;
	if (before->kind == BLOCK_HEADING)
		return 0;
	if (b->level > 0)
		return b->kind == BLOCK_PARAGRAPH && before->kind == BLOCK_PARAGRAPH;
	if (b->kind == BLOCK_ITEM)
		return before->kind != BLOCK_ITEM && before->level == 0;
	return b->kind != BLOCK_PAIR || before->kind != BLOCK_PAIR;
}

static int by_line(const void *a, const void *b)
{
	const struct page_piece *p = a, *q = b;
	return p->line != q->line ? (p->line > q->line) - (p->line < q->line) : (p->x > q->x) - (p->x < q->x);
}

/* The cells of a table are put down column by column. */
static void sort_pieces(struct page *p, size_t from)
{
	for (size_t i = from + 1; i < p->pieces.count; i++) {
		if (p->pieces.p[i - 1].line <= p->pieces.p[i].line)
			continue;
		qsort(p->pieces.p + from, p->pieces.count - from, sizeof *p->pieces.p, by_line);
		return;
	}
}

void page_build(struct page *out, const struct reading *r, int cols)
{
	page_clear(out);
	out->cols = cols;
	for (size_t i = 0; i < r->count; i++) {
		size_t line = out->lines + (i ? air_between(&r->p[i - 1], &r->p[i]) : 0);
		size_t pieces = out->pieces.count;
		vec_push(&out->block_lines, line);
		out->lines = line + add_block(out, &r->p[i], line);
		sort_pieces(out, pieces);
	}
}

void page_clear(struct page *p)
{
	str_free(&p->text);
	vec_free(&p->pieces);
	vec_free(&p->block_lines);
	*p = (struct page){0};
}

size_t page_block_at(const struct page *p, size_t line)
{
	size_t low = 0, high = p->block_lines.count;
	while (low + 1 < high) {
		size_t middle = (low + high) / 2;
		*(p->block_lines.p[middle] <= line ? &low : &high) = middle;
	}
	return low;
}

/* The first piece on this line or below. */
static size_t first_piece(const struct page *p, size_t line)
{
	size_t low = 0, high = p->pieces.count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (p->pieces.p[middle].line < line)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void page_draw(const struct page *p, size_t top, struct area a, size_t chosen)
{
	for (size_t i = first_piece(p, top); i < p->pieces.count; i++) {
		const struct page_piece *piece = &p->pieces.p[i];
		if (piece->line >= top + (size_t)a.rows)
			break;
		bool marked = piece->role == ROLE_HEADING && page_block_at(p, piece->line) == chosen;
		draw_text(a, (int)(piece->line - top), piece->x, a.cols, marked ? ROLE_CHOSEN : piece->role, p->text.p + piece->start, piece->len);
	}
}
