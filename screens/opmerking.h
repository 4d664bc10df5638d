/* Saying something of a plan: asks for the text, and puts it on the record. */
#ifndef SCREENS_OPMERKING_H
#define SCREENS_OPMERKING_H

#include "screens/work.h"
#include "session/opmerkingen.h"

/* From the screen of remarks, which is shown anew.  Kind, path, version and about of `what` count; copied.  `place` says what it is about;
 * `said` is the text that it answers, or NULL. */
void opmerking_ask(struct ui *ui, struct work *w, const struct opmerking *what, const char *place, const char *said);
/* The same for what needs no text: GEZIEN and AKKOORD. */
void opmerking_mark(struct ui *ui, struct work *w, enum opmerking_kind kind, const char *about);

/* opmerkingen.c, for the above: shows them as they stand now, with this one chosen; `s` is that screen. */
void opmerkingen_show(struct screen *s, const char *id);

#endif
