/* The neighbourhoods: one row for each plan, with how far it is.  The first screen. */
#include "screens/open.h"

#include "base/mem.h"
#include "base/taal.h"
#include "base/text.h"
#include "plan/check.h"
#include "plan/plan.h"
#include "term/dialogue.h"

#include <stdlib.h>
#include <string.h>

enum {
	FRESHEN = 2000,                 /* ms between looks at whether the record moved */
	SIDE_BY_SIDE = 120, LEFT_COLS = 76,
	STATUS_COLS = 14, BAR_COLS = 10, COUNT_COLS = 7, MARK_COLS = 11,
	NAME_MOST = 32, WIJK_MOST = 24, WIJK_LEAST = 8
};

struct overzicht {
	struct screen base;
	struct session *session;
	struct clipboard clip;
	struct plan_rows plans;
	VEC(bool) findings;             /* of each plan: is something wrong in it? */
	VEC(size_t) shown;              /* plans that match the search */
	struct list list;
	struct editor *search;          /* NULL: nobody searches */
	int name_cols, wijk_cols, mark_cols;
	bool away;                      /* a plan was opened from here */
	char *broken;                   /* why the plans can't be read; NULL */
	struct rows beside;             /* the chosen plan, where there is room for it */
	struct list beside_list;
	const struct doc *beside_of;    /* whose rows these are */
	char clock[8];
};

static struct overzicht *of(struct screen *s)
{
	return (struct overzicht *)s;
}

static const struct overzicht *of_const(const struct screen *s)
{
	return (const struct overzicht *)s;
}

static const struct plan_row *chosen(const struct overzicht *o)
{
	return o->shown.count ? &o->plans.p[o->shown.p[o->list.chosen]] : NULL;
}

/* --- which plans ---------------------------------------------------------------------- */

static const char *name_of(const struct plan_row *row)
{
	return row->doc && *row->summary.buurt ? row->summary.buurt : row->name;
}

static bool matches(const struct plan_row *row, const struct str *wanted)
{
	struct str words = {0}, folded = {0};
	str_addf(&words, "%s %s", name_of(row), row->name);
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

/* The plans that the search leaves; the chosen one stays chosen where it is among them. */
static void filter(struct overzicht *o)
{
	struct str wanted = {0};
	size_t len = 0, keep = o->shown.count ? o->shown.p[o->list.chosen] : 0, at = 0;
	const char *typed = o->search ? editor_text(o->search, &len) : "";
	text_fold(&wanted, typed, len);
	o->shown.count = 0;
	for (size_t i = 0; i < o->plans.count; i++) {
		if (!matches(&o->plans.p[i], &wanted))
			continue;
		if (i <= keep)
			at = o->shown.count;
		vec_push(&o->shown, i);
	}
	list_set_count(&o->list, o->shown.count);
	list_choose(&o->list, at);
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
	char *name = chosen(o) ? mem_text(chosen(o)->name) : NULL;
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

static void read_clock(const struct overzicht *o, char out[8])
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
	read_clock(o, clock);
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

/* --- on screen ------------------------------------------------------------------------------ */

static bool is_wide(struct area a)
{
	return a.cols >= SIDE_BY_SIDE;
}

/* Below a line of air and the names of the columns, above the search. */
static struct area list_area(const struct overzicht *o, struct area a)
{
	struct area inner = area_inner(a, 2, 0, o->search ? 2 : 0, 0);
	if (is_wide(a))
		inner.cols = LEFT_COLS;
	return inner;
}

static struct area beside_area(struct area a)
{
	return area_inner(a, 1, LEFT_COLS + 2, 0, 0);
}

static struct area search_area(struct area a)
{
	int x = 2 + text_width(_("Zoek"), strlen(_("Zoek")));
	return (struct area){.y = a.y + a.rows - 1, .x = a.x + x, .rows = 1, .cols = (is_wide(a) ? LEFT_COLS : a.cols) - x - 1};
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

/* The names get what they need; the words of the marks give way first, then the wijk. */
static void divide(struct overzicht *o, int cols)
{
	int name = 12, wijk = 0, room = cols - STATUS_COLS - BAR_COLS - COUNT_COLS - MARK_COLS;
	for (size_t i = 0; i < o->plans.count; i++) {
		const struct plan_row *row = &o->plans.p[i];
		int n = text_width(name_of(row), strlen(name_of(row))) + 2, w = row->doc ? text_width(row->summary.wijk, strlen(row->summary.wijk)) + 2 : 0;
		name = n > name ? n : name;
		wijk = w > wijk ? w : wijk;
	}
	name = least(name, NAME_MOST);
	wijk = least(wijk, WIJK_MOST);
	o->mark_cols = MARK_COLS;
	if (room < name + wijk) {
		o->mark_cols = 2;
		room += MARK_COLS - 2;
	}
	o->wijk_cols = least(wijk, room - name) < WIJK_LEAST ? 0 : least(wijk, room - name);
	o->name_cols = least(name, room - o->wijk_cols);
}

static void update_beside(struct overzicht *o)
{
	const struct plan_row *row = chosen(o);
	struct scope whole = {.kind = SCOPE_PLAN};
	const struct doc *d = row ? row->doc : NULL;
	if (d && d == o->beside_of)
		return;
	o->beside_of = d;
	rows_clear(&o->beside);
	if (d)
		rows_build(&o->beside, &whole, d, NULL);
	list_init(&o->beside_list, &rows_list, &o->beside);
	list_set_count(&o->beside_list, o->beside.count);
}

static void overzicht_layout(struct screen *s, struct area a)
{
	struct overzicht *o = of(s);
	struct area rows = list_area(o, a);
	list_layout(&o->list, rows);
	divide(o, rows.cols - 2);
	read_clock(o, o->clock);
	if (o->search)
		editor_layout(o->search, search_area(a));
	if (!is_wide(a))
		return;
	update_beside(o);
	list_layout(&o->beside_list, beside_area(a));
}

static void draw_progress(const struct plan_summary *sum, struct area a, int x)
{
	struct str count = {0};
	if (sum->speerpunten == 0) {
		draw_string(a, 0, x, BAR_COLS, ROLE_DIM, _("nog geen"));
		return;
	}
	int full = (sum->progress * BAR_COLS + 50) / 100;
	for (int i = 0; i < BAR_COLS; i++)
		draw_string(a, 0, x + i, 1, i < full ? ROLE_TEXT : ROLE_DIM, draw_sign(i < full ? SIGN_FULL : SIGN_EMPTY));
	str_addf(&count, "%zu/%zu", sum->klaar, sum->speerpunten);
	draw_string(a, 0, x + BAR_COLS + 1, COUNT_COLS - 1, ROLE_TEXT, count.p);
	str_free(&count);
}

static void draw_mark(const struct overzicht *o, size_t plan, struct area a, int x)
{
	bool words = o->mark_cols == MARK_COLS;
	if (o->plans.p[plan].draft)
		draw_string(a, 0, x, o->mark_cols, ROLE_WARNING, words ? _("* concept") : "*");
	else if (o->findings.p[plan])
		draw_string(a, 0, x, o->mark_cols, ROLE_WARNING, words ? _("! nakijken") : "!");
}

static void row_draw(const void *ctx, size_t i, struct area a, bool marked)
{
	const struct overzicht *o = ctx;
	const struct plan_row *row = &o->plans.p[o->shown.p[i]];
	int x = o->name_cols;
	enum role role = marked ? ROLE_CHOSEN : row->doc ? ROLE_TEXT : ROLE_DIM;
	draw_string(a, 0, 0, x - 2, role, name_of(row));
	if (!row->doc) {
		draw_string(a, 0, x, a.cols - x, ROLE_DIM, row->refused ? row->refused : "");
		return;
	}
	draw_string(a, 0, x, o->wijk_cols - 2, ROLE_TEXT, row->summary.wijk);
	x += o->wijk_cols;
	draw_string(a, 0, x, STATUS_COLS - 2, ROLE_TEXT, row->summary.status);
	x += STATUS_COLS;
	draw_progress(&row->summary, a, x);
	draw_mark(o, o->shown.p[i], a, x + BAR_COLS + COUNT_COLS);
}

static const struct list_class plans_list = {NULL, row_draw, NULL};

static void draw_columns(const struct overzicht *o, struct area a)
{
	int x = 1;
	draw_string(a, 1, x, o->name_cols, ROLE_DIM, _("Buurt"));
	x += o->name_cols;
	if (o->wijk_cols)
		draw_string(a, 1, x, o->wijk_cols, ROLE_DIM, _("Wijk"));
	x += o->wijk_cols;
	draw_string(a, 1, x, STATUS_COLS, ROLE_DIM, _("Status"));
	draw_string(a, 1, x + STATUS_COLS, BAR_COLS + COUNT_COLS, ROLE_DIM, _("Speerpunten"));
}

static const char *empty_text(const struct overzicht *o)
{
	if (o->broken)
		return o->broken;
	return o->search ? _("Geen buurt met deze letters. Haal er een paar weg, of ga met Esc terug.")
	                 : _("Er staan nog geen plannen in. Een beheerder zet ze erin met: buurtplan init --from MAP MAP");
}

static void draw_side(struct area a, int x)
{
	for (int y = 1; y < a.rows; y++)
		draw_string(a, y, x, 1, ROLE_DIM, draw_sign(SIGN_SIDE));
}

static void overzicht_draw(const struct screen *s, struct area a)
{
	const struct overzicht *o = of_const(s);
	struct area rows = list_area(o, a);
	if (o->shown.count == 0) {
		draw_prose(rows, 0, 1, rows.cols - 2, ROLE_DIM, empty_text(o), strlen(empty_text(o)));
	} else {
		draw_columns(o, (struct area){.y = a.y, .x = a.x, .rows = 2, .cols = rows.cols});
		list_draw(&o->list, rows, true);
	}
	if (is_wide(a)) {
		draw_side(a, LEFT_COLS + 1);
		list_draw(&o->beside_list, beside_area(a), false);
	}
	if (!o->search)
		return;
	draw_string(a, a.rows - 1, 1, a.cols, ROLE_LABEL, _("Zoek"));
	editor_draw(o->search, search_area(a), ROLE_FIELD, true);
}

/* The gemeente, where all plans are of one. */
static const char *gemeente_of(const struct overzicht *o)
{
	const char *gemeente = NULL;
	for (size_t i = 0; i < o->plans.count; i++) {
		const struct plan_row *row = &o->plans.p[i];
		if (!row->doc || !*row->summary.gemeente)
			continue;
		if (gemeente && strcmp(gemeente, row->summary.gemeente) != 0)
			return NULL;
		gemeente = row->summary.gemeente;
	}
	return gemeente;
}

static void overzicht_heading(const struct screen *s, struct str *left, struct str *right)
{
	const struct overzicht *o = of_const(s);
	const char *gemeente = gemeente_of(o), *name = session_name(o->session);
	str_add_text(left, "buurtplan");
	if (gemeente)
		str_addf(left, " %s %s", draw_sign(SIGN_DOT), gemeente);
	if (session_read_only(o->session))
		str_addf(left, " %s %s", draw_sign(SIGN_DOT), _("alleen om te lezen"));
	str_addf(right, "%s%s%s", name ? name : "", name ? " · " : "", o->clock);
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
	char *name = chosen(o) ? mem_text(chosen(o)->name) : NULL;
	editor_free(o->search);
	o->search = NULL;
	filter(o);
	if (name)
		choose_name(o, name);
	free(name);
}

static void run_open(struct ui *ui, struct screen *s)
{
	struct overzicht *o = of(s);
	const struct plan_row *row = chosen(o);
	struct work *w;
	struct err e = {0};
	if (!row->doc) {
		tell_refused(ui, row);
	} else if (work_open(&w, o->session, row->name, &o->clip, &e)) {
		dialogue_notice(ui, _("Dit plan kan niet open"), e.text);
	} else {
		o->away = true;
		plan_open(ui, w);
	}
	if (o->search)
		stop_searching(o);
}

static bool has_rows(const struct screen *s)
{
	return of_const(s)->shown.count > 0;
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
	str_free(&o->clip.text);
	free(o->broken);
	free(o);
}

static const struct action overzicht_actions[] = {
	{"open", {K_ENTER}, _("open"), _("Opent het plan van de gekozen buurt"), run_open, has_rows},
	{"zoek", {'/'}, _("zoek"), _("Zoekt een buurt, wijk of status terwijl u typt"), run_search, is_not_searching},
	{"klaar", {K_ESC}, _("zoeken klaar"), _("Laat alle buurten weer zien"), run_end_search, is_searching},
	{"stop", {'q'}, _("stop"), _("Stopt met buurtplan"), run_stop, is_not_searching},
	{0},
};

const struct screen_class overzicht_class = {
	.name = "overzicht",
	.help = _("Hier staan alle buurten met een plan. Kies er een met de pijltjes en druk op Enter. De balk laat zien hoe ver de speerpunten zijn; "
		  "2/4 betekent dat er 2 van de 4 afgerond of overgedragen zijn.\n\n"
		  "Een * betekent dat er een concept van u wacht: tekst die u nog niet hebt bewaard. Een ! betekent dat er in het plan iets niet klopt. "
		  "Een grijze regel is een bestand dat buurtplan niet kan lezen; Enter vertelt waarom."),
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
	list_init(&o->list, &plans_list, o);
	list_init(&o->beside_list, &rows_list, &o->beside);
	read_clock(o, o->clock);
	load(o);
	return &o->base;
}
