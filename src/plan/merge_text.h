/* Two versions of a text become one: by sentence, then by word (MERGE.md 2.6).  Pure: bytes in, bytes out.
 * Where both changed the same words, or words that touch, that part is left to choose. */
#ifndef PLAN_MERGE_TEXT_H
#define PLAN_MERGE_TEXT_H

#include "base/str.h"

struct text_side {
	const char *p;
	size_t len;
};

/* The text with every part that could be combined, and what is left to choose as each side has it.  All alike where
 * nothing is. */
struct text_merge {
	bool clean;
	bool joins;     /* both: has it a meaning? (not where one side removed what the other changed) */
	struct str ours, theirs, base;
	struct str both; /* ours, then theirs, sentence by sentence */
};

void text_merge(struct text_merge *out, struct text_side base, struct text_side ours, struct text_side theirs);
void text_merge_clear(struct text_merge *m);

/* Its sentences, as these merge: each from its first sign to behind its last; to be cleared (vec_free). */
struct text_stretch {
	size_t from, to; /* bytes */
};
struct text_stretches {
	struct text_stretch *p;
	size_t count, room;
};
void text_sentences(struct text_stretches *out, struct text_side text);

/* Lines of comments: what either added stays, what either removed goes; appends to `out`. */
void lines_merge(struct str *out, struct text_side base, struct text_side ours, struct text_side theirs);

#endif
