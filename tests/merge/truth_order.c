#include "tests/merge/truth_parts.h"

#include <string.h>

/* Where `x` is in `in`; for what is not there: far behind. */
static size_t place(const struct thing *in, const struct thing *x)
{
	const struct thing *t = thing_by_uid(in, x->uid);
	return t ? thing_index(t) : in->count;
}

static bool before(const struct thing *in, const struct thing *x, const struct thing *y)
{
	return place(in, x) < place(in, y);
}

/* Items that both sides have, in another order than in the base? */
static bool reordered(const struct thing *out, const struct thing *b, const struct thing *side)
{
	const struct thing *last = NULL;
	for (size_t i = 0; i < out->count; i++) {
		const struct thing *x = out->items[i];
		if (!thing_by_uid(side, x->uid) || !thing_by_uid(b, x->uid))
			continue;
		if (last && before(side, x, last))
			return true;
		last = x;
	}
	return false;
}

/* Does x stand before y in the end?  A side that lacks one of them has no say. */
static bool first(const struct thing *b, const struct thing *o, const struct thing *t, const struct thing *x, const struct thing *y)
{
	bool was = before(b, x, y);
	bool has_o = thing_by_uid(o, x->uid) && thing_by_uid(o, y->uid), has_t = thing_by_uid(t, x->uid) && thing_by_uid(t, y->uid);
	bool turned = (has_o && before(o, x, y) != was) || (has_t && before(t, x, y) != was);
	return was != turned;
}

static void sort_like(struct finder *f, struct thing *out, const struct thing *side)
{
	struct thing **sorted = arena_alloc(&f->world->arena, (out->count + 1) * sizeof(struct thing *));
	size_t n = 0;
	for (size_t i = 0; i < side->count; i++) {
		struct thing *x = thing_by_uid(out, side->items[i]->uid);
		if (x)
			sorted[n++] = x;
	}
	for (size_t i = 0; i < out->count; i++) /* what only the other side has kept: behind what it stood behind */
		if (!thing_by_uid(side, out->items[i]->uid)) {
			size_t at = 0;
			for (size_t j = 0; i && j < n; j++)
				if (sorted[j] == out->items[i - 1])
					at = j + 1;
			memmove(sorted + at + 1, sorted + at, (n - at) * sizeof *sorted);
			sorted[at] = out->items[i];
			n++;
		}
	memcpy(out->items, sorted, n * sizeof *sorted);
}

bool truth_has_stranger(const struct thing *b, const struct thing *side)
{
	for (size_t i = 0; i < b->count; i++) {
		const struct thing *now = thing_by_uid(side, b->items[i]->uid);
		if (now && !thing_get(now, "id") && thing_likeness(b->items[i], now) < 0.5)
			return true;
	}
	return false;
}

void truth_order(struct finder *f, struct thing *out, const struct thing *b, const struct thing *o, const struct thing *t)
{
	bool mine = reordered(out, b, o), yours = reordered(out, b, t), taken[512] = {false};
	if (!mine && !yours)
		return;
	if (!mine || !yours || out->count > 512) {
		sort_like(f, out, mine ? o : t);
		return;
	}
	struct thing **sorted = arena_alloc(&f->world->arena, (out->count + 1) * sizeof(struct thing *));
	for (size_t i = 0; i < out->count; i++) {
		size_t ahead = 0;
		for (size_t j = 0; j < out->count; j++)
			ahead += j != i && first(b, o, t, out->items[j], out->items[i]);
		if (taken[ahead]) {
			truth_clash(f, truth_has_stranger(b, o) || truth_has_stranger(b, t) ? CLASH_UNCLEAR : CLASH_REAL, "order", b, o, t);
			sort_like(f, out, o);
			return;
		}
		taken[ahead] = true;
		sorted[ahead] = out->items[i];
	}
	memcpy(out->items, sorted, out->count * sizeof *sorted);
}

struct seen {
	struct {
		unsigned uid;
		char *canon;
	} *p;
	size_t count, room;
};

static void see(struct seen *seen, const struct thing *list)
{
	for (size_t i = 0; i < list->count; i++) {
		struct str canon = {0};
		canon_thing(&canon, list->items[i], true);
		vec_push(seen, (__typeof__(*seen->p)){list->items[i]->uid, str_take(&canon)});
	}
}

/* Is there in one of the versions what is alike and yet not the same? */
static bool has_twins(const struct thing *b, const struct thing *o, const struct thing *t)
{
	struct seen seen = {0};
	bool twins = false;
	see(&seen, b);
	see(&seen, o);
	see(&seen, t);
	for (size_t i = 0; i < seen.count; i++)
		for (size_t j = 0; j < i && !twins; j++)
			twins = seen.p[i].uid != seen.p[j].uid && strcmp(seen.p[i].canon, seen.p[j].canon) == 0;
	for (size_t i = 0; i < seen.count; i++)
		free(seen.p[i].canon);
	vec_free(&seen);
	return twins;
}

/* What a record is known by, where it has no id. */
static void name_of(struct str *out, const struct thing *item)
{
	if (item->kind == THING_MAP && item->count && !thing_get(item, "id"))
		canon_thing(out, item->items[0], true);
}

/* Has the side given a record the name of another one of the base, which it has not left as it was?  Nobody can tell then whether it
 * is that one: it may have been moved. */
static bool takes_name(const struct thing *b, const struct thing *side)
{
	bool takes = false;
	for (size_t i = 0; i < side->count && !takes; i++) {
		const struct thing *x = side->items[i], *was = thing_by_uid(b, x->uid);
		struct str name = {0}, old = {0};
		name_of(&name, x);
		if (was)
			name_of(&old, was);
		for (size_t j = 0; j < b->count && !takes && name.len && strcmp(name.p, str_text(&old)) != 0; j++) {
			const struct thing *y = b->items[j], *now = thing_by_uid(side, y->uid);
			struct str other = {0};
			name_of(&other, y);
			takes = y->uid != x->uid && strcmp(name.p, str_text(&other)) == 0 && (!now || !thing_equal(now, y, false, true));
			str_free(&other);
		}
		str_free(&name);
		str_free(&old);
	}
	return takes;
}

void truth_twins(struct finder *f, const struct thing *b, const struct thing *o, const struct thing *t)
{
	if ((b->kind != THING_MAP && b->kind != THING_LIST) || o->kind != b->kind || t->kind != b->kind ||
	    thing_equal(b, o, false, true) || thing_equal(b, t, false, true))
		return;
	if (b->kind == THING_LIST && (has_twins(b, o, t) || takes_name(b, o) || takes_name(b, t)))
		truth_clash(f, CLASH_UNCLEAR, "twins", b, o, t);
	for (size_t i = 0; i < b->count; i++) {
		const struct thing *mine = thing_by_uid(o, b->items[i]->uid), *yours = thing_by_uid(t, b->items[i]->uid);
		if (mine && yours)
			truth_twins(f, b->items[i], mine, yours);
	}
}
