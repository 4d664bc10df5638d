/* Shared by the files of the versions alone. */
#ifndef STORE_VERSIONS_INTERNAL_H
#define STORE_VERSIONS_INTERNAL_H

#include "store/blobs.h"
#include "store/index_parts.h"
#include "store/touch.h"

struct version {
	struct store_touch t;     /* `more` owned */
	size_t place;             /* of its row in the index; while walking from nothing 0 */
	size_t nth;               /* of all that touched that plan, from the oldest; where not counted yet: no matter */
	bool known;               /* what follows is */
	bool readable;
	const char *parts;
	size_t len;
	char *own;                /* `parts`, where it was found out here; else that is borrowed from `loaded` */
	size_t newer;             /* the next row (from 1) that is about the same plan; 0: none */
};

/* The names that a plan goes by, from the newest version back. */
struct name {
	uint32_t plan;
	size_t place;             /* the row that made it one of ours; 0: it is what was asked for */
	bool ended;               /* what is older under that name is another plan */
};
struct names {
	struct name *p;
	size_t count, room;
};

/* What the walk found. */
struct fresh {
	struct store_touch touch;
	uint32_t number; /* of its version, as it was found */
	size_t place;    /* among what was found */
};

struct store_versions {
	struct store *s;
	git_odb *odb;
	char *name;               /* NULL: all plans */
	struct store_index *index;/* NULL: none yet */
	struct store_graph *graph;/* NULL: there is nothing to walk (any more) */
	struct store_touch_reader *reader;
	struct store_blobs *blobs;
	git_oid tip;
	struct store_ids shallow;
	/* while walking */
	git_oid from;                       /* where the index ended as the walk set out */
	struct store_words plans, people;   /* of what was found */
	struct order *order;                /* of all versions that were walked */
	VEC(struct fresh) fresh;            /* newest first; `more` of the touches is owned */
	struct store_ids known;             /* versions that the index has, once it pays to have them as a set … */
	VEC(int64_t) known_order;           /* … and when they went on record, by their number in that */
	size_t walked;
	bool met;                           /* the walk came by the index's own newest version */
	struct names names;
	struct store_short renamed_in;      /* the version in which the plan got the last of them */
	/* the answer */
	VEC(struct version) rows;
	struct {
		size_t *p;                  /* for each plan how many versions there are of it in the index */
		size_t count;
	} totals;
	struct kept {
		size_t oldest;              /* its oldest row (from 1); 0: none */
		bool looked_up;
		struct store_part_rows parts;
	} *kept;                            /* of each plan what was kept; NULL as long as nobody asked */
	bool done, restarted;
};

/* versions_order.c: the order in which versions went on record, whatever the clocks said: what a version came from is before it. */
struct order *order_new(void);
void order_free(struct order *o);
/* A version of the walk with the numbers of what it came from; `fixed`: the index has it, and it went on record at `time`. */
void order_add(struct order *o, const struct store_graph *g, const struct store_commit *c, bool fixed, int64_t time);
/* When the newest did; `least` at least. */
int64_t order_newest(const struct order *o, int64_t least);
/* Puts them oldest first, and fills in when they went on record. */
void order_sort(struct order *o, struct fresh *p, size_t count);

/* versions.c: around what reads the record.  End makes the sentence of what went wrong. */
void versions_begin(const struct store_versions *v);
MUST_USE enum code versions_end(const struct store_versions *v, int rc, struct err *e);

/* versions_parts.c: what row `i` is compared with: before it, or what was before that could be read. */
int versions_base(struct store_versions *v, size_t i, struct store_short *base);
void versions_forget_parts(struct store_versions *v);

struct store_words *versions_plans(struct store_versions *v);
struct store_words *versions_people(struct store_versions *v);

/* versions_walk.c: begins at the newest version, to where the index ends. */
int versions_set_out(struct store_versions *v);
/* Looks at `budget` versions of the record at most; at the end there is an index, where there can be one. */
int versions_walk(struct store_versions *v, int budget);

/* versions_pick.c: is this one of ours?  Names that the plan had before count from here on; `place` is that of its row. */
bool versions_take(struct store_versions *v, const struct store_touch *t, size_t place);
/* All rows from the index, in their order. */
void versions_pick(struct store_versions *v);

#endif
