#include "plan/schema.h"

#include "base/taal.h"
#include "base/text.h"

#include <string.h>

/* The row behind a row, NULL behind the last. */
static const struct field *row_after(const struct field *f)
{
	return f + 1 < schema_fields + schema_field_count ? f + 1 : NULL;
}

const struct field *schema_first(const struct field *parent)
{
	if (!parent)
		return schema_fields;
	const struct field *f = row_after(parent);
	return f && f->depth > parent->depth ? f : NULL;
}

const struct field *schema_next(const struct field *f)
{
	const struct field *next = row_after(f);
	while (next && next->depth > f->depth)
		next = row_after(next);
	return next && next->depth == f->depth ? next : NULL;
}

const struct field *schema_parent(const struct field *f)
{
	if (f->depth == 0)
		return NULL;
	const struct field *p = f - 1;
	while (p->depth >= f->depth)
		p--;
	return p;
}

const struct field *schema_child(const struct field *parent, const char *key, size_t len)
{
	for (const struct field *f = schema_first(parent); f; f = schema_next(f))
		if (bytes_equal(f->key, strlen(f->key), key, len))
			return f;
	return NULL;
}

const struct field *schema_find(const char *path)
{
	const struct field *f = NULL;
	for (;;) {
		size_t len = strcspn(path, "/");
		f = schema_child(f, path, len);
		if (!f || !path[len])
			return f;
		path += len + 1;
	}
}

void schema_path(struct str *out, const struct field *f)
{
	const struct field *parent = schema_parent(f);
	if (parent) {
		schema_path(out, parent);
		str_add_char(out, '/');
	}
	str_add_text(out, f->key);
}

bool schema_is_list(const struct field *f)
{
	return f && (f->kind == KIND_TEXTS || f->kind == KIND_RECORDS);
}

bool schema_is_typed(const struct field *f)
{
	switch (f->kind) {
	case KIND_MONTH:
	case KIND_MONTH_OR_YEAR:
	case KIND_YEAR:
	case KIND_NUMBER:
	case KIND_NUMBER_OR_TEXT:
	case KIND_MONEY:
	case KIND_YES_NO:
		return true;
	default:
		return false;
	}
}

bool schema_is_one_line(const struct field *f)
{
	return f->kind != KIND_PROSE && f->kind < KIND_TEXTS;
}

bool schema_is_item(const struct node *n)
{
	return n->parent && n->parent->kind == NODE_LIST;
}

const struct field *schema_of(const struct node *n)
{
	const struct node *p = n->parent;
	if (!p)
		return NULL;
	if (!p->parent)
		return schema_child(NULL, n->key, n->key_len);
	const struct field *f = schema_of(p);
	if (!f)
		return NULL;
	if (p->kind == NODE_LIST) /* a list in a list is nothing we know */
		return schema_is_list(f) && !schema_is_item(p) ? f : NULL;
	if (f->kind != (schema_is_item(p) ? KIND_RECORDS : KIND_RECORD))
		return NULL;
	return schema_child(f, n->key, n->key_len);
}

bool schema_fits(const struct node *n)
{
	const struct field *f = schema_of(n);
	if (!f)
		return false;
	if (schema_is_item(n))
		return n->kind == NODE_SCALAR || (n->kind == NODE_MAP && f->kind == KIND_RECORDS);
	if (f->kind == KIND_RECORD)
		return n->kind == NODE_MAP;
	return n->kind == (schema_is_list(f) ? NODE_LIST : NODE_SCALAR);
}

const char *schema_choice_label(const struct field *f, const char *value, size_t len)
{
	for (const struct choice *c = f->choices; c && c->value; c++)
		if (bytes_equal(c->value, strlen(c->value), value, len))
			return _(c->label);
	return NULL;
}

size_t schema_key_index(const struct field *parent, const char *const keys[], size_t count, const char *key)
{
	const struct field *own = schema_child(parent, key, strlen(key));
	if (!own)
		return count;
	const struct field *nearest = NULL;
	size_t place = 0;
	for (size_t i = 0; i < count; i++) {
		const struct field *f = schema_child(parent, keys[i], strlen(keys[i]));
		if (!f || f >= own || (nearest && f < nearest))
			continue;
		nearest = f;
		place = i + 1;
	}
	return place;
}

static bool complain(struct str *out, const struct field *f, bool wrong, const char *what)
{
	if (!wrong)
		return false;
	schema_path(out, f);
	str_addf(out, ": %s\n", what);
	return true;
}

static bool has_same_later(const struct field *f)
{
	for (const struct field *g = schema_next(f); g; g = schema_next(g))
		if (strcmp(g->key, f->key) == 0)
			return true;
	return false;
}

static bool choices_are_whole(const struct choice *c)
{
	if (!c->value)
		return false;
	for (; c->value; c++)
		if (!*c->value || !c->label || !*c->label)
			return false;
	return true;
}

static size_t lint_field(struct str *out, const struct field *f)
{
	bool holds = f->kind == KIND_RECORDS || f->kind == KIND_RECORD;
	bool keyed = f->flags & FIELD_KEYED;
	const struct field *first = schema_first(f);
	size_t wrong = 0;
	wrong += complain(out, f, f->key[strspn(f->key, "abcdefghijklmnopqrstuvwxyz_")], "key is not in a-z and _");
	wrong += complain(out, f, has_same_later(f), "stands there twice");
	wrong += complain(out, f, !f->label || !*f->label, "no label");
	wrong += complain(out, f, f->label && text_width(f->label, strlen(f->label)) > 20, "label over 20 columns");
	wrong += complain(out, f, !f->help || !*f->help, "no help");
	wrong += complain(out, f, schema_is_list(f) != (f->one != NULL), "a list has a word for one item, others have none");
	wrong += complain(out, f, holds != (first != NULL), "records and record have children, others have none");
	wrong += complain(out, f, first && first->depth != f->depth + 1, "child is more than one deeper");
	wrong += complain(out, f, f->kind == KIND_CHOICE && !f->choices, "a choice without choices");
	wrong += complain(out, f, f->choices && !choices_are_whole(f->choices), "empty choices");
	wrong += complain(out, f, keyed && (!first || strcmp(first->key, "id") != 0 || first->kind != KIND_SLUG), "keyed without id");
	wrong += complain(out, f, f->kind == KIND_RECORDS && first && !schema_is_one_line(first) && first->kind != KIND_PROSE,
			  "the first field of a record is no text");
	return wrong;
}

size_t schema_lint(struct str *out)
{
	size_t wrong = 0;
	for (size_t i = 0; i < schema_field_count; i++)
		wrong += lint_field(out, &schema_fields[i]);
	return wrong;
}
