/* What changed in the versions that are new: which parts, from the history of the plan, where in them, and what of it was seen. */
#include "session/gezien_internal.h"

#include <string.h>

enum {
	VERSIONS_A_BIT = 32,
	CLOSELY_MOST = 40 /* versions of a plan: of older ones it is enough to know the part */
};

/* --- what changed in one ------------------------------------------------------------------- */

static bool is_speerpunt(const char *path)
{
	return strncmp(path, "speerpunten/", 12) == 0 && !strchr(path + 12, '/');
}

/* It, or the speerpunt that it is in, is gone. */
static bool is_gone(const char *parts, size_t len, const char *path)
{
	for (size_t at = 0; at < len; at += strlen(parts + at) + 1)
		if (parts[at] == '-' && is_speerpunt(parts + at + 1) && mark_covers(parts + at + 1, path))
			return true;
	return false;
}

static void add_part(struct fresh *f, const char *path)
{
	for (size_t i = 0; i < f->parts.count; i++)
		if (mark_covers(f->parts.p[i].path, path))
			return;
	vec_push(&f->parts, (struct fresh_part){.path = mem_text(path)});
}

/* A speerpunt that is gone or stands elsewhere has no place of its own to say so; of a new one its fields are no news by themselves. */
static void add_parts(struct fresh *f, const char *parts, size_t len)
{
	for (size_t at = 0; at < len; at += strlen(parts + at) + 1) {
		const char *path = parts + at + 1;
		if (strcmp(path, "speerpunten") == 0 || is_gone(parts, len, path))
			add_part(f, GEZIEN_WHOLE);
		else if (parts[at] != '~' || !is_speerpunt(path)) /* else its fields are told too */
			add_part(f, path);
	}
}

void gezien_knowing_clear(struct knowing *k)
{
	store_versions_free(k->versions);
	free(k->plan);
	*k = (struct knowing){0};
}

static bool is_all_known(const struct gezien *g, struct range r)
{
	for (size_t i = r.from; i < r.to; i++)
		if (!g->fresh.p[i]->is_known)
			return false;
	return true;
}

static struct fresh *find_fresh(const struct gezien *g, struct range r, const struct store_version_row *row)
{
	size_t number = store_news_find(g->news, row->version.id);
	for (size_t i = r.from; i < r.to; i++)
		if (g->fresh.p[i]->number == number && strcmp(g->fresh.p[i]->name, row->plan) == 0)
			return g->fresh.p[i];
	return NULL;
}

/* ERR_BUSY: more of the history must be looked at first. */
static enum code know_row(struct knowing *k, struct fresh *f, struct err *e)
{
	const char *parts;
	size_t len;
	bool readable;
	enum code code = store_versions_parts(k->versions, k->row, &parts, &len, &readable, e);
	if (code)
		return code;
	add_parts(f, parts, len);
	if (!readable || (f->was && !f->parts.count))
		add_part(f, GEZIEN_WHOLE);
	f->is_known = true;
	return OK;
}

/* False: there are no more rows. */
static bool know_next(struct gezien *g, struct range r, struct err *e)
{
	struct knowing *k = &g->knowing;
	struct store_version_row row;
	enum code code = ERR_BUSY;
	if (k->row < store_versions_count(k->versions)) {
		store_versions_row(k->versions, k->row, &row);
		struct fresh *f = find_fresh(g, r, &row);
		code = f && !f->is_known ? know_row(k, f, e) : OK;
		k->row += !code;
	} else if (store_versions_is_done(k->versions)) {
		return false;
	}
	return code == OK || (code == ERR_BUSY && store_versions_step(k->versions, VERSIONS_A_BIT, e) == OK);
}

/* What the history of the plan doesn't have, as that the plan went, is no news of it. */
bool gezien_know_some(struct session *s, const char *plan)
{
	struct gezien *g = s->gezien;
	struct range r = gezien_range(g, plan);
	struct err none;
	if (is_all_known(g, r))
		return false;
	if (!g->knowing.plan || strcmp(g->knowing.plan, plan) != 0) {
		gezien_knowing_clear(&g->knowing);
		g->knowing.plan = mem_text(plan);
		if (store_versions_open(s->store, plan, &g->knowing.versions, &none))
			g->knowing.versions = NULL;
	}
	if (g->knowing.versions && know_next(g, r, &none) && !is_all_known(g, r))
		return true;
	for (size_t i = r.from; i < r.to; i++)
		g->fresh.p[i]->is_known = true;
	gezien_knowing_clear(&g->knowing);
	return false;
}

/* --- more closely ---------------------------------------------------------------------------- */

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

bool gezien_read_one(struct session *s, struct range r)
{
	for (size_t i = r.from; i < r.to && i < r.from + CLOSELY_MOST; i++) {
		struct fresh *f = s->gezien->fresh.p[i];
		const struct store_news_version *v = store_news_get(s->gezien->news, f->number);
		if (f->is_read || !v || !f->parts.count)
			continue;
		struct doc *before = read_doc(s, f->was ? f->was : f->name, v->before), *after = read_doc(s, f->name, v->id);
		if (before && after)
			changed_places(&f->fine, before, after);
		f->is_read = true;
		doc_free(before);
		doc_free(after);
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
	if (!is_all_known(g, r))
		return false;
	for (size_t i = r.from; i < r.to; i++)
		judged &= g->fresh.p[i]->is_judged;
	if (judged)
		return true;
	apply_all(g, plan, r, &g->was, true);
	apply_all(g, plan, r, &g->now, false);
	for (size_t i = r.from; i < r.to; i++)
		g->fresh.p[i]->is_judged = true;
	return true;
}
