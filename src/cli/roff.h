/* Text as roff source for a manual page, for the macros of man(7).  Whatever stands in a text, it is text: no request, no
 * escape, and a quote or a hyphen comes out as the one that can be typed. */
#ifndef CLI_ROFF_H
#define CLI_ROFF_H

#include "base/str.h"

/* Appends `text`, escaped, on the line that is being written; a line end becomes a blank. */
void roff_add(struct str *out, const char *text);
/* Appends a line `.NAME "text"`; `text` may be NULL. */
void roff_macro(struct str *out, const char *name, const char *text);
/* Appends paragraphs (a line each), one below the other in the indentation there is. */
void roff_paragraphs(struct str *out, const char *text);
/* Appends what a name (bold) is, with `rest` (italic; NULL: nothing) behind it, hanging: the text follows. */
void roff_tag(struct str *out, const char *name, const char *rest);

#endif
