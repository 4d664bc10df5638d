/* What a person has seen: begun, asked, marked and kept. */
#include "session/gezien_internal.h"

#include "base/hash.h"
#include "base/text.h"

#include <string.h>

enum { TRIES = 3, BEHIND = 500 /* versions that are looked at anew each time, before the beginning goes on */ };

/* --- beginning ----------------------------------------------------------------------------- */

/* What stands on the record; false: it can't be read. */
static bool read_note(struct session *s, struct seen *out, struct store_version *at)
{
	struct str text = {0};
	struct err none;
	bool fine = store_note_read(s->store, s->gezien->ref, &text, at, &none) == OK && (!at->id[0] || seen_read(out, str_text(&text), text.len));
	str_free(&text);
	return fine;
}

/* At a first visit everything begins now. */
static bool begin(struct session *s)
{
	struct gezien *g = s->gezien;
	struct str ref = {0}, folded = {0};
	struct err none;
	text_fold(&folded, s->address, strlen(s->address));
	g->address = str_take(&folded);
	str_addf(&ref, "gezien/%016llx", (unsigned long long)hash_add(HASH_START, g->address, strlen(g->address)));
	g->ref = str_take(&ref);
	if (!read_note(s, &g->was, &g->at))
		return false;
	const struct mark *first = seen_find(&g->was, "", "");
	if (store_news_open(&g->news, s->store, first ? &first->at : NULL, &none))
		return false;
	if (!first) {
		struct store_point now = store_news_tip(g->news);
		seen_put(&g->was, "", "", &now);
		g->is_changed = true;
	}
	seen_join(&g->now, &g->was);
	return true;
}

struct gezien *gezien_of(struct session *s)
{
	if (!s->gezien) {
		s->gezien = mem_alloc(sizeof *s->gezien);
		s->gezien->is_off = !s->address || store_read_only(s->store) || !begin(s);
	}
	return s->gezien->is_off ? NULL : s->gezien;
}

void gezien_free(struct gezien *g)
{
	if (!g)
		return;
	gezien_forget(g);
	seen_clear(&g->was);
	seen_clear(&g->now);
	free(g->ref);
	free(g->address);
	free(g);
}

/* --- asking -------------------------------------------------------------------------------- */

static bool has_unseen(const struct fresh *f, bool was)
{
	for (size_t i = 0; i < f->parts.count && (was || !f->all_seen); i++)
		if (!(was ? f->parts.p[i].was_seen : f->parts.p[i].is_seen))
			return true;
	return false;
}

static bool has_marks(const struct gezien *g, const char *plan)
{
	for (size_t i = 0; i < g->now.count; i++)
		if (*g->now.p[i].plan && strcmp(gezien_name_now(g, g->now.p[i].plan, g->now.p[i].at.seconds), plan) == 0)
			return true;
	return false;
}

size_t gezien_count(struct session *s, const char *plan)
{
	struct gezien *g = gezien_of(s);
	struct range r = g ? gezien_range(g, plan) : (struct range){0, 0};
	size_t count = 0;
	bool guess = g && r.from < r.to && !gezien_know(g, plan, r) && !has_marks(g, plan);
	for (size_t i = r.from; i < r.to; i++) {
		const struct fresh *f = g->fresh.p[i];
		count += f->is_judged ? has_unseen(f, false) : guess && !f->all_seen;
	}
	return count;
}

static struct gezien_part *find_part(const struct gezien_parts *parts, const char *path, uint64_t item)
{
	for (size_t i = 0; i < parts->count; i++)
		if (parts->p[i].item == item && strcmp(parts->p[i].path, path) == 0)
			return &parts->p[i];
	return NULL;
}

static void add_part(struct gezien_parts *out, const char *path, uint64_t item, const struct store_news_version *v)
{
	struct gezien_part *known = find_part(out, path, item);
	if (known && known->when.seconds >= v->when.seconds)
		return;
	if (!known)
		vec_push(out, (struct gezien_part){.path = mem_text(path), .item = item});
	known = known ? known : &out->p[out->count - 1];
	free(known->name);
	known->name = mem_text(v->name);
	known->when = v->when;
}

static void add_closely(struct gezien_parts *out, const struct fresh *f, const char *path, const struct store_news_version *v)
{
	bool found = false;
	for (size_t i = 0; v && i < f->fine.count; i++)
		if (mark_covers(path, f->fine.p[i].path)) {
			add_part(out, f->fine.p[i].path, f->fine.p[i].item, v);
			found = true;
		}
	if (v && !found)
		add_part(out, path, 0, v);
}

static int latest_first(const void *a, const void *b)
{
	const struct gezien_part *x = a, *y = b;
	if (x->when.seconds != y->when.seconds)
		return x->when.seconds < y->when.seconds ? 1 : -1;
	return strcmp(x->path, y->path);
}

void gezien_parts(struct session *s, const char *plan, struct gezien_parts *out)
{
	struct gezien *g = gezien_of(s);
	struct range r = g ? gezien_range(g, plan) : (struct range){0, 0};
	*out = (struct gezien_parts){0};
	if (g)
		gezien_know(g, plan, r);
	for (size_t i = r.from; i < r.to; i++)
		for (size_t k = 0; k < g->fresh.p[i]->parts.count; k++)
			if (g->fresh.p[i]->is_judged && !g->fresh.p[i]->all_seen && !g->fresh.p[i]->parts.p[k].is_seen)
				add_closely(out, g->fresh.p[i], g->fresh.p[i]->parts.p[k].path, store_news_get(g->news, g->fresh.p[i]->number));
	if (out->count)
		qsort(out->p, out->count, sizeof *out->p, latest_first);
}

void gezien_parts_clear(struct gezien_parts *parts)
{
	for (size_t i = 0; i < parts->count; i++) {
		free(parts->p[i].path);
		free(parts->p[i].name);
	}
	vec_free(parts);
}

bool gezien_is_new_version(struct session *s, const char *plan, const char *version)
{
	while (gezien_step(s, NULL))
		;
	struct gezien *g = gezien_of(s);
	size_t number = g ? store_news_find(g->news, version) : 0;
	if (!g || number == store_news_count(g->news) || !store_news_get(g->news, number))
		return false;
	const char *now = gezien_name_now(g, plan, store_news_get(g->news, number)->when.seconds);
	while (gezien_step(s, now))
		;
	struct range r = gezien_range(g, now);
	for (size_t i = r.from; gezien_know(g, now, r) && i < r.to; i++)
		if (g->fresh.p[i]->number == number && has_unseen(g->fresh.p[i], true))
			return true;
	return false;
}

/* --- marking ------------------------------------------------------------------------------- */

/* The version that a sitting is based on; where that came while we looked elsewhere, the last that we looked at. */
static struct store_point point_of(const struct gezien *g, const struct sitting *t)
{
	struct store_point p = store_news_tip(g->news);
	size_t number = store_news_find(g->news, t->version.id);
	const struct store_news_version *v = number < store_news_count(g->news) ? store_news_get(g->news, number) : NULL;
	if (v) {
		memcpy(p.id, v->id, sizeof p.id);
		p.seconds = v->when.seconds;
	}
	return p;
}

static bool is_unseen(const struct gezien *g, struct range r, const char *path)
{
	for (size_t i = r.from; i < r.to; i++)
		for (size_t k = 0; k < g->fresh.p[i]->parts.count; k++)
			if (!g->fresh.p[i]->parts.p[k].is_seen && mark_covers(path, g->fresh.p[i]->parts.p[k].path))
				return true;
	return false;
}

/* The part of the plan (plan/parts.h) that a path is, or is in. */
static char *part_of(const char *path)
{
	int depth = strncmp(path, "speerpunten/", 12) == 0 ? 3 : 1;
	size_t len = 0;
	while (path[len] && (path[len] != '/' || --depth > 0))
		len++;
	return mem_copy(path, len);
}

void gezien_mark(struct sitting *t, const char *place)
{
	struct gezien *g = gezien_of(t->session);
	struct range r = g ? gezien_range(g, t->plan) : (struct range){0, 0};
	if (!g)
		return;
	char *path = part_of(place);
	if (!gezien_know(g, t->plan, r) || is_unseen(g, r, path)) {
		struct mark m = {.plan = t->plan, .path = path, .at = point_of(g, t)};
		gezien_apply(g, r, &m, false);
		if (!*path)
			seen_drop(&g->now, m.plan);
		seen_put(&g->now, m.plan, m.path, &m.at);
		g->is_changed = true;
	}
	free(path);
}

static void see_all(struct gezien *g)
{
	struct store_point tip = store_news_tip(g->news);
	for (size_t i = 0; i < g->fresh.count; i++)
		g->fresh.p[i]->all_seen = true;
	seen_drop(&g->now, NULL);
	seen_put(&g->now, "", "", &tip);
	g->is_changed = true;
}

void gezien_mark_all(struct session *s)
{
	while (gezien_step(s, NULL))
		;
	struct gezien *g = gezien_of(s);
	if (g)
		see_all(g);
}

/* --- keeping ------------------------------------------------------------------------------- */

/* Where nothing at all is left to see, one line says so. */
static void shorten(struct gezien *g)
{
	if (!store_news_is_done(g->news) || g->taken != store_news_count(g->news) || (g->now.count == 1 && g->taken < BEHIND))
		return;
	for (size_t i = 0; i < g->fresh.count; i++) {
		const struct fresh *f = g->fresh.p[i];
		if (!gezien_know(g, f->now, gezien_range(g, f->now)) || has_unseen(f, false))
			return;
	}
	see_all(g);
}

void gezien_flush(struct session *s)
{
	struct gezien *g = s->gezien && !s->gezien->is_off ? s->gezien : NULL;
	struct err none;
	if (!g)
		return;
	shorten(g);
	for (int i = 0; g->is_changed && i < TRIES; i++) {
		struct str text = {0};
		struct seen theirs = {0};
		seen_write(&g->now, &text);
		enum code code = store_note_write(s->store, g->ref, str_text(&text), text.len, &g->at, &none);
		g->is_changed = code != OK;
		str_free(&text);
		if (code == ERR_CHANGED && read_note(s, &theirs, &g->at)) /* another terminal of theirs */
			seen_join(&g->now, &theirs);
		else if (code)
			i = TRIES;
		seen_clear(&theirs);
	}
}
