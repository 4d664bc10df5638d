/* The files of drafts, for draft.c and offer.c. */
#ifndef SESSION_DRAFT_H
#define SESSION_DRAFT_H

#include "session/internal.h"

/* One draft as it stands in its file. */
struct draft {
	struct moment when;
	char *version, *plan, *reason, *path, *text, *choices, *bytes;
	size_t text_len, choices_len, bytes_len;
};

/* ERR_UNREADABLE, with where it stays. */
MUST_USE enum code draft_load(struct draft *d, const char *path, struct err *e);
void draft_clear(struct draft *d);

void slot_close(struct slot *slot);
/* The draft, then the lock, goes; whoever opened the lock file meanwhile finds it gone and looks again. */
void slot_remove(struct slot *slot);
/* Looks once at which slots of this plan are alive, left behind, or free; takes the first free one. */
MUST_USE enum code slots_look(struct sitting *t, struct err *e);

#endif
