/* The overview in process, cold (nothing is known of any plan) and warm: overview REPOSITORY…  Milliseconds, medians; the first of
 * the cold ones makes what the warm ones use. */
#include "tests/bench/bench.h"
#include "base/mem.h"
#include "screens/open.h"
#include "session/session.h"
#include "term/script.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { WARM = 21, COLD = 3 };

static struct session *open_record(const char *dir)
{
	struct session *s;
	struct err e;
	must(session_open(&s, dir, "Anna Jansen <anna@example.nl>", NULL, &e), &e);
	return s;
}

static void forget(const char *dir)
{
	struct str path = {0};
	str_addf(&path, "%s/buurtplan/koppen", dir);
	remove(path.p);
	str_free(&path);
}

/* The plans of a session that has read nothing yet; and again, by the same. */
static void run_plans(const char *dir, double took[2])
{
	struct session *s = open_record(dir);
	for (int i = 0; i < 2; i++) {
		struct plan_rows rows;
		struct err e;
		double start = now();
		must(session_plans(s, &rows, &e), &e);
		took[i] = now() - start;
		plan_rows_clear(&rows);
	}
	session_free(s);
}

/* The screen: made, and drawn once (with ncurses from its start). */
static void run_screen(const char *dir, double took[2])
{
	static const char script[] = "SHOT overzicht";
	struct session *s = open_record(dir);
	struct err e;
	FILE *out = fopen("/dev/null", "w");
	double start = now();
	struct screen *first = overzicht_new(s);
	took[0] = now() - start;
	start = now();
	must(ui_script(first, script, sizeof script - 1, out, &e), &e);
	took[1] = now() - start;
	fclose(out);
	session_free(s);
}

static void measure(const char *what, const char *dir, void (*run)(const char *dir, double took[2]), int times, const char *const names[2])
{
	double took[2], all[2][WARM];
	for (int i = 0; i < times; i++) {
		if (times == COLD)
			forget(dir);
		run(dir, took);
		all[0][i] = took[0];
		all[1][i] = took[1];
	}
	for (int k = 0; k < 2; k++) {
		qsort(all[k], (size_t)times, sizeof all[k][0], by_size);
		printf("  %s, %s: %.2f ms (%.2f to %.2f)\n", what, names[k], all[k][times / 2], all[k][0], all[k][times - 1]);
	}
}

int main(int argc, char **argv)
{
	static const char *const plans[2] = {"the plans", "the plans again"}, *const screen[2] = {"the screen", "its first drawing"};
	for (int i = 1; i < argc; i++) {
		printf("%s\n", strrchr(argv[i], '/') ? strrchr(argv[i], '/') + 1 : argv[i]);
		measure("cold", argv[i], run_plans, COLD, plans);
		measure("warm", argv[i], run_plans, WARM, plans);
		measure("warm", argv[i], run_screen, WARM, screen);
	}
	return 0;
}
