/* What changed in a period, as a document (plan/reading.h) for a meeting: plan by plan, per speerpunt and part what stands there now and
 * stood there then, with who did it and why. */
#ifndef CLI_VERSLAG_H
#define CLI_VERSLAG_H

#include "plan/reading.h"
#include "session/history.h"

/* As date_read_span: the first second of it, and that behind its last; until 0: as it stands now. */
struct verslag_period {
	int64_t since, until;
};

/* Begins the document; `today` stands for an end that is not given. */
void verslag_begin(struct reading *out, const struct verslag_period *p, struct moment today);
/* Adds one plan, from its whole history without a filter; nothing where none of its versions is of the period. */
MUST_USE enum code verslag_add_plan(struct reading *out, struct history *h, const struct verslag_period *p, struct err *e);
/* Says so where there was no plan to add. */
void verslag_end(struct reading *out);

/* verslag_changes.c: all that is other in `after`, grouped; `by` appends who made what changed at these paths, and why. */
struct verslag_credit {
	void (*add)(void *ctx, struct str *out, const char *group);
	void *ctx;
};
void verslag_add_changes(struct reading *out, const struct diff *d, struct verslag_credit by);
/* Appends the group that a path of a plan is in: "speerpunten/afval", "swot"; "" for the short fields of the plan itself. */
void verslag_group(struct str *out, const char *path);
/* Adds a block with a copy of the text. */
void verslag_add(struct reading *out, enum block_kind kind, int level, const char *text);

#endif
