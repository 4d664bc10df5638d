/* The questions about a plan as a whole: a new one, another name, putting away, removing.  Each ends on the record at once. */
#include "screens/overzicht.h"

#include "base/mem.h"
#include "base/taal.h"
#include "base/text.h"
#include "screens/wie.h"
#include "term/ask.h"
#include "term/dialogue.h"

#include <stdlib.h>
#include <string.h>

void plannen_clear(struct plannen *p)
{
	free(p->buurt);
	free(p->wijk);
	free(p->plan);
	doc_free(p->seen);
	*p = (struct plannen){0};
}

static struct overzicht *of(struct screen *s)
{
	return (struct overzicht *)s;
}

static void keep(char **kept, const char *text, size_t len)
{
	char *copy = mem_copy(text, len);
	free(*kept);
	*kept = copy;
}

/* Something must be known before it can go on the record. */
static const char nothing_done[] = N_("Er is nog niets gedaan.");
#define NEXT(function) {.go = function, .nothing = nothing_done, .stopped = nothing_done}

/* What the chosen row is about; false, and said why, where it is no plan that can be read. */
static bool take_chosen(struct ui *ui, struct overzicht *o)
{
	const struct plan_row *row = overzicht_chosen(o);
	const struct doc *d = overzicht_chosen_doc(o);
	plannen_clear(&o->asked);
	if (!d) {
		ui_message(ui, _("Dit bestand kan buurtplan niet lezen. Het blijft zoals het is; vraag een beheerder om het te herstellen."));
		return false;
	}
	o->asked.plan = mem_text(row->name);
	o->asked.buurt = mem_text(plan_row_name(row));
	o->asked.seen = doc_ref(d);
	o->asked.away = row->summary.away;
	return true;
}

static void ask_about_chosen(struct ui *ui, struct overzicht *o, const struct wie_next *next)
{
	if (take_chosen(ui, o))
		wie_ask_then(ui, o->session, &o->clip, next, o);
}

/* --- a new plan: the buurt, the wijk, the name of the file --------------------------------
 * Esc goes back one question, and off the first one out of it; what was typed stays for as long. */

static void ask_buurt(struct ui *ui, void *ctx);
static void ask_wijk(struct ui *ui, struct overzicht *o);
static void ask_name(struct ui *ui, struct overzicht *o);

static bool accept_buurt(struct ui *ui, void *ctx, const char *text, size_t len, enum ask_how how)
{
	struct overzicht *o = ctx;
	if (how != ASK_BACK && text_is_blank(text, len)) {
		ui_error(ui, _("Typ de naam van de buurt. Er is nog niets gemaakt."));
		return false;
	}
	keep(&o->asked.buurt, text, len);
	return true;
}

static void buurt_taken(struct ui *ui, void *ctx, enum ask_how how)
{
	if (how == ASK_BACK)
		ui_message(ui, _("Er is geen plan gemaakt."));
	else
		ask_wijk(ui, ctx);
}

static bool accept_wijk(struct ui *ui, void *ctx, const char *text, size_t len, enum ask_how how)
{
	(void)ui;
	(void)how;
	keep(&((struct overzicht *)ctx)->asked.wijk, text, len);
	return true;
}

static void wijk_taken(struct ui *ui, void *ctx, enum ask_how how)
{
	if (how == ASK_BACK)
		ask_buurt(ui, ctx);
	else
		ask_name(ui, ctx);
}

static bool accept_name(struct ui *ui, void *ctx, const char *text, size_t len, enum ask_how how)
{
	struct overzicht *o = ctx;
	struct err e = {0};
	if (how == ASK_BACK)
		return true;
	keep(&o->asked.plan, text, len);
	if (session_create_plan(o->session, o->asked.plan, o->asked.buurt, o->asked.wijk, NULL, NULL, &e) == OK)
		return true;
	ui_error(ui, "%s", e.text);
	return false;
}

static void name_taken(struct ui *ui, void *ctx, enum ask_how how)
{
	struct overzicht *o = ctx;
	if (how == ASK_BACK) {
		ask_wijk(ui, o);
		return;
	}
	overzicht_show(ui, o, o->asked.plan, true);
	ui_message(ui, _("Gemaakt: het plan %s. Begin waar u wilt; elk deel zegt wat erin hoort."), o->asked.buurt);
}

static const struct ask_owner buurt_owner = {accept_buurt, buurt_taken, NULL, NULL, NULL};
static const struct ask_owner wijk_owner = {accept_wijk, wijk_taken, NULL, NULL, NULL};
static const struct ask_owner name_owner = {accept_name, name_taken, NULL, NULL, NULL};

/* `restored`: Esc is told to the owner too. */
static void ask(struct ui *ui, struct overzicht *o, const struct ask_owner *owner, const char *label, const char *help, const char *text)
{
	ask_line(ui, &(struct ask){
		.title = _("Nieuw plan"), .label = label, .help = help, .text = text ? text : "", .len = text ? strlen(text) : 0,
		.restored = true, .clip = &o->clip, .owner = owner, .ctx = o,
	});
}

static void ask_buurt(struct ui *ui, void *ctx)
{
	struct overzicht *o = ctx;
	ask(ui, o, &buurt_owner, _("Buurt"), _("Voor welke buurt is het plan? Typ de naam zoals u die altijd schrijft."), o->asked.buurt);
}

static void ask_wijk(struct ui *ui, struct overzicht *o)
{
	ask(ui, o, &wijk_owner, _("Wijk"), _("In welke wijk ligt de buurt? Mag leeg blijven; u kunt het later invullen. Esc gaat terug naar de buurt."), o->asked.wijk);
}

/* Is there a plan of a neighbourhood that goes by this name? */
static bool is_known(const struct overzicht *o, const char *buurt)
{
	struct str wanted = {0}, other = {0};
	bool known = false;
	text_fold(&wanted, buurt, strlen(buurt));
	for (size_t i = 0; i < o->plans.count && !known; i++) {
		str_clear(&other);
		text_fold(&other, plan_row_name(&o->plans.p[i]), strlen(plan_row_name(&o->plans.p[i])));
		known = bytes_equal(wanted.p, wanted.len, other.p, other.len);
	}
	str_free(&wanted);
	str_free(&other);
	return known;
}

static void ask_name(struct ui *ui, struct overzicht *o)
{
	struct str name = {0}, help = {0};
	session_propose_name(o->session, o->asked.buurt, &name);
	if (is_known(o, o->asked.buurt))
		str_addf(&help, _("Let op: er is al een plan voor %s.\n\n"), o->asked.buurt);
	str_add_text(&help, _("Zo heet het bestand van het plan. Dit voorstel is goed; u mag het veranderen: kleine letters, cijfers en streepjes. Met Enter wordt het plan gemaakt."));
	ask(ui, o, &name_owner, _("Korte naam voor het bestand"), help.p, str_text(&name));
	str_free(&name);
	str_free(&help);
}

void plannen_new(struct ui *ui, struct screen *s)
{
	static const struct wie_next next = NEXT(ask_buurt);
	struct overzicht *o = of(s);
	plannen_clear(&o->asked);
	wie_ask_then(ui, o->session, &o->clip, &next, o);
}

/* --- another name ---------------------------------------------------------------------------- */

static bool accept_other_name(struct ui *ui, void *ctx, const char *text, size_t len, enum ask_how how)
{
	struct overzicht *o = ctx;
	struct err e = {0};
	if (how != ASK_BACK && session_rename_plan(o->session, o->asked.plan, text, &e)) {
		ui_error(ui, "%s", e.text);
		return false;
	}
	if (how != ASK_BACK)
		keep(&o->asked.plan, text, len);
	return true;
}

static void other_name_taken(struct ui *ui, void *ctx, enum ask_how how)
{
	struct overzicht *o = ctx;
	if (how == ASK_BACK) {
		ui_message(ui, _("Het plan houdt zijn naam."));
		return;
	}
	overzicht_show(ui, o, o->asked.plan, false);
	ui_message(ui, _("Het bestand van %s heet nu %s."), o->asked.buurt, o->asked.plan);
}

static const struct ask_owner other_name_owner = {accept_other_name, other_name_taken, NULL, NULL, NULL};

static void ask_other_name(struct ui *ui, void *ctx)
{
	struct overzicht *o = ctx;
	struct str title = {0}, help = {0};
	str_addf(&title, _("Hernoem %s"), o->asked.buurt);
	str_add_text(&help, _("Alleen het bestand krijgt een andere naam; de tekst en de geschiedenis blijven. De naam van de buurt zelf verandert u in het plan, onder "
			      "Algemeen."));
	if (session_has_draft(o->session, o->asked.plan))
		str_add_text(&help, _("\n\nEr wacht een concept van u bij dit plan. Dat gaat mee."));
	ask_line(ui, &(struct ask){
		.title = title.p, .label = _("Korte naam voor het bestand"), .help = help.p, .text = o->asked.plan, .len = strlen(o->asked.plan),
		.clip = &o->clip, .owner = &other_name_owner, .ctx = o,
	});
	str_free(&title);
	str_free(&help);
}

void plannen_rename(struct ui *ui, struct screen *s)
{
	static const struct wie_next next = NEXT(ask_other_name);
	ask_about_chosen(ui, of(s), &next);
}

/* --- putting away and bringing back ------------------------------------------------------------ */

static void put_away(struct ui *ui, void *ctx)
{
	struct overzicht *o = ctx;
	struct err e = {0};
	bool saved, back = o->asked.away;
	if (session_put_away(o->session, o->asked.plan, !back, &saved, &e)) {
		ui_error(ui, "%s", e.text);
		return;
	}
	overzicht_show(ui, o, o->asked.plan, false);
	if (back)
		ui_message(ui, _("Teruggehaald: %s staat weer in het overzicht."), o->asked.buurt);
	else if (o->shows_put_away)
		ui_message(ui, _("Opgeborgen: %s. Met b haalt u het terug."), o->asked.buurt);
	else
		ui_message(ui, _("Opgeborgen: %s. Met v ziet u wat opgeborgen is; daar haalt u het met b terug."), o->asked.buurt);
}

static void put_away_answered(struct ui *ui, void *ctx, int chosen)
{
	if (chosen == 1)
		put_away(ui, ctx);
}

/* All others miss the plan as well: not by one key that was meant for something else. */
static void ask_put_away(struct ui *ui, void *ctx)
{
	struct overzicht *o = ctx;
	struct str text = {0}, verb = {0};
	if (o->asked.away) {
		put_away(ui, o);
		return;
	}
	str_addf(&text, _("Het plan van %s gaat uit het overzicht, voor iedereen. Er gaat niets weg: met v ziet u wat opgeborgen is, en daar haalt u het met b terug."), o->asked.buurt);
	str_addf(&verb, _("Ja, berg het plan %s op"), o->asked.buurt);
	dialogue_confirm(ui, _("Plan opbergen"), text.p, verb.p, put_away_answered, o);
	str_free(&text);
	str_free(&verb);
}

void plannen_put_away(struct ui *ui, struct screen *s)
{
	static const struct wie_next next = NEXT(ask_put_away);
	ask_about_chosen(ui, of(s), &next);
}

/* --- removing ------------------------------------------------------------------------------------ */

static bool accept_reason(struct ui *ui, void *ctx, const char *text, size_t len, enum ask_how how)
{
	(void)len;
	struct overzicht *o = ctx;
	struct err e = {0};
	if (how == ASK_BACK || session_remove_plan(o->session, o->asked.plan, o->asked.seen, text, NULL, NULL, &e) == OK)
		return true;
	ui_error(ui, "%s", e.text);
	return false;
}

static void reason_taken(struct ui *ui, void *ctx, enum ask_how how)
{
	struct overzicht *o = ctx;
	if (how == ASK_BACK) {
		ui_message(ui, _("Het plan is niet verwijderd."));
		return;
	}
	overzicht_show(ui, o, NULL, false);
	ui_message(ui, _("Verwijderd: %s. In de geschiedenis (g) blijft het staan; daar zet u het ook terug."), o->asked.buurt);
}

static const struct ask_owner reason_owner = {accept_reason, reason_taken, NULL, NULL, NULL};

static void ask_reason(struct ui *ui, void *ctx, int chosen)
{
	struct overzicht *o = ctx;
	struct str title = {0};
	if (chosen != 1)
		return;
	str_addf(&title, _("Verwijder %s"), o->asked.buurt);
	ask_line(ui, &(struct ask){
		.title = title.p, .label = _("Reden"), .text = "",
		.help = _("Waarom gaat dit plan weg? De reden komt met uw naam in de geschiedenis te staan. Met Enter wordt het plan verwijderd, met Esc niet."),
		.clip = &o->clip, .owner = &reason_owner, .ctx = o,
	});
	str_free(&title);
}

static void ask_removal(struct ui *ui, void *ctx)
{
	struct overzicht *o = ctx;
	struct str text = {0}, verb = {0};
	str_addf(&text, _("Het hele plan van %s gaat weg, voor iedereen. In de geschiedenis blijft het staan; daar kan het ook terug."), o->asked.buurt);
	if (session_has_draft(o->session, o->asked.plan))
		str_add_text(&text, _("\n\nLet op: er wacht een concept van u bij dit plan, tekst die u nog niet hebt bewaard. Die ziet u pas weer als het plan terugkomt."));
	if (!o->asked.away)
		str_add_text(&text, _("\n\nMoet het plan alleen uit het overzicht? Kies dan Nee, en berg het op met b."));
	str_addf(&verb, _("Ja, verwijder het plan %s"), o->asked.buurt);
	dialogue_confirm(ui, _("Plan verwijderen"), text.p, verb.p, ask_reason, o);
	str_free(&text);
	str_free(&verb);
}

void plannen_remove(struct ui *ui, struct screen *s)
{
	static const struct wie_next next = NEXT(ask_removal);
	ask_about_chosen(ui, of(s), &next);
}
