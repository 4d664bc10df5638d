/* Two orders of the same things become one: each pair stands as base has it, unless ours or theirs turned it.  That is the join of
 * both in the weak order of permutations: the same from either side, and there or not there, never a guess (MERGE.md 2.5). */
#ifndef PLAN_MERGE_JOIN_H
#define PLAN_MERGE_JOIN_H

#include <stdbool.h>
#include <stddef.h>

/* Orders of the numbers 0 … count-1, which say how base has them.  False where there is no such order, as a would stand before b before c
 * before a; what `out` has is of no use then. */
bool merge_join(const int *ours, const int *theirs, size_t count, int *out);

#endif
