/* What a save costs: save REPOSITORY PLAN COUNT, each save one field set as at the screen, with the draft and all.  Prints the
 * processor's milliseconds and those of the clock a save: medians of all, of the first and of the last tenth. */
#include "session/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

static double clock_now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double processor_now(void)
{
	struct rusage u;
	getrusage(RUSAGE_SELF, &u);
	return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1e3 + (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e3;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static double median(double *p, size_t count)
{
	double *sorted = calloc(count, sizeof *sorted);
	memcpy(sorted, p, count * sizeof *p);
	qsort(sorted, count, sizeof *sorted, by_size);
	double middle = sorted[count / 2];
	free(sorted);
	return middle;
}

static void tell(const char *name, double *cpu, double *wall, size_t count)
{
	printf("%s: CPU %.2f ms, clock %.2f ms a save\n", name, median(cpu, count), median(wall, count));
}

static enum code save_once(struct sitting *t, size_t i, struct err *e)
{
	char text[64];
	bool saved = false;
	int len = snprintf(text, sizeof text, "wijk nummer %zu", i);
	enum code code = sitting_set(t, "wijk", text, (size_t)len, e);
	if (!code)
		code = sitting_save(t, &saved, e);
	return code ? code : saved ? OK : err_set(e, ERR_USE, "nothing was saved");
}

int main(int argc, char **argv)
{
	struct session *s = NULL;
	struct sitting *t = NULL;
	struct err e = {0};
	size_t count = argc == 4 ? strtoul(argv[3], NULL, 10) : 0;
	if (count < 10)
		return 2;
	double *cpu = calloc(count, sizeof *cpu), *wall = calloc(count, sizeof *wall);
	enum code code = session_open(&s, argv[1], "Anna Jansen <anna@example.nl>", NULL, &e);
	if (!code)
		code = sitting_open(&t, s, argv[2], &e);
	for (size_t i = 0; i < count && !code; i++) {
		double cpu_before = processor_now(), before = clock_now();
		code = save_once(t, i, &e);
		cpu[i] = processor_now() - cpu_before;
		wall[i] = clock_now() - before;
	}
	if (code)
		fprintf(stderr, "%s\n", e.text);
	else
		tell("all", cpu, wall, count);
	if (!code && count >= 1000) {
		tell("first tenth", cpu, wall, count / 10);
		tell("last tenth", cpu + count - count / 10, wall + count - count / 10, count / 10);
	}
	sitting_free(t);
	session_free(s);
	free(cpu);
	free(wall);
	return code ? 1 : 0;
}
