/* What is kept beside the record: damaged, old, shared with others, or impossible to write, it never says anything wrong. */
#include "store_help.h"

#include "store/cache.h"

#include <sys/stat.h>
#include <sys/wait.h>

enum { FORMAT = 7, MANY = 60 };

static char dir[256];

static struct store *fresh(void)
{
	snprintf(dir, sizeof dir, "%s", scratch(0));
	return create(dir) ? open_at(dir) : NULL;
}

static const char *blob_of(int i)
{
	static char blob[41];
	snprintf(blob, sizeof blob, "%040x", (unsigned)i * 2654435761u);
	return blob;
}

/* With a NUL in it, and of another length each. */
static size_t value_of(int i, char out[64])
{
	int n = snprintf(out, 64, "waarde%c%d%.*s", 0, i, i % 20, "abcdefghijklmnopqrstu");
	return (size_t)n;
}

static void put(struct store_cache *c, int i)
{
	char value[64];
	size_t len = value_of(i, value);
	const char *copy = store_cache_put(c, blob_of(i), value, len);
	CHECK(memcmp(copy, value, len) == 0 && copy[len] == '\0');
}

/* Is it known?  What is known must be right. */
static bool knows(const struct store_cache *c, int i)
{
	char value[64];
	size_t len = 0, want = value_of(i, value);
	const char *got = store_cache_get(c, blob_of(i), &len);
	if (got)
		CHECK(len == want && memcmp(got, value, want) == 0 && got[len] == '\0');
	return got;
}

static int count_known(const struct store_cache *c, int from, int to)
{
	int count = 0;
	for (int i = from; i < to; i++)
		count += knows(c, i);
	return count;
}

/* A list of the plans `from` and on; to be freed. */
static struct store_list list_of(int from, int to)
{
	struct store_list list = {.entries = calloc((size_t)(to - from), sizeof *list.entries), .count = (size_t)(to - from)};
	for (int i = from; i < to; i++)
		strcpy(list.entries[i - from].blob, blob_of(i));
	return list;
}

static struct store_cache *open_cache(struct store *s)
{
	struct store_cache *c = store_cache_new(s, "proef", FORMAT);
	store_cache_refresh(c);
	return c;
}

static void fill(struct store *s, int from, int to)
{
	struct store_cache *c = open_cache(s);
	struct store_list list = list_of(from, to);
	for (int i = from; i < to; i++)
		put(c, i);
	store_cache_keep(c, &list);
	CHECK_NUMBER(count_known(c, from, to), to - from);
	free(list.entries);
	store_cache_free(c);
}

static const char *file(void)
{
	static char path[300];
	snprintf(path, sizeof path, "%s/buurtplan/proef", dir);
	return path;
}

static size_t read_file(char *out, size_t room)
{
	FILE *f = fopen(file(), "r");
	size_t len = f ? fread(out, 1, room, f) : 0;
	if (f)
		fclose(f);
	return len;
}

static void write_file(const char *bytes, size_t len)
{
	FILE *f = fopen(file(), "w");
	if (!CHECK(f != NULL))
		return;
	CHECK(fwrite(bytes, 1, len, f) == len);
	fclose(f);
}

static int count_in_file(struct store *s, int from, int to)
{
	struct store_cache *c = open_cache(s);
	int count = count_known(c, from, to);
	store_cache_free(c);
	return count;
}

TEST(what_one_keeps_another_knows)
{
	struct store *s = fresh();
	struct store_cache *c = open_cache(s), *other = store_cache_new(s, "proef", FORMAT + 1);
	CHECK(!knows(c, 0));
	fill(s, 0, 5);
	CHECK(!knows(c, 0));
	store_cache_refresh(c);
	CHECK_NUMBER(count_known(c, 0, 5), 5);
	fill(s, 5, 8); /* at the end of the file */
	store_cache_refresh(c);
	CHECK_NUMBER(count_known(c, 0, 8), 8);
	store_cache_refresh(other);
	CHECK_NUMBER(count_known(other, 0, 8), 0);
	store_cache_free(c);
	store_cache_free(other);
	store_close(s);
}

TEST(what_is_put_anew_comes_in_its_place)
{
	struct store *s = fresh();
	fill(s, 0, 3);
	struct store_cache *c = open_cache(s);
	struct store_list list = list_of(0, 3);
	store_cache_put(c, blob_of(1), "anders", 6);
	CHECK_TEXT(store_cache_get(c, blob_of(1), NULL), "anders");
	store_cache_keep(c, &list);
	store_cache_free(c);
	c = open_cache(s);
	CHECK_TEXT(store_cache_get(c, blob_of(1), NULL), "anders");
	CHECK(knows(c, 0) && knows(c, 2));
	store_cache_free(c);
	free(list.entries);
	store_close(s);
}

TEST(another_format_is_forgotten)
{
	struct store *s = fresh();
	fill(s, 0, 5);
	struct store_cache *c = store_cache_new(s, "proef", FORMAT + 1);
	struct store_list list = list_of(9, 10);
	store_cache_refresh(c);
	put(c, 9);
	store_cache_keep(c, &list);
	store_cache_free(c);
	CHECK_NUMBER(count_in_file(s, 0, 10), 0);
	fill(s, 0, 5);
	CHECK_NUMBER(count_in_file(s, 0, 5), 5);
	free(list.entries);
	store_close(s);
}

/* Less may be known; what is known is right; and the next one who keeps something puts it right. */
static void check_damaged(struct store *s, const char *bytes, size_t len, int *least)
{
	write_file(bytes, len);
	int count = count_in_file(s, 0, 6);
	*least = count < *least ? count : *least;
	fill(s, 0, 6);
	CHECK_NUMBER(count_in_file(s, 0, 6), 6);
}

TEST(damage_is_noticed)
{
	static char bytes[4096], other[4096];
	struct store *s = fresh();
	int least = 6;
	fill(s, 0, 6);
	size_t len = read_file(bytes, sizeof bytes);
	CHECK(len > 300 && len < sizeof bytes);
	for (size_t i = 0; i < len; i++) {
		memcpy(other, bytes, len);
		other[i] ^= (char)(1 << i % 8);
		write_file(other, len);
		CHECK(count_in_file(s, 0, 6) < 6);
		check_damaged(s, other, len, &least);
		check_damaged(s, bytes, i, &least);
	}
	CHECK_NUMBER(least, 0);
	memcpy(other, bytes, len);
	memset(other + len, 'x', 40); /* the tail of a killed writer */
	check_damaged(s, other, len + 40, &least);
	store_close(s);
}

TEST(what_nobody_needs_is_forgotten)
{
	struct store *s = fresh();
	fill(s, 0, 150);
	CHECK_NUMBER(count_in_file(s, 0, 150), 150);
	fill(s, 148, 152);
	CHECK_NUMBER(count_in_file(s, 0, 148), 0);
	CHECK_NUMBER(count_in_file(s, 148, 152), 4);
	store_close(s);
}

static void run_child(int k)
{
	struct store *s = open_at(dir);
	struct store_cache *c = open_cache(s);
	struct store_list list = list_of(0, 4 * MANY);
	for (int i = 0; i < MANY; i++) {
		put(c, MANY * k + i);
		store_cache_keep(c, &list);
		store_cache_refresh(c);
		if (count_known(c, MANY * k, MANY * k + i + 1) != i + 1)
			_exit(1);
	}
	_exit(0);
}

TEST(several_keep_at_once)
{
	struct store *s = fresh();
	pid_t children[4];
	int status;
	fflush(stdout);
	for (int k = 0; k < 4; k++)
		if ((children[k] = fork()) == 0)
			run_child(k);
	for (int k = 0; k < 4; k++)
		CHECK(waitpid(children[k], &status, 0) == children[k] && status == 0);
	CHECK(count_in_file(s, 0, 4 * MANY) > 0);
	fill(s, 0, 4 * MANY);
	CHECK_NUMBER(count_in_file(s, 0, 4 * MANY), 4 * MANY);
	store_close(s);
}

TEST(where_it_cannot_be_kept_it_is_not)
{
	struct store *s = fresh();
	CHECK(sh("mkdir '%s/buurtplan'%s", dir, "") == 0);
	CHECK(sh("ln -s '%s.elders' '%s/buurtplan/proef'", dir, dir) == 0);
	CHECK_NUMBER(count_in_file(s, 0, 3), 0);
	fill(s, 0, 3); /* a symlink is replaced, never followed */
	CHECK(sh("test ! -e '%s.elders' && test ! -L '%s/buurtplan/proef'", dir, dir) == 0);
	CHECK(sh("rm -r '%s/buurtplan' && mkfifo '%s/buurtplan'", dir, dir) == 0);
	fill(s, 0, 3);
	CHECK_NUMBER(count_in_file(s, 0, 3), 0);
	CHECK(sh("rm '%s/buurtplan' && mkdir '%s/buurtplan'", dir, dir) == 0);
	CHECK(sh("mkfifo '%s/buurtplan/proef' && mkdir '%s/buurtplan/proef.slot'", dir, dir) == 0);
	fill(s, 0, 3);
	CHECK_NUMBER(count_in_file(s, 0, 3), 0);
	store_close(s);
}

TEST(it_is_for_whom_the_record_is_shared_with)
{
	struct store *s = fresh();
	struct stat st;
	store_close(s);
	CHECK(sh("git -C '%s' config core.sharedRepository %s", dir, "group") == 0);
	s = open_at(dir);
	mode_t before = umask(077);
	fill(s, 0, 3);
	CHECK_NUMBER(umask(before), 077);
	CHECK(stat(file(), &st) == 0 && (st.st_mode & 0777) == 0660);
	CHECK(sh("test \"$(stat -c %%a '%s/buurtplan')\" = 770%s", dir, "") == 0);
	store_close(s);
}

/* Of what is known the size isn't looked at; all else is refused as ever. */
TEST(the_list_asks_nothing_of_what_is_known)
{
	struct store *s = fresh();
	struct store_list list = {0}, again = {0};
	struct err e = {0};
	CHECK_NUMBER(store_list(s, NULL, &list, &e), OK);
	store_close(s);
	CHECK(sh("cd '%s' && mv objects/pack x; for p in x/*.pack; do test -e \"$p\" && git unpack-objects -q < \"$p\"; done; true%s", dir, "") == 0);
	for (size_t i = 0; i < list.count; i++) {
		char path[400];
		snprintf(path, sizeof path, "%s/objects/%.2s/%s", dir, list.entries[i].blob, list.entries[i].blob + 2);
		CHECK_NUMBER(unlink(path), 0);
	}
	s = open_at(dir);
	struct store_cache *c = open_cache(s);
	store_cache_put(c, list.entries[0].blob, "bekend", 6);
	CHECK_NUMBER(store_list(s, c, &again, &e), OK);
	CHECK_NUMBER(again.count, 2);
	CHECK(!again.entries[0].refused && again.entries[0].known_len == 6);
	CHECK_TEXT(again.entries[0].known, "bekend");
	CHECK(again.entries[1].refused && strstr(again.entries[1].refused, "beschadigd") && !again.entries[1].known);
	store_list_clear(&again);
	store_list_clear(&list);
	store_cache_free(c);
	store_close(s);
}
