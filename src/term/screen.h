/* The stack of screens and the one event loop.  A screen is a const struct of functions and
 * its own data; its actions are rows, from which the key bar, the help, the list of all
 * actions (':') and the test scripts are made.  Knows nothing of plans. */
#ifndef TERM_SCREEN_H
#define TERM_SCREEN_H

#include "term/draw.h"
#include "base/str.h"
#include "term/key.h"

#include <stdbool.h>
#include <stddef.h>

struct ui;
struct screen;
struct filter;

struct action {
	const char *name;        /* for scripts and tests: "open", "bewaren" */
	uint32_t keys[4];        /* 0-ended; the first is shown */
	const char *label;       /* in the key bar: one or two words; NULL: not in the bar */
	const char *help;        /* one line in the help */
	void (*run)(struct ui *ui, struct screen *s);
	bool (*possible)(const struct screen *s); /* NULL: always; when false: not shown, not run */
};

/* Takes what the help says of one thing that stands on a screen; the texts are copied. */
typedef void help_field(void *help, const char *label, const char *text, bool chosen);

struct screen_class {
	const char *name;        /* "overzicht" */
	const char *help;        /* the paragraph above the keys in the help, Dutch */
	const struct action *actions; /* ended by a row without name */
	/* Fill the heading line: where am I (left), who am I (right). */
	void (*heading)(const struct screen *s, struct str *left, struct str *right);
	/* Before each draw: let what scrolls follow the chosen row and the size (list_layout); NULL: nothing does. */
	void (*layout)(struct screen *s, struct area a);
	void (*draw)(const struct screen *s, struct area a);
	/* A key that is no action of the screen: true when it was used.  `typing` screens get letters here first. */
	bool (*key)(struct ui *ui, struct screen *s, const struct event *ev);
	bool (*typing)(const struct screen *s); /* NULL or false: letters are actions */
	void (*back)(struct ui *ui, struct screen *s); /* Esc; NULL: ui_close, but never of the last screen */
	/* K_TICK: drafts, a slice of long work.  It comes once the screen has opened, 250 ms after the last
	 * key, and every 2 s while keys keep coming, to all screens of the stack.  Gives the milliseconds
	 * until it wants another: 0 at once (a key goes first), -1 not before the next key.  Ask ui_redraw for what it changed. */
	int (*tick)(struct ui *ui, struct screen *s);
	void (*resumed)(struct ui *ui, struct screen *s); /* the screen above it closed */
	bool (*leave)(struct ui *ui, struct screen *s); /* K_HANGUP: keep what is unsaved; false: that failed; cannot refuse */
	void (*free)(struct screen *s);
	/* Tells the help of each field that stands there, in order; NULL: none do. */
	void (*fields)(const struct screen *s, help_field *tell, void *help);
	struct filter *(*filter)(struct screen *s); /* `/` filters its list (filter.h); NULL: it has none */
	bool dialogue;           /* a smaller rectangle over the one below; the heading's left is its title */
	/* A dialogue's room inside the border, at most that of `within`; NULL: three quarters of it. */
	void (*size)(const struct screen *s, struct area within, int *rows, int *cols);
};

/* Who gets a key: while a filter is open that first; then, on a `typing` screen first `key`, then the actions (but a letter that `key` left is no
 * action); elsewhere first the actions, then `key`.  After these the common rows (? F1 help, : Ctrl-P all
 * actions, Ctrl-L, Ctrl-C), Esc (`back`), and a K_DOWN or K_TAB that nobody used enters the key bar. */

/* For `typing` of a screen that has nothing but a field to type in. */
bool screen_always_types(const struct screen *s);

/* First member of each screen's own struct. */
struct screen {
	const struct screen_class *class;
	struct screen *below;
};

/* src/term runs any stack of screens; `take` is opened on top, with what it has below it. */
void ui_open(struct ui *ui, struct screen *take);
/* The top one goes (the last one: the program ends) and the one below gets `resumed`.  It is freed
 * only when the key that closed it is done with, so its own functions may call this. */
void ui_close(struct ui *ui);
void ui_quit(struct ui *ui);             /* end the program */
struct screen *ui_top(const struct ui *ui);
void ui_tick_soon(struct ui *ui);        /* a key began long work: its next slice needn't wait till no more keys come */
void ui_redraw(struct ui *ui);           /* ask; drawn once, before the next wait */

uint32_t ui_last_key(const struct ui *ui); /* the key being handled */

/* A line (wrapped where it is long) above the key bar.  An error stays until Enter or Esc; a message until the next key. */
void ui_message(struct ui *ui, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void ui_error(struct ui *ui, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* What is wrong with the rows of a class, in English for the programmer, or NULL: names or keys that come
 * twice, a label over 16 columns or a help over 76, none at all, a key that belongs to every screen. */
const char *action_lint(const struct screen_class *class);

#endif
