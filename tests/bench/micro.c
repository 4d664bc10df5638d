/* In process: what reading, comparing, editing and checking a plan cost.  micro FILE… prints microseconds, medians of 101. */
#include "plan/advies.h"
#include "plan/check.h"
#include "plan/diff.h"
#include "plan/edit.h"
#include "plan/search.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { RUNS = 101 };

static struct doc *read_plan(const char *path)
{
	static char bytes[DOC_MAX_BYTES];
	FILE *f = fopen(path, "r");
	size_t len = f ? fread(bytes, 1, sizeof bytes, f) : 0;
	struct doc *d;
	struct err e;
	if (!f || doc_parse(&d, bytes, len, &e)) {
		fprintf(stderr, "%s: cannot be read\n", path);
		exit(1);
	}
	fclose(f);
	return d;
}

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static struct doc *before, *after;

static void run_parse(void)
{
	struct doc *d;
	struct err e;
	if (doc_parse(&d, before->bytes, before->len, &e) == OK)
		doc_free(d);
}

static void run_check(void)
{
	struct findings found = {0};
	check_doc(&found, before);
	findings_free(&found);
}

static void run_advies(void)
{
	struct adviezen all = {0};
	advies_doc(&all, before, 20200101);
	adviezen_free(&all);
}

static void run_edit(void)
{
	struct doc *d;
	struct err e;
	if (edit_set(&d, before, "wijk", "Een andere wijk", 15, &e) == OK)
		doc_free(d);
}

static void run_diff(void)
{
	struct diff d;
	diff_init(&d, before, after);
	diff_clear(&d);
}

static void run_search(void)
{
	struct wanted w = {0};
	struct search_hits hits = {0};
	wanted_set(&w, "zwerfvuil", 9);
	search_doc(&hits, before, &w, 500);
	free(hits.p);
	wanted_clear(&w);
}

static const struct {
	const char *name;
	void (*run)(void);
} works[] = {{"parse", run_parse}, {"check", run_check}, {"advice", run_advies}, {"edit one field", run_edit}, {"diff", run_diff}, {"search a word", run_search}};

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		struct err e;
		before = read_plan(argv[i]);
		if (edit_set(&after, before, "wijk", "Een andere wijk", 15, &e))
			return 1;
		printf("%s (%zu bytes, %zu nodes):", argv[i], before->len, before->count);
		for (size_t w = 0; w < sizeof works / sizeof *works; w++) {
			double times[RUNS];
			for (int r = 0; r < RUNS; r++) {
				double start = now();
				works[w].run();
				times[r] = now() - start;
			}
			qsort(times, RUNS, sizeof *times, by_size);
			printf(" %s %.0f µs%s", works[w].name, times[RUNS / 2], w + 1 < sizeof works / sizeof *works ? "," : "\n");
		}
		doc_free(before);
		doc_free(after);
	}
	return 0;
}
