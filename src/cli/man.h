/* The manual page buurtplan(1), made from the tables of commands, options, fields and keys.  It is Dutch always. */
#ifndef CLI_MAN_H
#define CLI_MAN_H

#include "base/str.h"
#include "cli/cli.h"

/* Appends the page as roff.  `describe` (NULL: no section of keys) as in struct cli_screens. */
void man_write(struct str *out, cli_describe *describe);

#endif
