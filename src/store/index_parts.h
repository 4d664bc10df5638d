/* What changed in each of the versions that the index has of one plan, in its order: kept once somebody asked.  As with the index
 * itself, what is absent or damaged is made anew.  Inside src/store only. */
#ifndef STORE_INDEX_PARTS_H
#define STORE_INDEX_PARTS_H

#include "store/index.h"

/* Of one version: signs and paths as store_cutter gives them, each with a NUL behind it. */
struct store_part_row {
	char *parts; /* owned */
	size_t len;
	bool readable;
};
struct store_part_rows {
	struct store_part_row *p;
	size_t count, room;
};

/* What is there for the index of this generation: of the oldest versions of the plan, as many as `out` gets. */
void store_parts_load(const struct store *s, uint64_t generation, const char *plan, struct store_part_rows *out);
void store_part_rows_clear(struct store_part_rows *rows);
/* `last` is the version of the last of them. */
void store_parts_save(const struct store *s, uint64_t generation, const char *plan, const struct store_part_rows *rows, const struct store_short *last);
/* That of `commit` too, if there are those of all versions up to `last`; without a look at the rest. */
void store_parts_note(const struct store *s, uint64_t generation, const char *plan, const struct store_short *last, const struct store_short *commit,
                      const struct store_part_row *row);

#endif
