/* Values, records and whole sections of a plan as one calm line.  Knows the schema and a document; draws nothing.
 * What is appended comes from the file: draw_* cleans it. */
#ifndef SCREENS_SHOW_H
#define SCREENS_SHOW_H

#include "base/str.h"
#include "plan/schema.h"

/* A record of a list: its texts in the order of the schema, dates joined, a yes as its label.  Of a record with an
 * id only the name and the beginning of its text. */
void show_record(struct str *out, const struct node *item);
/* A field of the plan, whatever its kind, in the fewest words that say what is in it; nothing where it is absent. */
void show_summary(struct str *out, const struct field *f, const struct node *n);
/* How far a record is, by the first choice in it: a sign of one column, a blank where nothing is chosen yet, or ""
 * where its kind has no such choice. */
const char *show_sign(const struct node *item);
/* Where a record is, for a heading: "Speerpunt 2 · Afval › Activiteit 3"; nothing for the plan itself. */
void show_place(struct str *out, const struct doc *d, const char *path);
void show_node_place(struct str *out, const struct node *n);
void show_node_place_within(struct str *out, const struct node *n); /* without the speerpunt that it is in */
/* Any value as text: a list an item a line, a record as above. */
void show_node(struct str *out, const struct node *n);

/* The bytes of the whole words that fit in `columns`, without what is blank after them; all of `len` where it fits. */
size_t show_fit_words(const char *text, size_t len, int columns);

#endif
