/* Changes made in a third document.  Each change finds its place there by identity; where that no longer
 * holds the old value, it stops (until versions are merged). */
#include "plan/diff.h"

#include "plan/path.h"

#include "base/str.h"
#include "base/taal.h"
#include "base/text.h"
#include "yaml/tree.h"

#include <stdio.h>
#include <string.h>

struct applying {
	const struct diff *diff;
	struct match to_target;      /* diff's older document → the target */
	struct tree *tree;           /* of the target */
	struct branch **of_new;      /* what was added, by the id of diff's newer node */
	size_t *last_fixed;          /* by the id of diff's newer collection: behind its last entry that was there and does not move */
	const struct node *theirs;
};

static const struct node *in_target(const struct applying *x, const struct node *old)
{
	return match_in_b(&x->to_target, old);
}

/* The branch that a node of the newer document has become, NULL where there is none. */
static struct branch *branch_of_new(const struct applying *x, const struct node *new)
{
	if (x->of_new[new->id])
		return x->of_new[new->id];
	const struct node *old = match_in_a(&x->diff->match, new), *there = old ? in_target(x, old) : NULL;
	struct branch *b = there ? tree_of(x->tree, there) : NULL;
	return b && (b->parent || b == tree_root(x->tree)) ? b : NULL;
}

static bool is_tail(const struct applying *x, const struct node *new)
{
	return new->index >= x->last_fixed[new->parent->id];
}

/* Where an added or moved entry goes in `parent`: behind its nearest surviving predecessor; an item that ends its
 * list goes to the end of theirs (MERGE.md 2.5). */
static size_t target_index(const struct applying *x, const struct node *new, const struct branch *parent)
{
	if (!new->key && is_tail(x, new))
		return parent->count;
	for (size_t i = new->index; i-- > 0;) {
		const struct branch *before = branch_of_new(x, new->parent->items[i]);
		if (before && before->parent == parent)
			return branch_index(before) + 1;
	}
	return 0;
}

static bool holds_old(struct applying *x, const struct node *old)
{
	x->theirs = in_target(x, old);
	return x->theirs && node_equal(x->theirs, old);
}

static bool apply_set(struct applying *x, const struct change *c)
{
	const struct node *there = in_target(x, c->old);
	if (there && node_equal(there, c->new))
		return true;
	if (!holds_old(x, c->old))
		return false;
	tree_replace(tree_of(x->tree, there), tree_copy(x->tree, x->diff->match.b, c->new));
	return true;
}

/* An item of theirs in this list that is new to us: it may be the old one, rewritten beyond likeness. */
static const struct node *their_new_item(const struct applying *x, const struct node *list)
{
	const struct node *there = in_target(x, list);
	for (size_t i = 0; there && there->kind == NODE_LIST && i < there->count; i++)
		if (!match_in_a(&x->to_target, there->items[i]))
			return there->items[i];
	return NULL;
}

static bool apply_removed(struct applying *x, const struct change *c)
{
	const struct node *there = in_target(x, c->old);
	if (!there) {
		x->theirs = c->old->key ? NULL : their_new_item(x, c->old->parent);
		return !x->theirs;
	}
	if (!holds_old(x, c->old))
		return false;
	tree_remove(tree_of(x->tree, there));
	return true;
}

/* Did somebody else add this item, and is it theirs still? */
static bool is_their_addition(const struct applying *x, const struct branch *b)
{
	return b->entry && b->entry == b->origin && !match_in_a(&x->to_target, b->entry);
}

static bool they_added_same(const struct applying *x, const struct branch *list, const struct node *new)
{
	for (size_t i = 0; i < list->count; i++)
		if (is_their_addition(x, list->items[i]) && node_equal(list->items[i]->entry, new))
			return true;
	return false;
}

static bool add_entry(struct applying *x, struct branch *parent, const struct node *new);

/* Both sides made this mapping or list: what ours has goes into theirs. */
static bool add_into(struct applying *x, struct branch *there, const struct node *new)
{
	if (there->kind != new->kind || new->kind == NODE_SCALAR)
		return there->origin && node_equal(there->origin, new);
	for (size_t i = 0; i < new->count; i++)
		if (!add_entry(x, there, new->items[i]))
			return false;
	return true;
}

/* Is there another item of theirs with the id of ours? */
static bool their_twin(const struct applying *x, const struct branch *list, const struct node *new)
{
	const struct node *id = node_get(new, "id");
	for (size_t i = 0; id && id->kind == NODE_SCALAR && i < list->count; i++) {
		const struct branch *b = list->items[i];
		if (is_their_addition(x, b) && node_is_text(node_get(b->entry, "id"), id->text))
			return true;
	}
	return false;
}

static bool has_id(const struct branch *list, const char *id)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct branch *other = branch_get(list->items[i], "id");
		if (other && other->kind == NODE_SCALAR && strcmp(other->text, id) == 0)
			return true;
	}
	return false;
}

/* Both made an item of this name at once: ours is not on the record yet, so it can still get another id. */
static void give_fresh_id(struct applying *x, const struct branch *list, struct branch *b)
{
	struct branch *id = branch_get(b, "id");
	char fresh[80];
	int n = 2;
	do
		snprintf(fresh, sizeof fresh, "%.58s-%d", id->text, n++);
	while (has_id(list, fresh));
	tree_set_text(x->tree, id, fresh, strlen(fresh), HINT_TEXT);
}

static bool add_entry(struct applying *x, struct branch *parent, const struct node *new)
{
	struct branch *there = new->key ? branch_get(parent, new->key) : NULL;
	if (there && there->kind == NODE_SCALAR && there->len == 0 && there->origin && node_is_absent(there->origin)) {
		tree_replace(there, tree_copy(x->tree, x->diff->match.b, new));
		x->of_new[new->id] = there;
		return true;
	}
	if (there) {
		x->theirs = there->entry;
		x->of_new[new->id] = there;
		return add_into(x, there, new);
	}
	if (!new->key && they_added_same(x, parent, new))
		return true;
	struct branch *b = tree_copy(x->tree, x->diff->match.b, new);
	if (!new->key && their_twin(x, parent, new))
		give_fresh_id(x, parent, b);
	tree_insert(x->tree, parent, target_index(x, new, parent), new->key, b);
	x->of_new[new->id] = b;
	return true;
}

static bool apply_added(struct applying *x, const struct change *c)
{
	struct branch *parent = branch_of_new(x, c->new->parent);
	x->theirs = NULL;
	if (!parent || parent->kind != c->new->parent->kind)
		return false;
	return add_entry(x, parent, c->new);
}

static bool apply_moved(struct applying *x, const struct change *c)
{
	struct branch *b = branch_of_new(x, c->new), *parent = b ? b->parent : NULL;
	if (!parent)
		return true; /* gone: a mere move loses */
	size_t from = branch_index(b), to = target_index(x, c->new, parent);
	tree_move(b, to > from ? to - 1 : to);
	return true;
}

static bool apply_renamed(struct applying *x, const struct change *c)
{
	struct branch *b = branch_of_new(x, c->new), *other = b && b->parent ? branch_get(b->parent, c->new->key) : NULL;
	if (other && other != b) {
		x->theirs = other->entry;
		return false;
	}
	x->theirs = in_target(x, c->old);
	if (!b || (strcmp(b->key, c->old->key) != 0 && strcmp(b->key, c->new->key) != 0))
		return false;
	tree_rename(x->tree, b, c->new->key);
	return true;
}

static bool (*const apply_kind[])(struct applying *, const struct change *) = {
	[CHANGE_SET] = apply_set,       [CHANGE_ADDED] = apply_added,     [CHANGE_REMOVED] = apply_removed,
	[CHANGE_MOVED] = apply_moved,   [CHANGE_RENAMED] = apply_renamed,
};

static enum code refuse(const struct change *c, const struct node *theirs, struct err *e)
{
	struct str label = {0}, clean = {0};
	path_label(&label, c->old ? c->old : c->new);
	text_clean(&clean, label.p, label.len, false);
	enum code code = err_set(e, ERR_CHANGED,
	                         theirs ? _("%.300s is intussen door iemand anders veranderd. Er is niets bewaard.")
	                                : _("%.300s is intussen door iemand anders weggehaald of herschreven. Er is niets bewaard."),
	                         str_text(&clean));
	str_free(&label);
	str_free(&clean);
	return code;
}

static void find_last_fixed(struct applying *x)
{
	const struct diff *d = x->diff;
	const struct doc *b = d->match.b;
	bool *moved = mem_alloc(b->count);
	x->last_fixed = mem_alloc(b->count * sizeof *x->last_fixed);
	for (size_t i = 0; i < d->changes.count; i++)
		if (d->changes.p[i].kind == CHANGE_MOVED)
			moved[d->changes.p[i].new->id] = true;
	for (size_t i = 0; i < b->count; i++) {
		const struct node *n = b->nodes[i];
		if (n->parent && match_in_a(&d->match, n) && !moved[i])
			x->last_fixed[n->parent->id] = n->index + 1;
	}
	free(moved);
}

/* --- how it is written -------------------------------------------------------- */

static bool same_range(const struct doc *a, size_t from, size_t to, const struct doc *b, size_t b_from, size_t b_to)
{
	return bytes_equal(a->bytes + from, to - from, b->bytes + b_from, b_to - b_from);
}

static bool same_entry(const struct doc *a, const struct node *x, const struct doc *b, const struct node *y)
{
	return same_range(a, x->entry_start, x->entry_end, b, y->entry_start, y->entry_end);
}

/* Is only something inside these two collections written differently, not they themselves? */
static bool differs_inside(const struct doc *a, const struct node *x, const struct doc *b, const struct node *y)
{
	if (x->kind == NODE_SCALAR || x->style != STYLE_BLOCK || y->style != STYLE_BLOCK || x->column != y->column)
		return false;
	return same_range(a, x->entry_start, x->items[0]->entry_start, b, y->entry_start, y->items[0]->entry_start) &&
	       same_range(a, x->items[x->count - 1]->entry_end, x->entry_end, b, y->items[y->count - 1]->entry_end, y->entry_end);
}

struct layouts {
	VEC(const struct node *) nodes; /* of diff's newer document */
};

/* The smallest entries that stand differently in two documents of equal content. */
static void find_layouts(struct layouts *out, const struct doc *a, const struct node *x, const struct doc *b, const struct node *y)
{
	if (x->style != STYLE_BLOCK || y->style != STYLE_BLOCK)
		return;
	for (size_t i = 0; i < x->count; i++) {
		if (same_entry(a, x->items[i], b, y->items[i]))
			continue;
		if (differs_inside(a, x->items[i], b, y->items[i]))
			find_layouts(out, a, x->items[i], b, y->items[i]);
		else
			vec_push(&out->nodes, y->items[i]);
	}
}

/* Written as in the newer document, where it holds the same and nobody else touched it. */
static void apply_layout(struct applying *x, const struct node *new)
{
	const struct node *old = match_in_a(&x->diff->match, new), *there = old ? in_target(x, old) : NULL;
	struct branch *b = branch_of_new(x, new);
	if (b && there && branch_equal(b, new) && same_entry(x->diff->match.a, old, x->to_target.b, there))
		tree_recopy(x->tree, b, x->diff->match.b, new);
}

static enum code make_changes(const struct diff *d, const struct doc *target, const struct layouts *layouts, struct doc **out,
                              const struct change **stopped, const struct node **theirs, struct err *e)
{
	struct applying x = {.diff = d};
	enum code code = OK;
	match_init(&x.to_target, d->match.a, target);
	x.tree = tree_new(target);
	x.of_new = mem_alloc(d->match.b->count * sizeof *x.of_new);
	find_last_fixed(&x);
	for (size_t i = 0; i < d->changes.count && !code; i++) {
		const struct change *c = &d->changes.p[i];
		if (apply_kind[c->kind](&x, c))
			continue;
		code = refuse(c, x.theirs, e);
		if (stopped)
			*stopped = c;
		if (theirs)
			*theirs = x.theirs;
	}
	for (size_t i = 0; i < layouts->nodes.count && !code; i++)
		apply_layout(&x, layouts->nodes.p[i]);
	if (!code)
		code = tree_write(x.tree, out, e);
	tree_free(x.tree);
	free(x.of_new);
	free(x.last_fixed);
	match_clear(&x.to_target);
	return code;
}

enum code diff_apply(const struct diff *d, const struct doc *target, struct doc **out,
                     const struct change **stopped, const struct node **theirs, struct err *e)
{
	struct layouts layouts = {0};
	struct doc *plain = NULL;
	*out = NULL;
	enum code code = make_changes(d, d->match.a, &layouts, &plain, stopped, theirs, e);
	if (!code && !doc_same_bytes(plain, d->match.b) && node_equal(plain->root, d->match.b->root))
		find_layouts(&layouts, plain, plain->root, d->match.b, d->match.b->root);
	if (!code && layouts.nodes.count == 0 && doc_same_bytes(target, d->match.a))
		*out = doc_ref(plain);
	else if (!code)
		code = make_changes(d, target, &layouts, out, stopped, theirs, e);
	doc_free(plain);
	vec_free(&layouts.nodes);
	return code;
}
