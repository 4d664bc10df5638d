/* Do two values say the same?  Layout, quotes, comments and the order of keys are no part of what is said. */
#include "plan/plan.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static bool same_key(const struct node *a, const struct node *b)
{
	return bytes_equal(a->key, a->key_len, b->key, b->key_len);
}

static const struct node *next_present(const struct node *map, size_t *at)
{
	while (*at < map->count && node_is_absent(map->items[*at]))
		++*at;
	return *at < map->count ? map->items[(*at)++] : NULL;
}

static int by_key(const void *a, const void *b)
{
	return strcmp((*(const struct node *const *)a)->key, (*(const struct node *const *)b)->key);
}

/* The keys of `map` that hold something, sorted; owned by the caller. */
static const struct node **sorted(const struct node *map, size_t *count)
{
	const struct node **list = mem_alloc((map->count + 1) * sizeof *list), *n;
	*count = 0;
	for (size_t at = 0; (n = next_present(map, &at));)
		list[(*count)++] = n;
	qsort(list, *count, sizeof *list, by_key);
	return list;
}

static bool same_sorted(const struct node *a, const struct node *b)
{
	size_t count, others;
	const struct node **x = sorted(a, &count), **y = sorted(b, &others);
	bool same = count == others;
	for (size_t i = 0; same && i < count; i++)
		same = same_key(x[i], y[i]);
	for (size_t i = 0; same && i < count; i++)
		same = plan_same_value(x[i], y[i]);
	free(x);
	free(y);
	return same;
}

/* Nearly always the keys stand in the same order; only else they are sorted, as a map may have thousands. */
static bool same_maps(const struct node *a, const struct node *b)
{
	size_t i = 0, j = 0;
	for (;;) {
		const struct node *x = next_present(a, &i), *y = next_present(b, &j);
		if (!x || !y)
			return x == y;
		if (!same_key(x, y))
			return same_sorted(a, b);
		if (!plan_same_value(x, y))
			return false;
	}
}

bool plan_same_item(const struct node *a, const struct node *b)
{
	if (a->kind != b->kind)
		return false;
	if (a->kind == NODE_SCALAR)
		return bytes_equal(a->text, a->len, b->text, b->len);
	if (a->kind == NODE_MAP)
		return same_maps(a, b);
	bool same = a->count == b->count;
	for (size_t i = 0; same && i < a->count; i++)
		same = plan_same_item(a->items[i], b->items[i]);
	return same;
}

bool plan_same_value(const struct node *a, const struct node *b)
{
	bool absent = node_is_absent(a);
	return absent == node_is_absent(b) && (absent || plan_same_item(a, b));
}
