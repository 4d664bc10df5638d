#include "tests/merge/truth.h"

#include "tests/merge/truth_parts.h"

#include <string.h>

void truth_clash(struct finder *f, enum clash_kind kind, const char *why, const struct thing *b, const struct thing *o,
                 const struct thing *t)
{
	const struct thing *any = b ? b : o ? o : t;
	vec_push(&f->truth->clashes, (struct clash){.kind = kind, .why = why, .uid = any->uid, .base = b, .side = {o, t}});
	f->truth->real += kind == CLASH_REAL;
	f->truth->unclear += kind == CLASH_UNCLEAR;
}

static bool same(const struct thing *a, const struct thing *b)
{
	return thing_equal(a, b, false, true);
}

/* So much changed that a reader would not take it for the same thing. */
static bool beyond_recognition(const struct thing *b, const struct thing *side)
{
	return thing_likeness(b, side) < 0.5;
}

static bool has_id(const struct thing *t)
{
	return t->parent && t->parent->kind == THING_LIST && thing_get(t, "id");
}

static bool is_stranger(const struct thing *b, const struct thing *side)
{
	return !b->key && !has_id(b) && beyond_recognition(b, side);
}

/* What the side has where it removed `x`: something new, or what nobody can see is something else of the base.  Nobody can tell it then
 * from `x` rewritten.  NULL: nothing. */
static const struct thing *put_instead(const struct thing *b, const struct thing *side, const struct thing *x)
{
	size_t at = 0;
	for (size_t i = thing_index(x); i > 0 && !at; i--) {
		const struct thing *before = thing_by_uid(side, b->items[i - 1]->uid);
		at = before && !is_stranger(b->items[i - 1], before) ? thing_index(before) + 1 : 0;
	}
	const struct thing *was = at < side->count ? thing_by_uid(b, side->items[at]->uid) : NULL;
	return at < side->count && (!was || is_stranger(was, side->items[at])) ? side->items[at] : NULL;
}

static bool replaced(const struct thing *b, const struct thing *side, const struct thing *x)
{
	return put_instead(b, side, x) != NULL;
}

/* Has the side something new, or what nobody can see is something else of the base, that is as much like `x` as that may be when
 * rewritten?  Then nobody can tell it from `x`, moved. */
static bool has_lookalike(const struct thing *b, const struct thing *side, const struct thing *x)
{
	bool found = false;
	for (size_t i = 0; i < side->count && !found; i++) {
		const struct thing *was = thing_by_uid(b, side->items[i]->uid);
		found = (!was || is_stranger(was, side->items[i])) && !beyond_recognition(x, side->items[i]);
	}
	return found;
}

/* Did both put something of one name in its place? */
static bool replaced_alike(const struct thing *b, const struct thing *o, const struct thing *t, const struct thing *x)
{
	const struct thing *mine = put_instead(b, o, x), *yours = put_instead(b, t, x);
	struct str name = {0}, other = {0};
	if (mine && mine->kind == THING_MAP && mine->count)
		canon_thing(&name, mine->items[0], true);
	if (yours && yours->kind == THING_MAP && yours->count)
		canon_thing(&other, yours->items[0], true);
	bool alike = name.len && strcmp(name.p, str_text(&other)) == 0;
	str_free(&name);
	str_free(&other);
	return alike;
}

/* Is it written the same, comments and all?  A paragraph that came and went again leaves nothing to be seen. */
static bool reads_same(const struct thing *a, const struct thing *b)
{
	struct str x = {0}, y = {0};
	canon_thing(&x, a, false);
	canon_thing(&y, b, false);
	bool same = a->kind == THING_TEXT && b->kind == THING_TEXT && strcmp(str_text(&x), str_text(&y)) == 0 &&
	            strcmp(a->above ? a->above : "", b->above ? b->above : "") == 0 && strcmp(a->behind ? a->behind : "", b->behind ? b->behind : "") == 0;
	str_free(&x);
	str_free(&y);
	return same;
}

/* One side removed it, the other has `kept`.  True where it stays. */
static bool removed(struct finder *f, const struct thing *b, const struct thing *o, const struct thing *t, bool is_replaced)
{
	const struct thing *kept = o ? o : t;
	bool known = b->key || has_id(b) || !(is_replaced || beyond_recognition(b, kept));
	if (thing_equal(b, kept, true, true) || reads_same(b, kept))
		return false;
	if (thing_equal(b, kept, true, false)) {
		truth_clash(f, CLASH_UNCLEAR, "order changed in what is removed", b, o, t);
		return false;
	}
	if (thing_equal(b, kept, false, false)) {
		truth_clash(f, CLASH_UNCLEAR, "comment changed in what is removed", b, o, t);
		return false;
	}
	truth_clash(f, known ? CLASH_REAL : CLASH_UNCLEAR, "removed and changed", b, o, t);
	return true;
}

/* Both put a thing in a new place under one key, or with one id. */
static struct thing *added_twice(struct finder *f, const struct thing *o, const struct thing *t)
{
	bool keyed = o->key != NULL;
	struct str x = {0}, y = {0};
	canon_thing(&x, o, false);
	canon_thing(&y, t, false);
	if (strcmp(str_text(&x), str_text(&y)) != 0) {
		bool real = !keyed || (o->kind == THING_ATOM && t->kind == THING_ATOM);
		truth_clash(f, real ? CLASH_REAL : CLASH_UNCLEAR, keyed ? "one new key" : "one new id", NULL, o, t);
	}
	str_free(&x);
	str_free(&y);
	return thing_copy(f->world, o);
}

static const struct thing *namesake(const struct thing *in, const struct thing *added)
{
	const struct thing *id = added->parent->kind == THING_LIST ? thing_get(added, "id") : NULL;
	for (size_t i = 0; i < in->count; i++) {
		const struct thing *x = in->items[i], *other = id ? thing_get(x, "id") : NULL;
		if (x->uid == added->uid || (added->key && x->key && strcmp(x->key, added->key) == 0) ||
		    (other && strcmp(other->text, id->text) == 0))
			return x;
	}
	return NULL;
}

static void take_added(struct finder *f, struct thing *out, const struct thing *from, const struct thing *base, const struct thing *other)
{
	bool first = true;
	size_t at = 0, tail = from->count;
	while (tail && !thing_by_uid(base, from->items[tail - 1]->uid))
		tail--;
	for (size_t i = 0; i < from->count; i++) {
		const struct thing *x = from->items[i], *before = i ? from->items[i - 1] : NULL;
		const struct thing *twin = thing_by_uid(base, x->uid) ? NULL : namesake(other, x);
		struct thing *anchor = NULL;
		if (thing_by_uid(base, x->uid) || thing_by_uid(out, x->uid) || (twin && thing_by_uid(out, twin->uid)))
			continue;
		for (size_t j = i; j > 0 && !anchor; j--)
			anchor = thing_by_uid(out, from->items[j - 1]->uid);
		at = i >= tail && from->kind != THING_MAP ? out->count : anchor ? thing_index(anchor) + 1 : 0;
		/* what the other side put in the same gap stays in front */
		first = !before || thing_by_uid(base, before->uid) || !anchor;
		while (first && at < out->count && !thing_by_uid(base, out->items[at]->uid) && !thing_by_uid(from, out->items[at]->uid))
			at++;
		thing_insert(f->world, out, at, twin && twin->uid != x->uid ? added_twice(f, twin, x) : thing_copy(f->world, x));
		if (twin && twin->uid == x->uid && !thing_equal(twin, x, true, true))
			truth_clash(f, CLASH_UNCLEAR, "the same addition, changed", NULL, twin, x);
	}
}

static bool is_empty(const struct thing *t)
{
	for (size_t i = 0; i < t->count; i++)
		if (t->kind != THING_TEXT || t->items[i]->count)
			return false;
	return true;
}

static bool has_new(const struct thing *b, const struct thing *side)
{
	for (size_t i = 0; i < side->count; i++)
		if (!thing_by_uid(b, side->items[i]->uid))
			return true;
	return false;
}

/* Both made something else of an item, and there are new ones too or one of them does not stand where it stood: which came of which is anybody's guess. */
static void blur(struct finder *f, size_t from)
{
	for (size_t i = from; i < f->truth->clashes.count; i++)
		if (f->truth->clashes.p[i].kind == CLASH_REAL) {
			f->truth->clashes.p[i].kind = CLASH_UNCLEAR;
			f->truth->real--;
			f->truth->unclear++;
		}
}

/* One side rewrote an item until nobody can see that it is the same: then what clashes in it may be asked of the item as a whole. */
static void lift(struct finder *f, size_t from, const struct thing *b, const struct thing *o, const struct thing *t)
{
	for (size_t i = from; i < f->truth->clashes.count; i++)
		if (f->truth->clashes.p[i].kind == CLASH_REAL) {
			f->truth->clashes.p[i].whole = b;
			f->truth->clashes.p[i].of_whole[OURS] = o;
			f->truth->clashes.p[i].of_whole[THEIRS] = t;
		}
}

/* Does an item of the list stand in the side behind what it stood behind? */
static bool stands_in_place(const struct thing *list, const struct thing *b, const struct thing *now)
{
	for (size_t i = thing_index(b); i > 0; i--) {
		const struct thing *before = thing_by_uid(now->parent, list->items[i - 1]->uid);
		if (before)
			return thing_index(now) == thing_index(before) + 1;
	}
	return thing_index(now) == 0;
}

static struct thing *item(struct finder *f, const struct thing *list, const struct thing *b, const struct thing *o, const struct thing *t)
{
	size_t before = f->truth->clashes.count;
	struct thing *out = truth_thing(f, b, o, t);
	bool ours = beyond_recognition(b, o), theirs = beyond_recognition(b, t);
	if (f->truth->clashes.count == before || list->kind != THING_LIST || has_id(b) || (!ours && !theirs))
		return out;
	bool moved = !stands_in_place(list, b, o) || !stands_in_place(list, b, t);
	if (ours && theirs && (moved || has_new(list, o->parent) || has_new(list, t->parent)))
		blur(f, before);
	else
		lift(f, before, b, o, t);
	return out;
}

static struct thing *children(struct finder *f, const struct thing *b, const struct thing *o, const struct thing *t)
{
	struct thing *out = thing_copy(f->world, o);
	out->count = 0;
	for (size_t i = 0; i < b->count; i++) {
		const struct thing *x = b->items[i], *mine = thing_by_uid(o, x->uid), *yours = thing_by_uid(t, x->uid);
		struct thing *got = NULL;
		if (mine && yours)
			got = item(f, b, x, mine, yours);
		else if ((mine || yours) && removed(f, x, mine, yours, replaced(b, mine ? t : o, x) || has_lookalike(b, mine ? t : o, x)))
			got = thing_copy(f->world, mine ? mine : yours);
		else if (!mine && !yours && !x->key && (replaced(b, o, x) != replaced(b, t, x) || replaced_alike(b, o, t, x)))
			truth_clash(f, CLASH_UNCLEAR, "both removed it, and one put another in its place, or both of one name", x, NULL, NULL);
		if (got)
			thing_insert(f->world, out, out->count, got);
	}
	truth_order(f, out, b, o, t);
	take_added(f, out, o, b, t);
	take_added(f, out, t, b, o);
	if (out->kind != THING_LIST && out->kind != THING_PARAGRAPH && is_empty(out) && !is_empty(o) && !is_empty(t))
		truth_clash(f, CLASH_UNCLEAR, "nothing left", b, o, t);
	return out;
}

static const char *three_way(const char *b, const char *o, const char *t, bool *clash)
{
	bool mine = strcmp(b ? b : "", o ? o : "") != 0, yours = strcmp(b ? b : "", t ? t : "") != 0;
	*clash = mine && yours && strcmp(o ? o : "", t ? t : "") != 0;
	return mine ? o : t;
}

static void comments(struct finder *f, struct thing *out, const struct thing *b, const struct thing *o, const struct thing *t)
{
	bool above, behind;
	out->above = three_way(b->above, o->above, t->above, &above);
	out->behind = three_way(b->behind, o->behind, t->behind, &behind);
	if (above || behind)
		truth_clash(f, CLASH_UNCLEAR, "comment", b, o, t);
}

static struct thing *other_kind(struct finder *f, const struct thing *b, const struct thing *o, const struct thing *t)
{
	if (!same(o, t) && !same(b, o) && !same(b, t))
		truth_clash(f, CLASH_UNCLEAR, "became a record", b, o, t);
	return thing_copy(f->world, same(b, o) ? t : o);
}

struct thing *truth_thing(struct finder *f, const struct thing *b, const struct thing *o, const struct thing *t)
{
	struct thing *out;
	bool clash;
	if (o->kind != t->kind || o->kind != b->kind) {
		out = other_kind(f, b, o, t);
	} else if (b->kind == THING_ATOM) {
		out = thing_copy(f->world, o);
		out->text = three_way(b->text, o->text, t->text, &clash);
		if (clash)
			truth_clash(f, CLASH_REAL, "set to two values", b, o, t);
	} else if (b->kind == THING_SENTENCE) {
		out = truth_sentence(f, b, o, t);
	} else {
		out = children(f, b, o, t);
	}
	comments(f, out, b, o, t);
	return out;
}

void truth_find(struct truth *truth, struct world *w, const struct thing *base, const struct thing *ours, const struct thing *theirs)
{
	struct finder f = {w, truth};
	memset(truth, 0, sizeof *truth);
	truth->root = truth_thing(&f, base, ours, theirs);
	truth_twins(&f, base, ours, theirs);
}

void truth_clear(struct truth *t)
{
	vec_free(&t->clashes);
}
