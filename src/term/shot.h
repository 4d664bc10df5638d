/* The screen as plain text, read back from ncurses.  Only for src/term. */
#ifndef TERM_SHOT_H
#define TERM_SHOT_H

#include <stddef.h>
#include <stdio.h>

/* Writes what stands on the screen, in the form that script.h tells. */
void shot_write(FILE *out, const char *name, size_t len);

#endif
