/* Phases beside each other.  People give phases names of their own and let them run side by side ('Netwerkbijeenkomsten'),
 * evaluate in the middle, and go on in the month that another ends in: none of that is odd.  The phases of the method, by
 * their names, come one after another. */
#include "plan/advies_internal.h"

#include "base/date.h"
#include "base/vec.h"
#include "plan/plan.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { RANK_EVALUATIE = 3, RANKS };

struct span span_of(const struct node *record, const char *key)
{
	const char *text = plan_text(record, key);
	size_t len = strlen(text);
	if (!date_is_month(text, len))
		return (struct span){0, 0};
	int month = atoi(text) * 10000 + atoi(text + 5) * 100, day = len > 7 ? atoi(text + 8) : 0;
	return (struct span){month + (day ? day : 1), month + (day ? day : 31)};
}

/* By the day where both are days, else by the month: a month that two phases share is how people write it. */
static bool is_before(struct span a, struct span b)
{
	bool days = a.first == a.last && b.first == b.last;
	return days ? a.first < b.first : a.first / 100 < b.first / 100;
}

static int rank_of(const struct node *fase)
{
	static const char *const names[RANKS] = {"Onderzoek", "Kwartiermaken", "Uitvoering", "Evaluatie"};
	const char *name = plan_text(fase, "fase");
	for (int i = 0; i < RANKS; i++)
		if (strcasecmp(name, names[i]) == 0)
			return i;
	return -1;
}

static struct fase fase_of(const struct node *n)
{
	struct fase f = {.node = n, .van = span_of(n, "van"), .tot = span_of(n, "tot"), .rank = rank_of(n)};
	f.ongoing = !f.tot.last || strcmp(plan_text(n, "doorlopend"), "ja") == 0;
	return f;
}

static void find_last(struct fasen *f)
{
	const struct fase *last = NULL;
	bool ongoing = false;
	for (size_t i = 0; i < f->count; i++) {
		ongoing |= f->p[i].ongoing;
		if (!last || f->p[i].tot.last > last->tot.last)
			last = &f->p[i];
	}
	f->last = last && !ongoing ? last->node : NULL;
}

/* The first that has a name of the method against the first of the name before it: a second round of Onderzoek after
 * Uitvoering is as it should be. */
static void compare_ranks(struct fasen *f)
{
	struct fase *first[RANKS] = {NULL};
	for (size_t i = 0; i < f->count; i++) {
		struct fase *p = &f->p[i];
		if (p->rank >= 0 && p->van.first && (!first[p->rank] || p->van.first < first[p->rank]->van.first))
			first[p->rank] = p;
	}
	for (int i = 1; i < RANKS; i++)
		for (int k = i - 1; k >= 0 && first[i] && !first[i]->follows; k--)
			if (first[k] && is_before(first[i]->van, first[k]->van))
				first[i]->follows = first[k]->node;
}

static bool is_evaluation(const struct fase *f)
{
	return f->rank == RANK_EVALUATIE || strcasestr(plan_text(f->node, "fase"), "evaluatie");
}

/* A phase of the method that is over before the one above it begins: a year that was typed wrong, or their order. */
static void compare_above(struct fasen *f)
{
	const struct fase *above = NULL;
	for (size_t i = 0; i < f->count; i++) {
		struct fase *p = &f->p[i];
		int last = p->tot.last ? p->tot.last : p->van.last;
		if (above && p->rank >= 0 && last && last < above->van.first)
			p->above = above->node;
		if (p->van.first && !is_evaluation(p))
			above = p;
	}
}

static int compare_begin(const void *a, const void *b)
{
	const struct fase *x = *(struct fase *const *)a, *y = *(struct fase *const *)b;
	if (x->van.first != y->van.first)
		return x->van.first < y->van.first ? -1 : 1;
	return (x > y) - (x < y);
}

static void compare_ends(struct fasen *f)
{
	VEC(struct fase *) sorted = {0};
	const struct fase *longest = NULL;
	for (size_t i = 0; i < f->count; i++) {
		struct fase *p = &f->p[i];
		if (p->rank >= 0 && p->rank < RANK_EVALUATIE && p->van.first && !p->ongoing && p->van.first <= p->tot.last)
			vec_push(&sorted, p);
	}
	if (sorted.count > 1)
		qsort(sorted.p, sorted.count, sizeof *sorted.p, compare_begin);
	for (size_t i = 0; i < sorted.count; i++) {
		struct fase *p = sorted.p[i];
		if (longest && longest->follows != p->node && is_before(p->van, longest->tot)) /* of two in the wrong order that is said */
			p->during = longest->node;
		if (!longest || p->tot.last > longest->tot.last)
			longest = p;
	}
	vec_free(&sorted);
}

void fasen_read(struct fasen *out, const struct node *list)
{
	fasen_clear(out);
	for (size_t i = 0; list && i < list->count; i++)
		vec_push(out, fase_of(list->items[i]));
	find_last(out);
	compare_ranks(out);
	compare_above(out);
	compare_ends(out);
}

void fasen_clear(struct fasen *f)
{
	vec_free(f);
	f->last = NULL;
}
