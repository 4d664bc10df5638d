/* What a person looks for: the words they typed.  All of them must be in a text, anywhere in it and in any order;
 * what stands between "quotes" is one piece, blanks and all.  Both sides are folded (text_fold). */
#ifndef BASE_WANTED_H
#define BASE_WANTED_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

enum { WANTED_MOST = 32 /* pieces: of a page that was pasted the rest says nothing more */ };

struct wanted {
	struct str folded; /* the pieces, one behind the other … */
	size_t *ends;      /* … and where each ends */
	size_t count;
};

/* Takes another query (`{0}` is an empty one: it is in every text). */
void wanted_set(struct wanted *w, const char *query, size_t len);
void wanted_clear(struct wanted *w);
/* One of the pieces; borrowed. */
const char *wanted_piece(const struct wanted *w, size_t i, size_t *len);
/* Are they all in a text that is folded already? */
bool wanted_in(const struct wanted *w, const char *folded, size_t len);

#endif
