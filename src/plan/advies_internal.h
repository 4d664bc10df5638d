/* Inside the advice: the rules, and what they look at. */
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

/* The records that rules look at. */
enum about { ABOUT_PLAN, ABOUT_PERIODE, ABOUT_PRESTATIE, ABOUT_SPEERPUNT, ABOUT_VRAAG, ABOUT_ACTIVITEIT, ABOUT_FASE, ABOUT_AFSPRAAK, ABOUT_OVERDRACHT };

/* The status of the speerpunt that the record is in. */
enum {
	NEW = 1, LOPEND = 2, AFGEROND = 4, OVERGEDRAGEN = 8, GESTOPT = 16, /* NEW: voorgenomen, or not said */
	OPEN = NEW | LOPEND, DONE = AFGEROND | OVERGEDRAGEN, ALL = OPEN | DONE | GESTOPT
};

struct looking {
	struct adviezen *out;
	int today;                /* 0: not known */
	const struct node *periode;
	struct span begin, end;   /* of the plan; both empty where they make no period */
	unsigned status;          /* of this speerpunt … */
	struct fasen fasen;       /* … and its phases */
};

/* A rule that holds says at which node or missing field, and appends its sentence. */
struct rule {
	const char *word;
	enum about about;
	unsigned when;
	bool (*look)(const struct looking *l, const struct rule *r, const struct node *record, struct advies *a, struct str *s);
	const char *key, *text; /* of what is missing, and of the questions of the toets */
};

extern const struct rule advies_rules[]; /* advies_rules.c; ends with a NULL word */

#endif
