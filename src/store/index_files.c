/* The files of the index: read when they can be believed, added to while nobody else does. */
#include "store/index_internal.h"

#include "base/hash.h"
#include "base/io.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const uint64_t magic = 0x3230535245565042; /* another byte order is another magic */

/* --- the folder -------------------------------------------------------------------------- */

int store_index_folder(const struct store *s, bool make)
{
	struct str name = {0};
	str_add_text(&name, "versies-");
	for (const char *p = s->branch + (strncmp(s->branch, "refs/heads/", 11) == 0 ? 11 : 0); *p; p++)
		str_add_char(&name, *p == '/' ? '+' : *p);
	int fd = store_own_folder(s, name.p, make);
	str_free(&name);
	return fd;
}

int store_index_file(const struct store *s, const char *name, int flags)
{
	int folder = store_index_folder(s, false), fd = -1;
	if (folder < 0)
		return -1;
	fd = openat(folder, name, flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK); /* a pipe with that name is waited for by nobody */
	close(folder);
	return fd;
}

void store_index_write(int folder, const struct store *s, const char *name, const struct str *bytes)
{
	mode_t before = store_umask_begin(s);
	if (io_replace_lightly(folder, name, str_text(bytes), bytes->len, 0666) != 0)
		unlinkat(folder, name, 0);
	umask(before);
}

/* --- the header -------------------------------------------------------------------------- */

static uint64_t hash_of(const struct index_header *h)
{
	return hash_add(HASH_START, (const char *)h, offsetof(struct index_header, own_hash));
}

void index_header_seal(struct index_header *h)
{
	h->own_hash = hash_of(h);
}

/* Where versions are missing the index is another one than with them. */
static uint64_t magic_of(const struct store *s)
{
	return magic ^ s->shallow;
}

static struct index_header header_of(const struct store *s, const struct store_index *x)
{
	struct index_header h;
	memset(&h, 0, sizeof h); /* what lies between the members is hashed too */
	h.magic = magic_of(s);
	h.generation = x->generation;
	memcpy(h.head, x->head.id, sizeof h.head);
	h.rows_len = (uint32_t)x->rows.len;
	h.head_order = x->head_order;
	h.names_len = x->names_bytes.len;
	h.rows_hash = x->rows_hash;
	h.names_hash = x->names_hash;
	index_header_seal(&h);
	return h;
}

static bool read_header(int fd, struct index_header *h, const struct store *s)
{
	return pread(fd, h, sizeof *h, 0) == (ssize_t)sizeof *h && h->magic == magic_of(s) && h->own_hash == hash_of(h) && h->generation &&
	       h->rows_len % INDEX_ROW == 0 && h->rows_len < INDEX_ROWS_MOST && h->names_len < INDEX_ROWS_MOST;
}

/* --- reading ------------------------------------------------------------------------------ */

/* Adds what stands from `at` up to `until`; false where it is shorter. */
bool index_read_from(int fd, struct str *out, size_t at, size_t until)
{
	char part[1 << 16];
	while (at < until) {
		size_t most = until - at < sizeof part ? until - at : sizeof part;
		ssize_t n = pread(fd, part, most, (off_t)at);
		if (n <= 0)
			return false;
		str_add(out, part, (size_t)n);
		at += (size_t)n;
	}
	return true;
}

/* "p" NAME, or "w" NAME NUL ADDRESS NUL MINUTES, each with a NUL behind it: the end of the one at `p`; NULL: it has none. */
const char *index_name_end(const char *p, const char *end)
{
	for (int texts = *p++ == 'p' ? 1 : 3; texts > 0; texts--) {
		const char *nul = p < end ? memchr(p, '\0', (size_t)(end - p)) : NULL;
		if (!nul)
			return NULL;
		p = nul + 1;
	}
	return p;
}

static bool are_names(const struct str *bytes)
{
	const char *p = str_text(bytes), *end = p + bytes->len;
	while (p && p < end)
		p = index_name_end(p, end);
	return p != NULL;
}

static void take_names(struct store_index *x, const struct str *bytes)
{
	const char *end = str_text(bytes) + bytes->len;
	for (const char *p = str_text(bytes), *next; p < end; p = next) {
		next = index_name_end(p, end);
		store_words_add(*p == 'p' ? &x->plans : &x->people, p + 1, (size_t)(next - p) - 2);
	}
	str_add(&x->names_bytes, str_text(bytes), bytes->len);
	x->named_plans = x->plans.count;
	x->named_people = x->people.count;
}

/* Every number in the rows from `from` on must be that of a text, and they in their order. */
static bool is_sound(const struct store_index *x, size_t from)
{
	struct store_touch newer, t;
	bool implied, first = true;
	for (size_t at = x->rows.len; at > from; first = false) {
		size_t start = store_index_row(x, at, &t, &implied);
		free(t.more);
		if (start >= at || t.plan >= x->plans.count || t.person >= x->people.count || (t.was != STORE_NO_PLAN && t.was >= x->plans.count) ||
		    (!first && store_touch_compare(&t, &newer) > 0))
			return false;
		newer = t;
		at = start;
	}
	return true;
}

/* What is there more than `x` has, if it can be believed; else that stays as it is. */
static bool read_rest(struct store_index *x, int rows, int names, const struct index_header *h)
{
	struct str more_rows = {0}, more_names = {0};
	size_t from = x->rows.len;
	bool good = h->rows_len >= from && h->names_len >= x->names_bytes.len && x->plans.count == x->named_plans &&
	            x->people.count == x->named_people && index_read_from(rows, &more_rows, sizeof *h + from, sizeof *h + h->rows_len) &&
	            index_read_from(names, &more_names, x->names_bytes.len, h->names_len) &&
	            index_rows_hash(x->rows_hash, str_text(&more_rows), more_rows.len) == h->rows_hash &&
	            hash_add(x->names_hash, str_text(&more_names), more_names.len) == h->names_hash && are_names(&more_names);
	if (good) {
		take_names(x, &more_names);
		str_add(&x->rows, str_text(&more_rows), more_rows.len);
		good = is_sound(x, from);
		if (!good)
			str_splice(&x->rows, from, x->rows.len - from, NULL, 0);
	}
	if (good) {
		x->rows_hash = h->rows_hash;
		x->names_hash = h->names_hash;
		memcpy(x->head.id, h->head, sizeof h->head);
		x->head_order = h->head_order;
	}
	str_free(&more_rows);
	str_free(&more_names);
	return good;
}

struct store_index *index_begin(const struct store *s, uint64_t generation)
{
	struct store_index *x = mem_alloc(sizeof *x);
	x->refs = 1;
	x->generation = generation;
	x->shallow = s->shallow;
	x->rows_hash = x->names_hash = HASH_START ^ generation;
	return x;
}

struct store_index *store_index_ref(struct store_index *x)
{
	if (x)
		x->refs++;
	return x;
}

void store_index_unref(struct store_index *x)
{
	if (!x || --x->refs)
		return;
	str_free(&x->rows);
	str_free(&x->names_bytes);
	store_words_clear(&x->plans);
	store_words_clear(&x->people);
	free(x);
}

/* The index that `h` is the header of: s->index, grown, or another in its place; that as it was where what is there is damaged. */
static void load(struct store *s, int rows, int names, const struct index_header *h)
{
	bool same = s->index && s->index->generation == h->generation;
	struct store_index *x = same ? s->index : index_begin(s, h->generation);
	bool good = read_rest(x, rows, names, h);
	if (!same)
		store_index_unref(good ? s->index : x);
	if (good)
		s->index = x;
}

struct store_index *store_index_get(struct store *s)
{
	struct index_header h;
	if (s->index && s->index->shallow != s->shallow) {
		store_index_unref(s->index);
		s->index = NULL;
	}
	int rows = store_index_file(s, "regels", O_RDONLY), names = store_index_file(s, "namen", O_RDONLY);
	if (rows >= 0 && names >= 0 && read_header(rows, &h, s))
		load(s, rows, names, &h);
	if (rows >= 0)
		close(rows);
	if (names >= 0)
		close(names);
	return s->index;
}

/* --- writing ------------------------------------------------------------------------------ */

void index_add_names(struct store_index *x)
{
	size_t from = x->names_bytes.len;
	for (size_t i = x->named_plans; i < x->plans.count; i++) {
		str_add_char(&x->names_bytes, 'p');
		str_add(&x->names_bytes, x->plans.p[i].text, x->plans.p[i].len + 1);
	}
	for (size_t i = x->named_people; i < x->people.count; i++) {
		str_add_char(&x->names_bytes, 'w');
		str_add(&x->names_bytes, x->people.p[i].text, x->people.p[i].len + 1);
	}
	x->names_hash = hash_add(x->names_hash, str_text(&x->names_bytes) + from, x->names_bytes.len - from);
	x->named_plans = x->plans.count;
	x->named_people = x->people.count;
}

void index_write_all(const struct store *s, const struct store_index *x)
{
	struct index_header h = header_of(s, x);
	struct str bytes = {0};
	int folder = store_index_folder(s, true);
	if (folder < 0)
		return;
	if (flock(folder, LOCK_EX | LOCK_NB) != 0) { /* whoever writes right now has the same to write, or there is a next time */
		close(folder);
		return;
	}
	str_add(&bytes, (const char *)&h, sizeof h);
	str_add(&bytes, str_text(&x->rows), x->rows.len);
	/* names first: a header never counts what isn't there */
	store_index_write(folder, s, "namen", &x->names_bytes);
	store_index_write(folder, s, "regels", &bytes);
	str_free(&bytes);
	close(folder);
}

bool index_files_open(struct index_files *f, const struct store *s, const git_oid *head)
{
	f->rows = store_index_file(s, "regels", O_RDWR);
	f->names = store_index_file(s, "namen", O_RDWR);
	return f->rows >= 0 && f->names >= 0 && flock(f->rows, LOCK_EX | LOCK_NB) == 0 && read_header(f->rows, &f->h, s) &&
	       memcmp(f->h.head, head->id, sizeof f->h.head) == 0;
}

void index_files_close(struct index_files *f)
{
	if (f->rows >= 0)
		close(f->rows);
	if (f->names >= 0)
		close(f->names);
}

/* The header is last: till then nobody counts what is before it, and one that was half written says so by its checksum: who reads it next finds it
 * damaged, and makes it anew. */
bool index_files_add(struct index_files *f, const struct index_header *now, const char *rows, const char *names)
{
	size_t rows_len = now->rows_len - f->h.rows_len, names_len = (size_t)(now->names_len - f->h.names_len);
	return pwrite(f->names, names, names_len, (off_t)f->h.names_len) == (ssize_t)names_len &&
	       pwrite(f->rows, rows, rows_len, (off_t)(sizeof *now + f->h.rows_len)) == (ssize_t)rows_len &&
	       pwrite(f->rows, now, sizeof *now, 0) == (ssize_t)sizeof *now;
}

void index_write_more(const struct store *s, const struct store_index *x, const git_oid *from, size_t rows_from, size_t names_from)
{
	struct index_files f;
	struct index_header now = header_of(s, x);
	if (index_files_open(&f, s, from) && f.h.generation == x->generation && f.h.rows_len == rows_from && f.h.names_len == names_from)
		index_files_add(&f, &now, str_text(&x->rows) + rows_from, str_text(&x->names_bytes) + names_from);
	index_files_close(&f);
}
