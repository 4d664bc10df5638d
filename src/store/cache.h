/* Small things that were worked out of blobs, kept beside the record so that nobody works them out again: bytes by the id of a
 * blob.  It is a help and no more: it may be absent, old, damaged, or impossible to write, and then there is just less in
 * it.  What is in it can't be out of date, as equal ids are equal bytes; it is as sound as who may write in the
 * record's folder.  Several processes may use it at once. */
#ifndef STORE_CACHE_H
#define STORE_CACHE_H

#include "store/store.h"

#include <stdint.h>

enum { STORE_CACHE_VALUE = 1 << 16 /* bytes; what is larger is known to this process alone */ };

struct store_cache; /* to be freed before its store is closed */

/* In the file `name` of git's own folder for us.  `format` says how the values are made: what was kept by another is forgotten. */
struct store_cache *store_cache_new(struct store *s, const char *name, uint64_t format);
void store_cache_free(struct store_cache *c);
/* Takes up what others kept since. */
void store_cache_refresh(struct store_cache *c);
/* What goes with a blob, with a NUL behind it; NULL: nothing is known.  Borrowed until the cache is freed.  `len` may be NULL. */
const char *store_cache_get(const struct store_cache *c, const char *blob, size_t *len);
/* Of a blob that is no larger than a plan may be (store_list relies on it).  Gives the copy, as above. */
const char *store_cache_put(struct store_cache *c, const char *blob, const char *bytes, size_t len);
/* Puts on disk what is known of the blobs of `list` and isn't there yet.  Now and then all else is forgotten there. */
void store_cache_keep(struct store_cache *c, const struct store_list *list);

#endif
