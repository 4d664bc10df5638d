/* Inside src/plan only: the walk (reading.c), the parts that read in a way of their own (reading_parts.c) and the lists of
 * records (reading_records.c). */
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
/* The same, below a heading that says so; nothing where there are none. */
void reading_add_other(struct walk *w, int level, const struct field *parent, const struct node *map);
char *reading_value(const struct node *scalar);
void reading_add_texts(struct walk *w, const struct node *list, bool numbered);
/* All fields of a record (`parent` NULL: of the plan), each that has one below a heading of this level. */
void reading_add_fields(struct walk *w, int level, const struct field *parent, const struct node *record);

/* reading_parts.c: each below its own heading; `f` is its field. */
void reading_add_analyse(struct walk *w, const struct field *f, const struct node *list);
void reading_add_speerpunten(struct walk *w, const struct field *f, const struct node *list);
void reading_add_progress(struct walk *w, const struct node *speerpunt);
void reading_add_toets(struct walk *w, const struct field *f, const struct node *n);
void reading_add_swot(struct walk *w, const struct field *f, const struct node *n);

/* A list of records, below the heading that it has already; `level` is that of headings in it. */
void reading_add_records(struct walk *w, int level, const struct field *f, const struct node *list, bool numbered);

#endif
