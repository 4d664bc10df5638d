/* Running a stack of screens: on the terminal, or from a script without one.  A program runs
 * one at a time; screen.h says what screens may ask of it. */
#ifndef TERM_UI_H
#define TERM_UI_H

#include "base/err.h"
#include "term/screen.h"

/* What is kept between two times; term itself knows no files. */
struct ui_setup {
	bool mouse;                              /* on, where the terminal has one we can use */
	bool (*mouse_changed)(bool on, void *ctx); /* the person switched it; false: that could not be kept.  May be NULL. */
	void *ctx;
};

/* Takes the terminal (stdin and stdout), runs from `take_first` until the last screen closes,
 * ui_quit, SIGHUP, SIGTERM or the end of the line, and gives the terminal back.  When we are sent
 * away every screen gets `leave`.  `setup` is borrowed; NULL: no mouse.  Errors: ERR_USE no terminal, or none we can draw on (nothing was
 * shown); ERR_IO a screen could not keep what was unsaved. */
enum code ui_run(struct screen *take_first, const struct ui_setup *setup, struct err *e) MUST_USE;

#endif
