/* One edit of a plan from the command line, and its save. */
#ifndef CLI_SAVE_H
#define CLI_SAVE_H

#include "cli/command.h"
#include "session/session.h"

/* Opens the plan c->args[0], makes the edit and saves; says on stderr what was saved. */
MUST_USE enum code save_edit(struct cli *c, enum code (*edit)(struct sitting *t, const struct cli *c, struct err *e), struct err *e);
/* Where `code` is an error, and `found` the personal data that it is about: says what stands where, and what to do.  Gives the code. */
MUST_USE enum code save_refuse_gegevens(struct cli *c, const struct gegevens *found, enum code code, struct err *e);

#endif
