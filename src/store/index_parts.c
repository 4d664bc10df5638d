#include "store/index_parts.h"

#include "base/hash.h"
#include "base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

static const uint64_t magic = 0x3130534e454c4544;

/* Behind it for each version: 2 n + readable, and n times a number; 0 is a new text, with its NUL, that gets the next number. */
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

/* `known` NULL: each text in full. */
static void put_row(struct str *out, const struct store_part_row *row, struct store_words *known)
{
	put(out, texts_in(row) * 2 + row->readable);
	for (size_t at = 0; at < row->len;) {
		size_t len = strlen(row->parts + at), number = 0;
		bool is_known = known && store_words_find(known, row->parts + at, len, &number);
		put(out, is_known ? number + 1 : 0);
		if (!is_known) {
			str_add(out, row->parts + at, len + 1);
			if (known)
				store_words_add(known, row->parts + at, len);
		}
		at += len + 1;
	}
}

struct texts {
	struct text {
		const char *p;
		size_t len;
	} *p;
	size_t count, room;
};

static bool take_row(const struct str *in, size_t *at, struct store_part_row *row, struct texts *known)
{
	struct str parts = {0};
	size_t head, number;
	bool good = take(in, at, &head);
	for (size_t i = 0; good && i < head / 2; i++) {
		good = take(in, at, &number) && number <= known->count;
		if (good && number == 0) {
			const char *nul = memchr(in->p + *at, '\0', in->len - *at);
			good = nul != NULL;
			if (good) {
				vec_push(known, (struct text){in->p + *at, (size_t)(nul - in->p) - *at});
				*at = (size_t)(nul - in->p) + 1;
				number = known->count;
			}
		}
		if (good)
			str_add(&parts, known->p[number - 1].p, known->p[number - 1].len + 1);
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

static int open_file(const struct store *s, const char *plan, int flags, char **name)
{
	char *folder = store_index_folder(s, flags & O_RDWR);
	struct str path = {0};
	if (!folder)
		return -1;
	str_addf(&path, "delen-%s", plan);
	for (size_t i = 0; i < path.len; i++)
		if (path.p[i] == '/')
			path.p[i] = '+';
	int at = open(folder, O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW), fd = at;
	if (name)
		*name = mem_text(path.p);
	else if (at >= 0)
		fd = openat(at, path.p, flags | O_CLOEXEC | O_NOFOLLOW);
	if (!name && at >= 0)
		close(at);
	str_free(&path);
	free(folder);
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
	struct texts known = {0};
	int fd = open_file(s, plan, O_RDONLY, NULL);
	bool good = fd >= 0 && read_header(fd, generation, &h) && io_read_all(&all, fd, sizeof h + h.len) == 0 && all.len >= sizeof h + h.len;
	if (good)
		str_add(&bytes, all.p + sizeof h, h.len);
	good = good && hash_add(HASH_START, str_text(&bytes), bytes.len) == h.hash;
	for (size_t i = 0, at = 0; good && i < h.count; i++) {
		struct store_part_row row;
		good = take_row(&bytes, &at, &row, &known);
		vec_push(out, row);
	}
	if (!good)
		store_part_rows_clear(out);
	if (fd >= 0)
		close(fd);
	vec_free(&known);
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
	struct store_words known = {0};
	struct header h;
	char *name = NULL;
	for (size_t i = 0; i < rows->count; i++)
		put_row(&data, &rows->p[i], &known);
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
	int at = open_file(s, plan, O_RDWR, &name);
	if (at >= 0 && io_replace(at, name, bytes.p, bytes.len, 0666) != 0)
		unlinkat(at, name, 0);
	if (at >= 0)
		close(at);
	free(name);
	store_words_clear(&known);
	str_free(&bytes);
	str_free(&data);
}

void store_parts_note(const struct store *s, uint64_t generation, const char *plan, const struct store_short *last, const struct store_short *commit,
                      const struct store_part_row *row)
{
	struct header h;
	struct str data = {0};
	int fd = open_file(s, plan, O_RDWR, NULL);
	if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0 && read_header(fd, generation, &h) && store_short_is(&h.last, last)) {
		put_row(&data, row, NULL);
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
