/* Small things that sentences of src/plan are made of. */
#ifndef PLAN_SAY_H
#define PLAN_SAY_H

#include "base/str.h"

/* Appends 'text' between quotes, on one line and cut to a length that a sentence can hold. */
void say_quote(struct str *out, const char *text, size_t len);
/* Appends name number `i` of `count` with what belongs before it: "a", ", b", " of c". */
void say_or(struct str *out, size_t i, size_t count, const char *name);
/* Appends a word with a capital. */
void say_capital(struct str *out, const char *word);

/* Appends a label as it stands inside a sentence: "Doelstellingen" → "doelstellingen"; SWOT stays SWOT. */
void say_lower(struct str *out, const char *label);

#endif
