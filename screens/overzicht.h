/* The overview's own state, shared by overzicht.c (what it does) and overzicht_draw.c (how it looks). */
#ifndef SCREENS_OVERZICHT_H
#define SCREENS_OVERZICHT_H

#include "screens/rows.h"
#include "session/session.h"
#include "term/filter.h"
#include "term/screen.h"

struct overzicht {
	struct screen base;
	struct session *session;
	struct clipboard clip;
	struct plan_rows plans;
	struct overzicht_sums {         /* of them all: looked at once, as there can be many */
		int name_cols, wijk_cols; /* of the widest */
		size_t put_away;
		const char *gemeente;   /* where they are all of one; NULL */
	} sums;
	struct list list;               /* a row is a plan, by its number */
	struct filter filter;           /* says which of them are shown */
	int name_cols, wijk_cols, bar_cols, mark_cols;
	bool left;                      /* a plan was opened from here */
	bool shows_put_away;            /* what is opgeborgen is listed too, at the end */
	struct plannen {                /* plannen.c: what its questions are about */
		char *buurt, *wijk;     /* of a new plan */
		char *plan;             /* its name, or that of the plan that is renamed or removed … */
		struct doc *seen;       /* … as it was when that was asked */
		bool away;              /* it was put away then */
	} asked;
	char *broken;                   /* why the plans can't be read; NULL */
	struct rows beside;             /* the chosen plan, where there is room for it */
	struct list beside_list;
	const struct doc *beside_of;    /* whose rows these are */
	char clock[8];
	struct nieuw {                  /* overzicht_nieuw.c: what is new for this person */
		struct nieuw_row {
			size_t versions, waiting; /* remarks */
		} *p;                   /* of each plan */
		bool versions, waiting; /* is there any? */
		bool begun, busy;       /* it was looked for; there is more to do */
	} nieuw;
};

/* The plan of the chosen row; NULL where there is none. */
const struct plan_row *overzicht_chosen(const struct overzicht *o);
/* The plan itself; NULL where it can't be read. */
const struct doc *overzicht_chosen_doc(struct overzicht *o);
/* Reads the plans anew and chooses this one (NULL: the same as before); with `open` it is opened too, if it is there. */
void overzicht_show(struct ui *ui, struct overzicht *o, const char *name, bool open);
/* Hours and minutes. */
void overzicht_clock(const struct overzicht *o, char out[8]);

/* plannen.c: a new plan, another name, putting away and bringing back, removing.  For the rows of actions. */
void plannen_new(struct ui *ui, struct screen *s);
void plannen_rename(struct ui *ui, struct screen *s);
void plannen_put_away(struct ui *ui, struct screen *s); /* or brings back */
void plannen_remove(struct ui *ui, struct screen *s);
void plannen_clear(struct plannen *p);

/* overzicht_nieuw.c */
void nieuw_load(struct overzicht *o);                 /* the plans are others, or what is new in them may be */
bool nieuw_step(struct overzicht *o, bool *changed);  /* a slice; false: that was all */
void nieuw_clear(struct nieuw *n);
int nieuw_cols(const struct overzicht *o);
void nieuw_draw_row(const struct overzicht *o, size_t i, struct area a, int x);
void nieuw_draw_columns(const struct overzicht *o, struct area a, int x);
bool nieuw_may_see_all(const struct screen *s);       /* for the rows of actions, as the next */
void nieuw_see_all(struct ui *ui, struct screen *s);

/* overzicht_draw.c */
extern const struct list_class overzicht_list;
void overzicht_layout(struct screen *s, struct area a);
void overzicht_draw(const struct screen *s, struct area a);
void overzicht_heading(const struct screen *s, struct str *left, struct str *right);

#endif
