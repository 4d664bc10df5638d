#include "screens/show.h"

#include "base/taal.h"
#include "base/text.h"
#include "plan/message.h"
#include "plan/path.h"
#include "plan/plan.h"
#include "plan/record.h"
#include "plan/say.h"
#include "term/draw.h"

#include <string.h>

enum { EXCERPT = 150 /* columns of a long text of which the rest is one Enter away */ };

static const char between[] = " · ";

size_t show_fit_words(const char *text, size_t len, int columns)
{
	size_t fits = text_fit(text, len, columns, NULL), end = fits;
	if (fits == len)
		return len;
	while (end && text[end] != ' ' && text[end] != '\n')
		end--;
	while (end && (text[end - 1] == ' ' || text[end - 1] == '\n'))
		end--;
	return end ? end : fits;
}

/* The first words of a text, on one line. */
static void add_excerpt(struct str *out, const char *text)
{
	size_t fits = show_fit_words(text, strcspn(text, "\n"), EXCERPT);
	str_add(out, text, fits);
	if (fits < strlen(text))
		str_add_text(out, " …");
}

static void show_part(struct str *out, const struct node *item)
{
	const char *text = plan_text(item, "tekst");
	str_add_text(out, plan_name(item));
	if (*plan_text(item, "groep"))
		str_addf(out, " (%s)", plan_text(item, "groep"));
	if (!*text)
		text = plan_text(item, "toelichting");
	if (*text)
		str_add_text(out, between);
	add_excerpt(out, text);
}

void show_record(struct str *out, const struct node *item)
{
	const struct field *f = schema_of(item);
	if (!f || item->kind == NODE_LIST)
		return;
	if (f->flags & FIELD_KEYED)
		show_part(out, item);
	else if (item->kind == NODE_SCALAR)
		plan_show_value(out, item);
	else
		record_say(out, f, item);
}

/* All items in all lists below. */
static size_t count_items(const struct node *n)
{
	size_t count = n->kind == NODE_LIST ? n->count : 0;
	for (size_t i = 0; n->kind == NODE_MAP && i < n->count; i++)
		count += count_items(n->items[i]);
	return count;
}

static void add_joint(struct str *out, size_t start)
{
	if (out->len > start)
		str_add_text(out, between);
}

/* "9 sterk · 19 zwak", then the short values, then the first words. */
static void summarise_record(struct str *out, const struct field *parent, const struct node *n)
{
	size_t start = out->len;
	struct str values = {0};
	for (const struct field *f = schema_first(parent); f; f = schema_next(f)) {
		const struct node *child = plan_get(n, f->key);
		size_t count = child ? count_items(child) : 0;
		if (count == 0)
			continue;
		add_joint(out, start);
		str_addf(out, "%zu ", count);
		say_lower(out, _(f->label));
	}
	record_say(&values, parent, n);
	if (values.len) {
		add_joint(out, start);
		str_add(out, values.p, values.len);
	}
	str_free(&values);
}

/* The names of the items: their text, or the first field that says something. */
static void summarise_list(struct str *out, const struct node *list)
{
	size_t start = out->len;
	for (size_t i = 0; i < list->count; i++) {
		const struct node *item = list->items[i];
		const struct field *f = schema_of(item);
		const struct field *first = f && f->kind == KIND_RECORDS ? schema_first(f) : NULL;
		if (first && first->kind == KIND_SLUG)
			first = schema_next(first);
		const struct node *name = item->kind == NODE_SCALAR ? item : first ? record_text(item, first) : NULL;
		if (!name)
			continue;
		add_joint(out, start);
		str_add(out, name->text, name->len);
	}
}

void show_summary(struct str *out, const struct field *f, const struct node *n)
{
	if (!n || !schema_fits(n))
		return;
	if (n->kind == NODE_LIST)
		summarise_list(out, n);
	else if (n->kind == NODE_MAP)
		summarise_record(out, f, n);
	else if (f->kind == KIND_YES_NO && node_is_text(n, "ja"))
		say_lower(out, _(f->label));
	else if (f->kind != KIND_YES_NO || !node_is_text(n, "nee"))
		plan_show_value(out, n);
}

void show_node(struct str *out, const struct node *n)
{
	const struct field *f = schema_of(n);
	if (n->kind == NODE_SCALAR) {
		plan_show_value(out, n);
	} else if (n->kind == NODE_LIST) {
		for (size_t i = 0; i < n->count; i++) {
			str_add_text(out, i ? "\n" : "");
			show_node(out, n->items[i]);
		}
	} else if (schema_is_item(n)) {
		show_record(out, n);
	} else if (f && f->kind == KIND_RECORD) {
		summarise_record(out, f, n);
	}
}

static bool is_one_of(const char *value, const char *words)
{
	size_t len = strlen(value);
	for (const char *at = words; len && (at = strstr(at, value)); at += len)
		if ((at == words || at[-1] == ' ') && (at[len] == ' ' || at[len] == '\0'))
			return true;
	return false;
}

static const char *sign_of(const char *value)
{
	if (is_one_of(value, "klaar behaald nagekomen toegezegd afgerond overgedragen afgesproken"))
		return draw_sign(SIGN_DONE);
	if (is_one_of(value, "bezig deels gevraagd lopend"))
		return draw_sign(SIGN_BUSY);
	if (is_one_of(value, "idee mogelijk onzeker"))
		return "?";
	if (is_one_of(value, "vervallen niet_behaald niet_nagekomen geweigerd gestopt"))
		return "x";
	return draw_sign(SIGN_DOT);
}

const char *show_sign(const struct node *item)
{
	const struct field *list = schema_of(item);
	bool tells = false;
	for (const struct field *f = list && list->kind == KIND_RECORDS ? schema_first(list) : NULL; f; f = schema_next(f)) {
		if (f->kind != KIND_CHOICE || strcmp(f->key, "soort") == 0)
			continue;
		if (*plan_text(item, f->key))
			return sign_of(plan_text(item, f->key));
		tells = true;
	}
	return tells ? " " : "";
}

/* Below `top` (NULL: the plan). */
static void place_of(struct str *out, size_t start, const struct node *n, const struct node *top)
{
	const struct field *f = schema_of(n);
	if (!n->parent || n == top)
		return;
	if (!schema_is_item(n)) {
		place_of(out, start, n->parent, top);
		if (out->len > start)
			str_addf(out, " %s ", draw_sign(SIGN_PATH));
		str_add_text(out, f ? _(f->label) : n->key);
		return;
	}
	if (n->parent->parent) /* an item's own word says which list it is in */
		place_of(out, start, n->parent->key ? n->parent->parent : n->parent, top);
	if (out->len > start)
		str_addf(out, " %s ", draw_sign(SIGN_PATH));
	say_capital(out, f ? _(f->one) : _("regel"));
	str_addf(out, " %zu", n->index + 1);
	if (f && f->flags & FIELD_KEYED) {
		str_add_text(out, between);
		message_speerpunt_name(out, n);
	}
}

void show_node_place(struct str *out, const struct node *n)
{
	place_of(out, out->len, n, NULL);
}

void show_node_place_within(struct str *out, const struct node *n)
{
	const struct node *top = n->parent;
	while (top && (!top->parent || !node_key_is(top->parent, "speerpunten") || top->parent->parent->parent))
		top = top->parent;
	place_of(out, out->len, n, top);
}

void show_place(struct str *out, const struct doc *d, const char *path)
{
	struct place p;
	size_t start = out->len;
	if (path_resolve(&p, d, path, NULL))
		return;
	place_of(out, start, p.above, NULL);
	for (size_t i = 0; i < p.missing_count; i++) {
		if (out->len > start)
			str_addf(out, " %s ", draw_sign(SIGN_PATH));
		str_add_text(out, _(p.missing[i]->label));
	}
}
