/* A plan as its makers see it, for tests of merging: every field, item, sentence and word has an identity (uid) of its
 * own, which the merge never sees.  Two versions that share uids can be merged with certainty (truth.h). */
#ifndef TESTS_MERGE_MODEL_H
#define TESTS_MERGE_MODEL_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "yaml/doc.h"

struct field;

enum thing_kind {
	THING_WORD,
	THING_ATOM,      /* a value that is written as a whole: a line, a choice, a number, a month */
	THING_SENTENCE,  /* of words */
	THING_PARAGRAPH, /* of sentences */
	THING_TEXT,      /* of paragraphs: prose, or one item of a list of texts */
	THING_MAP,
	THING_LIST
};

struct thing {
	enum thing_kind kind;
	unsigned uid;
	const char *key;            /* in a map; else NULL */
	const struct field *field;  /* in the schema: of the key, or of the list that it is an item of; NULL: unknown */
	const char *text;           /* a word, an atom */
	const char *above, *behind; /* comments, without their sign; NULL */
	struct thing *parent, **items;
	size_t count, room;
};

/* What all versions of one plan share; owns their memory. */
struct world {
	struct arena arena;
	unsigned long long random;
	unsigned uids;
	unsigned fresh_next;
	VEC(const char *) fresh; /* the words that were made once: none contains another, no base has them but once */
};

/* One version. */
struct model {
	struct thing *root;
	struct thing **by_uid; /* NULL where it is not in this version */
	unsigned room;
};

unsigned roll(struct world *w, unsigned below); /* 0 … below-1 */
bool chance(struct world *w, unsigned percent);
void world_clear(struct world *w);

struct thing *thing_new(struct world *w, enum thing_kind kind);
struct thing *thing_word(struct world *w, const char *text);
struct thing *thing_atom(struct world *w, const char *text);
void thing_insert(struct world *w, struct thing *parent, size_t at, struct thing *item);
void thing_remove(struct thing *t);
size_t thing_index(const struct thing *t);
struct thing *thing_get(const struct thing *map, const char *key);
struct thing *thing_by_uid(const struct thing *among, unsigned uid); /* among its items */
struct thing *thing_copy(struct world *w, const struct thing *t);    /* the same uids */

struct model model_copy(struct world *w, const struct thing *root);
struct thing *model_find(const struct model *m, unsigned uid);

/* Same content?  Comments count where `comments`, the order of the items of a list where `order`. */
bool thing_equal(const struct thing *a, const struct thing *b, bool comments, bool order);
/* The words of all texts below, a blank between. */
void thing_words(struct str *out, const struct thing *t);
/* How much of the words of `a` are in `b` and the other way round: 0 … 1 (Dice). */
double thing_likeness(const struct thing *a, const struct thing *b);

/* Content on one line, so that versions can be compared with strcmp: texts with single blanks, "¶" between paragraphs.
 * `sorted`: the items of lists and maps and the sentences of a text in the order of their bytes. */
void canon_thing(struct str *out, const struct thing *t, bool sorted);
void canon_node(struct str *out, const struct node *n, bool sorted);

#endif
