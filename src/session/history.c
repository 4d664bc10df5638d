/* The rows of a history: which versions count, in slices. */
#include "session/history_internal.h"

#include "base/taal.h"
#include "plan/message.h"
#include "plan/path.h"
#include "session/gezien.h"

#include <string.h>

static enum code is_known(struct session *s, const struct history_query *q, struct doc **newest, struct err *e)
{
	struct str bytes = {0};
	struct err none;
	*newest = NULL;
	enum code code = store_read(s->store, q->plan, NULL, &bytes, NULL, e);
	if (!code && doc_parse(newest, str_text(&bytes), bytes.len, &none))
		*newest = NULL;
	str_free(&bytes);
	return code;
}

enum code history_open(struct history **out, struct session *s, const struct history_query *q, struct err *e)
{
	struct history *h = mem_alloc(sizeof *h);
	struct doc *newest;
	h->session = s;
	h->plan = mem_text(q->plan);
	h->unseen = q->unseen;
	enum code code = is_known(s, q, &newest, e);
	if (!code)
		code = subject_init(&h->subject, q->path ? q->path : "", newest, e);
	if (!code)
		code = store_walk_open(s->store, q->plan, &h->walk, e);
	doc_free(newest);
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
	detail_clear(&v->detail);
	free(v);
}

void history_free(struct history *h)
{
	if (!h)
		return;
	for (size_t i = 0; i < h->rows.count; i++)
		free_row(h->rows.p[i]);
	vec_free(&h->rows);
	subject_clear(&h->subject);
	store_walk_free(h->walk);
	free(h->plan);
	free(h);
}

/* The paths of what changed, as far as a field of a speerpunt. */
static void name_parts(struct known_version *v)
{
	struct str path = {0};
	for (size_t i = 0; i < v->detail.changes.count; i++) {
		const struct change *c = &v->detail.changes.p[i];
		str_clear(&path);
		path_of(&path, c->new ? c->new : c->old);
		size_t len = path.len, slashes = 0;
		bool deep = strncmp(str_text(&path), "speerpunten/", 12) == 0;
		for (size_t k = 0; k < path.len && len == path.len; k++)
			if (path.p[k] == '/' && ++slashes == (deep ? 3u : 1u))
				len = k;
		str_add(&v->parts, str_text(&path), len);
		str_add_char(&v->parts, '\0');
		v->row.part_count++;
	}
	str_free(&path);
	v->row.parts = str_text(&v->parts);
}

static void take_version(struct history *h, const struct store_change *c)
{
	struct known_version *v = mem_alloc(sizeof *v);
	v->row = (struct history_row){
		.version = mem_text(c->version.id),
		.name = mem_text(c->name),
		.address = mem_text(c->address),
		.when = c->when,
		.plan = mem_text(h->plan),
		.was = mem_text(c->was),
	};
	if (c->was) {
		free(h->plan);
		h->plan = mem_text(c->was);
	}
	if (!detail_build(&v->detail, &h->subject, c) || (h->unseen && !gezien_is_new_version(h->session, v->row.plan, v->row.version))) {
		free_row(v);
		return;
	}
	name_parts(v);
	vec_push(&h->rows, v);
}

enum code history_step(struct history *h, int budget, struct err *e)
{
	struct store_change version;
	bool found = false;
	if (h->done)
		return OK;
	enum code code = store_walk_step(h->walk, budget, &found, &h->done, &version, e);
	if (!code && found)
		take_version(h, &version);
	return code;
}

bool history_is_done(const struct history *h)
{
	return h->done;
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
	return h->done ? h->rows.count : 0;
}

size_t history_number(const struct history *h, size_t i)
{
	return h->done ? h->rows.count - i : 0;
}

enum code history_detail(struct history *h, size_t i, const struct history_detail **out, struct err *e)
{
	(void)e;
	*out = &h->rows.p[i]->detail;
	return OK;
}

enum code history_doc(struct history *h, size_t i, struct doc **out, struct err *e)
{
	const struct history_row *row = history_row(h, i);
	struct version_found v = {.version = (char *)row->version, .plan = (char *)row->plan};
	return version_read(h->session, &v, out, e);
}
