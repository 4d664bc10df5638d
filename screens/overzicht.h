/* The overview's own state, shared by overzicht.c (what it does) and overzicht_draw.c (how it looks). */
#ifndef SCREENS_OVERZICHT_H
#define SCREENS_OVERZICHT_H

#include "base/vec.h"
#include "screens/rows.h"
#include "session/session.h"
#include "term/filter.h"
#include "term/screen.h"

struct overzicht {
	struct screen base;
	struct session *session;
	struct clipboard clip;
	struct plan_rows plans;
	VEC(bool) findings;             /* of each plan: is something wrong in it? */
	struct list list;               /* a row is a plan, by its number */
	struct filter filter;           /* says which of them are shown */
	int name_cols, wijk_cols, mark_cols;
	bool away;                      /* a plan was opened from here */
	char *broken;                   /* why the plans can't be read; NULL */
	struct rows beside;             /* the chosen plan, where there is room for it */
	struct list beside_list;
	const struct doc *beside_of;    /* whose rows these are */
	char clock[8];
};

/* The plan of the chosen row; NULL where there is none. */
const struct plan_row *overzicht_chosen(const struct overzicht *o);
/* What a plan goes by. */
const char *overzicht_name(const struct plan_row *row);
/* Hours and minutes. */
void overzicht_clock(const struct overzicht *o, char out[8]);

/* overzicht_draw.c */
extern const struct list_class overzicht_list;
void overzicht_layout(struct screen *s, struct area a);
void overzicht_draw(const struct screen *s, struct area a);
void overzicht_heading(const struct screen *s, struct str *left, struct str *right);

#endif
