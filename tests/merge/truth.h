/* The right merge of two versions, known because their things have identities: what MERGE.md 2.4 to 2.6 want, decided
 * without looking at a text to find out what it is. */
#ifndef TESTS_MERGE_TRUTH_H
#define TESTS_MERGE_TRUTH_H

#include "tests/merge/scenario.h"

/* What must be asked, and what may be. */
enum clash_kind {
	CLASH_REAL,   /* both changed the same thing, to something else: must be a choice */
	CLASH_UNCLEAR /* reasonable people differ: a choice and an answer are both fine, as long as nothing is lost */
};
struct clash {
	enum clash_kind kind;
	const char *why;
	unsigned uid;                              /* of the thing */
	const struct thing *base, *side[SIDES];    /* NULL where it is not */
	const struct thing *whole;                 /* the item of base it is in, where that may be asked instead; mostly NULL */
	const struct thing *of_whole[SIDES];
};
struct truth {
	struct thing *root; /* a clash has ours, or what was changed */
	struct {
		struct clash *p;
		size_t count, room;
	} clashes;
	size_t real, unclear;
	bool has_tail; /* a word was put behind a full stop: it makes one sentence with whatever comes behind it */
};

void truth_find(struct truth *t, struct world *w, const struct thing *base, const struct thing *ours, const struct thing *theirs);
void truth_clear(struct truth *t);

#endif
