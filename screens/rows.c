#include "screens/rows.h"

#include "base/date.h"
#include "base/taal.h"
#include "base/text.h"
#include "plan/path.h"
#include "plan/plan.h"
#include "screens/show.h"

#include <stdio.h>
#include <string.h>

/* The rows in the making. */
struct building {
	struct rows *rows;
	struct str heading; /* for the next row */
	int indent;
};

static void add_fields(struct building *b, const struct field *parent, const struct node *record, const char *path);

void scope_clear(struct scope *s)
{
	free(s->path);
	*s = (struct scope){0};
}

static struct row *add_row(struct building *b, enum row_kind kind, const struct field *f, const struct node *n, const char *path)
{
	vec_push(b->rows, (struct row){
		.kind = kind, .field = f, .last = f, .node = n, .path = mem_text(path), .label = mem_text(""), .sign = "", .indent = b->indent,
		.percent = -1, .from = -1, .to = -1,
	});
	struct row *row = &b->rows->p[b->rows->count - 1];
	if (b->heading.len)
		row->heading = str_take(&b->heading);
	if (row->heading && b->rows->count > 1)
		row[-1].air = true;
	return row;
}

static void set_label(struct row *row, const char *label)
{
	free(row->label);
	row->label = mem_text(label);
}

static char *path_below(const char *path, const char *key)
{
	struct str s = {0};
	str_addf(&s, "%s%s%s", path, *path ? "/" : "", key);
	return str_take(&s);
}

/* --- values and lists ------------------------------------------------------------- */

/* Ids, and the version of the format, are not people's to change. */
static bool is_fixed(const struct field *f)
{
	return f->kind == KIND_SLUG || f == schema_first(NULL);
}

static void add_value(struct building *b, const struct field *f, const struct node *n, const char *path)
{
	struct row *row = add_row(b, ROW_VALUE, f, n, path);
	struct str text = {0};
	set_label(row, _(f->label));
	if (n)
		plan_show_value(&text, n);
	row->text = str_take(&text);
	row->fixed = is_fixed(f);
}

/* An empty key is no value, so it has no shape. */
static bool is_other(const struct node *n)
{
	return !schema_of(n) || (!node_is_absent(n) && !schema_fits(n));
}

/* As it stands in the file; in front of it the place, where that is not the form's own. */
static void add_other(struct building *b, const struct field *f, const struct node *n, const char *label, const char *path, const char *place)
{
	struct row *row = add_row(b, ROW_OTHER, f, n, path);
	struct str text = {0};
	set_label(row, label);
	str_addf(&text, "%s%s", place, *place ? ": " : "");
	str_add(&text, b->rows->doc->bytes + n->start, n->end - n->start);
	row->text = str_take(&text);
	row->fixed = true;
}

static void add_item(struct building *b, const struct field *f, const struct node *item, int digits)
{
	struct str path = {0}, text = {0};
	bool known = schema_fits(item);
	path_of(&path, item);
	struct row *row = add_row(b, !known ? ROW_OTHER : f->kind == KIND_TEXTS ? ROW_ITEM : ROW_RECORD, f, item, path.p);
	row->number = item->index + 1;
	row->digits = digits;
	if (!known)
		str_add(&text, b->rows->doc->bytes + item->start, item->end - item->start);
	else
		show_record(&text, item);
	row->text = str_take(&text);
	row->fixed = !known;
	row->sign = known ? show_sign(item) : "";
	row->from = date_months(plan_text(item, "van"));
	row->to = date_months(plan_text(item, "tot"));
	str_free(&path);
}

static int digits_of(size_t n)
{
	return n < 10 ? 1 : n < 100 ? 2 : n < 1000 ? 3 : 5;
}

/* The months that the bars of a list of phases span. */
static void set_bars(struct row *rows, size_t count)
{
	int first = -1, last = -1;
	for (size_t i = 0; i < count; i++) {
		const struct row *r = &rows[i];
		int from = r->from >= 0 ? r->from : r->to, to = r->to >= 0 ? r->to : r->from;
		if (from >= 0 && (first < 0 || from < first))
			first = from;
		if (to > last)
			last = to;
	}
	for (size_t i = 0; i < count && first >= 0 && last > first; i++) {
		rows[i].first_month = first;
		rows[i].months = last - first + 1;
		rows[i].scale = i + 1 == count;
	}
}

static void add_list(struct building *b, const struct field *f, const struct node *list, const char *path)
{
	size_t start = b->rows->count;
	if (!list || list->count == 0) {
		struct row *row = add_row(b, ROW_NONE, f, list, path);
		set_label(row, _(f->label));
		row->text = mem_text("");
		return;
	}
	for (size_t i = 0; i < list->count; i++)
		add_item(b, f, list->items[i], digits_of(list->count));
	set_label(&b->rows->p[start], _(f->label));
	set_bars(&b->rows->p[start], list->count);
}

/* --- records ------------------------------------------------------------------------ */

/* A record in a record: its fields below a heading, or one row to open where it is not there yet. */
static void add_part(struct building *b, const struct field *f, const struct node *n, const char *path)
{
	if (!n) {
		struct row *row = add_row(b, ROW_PART, f, NULL, path);
		set_label(row, _(f->label));
		row->text = mem_text("");
		return;
	}
	if (b->heading.len) /* the heading of a record that begins with a record */
		str_add_text(&b->heading, " · ");
	str_add_text(&b->heading, _(f->label));
	b->indent++;
	add_fields(b, f, n, path);
	b->indent--;
	if (b->rows->count)
		b->rows->p[b->rows->count - 1].air = true;
}

static void add_field(struct building *b, const struct field *f, const struct node *record, const char *path)
{
	const struct node *n = record && record->kind == NODE_SCALAR ? plan_get(record, f->key) : node_get(record, f->key);
	char *own = path_below(path, f->key);
	size_t first = b->rows->count;
	bool bare = n && n == record;
	n = node_is_absent(n) ? NULL : n;
	if (n && !bare && is_other(n))
		; /* stands under Overig */
	else if (f->kind == KIND_RECORD)
		add_part(b, f, n, own);
	else if (schema_is_list(f))
		add_list(b, f, n, own);
	else
		add_value(b, f, n, own);
	if (b->rows->count > first && b->rows->p[first].field == f)
		b->rows->p[first].record = record;
	free(own);
}

/* `place`: the labels of the records it is in, below that of the form. */
static void add_others_in(struct building *b, const struct node *record, const char *path, const char *place)
{
	for (size_t i = 0; record && record->kind == NODE_MAP && i < record->count; i++) {
		const struct node *n = record->items[i];
		const struct field *f = schema_of(n);
		const char *label = f ? _(f->label) : n->key;
		char *own = path_below(path, n->key);
		struct str within = {0};
		if (is_other(n)) {
			add_other(b, f, n, label, own, place);
		} else if (f->kind == KIND_RECORD && record->parent) { /* those of the plan itself have a form of their own */
			str_addf(&within, "%s%s%s", place, *place ? " › " : "", label);
			add_others_in(b, n, own, within.p);
		}
		str_free(&within);
		free(own);
	}
}

/* At the end: what the schema does not know, or what has another shape; of the records in this one too. */
static void add_others(struct building *b, const struct node *record, const char *path)
{
	str_clear(&b->heading);
	if (b->rows->count) /* else the screen says so */
		str_add_text(&b->heading, _("Overig"));
	add_others_in(b, record, path, "");
	str_clear(&b->heading);
}

/* `record` is a mapping, a bare text that is a record, or NULL. */
static void add_fields(struct building *b, const struct field *parent, const struct node *record, const char *path)
{
	for (const struct field *f = schema_first(parent); f; f = schema_next(f))
		add_field(b, f, record, path);
}

/* --- the plan ------------------------------------------------------------------------- */

static void add_joined(struct str *out, const struct field *f, const struct node *n)
{
	struct str one = {0};
	if (is_fixed(f) || (f->flags & FIELD_REQUIRED)) /* the name of the neighbourhood stands in the heading */
		return;
	show_summary(&one, f, n);
	if (one.len && out->len)
		str_add_text(out, " · ");
	str_add(out, str_text(&one), one.len);
	str_free(&one);
}

static void add_section(struct building *b, const struct field *first, const struct field *last, const char *label)
{
	const struct node *root = b->rows->doc->root;
	struct row *row = add_row(b, ROW_SECTION, first, plan_get(root, first->key), first->key);
	struct str text = {0};
	row->last = last;
	set_label(row, label);
	for (const struct field *f = first; f; f = f == last ? NULL : schema_next(f))
		add_joined(&text, f, plan_get(root, f->key));
	row->text = str_take(&text);
}

static void add_speerpunten(struct building *b, const struct field *f, const struct node *list)
{
	size_t start = b->rows->count;
	if (list && list->count)
		str_add_text(&b->heading, _(f->label));
	add_list(b, f, list, f->key);
	for (size_t i = start; i < b->rows->count; i++) {
		struct row *row = &b->rows->p[i];
		if (row->kind != ROW_RECORD)
			continue;
		set_label(row, "");
		free(row->text);
		row->text = mem_text(plan_name(row->node));
		row->percent = plan_progress(row->node);
	}
}

static bool has_others(const struct node *root)
{
	for (size_t i = 0; i < root->count; i++)
		if (is_other(root->items[i]))
			return true;
	return false;
}

/* The short fields before the first long text are one section; each field after them is one of its own. */
static void add_plan(struct building *b)
{
	const struct node *root = b->rows->doc->root;
	const struct field *last = schema_first(NULL);
	while (schema_next(last)->kind != KIND_PROSE)
		last = schema_next(last);
	add_section(b, schema_first(NULL), last, _("Algemeen"));
	for (const struct field *f = schema_next(last); f; f = schema_next(f)) {
		const struct node *n = plan_get(root, f->key);
		if (n && is_other(n))
			continue;
		if (f->flags & FIELD_REASON_REMOVE)
			add_speerpunten(b, f, n);
		else
			add_section(b, f, f, _(f->label));
	}
	if (!has_others(root))
		return;
	struct row *row = add_row(b, ROW_SECTION, NULL, NULL, "");
	set_label(row, _("Overig"));
	row->text = mem_text(_("wat buurtplan niet kent, of anders verwacht"));
	row->fixed = true;
}

static void add_some(struct building *b, const struct scope *scope)
{
	const struct node *root = b->rows->doc->root;
	for (const struct field *f = scope->first; f; f = f == scope->last ? NULL : schema_next(f))
		add_field(b, f, root, "");
	str_add_text(&b->heading, _("Overig"));
	for (const struct field *f = scope->first; f; f = f == scope->last ? NULL : schema_next(f))
		if (f->kind == KIND_RECORD)
			add_others_in(b, node_get(root, f->key), f->key, _(f->label));
	str_clear(&b->heading);
}

static void add_record(struct building *b, const struct scope *scope)
{
	struct place p;
	if (path_resolve(&p, b->rows->doc, scope->path, NULL) || !p.field || (p.field->kind != KIND_RECORD && !p.item))
		return;
	add_fields(b, p.field, p.node, scope->path);
	add_others(b, p.node, scope->path);
}

/* --- all of it ---------------------------------------------------------------------------- */

static int label_width(const struct row *row)
{
	return row->indent + text_width(row->label, strlen(row->label));
}

/* Of each run of parts. */
static void add_widths(struct rows *rows)
{
	for (size_t i = 0, end; i < rows->count; i = end + 1) {
		int wide = 0;
		for (end = i; end < rows->count && rows->p[end].kind == ROW_PART; end++)
			wide = label_width(&rows->p[end]) > wide ? label_width(&rows->p[end]) : wide;
		for (; i < end; i++)
			rows->p[i].wide = wide;
	}
}

void rows_build(struct rows *out, const struct scope *scope, const struct doc *d, const struct diff *changes)
{
	rows_clear(out);
	out->doc = doc_ref(d);
	struct building b = {.rows = out};
	switch (scope->kind) {
	case SCOPE_PLAN:
		add_plan(&b);
		break;
	case SCOPE_FIELDS:
		add_some(&b, scope);
		break;
	case SCOPE_RECORD:
		add_record(&b, scope);
		break;
	case SCOPE_OTHER:
		add_others(&b, d->root, "");
		break;
	}
	add_widths(out);
	rows_mark(out, changes);
	str_free(&b.heading);
}

static void row_clear(struct row *row)
{
	free(row->path);
	free(row->label);
	free(row->heading);
	free(row->text);
	free(row->finding);
	free(row->advice);
	free(row->nieuw);
}

void rows_drop(struct rows *rows, size_t i)
{
	row_clear(&rows->p[i]);
	rows->count--;
	memmove(&rows->p[i], &rows->p[i + 1], (rows->count - i) * sizeof *rows->p);
}

void rows_clear(struct rows *rows)
{
	for (size_t i = 0; i < rows->count; i++)
		row_clear(&rows->p[i]);
	vec_free(rows);
	doc_free(rows->doc);
	rows->doc = NULL;
}

static struct scope section_scope(const struct row *row)
{
	if (!row->field)
		return (struct scope){.kind = SCOPE_OTHER, .path = mem_text("")};
	if (row->field->kind == KIND_RECORD && row->field == row->last && (!row->node || schema_fits(row->node)))
		return (struct scope){.kind = SCOPE_RECORD, .path = mem_text(row->field->key)};
	return (struct scope){.kind = SCOPE_FIELDS, .path = mem_text(""), .first = row->field, .last = row->last};
}

bool row_opens(const struct row *row, struct scope *out)
{
	if (row->kind == ROW_SECTION)
		*out = section_scope(row);
	else if (row->kind == ROW_RECORD || row->kind == ROW_PART)
		*out = (struct scope){.kind = SCOPE_RECORD, .path = mem_text(row->path)};
	else
		return false;
	return true;
}
