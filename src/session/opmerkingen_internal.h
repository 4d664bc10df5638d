/* Shared by the files of the remarks alone. */
#ifndef SESSION_OPMERKINGEN_INTERNAL_H
#define SESSION_OPMERKINGEN_INTERNAL_H

#include "session/internal.h"
#include "session/opmerkingen.h"

#define OPMERKINGEN_REF "opmerkingen"

/* A file that was read once: it never changes, so it is known for as long as the session lives. */
struct said {
	char *path;           /* "deltabuurt/20261127T094200Z-1a2b3c4d.yaml" */
	char *id;             /* of it */
	char blob[65];
	size_t folder;        /* in folders */
	bool readable;
	struct opmerking what;
};

/* The name that a plan had when something was said of it. */
struct said_folder {
	char *name;
	char *now;            /* what it is called now; NULL: the same, as far as we know */
	bool lost;            /* it isn't there, nor under another name: looked for once, as that takes a while */
};

struct said_all {
	struct store_version version;        /* where it stood when it was last looked at */
	struct store_version plans;          /* and the plans, when their names were … */
	size_t named;                        /* … of so many folders */
	VEC(struct said *) known;            /* by path and blob */
	VEC(struct said *) there;            /* those that stand on the record, by the name of their plan now */
	VEC(struct said_folder) folders;
	size_t unreadable;
};

/* Brings them up to date, and looks for plans that have another name now, which may take a while (once each). */
MUST_USE enum code said_refresh(struct session *s, struct err *e);
/* Reads no more than `most` that are new, and looks for no names; false: there are more. */
bool said_look(struct session *s, size_t most);
/* What was said of one plan: `count` of them, borrowed until the next refresh. */
struct said *const *said_of(const struct session *s, const char *plan, size_t *count);

#endif
