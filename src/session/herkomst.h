/* Who wrote what stands there now: of each field, item and sentence the newest version in which it became what it is, and with that
 * who, when and why.  A text that was put back is of who put it back; one that only moved, or was wrapped anew, stays of who
 * wrote it; a merge wrote only what no version that it came from has.  An item is one text or record, and is of who last changed
 * anything in it. */
#ifndef SESSION_HERKOMST_H
#define SESSION_HERKOMST_H

#include "session/history.h"

struct herkomst;

enum herkomst_state {
	HERKOMST_SEARCHED, /* not known yet */
	HERKOMST_FOUND,
	HERKOMST_UNSAVED,  /* an edit of the sitting */
	HERKOMST_NOWHERE   /* in no version that can be read: edited in the plan's own file, for one */
};

/* A field, an item of a list or a sentence of a longer text. */
struct herkomst_unit {
	const struct node *node; /* the value, the item, or the text that it is a sentence of; in herkomst_doc */
	size_t from, to;         /* of a sentence: its bytes in node->text; else both 0 */
	size_t nth, of;          /* which sentence of how many, from 1; else both 0 */
	char *path;              /* of `node` (plan/path.h) */
	enum herkomst_state state;
	size_t row;              /* FOUND: of herkomst_history … */
	char *reason;            /* … and why; NULL */
};

/* Of all that stands at `path` ("": the plan; its speerpunten are an item each).  herkomst_open: as session_read has it; _sitting: with the
 * edits of a person.  ERR_NOT_FOUND, ERR_UNREADABLE, ERR_USE.  Where the path is possible but nothing stands there, there are no units. */
MUST_USE enum code herkomst_open(struct herkomst **out, struct session *s, const char *plan, const char *path, struct err *e);
MUST_USE enum code herkomst_open_sitting(struct herkomst **out, struct sitting *t, const char *path, struct err *e);
void herkomst_free(struct herkomst *h);

/* Looks at no more than `budget` versions of the record, and reads as many at most.  Units may become known in any order. */
MUST_USE enum code herkomst_step(struct herkomst *h, int budget, struct err *e);
bool herkomst_is_done(const struct herkomst *h); /* nothing is SEARCHED any more */

/* In the order of the document; borrowed. */
size_t herkomst_count(const struct herkomst *h);
const struct herkomst_unit *herkomst_unit(const struct herkomst *h, size_t i);
const struct doc *herkomst_doc(const struct herkomst *h);
/* The versions as far as they were needed; NULL where nothing of it is on record.  Borrowed. */
struct history *herkomst_history(const struct herkomst *h);
/* The field that unit `i` is in: the list of an item, else the unit's own node. */
const struct node *herkomst_field(const struct herkomst *h, size_t i);
/* Appends what that field is called below what was asked: "Doelstellingen", "Toets › Overleven › Waarom". */
void herkomst_label(struct str *out, const struct herkomst *h, size_t i);
/* Appends what the unit says, in one text. */
void herkomst_say(struct str *out, const struct herkomst_unit *u);

#endif
