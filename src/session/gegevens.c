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
static char *own_domains(const struct sitting *t)
{
	struct str own = {0};
	char *given = store_setting(t->session->store, "buurtplan.domein");
	const char *address = session_address(t->session), *at = address ? strrchr(address, '@') : NULL;
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

/* A text that is the answer to a choice stands in no document yet; what is theirs in it is on the record. */
static void add_answers(const struct sitting *t, const struct diff *d, const char *own, struct gegevens *out)
{
	for (size_t i = 0; i < t->answers.count; i++) {
		const struct given *g = &t->answers.p[i];
		const struct merge_choice *c = g->take == TAKE_TEXT ? find_choice(&t->choices, g->id) : NULL;
		struct gegevens found = {0}, theirs = {0};
		if (!c)
			continue;
		gegevens_of_text(&found, g->text, c->label, d, own);
		gegevens_of_text(&theirs, c->theirs ? c->theirs : "", "", d, own);
		gegevens_add_new(out, &found, &theirs);
		gegevens_clear(&theirs);
	}
}

static void collect(const struct sitting *t, const struct doc *from, const struct doc *to, const char *why, struct gegevens *out)
{
	struct diff d;
	char *own = own_domains(t);
	diff_init(&d, from, to);
	if (why) {
		gegevens_of_text(out, why, "", &d, own);
	} else {
		gegevens_of_changes(out, &d, own);
		gegevens_of_text(out, sitting_reason(t), _("de reden"), &d, own);
		if (to == sitting_doc(t))
			add_answers(t, &d, own, out);
	}
	diff_clear(&d);
	free(own);
}

void sitting_gegevens(const struct sitting *t, struct gegevens *out)
{
	*out = (struct gegevens){0};
	collect(t, t->base, sitting_doc(t), NULL, out);
	if (gegevens_are_known(out, &t->allowed))
		gegevens_clear(out);
}

enum code gegevens_may_save(const struct sitting *t, const struct doc *from, const struct doc *to, bool *kept, struct err *e)
{
	struct gegevens found = {0};
	struct str list = {0};
	enum code code = OK;
	collect(t, from, to, NULL, &found);
	*kept = found.count > 0;
	if (!gegevens_are_known(&found, &t->allowed)) {
		gegevens_say(&list, &found, NAMED);
		code = err_set(e, ERR_NO, _("Hier staan persoonsgegevens in, en wat bewaard is, blijft altijd terug te vinden: %.500s. "
		                            "Er is niets bewaard. Haal ze weg, of zeg waarom ze toch bewaard moeten worden."),
		               str_text(&list));
	}
	str_free(&list);
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

enum code sitting_allow_gegevens(struct sitting *t, const char *why, struct err *e)
{
	struct gegevens found = {0}, in_why = {0};
	struct str list = {0};
	enum code code = OK;
	if (text_is_blank(why, strlen(why)))
		return err_set(e, ERR_NO, _("Zeg in een paar woorden waarom deze gegevens toch bewaard moeten worden. Er is nog niets bewaard."));
	collect(t, t->base, sitting_doc(t), NULL, &found);
	collect(t, t->base, sitting_doc(t), why, &in_why);
	if (gegevens_are_known(&in_why, &found)) {
		gegevens_forget(t);
		t->allowed = found;
		t->allowed_why = mem_text(why);
		found = (struct gegevens){0};
	} else {
		gegevens_say(&list, &in_why, NAMED);
		code = err_set(e, ERR_NO, _("In deze reden staan zelf persoonsgegevens: %.500s. Schrijf de reden zonder. "
		                            "Er is nog niets bewaard."),
		               str_text(&list));
	}
	str_free(&list);
	gegevens_clear(&found);
	gegevens_clear(&in_why);
	return code;
}

const char *sitting_allowed_why(const struct sitting *t)
{
	return t->allowed_why ? t->allowed_why : "";
}
