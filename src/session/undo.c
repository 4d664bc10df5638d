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

/* Did this version make `first` of something else?  In one that only gave the plan its name it is the same. */
static bool made(const struct store_content *c, const struct doc *first)
{
	return bytes_equal(str_text(&c->after), c->after.len, first->bytes, first->len) &&
	       !(c->has_before && bytes_equal(str_text(&c->before), c->before.len, first->bytes, first->len));
}

/* A version to take back: the document before it, and who had made what of that. */
struct taken_back {
	struct doc *before;
	struct store_version version;
	struct saved_change change;
};

/* Is it that one?  Then `out` gets it. */
static enum code look_at(struct store_versions *v, size_t i, const struct doc *first, bool *same, struct taken_back *out, struct err *e)
{
	struct store_version_row row;
	struct store_content c;
	enum code code = store_versions_read(v, i, false, &c, e);
	*same = !code && made(&c, first);
	if (*same)
		code = c.has_before ? doc_parse(&out->before, str_text(&c.before), c.before.len, e) : no_earlier(e);
	if (*same && !code) {
		store_versions_row(v, i, &row);
		out->version = c.version;
		out->change = (struct saved_change){mem_text(row.name), row.when, undo_label(out->before, first)};
	}
	store_content_clear(&c);
	return code;
}

/* Is it the version that was taken back last? */
static bool is_taken_back(const struct sitting *t, const struct store_versions *v, size_t i)
{
	struct store_version_row row;
	store_versions_row(v, i, &row);
	return strncmp(row.version.id, t->taken_back.id, strlen(row.version.id)) == 0;
}

/* The version that made the first document we know of.  Others may have saved since, so it is looked for from the newest on; but
 * where that document is what was before a version that was taken back, among those older than that. */
static enum code find_version(const struct sitting *t, struct taken_back *out, struct err *e)
{
	struct store_versions *v = NULL;
	bool same = false, older = !*t->taken_back.id;
	size_t i = 0;
	*out = (struct taken_back){0};
	if (t->at > 0)
		return no_earlier(e);
	enum code code = store_versions_open(t->session->store, t->plan, &v, e);
	while (!code && !same && !(store_versions_is_done(v) && i == store_versions_count(v))) {
		code = store_versions_step(v, VERSIONS_A_STEP, e);
		if (store_versions_restarted(v))
			i = 0;
		for (; !code && !same && i < store_versions_count(v); i++) {
			if (older)
				code = look_at(v, i, t->steps.p[0].doc, &same, out, e);
			older |= is_taken_back(t, v, i);
		}
	}
	store_versions_free(v);
	return code || same ? code : no_earlier(e);
}

bool sitting_last_saved(const struct sitting *t, struct saved_change *out)
{
	struct taken_back found;
	struct err none;
	bool there = find_version(t, &found, &none) == OK;
	*out = found.change;
	doc_free(found.before);
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
	struct taken_back found;
	enum code code = find_version(t, &found, e);
	if (code)
		return code;
	vec_push(&t->steps, (struct step){0});
	memmove(t->steps.p + 1, t->steps.p, (t->steps.count - 1) * sizeof *t->steps.p);
	t->steps.p[0] = (struct step){found.before, NULL};
	t->steps.p[1].label = found.change.label;
	t->taken_back = found.version;
	found.change.label = NULL;
	saved_change_clear(&found.change);
	return OK;
}
