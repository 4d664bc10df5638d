/* One version of the history. */
#ifndef SCREENS_VERSIE_H
#define SCREENS_VERSIE_H

#include "screens/changes.h"
#include "screens/work.h"
#include "session/history.h"

/* What changed in it; also where it can't be read, or is the first. */
void versie_changes(struct changes *out, struct history *h, size_t i, bool whole);
/* On a whole screen; `h` is of the screen below. */
void versie_open(struct ui *ui, struct work *w, struct history *h, size_t i);
/* The reason of version `i`; NULL where it has none, or can't be read.  Borrowed as history_detail. */
const char *versie_reason(struct history *h, size_t i);

#endif
