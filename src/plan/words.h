/* What changed inside a text, by word.  Pure: bytes in, pieces out. */
#ifndef PLAN_WORDS_H
#define PLAN_WORDS_H

#include "base/vec.h"

enum hunk_kind { HUNK_SAME, HUNK_REMOVED, HUNK_ADDED };

/* A stretch of the old text (SAME, REMOVED) or of the new one (ADDED); borrowed from them. */
struct hunk {
	enum hunk_kind kind;
	const char *text;
	size_t len;
};
struct hunks {
	struct hunk *p;
	size_t count, room;
};

/* Appends the pieces in reading order.  SAME and REMOVED together are the old text to the letter, SAME and ADDED the new
 * one.  In a change the removed piece comes first. */
void words_compare(struct hunks *out, const char *old, size_t old_len, const char *new, size_t new_len);

#endif
