/* A plan, and what changed in it, as text to read. */
#ifndef CLI_READABLE_H
#define CLI_READABLE_H

#include "base/str.h"
#include "plan/diff.h"

#include <stddef.h>

/* Appends a whole plan. */
void readable_plan(struct str *out, const struct doc *d);
/* Appends one value: a text wrapped, a list with numbers, a mapping with a line or a heading for each field. */
void readable_value(struct str *out, const struct node *n, size_t indent);
/* Appends one change: what changed on a line, and below it before and after. */
void readable_change(struct str *out, const struct change *c, size_t indent);
/* Appends the speerpunt it is in and what changed ("Afval: doelstelling 2 aangepast"); clean, on one line. */
void readable_change_line(struct str *out, const struct change *c);

#endif
