/* Paths into a plan: keys, ids and positions from 1, with slashes between: `speerpunten/afval/doelstellingen/2`.
 * Knows the schema and one document; changes nothing. */
#ifndef PLAN_PATH_H
#define PLAN_PATH_H

#include "plan/schema.h"

enum { PLACE_DEPTH = 8 }; /* deeper than any field of the schema */

/* What a path leads to. */
struct place {
	const struct field *field;  /* NULL: the root, or an unknown key that stands in the file */
	const struct node *node;    /* NULL: absent, but possible.  An empty key (`wijk:`) is absent; an item never is */
	bool item;                  /* `node` is an item of the list `field` */
	bool bare;                  /* the path names the first field of a record that is a bare text: `node` is that item */
	const struct node *above;   /* the deepest node on the way that is there: `node` itself, where that is.  A mapping
	                             * that lacks the missing keys, or an item that is a bare text */
	const struct field *missing[PLACE_DEPTH]; /* the fields to make in `above`, outermost first; the last is `field` */
	size_t missing_count;       /* 0 where `node` is there */
};

/* Finds `path` in `d`; "" is the plan itself.  An unknown key that stands in the file is found too.
 * ERR_NOT_FOUND, with a sentence that names the part that is unknown and what there is. */
MUST_USE enum code path_resolve(struct place *out, const struct doc *d, const char *path, struct err *e);

/* A position from 1 as it stands in a path; 0 where the text is none. */
size_t path_position(const char *part, size_t len);
/* Appends the path of a node of a document: an id where it has a good one that no earlier item has (and the list is
 * no longer than 1000), else the position. */
void path_of(struct str *out, const struct node *n);
/* The same for a place, absent fields too. */
void path_of_place(struct str *out, const struct place *p);

/* Appends a place as people say it: "Speerpunt Afvalproblematiek › Doelstelling 2"; for the root nothing.
 * Names come from the file as they are: clean them before they are drawn or printed. */
void path_label(struct str *out, const struct node *n);
void path_label_place(struct str *out, const struct place *p);

#endif
