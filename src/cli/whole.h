/* What is done to a plan as a whole from the command line. */
#ifndef CLI_WHOLE_H
#define CLI_WHOLE_H

#include "cli/command.h"
#include "session/session.h"

/* Opens the record, does it, and says on stderr what was done. */
typedef enum code whole_act(struct session *s, struct cli *c, struct str *sentence, bool *saved, struct err *e);
MUST_USE enum code whole_do(struct cli *c, whole_act *act, struct err *e);

#endif
