/* Advice: what in a plan does not add up, or is still missing, though it is written as FORMAT.md has it.  An advice is no
 * finding: it never stands in the way of an edit or a save, and goes by itself when the plan is as it asks.
 * Knows one document and a day that the caller gives; changes nothing. */
#ifndef PLAN_ADVIES_H
#define PLAN_ADVIES_H

#include "plan/schema.h"

struct advies {
	const char *word;          /* which rule, for machines: "goal_missing"; one of advies_word */
	const struct node *node;   /* borrowed from the document: the value it is about … */
	const struct field *field; /* … or the record that lacks this field; NULL: it is about the node itself */
	int line, column;          /* of the node, from 1 */
	char *text;                /* what does not add up and what to do, in whole sentences; not cleaned */
};

struct adviezen {
	struct advies *p;
	size_t count, room;
};

/* Appends the advice on a document, in the order of the file.  `today` is a day as date_day has it; 0: not known, and then
 * nothing is past.  Of a phase, a milestone, an activiteit and an afspraak only what comes first. */
void advies_doc(struct adviezen *out, const struct doc *d, int today);
/* Appends the path of the field that it stands at. */
void advies_path(struct str *out, const struct advies *a);
/* Appends the field as people say it: "Speerpunt Afval › Overdracht". */
void advies_label(struct str *out, const struct advies *a);
/* The word of rule `i`, in their order; NULL behind the last, and no further. */
const char *advies_word(size_t i);
void adviezen_free(struct adviezen *a); /* what it holds; not the struct itself */

#endif
