/* Bytes become events: keys, pastes, a new size, silence, the end of the line.  wgetch finds
 * the keys, the characters and whatever no terminfo knows are decoded here: one bad byte never
 * takes a good key with it.  Knows nothing of screens. */
#ifndef TERM_INPUT_H
#define TERM_INPUT_H

#include "base/err.h" /* before curses: both have an OK */
#include "base/str.h"
#include "term/key.h"

#include <curses.h>
#include <stdbool.h>
#include <stdint.h>

enum { INPUT_PASTE_MAX = 256 * 1024 };

struct input {
	WINDOW *window;   /* a pad: reading it draws nothing */
	int fd;
	int held;         /* a unit (byte or key code) read too far, or -1 */
	bool resized;     /* a new size came inside a sequence */
	int errors;       /* readable, and still nothing to read: so many times in a row */
	char part[4];     /* of a character that isn't whole yet */
	int have, want;
	int64_t lone_esc; /* when the last Esc came that nothing followed, or 0 */
	int y, x;         /* of the last report of the mouse */
	int64_t clicked_at; /* when the last click came, or 0 … */
	int clicked_y, clicked_x; /* … and where */
	bool pasting;
	int64_t pasted_at;/* when the last byte of it came */
	int mark;         /* bytes of the end of a paste that match so far */
	struct str paste, text; /* as it comes, and as it is given */
	bool cut;
};

/* After the start of ncurses; bytes come from `fd`, which ncurses reads. */
void input_init(struct input *in, int fd);
void input_clear(struct input *in);
/* The next event; K_TICK after `timeout` ms of silence (-1: wait for ever).  `ev->text` is
 * borrowed until the next call.  With `watch_output` it is also K_TICK when the terminal takes output again. */
void input_next(struct input *in, int timeout, bool watch_output, struct event *ev);
/* Is there something to read at once? */
bool input_pending(const struct input *in);
int64_t input_clock(void); /* milliseconds that only go up */

#endif
