/* Which number goes with a key.  Keys are texts that live elsewhere, for as long as the table; `{0}` is an empty one. */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include <stddef.h>

struct table {
	struct table_slot {
		const char *key; /* NULL: free */
		size_t number;
	} *slots;
	size_t count, room;
};

#define TABLE_NONE ((size_t)-1)

size_t table_find(const struct table *t, const char *key); /* TABLE_NONE where the key isn't there */
void table_put(struct table *t, const char *key, size_t number); /* in place of what went with it */
void table_clear(struct table *t);

#endif
