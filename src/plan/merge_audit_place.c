/* The same question as merge_audit.c, asked place by place.  A place goes by its keys and ids alone, whatever the merge took to be
 * one: what one side left as it was is the other's, what both have alike is so, and in a list that both changed nothing stands
 * more often than on the side that has it most, and nothing that both left goes. */
#include "plan/merge_internal.h"

#include "plan/align.h"
#include "plan/path.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct places {
	const struct merging *x;
	struct wide *wide;
	bool sound;
};

/* One place in all four; NULL: not there, or with nothing in it. */
struct four {
	const struct node *base, *ours, *theirs, *result;
};

static void check_place(struct places *p, struct four n);

static bool same(const struct node *a, const struct node *b)
{
	return a == b || spell_same(a, b);
}

static bool is_around(const char *path, const char *other)
{
	size_t len = strlen(path);
	return len == 0 || (strncmp(path, other, len) == 0 && (!other[len] || other[len] == '/'));
}

/* Is something at this place, in it or around it left to choose? */
static bool is_asked(const struct places *p, const struct node *n)
{
	struct str path = {0};
	bool asked = false;
	path_of(&path, n);
	for (size_t i = 0; i < p->x->out->choices.count && !asked; i++)
		asked = is_around(p->x->out->choices.p[i].path, str_text(&path)) || is_around(str_text(&path), p->x->out->choices.p[i].path);
	str_free(&path);
	return asked;
}

static const struct node *any_of(struct four n)
{
	return n.ours ? n.ours : n.theirs ? n.theirs : n.result ? n.result : n.base;
}

/* It is decided as a whole from now on, or what is around it. */
static void doubt(struct places *p, struct four n)
{
	const struct node *there = n.ours ? n.ours : n.theirs;
	bool *marks = n.ours ? p->wide->ours : p->wide->theirs;
	if (is_asked(p, any_of(n)))
		return;
	while (there && there->parent && marks[there->id])
		there = there->parent;
	if (there)
		marks[there->id] = true;
	else
		p->wide->ours[0] = true;
	p->sound = false;
}

static const struct node *filled(const struct node *n)
{
	return node_is_absent(n) ? NULL : n;
}

/* A key that a side renamed is no new one. */
static bool is_renamed(const struct places *p, const struct node *n, const struct match *m)
{
	const struct node *base = n && p->x->base ? match_in_a(m, n) : NULL;
	return base && base->key && n->key && !node_key_is(n, base->key);
}

/* The keys of the four mappings, each sorted. */
struct keys {
	const struct node **sorted[4];
	size_t count[4];
};

static int by_key(const void *a, const void *b)
{
	return strcmp((*(const struct node *const *)a)->key, (*(const struct node *const *)b)->key);
}

static void keys_init(struct keys *k, struct four n)
{
	const struct node *const maps[] = {n.base, n.ours, n.theirs, n.result};
	for (size_t i = 0; i < 4; i++) {
		k->count[i] = maps[i] ? maps[i]->count : 0;
		k->sorted[i] = mem_alloc((k->count[i] + 1) * sizeof *k->sorted[i]);
		if (!k->count[i])
			continue;
		memcpy(k->sorted[i], maps[i]->items, k->count[i] * sizeof *k->sorted[i]);
		qsort(k->sorted[i], k->count[i], sizeof *k->sorted[i], by_key);
	}
}

static const struct node *get(const struct keys *k, size_t map, const struct node *like)
{
	const struct node **found = k->count[map] ? bsearch(&like, k->sorted[map], k->count[map], sizeof like, by_key) : NULL;
	return found ? *found : NULL;
}

/* Each key that ours, theirs or the result has. */
static void check_keys(struct places *p, struct four n)
{
	struct keys k;
	keys_init(&k, n);
	for (size_t map = 1; map < 4; map++)
		for (size_t i = 0; i < k.count[map]; i++) {
			const struct node *key = k.sorted[map][i];
			struct four inside = {filled(get(&k, 0, key)), filled(get(&k, 1, key)), filled(get(&k, 2, key)), filled(get(&k, 3, key))};
			bool done = (map > 1 && get(&k, 1, key)) || (map > 2 && get(&k, 2, key));
			if (!done && !is_renamed(p, inside.ours, &p->x->to_ours) && !is_renamed(p, inside.theirs, &p->x->to_theirs))
				check_place(p, inside);
		}
	for (size_t map = 0; map < 4; map++)
		free(k.sorted[map]);
}

/* --- lists -------------------------------------------------------------------------- */

static const struct node *find_id(const struct node *list, const struct node *id)
{
	for (size_t i = 0; list && i < list->count; i++) {
		const struct node *other = match_id(list->items[i]);
		if (other && bytes_equal(other->text, other->len, id->text, id->len))
			return list->items[i];
	}
	return NULL;
}

enum { MOST_IDS = 300 }; /* in a longer list ids are looked at as items are */

static bool is_keyed(const struct node *list)
{
	if (!list || list->count > MOST_IDS)
		return !list;
	for (size_t i = 0; i < list->count; i++) {
		const struct node *id = match_id(list->items[i]);
		if (!id || find_id(list, id) != list->items[i])
			return false;
	}
	return true;
}

static void check_items_by_id(struct places *p, struct four n)
{
	const struct node *lists[] = {n.ours, n.theirs};
	for (size_t side = 0; side < 2; side++)
		for (size_t i = 0; i < lists[side]->count; i++) {
			const struct node *id = match_id(lists[side]->items[i]);
			if (side && find_id(n.ours, id))
				continue;
			check_place(p, (struct four){find_id(n.base, id), find_id(n.ours, id), find_id(n.theirs, id), find_id(n.result, id)});
		}
}

/* How often each item stands in each of the four: numbers by what they say. */
struct items {
	uint32_t *numbers;
	size_t from[5]; /* where the items of each begin in numbers */
	size_t *count[4];
};

static void number_items(struct items *out, const struct node *const lists[4])
{
	size_t total = 0, at = 0;
	for (size_t k = 0; k < 4; k++) {
		out->from[k] = total;
		total += lists[k] ? lists[k]->count : 0;
	}
	out->from[4] = total;
	struct str *names = mem_alloc((total + 1) * sizeof *names);
	struct piece *pieces = mem_alloc((total + 1) * sizeof *pieces);
	out->numbers = mem_alloc((total + 1) * sizeof *out->numbers);
	for (size_t k = 0; k < 4; k++)
		for (size_t i = 0; lists[k] && i < lists[k]->count; i++, at++) {
			spell(&names[at], lists[k]->items[i]);
			pieces[at] = (struct piece){names[at].p, names[at].len};
		}
	align_number(pieces, total, NULL, 0, out->numbers, NULL);
	for (size_t k = 0; k < 4; k++) {
		out->count[k] = mem_alloc((total + 1) * sizeof *out->count[k]);
		for (size_t i = out->from[k]; i < out->from[k + 1]; i++)
			out->count[k][out->numbers[i]]++;
	}
	for (size_t i = 0; i < total; i++)
		str_free(&names[i]);
	free(names);
	free(pieces);
}

static void check_items(struct places *p, struct four n)
{
	const struct node *const lists[] = {n.base, n.ours, n.theirs, n.result};
	struct items items = {0};
	bool fine = true;
	number_items(&items, lists);
	for (size_t i = 0; i < items.from[4]; i++) {
		uint32_t k = items.numbers[i];
		size_t b = items.count[0][k], o = items.count[1][k], t = items.count[2][k], r = items.count[3][k];
		bool combined = o == 0 && t == 0; /* of what both made of it */
		fine &= (combined || r <= (o > t ? o : t)) && !(b == o && o == t && r < b);
	}
	if (!fine)
		doubt(p, n);
	free(items.numbers);
	for (size_t k = 0; k < 4; k++)
		free(items.count[k]);
}

static void check_list(struct places *p, struct four n)
{
	if (is_keyed(n.base) && is_keyed(n.ours) && is_keyed(n.theirs))
		check_items_by_id(p, n);
	else if (!is_asked(p, n.ours))
		check_items(p, n);
}

/* --- places ---------------------------------------------------------------------------- */

static void check_place(struct places *p, struct four n)
{
	const struct node *want;
	if (same(n.ours, n.theirs) || same(n.base, n.theirs))
		want = n.ours;
	else if (same(n.base, n.ours))
		want = n.theirs;
	else if (n.ours && n.theirs && n.result && n.ours->kind == n.theirs->kind && n.ours->kind == n.result->kind && n.ours->kind != NODE_SCALAR &&
	         (!n.base || n.base->kind == n.ours->kind)) {
		if (n.ours->kind == NODE_MAP)
			check_keys(p, n);
		else
			check_list(p, n);
		return;
	} else {
		return; /* both changed it: its words are counted */
	}
	if (!same(want, n.result))
		doubt(p, n);
}

bool merge_audit_places(const struct merging *x, struct wide *wide)
{
	struct places p = {x, wide, true};
	check_keys(&p, (struct four){x->base ? x->base->root : NULL, x->ours->root, x->theirs->root, x->out->doc->root});
	return p.sound;
}
