/* Open addressing, at most half full. */
#include "base/table.h"

#include "base/hash.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { ROOM_FIRST = 64 /* a power of two, as all that follow */ };

/* The slot that has the key, or the free one where it would go. */
static struct table_slot *slot_of(const struct table *t, const char *key)
{
	size_t i = (size_t)hash_bytes(key, strlen(key)) & (t->room - 1);
	while (t->slots[i].key && strcmp(t->slots[i].key, key) != 0)
		i = (i + 1) & (t->room - 1);
	return &t->slots[i];
}

static void grow(struct table *t)
{
	struct table old = *t;
	t->room = old.room ? old.room * 2 : ROOM_FIRST;
	t->slots = mem_alloc(t->room * sizeof *t->slots);
	for (size_t i = 0; i < old.room; i++)
		if (old.slots[i].key)
			*slot_of(t, old.slots[i].key) = old.slots[i];
	free(old.slots);
}

size_t table_find(const struct table *t, const char *key)
{
	const struct table_slot *slot = t->room ? slot_of(t, key) : NULL;
	return slot && slot->key ? slot->number : TABLE_NONE;
}

void table_put(struct table *t, const char *key, size_t number)
{
	if (2 * t->count >= t->room)
		grow(t);
	struct table_slot *slot = slot_of(t, key);
	t->count += !slot->key;
	*slot = (struct table_slot){slot->key ? slot->key : key, number};
}

void table_clear(struct table *t)
{
	free(t->slots);
	*t = (struct table){0};
}
