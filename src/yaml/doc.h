/* A YAML document as a value: its bytes, which are the truth, and a tree of nodes that knows
 * which bytes each node stands in.  A document never changes; edits make new ones (tree.h).
 * Knows YAML as plan files may hold it (FORMAT.md, 'Unreadable'); knows no plans. */
#ifndef YAML_DOC_H
#define YAML_DOC_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	DOC_MAX_BYTES = 1024 * 1024,
	DOC_MAX_DEPTH = 32,
	DOC_MAX_NODES = 50000
};

enum node_kind { NODE_SCALAR, NODE_MAP, NODE_LIST };

enum node_style {
	STYLE_PLAIN, STYLE_SINGLE, STYLE_DOUBLE, STYLE_LITERAL, STYLE_FOLDED, /* scalars */
	STYLE_BLOCK, STYLE_FLOW                                              /* maps and lists */
};

/* All places are byte offsets in the document.  An entry is a key with its value or a list item
 * with its dash.  The entries of a block collection lie end to end: each owns the comment and blank lines
 * above it that stand no deeper than the collection, and the deeper ones below it (MERGE.md 2.1). */
struct node {
	enum node_kind kind;
	enum node_style style;
	unsigned id;             /* 0 … doc->count-1, in the order of the file */
	size_t start, end;       /* the value, without trailing blank lines or comment */
	const char *text;        /* scalar: its value, NUL behind it */
	size_t len;
	const char *key;         /* in a mapping: the key's text; NULL in a list and at the root */
	size_t key_len, key_start, key_end;
	const struct node *parent;
	struct node **items;     /* children, `count` of them */
	size_t count, index;     /* index: place in the parent */
	size_t entry_start;      /* the entry with what stands above it; at a line start, but for … */
	bool inline_first;       /* … the first entry behind a dash ("- key: …"): then entry_start == body */
	size_t body;             /* the key or the dash */
	size_t entry_end;        /* behind the line end of its last line */
	size_t column;           /* block collections: the column of its entries; block texts: of its lines, 0 where it has none */
};

struct doc {
	const char *bytes;
	size_t len;
	const struct node *root; /* a mapping */
	struct node **nodes;     /* all, by id */
	size_t count;
	bool bom, crlf;          /* begins with a byte order mark; lines end in CR LF */
};

/* Reads `bytes` (copied).  ERR_UNREADABLE, with line, column and a sentence, for all that FORMAT.md
 * calls unreadable. */
MUST_USE enum code doc_parse(struct doc **out, const char *bytes, size_t len, struct err *e);
struct doc *doc_ref(const struct doc *d);
void doc_free(struct doc *d); /* gives up one reference */

bool doc_same_bytes(const struct doc *a, const struct doc *b);
void doc_place(const struct doc *d, size_t at, int *line, int *column);

const struct node *node_get(const struct node *map, const char *key); /* NULL where absent or no mapping */
bool node_key_is(const struct node *n, const char *key);
bool node_is_text(const struct node *n, const char *text); /* a scalar with this value? */
/* Absent as FORMAT.md means it: NULL, or a key with nothing behind it (written so: `wijk:`). */
bool node_is_absent(const struct node *n);
/* Same kind, keys, order and texts, all the way down? */
bool node_equal(const struct node *a, const struct node *b);

#endif
