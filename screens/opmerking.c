#include "screens/opmerking.h"

#include "base/mem.h"
#include "base/taal.h"
#include "base/text.h"
#include "screens/wie.h"
#include "term/ask.h"

#include <stdlib.h>
#include <string.h>

/* One remark, from asking to the record. */
struct saying {
	struct work *work;
	struct opmerking what;  /* its texts are owned; the text is what was typed last */
	char *place;
	char *said;             /* what it answers, on one line; NULL */
	char *wrong;            /* personal data that was found in it; NULL: none */
	char *id;               /* on the record; NULL: not yet */
};

static struct saying *saying_new(struct work *w, const struct opmerking *what, const char *place, const char *said)
{
	struct saying *x = mem_alloc(sizeof *x);
	*x = (struct saying){.work = w, .place = mem_text(place), .said = mem_text(said)};
	x->what = (struct opmerking){.kind = what->kind, .plan = mem_text(sitting_plan(w->sitting)), .path = mem_text(what->path),
	                             .version = mem_text(what->version), .about = mem_text(what->about), .text = mem_text(what->text)};
	return x;
}

static void saying_free(void *ctx)
{
	struct saying *x = ctx;
	opmerking_clear(&x->what);
	free(x->place);
	free(x->said);
	free(x->wrong);
	free(x->id);
	free(x);
}

static void set_text(struct saying *x, const char *text, size_t len)
{
	char *copy = mem_copy(text, len);
	free((char *)x->what.text);
	x->what.text = copy;
}

static bool keep(const struct saying *x, const char *text, size_t len)
{
	struct err none;
	bool blank = text_is_blank(text, len);
	return session_opmerking_keep(x->work->session, &x->what, text, blank ? 0 : len, &none) == OK;
}

/* --- on the record ------------------------------------------------------------------------ */

/* `why`: for the personal data in it.  *found says that there is some, and `wrong` then what. */
static enum code add(struct saying *x, const char *why, bool *found, struct err *e)
{
	enum { NAMED = 3 };
	struct gegevens all;
	struct str id = {0}, list = {0};
	enum code code = session_opmerking_add(x->work->session, &x->what, why, &all, &id, e);
	*found = code && all.count;
	gegevens_say(&list, &all, NAMED);
	free(x->wrong);
	x->wrong = str_take(&list);
	gegevens_clear(&all);
	if (!code) {
		x->id = str_take(&id);
		keep(x, "", 0); /* where that fails it is offered once more, and that is all */
	}
	str_free(&id);
	return code;
}

static void done(struct ui *ui, struct saying *x)
{
	opmerkingen_show(ui_top(ui), x->id);
	ui_message(ui, x->what.kind == ANTWOORD ? _("Uw antwoord staat erbij.") : _("Uw opmerking staat erbij."));
}

static void ask_text_of(struct ui *ui, struct saying *take, bool restored);

/* --- personal data, all the same ----------------------------------------------------------- */

static bool accept_why(struct ui *ui, void *ctx, const char *text, size_t len, enum ask_how how)
{
	(void)len;
	struct err e = {0};
	bool found;
	if (how == ASK_BACK || add(ctx, text, &found, &e) == OK)
		return true;
	ui_error(ui, "%s", e.text);
	return false;
}

static void back_to_text(struct ui *ui, const struct saying *x)
{
	ask_text_of(ui, saying_new(x->work, &x->what, x->place, x->said), true);
	ui_message(ui, _("Nog niet bewaard. Haal de persoonsgegevens hier uit de tekst."));
}

static void why_taken(struct ui *ui, void *ctx, enum ask_how how)
{
	(how == ASK_BACK ? back_to_text(ui, ctx) : done(ui, ctx));
}

static const struct ask_owner why_owner = {accept_why, why_taken, NULL, NULL, saying_free};

static void ask_why(struct ui *ui, const struct saying *x)
{
	struct str help = {0};
	str_addf(&help, _("In uw tekst staan persoonsgegevens, en die blijven altijd terug te vinden: %s. Met Esc gaat u terug om ze weg te halen. "
	                  "Moeten ze erin, typ dan waarom; dat wordt mee bewaard."), x->wrong);
	ask_line(ui, &(struct ask){
		.title = _("Toch bewaren"), .label = _("Reden"), .help = help.p, .text = "", .restored = true, .clip = x->work->clip,
		.owner = &why_owner, .ctx = saying_new(x->work, &x->what, x->place, x->said),
	});
	str_free(&help);
}

/* --- the text ---------------------------------------------------------------------------- */

static bool accept(struct ui *ui, void *ctx, const char *text, size_t len, enum ask_how how)
{
	struct saying *x = ctx;
	struct err e = {0};
	bool found;
	set_text(x, text, len);
	bool kept = keep(x, text, len);
	if (how == ASK_BACK && !kept)
		ui_error(ui, _("Wat u typte kan nergens worden neergezet. Bewaar de opmerking met Ctrl-S, of maak hem leeg."));
	if (how == ASK_BACK)
		return kept;
	if (add(x, NULL, &found, &e) == OK || found)
		return true;
	ui_error(ui, _("%s Wat u typte, staat er nog."), e.text);
	return false;
}

static void taken(struct ui *ui, void *ctx, enum ask_how how)
{
	struct saying *x = ctx;
	if (how == ASK_BACK && text_is_blank(x->what.text, strlen(x->what.text)))
		ui_message(ui, _("U typte niets; er is niets toegevoegd."));
	else if (how == ASK_BACK)
		ui_message(ui, _("Nog niet bewaard. Wat u typte staat er weer als u hier opnieuw begint."));
	else if (x->id)
		done(ui, x);
	else
		ask_why(ui, x);
}

static void typing(void *ctx, const char *text, size_t len)
{
	keep(ctx, text, len);
}

static bool leave(void *ctx, const char *text, size_t len)
{
	return keep(ctx, text, len);
}

static const struct ask_owner owner = {accept, taken, typing, leave, saying_free};

static void ask_text_of(struct ui *ui, struct saying *take, bool restored)
{
	struct str title = {0}, who = {0};
	if (take->what.kind == OPMERKING)
		str_addf(&title, "%s %s ", _("Opmerking"), draw_sign(SIGN_PATH));
	str_add_text(&title, take->place);
	work_who(take->work, &who);
	ask_text(ui, &(struct ask){
		.title = title.p, .who = str_text(&who), .label = take->said,
		.help = _("Met Ctrl-S komt dit bij het plan te staan, met uw naam. Daarna kan het niet meer anders of weg."),
		.text = take->what.text, .len = strlen(take->what.text), .restored = restored, .clip = take->work->clip, .owner = &owner, .ctx = take,
	});
	str_free(&title);
	str_free(&who);
}

/* --- asking -------------------------------------------------------------------------------- */

static void go_on_asking(struct ui *ui, void *ctx)
{
	struct saying *x = ctx;
	struct str text = {0};
	bool restored = session_opmerking_kept(x->work->session, &x->what, &text);
	set_text(x, str_text(&text), text.len);
	str_free(&text);
	ask_text_of(ui, x, restored);
	if (restored)
		ui_message(ui, _("Dit typte u eerder en hebt u nog niet bewaard."));
}

static const struct wie_next asking_next = {
	.go = go_on_asking,
	.nothing = N_("Er is nog niets bewaard."),
	.stopped = N_("Er is niets bewaard."),
	.free = saying_free,
};

static bool may_say(struct ui *ui, const struct work *w)
{
	const char *why = session_read_only(w->session);
	if (why)
		ui_error(ui, "%s", why);
	return !why;
}

void opmerking_ask(struct ui *ui, struct work *w, const struct opmerking *what, const char *place, const char *said)
{
	if (may_say(ui, w))
		wie_ask_then(ui, w->session, w->clip, &asking_next, saying_new(w, what, place, said));
}

static void go_on_marking(struct ui *ui, void *ctx)
{
	struct saying *x = ctx;
	struct err e = {0};
	bool found;
	if (add(x, NULL, &found, &e)) {
		ui_error(ui, "%s", e.text);
	} else {
		opmerkingen_show(ui_top(ui), NULL);
		if (!*x->id)
			ui_message(ui, _("Dat had u al laten weten. Er is niets veranderd."));
		else
			ui_message(ui, x->what.kind == GEZIEN ? _("Er staat nu bij dat u dit hebt gezien.") : _("Er staat nu bij dat u akkoord bent."));
	}
	saying_free(x);
}

static const struct wie_next marking_next = {
	.go = go_on_marking,
	.nothing = N_("Er is nog niets bewaard."),
	.stopped = N_("Er is niets bewaard."),
	.free = saying_free,
};

void opmerking_mark(struct ui *ui, struct work *w, enum opmerking_kind kind, const char *about)
{
	const struct opmerking what = {.kind = kind, .about = about};
	if (may_say(ui, w))
		wie_ask_then(ui, w->session, w->clip, &marking_next, saying_new(w, &what, "", NULL));
}
