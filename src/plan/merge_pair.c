/* Which entries of three versions are one.  Those of base are known by match; what both sides put in is one where it has the
 * same key, the same id or the same content. */
#include "plan/merge_internal.h"

#include "plan/align.h"
#include "plan/schema.h"

#include <string.h>

static const double UNLIKE = 0.2;
enum { MOST_ITEMS = 200 }; /* of which each is compared with each */

struct pairing {
	struct merging *x;
	struct trio n;
	struct entries *out;
	size_t *of_ours, *of_theirs; /* 1 + the entry of each child; 0: none yet */
};

static void add(struct pairing *p, struct trio n)
{
	vec_push(p->out, (struct entry){.n = n});
	if (n.ours)
		p->of_ours[n.ours->index] = p->out->count;
	if (n.theirs)
		p->of_theirs[n.theirs->index] = p->out->count;
}

/* The entry in a side.  One that was renamed to a key under which the other side has something else is another one. */
static const struct node *in_side(const struct match *m, const struct node *n, const struct node *side, const struct node *other,
                                  const struct node *in_other)
{
	const struct node *there = match_in_b(m, n);
	if (!there || there->parent != side)
		return NULL;
	if (n->key && !node_key_is(there, n->key)) {
		const struct node *twin = node_get(other, there->key);
		if ((twin && twin != in_other) || (in_other && !node_key_is(in_other, n->key) && !node_key_is(in_other, there->key)))
			return NULL; /* or renamed by both, to two names */
	}
	return there;
}

static double likeness(const struct node *a, const struct node *b)
{
	struct words *x = words_new(), *y = words_new();
	if (a)
		match_words(x, a);
	if (b)
		match_words(y, b);
	double l = words_likeness(x, y);
	if (l < 0.5 && words_contained(x, y) >= 0.9)
		l = 0.5;
	words_free(x);
	words_free(y);
	return l;
}

/* Have two records the same in their first field, which says most of what they are? */
static bool same_first(const struct node *a, const struct node *b)
{
	return a->kind == NODE_MAP && b->kind == NODE_MAP && a->count && b->count && node_key_is(a->items[0], b->items[0]->key) &&
	       a->items[0]->kind == NODE_SCALAR && node_equal(a->items[0], b->items[0]);
}

/* Is nothing but their place alike? */
static bool are_unlike(const struct node *a, const struct node *b)
{
	return !match_id(a) && !match_id(b) && !same_first(a, b) && likeness(a, b) < UNLIKE;
}

/* An item of base that a side has in the place of another one: rewritten there, or removed and something else put in?  The latter
 * where it is a record that the other side changed too, as half of one and half of the other is neither; and where it
 * stands at the end, where things are added, and the other side removed it. */
static bool is_another(const struct pairing *p, const struct node *n, const struct node *there, const struct node *in_other, bool ours)
{
	const struct node *side = ours ? p->n.ours : p->n.theirs;
	if (!there || n->key || spell_same(n, there) || !are_unlike(n, there))
		return false;
	if (in_other && schema_of(n) && (n->kind == NODE_MAP || there->kind == NODE_MAP))
		return !spell_same(n, in_other) && are_unlike(there, in_other);
	return !in_other && n->index + 1 == p->n.base->count && there->index + 1 == side->count;
}

/* --- what base has ------------------------------------------------------------------------ */

/* Which item of a side is which of base, to be changed where the other side tells more. */
struct partners {
	const struct node **of_base[2]; /* ours, theirs: of each item of base */
	const struct node **in_base[2]; /* of each item of a side */
	bool *agreed[2];                /* of each item of a side: the other side has the very same */
};

static void join(struct partners *k, size_t side, const struct node *base, const struct node *n)
{
	const struct node *old = k->of_base[side][base->index];
	if (old)
		k->in_base[side][old->index] = NULL;
	if (n && k->in_base[side][n->index])
		k->of_base[side][k->in_base[side][n->index]->index] = NULL;
	k->of_base[side][base->index] = n;
	if (n)
		k->in_base[side][n->index] = base;
}

/* Is an item of base on that side as it was? */
static bool is_left(const struct partners *k, size_t side, const struct node *base)
{
	const struct node *now = base ? k->of_base[side][base->index] : NULL;
	return now && spell_same(base, now);
}

/* Two items of the same text, and what they were in base. */
struct same_items {
	const struct node *items[2], *bases[2]; /* of ours, of theirs */
	double likes[2];                        /* how alike they are */
	bool whole;                             /* is all of it the same, or but its name? */
};

/* Is one of them that item of base, and the other another thing of the same name?  Where that has nothing of the item, or the other side
 * has something in its place that is no less like it. */
static bool are_namesakes(const struct partners *k, const struct same_items *s, size_t side)
{
	static const double surely = 0.5;
	const struct node *base = s->bases[side], *there = base ? k->of_base[1 - side][base->index] : NULL;
	if (!base)
		return false;
	double other = likeness(base, s->items[1 - side]), like = there ? likeness(base, there) : 0;
	if (there)
		return like >= other || (like >= surely && s->likes[side] >= surely);
	return s->likes[side] >= UNLIKE && other < UNLIKE;
}

/* Can the item of base be both?  Not where it is still there besides; and where nothing of it is left in what is the same, both are
 * something new. */
static bool may_be_both(const struct partners *k, const struct same_items *s, size_t side)
{
	return s->bases[side] && (s->likes[side] >= UNLIKE || !s->whole) && !is_left(k, 1 - side, s->bases[side]);
}

/* Did each side make it of another item, which the other side left as it was?  Then they are two, as far as they still are those. */
static bool are_apart(const struct partners *k, const struct same_items *s)
{
	for (size_t side = 0; side < 2; side++)
		if (!is_left(k, 1 - side, s->bases[side]) || are_unlike(s->bases[side], s->items[side]))
			return false;
	return true;
}

/* Whose item of base are they more like?  Whoever is ours, the answer is the same. */
static size_t more_like(const struct same_items *s)
{
	if (!s->bases[0] || !s->bases[1])
		return !s->bases[0];
	return s->likes[1] > s->likes[0] || (s->likes[1] == s->likes[0] && s->bases[1]->index < s->bases[0]->index);
}

/* `x` of ours and `y` of theirs are the same text, new on both sides or made of items of base.  Of one item, then: that which it is
 * most like, if that is not still there besides; what has but its name in common stays what it was then.  Gives whether anything changed. */
static bool agree(struct partners *k, const struct node *x, const struct node *y)
{
	struct same_items s = {{x, y}, {k->in_base[0][x->index], k->in_base[1][y->index]}, {0}, spell_same(x, y)};
	if (s.bases[0] == s.bases[1]) {
		k->agreed[0][x->index] = k->agreed[1][y->index] = true;
		return false;
	}
	for (size_t side = 0; side < 2; side++)
		s.likes[side] = s.bases[side] ? likeness(s.bases[side], s.items[side]) : 0;
	size_t best = more_like(&s);
	if ((!s.whole && are_namesakes(k, &s, best)) || are_apart(k, &s))
		return false;
	k->agreed[0][x->index] = k->agreed[1][y->index] = true;
	if (!may_be_both(k, &s, best))
		best = 1 - best;
	bool one = may_be_both(k, &s, best);
	if (s.bases[1 - best])
		join(k, 1 - best, s.bases[1 - best], NULL);
	if (one)
		join(k, 1 - best, s.bases[best], s.items[1 - best]);
	else if (s.bases[best])
		join(k, best, s.bases[best], NULL);
	return true;
}

/* What lost its partner may be more like another item than what that was paired with by its place. */
static void pair_again(struct partners *k, size_t side, const struct node *base, const struct node *list)
{
	static const double alike = 0.34;
	for (size_t i = 0; i < base->count; i++) {
		const struct node *n = base->items[i], *best = NULL;
		double most = alike;
		if (k->of_base[side][i] || match_id(n))
			continue;
		for (size_t j = 0; j < list->count; j++) {
			const struct node *item = list->items[j], *of = k->in_base[side][j];
			bool settled = k->agreed[side][j] || match_id(item) || (of && !are_unlike(of, item));
			double l = settled ? 0 : likeness(n, item);
			if (l >= most) {
				most = l;
				best = item;
			}
		}
		if (best)
			join(k, side, n, best);
	}
}

/* May an item of base be another one in a side than what it was paired with there?  Not where the side left it as it was. */
static bool is_loose(const struct partners *k, size_t side, const struct node *base)
{
	const struct node *now = k->of_base[side][base->index];
	return !match_id(base) && (!now || (!spell_same(base, now) && !k->agreed[side][now->index]));
}

/* What one side made of an item of base is perhaps more like something new of the other side than what that was paired with: then both
 * changed it, and in part alike. */
static void pair_by_other(struct partners *k, size_t side, const struct node *base, const struct node *list)
{
	static const double alike = 0.34, surely = 0.75;
	for (size_t i = 0; i < base->count; i++) {
		const struct node *n = base->items[i], *other = k->of_base[1 - side][i], *now = k->of_base[side][i], *best = NULL;
		if (!other || spell_same(n, other) || !is_loose(k, side, n))
			continue;
		bool kept = likeness(n, other) >= UNLIKE; /* and so in both */
		double most = now ? surely : alike, like_other = now ? likeness(other, now) : 0, like_base = now ? likeness(n, now) : 0;
		for (size_t j = 0; j < list->count; j++) {
			bool is_new = !k->in_base[side][j] && !k->agreed[side][j] && !match_id(list->items[j]);
			double l = is_new ? likeness(other, list->items[j]) : 0;
			if (l < most || (now && (l <= like_other || l <= like_base)) || (kept && likeness(n, list->items[j]) < UNLIKE))
				continue;
			most = l;
			best = list->items[j];
		}
		if (best)
			join(k, side, n, best);
	}
}

/* What an item is looked for by on the other side: all that it says, or its first field alone. */
typedef bool name_fn(struct str *out, const struct node *n);

static bool name_whole(struct str *out, const struct node *n)
{
	spell(out, n);
	return true;
}

static bool name_first(struct str *out, const struct node *n)
{
	if (n->kind == NODE_MAP && n->count)
		n = n->items[0]; /* a bare text is that field */
	if (n->kind != NODE_SCALAR)
		return false;
	spell(out, n);
	return true;
}

/* Which items of a side are looked at: those that are new, or those too that are not as base had them. */
enum looked_at { NEW, CHANGED };

/* Those items, and their names. */
struct changed {
	const struct node **nodes;
	struct str *names;
	size_t count;
};

static struct changed find_changed(const struct partners *k, size_t side, const struct node *list, enum looked_at which, name_fn *name)
{
	const struct node *const *in_base = k->in_base[side];
	struct changed c = {mem_alloc((list->count + 1) * sizeof *c.nodes), mem_alloc((list->count + 1) * sizeof *c.names), 0};
	for (size_t i = 0; i < list->count; i++) {
		const struct node *n = list->items[i];
		if (k->agreed[side][i] || match_id(n) || (in_base[i] && (which == NEW || spell_same(in_base[i], n))))
			continue;
		if (name(&c.names[c.count], n))
			c.nodes[c.count++] = n;
	}
	return c;
}

static void changed_clear(struct changed *c)
{
	for (size_t i = 0; i < c->count; i++)
		str_free(&c->names[i]);
	free(c->names);
	free(c->nodes);
}

/* Has just one item of the list this name? */
static bool is_only(const struct node *list, name_fn *name, const struct str *wanted)
{
	size_t found = 0;
	for (size_t i = 0; i < list->count && found < 2; i++) {
		struct str s = {0};
		found += name(&s, list->items[i]) && bytes_equal(s.p, s.len, wanted->p, wanted->len);
		str_free(&s);
	}
	return found == 1;
}

/* What both sides have under one name is one item.  Gives whether anything changed by that. */
static bool agree_on(struct pairing *p, struct partners *k, enum looked_at which, name_fn *name)
{
	struct changed ours = find_changed(k, 0, p->n.ours, which, name);
	struct changed theirs = find_changed(k, 1, p->n.theirs, which, name);
	int *found = mem_alloc((ours.count + 1) * sizeof *found);
	bool changed = false;
	match_alike(ours.names, ours.count, theirs.names, theirs.count, found);
	for (size_t i = 0; i < ours.count; i++)
		if (found[i] >= 0 && (name == name_whole || (is_only(p->n.ours, name, &ours.names[i]) && is_only(p->n.theirs, name, &ours.names[i]))))
			changed |= agree(k, ours.nodes[i], theirs.nodes[found[i]]);
	free(found);
	changed_clear(&ours);
	changed_clear(&theirs);
	return changed;
}

static void agree_on_same(struct pairing *p, struct partners *k)
{
	bool small = p->n.base->count <= MOST_ITEMS && p->n.ours->count <= MOST_ITEMS && p->n.theirs->count <= MOST_ITEMS;
	bool changed = agree_on(p, k, NEW, name_whole); /* of twins that which is new is the other's new one */
	changed |= agree_on(p, k, CHANGED, name_whole);
	if (small)
		changed |= agree_on(p, k, CHANGED, name_first);
	if (small && changed) {
		pair_again(k, 0, p->n.base, p->n.ours);
		pair_again(k, 1, p->n.base, p->n.theirs);
	}
	for (size_t side = 0; side < 2 && small; side++)
		pair_by_other(k, side, p->n.base, side ? p->n.theirs : p->n.ours);
}

static void find_partners(struct pairing *p, struct partners *k)
{
	const struct node *base = p->n.base, *sides[] = {p->n.ours, p->n.theirs};
	struct match *matches[] = {&p->x->to_ours, &p->x->to_theirs};
	for (size_t side = 0; side < 2; side++) {
		k->of_base[side] = mem_alloc((base->count + 1) * sizeof *k->of_base[side]);
		k->in_base[side] = mem_alloc((sides[side]->count + 1) * sizeof *k->in_base[side]);
		k->agreed[side] = mem_alloc(sides[side]->count + 1);
		for (size_t i = 0; i < base->count; i++) {
			const struct node *n = base->items[i];
			const struct node *there = in_side(matches[side], n, sides[side], sides[1 - side], match_in_b(matches[1 - side], n));
			if (there)
				join(k, side, n, there);
		}
	}
	if (base->kind == NODE_LIST)
		agree_on_same(p, k);
	for (size_t side = 0; side < 2; side++) /* what they hold is matched with what they are now paired with */
		for (size_t i = 0; i < base->count; i++)
			if (k->of_base[side][i] && match_in_b(matches[side], base->items[i]) != k->of_base[side][i])
				match_pair(matches[side], base->items[i], k->of_base[side][i]);
}

static void add_known(struct pairing *p)
{
	struct partners k = {0};
	if (!p->n.base)
		return;
	find_partners(p, &k);
	for (size_t i = 0; i < p->n.base->count; i++) {
		const struct node *n = p->n.base->items[i], *ours = k.of_base[0][i], *theirs = k.of_base[1][i];
		bool ours_is_new = is_another(p, n, ours, theirs, true), theirs_is_new = is_another(p, n, theirs, ours, false);
		add(p, (struct trio){n, ours_is_new ? NULL : ours, theirs_is_new ? NULL : theirs});
	}
	for (size_t side = 0; side < 2; side++) {
		free(k.of_base[side]);
		free(k.in_base[side]);
		free(k.agreed[side]);
	}
}

/* What a new entry is known by: its key, its id, or what it holds. */
static void name_entry(struct str *out, const struct node *n)
{
	const struct node *id = n->key ? NULL : match_id(n);
	if (n->key)
		str_add(out, n->key, n->key_len);
	else if (id)
		str_addf(out, "id:%s", id->text);
	else
		spell(out, n);
}

/* Those of a side that are not in base, and their names. */
struct fresh {
	VEC(const struct node *) nodes;
	struct str *names;
};

static void find_fresh(struct fresh *f, const struct node *side, const size_t *of)
{
	for (size_t i = 0; i < side->count; i++)
		if (!of[i])
			vec_push(&f->nodes, side->items[i]);
	f->names = mem_alloc((f->nodes.count + 1) * sizeof *f->names);
	for (size_t i = 0; i < f->nodes.count; i++)
		name_entry(&f->names[i], f->nodes.p[i]);
}

static void free_fresh(struct fresh *f)
{
	for (size_t i = 0; i < f->nodes.count; i++)
		str_free(&f->names[i]);
	free(f->names);
	vec_free(&f->nodes);
}

static void add_fresh(struct pairing *p)
{
	struct fresh ours = {0}, theirs = {0};
	find_fresh(&ours, p->n.ours, p->of_ours);
	find_fresh(&theirs, p->n.theirs, p->of_theirs);
	int *found = mem_alloc((ours.nodes.count + 1) * sizeof *found);
	match_alike(ours.names, ours.nodes.count, theirs.names, theirs.nodes.count, found);
	for (size_t i = 0; i < ours.nodes.count; i++)
		add(p, (struct trio){NULL, ours.nodes.p[i], found[i] < 0 ? NULL : theirs.nodes.p[found[i]]});
	for (size_t j = 0; j < theirs.nodes.count; j++)
		if (!p->of_theirs[theirs.nodes.p[j]->index])
			add(p, (struct trio){NULL, NULL, theirs.nodes.p[j]});
	free(found);
	free_fresh(&ours);
	free_fresh(&theirs);
}

/* Entries of base that one side removed and the other left as it was, comments and all. */
struct removed {
	struct entry **entries;
	struct str *names;
	size_t count;
};

static struct removed find_removed(struct pairing *p, bool by_ours)
{
	struct removed r = {mem_alloc((p->out->count + 1) * sizeof *r.entries), mem_alloc((p->out->count + 1) * sizeof *r.names), 0};
	for (size_t i = 0; i < p->out->count; i++) {
		struct entry *e = &p->out->p[i];
		const struct node *gone = by_ours ? e->n.ours : e->n.theirs, *left = by_ours ? e->n.theirs : e->n.ours;
		if (!e->n.base || gone || !left || !spell_same(e->n.base, left) ||
		    !merge_same_comments(p->x->base, e->n.base, by_ours ? p->x->theirs : p->x->ours, left))
			continue;
		spell(&r.names[r.count], left);
		r.entries[r.count++] = e;
	}
	return r;
}

static void removed_clear(struct removed *r)
{
	for (size_t i = 0; i < r->count; i++)
		str_free(&r->names[i]);
	free(r->entries);
	free(r->names);
}

/* Of twins one side dropped this one and the other that one: the same was meant, and what is left stays where ours has it. */
static void join_twins(struct pairing *p)
{
	struct removed ours = find_removed(p, true), theirs = find_removed(p, false);
	int *found = mem_alloc((ours.count + 1) * sizeof *found);
	match_alike(ours.names, ours.count, theirs.names, theirs.count, found);
	for (size_t i = 0; i < ours.count; i++) {
		if (found[i] < 0)
			continue;
		ours.entries[i]->n.theirs = NULL;
		theirs.entries[found[i]]->n.base = NULL;
	}
	free(found);
	removed_clear(&ours);
	removed_clear(&theirs);
}

static bool is_new_item(const struct entry *e, bool ours)
{
	const struct node *n = ours ? e->n.ours : e->n.theirs, *other = ours ? e->n.theirs : e->n.ours;
	return n && !other && !e->n.base && !match_id(n);
}

/* A new item of a side: the one in the place of what it removed, behind its neighbour above, else any. */
static struct entry *put_instead(struct pairing *p, bool ours, size_t at, bool *in_place)
{
	const size_t *of = ours ? p->of_ours : p->of_theirs;
	const struct node *side = ours ? p->n.ours : p->n.theirs;
	if (at < side->count && of[at] && is_new_item(&p->out->p[of[at] - 1], ours)) {
		*in_place = true;
		return &p->out->p[of[at] - 1];
	}
	for (size_t i = p->n.base->count; i < p->out->count; i++)
		if (is_new_item(&p->out->p[i], ours))
			return &p->out->p[i];
	return NULL;
}

/* An item that is gone on both sides while both put in another: perhaps both rewrote it, if one of them stands where it
 * stood.  What they put in says mostly the same: then surely both did. */
static void join_rewritten(struct pairing *p)
{
	static const double surely = 0.75;
	size_t ours = 0, theirs = 0, known = p->n.base ? p->n.base->count : 0;
	for (size_t i = 0; i < known; i++) {
		struct entry *e = &p->out->p[i];
		if (!e->n.ours && !e->n.theirs && !match_id(e->n.base)) {
			bool in_place = false;
			struct entry *mine = put_instead(p, true, ours, &in_place), *other = put_instead(p, false, theirs, &in_place);
			bool alike = mine && other && likeness(mine->n.ours, other->n.theirs) >= surely;
			if (mine && other && (in_place || alike)) {
				e->n.ours = mine->n.ours;
				e->n.theirs = other->n.theirs;
				e->whole = !alike;
				match_pair(&p->x->to_ours, e->n.base, e->n.ours);
				match_pair(&p->x->to_theirs, e->n.base, e->n.theirs);
				mine->n.ours = other->n.theirs = NULL;
			}
		}
		if (e->n.ours)
			ours = e->n.ours->index + 1;
		if (e->n.theirs)
			theirs = e->n.theirs->index + 1;
	}
}

void merge_pair(struct merging *x, struct trio n, struct entries *out)
{
	struct pairing p = {.x = x, .n = n, .out = out};
	p.of_ours = mem_alloc((n.ours->count + 1) * sizeof *p.of_ours);
	p.of_theirs = mem_alloc((n.theirs->count + 1) * sizeof *p.of_theirs);
	add_known(&p);
	add_fresh(&p);
	if (n.ours->kind == NODE_LIST) {
		join_rewritten(&p);
		join_twins(&p);
	}
	free(p.of_ours);
	free(p.of_theirs);
}
