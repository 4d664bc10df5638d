/* Shared by the files of herkomst alone. */
#ifndef SESSION_HERKOMST_INTERNAL_H
#define SESSION_HERKOMST_INTERNAL_H

#include "session/herkomst.h"
#include "session/internal.h"

/* A value, or a sentence, to be compared: its words, whatever way it is spelled and wrapped. */
struct wording {
	const struct node *node; /* NULL: a sentence */
	struct str words;
};
struct wordings {
	struct wording *p;
	size_t count, room;
};
void herkomst_wordings_clear(struct wordings *s);

struct herkomst {
	struct session *session;
	struct doc *now;
	const struct node *subject; /* in it; NULL: nothing stands there */
	VEC(struct herkomst_unit) units;
	struct wordings wordings;        /* of each unit */
	struct history *history;    /* NULL: there is none */
	size_t looked;              /* rows of it that were looked at … */
	char *last;                 /* … and the version of the last of them: rows may become other ones; NULL: none */
	size_t open;                /* units that are SEARCHED */
};

/* The units of h->subject. */
void herkomst_make_units(struct herkomst *h);

/* What stood there in one version, and in each that it came from. */
struct herkomst_sides {
	const struct node *new;            /* what stands for h->subject; NULL: nothing */
	VEC(const struct node *) old;
};
/* The units that became what they are between those: calls `found` for each, which says so in it. */
typedef void herkomst_found(struct herkomst_unit *u, void *ctx);
void herkomst_look(struct herkomst *h, const struct herkomst_sides *sides, herkomst_found *found, void *ctx);

#endif
