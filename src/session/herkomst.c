/* Who wrote what stands there now: from the newest version back, till all of it is known. */
#include "session/herkomst_internal.h"

#include "plan/path.h"

#include <string.h>

/* --- opening ------------------------------------------------------------------------------ */

/* The path in the newest version on record of what stands at the subject; NULL: it isn't there. */
static char *path_on_record(const struct herkomst *h, const struct doc *newest)
{
	struct str path = {0};
	struct match m;
	match_init(&m, h->now, newest);
	const struct node *there = match_in_b(&m, h->subject);
	match_clear(&m);
	if (!there)
		return NULL;
	path_of(&path, there);
	return path.len ? str_take(&path) : mem_text("");
}

static enum code open_history(struct herkomst *h, const char *plan, struct err *e)
{
	struct doc *newest = NULL;
	enum code code = session_read(h->session, plan, &newest, e);
	char *path = code ? NULL : path_on_record(h, newest);
	if (path)
		code = history_open(&h->history, h->session, &(struct history_query){.plan = plan, .path = path, .others = true}, e);
	free(path);
	doc_free(newest);
	return code;
}

static void is_unsaved(struct herkomst_unit *u, void *ctx)
{
	(void)ctx;
	u->state = HERKOMST_UNSAVED;
}

/* What is not in what the sitting began with. */
static void find_unsaved(struct herkomst *h, const struct doc *base)
{
	struct herkomst_sides sides = {.new = h->subject};
	struct match m;
	match_init(&m, base, h->now);
	if (match_in_a(&m, h->subject))
		vec_push(&sides.old, match_in_a(&m, h->subject));
	herkomst_look(h, &sides, is_unsaved, NULL);
	vec_free(&sides.old);
	match_clear(&m);
}

/* What is still open stands in no version. */
static void give_up(struct herkomst *h)
{
	for (size_t i = 0; h->open && i < h->units.count; i++)
		if (h->units.p[i].state == HERKOMST_SEARCHED) {
			h->units.p[i].state = HERKOMST_NOWHERE;
			h->open--;
		}
}

static enum code open(struct herkomst **out, struct session *s, const char *plan, const struct doc *now, const struct doc *base, const char *path, struct err *e)
{
	struct herkomst *h = mem_alloc(sizeof *h);
	struct place p;
	h->session = s;
	h->now = doc_ref(now);
	enum code code = path_resolve(&p, now, path, e);
	if (!code) {
		h->subject = p.node;
		herkomst_make_units(h);
	}
	if (!code && h->open && base)
		find_unsaved(h, base);
	if (!code && h->open)
		code = open_history(h, plan, e);
	if (!h->history)
		give_up(h);
	*out = code ? NULL : h;
	if (code)
		herkomst_free(h);
	return code;
}

enum code herkomst_open(struct herkomst **out, struct session *s, const char *plan, const char *path, struct err *e)
{
	struct doc *now = NULL;
	*out = NULL;
	enum code code = session_read(s, plan, &now, e);
	if (!code)
		code = open(out, s, plan, now, NULL, path, e);
	doc_free(now);
	return code;
}

enum code herkomst_open_sitting(struct herkomst **out, struct sitting *t, const char *path, struct err *e)
{
	return open(out, t->session, t->plan, sitting_doc(t), t->base, path, e);
}

void herkomst_free(struct herkomst *h)
{
	if (!h)
		return;
	for (size_t i = 0; i < h->units.count; i++) {
		free(h->units.p[i].path);
		free(h->units.p[i].reason);
	}
	vec_free(&h->units);
	herkomst_wordings_clear(&h->wordings);
	history_free(h->history);
	doc_free(h->now);
	free(h->last);
	free(h);
}

/* --- one version ---------------------------------------------------------------------------- */

/* Is one of them the other, or in it? */
static bool is_beside(const char *a, const char *b)
{
	size_t x = strlen(a), y = strlen(b), least = x < y ? x : y;
	return strncmp(a, b, least) == 0 && (x == y || (x < y ? b : a)[least] == '/' || !least);
}

/* By the parts that changed in it no version has to be read that is about something else. */
static bool may_have_written(const struct herkomst *h, const struct history_row *row)
{
	if (!*row->parts)
		return true;
	for (size_t i = 0; i < h->units.count; i++) {
		const char *part = row->parts;
		for (size_t k = 0; h->units.p[i].state == HERKOMST_SEARCHED && k < row->part_count; k++, part += strlen(part) + 1)
			if (is_beside(part, h->units.p[i].path))
				return true;
	}
	return false;
}

static void add_side(struct herkomst_sides *sides, const struct node *new, const struct doc *after, const struct doc *other)
{
	struct match m;
	match_init(&m, other, after);
	const struct node *old = match_in_a(&m, new);
	match_clear(&m);
	if (old)
		vec_push(&sides->old, old);
}

struct finding {
	size_t row;
	const char *reason;
};

static void is_found(struct herkomst_unit *u, void *ctx)
{
	const struct finding *f = ctx;
	u->state = HERKOMST_FOUND;
	u->row = f->row;
	u->reason = mem_text(f->reason);
}

/* It came to this plan in this version: what it was in the plan that it came from, which is in the next row. */
static enum code read_moved(struct herkomst *h, size_t i, struct doc **out, struct err *e)
{
	const struct history_row *row = history_row(h->history, i);
	*out = NULL;
	if (i + 1 >= history_count(h->history) || strcmp(row->plan, history_row(h->history, i + 1)->plan) == 0)
		return OK;
	enum code code = history_doc(h->history, i + 1, out, e);
	return code == ERR_NOT_FOUND || code == ERR_UNREADABLE ? OK : code;
}

static enum code look_at(struct herkomst *h, size_t i, const struct history_detail *d, struct err *e)
{
	struct herkomst_sides sides = {.new = d->new};
	struct doc *moved = NULL;
	enum code code = d->first ? read_moved(h, i, &moved, e) : OK;
	if (d->old)
		vec_push(&sides.old, d->old);
	for (size_t k = 0; d->new && k < d->others.count; k++)
		add_side(&sides, d->new, d->after, d->others.p[k]);
	if (d->new && moved)
		add_side(&sides, d->new, d->after, moved);
	if (!code)
		herkomst_look(h, &sides, is_found, &(struct finding){i, d->reason});
	vec_free(&sides.old);
	doc_free(moved);
	return code;
}

/* --- all of them ------------------------------------------------------------------------------ */

/* Are the rows that were looked at other ones by now?  Then nothing is known of them any more. */
static void begin_again(struct herkomst *h)
{
	h->looked = 0;
	for (size_t i = 0; i < h->units.count; i++) {
		struct herkomst_unit *u = &h->units.p[i];
		if (u->state != HERKOMST_FOUND)
			continue;
		u->state = HERKOMST_SEARCHED;
		free(u->reason);
		u->reason = NULL;
		h->open++;
	}
}

static bool is_other(const struct herkomst *h)
{
	return h->looked && (history_count(h->history) < h->looked || strcmp(history_row(h->history, h->looked - 1)->version, h->last) != 0);
}

/* Of what came from another plan the next row has to be known as well. */
static bool waits(const struct herkomst *h, const struct history_detail *d)
{
	return d->first && h->looked + 1 == history_count(h->history) && !history_is_done(h->history);
}

/* The next row; *read: that took a look at the plan. */
static enum code look_at_next(struct herkomst *h, bool *read, bool *wait, struct err *e)
{
	const struct history_row *row = history_row(h->history, h->looked);
	const struct history_detail *d = NULL;
	enum code code = OK;
	*read = may_have_written(h, row);
	if (*read)
		code = history_detail(h->history, h->looked, &d, e);
	*wait = d && waits(h, d);
	if (!code && d && !*wait)
		code = look_at(h, h->looked, d, e);
	if (code || *wait)
		return code;
	free(h->last);
	h->last = mem_text(row->version);
	h->looked++;
	return OK;
}

enum code herkomst_step(struct herkomst *h, int budget, struct err *e)
{
	bool read, wait = false;
	if (!h->open)
		return OK;
	enum code code = history_step(h->history, budget, e);
	if (is_other(h))
		begin_again(h);
	while (!code && !wait && h->open && budget > 0 && h->looked < history_count(h->history)) {
		code = look_at_next(h, &read, &wait, e);
		budget -= read;
	}
	if (!code && history_is_done(h->history) && h->looked == history_count(h->history))
		give_up(h);
	return code;
}

bool herkomst_is_done(const struct herkomst *h)
{
	return !h->open;
}

size_t herkomst_count(const struct herkomst *h)
{
	return h->units.count;
}

const struct herkomst_unit *herkomst_unit(const struct herkomst *h, size_t i)
{
	return &h->units.p[i];
}

const struct doc *herkomst_doc(const struct herkomst *h)
{
	return h->now;
}

struct history *herkomst_history(const struct herkomst *h)
{
	return h->history;
}
