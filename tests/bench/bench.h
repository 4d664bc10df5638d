/* What the programs of the bench share. */
#ifndef TESTS_BENCH_BENCH_H
#define TESTS_BENCH_BENCH_H

#include "base/err.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* Milliseconds. */
static inline double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static inline int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static inline void must(enum code code, const struct err *e)
{
	if (!code)
		return;
	fprintf(stderr, "%s\n", e->text);
	exit(1);
}

#endif
