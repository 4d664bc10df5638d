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
	char *parts;              /* owned */
	size_t len;
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
	uint32_t rank;   /* among those of one moment */
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
	/* while walking */
	struct store_words plans, people;   /* of an index in the making; else those of `index` count */
	struct order *order;                /* of all versions that were walked */
	VEC(struct fresh) fresh;            /* newest first; `more` of the touches is owned */
	struct store_ids known;             /* versions that the index has, once it pays to have them as a set */
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
	VEC(uint32_t) loaded;               /* plans whose parts were looked up */
	bool done, restarted;
};

/* versions_order.c: the order in which versions went on record, whatever the clocks said: what a version came from is before it. */
struct order *order_new(void);
void order_free(struct order *o);
/* A version of the walk with the numbers of what it came from; `fixed`: the index has it, on record since `time`. */
void order_add(struct order *o, const struct store_graph *g, const struct store_commit *c, bool fixed, int64_t time);
/* Since when the newest is; no earlier than `least`. */
int64_t order_newest(const struct order *o, int64_t least);
/* Puts them oldest first, and fills in since when they are on record. */
void order_sort(struct order *o, struct fresh *p, size_t count);

struct store_words *versions_plans(struct store_versions *v);
struct store_words *versions_people(struct store_versions *v);

/* versions_walk.c: looks at `budget` versions of the record at most; at the end there is an index, where there can be one. */
int versions_walk(struct store_versions *v, int budget);

/* versions_pick.c: is this one of ours?  Names that the plan had before count from here on; `place` is that of its row. */
bool versions_take(struct store_versions *v, const struct store_touch *t, size_t place);
/* All rows from the index, in their order. */
void versions_pick(struct store_versions *v);

#endif
