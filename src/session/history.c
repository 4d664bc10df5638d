/* Who changed what of a plan, version by version, newest first; in slices. */
#include "session/internal.h"

#include "base/taal.h"
#include "plan/message.h"

#include <string.h>

struct history {
	struct session *session;
	struct store_walk *walk;
	char *speerpunt;
	struct doc *before; /* the last one parsed: often the next version's newer side */
	VEC(struct history_row *) rows;
	bool done;
};

enum code history_open(struct history **out, struct session *s, const char *plan, const char *speerpunt, struct err *e)
{
	struct history *h = mem_alloc(sizeof *h);
	h->session = s;
	h->speerpunt = mem_text(speerpunt);
	struct str bytes = {0};
	enum code code = store_read(s->store, plan, NULL, &bytes, NULL, e);
	str_free(&bytes);
	if (!code)
		code = store_walk_open(s->store, plan, &h->walk, e);
	*out = code ? NULL : h;
	if (code)
		history_free(h);
	return code;
}

static void free_row(struct history_row *row)
{
	free(row->version);
	free(row->name);
	free(row->address);
	free(row->reason);
	free(row->was);
	if (row->diff.match.a)
		diff_clear(&row->diff);
	vec_free(&row->changes);
	free(row);
}

void history_free(struct history *h)
{
	if (!h)
		return;
	for (size_t i = 0; i < h->rows.count; i++)
		free_row(h->rows.p[i]);
	vec_free(&h->rows);
	doc_free(h->before);
	store_walk_free(h->walk);
	free(h->speerpunt);
	free(h);
}

/* NULL where there is no such text, or it can't be read. */
static struct doc *read_side(struct history *h, const char *bytes, size_t len)
{
	struct doc *d = NULL;
	struct err none;
	if (!bytes)
		return NULL;
	if (h->before && bytes_equal(h->before->bytes, h->before->len, bytes, len))
		return doc_ref(h->before);
	return doc_parse(&d, bytes, len, &none) ? NULL : d;
}

static bool holds(const struct doc *d, const char *speerpunt)
{
	const struct node *list = d ? plan_speerpunten(d) : NULL;
	return list && plan_find_id(list, speerpunt, strlen(speerpunt));
}

static void select_changes(struct history *h, struct history_row *row)
{
	for (size_t i = 0; i < row->diff.changes.count; i++) {
		struct change c = row->diff.changes.p[i];
		if (!h->speerpunt || message_is_about(&c, h->speerpunt))
			vec_push(&row->changes, c);
	}
}

/* Fills in what changed; false where the version has nothing to do with the speerpunt. */
static bool compare(struct history *h, struct history_row *row, const struct store_change *v)
{
	struct doc *after = read_side(h, v->after, v->after_len), *before = read_side(h, v->before, v->before_len);
	bool wanted = true;
	row->readable = (after || !v->after) && (before || !v->before);
	if (before && after) {
		diff_init(&row->diff, before, after);
		select_changes(h, row);
		wanted = row->changes.count > 0 || (v->was && !h->speerpunt);
	} else if (row->readable) {
		row->first = after != NULL;
		wanted = !h->speerpunt || holds(after ? after : before, h->speerpunt);
	}
	if (row->changes.count == 1 && row->changes.p[0].kind == CHANGE_ADDED && h->speerpunt && !row->changes.p[0].new->key)
		row->first = message_speerpunt(&row->changes.p[0]) == NULL;
	doc_free(h->before);
	h->before = before;
	doc_free(after);
	return wanted;
}

static void take_version(struct history *h, const struct store_change *v)
{
	struct history_row *row = mem_alloc(sizeof *row);
	struct str reason = {0};
	if (!compare(h, row, v)) {
		free_row(row);
		return;
	}
	row->version = mem_text(v->version.id);
	row->name = mem_text(v->name);
	row->address = mem_text(v->address);
	row->when = v->when;
	row->was = mem_text(v->was);
	if (v->message && message_reason(&reason, v->message))
		row->reason = str_take(&reason);
	str_free(&reason);
	vec_push(&h->rows, row);
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
	return h->rows.p[i];
}
