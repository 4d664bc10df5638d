/* What a record says, for a line or for the cells of a table: dates joined, a figure with its unit, a yes as its label.
 * Knows the schema and a document; texts come from the file as they are: clean them before they are drawn or printed. */
#ifndef PLAN_RECORD_H
#define PLAN_RECORD_H

#include "base/str.h"
#include "plan/schema.h"

/* Appends what `f` and the fields behind it that belong to it say together ("ongeveer 44 %", "okt 2018 – dec 2018",
 * "Wijkagent, politie"): nothing where they are absent or no texts.  Gives the field that is next, NULL behind the last:
 *	for (f = schema_first(list); f; f = record_say_field(&s, f, record)) */
const struct field *record_say_field(struct str *out, const struct field *f, const struct node *record);
/* Appends all of it on one line, " · " between: a mapping's texts in the order of the schema, but for an id; a "nee" goes
 * without saying.  `parent` is the field whose fields these are. */
void record_say(struct str *out, const struct field *parent, const struct node *record);
/* Is it "van", with "tot" behind it: the two ends of one period? */
bool record_is_period(const struct field *van);
/* The text of a field of a record, NULL where it is absent, empty or no text. */
const struct node *record_text(const struct node *record, const struct field *f);

#endif
