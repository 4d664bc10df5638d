/* Personal data that a save would put on the record: only what is new in it.  What already stood in the plan, wherever, is
 * on the record already. */
#ifndef PLAN_GEGEVENS_H
#define PLAN_GEGEVENS_H

#include "plan/diff.h"
#include "plan/gegeven.h"

struct gegevens_found {
	enum gegeven_kind kind;
	char *path;  /* of the field; NULL: no field of the plan (a reason) */
	char *where; /* "Speerpunt Afval › Doelstelling 2", "de reden"; not cleaned */
	char *text;  /* the piece as it stands there; not cleaned */
	char *core;  /* its kind, and what is left without spacing and capitals: the same for the same piece */
};
struct gegevens {
	struct gegevens_found *p;
	size_t count, room;
};

/* Appends what the changes bring in, in their order; `own` as for gegeven_find. */
void gegevens_of_changes(struct gegevens *out, const struct diff *d, const char *own);
/* Appends what stands in a text that is no field, unless it stands in the older document of `d` already (NULL: there is none). */
void gegevens_of_text(struct gegevens *out, const char *text, const char *where, const struct diff *d, const char *own);
/* Appends those of `take` that are not in `known`; nothing is left in take. */
void gegevens_add_new(struct gegevens *out, struct gegevens *take, const struct gegevens *known);
void gegevens_clear(struct gegevens *g);

/* Is all of `g` in `known` too (the same piece, however it is spaced, as often as there)? */
bool gegevens_are_known(const struct gegevens *g, const struct gegevens *known);
/* Appends a sentence part for each: "telefoonnummer 06-12345678 (de reden)", no more than `most`, on one line, cleaned. */
void gegevens_say(struct str *out, const struct gegevens *g, size_t most);

#endif
