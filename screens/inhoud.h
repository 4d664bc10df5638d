/* The table of contents of a reading: its headings, or those that a search leaves.  Chooses; going there is the reader's. */
#ifndef SCREENS_INHOUD_H
#define SCREENS_INHOUD_H

#include "base/vec.h"
#include "plan/reading.h"
#include "term/editor.h"
#include "term/list.h"

struct inhoud {
	const struct reading *reading; /* borrowed */
	VEC(size_t) heads;             /* blocks: the title and the headings */
	size_t current;                /* the one that is being read, as a number in `heads` */
	struct list list;              /* of all heads, by their number */
	bool *hidden;                  /* those that the search leaves out */
	struct editor *search;         /* NULL: nobody searches */
};

/* `i` may not move afterwards. */
void inhoud_init(struct inhoud *i, const struct reading *r);
void inhoud_clear(struct inhoud *i);
/* The reading is another one. */
void inhoud_fill(struct inhoud *i);
/* The heading that block `block` is, or stands below, as a number in `heads`. */
size_t inhoud_above(const struct inhoud *i, size_t block);

/* Chooses the current heading. */
void inhoud_choose_current(struct inhoud *i);
bool inhoud_finds(const struct inhoud *i); /* false where the search leaves no heading */
/* The chosen heading becomes the current one; false where there is none. */
bool inhoud_take_chosen(struct inhoud *i);
void inhoud_start_search(struct inhoud *i, struct clipboard *clip);
void inhoud_end_search(struct inhoud *i);
/* False: no key for it, or no further that way. */
bool inhoud_key(struct inhoud *i, const struct event *ev);

void inhoud_layout(struct inhoud *i, struct area a);
void inhoud_draw(const struct inhoud *i, struct area a, bool active);

#endif
