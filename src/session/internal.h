/* Shared by the files of src/session alone. */
#ifndef SESSION_INTERNAL_H
#define SESSION_INTERNAL_H

#include "session/session.h"
#include "store/store.h"

struct session {
	struct store *store;
	struct world world;
	char *state_dir, *config_dir;
	char *name, *address;   /* NULL while unknown */
	struct store_version seen; /* where the record stood when it was last read */
};

struct step {
	struct doc *doc;
	char *label; /* what the edit that led here did; NULL for the first */
};

/* The files of one draft: the lock that says its sitting lives, and the draft itself. */
struct slot {
	int fd;       /* -1: none */
	char *lock, *draft;
};

struct sitting {
	struct session *session;
	char *plan;
	struct doc *base;
	struct store_version version; /* of base */
	VEC(struct step) steps;       /* earlier documents, the present one, and those undone */
	size_t at;                    /* the present one */
	char *reason;
	struct slot own, offered;
	bool slots_looked_at, elsewhere;
	bool typing;                  /* the draft holds a text that is still being typed */
	size_t waiting;               /* drafts besides the offered one */
};

/* session.c: without a record yet */
struct session *session_new(const struct world *world);

/* files.c */
MUST_USE enum code session_make_dir(const char *path, struct err *e); /* with those above it, 0700 */
MUST_USE enum code file_read(struct str *out, const char *path, size_t most, struct err *e);
/* temp + fsync + rename; 0600. */
MUST_USE enum code file_write(const char *path, const char *bytes, size_t len, struct err *e);

/* who.c: who is at work; where nobody said so their name stays NULL. */
MUST_USE enum code who_find(struct session *s, const char *als, struct err *e);
struct store_who who_now(const struct session *s); /* the program itself where nobody said */

/* sitting.c: the document is `take` from now on, with nothing to undo, and what is saved is `base`. */
void sitting_restart(struct sitting *t, struct doc *take_base, struct doc *take);

/* draft.c */
void drafts_mark(const struct session *s, struct plan_rows *rows); /* which plans have one */
void draft_close(struct sitting *t); /* gives the slots back; a draft stays */
void draft_remove(struct sitting *t);/* the own draft is no longer needed */

#endif
