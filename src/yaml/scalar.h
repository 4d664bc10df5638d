/* How one text is written in YAML.  Our own writer: libyaml's gives up block style for a whole text
 * over one emoji, and folds (FACTS.md 1). */
#ifndef YAML_SCALAR_H
#define YAML_SCALAR_H

#include "base/str.h"
#include "yaml/doc.h"

/* Where it will stand. */
struct scalar_place {
	size_t indent;    /* column for the lines of a block text */
	size_t parent;    /* column of the entry it belongs to */
	bool flow;        /* inside [ ] or { } */
	bool typed;       /* meant as a number, a date, a yes/no: needs no quotes for that */
	const char *eol;  /* "\n" or "\r\n" */
};

/* A text as it is written, in two parts: what stands on the line of the key or dash, and for a block text the
 * lines below it (each with its indentation and line end), so that a comment can stand between. */
struct scalar_form {
	enum node_style style;
	struct str head, lines;
};

/* Writes `text` in `style` where that can hold it, else in the style FORMAT.md prescribes. */
void scalar_render(struct scalar_form *out, const char *text, size_t len, enum node_style style, const struct scalar_place *place);
void scalar_clear(struct scalar_form *form);

/* Would another reader of YAML (1.1 or 1.2) take this plain text for something else than a text? */
bool scalar_is_typed(const char *text, size_t len);

#endif
