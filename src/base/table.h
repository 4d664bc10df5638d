/* Which number goes with a key.  Keys are texts that live elsewhere, for as long as the table; `{0}` is an empty one. */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include <stddef.h>
#include <stdint.h>

struct table {
	struct table_slot {
		const char *key; /* NULL: free */
		uint64_t hash;
		size_t number;
	} *slots;
	size_t count, room;
};

#define TABLE_NONE ((size_t)-1)

size_t table_find(const struct table *t, const char *key); /* TABLE_NONE where the key isn't there */
/* The number that goes with the key, to be changed at will until the next call: TABLE_NONE, and the key is in the table from now on, where
 * it wasn't there. */
size_t *table_at(struct table *t, const char *key);
void table_clear(struct table *t);

#endif
