/* One person with one plan: the document as it stands, and the way back. */
#include "session/internal.h"

#include "base/taal.h"
#include "plan/check.h"
#include "plan/edit.h"
#include "plan/message.h"
#include "plan/path.h"
#include "plan/new.h"

#include <string.h>

static void drop_steps(struct sitting *t, size_t from)
{
	while (t->steps.count > from) {
		struct step *step = &t->steps.p[--t->steps.count];
		doc_free(step->doc);
		free(step->label);
	}
}

void sitting_restart(struct sitting *t, struct doc *take_base, struct doc *take)
{
	drop_steps(t, 0);
	doc_free(t->base);
	t->base = take_base;
	t->at = 0;
	t->taken_back = (struct store_version){0};
	vec_push(&t->steps, (struct step){take, NULL});
}

enum code sitting_open(struct sitting **out, struct session *s, const char *name, struct err *e)
{
	struct sitting *t = mem_alloc(sizeof *t);
	struct str bytes = {0};
	struct doc *d = NULL;
	struct err none;
	*out = NULL;
	if (outside_record(s, name, &none))
		none.code = OK; /* the record can be read all the same; a save says what is wrong */
	t->session = s;
	t->own.fd = t->offered.fd = -1;
	enum code code = store_read(s->store, name, NULL, &bytes, &t->version, e);
	if (!code)
		code = doc_parse(&d, str_text(&bytes), bytes.len, e);
	str_free(&bytes);
	if (code) {
		free(t);
		return code;
	}
	t->plan = mem_text(name);
	sitting_restart(t, d, doc_ref(d));
	*out = t;
	return OK;
}

void sitting_free(struct sitting *t)
{
	if (!t)
		return;
	if (!sitting_is_changed(t) && !t->typing)
		draft_remove(t);
	draft_close(t);
	drop_steps(t, 0);
	vec_free(&t->steps);
	choices_clear(t);
	gegevens_forget(t);
	doc_free(t->base);
	free(t->plan);
	free(t->base_plan);
	free(t->reason);
	free(t->why_keep);
	free(t);
}

void sitting_name_base(struct sitting *t)
{
	free(t->base_plan);
	t->base_plan = NULL;
}

const char *sitting_plan(const struct sitting *t)
{
	return t->plan;
}

static struct doc *present(const struct sitting *t)
{
	return t->steps.p[t->at].doc;
}

const struct doc *sitting_doc(const struct sitting *t)
{
	return present(t);
}

const char *sitting_read_only(const struct sitting *t)
{
	if (session_read_only(t->session))
		return session_read_only(t->session);
	if (plan_is_read_only(t->base))
		return _("Dit plan is gemaakt met een nieuwere versie van buurtplan. U kunt het lezen, maar hier niet veranderen.");
	return NULL;
}

bool sitting_is_changed(const struct sitting *t)
{
	return !node_equal(t->base->root, present(t)->root);
}

enum code sitting_accept(struct sitting *t, struct doc *take, char *take_label, struct err *e)
{
	struct findings findings = {0};
	enum code code = OK;
	check_new(&findings, present(t), take);
	if (findings.count)
		code = err_set(e, ERR_NO, "%.900s", findings.p[0].text);
	findings_free(&findings);
	if (code || doc_same_bytes(present(t), take)) {
		doc_free(take);
		free(take_label);
		return code;
	}
	drop_steps(t, t->at + 1);
	vec_push(&t->steps, (struct step){take, take_label ? take_label : undo_label(present(t), take)});
	t->at++;
	return OK;
}

static enum code accept(struct sitting *t, struct doc *take, struct err *e)
{
	return sitting_accept(t, take, NULL, e);
}

enum code sitting_may_edit(const struct sitting *t, struct err *e)
{
	const char *why = sitting_read_only(t);
	return why ? err_set(e, ERR_NO, "%s", why) : OK;
}

enum code sitting_set(struct sitting *t, const char *path, const char *text, size_t len, struct err *e)
{
	struct doc *made = NULL;
	enum code code = sitting_may_edit(t, e);
	if (!code)
		code = edit_set(&made, present(t), path, text, len, e);
	return code ? code : accept(t, made, e);
}

enum code sitting_insert_as(struct sitting *t, const char *path, const char *id, const char *text, size_t len, struct err *e)
{
	struct doc *made = NULL;
	enum code code = sitting_may_edit(t, e);
	if (!code)
		code = edit_insert_as(&made, present(t), path, id, text, len, e);
	return code ? code : accept(t, made, e);
}

enum code sitting_insert(struct sitting *t, const char *path, const char *text, size_t len, struct err *e)
{
	return sitting_insert_as(t, path, NULL, text, len, e);
}

enum code sitting_remove(struct sitting *t, const char *path, struct err *e)
{
	struct doc *made = NULL;
	enum code code = sitting_may_edit(t, e);
	if (!code)
		code = edit_remove(&made, present(t), path, e);
	return code ? code : accept(t, made, e);
}

enum code sitting_move(struct sitting *t, const char *path, size_t position, struct err *e)
{
	struct doc *made = NULL;
	enum code code = sitting_may_edit(t, e);
	if (!code)
		code = edit_move(&made, present(t), path, position, e);
	return code ? code : accept(t, made, e);
}

enum code sitting_copy_speerpunt(struct sitting *t, const struct node *speerpunt, size_t position, struct str *path, struct err *e)
{
	struct doc *made = NULL;
	struct str id = {0};
	enum code code = sitting_may_edit(t, e);
	if (!code)
		code = plan_copy_speerpunt(&made, &id, present(t), position - 1, speerpunt, e);
	if (!code)
		code = accept(t, made, e);
	if (!code)
		str_addf(path, "speerpunten/%s", id.p);
	str_free(&id);
	return code;
}

/* The two changes that it is, gone here and new there, are one to a person. */
static char *label_of_move(const struct doc *d, const char *path, const char *list)
{
	struct place from, to;
	struct str label = {0};
	if (path_resolve(&from, d, path, NULL) || path_resolve(&to, d, list, NULL) || from.field == to.field)
		return NULL;
	message_move(&label, from.field, to.field);
	return str_take(&label);
}

enum code sitting_move_to(struct sitting *t, const char *path, const char *list, size_t position, struct err *e)
{
	struct doc *made = NULL;
	enum code code = sitting_may_edit(t, e);
	if (!code)
		code = edit_move_to(&made, present(t), path, list, position, e);
	return code ? code : sitting_accept(t, made, label_of_move(present(t), path, list), e);
}

void sitting_changes(const struct sitting *t, struct diff *out)
{
	diff_init(out, t->base, present(t));
}

bool changes_ask_reason(const struct diff *d, struct str *out)
{
	bool asks = false;
	for (size_t i = 0; i < d->changes.count && !asks; i++) {
		asks = message_asks_reason(&d->changes.p[i]);
		if (asks && out)
			message_change(out, &d->changes.p[i]);
	}
	return asks;
}

bool sitting_asks_reason(const struct sitting *t, struct str *out)
{
	struct diff d;
	sitting_changes(t, &d);
	bool asks = changes_ask_reason(&d, out);
	diff_clear(&d);
	return asks;
}

void sitting_set_reason(struct sitting *t, const char *reason)
{
	char *copy = mem_text(reason);
	free(t->reason);
	t->reason = copy;
}

const char *sitting_reason(const struct sitting *t)
{
	return t->reason ? t->reason : "";
}
