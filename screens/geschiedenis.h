/* The history's own state, shared by geschiedenis.c (what it does), geschiedenis_open.c, _read.c and _draw.c, and what opens from it:
 * one version, the plan as it was, two versions beside each other, the filter, putting back. */
#ifndef SCREENS_GESCHIEDENIS_H
#define SCREENS_GESCHIEDENIS_H

#include "screens/changes.h"
#include "screens/work.h"
#include "session/history.h"
#include "term/filter.h"

/* Which versions a person wants to see. */
struct vraag {
	char *author, *since, *until, *field, *text; /* as typed; NULL: not asked */
	int kind;                                    /* enum change_kind; -1: any */
	bool unseen;
};

struct geschiedenis {
	struct work_screen base;         /* its work NULL: of all plans */
	struct session *session;
	struct clipboard *clip;
	char *path;                      /* what it is of; "": the plan, or all plans */
	char *name;                      /* … as people call it; "" */
	struct vraag vraag;
	struct history *history;
	size_t restarts;                 /* of it, when the rows were last looked at */
	struct list list;
	struct filter filter;
	struct {
		struct said_row {
			char *what;      /* changed; NULL: not looked at yet */
			char *reason;    /* NULL: none, or … */
			bool asked;      /* … where this is false not looked at */
		} *p;
		size_t count, room;
		int cols;                /* that it was said in */
		size_t reasons;          /* of so many rows in a row it was asked, for the filter … */
		size_t found_by;         /* … and of so many the filter knows them */
	} said;
	struct changes detail;           /* of version `of`, */
	size_t of;                       /* from 1; 0: none yet */
	size_t against;                  /* the version, from 1, that is to be compared with the next one; 0: none */
	struct {
		char *typed;             /* the day whose version is looked for; NULL: none */
		int64_t until;
	} day;
	char *wanted;                    /* the version that is chosen as soon as it is known; NULL: none */
	struct terug {                   /* terugzetten.c: what its question is about */
		struct doc *then[2];     /* the plan as it was before, and after; NULL: that is not to be had … */
		char *paths[2];          /* … and where it stands there */
		char *reasons[2];
	} terug;
	char *broken;                    /* why there is no more; NULL */
};

/* geschiedenis_read.c */
MUST_USE enum code geschiedenis_ask(const struct geschiedenis *g, struct history **out, struct err *e);
void geschiedenis_use(struct ui *ui, struct geschiedenis *g, struct history *take); /* the rows are those of this one from now on */
/* The vraag is another: the history from its beginning. */
void geschiedenis_ask_anew(struct ui *ui, struct geschiedenis *g);
bool geschiedenis_is_reading(const struct geschiedenis *g);
int geschiedenis_tick(struct ui *ui, struct screen *s);
/* "versie 7 van 12"; calmly "versie …" while that is not known; nothing where it is of all plans. */
void geschiedenis_number(const struct geschiedenis *g, size_t i, struct str *out);
/* The version that is shown `step` (1: older, -1: newer) rows further becomes the chosen one; false, and said so, where there is none. */
bool geschiedenis_step(struct ui *ui, struct geschiedenis *g, int step);
/* The plan as it was in version `i`, and in it what the history is of (NULL: the plan, or not there).  Where that went in this
 * version: as it was before, and *before.  `out` is owned by the caller. */
MUST_USE enum code geschiedenis_doc(struct geschiedenis *g, size_t i, struct doc **out, const struct node **node, bool *before, struct err *e);
/* CHANGES_WITHIN where it is of a speerpunt, or something in one; else 0. */
unsigned geschiedenis_within(const struct geschiedenis *g);
/* The neighbourhood, or the plan of version `i`. */
const char *geschiedenis_buurt(const struct geschiedenis *g, size_t i);

/* dag.c: asks for a day; goes to its version as soon as that is known. */
void dag_ask(struct ui *ui, struct geschiedenis *g);
void dag_look(struct ui *ui, struct geschiedenis *g);

/* geschiedenis_open.c: chooses the version that is wanted, where it is known by now and nobody chose another. */
void geschiedenis_look(struct geschiedenis *g);

/* geschiedenis_draw.c */
extern const struct list_class geschiedenis_list;
void geschiedenis_layout(struct screen *s, struct area a);
void geschiedenis_draw(const struct screen *s, struct area a);
void geschiedenis_heading(const struct screen *s, struct str *left, struct str *right);
/* Says what changed in the first row in view where that was not done yet; false: in all of them it was. */
bool geschiedenis_say(struct geschiedenis *g);
/* The reason of row `i` as far as it was asked, and asks it; NULL. */
const char *geschiedenis_reason(const struct geschiedenis *g, size_t i);
void geschiedenis_ask_reason(struct geschiedenis *g, size_t i);
void geschiedenis_unsay(struct geschiedenis *g); /* the rows are others now */

/* vraag.c */
void vraag_open(struct ui *ui, struct geschiedenis *g);
void vraag_clear(struct vraag *v);
bool vraag_is_set(const struct vraag *v);
/* The texts are borrowed from `v`. */
void vraag_fill(struct history_query *q, const struct vraag *v);
/* "Bart · maart 2019 · Cambio"; nothing where it is not set. */
void vraag_say(struct str *out, const struct vraag *v);

/* versie.c: on a whole screen the version that is chosen. */
void versie_open(struct ui *ui, struct geschiedenis *g);
/* What changed in version `i`; also where it can't be read, or is the first.  `how`: CHANGES_WHOLE or 0. */
void versie_changes(struct changes *out, const struct geschiedenis *g, size_t i, unsigned how);
/* The reason of version `i`; NULL where it has none, or can't be read.  Borrowed as history_detail. */
const char *versie_reason(struct history *h, size_t i);

/* vergelijk.c: version `i` beside version `k`; SIZE_MAX: beside the plan as it is now, with what is not saved. */
void vergelijk_open(struct ui *ui, struct geschiedenis *g, size_t i, size_t k);

/* toen.c: the whole plan or speerpunt as it was in the version that is chosen, from `path` on (NULL: from the top). */
void toen_open(struct ui *ui, struct geschiedenis *g, const char *path);

/* terugzetten.c: asks, and makes what the history is of, or one change, what it was; of all plans: one that went in version `i`. */
void terug_ask(struct ui *ui, struct geschiedenis *g, size_t i);
void terug_ask_change(struct ui *ui, struct geschiedenis *g, size_t i, const struct change *c);
void terug_clear(struct terug *t);
bool terug_may(const struct geschiedenis *g);

#endif
