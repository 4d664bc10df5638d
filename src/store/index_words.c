/* What the rows of the index are made of: short ids, and texts by their number. */
#include "store/index.h"

#include "base/hash.h"

#include <stdlib.h>
#include <string.h>

/* --- short ids --------------------------------------------------------------------------- */

struct store_short store_shorten(const git_oid *id)
{
	struct store_short out;
	memcpy(out.p, id->id, STORE_PREFIX);
	return out;
}

bool store_short_is(const struct store_short *a, const struct store_short *b)
{
	return memcmp(a->p, b->p, STORE_PREFIX) == 0;
}

bool store_short_is_none(const struct store_short *a)
{
	static const struct store_short none;
	return store_short_is(a, &none);
}

int store_lengthen(git_odb *odb, const struct store_short *from, git_oid *out)
{
	git_oid start = {{0}};
	memcpy(start.id, from->p, STORE_PREFIX);
	return git_odb_exists_prefix(out, odb, &start, 2 * STORE_PREFIX);
}

/* --- texts ----------------------------------------------------------------------------------- */

static size_t slot_of(const struct store_words *w, const char *text, size_t len)
{
	size_t at = hash_bytes(text, len) & (w->slots - 1);
	while (w->table[at] && !bytes_equal(w->p[w->table[at] - 1].text, w->p[w->table[at] - 1].len, text, len))
		at = (at + 1) & (w->slots - 1);
	return at;
}

static void words_grow(struct store_words *w)
{
	w->slots = w->slots ? w->slots * 2 : 64;
	free(w->table);
	w->table = mem_alloc(w->slots * sizeof *w->table);
	for (size_t i = 0; i < w->count; i++)
		w->table[slot_of(w, w->p[i].text, w->p[i].len)] = (uint32_t)i + 1;
}

bool store_words_find(const struct store_words *w, const char *text, size_t len, size_t *out)
{
	uint32_t number = w->slots ? w->table[slot_of(w, text, len)] : 0;
	*out = number - 1;
	return number > 0;
}

size_t store_words_add(struct store_words *w, const char *text, size_t len)
{
	if (w->count * 2 >= w->slots)
		words_grow(w);
	size_t slot = slot_of(w, text, len);
	if (!w->table[slot]) {
		vec_push(w, (struct store_word){mem_copy(text, len), len});
		w->table[slot] = (uint32_t)w->count;
	}
	return w->table[slot] - 1;
}

void store_words_clear(struct store_words *w)
{
	for (size_t i = 0; i < w->count; i++)
		free(w->p[i].text);
	vec_free(w);
	free(w->table);
	*w = (struct store_words){0};
}
