/* The way back and forth: over the edits of this sitting, and below the first of them over what was saved before it. */
#include "session/internal.h"

#include "base/taal.h"
#include "plan/message.h"

#include <string.h>

char *undo_label(const struct doc *before, const struct doc *after)
{
	struct diff d;
	struct str label = {0};
	diff_init(&d, before, after);
	if (d.changes.count)
		message_change(&label, &d.changes.p[0]);
	diff_clear(&d);
	return str_take(&label);
}

const char *sitting_undo(struct sitting *t)
{
	if (t->at == 0)
		return NULL;
	return t->steps.p[t->at--].label;
}

const char *sitting_redo(struct sitting *t)
{
	if (t->at + 1 == t->steps.count)
		return NULL;
	return t->steps.p[++t->at].label;
}

static enum code no_earlier(struct err *e)
{
	return err_set(e, ERR_NOT_FOUND, _("Er is geen eerdere versie van dit plan. Er is niets veranderd."));
}

/* The version that made the first document we know of: looks for it from the newest on, as others may have saved since. */
static enum code find_version(const struct sitting *t, struct doc **before, struct saved_change *out, struct err *e)
{
	const struct doc *first = t->steps.p[0].doc;
	struct store_walk *walk = NULL;
	struct store_change change;
	bool found = false, done = false, same = false;
	enum code code = store_walk_open(t->session->store, t->plan, &walk, e);
	while (!code && !done && !same) {
		code = store_walk_step(walk, VERSIONS_A_STEP, &found, &done, &change, e);
		same = !code && found && bytes_equal(change.after, change.after ? change.after_len : 0, first->bytes, first->len);
	}
	if (!code)
		code = same && change.before ? doc_parse(before, change.before, change.before_len, e) : no_earlier(e);
	if (!code)
		*out = (struct saved_change){mem_text(change.name), change.when, undo_label(*before, first)};
	store_walk_free(walk);
	return code;
}

bool sitting_last_saved(const struct sitting *t, struct saved_change *out)
{
	struct doc *before = NULL;
	struct err none;
	*out = (struct saved_change){0};
	bool there = t->at == 0 && find_version(t, &before, out, &none) == OK;
	doc_free(before);
	return there;
}

void saved_change_clear(struct saved_change *c)
{
	free(c->name);
	free(c->label);
	*c = (struct saved_change){0};
}

enum code sitting_undo_saved(struct sitting *t, struct err *e)
{
	struct doc *before = NULL;
	struct saved_change change = {0};
	enum code code = find_version(t, &before, &change, e);
	if (code)
		return code;
	vec_push(&t->steps, (struct step){0});
	memmove(t->steps.p + 1, t->steps.p, (t->steps.count - 1) * sizeof *t->steps.p);
	t->steps.p[0] = (struct step){before, NULL};
	t->steps.p[1].label = change.label;
	change.label = NULL;
	saved_change_clear(&change);
	return OK;
}
