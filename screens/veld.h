/* Editing the row of a plan that is chosen: asking for a text or a choice, adding, removing, moving.  All that is
 * asked here ends in one edit of the sitting; what is refused is said, and the text stays. */
#ifndef SCREENS_VELD_H
#define SCREENS_VELD_H

#include "screens/rows.h"
#include "screens/work.h"

bool veld_can_edit(const struct row *row);
bool veld_can_add(const struct row *row);    /* to the list it is in, or is */
bool veld_can_remove(const struct row *row); /* an item, or the text of a field */
bool veld_can_move(const struct row *row, int step);

void veld_edit(struct ui *ui, struct work *w, const struct row *row); /* veld_ask.c */
void veld_add(struct ui *ui, struct work *w, const struct row *row);
void veld_remove(struct ui *ui, struct work *w, const struct row *row);
void veld_move(struct ui *ui, struct work *w, const struct row *row, int step);

/* veld_ask.c: asks for a new item of the list at `path`, to come at `position` (from 1). */
void veld_ask_new(struct ui *ui, struct work *w, const char *path, size_t position, const struct field *list);
/* What stands under the text while it is typed: the id that a speerpunt or analysis part gets.  `ctx` is that of its question. */
void veld_hint(void *ctx, const char *text, size_t len, struct str *out);
/* Goes on with a text that was being typed at `path` (of a list: for a new item). */
void veld_restore(struct ui *ui, struct work *w, const char *path, const char *text, size_t len);

#endif
