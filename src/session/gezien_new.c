/* Which versions are new for a person, by plan: found bit by bit.  The store says what came on the record since, its history which plans
 * that is about. */
#include "session/gezien_internal.h"

#include "base/text.h"

#include <string.h>

enum {
	VERSIONS_A_BIT = 32, ROWS_A_BIT = 64,
	MISSES_MOST = 256, DAY = 86400, /* after so many rows that are no news, and a day older than the oldest that is, there is no more */
	NAMES_MOST = 10                 /* that one plan had, one after the other */
};

/* --- names --------------------------------------------------------------------------------- */

/* What the plan is called now that was called so at that moment. */
const char *gezien_name_now(const struct gezien *g, const char *plan, int64_t seconds)
{
	for (int i = 0; i < NAMES_MOST; i++) {
		const struct renaming *next = NULL;
		for (size_t k = 0; k < g->renamings.count && !next; k++) {
			const struct renaming *r = &g->renamings.p[k];
			if (r->seconds >= seconds && strcmp(r->was, plan) == 0)
				next = r;
		}
		if (!next)
			break;
		plan = next->name;
		seconds = next->seconds;
	}
	return plan;
}

/* --- the versions -------------------------------------------------------------------------- */

static int by_plan(const void *a, const void *b)
{
	const struct fresh *x = *(struct fresh *const *)a, *y = *(struct fresh *const *)b;
	int order = strcmp(x->now, y->now);
	return order ? order : x->number < y->number ? -1 : x->number > y->number;
}

static bool is_own(const struct gezien *g, const char *address)
{
	struct str folded = {0};
	text_fold(&folded, address, strlen(address));
	bool own = str_is(&folded, g->address);
	str_free(&folded);
	return own;
}

/* --- taking them from the history ---------------------------------------------------------- */

static void take_row(struct gezien *g, size_t number, const struct store_version_row *row)
{
	if (row->was)
		vec_push(&g->renamings, (struct renaming){mem_text(row->was), mem_text(row->plan), row->when.seconds});
	if (is_own(g, row->address))
		return;
	struct fresh *f = mem_alloc(sizeof *f);
	*f = (struct fresh){.number = number, .name = mem_text(row->plan), .was = mem_text(row->was)};
	vec_push(&g->taking.fresh, f);
}

static bool begin_taking(struct session *s)
{
	struct gezien *g = s->gezien;
	struct err none;
	g->taking = (struct taking){.count = store_news_count(g->news), .oldest = INT64_MAX};
	for (size_t i = g->taken; i < g->taking.count; i++) {
		const struct store_news_version *v = store_news_get(g->news, i);
		if (v && v->when.seconds < g->taking.oldest)
			g->taking.oldest = v->when.seconds;
	}
	return g->taking.oldest == INT64_MAX || store_versions_open(s->store, NULL, &g->taking.versions, &none) == OK;
}

static void free_fresh(struct fresh *f)
{
	for (size_t k = 0; k < f->parts.count; k++)
		free(f->parts.p[k].path);
	vec_free(&f->parts);
	changed_clear(&f->fine);
	free(f->name);
	free(f->was);
	free(f);
}

static void taking_clear(struct taking *t)
{
	for (size_t i = 0; i < t->fresh.count; i++)
		free_fresh(t->fresh.p[i]);
	vec_free(&t->fresh);
	store_versions_free(t->versions);
	*t = (struct taking){0};
}

/* What is news goes by the name that the plan has now. */
static void end_taking(struct gezien *g)
{
	g->taken = g->taking.count;
	for (size_t i = 0; i < g->taking.fresh.count; i++)
		vec_push(&g->fresh, g->taking.fresh.p[i]);
	g->taking.fresh.count = 0;
	taking_clear(&g->taking);
	for (size_t i = 0; i < g->fresh.count; i++) {
		struct fresh *f = g->fresh.p[i];
		const struct store_news_version *v = store_news_get(g->news, f->number);
		f->now = v ? gezien_name_now(g, f->name, v->when.seconds) : f->name;
	}
	if (g->fresh.count)
		qsort(g->fresh.p, g->fresh.count, sizeof *g->fresh.p, by_plan);
}

/* False: there are no more rows of use. */
static bool take_next(struct gezien *g, struct err *e)
{
	struct taking *t = &g->taking;
	struct store_version_row row;
	if (!t->versions || (t->row == store_versions_count(t->versions) && store_versions_is_done(t->versions)))
		return false;
	if (t->row == store_versions_count(t->versions))
		return store_versions_step(t->versions, VERSIONS_A_BIT, e) == OK;
	store_versions_row(t->versions, t->row, &row);
	size_t number = store_news_find(g->news, row.version.id);
	bool is_news = number < store_news_count(g->news) && store_news_get(g->news, number);
	if (is_news && number >= g->taken && number < t->count)
		take_row(g, number, &row);
	t->row++;
	t->misses = is_news ? 0 : t->misses + 1;
	return t->misses < MISSES_MOST || row.when.seconds > t->oldest - DAY;
}

/* True: there is more to do. */
static bool take_some(struct session *s)
{
	struct gezien *g = s->gezien;
	struct err none;
	if (!g->taking.count && g->taken == store_news_count(g->news))
		return false;
	if (!g->taking.count && !begin_taking(s)) {
		g->is_off = true;
		return false;
	}
	for (int i = 0; i < ROWS_A_BIT; i++)
		if (!take_next(g, &none)) {
			end_taking(g);
			break;
		}
	return true;
}

struct range gezien_range(const struct gezien *g, const char *plan)
{
	struct range r = {0};
	size_t from = 0, to = g->fresh.count;
	while (from < to) {
		size_t middle = (from + to) / 2;
		if (strcmp(g->fresh.p[middle]->now, plan) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	for (r.from = r.to = from; r.to < g->fresh.count && strcmp(g->fresh.p[r.to]->now, plan) == 0;)
		r.to++;
	return r;
}

/* --- bit by bit ---------------------------------------------------------------------------- */

void gezien_forget(struct gezien *g)
{
	for (size_t i = 0; i < g->fresh.count; i++)
		free_fresh(g->fresh.p[i]);
	for (size_t i = 0; i < g->renamings.count; i++) {
		free(g->renamings.p[i].was);
		free(g->renamings.p[i].name);
	}
	vec_free(&g->fresh);
	vec_free(&g->renamings);
	taking_clear(&g->taking);
	gezien_knowing_clear(&g->knowing);
	store_news_free(g->news);
	g->news = NULL;
	g->taken = 0;
}

/* The record was written anew while we looked at it: so do we. */
static bool begin_anew(struct session *s)
{
	struct err none;
	struct gezien *g = s->gezien;
	const struct mark *begin = seen_find(&g->was, "", "");
	gezien_forget(g);
	g->is_off = !begin || store_news_open(&g->news, s->store, &begin->at, &none);
	return !g->is_off;
}

bool gezien_step(struct session *s, const char *plan)
{
	struct gezien *g = gezien_of(s);
	struct err none;
	if (!g)
		return false;
	if (!store_news_is_done(g->news)) {
		g->is_off = store_news_step(g->news, VERSIONS_A_BIT, &none) != OK;
		return !g->is_off;
	}
	if (store_news_is_void(g->news))
		return begin_anew(s);
	return take_some(s) || (plan && !g->is_off && gezien_know_some(s, plan));
}

bool gezien_look_closely(struct session *s, const char *plan)
{
	return gezien_step(s, plan) || (gezien_of(s) && gezien_read_one(s, gezien_range(s->gezien, plan)));
}

void gezien_follow(struct session *s)
{
	struct gezien *g = gezien_of(s);
	struct err none;
	if (g)
		g->is_off = store_news_follow(g->news, &none) != OK;
}
