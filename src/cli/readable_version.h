/* A version of a history, as text to read. */
#ifndef CLI_READABLE_VERSION_H
#define CLI_READABLE_VERSION_H

#include "session/history.h"

/* What a history is of, and which version of it this is: for the words around it. */
struct version_place {
	const char *plan;      /* NULL: all plans */
	const char *path;      /* in it; "": the whole */
	size_t number, total;  /* 0: not known */
};

/* Appends who, when, why, and what changed. */
void readable_version(struct str *out, const struct version_place *at, const struct history_row *row, const struct history_detail *d);
/* Appends it on one line: what changed by the names of the fields alone, so that no plan has to be read. */
void readable_version_line(struct str *out, const struct version_place *at, const struct history_row *row);

#endif
