/* Findings: what in a plan file is not as FORMAT.md has it.  A file with findings opens, and edits elsewhere in it
 * work.  Unknown keys are no findings, and a key with nothing behind it is absent.  Changes nothing. */
#ifndef PLAN_CHECK_H
#define PLAN_CHECK_H

#include "plan/schema.h"

enum finding_kind {
	FINDING_SHAPE,     /* a text, list or mapping where another belongs */
	FINDING_CHOICE,    /* none of the allowed values */
	FINDING_VALUE,     /* a malformed month, year, number, amount or ja/nee */
	FINDING_MISSING,   /* a required field that is absent or empty */
	FINDING_ID,        /* an id that is no slug, or has no letter */
	FINDING_DOUBLE_ID,
	FINDING_FORMAAT,   /* a formaat that we don't know; a higher one is for reading only (plan_is_read_only) */
};

struct finding {
	enum finding_kind kind;
	const struct node *node;   /* borrowed from the document; FINDING_MISSING: the record that lacks the field */
	const struct field *field; /* what it is about; an item has the field of its list */
	int line, column;          /* from 1 */
	char *text;                /* where, what is wrong, what it should be; not cleaned */
};

struct findings {
	struct finding *p;
	size_t count, room;
};

/* Appends the findings of a document, in the order of the file. */
void check_doc(struct findings *out, const struct doc *d);
/* Appends the findings of `after` that `before` has not: the same thing wrong in the same field is not new, wherever
 * other edits have moved it to. */
void check_new(struct findings *out, const struct doc *before, const struct doc *after);
/* Appends the path of what the finding is about. */
void finding_path(struct str *out, const struct finding *f);
/* The kind in a word, for machines: "shape", "choice", "value", "missing", "id", "double_id", "formaat". */
const char *finding_word(enum finding_kind kind);
void findings_free(struct findings *f); /* what it holds; not the struct itself */

#endif
