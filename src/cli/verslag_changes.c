/* Changes as blocks of a document. */
#include "cli/verslag.h"

#include "base/taal.h"
#include "plan/message.h"
#include "plan/path.h"
#include "plan/plan.h"
#include "plan/record.h"
#include "plan/say.h"

#include <string.h>

enum { LEVEL = 2 };

void verslag_add(struct reading *out, enum block_kind kind, int level, const char *text)
{
	vec_push(out, (struct block){.kind = kind, .level = level, .text = mem_text(text)});
}

static void add_change(struct reading *out, struct str *label, struct str *was, struct str *text)
{
	vec_push(out, (struct block){.kind = BLOCK_CHANGE, .label = str_take(label), .was = mem_text(str_text(was)), .text = mem_text(str_text(text))});
	str_free(was);
	str_free(text);
}

/* --- values in words ------------------------------------------------------------------------ */

static void say_value(struct str *out, const struct node *n);

static void say_fields(struct str *out, const struct node *map)
{
	size_t start = out->len;
	for (size_t i = 0; i < map->count; i++) {
		const struct field *f = schema_of(map->items[i]);
		if (node_is_absent(map->items[i]) || node_key_is(map->items[i], "id"))
			continue;
		str_add_text(out, out->len > start ? "; " : "");
		str_addf(out, "%s: ", f ? _(f->label) : map->items[i]->key);
		say_value(out, map->items[i]);
	}
}

/* A record of texts alone reads as one line. */
static bool is_plain(const struct node *record)
{
	const struct field *f = schema_of(record);
	for (size_t i = 0; i < record->count; i++)
		if (record->items[i]->kind != NODE_SCALAR || !schema_of(record->items[i]))
			return false;
	return f && schema_is_item(record);
}

/* On one line, but for the lines of a text. */
static void say_value(struct str *out, const struct node *n)
{
	if (n->kind == NODE_SCALAR) {
		plan_show_value(out, n);
	} else if (n->kind == NODE_MAP && is_plain(n)) {
		record_say(out, schema_of(n), n);
	} else if (n->kind == NODE_MAP) {
		say_fields(out, n);
	} else {
		for (size_t i = 0; i < n->count; i++) {
			str_add_text(out, i ? "; " : "");
			say_value(out, n->items[i]);
		}
	}
}

/* --- one change ----------------------------------------------------------------------------- */

static const struct node *either(const struct change *c)
{
	return c->new ? c->new : c->old;
}

/* A speerpunt or part that came or went is more than a line: each of its fields is one. */
static void add_record(struct reading *out, const struct change *c)
{
	const struct node *record = either(c);
	for (size_t i = 0; i < record->count; i++) {
		const struct node *n = record->items[i];
		const struct field *f = schema_of(n);
		struct str label = {0}, said = {0}, none = {0};
		if (node_is_absent(n) || node_key_is(n, "id"))
			continue;
		str_add_text(&label, f ? _(f->label) : n->key);
		say_value(&said, n);
		add_change(out, &label, c->new ? &none : &said, c->new ? &said : &none);
	}
}

static bool is_keyed(const struct change *c)
{
	const struct node *n = either(c);
	const struct field *f = schema_of(n);
	return n->kind == NODE_MAP && schema_is_item(n) && f && f->flags & FIELD_KEYED;
}

static void add_one(struct reading *out, const struct change *c)
{
	struct str said = {0}, label = {0}, was = {0}, text = {0};
	message_change(&said, c);
	say_capital(&label, str_text(&said));
	if (c->kind == CHANGE_MOVED) {
		str_addf(&was, _("van plaats %zu naar plaats %zu"), c->old->index + 1, c->new->index + 1);
		str_add(&text, was.p, was.len);
	} else if (c->kind == CHANGE_RENAMED) {
		str_add_text(&was, c->old->key);
		str_add_text(&text, c->new->key);
	} else {
		if (c->old)
			say_value(&was, c->old);
		if (c->new)
			say_value(&text, c->new);
	}
	if (is_keyed(c) && (c->kind == CHANGE_ADDED || c->kind == CHANGE_REMOVED)) {
		verslag_add(out, BLOCK_PARAGRAPH, 0, str_text(&label));
		add_record(out, c);
	} else {
		add_change(out, &label, &was, &text);
	}
	str_free(&said);
	str_free(&label);
	str_free(&was);
	str_free(&text);
}

/* --- groups --------------------------------------------------------------------------------- */

void verslag_group(struct str *out, const char *path)
{
	size_t len = strcspn(path, "/");
	const struct field *f = schema_child(NULL, path, len);
	if (f && f->flags & FIELD_REASON_REMOVE && path[len])
		len += 1 + strcspn(path + len + 1, "/");
	else if (f && !schema_is_list(f) && f->kind != KIND_RECORD && f->kind != KIND_PROSE)
		len = 0;
	str_add(out, path, len);
}

static char *group_of(const struct change *c)
{
	struct str path = {0}, group = {0};
	path_of(&path, either(c));
	verslag_group(&group, str_text(&path));
	str_free(&path);
	return group.p ? str_take(&group) : mem_text("");
}

static void add_heading(struct reading *out, const struct change *c, const char *group)
{
	const struct node *n = either(c);
	const char *slash = strchr(group, '/');
	while (n->parent && n->parent->parent && !(slash && !n->parent->parent->parent))
		n = n->parent;
	const struct field *f = schema_of(n);
	const char *text = !*group ? _("Algemeen") : slash ? plan_name(n) : f ? _(f->label) : n->key;
	verslag_add(out, BLOCK_HEADING, LEVEL, *text ? text : group);
}

/* All changes of the group of change `i`, which are then done with: their groups become NULL. */
static void add_group(struct reading *out, const struct diff *d, char **groups, size_t i, struct verslag_credit by)
{
	char *group = groups[i];
	struct str credit = {0};
	add_heading(out, &d->changes.p[i], group);
	for (size_t k = i; k < d->changes.count; k++) {
		if (!groups[k] || strcmp(groups[k], group) != 0)
			continue;
		add_one(out, &d->changes.p[k]);
		if (k > i)
			free(groups[k]);
		groups[k] = NULL;
	}
	by.add(by.ctx, &credit, group);
	if (credit.len)
		verslag_add(out, BLOCK_PARAGRAPH, 0, credit.p);
	str_free(&credit);
	free(group);
}

void verslag_add_changes(struct reading *out, const struct diff *d, struct verslag_credit by)
{
	char **groups = mem_alloc((d->changes.count + 1) * sizeof *groups);
	for (size_t i = 0; i < d->changes.count; i++)
		groups[i] = group_of(&d->changes.p[i]);
	for (size_t i = 0; i < d->changes.count; i++)
		if (groups[i])
			add_group(out, d, groups, i, by);
	free(groups);
}
