/* Writes a tree as bytes, reusing the document's own wherever nothing was touched.  For src/yaml alone. */
#ifndef YAML_WRITE_H
#define YAML_WRITE_H

#include "base/str.h"
#include "yaml/tree.h"

struct writer {
	struct str *out;
	const struct doc *d;
	const char *eol;
	size_t step;        /* how deep a mapping stands under its key, in this file */
	size_t list_offset; /* how deep a list stands under its key: 0 or 2, mostly */
	size_t after_text;  /* a new block text ends here in `out`; 0: none yet */
};

/* `open_end`: without a line end behind the last line, as in the document. */
void write_tree(struct str *out, const struct doc *d, const struct branch *root, bool open_end);

/* write.c, for write_flow.c: the document's own bytes; a key as it must be quoted. */
void write_bytes(struct writer *w, size_t from, size_t to);
void write_key(struct writer *w, const char *key, bool flow);

/* write_flow.c: a collection between [ ] or { }. */
void write_flow(struct writer *w, const struct branch *b);

#endif
