/* What changed in each of the versions that the index has of one plan, in its order: kept once somebody asked.  As with the index
 * itself, what is absent or damaged is made anew; it says of which versions it is, so that it outlives the index.  Inside src/store
 * only. */
#ifndef STORE_INDEX_PARTS_H
#define STORE_INDEX_PARTS_H

#include "store/index.h"

/* Of one version: signs and paths as store_cutter gives them, each with a NUL behind it. */
struct store_part_row {
	const char *parts; /* borrowed */
	size_t len;
	bool readable;
};
/* Those of the oldest versions of a plan, one by one. */
struct store_part_rows {
	struct store_part_row *p;
	size_t count, room;
	struct str bytes;  /* what the rows are borrowed from, where they were loaded */
	uint64_t ids;      /* store_parts_ids of their versions, one after the other */
};

/* Of which versions: begin with STORE_PARTS_IDS. */
#define STORE_PARTS_IDS 1
uint64_t store_parts_ids(uint64_t ids, const struct store_short *version);

/* What is there, in the place of what `out` holds: the caller sees to it that it is of the versions it should be of. */
void store_parts_load(const struct store *s, const char *plan, struct store_part_rows *out);
void store_part_rows_clear(struct store_part_rows *rows);
/* `last` is the version of the last of them. */
void store_parts_save(const struct store *s, const char *plan, const struct store_part_rows *rows, const struct store_short *last);
/* That of `version` too, if there are those of all versions up to `last`; without a look at the rest. */
void store_parts_note(const struct store *s, const char *plan, const struct store_short *last, const struct store_short *version,
                      const struct store_part_row *row);

/* index_parts_code.c: rows as bytes. */
/* `paths` and `keys` are those so far; NULL: nobody looked, and each text is in full. */
void store_parts_put(struct str *out, const struct store_part_row *row, struct store_words *paths, struct store_words *keys);
/* Takes `count` of them; false where that is not what these bytes are. */
bool store_parts_take(struct store_part_rows *out, const char *bytes, size_t len, size_t count);

#endif
