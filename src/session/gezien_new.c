/* Which versions are new for a person, by plan: found bit by bit. */
#include "session/gezien_internal.h"

#include "base/text.h"

#include <string.h>

enum { VERSIONS_A_BIT = 8, NAMES_MOST = 10 /* that one plan had, one after the other */ };

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

static void take_version(struct gezien *g, size_t number)
{
	const struct store_news_version *v = store_news_get(g->news, number);
	bool own = !v || is_own(g, v->address);
	for (size_t i = 0; v && i < v->plan_count; i++) {
		const struct store_news_plan *p = &v->plans[i];
		if (p->was)
			vec_push(&g->renamings, (struct renaming){p->was, p->name, v->when.seconds});
		if (own)
			continue;
		struct fresh *f = mem_alloc(sizeof *f);
		*f = (struct fresh){.number = number, .name = p->name, .was = p->was};
		vec_push(&g->fresh, f);
	}
}

/* Those that were found since; a plan may have got another name meanwhile. */
static void take_versions(struct gezien *g)
{
	size_t count = store_news_count(g->news);
	if (g->taken == count)
		return;
	for (; g->taken < count; g->taken++)
		take_version(g, g->taken);
	for (size_t i = 0; i < g->fresh.count; i++) {
		struct fresh *f = g->fresh.p[i];
		const struct store_news_version *v = store_news_get(g->news, f->number);
		f->now = v ? gezien_name_now(g, f->name, v->when.seconds) : f->name;
	}
	if (g->fresh.count)
		qsort(g->fresh.p, g->fresh.count, sizeof *g->fresh.p, by_plan);
	g->unread = 0;
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

/* --- what changed in one ------------------------------------------------------------------- */

static struct doc *read_doc(struct session *s, const char *plan, const char *version)
{
	struct store_version at = {0};
	struct str bytes = {0};
	struct doc *d = NULL;
	struct err none;
	memcpy(at.id, version, sizeof at.id);
	if (*version && store_read(s->store, plan, &at, &bytes, NULL, &none) == OK && doc_parse(&d, str_text(&bytes), bytes.len, &none))
		d = NULL;
	str_free(&bytes);
	return d;
}

static void read_fresh(struct session *s, struct fresh *f)
{
	const struct store_news_version *v = store_news_get(s->gezien->news, f->number);
	struct str parts = {0};
	f->is_read = true;
	if (!v)
		return;
	struct doc *before = read_doc(s, f->was ? f->was : f->name, v->before), *after = read_doc(s, f->name, v->id);
	changed_parts(&parts, before, after);
	if (!parts.len && f->was)
		str_add(&parts, GEZIEN_WHOLE, sizeof GEZIEN_WHOLE);
	for (const char *p = str_text(&parts); p < str_text(&parts) + parts.len; p += strlen(p) + 1)
		vec_push(&f->parts, (struct fresh_part){.path = mem_text(p)});
	doc_free(before);
	doc_free(after);
	str_free(&parts);
}

/* True: one was read. */
static bool read_one(struct session *s, struct range r)
{
	for (size_t i = r.from; i < r.to; i++) {
		struct fresh *f = s->gezien->fresh.p[i];
		if (f->is_read)
			continue;
		read_fresh(s, f);
		return true;
	}
	return false;
}

/* --- what was seen of them ----------------------------------------------------------------- */

void gezien_apply(struct gezien *g, struct range r, const struct mark *m, bool was)
{
	bool *past = mem_alloc(store_news_count(g->news) + 1);
	store_news_past(g->news, &m->at, past);
	for (size_t i = r.from; i < r.to; i++)
		for (size_t k = 0; k < g->fresh.p[i]->parts.count; k++) {
			struct fresh_part *part = &g->fresh.p[i]->parts.p[k];
			if (!past[g->fresh.p[i]->number] || !mark_covers(m->path, part->path))
				continue;
			part->is_seen = true;
			part->was_seen |= was;
		}
	free(past);
}

static void apply_all(struct gezien *g, const char *plan, struct range r, const struct seen *marks, bool was)
{
	for (size_t i = 0; i < marks->count; i++)
		if (*marks->p[i].plan && strcmp(gezien_name_now(g, marks->p[i].plan, marks->p[i].at.seconds), plan) == 0)
			gezien_apply(g, r, &marks->p[i], was);
}

bool gezien_know(struct gezien *g, const char *plan, struct range r)
{
	bool judged = store_news_is_done(g->news) && g->taken == store_news_count(g->news);
	if (!judged)
		return false;
	for (size_t i = r.from; i < r.to; i++) {
		if (!g->fresh.p[i]->is_read)
			return false;
		judged &= g->fresh.p[i]->is_judged;
	}
	if (judged)
		return true;
	apply_all(g, plan, r, &g->was, true);
	apply_all(g, plan, r, &g->now, false);
	for (size_t i = r.from; i < r.to; i++)
		g->fresh.p[i]->is_judged = true;
	return true;
}

/* --- bit by bit ---------------------------------------------------------------------------- */

void gezien_forget(struct gezien *g)
{
	for (size_t i = 0; i < g->fresh.count; i++) {
		struct fresh *f = g->fresh.p[i];
		for (size_t k = 0; k < f->parts.count; k++)
			free(f->parts.p[k].path);
		vec_free(&f->parts);
		free(f);
	}
	vec_free(&g->fresh);
	vec_free(&g->renamings);
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
	take_versions(g);
	if (plan)
		return read_one(s, gezien_range(g, plan));
	while (g->unread < g->fresh.count && g->fresh.p[g->unread]->is_read)
		g->unread++;
	return read_one(s, (struct range){g->unread, g->fresh.count});
}

void gezien_follow(struct session *s)
{
	struct gezien *g = gezien_of(s);
	struct err none;
	if (g)
		g->is_off = store_news_follow(g->news, &none) != OK;
}
