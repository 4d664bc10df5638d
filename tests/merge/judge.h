/* Is the result of a merge right?  Knows the truth; knows nothing of how it was merged, so that other tools can be judged
 * by the same rules. */
#ifndef TESTS_MERGE_JUDGE_H
#define TESTS_MERGE_JUDGE_H

#include "plan/merge.h"
#include "tests/merge/truth.h"

enum verdict {
	VERDICT_EXACT,    /* nothing asked, and right */
	VERDICT_ORDER,    /* the same, but what both put in lists or texts stands in another order */
	VERDICT_NEEDLESS, /* asked where all could be combined */
	VERDICT_WRONG,    /* nothing asked, and not right */
	VERDICT_FLAGGED,  /* a real clash, asked */
	VERDICT_MISSED,   /* a real clash, not asked */
	VERDICT_UNCLEAR,  /* nothing but unclear clashes */
	VERDICTS
};
extern const char *const verdict_names[VERDICTS];

/* What a tool made of it. */
struct outcome {
	const struct doc *doc; /* NULL: not to be read */
	const char *bytes;
	size_t len, asked;
	const struct merge *merge; /* NULL: another tool's, so that it is not known what was asked */
};
struct judged {
	enum verdict verdict;
	bool lost, doubled;
	struct str why; /* of what is not right */
};
void judge(struct judged *out, const struct scenario *s, const struct truth *t, const struct outcome *got);
void judged_clear(struct judged *j);

size_t count_in(const char *bytes, size_t len, const char *what);
/* In one of the texts of a choice? */
bool choices_have(const struct merge *m, const char *what);

#endif
