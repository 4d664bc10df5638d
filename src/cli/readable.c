#include "cli/readable.h"

#include "base/taal.h"
#include "base/text.h"
#include "cli/print.h"
#include "plan/plan.h"

#include <string.h>

enum {
	LABEL_COLUMNS = 20,
	STEP = 2,
	DEEPEST = 30 /* what lies deeper is not indented further: there must be room for text */
};

static void add_indent(struct str *out, size_t indent)
{
	str_add_times(out, ' ', indent < DEEPEST ? indent : DEEPEST);
}

/* A text behind `used` columns that are on the line. */
static void write_text(struct str *out, const struct node *n, size_t used, size_t indent)
{
	struct str shown = {0};
	plan_show_value(&shown, n);
	print_wrapped(out, str_text(&shown), shown.len, used, indent);
	str_free(&shown);
}

static void add_label(struct str *out, const struct node *n)
{
	const struct field *f = schema_of(n);
	print_line(out, f ? _(f->label) : n->key);
}

/* Nothing to see: an empty key, list or mapping. */
static bool is_empty(const struct node *n)
{
	return n->kind == NODE_SCALAR ? n->len == 0 : n->count == 0;
}

/* May it stand behind its label, on one line? */
static bool is_short(const struct node *n, size_t indent)
{
	const struct field *f = schema_of(n);
	if (n->kind != NODE_SCALAR || memchr(n->text, '\n', n->len))
		return false;
	if (text_width(f ? _(f->label) : n->key, strlen(f ? _(f->label) : n->key)) > LABEL_COLUMNS)
		return false;
	return text_width(n->text, n->len) + (int)indent + LABEL_COLUMNS + 1 <= PRINT_COLUMNS;
}

static void write_field(struct str *out, const struct node *n, size_t indent)
{
	add_indent(out, indent);
	if (is_short(n, indent)) {
		struct str label = {0};
		add_label(&label, n);
		print_cell(out, str_text(&label), LABEL_COLUMNS);
		str_add_char(out, ' ');
		write_text(out, n, 0, 0);
		str_free(&label);
	} else {
		add_label(out, n);
		str_add_char(out, '\n');
		readable_value(out, n, indent + STEP);
	}
}

/* A record whose fields fit behind each other: texts of one line each, no list or mapping among them. */
static bool is_row(const struct node *record)
{
	const struct field *f = schema_of(record);
	if (f && f->flags & FIELD_KEYED)
		return false;
	for (size_t i = 0; i < record->count; i++) {
		const struct node *n = record->items[i];
		if (n->kind != NODE_SCALAR || memchr(n->text, '\n', n->len))
			return false;
	}
	return true;
}

/* "Inwoners · Waarde: 2780": the first field speaks for itself. */
static void write_row(struct str *out, const struct node *record, size_t used, size_t indent)
{
	const struct field *list = schema_of(record);
	struct str row = {0};
	for (size_t i = 0; i < record->count; i++) {
		const struct node *n = record->items[i];
		if (is_empty(n))
			continue;
		if (row.len > 0)
			str_add_text(&row, " · ");
		if (!list || schema_of(n) != schema_first(list)) {
			add_label(&row, n);
			str_add_text(&row, ": ");
		}
		plan_show_value(&row, n);
	}
	print_wrapped(out, str_text(&row), row.len, used, indent);
	str_free(&row);
}

/* A speerpunt or analysis part: its name, its id, and the other fields below. */
static void write_keyed(struct str *out, const struct node *item, size_t indent)
{
	struct str head = {0};
	const char *id = plan_id(item);
	str_add_text(&head, plan_name(item));
	if (id && strcmp(id, plan_name(item)) != 0)
		str_addf(&head, " (%s)", id);
	print_wrapped(out, str_text(&head), head.len, 0, indent);
	for (size_t i = 0; i < item->count; i++) {
		const struct node *n = item->items[i];
		bool named = n->kind == NODE_SCALAR && (node_key_is(n, "id") || node_key_is(n, "titel"));
		if (!named && !is_empty(n))
			write_field(out, n, indent);
	}
	str_free(&head);
}

static void write_map(struct str *out, const struct node *map, size_t indent)
{
	for (size_t i = 0; i < map->count; i++)
		if (!is_empty(map->items[i]))
			write_field(out, map->items[i], indent);
}

/* Nothing goes on behind the number of an item: its content comes below. */
static void end_line(struct str *out)
{
	while (out->len > 0 && out->p[out->len - 1] == ' ')
		str_splice(out, out->len - 1, 1, "", 0);
	str_add_char(out, '\n');
}

/* A record whose fields take more than a line: the first speaks for itself and goes on where we are, the others come
 * below. */
static void write_record(struct str *out, const struct node *record, size_t indent)
{
	const struct field *list = schema_of(record);
	const struct node *first = list ? plan_get(record, schema_first(list)->key) : NULL;
	if (first && first->kind != NODE_SCALAR)
		first = NULL;
	if (first)
		write_text(out, first, indent, indent);
	else
		end_line(out);
	for (size_t i = 0; i < record->count; i++)
		if (record->items[i] != first && !is_empty(record->items[i]))
			write_field(out, record->items[i], indent);
}

/* An item, where the number or the indentation before it is written already. */
static void write_item(struct str *out, const struct node *item, size_t indent)
{
	const struct field *f = schema_of(item);
	if (item->kind == NODE_SCALAR) {
		write_text(out, item, indent, indent);
	} else if (item->kind == NODE_LIST) {
		end_line(out);
		readable_value(out, item, indent);
	} else if (f && f->flags & FIELD_KEYED) {
		write_keyed(out, item, indent);
	} else if (is_row(item)) {
		write_row(out, item, indent, indent);
	} else {
		write_record(out, item, indent);
	}
}

static void write_list(struct str *out, const struct node *list, size_t indent)
{
	const struct field *f = schema_of(list);
	bool apart = f && f->flags & FIELD_KEYED;
	int digits = list->count > 999 ? 6 : list->count > 99 ? 3 : list->count > 9 ? 2 : 1;
	for (size_t i = 0; i < list->count; i++) {
		if (apart && i > 0)
			str_add_char(out, '\n');
		add_indent(out, indent);
		str_addf(out, "%*zu ", digits, i + 1);
		write_item(out, list->items[i], indent + (size_t)digits + 1);
	}
}

void readable_value(struct str *out, const struct node *n, size_t indent)
{
	if (indent > DEEPEST)
		indent = DEEPEST;
	switch (n->kind) {
	case NODE_SCALAR:
		add_indent(out, indent);
		write_text(out, n, indent, indent);
		break;
	case NODE_MAP:
		if (schema_is_item(n) && schema_of(n)) {
			add_indent(out, indent);
			write_item(out, n, indent);
		} else {
			write_map(out, n, indent);
		}
		break;
	case NODE_LIST:
		write_list(out, n, indent);
		break;
	}
}

void readable_plan(struct str *out, const struct doc *d)
{
	struct str title = {0};
	bool below = true; /* of a line that stands alone; a heading has an empty line above it */
	print_line(&title, plan_text(d->root, "buurt"));
	str_addf(out, "%s\n", str_text(&title));
	str_add_times(out, '=', (size_t)text_width(str_text(&title), title.len));
	str_add_text(out, "\n");
	for (size_t i = 0; i < d->root->count; i++) {
		const struct node *n = d->root->items[i];
		bool one_line = is_short(n, 0);
		if (is_empty(n) || (n->kind == NODE_SCALAR && (node_key_is(n, "buurt") || node_key_is(n, "formaat"))))
			continue;
		if (below || !one_line)
			str_add_char(out, '\n');
		write_field(out, n, 0);
		below = !one_line;
	}
	str_free(&title);
}
