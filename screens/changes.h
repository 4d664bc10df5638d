/* Changes of a plan to read: where, and what was and is there, with signs and underlined as well as in colour.  For
 * what a save will put on the record, and for what is there. */
#ifndef SCREENS_CHANGES_H
#define SCREENS_CHANGES_H

#include "base/str.h"
#include "plan/diff.h"
#include "term/draw.h"
#include "term/key.h"

struct changes {
	struct shown_change {
		char *where;       /* "Speerpunt 2 · Afval › Doelstelling 2" */
		char *texts[2];    /* what the runs borrow: before and after */
		struct run *runs;
		size_t count;
	} *p;
	size_t count, room;
	int top, rows, lines;      /* in view: the first line, how many; all there are */
};

/* Fills `out` (cleared before).  Unless `whole`, long stretches that stayed the same are left out. */
void changes_build(struct changes *out, const struct change *from, size_t count, bool whole);
/* One more, of two texts under a label. */
void changes_add(struct changes *out, const char *where, const char *before, const char *after);
void changes_clear(struct changes *c);

void changes_layout(struct changes *c, struct area a);
void changes_draw(const struct changes *c, struct area a);
/* Arrows and pages; false: no such key, or no further that way. */
bool changes_key(struct changes *c, const struct event *ev);

/* "doelstelling 2 aangepast, activiteit toegevoegd en 3 andere". */
void changes_summarise(struct str *out, const struct change *from, size_t count);

#endif
