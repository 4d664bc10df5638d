/* Words in all plans: a line to type in, below it each text that has them, with the plan and the place.  Enter goes
 * there. */
#include "screens/open.h"

#include "base/mem.h"
#include "base/taal.h"
#include "base/text.h"
#include "plan/path.h"
#include "screens/show.h"
#include "term/search_line.h"

#include <stdlib.h>
#include <string.h>

enum {
	SLICE = 40,         /* plans looked through before a key goes first */
	ROWS_FOR_AIR = 18, EXCERPT_INDENT = 2, EXCERPT_MOST = 100, COUNT_COLS = 28
};

struct zoeken {
	struct screen base;
	struct session *session;
	struct clipboard *clip;
	struct editor *line;
	struct searching *search;
	struct list list;   /* of hits */
	size_t last;        /* the hit one went to before, to be chosen again once it is found; 0: none */
	char *broken;       /* why the plans can't be read; NULL */
};

static struct zoeken *of(struct screen *s)
{
	return (struct zoeken *)s;
}

static const struct zoeken *of_const(const struct screen *s)
{
	return (const struct zoeken *)s;
}

/* --- a hit -------------------------------------------------------------------------- */

static bool begins_plan(const struct zoeken *z, size_t row)
{
	return row == 0 || searching_row(z->search, row).plan != searching_row(z->search, row - 1).plan;
}

/* The place, the excerpt, and air before another plan. */
static int row_height(const void *ctx, size_t row, int cols)
{
	const struct zoeken *z = ctx;
	(void)cols;
	return row + 1 < z->list.count && begins_plan(z, row + 1) ? 3 : 2;
}

static const char *row_heading(const void *ctx, size_t row)
{
	const struct zoeken *z = ctx;
	return begins_plan(z, row) ? plan_row_name(searching_row(z->search, row).plan) : NULL;
}

/* The first field of an item is what the item is called by. */
static const struct node *named(const struct node *n)
{
	const struct field *list = n->parent && schema_is_item(n->parent) ? schema_of(n->parent) : NULL;
	return list && schema_of(n) == schema_first(list) ? n->parent : n;
}

static void row_draw(const void *ctx, size_t i, struct area a, bool chosen)
{
	struct search_row row = searching_row(((const struct zoeken *)ctx)->search, i);
	struct str place = {0}, text = {0};
	size_t from, to;
	int room = a.cols - EXCERPT_INDENT < EXCERPT_MOST ? a.cols - EXCERPT_INDENT : EXCERPT_MOST;
	show_node_place(&place, named(row.hit.node));
	search_excerpt(&text, &row.hit, room, &from, &to);
	struct run runs[] = {
		{ROLE_TEXT, str_text(&text), from},
		{ROLE_ADDED, str_text(&text) + from, to - from},
		{ROLE_TEXT, str_text(&text) + to, text.len - to},
	};
	draw_string(a, 0, 0, a.cols, chosen ? ROLE_CHOSEN : ROLE_LABEL, str_text(&place));
	draw_runs(area_inner(a, 0, 0, a.rows > 2 ? a.rows - 2 : 0, 0), 1, EXCERPT_INDENT, room, runs, 3);
	str_free(&place);
	str_free(&text);
}

static const struct list_class hits_list = {row_height, row_draw, row_heading};

/* --- searching ------------------------------------------------------------------------ */

static void step(struct zoeken *z)
{
	if (z->search)
		searching_step(z->search, SLICE);
	list_set_count(&z->list, z->search ? searching_count(z->search) : 0);
	if (z->last > 0 && z->last < z->list.count) {
		list_choose(&z->list, z->last);
		z->last = 0;
	}
}

static void ask(struct zoeken *z)
{
	size_t len;
	const char *typed = editor_text(z->line, &len);
	list_choose(&z->list, 0);
	if (z->search)
		searching_ask(z->search, typed, len, SEARCH_MOST);
	step(z);
}

static int zoeken_tick(struct ui *ui, struct screen *s)
{
	struct zoeken *z = of(s);
	size_t before = z->list.count;
	if (!z->search || searching_is_done(z->search))
		return -1;
	step(z);
	if (before != z->list.count || searching_is_done(z->search))
		ui_redraw(ui);
	return searching_is_done(z->search) ? -1 : 0;
}

static bool zoeken_key(struct ui *ui, struct screen *s, const struct event *ev)
{
	struct zoeken *z = of(s);
	z->last = 0;
	if (ev->key == K_TAB || ev->key == K_BACKTAB)
		return list_key(&z->list, ev);
	bool typed, used = search_line_key(z->line, &z->list, ev, &typed);
	if (typed) {
		ask(z);
		ui_tick_soon(ui);
	}
	return used;
}

/* --- on screen -------------------------------------------------------------------------- */

static int top_of(struct area a)
{
	return a.rows >= ROWS_FOR_AIR ? 1 : 0;
}

static struct area line_area(struct area a)
{
	return area_inner(a, top_of(a), 0, 0, 0);
}

static struct area list_area(struct area a)
{
	return area_inner(a, top_of(a) + 2, 0, 0, 0);
}

static void zoeken_layout(struct screen *s, struct area a)
{
	struct zoeken *z = of(s);
	search_line_layout(z->line, line_area(a), COUNT_COLS);
	list_layout(&z->list, list_area(a));
}

static void add_count(const struct zoeken *z, struct str *out)
{
	size_t count = searching_count(z->search);
	if (searching_is_full(z->search))
		str_addf(out, _("de eerste %zu; typ meer"), count);
	else if (!searching_is_done(z->search))
		str_addf(out, _("%zu, zoekt verder …"), count);
	else if (count > 0)
		str_addf(out, _("%zu gevonden"), count);
}

/* What stands in place of hits. */
static const char *empty_text(const struct zoeken *z)
{
	size_t len;
	editor_text(z->line, &len);
	if (z->broken)
		return z->broken;
	if (len == 0)
		return _("Typ een of meer woorden. U ziet dan elke tekst waar ze allemaal in staan, in alle plannen. Hoofdletters en accenten tellen "
			 "niet. Zet woorden die bij elkaar horen tussen \"aanhalingstekens\".");
	return searching_is_done(z->search) ? _("Niets gevonden. Typ minder of kortere woorden, of ga met Esc terug.") : _("Even zoeken …");
}

static void draw_count(const struct zoeken *z, struct area a)
{
	struct str count = {0};
	add_count(z, &count);
	int wide = text_width(str_text(&count), count.len);
	draw_string(a, top_of(a), a.cols - 1 - wide, wide, ROLE_DIM, str_text(&count));
	str_free(&count);
}

static void zoeken_draw(const struct screen *s, struct area a)
{
	const struct zoeken *z = of_const(s);
	const char *empty = empty_text(z);
	struct area rows = list_area(a);
	list_draw(&z->list, rows, true);
	if (z->list.count == 0)
		draw_prose(rows, 0, 1, rows.cols - 2 < EXCERPT_MOST ? rows.cols - 2 : EXCERPT_MOST, ROLE_DIM, empty, strlen(empty));
	if (z->search)
		draw_count(z, a);
	search_line_draw(z->line, line_area(a), COUNT_COLS, true);
}

static size_t refused(const struct plan_rows *plans)
{
	size_t count = 0;
	for (size_t i = 0; i < plans->count; i++)
		count += plans->p[i].refused != NULL;
	return count;
}

static void zoeken_heading(const struct screen *s, struct str *left, struct str *right)
{
	const struct zoeken *z = of_const(s);
	str_add_text(left, _("Zoeken in alle plannen"));
	if (!z->search)
		return;
	const struct plan_rows *plans = searching_plans(z->search);
	str_addf(right, plans->count == 1 ? _("%zu plan") : _("%zu plannen"), plans->count);
	if (refused(plans) > 0)
		str_addf(right, _(", waarvan %zu niet te lezen"), refused(plans));
}

static void zoeken_free(struct screen *s)
{
	struct zoeken *z = of(s);
	editor_free(z->line);
	searching_free(z->search);
	free(z->broken);
	free(z);
}

/* --- going there ------------------------------------------------------------------------ */

static bool has_hits(const struct screen *s)
{
	return of_const(s)->list.count > 0;
}

static void run_go(struct ui *ui, struct screen *s)
{
	struct zoeken *z = of(s);
	struct search_row row = searching_row(z->search, z->list.chosen);
	struct str path = {0};
	path_of(&path, row.hit.node);
	searching_leave(z->search, z->list.chosen);
	ui_close(ui); /* it is freed only after this key */
	naar_plaats(ui, z->session, z->clip, row.plan->name, str_text(&path));
	str_free(&path);
}

static const struct action zoeken_actions[] = {
	{"ga", {K_ENTER}, N_("ga erheen"), N_("Opent het plan op de plaats die gekozen is"), run_go, has_hits},
	{0},
};

const struct screen_class zoeken_class = {
	.name = "zoeken",
	.help = N_("Typ een of meer woorden: u ziet elke tekst waar ze allemaal in staan, in alle plannen, ook wat u zelf nog niet hebt bewaard. "
		   "Hoofdletters en accenten tellen niet. Wat tussen \"aanhalingstekens\" staat, wordt precies zo gezocht.\n\n"
		   "Kies met de pijltjes en ga er met Enter heen. Met Esc gaat u terug naar waar u was; uw woorden staan er de volgende keer nog."),
	.actions = zoeken_actions,
	.heading = zoeken_heading,
	.layout = zoeken_layout,
	.draw = zoeken_draw,
	.key = zoeken_key,
	.typing = screen_always_types,
	.tick = zoeken_tick,
	.free = zoeken_free,
};

/* What was edited in plans that are open is found as it stands there. */
static void use_open_plans(struct zoeken *z, const struct screen *s)
{
	for (; s; s = s->below)
		if (s->class == &plan_class)
			searching_use(z->search, sitting_plan(work_of(s)->sitting), sitting_doc(work_of(s)->sitting));
}

void zoeken_open(struct ui *ui, struct session *s, struct clipboard *clip)
{
	struct zoeken *z = mem_alloc(sizeof *z);
	struct err e = {0};
	const char *asked = session_asked(s, &z->last);
	z->base.class = &zoeken_class;
	z->session = s;
	z->clip = clip;
	z->line = editor_new(asked, strlen(asked), false, clip);
	editor_key(z->line, &(struct event){.key = K_CTRL_A}); /* what is typed comes in its place */
	list_init(&z->list, &hits_list, z);
	if (searching_open(&z->search, s, &e))
		z->broken = mem_text(e.text);
	else
		use_open_plans(z, ui_top(ui));
	ask(z);
	ui_open(ui, &z->base);
}

void zoeken_run(struct ui *ui, struct screen *s)
{
	zoeken_open(ui, work_of(s)->session, work_of(s)->clip);
}
