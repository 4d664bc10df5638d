/* Changes in Dutch words: the one place that says what a change is.  The message on the record, the history, undo
 * and what is shown before saving are all made here. */
#ifndef PLAN_MESSAGE_H
#define PLAN_MESSAGE_H

#include "plan/diff.h"
#include "plan/schema.h"
#include "base/str.h"

/* Appends "doelstelling 2 aangepast", "activiteit toegevoegd", "status van activiteit 1 aangepast": without the
 * speerpunt it is in.  Clean, on one line. */
void message_change(struct str *out, const struct change *c);

/* Appends "sociaal punt verplaatst van Zwak naar Kansen": an item of `from` went to the list `to`.  The item
 * says which list it was; of the rest only what differs is named. */
void message_move(struct str *out, const struct field *from, const struct field *to);

/* The speerpunt a change is in (its node in the newer document, or in the older where it is gone); NULL where
 * it is about the plan itself, or adds or removes a whole speerpunt. */
const struct node *message_speerpunt(const struct change *c);
/* A short name for it: its titel where that is short, else from its id ("Afval"). */
void message_speerpunt_name(struct str *out, const struct node *speerpunt);

/* Is it in, or of, the speerpunt with this id? */
bool message_is_about(const struct change *c, const char *speerpunt);

/* Does this change ask for a reason (FORMAT.md)? */
bool message_asks_reason(const struct change *c);

/* Appends the changes of `d` on one line of `cols` columns, or one that says the first of them: "doelstelling 2 aangepast, 2 partners toegevoegd en 3 andere
 * wijzigingen"; nothing where there are none.  `named`: with the speerpunt that all are in before it ("Afval: …").  Of `d` only
 * the changes are looked at. */
void message_summarise(struct str *out, const struct diff *d, bool named, int cols);

/* The whole message (DESIGN.md): a first line of at most 72 columns, the reason, the full list where the first line
 * could not hold it, and the trailers Plan, Speerpunt and Veld. */
void message_make(struct str *out, const struct diff *d, const char *plan, const char *reason);
/* Adds to a message of message_make the trailer that says why personal data is in it (Toch-bewaren). */
void message_add_kept(struct str *message, const char *why);
/* The message for what happens to a plan as a whole.  `d` is the plan (NULL: it can't be
 * read), `name` what it is called from then on. */
enum plan_event { PLAN_MADE, PLAN_RENAMED, PLAN_REMOVED, PLAN_RESTORED };
void message_plan(struct str *out, enum plan_event what, const struct doc *d, const char *name, const char *reason);

/* The reason in a message as message_make writes it; false where it holds none. */
bool message_reason(struct str *out, const char *message);

#endif
