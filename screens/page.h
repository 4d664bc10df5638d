/* A reading laid out in lines of a width: what stands where, in which role.  Made once for a width, so that scrolling
 * looks at no more than the lines in view.  Knows no plan and no key. */
#ifndef SCREENS_PAGE_H
#define SCREENS_PAGE_H

#include "base/vec.h"
#include "plan/reading.h"
#include "term/draw.h"

/* A stretch of one line. */
struct page_piece {
	size_t line, start, len; /* bytes of the text of the page */
	int x;
	enum role role;
};

struct page {
	int cols;                          /* it was made for; 0: not made yet */
	struct str text;                   /* clean */
	VEC(struct page_piece) pieces;     /* by line */
	VEC(size_t) block_lines;           /* the line each block begins on */
	size_t lines;
};

/* Lays out `r` in `cols` columns (> 10). */
void page_build(struct page *out, const struct reading *r, int cols);
void page_clear(struct page *p);
/* The block that a line belongs to. */
size_t page_block_at(const struct page *p, size_t line);
/* Draws the lines from `top` on; the text of heading `chosen` is marked. */
void page_draw(const struct page *p, size_t top, struct area a, size_t chosen);

#endif
