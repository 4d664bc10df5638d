/* The one aligner: which pieces of two rows are the same piece, in the same order.  Serves items,
 * sentences and words alike.  Knows no plans: pieces are bytes. */
#ifndef PLAN_ALIGN_H
#define PLAN_ALIGN_H

#include "base/vec.h"

#include <stdbool.h>
#include <stdint.h>

struct piece {
	const char *bytes;
	size_t len;
};

/* Gives every piece of both rows a number, the same number for the same bytes. */
void align_number(const struct piece *a, size_t n, const struct piece *b, size_t m, uint32_t *a_numbers, uint32_t *b_numbers);

enum { ALIGN_NONE = -1 };

/* A longest common subsequence: a_to_b[i] is the place in `b` of a[i], or ALIGN_NONE.  Exact up to some four
 * million comparisons; beyond that by the pieces that occur once on both sides, and what is alike between them. */
void align(const uint32_t *a, size_t n, const uint32_t *b, size_t m, int *a_to_b);

/* Of each of the `n` places in a, and of one behind them: the place in b of the first from there on that has one; where none has: m.
 * Owned. */
size_t *align_ahead(const int *a_to_b, size_t n, size_t m);

/* Marks a longest increasing run among values[i] >= 0: what need not move. */
void align_increasing(const int *values, size_t n, bool *stays);

/* How alike two texts are by their words: 0 (nothing) … 1 (the same words); Dice over multisets. */
struct words;
struct words *words_new(void);
void words_add(struct words *w, const char *text, size_t len);
void words_free(struct words *w);
double words_likeness(struct words *a, struct words *b);
/* The share of the words of the shorter that the longer has too; 0 where the shorter has less than three. */
double words_contained(struct words *a, struct words *b);
/* The share of the words of `a` that `b` has; 1 where `a` has none. */
double words_kept(struct words *a, struct words *b);

#endif
