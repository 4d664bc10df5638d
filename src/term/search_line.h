/* A line to search with, over the list that it searches: "Zoek" and what is typed.  The text and the list are their owner's. */
#ifndef TERM_SEARCH_LINE_H
#define TERM_SEARCH_LINE_H

#include "term/editor.h"
#include "term/list.h"

/* Up, Down and the pages are the list's, the mouse is whose it is over, the rest is for the line.  Gives whether the key was
 * used; *typed: the text is another now. */
bool search_line_key(struct editor *line, struct list *list, const struct event *ev, bool *typed);
/* On the first line of `a`, without `right` columns at its end. */
void search_line_layout(struct editor *line, struct area a, int right);
void search_line_draw(const struct editor *line, struct area a, int right, bool active);

#endif
