/* What was, put back: a field, an item, a speerpunt, a plan, from an earlier version, as a new change on top. */
#ifndef SESSION_RESTORE_H
#define SESSION_RESTORE_H

#include "session/history.h"
#include "session/session.h"

/* One edit like any other: makes what is at `path` what it was in `then` (plan/restore.h).  `reason` (NULL: none) is why, where the sitting
 * has no reason yet.  Refused with a sentence as other edits are: what is for reading only, or would cause a finding (ERR_NO); and as
 * plan_restore says.  Where it is the same already, the document has the same bytes as before, and there is nothing to undo. */
MUST_USE enum code sitting_restore(struct sitting *t, const char *path, const struct doc *then, const char *reason, struct err *e);
/* The same from a version by what a person calls it (version_find), with a reason that says which. */
MUST_USE enum code sitting_restore_from(struct sitting *t, const char *path, const char *spec, struct err *e);

/* Appends the reason that is proposed, in Dutch whatever the language: "teruggezet naar versie 5", or with its moment where `number` is 0. */
void restore_reason(struct str *out, size_t number, struct moment when);

/* A plan that is gone from the record, or can't be read there, becomes what it was in that version, under the name it had in it.  As
 * session_create_plan, `keep` and `found` too.  `reason` NULL: which version it was.  ERR_NO where it is there, or has another name now;
 * ERR_CHANGED where somebody was first. */
MUST_USE enum code session_restore_plan(struct session *s, const struct version_found *version, const char *reason, const char *keep,
                                        struct gegevens *found, struct err *e);

#endif
