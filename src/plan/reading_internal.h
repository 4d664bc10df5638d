/* Inside src/plan only: the walk (reading.c) and the lists of records in it (reading_records.c). */
#ifndef PLAN_READING_INTERNAL_H
#define PLAN_READING_INTERNAL_H

#include "plan/reading.h"

#include "base/vec.h"

struct walk {
	struct reading *out;
	int quadrant;
};

/* Adds a block; `take` (may be NULL) is its text. */
struct block *reading_add(struct walk *w, enum block_kind kind, int level, const struct node *n, char *take);
void reading_add_heading(struct walk *w, int level, const struct node *n, const char *text);
void reading_add_paragraphs(struct walk *w, int level, const struct node *prose);
void reading_add_pair(struct walk *w, int level, const struct node *n, const char *label, char *take);
/* The keys of a mapping that the schema does not know or that have another shape; `level` items deep. */
void reading_add_unknown(struct walk *w, int level, const struct field *parent, const struct node *map);
bool reading_has_unknown(const struct field *parent, const struct node *map);
/* One node with all that is below it, as it is. */
void reading_add_strange(struct walk *w, int level, const struct node *n, const char *label);
char *reading_value(const struct node *scalar);

/* A list of records, below the heading that it has already; `level` is that of headings in it. */
void reading_add_records(struct walk *w, int level, const struct field *f, const struct node *list, bool numbered);

#endif
