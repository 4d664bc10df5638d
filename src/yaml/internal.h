/* Shared by the files of src/yaml alone. */
#ifndef YAML_INTERNAL_H
#define YAML_INTERNAL_H

#include "base/arena.h"
#include "yaml/doc.h"

#include <yaml.h>

/* A document with what nobody else needs to see. */
struct doc_whole {
	struct doc doc; /* first: a struct doc * is one of these */
	unsigned references;
	struct arena arena;
	char *bytes;
};

/* gate.c: what is refused before libyaml sees a byte. */
MUST_USE enum code gate_bytes(const char *bytes, size_t len, struct err *e);
/* gate.c: libyaml's refusal, as a Dutch sentence. */
enum code gate_refused(const yaml_parser_t *parser, const char *bytes, size_t len, struct err *e);
/* gate.c: what libyaml lets through and FORMAT.md does not. */
MUST_USE enum code gate_event(const yaml_event_t *event, const char *bytes, size_t len, size_t at, struct err *e);
/* The 1-based line and column (in characters) of byte `at`. */
void place_of(const char *bytes, size_t len, size_t at, int *line, int *column);
/* `return gate_at(…)`: an ERR_UNREADABLE for the place of byte `at`. */
enum code gate_at(struct err *e, const char *bytes, size_t len, size_t at, const char *sentence);

/* The byte a mark of libyaml stands for: its index counts code points and skips the BOM.  Marks come nearly in
 * order, so the table holds one offset for every 64 code points. */
struct marks {
	const char *bytes;
	size_t len;
	size_t *offsets, count;
};
void marks_init(struct marks *m, const char *bytes, size_t len);
size_t marks_byte(const struct marks *m, size_t index);
void marks_clear(struct marks *m);

/* layout.c: gives every node its entry, its column and the comments that belong to it.
 * ERR_UNREADABLE for a complex key ('? …'), which libyaml does not tell apart. */
MUST_USE enum code layout_document(struct doc *d, struct err *e);

/* The start of the line that byte `at` is in; the byte behind the end of that line (behind its LF). */
size_t line_start(const char *bytes, size_t at);
size_t line_end(const char *bytes, size_t len, size_t at);

#endif
