/* Memory that is given back all at once. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena {
	struct arena_block *blocks;
};

void *arena_alloc(struct arena *a, size_t size); /* zeroed, aligned for anything */
char *arena_copy(struct arena *a, const char *bytes, size_t len); /* with a NUL behind it */
void arena_clear(struct arena *a);

#endif
