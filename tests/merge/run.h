/* Many scenarios, counted; and the smallest case of what went wrong. */
#ifndef TESTS_MERGE_RUN_H
#define TESTS_MERGE_RUN_H

#include "tests/merge/properties.h"

struct tally {
	size_t scenarios, verdicts[VERDICTS], lost, doubled, asked, bytes, kept; /* bytes of ours in all, and left untouched */
	size_t tried[PROPERTIES], broken[PROPERTIES];
};

/* Runs `count` scenarios from `seed` on, adds to *out and prints the first `shown` things that went wrong, each with the
 * seed to have it again and shrunk as far as it goes. */
void run_scenarios(struct tally *out, unsigned long long seed, size_t count, unsigned least, unsigned most, enum scale scale,
                   unsigned shown);
/* One scenario, in full: "SEED:LEAST-MOST". */
bool run_one(const char *which);
void tally_print(const struct tally *t, const char *name);

/* What can go wrong with a scenario: properties by their place in the table, then these. */
enum { WRONG_VERDICT = 100, MISSED_VERDICT, NEEDLESS_VERDICT };
bool property_holds(const struct property *p, struct trial *t, struct str *why);
bool goes_wrong(struct scenario *s, unsigned what, struct str *why);
/* Drops ops, then pieces of the base, as long as it still goes wrong. */
void shrink(struct scenario *s, unsigned what);

#endif
