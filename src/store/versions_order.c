#include "store/versions_internal.h"

#include <stdlib.h>

/* A version: when it went on record, later than what it came from. */
struct placed {
	int64_t time;
	uint32_t parents, count; /* where the numbers of what it came from begin, and how many there are */
	bool known;
};

struct order {
	VEC(struct placed) versions; /* by the number they were found by */
	VEC(uint32_t) parents;
	VEC(uint32_t) walked;        /* numbers in the order of the walk */
};

struct order *order_new(void)
{
	return mem_alloc(sizeof(struct order));
}

void order_free(struct order *o)
{
	if (!o)
		return;
	vec_free(&o->versions);
	vec_free(&o->parents);
	vec_free(&o->walked);
	free(o);
}

void order_add(struct order *o, const struct store_graph *g, const struct store_commit *c, bool fixed, int64_t time)
{
	while (o->versions.count < store_graph_found(g))
		vec_push(&o->versions, (struct placed){0});
	struct placed *p = &o->versions.p[c->number];
	*p = (struct placed){.time = time, .parents = (uint32_t)o->parents.count, .count = fixed ? 0 : (uint32_t)c->parent_count, .known = true};
	for (size_t i = 0; i < p->count; i++)
		vec_push(&o->parents, store_graph_number(g, &c->parents[i]));
	if (!fixed)
		vec_push(&o->walked, c->number);
}

/* Behind what it came from; true where that was not so. */
static bool put_behind(struct order *o, struct placed *p)
{
	int64_t was = p->time;
	for (uint32_t i = 0; i < p->count; i++) {
		const struct placed *parent = &o->versions.p[o->parents.p[p->parents + i]];
		if (parent->known && parent->time >= p->time)
			p->time = parent->time + 1;
	}
	return p->time != was;
}

/* What was walked last is looked at first: where the clocks were right once is enough, and once more to see that. */
static void settle(struct order *o)
{
	bool moved = true;
	while (moved) {
		moved = false;
		for (size_t i = o->walked.count; i > 0; i--)
			moved |= put_behind(o, &o->versions.p[o->walked.p[i - 1]]);
	}
}

static int oldest_first(const void *a, const void *b)
{
	const struct fresh *x = a, *y = b;
	int order = store_touch_compare(&x->touch, &y->touch);
	return order ? order : x->place > y->place ? -1 : x->place < y->place;
}

void order_sort(struct order *o, struct fresh *p, size_t count)
{
	settle(o);
	for (size_t i = 0; i < count; i++) {
		p[i].touch.order = o->versions.p[p[i].number].time;
		p[i].place = i;
	}
	if (count)
		qsort(p, count, sizeof *p, oldest_first);
}

int64_t order_newest(const struct order *o, int64_t least)
{
	for (size_t i = 0; i < o->walked.count; i++)
		if (o->versions.p[o->walked.p[i]].time > least)
			least = o->versions.p[o->walked.p[i]].time;
	return least;
}
