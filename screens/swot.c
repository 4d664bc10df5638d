/* The swot as a board: four quadrants on one screen, in each what is sociaal, fysiek and algemeen. */
#include "screens/swot.h"

#include "plan/plan.h"
#include "screens/open.h"
#include "screens/show.h"

#include <string.h>

/* --- what stands on it -------------------------------------------------------------------- */

bool swot_fits(const struct work *w)
{
	const struct node *swot = plan_get(sitting_doc(w->sitting)->root, "swot");
	if (!swot)
		return true;
	for (size_t i = 0; swot->kind == NODE_MAP && i < swot->count; i++)
		if (schema_of(swot->items[i]) && !node_is_absent(swot->items[i]) && !schema_fits(swot->items[i]))
			return false;
	return swot->kind == NODE_MAP;
}

const struct row *board_row(const struct board *b)
{
	const struct rows *rows = b->active == TOP ? &b->top : &b->quadrants[b->active].rows;
	const struct list *list = b->active == TOP ? &b->top_list : &b->quadrants[b->active].list;
	return rows->count ? &rows->p[list->chosen] : NULL;
}

static const struct row *chosen(const struct screen *s)
{
	return board_row(board_of_const(s));
}

/* Builds rows anew; the chosen one stays so by its path. */
static void rebuild(struct rows *rows, struct list *list, const char *path, const struct doc *d, const struct diff *changes,
		    bool (*keep)(const struct row *))
{
	struct scope scope = {.kind = SCOPE_RECORD, .path = mem_text(path)};
	char *was = mem_text(rows->count ? rows->p[list->chosen].path : "");
	rows_build(rows, &scope, d, changes);
	for (size_t i = rows->count; i-- > 0;)
		if (!keep(&rows->p[i]))
			rows_drop(rows, i);
	list_set_count(list, rows->count);
	list_choose(list, rows_find(rows, was, list->chosen));
	scope_clear(&scope);
	free(was);
}

/* What stands in the swot itself: its text, and what the schema does not know. */
static bool is_of_top(const struct row *row)
{
	return !strchr(row->path + strlen("swot/"), '/') && (!row->field || row->field->kind == KIND_PROSE);
}

static bool is_of_quadrant(const struct row *row)
{
	return row->kind != ROW_NONE || strcmp(row->field->key, "algemeen") != 0;
}

static void refresh_quadrant(struct quadrant *q, const struct doc *d, const struct diff *changes)
{
	struct str path = {0};
	schema_path(&path, q->field);
	rebuild(&q->rows, &q->list, path.p, d, changes, is_of_quadrant);
	q->points = 0;
	q->digits = 1;
	for (size_t i = 0; i < q->rows.count; i++) {
		const struct row *row = &q->rows.p[i];
		q->points += row->number > 0;
		q->digits = row->digits > q->digits ? row->digits : q->digits;
	}
	filter_refresh(&q->filter);
	str_free(&path);
}

static void refresh(struct board *b)
{
	struct work *w = b->base.work;
	const struct doc *d = sitting_doc(w->sitting);
	struct diff changes;
	size_t points = 0;
	sitting_changes(w->sitting, &changes);
	rebuild(&b->top, &b->top_list, "swot", d, &changes, is_of_top);
	for (int i = 0; i < QUADRANTS; i++) {
		refresh_quadrant(&b->quadrants[i], d, &changes);
		points += b->quadrants[i].points;
	}
	for (int i = 0; i < QUADRANTS; i++)
		b->quadrants[i].help = points == 0;
	diff_clear(&changes);
	if (w->chosen)
		swot_choose(&b->base.base, w->chosen);
}

/* What was looked for in one quadrant is not left out when one is in another. */
static void go_to(struct board *b, int active)
{
	if (b->active != active && b->active != TOP)
		filter_close(&b->quadrants[b->active].filter);
	b->active = active;
}

void swot_choose(struct screen *s, const char *path)
{
	struct board *b = board_of(s);
	size_t at = rows_find(&b->top, path, b->top.count);
	if (strcmp(path, "swot") != 0 && at < b->top.count) {
		go_to(b, TOP);
		list_choose(&b->top_list, at);
		return;
	}
	for (int i = 0; i < QUADRANTS; i++) {
		struct quadrant *q = &b->quadrants[i];
		at = rows_find(&q->rows, path, q->rows.count);
		if (at == q->rows.count)
			continue;
		go_to(b, i);
		list_choose(&q->list, at);
		return;
	}
}

static void swot_resumed(struct ui *ui, struct screen *s)
{
	work_resumed(ui, s);
	refresh(board_of(s));
}

static void swot_heading(const struct screen *s, struct str *left, struct str *right)
{
	const struct field *f = schema_find("swot");
	str_addf(left, "%s %s %s", work_buurt(work_of(s)), draw_sign(SIGN_PATH), _(f->label));
	work_who(work_of(s), right);
}

/* --- going about ---------------------------------------------------------------------------- */

/* To the first or the last row of another quadrant, or of what stands above them. */
static bool enter(struct board *b, int to, bool last)
{
	struct list *list = to == TOP ? &b->top_list : &b->quadrants[to].list;
	go_to(b, to);
	list_choose(list, last ? list->count : 0);
	return true;
}

/* Past the last or the first row of what is active.  False: no further. */
static bool go_past(struct board *b, bool down)
{
	int step = board_is_wide(b) ? 2 : 1, to = b->active + (down ? step : -step);
	if (b->active == TOP)
		return down && enter(b, STERK, false);
	if (to >= QUADRANTS)
		return false;
	return enter(b, to < 0 ? TOP : to, !down);
}

/* To what stands beside it, on the row that was chosen there. */
static bool go_aside(struct board *b, bool right)
{
	bool wide = board_is_wide(b);
	int to = b->active + (right ? 1 : -1);
	if (b->active == TOP || to < 0 || to >= QUADRANTS || (wide && to / 2 != b->active / 2))
		return !right;
	go_to(b, to);
	return true;
}

static bool go_next(struct board *b, bool on)
{
	int to = b->active == TOP ? (on ? STERK : -1) : on ? b->active + 1 : b->active - 1;
	if (to >= QUADRANTS)
		return false;
	go_to(b, to < 0 ? TOP : to);
	return true;
}

/* A click in another quadrant only goes there. */
static bool click(struct board *b, const struct event *ev)
{
	struct event there = *ev;
	there.enter = NULL;
	for (int i = 0; i < QUADRANTS; i++) {
		if (i == b->active || !list_key(&b->quadrants[i].list, &there))
			continue;
		if (ev->key == K_CLICK)
			go_to(b, i);
		return true;
	}
	return false;
}

static bool swot_key(struct ui *ui, struct screen *s, const struct event *ev)
{
	struct board *b = board_of(s);
	if (key_is_mouse(ev->key) && click(b, ev))
		return true;
	switch (ev->key) {
	case K_TAB:
	case K_BACKTAB:
		return go_next(b, ev->key == K_TAB);
	case K_LEFT:
	case K_RIGHT:
		return go_aside(b, ev->key == K_RIGHT);
	default:
		break;
	}
	if (list_key(b->active == TOP ? &b->top_list : &b->quadrants[b->active].list, ev) || editing_key(ui, s, ev))
		return true;
	if (ev->key == K_DOWN || ev->key == K_UP || ev->key == 'j' || ev->key == 'k')
		return go_past(b, ev->key == K_DOWN || ev->key == 'j');
	return false;
}

/* A quadrant is a field of the plan. */
static void swot_fields(const struct screen *s, help_field *tell, void *help)
{
	const struct board *b = board_of_const(s);
	for (int i = 0; i < QUADRANTS; i++)
		tell(help, _(b->quadrants[i].field->label), _(b->quadrants[i].field->help), b->active == i);
}

/* --- the screen -------------------------------------------------------------------------------- */

static void words_of(const void *ctx, size_t i, struct str *out)
{
	rows_words(&((const struct quadrant *)ctx)->rows, i, out);
}

/* In the quadrant where we are. */
static struct filter *swot_filter(struct screen *s)
{
	struct board *b = board_of(s);
	return b->active == TOP ? NULL : &b->quadrants[b->active].filter;
}

static void swot_free(struct screen *s)
{
	struct board *b = board_of(s);
	rows_clear(&b->top);
	for (int i = 0; i < QUADRANTS; i++) {
		rows_clear(&b->quadrants[i].rows);
		filter_clear(&b->quadrants[i].filter);
	}
	free(b);
}

static const struct action swot_actions[] = {
	{"bewerk", {K_ENTER}, N_("bewerk"), N_("Verandert het punt dat gekozen is; in een lege groep maakt het een punt"), editing_run_enter, editing_may},
	{"verplaats", {'m'}, N_("verplaats"), N_("Zet het punt ergens anders: vraagt in welk vak en welke groep"), swot_run_move, swot_may_move},
	{N_("vak"), {'1', '2', '3', '4'}, NULL, N_("Zet het punt meteen in Sterk (1), Zwak (2), Kansen (3) of Bedreigingen (4)"), swot_run_quadrant, swot_may_move},
	{N_("groep"), {'s', 'f', 'e'}, NULL, N_("Zet het punt in dit vak bij Sociaal (s), Fysiek (f) of Algemeen (e)"), swot_run_group, swot_may_move},
	EDITING_ROWS,
	{0},
};

const struct screen_class swot_class = {
	.name = "swot",
	.help = N_("Hier staan de vier vakken van de SWOT bij elkaar. Met de pijltjes en Tab gaat u van punt naar punt en van vak naar vak. Onderaan leest u het punt dat gekozen is helemaal.\n\n"
		   "Een * betekent dat er iets veranderd is dat u nog niet hebt bewaard. Een ! betekent dat er iets niet klopt. Een groep waar nog niets in staat, vult u met Enter; bij Algemeen komt een punt met verplaatsen."),
	.actions = swot_actions,
	.heading = swot_heading,
	.layout = swot_layout,
	.draw = swot_draw,
	.key = swot_key,
	.filter = swot_filter,
	.tick = work_tick,
	.resumed = swot_resumed,
	.leave = work_leave,
	.fields = swot_fields,
	.free = swot_free,
};

void swot_open(struct ui *ui, struct work *w)
{
	struct board *b = mem_alloc(sizeof *b);
	const struct field *f = schema_first(schema_find("swot"));
	b->base.base.class = &swot_class;
	b->base.work = w;
	b->base.chosen = chosen;
	list_init(&b->top_list, &swot_top_list, &b->top);
	for (int i = 0; i < QUADRANTS; f = schema_next(f)) {
		if (f->kind != KIND_RECORD)
			continue;
		struct quadrant *q = &b->quadrants[i++];
		q->field = f;
		list_init(&q->list, &swot_quadrant_list, q);
		filter_init(&q->filter, &q->list, words_of, NULL);
	}
	refresh(b);
	ui_open(ui, &b->base.base);
}
