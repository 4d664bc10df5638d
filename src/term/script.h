/* Keys from a text instead of a keyboard, screens as text instead of on a terminal: for tests,
 * through the same input point and the same drawing.  Needs no tty.
 *
 * A script is words, `#` begins a comment.  A word is a key name ("Down", "Ctrl-S", "g", see
 * key_to_name), 'text' or "text" is typed letter by letter, and
 *   SHOT name      writes the screen
 *   SIZE 80x24     another size (80x24 to begin with)
 *   ASCII          a terminal without UTF-8 or lines from here on
 *   PASTE 'text'   pasted ("\n" is a line end)
 *   CLICK 3,10     a click with the mouse: row and column of the screen, from 0
 *   WHEEL down     a turn of its wheel in the middle of the screen (or: up)
 *   TICK           time passes
 *   HANGUP         the line is gone */
#ifndef TERM_SCRIPT_H
#define TERM_SCRIPT_H

#include "base/err.h"
#include "term/screen.h"

#include <stdio.h>

/* Runs `script` (`len` bytes) on `take_first`.  A shot is plain UTF-8:
 *   == name 80x24
 *   the lines of the screen, without the blanks at their ends
 *   -- cursor 3,1
 *   -- 3 reversed: Deltabuurt
 * `--` lines tell what text cannot: the row (from 0) of each reversed or underlined piece.  Ends
 * with the script or when the last screen closes ("== end").  ERR_USE: a word that is no key, with its line. */
enum code ui_script(struct screen *take_first, const char *script, size_t len, FILE *out, struct err *e) MUST_USE;

#endif
