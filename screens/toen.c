/* The plan, or the speerpunt, as it was in one version: to read, under a banner that says so. */
#include "screens/geschiedenis.h"

#include "base/mem.h"
#include "base/taal.h"
#include "plan/path.h"
#include "plan/plan.h"
#include "screens/open.h"
#include "screens/page.h"

#include <stdlib.h>
#include <string.h>

enum {
	BANNER = 2,      /* lines: what is looked at, and a line below it */
	MARGIN = 2,
	TEXT_COLS = 100, /* a longer line is hard to read */
	COLS_LEAST = 11  /* of a page */
};

struct toen {
	struct work_screen base;
	struct geschiedenis *g;  /* the history it is opened from; the version is the one that is chosen there */
	struct reading all;      /* of the whole plan … */
	struct reading part;     /* … what of it is shown: borrows that */
	struct page page;
	size_t top, rows;        /* the first line in view, and how many there are */
	char *anchor;            /* the path that comes on top when the page is laid out anew; NULL: what the history is of */
	bool before;             /* it went in this version: this is how it was before that */
	char *broken;            /* why there is nothing to see; NULL */
};

static struct toen *of(struct screen *s)
{
	return (struct toen *)s;
}

static const struct toen *of_const(const struct screen *s)
{
	return (const struct toen *)s;
}

/* --- what is shown ---------------------------------------------------------------------------- */

static bool is_in(const struct node *n, const struct node *above)
{
	while (n && n != above)
		n = n->parent;
	return n;
}

/* The speerpunt that it is, or stands in; NULL: the whole plan is shown. */
static const struct node *speerpunt_of(const struct doc *d, const struct node *n)
{
	while (n && (!n->parent || n->parent != plan_speerpunten(d)))
		n = n->parent;
	return n;
}

/* The blocks of a speerpunt stand one behind the other. */
static void choose_part(struct toen *t, const struct node *speerpunt)
{
	size_t first = 0, end = t->all.count;
	t->part = t->all;
	if (!speerpunt)
		return;
	while (first < end && !is_in(t->all.p[first].node, speerpunt))
		first++;
	for (end = first; end < t->all.count && is_in(t->all.p[end].node, speerpunt);)
		end++;
	if (end > first) {
		t->part.p = t->all.p + first;
		t->part.count = end - first;
	}
}

static char *path_text(const struct node *n)
{
	struct str path = {0};
	path_of(&path, n);
	return str_take(&path);
}

static void load(struct toen *t)
{
	struct doc *d;
	const struct node *node;
	struct err e = {0};
	free(t->broken);
	t->broken = NULL;
	page_clear(&t->page);
	reading_clear(&t->all);
	if (geschiedenis_doc(t->g, t->g->list.chosen, &d, &node, &t->before, &e)) {
		t->broken = mem_text(e.text);
		return;
	}
	reading_build(&t->all, d);
	if (node && !t->anchor)
		t->anchor = path_text(node);
	choose_part(t, speerpunt_of(d, node));
	doc_free(d);
}

/* The block of what stands at a path, or of the nearest thing around it that is shown. */
static size_t find_block(const struct toen *t, const char *path)
{
	struct place p;
	if (!path || path_resolve(&p, t->all.doc, path, NULL))
		return 0;
	for (const struct node *n = p.above; n; n = n->parent)
		for (size_t i = 0; i < t->part.count; i++)
			if (t->part.p[i].node == n)
				return i;
	return 0;
}

/* --- on screen ---------------------------------------------------------------------------------- */

static size_t last_top(const struct toen *t)
{
	return t->page.lines > t->rows ? t->page.lines - t->rows : 0;
}

static void scroll_to(struct toen *t, size_t line)
{
	t->top = line < last_top(t) ? line : last_top(t);
}

static void keep_anchor(struct toen *t)
{
	free(t->anchor);
	t->anchor = t->top ? path_text(t->part.p[page_block_at(&t->page, t->top)].node) : mem_text("");
}

static struct area text_area(struct area a)
{
	return area_inner(a, BANNER, MARGIN, 0, MARGIN);
}

/* With its heading, where that is near. */
static size_t line_to_show(const struct toen *t, size_t block)
{
	size_t head = block, line = t->page.block_lines.p[block];
	while (head > 0 && t->part.p[head].kind != BLOCK_HEADING)
		head--;
	return line - t->page.block_lines.p[head] < t->rows / 2 ? t->page.block_lines.p[head] : line;
}

static void toen_layout(struct screen *s, struct area a)
{
	struct toen *t = of(s);
	struct area text = text_area(a);
	int cols = text.cols < TEXT_COLS ? text.cols : TEXT_COLS;
	t->rows = (size_t)(text.rows > 0 ? text.rows : 0);
	cols = cols > COLS_LEAST ? cols : COLS_LEAST;
	if (!t->broken && cols != t->page.cols) {
		page_build(&t->page, &t->part, cols);
		size_t block = find_block(t, t->anchor);
		t->top = block ? line_to_show(t, block) : 0;
	}
	scroll_to(t, t->top);
}

static void say_banner(const struct toen *t, struct str *out)
{
	str_add_text(out, _("U kijkt naar "));
	date_long(out, history_row(t->g->history, t->g->list.chosen)->when);
	if (t->before)
		str_add_text(out, _(", vlak voordat dit wegging"));
	str_addf(out, " %s %s", draw_sign(SIGN_DOT), _("Esc: terug naar nu"));
}

static void toen_draw(const struct screen *s, struct area a)
{
	const struct toen *t = of_const(s);
	struct area text = text_area(a);
	struct str banner = {0};
	say_banner(t, &banner);
	draw_string(a, 0, 1, a.cols - 2, ROLE_WARNING, banner.p);
	draw_rule(area_inner(a, 0, 1, 0, 1), 1);
	if (t->broken)
		draw_prose(text, 0, 0, text.cols, ROLE_ERROR, t->broken, strlen(t->broken));
	else
		page_draw(&t->page, t->top, text, SIZE_MAX);
	draw_more(area_inner(a, BANNER, 0, 0, 0), t->top > 0, t->top < last_top(t));
	draw_cursor(a, 0, 1);
	str_free(&banner);
}

static void toen_heading(const struct screen *s, struct str *left, struct str *right)
{
	const struct toen *t = of_const(s);
	str_addf(left, "%s %s %s", geschiedenis_buurt(t->g, t->g->list.chosen), draw_sign(SIGN_PATH), _("zoals het toen was"));
	geschiedenis_number(t->g, t->g->list.chosen, right);
}

/* --- keys ---------------------------------------------------------------------------------------- */

static bool scroll(struct toen *t, bool down, size_t lines)
{
	size_t was = t->top;
	scroll_to(t, down ? t->top + lines : t->top > lines ? t->top - lines : 0);
	return t->top != was || !down;
}

static bool toen_key(struct ui *ui, struct screen *s, const struct event *ev)
{
	struct toen *t = of(s);
	size_t page = t->rows > 1 ? t->rows - 1 : 1;
	(void)ui;
	switch (ev->key) {
	case K_DOWN:
	case 'j':
	case K_UP:
	case 'k':
		return scroll(t, ev->key == K_DOWN || ev->key == 'j', 1);
	case K_WHEEL_DOWN:
	case K_WHEEL_UP:
		scroll(t, ev->key == K_WHEEL_DOWN, KEY_WHEEL_LINES);
		return true;
	case K_PAGE_DOWN:
	case K_PAGE_UP:
	case ' ':
		scroll(t, ev->key != K_PAGE_UP, page);
		return true;
	case K_HOME:
	case K_END:
		scroll(t, ev->key == K_END, t->page.lines);
		return true;
	default:
		return false;
	}
}

/* What was on top stays there, as far as it was there then. */
static void step(struct ui *ui, struct screen *s, int by)
{
	struct toen *t = of(s);
	if (!geschiedenis_step(ui, t->g, by))
		return;
	if (!t->broken)
		keep_anchor(t);
	load(t);
}

static void run_older(struct ui *ui, struct screen *s)
{
	step(ui, s, 1);
}

static void run_newer(struct ui *ui, struct screen *s)
{
	step(ui, s, -1);
}

static void run_restore(struct ui *ui, struct screen *s)
{
	terug_ask(ui, of(s)->g, of(s)->g->list.chosen);
}

static bool may_restore(const struct screen *s)
{
	return !of_const(s)->broken && terug_may(of_const(s)->g);
}

static void run_back(struct ui *ui, struct screen *s)
{
	(void)s;
	ui_close(ui);
}

static void toen_free(struct screen *s)
{
	struct toen *t = of(s);
	reading_clear(&t->all);
	page_clear(&t->page);
	free(t->anchor);
	free(t->broken);
	free(t);
}

static const struct action toen_actions[] = {
	{"nu", {K_ENTER}, N_("terug naar nu"), N_("Gaat terug naar de geschiedenis"), run_back, NULL},
	{"ouder", {'p', '['}, N_("ouder"), N_("Gaat naar de versie hiervoor"), run_older, NULL},
	{"nieuwer", {'n', ']'}, N_("nieuwer"), N_("Gaat naar de versie hierna"), run_newer, NULL},
	{"zet-terug", {'z'}, N_("zet terug"), N_("Maakt het weer zoals het toen was; vraagt eerst of het mag"), run_restore, may_restore},
	WORK_ROW_STOP,
	{0},
};

const struct screen_class toen_class = {
	.name = "toen",
	.help = N_("Hier leest u het hele plan of speerpunt zoals het in een versie van vroeger was. Er verandert niets. Met p en n gaat u naar de versie ervoor en erna; de plaats waar u leest blijft.\n\n"
		  "Zolang bovenaan staat dat u naar een andere dag kijkt, ziet u niet hoe het nu is. Met Esc gaat u terug."),
	.actions = toen_actions,
	.heading = toen_heading,
	.layout = toen_layout,
	.draw = toen_draw,
	.key = toen_key,
	.tick = work_tick,
	.leave = work_leave,
	.free = toen_free,
};

void toen_open(struct ui *ui, struct geschiedenis *g, const char *path)
{
	struct toen *t = mem_alloc(sizeof *t);
	t->base.base.class = &toen_class;
	t->base.work = g->base.work;
	t->g = g;
	t->anchor = mem_text(path);
	load(t);
	ui_open(ui, &t->base.base);
}
