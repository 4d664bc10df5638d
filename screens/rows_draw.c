/* How rows look: a label column, then the value, wrapped; a record with its number and sign; a section in a line. */
#include "screens/rows.h"

#include "base/date.h"
#include "base/taal.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum {
	LABEL_COLS = 18, LABEL_COLS_SMALL = 15, WIDE = 64, /* the label column, from WIDE columns on and below */
	VALUE_COLS = 96,                                   /* a longer line is hard to read */
	BAR_COLS = 14, BAR_COLS_LARGE = 24, BAR_LEAST = 54, /* of phases, where the value has this room */
	STATUS_COLS = 13, PROGRESS_COLS = 10,
	NEW_COLS = 24, NEW_WIDE = 100                      /* at the end of what is new; of a line, in words from NEW_WIDE columns on */
};

static int label_cols(int cols)
{
	return cols >= WIDE ? LABEL_COLS : LABEL_COLS_SMALL;
}

/* The columns of the value without the bar of a phase. */
static int value_cols(int cols)
{
	int room = cols - label_cols(cols);
	room = room < VALUE_COLS ? room : VALUE_COLS;
	return room > 1 ? room : 1;
}

static int bar_cols(const struct row *row, int cols)
{
	int room = value_cols(cols);
	if (!row->months || room < BAR_LEAST)
		return 0;
	return room >= VALUE_COLS - BAR_COLS ? BAR_COLS_LARGE : BAR_COLS;
}

/* What is said of what is new, behind its sign. */
static const char *new_text(const struct row *row, int cols)
{
	bool is_line = row->kind == ROW_SECTION || row->percent >= 0;
	return cols < WIDE ? "" : is_line && cols < NEW_WIDE ? _("nieuw") : row->nieuw;
}

/* The columns that it takes, with air before it; 0 where nothing is new. */
static int new_cols(const struct row *row, int cols)
{
	if (!row->nieuw)
		return 0;
	int words = text_string_width(new_text(row, cols));
	return words ? 2 + 2 + (words < NEW_COLS ? words : NEW_COLS) : 2 + 1;
}

/* It ends at column `x`. */
static void draw_new(const struct row *row, struct area a, int x)
{
	int cols = new_cols(row, a.cols) - 2;
	if (cols <= 0)
		return;
	draw_string(a, 0, x - cols, 1, ROLE_GOOD, draw_sign(SIGN_NEW));
	draw_string(a, 0, x - cols + 2, cols - 2, ROLE_GOOD, new_text(row, a.cols));
}

static int number_cols(const struct row *row)
{
	return row->number ? row->digits + 1 + (*row->sign ? 2 : 0) : 0;
}

static int text_cols(const struct row *row, int cols)
{
	int bar = bar_cols(row, cols), room = value_cols(cols) - number_cols(row) - (bar ? bar + 2 : 0) - new_cols(row, cols);
	return room > 1 ? room : 1;
}

static bool is_line(const struct row *row)
{
	return row->kind == ROW_SECTION || row->percent >= 0;
}

/* What is said below a value: what is wrong goes before what does not add up. */
static const char *remark_of(const struct row *row)
{
	return row->finding ? row->finding : row->advice;
}

void row_draw_mark(const struct row *row, struct area a, int x)
{
	if (row->finding || row->changed || row->said)
		draw_string(a, 0, x, 1, ROLE_WARNING, row->finding ? "!" : row->changed ? "*" : "@");
}

/* In a line that has no room for the sentence.  Advice is no cause for alarm: it stands apart, and in no colour. */
static bool draw_question(const struct row *row, struct area a, int x)
{
	if (!row->advice || row->finding)
		return false;
	draw_string(a, 0, x, 1, ROLE_TEXT, "?");
	return true;
}

static bool has_bar(const struct row *row)
{
	return row->from >= 0 || row->to >= 0;
}

/* The lines that the bar takes, with the scale below it. */
static int bar_height(const struct row *row, int cols)
{
	return bar_cols(row, cols) ? has_bar(row) + row->scale : 0;
}

static int rows_height(const void *ctx, size_t i, int cols)
{
	const struct row *row = &((const struct rows *)ctx)->p[i];
	if (is_line(row))
		return 1 + row->air;
	int lines = *row->text ? draw_prose_height(text_cols(row, cols), row->text, strlen(row->text)) : 1;
	const char *remark = remark_of(row);
	if (remark)
		lines += draw_prose_height(value_cols(cols) - 2, remark, strlen(remark));
	int bar = bar_height(row, cols);
	return (lines > bar ? lines : bar) + row->air;
}

static const char *rows_heading(const void *ctx, size_t i)
{
	return ((const struct rows *)ctx)->p[i].heading;
}

/* Full cells from `from` to `to` of `all`, the rest empty. */
static void draw_cells(struct area a, int x, int cols, int from, int to, int all)
{
	for (int i = 0; i < cols; i++) {
		bool full = i * all < to * cols && (i + 1) * all > from * cols;
		draw_string(a, 0, x + i, 1, full ? ROLE_TEXT : ROLE_DIM, draw_sign(full ? SIGN_BAR : SIGN_DOT));
	}
}

/* "okt 2018", or "okt 18" where room is short. */
static void add_month(struct str *out, int month, bool full)
{
	char stored[24];
	snprintf(stored, sizeof stored, "%04d-%02d", month / 12, month % 12 + 1);
	date_month(out, stored);
	if (!full)
		str_splice(out, out->len - 4, 2, "", 0);
}

/* The first and the last month, below the ends of the bars. */
static void draw_scale(const struct row *row, struct area a, int x, int y, int bar)
{
	struct str first = {0}, last = {0};
	add_month(&first, row->first_month, bar == BAR_COLS_LARGE);
	add_month(&last, row->first_month + row->months - 1, bar == BAR_COLS_LARGE);
	draw_string(a, y, x, bar, ROLE_DIM, first.p);
	draw_string(a, y, x + bar - (int)last.len, (int)last.len, ROLE_DIM, last.p);
	str_free(&first);
	str_free(&last);
}

static void draw_bar(const struct row *row, struct area a, int cols)
{
	int bar = bar_cols(row, cols), all_to = row->first_month + row->months, x = label_cols(cols) + value_cols(cols) - bar;
	int from = row->from >= 0 ? row->from : row->to, to = row->to >= 0 ? row->to + 1 : all_to;
	if (bar && has_bar(row))
		draw_cells(a, x, bar, from - row->first_month, to - row->first_month, row->months);
	if (bar && row->scale)
		draw_scale(row, a, x, has_bar(row), bar);
}

static void draw_progress(struct area a, int x, int percent)
{
	int full = (percent * PROGRESS_COLS + 50) / 100;
	for (int i = 0; i < PROGRESS_COLS; i++)
		draw_string(a, 0, x + i, 1, i < full ? ROLE_TEXT : ROLE_DIM, draw_sign(i < full ? SIGN_FULL : SIGN_EMPTY));
}

static const char *status_of(const struct row *row)
{
	const struct field *f = schema_child(row->field, "status", 6);
	const struct node *n = node_get(row->node, "status");
	if (!f || !n || n->kind != NODE_SCALAR)
		return "";
	const char *label = schema_choice_label(f, n->text, n->len);
	return label ? label : n->text;
}

/* A speerpunt in the plan: number, titel, status, how far.  Chosen, its number is reversed: a titel is long, and
 * would cost a slow line too much each time. */
static void draw_speerpunt(const struct row *row, struct area a, bool chosen)
{
	int right = a.cols - STATUS_COLS - PROGRESS_COLS - 1, x = row->digits + 2, name = right - x - 1;
	struct str number = {0};
	str_addf(&number, "%*zu", row->digits, row->number);
	draw_string(a, 0, 1, row->digits, chosen ? ROLE_CHOSEN : ROLE_DIM, number.p);
	row_draw_mark(row, a, x - 1);
	draw_new(row, a, right - 1);
	name -= new_cols(row, a.cols);
	if (draw_question(row, a, x + name - 1))
		name -= 2;
	draw_string(a, 0, x, name, ROLE_TEXT, *row->text ? row->text : _("(zonder titel)"));
	draw_string(a, 0, right, STATUS_COLS - 1, ROLE_TEXT, status_of(row));
	draw_progress(a, right + STATUS_COLS, row->percent);
	str_free(&number);
}

static const char *label_of(const struct row *row)
{
	return row->lead ? row->lead : row->label;
}

/* The label of a record that is not there yet may take more, as the value takes less. */
static int label_room(const struct row *row, int cols)
{
	int room = label_cols(cols), wanted = row->wide + 2;
	return row->kind == ROW_PART && wanted > room ? wanted : room;
}

static void draw_label(const struct row *row, struct area a, bool chosen)
{
	int cols = label_room(row, a.cols);
	draw_string(a, 0, row->indent, cols - 1 - row->indent, chosen && !row->number ? ROLE_CHOSEN : ROLE_LABEL, label_of(row));
	row_draw_mark(row, a, row->kind == ROW_SECTION ? cols - 2 : cols - 1);
}

/* "mogelijk, gevraagd, toegezegd, …": what there is to choose says more of an empty choice than that it is empty. */
static void add_choices(struct str *out, const struct field *f)
{
	for (const struct choice *c = f->choices; c && c->value; c++)
		str_addf(out, "%s%s", c == f->choices ? "(" : ", ", _(c->label));
	str_add_text(out, ")");
}

/* What stands where nothing is yet: of a section, a list or a long text what belongs there, in brackets, as it must not
 * be taken for what somebody wrote where all texts look alike. */
static void draw_empty(const struct row *row, struct area a, int x, int cols)
{
	bool whole = row->kind == ROW_NONE || row->kind == ROW_PART || (row->kind == ROW_SECTION && row->field == row->last) ||
	             (row->kind == ROW_VALUE && row->field->kind == KIND_PROSE);
	struct str help = {0};
	if (whole && row->field)
		str_addf(&help, "(%s)", _(row->field->help));
	else if (row->kind == ROW_VALUE && row->field->kind == KIND_CHOICE)
		add_choices(&help, row->field);
	draw_string(a, 0, x, cols, ROLE_DIM, help.len ? help.p : _("nog leeg"));
	str_free(&help);
}

static void draw_section(const struct row *row, struct area a, bool chosen)
{
	int x = label_cols(a.cols);
	draw_label(row, a, chosen);
	int cols = a.cols - x - new_cols(row, a.cols);
	draw_question(row, a, x - 2);
	draw_new(row, a, a.cols);
	if (*row->text)
		draw_string(a, 0, x, cols, row->field ? ROLE_TEXT : ROLE_DIM, row->text);
	else
		draw_empty(row, a, x, cols);
}

/* "2 ✓ ": what stands before an item. */
static void draw_number(const struct row *row, struct area a, int x, bool chosen)
{
	struct str number = {0};
	str_addf(&number, "%*zu", row->digits, row->number);
	draw_string(a, 0, x, row->digits, chosen ? ROLE_CHOSEN : ROLE_DIM, str_text(&number));
	draw_string(a, 0, x + row->digits + 1, 1, ROLE_TEXT, row->sign);
	str_free(&number);
}

static void draw_remark(const struct row *row, struct area a, int y, int x)
{
	const char *remark = remark_of(row);
	if (!remark)
		return;
	draw_string(a, y, x, 1, row->finding ? ROLE_WARNING : ROLE_TEXT, row->finding ? "!" : "?");
	draw_prose(a, y, x + 2, value_cols(a.cols) - 2, row->finding ? ROLE_WARNING : ROLE_DIM, remark, strlen(remark));
}

static void draw_value(const struct row *row, struct area a, bool chosen)
{
	int x = label_room(row, a.cols), y = 1;
	draw_label(row, a, chosen);
	if (row->number)
		draw_number(row, a, x, chosen);
	if (*row->text)
		y = draw_prose(a, 0, x + number_cols(row), text_cols(row, a.cols), row->fixed ? ROLE_DIM : ROLE_TEXT, row->text, strlen(row->text));
	else
		draw_empty(row, a, x + number_cols(row), text_cols(row, a.cols));
	draw_bar(row, a, a.cols);
	draw_new(row, a, x + number_cols(row) + text_cols(row, a.cols) + new_cols(row, a.cols));
	draw_remark(row, a, y, x);
}

static void rows_draw(const void *ctx, size_t i, struct area a, bool chosen)
{
	const struct row *row = &((const struct rows *)ctx)->p[i];
	if (row->percent >= 0)
		draw_speerpunt(row, a, chosen);
	else if (row->kind == ROW_SECTION)
		draw_section(row, a, chosen);
	else
		draw_value(row, a, chosen);
}

const struct list_class rows_list = {rows_height, rows_draw, rows_heading};
