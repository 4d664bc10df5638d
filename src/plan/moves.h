/* Which changes are the two halves of one: a text that went from one list to another.  Changes know no such kind, as each list is
 * merged for itself; for people it is one thing that was done. */
#ifndef PLAN_MOVES_H
#define PLAN_MOVES_H

#include "plan/diff.h"

/* `other[i]`, for each change of `d`, becomes the index of its other half, or the number of changes where it has none. */
void moves_find(size_t other[], const struct diff *d);
/* The item that a change adds or removes, be it with the list and the mapping that hold nothing else; NULL: more than one. */
const struct node *moves_item(const struct change *c);

#endif
