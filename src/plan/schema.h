/* The schema: every field of a plan file, in the order of FORMAT.md, as one flat table (fields.c) that reads like
 * the file.  Forms, checks, changes, messages and help walk it.  A field is known by its path, as names repeat.
 * Knows what may stand in a plan; knows no document's history, no screen and no file. */
#ifndef PLAN_SCHEMA_H
#define PLAN_SCHEMA_H

#include "base/str.h"
#include "yaml/doc.h"

#include <stdbool.h>
#include <stddef.h>

enum field_kind {
	KIND_LINE,           /* one line of text; `choices` are suggestions, where there are any */
	KIND_PROSE,          /* text of any number of lines */
	KIND_CHOICE,         /* one of `choices` */
	KIND_MONTH,          /* YYYY-MM or YYYY-MM-DD */
	KIND_MONTH_OR_YEAR,  /* the same, or YYYY */
	KIND_YEAR,
	KIND_NUMBER,         /* digits, with a sign or decimals where need be */
	KIND_NUMBER_OR_TEXT, /* anything, on one line */
	KIND_MONEY,          /* whole euros, or two decimals after a point */
	KIND_YES_NO,         /* ja, nee */
	KIND_SLUG,
	KIND_TEXTS,          /* a list of texts */
	KIND_RECORDS,        /* a list of records; its children are the fields of one; a bare text is the first of them */
	KIND_RECORD          /* a mapping */
};

enum field_flag {
	FIELD_REQUIRED = 1,      /* a record without it is a finding */
	FIELD_REASON = 2,        /* a change of it asks for a reason */
	FIELD_REASON_REMOVE = 4, /* removing an item asks for a reason */
	FIELD_KEYED = 8,         /* a list of records that are known by their `id` */
	FIELD_KNOWN = 16,        /* short texts that come back: what stands in this field of other plans is offered … */
	FIELD_WHO = 32           /* … and in every other field for functions and organisations */
};

struct choice {
	const char *value; /* as stored */
	const char *label; /* as shown, in Dutch */
};

struct field {
	int depth; /* 0: a key of the plan itself */
	const char *key;
	enum field_kind kind;
	const struct choice *choices; /* ends with a NULL value; NULL where there are none */
	unsigned flags;
	const char *label; /* as shown, at most 20 columns: "Doelstellingen" */
	const char *one;   /* lists: one item of it, as inside a sentence: "doelstelling"; NULL for other kinds */
	const char *help;  /* one sentence */
};

extern const struct field schema_fields[]; /* fields.c */
extern const size_t schema_field_count;

/* The fields under `parent` (NULL: those of the plan), in order:
 *	for (const struct field *f = schema_first(parent); f; f = schema_next(f)) */
const struct field *schema_first(const struct field *parent);
const struct field *schema_next(const struct field *f);
const struct field *schema_parent(const struct field *f); /* NULL for a key of the plan */
const struct field *schema_child(const struct field *parent, const char *key, size_t len); /* NULL where unknown */
/* The field with this path of keys ("speerpunten/doelstellingen"), NULL where unknown. */
const struct field *schema_find(const char *path);
/* Appends the path of keys of `f`. */
void schema_path(struct str *out, const struct field *f);

bool schema_is_list(const struct field *f); /* texts or records; false for NULL */
/* A kind whose values are typed in YAML too (numbers, months, ja/nee), so that they stand without quotes. */
bool schema_is_typed(const struct field *f);
/* One line, no more? */
bool schema_is_one_line(const struct field *f);

/* The field a node stands for.  An item of a list gives the field of its list.  NULL for the root, and for an
 * unknown key with all that is below it. */
const struct field *schema_of(const struct node *n);
/* Is `n` an item of a list (and not the list itself)? */
bool schema_is_item(const struct node *n);
/* Has the node the shape (text, list, mapping) that its field has?  An item: that of an item.  False for an
 * unknown field; the values inside are not looked at. */
bool schema_fits(const struct node *n);

/* The Dutch label of a choice's value; NULL where it is none of them. */
const char *schema_choice_label(const struct field *f, const char *value, size_t len);

/* Where a new `key` goes in a mapping of `parent` that has these keys now: the index behind the present key that
 * precedes it nearest in the schema, else 0; an unknown key goes at the end. */
size_t schema_key_index(const struct field *parent, const char *const keys[], size_t count, const char *key);

/* For the tests: appends a line for each thing that is wrong with the table itself; 0 where all is well. */
size_t schema_lint(struct str *out);

#endif
