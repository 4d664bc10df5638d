/* What changed between two versions of a plan, as changes by identity, and the same changes made
 * elsewhere.  History, messages, saving and undo are all made of these. */
#ifndef PLAN_DIFF_H
#define PLAN_DIFF_H

#include "base/vec.h"
#include "plan/match.h"

enum change_kind {
	CHANGE_SET,     /* another value in the same place: old → new */
	CHANGE_ADDED,   /* new */
	CHANGE_REMOVED, /* old */
	CHANGE_MOVED,   /* old, at another place in its list or mapping: new */
	CHANGE_RENAMED  /* old's key became new's */
};

struct change {
	enum change_kind kind;
	const struct node *old, *new; /* in diff->match.a and .b; NULL where there is none */
};

struct diff {
	struct match match;
	VEC(struct change) changes; /* in the order of the newer document, what is gone first in its place */
};

/* Any two documents. */
void diff_init(struct diff *d, const struct doc *a, const struct doc *b);
void diff_clear(struct diff *d);
/* Is it about `old` in the older document or `new` in the newer one (NULL: not there), something in them, or what they came or went with? */
bool change_is_in(const struct change *c, const struct node *old, const struct node *new);

/* Makes the changes in `target`: a newer version of diff's older document, or that itself.  Gives a new document; where
 * target is the older one it equals diff's newer one in content and order, and in bytes where that was made by our
 * own edits (what they left written differently comes along, where nobody else touched it).  What target already has so is left.
 * ERR_CHANGED, with a sentence that names the field, where a place no longer holds its old value: *stopped
 * (may be NULL) is that change and *theirs what stands there now (NULL: gone). */
MUST_USE enum code diff_apply(const struct diff *d, const struct doc *target, struct doc **out,
                              const struct change **stopped, const struct node **theirs, struct err *e);

#endif
