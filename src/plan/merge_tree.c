/* The merge itself, entry by entry, from the root down.  MERGE.md 2.4 has the table:
 *
 *	ours \ theirs   as it was      changed            removed
 *	as it was       base           theirs             removed
 *	changed         ours           alike: once;       left to choose
 *	                               else deeper, and at a text left to choose
 *	removed         removed        left to choose     removed
 *	new             ours           the same new: once; else deeper, or left to choose
 */
#include "plan/merge_internal.h"

#include "plan/align.h"
#include "plan/merge_text.h"
#include "plan/schema.h"

#include <stdio.h>
#include <string.h>

static struct outcome merge_entry(struct merging *x, struct trio n, struct branch *b);
static void merge_children(struct merging *x, struct trio n, struct branch *b);

static struct outcome keep(struct branch *b)
{
	return (struct outcome){b, NULL};
}

static const struct node *last_node(struct trio n)
{
	return n.ours ? n.ours : n.theirs ? n.theirs : n.base;
}

/* The field of a text: an item of a list of records that is a bare text is the first of its fields. */
static const struct field *text_field(const struct node *n)
{
	const struct field *f = schema_of(n);
	return f && f->kind == KIND_RECORDS && schema_is_item(n) ? schema_first(f) : f;
}

static size_t count_words(const struct node *n)
{
	size_t count = 0;
	for (size_t i = 0; i < n->len; i++)
		count += !strchr(" \n\t", n->text[i]) && (i == 0 || strchr(" \n\t", n->text[i - 1]));
	return count;
}

static bool same_digits(const struct node *a, const struct node *b)
{
	static const char digits[] = "0123456789";
	const char *p = a->text + strcspn(a->text, digits), *q = b->text + strcspn(b->text, digits);
	for (; *p && *p == *q; p += strcspn(p, digits), q += strcspn(q, digits))
		p++, q++;
	return *p == *q;
}

/* A name or a title, not a fact of which half and half make another one ('2 x per jaar'). */
static bool is_title(struct trio n)
{
	return count_words(n.base) > 2 && same_digits(n.base, n.ours) && same_digits(n.base, n.theirs);
}

/* Is it made of words that can be merged?  An unknown key is where it holds more than one. */
static bool is_prose(struct trio n)
{
	const struct field *f = text_field(n.ours);
	if (!n.base || n.base->kind != NODE_SCALAR)
		return false;
	if (f && f->kind == KIND_LINE)
		return is_title(n);
	return f ? f->kind == KIND_PROSE || f->kind == KIND_TEXTS : count_words(n.base) > 1;
}

/* --- one value, decided as a whole ---------------------------------------------- */

static struct branch *copy_of(struct merging *x, const struct doc *d, const struct node *n)
{
	return n ? tree_copy(x->tree, d, n) : NULL;
}

/* The value of another version in the place of the branch; without one the entry goes. */
static struct outcome put_value(struct merging *x, struct branch *b, const struct doc *d, const struct node *n)
{
	if (!n)
		return keep(NULL);
	tree_replace(b, copy_of(x, d, n));
	return keep(b);
}

static void set_text(struct merging *x, struct branch *b, const char *text, size_t len)
{
	if (b->kind == NODE_SCALAR)
		tree_set_text(x->tree, b, text, len, HINT_TEXT);
	else
		tree_replace(b, tree_scalar(x->tree, text, len, HINT_TEXT));
}

static bool are_texts(struct trio n)
{
	return n.ours && n.theirs && n.ours->kind == NODE_SCALAR && n.theirs->kind == NODE_SCALAR;
}

/* Two items for one, where both can stay. */
static bool joins_as_items(struct trio n)
{
	return n.ours && n.theirs && schema_is_item(n.ours) && schema_is_item(n.theirs) && n.ours->len && n.theirs->len;
}

static struct outcome choose_value(struct merging *x, enum choice_kind kind, struct trio n, struct branch *b)
{
	struct str both = {0};
	const struct answer *given;
	if (joins_as_items(n)) {
		merge_show(&both, x->ours, n.ours);
		str_add_char(&both, '\n');
		merge_show(&both, x->theirs, n.theirs);
	}
	struct choice_texts texts = {.both = both.len ? &both : NULL, .is_text = are_texts(n)};
	enum take take = merge_choose(x, kind, n, &texts, b, &given);
	str_free(&both);
	switch (take) {
	case TAKE_THEIRS:
		return put_value(x, b, x->theirs, n.theirs);
	case TAKE_BASE:
		return put_value(x, b, x->base, n.base);
	case TAKE_BOTH:
		return (struct outcome){b, copy_of(x, x->theirs, n.theirs)};
	case TAKE_TEXT:
		set_text(x, b, given->text, given->len);
		return keep(b);
	default:
		return keep(b);
	}
}

/* --- texts ------------------------------------------------------------------------ */

static struct text_side side(const struct node *n)
{
	return (struct text_side){n->text, n->len};
}

/* Some words of it are left to choose; what could be combined is. */
static struct outcome choose_words(struct merging *x, struct trio n, struct branch *b, const struct text_merge *m)
{
	bool items = joins_as_items(n), prose = text_field(n.ours) && text_field(n.ours)->kind == KIND_PROSE;
	struct str both = {0};
	const struct answer *given;
	if (m->joins && items)
		str_addf(&both, "%s\n%s", str_text(&m->ours), str_text(&m->theirs));
	else if (m->joins && prose)
		str_add(&both, str_text(&m->both), m->both.len);
	struct choice_texts texts = {&m->base, &m->ours, &m->theirs, both.len ? &both : NULL, true};
	struct outcome out = keep(b);
	switch (merge_choose(x, CHOICE_CHANGED, n, &texts, b, &given)) {
	case TAKE_THEIRS:
		set_text(x, b, str_text(&m->theirs), m->theirs.len);
		break;
	case TAKE_BASE:
		set_text(x, b, str_text(&m->base), m->base.len);
		break;
	case TAKE_TEXT:
		set_text(x, b, given->text, given->len);
		break;
	case TAKE_BOTH:
		set_text(x, b, items ? str_text(&m->ours) : str_text(&both), items ? m->ours.len : both.len);
		out.extra = items ? tree_scalar(x->tree, str_text(&m->theirs), m->theirs.len, HINT_TEXT) : NULL;
		break;
	default:
		set_text(x, b, str_text(&m->ours), m->ours.len);
	}
	str_free(&both);
	return out;
}

/* Are most of its words others? */
static bool is_rewritten(const struct node *base, const struct node *n)
{
	static const double likeness = 0.4;
	struct words *was = words_new(), *is = words_new();
	words_add(was, base->text, base->len);
	words_add(is, n->text, n->len);
	bool rewritten = words_likeness(was, is) < likeness && words_kept(was, is) < likeness;
	words_free(was);
	words_free(is);
	return rewritten;
}

/* A short text of a list that a side replaced as a whole: what the other side did to the old one has no place in the new one. */
static bool is_replaced(struct trio n)
{
	return schema_is_item(n.base) && (is_rewritten(n.base, n.ours) || is_rewritten(n.base, n.theirs));
}

static struct outcome merge_texts(struct merging *x, struct trio n, struct branch *b)
{
	struct text_merge m;
	struct outcome out = keep(b);
	if (!is_prose(n) || is_replaced(n))
		return choose_value(x, n.base ? CHOICE_CHANGED : CHOICE_ADDED, n, b);
	text_merge(&m, side(n.base), side(n.ours), side(n.theirs));
	if (m.clean)
		set_text(x, b, str_text(&m.ours), m.ours.len);
	else
		out = choose_words(x, n, b, &m);
	text_merge_clear(&m);
	return out;
}

/* Did both make a record of a bare text? */
static bool is_bare_record(struct trio n)
{
	const struct field *f = schema_of(n.ours);
	return n.base && n.base->kind == NODE_SCALAR && n.ours->kind == NODE_MAP && schema_is_item(n.ours) && f && f->kind == KIND_RECORDS;
}

/* One side made a record of a bare text, the other changed the text: it is the record's first field. */
static bool merge_bare(struct merging *x, struct trio n, struct branch *b)
{
	const struct field *f = schema_of(n.ours);
	bool ours = n.ours->kind == NODE_MAP;
	const struct node *map = ours ? n.ours : n.theirs, *text = ours ? n.theirs : n.ours;
	if (!f || f->kind != KIND_RECORDS || !schema_is_item(n.ours) || map->kind != NODE_MAP || text->kind != NODE_SCALAR ||
	    !n.base || n.base->kind != NODE_SCALAR)
		return false;
	const struct node *first = node_get(map, schema_first(f)->key);
	if (!first || first->kind != NODE_SCALAR)
		return false;
	if (!ours)
		tree_replace(b, copy_of(x, x->theirs, map));
	struct branch *inner = branch_get(b, first->key);
	struct trio inside = {n.base, ours ? first : text, ours ? text : first};
	if (node_equal(n.base, first))
		set_text(x, inner, text->text, text->len);
	else if (!node_equal(n.base, text) && !node_equal(first, text)) {
		set_text(x, inner, inside.ours->text, inside.ours->len);
		merge_texts(x, inside, inner);
	}
	return true;
}

/* --- values ----------------------------------------------------------------------- */

/* Only theirs changed it: their value, written in the style of ours where ours was written otherwise. */
static void take_theirs(struct merging *x, struct trio n, struct branch *b)
{
	if (are_texts(n) && !merge_same_value(x->base, n.base, x->ours, n.ours))
		tree_set_text(x->tree, b, n.theirs->text, n.theirs->len, n.theirs->style == STYLE_PLAIN ? HINT_TYPED : HINT_TEXT);
	else
		tree_replace(b, copy_of(x, x->theirs, n.theirs));
}

/* Are both a mapping, or both a list, that grew from one or from nothing? */
static bool are_alike(struct trio n)
{
	if (n.ours->kind != n.theirs->kind || n.ours->kind == NODE_SCALAR)
		return false;
	return node_is_absent(n.base) || n.base->kind == n.ours->kind || is_bare_record(n);
}

static bool same_comments_inside(const struct doc *a, const struct node *x, const struct doc *b, const struct node *y)
{
	bool same = x->count == y->count;
	for (size_t i = 0; same && i < x->count; i++)
		same = merge_same_comments(a, x->items[i], b, y->items[i]);
	return same;
}

/* Did one side change comments alone, in what the other side has put something of another kind in the place of?  They have no
 * place there. */
static bool is_only_commented(const struct merging *x, struct trio n)
{
	if (!n.base || n.ours->kind == n.theirs->kind)
		return false;
	if (node_equal(n.base, n.ours))
		return !same_comments_inside(x->base, n.base, x->ours, n.ours);
	return node_equal(n.base, n.theirs) && !same_comments_inside(x->base, n.base, x->theirs, n.theirs);
}

static struct outcome merge_value(struct merging *x, struct trio n, struct branch *b)
{
	if (is_only_commented(x, n))
		return choose_value(x, CHOICE_CHANGED, n, b);
	if (are_alike(n))
		merge_children(x, n, b);
	else if (node_equal(n.ours, n.theirs) || (n.base && node_equal(n.base, n.theirs)))
		return keep(b);
	else if (n.base && node_equal(n.base, n.ours))
		take_theirs(x, n, b);
	else if ((spell_same(n.ours, n.theirs) || spell_same(n.base, n.theirs)) && !is_prose(n))
		return keep(b);
	else if (spell_same(n.base, n.ours) && !is_prose(n))
		take_theirs(x, n, b);
	else if (are_texts(n))
		return merge_texts(x, (struct trio){node_is_absent(n.base) ? NULL : n.base, n.ours, n.theirs}, b);
	else if (!merge_bare(x, n, b))
		return choose_value(x, n.base ? CHOICE_CHANGED : CHOICE_ADDED, n, b);
	return keep(b);
}

/* --- entries ------------------------------------------------------------------------ */

static bool is_wide(const struct merging *x, struct trio n)
{
	const struct wide *w = x->wide;
	return w && ((n.base && w->base[n.base->id]) || (n.ours && w->ours[n.ours->id]) || (n.theirs && w->theirs[n.theirs->id]));
}

/* Both put in an item of one id, and they differ. */
static bool is_same_id(struct trio n)
{
	return !n.base && !n.ours->key && match_id(n.ours) && match_id(n.theirs) && !spell_same(n.ours, n.theirs);
}

static bool id_taken(const struct node *list, const char *id)
{
	for (size_t i = 0; i < list->count; i++)
		if (match_id(list->items[i]) && strcmp(match_id(list->items[i])->text, id) == 0)
			return true;
	return false;
}

/* A copy of theirs under an id that neither list has. */
static struct branch *copy_renamed(struct merging *x, struct trio n)
{
	struct branch *copy = copy_of(x, x->theirs, n.theirs), *id = branch_get(copy, "id");
	char fresh[80];
	int number = 2;
	do
		snprintf(fresh, sizeof fresh, "%.58s-%d", id->text, number++);
	while (id_taken(n.ours->parent, fresh) || id_taken(n.theirs->parent, fresh));
	tree_set_text(x->tree, id, fresh, strlen(fresh), HINT_TEXT);
	return copy;
}

static struct outcome choose_same_id(struct merging *x, struct trio n, struct branch *b)
{
	struct str both = {0};
	merge_show(&both, x->ours, n.ours);
	str_add_char(&both, '\n');
	merge_show(&both, x->theirs, n.theirs);
	struct choice_texts texts = {.both = &both};
	enum take take = merge_choose(x, CHOICE_SAME_ID, n, &texts, b, NULL);
	str_free(&both);
	if (take == TAKE_BASE)
		return keep(NULL);
	if (take == TAKE_THEIRS)
		tree_replace(b, copy_of(x, x->theirs, n.theirs));
	if (take == TAKE_BOTH)
		return (struct outcome){b, copy_renamed(x, n)};
	merge_notes(x, n, b);
	return keep(b);
}

/* One side removed what the other changed; `b` holds the changed one. */
static struct outcome choose_removed(struct merging *x, struct trio n, struct branch *b)
{
	const struct answer *given;
	const struct node *left = last_node((struct trio){NULL, n.ours, n.theirs});
	struct choice_texts texts = {.is_text = left->kind == NODE_SCALAR};
	enum take take = merge_choose(x, CHOICE_REMOVED, n, &texts, b, &given);
	if ((take == TAKE_OURS && !n.ours) || (take == TAKE_THEIRS && !n.theirs))
		return keep(NULL);
	if (take == TAKE_BASE)
		return put_value(x, b, x->base, n.base);
	if (take == TAKE_TEXT)
		set_text(x, b, given->text, given->len);
	return keep(b);
}

/* Left as it was, comments and all?  A text that is only wrapped otherwise is. */
static bool is_untouched(const struct merging *x, const struct node *base, const struct doc *d, const struct node *n)
{
	if (base->key && !node_key_is(n, base->key))
		return false;
	return spell_same(base, n) && merge_same_comments(x->base, base, d, n);
}

static struct outcome merge_one_sided(struct merging *x, struct trio n)
{
	bool ours = n.ours != NULL;
	const struct doc *d = ours ? x->ours : x->theirs;
	const struct node *left = ours ? n.ours : n.theirs;
	if (n.base && !is_wide(x, n) && is_untouched(x, n.base, d, left))
		return keep(NULL);
	if (n.base && node_is_absent(left)) /* emptied here, taken out there: the same */
		return keep(ours ? tree_of(x->tree, left) : NULL);
	struct branch *b = ours ? tree_of(x->tree, n.ours) : copy_of(x, d, left);
	return n.base ? choose_removed(x, n, b) : keep(b);
}

/* Not gone into: the same, or a choice. */
static struct outcome merge_whole(struct merging *x, struct trio n, struct branch *b)
{
	struct outcome out = node_equal(n.ours, n.theirs) ? keep(b) : choose_value(x, n.base ? CHOICE_CHANGED : CHOICE_ADDED, n, b);
	if (out.kept == b)
		merge_notes(x, n, b);
	return out;
}

/* May the whole of their entry, comments and all, stand in the place of ours?  Not between brackets, and not behind a dash where
 * theirs has a line of its own. */
static bool has_room(struct trio n)
{
	return n.ours->parent->style == STYLE_BLOCK && n.theirs->parent->style == STYLE_BLOCK && n.ours->inline_first == n.theirs->inline_first;
}

/* An entry that ours and theirs both have. */
static struct outcome merge_entry(struct merging *x, struct trio n, struct branch *b)
{
	bool keyed = n.ours->key && !node_key_is(n.theirs, n.ours->key);
	if (is_wide(x, n))
		return merge_whole(x, n, b);
	if (merge_same_written(x->ours, n.ours, x->theirs, n.theirs) || (n.base && merge_same_written(x->base, n.base, x->theirs, n.theirs)))
		return keep(b);
	if (is_same_id(n))
		return choose_same_id(x, n, b);
	if (n.base && !keyed && has_room(n) && merge_same_written(x->base, n.base, x->ours, n.ours)) {
		tree_recopy(x->tree, b, x->theirs, n.theirs);
		return keep(b);
	}
	if (keyed && n.base && node_key_is(n.base, n.ours->key))
		tree_rename(x->tree, b, n.theirs->key);
	struct outcome out = merge_value(x, n, b);
	if (out.kept == b)
		merge_notes(x, n, b);
	return out;
}

static void decide(struct merging *x, struct entry *e)
{
	if (e->whole)
		e->out = merge_whole(x, e->n, tree_of(x->tree, e->n.ours));
	else if (e->n.ours && e->n.theirs)
		e->out = merge_entry(x, e->n, tree_of(x->tree, e->n.ours));
	else if (e->n.ours || e->n.theirs)
		e->out = merge_one_sided(x, e->n);
}

/* The order where ours and theirs can't be joined: asks. */
static size_t choose_order(struct merging *x, struct trio n, struct branch *b, const struct entries *all, size_t *order)
{
	bool contested;
	size_t count = merge_order(all, n.ours, n.theirs, TAKE_NONE, order, &contested);
	if (!contested)
		return count;
	enum take take = merge_choose(x, CHOICE_ORDER, n, NULL, b, NULL);
	return merge_order(all, n.ours, n.theirs, take, order, &contested);
}

static void merge_children(struct merging *x, struct trio n, struct branch *b)
{
	struct entries all = {0};
	bool bare = is_bare_record(n);
	merge_pair(x, (struct trio){n.base && n.base->kind == n.ours->kind ? n.base : NULL, n.ours, n.theirs}, &all);
	for (size_t i = 0; bare && i < all.count; i++)
		if (all.p[i].n.ours && node_key_is(all.p[i].n.ours, schema_first(schema_of(n.ours))->key))
			all.p[i].n.base = n.base; /* which was its first field */
	for (size_t i = 0; i < all.count; i++)
		decide(x, &all.p[i]);
	size_t *order = mem_alloc((all.count + 1) * sizeof *order), kept = 0;
	size_t count = choose_order(x, n, b, &all, order);
	struct branch **items = mem_alloc((2 * count + 1) * sizeof *items);
	for (size_t i = 0; i < count; i++) {
		const struct outcome *out = &all.p[order[i]].out;
		items[kept++] = out->kept;
		if (out->extra)
			items[kept++] = out->extra;
	}
	tree_arrange(x->tree, b, items, kept);
	free(items);
	free(order);
	vec_free(&all);
}

void merge_tree(struct merging *x)
{
	struct trio root = {x->base ? x->base->root : NULL, x->ours->root, x->theirs->root};
	merge_children(x, root, tree_root(x->tree));
	merge_notes(x, root, tree_root(x->tree));
}
