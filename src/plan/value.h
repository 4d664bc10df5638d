/* One stored text as a value of its field: is it well formed, and how is it shown?  Knows no document. */
#ifndef PLAN_VALUE_H
#define PLAN_VALUE_H

#include "plan/schema.h"

/* Is the text well formed for the kind of the field (FORMAT.md)?  Texts always are. */
bool value_is_valid(const struct field *f, const char *text, size_t len);
/* Digits, with a sign before or decimals after a point where need be? */
bool value_is_number(const char *text, size_t len);
/* A slug of 1 to 64 with at least one letter: what may be an id? */
bool value_is_id(const char *text, size_t len);
/* Appends the text as it is shown: the label of a choice, a month in Dutch, an amount with its sign; else, and where
 * it is not well formed, as it is stored.  `f` may be NULL (unknown key). */
void value_show(struct str *out, const struct field *f, const char *text, size_t len);


/* What a person typed, as it is stored: a month in words or with a short year, an amount or number with Dutch points
 * and a comma, with a € before it.  Appends; what can't be read that way is appended as it was typed. */
void value_read(struct str *out, const struct field *f, const char *typed, size_t len);
/* The other way: a stored value as a person would type it, to begin an edit with. */
void value_typed(struct str *out, const struct field *f, const char *stored, size_t len);
/* What `typed` will be understood as, in full ("dinsdag 12 maart 2019", "€ 1.500,50"), or what is still wrong with it;
 * nothing for a kind that says it all itself. */
void value_meaning(struct str *out, const struct field *f, const char *typed, size_t len);
/* What is still wrong with it, as value_meaning says it; NULL where nothing is. */
const char *value_wrong(const struct field *f, const char *typed, size_t len);

#endif
