/* Words in all plans: which texts hold them, plan after plan. */
#include "session/internal.h"

#include "plan/search.h"

#include <string.h>

enum { READ_COST = 4 /* plans looked through in the time that one takes to be read */ };

struct searching {
	struct session *session;
	struct plan_rows plans;
	struct wanted wanted;
	struct search_hits hits;
	VEC(size_t) plan_of; /* of each hit */
	size_t next;         /* plan to look through */
	size_t most;
};

enum code searching_open(struct searching **out, struct session *s, struct err *e)
{
	struct plan_rows plans;
	*out = NULL;
	enum code code = plans_read(s, &plans, NULL, e);
	if (code)
		return code;
	*out = mem_alloc(sizeof **out);
	(*out)->session = s;
	(*out)->plans = plans;
	return OK;
}

void searching_free(struct searching *g)
{
	if (!g)
		return;
	plan_rows_clear(&g->plans);
	wanted_clear(&g->wanted);
	vec_free(&g->hits);
	vec_free(&g->plan_of);
	free(g);
}

void searching_use(struct searching *g, const char *plan, const struct doc *d)
{
	for (size_t i = 0; i < g->plans.count; i++) {
		struct plan_row *row = &g->plans.p[i];
		if (row->refused || strcmp(row->name, plan) != 0)
			continue;
		doc_free(row->doc);
		row->doc = doc_ref(d);
		plan_summarise(&row->summary, d);
	}
}

void searching_ask(struct searching *g, const char *query, size_t len, size_t most)
{
	char *copy = mem_copy(query, len);
	if (strcmp(copy, session_asked(g->session, NULL)) != 0)
		g->session->asked_hit = 0;
	free(g->session->asked);
	g->session->asked = copy;
	wanted_set(&g->wanted, query, len);
	g->hits.count = g->plan_of.count = 0;
	g->next = 0;
	g->most = most;
}

void searching_step(struct searching *g, size_t budget)
{
	for (size_t cost; budget > 0 && !searching_is_done(g); budget -= cost < budget ? cost : budget) {
		struct plan_row *row = &g->plans.p[g->next];
		cost = row->doc || row->refused ? 1 : READ_COST;
		const struct doc *d = plan_row_doc(g->session, row);
		if (d)
			search_doc(&g->hits, d, &g->wanted, g->most);
		while (g->plan_of.count < g->hits.count)
			vec_push(&g->plan_of, g->next);
		g->next++;
	}
}

bool searching_is_done(const struct searching *g)
{
	return g->next >= g->plans.count || g->wanted.count == 0 || searching_is_full(g);
}

bool searching_is_full(const struct searching *g)
{
	return g->hits.count > 0 && g->hits.count >= g->most;
}

size_t searching_count(const struct searching *g)
{
	return g->hits.count;
}

struct search_row searching_row(const struct searching *g, size_t i)
{
	return (struct search_row){&g->plans.p[g->plan_of.p[i]], g->hits.p[i]};
}

const struct plan_rows *searching_plans(const struct searching *g)
{
	return &g->plans;
}

void searching_leave(struct searching *g, size_t hit)
{
	g->session->asked_hit = hit;
}

const char *session_asked(const struct session *s, size_t *hit)
{
	if (hit)
		*hit = s->asked_hit;
	return s->asked ? s->asked : "";
}
