#include "plan/restore.h"

#include "base/mem.h"
#include "base/taal.h"
#include "plan/edit.h"
#include "plan/message.h"
#include "plan/plan.h"
#include "yaml/tree.h"

#include <stdlib.h>
#include <string.h>

struct restoring {
	struct match match; /* now is a, then is b */
	struct tree *tree; /* of now */
};

static const struct node *in_now(const struct restoring *x, const struct node *then)
{
	return match_in_a(&x->match, then);
}

static struct branch *copy(struct restoring *x, const struct node *then)
{
	return tree_copy(x->tree, x->match.b, then);
}

static enum code refuse(const struct node *n, enum code code, const char *sentence, struct err *e)
{
	struct str label = {0};
	path_label(&label, n);
	str_add_text(&label, sentence);
	err_set(e, code, "%s", str_text(&label));
	str_free(&label);
	return code;
}

/* --- one value that is in both ---------------------------------------------------------- */

static struct branch *entry_of(struct restoring *x, const struct node *then);

static void make_same(struct restoring *x, const struct node *now, const struct node *then)
{
	struct branch *b = tree_of(x->tree, now);
	if (node_equal(now, then))
		return;
	if (now->kind != then->kind || then->kind == NODE_SCALAR) {
		tree_replace(b, copy(x, then));
		return;
	}
	struct branch **items = mem_alloc((then->count + 1) * sizeof *items);
	for (size_t i = 0; i < then->count; i++)
		items[i] = entry_of(x, then->items[i]);
	tree_arrange(x->tree, b, items, then->count);
	free(items);
}

/* An entry of a collection that is made the same: what is there is kept, with its bytes as far as it holds the same. */
static struct branch *entry_of(struct restoring *x, const struct node *then)
{
	const struct node *now = in_now(x, then);
	if (!now)
		return copy(x, then);
	make_same(x, now, then);
	struct branch *b = tree_of(x->tree, now);
	if (then->key && !node_key_is(now, then->key))
		tree_rename(x->tree, b, then->key);
	return b;
}

/* --- its place among others ---------------------------------------------------------------- */

static const struct branch *neighbour(struct restoring *x, const struct node *then, const struct branch *parent)
{
	const struct node *now = in_now(x, then);
	const struct branch *b = now ? tree_of(x->tree, now) : NULL;
	return b && b->parent == parent ? b : NULL;
}

/* Behind the nearest that stood before it and is still there, else before the nearest that stood behind it. */
static size_t place_among(struct restoring *x, const struct node *then, const struct branch *parent)
{
	const struct node *const list = then->parent;
	const struct branch *b;
	for (size_t i = then->index; i-- > 0;)
		if ((b = neighbour(x, list->items[i], parent)))
			return branch_index(b) + 1;
	for (size_t i = then->index + 1; i < list->count; i++)
		if ((b = neighbour(x, list->items[i], parent)))
			return branch_index(b);
	return parent->count;
}

static size_t count_staying(const int *places, size_t n)
{
	bool *stays = mem_alloc(n + 1);
	size_t count = 0;
	align_increasing(places, n, stays);
	for (size_t i = 0; i < n; i++)
		count += stays[i];
	free(stays);
	return count;
}

/* Is there a way to see what moved in which it is this one?  Of two that changed places it may be either. */
static bool may_have_moved(const struct restoring *x, const struct node *then)
{
	const struct node *const list = then->parent;
	int *places = mem_alloc((list->count + 1) * sizeof *places);
	for (size_t i = 0; i < list->count; i++) {
		const struct node *now = in_now(x, list->items[i]);
		places[i] = now ? (int)now->index : ALIGN_NONE;
	}
	size_t most = count_staying(places, list->count);
	places[then->index] = ALIGN_NONE;
	bool may = count_staying(places, list->count) == most;
	free(places);
	return may;
}

static void move_back(struct restoring *x, const struct node *now, const struct node *then)
{
	struct branch *b = tree_of(x->tree, now), *parent = b->parent;
	if (then->key || !parent || !may_have_moved(x, then))
		return;
	size_t from = branch_index(b), to = place_among(x, then, parent);
	tree_move(b, to > from ? to - 1 : to);
}

/* --- what is gone ------------------------------------------------------------------------------ */

/* Is it a key that was not there then, and that the schema has before `f`? */
static bool came_before(const struct restoring *x, const struct branch *b, const struct field *f)
{
	const struct field *own = b->entry && !match_in_b(&x->match, b->entry) ? schema_of(b->entry) : NULL;
	return own && f && own < f;
}

/* Behind the nearest key that stood before it and is still there, and behind what came there since as far as the schema says so. */
static size_t key_place(struct restoring *x, const struct node *then, const struct branch *map)
{
	const struct branch *before = NULL;
	for (size_t i = then->index; i-- > 0 && !before;)
		before = neighbour(x, then->parent->items[i], map);
	size_t at = before ? branch_index(before) + 1 : 0;
	while (at < map->count && came_before(x, map->items[at], schema_of(then)))
		at++;
	return at;
}

static void insert_key(struct restoring *x, struct branch *map, const struct node *then, struct branch *b)
{
	tree_insert(x->tree, map, key_place(x, then, map), then->key, b);
}

static void insert(struct restoring *x, struct branch *parent, const struct node *then, struct branch *b)
{
	if (then->key)
		insert_key(x, parent, then, b);
	else
		tree_insert(x->tree, parent, place_among(x, then, parent), NULL, b);
}

/* The collection that was `then`, as it is now, to put something in.  A list or mapping under a key is made where it is gone, without what
 * it held; an item is not. */
static enum code find_room(struct restoring *x, const struct node *then, struct branch **out, struct err *e)
{
	const struct node *now = in_now(x, then);
	struct branch *parent, *empty = copy(x, then);
	tree_arrange(x->tree, empty, NULL, 0);
	if (now) {
		*out = tree_of(x->tree, now);
		if (now->key && node_is_absent(now))
			tree_replace(*out, empty);
		return (*out)->kind == then->kind ? OK : refuse(now, ERR_USE, _(" heeft nu een andere vorm. Zet dat in zijn geheel terug. Het plan is niet veranderd."), e);
	}
	if (!then->key)
		return refuse(then, ERR_NOT_FOUND, _(" is er niet meer. Zet dat eerst in zijn geheel terug. Het plan is niet veranderd."), e);
	enum code code = find_room(x, then->parent, &parent, e);
	if (!code)
		insert_key(x, parent, then, *out = empty);
	return code;
}

/* The speerpunt that a node is in; "" where it is in none. */
static const char *speerpunt_of(const struct node *n)
{
	const struct node *speerpunt = message_speerpunt(&(struct change){.kind = CHANGE_SET, .old = n});
	const char *id = speerpunt ? plan_id(speerpunt) : "";
	return id ? id : "";
}

static bool is_same_text(const struct node *a, const struct node *b)
{
	const struct field *from = schema_of(a), *to = schema_of(b);
	return !a->key && !b->key && from && to && from != to && from->kind == KIND_TEXTS && to->kind == KIND_TEXTS && node_equal(a, b) &&
	       strcmp(speerpunt_of(a), speerpunt_of(b)) == 0;
}

/* A text that went from one list to another is one thing (plan/moves.h): the one that `n`, which has no other, is in that document; NULL. */
static const struct node *other_half(const struct doc *d, const struct node *const *matched, const struct node *n)
{
	const struct node *found = NULL;
	for (size_t i = 0; i < d->count; i++) {
		const struct node *other = d->nodes[i];
		if (matched[i] || !is_same_text(other, n))
			continue;
		if (found)
			return NULL;
		found = other;
	}
	return found;
}

/* What was not there goes, with what is left empty by that and was not there either. */
static void remove_now(struct restoring *x, const struct node *now)
{
	while (now->parent->key && now->parent->count == 1) {
		const struct node *then = match_in_b(&x->match, now->parent);
		if (then && !node_is_absent(then))
			break;
		now = now->parent;
	}
	tree_remove(tree_of(x->tree, now));
}

static enum code bring_back(struct restoring *x, const struct node *then, struct err *e)
{
	const struct match *m = &x->match;
	const struct node *elsewhere = other_half(m->a, m->a_to_b, then);
	struct branch *parent;
	enum code code = find_room(x, then->parent, &parent, e);
	if (code)
		return code;
	insert(x, parent, then, copy(x, then));
	if (elsewhere)
		remove_now(x, elsewhere);
	return OK;
}

/* --- a record that is a bare text in one of them -------------------------------------------------- */

/* One text of the item `now`, which gets another shape by it. */
static enum code set_in_item(struct doc **out, const struct restoring *x, const struct node *now, const char *key, const struct node *text, struct err *e)
{
	struct str path = {0};
	path_of(&path, now);
	str_addf(&path, "/%s", key);
	enum code code = edit_set(out, x->match.a, str_text(&path), text->text, text->len, e);
	str_free(&path);
	return code;
}

static bool is_bare_now(const struct node *now)
{
	return now && !now->key && now->parent && now->kind == NODE_SCALAR;
}

/* --- all together ---------------------------------------------------------------------------------- */

/* The place is there in `then`, or could be. */
static enum code restore_place(struct doc **out, struct restoring *x, const struct place *p, struct err *e)
{
	const struct node *then = p->node, *now = in_now(x, then ? then : p->above);
	if (!then) {
		for (size_t i = 0; i < p->missing_count && now; i++)
			now = node_get(now, p->missing[i]->key);
		if (!node_is_absent(now))
			remove_now(x, now);
		return OK;
	}
	if (p->bare && !now)
		return refuse(then, ERR_NOT_FOUND, _(" is er niet meer. Zet dat eerst in zijn geheel terug. Het plan is niet veranderd."), e);
	if (p->bare && now->kind == NODE_MAP)
		return set_in_item(out, x, now, p->field->key, then, e);
	if (now) {
		make_same(x, now, then);
		move_back(x, now, then);
		if (then->key && !node_key_is(now, then->key))
			tree_rename(x->tree, tree_of(x->tree, now), then->key);
		return OK;
	}
	if (then->key && then->kind == NODE_SCALAR && is_bare_now(in_now(x, then->parent)))
		return set_in_item(out, x, in_now(x, then->parent), then->key, then, e);
	return bring_back(x, then, e);
}

/* The path leads nowhere in `then`, but to `p` in `now`. */
static enum code restore_other(struct restoring *x, const struct place *p, struct err *e)
{
	const struct node *now = p->node, *then = now ? match_in_b(&x->match, now) : NULL;
	const struct match *m = &x->match;
	const struct node *elsewhere = now && !then ? other_half(m->b, m->b_to_a, now) : NULL;
	if (!now)
		return OK;
	if (elsewhere)
		return bring_back(x, elsewhere, e);
	if (then) {
		make_same(x, now, then);
		move_back(x, now, then);
	} else if (p->bare) {
		return refuse(now, ERR_USE, _(" is het enige van deze regel. Haal de hele regel weg."), e);
	} else {
		remove_now(x, now);
	}
	return OK;
}

static enum code restore(struct doc **out, struct restoring *x, const char *path, struct err *e)
{
	struct place p;
	struct err none;
	enum code code = path_resolve(&p, x->match.b, path, e);
	if (!code)
		return restore_place(out, x, &p, e);
	return path_resolve(&p, x->match.a, path, &none) ? code : restore_other(x, &p, e);
}

enum code plan_restore(struct doc **out, const struct doc *now, const struct doc *then, const char *path, struct err *e)
{
	struct restoring x;
	*out = NULL;
	if (!*path) {
		*out = doc_ref(node_equal(now->root, then->root) ? now : then);
		return OK;
	}
	match_init(&x.match, now, then);
	x.tree = tree_new(now);
	enum code code = restore(out, &x, path, e);
	if (!code && !*out)
		code = tree_write(x.tree, out, e);
	tree_free(x.tree);
	match_clear(&x.match);
	return code;
}

void plan_restore_label(struct str *out, const struct doc *now, const struct doc *then, const char *path)
{
	struct place p;
	struct err none;
	if (path_resolve(&p, then, path, &none) == OK || path_resolve(&p, now, path, &none) == OK)
		path_label_place(out, &p);
}
