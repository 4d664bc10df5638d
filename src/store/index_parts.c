#include "store/index_parts.h"

#include "base/hash.h"
#include "base/io.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

static const uint64_t magic = 0x3230534e454c4544;

/* Behind it for each version: 2 n + readable, and n times 3 k + the number of a sign; k is the number of a path from 1, 0 a new one
 * that follows and gets the next number. */
struct header {
	uint64_t magic, generation;
	uint32_t count, len; /* versions; bytes behind the header */
	struct store_short last; /* the version of the last */
	unsigned char pad[2];
	uint64_t hash, own_hash;
};

void store_part_rows_clear(struct store_part_rows *rows)
{
	for (size_t i = 0; i < rows->count; i++)
		free(rows->p[i].parts);
	vec_free(rows);
}

/* --- bytes -------------------------------------------------------------------------------- */

static void put(struct str *out, size_t number)
{
	for (; number > 0x7f; number >>= 7)
		str_add_char(out, (char)(number | 0x80));
	str_add_char(out, (char)number);
}

static bool take(const struct str *in, size_t *at, size_t *out)
{
	*out = 0;
	for (int shift = 0; *at < in->len && shift < 35; shift += 7) {
		unsigned char c = (unsigned char)in->p[(*at)++];
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

/* `paths` and `keys` are those so far; NULL: nobody looked, and each text is in full. */
static void put_row(struct str *out, const struct store_part_row *row, struct store_words *paths, struct store_words *keys)
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

/* What was taken so far: texts in `bytes`, one behind the other. */
struct texts {
	struct str bytes;
	struct text {
		size_t at, len;
	} *p;
	size_t count, room;
};

static void add_text(struct texts *t, const char *a, size_t a_len, const char *b, size_t b_len)
{
	struct text text = {t->bytes.len, a_len + b_len};
	str_add(&t->bytes, a, a_len);
	str_add(&t->bytes, b, b_len);
	vec_push(t, text);
}

static void texts_clear(struct texts *t)
{
	str_free(&t->bytes);
	vec_free(t);
}

static bool take_path(const struct str *in, size_t *at, struct texts *paths, struct texts *keys)
{
	size_t above, key;
	struct str start = {0};
	if (!take(in, at, &above) || !take(in, at, &key) || above > paths->count || key > keys->count)
		return false;
	if (key == 0) {
		const char *nul = memchr(in->p + *at, '\0', in->len - *at);
		if (!nul)
			return false;
		add_text(keys, in->p + *at, (size_t)(nul - in->p) - *at, NULL, 0);
		*at = (size_t)(nul - in->p) + 1;
		key = keys->count;
	}
	if (above) {
		str_add(&start, paths->bytes.p + paths->p[above - 1].at, paths->p[above - 1].len);
		str_add_char(&start, '/');
	}
	add_text(paths, str_text(&start), start.len, str_text(&keys->bytes) + keys->p[key - 1].at, keys->p[key - 1].len);
	str_free(&start);
	return true;
}

static bool take_row(const struct str *in, size_t *at, struct store_part_row *row, struct texts *paths, struct texts *keys)
{
	struct str parts = {0};
	size_t head, number;
	bool good = take(in, at, &head);
	for (size_t i = 0; good && i < head / 2; i++) {
		good = take(in, at, &number) && number / 3 <= paths->count;
		if (good && number / 3 == 0)
			good = take_path(in, at, paths, keys);
		if (!good)
			break;
		const struct text *t = &paths->p[number / 3 ? number / 3 - 1 : paths->count - 1];
		str_add_char(&parts, signs[number % 3]);
		str_add(&parts, str_text(&paths->bytes) + t->at, t->len);
		str_add_char(&parts, '\0');
	}
	*row = (struct store_part_row){.len = parts.len, .readable = head & 1};
	row->parts = str_take(&parts);
	return good;
}

static uint64_t hash_of(const struct header *h)
{
	return hash_add(HASH_START, (const char *)h, offsetof(struct header, own_hash));
}

/* --- on disk ------------------------------------------------------------------------------ */

/* Of a plan in the folder of a gemeente a plus stands for the slash; the caller's. */
static char *file_name(const char *plan)
{
	struct str name = {0};
	str_addf(&name, "delen-%s", plan);
	for (size_t i = 0; i < name.len; i++)
		if (name.p[i] == '/')
			name.p[i] = '+';
	return str_take(&name);
}

static int open_file(const struct store *s, const char *plan, int flags)
{
	char *name = file_name(plan);
	int fd = store_index_file(s, name, flags);
	free(name);
	return fd;
}

static bool read_header(int fd, uint64_t generation, struct header *h)
{
	return pread(fd, h, sizeof *h, 0) == (ssize_t)sizeof *h && h->magic == magic && h->own_hash == hash_of(h) && h->generation == generation;
}

void store_parts_load(const struct store *s, uint64_t generation, const char *plan, struct store_part_rows *out)
{
	struct header h;
	struct str bytes = {0}, all = {0};
	struct texts paths = {0}, keys = {0};
	int fd = open_file(s, plan, O_RDONLY);
	bool good = fd >= 0 && read_header(fd, generation, &h) && io_read_all(&all, fd, sizeof h + h.len) == 0 && all.len >= sizeof h + h.len;
	if (good)
		str_add(&bytes, all.p + sizeof h, h.len);
	good = good && hash_add(HASH_START, str_text(&bytes), bytes.len) == h.hash;
	for (size_t i = 0, at = 0; good && i < h.count; i++) {
		struct store_part_row row;
		good = take_row(&bytes, &at, &row, &paths, &keys);
		vec_push(out, row);
	}
	if (!good)
		store_part_rows_clear(out);
	if (fd >= 0)
		close(fd);
	texts_clear(&paths);
	texts_clear(&keys);
	str_free(&bytes);
	str_free(&all);
}

static void seal(struct header *h)
{
	h->own_hash = hash_of(h);
}

void store_parts_save(const struct store *s, uint64_t generation, const char *plan, const struct store_part_rows *rows, const struct store_short *last)
{
	struct str bytes = {0}, data = {0};
	struct store_words paths = {0}, keys = {0};
	struct header h;
	for (size_t i = 0; i < rows->count; i++)
		put_row(&data, &rows->p[i], &paths, &keys);
	memset(&h, 0, sizeof h);
	h.magic = magic;
	h.generation = generation;
	h.count = (uint32_t)rows->count;
	h.len = (uint32_t)data.len;
	h.last = *last;
	h.hash = hash_add(HASH_START, str_text(&data), data.len);
	seal(&h);
	str_add(&bytes, (const char *)&h, sizeof h);
	str_add(&bytes, str_text(&data), data.len);
	int folder = store_index_folder(s, true);
	char *name = file_name(plan);
	if (folder >= 0) {
		store_index_write(folder, s, name, &bytes);
		close(folder);
	}
	free(name);
	store_words_clear(&paths);
	store_words_clear(&keys);
	str_free(&bytes);
	str_free(&data);
}

void store_parts_note(const struct store *s, uint64_t generation, const char *plan, const struct store_short *last, const struct store_short *commit,
                      const struct store_part_row *row)
{
	struct header h;
	struct str data = {0};
	int fd = open_file(s, plan, O_RDWR);
	if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0 && read_header(fd, generation, &h) && store_short_is(&h.last, last)) {
		put_row(&data, row, NULL, NULL);
		off_t at = (off_t)(sizeof h + h.len);
		h.count++;
		h.len += (uint32_t)data.len;
		h.last = *commit;
		h.hash = hash_add(h.hash, data.p, data.len);
		seal(&h);
		if (pwrite(fd, data.p, data.len, at) == (ssize_t)data.len && pwrite(fd, &h, sizeof h, 0) != (ssize_t)sizeof h)
			(void)0; /* who reads it next finds it damaged, and makes it anew */
	}
	if (fd >= 0)
		close(fd);
	str_free(&data);
}
