/* The table of what keys send, whole: for ncurses, and for what the line tore apart.  Only for src/term. */
#ifndef TERM_SEQUENCES_H
#define TERM_SEQUENCES_H

#include "term/key.h"

/* No events, but around the bytes of a paste. */
enum { PASTE_BEGIN = K_NONE + 1, PASTE_END };

/* Tells ncurses; after keypad(). */
void sequences_define(void);
/* The key that sends these bytes ("\033[A"), and that of a code that wgetch gave; PASTE_BEGIN and PASTE_END too,
 * K_NONE where there is none. */
uint32_t sequences_key(const char *bytes);
uint32_t sequences_key_of_code(int code);

#endif
