/* What is new since a person's last visit: the versions by others that they did not see yet, and where in a plan.  What they saw is
 * kept on the record, but not in the plans: in a note of their own (store/side.h).  Nothing here ever fails for who works: where
 * the note or the record can't be read, or can't be written to, or nobody said who they are, nothing is new and nothing is kept.
 * At a person's first visit nothing is new. */
#ifndef SESSION_GEZIEN_H
#define SESSION_GEZIEN_H

#include "session/session.h"

/* Does a bit of the work: looks at some versions, and then, of what is new in `plan` (NULL: of none), at what changed in one.  False:
 * there is no more to do for that. */
bool gezien_step(struct session *s, const char *plan);
/* The same, and then at one more closely. */
bool gezien_look_closely(struct session *s, const char *plan);
/* The record may have moved: there may be more to do.  Cheap. */
void gezien_follow(struct session *s);
/* How many versions of a plan have something that was not seen yet, as far as that is known by now: where it was not looked at what
 * changed in them, all that the file became another in, if nothing of the plan was marked. */
size_t gezien_count(struct session *s, const char *plan);

/* A part of a plan that others changed and this person didn't see yet. */
struct gezien_part {
	char *path;         /* plan/parts.h, or GEZIEN_WHOLE; of what was looked at closely plan/path.h, of an item by its place that of its list, */
	uint64_t item;      /* with what stands in it (gezien_item); else 0 */
	char *name;         /* who changed it last, as written: clean before showing … */
	struct moment when; /* … and when */
};
/* What is no part of its own: that the plan got another name, lost or moved a speerpunt, or can't be read. */
#define GEZIEN_WHOLE "."
struct gezien_parts {
	struct gezien_part *p;
	size_t count, room;
};
uint64_t gezien_item(const struct node *n);
/* As far as that is known by now; the latest first. */
void gezien_parts(struct session *s, const char *plan, struct gezien_parts *out);
void gezien_parts_clear(struct gezien_parts *parts);

/* They see what stands at `place`, a path ("": all of the plan) or GEZIEN_WHOLE, as it is in the version that the sitting is based on:
 * with all of the part (plan/parts.h) that it is in. */
void gezien_mark(struct sitting *t, const char *place);
/* All plans as they are now. */
void gezien_mark_all(struct session *s);
/* Puts the marks on the record, where there are new ones.  Never waits for others. */
void gezien_flush(struct session *s);

/* Was it new when this session began?  `plan` is the name that it had in that version.  May have to look at what gezien_step did not
 * come to yet. */
bool gezien_is_new_version(struct session *s, const char *plan, const char *version);

#endif
