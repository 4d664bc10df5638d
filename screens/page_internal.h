/* Between page.c and page_table.c only: putting pieces on a page. */
#ifndef SCREENS_PAGE_INTERNAL_H
#define SCREENS_PAGE_INTERNAL_H

#include "screens/page.h"

/* Clean text on one line; those of one block in any order. */
void page_put(struct page *p, size_t line, int x, enum role role, const char *s, size_t len);
void page_put_times(struct page *p, size_t line, int x, enum sign sign, int times);
/* Any text, wrapped from `line` down; gives the lines it takes, at least 1. */
size_t page_wrap_text(struct page *p, size_t line, int x, int cols, enum role role, const char *s);

/* These give the lines they take. */
size_t page_add_table(struct page *p, const struct table *t, size_t line);
size_t page_add_phases(struct page *p, const struct phases *all, size_t line);

#endif
