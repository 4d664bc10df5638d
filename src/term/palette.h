/* All that can be done on a screen, found by typing a part of it. */
#ifndef TERM_PALETTE_H
#define TERM_PALETTE_H

#include "term/screen.h"

/* `about` is borrowed: it stays below the palette. */
struct screen *palette_new(struct screen *about);
bool palette_is(const struct screen *s);

#endif
