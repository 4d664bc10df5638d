#include "plan/diff.h"

#include "base/str.h"

#include "plan/align.h"

#include <string.h>

static void compare(struct diff *d, const struct node *a, const struct node *b);

static void add(struct diff *d, enum change_kind kind, const struct node *old, const struct node *new)
{
	vec_push(&d->changes, (struct change){kind, old, new});
}

static void compare_texts(struct diff *d, const struct node *a, const struct node *b)
{
	if (!bytes_equal(a->text, a->len, b->text, b->len))
		add(d, CHANGE_SET, a, b);
}

/* Entries of two matched collections: what is gone, then the rest in the newer order. */
static void compare_entries(struct diff *d, const struct node *a, const struct node *b)
{
	int *places = mem_alloc((b->count + 1) * sizeof *places);
	bool *stays = mem_alloc(b->count + 1);
	for (size_t i = 0; i < a->count; i++)
		if (!match_in_b(&d->match, a->items[i]))
			add(d, CHANGE_REMOVED, a->items[i], NULL);
	for (size_t j = 0; j < b->count; j++) {
		const struct node *old = match_in_a(&d->match, b->items[j]);
		places[j] = old ? (int)old->index : ALIGN_NONE;
	}
	align_increasing(places, b->count, stays);
	for (size_t j = 0; j < b->count; j++) {
		const struct node *new = b->items[j], *old = match_in_a(&d->match, new);
		if (!old) {
			add(d, CHANGE_ADDED, NULL, new);
			continue;
		}
		if (!stays[j])
			add(d, CHANGE_MOVED, old, new);
		if (new->key && !node_key_is(old, new->key))
			add(d, CHANGE_RENAMED, old, new);
		compare(d, old, new);
	}
	free(places);
	free(stays);
}

static void compare(struct diff *d, const struct node *a, const struct node *b)
{
	if (a->kind != b->kind)
		add(d, CHANGE_SET, a, b);
	else if (a->kind == NODE_SCALAR)
		compare_texts(d, a, b);
	else
		compare_entries(d, a, b);
}

void diff_init(struct diff *d, const struct doc *a, const struct doc *b)
{
	*d = (struct diff){0};
	match_init(&d->match, a, b);
	if (!doc_same_bytes(a, b))
		compare(d, a->root, b->root);
}

void diff_clear(struct diff *d)
{
	match_clear(&d->match);
	vec_free(&d->changes);
}

static bool is_in(const struct node *n, const struct node *above)
{
	while (n && n != above)
		n = n->parent;
	return n;
}

bool change_is_in(const struct change *c, const struct node *old, const struct node *new)
{
	bool whole = (old && c->old && is_in(old, c->old)) || (new && c->new && is_in(new, c->new));
	return (c->old && old && is_in(c->old, old)) || (c->new && new && is_in(c->new, new)) || (whole && c->kind != CHANGE_MOVED);
}
