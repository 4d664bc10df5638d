#include "plan/restore.h"

#include "base/mem.h"
#include "base/taal.h"
#include "plan/edit.h"
#include "plan/moves.h"
#include "yaml/tree.h"

#include <stdlib.h>
#include <string.h>

struct restoring {
	struct diff diff; /* from now to then */
	struct tree *tree; /* of now */
};

static const struct node *in_now(const struct restoring *x, const struct node *then)
{
	return match_in_a(&x->diff.match, then);
}

static struct branch *copy(struct restoring *x, const struct node *then)
{
	return tree_copy(x->tree, x->diff.match.b, then);
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

static bool is_said_to_move(const struct restoring *x, const struct node *then)
{
	for (size_t i = 0; i < x->diff.changes.count; i++)
		if (x->diff.changes.p[i].kind == CHANGE_MOVED && x->diff.changes.p[i].new == then)
			return true;
	return false;
}

/* Did any of the others go from before it to behind it, or back? */
static bool is_passed(const struct restoring *x, const struct node *now, const struct node *then)
{
	for (size_t i = 0; i < then->parent->count; i++) {
		const struct node *other = in_now(x, then->parent->items[i]);
		if (other && other != now && (other->index < now->index) != (i < then->index))
			return true;
	}
	return false;
}

/* Of two that changed places either may be the one that moved: it is this one where nothing else about it can be meant. */
static void move_back(struct restoring *x, const struct node *now, const struct node *then)
{
	struct branch *b = tree_of(x->tree, now), *parent = b->parent;
	if (then->key || !parent || (!is_said_to_move(x, then) && !(node_equal(now, then) && is_passed(x, now, then))))
		return;
	size_t from = branch_index(b), to = place_among(x, then, parent);
	tree_move(b, to > from ? to - 1 : to);
}

/* --- what is gone ------------------------------------------------------------------------------ */

static void insert_key(struct restoring *x, struct branch *map, const struct node *then, struct branch *b)
{
	const struct field *f = schema_of(then);
	size_t at = place_among(x, then, map);
	if (f) {
		const char **keys = mem_alloc((map->count + 1) * sizeof *keys);
		for (size_t i = 0; i < map->count; i++)
			keys[i] = map->items[i]->key;
		at = schema_key_index(schema_parent(f), keys, map->count, then->key);
		free(keys);
	}
	tree_insert(x->tree, map, at, then->key, b);
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

/* A text that went from one list to another is one thing: the change that is the other half of what became of `n`; NULL. */
static const struct change *other_half(const struct restoring *x, const struct node *n)
{
	const struct change *found = NULL, *changes = x->diff.changes.p;
	size_t count = x->diff.changes.count, *other = mem_alloc((count + 1) * sizeof *other);
	moves_find(other, &x->diff);
	for (size_t i = 0; i < count && !found; i++)
		if (other[i] < count && moves_item(&changes[i]) == n)
			found = &changes[other[i]];
	free(other);
	return found;
}

static enum code bring_back(struct restoring *x, const struct node *then, struct err *e)
{
	struct branch *parent;
	const struct change *elsewhere = other_half(x, then);
	enum code code = find_room(x, then->parent, &parent, e);
	if (code)
		return code;
	insert(x, parent, then, copy(x, then));
	if (elsewhere)
		tree_remove(tree_of(x->tree, elsewhere->old));
	return OK;
}

/* --- a record that is a bare text in one of them -------------------------------------------------- */

/* One text of the item `now`, which gets another shape by it. */
static enum code set_in_item(struct doc **out, const struct restoring *x, const struct node *now, const char *key, const struct node *text, struct err *e)
{
	struct str path = {0};
	path_of(&path, now);
	str_addf(&path, "/%s", key);
	enum code code = edit_set(out, x->diff.match.a, str_text(&path), text->text, text->len, e);
	str_free(&path);
	return code;
}

static bool is_bare_now(const struct node *now)
{
	return now && !now->key && now->parent && now->kind == NODE_SCALAR;
}

/* --- all together ---------------------------------------------------------------------------------- */

/* What was not there goes, with what is left empty by that and was not there either. */
static void remove_now(struct restoring *x, const struct node *now)
{
	while (now->parent->key && now->parent->count == 1) {
		const struct node *then = match_in_b(&x->diff.match, now->parent);
		if (then && !node_is_absent(then))
			break;
		now = now->parent;
	}
	tree_remove(tree_of(x->tree, now));
}

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
	const struct node *now = p->node, *then = now ? match_in_b(&x->diff.match, now) : NULL;
	const struct change *elsewhere = now && !then ? other_half(x, now) : NULL;
	if (!now)
		return OK;
	if (elsewhere)
		return bring_back(x, moves_item(elsewhere), e);
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
	enum code code = path_resolve(&p, x->diff.match.b, path, e);
	if (!code)
		return restore_place(out, x, &p, e);
	return path_resolve(&p, x->diff.match.a, path, &none) ? code : restore_other(x, &p, e);
}

enum code plan_restore(struct doc **out, const struct doc *now, const struct doc *then, const char *path, struct err *e)
{
	struct restoring x;
	*out = NULL;
	if (!*path) {
		*out = doc_ref(node_equal(now->root, then->root) ? now : then);
		return OK;
	}
	diff_init(&x.diff, now, then);
	x.tree = tree_new(now);
	enum code code = restore(out, &x, path, e);
	if (!code && !*out)
		code = tree_write(x.tree, out, e);
	tree_free(x.tree);
	diff_clear(&x.diff);
	return code;
}

void plan_restore_label(struct str *out, const struct doc *now, const struct doc *then, const char *path)
{
	struct place p;
	struct err none;
	if (path_resolve(&p, then, path, &none) == OK || path_resolve(&p, now, path, &none) == OK)
		path_label_place(out, &p);
}
