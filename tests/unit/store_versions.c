/* The history from the index and the history from nothing must be the same one: on records with all that git allows, whatever became of
 * the index's files, whoever wrote to them, and however the record went on. */
#include "store_help.h"

#include "base/mem.h"

#include <stdarg.h>
#include <sys/stat.h>
#include <sys/wait.h>

/* --- a plan for these tests: lines "KEY TEXT"; one that begins with "BAD" can't be read ------------------- */

struct cut {
	const char *p;
	size_t len;
};

static size_t cuts; /* made so far */

static void *cut(const char *bytes, size_t len)
{
	struct cut *c = mem_alloc(sizeof *c);
	*c = (struct cut){bytes ? bytes : "", len};
	cuts++;
	return c;
}

static size_t line_at(const struct cut *c, size_t at)
{
	const char *lf = memchr(c->p + at, '\n', c->len - at);
	return lf ? (size_t)(lf - c->p) - at + 1 : c->len - at;
}

/* The line with the key that begins at `key`; 0: none, its length else. */
static size_t find_line(const struct cut *c, const char *key, const char **line)
{
	size_t len = strcspn(key, " \n") + 1;
	for (size_t at = 0; at < c->len; at += line_at(c, at)) {
		*line = c->p + at;
		if (line_at(c, at) >= len && memcmp(*line, key, len) == 0)
			return line_at(c, at);
	}
	return 0;
}

static void add_sign(struct str *out, char sign, const char *line)
{
	str_add_char(out, sign);
	str_add(out, line, strcspn(line, " \n"));
	str_add_char(out, '\0');
}

static bool is_bad(const struct cut *c)
{
	return c->len >= 3 && memcmp(c->p, "BAD", 3) == 0;
}

static enum store_compared differ(void *old, void *new, struct str *out)
{
	struct cut *a = old, *b = new;
	const char *line;
	if (is_bad(a))
		return STORE_OLD_UNREADABLE;
	if (is_bad(b))
		return STORE_NEW_UNREADABLE;
	for (size_t at = 0; at < b->len; at += line_at(b, at)) {
		size_t was = find_line(a, b->p + at, &line);
		if (!was || was != line_at(b, at) || memcmp(line, b->p + at, was) != 0)
			add_sign(out, was ? '~' : '+', b->p + at);
	}
	for (size_t at = 0; at < a->len; at += line_at(a, at))
		if (!find_line(b, a->p + at, &line))
			add_sign(out, '-', a->p + at);
	return STORE_COMPARED;
}

static int alike(void *old, void *new)
{
	struct cut *a = old, *b = new;
	const char *line;
	size_t same = 0, all = 0;
	for (size_t at = 0; at < b->len; at += line_at(b, at)) {
		size_t was = find_line(a, b->p + at, &line);
		same += was && was == line_at(b, at) && memcmp(line, b->p + at, was) == 0;
		all++;
	}
	return all ? (int)(100 * same / all) : 0;
}

static const struct store_cutter cutter = {cut, free, differ, alike};

static struct store *open_cut(const char *dir)
{
	struct store *s = open_at(dir);
	if (s)
		store_set_cutter(s, &cutter);
	return s;
}

/* --- the answers ------------------------------------------------------------------------------------ */

static void add_parts(struct str *out, const char *parts, size_t len)
{
	for (size_t at = 0; at < len; at += strlen(parts + at) + 1)
		str_addf(out, " %s", parts + at);
}

static void add_row(struct str *out, struct store_versions *v, size_t i)
{
	struct store_version_row row;
	struct store_content c = {0};
	struct err e = {0};
	const char *parts = NULL;
	size_t len = 0;
	bool readable = false;
	store_versions_row(v, i, &row);
	CHECK_NUMBER(store_versions_parts(v, i, &parts, &len, &readable, &e), OK);
	CHECK_NUMBER(store_versions_read(v, i, true, &c, &e), OK);
	str_addf(out, "%s %s %s <%s> %lld %d %s%s%s:", c.version.id, row.plan, row.name, row.address, (long long)row.when.seconds, row.when.offset,
	         row.was ? row.was : "-", row.is_merge ? " merge" : "", readable ? "" : " unreadable");
	add_parts(out, parts, len);
	str_addf(out, " | %.*s -> %.*s | %s\n", (int)strcspn(str_text(&c.before), "\n"), str_text(&c.before),
	         (int)strcspn(str_text(&c.after), "\n"), str_text(&c.after), c.message ? c.message : "?");
	store_content_clear(&c);
}

static bool walk_all(struct store_versions *v, int budget)
{
	struct err e = {0};
	while (!store_versions_is_done(v))
		if (!CHECK_NUMBER(store_versions_step(v, budget, &e), OK))
			return puts(e.text), false;
	return true;
}

/* Adds the rows of a plan (NULL: of all). */
static void add_history(struct str *out, struct store *s, const char *name, int budget)
{
	struct store_versions *v = NULL;
	struct err e = {0};
	if (!CHECK_NUMBER(store_versions_open(s, name, &v, &e), OK))
		return;
	str_addf(out, "= %s\n", name ? name : "all");
	if (walk_all(v, budget)) {
		for (size_t i = 0; i < store_versions_count(v); i++)
			add_row(out, v, i);
		store_versions_keep(v);
	}
	store_versions_free(v);
}

static const char *const names[] = {NULL, "a", "b", "ede/a", "ede/b"};
enum { NAMES = sizeof names / sizeof *names };

/* All that there is to ask, by a process of its own as far as the index goes; the caller's. */
static char *answers(const char *dir, int budget)
{
	struct str out = {0};
	struct store *s = open_cut(dir);
	for (size_t i = 0; s && i < NAMES; i++)
		add_history(&out, s, names[i], budget);
	store_close(s);
	return str_take(&out);
}

static void forget_index(const char *dir)
{
	sh("rm -rf '%s/buurtplan'", dir, "");
}

/* As if nothing was ever kept; what is kept stays as it is. */
static char *answers_anew(const char *dir, int budget)
{
	char kept[300], aside[300];
	snprintf(kept, sizeof kept, "%s/buurtplan", dir);
	snprintf(aside, sizeof aside, "%s.aside", dir);
	bool there = rename(kept, aside) == 0;
	char *out = answers(dir, budget);
	forget_index(dir);
	if (there)
		CHECK_NUMBER(rename(aside, kept), 0);
	return out;
}

/* The first line in which they differ, should they. */
static bool check_answers(const char *got, const char *want)
{
	while (*want && strcspn(got, "\n") == strcspn(want, "\n") && memcmp(got, want, strcspn(want, "\n") + 1) == 0) {
		got += strcspn(got, "\n") + 1;
		want += strcspn(want, "\n") + 1;
	}
	char *a = mem_copy(got, strcspn(got, "\n")), *b = mem_copy(want, strcspn(want, "\n"));
	bool same = CHECK_TEXT(a, b);
	free(a);
	free(b);
	return same;
}

/* What is there is used, and gives what nothing gives. */
static bool check_same(const char *dir)
{
	char *want = answers_anew(dir, 1), *got = answers(dir, 7), *again = answers(dir, 1000);
	bool same = check_answers(got, want) && check_answers(again, want);
	free(want);
	free(got);
	free(again);
	return same;
}

/* --- records ------------------------------------------------------------------------------------------- */

static void add_data(struct str *out, const char *text)
{
	str_addf(out, "data %zu\n%s\n", strlen(text), text);
}

/* A version for `git fast-import`; parents: "1 2".  What it holds follows. */
static void add_version(struct str *out, int mark, long long when, const char *parents)
{
	char message[32];
	const char *word = "from";
	snprintf(message, sizeof message, "nr %d", mark);
	str_addf(out, "commit refs/heads/main\nmark :%d\nauthor P%d <p%d@example.nl> %lld +0%d00\ncommitter C <c@example.nl> %lld +0000\n", mark, mark % 5,
	         mark % 5, when, mark % 3, when);
	add_data(out, message);
	for (const char *p = parents; *p; word = "merge") {
		size_t len = strcspn(p, " ");
		str_addf(out, "%s :%.*s\n", word, (int)len, p);
		p += len + (p[len] == ' ');
	}
}

static void add_plan(struct str *out, const char *name, const char *text)
{
	if (text)
		str_addf(out, "M 100644 inline plans/%s.yaml\n", name);
	else
		str_addf(out, "D plans/%s.yaml\n", name);
	if (text)
		add_data(out, text);
}

static int run(const char *fmt, ...)
{
	char command[4096];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(command, sizeof command, fmt, ap);
	va_end(ap);
	return system(command);
}

static bool write_file(const char *path, const char *bytes, size_t len)
{
	FILE *f = fopen(path, "w");
	bool good = f && fwrite(bytes, 1, len, f) == len;
	return f && fclose(f) == 0 && good;
}

/* Takes the stream. */
static bool import(const char *dir, struct str *take)
{
	char path[300];
	snprintf(path, sizeof path, "%s.stream", dir);
	bool good = CHECK(write_file(path, take->p, take->len)) &&
	            CHECK_NUMBER(run("git init -q --bare -b main '%s' && git -C '%s' fast-import --quiet --force --export-marks='%s.marks' <'%s'", dir, dir,
	                             dir, path), 0);
	str_free(take);
	return good;
}

/* The branch stands at another version from here on. */
static void stand_at(const char *dir, int mark)
{
	CHECK_NUMBER(run("git -C '%s' update-ref refs/heads/main $(awk '$1 == \":%d\" { print $2 }' '%s.marks')", dir, mark, dir), 0);
}

/* --- records at random --------------------------------------------------------------------------------- */

enum { VERSIONS = 60, PLANS = 4, LINES = 5 };
static const char *const plans[PLANS] = {"a", "b", "ede/a", "ede/b"};

struct tree {
	bool there[PLANS], bad[PLANS];
	unsigned value[PLANS][LINES];
};

static void change_some(struct tree *t, unsigned long long *seed)
{
	unsigned plan = test_random(seed, PLANS), other = test_random(seed, PLANS), what = test_random(seed, 10);
	if (what == 0)
		return; /* nothing at all */
	if (!t->there[plan]) {
		t->there[plan] = true;
		t->bad[plan] = false;
		for (unsigned i = 0; i < LINES && what > 2; i++)
			t->value[plan][i] = test_random(seed, 3);
	} else if (what == 1) {
		t->there[plan] = false;
	} else if (what == 2) {
		t->bad[plan] = !t->bad[plan];
	} else if (what < 5 && !t->there[other]) {
		t->there[other] = true;
		t->bad[other] = t->bad[plan];
		memcpy(t->value[other], t->value[plan], sizeof t->value[plan]);
		t->value[other][0] += what == 3;
		t->there[plan] = false;
	} else {
		t->value[plan][test_random(seed, LINES)] = test_random(seed, 3);
	}
}

static void add_tree(struct str *out, const struct tree *t)
{
	str_add_text(out, "deleteall\n");
	for (unsigned i = 0; i < PLANS; i++) {
		struct str text = {0};
		if (!t->there[i])
			continue;
		str_add_text(&text, t->bad[i] ? "BAD" : "");
		for (unsigned k = 0; k < LINES; k++)
			str_addf(&text, "k%u %u\n", k, t->value[i][k]);
		add_plan(out, plans[i], text.p);
		str_free(&text);
	}
}

static bool import_random(const char *dir, unsigned long long *seed)
{
	static struct tree trees[VERSIONS + 1];
	struct str out = {0};
	long long when = 1600000000;
	for (int i = 1; i <= VERSIONS; i++) {
		struct str parents = {0};
		int count = i == 1 ? 0 : test_random(seed, 4) ? 1 : 2 + (int)test_random(seed, 2);
		trees[i] = (struct tree){0};
		for (int k = 0, first = 0; k < count; k++) {
			int parent = i - 1 - (int)test_random(seed, i - 1 < 6 ? (unsigned)i - 1 : 6);
			if (k && parent == first)
				continue;
			str_addf(&parents, "%s%d", parents.len ? " " : "", parent);
			if (!first)
				trees[i] = trees[first = parent];
			else if (test_random(seed, 2))
				trees[i] = trees[parent];
		}
		when += test_random(seed, 3) ? 100 * (long long)test_random(seed, 3) : -100 * (long long)test_random(seed, 12);
		for (unsigned n = test_random(seed, 3); n > 0; n--)
			change_some(&trees[i], seed);
		add_version(&out, i, when, str_text(&parents));
		add_tree(&out, &trees[i]);
		str_free(&parents);
	}
	return import(dir, &out);
}

/* Which plans each version touches, by git itself: those that differ from all that it came from. */
static void check_by_git(const char *dir)
{
	char *all = answers_anew(dir, 1), path[300];
	snprintf(path, sizeof path, "%s.rows", dir);
	CHECK(write_file(path, all, strlen(all)));
	CHECK_NUMBER(run("awk '/^= a$/ { exit } !/^=/ { print $1, $2 }' '%s' | sort >'%s.1'; git -C '%s' log -c --root --raw --no-renames --no-abbrev "
	                 "--format=@%%H main | awk '/^@/ { v = substr($0, 2) } /^:/ { sub(/.*plans\\//, \"\"); sub(/.yaml.*/, \"\"); print v, $0 }' | "
	                 "sort >'%s.2'; diff '%s.1' '%s.2'", path, dir, dir, dir, dir, dir), 0);
	/* nothing stands above what came of it */
	CHECK_NUMBER(run("git -C '%s' rev-list --topo-order --reverse --parents main | awk 'NR == FNR { for (i = 2; i <= NF; i++) { up[$1, $i] = 1; "
	                 "for (k in seen) if ((($i, k) in up)) up[$1, k] = 1 } seen[$1] = 1; next } /^=/ { n = 0; next } { for (i = 0; i < n; i++) "
	                 "if (($1, row[i]) in up) { print \"above\", row[i], $1; bad = 1 } row[n++] = $1 } END { exit bad }' - '%s'", dir, path), 0);
	free(all);
}

TEST(the_index_gives_what_a_walk_gives)
{
	unsigned long long seed = test_seed();
	for (int i = 0; i < 6; i++) {
		const char *dir = scratch(0);
		if (!import_random(dir, &seed))
			return;
		check_by_git(dir);
		check_same(dir);
	}
}

TEST(the_record_goes_on_anywhere)
{
	unsigned long long seed = test_seed() + 1;
	for (int i = 0; i < 3; i++) {
		const char *dir = scratch(0);
		if (!import_random(dir, &seed))
			return;
		for (int k = 0; k < 8; k++) {
			stand_at(dir, 1 + (int)test_random(&seed, VERSIONS));
			if (!check_same(dir))
				printf("  (record %d, step %d)\n", i, k);
		}
		for (int k = 20; k <= VERSIONS; k += 1 + (int)test_random(&seed, 5)) { /* mostly on and on */
			stand_at(dir, k);
			if (!check_same(dir))
				printf("  (record %d, at %d)\n", i, k);
		}
	}
}
