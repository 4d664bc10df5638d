/* --since and --until. */
#ifndef CLI_PERIOD_H
#define CLI_PERIOD_H

#include "cli/command.h"

#include <stdint.h>

/* From the first second of --since to that behind the last of --until, as date_read_span; 0: not given.  ERR_USE. */
MUST_USE enum code period_read(const struct cli *c, int64_t *since, int64_t *until, struct err *e);

#endif
