#include "store/index_parts.h"

#include "base/hash.h"
#include "base/io.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

enum { BYTES_MOST = 1 << 28 };

static const uint64_t magic = 0x3430534e454c4544;

/* What follows it is told in index_parts_code.c. */
struct header {
	uint64_t magic, ids;
	uint32_t count, len; /* versions; bytes behind the header */
	struct store_short last; /* the version of the last */
	unsigned char pad[2];
	uint64_t hash, own_hash;
};

uint64_t store_parts_ids(uint64_t ids, const struct store_short *version)
{
	return hash_add(ids, (const char *)version->p, sizeof version->p);
}

void store_part_rows_clear(struct store_part_rows *rows)
{
	vec_free(rows);
	str_free(&rows->bytes);
	*rows = (struct store_part_rows){0};
}

/* With the plan: two that were made in one version have the same versions, and no two the same parts. */
static uint64_t hash_of(const struct header *h, const char *plan)
{
	return hash_add(hash_add(HASH_START, plan, strlen(plan)), (const char *)h, offsetof(struct header, own_hash));
}

static void seal(struct header *h, const char *plan)
{
	h->own_hash = hash_of(h, plan);
}

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

static bool read_header(int fd, struct header *h, const char *plan)
{
	return pread(fd, h, sizeof *h, 0) == (ssize_t)sizeof *h && h->magic == magic && h->own_hash == hash_of(h, plan) && h->len < BYTES_MOST;
}

void store_parts_load(const struct store *s, const char *plan, struct store_part_rows *out)
{
	struct header h;
	struct str all = {0};
	store_part_rows_clear(out);
	int fd = open_file(s, plan, O_RDONLY);
	bool good = fd >= 0 && read_header(fd, &h, plan) && io_read_all(&all, fd, sizeof h + h.len) == 0 && all.len >= sizeof h + h.len &&
	            hash_add(HASH_START, all.p + sizeof h, h.len) == h.hash && store_parts_take(out, all.p + sizeof h, h.len, h.count);
	if (good)
		out->ids = h.ids;
	else
		store_part_rows_clear(out);
	if (fd >= 0)
		close(fd);
	str_free(&all);
}

void store_parts_save(const struct store *s, const char *plan, const struct store_part_rows *rows, const struct store_short *last)
{
	struct str bytes = {0}, data = {0};
	struct store_words paths = {0}, keys = {0};
	struct header h;
	for (size_t i = 0; i < rows->count; i++)
		store_parts_put(&data, &rows->p[i], &paths, &keys);
	memset(&h, 0, sizeof h);
	h.magic = magic;
	h.ids = rows->ids;
	h.count = (uint32_t)rows->count;
	h.len = (uint32_t)data.len;
	h.last = *last;
	h.hash = hash_add(HASH_START, str_text(&data), data.len);
	seal(&h, plan);
	str_add(&bytes, (const char *)&h, sizeof h);
	str_add(&bytes, str_text(&data), data.len);
	int folder = data.len < BYTES_MOST ? store_index_folder(s, true) : -1;
	char *name = file_name(plan);
	if (folder >= 0 && flock(folder, LOCK_EX | LOCK_NB) == 0)
		store_index_write(folder, s, name, &bytes);
	if (folder >= 0)
		close(folder);
	free(name);
	store_words_clear(&paths);
	store_words_clear(&keys);
	str_free(&bytes);
	str_free(&data);
}

void store_parts_note(const struct store *s, const char *plan, const struct store_short *last, const struct store_short *version,
                      const struct store_part_row *row)
{
	struct header h;
	struct str data = {0};
	int fd = open_file(s, plan, O_RDWR);
	if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0 && read_header(fd, &h, plan) && store_short_is(&h.last, last)) {
		store_parts_put(&data, row, NULL, NULL);
		off_t at = (off_t)(sizeof h + h.len);
		h.count++;
		h.len += (uint32_t)data.len;
		h.last = *version;
		h.ids = store_parts_ids(h.ids, version);
		h.hash = hash_add(h.hash, data.p, data.len);
		seal(&h, plan);
		if (pwrite(fd, data.p, data.len, at) == (ssize_t)data.len && pwrite(fd, &h, sizeof h, 0) != (ssize_t)sizeof h)
			(void)0; /* who reads it next finds it damaged, and makes it anew */
	}
	if (fd >= 0)
		close(fd);
	str_free(&data);
}
