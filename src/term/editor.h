/* The text editor of the forms: one line (no LF in it; wrapped all the same where it is long) or several.  A pure
 * model of bytes, cursor, selection, undo and view, and one function that draws it.  The cursor moves by
 * characters (clusters); the text stays as it was typed, UTF-8 always.  Knows nothing of what is edited.
 *
 * Use: editor_key from the screen's `key`; editor_layout from its `layout`, editor_draw from its `draw`.
 * Per key the whole text is wrapped anew: 0.4 ms for 5,000 words, measured in tests/unit/term_editor.c. */
#ifndef TERM_EDITOR_H
#define TERM_EDITOR_H

#include "base/str.h"
#include "term/draw.h"
#include "term/key.h"

#include <stdbool.h>
#include <stddef.h>

/* What was cut or copied; one for all editors that share it.  `{0}` is empty; str_free its text. */
struct clipboard {
	struct str text;
};

struct editor;

/* An editor on a copy of `text` (`len` bytes; what is no UTF-8 becomes U+FFFD, line ends LF; a blank where only one
 * line is allowed; blank lines at its end go), the cursor at its end.  `clip` is borrowed and outlives the editor. */
struct editor *editor_new(const char *text, size_t len, bool multi, struct clipboard *clip);
void editor_free(struct editor *e);

/* The text as it stands, with a NUL behind it; borrowed until the next key.  Blank lines typed at its end
 * are still there: text_normalise what is to be kept. */
const char *editor_text(const struct editor *e, size_t *len);
/* A number that grows with each key that changed the text, undo too: the same number, the same text. */
unsigned long editor_changes(const struct editor *e);
/* Another text in its place, as one step that can be undone; the cursor goes to its end.  (The same text: no step.) */
void editor_set(struct editor *e, const char *text, size_t len);

/* When what is being typed goes to a draft. */
enum {
	EDITOR_DRAFT_KEYS = 20, /* that changed the text */
	EDITOR_PAUSE = 1000     /* ms without a key: a burst of typing has ended */
};
/* The person stopped typing for EDITOR_PAUSE or more: what is typed next is a step of its own for undo. */
void editor_pause(struct editor *e);

/* Was it a key for the editor?  A click in its view puts the cursor there, the wheel over it scrolls.  Not used: Enter in one line, Tab, Esc, Ctrl-S; Up on the first line and Down on
 * the last (of several lines they first go to the start and the end of the text); Ctrl-C and Ctrl-X
 * with nothing selected; undo and redo with nothing left. */
bool editor_key(struct editor *e, const struct event *ev);

/* The lines on screen that the text takes in `cols` columns, one of which is for the cursor; at least 1. */
int editor_height(const struct editor *e, int cols);
/* The view is as large as `a`; scrolls no more than needed to have the cursor in it, unless the wheel was turned since the
 * last key. */
void editor_layout(struct editor *e, struct area a);
/* Draws the part in view.  `active`: it has the cursor and shows the selection.  ROLE_FIELD is drawn to the edge. */
void editor_draw(const struct editor *e, struct area a, enum role role, bool active);
/* Where the cursor stands: line on screen (from the start of the text) and column. */
void editor_place(const struct editor *e, int *line, int *column);
/* The lines out of view above and below. */
void editor_hidden(const struct editor *e, int *above, int *below);
/* Selected bytes; start == end: nothing. */
void editor_selection(const struct editor *e, size_t *start, size_t *end);
size_t editor_cursor(const struct editor *e);

#endif
