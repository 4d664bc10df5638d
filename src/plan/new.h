/* What a plan or a speerpunt begins with.  Pure: gives documents, writes nothing. */
#ifndef PLAN_NEW_H
#define PLAN_NEW_H

#include "base/str.h"
#include "yaml/doc.h"

/* The smallest plan of a neighbourhood: its format, names and first status.  `wijk` may be NULL or blank.  ERR_NO where
 * `buurt` is blank, ERR_USE where one has more than one line.  `*out` is owned by the caller. */
MUST_USE enum code plan_new(struct doc **out, const char *buurt, const char *wijk, struct err *e);

/* A speerpunt of another plan as a start of one here: copies `speerpunt` into the list of `d`, at index `at`.
 * It is voorgenomen; what can be done and reached comes along, as planned and open, and who could help, as possible.
 * What belongs to the other neighbourhood's own record (judgements, dates, money, measurements, agreements, handover …)
 * does not, nor what the schema doesn't know.  `id` gets the new id: that of the other one, where it is free.  `*out` is
 * owned by the caller.  ERR_USE where either is no speerpunt list. */
MUST_USE enum code plan_copy_speerpunt(struct doc **out, struct str *id, const struct doc *d, size_t at,
				       const struct node *speerpunt, struct err *e);
/* Appends what comes along, of what there is: "titel, toelichting, doelstellingen (2), activiteiten (3)". */
void plan_copy_describe(struct str *out, const struct node *speerpunt);

#endif
