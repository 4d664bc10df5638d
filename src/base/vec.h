/* A growable array of anything: `VEC(struct change) changes = {0};`
 * `p` holds `count` elements; whoever has the array frees what they own, then vec_free. */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include "base/mem.h"

#include <stdlib.h>

#define VEC(type) struct { type *p; size_t count, room; }

#define vec_push(v, ...) \
	(vec_grow((void **)&(v)->p, &(v)->room, (v)->count, sizeof *(v)->p), \
	 (void)((v)->p[(v)->count++] = (__VA_ARGS__)))

#define vec_free(v) (free((v)->p), (v)->p = NULL, (v)->count = (v)->room = 0)

/* Room for one more than `count` elements of `size` bytes. */
static inline void vec_grow(void **p, size_t *room, size_t count, size_t size)
{
	if (count < *room)
		return;
	*room = *room ? *room * 2 : 8;
	*p = mem_resize(*p, *room, size);
}

#endif
