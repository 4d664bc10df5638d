/* The help of a screen, made from its class: the field that is chosen, the paragraph, the rows of actions, and
 * the other fields that stand there. */
#ifndef TERM_HELP_H
#define TERM_HELP_H

#include "term/screen.h"

/* `about` is borrowed: it stays below the help. */
struct screen *help_new(const struct screen *about);

#endif
