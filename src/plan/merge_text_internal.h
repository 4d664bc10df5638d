/* Shared by the files of merge_text alone: three versions of a text as rows of words and signs. */
#ifndef PLAN_MERGE_TEXT_INTERNAL_H
#define PLAN_MERGE_TEXT_INTERNAL_H

#include "plan/align.h"
#include "plan/merge_text.h"

#include "base/vec.h"

enum { BASE, OURS, THEIRS, SIDES };
enum { ABSENT = -2, START = -1 }; /* of a token in a side; START stands before its first */

struct range {
	size_t from, to;
};

struct token {
	size_t start, end; /* bytes */
	bool word;         /* holds more than signs */
};

/* One version of the text. */
struct row {
	const char *text;
	size_t len;
	VEC(struct token) tokens;
	VEC(struct range) sentences; /* of tokens */
	uint32_t *numbers;           /* of tokens: the same for the same word in all three */
	uint32_t *sentence_numbers;  /* the same for the same sentence in all three */
	size_t highest;              /* … and one more than any of them */
};

/* One token of a result: where each version has it. */
struct cell {
	int in[SIDES];
	bool begins, ends; /* a stretch that one side put in the place of another */
};
struct cells {
	struct cell *p;
	size_t count, room;
};

struct texts {
	struct row rows[SIDES];
	int *sentence_in[SIDES];  /* of each sentence of base: its place in ours, in theirs; ALIGN_NONE */
	int *sentence_end[SIDES]; /* and behind its last part, where a side cut it in two */
	size_t *next_in[SIDES];   /* the place in that side of the first sentence, this or a later one, that is there; of none: behind all */
	bool *waits[SIDES];       /* what is new before it is merged later: new_before */
	bool *same_in[SIDES];     /* has that the same words? */
	int *twin_of_ours;        /* of each sentence of ours that is new: the same new one of theirs; ALIGN_NONE */
	bool *is_twin;            /* of each of theirs: is it that of one of ours? */
	struct cells out[SIDES];  /* the result with what is left to choose as each side has it */
	struct cells both;
	bool clean, joins;
};

/* merge_text_rows.c: cuts the three into words and sentences, and numbers the words of all: spellings that differ in how an
 * accent is written are one word. */
void text_cut(struct texts *m, const struct text_side sides[SIDES]);
/* The white space before token `i` (== count: behind the last), and its line ends. */
struct range text_gap(const struct row *r, size_t i);
size_t text_count_lines(const struct row *r, struct range gap);

/* merge_text_pair.c: which sentence is which. */
void text_pair(struct texts *m);
/* Did a side put a sentence in another place?  Then no part of the text is a place by itself. */
bool text_has_moved(const struct texts *m);
/* How alike sentence `i` of one row and the sentences [from, to) of another are, by their words: 0 … 1. */
double text_likeness(const struct row *a, size_t i, const struct row *b, size_t from, size_t to);

/* merge_text_render.c: back to a text. */
void text_render(struct str *out, const struct texts *m, const struct cells *cells);

#endif
