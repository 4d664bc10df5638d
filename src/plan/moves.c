#include "plan/moves.h"

#include "plan/message.h"
#include "plan/plan.h"

#include <string.h>

enum { CHANGES_MAX = 500 /* of a plan that was turned over nobody reads what moved where */ };

const struct node *moves_item(const struct change *c)
{
	const struct node *n = c->kind == CHANGE_ADDED ? c->new : c->kind == CHANGE_REMOVED ? c->old : NULL;
	while (n && n->kind != NODE_SCALAR)
		n = n->count == 1 ? n->items[0] : NULL;
	const struct field *f = n && !n->key ? schema_of(n) : NULL;
	return f && f->kind == KIND_TEXTS ? n : NULL;
}

/* In the same speerpunt, or both in none. */
static bool same_speerpunt(const struct change *a, const struct change *b)
{
	const struct node *in[] = {message_speerpunt(a), message_speerpunt(b)};
	const char *ids[] = {in[0] ? plan_id(in[0]) : NULL, in[1] ? plan_id(in[1]) : NULL};
	return in[0] && in[1] ? ids[0] && ids[1] && strcmp(ids[0], ids[1]) == 0 : !in[0] && !in[1];
}

static bool is_move(const struct change *from, const struct change *to)
{
	const struct node *a = moves_item(from), *b = moves_item(to);
	return a && b && schema_of(a) != schema_of(b) && node_equal(a, b) && same_speerpunt(from, to);
}

void moves_find(size_t other[], const struct diff *d)
{
	size_t count = d->changes.count;
	for (size_t i = 0; i < count; i++)
		other[i] = count;
	for (size_t i = 0; i < count && count <= CHANGES_MAX; i++)
		for (size_t k = 0; k < count && other[i] == count && d->changes.p[i].kind == CHANGE_REMOVED; k++) {
			if (d->changes.p[k].kind != CHANGE_ADDED || other[k] != count || !is_move(&d->changes.p[i], &d->changes.p[k]))
				continue;
			other[i] = k;
			other[k] = i;
		}
}
