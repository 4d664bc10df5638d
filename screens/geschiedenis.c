/* The versions of a plan, of one thing in it, or of all plans: who changed what, when and why; of the chosen one before and after. */
#include "screens/geschiedenis.h"

#include "base/mem.h"
#include "base/taal.h"
#include "plan/path.h"
#include "screens/open.h"
#include "screens/show.h"
#include "term/ask.h"

#include <stdlib.h>
#include <string.h>

static struct geschiedenis *of(struct screen *s)
{
	return (struct geschiedenis *)s;
}

static const struct geschiedenis *of_const(const struct screen *s)
{
	return (const struct geschiedenis *)s;
}

/* --- actions -------------------------------------------------------------------------------- */

static bool has_rows(const struct screen *s)
{
	return list_shown(&of_const(s)->list) > 0;
}

static bool is_comparing(const struct screen *s)
{
	return of_const(s)->against > 0;
}

static bool may_open(const struct screen *s)
{
	return has_rows(s) && !is_comparing(s);
}

static bool may_compare_with(const struct screen *s)
{
	return has_rows(s) && is_comparing(s);
}

static bool may_restore(const struct screen *s)
{
	return may_open(s) && terug_may(of_const(s));
}

/* Other rows would be another question: first the one that was asked. */
static bool may_choose_rows(const struct screen *s)
{
	return !is_comparing(s);
}

static bool may_widen(const struct screen *s)
{
	return may_choose_rows(s) && *of_const(s)->path;
}

static bool is_filtered(const struct screen *s)
{
	return may_choose_rows(s) && vraag_is_set(&of_const(s)->vraag);
}

static void run_open(struct ui *ui, struct screen *s)
{
	versie_open(ui, of(s));
}

static void run_look(struct ui *ui, struct screen *s)
{
	toen_open(ui, of(s), NULL);
}

static void run_restore(struct ui *ui, struct screen *s)
{
	terug_ask(ui, of(s), of(s)->list.chosen);
}

enum { COMPARE_NOW, COMPARE_OTHER };

static void compare_chosen(struct ui *ui, void *ctx, int row)
{
	struct geschiedenis *g = ctx;
	if (row == COMPARE_NOW)
		vergelijk_open(ui, g, g->list.chosen, SIZE_MAX);
	else
		g->against = g->list.chosen + 1;
}

static void run_compare(struct ui *ui, struct screen *s)
{
	struct geschiedenis *g = of(s);
	const char *labels[] = {_("zoals het nu is"), _("een andere versie: kies die hierna")};
	struct str title = {0};
	if (!g->base.work) { /* there is no one plan that is now */
		g->against = g->list.chosen + 1;
		return;
	}
	str_add_text(&title, _("Vergelijk "));
	date_long(&title, history_row(g->history, g->list.chosen)->when);
	str_add_text(&title, _(" met"));
	ask_choice(ui, &(struct ask_choice){.title = title.p, .labels = labels, .count = 2, .present = -1, .chosen = compare_chosen, .ctx = g});
	str_free(&title);
}

static void run_compare_with(struct ui *ui, struct screen *s)
{
	struct geschiedenis *g = of(s);
	size_t other = g->against - 1;
	if (other == g->list.chosen) {
		ui_message(ui, _("Dit is dezelfde versie. Kies een andere, of stop met Esc."));
		return;
	}
	if (!g->base.work && strcmp(history_row(g->history, other)->plan, history_row(g->history, g->list.chosen)->plan) != 0) {
		ui_message(ui, _("Dit is een ander plan. Kies een versie van hetzelfde plan, of stop met Esc."));
		return;
	}
	g->against = 0;
	vergelijk_open(ui, g, other, g->list.chosen);
}

static bool may_remark(const struct screen *s)
{
	return may_open(s) && work_of(s);
}

static void run_remarks(struct ui *ui, struct screen *s)
{
	struct geschiedenis *g = of(s);
	opmerkingen_open(ui, g->base.work, g->path, history_row(g->history, g->list.chosen)->version);
}

static void run_filter(struct ui *ui, struct screen *s)
{
	vraag_open(ui, of(s));
}

static void run_clear(struct ui *ui, struct screen *s)
{
	vraag_clear(&of(s)->vraag);
	geschiedenis_ask_anew(ui, of(s));
}

static void run_unseen(struct ui *ui, struct screen *s)
{
	of(s)->vraag.unseen = !of(s)->vraag.unseen;
	geschiedenis_ask_anew(ui, of(s));
}

static void run_day(struct ui *ui, struct screen *s)
{
	dag_ask(ui, of(s));
}

/* From an item to its list, then the speerpunt, then the plan. */
static void run_widen(struct ui *ui, struct screen *s)
{
	struct geschiedenis *g = of(s);
	char *slash = strrchr(g->path, '/');
	*(slash ? slash : g->path) = '\0';
	if (strcmp(g->path, "speerpunten") == 0)
		*g->path = '\0';
	struct str name = {0};
	show_place(&name, sitting_doc(g->base.work->sitting), g->path);
	free(g->name);
	g->name = mem_text(str_text(&name));
	str_free(&name);
	geschiedenis_ask_anew(ui, g);
}

/* What changed first in a version, as it was after it, or before where it went; NULL where that is not known. */
static const struct node *first_changed(const struct history_detail *d, const struct doc **in)
{
	const struct node *old = d->changes.count ? d->changes.p[0].old : d->old, *new = d->changes.count ? d->changes.p[0].new : d->new;
	*in = new ? d->after : d->before;
	return new ? new : old;
}

/* Its path in the plan as it stands in the form, where items may have another place by now; false where it is gone. */
static bool find_now(struct str *path, const struct work *w, const struct doc *in, const struct node *n)
{
	struct match m;
	match_init(&m, in, sitting_doc(w->sitting));
	const struct node *there = match_in_b(&m, n);
	if (there)
		path_of(path, there);
	match_clear(&m);
	return there;
}

static void run_go(struct ui *ui, struct screen *s)
{
	struct geschiedenis *g = of(s);
	struct work *w = g->base.work;
	char *plan = mem_text(history_row(g->history, g->list.chosen)->plan);
	const struct history_detail *d;
	const struct doc *in;
	struct err none;
	struct str path = {0};
	const struct node *n = history_detail(g->history, g->list.chosen, &d, &none) ? NULL : first_changed(d, &in);
	bool there = true;
	if (n && w)
		there = find_now(&path, w, in, n);
	else if (n)
		path_of(&path, n);
	if (!path.len)
		str_add_text(&path, schema_next(schema_first(NULL))->key);
	if (!there)
		ui_message(ui, _("Dit staat niet meer in het plan. Met b ziet u hoe het was, met z zet u het terug."));
	else if (w)
		plan_go_to(ui, w, path.p, false);
	else
		naar_plaats(ui, g->session, g->clip, plan, path.p);
	str_free(&path);
	free(plan);
}

static void run_search(struct ui *ui, struct screen *s)
{
	zoeken_open(ui, of(s)->session, of(s)->clip);
}

static void geschiedenis_back(struct ui *ui, struct screen *s)
{
	if (!is_comparing(s)) {
		ui_close(ui);
		return;
	}
	of(s)->against = 0;
	ui_message(ui, _("Er wordt niet vergeleken."));
}

static bool geschiedenis_key(struct ui *ui, struct screen *s, const struct event *ev)
{
	bool used = list_key(&of(s)->list, ev);
	if (used)
		ui_tick_soon(ui); /* what changed in the rows that came in view */
	return used;
}

static struct filter *geschiedenis_filter(struct screen *s)
{
	return &of(s)->filter;
}

static void geschiedenis_free(struct screen *s)
{
	struct geschiedenis *g = of(s);
	filter_clear(&g->filter);
	geschiedenis_unsay(g);
	history_free(g->history);
	vraag_clear(&g->vraag);
	terug_clear(&g->terug);
	free(g->day.typed);
	free(g->wanted);
	free(g->path);
	free(g->name);
	free(g->broken);
	free(g);
}

static const struct action geschiedenis_actions[] = {
	{"volledig", {K_ENTER}, N_("volledig"), N_("Laat alles zien wat in deze versie veranderde"), run_open, may_open},
	{"vergelijk-met", {K_ENTER, 'v'}, N_("vergelijk"), N_("Laat zien wat er anders is tussen de twee versies"), run_compare_with, may_compare_with},
	{"bekijk", {'b'}, N_("bekijk"), N_("Laat het hele plan of speerpunt zien zoals het toen was"), run_look, may_open},
	{"zet-terug", {'z'}, N_("zet terug"), N_("Maakt het weer zoals het in deze versie was; vraagt eerst of het mag"), run_restore, may_restore},
	{"vergelijk", {'v'}, N_("vergelijk"), N_("Legt deze versie naast een andere, of naast hoe het nu is"), run_compare, may_open},
	{"opmerkingen", {'o'}, N_("opmerkingen"), N_("Wat mensen over deze versie zeiden, en wat u erover wilt zeggen"), run_remarks, may_remark},
	{"filter", {'f'}, N_("filter"), N_("Kiest van wie, wanneer en waarover u de versies wilt zien"), run_filter, may_choose_rows},
	{"wis-filter", {'x'}, N_("alles tonen"), N_("Haalt de filter weg: alle versies staan er weer"), run_clear, is_filtered},
	{"datum", {'d'}, N_("datum"), N_("Kiest de versie die op een dag gold"), run_day, has_rows},
	{"sinds-bezoek", {'s'}, N_("sinds bezoek"), N_("Toont alleen wat nieuw is sinds uw laatste bezoek, of weer alles"), run_unseen, may_choose_rows},
	{"ruimer", {'r'}, N_("ruimer"), N_("De geschiedenis van wat eromheen staat: het speerpunt, het plan"), run_widen, may_widen},
	{"erheen", {'e'}, N_("erheen"), N_("Gaat naar de plaats in het plan die hier veranderde"), run_go, may_open},
	{"zoek-overal", {K_CTRL_F}, N_("zoek overal"), N_("Zoekt woorden in alle plannen, en gaat erheen"), run_search, NULL},
	WORK_ROW_STOP,
	{0},
};

const struct screen_class geschiedenis_class = {
	.name = "geschiedenis",
	.help = N_("Elke regel is een keer dat iemand bewaarde: wanneer, wie en wat. De nieuwste staat bovenaan. Daaronder, of ernaast, staat van de gekozen versie de reden, en wat er was en wat het werd.\n\n"
		  "Wat verdween staat tussen [- en -] of achter een -, wat erbij kwam tussen {+ en +} of achter een +. Wat u zelf nog niet hebt bewaard, staat hier niet bij.\n\n"
		  "Bekijken, vergelijken en filteren veranderen niets. Wat u terugzet, staat pas in het plan als u bewaart."),
	.actions = geschiedenis_actions,
	.heading = geschiedenis_heading,
	.layout = geschiedenis_layout,
	.draw = geschiedenis_draw,
	.key = geschiedenis_key,
	.back = geschiedenis_back,
	.tick = geschiedenis_tick,
	.leave = work_leave,
	.free = geschiedenis_free,
	.filter = geschiedenis_filter,
};
