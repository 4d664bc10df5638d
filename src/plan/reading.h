/* A plan as a document to read from top to bottom: headings, paragraphs, lists, tables and time lines, in the order in
 * which people read them.  Made by one walk over the schema and the plan; the screen, Markdown and HTML each say how a
 * block looks.  Leaves out what is absent, ids and the version of the format; what the schema does not know comes at
 * the end of what it stands in.  Texts come from the file as they are: clean them before they are drawn or printed. */
#ifndef PLAN_READING_H
#define PLAN_READING_H

#include "plan/schema.h"

enum block_kind {
	BLOCK_TITLE,     /* of the document: the first block */
	BLOCK_HEADING,
	BLOCK_PARAGRAPH,
	BLOCK_ITEM,      /* of a list: `text`, and in a few words what else is known of it, `note` */
	BLOCK_PAIR,      /* `label` and `text` */
	BLOCK_TABLE,
	BLOCK_PHASES,    /* a time line */
	BLOCK_CHANGE     /* what became of a text: `label`, and `text` that stood there as `was`; never in a plan */
};

enum { QUADRANTS = 4, HEADING_DEEPEST = 5 };

struct table {
	size_t columns, rows;
	const char **heads;  /* borrowed, as labels of the schema are */
	bool *right;         /* figures that stand one below the other */
	char **cells;        /* row by row; "" where there is nothing */
	bool total;          /* the last row adds up the others */
};

struct phase {
	char *name, *when, *note; /* "" where there is nothing */
	int from, to;             /* months (date_months); -1: not known */
	bool lasting;             /* goes on without an end */
};
struct phases {
	struct phase *p;
	size_t count;
	int first, months;        /* that all of them together take; 0 months: none is known */
};

struct block {
	enum block_kind kind;
	int level;                /* of a heading: 1 for a part of the plan … HEADING_DEEPEST; else how many items it stands below */
	size_t number;            /* of an item, from 1; 0: not numbered */
	int quadrant;             /* of the SWOT it is in, 1 … QUADRANTS in the order of the schema; 0: none */
	char *label, *text, *note; /* text: may have lines; "" where a block has none.  note: NULL where there is none */
	char *was;                /* of a change; "" where it is new */
	struct table *table;
	struct phases *phases;
	const struct node *node;  /* what it is of: path_of gives its path */
};

struct reading {
	struct doc *doc;          /* a reference: the blocks borrow its nodes */
	struct block *p;
	size_t count, room;
};

/* `out` is empty ({0}) or of an earlier document, which goes. */
void reading_build(struct reading *out, const struct doc *d);
void reading_clear(struct reading *r);

/* Is the phase going on in piece `piece` of the `pieces` that the time line is cut into? */
bool phases_fill(const struct phases *all, size_t phase, int piece, int pieces);

#endif
