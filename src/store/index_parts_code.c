/* What changed, as bytes.
 *
 * For each version: 2 n + readable, and n times 3 k + the number of a sign; k is the number of a path from 1, 0 a new one that follows
 * and gets the next number. */
#include "store/index_parts.h"

#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

enum { BYTES_MOST = 1 << 28 /* of what is taken: few bytes can stand for many */ };

static void put(struct str *out, size_t number)
{
	for (; number > 0x7f; number >>= 7)
		str_add_char(out, (char)(number | 0x80));
	str_add_char(out, (char)number);
}

/* Bytes that are taken one by one. */
struct input {
	const char *p;
	size_t len, at;
};

static bool take(struct input *in, size_t *out)
{
	*out = 0;
	for (int shift = 0; in->at < in->len && shift < 35; shift += 7) {
		unsigned char c = (unsigned char)in->p[in->at++];
		*out |= (size_t)(c & 0x7f) << shift;
		if (!(c & 0x80))
			return true;
	}
	return false;
}

static size_t texts_in(const struct store_part_row *row)
{
	size_t count = 0;
	for (size_t i = 0; i < row->len; i++)
		count += row->parts[i] == '\0';
	return count;
}

static const char signs[] = "~+-";

static size_t sign_number(char sign)
{
	return (size_t)(strchr(signs, sign) - signs);
}

/* A path that was not there yet: the number of the path that it goes on from (0: none) and its last key, which are few: by a number
 * too, or 0 and in full. */
static void put_path(struct str *out, const char *path, size_t len, struct store_words *paths, struct store_words *keys)
{
	const char *slash = paths ? memrchr(path, '/', len) : NULL;
	size_t above = 0, number;
	bool goes_on = slash && store_words_find(paths, path, (size_t)(slash - path), &above);
	const char *key = goes_on ? slash + 1 : path;
	size_t key_len = len - (size_t)(key - path);
	put(out, goes_on ? above + 1 : 0);
	bool known = keys && store_words_find(keys, key, key_len, &number);
	put(out, known ? number + 1 : 0);
	if (!known) {
		str_add(out, key, key_len);
		str_add_char(out, '\0');
	}
	if (paths) {
		store_words_add(keys, key, key_len);
		store_words_add(paths, path, len);
	}
}

void store_parts_put(struct str *out, const struct store_part_row *row, struct store_words *paths, struct store_words *keys)
{
	put(out, texts_in(row) * 2 + row->readable);
	for (size_t at = 0; at < row->len;) {
		const char *path = row->parts + at + 1;
		size_t len = strlen(path), number = 0;
		bool known = paths && store_words_find(paths, path, len, &number);
		put(out, (known ? number + 1 : 0) * 3 + sign_number(row->parts[at]));
		if (!known)
			put_path(out, path, len, paths, keys);
		at += len + 2;
	}
}

/* --- taking ------------------------------------------------------------------------------- */

/* Texts that were taken so far, one behind the other. */
struct texts {
	struct str bytes;
	struct text {
		size_t at, len;
	} *p;
	size_t count, room;
};

static void texts_clear(struct texts *t)
{
	str_free(&t->bytes);
	vec_free(t);
}

static void add_key(struct texts *t, const char *key, size_t len)
{
	struct text text = {t->bytes.len, len};
	str_add(&t->bytes, key, len);
	vec_push(t, text);
}

/* A path below another (NULL: none). */
static void add_path(struct texts *t, const struct text *above, const char *key, size_t len)
{
	struct text text = {t->bytes.len, len + (above ? above->len + 1 : 0)};
	if (above) {
		size_t from = above->at;
		str_add_times(&t->bytes, '/', above->len + 1);
		memcpy(t->bytes.p + text.at, t->bytes.p + from, text.len - len - 1);
	}
	str_add(&t->bytes, key, len);
	vec_push(t, text);
}

static bool take_path(struct input *in, struct texts *paths, struct texts *keys)
{
	size_t above, key;
	if (!take(in, &above) || !take(in, &key) || above > paths->count || key > keys->count || paths->bytes.len > BYTES_MOST)
		return false;
	if (key == 0) {
		const char *start = in->p + in->at, *nul = memchr(start, '\0', in->len - in->at);
		if (!nul)
			return false;
		add_key(keys, start, (size_t)(nul - start));
		in->at += (size_t)(nul - start) + 1;
		key = keys->count;
	}
	const struct text *last = &keys->p[key - 1];
	add_path(paths, above ? &paths->p[above - 1] : NULL, keys->bytes.p + last->at, last->len);
	return true;
}

static bool take_row(struct input *in, struct str *out, bool *readable, struct texts *paths, struct texts *keys)
{
	size_t head, number;
	if (!take(in, &head))
		return false;
	for (size_t i = 0; i < head / 2; i++) {
		if (!take(in, &number) || number / 3 > paths->count || (number / 3 == 0 && !take_path(in, paths, keys)) || out->len > BYTES_MOST)
			return false;
		const struct text *t = &paths->p[number / 3 ? number / 3 - 1 : paths->count - 1];
		str_add_char(out, signs[number % 3]);
		str_add(out, paths->bytes.p + t->at, t->len);
		str_add_char(out, '\0');
	}
	*readable = head & 1;
	return true;
}

bool store_parts_take(struct store_part_rows *out, const char *bytes, size_t len, size_t count)
{
	struct input in = {bytes, len, 0};
	struct texts paths = {0}, keys = {0};
	bool good = true, readable;
	for (size_t i = 0; i < count && good; i++) {
		size_t from = out->bytes.len;
		good = take_row(&in, &out->bytes, &readable, &paths, &keys);
		if (good)
			vec_push(out, (struct store_part_row){NULL, out->bytes.len - from, readable});
	}
	for (size_t i = 0, at = 0; i < out->count; at += out->p[i++].len)
		out->p[i].parts = str_text(&out->bytes) + at;
	texts_clear(&paths);
	texts_clear(&keys);
	return good;
}
