/* A list of rows to choose from: which is chosen, and what part is in view.  Rows may take
 * several lines and have a heading above them.  Knows rows only by their number; what stands in
 * one is drawn by whoever has it.  A pure model but for list_draw.
 *
 * Use: embed a `struct list`, list_init and list_set_count; call list_layout from the screen's
 * `layout`, list_draw from its `draw`, and return list_key from its `key`. */
#ifndef TERM_LIST_H
#define TERM_LIST_H

#include "term/draw.h"
#include "term/key.h"

#include <stdbool.h>
#include <stddef.h>

struct list_class {
	/* The lines row `row` takes in `cols` columns, at least 1; NULL: 1 each. */
	int (*height)(const void *ctx, size_t row, int cols);
	/* Draws the row: line 0 of `a` is its first.  The sign and the cursor are the list's; the
	 * name of a chosen row is drawn in ROLE_CHOSEN. */
	void (*draw)(const void *ctx, size_t row, struct area a, bool chosen);
	/* A line above the row that can't be chosen, or NULL (also for the function). */
	const char *(*heading)(const void *ctx, size_t row);
};

struct list {
	const struct list_class *class;
	const void *ctx;  /* borrowed: for the functions above, mostly the screen itself */
	size_t count;
	size_t chosen;    /* below `count`, or 0 in an empty list; a row in view, where there is one */
	size_t first;     /* the row at the top of the view … */
	int skip;         /* … and how many of its lines are above it */
	const bool *hidden; /* of the first `hidden_count` rows: is it left out of view?  Borrowed (filter.c); NULL: none is */
	size_t hidden_count;
	const char *note;   /* what is said where no row is in view, borrowed; NULL: nothing */
	int rows, cols;   /* of the view, without the columns of the signs left (▸) and right (more above or below) */
};

void list_init(struct list *l, const struct list_class *class, const void *ctx);
/* Another number of rows; the chosen row stays by its number as far as it can. */
void list_set_count(struct list *l, size_t count);
void list_choose(struct list *l, size_t row);
/* Leaves rows out of view, by their number; the array is borrowed.  They keep their numbers, and the heading of a row that
 * is left out goes to the next one.  The chosen row stays, or is the nearest that is in view. */
void list_hide(struct list *l, const bool *hidden, size_t count);
bool list_shows(const struct list *l, size_t row);
size_t list_shown(const struct list *l); /* how many rows are in view */
/* Arrows, j/k, PgUp/PgDn, Home/End, Tab.  False: no key of a list, or no further that way (Down or Tab on the
 * last row: the key bar is next).  A row that is taller than the view scrolls before the next is chosen. */
bool list_key(struct list *l, const struct event *ev);
/* The view is as large as `a`; scrolls no more than needed to have the chosen row in it. */
void list_layout(struct list *l, struct area a);
/* Draws it.  `active`: the chosen row is marked and has the cursor (false for the other of two panes). */
void list_draw(const struct list *l, struct area a, bool active);
/* The line in the view (from 0; before or past it too) where a row begins, its heading left out. */
int list_line_of(const struct list *l, size_t row);

#endif
