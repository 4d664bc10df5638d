/* Between truth.c, truth_words.c and truth_order.c. */
#ifndef TESTS_MERGE_TRUTH_PARTS_H
#define TESTS_MERGE_TRUTH_PARTS_H

#include "tests/merge/truth.h"

struct finder {
	struct world *world;
	struct truth *truth;
};

void truth_clash(struct finder *f, enum clash_kind kind, const char *why, const struct thing *b, const struct thing *o,
                 const struct thing *t);
struct thing *truth_thing(struct finder *f, const struct thing *b, const struct thing *o, const struct thing *t);
/* Two versions of one sentence: changes with an unchanged word between are both made. */
struct thing *truth_sentence(struct finder *f, const struct thing *b, const struct thing *o, const struct thing *t);
/* Puts the items of `out`, which are in the order of `b`, in the merged order: a pair stands otherwise where one of the
 * sides turned it; where that gives no order it is a clash, and ours. */
void truth_order(struct finder *f, struct thing *out, const struct thing *b, const struct thing *o, const struct thing *t);
/* Is an item without an id so much changed that nobody can see that it is the same? */
bool truth_has_stranger(const struct thing *b, const struct thing *side);
/* Equal items in a list that both sides changed: nobody can tell which is which. */
void truth_twins(struct finder *f, const struct thing *b, const struct thing *o, const struct thing *t);

#endif
