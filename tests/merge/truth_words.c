/* Words of one sentence.  A change stands in the base at a place [from, to]: a word takes one, an insertion none.  Changes of
 * two sides whose places touch are one matter; those with an unchanged word between are two. */
#include "tests/merge/truth_parts.h"

#include <string.h>

struct place {
	size_t from, to;
	const struct thing *word; /* what stands there now; NULL: removed */
	bool agreed;
};
struct places {
	struct place *p;
	size_t count, room;
};

static void find_places(struct places *out, const struct thing *b, const struct thing *side)
{
	size_t gap = 0;
	for (size_t i = 0; i < side->count; i++) {
		const struct thing *word = side->items[i], *old = thing_by_uid(b, word->uid);
		if (!old) {
			vec_push(out, (struct place){gap, gap, word, false});
			continue;
		}
		gap = thing_index(old) + 1;
		if (strcmp(old->text, word->text) != 0)
			vec_push(out, (struct place){gap - 1, gap, word, false});
	}
	for (size_t i = 0; i < b->count; i++)
		if (!thing_by_uid(side, b->items[i]->uid))
			vec_push(out, (struct place){i, i + 1, NULL, false});
}

static bool agree(const struct place *x, const struct place *y)
{
	if (x->from != y->from || x->to != y->to || !x->word != !y->word)
		return false;
	return !x->word || strcmp(x->word->text, y->word->text) == 0;
}

static void mark_agreed(struct places *x, struct places *y)
{
	for (size_t i = 0; i < x->count; i++)
		for (size_t j = 0; j < y->count; j++)
			if (agree(&x->p[i], &y->p[j]) && !y->p[j].agreed) {
				x->p[i].agreed = y->p[j].agreed = true;
				break;
			}
}

/* Something put in behind the full stop: a sentence of its own, to who reads it. */
static bool is_behind_stop(const struct thing *b, const struct place *x)
{
	const char *last = b->count ? b->items[b->count - 1]->text : "";
	return x->from == b->count && x->from == x->to && *last && strchr(".?!", last[strlen(last) - 1]);
}

static bool has_tail(const struct thing *b, const struct places *x)
{
	bool found = false;
	for (size_t i = 0; i < x->count; i++)
		found |= is_behind_stop(b, &x->p[i]);
	return found;
}

static size_t bare_length(const char *word)
{
	size_t len = strlen(word);
	while (len && strchr(".,;:!?", word[len - 1]))
		len--;
	return len;
}

/* Is it one word, whatever sign follows it? */
static bool same_word(const char *a, const char *b)
{
	size_t len = bare_length(a);
	return len == bare_length(b) && memcmp(a, b, len) == 0;
}

/* A word that stands beside its like was put in or taken out: which of the two it was nobody can tell. */
static bool may_slide(const struct thing *b, const struct place *x)
{
	bool removed = !x->word && x->to == x->from + 1, added = x->word && x->to == x->from;
	const char *word = removed ? b->items[x->from]->text : added ? x->word->text : NULL;
	return word && ((x->from > 0 && same_word(word, b->items[x->from - 1]->text)) || (x->to < b->count && same_word(word, b->items[x->to]->text)));
}

/* Did both put in one word, each in another place? */
static bool in_two_places(const struct places *x, const struct places *y)
{
	for (size_t i = 0; i < x->count; i++)
		for (size_t j = 0; j < y->count; j++) {
			const struct place *a = &x->p[i], *b = &y->p[j];
			if (!a->agreed && !b->agreed && a->from == a->to && b->from == b->to && strcmp(a->word->text, b->word->text) == 0)
				return true;
		}
	return false;
}

/* 0: apart, 1: touching what both changed alike, what may be elsewhere, or behind the full stop, 2: touching. */
static int touch(const struct thing *base, const struct places *x, const struct places *y)
{
	int most = 0;
	for (size_t i = 0; i < x->count; i++)
		for (size_t j = 0; j < y->count; j++) {
			const struct place *a = &x->p[i], *b = &y->p[j];
			if (a->from > b->to || b->from > a->to || (a->agreed && b->agreed))
				continue;
			bool unclear = a->agreed || b->agreed || is_behind_stop(base, a) || is_behind_stop(base, b) || may_slide(base, a) || may_slide(base, b);
			int now = unclear ? 1 : 2;
			most = now > most ? now : most;
		}
	return most;
}

/* Removals of ours and theirs both count; a word that one of them changed is that one's. */
static struct thing *combined(struct finder *f, const struct thing *b, const struct thing *o, const struct thing *t)
{
	struct thing *out = thing_copy(f->world, o);
	for (size_t i = 0; i < t->count; i++) {
		const struct thing *word = t->items[i], *old = thing_by_uid(b, word->uid);
		struct thing *mine = thing_by_uid(out, word->uid);
		struct thing *before = NULL;
		for (size_t j = i; j > 0 && !before; j--)
			before = thing_by_uid(out, t->items[j - 1]->uid);
		if (!old && !mine)
			thing_insert(f->world, out, before ? thing_index(before) + 1 : 0, thing_copy(f->world, word));
		else if (old && mine && strcmp(old->text, word->text) != 0)
			mine->text = word->text;
	}
	for (size_t i = out->count; i-- > 0;)
		if (thing_by_uid(b, out->items[i]->uid) && !thing_by_uid(t, out->items[i]->uid))
			thing_remove(out->items[i]);
	return out;
}

struct thing *truth_sentence(struct finder *f, const struct thing *b, const struct thing *o, const struct thing *t)
{
	struct places mine = {0}, yours = {0};
	struct thing *out;
	find_places(&mine, b, o);
	find_places(&yours, b, t);
	f->truth->has_tail |= has_tail(b, &mine) || has_tail(b, &yours);
	mark_agreed(&mine, &yours);
	int how = touch(b, &mine, &yours);
	if (how == 2)
		truth_clash(f, CLASH_REAL, "the same words", b, o, t);
	else if (how == 1)
		truth_clash(f, CLASH_UNCLEAR, "beside what both did", b, o, t);
	if (in_two_places(&mine, &yours)) /* the same, or twice: nobody can tell */
		truth_clash(f, CLASH_UNCLEAR, "one word in two places", NULL, o, t);
	out = how ? thing_copy(f->world, o) : combined(f, b, o, t);
	vec_free(&mine);
	vec_free(&yours);
	return out;
}
