/* Changes of a plan to read: where, and what was and is there, with signs and underlined as well as in colour: prose word by word,
 * what came or went item by item and field by field.  For what a save will put on the record, and for what is there. */
#ifndef SCREENS_CHANGES_H
#define SCREENS_CHANGES_H

#include "base/str.h"
#include "plan/diff.h"
#include "term/draw.h"
#include "term/key.h"
#include "term/list.h"

struct shown_line {
	int indent;
	const char *sign;          /* "+", "-", or "" where the runs have their own */
	struct run *runs;
	size_t count;
};

struct changes {
	struct shown_change {
		char *where;       /* "Speerpunt 2 · Afval › Doelstelling 2" */
		struct {
			struct shown_line *p;
			size_t count, room;
		} lines;
		size_t of;         /* which of those given to changes_build; SIZE_MAX: of changes_add */
	} *p;
	size_t count, room;
	struct {
		char **p;
		size_t count, room;
	} texts;                   /* what the runs borrow */
	int top, rows, lines;      /* in view: the first line, how many; all there are */
};

enum changes_how {
	CHANGES_WHOLE = 1,         /* long stretches that stayed the same are shown too */
	CHANGES_WITHIN = 2         /* all are in one speerpunt, that goes without saying */
};
/* Fills `out` (cleared before); `how` is a set of enum changes_how. */
void changes_build(struct changes *out, const struct change *from, size_t count, unsigned how);
/* One more, of two texts under a label. */
void changes_add(struct changes *out, const char *where, const char *before, const char *after);
void changes_clear(struct changes *c);

/* All of them, that scroll as one text. */
void changes_layout(struct changes *c, struct area a);
void changes_draw(const struct changes *c, struct area a);
/* Arrows and pages; false: no such key, or no further that way. */
bool changes_key(struct changes *c, const struct event *ev);

/* The same as a list whose ctx is a struct changes, to choose one from. */
extern const struct list_class changes_list;

#endif
