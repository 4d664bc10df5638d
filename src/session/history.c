/* The rows of a history: which versions count, in slices. */
#include "session/history_internal.h"

#include "base/taal.h"
#include "plan/path.h"
#include "session/gezien.h"

#include <string.h>

/* --- opening ------------------------------------------------------------------------------ */

static enum code add_source(struct history *h, const char *plan, const char *take_from, struct err *e)
{
	struct source x = {.from = (char *)take_from, .counted = h->counted};
	enum code code = store_versions_open(h->session->store, plan, &x.versions, e);
	vec_push(&h->sources, x);
	return code;
}

/* A plan that is not on record now was there once, or never: to know that may take a walk. */
static enum code check_ever(struct history *h, struct err *e)
{
	struct store_versions *v = h->sources.p[0].versions;
	struct str bytes = {0};
	enum code code = h->plan ? store_read(h->session->store, h->plan, NULL, &bytes, NULL, e) : OK;
	str_free(&bytes);
	if (code != ERR_NOT_FOUND)
		return OK;
	code = OK;
	while (!code && !store_versions_is_done(v) && !store_versions_count(v))
		code = store_versions_step(v, VERSIONS_A_STEP, e);
	if (!code && !store_versions_count(v))
		code = err_set(e, ERR_NOT_FOUND, _("Er is geen plan dat '%s' heet."), h->plan);
	return code;
}

enum code history_open(struct history **out, struct session *s, const struct history_query *q, struct err *e)
{
	struct history *h = mem_alloc(sizeof *h);
	h->session = s;
	h->plan = mem_text(q->plan);
	sieve_init(&h->sieve, q);
	h->others = q->others;
	enum code code = add_source(h, q->plan, NULL, e);
	if (!code)
		code = check_ever(h, e);
	if (!code)
		code = subject_init(&h->subject, s, q->plan, q->path ? q->path : "", e);
	*out = code ? NULL : h;
	if (code)
		history_free(h);
	return code;
}

static void free_row(struct known_version *v)
{
	free((char *)v->row.version);
	free((char *)v->row.name);
	free((char *)v->row.address);
	free((char *)v->row.plan);
	free((char *)v->row.was);
	str_free(&v->parts);
	free(v->old_path);
	free(v->new_path);
	detail_free(v->detail);
	free(v);
}

void history_free(struct history *h)
{
	if (!h)
		return;
	for (size_t i = 0; i < h->rows.count; i++)
		free_row(h->rows.p[i]);
	for (size_t i = 0; i < h->sources.count; i++) {
		store_versions_free(h->sources.p[i].versions);
		free(h->sources.p[i].from);
	}
	vec_free(&h->rows);
	vec_free(&h->sources);
	sieve_clear(&h->sieve);
	subject_clear(&h->subject);
	free(h->plan);
	free(h);
}

/* --- one version ---------------------------------------------------------------------------- */

/* What is known of a version while it is looked at. */
struct look {
	struct source *source;
	size_t at;
	struct store_version_row row;
	const char *parts;
	size_t len;
	bool readable;
	char sign;                     /* as subject_sign */
	struct history_detail *detail; /* NULL: not read */
};

static char *path_to(const struct node *n)
{
	struct str path = {0};
	if (!n)
		return NULL;
	path_of(&path, n);
	return str_take(&path);
}

static void add_row(struct history *h, struct look *k)
{
	struct known_version *v = mem_alloc(sizeof *v);
	v->row = (struct history_row){
		.version = mem_text(k->row.version.id),
		.name = mem_text(k->row.name),
		.address = mem_text(k->row.address),
		.when = k->row.when,
		.plan = mem_text(k->row.plan),
		.was = mem_text(k->row.was),
	};
	for (size_t at = 0; at < k->len; at += strlen(k->parts + at) + 1) {
		str_add(&v->parts, k->parts + at + 1, strlen(k->parts + at));
		v->row.part_count++;
	}
	v->row.parts = str_text(&v->parts);
	v->source = (size_t)(k->source - h->sources.p);
	v->at = k->at;
	v->nth = h->counted;
	if (h->subject.by_place && k->detail) {
		v->old_path = path_to(k->detail->old);
		v->new_path = path_to(k->detail->new);
	}
	vec_push(&h->rows, v);
}

static enum code need_detail(struct history *h, struct look *k, struct err *e)
{
	return k->detail ? OK : detail_read(h, k->source->versions, k->at, NULL, &k->detail, e);
}

/* With its speerpunt a field comes from another plan unchanged, mostly; a speerpunt that comes is a change of itself. */
static bool may_be_as_it_was(const struct subject *x, char sign)
{
	return sign == '+' && subject_may_move(x) && strchr(x->part + strlen("speerpunten/"), '/');
}

/* Did what is asked change in it? */
static enum code counts(struct history *h, struct look *k, bool *yes, struct err *e)
{
	struct subject *x = &h->subject;
	*yes = false;
	enum code code = store_versions_parts(k->source->versions, k->at, &k->parts, &k->len, &k->readable, e);
	if (code)
		return code;
	if (subject_is_plan(x)) {
		*yes = k->len || k->row.was || !k->readable;
		return OK;
	}
	k->sign = subject_sign(x, k->parts, k->len);
	*yes = k->sign != 0;
	if (!*yes || (x->is_part && !may_be_as_it_was(x, k->sign)))
		return OK;
	code = need_detail(h, k, e);
	if (!code)
		*yes = !plan_same_value(k->detail->old, k->detail->new);
	return code;
}

static bool is_unseen(const struct history *h, const struct look *k)
{
	return !h->sieve.unseen || gezien_is_new_version(h->session, k->row.plan, k->row.version.id);
}

static enum code passes(struct history *h, struct look *k, bool *yes, struct err *e)
{
	*yes = sieve_takes_row(&h->sieve, &k->row) && sieve_takes_parts(&h->sieve, k->parts, k->len) && is_unseen(h, k);
	if (!*yes || !sieve_needs_detail(&h->sieve))
		return OK;
	enum code code = need_detail(h, k, e);
	if (!code)
		*yes = sieve_takes_detail(&h->sieve, k->detail);
	return code;
}

/* It came to this plan in this version: where it went from in the same version its history goes on. */
static enum code follow_move(struct history *h, const struct look *k, struct err *e)
{
	char *plan = NULL;
	if (k->sign != '+' || !subject_may_move(&h->subject))
		return OK;
	enum code code = store_versions_moved(k->source->versions, k->at, h->subject.part, &plan, NULL, e);
	if (!code && plan) {
		k->source->ended = true;
		code = add_source(h, plan, mem_text(k->row.version.id), e);
	}
	free(plan);
	return code;
}

/* Without a plan there is no number to give, and what is sifted out needs no look at what changed. */
static bool is_out(const struct history *h, const struct look *k)
{
	return !h->plan && !sieve_takes_row(&h->sieve, &k->row);
}

static bool is_all_gone(const struct look *k)
{
	for (size_t at = 0; at < k->len; at += strlen(k->parts + at) + 1)
		if (k->parts[at] != '-')
			return false;
	return k->len > 0;
}

enum { NAMES_NEAR = 64 /* rows of one version that are looked at for another name */ };

/* Among all plans one that got another name is told of once: under the new one. */
static bool is_old_name(const struct history *h, const struct look *k)
{
	size_t count = store_versions_count(k->source->versions);
	if (h->plan || !is_all_gone(k))
		return false;
	for (size_t i = k->at > NAMES_NEAR ? k->at - NAMES_NEAR : 0; i < count && i <= k->at + NAMES_NEAR; i++) {
		struct store_version_row row;
		store_versions_row(k->source->versions, i, &row);
		if (row.was && strcmp(row.was, k->row.plan) == 0 && strcmp(row.version.id, k->row.version.id) == 0)
			return true;
	}
	return false;
}

static enum code look_at(struct history *h, struct source *source, struct err *e)
{
	struct look k = {.source = source, .at = source->next};
	bool yes = false;
	store_versions_row(source->versions, k.at, &k.row);
	if (source->from && !source->passed) { /* what is newer than the move, and that itself */
		source->passed = strcmp(source->from, k.row.version.id) == 0;
		return OK;
	}
	enum code code = is_out(h, &k) ? OK : counts(h, &k, &yes, e);
	if (!code && yes && !is_old_name(h, &k)) {
		bool passed = false;
		code = passes(h, &k, &passed, e);
		if (!code && passed)
			add_row(h, &k);
		h->counted += !code;
	}
	if (!code)
		code = follow_move(h, &k, e); /* from here on `source` may be gone */
	detail_free(k.detail);
	return code;
}

/* --- all of them ------------------------------------------------------------------------------ */

/* The rows of the last source anew, with what is known now. */
static void begin_again(struct history *h)
{
	size_t now = h->sources.count - 1;
	struct source *x = &h->sources.p[now];
	while (h->rows.count && h->rows.p[h->rows.count - 1]->source == now)
		free_row(h->rows.p[--h->rows.count]);
	for (size_t i = 0; i < KEPT; i++)
		if (h->kept[i] > h->rows.count)
			h->kept[i] = 0;
	h->restarts++;
	h->counted = x->counted;
	x->next = 0;
	x->passed = false;
	if (now == 0)
		subject_again(&h->subject);
}

enum code history_step(struct history *h, int budget, struct err *e)
{
	enum code code = OK;
	if (h->done)
		return OK;
	size_t now = h->sources.count - 1;
	struct store_versions *v = h->sources.p[now].versions;
	code = store_versions_step(v, budget, e);
	if (store_versions_restarted(v))
		begin_again(h);
	for (int i = 0; !code && i < budget && !h->sources.p[now].ended && h->sources.p[now].next < store_versions_count(v); i++) {
		code = look_at(h, &h->sources.p[now], e);
		h->sources.p[now].next += !code;
	}
	if (code == ERR_BUSY) /* more must be walked first */
		return OK;
	struct source *x = &h->sources.p[now];
	if (code || x->ended || !store_versions_is_done(v) || x->next < store_versions_count(v))
		return code;
	h->done = true;
	for (size_t i = 0; i < h->sources.count; i++)
		store_versions_keep(h->sources.p[i].versions);
	return OK;
}

bool history_is_done(const struct history *h)
{
	return h->done;
}

bool history_is_quick(const struct history *h)
{
	return store_versions_is_done(h->sources.p[h->sources.count - 1].versions);
}

size_t history_restarts(const struct history *h)
{
	return h->restarts;
}

size_t history_count(const struct history *h)
{
	return h->rows.count;
}

const struct history_row *history_row(const struct history *h, size_t i)
{
	return &h->rows.p[i]->row;
}

size_t history_total(const struct history *h)
{
	return h->done && h->plan ? h->counted : 0;
}

size_t history_number(const struct history *h, size_t i)
{
	return h->done && h->plan ? h->counted - h->rows.p[i]->nth : 0;
}

/* --- what changed ---------------------------------------------------------------------------- */

/* The one that was asked longest ago gives way. */
static void keep(struct history *h, size_t i)
{
	size_t *place = &h->kept[h->kept_next];
	if (*place) {
		struct known_version *old = h->rows.p[*place - 1];
		detail_free(old->detail);
		old->detail = NULL;
	}
	*place = i + 1;
	h->kept_next = (h->kept_next + 1) % KEPT;
}

enum code history_detail(struct history *h, size_t i, const struct history_detail **out, struct err *e)
{
	struct known_version *v = h->rows.p[i];
	enum code code = OK;
	if (!v->detail) {
		code = detail_read(h, h->sources.p[v->source].versions, v->at, v, &v->detail, e);
		if (!code)
			keep(h, i);
	}
	*out = v->detail;
	return code;
}
