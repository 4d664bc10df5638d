#include "store/index.h"

#include "base/hash.h"
#include "base/io.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ROW = 24, ROWS_MOST = 1 << 28, NAMES_MOST = 0xfff0 };

static const uint64_t magic = 0x3130535245565042; /* another byte order is another magic */

/* At the start of `regels`; what it counts was written before it. */
struct header {
	uint64_t magic, generation;
	unsigned char head[GIT_OID_RAWSZ];
	uint32_t rows_len; /* bytes */
	int64_t head_order;
	uint64_t names_len, rows_hash, names_hash, own_hash;
};

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

/* --- checksums --------------------------------------------------------------------------- */

/* Rows are whole words; each step takes in all bits of the one before. */
static uint64_t hash_rows(uint64_t h, const char *bytes, size_t len)
{
	for (size_t i = 0; i + 8 <= len; i += 8) {
		uint64_t word;
		memcpy(&word, bytes + i, 8);
		h = (h ^ word) * 0x9e3779b97f4a7c15;
		h ^= h >> 32;
	}
	return h;
}

static uint64_t hash_of(const struct header *h)
{
	return hash_add(HASH_START, (const char *)h, offsetof(struct header, own_hash));
}

static struct header header_of(const struct store_index *x)
{
	struct header h;
	memset(&h, 0, sizeof h); /* what lies between the members is hashed too */
	h.magic = magic;
	h.generation = x->generation;
	memcpy(h.head, x->head.id, sizeof h.head);
	h.rows_len = (uint32_t)x->rows.len;
	h.head_order = x->head_order;
	h.names_len = x->names_bytes.len;
	h.rows_hash = x->rows_hash;
	h.names_hash = x->names_hash;
	h.own_hash = hash_of(&h);
	return h;
}

/* --- on disk ------------------------------------------------------------------------------ */

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
	fd = openat(folder, name, flags | O_CLOEXEC | O_NOFOLLOW);
	close(folder);
	return fd;
}

void store_index_write(int folder, const struct store *s, const char *name, const struct str *bytes)
{
	mode_t before = store_umask_begin(s);
	if (io_replace(folder, name, str_text(bytes), bytes->len, 0666) != 0)
		unlinkat(folder, name, 0);
	umask(before);
}

/* Adds what stands from `at` up to `until`; false where it is shorter. */
static bool read_from(int fd, struct str *out, size_t at, size_t until)
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

static bool read_header(int fd, struct header *h)
{
	return pread(fd, h, sizeof *h, 0) == (ssize_t)sizeof *h && h->magic == magic && h->own_hash == hash_of(h) && h->generation &&
	       h->rows_len % ROW == 0 && h->rows_len < ROWS_MOST && h->names_len < ROWS_MOST;
}

/* "p" NAME, or "w" NAME NUL ADDRESS NUL MINUTES, each with a NUL behind it. */
static bool take_names(struct store_index *x, size_t from)
{
	const char *p = str_text(&x->names_bytes) + from, *end = str_text(&x->names_bytes) + x->names_bytes.len;
	while (p < end) {
		struct store_words *w = *p == 'p' ? &x->plans : &x->people;
		const char *start = ++p;
		for (int texts = w == &x->plans ? 1 : 3; texts > 0; texts--) {
			const char *nul = p < end ? memchr(p, '\0', (size_t)(end - p)) : NULL;
			if (!nul)
				return false;
			p = nul + 1;
		}
		store_words_add(w, start, (size_t)(p - start) - 1);
	}
	x->named_plans = x->plans.count;
	x->named_people = x->people.count;
	return true;
}

static bool read_rest(struct store_index *x, int rows, int names, const struct header *h)
{
	size_t rows_from = x->rows.len, names_from = x->names_bytes.len;
	if (h->rows_len < rows_from || h->names_len < names_from)
		return false;
	if (!read_from(rows, &x->rows, sizeof *h + rows_from, sizeof *h + h->rows_len) || !read_from(names, &x->names_bytes, names_from, h->names_len))
		return false;
	x->rows_hash = hash_rows(x->rows_hash, str_text(&x->rows) + rows_from, x->rows.len - rows_from);
	x->names_hash = hash_add(x->names_hash, str_text(&x->names_bytes) + names_from, x->names_bytes.len - names_from);
	memcpy(x->head.id, h->head, sizeof h->head);
	x->head_order = h->head_order;
	return x->rows_hash == h->rows_hash && x->names_hash == h->names_hash && take_names(x, names_from);
}

static struct store_index *begin(uint64_t generation)
{
	struct store_index *x = mem_alloc(sizeof *x);
	x->refs = 1;
	x->generation = generation;
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

/* Every number in the rows must be that of a text. */
static bool is_sound(const struct store_index *x)
{
	struct store_touch t;
	bool implied;
	for (size_t at = x->rows.len; at > 0;) {
		size_t start = store_index_row(x, at, &t, &implied);
		free(t.more);
		if (start >= at || t.plan >= x->plans.count || t.person >= x->people.count || (t.was != STORE_NO_PLAN && t.was >= x->plans.count))
			return false;
		at = start;
	}
	return true;
}

/* The index that `h` is the header of: s->index, grown, or another in its place.  NULL: it is damaged. */
static struct store_index *load(struct store *s, int rows, int names, const struct header *h)
{
	bool same = s->index && s->index->generation == h->generation;
	struct store_index *x = same ? s->index : begin(h->generation);
	size_t had = x->rows.len;
	bool good = read_rest(x, rows, names, h) && (x->rows.len == had || is_sound(x));
	if (good && same)
		return x;
	store_index_unref(s->index);
	s->index = good ? x : NULL;
	if (!good && !same)
		store_index_unref(x);
	return s->index;
}

struct store_index *store_index_get(struct store *s)
{
	struct header h;
	struct store_index *x = s->index;
	int rows = store_index_file(s, "regels", O_RDONLY), names = store_index_file(s, "namen", O_RDONLY);
	if (rows >= 0 && names >= 0 && read_header(rows, &h))
		x = load(s, rows, names, &h);
	if (rows >= 0)
		close(rows);
	if (names >= 0)
		close(names);
	return x;
}

/* --- rows ---------------------------------------------------------------------------------
 * commit 6, after 6, order 5, kind 1, person 2, plan 2, was 2.  In front of it, where its kind counts some, rows that go with it: three
 * ids of 6 (before), shown 5, the number of ids in all 1. */

enum { KIND = 17, EXPLICIT = 2, STAYS = 4, ROOT = 8, COUNT_SHIFT = 4, COUNT_MOST = 15, BEFORES = 3 };

static void put_number(char *p, int64_t value, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		p[i] = (char)((uint64_t)value >> (8 * i));
}

static int64_t get_number(const char *p, size_t bytes)
{
	uint64_t value = 0;
	for (size_t i = 0; i < bytes; i++)
		value |= (uint64_t)(unsigned char)p[i] << (8 * i);
	uint64_t sign = (uint64_t)1 << (8 * bytes - 1);
	return (int64_t)((value ^ sign) - sign);
}

/* A number of a text: two bytes, all ones for none. */
static uint32_t get_name(const char *p)
{
	uint32_t number = (uint16_t)get_number(p, 2);
	return number == UINT16_MAX ? STORE_NO_PLAN : number;
}

static void put_more(struct str *out, const struct store_touch *t, size_t slots)
{
	for (size_t k = 0; k < slots; k++) {
		char row[ROW] = {0};
		for (size_t i = 0; i < BEFORES && k * BEFORES + i < 1 + t->more_count; i++) {
			size_t n = k * BEFORES + i;
			memcpy(row + i * STORE_PREFIX, n ? t->more[n - 1].p : t->first.p, STORE_PREFIX);
		}
		put_number(row + 18, t->shown, 5);
		row[23] = (char)(1 + t->more_count);
		str_add(out, row, ROW);
	}
}

static void put_row(struct str *rows, uint64_t *hash, const struct store_touch *t, bool implied)
{
	char row[ROW] = {0};
	bool plain = implied && t->shown == t->order && !t->more_count;
	size_t slots = plain ? 0 : (t->more_count + 1 + BEFORES - 1) / BEFORES;
	size_t from = rows->len;
	put_more(rows, t, slots);
	memcpy(row, t->commit.p, STORE_PREFIX);
	memcpy(row + 6, t->after.p, STORE_PREFIX);
	put_number(row + 12, t->order, 5);
	row[KIND] = (char)((slots << COUNT_SHIFT) | (plain ? 0 : EXPLICIT) | (t->stays ? STAYS : 0) | (t->has_parent ? 0 : ROOT));
	put_number(row + 18, t->person, 2);
	put_number(row + 20, t->plan, 2);
	put_number(row + 22, t->was, 2);
	str_add(rows, row, ROW);
	*hash = hash_rows(*hash, rows->p + from, rows->len - from);
}

static void get_more(const char *slots, struct store_touch *t)
{
	size_t count = (unsigned char)slots[23];
	t->shown = get_number(slots + 18, 5);
	memcpy(t->first.p, slots, STORE_PREFIX);
	if (count < 2)
		return;
	t->more = mem_alloc((count - 1) * sizeof *t->more);
	t->more_count = count - 1;
	for (size_t n = 1; n < count; n++)
		memcpy(t->more[n - 1].p, slots + n / BEFORES * ROW + n % BEFORES * STORE_PREFIX, STORE_PREFIX);
}

size_t store_index_rows(const struct store_index *x)
{
	return x->rows.len;
}

size_t store_index_row(const struct store_index *x, size_t at, struct store_touch *out, bool *implied)
{
	const char *row = x->rows.p + at - ROW;
	size_t slots = (unsigned char)row[KIND] >> COUNT_SHIFT;
	*out = (struct store_touch){
		.order = get_number(row + 12, 5),
		.person = get_name(row + 18),
		.plan = get_name(row + 20),
		.was = get_name(row + 22),
		.stays = row[KIND] & STAYS,
		.has_parent = !(row[KIND] & ROOT),
	};
	memcpy(out->commit.p, row, STORE_PREFIX);
	memcpy(out->after.p, row + 6, STORE_PREFIX);
	out->shown = out->order;
	*implied = !(row[KIND] & EXPLICIT);
	if (slots * ROW > at - ROW)
		return at; /* damaged */
	if (slots && ((unsigned char)row[ROW * -(ptrdiff_t)slots + 23] + BEFORES - 1u) / BEFORES <= slots)
		get_more(row - slots * ROW, out);
	return at - (slots + 1) * ROW;
}

/* Where the row before the one that ends at `at` ends; 0: there is none. */
static size_t row_before(const char *rows, size_t at)
{
	size_t size = (((unsigned char)rows[at - ROW + KIND] >> COUNT_SHIFT) + 1u) * ROW;
	return size < at ? at - size : 0;
}

bool store_index_has(const struct store_index *x, const git_oid *commit)
{
	struct store_short wanted = store_shorten(commit);
	for (size_t at = x->rows.len; at >= ROW; at = row_before(x->rows.p, at))
		if (memcmp(x->rows.p + at - ROW, wanted.p, STORE_PREFIX) == 0)
			return true;
	return false;
}

/* --- making ------------------------------------------------------------------------------- */

/* The blob of each plan as the rows have it so far. */
struct latest {
	struct store_short *p;
	size_t count;
};

static struct store_short *latest_of(struct latest *l, size_t plan)
{
	if (plan >= l->count) {
		size_t count = plan + 64;
		l->p = mem_resize(l->p, count, sizeof *l->p);
		memset(l->p + l->count, 0, (count - l->count) * sizeof *l->p);
		l->count = count;
	}
	return &l->p[plan];
}

/* The blob of a plan in the last row of these that is about it, and the version; false where none is. */
static bool last_after(const char *rows, size_t len, uint32_t plan, struct store_short *out, struct store_short *version)
{
	for (size_t at = len; at >= ROW; at = row_before(rows, at)) {
		if (get_name(rows + at - ROW + 20) != plan)
			continue;
		memcpy(out->p, rows + at - ROW + 6, STORE_PREFIX);
		memcpy(version->p, rows + at - ROW, STORE_PREFIX);
		return true;
	}
	*out = (struct store_short){{0}};
	return false;
}

/* Those that got their number since. */
static void add_names(struct store_index *x)
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

static bool fits(const struct store_index *x)
{
	return x->plans.count < NAMES_MOST && x->people.count < NAMES_MOST && x->rows.len < ROWS_MOST;
}

static bool can_be_counted(const struct store_touch *touches, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if ((touches[i].more_count + 1 + BEFORES - 1) / BEFORES > COUNT_MOST)
			return false;
	return true;
}

static uint64_t new_generation(void)
{
	uint64_t g = 0;
	if (getrandom(&g, sizeof g, GRND_NONBLOCK) != (ssize_t)sizeof g)
		g = (uint64_t)store_now() * 0x9e3779b97f4a7c15;
	return g | 1;
}

static void write_all(const struct store *s, const struct store_index *x)
{
	struct header h = header_of(x);
	struct str bytes = {0};
	int folder = store_index_folder(s, true);
	if (folder < 0)
		return;
	str_add(&bytes, (const char *)&h, sizeof h);
	str_add(&bytes, str_text(&x->rows), x->rows.len);
	/* names first: a header never counts what isn't there; of two that write at once the checksums tell */
	store_index_write(folder, s, "namen", &x->names_bytes);
	store_index_write(folder, s, "regels", &bytes);
	str_free(&bytes);
	close(folder);
}

struct store_index *store_index_make(struct store *s, struct store_words *take_plans, struct store_words *take_people, const git_oid *head,
                                     const struct store_touch *touches, size_t count)
{
	struct latest latest = {0};
	struct store_index *x = begin(new_generation());
	x->plans = *take_plans;
	x->people = *take_people;
	*take_plans = *take_people = (struct store_words){0};
	x->head = *head;
	for (size_t i = 0; i < count; i++) {
		const struct store_touch *t = &touches[i];
		struct store_short *last = latest_of(&latest, t->plan);
		put_row(&x->rows, &x->rows_hash, t, t->has_parent && store_short_is(&t->first, last));
		*last = t->after;
		x->head_order = t->order;
	}
	free(latest.p);
	add_names(x);
	bool good = fits(x) && can_be_counted(touches, count);
	if (good)
		write_all(s, x);
	if (!good) {
		*take_plans = x->plans;
		*take_people = x->people;
		x->plans = x->people = (struct store_words){0};
	}
	store_index_unref(good ? s->index : x);
	if (good)
		s->index = x;
	return good ? x : NULL;
}

/* Both files, for who adds to them. */
struct files {
	int rows, names;
	struct header h; /* as it stands */
};

/* False where there is no index of `head`, or somebody else adds to it right now; to be closed all the same. */
static bool files_open(struct files *f, const struct store *s, const git_oid *head)
{
	f->rows = store_index_file(s, "regels", O_RDWR);
	f->names = store_index_file(s, "namen", O_RDWR);
	return f->rows >= 0 && f->names >= 0 && flock(f->rows, LOCK_EX | LOCK_NB) == 0 && read_header(f->rows, &f->h) &&
	       memcmp(f->h.head, head->id, sizeof f->h.head) == 0;
}

static void files_close(struct files *f)
{
	if (f->rows >= 0)
		close(f->rows);
	if (f->names >= 0)
		close(f->names);
}

/* What `now` counts more than is there.  The header is last: till then nobody counts it, and one that was half written says so by its
 * checksum. */
static void files_add(struct files *f, const struct header *now, const char *rows, const char *names)
{
	size_t rows_len = now->rows_len - f->h.rows_len, names_len = (size_t)(now->names_len - f->h.names_len);
	if (pwrite(f->names, names, names_len, (off_t)f->h.names_len) == (ssize_t)names_len &&
	    pwrite(f->rows, rows, rows_len, (off_t)(sizeof *now + f->h.rows_len)) == (ssize_t)rows_len &&
	    pwrite(f->rows, now, sizeof *now, 0) != (ssize_t)sizeof *now)
		return; /* who reads it next finds it damaged, and makes it anew */
}

/* Only while what is on disk is what we add to. */
static void write_more(const struct store *s, const struct store_index *x, const git_oid *from, size_t rows_from, size_t names_from)
{
	struct files f;
	struct header now = header_of(x);
	if (files_open(&f, s, from) && f.h.generation == x->generation && f.h.rows_len == rows_from && f.h.names_len == names_from)
		files_add(&f, &now, str_text(&x->rows) + rows_from, str_text(&x->names_bytes) + names_from);
	files_close(&f);
}

bool store_index_append(const struct store *s, struct store_index *x, const git_oid *head, int64_t head_order, const struct store_touch *touches,
                        size_t count)
{
	git_oid from = x->head;
	size_t rows_from = x->rows.len, names_from = x->names_bytes.len;
	if (!fits(x) || !can_be_counted(touches, count))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct store_short last, version;
		last_after(str_text(&x->rows), x->rows.len, touches[i].plan, &last, &version);
		put_row(&x->rows, &x->rows_hash, &touches[i], touches[i].has_parent && store_short_is(&touches[i].first, &last));
	}
	add_names(x);
	x->head = *head;
	x->head_order = head_order;
	write_more(s, x, &from, rows_from, names_from);
	return true;
}

/* The number of a name in the bytes of `namen`: which of its kind it is; the number of those where it is not among them. */
static bool number_of(const struct str *bytes, char kind, const char *text, size_t len, size_t *out)
{
	const char *p = str_text(bytes), *end = p + bytes->len;
	for (*out = 0; p < end;) {
		const char *start = p + 1, *last = start;
		for (int texts = *p == 'p' ? 1 : 3; texts > 0 && last < end; texts--)
			last += strnlen(last, (size_t)(end - last)) + 1;
		if (*p == kind && bytes_equal(start, (size_t)(last - start) - 1, text, len))
			return true;
		*out += *p == kind;
		p = last;
	}
	return false;
}

static uint32_t name_number(const struct str *bytes, struct str *more, char kind, const char *text, size_t len)
{
	size_t number;
	if (!number_of(bytes, kind, text, len, &number)) {
		str_add_char(more, kind);
		str_add(more, text, len);
		str_add_char(more, '\0');
	}
	return (uint32_t)(number < NAMES_MOST ? number : NAMES_MOST);
}

uint64_t store_index_note(const struct store *s, const git_oid *from, const git_oid *head, const struct store_noted *n, struct store_short *previous)
{
	enum { TAIL = 256 * ROW };
	struct files f;
	struct str names = {0}, more = {0}, tail = {0}, rows = {0};
	struct store_short last;
	if (!files_open(&f, s, from) || f.h.rows_len >= ROWS_MOST - ROW * 8 || !read_from(f.names, &names, 0, f.h.names_len)) {
		files_close(&f);
		str_free(&names);
		return 0;
	}
	size_t tail_from = f.h.rows_len > TAIL ? f.h.rows_len - TAIL : 0;
	struct store_touch t = {
		.commit = store_shorten(head), .after = n->after, .first = n->before, .has_parent = true, .was = STORE_NO_PLAN,
		.order = n->when.seconds > f.h.head_order ? n->when.seconds : f.h.head_order, .shown = n->when.seconds,
		.plan = name_number(&names, &more, 'p', n->plan, strlen(n->plan)),
		.person = name_number(&names, &more, 'w', n->person->p, n->person->len),
	};
	bool seen = read_from(f.rows, &tail, sizeof f.h + tail_from, sizeof f.h + f.h.rows_len) && last_after(str_text(&tail), tail.len, t.plan, &last, previous);
	struct header now = f.h;
	put_row(&rows, &now.rows_hash, &t, seen && store_short_is(&last, &t.first));
	memcpy(now.head, head->id, sizeof now.head);
	now.head_order = t.order;
	now.rows_len += (uint32_t)rows.len;
	now.names_len += more.len;
	now.names_hash = hash_add(now.names_hash, str_text(&more), more.len);
	now.own_hash = hash_of(&now);
	bool fits = t.plan < NAMES_MOST && t.person < NAMES_MOST;
	if (fits)
		files_add(&f, &now, rows.p, str_text(&more));
	files_close(&f);
	str_free(&names);
	str_free(&more);
	str_free(&tail);
	str_free(&rows);
	return fits && seen ? now.generation : 0;
}
