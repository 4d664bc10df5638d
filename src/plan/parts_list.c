#include "plan/parts_internal.h"

#include "base/hash.h"
#include "base/str.h"

#include <string.h>

static uint64_t part_hash(const struct part_list *list, const struct part *p)
{
	uint64_t start = p->kind == PART_FIELD ? list->parts.p[p->above].hash : HASH_START;
	return hash_add(hash_add(start, (const char[]){(char)p->kind}, 1), p->name, p->len);
}

static bool same_name(const struct part_list *a, const struct part *x, const struct part_list *b, const struct part *y)
{
	if (x->hash != y->hash || x->kind != y->kind || !bytes_equal(x->name, x->len, y->name, y->len))
		return false;
	return x->kind != PART_FIELD || same_name(a, &a->parts.p[x->above], b, &b->parts.p[y->above]);
}

/* Where it stands in the slots, or the free one where it belongs. */
static unsigned *slot_of(const struct part_list *list, const struct part_list *other, const struct part *p)
{
	size_t at = (p->hash ^ p->hash >> 29) & list->mask;
	while (list->slots[at] && !same_name(list, &list->parts.p[list->slots[at] - 1], other, p))
		at = (at + 1) & list->mask;
	return &list->slots[at];
}

void part_list_open(struct part_list *list, size_t most)
{
	size_t room = 16;
	while (room < 2 * most)
		room *= 2;
	list->slots = mem_alloc(room * sizeof *list->slots);
	list->mask = room - 1;
}

bool part_list_put(struct part_list *list, size_t index)
{
	struct part *p = &list->parts.p[index];
	p->hash = part_hash(list, p);
	unsigned *slot = slot_of(list, list, p);
	if (*slot)
		return false;
	*slot = (unsigned)index + 1;
	return true;
}

void part_list_clear(struct part_list *list)
{
	vec_free(&list->parts);
	free(list->slots);
	*list = (struct part_list){0};
}

const struct part *part_find(const struct part_list *list, const struct part_list *other, const struct part *p)
{
	unsigned at = list->slots ? *slot_of(list, other, p) : 0;
	return at ? &list->parts.p[at - 1] : NULL;
}
