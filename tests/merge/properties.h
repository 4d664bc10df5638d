/* The properties of MERGE.md 3, by their numbers, each on one scenario. */
#ifndef TESTS_MERGE_PROPERTIES_H
#define TESTS_MERGE_PROPERTIES_H

#include "tests/merge/judge.h"

enum { PROPERTIES = 16 }; /* rows in their table */

/* A scenario with its truth and what the merge makes of it. */
struct trial {
	struct scenario *s;
	struct truth truth;
	struct merge merge;
	struct judged judged;
	bool clean; /* nothing asked */
};
void trial_run(struct trial *t, struct scenario *s);
void trial_clear(struct trial *t);

struct property {
	int number;                                      /* as MERGE.md 3 has it */
	const char *name;
	unsigned one_in;                                 /* on how many scenarios it is tried */
	bool (*holds)(struct trial *t, struct str *why); /* may change the scenario's ops and bytes, and puts them back */
	unsigned spare;                                  /* of a thousand, how many may fail: what goes by likeness can't hold always */
};
extern const struct property properties[PROPERTIES];

/* Merges bytes; *out is cleared by the caller. */
void merge_strs(struct merge *out, const struct str *base, const struct str *ours, const struct str *theirs, enum take rest);

#endif
