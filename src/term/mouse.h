/* The mouse as something a person switches: the rows of actions for it.  Only for src/term. */
#ifndef TERM_MOUSE_H
#define TERM_MOUSE_H

#include "term/screen.h"

void mouse_run_on(struct ui *ui, struct screen *s);
void mouse_run_off(struct ui *ui, struct screen *s);
bool mouse_is_on(const struct screen *s);
bool mouse_is_off(const struct screen *s); /* and could be on */

#endif
