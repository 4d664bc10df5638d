/* One version of the history. */
#ifndef SCREENS_VERSIE_H
#define SCREENS_VERSIE_H

#include "screens/changes.h"
#include "screens/work.h"

/* What changed in it; also where it can't be read, or is the first. */
void versie_changes(struct changes *out, const struct history_row *row, bool whole);
/* On a whole screen; `row` is of the screen below. */
void versie_open(struct ui *ui, struct work *w, const struct history_row *row);

#endif
