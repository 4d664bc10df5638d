/* Comments and blank lines, as what belongs to an entry (layout.c says which do). */
#ifndef YAML_NOTES_H
#define YAML_NOTES_H

#include "base/str.h"
#include "yaml/doc.h"

enum note {
	NOTE_ABOVE,  /* lines above it; of the root: the header of the file */
	NOTE_BEHIND, /* the comment on its own line, with the blanks before it */
	NOTE_BELOW,  /* deeper lines below it; of the root: what ends the file */
	NOTES
};

/* Appends a note: lines without indentation, an LF behind each; NOTE_BEHIND without a line end.  What stands inside
 * brackets has none. */
void node_note(struct str *out, const struct doc *d, const struct node *n, enum note which);

/* For the writer.  Where the comment on an entry's line stands (`head`: behind its colon or dash); that comment with the
 * blanks before it; where the lines of its value end. */
size_t note_place(const struct doc *d, const struct node *n, size_t head);
struct str note_line(const struct doc *d, size_t at);
size_t note_content_end(const struct doc *d, const struct node *n);
bool node_is_block_text(const struct node *n);

#endif
