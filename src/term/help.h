/* The help of a screen, made from its class: the field that is chosen, the paragraph, the rows of actions, and
 * the other fields that stand there. */
#ifndef TERM_HELP_H
#define TERM_HELP_H

#include "term/screen.h"

/* `about` is borrowed: it stays below the help. */
struct screen *help_new(const struct screen *about);

/* For the manual, without a screen: tells the class by its name with its paragraphs (`is_screen`), then each of its actions
 * by its keys.  NULL: what every screen has. */
typedef void help_told(void *ctx, const char *name, const char *text, bool is_screen);
void help_each(const struct screen_class *class, help_told *tell, void *ctx);

#endif
