/* Open addressing, at most half full. */
#include "base/table.h"

#include "base/hash.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { ROOM_FIRST = 64 /* a power of two, as all that follow */ };

static uint64_t hash_of(const char *key)
{
	uint64_t h = hash_words(HASH_START, key, strlen(key));
	return h ^ h >> 29;
}

/* The slot that has the key, or the free one where it would go. */
static struct table_slot *slot_of(const struct table *t, const char *key, uint64_t hash)
{
	size_t i = (size_t)hash & (t->room - 1);
	while (t->slots[i].key && (t->slots[i].hash != hash || strcmp(t->slots[i].key, key) != 0))
		i = (i + 1) & (t->room - 1);
	return &t->slots[i];
}

static void grow(struct table *t)
{
	struct table old = *t;
	t->room = old.room ? old.room * 4 : ROOM_FIRST;
	t->slots = mem_alloc(t->room * sizeof *t->slots);
	for (size_t i = 0; i < old.room; i++)
		if (old.slots[i].key)
			*slot_of(t, old.slots[i].key, old.slots[i].hash) = old.slots[i];
	free(old.slots);
}

size_t table_find(const struct table *t, const char *key)
{
	const struct table_slot *slot = t->room ? slot_of(t, key, hash_of(key)) : NULL;
	return slot && slot->key ? slot->number : TABLE_NONE;
}

size_t *table_at(struct table *t, const char *key)
{
	uint64_t hash = hash_of(key);
	if (2 * t->count >= t->room)
		grow(t);
	struct table_slot *slot = slot_of(t, key, hash);
	if (!slot->key) {
		*slot = (struct table_slot){key, hash, TABLE_NONE};
		t->count++;
	}
	return &slot->number;
}

void table_clear(struct table *t)
{
	free(t->slots);
	*t = (struct table){0};
}
