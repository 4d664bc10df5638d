/* The versions of plans that were read last, with what was cut of them: what is before here is after a little further on.  Inside
 * src/store only. */
#ifndef STORE_BLOBS_H
#define STORE_BLOBS_H

#include "store/index.h"

struct store_blobs;
struct store_blobs *store_blobs_new(git_odb *odb, const struct store_cutter *cutter);
void store_blobs_free(struct store_blobs *b);

/* The bytes, with a NUL behind them, borrowed until six others were asked for.  No blob (none) gives NULL; one that is larger than 1 MiB
 * gives no bytes at all, which is nothing that can be read either.  GIT_ERROR and the like where it is damaged or gone. */
int store_blobs_bytes(struct store_blobs *b, const struct store_short *blob, const char **bytes, size_t *len);
/* What the cutter makes of it; borrowed as the bytes. */
int store_blobs_cut(struct store_blobs *b, const struct store_short *blob, void **cut);

#endif
