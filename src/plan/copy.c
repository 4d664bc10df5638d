/* A speerpunt of another plan, as a start. */
#include "plan/new.h"

#include "base/mem.h"
#include "base/taal.h"
#include "plan/plan.h"
#include "plan/say.h"
#include "plan/slug.h"
#include "plan/value.h"
#include "yaml/tree.h"

#include <stdlib.h>
#include <string.h>

/* What comes along, by its path below the speerpunt; `as`: it gets this value, where there is any. */
static const struct {
	const char *path, *as;
} kept[] = {
	{"titel", NULL}, {"toelichting", NULL}, {"punten_kop", NULL}, {"punten", NULL}, {"voorwaarden", NULL},
	{"doelstellingen", NULL},
	{"activiteiten", NULL}, {"activiteiten/tekst", NULL}, {"activiteiten/status", "gepland"}, {"activiteiten/wie", NULL},
	{"activiteiten/frequentie", NULL},
	{"resultaten", NULL}, {"resultaten/tekst", NULL}, {"resultaten/status", "open"},
	{"organisatie", NULL}, {"organisatie/partij", NULL}, {"organisatie/bij", NULL}, {"organisatie/rol", NULL},
	{"organisatie/commitment", "mogelijk"},
	{"programmas", NULL},
	{"overleg", NULL}, {"overleg/vorm", NULL}, {"overleg/frequentie", NULL},
	{"communicatie", NULL},
};

/* -1: it stays behind. */
static int row_of(const struct field *f)
{
	struct str path = {0};
	int found = -1;
	schema_path(&path, f);
	const char *below = strchr(str_text(&path), '/');
	for (size_t i = 0; below && found < 0 && i < sizeof kept / sizeof *kept; i++)
		if (strcmp(kept[i].path, below + 1) == 0)
			found = (int)i;
	str_free(&path);
	return found;
}

static struct branch *text(struct tree *t, const char *s)
{
	return tree_scalar(t, s, strlen(s), HINT_TEXT);
}

static struct branch *copy(struct tree *t, const struct field *f, const struct node *n);

/* The fields of a record that come along, in the order of the schema. */
static struct branch *copy_record(struct tree *t, const struct field *parent, const struct node *record)
{
	struct branch *map = tree_map(t);
	for (const struct field *f = schema_first(parent); f; f = schema_next(f)) {
		const struct node *n = plan_get(record, f->key);
		struct branch *b = n && row_of(f) >= 0 && schema_fits(n) ? copy(t, f, n) : NULL;
		if (b)
			tree_insert(t, map, map->count, f->key, b);
	}
	return map;
}

/* Done with over there, and nothing to begin with here. */
static bool is_dropped(const struct node *item)
{
	return strcmp(plan_text(item, "status"), "vervallen") == 0;
}

static struct branch *copy_list(struct tree *t, const struct field *f, const struct node *list)
{
	struct branch *made = tree_list(t);
	for (size_t i = 0; i < list->count; i++) {
		const struct node *item = list->items[i];
		struct branch *b = NULL;
		if (!schema_fits(item) || is_dropped(item))
			continue;
		if (item->kind == NODE_SCALAR)
			b = tree_scalar(t, item->text, item->len, HINT_TEXT);
		else
			b = copy_record(t, f, item);
		if (b->kind != NODE_MAP || b->count > 0)
			tree_insert(t, made, made->count, NULL, b);
	}
	return made->count ? made : NULL;
}

/* NULL: there is nothing to take along. */
static struct branch *copy(struct tree *t, const struct field *f, const struct node *n)
{
	if (schema_is_list(f))
		return n->kind == NODE_LIST ? copy_list(t, f, n) : NULL;
	if (n->kind != NODE_SCALAR || n->len == 0)
		return NULL;
	const char *as = kept[row_of(f)].as;
	return as ? text(t, as) : tree_scalar(t, n->text, n->len, HINT_TEXT);
}

static bool id_taken(const char *id, void *ctx)
{
	const struct node *list = ctx;
	return list && plan_find_id(list, id, strlen(id));
}

static void make_id(struct str *out, const struct node *list, const struct node *speerpunt)
{
	const char *id = plan_id(speerpunt);
	bool good = id && value_is_id(id, strlen(id));
	const char *from = good ? id : plan_name(speerpunt);
	slug_from_title(out, from, strlen(from), "speerpunt", id_taken, (void *)list);
}

/* The list in the tree, made where it is not there; NULL where something else stands in its place. */
static struct branch *list_in(struct tree *t, const struct doc *d, const struct field *f)
{
	const struct node *there = node_get(d->root, f->key);
	if (there && !node_is_absent(there))
		return there->kind == NODE_LIST ? tree_of(t, there) : NULL;
	struct branch *list = tree_list(t), *root = tree_root(t);
	if (there) {
		tree_replace(tree_of(t, there), list);
		return tree_of(t, there);
	}
	const char **keys = mem_alloc((root->count + 1) * sizeof *keys);
	for (size_t i = 0; i < root->count; i++)
		keys[i] = root->items[i]->key;
	tree_insert(t, root, schema_key_index(NULL, keys, root->count, f->key), f->key, list);
	free(keys);
	return list;
}

enum code plan_copy_speerpunt(struct doc **out, struct str *id, const struct doc *d, size_t at,
			      const struct node *speerpunt, struct err *e)
{
	const struct field *f = schema_find("speerpunten");
	*out = NULL;
	struct tree *t = tree_new(d);
	struct branch *list = list_in(t, d, f);
	enum code code = OK;
	if (!list || speerpunt->kind != NODE_MAP || schema_of(speerpunt) != f) {
		code = err_set(e, ERR_USE, _("De speerpunten hebben een vorm die buurtplan niet kent. Het plan is niet veranderd."));
	} else {
		struct branch *map = copy_record(t, f, speerpunt);
		make_id(id, plan_list(d->root, f->key), speerpunt);
		tree_insert(t, map, 0, "id", text(t, id->p));
		if (!branch_get(map, "titel"))
			tree_insert(t, map, 1, "titel", text(t, *plan_name(speerpunt) ? plan_name(speerpunt) : id->p));
		tree_insert(t, map, 2, "status", text(t, "voorgenomen"));
		tree_insert(t, list, at < list->count ? at : list->count, NULL, map);
		code = tree_write(t, out, e);
	}
	tree_free(t);
	return code;
}

static size_t count_kept(const struct node *list)
{
	size_t count = 0;
	for (size_t i = 0; i < list->count; i++)
		count += schema_fits(list->items[i]) && !is_dropped(list->items[i]);
	return count;
}

void plan_copy_describe(struct str *out, const struct node *speerpunt)
{
	size_t start = out->len;
	for (const struct field *f = schema_first(schema_find("speerpunten")); f; f = schema_next(f)) {
		const struct node *n = plan_get(speerpunt, f->key);
		bool list = n && n->kind == NODE_LIST;
		if (!n || row_of(f) < 0 || !schema_fits(n) || (list && count_kept(n) == 0) || strcmp(f->key, "punten_kop") == 0)
			continue;
		str_add_text(out, out->len > start ? ", " : "");
		say_lower(out, _(f->label));
		if (list)
			str_addf(out, " (%zu)", count_kept(n));
	}
}
