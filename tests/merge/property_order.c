/* 12: the items and sentences that all versions share stand in the merged order, and what a side put between two of them
 * stands between them still. */
#include "tests/merge/properties.h"

#include "tests/merge/truth_parts.h"

#include <string.h>

bool property_order(struct trial *t, struct str *why);

struct row {
	struct {
		const struct thing *thing;
		char *canon;
		long at; /* in the result; -1: not there, or twice */
	} *p;
	size_t count, room;
};

static void add_row(struct row *row, const struct thing *thing)
{
	struct str canon = {0};
	canon_thing(&canon, thing, false);
	vec_push(row, (__typeof__(*row->p)){thing, str_take(&canon), -1});
}

static void add_sentences(struct row *row, const struct thing *text)
{
	for (size_t i = 0; i < text->count; i++)
		for (size_t j = 0; j < text->items[i]->count; j++)
			add_row(row, text->items[i]->items[j]);
}

static void place_items(struct row *row, const struct node *list)
{
	for (size_t i = 0; i < list->count; i++) {
		struct str canon = {0};
		canon_node(&canon, list->items[i], false);
		for (size_t j = 0; j < row->count; j++)
			if (strcmp(row->p[j].canon, str_text(&canon)) == 0)
				row->p[j].at = row->p[j].at == -1 ? (long)i : -2;
		str_free(&canon);
	}
}

static void place_sentences(struct row *row, const struct node *text)
{
	struct str canon = {0};
	canon_node(&canon, text, false);
	for (size_t j = 0; j < row->count; j++) {
		const char *at = canon.p ? strstr(canon.p, row->p[j].canon) : NULL;
		if (at && !strstr(at + 1, row->p[j].canon))
			row->p[j].at = at - canon.p;
	}
	str_free(&canon);
}

static long place_of(const struct row *row, unsigned uid)
{
	for (size_t i = 0; i < row->count; i++)
		if (row->p[i].thing->uid == uid)
			return row->p[i].at;
	return -1;
}

static size_t truth_place(const struct row *row, unsigned uid)
{
	size_t i = 0;
	while (i < row->count && row->p[i].thing->uid != uid)
		i++;
	return i;
}

/* Did the side remove what stood behind `a` in the base, which the other moved away from between `a` and `b`?  What the side has there
 * now is then as well that item in other words, which goes where the other put it. */
static bool may_have_moved(const struct thing *base, const struct thing *side, const struct thing *other, unsigned a, unsigned b)
{
	size_t at = thing_index(thing_by_uid(base, a)) + 1;
	const struct thing *removed = at < base->count ? base->items[at] : NULL;
	const struct thing *there = removed && other ? thing_by_uid(other, removed->uid) : NULL;
	const struct thing *from = other ? thing_by_uid(other, a) : NULL, *to = other ? thing_by_uid(other, b) : NULL;
	if (!removed || thing_by_uid(side, removed->uid) || !there || !from || !to)
		return false;
	return thing_index(there) < thing_index(from) || thing_index(there) > thing_index(to);
}

/* What one side put between two that stand in that order still. */
static bool between(const struct row *row, const struct thing *base, const struct thing *side, const struct thing *other, struct str *why)
{
	for (size_t i = 1; side && i + 1 < side->count; i++) {
		unsigned a = side->items[i - 1]->uid, x = side->items[i]->uid, b = side->items[i + 1]->uid;
		long before = place_of(row, a), here = place_of(row, x), behind = place_of(row, b);
		if (thing_by_uid(base, x) || (other && thing_by_uid(other, x)) || !thing_by_uid(base, a) || !thing_by_uid(base, b) || before < 0 || here < 0 ||
		    behind < 0 ||
		    may_have_moved(base, side, other, a, b))
			continue;
		if (truth_place(row, a) < truth_place(row, b) && (here < before || here > behind)) {
			str_addf(why, "not between its neighbours: «%s»\n", row->p[truth_place(row, x)].canon);
			return false;
		}
	}
	return true;
}

static bool in_order(const struct row *row, const struct model *base, struct str *why)
{
	long last = -1;
	for (size_t i = 0; i < row->count; i++) {
		if (row->p[i].at < 0 || !model_find(base, row->p[i].thing->uid))
			continue;
		if (row->p[i].at < last) {
			str_addf(why, "out of order: «%s»\n", row->p[i].canon);
			return false;
		}
		last = row->p[i].at;
	}
	return true;
}

static bool ordered(struct trial *t, const struct model *base, const struct thing *truth, const struct node *n, struct str *why);

static bool list_ordered(struct trial *t, const struct model *base, const struct thing *truth, const struct node *n, struct str *why)
{
	struct row row = {0};
	bool text = truth->kind == THING_TEXT, holds;
	const struct thing *was = model_find(base, truth->uid);
	for (int side = 0; was && side < SIDES; side++) {
		const struct thing *now = model_find(&t->s->model[side], truth->uid);
		if (now && !text && truth_has_stranger(was, now))
			return true;
	}
	for (size_t i = 0; !text && i < truth->count; i++)
		add_row(&row, truth->items[i]);
	if (text)
		add_sentences(&row, truth);
	text ? place_sentences(&row, n) : place_items(&row, n);
	holds = in_order(&row, base, why);
	for (int side = 0; was && !text && side < SIDES && holds; side++)
		holds = between(&row, was, model_find(&t->s->model[side], truth->uid), model_find(&t->s->model[!side], truth->uid), why);
	for (size_t i = 0; i < row.count; i++)
		free(row.p[i].canon);
	vec_free(&row);
	return holds;
}

static const struct node *item_of_id(const struct node *list, const char *id)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct node *n = node_get(list->items[i], "id");
		if (n && node_is_text(n, id))
			return list->items[i];
	}
	return NULL;
}

static bool ordered(struct trial *t, const struct model *base, const struct thing *truth, const struct node *n, struct str *why)
{
	bool holds = true;
	if ((truth->kind == THING_LIST && n->kind == NODE_LIST) || (truth->kind == THING_TEXT && n->kind == NODE_SCALAR))
		holds = list_ordered(t, base, truth, n, why);
	for (size_t i = 0; holds && (truth->kind == THING_LIST || truth->kind == THING_MAP) && i < truth->count; i++) {
		const struct thing *x = truth->items[i], *id = thing_get(x, "id");
		const struct node *there = x->key ? node_get(n, x->key) : id && n->kind == NODE_LIST ? item_of_id(n, id->text) : NULL;
		if (there)
			holds = ordered(t, base, x, there, why);
	}
	return holds;
}

bool property_order(struct trial *t, struct str *why)
{
	if (!t->clean || t->truth.real || t->truth.unclear || !t->merge.doc)
		return true;
	struct model base = model_copy(&t->s->world, t->s->base);
	return ordered(t, &base, t->truth.root, t->merge.doc->root, why);
}
