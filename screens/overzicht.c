/* The neighbourhoods: one row for each plan, with how far it is.  The first screen. */
#include "screens/overzicht.h"

#include "base/mem.h"
#include "base/taal.h"
#include "base/text.h"
#include "screens/open.h"
#include "session/gezien.h"
#include "term/dialogue.h"

#include <stdlib.h>
#include <string.h>

enum { FRESHEN = 2000 /* ms between looks at whether the record moved */ };

static struct overzicht *of(struct screen *s)
{
	return (struct overzicht *)s;
}

static const struct overzicht *of_const(const struct screen *s)
{
	return (const struct overzicht *)s;
}

/* --- which plans ---------------------------------------------------------------------- */

const struct plan_row *overzicht_chosen(const struct overzicht *o)
{
	return list_shows(&o->list, o->list.chosen) ? &o->plans.p[o->list.chosen] : NULL;
}

const struct doc *overzicht_chosen_doc(struct overzicht *o)
{
	return overzicht_chosen(o) ? plan_row_doc(o->session, &o->plans.p[o->list.chosen]) : NULL;
}

/* What a plan is found by. */
static void words_of(const void *ctx, size_t i, struct str *out)
{
	const struct plan_row *row = &((const struct overzicht *)ctx)->plans.p[i];
	str_addf(out, "%s %s", plan_row_name(row), row->name);
	if (!row->refused)
		str_addf(out, " %s %s %s%s", row->summary.wijk, row->summary.gemeente, row->summary.status, row->aliassen);
}

static bool is_put_away(const struct plan_row *row)
{
	return !row->refused && row->summary.away;
}

/* Out of sight, unless it is looked for. */
static bool is_hidden(const void *ctx, size_t i)
{
	const struct overzicht *o = ctx;
	return !o->shows_put_away && is_put_away(&o->plans.p[i]);
}

/* Where it is gone or out of sight: the row that came in its place. */
static void choose_name(struct overzicht *o, const char *name, size_t otherwise)
{
	for (size_t i = 0; i < o->plans.count; i++)
		if (strcmp(o->plans.p[i].name, name) == 0 && list_shows(&o->list, i))
			otherwise = i;
	list_choose(&o->list, otherwise);
}

static int most(int a, int b)
{
	return a > b ? a : b;
}

static void sum_up(struct overzicht *o)
{
	bool one = true;
	o->sums = (struct overzicht_sums){0};
	for (size_t i = 0; i < o->plans.count; i++) {
		const struct plan_row *row = &o->plans.p[i];
		o->sums.name_cols = most(o->sums.name_cols, text_string_width(plan_row_name(row)));
		if (row->refused)
			continue;
		o->sums.wijk_cols = most(o->sums.wijk_cols, text_string_width(row->summary.wijk));
		o->sums.put_away += row->summary.away;
		if (!o->sums.gemeente && *row->summary.gemeente)
			o->sums.gemeente = row->summary.gemeente;
		else if (*row->summary.gemeente)
			one &= strcmp(o->sums.gemeente, row->summary.gemeente) == 0;
	}
	if (!one)
		o->sums.gemeente = NULL;
}

static void load(struct overzicht *o)
{
	struct err e = {0};
	struct plan_rows fresh;
	size_t was = o->list.chosen;
	char *name = overzicht_chosen(o) ? mem_text(overzicht_chosen(o)->name) : NULL;
	free(o->broken);
	o->broken = NULL;
	if (session_plans(o->session, &fresh, &e)) {
		o->broken = mem_text(e.text);
	} else {
		plan_rows_clear(&o->plans);
		o->plans = fresh;
		plan_rows_away_last(&o->plans);
		o->beside_of = NULL;
		sum_up(o);
		nieuw_load(o);
		list_set_count(&o->list, o->plans.count);
		filter_refresh(&o->filter);
		if (name)
			choose_name(o, name, was);
	}
	free(name);
}

void overzicht_clock(const struct overzicht *o, char out[8])
{
	struct str now = {0};
	struct moment m = session_now(o->session);
	date_short(&now, m, m);
	memcpy(out, str_text(&now), now.len < 7 ? now.len + 1 : 0);
	str_free(&now);
}

static int overzicht_tick(struct ui *ui, struct screen *s)
{
	struct overzicht *o = of(s);
	char clock[8] = "";
	overzicht_clock(o, clock);
	bool later = strcmp(clock, o->clock) != 0, stale = session_is_stale(o->session);
	if (stale)
		load(o);
	bool changed, busy = nieuw_step(o, &changed);
	if (later || stale || changed)
		ui_redraw(ui);
	return busy ? 0 : FRESHEN;
}

/* Back from a plan: what it says, and whether a draft of it waits. */
static void overzicht_resumed(struct ui *ui, struct screen *s)
{
	struct overzicht *o = of(s);
	if (ui_top(ui) != s || !o->left)
		return;
	o->left = false;
	load(o);
}

/* --- actions ------------------------------------------------------------------------------- */

static void tell_refused(struct ui *ui, const struct plan_row *row)
{
	struct str text = {0};
	str_addf(&text, "%s.yaml", row->name);
	if (row->line)
		str_addf(&text, row->column ? _(", regel %d, teken %d") : _(", regel %d"), row->line, row->column);
	str_addf(&text, ":\n%s\n\n%s", row->refused ? row->refused : "",
		 _("Het bestand blijft zoals het is; de andere plannen werken gewoon. Vraag een beheerder om het te herstellen."));
	dialogue_notice(ui, _("Dit plan kan niet open"), text.p);
	str_free(&text);
}

static void open_chosen(struct ui *ui, struct overzicht *o, void (*open)(struct ui *ui, struct work *take))
{
	const struct plan_row *row = overzicht_chosen(o);
	struct work *w;
	struct err e = {0};
	if (row->refused) {
		tell_refused(ui, row);
	} else if (work_open(&w, o->session, row->name, &o->clip, &e)) {
		dialogue_notice(ui, _("Dit plan kan niet open"), e.text);
	} else {
		o->left = true;
		open(ui, w);
	}
}

static void open_plan(struct ui *ui, struct work *take)
{
	plan_open(ui, take, NULL);
}

static void run_open(struct ui *ui, struct screen *s)
{
	open_chosen(ui, of(s), open_plan);
}

static void run_read(struct ui *ui, struct screen *s)
{
	open_chosen(ui, of(s), plan_read);
}

static bool has_rows(const struct screen *s)
{
	return overzicht_chosen(of_const(s));
}

void overzicht_show(struct ui *ui, struct overzicht *o, const char *name, bool open)
{
	load(o);
	if (name)
		choose_name(o, name, o->list.chosen);
	if (open && overzicht_chosen(o) && strcmp(overzicht_chosen(o)->name, name) == 0)
		run_open(ui, &o->base);
	ui_redraw(ui);
}

static bool may_change(const struct screen *s)
{
	return !session_read_only(of_const(s)->session);
}

static bool may_change_row(const struct screen *s)
{
	return may_change(s) && has_rows(s);
}

static bool may_put_away(const struct screen *s)
{
	return may_change_row(s) && !is_put_away(overzicht_chosen(of_const(s)));
}

static bool may_bring_back(const struct screen *s)
{
	return may_change_row(s) && is_put_away(overzicht_chosen(of_const(s)));
}

static bool hides_put_away(const struct screen *s)
{
	return !of_const(s)->shows_put_away && of_const(s)->sums.put_away > 0;
}

static bool shows_put_away(const struct screen *s)
{
	return of_const(s)->shows_put_away;
}

static void run_show_put_away(struct ui *ui, struct screen *s)
{
	(void)ui;
	of(s)->shows_put_away = !of(s)->shows_put_away;
	filter_refresh(&of(s)->filter);
}

static bool has_plans(const struct screen *s)
{
	return of_const(s)->plans.count > 0;
}

static bool overzicht_key(struct ui *ui, struct screen *s, const struct event *ev)
{
	(void)ui;
	struct overzicht *o = of(s);
	return list_key(&o->list, ev) || list_wheel(&o->beside_list, ev);
}

static struct filter *overzicht_filter(struct screen *s)
{
	return &of(s)->filter;
}

void overzicht_left(struct screen *s)
{
	of(s)->left = true;
}

static void run_search(struct ui *ui, struct screen *s)
{
	zoeken_open(ui, of(s)->session, &of(s)->clip);
}

static void run_history(struct ui *ui, struct screen *s)
{
	geschiedenis_open_all(ui, of(s)->session, &of(s)->clip);
}

static void run_stop(struct ui *ui, struct screen *s)
{
	(void)s;
	ui_quit(ui);
}

static void overzicht_free(struct screen *s)
{
	struct overzicht *o = of(s);
	plan_rows_clear(&o->plans);
	rows_clear(&o->beside);
	filter_clear(&o->filter);
	plannen_clear(&o->asked);
	nieuw_clear(&o->nieuw);
	gezien_flush(o->session);
	str_free(&o->clip.text);
	free(o->broken);
	free(o);
}

static const struct action overzicht_actions[] = {
	{"open", {K_ENTER}, N_("open"), N_("Opent het plan van de gekozen buurt"), run_open, has_rows},
	{"lezen", {'l'}, N_("lezen"), N_("Leest het plan van boven naar beneden als één tekst"), run_read, has_rows},
	{"geschiedenis", {'g'}, N_("geschiedenis"), N_("Wie wat veranderde, wanneer en waarom, in alle plannen"), run_history, has_plans},
	{"nieuw", {'n'}, N_("nieuw"), N_("Maakt een nieuw plan voor een buurt"), plannen_new, may_change},
	{"berg-op", {'b'}, N_("berg op"), N_("Haalt het plan uit het overzicht; het blijft te vinden en terug te halen"), plannen_put_away, may_put_away},
	{"haal-terug", {'b'}, N_("haal terug"), N_("Zet een opgeborgen plan weer in het overzicht"), plannen_put_away, may_bring_back},
	{"toon", {'v'}, N_("opgeborgen"), N_("Laat ook de plannen zien die opgeborgen zijn"), run_show_put_away, hides_put_away},
	{"verberg", {'v'}, N_("verberg"), N_("Laat de opgeborgen plannen niet meer zien"), run_show_put_away, shows_put_away},
	{"hernoem", {'h'}, N_("hernoem"), N_("Geeft het plan een andere korte naam"), plannen_rename, may_change_row},
	{"verwijder", {'d', K_DELETE}, N_("verwijder"), N_("Haalt het hele plan weg; vraagt eerst of het mag, en waarom"), plannen_remove, may_change_row},
	{"gezien", {'m'}, N_("alles gezien"), N_("Wat er in alle plannen nieuw is, geldt daarna als gezien"), nieuw_see_all, nieuw_may_see_all},
	{"zoek-overal", {K_CTRL_F}, N_("zoek overal"), N_("Zoekt woorden in alle plannen, en gaat erheen"), run_search, has_plans},
	{"stop", {'q'}, N_("stop"), N_("Stopt met buurtplan"), run_stop, NULL},
	{0},
};

const struct screen_class overzicht_class = {
	.name = "overzicht",
	.help = N_("Hier staan alle buurten met een plan. Kies er een met de pijltjes en druk op Enter. De balk laat zien hoe ver de speerpunten zijn; "
		  "2/4 betekent dat er 2 van de 4 afgerond of overgedragen zijn.\n\n"
		  "Onder Nieuw staat hoe vaak anderen het plan veranderd hebben sinds u het voor het laatst bekeek, en onder Wacht hoeveel opmerkingen op u wachten. "
		  "In het plan staat bij wat nieuw is een ◂, tot u het opent.\n\n"
		  "Een * betekent dat er een concept van u wacht: tekst die u nog niet hebt bewaard. Een ! betekent dat er in het plan iets niet klopt. "
		  "Een grijze regel is een bestand dat buurtplan niet kan lezen; Enter vertelt waarom.\n\n"
		  "Een plan dat u niet meer nodig hebt, bergt u op. Het is dan uit dit overzicht, maar niet weg: wie zoekt, vindt het, en u haalt het terug."),
	.actions = overzicht_actions,
	.heading = overzicht_heading,
	.layout = overzicht_layout,
	.draw = overzicht_draw,
	.key = overzicht_key,
	.filter = overzicht_filter,
	.tick = overzicht_tick,
	.resumed = overzicht_resumed,
	.free = overzicht_free,
};

struct screen *overzicht_new(struct session *session)
{
	struct overzicht *o = mem_alloc(sizeof *o);
	o->base.class = &overzicht_class;
	o->session = session;
	list_init(&o->list, &overzicht_list, o);
	filter_init(&o->filter, &o->list, words_of, is_hidden);
	list_init(&o->beside_list, &rows_list, &o->beside);
	overzicht_clock(o, o->clock);
	load(o);
	return &o->base;
}
