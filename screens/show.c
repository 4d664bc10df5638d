#include "screens/show.h"

#include "base/date.h"
#include "base/taal.h"
#include "base/text.h"
#include "plan/message.h"
#include "plan/path.h"
#include "plan/plan.h"
#include "plan/value.h"
#include "term/draw.h"

#include <stdlib.h>
#include <string.h>

enum { EXCERPT = 150 /* columns of a long text of which the rest is one Enter away */ };

static const char between[] = " · ";

void show_lower(struct str *out, const char *label)
{
	bool word = label[0] >= 'A' && label[0] <= 'Z' && !(label[1] >= 'A' && label[1] <= 'Z');
	str_add_char(out, word ? (char)(label[0] - 'A' + 'a') : label[0]);
	str_add_text(out, label + 1);
}

void show_capital(struct str *out, const char *word)
{
	bool lower = word[0] >= 'a' && word[0] <= 'z';
	str_add_char(out, lower ? (char)(word[0] - 'a' + 'A') : word[0]);
	str_add_text(out, word + 1);
}

int show_month(const char *stored)
{
	if (!date_is_month(stored, strlen(stored)))
		return -1;
	return atoi(stored) * 12 + atoi(stored + 5) - 1;
}

/* What goes before a value, where a dot does not do. */
static const char *joint(const struct field *f)
{
	static const struct {
		const char *key, *before;
	} joints[] = {{"eenheid", " "}, {"van_de", _(" van de ")}, {"bij", ", "}};
	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
		if (strcmp(f->key, joints[i].key) == 0)
			return joints[i].before;
	return between;
}

static bool is_pair(const struct field *van)
{
	const struct field *tot = schema_next(van);
	return van->kind == KIND_MONTH && strcmp(van->key, "van") == 0 && tot && strcmp(tot->key, "tot") == 0;
}

/* "okt 2018 – dec 2018", "vanaf okt 2018", "tot en met dec 2018". */
static void add_pair(struct str *out, const struct node *van, const struct node *tot)
{
	if (!van)
		str_add_text(out, _("tot en met "));
	else if (!tot)
		str_add_text(out, _("vanaf "));
	if (van)
		plan_show_value(out, van);
	if (van && tot && !bytes_equal(van->text, van->len, tot->text, tot->len))
		str_add_text(out, " – ");
	else if (van)
		return;
	if (tot)
		plan_show_value(out, tot);
}

static const struct node *scalar_of(const struct node *record, const struct field *f)
{
	const struct node *n = plan_get(record, f->key);
	return n && n->kind == NODE_SCALAR && n->len > 0 ? n : NULL;
}

/* "ongeveer 44 %": that yes goes before the figure it is about. */
static bool is_about(const struct node *figure)
{
	const struct node *about = node_key_is(figure, "waarde") ? node_get(figure->parent, "ongeveer") : NULL;
	return about && node_is_text(about, "ja");
}

static void add_value(struct str *out, size_t start, const struct field *f, const struct node *n)
{
	bool yes_no = f->kind == KIND_YES_NO && value_is_valid(f, n->text, n->len);
	if (yes_no && (!node_is_text(n, "ja") || (strcmp(f->key, "ongeveer") == 0 && node_get(n->parent, "waarde"))))
		return;
	if (out->len > start)
		str_add_text(out, joint(f));
	if (is_about(n))
		str_add_text(out, _("ongeveer "));
	if (yes_no)
		show_lower(out, f->label);
	else
		plan_show_value(out, n);
}

/* The one-line values of a record, or with `prose` the long ones too. */
static void add_values(struct str *out, const struct field *parent, const struct node *record, bool prose)
{
	size_t start = out->len;
	for (const struct field *f = schema_first(parent); f; f = schema_next(f)) {
		const struct node *n = scalar_of(record, f);
		if (is_pair(f)) {
			const struct node *tot = scalar_of(record, schema_next(f));
			if ((n || tot) && out->len > start)
				str_add_text(out, between);
			if (n || tot)
				add_pair(out, n, tot);
			f = schema_next(f);
		} else if (n && f->kind != KIND_SLUG && (prose || f->kind != KIND_PROSE)) {
			add_value(out, start, f, n);
		}
	}
}

/* The first words of a text, on one line. */
static void add_excerpt(struct str *out, const char *text)
{
	size_t len = strcspn(text, "\n"), fits = text_fit(text, len, EXCERPT, NULL);
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
		add_values(out, f, item, true);
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
		show_lower(out, f->label);
	}
	add_values(&values, parent, n, true);
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
		const struct node *name = item->kind == NODE_SCALAR ? item : first ? scalar_of(item, first) : NULL;
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
		show_lower(out, f->label);
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

static void place_of(struct str *out, size_t start, const struct node *n)
{
	const struct field *f = schema_of(n);
	if (!n->parent)
		return;
	if (!schema_is_item(n)) {
		place_of(out, start, n->parent);
		if (out->len > start)
			str_addf(out, " %s ", draw_sign(SIGN_PATH));
		str_add_text(out, f ? f->label : n->key);
		return;
	}
	if (n->parent->parent) /* an item's own word says which list it is in */
		place_of(out, start, n->parent->key ? n->parent->parent : n->parent);
	if (out->len > start)
		str_addf(out, " %s ", draw_sign(SIGN_PATH));
	show_capital(out, f ? f->one : _("regel"));
	str_addf(out, " %zu", n->index + 1);
	if (f && f->flags & FIELD_KEYED) {
		str_add_text(out, between);
		message_speerpunt_name(out, n);
	}
}

void show_node_place(struct str *out, const struct node *n)
{
	place_of(out, out->len, n);
}

void show_place(struct str *out, const struct doc *d, const char *path)
{
	struct place p;
	size_t start = out->len;
	if (path_resolve(&p, d, path, NULL))
		return;
	place_of(out, start, p.above);
	for (size_t i = 0; i < p.missing_count; i++) {
		if (out->len > start)
			str_addf(out, " %s ", draw_sign(SIGN_PATH));
		str_add_text(out, p.missing[i]->label);
	}
}
