/* Shared by the files of the index of versions alone. */
#ifndef STORE_INDEX_INTERNAL_H
#define STORE_INDEX_INTERNAL_H

#include "store/index.h"

enum { INDEX_ROW = 24, INDEX_ROWS_MOST = 1 << 28, INDEX_NAMES_MOST = 0xfff0 };

/* At the start of `regels`; what it counts was written before it. */
struct index_header {
	uint64_t magic, generation;
	unsigned char head[GIT_OID_RAWSZ];
	uint32_t rows_len; /* bytes */
	int64_t head_order;
	uint64_t names_len, rows_hash, names_hash, own_hash;
};

/* index_rows.c */
/* Appends one, and takes it into the hash of all of them.  `implied`: what `first` is stands in the plan's row before it. */
void index_row_put(struct str *rows, uint64_t *hash, const struct store_touch *t, bool implied);
/* The blob of a plan in the last row of these that is about it, and the version; false where none is. */
bool index_row_last(const char *rows, size_t len, uint32_t plan, struct store_short *out, struct store_short *version);
/* Rows are whole words; each step takes in all bits of the one before. */
uint64_t index_rows_hash(uint64_t h, const char *bytes, size_t len);

/* index_files.c */
struct store_index *index_begin(const struct store *s, uint64_t generation);
/* Those that got their number since are put behind the others. */
void index_add_names(struct store_index *x);
/* All of it, in place of what is there. */
void index_write_all(const struct store *s, const struct store_index *x);
/* What it has more than when `from` was its newest version; only while what is on disk is what that adds to. */
void index_write_more(const struct store *s, const struct store_index *x, const git_oid *from, size_t rows_from, size_t names_from);
/* Both files, for who adds to them. */
struct index_files {
	int rows, names;
	struct index_header h; /* as it stands */
};
/* False where there is no index of `head`, or somebody else adds to it right now; to be closed all the same. */
bool index_files_open(struct index_files *f, const struct store *s, const git_oid *head);
void index_files_close(struct index_files *f);
/* What `now` counts more than is there; false where that did not succeed, and nobody counts it. */
bool index_files_add(struct index_files *f, const struct index_header *now, const char *rows, const char *names);
void index_header_seal(struct index_header *h);
/* Adds what stands from `at` up to `until`; false where it is shorter. */
bool index_read_from(int fd, struct str *out, size_t at, size_t until);
/* Where a name in the bytes of `namen` ends; NULL where it doesn't. */
const char *index_name_end(const char *p, const char *end);

#endif
