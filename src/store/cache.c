/* The file is a line that tells the format, and records one behind the other.  New ones are put at its end; where it is damaged, or
 * holds mostly what nobody needs any more, it is written anew. */
#include "store/cache.h"

#include "base/arena.h"
#include "base/hash.h"
#include "base/io.h"
#include "base/table.h"
#include "base/vec.h"
#include "store/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

enum {
	FILE_MOST = 1 << 28,
	STALE_MOST = 100 /* records of no use, besides as many as there are of use, before a file is written anew */
};

/* Before each record, in the byte order of the computer: to one of another order the file is damaged. */
struct mark {
	uint64_t len; /* of what follows, the body: the blob, a NUL, the value, a NUL */
	uint64_t sum; /* of that and of `len` */
};

struct known {
	const char *blob, *value;
	size_t len;
	bool stored; /* it is in the file, as far as that was read */
};

struct store_cache {
	struct store *store;
	char *folder, *name;
	struct str first;      /* the line of the format */
	struct arena made;     /* bodies that were put … */
	VEC(char *) read;      /* … and what was read, with bodies in it */
	VEC(struct known) known;
	struct table by_blob;  /* numbers of `known` */
	bool unsaved;          /* there may be something that the file hasn't */
	struct stat file;      /* as it was last read; zero: none … */
	size_t sound, records; /* … how far it can be read, and what is in that part */
};

struct store_cache *store_cache_new(struct store *s, const char *name, uint64_t format)
{
	struct store_cache *c = mem_alloc(sizeof *c);
	struct str folder = {0};
	str_addf(&folder, "%s/buurtplan", s->common);
	*c = (struct store_cache){.store = s, .folder = str_take(&folder), .name = mem_text(name)};
	str_addf(&c->first, "buurtplan 1 %016llx\n", (unsigned long long)format);
	return c;
}

void store_cache_free(struct store_cache *c)
{
	if (!c)
		return;
	free(c->folder);
	free(c->name);
	str_free(&c->first);
	arena_clear(&c->made);
	for (size_t i = 0; i < c->read.count; i++)
		free(c->read.p[i]);
	vec_free(&c->read);
	vec_free(&c->known);
	table_clear(&c->by_blob);
	free(c);
}

static struct known *find(const struct store_cache *c, const char *blob)
{
	size_t i = table_find(&c->by_blob, blob);
	return i == TABLE_NONE ? NULL : &c->known.p[i];
}

/* In place of what is known of that blob; the body is ours. */
static struct known *learn(struct store_cache *c, const char *body, size_t len)
{
	size_t *number = table_at(&c->by_blob, body), before = strlen(body) + 1;
	if (*number == TABLE_NONE) {
		*number = c->known.count;
		vec_push(&c->known, (struct known){0});
	}
	struct known *k = &c->known.p[*number];
	*k = (struct known){body, body + before, len - before - 1, false};
	return k;
}

const char *store_cache_get(const struct store_cache *c, const char *blob, size_t *len)
{
	const struct known *k = find(c, blob);
	if (k && len)
		*len = k->len;
	return k ? k->value : NULL;
}

const char *store_cache_put(struct store_cache *c, const char *blob, const char *bytes, size_t len)
{
	size_t before = strlen(blob) + 1;
	char *body = arena_alloc(&c->made, before + len + 1);
	memcpy(body, blob, before);
	memcpy(body + before, bytes, len);
	c->unsaved = true;
	return learn(c, body, before + len + 1)->value;
}

/* --- the file ------------------------------------------------------------------------ */

static uint64_t sum_of(uint64_t len, const char *body)
{
	return hash_words(hash_words(HASH_START, (const char *)&len, sizeof len), body, len);
}

static void add_record(struct str *out, const struct known *k)
{
	struct mark mark = {.len = strlen(k->blob) + 1 + k->len + 1};
	mark.sum = sum_of(mark.len, k->blob); /* the value stands behind it */
	str_add(out, (const char *)&mark, sizeof mark);
	str_add(out, k->blob, mark.len);
}

/* Is there a whole record at the start of these bytes?  Its `mark`, and where its body is, then. */
static bool take_mark(const char *bytes, size_t len, struct mark *mark, const char **body)
{
	if (len < sizeof *mark)
		return false;
	memcpy(mark, bytes, sizeof *mark);
	*body = bytes + sizeof *mark;
	if (mark->len > len - sizeof *mark || mark->sum != sum_of(mark->len, *body))
		return false;
	size_t before = strnlen(*body, mark->len) + 1;
	return before < mark->len && (*body)[mark->len - 1] == '\0';
}

/* Of what stands from c->sound on, as far as it is sound; the bytes are ours. */
static void take_records(struct store_cache *c, const char *bytes, size_t len)
{
	struct mark mark;
	const char *body;
	for (size_t at = 0; take_mark(bytes + at, len - at, &mark, &body); at += sizeof mark + mark.len) {
		learn(c, body, mark.len)->stored = true;
		c->records++;
		c->sound += sizeof mark + mark.len;
	}
}

/* Another file than the one that was read, or none: nothing that we know is in it. */
static void forget_file(struct store_cache *c)
{
	for (size_t i = 0; i < c->known.count; i++)
		c->known.p[i].stored = false;
	c->unsaved = c->known.count > 0;
	c->sound = c->records = 0;
}

static bool is_same(const struct store_cache *c, const struct stat *st)
{
	return c->file.st_ino == st->st_ino && c->file.st_dev == st->st_dev && (size_t)st->st_size >= c->sound;
}

static void read_on(struct store_cache *c, int fd)
{
	struct str bytes = {0};
	size_t skip = 0, records = c->records;
	if (lseek(fd, (off_t)c->sound, SEEK_SET) < 0 || io_read_all(&bytes, fd, FILE_MOST))
		bytes.len = 0;
	if (c->sound == 0 && bytes.len >= c->first.len && memcmp(bytes.p, c->first.p, c->first.len) == 0)
		c->sound = skip = c->first.len;
	if (c->sound > 0)
		take_records(c, str_text(&bytes) + skip, bytes.len - skip);
	if (c->records > records)
		vec_push(&c->read, str_take(&bytes));
	str_free(&bytes);
}

void store_cache_refresh(struct store_cache *c)
{
	struct stat st = {0};
	struct str path = {0};
	str_addf(&path, "%s/%s", c->folder, c->name);
	int fd = open(path.p, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	str_free(&path);
	bool is_there = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
	if (!is_there)
		st = (struct stat){0};
	if (!is_there || !is_same(c, &st))
		forget_file(c);
	if (is_there && (size_t)st.st_size > c->sound)
		read_on(c, fd);
	c->file = st;
	if (fd >= 0)
		close(fd);
}

/* --- keeping ---------------------------------------------------------------------------- */

/* Appends the records of the blobs of the list that aren't in the file. */
static size_t add_records(struct store_cache *c, const struct store_list *list, struct str *out)
{
	size_t count = 0;
	for (size_t i = 0; i < list->count; i++) {
		struct known *k = find(c, list->entries[i].blob);
		if (!k || k->stored || k->len > STORE_CACHE_VALUE)
			continue;
		k->stored = true;
		add_record(out, k);
		count++;
	}
	return count;
}

static void write_anew(struct store_cache *c, int folder, const struct store_list *list)
{
	struct str bytes = {0};
	str_add(&bytes, c->first.p, c->first.len);
	forget_file(c);
	add_records(c, list, &bytes);
	if (io_replace(folder, c->name, bytes.p, bytes.len, 0666))
		forget_file(c);
	else
		store_cache_refresh(c);
	str_free(&bytes);
}

/* Nothing half-written stays behind, if that can be. */
static void write_more(struct store_cache *c, int folder, const struct store_list *list)
{
	struct str bytes = {0};
	struct stat st;
	size_t count = add_records(c, list, &bytes);
	int fd = openat(folder, c->name, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (fd >= 0 && bytes.len > 0 && fstat(fd, &st) == 0 && is_same(c, &st)) {
		if (io_write_all(fd, bytes.p, bytes.len) == 0) {
			c->records += count;
			c->sound += bytes.len;
		} else {
			ftruncate(fd, (off_t)c->sound);
			forget_file(c);
		}
	}
	if (fd >= 0)
		close(fd);
	str_free(&bytes);
}

/* With the lock held: the file is as we see it. */
static void write_file(struct store_cache *c, int folder, const struct store_list *list)
{
	store_cache_refresh(c);
	bool damaged = c->sound == 0 || (size_t)c->file.st_size != c->sound;
	if (damaged || c->records > 2 * list->count + STALE_MOST)
		write_anew(c, folder, list);
	else
		write_more(c, folder, list);
	c->unsaved = false;
}

/* Whoever writes at this moment has the same to write, or there is a next time. */
void store_cache_keep(struct store_cache *c, const struct store_list *list)
{
	struct str lock = {0};
	if (!c->unsaved)
		return;
	mode_t before = store_umask_begin(c->store);
	int folder = store_own_folder(c->store, NULL, true);
	str_addf(&lock, "%s.slot", c->name);
	int fd = folder < 0 ? -1 : openat(folder, lock.p, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0666);
	if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0)
		write_file(c, folder, list);
	if (fd >= 0)
		close(fd);
	if (folder >= 0)
		close(folder);
	umask(before);
	str_free(&lock);
}
