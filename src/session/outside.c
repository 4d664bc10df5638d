/* Where the record has a working tree, people edit a plan's file themselves.  What they changed there goes on the record first, as a
 * change of its own, so that what is saved here lands on top of it and is told apart from it. */
#include "session/internal.h"

#include "base/taal.h"
#include "plan/message.h"

#include <string.h>

struct outside {
	const char *plan;
	struct doc *base, *file; /* what the file held when it was last in step with the record (NULL: unreadable), and holds now */
};

static enum code refuse(const char *plan, const struct err *why, struct err *e)
{
	if (!why)
		return err_set(e, ERR_CHANGED, _("Het bestand van plan %s is buiten buurtplan veranderd, en op dezelfde plaats is ook hier iets veranderd. Er is niets bewaard. Vraag de beheerder om beide samen te voegen."), plan);
	return err_set(e, ERR_CHANGED, _("Het bestand van plan %s is buiten buurtplan veranderd en nu niet te lezen (regel %d: %.500s) Er is niets bewaard. Herstel het bestand en probeer het opnieuw."),
	               plan, why->line, why->text);
}

static enum code build(void *ctx, const char *bytes, size_t len, struct str *out, struct str *message, struct err *e)
{
	const struct outside *x = ctx;
	struct doc *newest = NULL;
	struct merge m = {0};
	struct diff d;
	if (!bytes || doc_parse(&newest, bytes, len, NULL))
		return refuse(x->plan, NULL, e);
	merge_docs(&m, x->base, newest, x->file, NULL);
	enum code code = m.open ? refuse(x->plan, NULL, e) : OK;
	if (!code) {
		str_add(out, m.doc->bytes, m.doc->len);
		diff_init(&d, newest, m.doc);
		taal_dutch_begin();
		message_make(message, &d, x->plan, "Veranderd in het bestand zelf, buiten buurtplan.");
		taal_dutch_end();
		diff_clear(&d);
	}
	merge_clear(&m);
	doc_free(newest);
	return code;
}

enum code outside_record(struct session *s, const char *plan, struct err *e)
{
	static const char name[] = "buiten buurtplan", address[] = "buiten@buurtplan";
	struct outside x = {.plan = plan};
	struct str bytes = {0}, base = {0};
	struct err why = {0};
	bool found = false, saved;
	enum code code = store_outside(s->store, plan, &found, &bytes, &base, e);
	if (!code && found) {
		if (doc_parse(&x.base, str_text(&base), base.len, NULL))
			x.base = NULL;
		if (doc_parse(&x.file, str_text(&bytes), bytes.len, &why))
			code = refuse(plan, &why, e);
		else
			code = store_save_outside(s->store, plan, (struct store_who){name, address, session_now(s)}, build, &x, &saved, NULL, e);
	}
	doc_free(x.base);
	doc_free(x.file);
	str_free(&bytes);
	str_free(&base);
	return code;
}
