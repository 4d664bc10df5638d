#include "term/editor_internal.h"

static void step_clear(struct step *s)
{
	str_free(&s->gone);
	str_free(&s->put);
}

static bool is_gap(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

static bool follows(const struct step *last, size_t from, size_t to, const char *put, size_t len)
{
	switch (last->kind) {
	case STEP_TYPED:
		return from == to && from == last->at + last->put.len && len > 0 &&
		       !(is_gap(last->put.p[last->put.len - 1]) && !is_gap(put[0]));
	case STEP_ERASED:
		return to == last->at && len == 0 && last->put.len == 0;
	case STEP_DELETED:
		return from == last->at && len == 0 && last->put.len == 0;
	default:
		return false;
	}
}

/* A word erased, and now the blank or word before it: a step of its own. */
static bool next_word(const struct editor *e, const struct step *last, size_t from)
{
	if (last->kind == STEP_ERASED)
		return is_gap(last->gone.p[0]) && !is_gap(e->text.p[from]);
	return last->kind == STEP_DELETED && is_gap(last->gone.p[last->gone.len - 1]) && !is_gap(e->text.p[from]);
}

static void join(struct editor *e, struct step *last, size_t from, size_t to, const char *put, size_t len)
{
	if (last->kind == STEP_ERASED)
		str_splice(&last->gone, 0, 0, e->text.p + from, to - from);
	else
		str_add(&last->gone, e->text.p + from, to - from);
	str_add(&last->put, put, len);
	if (last->kind == STEP_ERASED)
		last->at = from;
}

void editor_record(struct editor *e, size_t from, size_t to, const char *put, size_t len, enum step_kind kind)
{
	while (e->steps.count > e->done)
		step_clear(&e->steps.p[--e->steps.count]);
	struct step *last = e->done ? &e->steps.p[e->done - 1] : NULL;
	if (e->joined && last && last->kind == kind && follows(last, from, to, put, len) && !next_word(e, last, from)) {
		join(e, last, from, to, put, len);
		return;
	}
	struct step step = {.kind = kind, .at = from, .cursor = e->cursor, .mark = e->mark};
	str_add(&step.gone, e->text.p + from, to - from);
	str_add(&step.put, put, len);
	vec_push(&e->steps, step);
	e->done++;
}

bool editor_undo(struct editor *e)
{
	if (e->done == 0)
		return false;
	struct step *s = &e->steps.p[--e->done];
	editor_splice(e, s->at, s->put.len, s->gone.p, s->gone.len);
	e->cursor = s->cursor;
	e->mark = s->mark;
	return true;
}

bool editor_redo(struct editor *e)
{
	if (e->done == e->steps.count)
		return false;
	struct step *s = &e->steps.p[e->done++];
	editor_splice(e, s->at, s->gone.len, s->put.p, s->put.len);
	e->cursor = s->at + s->put.len;
	editor_snap(e);
	return true;
}

void editor_pause(struct editor *e)
{
	e->joined = false;
}

void editor_forget(struct editor *e)
{
	for (size_t i = 0; i < e->steps.count; i++)
		step_clear(&e->steps.p[i]);
	vec_free(&e->steps);
	e->done = 0;
}
