/* The history's screen in process, with an index that is there: history_screen REPOSITORY PLAN [PATH]…  Milliseconds, medians of
 * sessions that have read nothing yet: from the key until the first row is drawn, until all rows in view say what changed, the same
 * for PgDn, and the longest that a key could have had to wait for a tick. */
#include "tests/bench/bench.h"
#include "base/mem.h"
#include "screens/open.h"
#include "term/stack.h"
#include "term/terminal.h"

#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { RUNS = 11, PAGES = 4, ROWS = 40, COLUMNS = 140 };
enum { FIRST, SCREENFUL, PAGE_KEY, PAGE_ALL, WORST, FIGURES };

static const char *const names[FIGURES] = {"first row", "a screenful", "PgDn, drawn", "PgDn, all of it", "longest tick"};

static double most(double a, double b)
{
	return a > b ? a : b;
}

/* Ticks until the screens want no more; gives the longest. */
static double settle(struct ui *ui)
{
	double worst = 0;
	for (int wait = 0; wait == 0;) {
		double start = now();
		wait = ui_tick(ui);
		worst = most(worst, now() - start);
		if (ui->dirty)
			frame_draw(ui);
	}
	return worst;
}

static void press(struct ui *ui, uint32_t key)
{
	ui_handle(ui, &(struct event){.key = key});
	frame_draw(ui);
}

static void run(const char *dir, const char *plan, const char *path, double took[FIGURES])
{
	struct session *s;
	struct work *w;
	struct err e = {0};
	struct ui ui = {0};
	must(session_open(&s, dir, "Anna Jansen <anna@example.nl>", NULL, &e), &e);
	must(terminal_start_blind(&e), &e);
	resize_term(ROWS, COLUMNS);
	ui_open(&ui, overzicht_new(s));
	must(work_open(&w, s, plan, &(struct clipboard){0}, &e), &e);
	plan_open(&ui, w, NULL);
	frame_draw(&ui);
	settle(&ui);
	double start = now();
	geschiedenis_open(&ui, w, path);
	frame_draw(&ui);
	took[FIRST] = now() - start;
	took[WORST] = settle(&ui);
	took[SCREENFUL] = now() - start;
	took[PAGE_KEY] = took[PAGE_ALL] = 0;
	for (int i = 0; i < PAGES; i++) {
		start = now();
		press(&ui, K_PAGE_DOWN);
		took[PAGE_KEY] = most(took[PAGE_KEY], now() - start);
		took[WORST] = most(took[WORST], settle(&ui));
		took[PAGE_ALL] = most(took[PAGE_ALL], now() - start);
	}
	ui_clear(&ui);
	terminal_stop();
	session_free(s);
}

static void measure(const char *dir, const char *plan, const char *path)
{
	double took[FIGURES], all[FIGURES][RUNS];
	for (int i = -1; i < RUNS; i++) { /* the first one makes what the others use */
		run(dir, plan, path, took);
		for (int k = 0; i >= 0 && k < FIGURES; k++)
			all[k][i] = took[k];
	}
	printf("%s %s\n", plan, path);
	for (int k = 0; k < FIGURES; k++) {
		qsort(all[k], RUNS, sizeof all[k][0], by_size);
		printf("  %-16s %6.2f ms (%.2f to %.2f)\n", names[k], all[k][RUNS / 2], all[k][0], all[k][RUNS - 1]);
	}
}

int main(int argc, char **argv)
{
	if (argc < 3) {
		fputs("history_screen REPOSITORY PLAN [PATH]...\n", stderr);
		return 2;
	}
	measure(argv[1], argv[2], "");
	for (int i = 3; i < argc; i++)
		measure(argv[1], argv[2], argv[i]);
	return 0;
}
