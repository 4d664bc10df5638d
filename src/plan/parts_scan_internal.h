/* Shared by parts_scan.c and parts_line.c alone: a plan that is gone through by its lines. */
#ifndef PLAN_PARTS_SCAN_INTERNAL_H
#define PLAN_PARTS_SCAN_INTERNAL_H

#include "plan/parts_internal.h"

#define SCAN_NONE (-1)

struct scan {
	const char *bytes, *end;
	const char *line, *text, *eol; /* this line, behind its indentation, its end */
	const char *next;
	int indent;                    /* of this line */
	int column;                    /* of the innermost key or dash so far: libyaml's own indent */
	bool plain;                    /* a plain text may go on, on a line deeper than `column` */
	bool speerpunten;              /* under that key */
	int dash, item;                /* the columns of its dashes and of this item's keys, or SCAN_NONE */
	size_t nodes;                  /* no more than these, so far */
	struct part_scan *out;
};

/* What a byte can be. */
enum {
	ENDS_FLOW = 1,  /* may end a plain text in brackets */
	NO_FLOW = 2,    /* no plain text in brackets that we want to know begins so */
	NO_PLAIN = 4,   /* no plain text begins so */
	MAYBE_PLAIN = 8, /* neither where a blank follows */
	KEY_CHAR = 16   /* of the keys that we cut at */
};
extern const unsigned char scan_classes[256];

static inline bool scan_is_of(char c, int wanted)
{
	return scan_classes[(unsigned char)c] & wanted;
}

/* The next line.  False where it ends in a CR. */
bool scan_read_line(struct scan *s);
/* What a line opens that is neither blank nor a comment: false where that is not closed on it, or anything is unusual. */
bool scan_line(struct scan *s);
const char *scan_skip_spaces(const char *p, const char *eol);
bool scan_is_dash(const char *p, const char *eol);
/* Nothing but blanks, or a comment that a blank parts from what is before it? */
bool scan_is_rest(const char *p, const char *eol);

#endif
