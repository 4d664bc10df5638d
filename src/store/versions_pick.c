/* Which rows of the index are about a plan, through the names that it had. */
#include "store/versions_internal.h"

#include <stdlib.h>
#include <string.h>

static struct name *find_name(const struct names *n, uint32_t plan)
{
	for (size_t i = 0; i < n->count; i++)
		if (n->p[i].plan == plan)
			return &n->p[i];
	return NULL;
}

bool versions_take(struct store_versions *v, const struct store_touch *t, size_t place)
{
	if (!v->name)
		return true;
	struct name *name = find_name(&v->names, t->plan);
	if (!name || name->ended || (store_short_is_none(&t->after) && store_short_is(&t->commit, &v->renamed_in)))
		return false; /* of a new name the end of the old one is the other half */
	if (t->was == STORE_NO_PLAN)
		return true;
	name->ended = !t->stays;
	v->renamed_in = t->commit;
	struct name *was = find_name(&v->names, t->was);
	if (was)
		was->ended = false;
	else
		vec_push(&v->names, (struct name){t->was, place, false});
	return true;
}

/* What is before a version, where the row of the plan before it says so. */
struct pending {
	uint32_t plan;
	size_t row;
};
struct pendings {
	struct pending *p;
	size_t count, room;
};

static void settle(struct store_versions *v, struct pendings *pending, const struct store_touch *t)
{
	for (size_t i = 0; i < pending->count; i++) {
		if (pending->p[i].plan != t->plan)
			continue;
		v->rows.p[pending->p[i].row].t.first = t->after;
		pending->p[i] = pending->p[--pending->count];
		return;
	}
}

static void add(struct store_versions *v, struct pendings *pending, const struct store_touch *t, bool implied, size_t place, size_t nth)
{
	vec_push(&v->rows, (struct version){.t = *t, .place = place, .nth = nth});
	if (implied && t->has_parent)
		vec_push(pending, (struct pending){t->plan, v->rows.count - 1});
}

/* Nothing of that name was there before. */
static bool is_birth(const struct store_touch *t)
{
	return !t->stays && (t->was != STORE_NO_PLAN || !t->has_parent || (store_short_is_none(&t->first) && !t->more_count));
}

/* Somebody who did not know of the other name yet went on under the old one: those are newer than the row that gave the plan its name. */
static void add_parallel(struct store_versions *v, const struct name *name)
{
	struct pendings pending = {0};
	struct store_touch t;
	bool implied;
	size_t from = v->rows.count, nth = 0, count = v->rows.count;
	for (size_t at = store_index_rows(v->index), place; at > 0 && (at > name->place || pending.count);) {
		place = at;
		at = store_index_row(v->index, at, &t, &implied);
		if (t.plan != name->plan) {
			free(t.more);
			continue;
		}
		settle(v, &pending, &t);
		if (place > name->place && !store_short_is_none(&t.after))
			add(v, &pending, &t, implied, place, v->totals.p[t.plan] - 1 - nth);
		else
			free(t.more);
		nth++;
	}
	vec_free(&pending);
	/* … but for another plan that got that name later */
	for (size_t i = v->rows.count; i > from && count == from; i--)
		if (is_birth(&v->rows.p[i - 1].t))
			count = i;
	if (count > from) {
		for (size_t i = from; i < count; i++)
			free(v->rows.p[i].t.more);
		memmove(&v->rows.p[from], &v->rows.p[count], (v->rows.count - count) * sizeof *v->rows.p);
		v->rows.count -= count - from;
	}
}

static int newest_first(const void *a, const void *b)
{
	const struct version *x = a, *y = b;
	return x->place > y->place ? -1 : x->place < y->place;
}

/* Nearly always they are. */
static void sort(struct store_versions *v)
{
	bool sorted = true;
	for (size_t i = 1; i < v->rows.count && sorted; i++)
		sorted = newest_first(&v->rows.p[i - 1], &v->rows.p[i]) < 0;
	if (!sorted)
		qsort(v->rows.p, v->rows.count, sizeof *v->rows.p, newest_first);
}

void versions_pick(struct store_versions *v)
{
	struct pendings pending = {0};
	struct store_touch t;
	bool implied;
	size_t number;
	v->totals.count = v->index->plans.count;
	v->totals.p = mem_alloc((v->totals.count + 1) * sizeof *v->totals.p);
	v->names.count = 0;
	v->renamed_in = (struct store_short){{0}};
	if (v->name && store_words_find(&v->index->plans, v->name, strlen(v->name), &number))
		vec_push(&v->names, (struct name){.plan = (uint32_t)number});
	for (size_t at = store_index_rows(v->index), place; at > 0;) {
		place = at;
		at = store_index_row(v->index, at, &t, &implied);
		if (pending.count)
			settle(v, &pending, &t);
		size_t nth = v->totals.p[t.plan]++;
		if (versions_take(v, &t, place))
			add(v, &pending, &t, implied, place, nth);
		else
			free(t.more);
	}
	vec_free(&pending);
	for (size_t i = 0; i < v->rows.count; i++)
		v->rows.p[i].nth = v->totals.p[v->rows.p[i].t.plan] - 1 - v->rows.p[i].nth;
	for (size_t i = 0; i < v->names.count; i++)
		if (v->names.p[i].place)
			add_parallel(v, &v->names.p[i]);
	sort(v);
}
