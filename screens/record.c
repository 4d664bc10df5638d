/* A plan, a section of it, a speerpunt or one record: the same screen, made from the rows that the schema gives. */
#include "screens/open.h"

#include "base/taal.h"
#include "base/text.h"
#include "screens/editing.h"
#include "screens/show.h"
#include "session/gezien.h"
#include "session/opmerkingen.h"
#include "term/dialogue.h"
#include "term/filter.h"

#include <string.h>

enum {
	LEFT_COLS = 60, ROWS_FOR_AIR = 20,
	BITS = 4 /* of a few milliseconds each, at most */,
	PLACE_COLS = 48 /* a longer place takes the heading for itself, without the neighbourhood */
};

struct record {
	struct work_screen base;
	struct scope scope;
	struct rows rows;
	struct list list;
	struct filter filter;
	struct rows beside;      /* what the chosen row would open, where there is room for it */
	struct list beside_list;
	char *beside_path;       /* of that row; NULL: none */
	bool looked;             /* all of what is new is known: */
	struct gezien_parts nieuw; /* what others changed, as far as it was not seen; but of the plan itself, as it was not when this opened */
	size_t waiting;          /* remarks on the plan that wait for this person */
};

static struct record *of(struct screen *s)
{
	return (struct record *)s;
}

static const struct record *of_const(const struct screen *s)
{
	return (const struct record *)s;
}

/* NULL where no row is in view. */
static const struct row *chosen(const struct record *r)
{
	return list_shows(&r->list, r->list.chosen) ? &r->rows.p[r->list.chosen] : NULL;
}

/* --- what stands there -------------------------------------------------------------- */

/* What is shown in rows of its own is seen when that opens; of the plan, what has no row. */
static void mark_seen(struct record *r)
{
	for (size_t i = 0; i < r->nieuw.count; i++) {
		const char *path = r->nieuw.p[i].path;
		bool whole = strcmp(path, GEZIEN_WHOLE) == 0, shown = !whole && rows_find(&r->rows, path, r->rows.count) < r->rows.count;
		if (shown != (r->scope.kind == SCOPE_PLAN))
			gezien_mark(r->base.work->sitting, path);
	}
}

/* A slice of it; most was found by the overview already. */
static void look_for_new(struct record *r)
{
	struct work *w = r->base.work;
	r->looked = false;
	for (int i = 0; i < BITS && !r->looked; i++)
		r->looked = !gezien_look_closely(w->session, sitting_plan(w->sitting));
	gezien_parts_clear(&r->nieuw);
	gezien_parts(w->session, sitting_plan(w->sitting), &r->nieuw);
}

/* Where somebody said something that waits. */
static void mark_said(struct record *r)
{
	struct opmerkingen all;
	struct err none;
	r->waiting = 0;
	if (session_opmerkingen(r->base.work->session, sitting_plan(r->base.work->sitting), &all, &none))
		return; /* the screen of remarks says why */
	r->waiting = all.waiting;
	for (size_t i = 0; i < all.count; i++) {
		const char *path = opmerkingen_subject(&all, i)->path;
		if (all.p[i].waiting && path)
			rows_mark_said(&r->rows, path);
	}
	opmerkingen_clear(&all);
}

static void refresh(struct record *r)
{
	struct work *w = r->base.work;
	struct diff changes;
	char *path = w->chosen ? mem_text(w->chosen) : chosen(r) ? mem_text(chosen(r)->path) : NULL;
	sitting_changes(w->sitting, &changes);
	r->rows.today = r->beside.today = date_day(session_now(w->session));
	rows_build(&r->rows, &r->scope, sitting_doc(w->sitting), &changes);
	diff_clear(&changes);
	if (r->scope.kind == SCOPE_PLAN)
		look_for_new(r);
	rows_mark_new(&r->rows, &r->nieuw, session_now(w->session));
	mark_said(r);
	list_set_count(&r->list, r->rows.count);
	filter_refresh(&r->filter);
	if (path)
		list_choose(&r->list, rows_find(&r->rows, path, r->list.chosen));
	free(path);
	free(r->beside_path);
	r->beside_path = NULL;
}

static int record_tick(struct ui *ui, struct screen *s)
{
	struct record *r = of(s);
	int wait = work_tick(ui, s);
	if (r->looked)
		return wait;
	look_for_new(r);
	if (!r->looked)
		return 0;
	rows_mark_new(&r->rows, &r->nieuw, session_now(r->base.work->session));
	mark_seen(r);
	ui_redraw(ui);
	return wait;
}

static void record_resumed(struct ui *ui, struct screen *s)
{
	work_resumed(ui, s);
	refresh(of(s));
}

/* The first row that is not an id. */
static void choose_first(struct record *r)
{
	for (size_t i = 0; i < r->rows.count; i++) {
		if (r->rows.p[i].fixed)
			continue;
		list_choose(&r->list, i);
		return;
	}
}

static void update_beside(struct record *r)
{
	const struct row *row = chosen(r);
	struct scope scope;
	if (row && r->beside_path && strcmp(row->path, r->beside_path) == 0)
		return;
	free(r->beside_path);
	r->beside_path = mem_text(row ? row->path : "");
	rows_clear(&r->beside);
	if (row && row_opens(row, &scope)) {
		rows_build(&r->beside, &scope, r->rows.doc, NULL);
		scope_clear(&scope);
	}
	list_init(&r->beside_list, &rows_list, &r->beside);
	list_set_count(&r->beside_list, r->beside.count);
}

/* --- drawing -------------------------------------------------------------------------- */

static const char *note_of(const struct record *r)
{
	const char *why = sitting_read_only(r->base.work->sitting);
	return why ? why : r->rows.count ? "" : _("Dit staat niet meer in het plan. Ga met Esc terug.");
}

/* A line of air where there is room, and why nothing can be changed. */
static struct area below_note(const struct record *r, struct area a)
{
	const char *note = note_of(r);
	int lines = *note ? draw_prose_height(a.cols - 2, note, strlen(note)) + 1 : 0;
	if (a.rows >= ROWS_FOR_AIR)
		lines++;
	return area_inner(a, lines, 0, 0, 0);
}

static bool is_wide(const struct record *r, struct area a)
{
	return r->scope.kind == SCOPE_PLAN && area_is_wide(a);
}

static struct area list_area(const struct record *r, struct area a)
{
	struct area inner = below_note(r, a);
	if (is_wide(r, a))
		inner.cols = LEFT_COLS;
	return inner;
}

static struct area beside_area(const struct record *r, struct area a)
{
	return area_inner(below_note(r, a), 0, LEFT_COLS + 2, 0, 0);
}

static void record_layout(struct screen *s, struct area a)
{
	struct record *r = of(s);
	rows_lead(&r->rows, &r->list);
	list_layout(&r->list, list_area(r, a));
	if (!is_wide(r, a))
		return;
	update_beside(r);
	list_layout(&r->beside_list, beside_area(r, a));
}

static void record_draw(const struct screen *s, struct area a)
{
	const struct record *r = of_const(s);
	const char *note = note_of(r);
	if (*note)
		draw_prose(a, a.rows >= ROWS_FOR_AIR, 1, a.cols - 2, ROLE_WARNING, note, strlen(note));
	list_draw(&r->list, list_area(r, a), true);
	if (!is_wide(r, a))
		return;
	draw_side(below_note(r, a), LEFT_COLS + 1);
	list_draw(&r->beside_list, beside_area(r, a), false);
}

/* A section of the plan itself has no path: the label it goes by. */
static const char *section_label(const struct record *r)
{
	if (r->scope.kind == SCOPE_OTHER)
		return _("Overig");
	if (r->scope.kind != SCOPE_FIELDS)
		return "";
	return r->scope.first == r->scope.last ? _(r->scope.first->label) : _("Algemeen");
}

static void record_heading(const struct screen *s, struct str *left, struct str *right)
{
	const struct record *r = of_const(s);
	struct str place = {0};
	str_add_text(&place, section_label(r));
	if (*r->scope.path)
		show_place(&place, r->rows.doc, r->scope.path);
	if (text_width(str_text(&place), place.len) < PLACE_COLS)
		str_addf(left, place.len ? "%s %s %s" : "%s", work_buurt(r->base.work), draw_sign(SIGN_PATH), str_text(&place));
	else
		str_add(left, place.p, place.len);
	if (r->waiting && r->scope.kind == SCOPE_PLAN)
		str_addf(right, "@ %zu %s ", r->waiting, draw_sign(SIGN_DOT));
	work_who(r->base.work, right);
	str_free(&place);
}

static void record_fields(const struct screen *s, help_field *tell, void *help)
{
	rows_tell_fields(&of_const(s)->rows, of_const(s)->list.chosen, tell, help);
}

/* --- actions ------------------------------------------------------------------------------ */

static const struct row *record_chosen(const struct screen *s)
{
	return chosen(of_const(s));
}

static bool may_open(const struct screen *s)
{
	const struct row *row = editing_row(s);
	return row && (of_const(s)->scope.kind == SCOPE_PLAN || row->kind == ROW_RECORD || row->kind == ROW_PART);
}

static bool may_only_open(const struct screen *s)
{
	return !editing_may(s) && may_open(s);
}

/* Below the speerpunt that is chosen, else at the end. */
static void run_take_over(struct ui *ui, struct screen *s)
{
	const struct row *row = editing_row(s);
	const struct node *list = plan_speerpunten(of(s)->rows.doc);
	bool here = row && row->number && row->node && row->node->parent == list;
	overnemen_ask(ui, work_of(s), here ? row->number + 1 : (list ? list->count : 0) + 1);
}

/* Tab goes from field to field, past the items of a list and the lines of a text. */
static bool go_to_field(struct record *r, int step)
{
	for (size_t i = r->list.chosen + (size_t)step; i < r->rows.count; i += (size_t)step) {
		if (!*r->rows.p[i].label && r->scope.kind != SCOPE_PLAN)
			continue;
		list_choose(&r->list, i);
		return true;
	}
	return step < 0;
}

static bool record_key(struct ui *ui, struct screen *s, const struct event *ev)
{
	struct record *r = of(s);
	if (ev->key == K_TAB || ev->key == K_BACKTAB)
		return go_to_field(r, ev->key == K_TAB ? 1 : -1);
	return list_key(&r->list, ev) || list_wheel(&r->beside_list, ev) || editing_key(ui, s, ev);
}

static struct filter *record_filter(struct screen *s)
{
	return &of(s)->filter;
}

static void record_free(struct screen *s)
{
	struct record *r = of(s);
	bool owner = r->scope.kind == SCOPE_PLAN;
	filter_clear(&r->filter);
	rows_clear(&r->rows);
	rows_clear(&r->beside);
	scope_clear(&r->scope);
	free(r->beside_path);
	gezien_parts_clear(&r->nieuw);
	if (owner) {
		gezien_flush(r->base.work->session);
		work_free(r->base.work);
	}
	free(r);
}

static const struct action plan_actions[] = {
	{"open", {K_ENTER}, N_("open"), N_("Opent het deel of het speerpunt dat gekozen is"), editing_run_enter, may_open},
	EDITING_ROWS,
	{"overnemen", {'c'}, N_("kopieer"), N_("Neemt een speerpunt van een ander plan over, als begin"), run_take_over, editing_may},
	{0},
};

static const struct action record_actions[] = {
	{"bewerk", {K_ENTER}, N_("bewerk"), N_("Verandert wat gekozen is; van een regel met velden opent het de velden"), editing_run_enter, editing_may},
	{"open", {K_ENTER}, N_("open"), N_("Opent de velden van de regel die gekozen is"), editing_run_enter, may_only_open},
	EDITING_ROWS,
	{0},
};

const struct screen_class plan_class = {
	.name = "plan",
	.help = N_("Dit is een plan: elk deel op een regel, met de speerpunten erbij. Met Enter opent u een deel of een speerpunt.\n\n"
		  "Een * betekent dat er iets veranderd is dat u nog niet hebt bewaard. Een ! betekent dat er iets niet klopt; open het deel en u leest wat. "
		  "Een ? is een advies: iets past niet op elkaar, ontbreekt nog of is voorbij. Ook dat leest u als u het deel opent. Bewaren kan altijd. "
		  "Een @ betekent dat iemand er iets over zei en op u wacht; met o leest u het. Bovenaan staat hoe vaak dat zo is. "
		  "De balk achter een speerpunt laat zien hoe ver het is."),
	.actions = plan_actions,
	.heading = record_heading,
	.layout = record_layout,
	.draw = record_draw,
	.key = record_key,
	.back = work_run_leave,
	.tick = record_tick,
	.resumed = record_resumed,
	.leave = work_leave,
	.fields = record_fields,
	.free = record_free,
	.filter = record_filter,
};

const struct screen_class record_class = {
	.name = "velden",
	.help = N_("Hier staan alle velden, ook die nog leeg zijn. Met Enter verandert u het veld dat gekozen is; met Tab gaat u naar het volgende veld. Wat u verandert, staat pas in het plan als u bewaart; tot dan is het een concept, dat blijft staan, ook als de verbinding wegvalt.\n\n"
		  "Een * betekent dat er iets veranderd is dat u nog niet hebt bewaard. Een ! betekent dat er iets niet klopt. Een ? is een advies: iets past niet op elkaar, ontbreekt nog of is voorbij; u kunt gewoon bewaren. Een @ betekent dat iemand er iets over zei en op u wacht; met o leest u het. Wat u leegmaakt, gaat weg uit het plan."),
	.actions = record_actions,
	.heading = record_heading,
	.layout = record_layout,
	.draw = record_draw,
	.key = record_key,
	.tick = record_tick,
	.resumed = record_resumed,
	.leave = work_leave,
	.fields = record_fields,
	.free = record_free,
	.filter = record_filter,
};

/* --- opening -------------------------------------------------------------------------------- */

static void open(struct ui *ui, struct work *w, const struct screen_class *class, struct scope take)
{
	struct record *r = mem_alloc(sizeof *r);
	r->base.base.class = class;
	r->base.work = w;
	r->base.chosen = record_chosen;
	r->scope = take;
	list_init(&r->list, &rows_list, &r->rows);
	filter_init(&r->filter, &r->list, rows_words, NULL);
	list_init(&r->beside_list, &rows_list, &r->beside);
	if (take.kind != SCOPE_PLAN)
		look_for_new(r);
	refresh(r);
	mark_seen(r);
	choose_first(r);
	ui_open(ui, &r->base.base);
}

void record_open(struct ui *ui, struct work *w, struct scope take)
{
	if (take.kind != SCOPE_RECORD || strcmp(take.path, "swot") != 0 || !swot_fits(w)) {
		open(ui, w, &record_class, take);
		return;
	}
	gezien_mark(w->sitting, take.path);
	scope_clear(&take);
	swot_open(ui, w);
}

static void open_plan(struct ui *ui, struct work *take)
{
	open(ui, take, &plan_class, (struct scope){.kind = SCOPE_PLAN, .path = mem_text("")});
}

static void greet(struct ui *ui, struct work *w)
{
	if (sitting_is_elsewhere(w->sitting))
		ui_message(ui, _("U hebt dit plan ook in een ander venster open. Beide hebben hun eigen concept; bewaar ze een voor een."));
	concept_offer(ui, w);
}

void plan_open(struct ui *ui, struct work *take, const char *path)
{
	open_plan(ui, take);
	if (path)
		record_open_at(ui, take, path);
	greet(ui, take);
}

void plan_read(struct ui *ui, struct work *take)
{
	open_plan(ui, take);
	lezen_open(ui, take, "", true);
}

void plan_uncover(struct ui *ui)
{
	while (ui_top(ui)->class != &plan_class)
		ui_close(ui);
}

void plan_go_to(struct ui *ui, struct work *w, const char *path, bool first)
{
	plan_uncover(ui);
	if (first)
		greet(ui, w);
	if (ui_top(ui)->class != &plan_class)
		return;
	record_open_at(ui, w, path);
	if (ui_top(ui)->class == &swot_class)
		return;
	const struct row *row = chosen(of(ui_top(ui)));
	struct scope scope;
	if (row && row->kind == ROW_RECORD && row->field->flags & FIELD_KEYED && strcmp(row->path, path) == 0 && row_opens(row, &scope))
		record_open(ui, w, scope); /* a speerpunt or a part of the analysis: what is in it */
}

void record_open_at(struct ui *ui, struct work *w, const char *path)
{
	for (;;) {
		struct record *r = of(ui_top(ui));
		struct scope scope;
		size_t at = rows_find(&r->rows, path, r->rows.count);
		if (at == r->rows.count)
			return;
		if (filter_is_open(&r->filter))
			filter_close(&r->filter);
		list_choose(&r->list, at);
		const struct row *row = chosen(r);
		bool is_there = row->kind != ROW_SECTION && strlen(row->path) >= strlen(path); /* it, or the first item of that list */
		if (is_there || !row_opens(row, &scope))
			return;
		record_open(ui, w, scope);
		if (ui_top(ui)->class == &swot_class) {
			swot_choose(ui_top(ui), path);
			return;
		}
	}
}
