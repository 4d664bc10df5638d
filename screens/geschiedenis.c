/* The versions of a plan, of one thing in it, or of all plans: who changed what, when and why; of the chosen one before and after. */
#include "screens/geschiedenis.h"

#include "base/mem.h"
#include "base/taal.h"
#include "plan/path.h"
#include "screens/open.h"
#include "screens/show.h"
#include "term/ask.h"
#include "term/input.h"

#include <stdlib.h>
#include <string.h>

enum {
	STEP = 8,      /* versions looked at in one go: a step ends where it finds one */
	STEPS = 12,    /* that are taken in any case before a key goes first: as many as there are rows in view, … */
	SLICE_MS = 4   /* … and what time there may be for more */
};

static struct geschiedenis *of(struct screen *s)
{
	return (struct geschiedenis *)s;
}

static const struct geschiedenis *of_const(const struct screen *s)
{
	return (const struct geschiedenis *)s;
}

/* --- a version, for what opens from here --------------------------------------------------- */

void geschiedenis_number(const struct geschiedenis *g, size_t i, struct str *out)
{
	size_t number = history_number(g->history, i), total = history_total(g->history);
	if (number && total)
		str_addf(out, _("versie %zu van %zu"), number, total);
	else if (g->base.work) /* of all plans together there is none */
		str_add_text(out, _("versie …"));
}

bool geschiedenis_step(struct ui *ui, struct geschiedenis *g, int step)
{
	size_t i = g->list.chosen;
	do
		i += (size_t)step; /* before the first one it is past the end */
	while (i < g->list.count && !list_shows(&g->list, i));
	if (i < g->list.count) {
		list_choose(&g->list, i);
		return true;
	}
	if (step < 0)
		ui_message(ui, _("Dit is de nieuwste versie."));
	else if (history_is_done(g->history) || g->broken)
		ui_message(ui, _("Dit is de oudste versie."));
	else
		ui_message(ui, _("Oudere versies worden nog gezocht. Probeer het zo nog eens."));
	return false;
}

/* What the history is of, in a version of the plan; an item is followed, so its path is that of the version. */
static const struct node *find_in(const struct geschiedenis *g, const struct doc *d, const struct node *seen)
{
	struct str path = {0};
	struct place p;
	if (seen)
		path_of(&path, seen);
	else
		str_add_text(&path, g->path);
	const struct node *n = path_resolve(&p, d, str_text(&path), NULL) ? NULL : p.node;
	str_free(&path);
	return n;
}

enum code geschiedenis_doc(struct geschiedenis *g, size_t i, struct doc **out, const struct node **node, bool *before, struct err *e)
{
	const struct history_detail *d;
	*out = NULL;
	*node = NULL;
	enum code code = history_detail(g->history, i, &d, e);
	if (code)
		return code;
	*before = d->gone && d->readable;
	if (*before)
		*out = doc_ref(d->before);
	else
		code = history_doc(g->history, i, out, e);
	if (!code && *g->path)
		*node = find_in(g, *out, *before ? d->old : d->new);
	return code;
}

const char *geschiedenis_buurt(const struct geschiedenis *g, size_t i)
{
	return g->base.work ? work_buurt(g->base.work) : i < g->list.count ? history_row(g->history, i)->plan : "";
}

/* --- long work -------------------------------------------------------------------------- */

static void read_on(struct ui *ui, struct geschiedenis *g)
{
	int64_t start = input_clock();
	struct err e = {0};
	for (int step = 0; step < STEPS || input_clock() - start < SLICE_MS; step++) {
		if (history_is_done(g->history))
			break;
		if (history_step(g->history, STEP, &e)) {
			g->broken = mem_text(e.text);
			ui_error(ui, "%s", e.text);
			break;
		}
	}
	list_set_count(&g->list, history_count(g->history));
	filter_more(&g->filter);
}

static bool is_reading(const struct geschiedenis *g)
{
	return !history_is_done(g->history) && !g->broken;
}

/* Goes to the version that stood at the end of the day that was asked for, as soon as it is known. */
static void look_for_day(struct ui *ui, struct geschiedenis *g)
{
	struct str when = {0};
	for (size_t i = 0; g->day.typed && i < g->list.count; i++) {
		const struct history_row *row = history_row(g->history, i);
		if (!list_shows(&g->list, i) || date_shown(row->when) >= g->day.until)
			continue;
		list_choose(&g->list, i);
		date_long(&when, row->when);
		ui_message(ui, _("%s: toen gold de versie van %s."), g->day.typed, when.p);
		free(g->day.typed);
		g->day.typed = NULL;
	}
	if (g->day.typed && !is_reading(g)) {
		ui_message(ui, _("%s: toen was er nog geen versie."), g->day.typed);
		free(g->day.typed);
		g->day.typed = NULL;
	}
	str_free(&when);
}

static int geschiedenis_tick(struct ui *ui, struct screen *s)
{
	struct geschiedenis *g = of(s);
	size_t before = history_count(g->history), seen = g->list.first + (size_t)g->list.rows;
	bool reading = is_reading(g);
	work_tick(ui, s);
	if (reading)
		read_on(ui, g);
	if (ui_top(ui) == s)
		look_for_day(ui, g);
	bool said = geschiedenis_say(g);
	if ((reading && (before <= seen || !is_reading(g))) || said)
		ui_redraw(ui);
	return is_reading(g) || said ? 0 : -1;
}

/* --- which versions ------------------------------------------------------------------------ */

static enum code ask_history(struct geschiedenis *g, struct history **out, struct err *e)
{
	struct history_query q = {.plan = g->base.work ? sitting_plan(g->base.work->sitting) : NULL, .path = g->path};
	vraag_fill(&q, &g->vraag);
	return history_open(out, g->session, &q, e);
}

static void use_history(struct ui *ui, struct geschiedenis *g, struct history *take)
{
	history_free(g->history);
	g->history = take;
	free(g->broken);
	g->broken = NULL;
	g->against = 0;
	geschiedenis_unsay(g);
	list_set_count(&g->list, 0);
	filter_refresh(&g->filter);
	read_on(ui, g);
	list_choose(&g->list, 0);
	ui_tick_soon(ui);
	ui_redraw(ui);
}

void geschiedenis_ask_anew(struct ui *ui, struct geschiedenis *g)
{
	struct history *h;
	struct err e = {0};
	if (ask_history(g, &h, &e))
		ui_error(ui, "%s", e.text);
	else
		use_history(ui, g, h);
}

/* What a version is found by: what is known of it without a look at the plan. */
static void add_part_words(struct str *out, const char *path)
{
	const struct field *f = NULL;
	for (size_t len; *path; path += len + (path[len] == '/')) {
		len = strcspn(path, "/");
		const struct field *child = schema_child(f, path, len);
		str_add_char(out, ' ');
		if (child)
			str_add_text(out, _((f = child)->label));
		else
			str_add(out, path, len);
	}
}

static void words_of(const void *ctx, size_t i, struct str *out)
{
	const struct geschiedenis *g = ctx;
	const struct history_row *row = history_row(g->history, i);
	const char *part = row->parts;
	date_long(out, row->when);
	str_addf(out, " %s %s", row->name ? row->name : "", row->plan ? row->plan : "");
	for (size_t k = 0; k < row->part_count; k++, part += strlen(part) + 1)
		add_part_words(out, part);
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

static bool may_widen(const struct screen *s)
{
	return *of_const(s)->path;
}

static bool is_filtered(const struct screen *s)
{
	return vraag_is_set(&of_const(s)->vraag);
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

static void say_day(void *ctx, const char *text, size_t len, struct str *out)
{
	int64_t from, until;
	(void)ctx;
	(void)len;
	if (*text && !date_read_span(text, &from, &until))
		str_add_text(out, _("nog geen datum; bijvoorbeeld: 8 maart 2019, 8-3-2019 of maart 2019"));
}

static bool accept_day(struct ui *ui, void *ctx, const char *text, size_t len, enum ask_how how)
{
	struct geschiedenis *g = ctx;
	int64_t from;
	if (how == ASK_BACK || len == 0)
		return true;
	if (!date_read_span(text, &from, &g->day.until)) {
		ui_error(ui, _("Dit is geen datum. Typ bijvoorbeeld 8 maart 2019, 8-3-2019 of maart 2019."));
		return false;
	}
	free(g->day.typed);
	g->day.typed = mem_text(text);
	return true;
}

static void day_taken(struct ui *ui, void *ctx, enum ask_how how)
{
	(void)how;
	if (filter_is_open(&((struct geschiedenis *)ctx)->filter))
		filter_close(&((struct geschiedenis *)ctx)->filter);
	look_for_day(ui, ctx);
	ui_tick_soon(ui);
}

static void run_day(struct ui *ui, struct screen *s)
{
	static const struct ask_owner owner = {.accept = accept_day, .taken = day_taken};
	ask_line(ui, &(struct ask){.title = _("Hoe stond het op een dag?"), .label = _("Datum"), .text = "", .meaning = say_day,
				   .help = _("Buurtplan kiest de versie die aan het eind van die dag gold. Met b ziet u die helemaal."),
				   .clip = of(s)->clip, .owner = &owner, .ctx = s});
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

/* Where the first thing stands that changed; else what the history is of, or the beginning of the plan. */
static void find_place(const struct geschiedenis *g, struct str *path)
{
	const struct history_detail *d;
	struct err none;
	if (history_detail(g->history, g->list.chosen, &d, &none) == OK && d->changes.count)
		path_of(path, d->changes.p[0].new ? d->changes.p[0].new : d->changes.p[0].old);
	else
		str_add_text(path, g->path);
	if (!path->len)
		str_add_text(path, schema_next(schema_first(NULL))->key);
}

static void run_go(struct ui *ui, struct screen *s)
{
	struct geschiedenis *g = of(s);
	struct work *w = g->base.work;
	char *plan = mem_text(history_row(g->history, g->list.chosen)->plan);
	struct str path = {0};
	struct place p;
	find_place(g, &path);
	if (w && path_resolve(&p, sitting_doc(w->sitting), path.p, NULL))
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
	{"filter", {'f'}, N_("filter"), N_("Kiest van wie, wanneer en waarover u de versies wilt zien"), run_filter, NULL},
	{"wis-filter", {'x'}, N_("alles tonen"), N_("Haalt de filter weg: alle versies staan er weer"), run_clear, is_filtered},
	{"datum", {'d'}, N_("datum"), N_("Kiest de versie die op een dag gold"), run_day, has_rows},
	{"sinds-bezoek", {'s'}, N_("sinds bezoek"), N_("Toont alleen wat nieuw is sinds uw laatste bezoek, of weer alles"), run_unseen, NULL},
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

/* --- opening -------------------------------------------------------------------------------- */

static void open(struct ui *ui, struct session *s, struct clipboard *clip, struct work *w, const char *path, const char *name)
{
	struct geschiedenis *g = mem_alloc(sizeof *g);
	struct history *h;
	struct err e = {0};
	g->base.base.class = &geschiedenis_class;
	g->base.work = w;
	g->session = s;
	g->clip = clip;
	g->path = mem_text(path);
	g->name = mem_text(name);
	g->vraag.kind = -1;
	list_init(&g->list, &geschiedenis_list, g);
	filter_init(&g->filter, &g->list, words_of, NULL);
	if (ask_history(g, &h, &e)) {
		ui_error(ui, "%s", e.text);
		geschiedenis_free(&g->base.base);
		return;
	}
	ui_open(ui, &g->base.base);
	use_history(ui, g, h);
}

static bool goes_by_place(const char *path)
{
	for (size_t len; *path; path += len + (path[len] == '/')) {
		len = strcspn(path, "/");
		if (path_position(path, len))
			return true;
	}
	return false;
}

/* The plan as it stands on the record now. */
static enum code read_newest(struct doc **out, struct work *w, struct err *e)
{
	struct history *h;
	*out = NULL;
	enum code code = history_open(&h, w->session, &(struct history_query){.plan = sitting_plan(w->sitting)}, e);
	while (!code && !history_count(h) && !history_is_done(h))
		code = history_step(h, STEP, e);
	if (!code && !history_count(h))
		code = err_set(e, ERR_NOT_FOUND, "%s", _("Er is nog niets van bewaard."));
	if (!code)
		code = history_doc(h, 0, out, e);
	history_free(h);
	return code;
}

/* An item goes by its place, which is another one on the record where there are edits that are not saved, or others saved since. */
static enum code find_saved(struct str *out, struct work *w, const char *path, struct err *e)
{
	const struct doc *mine = sitting_doc(w->sitting);
	struct doc *newest;
	struct place p;
	struct match m;
	enum code code = path_resolve(&p, mine, path, e);
	if (!code)
		code = read_newest(&newest, w, e);
	if (code)
		return code;
	match_init(&m, mine, newest);
	const struct node *there = match_in_b(&m, p.above);
	if (there)
		path_of(out, there);
	else
		code = err_set(e, ERR_NOT_FOUND, "%s", _("Dit is nog niet bewaard. Er is nog geen geschiedenis van."));
	for (size_t i = 0; i < p.missing_count && !code; i++)
		str_addf(out, "/%s", p.missing[i]->key);
	match_clear(&m);
	doc_free(newest);
	return code;
}

void geschiedenis_open(struct ui *ui, struct work *w, const char *path)
{
	struct str saved = {0}, name = {0};
	struct err e = {0};
	show_place(&name, sitting_doc(w->sitting), path);
	enum code code = OK;
	if (goes_by_place(path))
		code = find_saved(&saved, w, path, &e);
	else
		str_add_text(&saved, path);
	if (code)
		ui_message(ui, "%s", e.text);
	else
		open(ui, w->session, w->clip, w, str_text(&saved), str_text(&name));
	str_free(&saved);
	str_free(&name);
}

void geschiedenis_open_all(struct ui *ui, struct session *s, struct clipboard *clip)
{
	open(ui, s, clip, NULL, "", _("alle plannen"));
}
