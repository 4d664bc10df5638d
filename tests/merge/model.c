#include "tests/merge/model.h"

#include <string.h>

unsigned roll(struct world *w, unsigned below)
{
	w->random = w->random * 6364136223846793005ull + 1442695040888963407ull;
	return (unsigned)((w->random >> 33) % (below ? below : 1));
}

bool chance(struct world *w, unsigned percent)
{
	return roll(w, 100) < percent;
}

void world_clear(struct world *w)
{
	arena_clear(&w->arena);
	vec_free(&w->fresh);
}

struct thing *thing_new(struct world *w, enum thing_kind kind)
{
	struct thing *t = arena_alloc(&w->arena, sizeof *t);
	t->kind = kind;
	t->uid = ++w->uids;
	return t;
}

struct thing *thing_word(struct world *w, const char *text)
{
	struct thing *t = thing_new(w, THING_WORD);
	t->text = text;
	return t;
}

struct thing *thing_atom(struct world *w, const char *text)
{
	struct thing *t = thing_new(w, THING_ATOM);
	t->text = text;
	return t;
}

static void reserve(struct world *w, struct thing *t, size_t room)
{
	if (room <= t->room)
		return;
	room = room < t->room * 2 ? t->room * 2 : room;
	struct thing **items = arena_alloc(&w->arena, room * sizeof(struct thing *));
	if (t->count)
		memcpy(items, t->items, t->count * sizeof *items);
	t->items = items;
	t->room = room;
}

void thing_insert(struct world *w, struct thing *parent, size_t at, struct thing *item)
{
	reserve(w, parent, parent->count + 1);
	memmove(parent->items + at + 1, parent->items + at, (parent->count - at) * sizeof *parent->items);
	parent->items[at] = item;
	parent->count++;
	item->parent = parent;
}

size_t thing_index(const struct thing *t)
{
	size_t i = 0;
	while (t->parent->items[i] != t)
		i++;
	return i;
}

void thing_remove(struct thing *t)
{
	struct thing *p = t->parent;
	size_t at = thing_index(t);
	memmove(p->items + at, p->items + at + 1, (p->count - at - 1) * sizeof *p->items);
	p->count--;
	t->parent = NULL;
}

struct thing *thing_get(const struct thing *map, const char *key)
{
	for (size_t i = 0; map && map->kind == THING_MAP && i < map->count; i++)
		if (strcmp(map->items[i]->key, key) == 0)
			return map->items[i];
	return NULL;
}

struct thing *thing_by_uid(const struct thing *among, unsigned uid)
{
	for (size_t i = 0; among && i < among->count; i++)
		if (among->items[i]->uid == uid)
			return among->items[i];
	return NULL;
}

struct thing *thing_copy(struct world *w, const struct thing *t)
{
	struct thing *copy = arena_alloc(&w->arena, sizeof *copy);
	*copy = *t;
	copy->items = NULL;
	copy->room = copy->count = 0;
	copy->parent = NULL;
	if (t->count) {
		reserve(w, copy, t->count);
		for (size_t i = 0; i < t->count; i++) {
			copy->items[i] = thing_copy(w, t->items[i]);
			copy->items[i]->parent = copy;
		}
		copy->count = t->count;
	}
	return copy;
}

static void index_things(struct model *m, struct thing *t)
{
	m->by_uid[t->uid] = t;
	for (size_t i = 0; i < t->count; i++)
		index_things(m, t->items[i]);
}

struct model model_copy(struct world *w, const struct thing *root)
{
	struct model m = {.root = thing_copy(w, root), .room = w->uids + 1};
	m.by_uid = arena_alloc(&w->arena, m.room * sizeof(struct thing *));
	index_things(&m, m.root);
	return m;
}

struct thing *model_find(const struct model *m, unsigned uid)
{
	struct thing *t = uid < m->room ? m->by_uid[uid] : NULL;
	for (const struct thing *up = t; up != m->root; up = up->parent)
		if (!up)
			return NULL;
	return t;
}

static bool same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

bool thing_equal(const struct thing *a, const struct thing *b, bool comments, bool order)
{
	if (a->kind != b->kind || a->count != b->count || !same_text(a->text, b->text))
		return false;
	if (comments && (!same_text(a->above, b->above) || !same_text(a->behind, b->behind)))
		return false;
	for (size_t i = 0; i < a->count; i++) {
		const struct thing *x = a->items[i], *y = b->items[i];
		if (x->uid != y->uid && (order || !(y = thing_by_uid(b, x->uid))))
			return false;
		if (!thing_equal(x, y, comments, order))
			return false;
	}
	return true;
}

void thing_words(struct str *out, const struct thing *t)
{
	if (t->text) {
		if (out->len)
			str_add_char(out, ' ');
		str_add_text(out, t->text);
	}
	for (size_t i = 0; i < t->count; i++)
		thing_words(out, t->items[i]);
}

static size_t word_count(const char *text)
{
	size_t n = *text != '\0';
	for (; *text; text++)
		n += *text == ' ';
	return n;
}

double thing_likeness(const struct thing *a, const struct thing *b)
{
	struct str x = {0}, y = {0};
	size_t both = 0, all;
	thing_words(&x, a);
	thing_words(&y, b);
	str_add_char(&y, ' ');
	all = word_count(str_text(&x)) + word_count(str_text(&y)) - 1;
	for (char *word, *rest = x.p; rest && (word = strsep(&rest, " "));) {
		size_t len = strlen(word);
		for (char *at = y.p; (at = strstr(at, word)); at++)
			if ((at == y.p || at[-1] == ' ') && at[len] == ' ') {
				memset(at, '\1', len);
				both++;
				break;
			}
	}
	str_free(&x);
	str_free(&y);
	return all ? 2.0 * (double)both / (double)all : 1;
}
