/* A text in the editor that a person is used to ($VISUAL, else $EDITOR), on the whole terminal; where they named one, and
 * other programs may be started here at all.  Only for src/term. */
#ifndef TERM_OWN_EDITOR_H
#define TERM_OWN_EDITOR_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

enum { OWN_EDITOR_MAX = 256 * 1024 }; /* bytes that are taken from it */

bool own_editor_is_there(void);

/* Lends the terminal, and waits.  `out` gets what stands in the file then; *status is the exit code of the editor (128+n:
 * ended by signal n), and what it had saved when it failed is in `out` too.  ERR_IO: it could not be started, or no
 * file made for it.  ERR_USE: what it saved can't be taken (too large, no UTF-8, gone); the sentence names the file where
 * it still stands. */
enum code own_editor_run(struct str *out, const char *text, size_t len, int *status, struct err *e) MUST_USE;

#endif
