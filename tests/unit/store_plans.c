/* Plans that come, get another name and go: on the record, in its history, beside a working tree, and two people at once. */
#include "store_help.h"

#include <sys/wait.h>

#define DELTA "formaat: 1\nbuurt: Deltabuurt\n"
#define NEW "formaat: 1\nbuurt: Nieuw\n"

/* Gives what was there (or NEW), and a message. */
static enum code build_same(void *ctx, const char *newest, size_t len, struct str *bytes, struct str *message, struct err *e)
{
	const char *words = ctx;
	(void)e;
	if (newest)
		str_add(bytes, newest, len);
	else
		str_add_text(bytes, NEW);
	str_add_text(message, words);
	return OK;
}

static enum code add(struct store *s, const char *name, struct err *e)
{
	return store_add(s, name, anna, build_same, (void *)"Gemaakt", e);
}

static enum code rename_to(struct store *s, const char *name, const char *to, struct err *e)
{
	return store_rename(s, name, to, anna, build_same, (void *)"Hernoemd", e);
}

static enum code remove_it(struct store *s, const char *name, struct err *e)
{
	return store_remove(s, name, anna, build_same, (void *)"Weggehaald", e);
}

static void check_ok(enum code code, const struct err *e)
{
	if (!CHECK_NUMBER(code, OK))
		puts(e->text);
}

static const char *names(const char *dir)
{
	return output("git -C '%s' ls-tree -r --name-only main | tr '\\n' ' '", dir);
}

TEST(a_new_plan_is_one_version)
{
	const char *dir = scratch(0);
	struct err e = {0};
	if (!create(dir))
		return;
	struct store *s = open_at(dir);
	check_ok(add(s, "nieuw", &e), &e);
	check_ok(add(s, "zwolle/nieuw", &e), &e);
	CHECK_TEXT(names(dir), "plans/deltabuurt.yaml plans/deventer/oostrik.yaml plans/nieuw.yaml plans/zwolle/nieuw.yaml ");
	CHECK_TEXT(output("git -C '%s' cat-file blob main:plans/nieuw.yaml", dir), "formaat: 1\nbuurt: Nieuw");
	CHECK_TEXT(output("git -C '%s' rev-list --count main", dir), "3");
	CHECK_NUMBER(add(s, "nieuw", &e), ERR_NO);
	CHECK_TEXT(e.text, "Er is al een plan dat 'nieuw' heet. Er is niets veranderd.");
	CHECK_NUMBER(add(s, "Nieuw", &e), ERR_USE);
	CHECK_NUMBER(add(s, "programma", &e), ERR_USE);
	CHECK_TEXT(output("git -C '%s' rev-list --count main", dir), "3");
	is_clean(dir);
	store_close(s);
}

TEST(the_first_plan_of_all)
{
	const char *dir = scratch(0);
	struct err e = {0};
	check_ok(store_create(dir, NULL, 0, anna, "Begonnen", &e), &e);
	struct store *s = open_at(dir);
	check_ok(add(s, "nieuw", &e), &e);
	CHECK_TEXT(names(dir), "plans/nieuw.yaml ");
	CHECK_NUMBER(add(s, "nieuw", &e), ERR_NO);
	check_ok(remove_it(s, "nieuw", &e), &e);
	CHECK_TEXT(names(dir), "");
	CHECK_TEXT(output("git -C '%s' ls-tree main", dir), ""); /* no empty folder either */
	is_clean(dir);
	store_close(s);
}

TEST(another_name_is_one_version_that_history_follows)
{
	const char *dir = scratch(0);
	struct err e = {0};
	bool saved;
	if (!create(dir))
		return;
	struct store *s = open_at(dir);
	check_ok(save_text(s, "deltabuurt", DELTA "wijk: Een\n", &saved, &e), &e);
	check_ok(rename_to(s, "deltabuurt", "rivieren/delta", &e), &e);
	check_ok(save_text(s, "rivieren/delta", DELTA "wijk: Twee\n", &saved, &e), &e);
	CHECK_TEXT(names(dir), "plans/deventer/oostrik.yaml plans/rivieren/delta.yaml ");
	CHECK_TEXT(output("git -C '%s' rev-list --count main", dir), "4");
	CHECK_TEXT(output("git -C '%s' log --follow --format=%%s main -- plans/rivieren/delta.yaml", dir),
		   "Aangepast\nHernoemd\nAangepast\nBegonnen");
	struct store_versions *v = NULL;
	const char *const was[] = {NULL, "deltabuurt", NULL, NULL};
	check_ok(store_versions_open(s, "rivieren/delta", &v, &e), &e);
	while (v && !store_versions_is_done(v))
		check_ok(store_versions_step(v, 100, &e), &e);
	CHECK_NUMBER(store_versions_count(v), 4);
	for (size_t i = 0; i < 4 && i < store_versions_count(v); i++) {
		struct store_version_row row;
		struct store_content c;
		store_versions_row(v, i, &row);
		check_ok(store_versions_read(v, i, false, &c, &e), &e);
		CHECK_TEXT(row.was ? row.was : "-", was[i] ? was[i] : "-");
		CHECK(c.has_before == (i != 3));
		CHECK((i == 1) == (c.has_before && strcmp(str_text(&c.before), str_text(&c.after)) == 0));
		store_content_clear(&c);
	}
	store_versions_free(v);
	is_clean(dir);
	store_close(s);
}

TEST(a_name_that_is_taken_or_the_same_is_refused)
{
	const char *dir = scratch(0);
	struct err e = {0};
	if (!create(dir))
		return;
	struct store *s = open_at(dir);
	CHECK_NUMBER(rename_to(s, "deltabuurt", "deventer/oostrik", &e), ERR_NO);
	CHECK_NUMBER(rename_to(s, "deltabuurt", "deltabuurt", &e), ERR_NO);
	CHECK_NUMBER(rename_to(s, "deltabuurt", "Delta", &e), ERR_USE);
	CHECK_TEXT(output("git -C '%s' rev-list --count main", dir), "1");
	store_close(s);
}

TEST(what_became_of_a_name)
{
	const char *dir = scratch(0);
	struct err e = {0};
	char *to = NULL;
	bool saved;
	if (!create(dir))
		return;
	struct store *s = open_at(dir);
	check_ok(rename_to(s, "deltabuurt", "delta", &e), &e);
	check_ok(save_text(s, "delta", DELTA "wijk: Een\n", &saved, &e), &e);
	check_ok(rename_to(s, "delta", "rivieren", &e), &e);
	check_ok(store_renamed(s, "deltabuurt", &to, &e), &e);
	CHECK_TEXT(to ? to : "-", "rivieren");
	free(to);
	check_ok(store_renamed(s, "nooit-geweest", &to, &e), &e);
	CHECK(to == NULL);
	check_ok(remove_it(s, "rivieren", &e), &e);
	check_ok(store_renamed(s, "deltabuurt", &to, &e), &e);
	CHECK(to == NULL);
	store_close(s);
}

TEST(another_plan_that_got_the_name_later_is_not_meant)
{
	const char *dir = scratch(0);
	struct err e = {0};
	char *to = NULL;
	struct store *s = create(dir) ? open_at(dir) : NULL;
	if (!s)
		return;
	check_ok(rename_to(s, "deltabuurt", "delta", &e), &e);
	check_ok(remove_it(s, "delta", &e), &e);
	check_ok(add(s, "delta", &e), &e);
	check_ok(store_renamed(s, "deltabuurt", &to, &e), &e);
	CHECK_TEXT(to ? to : "-", "-");
	free(to);
	store_close(s);
}

TEST(a_removed_plan_stays_in_history)
{
	const char *dir = scratch(0);
	struct err e = {0};
	struct str out = {0};
	if (!create(dir))
		return;
	struct store *s = open_at(dir);
	check_ok(remove_it(s, "deventer/oostrik", &e), &e);
	CHECK_TEXT(names(dir), "plans/deltabuurt.yaml ");
	CHECK_TEXT(output("git -C '%s' ls-tree --name-only main plans/", dir), "plans/deltabuurt.yaml"); /* the folder too */
	CHECK_NUMBER(store_read(s, "deventer/oostrik", NULL, &out, NULL, &e), ERR_NOT_FOUND);
	CHECK_TEXT(output("git -C '%s' show main~1:plans/deventer/oostrik.yaml", dir), "formaat: 1\nbuurt: Het Oostrik");
	check_ok(add(s, "deventer/oostrik", &e), &e);
	is_clean(dir);
	str_free(&out);
	store_close(s);
}

/* --- two at once --------------------------------------------------------------------------- */

enum { MAKERS = 8 };

static int make_in_child(const char *dir, bool renames, int me)
{
	struct err e = {0};
	struct store *s = NULL;
	char own[32];
	if (store_open(&s, dir, &e) != OK)
		return 2;
	snprintf(own, sizeof own, "eigen-%d", me);
	enum code code = renames ? rename_to(s, own, "samen", &e) : add(s, "samen", &e);
	store_close(s);
	return code == OK ? 0 : code == ERR_NO ? 1 : 2;
}

static void all_at_once(bool renames)
{
	const char *dir = scratch(0);
	struct err e = {0};
	int made = 0;
	if (!create(dir))
		return;
	struct store *s = open_at(dir);
	for (int i = 0; renames && i < MAKERS; i++) {
		char own[32];
		snprintf(own, sizeof own, "eigen-%d", i);
		check_ok(add(s, own, &e), &e);
	}
	int before = atoi(output("git -C '%s' rev-list --count main", dir));
	fflush(stdout);
	for (int i = 0; i < MAKERS; i++) {
		pid_t child = fork();
		if (child == 0)
			_exit(make_in_child(dir, renames, i));
		CHECK(child > 0);
	}
	for (int i = 0, status; i < MAKERS; i++) {
		CHECK(wait(&status) > 0);
		CHECK(WIFEXITED(status) && WEXITSTATUS(status) < 2);
		made += WEXITSTATUS(status) == 0;
	}
	CHECK_NUMBER(made, 1);
	CHECK_NUMBER(atoi(output("git -C '%s' rev-list --count main", dir)) - before, 1);
	is_clean(dir);
	store_close(s);
}

TEST(one_of_many_gets_the_name)
{
	all_at_once(false);
	all_at_once(true);
}

/* --- with a working tree ---------------------------------------------------------------------- */

static struct store *open_tree(const char *tree)
{
	const char *dir = scratch(3);
	if (!create(dir) || !CHECK(sh("git clone -q '%s' '%s'", dir, tree) == 0))
		return NULL;
	CHECK(sh("cd '%s' && git config user.name Git && git config user.email git@example.nl%s", tree, "") == 0);
	return open_at(tree);
}

static const char *status(const char *tree)
{
	return output("git -C '%s' status --porcelain 2>&1", tree);
}

static const char *files(const char *tree)
{
	return output("cd '%s' && find plans -name '*.yaml*' | sort | tr '\\n' ' '", tree);
}

TEST(files_and_index_follow)
{
	const char *tree = scratch(0);
	struct err e = {0};
	struct store *s = open_tree(tree);
	if (!s)
		return;
	check_ok(add(s, "nieuw", &e), &e);
	CHECK_TEXT(status(tree), "");
	check_ok(rename_to(s, "deltabuurt", "rivieren/delta", &e), &e);
	CHECK_TEXT(status(tree), "");
	check_ok(remove_it(s, "deventer/oostrik", &e), &e);
	CHECK_TEXT(status(tree), "");
	CHECK_TEXT(files(tree), "plans/nieuw.yaml plans/rivieren/delta.yaml ");
	CHECK_TEXT(output("ls '%s'/.git | grep -e lock -e weg", tree), "");
	store_close(s);
}

TEST(a_file_of_somebody_is_never_overwritten_nor_removed)
{
	const char *tree = scratch(0);
	struct err e = {0};
	struct store *s = open_tree(tree);
	if (!s)
		return;
	CHECK(sh("echo mijn >'%s/plans/nieuw.yaml'%s", tree, "") == 0);
	CHECK_NUMBER(add(s, "nieuw", &e), ERR_NO);
	CHECK(strstr(e.text, "In de map staat al een bestand plans/nieuw.yaml.") != NULL);
	CHECK_NUMBER(rename_to(s, "deltabuurt", "nieuw", &e), ERR_NO);
	CHECK(sh("mkdir '%s/plans/map.yaml'%s", tree, "") == 0);
	CHECK_NUMBER(add(s, "map", &e), ERR_NO);
	CHECK_TEXT(output("git -C '%s' rev-list --count main", tree), "1");
	/* edited after all that we looked at: the record goes on, the file stays */
	CHECK(sh("echo '# mijn' >>'%s/plans/deltabuurt.yaml'%s", tree, "") == 0);
	check_ok(remove_it(s, "deltabuurt", &e), &e);
	CHECK_TEXT(output("tail -n 1 '%s/plans/deltabuurt.yaml'", tree), "# mijn");
	CHECK_TEXT(output("cat '%s/plans/nieuw.yaml'", tree), "mijn");
	store_close(s);
}

/* What a file holds may have been on the record, of a plan that is gone: then its name is free. */
TEST(a_file_that_lags_is_in_nobodys_way)
{
	const char *tree = scratch(0);
	struct err e = {0};
	struct store *s = open_tree(tree);
	if (!s)
		return;
	check_ok(remove_it(s, "deltabuurt", &e), &e);
	CHECK(sh("cd '%s' && git checkout -q main~1 -- plans/deltabuurt.yaml%s", tree, "") == 0);
	check_ok(add(s, "deltabuurt", &e), &e);
	CHECK_TEXT(status(tree), "");
	CHECK_TEXT(output("cat '%s/plans/deltabuurt.yaml'", tree), "formaat: 1\nbuurt: Nieuw");
	store_close(s);
}

TEST(what_goes_may_be_written_down_nowhere)
{
	const char *tree = scratch(0);
	struct err e = {0};
	bool saved;
	struct store *s = open_tree(tree);
	if (!s)
		return;
	CHECK(sh(": >'%s/.git/buurtplan-weg'%s", tree, "") == 0);
	check_ok(save_text(s, "deltabuurt", "formaat: 1\nbuurt: Anders\n", &saved, &e), &e);
	CHECK(saved);
	CHECK_TEXT(status(tree), "");
	store_close(s);
}

/* As a renaming does that was killed once it was on the record: any next save finishes it. */
TEST(any_next_save_finishes_what_goes)
{
	const char *tree = scratch(0);
	struct err e = {0};
	bool saved;
	struct store *s = open_tree(tree);
	if (!s)
		return;
	CHECK(sh("cd '%s' && export GIT_INDEX_FILE=.git/ander && git read-tree HEAD && git mv -k plans/deltabuurt.yaml plans/delta.yaml;"
		 "git update-index --add --cacheinfo 100644,$(git rev-parse HEAD:plans/deltabuurt.yaml),plans/delta.yaml;"
		 "git update-index --force-remove plans/deltabuurt.yaml;"
		 "git update-ref HEAD $(git commit-tree -p HEAD -m verder $(git write-tree)); rm .git/ander;"
		 "mv plans/delta.yaml plans/deltabuurt.yaml; printf 'delta\\ndeltabuurt\\n' >.git/buurtplan-weg%s", tree, "") == 0);
	CHECK(strstr(status(tree), "deltabuurt") != NULL);
	check_ok(save_text(s, "deventer/oostrik", "formaat: 1\nbuurt: Oostrik\n", &saved, &e), &e);
	CHECK_TEXT(status(tree), "");
	CHECK_TEXT(files(tree), "plans/delta.yaml plans/deventer/oostrik.yaml ");
	CHECK_TEXT(output("ls '%s'/.git | grep -e lock -e weg", tree), "");
	store_close(s);
}
