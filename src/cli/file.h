/* Files and stdin, as the commands read them. */
#ifndef CLI_FILE_H
#define CLI_FILE_H

#include "base/str.h"
#include "plan/plan.h" /* brings struct doc */

/* Reads a plan file from anywhere.  ERR_NOT_FOUND, ERR_USE (a folder), ERR_IO, ERR_UNREADABLE (with the place). */
MUST_USE enum code file_read_doc(struct doc **out, const char *path, struct err *e);
/* The bytes of a file from anywhere, of 16 MiB at most.  ERR_NOT_FOUND, ERR_USE (a folder, too large), ERR_IO. */
MUST_USE enum code file_read_bytes(struct str *out, const char *path, struct err *e);
/* The same, or for "-" what stdin holds. */
MUST_USE enum code file_read_input(struct str *out, const char *word, struct err *e);
/* Puts these bytes in a file: beside it first, then in its place, so that it holds the old or the new.  Its mode stays.  What is no
 * ordinary file (a pipe, a device) is written to.  ERR_IO. */
MUST_USE enum code file_write_bytes(const char *path, const char *bytes, size_t len, struct err *e);
/* Can this be in a plan?  ERR_USE where not: no UTF-8, or control characters. */
MUST_USE enum code file_check_text(const char *text, size_t len, struct err *e);
/* A text as it was given: `word` itself, or for "-" what stdin holds.  ERR_USE where that can't be in a plan. */
MUST_USE enum code file_read_text(struct str *out, const char *word, struct err *e);

#endif
