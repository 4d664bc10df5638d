/* The neighbourhoods: one row for each plan, with how far it is.  The first screen. */
#include "screens/overzicht.h"

#include "base/mem.h"
#include "base/taal.h"
#include "base/text.h"
#include "plan/check.h"
#include "plan/plan.h"
#include "screens/open.h"
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
	return o->shown.count ? &o->plans.p[o->shown.p[o->list.chosen]] : NULL;
}

const char *overzicht_name(const struct plan_row *row)
{
	return row->doc && *row->summary.buurt ? row->summary.buurt : row->name;
}

static bool matches(const struct plan_row *row, const struct str *wanted)
{
	struct str words = {0}, folded = {0};
	str_addf(&words, "%s %s", overzicht_name(row), row->name);
	if (row->doc)
		str_addf(&words, " %s %s %s", row->summary.wijk, row->summary.gemeente, row->summary.status);
	const struct node *names = row->doc ? plan_list(row->doc->root, "aliassen") : NULL;
	for (size_t i = 0; names && i < names->count; i++)
		if (names->items[i]->kind == NODE_SCALAR)
			str_addf(&words, " %s", names->items[i]->text);
	text_fold(&folded, words.p, words.len);
	bool found = wanted->len == 0 || memmem(str_text(&folded), folded.len, wanted->p, wanted->len);
	str_free(&words);
	str_free(&folded);
	return found;
}

static bool is_put_away(const struct plan_row *row)
{
	return row->doc && row->summary.away;
}

size_t overzicht_put_away(const struct overzicht *o)
{
	size_t count = 0;
	for (size_t i = 0; i < o->plans.count; i++)
		count += is_put_away(&o->plans.p[i]);
	return count;
}

/* Those that are put away, or the others. */
static void add_matching(struct overzicht *o, const struct str *wanted, bool put_away)
{
	for (size_t i = 0; i < o->plans.count; i++)
		if (is_put_away(&o->plans.p[i]) == put_away && matches(&o->plans.p[i], wanted))
			vec_push(&o->shown, i);
}

/* The place of the plan in what is shown, else the one that it would come behind. */
static size_t place_of(const struct overzicht *o, size_t plan)
{
	size_t at = 0;
	for (size_t i = 0; i < o->shown.count; i++) {
		if (o->shown.p[i] == plan)
			return i;
		if (o->shown.p[i] < plan && !is_put_away(&o->plans.p[o->shown.p[i]]))
			at = i;
	}
	return at;
}

/* The plans that the search leaves; the chosen one stays chosen where it is among them.  A search finds what is put
 * away too. */
static void filter(struct overzicht *o)
{
	struct str wanted = {0};
	size_t len = 0, keep = o->shown.count ? o->shown.p[o->list.chosen] : 0;
	const char *typed = o->search ? editor_text(o->search, &len) : "";
	text_fold(&wanted, typed, len);
	o->shown.count = 0;
	add_matching(o, &wanted, false);
	if (o->shows_put_away || wanted.len)
		add_matching(o, &wanted, true);
	list_set_count(&o->list, o->shown.count);
	list_choose(&o->list, place_of(o, keep));
	str_free(&wanted);
}

static void look_for_findings(struct overzicht *o)
{
	o->findings.count = 0;
	for (size_t i = 0; i < o->plans.count; i++) {
		struct findings found = {0};
		if (o->plans.p[i].doc)
			check_doc(&found, o->plans.p[i].doc);
		vec_push(&o->findings, found.count > 0);
		findings_free(&found);
	}
}

static void choose_name(struct overzicht *o, const char *name)
{
	for (size_t i = 0; i < o->shown.count; i++)
		if (strcmp(o->plans.p[o->shown.p[i]].name, name) == 0)
			list_choose(&o->list, i);
}

static void load(struct overzicht *o)
{
	struct err e = {0};
	struct plan_rows fresh;
	char *name = overzicht_chosen(o) ? mem_text(overzicht_chosen(o)->name) : NULL;
	free(o->broken);
	o->broken = NULL;
	if (session_plans(o->session, &fresh, &e)) {
		o->broken = mem_text(e.text);
	} else {
		plan_rows_clear(&o->plans);
		o->plans = fresh;
		o->beside_of = NULL;
		look_for_findings(o);
		filter(o);
		if (name)
			choose_name(o, name);
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
	if (later || stale)
		ui_redraw(ui);
	return FRESHEN;
}

/* Back from a plan: what it says, and whether a draft of it waits. */
static void overzicht_resumed(struct ui *ui, struct screen *s)
{
	struct overzicht *o = of(s);
	if (ui_top(ui) != s || !o->away)
		return;
	o->away = false;
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

static void stop_searching(struct overzicht *o)
{
	char *name = overzicht_chosen(o) ? mem_text(overzicht_chosen(o)->name) : NULL;
	editor_free(o->search);
	o->search = NULL;
	filter(o);
	if (name)
		choose_name(o, name);
	free(name);
}

static void open_chosen(struct ui *ui, struct overzicht *o, void (*open)(struct ui *ui, struct work *take))
{
	const struct plan_row *row = overzicht_chosen(o);
	struct work *w;
	struct err e = {0};
	if (!row->doc) {
		tell_refused(ui, row);
	} else if (work_open(&w, o->session, row->name, &o->clip, &e)) {
		dialogue_notice(ui, _("Dit plan kan niet open"), e.text);
	} else {
		o->away = true;
		open(ui, w);
	}
	if (o->search)
		stop_searching(o);
}

static void run_open(struct ui *ui, struct screen *s)
{
	open_chosen(ui, of(s), plan_open);
}

static void run_read(struct ui *ui, struct screen *s)
{
	open_chosen(ui, of(s), plan_read);
}

static bool has_rows(const struct screen *s)
{
	return of_const(s)->shown.count > 0;
}

void overzicht_show(struct ui *ui, struct overzicht *o, const char *name, bool open)
{
	load(o);
	if (name)
		choose_name(o, name);
	if (open && overzicht_chosen(o) && strcmp(overzicht_chosen(o)->name, name) == 0)
		run_open(ui, &o->base);
	ui_redraw(ui);
}

static bool may_change(const struct screen *s)
{
	return !of_const(s)->search && !session_read_only(of_const(s)->session);
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
	return !of_const(s)->search && !of_const(s)->shows_put_away && overzicht_put_away(of_const(s));
}

static bool shows_put_away(const struct screen *s)
{
	return !of_const(s)->search && of_const(s)->shows_put_away;
}

static void run_show_put_away(struct ui *ui, struct screen *s)
{
	(void)ui;
	of(s)->shows_put_away = !of(s)->shows_put_away;
	filter(of(s));
}

static bool may_read(const struct screen *s)
{
	return has_rows(s) && !of_const(s)->search;
}

static void run_search(struct ui *ui, struct screen *s)
{
	(void)ui;
	of(s)->search = editor_new("", 0, false, &of(s)->clip);
}

static bool is_searching(const struct screen *s)
{
	return of_const(s)->search;
}

static bool is_not_searching(const struct screen *s)
{
	return !of_const(s)->search;
}

static bool overzicht_key(struct ui *ui, struct screen *s, const struct event *ev)
{
	(void)ui;
	struct overzicht *o = of(s);
	if (!o->search)
		return list_key(&o->list, ev);
	unsigned long before = editor_changes(o->search);
	bool arrow = ev->key == K_UP || ev->key == K_DOWN || ev->key == K_PAGE_UP || ev->key == K_PAGE_DOWN;
	if (arrow)
		return list_key(&o->list, ev) || ev->key != K_DOWN;
	bool used = editor_key(o->search, ev);
	if (before != editor_changes(o->search))
		filter(o);
	return used;
}

/* Esc ends the search; on the overview itself it says how to stop. */
static void run_end_search(struct ui *ui, struct screen *s)
{
	(void)ui;
	stop_searching(of(s));
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
	vec_free(&o->findings);
	vec_free(&o->shown);
	rows_clear(&o->beside);
	editor_free(o->search);
	plannen_clear(&o->asked);
	str_free(&o->clip.text);
	free(o->broken);
	free(o);
}

static const struct action overzicht_actions[] = {
	{"open", {K_ENTER}, _("open"), _("Opent het plan van de gekozen buurt"), run_open, has_rows},
	{"lezen", {'l'}, N_("lezen"), N_("Leest het plan van boven naar beneden als één tekst"), run_read, may_read},
	{"zoek", {'/'}, _("zoek"), _("Zoekt een buurt, wijk of status terwijl u typt"), run_search, is_not_searching},
	{"nieuw", {'n'}, N_("nieuw"), N_("Maakt een nieuw plan voor een buurt"), plannen_new, may_change},
	{"berg-op", {'b'}, N_("berg op"), N_("Haalt het plan uit het overzicht; het blijft te vinden en terug te halen"), plannen_put_away, may_put_away},
	{"haal-terug", {'b'}, N_("haal terug"), N_("Zet een opgeborgen plan weer in het overzicht"), plannen_put_away, may_bring_back},
	{"toon", {'v'}, N_("opgeborgen"), N_("Laat ook de plannen zien die opgeborgen zijn"), run_show_put_away, hides_put_away},
	{"verberg", {'v'}, N_("verberg"), N_("Laat de opgeborgen plannen niet meer zien"), run_show_put_away, shows_put_away},
	{"hernoem", {'h'}, N_("hernoem"), N_("Geeft het plan een andere korte naam"), plannen_rename, may_change_row},
	{"verwijder", {'d', K_DELETE}, N_("verwijder"), N_("Haalt het hele plan weg; vraagt eerst of het mag, en waarom"), plannen_remove, may_change_row},
	{"klaar", {K_ESC}, _("zoeken klaar"), _("Laat alle buurten weer zien"), run_end_search, is_searching},
	{"stop", {'q'}, _("stop"), _("Stopt met buurtplan"), run_stop, is_not_searching},
	{0},
};

const struct screen_class overzicht_class = {
	.name = "overzicht",
	.help = _("Hier staan alle buurten met een plan. Kies er een met de pijltjes en druk op Enter. De balk laat zien hoe ver de speerpunten zijn; "
		  "2/4 betekent dat er 2 van de 4 afgerond of overgedragen zijn.\n\n"
		  "Een * betekent dat er een concept van u wacht: tekst die u nog niet hebt bewaard. Een ! betekent dat er in het plan iets niet klopt. "
		  "Een grijze regel is een bestand dat buurtplan niet kan lezen; Enter vertelt waarom.\n\n"
		  "Een plan dat u niet meer nodig hebt, bergt u op. Het is dan uit dit overzicht, maar niet weg: wie zoekt, vindt het, en u haalt het terug."),
	.actions = overzicht_actions,
	.heading = overzicht_heading,
	.layout = overzicht_layout,
	.draw = overzicht_draw,
	.key = overzicht_key,
	.typing = is_searching,
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
	list_init(&o->beside_list, &rows_list, &o->beside);
	overzicht_clock(o, o->clock);
	load(o);
	return &o->base;
}
