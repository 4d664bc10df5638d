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

enum { ASKING = 2 /* versions a step: what changed is asked after each of them */ };

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
	str_addf(out, " | %.*s -> %.*s | %.*s\n", (int)strcspn(str_text(&c.before), "\n"), str_text(&c.before),
	         (int)strcspn(str_text(&c.after), "\n"), str_text(&c.after), c.message ? (int)strcspn(c.message, "\n") : 0, c.message);
	store_content_clear(&c);
}

/* What is asked on the way stays true. */
static void ask_all(struct store_versions *v)
{
	const char *parts;
	size_t len;
	bool readable;
	struct err e = {0};
	for (size_t i = 0; i < store_versions_count(v); i++) {
		enum code code = store_versions_parts(v, i, &parts, &len, &readable, &e);
		CHECK(code == OK || (code == ERR_BUSY && !store_versions_is_done(v)));
	}
}

static bool walk_all(struct store_versions *v, int budget)
{
	struct err e = {0};
	while (!store_versions_is_done(v)) {
		if (!CHECK_NUMBER(store_versions_step(v, budget, &e), OK))
			return puts(e.text), false;
		if (budget == ASKING)
			ask_all(v);
	}
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
	char *want = answers_anew(dir, 1), *asked = answers_anew(dir, ASKING), *got = answers(dir, 7), *again = answers(dir, 1000);
	bool same = check_answers(got, want) && check_answers(again, want) && check_answers(asked, want);
	free(asked);
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

/* --- records with one oddity ------------------------------------------------------------------------------ */

static size_t count_rows(struct store *s, const char *name)
{
	struct store_versions *v = NULL;
	struct err e = {0};
	size_t count = 0;
	if (CHECK_NUMBER(store_versions_open(s, name, &v, &e), OK) && walk_all(v, 100))
		count = store_versions_count(v);
	store_versions_free(v);
	return count;
}

TEST(one_version_that_touches_many_folders)
{
	enum { FOLDERS = 150 };
	const char *dir = scratch(0);
	struct str out = {0};
	for (int mark = 1; mark <= 2; mark++) {
		add_version(&out, mark, 1600000000 + mark, mark == 1 ? "" : "1");
		for (int i = 0; i < FOLDERS; i++) {
			char name[80], text[80];
			snprintf(name, sizeof name, "gemeente-met-een-heel-lange-naam-%d/buurt", i);
			snprintf(text, sizeof text, "k%d %d\n", i, mark);
			add_plan(&out, name, text);
		}
	}
	if (!import(dir, &out))
		return;
	struct store *s = open_cut(dir);
	CHECK_NUMBER(count_rows(s, NULL), 2 * FOLDERS);
	CHECK_NUMBER(count_rows(s, "gemeente-met-een-heel-lange-naam-149/buurt"), 2);
	store_close(s);
}

/* Broken one way, another, and the first again: no comparison goes round in that. */
TEST(versions_that_break_a_plan_in_turn)
{
	static const char *const texts[] = {"k 1\n", "BAD 1\n", "BAD 2\n", "BAD 1\n", "BAD 2\n", "k 2\n", "BAD 1\n", "k 2\n"};
	const char *dir = scratch(0);
	struct str out = {0};
	for (int i = 0; i < 8; i++) {
		char parent[16];
		snprintf(parent, sizeof parent, "%d", i);
		add_version(&out, i + 1, 1600000000 + i, i ? parent : "");
		add_plan(&out, "a", texts[i]);
		add_plan(&out, "b", texts[7 - i]);
	}
	if (!import(dir, &out))
		return;
	check_same(dir);
	char *got = answers(dir, 1);
	CHECK(strstr(got, "a P1 <p1@example.nl> 1600000005 0 -: ~k | k 1 -> k 2 | nr 6\n"));
	free(got);
}

/* A whole gemeente moves to a folder of its own, and each plan changes as well: what has the same name is looked at, not all with all. */
TEST(many_plans_get_another_name_at_once)
{
	enum { MANY = 200 };
	const char *dir = scratch(0);
	struct str out = {0};
	for (int mark = 1; mark <= 2; mark++) {
		add_version(&out, mark, 1600000000 + mark, mark == 1 ? "" : "1");
		for (int i = 0; i < MANY; i++) {
			char name[80], text[120];
			snprintf(name, sizeof name, "%sbuurt-%d", mark == 1 ? "" : "ede/", i);
			snprintf(text, sizeof text, "naam %d\nwijk %d\nstatus %d\n", i, i, mark);
			add_plan(&out, name, text);
			snprintf(name, sizeof name, "buurt-%d", i);
			if (mark == 2)
				add_plan(&out, name, NULL);
		}
	}
	if (!import(dir, &out))
		return;
	struct store *s = open_cut(dir);
	cuts = 0;
	CHECK_NUMBER(count_rows(s, "ede/buurt-7"), 2);
	CHECK(cuts < 5 * MANY);
	store_close(s);
}

/* Moments that no clock gives, and lines that no git writes. */
TEST(odd_versions)
{
	static const char *const odd[] = {
		"author A <a@b> 9223372036854775807 +9999\ncommitter C <c@d> 9223372036854775807 +0000",
		"author A <a@b> -99999999999999999999 -0060\ncommitter C <c@d> -5 +0000",
		"author A <a@b> 0 +0000\ncommitter C <c@d> 0 +0000",
		"author\ncommitter C <c@d> 99999999999 +0000",
		"author >A< 5\ncommitter nobody",
		"author <> x y\ncommitter <> 1600000000",
		"author Jan > de < Boer <jan@x.nl>1600000009 +0200\ncommitter C <c@d> 1600000009 +0000",
	};
	const char *dir = scratch(0);
	CHECK_NUMBER(run("git init -q --bare -b main '%s'", dir), 0);
	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
		CHECK_NUMBER(run("cd '%s' && export GIT_INDEX_FILE=$PWD/mine && b=$(echo 'k %zu' | git hash-object -w --stdin) && git update-index --add "
		                 "--cacheinfo 100644,$b,plans/a.yaml && t=$(git write-tree) && p=$(git rev-parse -q --verify main | sed 's/^/parent /') && "
		                 "{ echo tree $t; [ -z \"$p\" ] || echo \"$p\"; echo '%s'; printf 'x y\\0z\\n'; printf '\\nnr %zu\\n'; } | "
		                 "git hash-object -t commit -w --stdin --literally | xargs git update-ref refs/heads/main", dir, i, odd[i], i), 0);
	check_same(dir);
	struct store *s = open_cut(dir);
	CHECK_NUMBER(count_rows(s, "a"), sizeof odd / sizeof *odd);
	store_close(s);
}

/* --- whatever became of the files ---------------------------------------------------------------------------- */

static const char *const index_files[] = {"regels", "namen", "delen-a", "delen-b", "delen-ede+a", "delen-ede+b"};
enum { FILES = sizeof index_files / sizeof *index_files };

static const char *file_path(const char *dir, int file)
{
	static char path[320];
	snprintf(path, sizeof path, "%s/buurtplan/versies-main/%s", dir, index_files[file]);
	return path;
}

static void read_file(struct str *out, const char *path)
{
	char part[4096];
	FILE *f = fopen(path, "r");
	for (size_t n; f && (n = fread(part, 1, sizeof part, f)) > 0;)
		str_add(out, part, n);
	if (f)
		fclose(f);
}

/* After what came of another file `damaged`: of the first two the other is made anew as well. */
static void put_back(const char *dir, const struct str *files, int damaged)
{
	for (int i = damaged < 2 ? 0 : damaged; i <= (damaged < 2 ? 1 : damaged); i++)
		CHECK(write_file(file_path(dir, i), str_text(&files[i]), files[i].len));
}

/* A small record with most of what there can be, and the index of it. */
static bool import_small(const char *dir)
{
	struct str out = {0};
	static const char *const parents[] = {"", "1", "1", "2 3", "4", "5", "6", "7", "8"};
	for (int i = 0; i < 9; i++) {
		char text[40];
		snprintf(text, sizeof text, "k %d\nl 1\nm 2\n", i);
		add_version(&out, i + 1, 1600000000 + 60 * (i % 4), parents[i]);
		add_plan(&out, i == 6 ? "ede/a" : i > 6 ? "ede/b" : "a", i == 4 ? "BAD\n" : i == 6 ? "k 5\nl 1\nm 2\n" : text);
		if (i == 6)
			add_plan(&out, "a", NULL);
		if (i % 3 == 0)
			add_plan(&out, "b", text);
	}
	return import(dir, &out);
}

TEST(each_byte_of_the_files_can_be_another)
{
	const char *dir = scratch(0);
	struct str files[FILES] = {{0}};
	if (!import_small(dir))
		return;
	struct store *s = open_cut(dir); /* libgit2 stays, which takes long to begin with */
	char *want = answers_anew(dir, 1);
	free(answers(dir, 1));
	for (int i = 0; i < FILES; i++) {
		read_file(&files[i], file_path(dir, i));
		CHECK(files[i].len > 0);
	}
	for (int i = 0; i < FILES; i++)
		for (size_t at = 0; at < 2 * files[i].len; at++) {
			bool flip = at < files[i].len;
			if (flip)
				files[i].p[at] ^= 1 << at % 8;
			CHECK(write_file(file_path(dir, i), files[i].p, flip ? files[i].len : at - files[i].len));
			if (flip)
				files[i].p[at] ^= 1 << at % 8;
			char *got = answers(dir, 100);
			if (!check_answers(got, want))
				printf("  (%s, %s %zu)\n", index_files[i], flip ? "byte" : "cut at", at % files[i].len);
			free(got);
			put_back(dir, files, i);
		}
	for (int i = 0; i < FILES; i++)
		str_free(&files[i]);
	free(want);
	store_close(s);
}

/* Of each file one by another of the same kind: an index that is good, but of another time or another plan. */
TEST(files_that_belong_together_no_more)
{
	const char *dir = scratch(0);
	struct str old[FILES] = {{0}}, now[FILES] = {{0}};
	if (!import_small(dir))
		return;
	stand_at(dir, 6);
	free(answers(dir, 1));
	for (int i = 0; i < FILES; i++)
		read_file(&old[i], file_path(dir, i));
	stand_at(dir, 9);
	char *want = answers_anew(dir, 1);
	free(answers(dir, 1));
	for (int i = 0; i < FILES; i++)
		read_file(&now[i], file_path(dir, i));
	for (int i = 0; i < FILES; i++)
		for (int k = 0; k < FILES; k++) {
			CHECK(write_file(file_path(dir, i), str_text(&old[k]), old[k].len));
			char *got = answers(dir, 100);
			check_answers(got, want);
			free(got);
			put_back(dir, now, i);
			CHECK(write_file(file_path(dir, i), str_text(&now[k]), now[k].len));
			got = answers(dir, 100);
			check_answers(got, want);
			free(got);
			put_back(dir, now, i);
		}
	for (int i = 0; i < FILES; i++) {
		str_free(&old[i]);
		str_free(&now[i]);
	}
	free(want);
}

TEST(files_that_are_something_else)
{
	static const char *const commands[] = {
		"cd '%s/buurtplan/versies-main' && for f in *; do rm $f; mkfifo $f; done",
		"cd '%s/buurtplan/versies-main' && for f in *; do rm $f; mkdir $f; done",
		"cd '%s/buurtplan/versies-main' && for f in *; do mv $f ..; ln -s ../$f; done",
		"cd '%s/buurtplan/versies-main' && for f in *; do rm $f; ln -s $f $f; done",
		"cd '%s/buurtplan' && rm -r versies-main && mkfifo versies-main",
		"cd '%s/buurtplan' && rm -rf versies-main && ln -s .. versies-main",
		"cd '%s' && rm -r buurtplan && echo x >buurtplan",
		"cd '%s' && rm -r buurtplan && mkdir elders && ln -s elders buurtplan",
		"cd '%s' && rm buurtplan && mkdir -p buurtplan/versies-main && for f in regels namen delen-a; do ln -s ../../mine-$f buurtplan/versies-main/$f; done",
	};
	const char *dir = scratch(0);
	if (!import_small(dir))
		return;
	char *want = answers_anew(dir, 1);
	free(answers(dir, 1));
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		CHECK_NUMBER(run(commands[i], dir), 0);
		char *got = answers(dir, 100);
		if (!check_answers(got, want))
			printf("  (after %s)\n", commands[i]);
		free(got);
	}
	CHECK_TEXT(output("cd '%s' && ls elders; ls | grep mine", dir), ""); /* nothing was written through a link */
	free(want);
}

/* Copies without the older versions, that get them later: what is not there is no error, and no answer for when it is. */
TEST(a_copy_of_the_newest_versions)
{
	const char *dir = scratch(0), *copy = scratch(1);
	unsigned long long seed = test_seed() + 4;
	if (!import_random(dir, &seed))
		return;
	char *want = answers(dir, 1);
	CHECK_NUMBER(run("git clone -q --bare --depth 5 'file://%s' '%s'", dir, copy), 0);
	check_same(copy);
	struct store *full = open_cut(dir), *s = open_cut(copy);
	count_rows(s, NULL); /* so that it has an index in memory */
	CHECK_NUMBER(run("git -C '%s' fetch -q --depth 8 origin main:main --update-head-ok 2>&1", copy), 0);
	check_same(copy);
	count_rows(s, NULL);
	CHECK_NUMBER(run("git -C '%s' fetch -q --depth 1000000 origin main:main --update-head-ok 2>&1", copy), 0);
	char *got = answers(copy, 1);
	check_answers(got, want);
	CHECK_NUMBER(count_rows(s, NULL), count_rows(full, NULL));
	check_same(copy);
	store_close(s);
	store_close(full);
	free(got);
	free(want);
}

TEST(all_of_it_beforehand)
{
	const char *dir = scratch(0);
	unsigned long long seed = test_seed() + 3;
	struct store_completed done;
	struct err e = {0};
	if (!import_random(dir, &seed))
		return;
	struct store *s = open_cut(dir);
	size_t count = count_rows(s, NULL);
	CHECK_NUMBER(store_versions_complete(s, &done, &e), OK);
	CHECK_NUMBER(done.versions, count);
	CHECK_NUMBER(done.fresh, count);
	cuts = 0;
	CHECK_NUMBER(store_versions_complete(s, &done, &e), OK);
	CHECK_NUMBER(done.fresh, 0);
	CHECK_NUMBER(cuts, 0);
	check_same(dir);
	store_close(s);
}

/* --- several at once ------------------------------------------------------------------------------------------ */

static void save_plan(struct store *s, const char *name, const char *bytes, const char *who, long long when)
{
	struct plain p = {bytes, "bewaard", 0, ""};
	struct err e = {0};
	bool saved;
	struct store_who author = {who, "x@example.nl", {when, 60}};
	if (!CHECK_NUMBER(store_save(s, name, author, build_plain, &p, &saved, NULL, &e), OK))
		puts(e.text);
}

/* A save adds what a walk would have found: also of a new person, with a clock that is behind, and in the middle of other work. */
TEST(a_save_adds_its_version)
{
	const char *dir = scratch(0);
	if (!import_small(dir))
		return;
	struct store *s = open_cut(dir);
	free(answers(dir, 1));
	save_plan(s, "ede/a", "k 5\nl 2\nm 2\n", "Anna", 1600005000);
	struct str before = {0}, after = {0};
	read_file(&before, file_path(dir, 0));
	check_same(dir);
	save_plan(s, "ede/a", "k 5\nl 3\nm 2\n", "Anna", 1600005000);
	save_plan(s, "b", "k 9\n", "Bart", 1600000001);
	save_plan(s, "b", "BAD\n", "Anna", 1600005001);
	save_plan(s, "ede/b", "k 7\nl 3\nm 2\n", "Chris", 1600005001);
	save_plan(s, "b", "k 10\n", "Anna", 1600005001);
	read_file(&after, file_path(dir, 0));
	CHECK(after.len > before.len && memcmp(after.p + 8, before.p + 8, 8) == 0); /* the same file, grown */
	check_same(dir);
	run("cd '%s' && b=$(git commit-tree -p main~2 -p main -m ander main~1^{tree} 2>/dev/null || git -c user.name=x -c user.email=x@y.nl commit-tree "
	    "-p main~2 -p main -m ander main~1^{tree}) && git update-ref refs/heads/main $b", dir);
	check_same(dir);
	save_plan(s, "nieuw", "k 10\n", "Anna", 1600005001);
	check_same(dir);
	str_free(&before);
	str_free(&after);
	store_close(s);
}

/* Two that look at once, in turns, and one that stops halfway: what they found goes in once, with the names that belong to it. */
TEST(two_walks_in_turns)
{
	const char *dir = scratch(0);
	unsigned long long seed = test_seed() + 2;
	struct err e = {0};
	if (!import_random(dir, &seed))
		return;
	for (int k = 10; k < VERSIONS; k += 7) {
		struct store_versions *v[3] = {NULL};
		stand_at(dir, k);
		struct store *s = open_cut(dir), *other = open_cut(dir);
		free(answers(dir, 1));
		CHECK_NUMBER(count_rows(s, NULL), count_rows(other, NULL));
		stand_at(dir, k + 7 < VERSIONS ? k + 7 : VERSIONS);
		for (int i = 0; i < 3; i++)
			CHECK_NUMBER(store_versions_open(i == 2 ? other : s, NULL, &v[i], &e), OK);
		for (int turn = 0; !store_versions_is_done(v[0]) || !store_versions_is_done(v[1]); turn++) {
			for (int i = 0; i < 3; i++)
				if (i < 2 || turn < 2)
					CHECK_NUMBER(store_versions_step(v[i], 1, &e), OK);
			if (turn == 1) { /* while another process adds to the index */
				fflush(stdout);
				pid_t child = fork();
				if (child == 0) {
					free(answers(dir, 1000));
					_exit(0);
				}
				waitpid(child, NULL, 0);
				CHECK_NUMBER(count_rows(s, "a"), count_rows(other, "a"));
			}
		}
		store_versions_free(v[2]);
		struct str a = {0}, b = {0};
		add_history(&a, s, NULL, 1);
		char *want = answers_anew(dir, 1);
		CHECK(strncmp(a.p, want, a.len) == 0);
		add_history(&b, other, NULL, 1);
		check_answers(b.p, a.p);
		CHECK_NUMBER(store_versions_count(v[0]), count_rows(s, NULL));
		CHECK_NUMBER(store_versions_count(v[1]), count_rows(s, NULL));
		for (int i = 0; i < 2; i++)
			store_versions_free(v[i]);
		store_close(s);
		store_close(other);
		check_same(dir);
		str_free(&a);
		str_free(&b);
		free(want);
	}
}

TEST(processes_that_save_and_look)
{
	const char *dir = scratch(0);
	if (!import_small(dir))
		return;
	fflush(stdout);
	for (int child = 0; child < 4; child++) {
		if (fork() != 0)
			continue;
		struct store *s = open_cut(dir);
		for (int i = 0; s && i < 15; i++) {
			char text[40], who[20];
			snprintf(text, sizeof text, "k %d %d\n", child, i);
			snprintf(who, sizeof who, "P %d %d", child, i % 3);
			if (child < 2)
				save_plan(s, child ? "b" : "ede/b", text, who, 1600001000 + i);
			else
				free(answers(dir, 1 + i));
		}
		store_close(s);
		fflush(stdout);
		_exit(0);
	}
	while (wait(NULL) > 0)
		;
	check_same(dir);
	check_by_git(dir);
}

TEST(where_nothing_can_be_written)
{
	const char *dir = scratch(0);
	if (!import_small(dir) || geteuid() == 0)
		return;
	char *want = answers_anew(dir, 1);
	CHECK_NUMBER(run("chmod -R a-w '%s'", dir), 0);
	char *got = answers(dir, 3);
	check_answers(got, want);
	free(got);
	free(want);
	run("chmod -R u+w '%s'", dir);
}
