/* Writes a tree as bytes, reusing the document's own wherever nothing was touched.  For src/yaml alone. */
#ifndef YAML_WRITE_H
#define YAML_WRITE_H

#include "base/str.h"
#include "yaml/tree.h"

/* `open_end`: without a line end behind the last line, as in the document. */
void write_tree(struct str *out, const struct doc *d, const struct branch *root, bool open_end);

#endif
