/* From edits to the record: DESIGN.md, Saving. */
#include "session/internal.h"

#include "base/taal.h"
#include "base/text.h"
#include "plan/check.h"
#include "plan/edit.h"
#include "plan/message.h"

#include <string.h>

/* What the store's call back needs, and what it brings. */
struct saving {
	struct sitting *sitting;
	struct diff edits;  /* since the base; with nobody else at work they are just what is written, and looked at once */
	bool kept;          /* there is personal data in them, and it may */
	struct doc *result; /* what was written, or found there already */
	bool gone;          /* there is no plan of that name */
};

/* The last look before it is written: nothing we do may make the plan worse. */
static enum code finish(const struct doc *newest, struct doc **plan, struct err *e)
{
	struct findings findings = {0};
	struct doc *with_ids = NULL;
	enum code code = edit_add_ids(&with_ids, *plan, newest, e);
	if (code)
		return code;
	doc_free(*plan);
	*plan = with_ids;
	check_new(&findings, newest, *plan);
	if (findings.count)
		code = err_set(e, ERR_NO, _("%.700s Er is niets bewaard."), findings.p[0].text);
	findings_free(&findings);
	return code;
}

static void make_message(struct str *message, const struct diff *d, const struct sitting *t, bool kept)
{
	taal_dutch_begin();
	message_make(message, d, t->plan, t->reason);
	taal_dutch_end();
	if (kept)
		message_add_kept(message, t->allowed_why);
}

/* May it be kept, and with what message?  What combining with others made of the edits is asked anew. */
static enum code describe(const struct saving *x, const struct doc *newest, const struct doc *plan, struct str *message, struct err *e)
{
	const struct sitting *t = x->sitting;
	struct diff others;
	enum code code = OK;
	bool kept = x->kept;
	if (newest == t->base && plan == sitting_doc(t)) {
		make_message(message, &x->edits, t, kept);
		return OK;
	}
	diff_init(&others, newest, plan);
	code = gegevens_may_save(t, &others, &kept, e);
	if (!code && !doc_same_bytes(plan, newest))
		make_message(message, &others, t, kept);
	diff_clear(&others);
	return code;
}

/* The base itself, and no second reading of it, where nobody saved since. */
static enum code read_newest(const struct sitting *t, const char *bytes, size_t len, struct doc **out, struct err *why)
{
	if (!bytes_equal(t->base->bytes, t->base->len, bytes, len))
		return doc_parse(out, bytes, len, why);
	*out = doc_ref(t->base);
	return OK;
}

static enum code build(void *ctx, const char *bytes, size_t len, struct str *out, struct str *message, struct err *e)
{
	struct saving *x = ctx;
	struct doc *newest = NULL, *plan = NULL;
	struct err why = {0};
	doc_free(x->result);
	x->result = NULL;
	x->gone = !bytes;
	if (!bytes)
		return err_set(e, ERR_CHANGED, _("Het plan is intussen door iemand anders weggehaald. Er is niets bewaard. Vraag een beheerder om het terug te halen."));
	if (read_newest(x->sitting, bytes, len, &newest, &why))
		return err_set(e, ERR_CHANGED, _("Het plan is intussen buiten buurtplan veranderd en niet te lezen (regel %d: %.500s). Er is niets bewaard."), why.line, why.text);
	enum code code = OK;
	if (plan_is_read_only(newest))
		code = err_set(e, ERR_CHANGED, _("Het plan is intussen met een nieuwere versie van buurtplan bewaard. Er is niets bewaard."));
	if (!code)
		code = choices_combine(x->sitting, newest, &plan, e);
	if (!code)
		code = finish(newest, &plan, e);
	if (!code)
		code = describe(x, newest, plan, message, e);
	if (!code) {
		str_add(out, plan->bytes, plan->len);
		x->result = plan;
		plan = NULL;
	}
	doc_free(plan);
	doc_free(newest);
	return code;
}

static enum code may_save(struct saving *x, struct err *e)
{
	const struct sitting *t = x->sitting;
	const char *why = sitting_read_only(t);
	if (why)
		return err_set(e, ERR_NO, "%s", why);
	struct str label = {0};
	enum code code = who_needed(t->session, e);
	if (code)
		return code;
	sitting_changes(t, &x->edits);
	bool missing = changes_ask_reason(&x->edits, &label) && text_is_blank(sitting_reason(t), strlen(sitting_reason(t)));
	code = missing ? err_set(e, ERR_NO, _("Bij deze wijziging hoort een reden (%.300s). Er is nog niets bewaard."), str_text(&label)) : OK;
	str_free(&label);
	return code ? code : gegevens_may_save(t, &x->edits, &x->kept, e); /* before anybody waits for us */
}

/* What was written becomes the base; the way back stays only where nothing of others came in with it. */
static void go_on(struct sitting *t, struct doc *take)
{
	if (doc_same_bytes(take, sitting_doc(t))) {
		doc_free(t->base);
		t->base = take;
	} else {
		sitting_restart(t, take, doc_ref(take));
	}
	sitting_set_reason(t, NULL);
	sitting_set_why_keep(t, NULL);
}

/* The draft has the choices too.  Where it can't be written the edits are still here, and the next keeping of it says why. */
static void keep_choices(struct sitting *t)
{
	struct err none;
	if (sitting_choices(t) && sitting_keep(t, NULL, NULL, 0, &none))
		return;
}

/* Somebody gave the plan another name while it was open here: we go on under that name. */
static bool follow_name(struct sitting *t)
{
	char *to = NULL;
	struct err none;
	if (store_renamed(t->session->store, t->plan, &to, &none) || !to)
		return false;
	if (t->base_plan)
		free(t->plan);
	else
		t->base_plan = t->plan;
	t->plan = to;
	draft_follow(t);
	return true;
}

/* Under the name that the plan has by then. */
static enum code save(struct sitting *t, struct saving *x, bool *saved, struct store_version *version, struct err *e)
{
	enum code code;
	do {
		x->gone = false;
		code = outside_record(t->session, t->plan, e);
		if (!code)
			code = store_save(t->session->store, t->plan, who_now(t->session), build, x, saved, version, e);
	} while (code && x->gone && follow_name(t));
	return code;
}

enum code sitting_save(struct sitting *t, bool *saved, struct err *e)
{
	struct saving x = {.sitting = t};
	struct store_version version;
	*saved = false;
	if (!sitting_is_changed(t)) {
		gegevens_forget(t);
		draft_remove(t);
		return OK;
	}
	enum code code = may_save(&x, e);
	if (!code)
		code = save(t, &x, saved, &version, e);
	if (!code) {
		t->version = version;
		sitting_name_base(t);
		go_on(t, x.result);
		x.result = NULL;
		choices_clear(t);
		gegevens_forget(t);
		draft_remove(t);
		upkeep_after_save(t->session);
	}
	if (code == ERR_CHANGED)
		keep_choices(t);
	doc_free(x.result);
	diff_clear(&x.edits);
	return code;
}

enum code sitting_catch_up(struct sitting *t, struct err *e)
{
	struct doc *newest = NULL, *plan = NULL;
	struct store_version version;
	struct str bytes = {0};
	enum code code = store_read(t->session->store, t->plan, NULL, &bytes, &version, e);
	if (code == ERR_NOT_FOUND && follow_name(t))
		code = store_read(t->session->store, t->plan, NULL, &bytes, &version, e);
	if (!code)
		code = doc_parse(&newest, str_text(&bytes), bytes.len, e);
	if (!code)
		code = choices_combine(t, newest, &plan, e);
	if (!code) {
		t->version = version;
		sitting_name_base(t);
		sitting_restart(t, newest, plan);
		choices_clear(t);
	} else {
		doc_free(newest);
	}
	str_free(&bytes);
	return code;
}
