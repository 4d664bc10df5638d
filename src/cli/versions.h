/* Versions of a plan by what a person calls them, and what differs between two of them. */
#ifndef CLI_VERSIONS_H
#define CLI_VERSIONS_H

#include "cli/command.h"
#include "session/history.h"

/* The plan c->args[0] for reading: as it was in the version that --at gives, else as session_read has it. */
MUST_USE enum code versions_read(struct cli *c, struct session *s, struct doc **out, struct err *e);
/* Writes what is other in `b` than in `a`, in words or as JSON, where the two go by these names (NULL: none).  ERR_NO, without a sentence, where
 * there is a difference. */
MUST_USE enum code versions_compare(struct cli *c, const char *old, const char *new, const struct doc *a, const struct doc *b);

#endif
