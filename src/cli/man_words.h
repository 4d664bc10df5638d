/* What the manual page says besides what the tables of the program hold.  The page is Dutch always, so these texts are
 * not looked up in another language. */
#ifndef CLI_MAN_WORDS_H
#define CLI_MAN_WORDS_H

#include "plan/schema.h"

struct told {
	const char *name, *text;
};
struct man_section {
	const char *title;
	const struct told *rows; /* end with a NULL name */
};

extern const char man_description[], man_fields[], man_keys[];
extern const struct man_section man_sections[]; /* between the options and the fields; ends with a NULL title */
extern const struct told man_examples[];        /* a command, and what it does */
/* What may stand in a field of this kind, without a full stop. */
const char *man_kind(enum field_kind kind);

#endif
