/* The rows of actions of a screen, its own and those of every screen.  Only for src/term;
 * screen.h has action_lint. */
#ifndef TERM_ACTION_H
#define TERM_ACTION_H

#include "term/screen.h"

/* The rows of every screen, ended by one without name. */
extern const struct action common_actions[];

bool action_possible(const struct action *a, const struct screen *s);
bool screen_is_typing(const struct screen *s);
bool action_has_key(const struct action *a, uint32_t key);
/* The first key that works there (a letter doesn't while typing), or 0. */
uint32_t action_key(const struct action *a, const struct screen *s);
/* The possible row of `rows` that this key runs, or NULL. */
const struct action *action_find(const struct action *rows, const struct screen *s, uint32_t key);
void action_tell_how_to_stop(struct ui *ui);
void action_run(const struct action *a, struct ui *ui);

#endif
