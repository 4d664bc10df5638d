/* Shared by the files of the history alone. */
#ifndef SESSION_HISTORY_INTERNAL_H
#define SESSION_HISTORY_INTERNAL_H

#include "session/history.h"
#include "session/internal.h"

/* What a history is of.  A path of keys and ids is looked up in each version; an item by its place is followed from version to
 * version, from `node` in `doc` on. */
struct subject {
	char *path;
	bool by_place;
	struct doc *doc;
	const struct node *node; /* NULL: it was not there any further back */
};
/* `newest` (NULL: unreadable) is where the place of an item counts.  ERR_USE, ERR_NOT_FOUND. */
MUST_USE enum code subject_init(struct subject *x, const char *path, struct doc *newest, struct err *e);
void subject_clear(struct subject *x);
bool subject_is_plan(const struct subject *x);
/* What it is in both; NULL where it isn't there, or the document is NULL. */
void subject_find(struct subject *x, const struct diff *d, struct doc *before, struct doc *after, const struct node **old, const struct node **new);

struct known_version {
	struct history_row row;
	struct str parts;
	struct history_detail detail;
};

struct history {
	struct session *session;
	struct store_walk *walk;
	struct subject subject;
	char *plan; /* what it was called in the version that comes next */
	VEC(struct known_version *) rows;
	bool unseen; /* only what is new since this person's last visit */
	bool done;
};

/* False where the version has nothing to do with the subject; to be cleared all the same. */
bool detail_build(struct history_detail *out, struct subject *x, const struct store_change *c);
void detail_clear(struct history_detail *d);

#endif
