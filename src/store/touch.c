/* Folders are compared as git keeps them, byte by byte: nearly all of each is the same in the next version. */
#include "store/touch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HELD = 8 };

struct held {
	git_oid id;
	git_odb_object *raw; /* NULL: none */
	unsigned long used;
};

struct store_touch_reader {
	git_odb *odb;
	struct held held[HELD];
	unsigned long clock;
};

struct store_touch_reader *store_touch_reader_new(git_odb *odb)
{
	struct store_touch_reader *r = mem_alloc(sizeof *r);
	r->odb = odb;
	return r;
}

void store_touch_reader_free(struct store_touch_reader *r)
{
	for (size_t i = 0; r && i < HELD; i++)
		git_odb_object_free(r->held[i].raw);
	free(r);
}

void store_touches_clear(struct store_touches *t)
{
	for (size_t i = 0; i < t->count; i++) {
		free(t->p[i].name);
		free(t->p[i].before);
		free(t->p[i].was);
	}
	vec_free(t);
}

/* --- a folder ------------------------------------------------------------------------------ */

/* A folder's bytes from `at` on, none where it isn't there. */
struct folder {
	const char *p;
	size_t len, at;
	git_odb_object *raw; /* NULL: none */
};

struct entry {
	const char *name;
	size_t name_len;
	bool is_folder, is_file;
	git_oid id;
};

/* The folder with this id, to be closed whatever it gives; a zero id gives an empty one. */
static int open_folder(struct store_touch_reader *r, const git_oid *id, struct folder *out)
{
	*out = (struct folder){0};
	if (git_oid_is_zero(id))
		return 0;
	struct held *h = &r->held[0];
	for (size_t i = 0; i < HELD; i++) {
		if (r->held[i].raw && git_oid_equal(&r->held[i].id, id)) {
			h = &r->held[i];
			break;
		}
		if (r->held[i].used < h->used)
			h = &r->held[i];
	}
	if (!h->raw || !git_oid_equal(&h->id, id)) {
		git_odb_object_free(h->raw);
		h->raw = NULL;
		if (git_odb_read(&h->raw, r->odb, id) < 0 || git_odb_object_type(h->raw) != GIT_OBJECT_TREE)
			return GIT_ERROR;
		h->id = *id;
	}
	h->used = ++r->clock;
	*out = (struct folder){git_odb_object_data(h->raw), git_odb_object_size(h->raw), 0, NULL};
	return git_odb_object_dup(&out->raw, h->raw); /* others may take its place while it is gone through */
}

static void close_folder(struct folder *f)
{
	git_odb_object_free(f->raw);
}

/* The bytes of the entry at f->at; 0: there is none, or it is damaged. */
static size_t entry_size(const struct folder *f)
{
	const char *nul = f->at < f->len ? memchr(f->p + f->at, '\0', f->len - f->at) : NULL;
	size_t size = nul ? (size_t)(nul - f->p) - f->at + 1 + GIT_OID_RAWSZ : 0;
	return size && f->at + size <= f->len ? size : 0;
}

static bool read_entry(struct folder *f, struct entry *out)
{
	size_t size = entry_size(f);
	const char *start = f->p + f->at, *blank = size ? memchr(start, ' ', size) : NULL;
	if (!blank || (size_t)(blank - start) + 1 + GIT_OID_RAWSZ >= size)
		return false;
	unsigned long mode = strtoul(start, NULL, 8);
	out->is_folder = mode == GIT_FILEMODE_TREE;
	out->is_file = (mode & 0170000) == 0100000;
	out->name = blank + 1;
	out->name_len = size - GIT_OID_RAWSZ - 1 - (size_t)(out->name - start);
	memcpy(out->id.id, start + size - GIT_OID_RAWSZ, GIT_OID_RAWSZ);
	return true;
}

/* Git's own order: a folder as if its name ended in a slash. */
static int compare(const struct entry *a, const struct entry *b)
{
	size_t least = a->name_len < b->name_len ? a->name_len : b->name_len;
	int order = memcmp(a->name, b->name, least);
	if (order)
		return order;
	unsigned char x = a->name_len > least ? (unsigned char)a->name[least] : a->is_folder ? '/' : 0;
	unsigned char y = b->name_len > least ? (unsigned char)b->name[least] : b->is_folder ? '/' : 0;
	return x < y ? -1 : x > y;
}

/* Past what both begin with alike. */
static void skip_same(struct folder *a, struct folder *b)
{
	size_t most = a->len - a->at < b->len - b->at ? a->len - a->at : b->len - b->at, same = 0;
	const char *p = a->p + a->at, *q = b->p + b->at;
	enum { STRIDE = 64 };
	while (same + STRIDE <= most && memcmp(p + same, q + same, STRIDE) == 0)
		same += STRIDE;
	while (same < most && p[same] == q[same])
		same++;
	for (size_t done = 0, size; (size = entry_size(a)) && done + size <= same; done += size) {
		a->at += size;
		b->at += size;
	}
}

/* --- plans -------------------------------------------------------------------------------- */

struct finder {
	struct store_touch_reader *r;
	struct store_touches *out;
	char gemeente[72]; /* the folder at hand with its slash, or "" */
};

/* The name of the plan that this entry is; NULL: none. */
static char *plan_name(const struct finder *f, const struct entry *e)
{
	char path[256];
	if (!e->is_file || e->name_len > 100)
		return NULL;
	snprintf(path, sizeof path, "plans/%s%.*s", f->gemeente, (int)e->name_len, e->name);
	return store_name_of(path);
}

static void add(struct finder *f, const struct entry *was, const struct entry *is)
{
	char *name = plan_name(f, is ? is : was);
	if (!name)
		return;
	struct store_touched t = {.name = name, .before = mem_alloc(sizeof *t.before), .before_count = 1};
	if (is)
		t.after = is->id;
	if (was)
		t.before[0] = was->id;
	vec_push(f->out, t);
}

static int compare_folders(struct finder *f, const git_oid *was, const git_oid *is);

static int compare_below(struct finder *f, const struct entry *was, const struct entry *is)
{
	static const git_oid none = {{0}};
	const struct entry *e = was ? was : is;
	char name[65];
	if (*f->gemeente || e->name_len > 64)
		return 0;
	snprintf(name, sizeof name, "%.*s", (int)e->name_len, e->name);
	if (!store_is_gemeente(name))
		return 0;
	snprintf(f->gemeente, sizeof f->gemeente, "%s/", name);
	int rc = compare_folders(f, was ? &was->id : &none, is ? &is->id : &none);
	f->gemeente[0] = '\0';
	return rc;
}

/* A side that is a file only counts as one, a folder as one. */
static int judge(struct finder *f, const struct entry *was, const struct entry *is)
{
	int rc = 0;
	bool was_file = was && was->is_file, is_file = is && is->is_file, same = was && is && git_oid_equal(&was->id, &is->id);
	if ((was_file || is_file) && !(was_file && is_file && same))
		add(f, was_file ? was : NULL, is_file ? is : NULL);
	if (((was && was->is_folder) || (is && is->is_folder)) && !same)
		rc = compare_below(f, was && was->is_folder ? was : NULL, is && is->is_folder ? is : NULL);
	return rc;
}

static int compare_open(struct finder *f, struct folder *a, struct folder *b)
{
	struct entry was, is;
	int rc = 0;
	skip_same(a, b);
	while (!rc && (a->at < a->len || b->at < b->len)) {
		bool has_was = a->at < a->len, has_is = b->at < b->len;
		if (a->len - a->at == b->len - b->at && memcmp(a->p + a->at, b->p + b->at, a->len - a->at) == 0)
			return 0;
		if ((has_was && !read_entry(a, &was)) || (has_is && !read_entry(b, &is)))
			return GIT_ERROR;
		int order = !has_was ? 1 : !has_is ? -1 : compare(&was, &is);
		rc = judge(f, order <= 0 ? &was : NULL, order >= 0 ? &is : NULL);
		if (order <= 0)
			a->at += entry_size(a);
		if (order >= 0)
			b->at += entry_size(b);
	}
	return rc;
}

static int compare_folders(struct finder *f, const git_oid *was, const git_oid *is)
{
	struct folder a = {0}, b = {0};
	if (git_oid_equal(was, is))
		return 0;
	int rc = open_folder(f->r, was, &a);
	if (!rc)
		rc = open_folder(f->r, is, &b);
	if (!rc)
		rc = compare_open(f, &a, &b);
	close_folder(&a);
	close_folder(&b);
	return rc;
}

/* What has this name, and `end` behind it, in a folder: a file where there is an end, else a folder.  Zero where there is none. */
static int find_entry(struct store_touch_reader *r, const git_oid *folder, const char *name, size_t len, const char *end, git_oid *out)
{
	struct folder f;
	struct entry e;
	size_t end_len = strlen(end);
	*out = (git_oid){{0}};
	int rc = open_folder(r, folder, &f);
	for (; !rc && git_oid_is_zero(out) && f.at < f.len; f.at += entry_size(&f)) {
		if (!read_entry(&f, &e)) {
			rc = GIT_ERROR;
			break;
		}
		if (e.name_len == len + end_len && memcmp(e.name, name, len) == 0 && memcmp(e.name + len, end, end_len) == 0 &&
		    (end_len ? e.is_file : e.is_folder))
			*out = e.id;
	}
	close_folder(&f);
	return rc;
}

/* The folder plans/ of a root folder; zero where there is none. */
static int find_plans(struct store_touch_reader *r, const git_oid *root, git_oid *out)
{
	return find_entry(r, root, "plans", 5, "", out);
}

/* The blob of a plan below a folder plans/; zero where there is none. */
static int find_plan(struct store_touch_reader *r, const git_oid *plans, const char *name, git_oid *out)
{
	const char *slash = strchr(name, '/');
	git_oid folder = *plans;
	int rc = slash ? find_entry(r, plans, name, (size_t)(slash - name), "", &folder) : 0;
	name = slash ? slash + 1 : name;
	return rc ? rc : find_entry(r, &folder, name, strlen(name), ".yaml", out);
}

/* --- against all it came from ---------------------------------------------------------------- */

static void drop(struct store_touches *out, size_t i)
{
	free(out->p[i].name);
	free(out->p[i].before);
	memmove(&out->p[i], &out->p[i + 1], (--out->count - i) * sizeof *out->p);
}

/* Keeps what is another than in that parent too. */
static int compare_more(struct store_touch_reader *r, const git_oid *plans, size_t from, struct store_touches *out)
{
	int rc = 0;
	for (size_t i = from; !rc && i < out->count;) {
		struct store_touched *t = &out->p[i];
		git_oid blob;
		rc = find_plan(r, plans, t->name, &blob);
		if (!rc && git_oid_equal(&blob, &t->after)) {
			drop(out, i);
			continue;
		}
		t->before = mem_resize(t->before, t->before_count + 1, sizeof *t->before);
		t->before[t->before_count++] = blob;
		i++;
	}
	return rc;
}

int store_touches_find(struct store_touch_reader *r, const struct store_commit *c, const git_oid *trees, struct store_touches *out)
{
	struct finder f = {.r = r, .out = out};
	git_oid is, was = {{0}};
	size_t from = out->count;
	int rc = find_plans(r, &c->tree, &is);
	if (!rc && c->parent_count)
		rc = find_plans(r, &trees[0], &was);
	if (!rc)
		rc = compare_folders(&f, &was, &is);
	for (size_t i = 1; !rc && out->count > from && i < c->parent_count; i++) {
		rc = find_plans(r, &trees[i], &was);
		if (!rc)
			rc = compare_more(r, &was, from, out);
	}
	if (!c->parent_count)
		for (size_t i = from; i < out->count; i++)
			out->p[i].before_count = 0;
	return rc;
}
