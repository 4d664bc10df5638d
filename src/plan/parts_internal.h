/* Shared by parts*.c alone. */
#ifndef PLAN_PARTS_INTERNAL_H
#define PLAN_PARTS_INTERNAL_H

#include "base/vec.h"
#include "plan/parts.h"

#include <stdint.h>

enum part_kind {
	PART_KEY,       /* a key of the plan; 'speerpunten' is one, its speerpunten follow it */
	PART_SPEERPUNT, /* its keys follow it */
	PART_FIELD      /* a key of a speerpunt */
};

struct part {
	enum part_kind kind;
	const char *name;        /* the key, or the id of a speerpunt */
	size_t len;
	size_t above;            /* PART_FIELD: the index of its speerpunt */
	uint64_t hash;           /* of kind, name and what is above */
	const struct node *node; /* cut from a document: its value */
	size_t start, end;       /* cut by lines: from the key to the line of the next; of 'speerpunten' up to its first item */
	size_t column;           /*   and the column of the key */
};

/* In the order of the file, to be found by name. */
struct part_list {
	VEC(struct part) parts;
	unsigned *slots; /* index + 1; 0: free */
	size_t mask;
};

/* Room to find `most` parts by their names; then each is put in, a speerpunt before its keys.  False where that name is there already. */
void part_list_open(struct part_list *list, size_t most);
bool part_list_put(struct part_list *list, size_t index);
void part_list_clear(struct part_list *list);
/* The part of `list` that has the name of part `p` of `other`; NULL. */
const struct part *part_find(const struct part_list *list, const struct part_list *other, const struct part *p);

/* parts_scan.c */
struct part_scan {
	struct part_list list;
	size_t head; /* what comes before the first key: comments */
	size_t dash; /* the column of the dashes of the speerpunten */
};
/* Cuts by lines.  False where the file is not in the usual shape. */
bool parts_scan(struct part_scan *out, const char *bytes, size_t len);

struct parts {
	const char *bytes; /* NULL: there is no such file */
	size_t len;
	bool usual, readable, unreadable; /* neither of the last two: not known yet */
	struct part_scan scan;            /* where `usual` */
	struct doc *doc;                  /* NULL as long as it wasn't needed */
	struct part_list nodes;           /* the parts in it */
};

/* parts.c: appends a sign and the path of a part, with a NUL behind them. */
void parts_add_path(struct str *out, enum part_sign sign, const struct part_list *list, const struct part *p);

#endif
