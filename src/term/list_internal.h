/* Inside the list only: list.c (rows, keys, drawing), list_mouse.c. */
#ifndef TERM_LIST_INTERNAL_H
#define TERM_LIST_INTERNAL_H

#include "term/list.h"

/* The next row in view that way; `count` where there is none. */
size_t list_beyond(const struct list *l, size_t row, bool down);
/* The lines of a row, and those with its heading. */
int list_height(const struct list *l, size_t row);
int list_block(const struct list *l, size_t row);
/* Lines from the top of the view to the end of `row`, at most one more than the view has. */
int list_lines_to_end_of(const struct list *l, size_t row);

bool list_click(struct list *l, const struct event *ev);
bool list_turn(struct list *l, const struct event *ev);

#endif
