/* What a node says, whichever way it is spelled and wrapped. */
#ifndef PLAN_SPELL_H
#define PLAN_SPELL_H

#include "base/str.h"
#include "yaml/doc.h"

/* Appends it: accents composed, blanks and line ends as one space.  Equal bytes are the same words. */
void spell(struct str *out, const struct node *n);
/* The same of a text: without a node's signs around it. */
void spell_text(struct str *out, const char *text, size_t len);
/* Do two nodes say the same?  False where one is NULL. */
bool spell_same(const struct node *a, const struct node *b);

#endif
