/* Texts that are offered below a line while somebody types: those that hold what is typed.  A pure model but for
 * suggest_draw; knows nothing of where they come from. */
#ifndef TERM_SUGGEST_H
#define TERM_SUGGEST_H

#include "term/draw.h"

#include <stdbool.h>
#include <stddef.h>

enum { SUGGEST_ROWS = 4 };

struct suggest {
	char **words, **folded; /* owned */
	size_t count;
	size_t shown[SUGGEST_ROWS], shown_count;
	size_t most; /* that were shown so far: the room stays, so that nothing jumps */
	int chosen; /* of those shown; -1: the person is in the line */
};

/* Copies `words`, the likeliest first. */
void suggest_init(struct suggest *s, const char *const *words, size_t count);
void suggest_clear(struct suggest *s);
/* What is typed now: which are offered?  Texts that begin with it go first, then those of which a word does; what is
 * there already is not offered.  Nothing is chosen then. */
void suggest_for(struct suggest *s, const char *typed, size_t len);
/* One up or down, out of the line and back; false: no further that way. */
bool suggest_step(struct suggest *s, int step);
/* The chosen one, else NULL; borrowed. */
const char *suggest_chosen(const struct suggest *s);
/* The lines it takes: never fewer than before. */
int suggest_rows(const struct suggest *s);
void suggest_draw(const struct suggest *s, struct area a);

#endif
