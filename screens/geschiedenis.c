/* The versions of a plan or a speerpunt: who changed what, when and why; of the chosen one before and after. */
#include "screens/open.h"

#include "base/mem.h"
#include "base/taal.h"
#include "plan/message.h"
#include "plan/plan.h"
#include "screens/versie.h"
#include "term/filter.h"

#include <stdlib.h>
#include <string.h>

enum {
	SLICE = 8,   /* versions looked at before a key goes first */
	LEFT_COLS = 60,
	WHEN_COLS = 14, WHO_COLS = 18, WHO_COLS_SMALL = 13, WIDE = 74
};

struct geschiedenis {
	struct work_screen base;
	struct history *history;
	struct list list;
	struct filter filter;
	char *speerpunt;         /* its short name; NULL: of the whole plan */
	struct changes detail;   /* of version `of`, */
	size_t of;               /* from 1; 0: none yet */
	char *broken;            /* why there is no more; NULL */
};

static struct geschiedenis *of(struct screen *s)
{
	return (struct geschiedenis *)s;
}

static const struct geschiedenis *of_const(const struct screen *s)
{
	return (const struct geschiedenis *)s;
}

/* --- a version --------------------------------------------------------------------- */

static void describe(struct str *out, struct history *h, size_t i)
{
	const struct history_row *row = history_row(h, i);
	const struct history_detail *d;
	struct err none;
	if (history_detail(h, i, &d, &none) || !d->readable)
		str_add_text(out, _("niet te lezen"));
	else if (row->was)
		str_addf(out, _("andere naam; het heette %s"), row->was);
	else if (d->changes.count)
		changes_summarise(out, d->changes.p, d->changes.count);
	else
		str_add_text(out, d->first ? _("toegevoegd") : _("weggehaald"));
}

/* --- on screen ------------------------------------------------------------------------ */

static void row_draw(const void *ctx, size_t i, struct area a, bool marked)
{
	const struct geschiedenis *g = ctx;
	const struct history_row *row = history_row(g->history, i);
	struct str when = {0}, what = {0};
	int who = a.cols >= WIDE ? WHO_COLS : WHO_COLS_SMALL, x = WHEN_COLS + who;
	date_short(&when, row->when, session_now(g->base.work->session));
	const char *reason = versie_reason(g->history, i);
	describe(&what, g->history, i);
	draw_string(a, 0, 0, WHEN_COLS - 1, marked ? ROLE_CHOSEN : ROLE_TEXT, when.p);
	draw_string(a, 0, WHEN_COLS, who - 1, ROLE_TEXT, row->name ? row->name : "");
	x += draw_string(a, 0, x, a.cols - x, ROLE_TEXT, what.p) + 2;
	if (reason && x + 8 < a.cols)
		draw_string(a, 0, x, a.cols - x, ROLE_DIM, reason);
	str_free(&when);
	str_free(&what);
}

/* What a version is found by. */
static void words_of(const void *ctx, size_t i, struct str *out)
{
	const struct geschiedenis *g = ctx;
	const struct history_row *row = history_row(g->history, i);
	date_short(out, row->when, session_now(g->base.work->session));
	const char *reason = versie_reason(g->history, i);
	str_addf(out, " %s %s ", row->name ? row->name : "", reason ? reason : "");
	describe(out, g->history, i);
}

static const struct list_class history_list = {NULL, row_draw, NULL};

static struct area list_area(struct area a)
{
	struct area inner = area_inner(a, 1, 0, 0, 0);
	if (area_is_wide(a))
		inner.cols = LEFT_COLS;
	else
		inner.rows = (inner.rows - 1) / 2;
	return inner;
}

static struct area detail_area(struct area a)
{
	struct area list = list_area(a);
	return area_is_wide(a) ? area_inner(a, 1, LEFT_COLS + 1, 0, 0) : area_inner(a, list.rows + 2, 0, 0, 0);
}

/* Below the reason. */
static struct area changes_area(const struct geschiedenis *g, struct area a)
{
	struct area detail = detail_area(a);
	const char *reason = g->of ? versie_reason(g->history, g->of - 1) : NULL;
	int lines = reason ? draw_prose_height(detail.cols - 3, reason, strlen(reason)) + 1 : 0;
	return area_inner(detail, lines < detail.rows / 2 ? lines : 0, 0, 0, 0);
}

static void geschiedenis_layout(struct screen *s, struct area a)
{
	struct geschiedenis *g = of(s);
	list_layout(&g->list, list_area(a));
	if (g->list.count && g->of != g->list.chosen + 1) {
		g->of = g->list.chosen + 1;
		versie_changes(&g->detail, g->history, g->list.chosen, false);
		g->detail.top = 0;
	}
	changes_layout(&g->detail, changes_area(g, a));
}

static const char *empty_text(const struct geschiedenis *g)
{
	if (g->broken)
		return g->broken;
	return history_is_done(g->history) ? _("Er is nog niets van bewaard.") : _("Even zoeken …");
}

static void geschiedenis_draw(const struct screen *s, struct area a)
{
	const struct geschiedenis *g = of_const(s);
	struct area detail = detail_area(a), changes = changes_area(g, a);
	if (g->list.count == 0) {
		draw_prose(a, 1, 1, a.cols - 2, ROLE_DIM, empty_text(g), strlen(empty_text(g)));
		return;
	}
	list_draw(&g->list, list_area(a), true);
	if (!list_shown(&g->list))
		return;
	if (area_is_wide(a))
		draw_side(area_inner(a, 1, 0, 0, 0), LEFT_COLS);
	else
		draw_rule(area_inner(a, 0, 1, 0, 1), list_area(a).rows + 1);
	if (changes.y > detail.y) {
		const char *reason = versie_reason(g->history, g->of - 1);
		draw_prose(detail, 0, 1, detail.cols - 3, ROLE_DIM, reason, strlen(reason));
	}
	changes_draw(&g->detail, changes);
}

static void geschiedenis_heading(const struct screen *s, struct str *left, struct str *right)
{
	const struct geschiedenis *g = of_const(s);
	size_t count = history_count(g->history);
	str_addf(left, _("Geschiedenis %s %s"), draw_sign(SIGN_PATH), work_buurt(g->base.work));
	if (g->speerpunt)
		str_addf(left, " %s %s", draw_sign(SIGN_PATH), g->speerpunt);
	str_addf(right, count == 1 ? _("%zu versie") : _("%zu versies"), count);
	if (g->broken)
		str_add_text(right, _(", niet verder te lezen"));
	else if (!history_is_done(g->history))
		str_add_text(right, _(", zoekt verder"));
}

/* --- long work -------------------------------------------------------------------------- */

static int geschiedenis_tick(struct ui *ui, struct screen *s)
{
	struct geschiedenis *g = of(s);
	struct err e = {0};
	size_t before = history_count(g->history);
	if (history_is_done(g->history) || g->broken)
		return -1;
	if (history_step(g->history, SLICE, &e)) {
		g->broken = mem_text(e.text);
		ui_error(ui, "%s", e.text);
	}
	list_set_count(&g->list, history_count(g->history));
	filter_more(&g->filter);
	if (before != history_count(g->history) || history_is_done(g->history))
		ui_redraw(ui);
	return history_is_done(g->history) || g->broken ? -1 : 0;
}

static bool geschiedenis_key(struct ui *ui, struct screen *s, const struct event *ev)
{
	(void)ui;
	return list_key(&of(s)->list, ev);
}

static struct filter *geschiedenis_filter(struct screen *s)
{
	return &of(s)->filter;
}

static void geschiedenis_free(struct screen *s)
{
	struct geschiedenis *g = of(s);
	filter_clear(&g->filter);
	history_free(g->history);
	changes_clear(&g->detail);
	free(g->speerpunt);
	free(g->broken);
	free(g);
}

/* --- opening -------------------------------------------------------------------------------- */

static void run_open(struct ui *ui, struct screen *s)
{
	struct geschiedenis *g = of(s);
	versie_open(ui, g->base.work, g->history, g->list.chosen);
}

static bool has_rows(const struct screen *s)
{
	return list_shown(&of_const(s)->list) > 0;
}

static const struct action geschiedenis_actions[] = {
	{"volledig", {K_ENTER}, N_("volledig"), N_("Laat deze versie helemaal zien"), run_open, has_rows},
	ZOEKEN_ROW,
	WORK_ROW_STOP,
	{0},
};

const struct screen_class geschiedenis_class = {
	.name = "geschiedenis",
	.help = N_("Elke regel is een keer dat iemand bewaarde: wanneer, wie en wat. De nieuwste staat bovenaan. Daaronder, of ernaast, staat van de gekozen versie de reden, en wat er was en wat het werd.\n\n"
		  "Wat verdween staat tussen [- en -], wat erbij kwam tussen {+ en +}. Wat u zelf nog niet hebt bewaard, staat hier niet bij."),
	.actions = geschiedenis_actions,
	.heading = geschiedenis_heading,
	.layout = geschiedenis_layout,
	.draw = geschiedenis_draw,
	.key = geschiedenis_key,
	.tick = geschiedenis_tick,
	.leave = work_leave,
	.free = geschiedenis_free,
	.filter = geschiedenis_filter,
};

static char *speerpunt_name(const struct work *w, const char *id)
{
	struct str name = {0};
	const struct node *list = plan_speerpunten(sitting_doc(w->sitting));
	const struct node *n = id && list ? plan_find_id(list, id, strlen(id)) : NULL;
	if (!n)
		return mem_text(id);
	str_addf(&name, _("Speerpunt %zu · "), n->index + 1);
	message_speerpunt_name(&name, n);
	return str_take(&name);
}

void geschiedenis_open(struct ui *ui, struct work *w, const char *speerpunt)
{
	struct history *h;
	struct err e = {0};
	struct str path = {0};
	if (speerpunt)
		str_addf(&path, "speerpunten/%s", speerpunt);
	enum code code = history_open(&h, w->session, &(struct history_query){.plan = sitting_plan(w->sitting), .path = str_text(&path)}, &e);
	str_free(&path);
	if (code) {
		ui_error(ui, "%s", e.text);
		return;
	}
	struct geschiedenis *g = mem_alloc(sizeof *g);
	g->base.base.class = &geschiedenis_class;
	g->base.work = w;
	g->history = h;
	g->speerpunt = speerpunt_name(w, speerpunt);
	list_init(&g->list, &history_list, g);
	filter_init(&g->filter, &g->list, words_of, NULL);
	ui_open(ui, &g->base.base);
}
