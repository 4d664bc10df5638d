/* Finding words in the values of a plan: in every text that the file has, known to the schema or not; the labels of
 * fields are ours and are not looked in, nor are ids and the version of the format, which nobody wrote.  Case and accents
 * don't count (text_fold).  Knows one document; changes nothing. */
#ifndef PLAN_SEARCH_H
#define PLAN_SEARCH_H

#include "base/str.h"
#include "base/wanted.h"
#include "yaml/doc.h"

struct search_hit {
	const struct node *node; /* a scalar with all the words in it */
	size_t start, end;       /* the bytes of its text where the first word stands first */
};
struct search_hits {
	struct search_hit *p;
	size_t count, room;
};

/* Appends the hits in the order of the file, till there are `most`.  Nothing is wanted: nothing is found. */
void search_doc(struct search_hits *out, const struct doc *d, const struct wanted *w, size_t most);
/* Appends one line of at most `columns` (> 20) of the text around a hit, "…" where it goes on; *from and *to get the
 * bytes of `out` where the match stands, cut where it is wider than the line.  As stored: clean it before it is drawn. */
void search_excerpt(struct str *out, const struct search_hit *hit, int columns, size_t *from, size_t *to);

#endif
