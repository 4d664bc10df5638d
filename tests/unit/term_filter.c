/* The rows that a filter leaves, and the keys it takes. */
#include "test.h"

#include "term/filter.h"
#include "term/stack.h"

#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A screen with one list of texts. */
struct box {
	struct screen base;
	struct list list;
	struct filter filter;
	const char *const *texts;
	const bool *away;
};

static void draw(const void *ctx, size_t row, struct area a, bool chosen)
{
	(void)ctx, (void)row, (void)a, (void)chosen;
}

/* "## kop" stands above the row: its first word. */
static const char *heading(const void *ctx, size_t row)
{
	const char *text = ((const struct box *)ctx)->texts[row];
	return *text == '#' ? text : NULL;
}

static void words(const void *ctx, size_t row, struct str *out)
{
	str_add_text(out, ((const struct box *)ctx)->texts[row]);
}

static bool is_away(const void *ctx, size_t row)
{
	const struct box *b = ctx;
	return b->away && b->away[row];
}

static struct filter *box_filter(struct screen *s)
{
	return &((struct box *)s)->filter;
}

static bool box_key(struct ui *ui, struct screen *s, const struct event *ev)
{
	(void)ui;
	return list_key(&((struct box *)s)->list, ev);
}

static size_t opened = 99;

static void run_open(struct ui *ui, struct screen *s)
{
	(void)ui;
	opened = ((struct box *)s)->list.chosen;
}

static const struct action actions[] = {{"open", {K_ENTER}, "open", "Opent", run_open, NULL}, {0}};
static const struct list_class class = {NULL, draw, heading};
static const struct screen_class box_class = {.name = "doos", .help = "Doos.", .actions = actions, .key = box_key, .filter = box_filter};
static const char *const texts[] = {"Deltabuurt", "#Oostrik", "Sluiswijk", "Café Zandweerd", "Cafe\u0301 de Zon"};

static void set_up(struct ui *ui, struct box *b, size_t count, const char *const *of)
{
	*ui = (struct ui){0};
	LINES = 24; /* too small a screen takes no keys */
	COLS = 80;
	*b = (struct box){.base = {.class = &box_class}, .texts = of};
	list_init(&b->list, &class, b);
	list_set_count(&b->list, count);
	filter_init(&b->filter, &b->list, words, is_away);
	ui->top = &b->base;
	opened = 99;
}

static void clean_up(struct ui *ui, struct box *b)
{
	ui->top = NULL;
	ui_clear(ui);
	filter_clear(&b->filter);
}

static void press(struct ui *ui, uint32_t key)
{
	ui_handle(ui, &(struct event){.key = key});
}

static void type(struct ui *ui, const char *s)
{
	for (; *s; s++)
		press(ui, (uint32_t)*s);
}

/* The rows in view, by number, and the chosen one between brackets. */
static const char *view(const struct box *b)
{
	static char out[100];
	out[0] = '\0';
	for (size_t i = 0; i < b->list.count; i++)
		if (list_shows(&b->list, i))
			sprintf(out + strlen(out), i == b->list.chosen ? "[%zu]" : "%zu", i);
	return out;
}

TEST(typing_leaves_what_fits)
{
	struct ui ui;
	struct box b;
	set_up(&ui, &b, 5, texts);
	CHECK_TEXT(view(&b), "[0]1234");
	press(&ui, '/');
	CHECK(filter_is_open(&b.filter));
	type(&ui, "caf");
	CHECK_TEXT(view(&b), "[3]4");
	type(&ui, "e zo");
	CHECK_TEXT(view(&b), "[4]");
	for (int i = 0; i < 7; i++)
		press(&ui, K_BACKSPACE);
	CHECK_TEXT(view(&b), "0123[4]");
	clean_up(&ui, &b);
}

TEST(the_chosen_row_stays)
{
	struct ui ui;
	struct box b;
	set_up(&ui, &b, 5, texts);
	list_choose(&b.list, 3);
	press(&ui, '/');
	type(&ui, "a");
	CHECK_TEXT(view(&b), "0[3]4");
	press(&ui, K_UP);
	CHECK_TEXT(view(&b), "[0]34");
	press(&ui, K_DOWN);
	press(&ui, K_DOWN);
	CHECK_TEXT(view(&b), "03[4]");
	press(&ui, K_ESC);
	CHECK(!filter_is_open(&b.filter));
	CHECK_TEXT(view(&b), "0123[4]");
	CHECK_NUMBER(opened, 99);
	clean_up(&ui, &b);
}

TEST(enter_does_what_it_does)
{
	struct ui ui;
	struct box b;
	set_up(&ui, &b, 5, texts);
	press(&ui, '/');
	type(&ui, "wijk");
	press(&ui, K_ENTER);
	CHECK_NUMBER(opened, 2);
	CHECK_TEXT(view(&b), "01[2]34");
	press(&ui, '/'); /* and the words are still there, to be typed over */
	CHECK_TEXT(view(&b), "[2]");
	type(&ui, "z");
	CHECK_TEXT(view(&b), "[3]4");
	clean_up(&ui, &b);
}

TEST(nothing_found_opens_nothing)
{
	struct ui ui;
	struct box b;
	set_up(&ui, &b, 5, texts);
	press(&ui, '/');
	type(&ui, "xyz");
	CHECK_TEXT(view(&b), "");
	press(&ui, K_UP);
	press(&ui, K_PAGE_DOWN);
	press(&ui, K_ENTER);
	CHECK_NUMBER(opened, 99);
	CHECK(filter_is_open(&b.filter));
	press(&ui, K_ESC);
	CHECK_TEXT(view(&b), "[0]1234");
	clean_up(&ui, &b);
}

TEST(what_is_away_is_found_all_the_same)
{
	static const bool away[] = {true, false, false, true, false};
	struct ui ui;
	struct box b;
	set_up(&ui, &b, 5, texts);
	b.away = away;
	filter_refresh(&b.filter);
	CHECK_TEXT(view(&b), "[1]24");
	press(&ui, '/');
	CHECK_TEXT(view(&b), "[1]24");
	type(&ui, "buurt");
	CHECK_TEXT(view(&b), "[0]");
	press(&ui, K_ESC);
	CHECK_TEXT(view(&b), "[1]24");
	clean_up(&ui, &b);
}

TEST(rows_come_and_go)
{
	struct ui ui;
	struct box b;
	set_up(&ui, &b, 3, texts);
	press(&ui, '/');
	type(&ui, "caf");
	CHECK_TEXT(view(&b), "");
	list_set_count(&b.list, 5);
	filter_more(&b.filter);
	CHECK_TEXT(view(&b), "[3]4");
	list_set_count(&b.list, 0);
	filter_refresh(&b.filter);
	CHECK_TEXT(view(&b), "");
	press(&ui, K_ENTER);
	clean_up(&ui, &b);
}

/* Undoing and pasting are about the line while it is open. */
TEST(other_keys)
{
	struct ui ui;
	struct box b;
	set_up(&ui, &b, 5, texts);
	press(&ui, '/');
	ui_handle(&ui, &(struct event){.key = K_PASTE, .text = "oost", .len = 4});
	CHECK_TEXT(view(&b), "[1]");
	press(&ui, K_CTRL_Z);
	CHECK_TEXT(view(&b), "0[1]234");
	CHECK(filter_key(&b.filter, &ui, &(struct event){.key = K_CTRL_Z}));
	CHECK(!filter_key(&b.filter, &ui, &(struct event){.key = K_CTRL_S}));
	CHECK(!filter_key(&b.filter, &ui, &(struct event){.key = K_F1}));
	clean_up(&ui, &b);
}

/* A heading goes to the first row in view of those below it; nothing is drawn here, so it is counted in lines. */
TEST(headings_stay)
{
	static const char *const headed[] = {"los", "#kop", "een", "twee", "#kop", "een"};
	struct ui ui;
	struct box b;
	struct area a = {.rows = 10, .cols = 40};
	set_up(&ui, &b, 6, headed);
	list_layout(&b.list, a);
	CHECK_NUMBER(list_line_of(&b.list, 5), 7);
	press(&ui, '/');
	type(&ui, "ee");
	list_layout(&b.list, a);
	CHECK_TEXT(view(&b), "[2]35");
	CHECK_NUMBER(list_line_of(&b.list, 2), 1); /* below its heading */
	CHECK_NUMBER(list_line_of(&b.list, 3), 2);
	CHECK_NUMBER(list_line_of(&b.list, 5), 4); /* below another */
	clean_up(&ui, &b);
}

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* What a key costs in a long list is printed, not judged. */
TEST(ten_thousand_rows)
{
	enum { ROWS = 10000 };
	char **made = malloc(ROWS * sizeof *made);
	struct ui ui;
	struct box b;
	struct area a = {.rows = 20, .cols = 80};
	for (size_t i = 0; i < ROWS; i++) {
		made[i] = malloc(100);
		snprintf(made[i], 100, "Buurt %zu in de wijk Rivierenwijk, café nummer %zu, uitvoering door Bart Smit", i, i % 97);
	}
	set_up(&ui, &b, ROWS, (const char *const *)made);
	press(&ui, '/');
	for (const char *key = "9999"; *key; key++) {
		double start = now();
		press(&ui, (uint32_t)*key);
		list_layout(&b.list, a);
		printf("10,000 rows, key '%c': %.2f ms, %zu left\n", *key, now() - start, list_shown(&b.list));
	}
	CHECK_TEXT(view(&b), "[9999]");
	clean_up(&ui, &b);
	for (size_t i = 0; i < ROWS; i++)
		free(made[i]);
	free(made);
}
