/* Which node of one version of a plan is which node of another.  Keys match by name, speerpunten and
 * analyse parts by id, other items by text, then by likeness and place (MERGE.md 2.3). */
#ifndef PLAN_MATCH_H
#define PLAN_MATCH_H

#include "base/str.h"
#include "plan/align.h"
#include "yaml/doc.h"

struct match {
	const struct node **a_to_b; /* by the id of a's node; NULL: gone */
	const struct node **b_to_a; /* by the id of b's node; NULL: new */
	struct doc *a, *b;
};

void match_init(struct match *m, const struct doc *a, const struct doc *b); /* keeps references */
void match_clear(struct match *m);
void match_copy(struct match *m, const struct match *from); /* keeps references */
/* From now on these two are one, whatever they were matched with; and what they hold is matched anew. */
void match_pair(struct match *m, const struct node *a, const struct node *b);
/* The same node in the other document; NULL where it has none.  Their values may differ, in kind too. */
static inline const struct node *match_in_b(const struct match *m, const struct node *a)
{
	return m->a_to_b[a->id];
}
static inline const struct node *match_in_a(const struct match *m, const struct node *b)
{
	return m->b_to_a[b->id];
}

/* The id of an item; NULL where it has none that is a text. */
const struct node *match_id(const struct node *item);
/* Adds the words of all texts in a node. */
void match_words(struct words *w, const struct node *n);
/* Pairs what is alike in two rows: a_to_b[i] is the place in `b` of a[i], or -1; of twins the first with the first. */
void match_alike(const struct str *a, size_t n, const struct str *b, size_t m, int *a_to_b);

#endif
