/* Files and stdin, as the commands read them. */
#ifndef CLI_FILE_H
#define CLI_FILE_H

#include "base/str.h"
#include "plan/plan.h" /* brings struct doc */

/* Reads a plan file from anywhere.  ERR_NOT_FOUND, ERR_USE (a folder), ERR_IO, ERR_UNREADABLE (with the place). */
MUST_USE enum code file_read_doc(struct doc **out, const char *path, struct err *e);
/* A text as it was given: `word` itself, or for "-" what stdin holds.  ERR_USE where that can't be in a plan. */
MUST_USE enum code file_read_text(struct str *out, const char *word, struct err *e);

#endif
