/* How the board looks.  The point that is chosen stands in full at the foot, so that nothing else moves when another is chosen. */
#include "screens/swot.h"

#include "base/taal.h"
#include "base/text.h"

#include <string.h>

enum {
	TOP_LABEL = 13,
	GROUP_COLS = 10 /* what is said of an empty group stands behind its label */
};

/* --- a quadrant -------------------------------------------------------------------------------- */

/* Air, number, mark and air. */
static int number_cols(const struct quadrant *q)
{
	return q->digits + 3;
}

/* What stands behind the label of an empty group, or of what the schema does not know. */
static const char *label_text(const struct quadrant *q, const struct row *row)
{
	return row->kind != ROW_NONE ? row->text : q->help ? _(row->field->help) : _("nog leeg");
}

static int label_cols(const struct row *row)
{
	int cols = text_string_width(row->label) + 2;
	return cols > GROUP_COLS ? cols : GROUP_COLS;
}

int swot_full_height(const struct quadrant *q, size_t i, int cols)
{
	const struct row *row = &q->rows.p[i];
	const char *text = row->number ? row->text : label_text(q, row);
	int room = cols - (row->number ? number_cols(q) : label_cols(row));
	return *text ? draw_prose_height(room > 1 ? room : 1, text, strlen(text)) : 1;
}

static int row_height(const void *ctx, size_t i, int cols)
{
	const struct quadrant *q = ctx;
	return q->full ? swot_full_height(q, i, cols) : 1;
}

/* A group is a heading above its first point. */
static const char *row_heading(const void *ctx, size_t i)
{
	const struct row *row = &((const struct quadrant *)ctx)->rows.p[i];
	return row->number && *row->label ? row->label : row->heading;
}

static void draw_line(struct area a, int x, enum role role, const char *text)
{
	struct str line = {0};
	text_join_lines(&line, text, strlen(text));
	draw_text(a, 0, x, a.cols - x, role, str_text(&line), line.len);
	str_free(&line);
}

static void draw_value(const struct quadrant *q, struct area a, int x, enum role role, const char *text)
{
	if (q->full)
		draw_prose(a, 0, x, a.cols - x, role, text, strlen(text));
	else
		draw_line(a, x, role, text);
}

static void draw_point(const struct quadrant *q, const struct row *row, struct area a, bool chosen)
{
	struct str number = {0};
	str_addf(&number, "%*zu", q->digits, row->number);
	draw_string(a, 0, 1, q->digits, chosen ? ROLE_CHOSEN : ROLE_DIM, number.p);
	row_draw_mark(row, a, q->digits + 1);
	draw_value(q, a, number_cols(q), row->fixed ? ROLE_DIM : ROLE_TEXT, row->text);
	str_free(&number);
}

/* A group with nothing in it, or what the schema does not know. */
static void draw_label(const struct quadrant *q, const struct row *row, struct area a, bool chosen)
{
	int used = draw_string(a, 0, 0, a.cols, chosen ? ROLE_CHOSEN : ROLE_HEADING, row->label);
	row_draw_mark(row, a, used);
	draw_value(q, a, label_cols(row), ROLE_DIM, label_text(q, row));
}

static void row_draw(const void *ctx, size_t i, struct area a, bool chosen)
{
	const struct quadrant *q = ctx;
	const struct row *row = &q->rows.p[i];
	if (row->number)
		draw_point(q, row, a, chosen);
	else
		draw_label(q, row, a, chosen);
}

const struct list_class swot_quadrant_list = {row_height, row_draw, row_heading};

/* The toelichting, on one line. */
static void top_draw(const void *ctx, size_t i, struct area a, bool chosen)
{
	const struct row *row = &((const struct rows *)ctx)->p[i];
	bool empty = !*row->text;
	draw_string(a, 0, 0, TOP_LABEL - 1, chosen ? ROLE_CHOSEN : ROLE_LABEL, row->label);
	row_draw_mark(row, a, TOP_LABEL - 1);
	draw_line(a, TOP_LABEL, empty || row->fixed ? ROLE_DIM : ROLE_TEXT, empty ? _("nog leeg") : row->text);
}

const struct list_class swot_top_list = {NULL, top_draw, NULL};

/* --- the foot ------------------------------------------------------------------------------------- */

/* What is said of the chosen row: the text in full, or what its place is for; and what is wrong. */
static void add_foot(struct str *out, const struct board *b, const struct row *row)
{
	str_add_text(out, row->text);
	if (*row->text || !row->field)
		return;
	if (b->active != TOP)
		str_addf(out, "%s\n", _(b->quadrants[b->active].field->help));
	str_add_text(out, _(row->field->help));
}

int swot_foot_height(const struct board *b, const struct row *row, int cols)
{
	struct str text = {0};
	add_foot(&text, b, row);
	int lines = draw_prose_height(cols, str_text(&text), text.len);
	str_free(&text);
	return row->finding ? lines + draw_prose_height(cols - 2, row->finding, strlen(row->finding)) : lines;
}

/* "Zwak › Sociaal 3" */
static void add_place(struct str *out, const struct board *b, const struct row *row)
{
	if (b->active != TOP)
		str_addf(out, "%s %s ", _(b->quadrants[b->active].field->label), draw_sign(SIGN_PATH));
	str_add_text(out, row->field ? _(row->field->label) : row->label);
	if (row->number)
		str_addf(out, " %zu", row->number);
}

static void draw_title(struct area a, int y, const char *title, enum role role)
{
	int used = draw_string(a, y, 1, a.cols - 2, role, title);
	if (used + 2 < a.cols)
		draw_rule(area_inner(a, y, used + 2, 0, 0), 0);
}

static void draw_foot_text(const struct board *b, const struct row *row, struct area a)
{
	struct str text = {0};
	add_foot(&text, b, row);
	int y = draw_prose(a, 0, 0, a.cols, *row->text && !row->fixed ? ROLE_TEXT : ROLE_DIM, str_text(&text), text.len);
	if (row->finding) {
		draw_string(a, y, 0, 1, ROLE_WARNING, "!");
		y += draw_prose(a, y, 2, a.cols - 2, ROLE_WARNING, row->finding, strlen(row->finding));
	}
	if (y > a.rows)
		draw_string(area_inner(a, a.rows - 1, a.cols, 0, -1), 0, 0, 1, ROLE_DIM, draw_sign(SIGN_MORE_DOWN));
	str_free(&text);
}

static void draw_foot(const struct board *b, struct area a)
{
	const struct row *row = board_row(b);
	struct str place = {0};
	if (!row || a.rows == 0)
		return;
	add_place(&place, b, row);
	draw_title(a, 0, place.p, ROLE_LABEL);
	draw_foot_text(b, row, area_inner(a, 1, 1, 0, 1));
	str_free(&place);
}

/* --- all of it ------------------------------------------------------------------------------------- */

const char *swot_note(const struct board *b)
{
	const char *why = sitting_read_only(b->base.work->sitting);
	return why ? why : "";
}

static void add_name(struct str *out, const struct quadrant *q)
{
	str_addf(out, "%s %zu", _(q->field->label), q->points);
}

/* "Sterk 9  [Zwak 19]  Kansen 16  Bedreigingen 10" */
static void draw_tabs(const struct board *b, struct area a)
{
	int shown = b->active == TOP ? STERK : b->active, x = 0;
	for (int i = 0; i < QUADRANTS && a.rows > 0; i++) {
		struct str name = {0};
		str_add_text(&name, i == shown ? "[" : " ");
		add_name(&name, &b->quadrants[i]);
		str_add_text(&name, i == shown ? "]" : " ");
		x += draw_string(a, 0, x, a.cols - x, i == shown ? ROLE_HEADING : ROLE_LABEL, name.p) + 1;
		str_free(&name);
	}
}

static void draw_quadrant(const struct board *b, int i)
{
	struct str name = {0};
	add_name(&name, &b->quadrants[i]);
	if (b->places.heads[i].rows > 0)
		draw_title(b->places.heads[i], 0, name.p, ROLE_HEADING);
	if (b->places.lists[i].rows > 0)
		list_draw(&b->quadrants[i].list, b->places.lists[i], b->active == i);
	str_free(&name);
}

void swot_draw(const struct screen *s, struct area a)
{
	const struct board *b = board_of_const(s);
	const char *note = swot_note(b);
	(void)a;
	if (b->places.note.rows > 0)
		draw_prose(b->places.note, 0, 1, b->places.note.cols - 2, ROLE_WARNING, note, strlen(note));
	list_draw(&b->top_list, b->places.top, b->active == TOP);
	draw_tabs(b, b->places.tabs);
	draw_side(b->places.side, 0);
	for (int i = 0; i < QUADRANTS; i++)
		draw_quadrant(b, i);
	draw_foot(b, b->places.foot);
}
