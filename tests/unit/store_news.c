/* What came on the record since a point on it: by how versions hang together, whatever clocks say. */
#include "store_help.h"

#include "base/str.h"
#include "store/news.h"

static struct store_point point_of(const char *dir, const char *version)
{
	struct store_point p = {0};
	char command[100];
	snprintf(command, sizeof command, "git -C '%%s' show -s --format='%%%%H %%%%at' %s", version);
	long long seconds = 0;
	sscanf(output(command, dir), "%64s %lld", p.id, &seconds);
	p.seconds = seconds;
	return p;
}

static void walk(struct store_news *n, int slice)
{
	struct err e = {0};
	for (int i = 0; !store_news_is_done(n) && i < 1000; i++)
		if (!CHECK_NUMBER(store_news_step(n, slice, &e), OK))
			puts(e.text);
	CHECK(store_news_is_done(n));
}

/* The moments of the versions, in their order. */
static char *list(const struct store_news *n)
{
	struct str out = {0};
	int64_t last = 0;
	for (;;) {
		const struct store_news_version *next = NULL;
		for (size_t i = 0; i < store_news_count(n); i++) {
			const struct store_news_version *v = store_news_get(n, i);
			if (v && v->when.seconds > last && (!next || v->when.seconds < next->when.seconds))
				next = v;
		}
		if (!next)
			return str_take(&out);
		last = next->when.seconds;
		str_addf(&out, "%s%lld", out.len ? " " : "", (long long)last % 1000);
	}
}

static void check_news(const char *dir, const char *since, const char *want)
{
	struct store *s = open_at(dir);
	struct store_point p = point_of(dir, since);
	for (int slice = 1; slice < 100; slice += 40) {
		struct store_news *n = NULL;
		struct err e = {0};
		if (!CHECK_NUMBER(store_news_open(&n, s, &p, &e), OK))
			break;
		walk(n, slice);
		char *got = list(n);
		CHECK_TEXT(got, want);
		CHECK(!store_news_is_void(n));
		free(got);
		store_news_free(n);
	}
	store_close(s);
}

/* A working tree, with plain git for whoever clones and merges; the hours are those of the authors. */
static const char git_script[] =
	"cd '%s' && export GIT_CONFIG_GLOBAL=/dev/null GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@x.nl GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@x.nl && "
	"at() { export GIT_AUTHOR_DATE=\"$((1500000000 + $1)) +0000\" GIT_COMMITTER_DATE=\"$((1500000000 + ${2:-$1})) +0000\"; } && "
	"put() { at $1 $4; mkdir -p plans/notes && echo \"buurt: $3\" >plans/$2.yaml && git add -A && git commit -qm x; } && %s";

static const char *record(const char *script)
{
	const char *dir = scratch(0);
	sh("mkdir '%s' && git -C '%s' init -q -b main", dir, dir);
	CHECK_NUMBER(sh(git_script, dir, script), 0);
	return dir;
}

TEST(what_came_later)
{
	const char *dir = record("put 1 a x && put 2 b x && put 3 a y && put 4 b y && put 5 c x");
	check_news(dir, "HEAD", "");
	check_news(dir, "HEAD~1", "5");
	check_news(dir, "HEAD~3", "3 4 5");
}

TEST(of_one_second_nothing_old_is_new)
{
	const char *dir = record("put 1 a 1 && for i in 2 3 4 5 6 7 8 9; do put 1 a $i; done && put 2 a x");
	check_news(dir, "HEAD~1", "2");
	check_news(dir, "HEAD", "");
}

TEST(work_that_was_joined_later_counts_however_old)
{
	const char *dir = record("put 10 a x && git checkout -qb side && put 11 b x && git checkout -q main && put 20 a y && put 21 a z && "
	                         "at 22 && git merge -q --no-ff -m m side");
	check_news(dir, "HEAD^1", "11 22");
	check_news(dir, "side", "20 21 22");
}

TEST(clocks_that_go_wrong)
{
	const char *dir = record("put 100 a 1 && put 50 a 2 && put 120 a 3 && put 7 a 4 && put 130 a 5");
	check_news(dir, "HEAD~1", "130");
	check_news(dir, "HEAD~3", "7 120 130");
}

TEST(a_point_that_is_gone_goes_by_its_moment)
{
	const char *dir = record("put 1 a x && put 2 a y && put 3 a z && git checkout -q --orphan other && git commit -qm 1 && put 4 b x && put 9 b y && "
	                         "git branch -D -q main && git branch -m main");
	struct store *s = open_at(dir);
	struct store_news *n = NULL;
	struct err e = {0};
	static const char *const ids[] = {"0123456789012345678901234567890123456789", "nonsense", ""};
	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
		struct store_point p = {.seconds = 1500000004};
		strcpy(p.id, ids[i]);
		CHECK_NUMBER(store_news_open(&n, s, &p, &e), OK);
		walk(n, 2);
		char *got = list(n);
		CHECK_TEXT(got, "9");
		free(got);
		store_news_free(n);
	}
	store_close(s);
}

TEST(a_point_beside_the_record_goes_by_its_moment_too)
{
	const char *dir = record("put 1 a x && put 2 a y && put 3 a z && git branch old && git reset -q --hard HEAD~1 && put 2 b w && put 9 a q");
	check_news(dir, "old", "9");
}

static void check_past(const struct store_news *n, struct store_point p, const char *want)
{
	bool past[20];
	struct str got = {0};
	store_news_past(n, &p, past);
	for (int64_t t = 1; t < 30; t++)
		for (size_t i = 0; i < store_news_count(n); i++)
			if (store_news_get(n, i) && store_news_get(n, i)->when.seconds == 1500000000 + t)
				str_addf(&got, "%s%lld", past[i] ? "" : "-", (long long)t);
	CHECK_TEXT(str_text(&got), want);
	str_free(&got);
}

TEST(what_is_in_the_past_of_a_point)
{
	const char *dir = record("put 1 a x && git checkout -qb side && put 2 b x && git checkout -q main && put 3 a y && put 4 a z && at 5 && "
	                         "git merge -q --no-ff -m m side && put 6 a w");
	struct store *s = open_at(dir);
	struct store_news *n = NULL;
	struct err e = {0};
	struct store_point first = point_of(dir, "HEAD~4");
	CHECK_NUMBER(store_news_open(&n, s, &first, &e), OK);
	walk(n, 3);
	check_past(n, point_of(dir, "HEAD"), "23456");
	check_past(n, point_of(dir, "HEAD~1"), "2345-6");
	check_past(n, point_of(dir, "HEAD~2"), "-234-5-6");
	check_past(n, point_of(dir, "side"), "2-3-4-5-6");
	check_past(n, (struct store_point){"", 1500000003}, "23-4-5-6");
	store_news_free(n);
	store_close(s);
}

TEST(it_follows_the_record)
{
	const char *dir = record("put 1 a x && put 2 a y && git checkout -qb side && put 3 b x && git checkout -q main && put 4 a z");
	struct store *s = open_at(dir);
	struct store_news *n = NULL;
	struct err e = {0};
	CHECK_NUMBER(store_news_open(&n, s, NULL, &e), OK);
	walk(n, 3);
	CHECK_NUMBER(store_news_follow(n, &e), OK);
	CHECK(store_news_is_done(n));
	CHECK_NUMBER(sh(git_script, dir, "put 5 c x && at 6 && git merge -q --no-ff -m m side"), 0);
	CHECK_NUMBER(store_news_follow(n, &e), OK);
	walk(n, 3);
	char *got = list(n);
	CHECK_TEXT(got, "3 5 6");
	free(got);
	CHECK(!store_news_is_void(n));
	CHECK_TEXT(store_news_tip(n).id, point_of(dir, "HEAD").id);
	CHECK_NUMBER(sh(git_script, dir, "git reset -q --hard HEAD~2 && put 8 c y"), 0);
	CHECK_NUMBER(store_news_follow(n, &e), OK);
	walk(n, 3);
	CHECK(store_news_is_void(n));
	store_news_free(n);
	store_close(s);
}

TEST(a_record_without_versions_has_none)
{
	const char *dir = scratch(0);
	struct store_news *n;
	struct err e = {0};
	sh("git init -q --bare '%s'%s", dir, "");
	struct store *s = open_at(dir);
	CHECK_NUMBER(store_news_open(&n, s, NULL, &e), ERR_NOT_FOUND);
	CHECK(n == NULL);
	store_close(s);
}
