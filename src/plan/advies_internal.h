/* Inside the advice: what a rule looks at. */
#ifndef PLAN_ADVIES_INTERNAL_H
#define PLAN_ADVIES_INTERNAL_H

#include "plan/advies.h"

/* A stored month or day, as the days it begins and ends with (20190301 to 20190331); both 0 where there is none. */
struct span {
	int first, last;
};
struct span span_of(const struct node *record, const char *key);

/* One phase of a speerpunt beside the others. */
struct fase {
	const struct node *node;
	struct span van, tot;
	int rank;                  /* Onderzoek, Kwartiermaken, Uitvoering, Evaluatie: from 0; -1: something of their own */
	bool ongoing;              /* no end, or none that is known */
	const struct node *follows; /* this one begins before that one, which goes before it by its name; NULL */
	const struct node *above;   /* this one is over before that one begins, which stands above it; NULL */
	const struct node *during;  /* this one begins while that one goes on for longer than the same month; NULL */
};
struct fasen {
	struct fase *p;
	size_t count, room;
	const struct node *last; /* the phase that ends last; NULL where one has no end */
};

/* advies_fasen.c: fills `out` (cleared before) with the phases of a list; NULL: none.  n log n in their number. */
void fasen_read(struct fasen *out, const struct node *list);
void fasen_clear(struct fasen *f);

#endif
