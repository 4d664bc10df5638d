/* What people said of the plans: remarks on a plan, a place in it or a version of that, what was answered, and who has seen it or agrees.
 * They stand on the record beside the plans (store/side.h), are never changed, and no plan is touched by them. */
#ifndef SESSION_OPMERKINGEN_H
#define SESSION_OPMERKINGEN_H

#include "plan/gegevens.h"
#include "plan/opmerking.h"
#include "session/session.h"

/* A remark, or below it an answer. */
struct opmerking_row {
	const char *id;
	const struct opmerking *said; /* borrowed from the session, for as long as that lives; clean before showing */
	size_t thread;                /* the row of the remark that it belongs to: its own for a remark */
	bool waiting;                 /* somebody else said it, and this person neither answered since, nor saw it, nor agreed */
	VEC(const struct opmerking *) marks; /* GEZIEN and AKKOORD, the oldest first; of each person one of a kind */
};
struct opmerkingen {
	struct opmerking_row *p;      /* remarks by time, each with its answers, by time, behind it */
	size_t count, room;
	size_t waiting;               /* rows that wait for this person; 0 where nobody said who they are */
	size_t unreadable;            /* files there that are no remarks, in all plans */
};
/* Of one plan, under the names that it had before too. */
MUST_USE enum code session_opmerkingen(struct session *s, const char *plan, struct opmerkingen *out, struct err *e);
void opmerkingen_clear(struct opmerkingen *o);
/* What the row's remark is about: the path (NULL: the plan as a whole) and the version (NULL: none) of its thread. */
const struct opmerking *opmerkingen_subject(const struct opmerkingen *o, size_t row);
/* Is its thread about this place, or one within it?  "" is the whole plan: all are. */
bool opmerkingen_is_about(const struct opmerkingen *o, size_t row, const char *path);
/* Is its thread about this version?  An id, or its first 7 digits and more. */
bool opmerkingen_is_on(const struct opmerkingen *o, size_t row, const char *version);
/* When that version was made; false: it is not on the record. */
bool session_opmerking_when(struct session *s, const char *version, struct moment *out);
/* How many rows wait for this person in a plan, as far as the record was looked at: by the functions above, or by session_waiting_look,
 * one look for all plans that reads no more than `most` remarks that are new; false: there are more, look again.  Where it can't be read, what
 * was known counts.  What was said under an earlier name of a plan counts once session_opmerkingen looked for it. */
size_t session_waiting(struct session *s, const char *plan);
bool session_waiting_look(struct session *s, size_t most);

/* Puts one on the record, in the name of this person: kind, plan, path, version (7 digits of its id and more), about and text of `what`
 * count.  A row that they have seen, or agree
 * with, already is left as it is (OK, *id is ""); `id` (may be NULL) gets the name of what was added.  Personal data is kept off the
 * record as in a save: ERR_NO where there is any and `keep`, why it has to be there, is NULL; `found` (may be NULL; gegevens_clear) then has what
 * there is.  ERR_NO too: read-only, no text, or too much of it; ERR_USE: nobody said who they are; ERR_NOT_FOUND: no such plan or
 * version, or nothing that is called `about`. */
MUST_USE enum code session_opmerking_add(struct session *s, const struct opmerking *what, const char *keep, struct gegevens *found,
                                         struct str *id, struct err *e);

/* A text that is still being typed, for the same plan, path, version and about: kept in a file of this person, until it is said or an
 * empty one is kept. */
MUST_USE enum code session_opmerking_keep(struct session *s, const struct opmerking *what, const char *text, size_t len, struct err *e);
/* False: none waits for that. */
bool session_opmerking_kept(struct session *s, const struct opmerking *what, struct str *text);
/* Does one wait for anything in that plan?  `about` (may be NULL) gets what it is an answer to, or "". */
bool session_opmerking_waits(struct session *s, const char *plan, struct str *path, struct str *about);

#endif
