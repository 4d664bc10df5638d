/* A plan to read from top to bottom, with a table of contents: above it, or beside it where there is room. */
#include "screens/open.h"

#include "base/mem.h"
#include "base/taal.h"
#include "plan/path.h"
#include "plan/plan.h"
#include "screens/inhoud.h"
#include "screens/page.h"
#include "session/gezien.h"

#include <stdlib.h>
#include <string.h>

enum {
	CONTENTS_COLS = 40, ROWS_FOR_AIR = 20,
	MARGIN = 2,      /* left of the text, for the sign of the chosen heading; right of it, for what is more */
	TEXT_COLS = 100 /* a longer line is hard to read */
};

struct lezen {
	struct work_screen base;
	bool stored;              /* opened from the overview: the plan below goes when this goes */
	struct reading reading;
	struct page page;
	size_t top, rows;         /* the first line in view, and how many there are */
	size_t anchor;            /* the block that comes on top when the page is laid out anew … */
	bool arriving;            /* … for the first time: then with its heading, where that is near */
	bool beside;              /* there is room for text and contents side by side */
	bool in_contents;         /* the table of contents has the keys */
	struct inhoud contents;   /* … and its current heading is the one we are at */
};

static struct lezen *of(struct screen *s)
{
	return (struct lezen *)s;
}

static const struct lezen *of_const(const struct screen *s)
{
	return (const struct lezen *)s;
}

/* --- where we are -------------------------------------------------------------------------- */

static size_t head_line(const struct lezen *l, size_t head)
{
	return l->page.block_lines.p[l->contents.heads.p[head]];
}

static size_t last_top(const struct lezen *l)
{
	return l->page.lines > l->rows ? l->page.lines - l->rows : 0;
}

static size_t head_at_top(const struct lezen *l)
{
	return inhoud_above(&l->contents, page_block_at(&l->page, l->top));
}

static void scroll_to(struct lezen *l, size_t line)
{
	l->top = line < last_top(l) ? line : last_top(l);
	l->contents.current = head_at_top(l);
	l->anchor = page_block_at(&l->page, l->top);
}

static void go_to_block(struct lezen *l, size_t block)
{
	scroll_to(l, l->page.block_lines.p[block]);
	l->contents.current = inhoud_above(&l->contents, block);
}

static void arrive(struct lezen *l)
{
	size_t head = inhoud_above(&l->contents, l->anchor), line = head_line(l, head);
	bool near = l->page.block_lines.p[l->anchor] - line < l->rows / 2;
	go_to_block(l, near ? l->contents.heads.p[head] : l->anchor);
	l->arriving = false;
}

static bool is_in_view(const struct lezen *l, size_t head)
{
	size_t line = head_line(l, head);
	return line >= l->top && line < l->top + l->rows;
}

/* --- what there is to read ------------------------------------------------------------------ */

static void refresh(struct lezen *l)
{
	reading_build(&l->reading, sitting_doc(l->base.work->sitting));
	inhoud_fill(&l->contents);
	page_clear(&l->page);
	if (l->anchor >= l->reading.count)
		l->anchor = l->reading.count - 1;
}

static void lezen_resumed(struct ui *ui, struct screen *s)
{
	refresh(of(s));
	ui_redraw(ui);
}

/* The block of a node, or of the nearest thing around it that has one. */
static size_t find_block(const struct reading *r, const struct node *n)
{
	for (; n; n = n->parent)
		for (size_t i = 0; i < r->count; i++)
			if (r->p[i].node == n)
				return i;
	return 0;
}

/* --- drawing --------------------------------------------------------------------------------- */

static struct area below_air(struct area a)
{
	return area_inner(a, a.rows >= ROWS_FOR_AIR, 0, 0, 0);
}

static struct area contents_area(struct area a)
{
	struct area inner = below_air(a);
	if (area_is_wide(a))
		inner.cols = CONTENTS_COLS;
	return inner;
}

static struct area text_area(struct area a)
{
	return area_inner(below_air(a), 0, area_is_wide(a) ? CONTENTS_COLS + 2 : 0, 0, 0);
}

static void lay_out(struct lezen *l, int cols)
{
	size_t current = l->contents.current;
	page_build(&l->page, &l->reading, cols);
	if (l->arriving) {
		arrive(l);
		return;
	}
	go_to_block(l, l->anchor);
	if (current > l->contents.current && current < l->contents.heads.count && is_in_view(l, current))
		l->contents.current = current; /* one of the last, that can't come on top */
}

static void lezen_layout(struct screen *s, struct area a)
{
	struct lezen *l = of(s);
	struct area text = text_area(a);
	int cols = text.cols - 2 * MARGIN < TEXT_COLS ? text.cols - 2 * MARGIN : TEXT_COLS;
	l->rows = (size_t)text.rows;
	l->beside = area_is_wide(a);
	if (cols != l->page.cols)
		lay_out(l, cols);
	l->top = l->top < last_top(l) ? l->top : last_top(l);
	if (!l->in_contents)
		inhoud_choose_current(&l->contents);
	inhoud_layout(&l->contents, contents_area(a));
}

static void draw_text_of(const struct lezen *l, struct area a)
{
	page_draw(&l->page, l->top, area_inner(a, 0, MARGIN, 0, MARGIN), l->in_contents ? SIZE_MAX : l->contents.heads.p[l->contents.current]);
	draw_more(a, l->top > 0, l->top < last_top(l));
	if (l->in_contents)
		return;
	int y = is_in_view(l, l->contents.current) ? (int)(head_line(l, l->contents.current) - l->top) : -1;
	if (y >= 0)
		draw_string(a, y, 0, 1, ROLE_TEXT, draw_sign(SIGN_CHOSEN));
	draw_cursor(a, y > 0 ? y : 0, y >= 0 ? MARGIN : 0);
}

static void lezen_draw(const struct screen *s, struct area a)
{
	const struct lezen *l = of_const(s);
	if (area_is_wide(a) || !l->in_contents)
		draw_text_of(l, text_area(a));
	if (!area_is_wide(a) && !l->in_contents)
		return;
	struct area contents = contents_area(a);
	inhoud_draw(&l->contents, contents, l->in_contents);
	if (area_is_wide(a))
		draw_side(contents, CONTENTS_COLS + 1);
}

static void lezen_heading(const struct screen *s, struct str *left, struct str *right)
{
	const struct lezen *l = of_const(s);
	str_addf(left, "%s %s %s", work_buurt(l->base.work), draw_sign(SIGN_PATH), l->in_contents ? _("inhoud") : _("lezen"));
	if (l->contents.current > 0)
		str_addf(left, " %s %s", draw_sign(SIGN_PATH), l->reading.p[l->contents.heads.p[l->contents.current]].text);
	work_who(l->base.work, right);
	str_addf(right, "%s%d %%", right->len ? " · " : "", last_top(l) ? (int)(l->top * 100 / last_top(l)) : 100);
}

/* --- keys ------------------------------------------------------------------------------------ */

static bool go_down(struct lezen *l)
{
	if (l->top < last_top(l))
		scroll_to(l, l->top + 1);
	else if (l->contents.current + 1 < l->contents.heads.count) /* the end is in view: on to the headings that are */
		l->contents.current++;
	else
		return false;
	return true;
}

static void go_up(struct lezen *l)
{
	if (l->contents.current > head_at_top(l))
		l->contents.current--;
	else if (l->top > 0)
		scroll_to(l, l->top - 1);
}

static void go_page(struct lezen *l, bool down)
{
	size_t step = l->rows > 1 ? l->rows - 1 : 1;
	bool at_end = l->top == last_top(l);
	scroll_to(l, down ? l->top + step : l->top > step ? l->top - step : 0);
	if (down && at_end)
		l->contents.current = l->contents.heads.count - 1;
}

static bool text_key(struct lezen *l, const struct event *ev)
{
	switch (ev->key) {
	case K_DOWN:
	case 'j':
		return go_down(l);
	case K_UP:
	case 'k':
		go_up(l);
		return true;
	case K_WHEEL_DOWN:
	case K_WHEEL_UP:
		for (int i = 0; i < KEY_WHEEL_LINES; i++)
			ev->key == K_WHEEL_DOWN ? (void)go_down(l) : go_up(l);
		return true;
	case K_PAGE_DOWN:
	case K_PAGE_UP:
	case ' ':
		go_page(l, ev->key != K_PAGE_UP);
		return true;
	case K_HOME:
		scroll_to(l, 0);
		return true;
	case K_END:
		scroll_to(l, last_top(l));
		l->contents.current = l->contents.heads.count - 1;
		return true;
	default:
		return false;
	}
}

static void go_to_chosen(struct lezen *l)
{
	if (inhoud_take_chosen(&l->contents))
		go_to_block(l, l->contents.heads.p[l->contents.current]);
}

/* The text beside it goes along; one that is not seen stays where it is, for who goes back to it. */
static bool contents_key(struct lezen *l, const struct event *ev)
{
	bool used = inhoud_key(&l->contents, ev);
	if (l->beside)
		go_to_chosen(l);
	return used;
}

static bool lezen_key(struct ui *ui, struct screen *s, const struct event *ev)
{
	(void)ui;
	return of(s)->in_contents ? contents_key(of(s), ev) : text_key(of(s), ev);
}

static bool is_in_text(const struct screen *s)
{
	return !of_const(s)->in_contents;
}

static bool is_in_contents(const struct screen *s)
{
	return of_const(s)->in_contents;
}

static bool is_searching(const struct screen *s)
{
	return of_const(s)->contents.search;
}

static bool may_search(const struct screen *s)
{
	return is_in_contents(s) && !is_searching(s);
}

static bool may_go(const struct screen *s)
{
	return is_in_contents(s) && inhoud_finds(&of_const(s)->contents);
}

static void run_contents(struct ui *ui, struct screen *s)
{
	(void)ui;
	struct lezen *l = of(s);
	inhoud_end_search(&l->contents);
	l->in_contents = !l->in_contents;
}

static void run_go(struct ui *ui, struct screen *s)
{
	go_to_chosen(of(s));
	run_contents(ui, s);
}

static void run_search(struct ui *ui, struct screen *s)
{
	(void)ui;
	inhoud_start_search(&of(s)->contents, work_of(s)->clip);
}

static void run_next(struct ui *ui, struct screen *s)
{
	(void)ui;
	struct lezen *l = of(s);
	if (l->contents.current + 1 < l->contents.heads.count)
		go_to_block(l, l->contents.heads.p[l->contents.current + 1]);
}

/* First to the beginning of what we are in. */
static void run_previous(struct ui *ui, struct screen *s)
{
	(void)ui;
	struct lezen *l = of(s);
	size_t head = l->contents.current;
	if (head > 0 && is_in_view(l, head))
		head--;
	go_to_block(l, l->contents.heads.p[head]);
}

/* Of the heading where that is in view, else of what stands on top. */
static char *path_in_view(const struct lezen *l)
{
	size_t block = is_in_view(l, l->contents.current) ? l->contents.heads.p[l->contents.current] : page_block_at(&l->page, l->top);
	struct str path = {0};
	path_of(&path, l->reading.p[block].node);
	if (path.len == 0)
		str_add_text(&path, schema_next(schema_first(NULL))->key);
	return str_take(&path);
}

/* To the form that this is written in. */
static void run_open(struct ui *ui, struct screen *s)
{
	char *path = path_in_view(of(s));
	plan_go_to(ui, work_of(s), path, of(s)->stored);
	free(path);
}

static void lezen_back(struct ui *ui, struct screen *s)
{
	struct lezen *l = of(s);
	if (l->in_contents) {
		if (l->contents.search)
			inhoud_end_search(&l->contents);
		else
			l->in_contents = false;
		return;
	}
	ui_close(ui);
	if (l->stored)
		ui_close(ui);
}

static void lezen_free(struct screen *s)
{
	struct lezen *l = of(s);
	reading_clear(&l->reading);
	page_clear(&l->page);
	inhoud_clear(&l->contents);
	free(l);
}

static const struct action lezen_actions[] = {
	{"open", {K_ENTER}, N_("bewerk"), N_("Opent de velden van het deel waar u bent"), run_open, is_in_text},
	{"erheen", {K_ENTER}, N_("lees hier"), N_("Leest verder vanaf de kop die gekozen is"), run_go, may_go},
	{"inhoud", {'i', K_TAB}, N_("inhoud"), N_("Toont alle koppen, om naar een ervan te gaan"), run_contents, is_in_text},
	{"tekst", {'i', K_TAB}, N_("tekst"), N_("Gaat terug naar de tekst"), run_contents, is_in_contents},
	{"zoek", {'/'}, N_("zoek"), N_("Zoekt een kop terwijl u typt"), run_search, may_search},
	{"volgende", {'n', ']'}, N_("volgende kop"), N_("Gaat naar de volgende kop"), run_next, is_in_text},
	{"vorige", {'p', '['}, N_("vorige kop"), N_("Gaat naar het begin van dit deel, en dan naar de kop ervoor"), run_previous, is_in_text},
	WORK_ROW_SAVE,
	WORK_ROW_STOP,
	{0},
};

const struct screen_class lezen_class = {
	.name = "lezen",
	.help = N_("Hier leest u het plan van boven naar beneden, als één tekst, ook met wat u nog niet hebt bewaard. Met de pijltjes schuift de tekst; met n en p gaat u van kop naar kop, en met i kiest u een kop uit de inhoud.\n\n"
		   "De kop met het teken ▸ is waar u bent. Enter opent de velden ervan, om er iets in te veranderen."),
	.actions = lezen_actions,
	.heading = lezen_heading,
	.layout = lezen_layout,
	.draw = lezen_draw,
	.key = lezen_key,
	.typing = is_searching,
	.back = lezen_back,
	.tick = work_tick,
	.resumed = lezen_resumed,
	.leave = work_leave,
	.free = lezen_free,
};

void lezen_open(struct ui *ui, struct work *w, const char *path, bool stored)
{
	struct lezen *l = mem_alloc(sizeof *l);
	struct place p;
	l->base.base.class = &lezen_class;
	l->base.work = w;
	l->stored = stored;
	l->arriving = true;
	gezien_mark(w->sitting, stored ? "" : path);
	inhoud_init(&l->contents, &l->reading);
	refresh(l);
	if (path_resolve(&p, l->reading.doc, path, NULL) == OK)
		l->anchor = find_block(&l->reading, p.above);
	ui_open(ui, &l->base.base);
}
