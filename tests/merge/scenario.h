/* A base plan, what two people did to it, and the three files they have.  All follow from one number. */
#ifndef TESTS_MERGE_SCENARIO_H
#define TESTS_MERGE_SCENARIO_H

#include "tests/merge/model.h"

/* vocabulary.c */
const char *any_word(struct world *w);
const char *fresh_word(struct world *w, bool capital); /* made once in this world, and kept in w->fresh */
const char *text_of(struct world *w, const char *fmt, ...) PRINTF(2, 3);

/* generate.c: `fresh` gives a new text a word of its own, by which it can be found back */
struct thing *make_sentence(struct world *w, unsigned words, bool ends, bool fresh);
struct thing *make_paragraph(struct world *w, unsigned sentences, bool fresh);
struct thing *make_value(struct world *w, const struct field *f, unsigned percent, bool fresh);
struct thing *make_item(struct world *w, const struct field *list, unsigned percent, bool fresh);
struct thing *make_plan(struct world *w, unsigned percent, unsigned speerpunten); /* percent: how much of what may be there is */

/* read.c: a model of a real plan */
struct thing *read_plan(struct world *w, const struct doc *d);

/* How somebody writes YAML.  What has the same uid and content is written alike by the same hand. */
struct hand {
	unsigned long long salt;
	unsigned indent, wrap; /* wrap: the column at which literal text is broken; 0: not at all */
	unsigned fancy;        /* percent of texts in other styles than plain and literal */
	bool flush;            /* dashes in the column of their key */
	bool crlf, bom, no_end;
};
struct hand hand_any(struct world *w);
struct hand hand_plain(void);
bool hand_same(const struct hand *a, const struct hand *b);
void print_plan(struct str *out, const struct thing *root, const struct hand *hand);

/* One thing that somebody did. */
enum op_kind { OP_TEXT, OP_INSERT, OP_DELETE, OP_MOVE, OP_CONTENT, OP_WRAP, OP_ABOVE, OP_BEHIND };
struct op {
	enum op_kind kind;
	unsigned target, after;    /* uids; INSERT: target is where; after 0: at the start */
	const char *text;
	struct thing *thing;       /* INSERT, CONTENT, WRAP */
};
struct ops {
	struct op *p;
	size_t count, room;
};
void op_apply(struct world *w, struct model *m, const struct op *op); /* nothing where its target is gone */
/* Appends what some edit would do to `m`, one or two ops, and does it; `near`: at the same place as one of these, maybe. */
void edit_any(struct world *w, struct model *m, struct ops *out, const struct ops *near);
void op_describe(struct str *out, const struct op *op);

enum { OURS, THEIRS, SIDES };
struct scenario {
	struct world world;
	unsigned long long seed;
	unsigned least, most;      /* edits a side */
	struct thing *base;
	struct ops ops[SIDES];
	struct model model[SIDES];
	struct hand hands[SIDES + 1]; /* of the sides; of the base last */
	struct str bytes[SIDES + 1];
};
enum { BASE = SIDES };

/* Where a scenario's base comes from and how large it is. */
enum scale {
	SCALE_SMALL,  /* about 1 kB */
	SCALE_MEDIUM, /* 9 */
	SCALE_LARGE,  /* 20 */
	SCALE_LARGER, /* 57 */
	SCALE_HUGE,   /* 130 */
	SCALE_REAL,   /* one of scenario_plans */
	SCALE_ANY     /* most often small */
};
void scenario_make(struct scenario *s, unsigned long long seed, unsigned least, unsigned most, enum scale scale);
void scenario_replay(struct scenario *s); /* the models and bytes again, from the base and the ops */
void scenario_clear(struct scenario *s);
void scenario_plans(const struct doc *const plans[], size_t count); /* what SCALE_REAL takes from */

#endif
