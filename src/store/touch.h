/* Which plans a version touches: those that are another than in all of the versions it came from.  Inside src/store only. */
#ifndef STORE_TOUCH_H
#define STORE_TOUCH_H

#include "base/vec.h"
#include "store/graph.h"

/* One plan in one version. */
struct store_touched {
	char *name;             /* owned */
	git_oid after, *before; /* the blobs; zero: no plan there.  before: owned, one for each parent */
	size_t before_count;
	char *was;              /* owned: it got its name here, and that is what it was called before; NULL: no */
};
struct store_touches {
	struct store_touched *p;
	size_t count, room;
};
void store_touches_clear(struct store_touches *t);

/* Folders that were read last. */
struct store_touch_reader;
struct store_touch_reader *store_touch_reader_new(git_odb *odb);
void store_touch_reader_free(struct store_touch_reader *r);

/* Adds those of `c` to `out`, by name; `trees` are the root folders of its parents.  GIT_ERROR where something is damaged or missing. */
int store_touches_find(struct store_touch_reader *r, const struct store_commit *c, const git_oid *trees, struct store_touches *out);

#endif
