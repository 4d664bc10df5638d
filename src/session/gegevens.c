/* Personal data on its way to a record that can't forget it: nothing of it is saved unless the person says so, and why. */
#include "session/internal.h"

#include "base/taal.h"
#include "base/text.h"

#include <string.h>
#include <strings.h>

enum { NAMED = 3 };

/* --- whose addresses are the organisation's ------------------------------------------- */

/* Where anybody can have an address: nothing tells a colleague's from a resident's there.  A name that ends in a point goes for every
 * country. */
static bool is_public(const char *domain)
{
	static const char *const providers[] = {
		"gmail.", "googlemail.", "hotmail.", "outlook.", "live.", "msn.", "yahoo.", "ymail.", "icloud.",
		"me.com", "mac.com", "aol.", "gmx.", "proton.", "protonmail.", "pm.me", "tutanota.", "mail.com",
		"web.de", "ziggo.", "kpnmail.", "kpnplanet.", "planet.nl", "hetnet.", "xs4all.", "upcmail.",
		"home.nl", "casema.", "chello.", "quicknet.", "zonnet.", "tele2.", "telfort.", "online.nl", "solcon.",
		"caiway.", "kabelfoon.", "wxs.", "freedom.nl", "telenet.", "skynet.be", NULL};
	for (size_t i = 0; providers[i]; i++) {
		size_t len = strlen(providers[i]);
		if (strncasecmp(domain, providers[i], len) == 0 && (providers[i][len - 1] == '.' || !domain[len]))
			return true;
	}
	return false;
}

/* "deventer.nl wijdeventer.nl" */
static char *own_domains(const struct session *s)
{
	struct str own = {0};
	char *given = store_setting(s->store, "buurtplan.domein");
	const char *address = session_address(s), *at = address ? strrchr(address, '@') : NULL;
	if (at && at[1])
		str_add_text(&own, is_public(at + 1) ? address : at + 1);
	str_addf(&own, " %s", given ? given : "");
	free(given);
	return str_take(&own);
}

/* --- what there is -------------------------------------------------------------------------- */

static const struct merge_choice *find_choice(const struct merge *m, const char *id)
{
	for (size_t i = 0; i < m->choices.count; i++)
		if (strcmp(m->choices.p[i].id, id) == 0)
			return &m->choices.p[i];
	return NULL;
}

/* What the answer to a choice would put there, besides what is theirs; NULL: nothing. */
static const char *answer_text(const struct given *g, const struct merge_choice *c)
{
	switch (g->take) {
	case TAKE_TEXT:
		return g->text;
	case TAKE_OURS:
	case TAKE_BOTH:
		return c->ours;
	case TAKE_BASE:
		return c->base;
	default:
		return NULL;
	}
}

/* An answer stands in no document yet.  What is theirs in it is on the record; what was there when this person began need not be any
 * more, so that is asked too. */
static void add_answers(const struct sitting *t, const char *own, struct gegevens *out)
{
	for (size_t i = 0; i < t->answers.count; i++) {
		const struct given *g = &t->answers.p[i];
		const struct merge_choice *c = find_choice(&t->choices, g->id);
		const char *text = c ? answer_text(g, c) : NULL;
		struct gegevens found = {0}, known = {0}, so_far = *out;
		if (!text)
			continue;
		gegevens_of_text(&found, text, c->label, NULL, own);
		gegevens_of_text(&known, c->theirs ? c->theirs : "", "", NULL, own);
		struct gegevens new = {0};
		gegevens_add_new(&new, &found, &known);
		gegevens_add_new(out, &new, &so_far); /* the edits may have it already */
		gegevens_clear(&known);
	}
}

static void collect(const struct sitting *t, const struct diff *d, struct gegevens *out)
{
	char *own = own_domains(t->session);
	gegevens_of_changes(out, d, own);
	gegevens_of_text(out, sitting_reason(t), _("de reden"), d, own);
	if (d->match.b == sitting_doc(t))
		add_answers(t, own, out);
	free(own);
}

void sitting_gegevens(const struct sitting *t, struct gegevens *out)
{
	struct diff d;
	*out = (struct gegevens){0};
	sitting_changes(t, &d);
	collect(t, &d, out);
	diff_clear(&d);
	if (gegevens_are_known(out, &t->allowed))
		gegevens_clear(out);
}

static enum code refuse(const struct gegevens *found, struct err *e)
{
	struct str list = {0};
	gegevens_say(&list, found, NAMED);
	err_set(e, ERR_NO, _("Hier staan persoonsgegevens in, en wat bewaard is, blijft altijd terug te vinden: %.500s. "
	                     "Er is niets bewaard. Haal ze weg, of zeg waarom ze toch bewaard moeten worden."),
	        str_text(&list));
	str_free(&list);
	return ERR_NO;
}

enum code gegevens_may_save(const struct sitting *t, const struct diff *d, bool *kept, struct err *e)
{
	struct gegevens found = {0};
	collect(t, d, &found);
	*kept = found.count > 0;
	enum code code = gegevens_are_known(&found, &t->allowed) ? OK : refuse(&found, e);
	gegevens_clear(&found);
	return code;
}

/* --- all the same ------------------------------------------------------------------------------ */

void gegevens_forget(struct sitting *t)
{
	gegevens_clear(&t->allowed);
	free(t->allowed_why);
	t->allowed_why = NULL;
}

/* May `why` go along with what it is about?  Not where it is blank, or brings in other personal data. */
static enum code check_why(const struct session *s, const struct diff *d, const char *why, const struct gegevens *about, struct err *e)
{
	struct gegevens found = {0};
	struct str list = {0};
	enum code code = OK;
	if (text_is_blank(why, strlen(why)))
		return err_set(e, ERR_NO, _("Zeg in een paar woorden waarom deze gegevens toch bewaard moeten worden. Er is nog niets bewaard."));
	char *own = own_domains(s);
	gegevens_of_text(&found, why, "", d, own);
	if (!gegevens_are_known(&found, about)) {
		gegevens_say(&list, &found, NAMED);
		code = err_set(e, ERR_NO, _("In deze reden staan zelf persoonsgegevens: %.500s. Schrijf de reden zonder. "
		                            "Er is nog niets bewaard."),
		               str_text(&list));
	}
	free(own);
	str_free(&list);
	gegevens_clear(&found);
	return code;
}

enum code sitting_allow_gegevens(struct sitting *t, const char *why, struct err *e)
{
	struct gegevens found = {0};
	struct diff d;
	sitting_changes(t, &d);
	collect(t, &d, &found);
	enum code code = check_why(t->session, &d, why, &found, e);
	if (!code) {
		gegevens_forget(t);
		t->allowed = found;
		t->allowed_why = mem_text(why);
		found = (struct gegevens){0};
	}
	gegevens_clear(&found);
	diff_clear(&d);
	return code;
}

void sitting_set_why_keep(struct sitting *t, const char *why)
{
	char *copy = mem_text(why);
	free(t->why_keep);
	t->why_keep = copy;
}

const char *sitting_why_keep(const struct sitting *t)
{
	return t->why_keep ? t->why_keep : "";
}

/* --- a plan as a whole -------------------------------------------------------------------------- */

enum code gegevens_may_become(const struct session *s, const struct doc *made, const char *reason, const char *keep, struct gegevens *out,
                              struct err *e)
{
	struct doc *nothing = NULL;
	struct str list = {0};
	struct diff d;
	enum code code = doc_parse(&nothing, "formaat: 1\n", strlen("formaat: 1\n"), e);
	if (code)
		return code;
	char *own = own_domains(s);
	diff_init(&d, nothing, made ? made : nothing);
	gegevens_of_changes(out, &d, own);
	gegevens_of_text(out, reason ? reason : "", _("de reden"), &d, own);
	if (keep)
		code = check_why(s, &d, keep, out, e);
	if (out->count && !keep) {
		gegevens_say(&list, out, NAMED);
		code = err_set(e, ERR_NO, _("Hier staan persoonsgegevens in, en wat bewaard is, blijft altijd terug te vinden: %.500s. "
		                            "Er is niets veranderd. Haal ze uit de tekst."),
		               str_text(&list));
	}
	diff_clear(&d);
	free(own);
	str_free(&list);
	doc_free(nothing);
	return code;
}

enum code gegevens_may_be_said(const struct session *s, const char *text, const char *where, const char *keep, struct gegevens *out,
                               struct err *e)
{
	char *own = own_domains(s);
	gegevens_of_text(out, text, where, NULL, own);
	free(own);
	if (keep)
		return check_why(s, NULL, keep, out, e);
	return out->count ? refuse(out, e) : OK;
}
