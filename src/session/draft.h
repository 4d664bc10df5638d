/* The files of drafts, for draft.c, draft_names.c and offer.c. */
#ifndef SESSION_DRAFT_H
#define SESSION_DRAFT_H

#include "session/internal.h"

/* One draft as it stands in its file. */
struct draft {
	struct moment when;
	char *version, *plan, *reason, *path, *text, *choices, *why_keep, *bytes;
	size_t text_len, choices_len, bytes_len;
};

/* ERR_UNREADABLE, with where it stays. */
MUST_USE enum code draft_load(struct draft *d, const char *path, struct err *e);
void draft_clear(struct draft *d);

enum { MOST_SLOTS = 64 /* sittings of one person with one plan at once, living and left */ };
char *drafts_dir(const struct session *s); /* owned */
struct slot slot_named(const char *dir, const char *plan, int n);
/* Takes the lock; false where its sitting lives, or it can't be had.  *alive tells which. */
bool slot_take(struct slot *slot, bool *alive);
void slot_close(struct slot *slot); /* the files stay */
/* The draft, then the lock, goes; whoever opened the lock file meanwhile finds it gone and looks again. */
void slot_remove(struct slot *slot);
/* Looks once at which slots of this plan are alive, left behind, or free; takes the first free one. */
MUST_USE enum code slots_look(struct sitting *t, struct err *e);

#endif
