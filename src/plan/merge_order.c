/* In which order the entries of a collection stand, when both sides may have moved some and added others.
 *
 * Two entries that all three versions have change places where ours or theirs did so.  Where that makes one order, that is the
 * result: the join of both in the weak order of permutations, the same from either side (MERGE.md 2.5).  Where it makes none
 * (a before b before c before a) it is left to choose.  New entries go behind what they stand behind in their own version; those
 * that end their list go to the end. */
#include "plan/merge_internal.h"

#include "plan/merge_join.h"
#include "plan/schema.h"

#include <string.h>

struct ordering {
	const struct entries *all;
	size_t *common;          /* entries that all three have, in the order of the result */
	size_t count;
	size_t *slot;            /* of each entry: 1 + its place in common; 0: it is not common */
	size_t *by_index[2];     /* of each child of ours and theirs: its entry, or none */
	const struct node *sides[2];
};
static const size_t none = (size_t)-1;

static const struct node *on(const struct entry *e, size_t side)
{
	return side ? e->n.theirs : e->n.ours;
}

static bool is_common(const struct entry *e)
{
	return e->out.kept && e->n.base && e->n.ours && e->n.theirs;
}

static void index_entries(struct ordering *o)
{
	for (size_t side = 0; side < 2; side++) {
		o->by_index[side] = mem_alloc((o->sides[side]->count + 1) * sizeof(size_t));
		for (size_t i = 0; i < o->sides[side]->count; i++)
			o->by_index[side][i] = none;
		for (size_t i = 0; i < o->all->count; i++)
			if (on(&o->all->p[i], side))
				o->by_index[side][on(&o->all->p[i], side)->index] = i;
	}
}

/* The common entries as a side has them. */
static void order_by(const struct ordering *o, size_t side, size_t *out)
{
	size_t count = 0;
	for (size_t i = 0; i < o->sides[side]->count; i++) {
		size_t e = o->by_index[side][i];
		if (e != none && is_common(&o->all->p[e]))
			out[count++] = e;
	}
}

static size_t base_index(const struct ordering *o, size_t entry)
{
	return o->all->p[entry].n.base->index;
}

static bool is_base_order(const struct ordering *o, const size_t *order)
{
	for (size_t i = 1; i < o->count; i++)
		if (base_index(o, order[i - 1]) > base_index(o, order[i]))
			return false;
	return true;
}

static int by_base(const void *a, const void *b, void *ctx)
{
	size_t x = base_index(ctx, *(const size_t *)a), y = base_index(ctx, *(const size_t *)b);
	return (x > y) - (x < y);
}

/* An order of common entries as numbers: how base has them. */
static int *numbers_of(const struct ordering *o, const size_t *order, const size_t *number)
{
	int *out = mem_alloc((o->count + 1) * sizeof *out);
	for (size_t i = 0; i < o->count; i++)
		out[i] = (int)number[order[i]];
	return out;
}

/* The order in which each pair is flipped that either side flipped; false where there is none. */
static bool join(const struct ordering *o, const size_t *ours, const size_t *theirs, size_t *out)
{
	size_t *number = mem_alloc((o->all->count + 1) * sizeof *number), *in_base = mem_alloc((o->count + 1) * sizeof *in_base);
	memcpy(in_base, ours, o->count * sizeof *in_base);
	qsort_r(in_base, o->count, sizeof *in_base, by_base, (void *)o);
	for (size_t i = 0; i < o->count; i++)
		number[in_base[i]] = i;
	int *mine = numbers_of(o, ours, number), *other = numbers_of(o, theirs, number), *joined = mem_alloc((o->count + 1) * sizeof *joined);
	bool fits = merge_join(mine, other, o->count, joined);
	for (size_t i = 0; i < o->count; i++)
		out[i] = in_base[joined[i]];
	free(number);
	free(in_base);
	free(mine);
	free(other);
	free(joined);
	return fits;
}

/* Puts the common entries in order; gives false where the sides can't be joined.  Keys of a mapping never ask. */
static bool order_common(struct ordering *o, enum take take)
{
	size_t size = o->count * sizeof(size_t), *ours = mem_alloc(size + 1), *theirs = mem_alloc(size + 1);
	order_by(o, 0, ours);
	order_by(o, 1, theirs);
	bool moved = !is_base_order(o, ours), both = moved && !is_base_order(o, theirs) && memcmp(ours, theirs, size) != 0;
	bool list = o->sides[0]->kind == NODE_LIST, joined = both && list && join(o, ours, theirs, o->common);
	bool contested = both && list && !joined;
	if (!joined)
		memcpy(o->common, (contested && take == TAKE_THEIRS) || !moved ? theirs : ours, size);
	if (contested && take == TAKE_BASE)
		qsort_r(o->common, o->count, sizeof *o->common, by_base, o);
	free(ours);
	free(theirs);
	return !contested;
}

struct gap {
	VEC(size_t) entries;
};

/* The field of a key; NULL for an item and for an unknown key. */
static const struct field *field_of(const struct entry *e)
{
	const struct node *n = e->n.ours ? e->n.ours : e->n.theirs;
	return n->key ? schema_of(n) : NULL;
}

/* Hangs the entries that only this side placed (and both-new ones, by ours) in the gaps between the common ones.  What ends its list goes
 * to the end; so does a key that the schema does not know. */
static void hang(const struct ordering *o, size_t side, struct gap *gaps)
{
	size_t gap = 0, tail = 0;
	for (size_t i = o->sides[side]->count; i-- > 0 && !tail;) {
		size_t e = o->by_index[side][i];
		tail = e != none && o->slot[e] ? i + 1 : 0;
	}
	for (size_t i = 0; i < o->sides[side]->count; i++) {
		size_t e = o->by_index[side][i];
		if (e == none || !o->all->p[e].out.kept)
			continue;
		if (o->slot[e])
			gap = o->slot[e];
		else if (side == 0 || !o->all->p[e].n.ours)
			vec_push(&gaps[tail && i >= tail && !field_of(&o->all->p[e]) ? o->count : gap].entries, e);
	}
}

/* Ours, then theirs; but a key that the schema has before one of ours goes before that. */
static size_t fill_gap(const struct ordering *o, const struct gap *ours, const struct gap *theirs, size_t *out)
{
	size_t count = 0, j = 0;
	for (size_t i = 0; i < ours->entries.count; i++) {
		const struct field *mine = field_of(&o->all->p[ours->entries.p[i]]);
		for (; mine && j < theirs->entries.count; j++) {
			const struct field *other = field_of(&o->all->p[theirs->entries.p[j]]);
			if (!other || other > mine)
				break;
			out[count++] = theirs->entries.p[j];
		}
		out[count++] = ours->entries.p[i];
	}
	while (j < theirs->entries.count)
		out[count++] = theirs->entries.p[j++];
	return count;
}

size_t merge_order(const struct entries *all, const struct node *ours, const struct node *theirs, enum take take, size_t *order, bool *contested)
{
	struct ordering o = {.all = all, .sides = {ours, theirs}};
	size_t count = 0;
	o.common = mem_alloc((all->count + 1) * sizeof *o.common);
	o.slot = mem_alloc((all->count + 1) * sizeof *o.slot);
	for (size_t i = 0; i < all->count; i++)
		o.count += is_common(&all->p[i]);
	index_entries(&o);
	*contested = !order_common(&o, take);
	for (size_t i = 0; i < o.count; i++)
		o.slot[o.common[i]] = i + 1;
	struct gap *gaps[2];
	for (size_t side = 0; side < 2; side++) {
		gaps[side] = mem_alloc((o.count + 1) * sizeof *gaps[side]);
		hang(&o, side, gaps[side]);
	}
	for (size_t i = 0; i <= o.count; i++) {
		if (i)
			order[count++] = o.common[i - 1];
		count += fill_gap(&o, &gaps[0][i], &gaps[1][i], order + count);
		vec_free(&gaps[0][i].entries);
		vec_free(&gaps[1][i].entries);
	}
	for (size_t side = 0; side < 2; side++) {
		free(gaps[side]);
		free(o.by_index[side]);
	}
	free(o.common);
	free(o.slot);
	return count;
}
