/* What was, put back: one place of a plan becomes what it was in another version of it, and the rest stays as it is. */
#ifndef PLAN_RESTORE_H
#define PLAN_RESTORE_H

#include "plan/path.h"

/* Makes what stands at `path` in `now`, or belongs there, what it was in `then`; "" is the whole plan, to the byte.  The path is that of
 * `then`; what `then` doesn't have is looked for in `now`, and goes, as it was not there.  In `now` it is found by identity
 * (plan/match.h), wherever it stands.  What is gone comes back with its comments and layout: a key where the schema has it, an item
 * behind the neighbour that it had; a text that went to another list comes back from there.  An item that moved, or of which
 * that can be said, goes back to its place.  Nothing else changes, and of the place itself only what differs.
 *
 * `*out` is owned by the caller; it has the bytes of `now` where that is the same already.  ERR_NOT_FOUND: no such path in either, or what
 * it is in is gone; ERR_USE: what it is in has another shape now; ERR_UNREADABLE: the file can't hold it. */
MUST_USE enum code plan_restore(struct doc **out, const struct doc *now, const struct doc *then, const char *path, struct err *e);
/* Appends what that is, as people say it ("Speerpunt Afval › Doelstelling 2"), by its name then; nothing for the whole plan. */
void plan_restore_label(struct str *out, const struct doc *now, const struct doc *then, const char *path);

#endif
