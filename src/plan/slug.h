/* Ids made from titles. */
#ifndef PLAN_SLUG_H
#define PLAN_SLUG_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* Appends an id for `title`: lower case, without accents, what is no letter or digit as single hyphens, cut at a word
 * to 64.  Where no letter is left, `fallback` (an id itself) is used.  `taken` says whether an id is in use: then
 * "-2", "-3", … goes behind it. */
void slug_from_title(struct str *out, const char *title, size_t len, const char *fallback,
		     bool (*taken)(const char *id, void *ctx), void *ctx);

#endif
