/* The help of a screen, made from its class: the paragraph and the rows of actions. */
#ifndef TERM_HELP_H
#define TERM_HELP_H

#include "term/screen.h"

/* `about` is borrowed: it stays below the help. */
struct screen *help_new(const struct screen *about);

#endif
