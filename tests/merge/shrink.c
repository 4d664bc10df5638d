#include "tests/merge/run.h"

#include <string.h>

bool property_holds(const struct property *p, struct trial *t, struct str *why)
{
	/* what is tried at random is tried the same way each time */
	t->s->world.random = t->s->seed * 0x9E3779B97F4A7C15ull + (unsigned)p->number;
	roll(&t->s->world, 2);
	return p->holds(t, why);
}

bool goes_wrong(struct scenario *s, unsigned what, struct str *why)
{
	struct trial t;
	bool wrong;
	trial_run(&t, s);
	if (what == WRONG_VERDICT)
		wrong = t.judged.verdict == VERDICT_WRONG;
	else if (what == MISSED_VERDICT)
		wrong = t.judged.verdict == VERDICT_MISSED;
	else if (what == NEEDLESS_VERDICT)
		wrong = t.judged.verdict == VERDICT_NEEDLESS;
	else
		wrong = !property_holds(&properties[what], &t, why);
	if (wrong && what >= WRONG_VERDICT)
		str_add_text(why, str_text(&t.judged.why));
	trial_clear(&t);
	return wrong;
}

/* In memory of its own: there are many tries, and nothing of them is kept. */
static bool still(struct scenario *s, unsigned what)
{
	struct arena kept = s->world.arena;
	size_t fresh = s->world.fresh.count;
	struct str why = {0};
	s->world.arena = (struct arena){0};
	scenario_replay(s);
	bool wrong = goes_wrong(s, what, &why);
	arena_clear(&s->world.arena);
	s->world.arena = kept;
	s->world.fresh.count = fresh;
	str_free(&why);
	return wrong;
}

static bool drop_ops(struct scenario *s, unsigned what)
{
	bool any = false;
	for (int side = 0; side < SIDES; side++)
		for (size_t i = s->ops[side].count; i-- > 0;) {
			struct ops *ops = &s->ops[side];
			struct op op = ops->p[i];
			memmove(ops->p + i, ops->p + i + 1, (ops->count - i - 1) * sizeof *ops->p);
			ops->count--;
			if (still(s, what)) {
				any = true;
				continue;
			}
			memmove(ops->p + i + 1, ops->p + i, (ops->count - i) * sizeof *ops->p);
			ops->p[i] = op;
			ops->count++;
		}
	return any;
}

/* A plan without it is another kind of plan: a record has its first field, an id and a title; a sentence some words. */
static bool is_needed(const struct thing *t, const struct thing *item)
{
	if (t->kind == THING_MAP && !t->key)
		return item == t->items[0] || strcmp(item->key, "id") == 0 || strcmp(item->key, "titel") == 0;
	if (t->kind == THING_SENTENCE)
		return t->count < 4 || item == t->items[t->count - 1];
	return t->count == 1 && t->kind != THING_LIST;
}

static bool drop_pieces(struct scenario *s, struct thing *t, unsigned what)
{
	bool any = false;
	for (size_t i = t->count; i-- > 0;) {
		struct thing *item = t->items[i];
		if (item->above || item->behind) {
			const char *above = item->above, *behind = item->behind;
			item->above = item->behind = NULL;
			if (still(s, what)) {
				any = true;
			} else {
				item->above = above;
				item->behind = behind;
			}
		}
		if (!is_needed(t, item)) {
			thing_remove(item);
			if (still(s, what)) {
				any = true;
				continue;
			}
			thing_insert(&s->world, t, i, item);
		}
		any |= drop_pieces(s, item, what);
	}
	return any;
}

static bool plain_hands(struct scenario *s, unsigned what)
{
	bool any = false;
	for (int i = 0; i <= SIDES; i++) {
		struct hand was = s->hands[i];
		s->hands[i] = i == BASE ? hand_plain() : s->hands[BASE];
		if (hand_same(&was, &s->hands[i]))
			continue;
		if (still(s, what))
			any = true;
		else
			s->hands[i] = was;
	}
	struct hand was[SIDES + 1];
	memcpy(was, s->hands, sizeof was);
	for (int i = 0; i <= SIDES; i++)
		s->hands[i] = hand_plain();
	if (!still(s, what))
		memcpy(s->hands, was, sizeof was);
	return any;
}

void shrink(struct scenario *s, unsigned what)
{
	plain_hands(s, what);
	for (int round = 0; round < 6; round++) {
		bool any = drop_ops(s, what);
		any |= drop_pieces(s, s->base, what);
		for (int side = 0; side < SIDES; side++)
			for (size_t i = 0; i < s->ops[side].count; i++)
				if (s->ops[side].p[i].thing)
					any |= drop_pieces(s, s->ops[side].p[i].thing, what);
		if (!any)
			break;
	}
	scenario_replay(s);
}
