/* What tests of sessions of several people share: a folder of their own, a clock that stands still, and each with a state of their own. */
#ifndef TESTS_UNIT_SESSION_HELP_H
#define TESTS_UNIT_SESSION_HELP_H

#include "session/session.h"

#include <stdio.h>
#include <stdlib.h>

static char root[256];

static inline struct moment noon(void *ctx)
{
	(void)ctx;
	return (struct moment){1557662520, 120}; /* 12 mei 2019, 14:02 */
}

/* The record in `root`, by this person. */
static inline struct session *open_as(const char *als)
{
	char state[300], config[300], dir[300];
	struct session *s = NULL;
	struct err e;
	snprintf(state, sizeof state, "%s/state-%.4s", root, als);
	snprintf(config, sizeof config, "%s/config-%.4s", root, als);
	snprintf(dir, sizeof dir, "%s/record.git", root);
	struct world w = {noon, NULL, state, config};
	if (session_open(&s, dir, als, &w, &e)) {
		printf("%s\n", e.text);
		exit(1);
	}
	return s;
}

#endif
