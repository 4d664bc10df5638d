/* The screen of remarks, shared by opmerkingen.c and opmerkingen_draw.c. */
#ifndef SCREENS_OPMERKINGEN_H
#define SCREENS_OPMERKINGEN_H

#include "screens/opmerking.h"
#include "term/filter.h"
#include "term/list.h"

struct opmerkingen_screen {
	struct work_screen base;
	char *path, *version;     /* what they are about; "" and NULL: the whole plan */
	char *of;                 /* what that version is called; NULL */
	struct opmerkingen all;
	VEC(size_t) shown;        /* of the rows of `all` */
	VEC(char *) versions;     /* of each of those that are shown what its version is called; NULL: it is of none */
	struct list list;
	struct filter filter;
	char *broken;             /* why they can't be read; NULL */
};

const struct opmerking_row *opmerkingen_row(const struct opmerkingen_screen *o, size_t i); /* of those that are shown */
/* Appends "Speerpunt 2 · Afval › Doelstelling 2"; the path itself where the plan has nothing there any more. */
void opmerkingen_add_place(struct str *out, const struct opmerkingen_screen *o, const char *path);
/* Appends "versie van 8 maart 2019 14:02". */
void opmerkingen_add_version(struct str *out, const struct opmerkingen_screen *o, const char *version);

extern const struct list_class opmerkingen_list; /* its ctx is the screen */
void opmerkingen_words(const void *ctx, size_t i, struct str *out); /* what a row is found by */

#endif
