#include "base/arena.h"

#include "base/mem.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 32 * 1024 };

struct arena_block {
	struct arena_block *next;
	size_t used, size;
	alignas(max_align_t) char bytes[];
};

void *arena_alloc(struct arena *a, size_t size)
{
	size = (size + alignof(max_align_t) - 1) / alignof(max_align_t) * alignof(max_align_t);
	if (!a->blocks || a->blocks->size - a->blocks->used < size) {
		size_t room = size > BLOCK_SIZE ? size : BLOCK_SIZE;
		struct arena_block *block = mem_alloc(sizeof *block + room);
		block->size = room;
		block->next = a->blocks;
		a->blocks = block;
	}
	void *p = a->blocks->bytes + a->blocks->used;
	a->blocks->used += size;
	return p;
}

char *arena_copy(struct arena *a, const char *bytes, size_t len)
{
	char *copy = arena_alloc(a, len + 1);
	if (len)
		memcpy(copy, bytes, len);
	return copy;
}

void arena_clear(struct arena *a)
{
	while (a->blocks) {
		struct arena_block *next = a->blocks->next;
		free(a->blocks);
		a->blocks = next;
	}
}
