/* Which rows of the index are about a plan, through the names that it had. */
#include "store/versions_internal.h"

#include <stdlib.h>
#include <string.h>

static size_t place_of(const struct names *n, uint32_t plan)
{
	size_t i = 0;
	while (i < n->count && n->p[i] != plan)
		i++;
	return i;
}

bool versions_take(struct store_versions *v, const struct store_touch *t)
{
	struct names *n = &v->names;
	if (!v->name)
		return true;
	size_t i = place_of(n, t->plan);
	if (i == n->count || (store_short_is_none(&t->after) && store_short_is(&t->commit, &v->renamed_in)))
		return false; /* of a new name the end of the old one is the other half */
	if (t->was == STORE_NO_PLAN)
		return true;
	v->renamed_in = t->commit;
	if (!t->stays)
		n->p[i] = n->p[--n->count]; /* what is older under that name is another plan */
	if (place_of(n, t->was) == n->count)
		vec_push(n, t->was);
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

static int newest_first(const void *a, const void *b)
{
	const struct version *x = a, *y = b;
	if (x->t.order != y->t.order)
		return x->t.order > y->t.order ? -1 : 1;
	return x->nth < y->nth ? -1 : x->nth > y->nth;
}

/* In the order of the record; nearly always they are. */
static void sort(struct store_versions *v, size_t *ordinals)
{
	bool sorted = true;
	for (size_t i = 1; i < v->rows.count; i++)
		sorted &= v->rows.p[i].t.order <= v->rows.p[i - 1].t.order;
	if (sorted)
		return;
	/* by place among equals: nth is put by for that */
	for (size_t i = 0; i < v->rows.count; i++) {
		size_t nth = v->rows.p[i].nth;
		v->rows.p[i].nth = i;
		ordinals[i] = nth;
	}
	qsort(v->rows.p, v->rows.count, sizeof *v->rows.p, newest_first);
	for (size_t i = 0; i < v->rows.count; i++)
		v->rows.p[i].nth = ordinals[v->rows.p[i].nth];
}

static void count_from_oldest(struct store_versions *v)
{
	size_t *ordinals = mem_alloc((v->rows.count + 1) * sizeof *ordinals);
	for (size_t i = 0; i < v->rows.count; i++)
		v->rows.p[i].nth = v->totals.p[v->rows.p[i].t.plan] - 1 - v->rows.p[i].nth;
	sort(v, ordinals);
	free(ordinals);
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
	if (v->name && store_words_find(&v->index->plans, v->name, strlen(v->name), &number))
		vec_push(&v->names, (uint32_t)number);
	for (size_t at = store_index_rows(v->index); at > 0;) {
		at = store_index_row(v->index, at, &t, &implied);
		settle(v, &pending, &t);
		size_t nth = v->totals.p[t.plan]++;
		if (!versions_take(v, &t)) {
			free(t.more);
			continue;
		}
		vec_push(&v->rows, (struct version){.t = t, .nth = nth});
		if (implied && t.has_parent)
			vec_push(&pending, (struct pending){t.plan, v->rows.count - 1});
	}
	vec_free(&pending);
	count_from_oldest(v);
}
