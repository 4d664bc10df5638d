/* Shared by the files of the merge alone. */
#ifndef PLAN_MERGE_INTERNAL_H
#define PLAN_MERGE_INTERNAL_H

#include "plan/match.h"
#include "plan/merge.h"
#include "plan/spell.h"
#include "yaml/tree.h"

/* One place as each version has it; NULL: not there. */
struct trio {
	const struct node *base, *ours, *theirs;
};

/* Places of which the audit found that they can't be merged in part, by node id: each is decided as a whole. */
struct wide {
	bool *base, *ours, *theirs;
};

struct merging {
	struct doc *base, *ours, *theirs;       /* a reference to each; base NULL: none */
	struct match to_ours, to_theirs;        /* from base; as this merge sees it in the end */
	struct match found_ours, found_theirs;  /* and as it begins */
	struct tree *tree;                      /* of ours, to become the result */
	const struct answers *answers;
	const struct wide *wide;                /* NULL: nothing is */
	struct wide marks;
	struct merge *out;
	VEC(struct placed) places;              /* for each of out->choices */
	unsigned long long *ids;                /* a table of those that choices have; 0: free */
	size_t ids_size;
};

/* Where a choice stands in the result. */
struct placed {
	const struct branch *branch; /* NULL: not there */
	struct trio nodes;
};

/* What has become of one entry. */
struct outcome {
	struct branch *kept;  /* NULL: gone */
	struct branch *extra; /* an item of theirs beside it; mostly NULL */
};

/* merge_tree.c: theirs into the tree of ours. */
void merge_tree(struct merging *x);

/* merge_order.c: the entries of a collection. */
struct entry {
	struct trio n;
	bool whole; /* may be one item or two: decided as a whole */
	struct outcome out;
};
struct entries {
	struct entry *p;
	size_t count, room;
};
/* Fills `order` with the places of the entries that are kept, as they follow each other in the result (MERGE.md 2.5); gives their number.
 * `take`: whose order, where ours and theirs can't be combined; *contested: that was so. */
size_t merge_order(const struct entries *all, const struct node *ours, const struct node *theirs, enum take take, size_t *order, bool *contested);

/* merge_pair.c: which entries are one: fills `out` with all of a collection. */
void merge_pair(struct merging *x, struct trio n, struct entries *out);

/* merge_layout.c: comments, blank lines and how things are written. */
/* Written alike, with what stands above and below, but for indentation and line ends? */
bool merge_same_written(const struct doc *a, const struct node *x, const struct doc *b, const struct node *y);
/* The same for two values by themselves. */
bool merge_same_value(const struct doc *a, const struct node *x, const struct doc *b, const struct node *y);
/* Have two nodes of equal content the same comments? */
bool merge_same_comments(const struct doc *a, const struct node *x, const struct doc *b, const struct node *y);
/* Appends the comments of one entry, each with a line end; no blank lines. */
void merge_comments(struct str *out, const struct doc *d, const struct node *n);
/* The comments of theirs at this entry, into the branch of ours. */
void merge_notes(struct merging *x, struct trio n, struct branch *b);

/* merge_choice.c */
struct choice_texts {
	const struct str *base, *ours, *theirs; /* NULL: of the nodes themselves */
	const struct str *both;                 /* NULL: can't be joined */
	bool is_text;                           /* may be answered with a text */
};
/* Puts a choice in the list and gives the answer to it; TAKE_NONE: open.  `*text` gets that answer (its text is set for TAKE_TEXT). */
enum take merge_choose(struct merging *x, enum choice_kind kind, struct trio n, const struct choice_texts *texts, const struct branch *at,
                       const struct answer **given);
/* Appends a value as lines: a text itself, "key: text" for each field, "- text" for each item, with the comments in it. */
void merge_show(struct str *out, const struct doc *d, const struct node *n);
/* The paths and labels of the choices, once the result is there. */
void merge_label_choices(struct merging *x);

/* merge_file.c: nothing is merged: one choice for the whole file; out->bytes and out->doc are its answer. */
void merge_choose_file(struct merge *out, struct merge_bytes base, struct merge_bytes ours, struct merge_bytes theirs, const struct answers *answers,
                       const char *why);

/* merge_audit.c: does x->out, in which nothing is answered, hold what it must?  Goes by what stands in the four documents, not by what the merge did.  Marks in
 * `wide` what must be decided as a whole; gives false where there is such. */
bool merge_audit(const struct merging *x, struct wide *wide);
/* merge_audit_place.c: the same by place. */
bool merge_audit_places(const struct merging *x, struct wide *wide);

#endif
