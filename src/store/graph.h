/* The versions of the record one by one, newest first, each but once.  Inside src/store only. */
#ifndef STORE_GRAPH_H
#define STORE_GRAPH_H

#include "store/internal.h"

/* One version, read by ourselves: libgit2's own reader costs as much as all the rest of a walk. */
struct store_commit {
	git_oid id, tree;
	git_oid *parents;
	size_t parent_count;
	int64_t time;              /* when it was put on record: the order of the walk */
	const char *name, *address; /* of the author, as written, without a NUL … */
	size_t name_len, address_len;
	struct moment when;        /* … and when that was written */
	const char *message;       /* with a NUL behind it */
	git_odb_object *raw;       /* what the texts are borrowed from */
	uint32_t number;           /* which it was to be found, from 0; store_graph_number of its id */
};
/* GIT_ERROR where it is damaged, or no version. */
int store_commit_read(struct store_commit *out, git_odb *odb, const git_oid *id);
void store_commit_clear(struct store_commit *c);

struct store_graph;
struct store_ids;
/* Begins at `tip`; of versions in `shallow` (borrowed) that they came from something doesn't count. */
int store_graph_open(struct store_graph **out, git_odb *odb, const git_oid *tip, const struct store_ids *shallow);
void store_graph_free(struct store_graph *g);
/* The next one, `*out` borrowed until the call after.  GIT_ITEROVER: there are no more. */
int store_graph_next(struct store_graph *g, const struct store_commit **out);
/* The walk goes on to what the last one came from, or does not. */
int store_graph_go_on(struct store_graph *g);
/* How many were found, and which one this was; it must have been found. */
uint32_t store_graph_found(const struct store_graph *g);
uint32_t store_graph_number(const struct store_graph *g, const git_oid *id);
/* A version that was read on the way, or NULL. */
const struct store_commit *store_graph_waiting(const struct store_graph *g, const git_oid *id);

/* A set of ids, each with the number it got. */
struct store_ids {
	struct store_numbered {
		git_oid id;
		uint32_t number;
	} *p;
	size_t count, room; /* room: a power of two; an empty place has an id that is all zero */
};
bool store_ids_add(struct store_ids *s, const git_oid *id); /* gets the next number; false: it was in already */
bool store_ids_find(const struct store_ids *s, const git_oid *id, uint32_t *number);
void store_ids_clear(struct store_ids *s);

/* Those of which what they came from is not in this copy, in the place of what `out` holds.  Gives another number where they are others; 0:
 * there are none. */
uint64_t store_shallow_read(const struct store *s, struct store_ids *out);

#endif
