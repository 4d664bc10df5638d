/* The one terminal: starting and stopping it, and what drawing needs to know of it.  Only for
 * src/term itself: nobody else sees ncurses. */
#ifndef TERM_TERMINAL_H
#define TERM_TERMINAL_H

#include "base/err.h"
#include "base/str.h"
#include "term/draw.h"

#include <curses.h>
#include <stdbool.h>
#include <stdio.h>
#include <termios.h>

struct terminal {
	SCREEN *screen;
	bool blind;              /* a script's: no tty behind it */
	bool ascii;              /* signs from ASCII only */
	bool has_mouse;          /* one that we can switch on … */
	bool mouse;              /* … and did */
	attr_t look[ROLE_COUNT]; /* filled by theme_init */
	int cursor_y, cursor_x;  /* where the cursor goes after drawing */
	struct str clean;        /* room for draw.c */
	struct termios saved;    /* as we found it */
	FILE *in, *out;          /* of a blind one */
};
extern struct terminal the_terminal;

/* Takes stdin and stdout.  ERR_USE: no terminal, or none that ncurses knows. */
enum code terminal_start(struct err *e) MUST_USE;
/* A terminal that is nowhere, for scripts; it looks mono. */
enum code terminal_start_blind(struct err *e) MUST_USE;
/* As it was before terminal_start; nothing to do when it isn't started. */
void terminal_stop(void);
/* Asks the terminal to report clicks and the wheel, or no more.  Nothing is asked of one that is of old. */
void terminal_mouse(bool on);
/* SIGTSTP came: stop, and take the terminal again after.  False, and not stopped, where no shell could wake us. */
bool terminal_suspend(void);
/* Leave it to another program; terminal_resume takes it back. */
void terminal_lend(void);
/* Take it again after a stop that we couldn't prepare; all is drawn anew. */
void terminal_resume(void);
/* Is there room to write a screen without waiting?  (A frozen line takes no more.) */
bool terminal_writable(void);

/* Fills `look`; after the start of ncurses. */
void theme_init(struct terminal *t, bool colour);

#endif
