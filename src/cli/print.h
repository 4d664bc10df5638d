/* Text for people: cleaned, wrapped at 80 columns.  Everything that the commands write passes here or json.c. */
#ifndef CLI_PRINT_H
#define CLI_PRINT_H

#include "base/err.h"
#include "base/str.h"

#include <stddef.h>

enum { PRINT_COLUMNS = 80 };

/* Appends a text, cleaned; on one line, or on as many as it has. */
void print_line(struct str *out, const char *text);
void print_lines(struct str *out, const char *text, size_t len);
/* Appends a text cleaned and wrapped, with a line end behind it.  The first line goes on behind what stands on this one
 * (`used` columns); the lines below it are indented by `indent`. */
void print_wrapped(struct str *out, const char *text, size_t len, size_t used, size_t indent);
/* Appends a text in a column: cut where it is wider, filled up with spaces where it is not. */
void print_cell(struct str *out, const char *text, int columns);
/* Appends a name and, from `column` on and wrapped there, what it is; below the name where that is wider. */
void print_entry(struct str *out, const char *name, size_t column, const char *text);

/* Writes data on stdout and empties it.  ERR_IO where that can't be done. */
MUST_USE enum code print_flush(struct str *data, struct err *e);
/* One line on stderr, cleaned: "buurtplan: sentence", or with the place where it has one
 * "buurtplan: about:line:column: sentence". */
void print_error(const char *about, const struct err *e);
/* The same without the program's name in front. */
void print_finding(const char *about, int line, int column, const char *sentence);
/* A line on stderr, cleaned. */
void print_talk(const char *sentence);
/* Lines on stderr that are clean already. */
void print_talk_lines(const struct str *lines);

#endif
