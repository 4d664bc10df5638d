#include "store/internal.h"
#include "store_help.h"

#include <errno.h>

#define DELTA "formaat: 1\nbuurt: Deltabuurt\n"

/* A record with a working tree at `tree`, with the plans of create() and a file of somebody's own. */
static struct store *open_tree(const char *tree)
{
	const char *dir = scratch(3);
	if (!create(dir) || !CHECK(sh("git clone -q '%s' '%s'", dir, tree) == 0))
		return NULL;
	CHECK(sh("cd '%s' && git config user.name Git && git config user.email git@example.nl && echo a >lees.md &&"
		 " git add . && git commit -qm lees%s", tree, "") == 0);
	return open_at(tree);
}

static const char *content(const char *tree, const char *path)
{
	char command[600];
	snprintf(command, sizeof command, "cat '%%s/%s' 2>&1", path);
	return output(command, tree);
}

static void check_status(const char *tree, const char *want)
{
	CHECK_TEXT(output("git -C '%s' status --porcelain 2>&1", tree), want);
}

static void check_save(struct store *s, const char *name, const char *bytes)
{
	struct err e = {0};
	bool saved = false;
	if (!CHECK_NUMBER(save_text(s, name, bytes, &saved, &e), OK))
		puts(e.text);
	CHECK(saved);
}

static void check_outside(struct store *s, const char *bytes, const char *base)
{
	struct str got = {0}, was = {0};
	struct err e = {0};
	bool found = false;
	if (!CHECK_NUMBER(store_outside(s, "deltabuurt", &found, &got, &was, &e), OK))
		puts(e.text);
	CHECK(found == (bytes != NULL));
	if (bytes) {
		CHECK_TEXT(str_text(&got), bytes);
		CHECK_TEXT(str_text(&was), base);
	}
	str_free(&got);
	str_free(&was);
}

static void put(const char *tree, const char *path, const char *bytes)
{
	char name[600];
	snprintf(name, sizeof name, "%s/%s", tree, path);
	FILE *f = fopen(name, "w");
	if (CHECK(f != NULL)) {
		fputs(bytes, f);
		fclose(f);
	}
}

/* As a push into this branch does, or a save that was killed half-way: the record goes on, the files stay. */
static void move_on(const char *tree, const char *bytes)
{
	char script[2000];
	snprintf(script, sizeof script, "cd '%%s' && export GIT_INDEX_FILE=.git/ander && git read-tree HEAD && b=$(printf '%s' |"
		 " git hash-object -w --stdin) && git update-index --add --cacheinfo 100644,$b,plans/deltabuurt.yaml &&"
		 " git update-ref HEAD $(git commit-tree -p HEAD -m verder $(git write-tree)) && rm .git/ander%%s", bytes);
	CHECK(sh(script, tree, "") == 0);
}

TEST(a_save_reaches_the_file_and_the_index)
{
	const char *tree = scratch(0);
	struct store *s = open_tree(tree);
	if (!s)
		return;
	CHECK(store_read_only(s) == NULL);
	check_save(s, "deltabuurt", "a: 1\n");
	check_save(s, "zwolle/nieuw", "b: 1\n");
	CHECK_TEXT(content(tree, "plans/deltabuurt.yaml"), "a: 1");
	CHECK_TEXT(content(tree, "plans/zwolle/nieuw.yaml"), "b: 1");
	CHECK_TEXT(output("git -C '%s' diff-files", tree), ""); /* without a look at what is in them */
	check_status(tree, "");
	CHECK_TEXT(output("git -C '%s' log --format=%%an:%%s", tree),
		   "Anna Jansen:Aangepast\nAnna Jansen:Aangepast\nGit:lees\nAnna Jansen:Begonnen");
	CHECK_TEXT(output("git -C '%s' reflog -1 --format=%%gs HEAD", tree), "buurtplan: bewaard");
	CHECK_TEXT(output("ls -A '%s/plans'", tree), "deltabuurt.yaml\ndeventer\nzwolle");
	check_outside(s, NULL, NULL);
	store_close(s);
	is_clean(tree);
}

TEST(the_first_save_of_an_empty_record)
{
	const char *tree = scratch(0);
	CHECK(sh("git init -q -b main '%s'%s", tree, "") == 0);
	struct store *s = open_at(tree);
	if (!s)
		return;
	check_outside(s, NULL, NULL);
	check_save(s, "deltabuurt", "a: 1\n");
	CHECK_TEXT(content(tree, "plans/deltabuurt.yaml"), "a: 1");
	check_status(tree, "");
	store_close(s);
}

TEST(the_mode_of_a_file_stays)
{
	const char *tree = scratch(0);
	char path[300];
	struct stat st;
	struct store *s = open_tree(tree);
	if (!s)
		return;
	snprintf(path, sizeof path, "%s/plans/deltabuurt.yaml", tree);
	CHECK(chmod(path, 0640) == 0);
	check_save(s, "deltabuurt", "a: 1\n");
	CHECK(stat(path, &st) == 0 && (st.st_mode & 07777) == 0640);
	CHECK(sh("chmod 755 '%s' && git -C '%s' commit -qam uitvoerbaar", path, tree) == 0);
	check_save(s, "deltabuurt", "a: 2\n");
	CHECK(stat(path, &st) == 0 && (st.st_mode & 07777) == 0755);
	CHECK(unlink(path) == 0);
	check_save(s, "deltabuurt", "a: 3\n");
	CHECK(stat(path, &st) == 0 && (st.st_mode & 0111) != 0);
	check_status(tree, "");
	store_close(s);
}

TEST(a_file_that_lags_is_no_edit_and_follows)
{
	const char *tree = scratch(0);
	struct store *s = open_tree(tree);
	if (!s)
		return;
	move_on(tree, "a: 1\\n");
	move_on(tree, "a: 2\\n");
	check_outside(s, NULL, NULL);
	check_save(s, "deltabuurt", "a: 3\n");
	CHECK_TEXT(content(tree, "plans/deltabuurt.yaml"), "a: 3");
	check_status(tree, "");
	store_close(s);
}

TEST(a_save_of_nothing_touches_nothing)
{
	const char *tree = scratch(0);
	struct err e = {0};
	char before[4096];
	bool saved = true;
	struct store *s = open_tree(tree);
	if (!s)
		return;
	check_save(s, "deltabuurt", "a: 1\n");
	snprintf(before, sizeof before, "%s", output("cd '%s' && stat -c '%%i %%z' plans/deltabuurt.yaml .git/index", tree));
	CHECK_NUMBER(save_text(s, "deltabuurt", "a: 1\n", &saved, &e), OK);
	CHECK(!saved);
	CHECK_TEXT(output("cd '%s' && stat -c '%%i %%z' plans/deltabuurt.yaml .git/index", tree), before);
	store_close(s);
}

/* A save that changes nothing is enough. */
TEST(a_save_of_nothing_brings_the_file_up_to_date)
{
	const char *tree = scratch(0);
	struct err e = {0};
	bool saved = true;
	struct store *s = open_tree(tree);
	if (!s)
		return;
	move_on(tree, "a: 1\\n");
	CHECK_NUMBER(save_text(s, "deltabuurt", "a: 1\n", &saved, &e), OK);
	CHECK(!saved);
	CHECK_TEXT(content(tree, "plans/deltabuurt.yaml"), "a: 1");
	check_status(tree, "");
	store_close(s);
}

TEST(an_edit_outside_is_found_with_its_base)
{
	const char *tree = scratch(0);
	struct store *s = open_tree(tree);
	if (!s)
		return;
	put(tree, "plans/deltabuurt.yaml", "a: buiten\n");
	check_outside(s, "a: buiten\n", DELTA);
	move_on(tree, "a: 1\\n"); /* made on what was there before */
	check_outside(s, "a: buiten\n", DELTA);
	CHECK(sh("git -C '%s' add plans%s", tree, "") == 0);
	check_outside(s, "a: buiten\n", "a: 1\n");
	CHECK(sh("git -C '%s' commit -qm buiten%s", tree, "") == 0);
	check_outside(s, NULL, NULL);
	CHECK(sh("rm '%s/%s'", tree, "plans/deltabuurt.yaml") == 0);
	check_outside(s, NULL, NULL);
	store_close(s);
}

TEST(an_old_version_put_back_by_hand_lags)
{
	const char *tree = scratch(0);
	struct store *s = open_tree(tree);
	if (!s)
		return;
	check_save(s, "deltabuurt", "a: 1\n");
	put(tree, "plans/deltabuurt.yaml", DELTA);
	check_outside(s, NULL, NULL);
	store_close(s);
}

TEST(an_edit_outside_is_never_overwritten)
{
	const char *tree = scratch(0);
	struct store *s = open_tree(tree);
	if (!s)
		return;
	put(tree, "plans/deltabuurt.yaml", "a: buiten\n");
	check_save(s, "deltabuurt", "a: 1\n");
	check_save(s, "deltabuurt", "a: 2\n");
	check_save(s, "zwolle/nieuw", "b: 1\n");
	CHECK_TEXT(content(tree, "plans/deltabuurt.yaml"), "a: buiten");
	CHECK_TEXT(output("git -C '%s' show HEAD:plans/deltabuurt.yaml", tree), "a: 2");
	check_outside(s, "a: buiten\n", DELTA);
	store_close(s);
}

/* An editor that writes while we save: after the newest was read, before the file is replaced. */
struct meddling {
	const char *tree;
};

static enum code build_meddling(void *ctx, const char *newest, size_t len, struct str *bytes, struct str *message,
				struct err *e)
{
	struct meddling *m = ctx;
	(void)newest, (void)len, (void)e;
	put(m->tree, "plans/deltabuurt.yaml", "a: editor\n");
	str_add_text(bytes, "a: 1\n");
	str_add_text(message, "Bewaard");
	return OK;
}

TEST(what_an_editor_writes_during_a_save_stays)
{
	const char *tree = scratch(0);
	struct meddling m = {tree};
	struct err e = {0};
	bool saved = false;
	struct store *s = open_tree(tree);
	if (!s)
		return;
	CHECK_NUMBER(store_save(s, "deltabuurt", anna, build_meddling, &m, &saved, NULL, &e), OK);
	CHECK(saved);
	CHECK_TEXT(content(tree, "plans/deltabuurt.yaml"), "a: editor");
	check_outside(s, "a: editor\n", DELTA);
	store_close(s);
}

static bool save_outside(struct store *s, const char *bytes)
{
	struct plain p = {bytes, "Buiten buurtplan aangepast", 0, ""};
	struct err e = {0};
	bool saved = false;
	if (!CHECK_NUMBER(store_save_outside(s, "deltabuurt", anna, build_plain, &p, &saved, NULL, &e), OK))
		puts(e.text);
	return saved;
}

/* In the last moment, when the new file stands ready beside it. */
TEST(a_file_that_changed_since_it_was_read_is_not_replaced)
{
	static const char *const was[] = {"a: 1\n", NULL}, *const is[] = {"a: 2\n", "a: 3\n"};
	const char *tree = scratch(0);
	CHECK(sh("mkdir -p '%s/%s'", tree, "plans") == 0);
	for (size_t i = 0; i < 2; i++) {
		struct store_work w;
		if (was[i])
			put(tree, "plans/x.yaml", was[i]);
		else
			CHECK(sh("rm '%s/%s'", tree, "plans/x.yaml") == 0);
		CHECK_NUMBER(store_work_open(&w, tree, "plans/x.yaml", false), 0);
		CHECK_NUMBER(store_work_read(&w), 0);
		CHECK(w.is_there == (was[i] != NULL));
		put(tree, "plans/x.yaml", is[i]);
		CHECK_NUMBER(store_work_replace(&w, "b: 1\n", 5, 0666), EAGAIN);
		CHECK_TEXT(output("cat '%s/plans/x.yaml'", tree), i == 0 ? "a: 2" : "a: 3");
		CHECK_TEXT(output("ls -A '%s/plans'", tree), "x.yaml");
		store_work_close(&w);
	}
}

TEST(what_a_killed_save_left_beside_the_file_goes)
{
	const char *tree = scratch(0);
	struct store *s = open_tree(tree);
	if (!s)
		return;
	put(tree, "plans/.deltabuurt.yaml.nieuw", "half");
	check_save(s, "deltabuurt", "a: 1\n");
	CHECK_TEXT(content(tree, "plans/deltabuurt.yaml"), "a: 1");
	check_status(tree, "");
	store_close(s);
}

TEST(a_file_that_is_not_on_record_is_not_overwritten_by_a_new_plan)
{
	const char *tree = scratch(0);
	struct store *s = open_tree(tree);
	if (!s)
		return;
	put(tree, "plans/nieuw.yaml", "a: van iemand\n");
	check_save(s, "nieuw", "a: 1\n");
	CHECK_TEXT(content(tree, "plans/nieuw.yaml"), "a: van iemand");
	store_close(s);
}

TEST(a_recorded_edit_outside_gives_way_to_what_was_made_of_it)
{
	const char *tree = scratch(0);
	struct store *s = open_tree(tree);
	if (!s)
		return;
	put(tree, "plans/deltabuurt.yaml", "a: buiten\n");
	check_outside(s, "a: buiten\n", DELTA);
	CHECK(save_outside(s, "a: samen\n"));
	CHECK_TEXT(content(tree, "plans/deltabuurt.yaml"), "a: samen");
	check_status(tree, "");
	put(tree, "plans/deltabuurt.yaml", "a: buiten 2\n");
	check_outside(s, "a: buiten 2\n", "a: samen\n");
	CHECK(!save_outside(s, "a: samen\n")); /* all that is in it is on record by now */
	CHECK_TEXT(content(tree, "plans/deltabuurt.yaml"), "a: samen");
	check_status(tree, "");
	put(tree, "plans/deltabuurt.yaml", "a: buiten 3\n");
	check_outside(s, "a: buiten 3\n", "a: samen\n");
	put(tree, "plans/deltabuurt.yaml", "a: buiten 4\n"); /* not what was handed out */
	CHECK(save_outside(s, "a: buiten 3\n"));
	check_outside(s, "a: buiten 4\n", "a: samen\n");
	store_close(s);
}

TEST(line_ends_alone_are_no_edit)
{
	static const char *const settings[] = {"core.autocrlf true", "core.autocrlf false"};
	for (size_t i = 0; i < 2; i++) {
		const char *tree = scratch(0);
		struct store *s = open_tree(tree);
		if (!s)
			return;
		CHECK(sh("git -C '%s' config %s", tree, settings[i]) == 0);
		put(tree, "plans/deltabuurt.yaml", "formaat: 1\r\nbuurt: Deltabuurt\r\n");
		check_outside(s, NULL, NULL);
		move_on(tree, "a: 1\\n");
		check_outside(s, NULL, NULL);
		put(tree, "plans/deltabuurt.yaml", "formaat: 1\r\nbuurt: Delta\r\n");
		check_outside(s, "formaat: 1\nbuurt: Delta\n", DELTA);
		CHECK(save_outside(s, "b: 1\n"));
		CHECK_TEXT(content(tree, "plans/deltabuurt.yaml"), "b: 1");
		check_status(tree, "");
		check_save(s, "deltabuurt", "c: 1\r\n"); /* a plan with line ends of its own */
		check_outside(s, NULL, NULL);
		put(tree, "plans/deltabuurt.yaml", "c: 2\r\n");
		check_outside(s, "c: 2\r\n", "c: 1\r\n");
		store_close(s);
	}
}

TEST(too_large_or_no_file_is_no_edit)
{
	static const char *const makes[] = {"head -c 1048577 /dev/zero >", "mkdir ", "mkfifo ", "ln -s /etc/hostname "};
	for (size_t i = 0; i < sizeof makes / sizeof *makes; i++) {
		const char *tree = scratch(0);
		char script[300];
		struct store *s = open_tree(tree);
		if (!s)
			return;
		snprintf(script, sizeof script, "cd '%%s/plans' && rm deltabuurt.yaml && %s deltabuurt.yaml%%s", makes[i]);
		CHECK(sh(script, tree, "") == 0);
		check_outside(s, NULL, NULL);
		check_save(s, "deltabuurt", "a: 1\n");
		check_outside(s, NULL, NULL);
		CHECK_TEXT(output("cd '%s/plans' && test -f deltabuurt.yaml -a ! -L deltabuurt.yaml -a $(stat -c %%s"
				  " deltabuurt.yaml) -lt 100 && echo vervangen", tree), "");
		store_close(s);
	}
}

TEST(nothing_is_written_through_a_symlink)
{
	static const struct {
		const char *setup, *name; /* in `tree`; `elsewhere` is the second */
	} cases[] = {
		{"cd '%s' && mkdir '%s' && echo geheim >../$(basename '%s')/deltabuurt.yaml && rm plans/deltabuurt.yaml &&"
		 " ln -s '%s/deltabuurt.yaml' plans/deltabuurt.yaml", "deltabuurt"},
		{"cd '%s' && mv plans '%s' && echo geheim >'%s/deltabuurt.yaml' && ln -s '%s' plans", "deltabuurt"},
		{"cd '%s' && mv plans/deventer '%s' && echo geheim >'%s/oostrik.yaml' && ln -s '%s' plans/deventer",
		 "deventer/oostrik"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *tree = scratch(0), *elsewhere = scratch(1);
		char script[1500];
		struct str bytes = {0}, base = {0};
		struct err e = {0};
		bool found = true;
		struct store *s = open_tree(tree);
		if (!s)
			return;
		snprintf(script, sizeof script, cases[i].setup, tree, elsewhere, elsewhere, elsewhere);
		CHECK(system(script) == 0);
		CHECK_NUMBER(store_outside(s, cases[i].name, &found, &bytes, &base, &e), OK);
		CHECK(!found);
		check_save(s, cases[i].name, "a: 1\n");
		CHECK_TEXT(output("cat '%s'/*.yaml | grep -c geheim", elsewhere), "1");
		CHECK_TEXT(output("grep -rl 'a: 1' '%s'", elsewhere), "");
		store_close(s);
	}
}

TEST(a_locked_index_stops_no_save)
{
	const char *tree = scratch(0);
	struct store *s = open_tree(tree);
	if (!s)
		return;
	CHECK(sh("touch -d '1 hour ago' '%s/%s'", tree, ".git/index.lock") == 0);
	check_save(s, "deltabuurt", "a: 1\n");
	CHECK_TEXT(content(tree, "plans/deltabuurt.yaml"), "a: 1");
	check_outside(s, NULL, NULL);
	CHECK(sh("rm '%s/%s'", tree, ".git/index.lock") == 0); /* never ours to remove */
	check_save(s, "deltabuurt", "a: 2\n");
	check_status(tree, "");
	store_close(s);
}

TEST(only_a_lock_of_a_killed_save_is_taken_over)
{
	static const struct {
		const char *lock;
		bool ours;
	} cases[] = {
		{"buurtplan deltabuurt\n", true}, {"buurtplan zwolle/weg\n", true}, {"", false}, {"buurtplan ", false},
		{"buurtplan ../lees\n", false}, {"DIRC", false}, {"buurtplan", false},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *tree = scratch(0);
		struct store *s = open_tree(tree);
		if (!s)
			return;
		move_on(tree, "a: 1\\n");
		put(tree, ".git/index.lock", cases[i].lock);
		check_save(s, "zwolle/nieuw", "b: 1\n");
		CHECK_TEXT(content(tree, "plans/deltabuurt.yaml"), i == 0 ? "a: 1" : "formaat: 1\nbuurt: Deltabuurt");
		if (!CHECK_TEXT(output("ls '%s/.git' | grep index.lock", tree), cases[i].ours ? "" : "index.lock"))
			printf("  «%s»\n", cases[i].lock);
		if (i == 0)
			check_status(tree, "");
		store_close(s);
	}
}

/* Were it to succeed, it would put back what is being saved, as it has the plan as it was. */
static enum code build_committing(void *ctx, const char *newest, size_t len, struct str *bytes, struct str *message,
				  struct err *e)
{
	const char *tree = ctx;
	(void)newest, (void)len, (void)e;
	CHECK(sh("cd '%s' && git commit -qm tussendoor 2>/dev/null%s", tree, "") != 0);
	str_add_text(bytes, "a: 1\n");
	str_add_text(message, "Bewaard");
	return OK;
}

TEST(a_commit_during_a_save_is_kept_away)
{
	const char *tree = scratch(0);
	struct err e = {0};
	bool saved = false;
	struct store *s = open_tree(tree);
	if (!s)
		return;
	CHECK(sh("cd '%s' && echo b >lees.md && git add lees.md%s", tree, "") == 0);
	CHECK_NUMBER(store_save(s, "deltabuurt", anna, build_committing, (void *)tree, &saved, NULL, &e), OK);
	CHECK(saved);
	check_status(tree, "M  lees.md");
	CHECK(sh("git -C '%s' commit -qm daarna%s", tree, "") == 0);
	CHECK_TEXT(output("git -C '%s' show HEAD:plans/deltabuurt.yaml", tree), "a: 1");
	store_close(s);
}

TEST(a_save_that_fails_lets_the_index_go)
{
	const char *tree = scratch(0);
	struct err e = {0};
	bool saved = true;
	struct plain p = {"a: 1\n", "", 0, ""};
	struct store *s = open_tree(tree);
	if (!s)
		return;
	CHECK_NUMBER(store_save(s, "deltabuurt", anna, build_plain, &p, &saved, NULL, &e), ERR_USE);
	CHECK(!saved);
	CHECK_TEXT(output("ls '%s/.git' | grep lock", tree), "");
	store_close(s);
}

TEST(a_damaged_index_stops_no_save)
{
	const char *tree = scratch(0);
	struct store *s = open_tree(tree);
	if (!s)
		return;
	put(tree, ".git/index", "onzin");
	check_save(s, "deltabuurt", "a: 1\n");
	CHECK_TEXT(content(tree, "plans/deltabuurt.yaml"), "a: 1");
	put(tree, "plans/deltabuurt.yaml", "a: buiten\n");
	check_outside(s, "a: buiten\n", "a: 1\n");
	store_close(s);
}

/* Root may write everywhere but where something is in the way; others are stopped by the rights. */
TEST(a_folder_that_cannot_be_written_stops_no_save)
{
	const char *tree = scratch(0);
	struct store *s = open_tree(tree);
	if (!s)
		return;
	CHECK(sh("cd '%s' && chmod 555 plans && mkdir -m 777 plans/.deltabuurt.yaml.nieuw 2>/dev/null%s", tree, "") == 0 || geteuid() != 0);
	check_save(s, "deltabuurt", "a: 1\n");
	CHECK_TEXT(content(tree, "plans/deltabuurt.yaml"), "formaat: 1\nbuurt: Deltabuurt");
	check_outside(s, NULL, NULL);
	put(tree, "plans/deltabuurt.yaml", "a: buiten\n"); /* the index has stayed with the file: */
	check_outside(s, "a: buiten\n", DELTA);
	CHECK(sh("chmod 755 '%s/plans'%s", tree, "") == 0);
	store_close(s);
}

TEST(entries_of_others_stay_in_the_index)
{
	const char *tree = scratch(0);
	struct store *s = open_tree(tree);
	if (!s)
		return;
	CHECK(sh("cd '%s' && echo b >lees.md && git add lees.md && echo c >lees.md && echo n >nieuw.md &&"
		 " git add -N nieuw.md && git rm -q --cached plans/deventer/oostrik.yaml%s", tree, "") == 0);
	char before[4096];
	snprintf(before, sizeof before, "%s", output("git -C '%s' status --porcelain", tree));
	check_save(s, "deltabuurt", "a: 1\n");
	check_status(tree, before);
	CHECK_TEXT(output("git -C '%s' show :lees.md", tree), "b");
	CHECK_TEXT(output("git -C '%s' show :plans/deltabuurt.yaml", tree), "a: 1");
	CHECK(sh("cd '%s' && git add lees.md%s", tree, "") == 0); /* in an index that we have read before */
	check_save(s, "deltabuurt", "a: 2\n");
	CHECK_TEXT(output("git -C '%s' show :lees.md", tree), "c");
	store_close(s);
}

TEST(what_is_said_of_an_entry_stays)
{
	const char *tree = scratch(0);
	struct store *s = open_tree(tree);
	if (!s)
		return;
	CHECK(sh("git -C '%s' update-index --assume-unchanged plans/deltabuurt.yaml%s", tree, "") == 0);
	check_save(s, "deltabuurt", "a: 1\n");
	CHECK_TEXT(output("git -C '%s' ls-files -v plans/deltabuurt.yaml", tree), "h plans/deltabuurt.yaml");
	CHECK_TEXT(output("git -C '%s' show :plans/deltabuurt.yaml", tree), "a: 1");
	put(tree, "plans/nieuw.yaml", "");
	CHECK(sh("cd '%s' && git add -N plans/nieuw.yaml && rm plans/nieuw.yaml%s", tree, "") == 0);
	check_save(s, "nieuw", "a: 1\n");
	check_status(tree, "");
	store_close(s);
}

/* git stash pop leaves these, and no operation that is half-way. */
TEST(unmerged_entries_are_for_their_person)
{
	const char *tree = scratch(0);
	struct store *s = open_tree(tree);
	if (!s)
		return;
	CHECK(sh("cd '%s' && echo s >plans/deltabuurt.yaml && echo s >lees.md && git stash -q && echo t >plans/deltabuurt.yaml &&"
		 " echo t >lees.md && git commit -qam t && ! git stash pop -q >/dev/null 2>&1%s", tree, "") == 0);
	check_save(s, "deltabuurt", "a: 1\n");
	check_save(s, "deventer/oostrik", "a: 1\n");
	check_status(tree, "UU lees.md\nUU plans/deltabuurt.yaml");
	CHECK_TEXT(output("grep -c '<<<<' '%s/plans/deltabuurt.yaml'", tree), "1");
	CHECK(sh("git -C '%s' checkout -q --ours plans/deltabuurt.yaml%s", tree, "") == 0);
	check_save(s, "deltabuurt", "a: 2\n");
	CHECK_TEXT(content(tree, "plans/deltabuurt.yaml"), "a: 2");
	check_status(tree, "UU lees.md\nUU plans/deltabuurt.yaml");
	CHECK_TEXT(output("git -C '%s' ls-files -s plans/deltabuurt.yaml | cut -d' ' -f3 | cut -c1 | tr -d '\\n'", tree), "123");
	store_close(s);
}

/* Written in the same tick and of the same size: git must see it, though the index is newer by now. */
TEST(a_change_that_only_content_shows_is_not_hidden_from_git)
{
	const char *tree = scratch(0);
	struct store *s = open_tree(tree);
	if (!s)
		return;
	CHECK(sh("cd '%s' && touch -d '1 minute ago' stil && echo b >lees.md && touch -r stil lees.md && git add lees.md &&"
		 " touch -r lees.md .git/index && echo c >lees.md && touch -r stil lees.md && rm stil%s", tree, "") == 0);
	check_save(s, "deltabuurt", "a: 1\n");
	CHECK_TEXT(output("git -C '%s' -c core.trustctime=false status --porcelain", tree), "MM lees.md");
	store_close(s);
}

static const struct {
	const char *start, *finish;
} operations[] = {
	{"git merge -q zij", "git merge --abort"},
	{"git rebase -q zij", "git rebase --abort"},
	{"git cherry-pick zij", "git cherry-pick --abort"},
	{"git revert --no-edit HEAD~", "git revert --abort"},
	{"git bisect start && git bisect bad && git bisect good HEAD~2", "git bisect reset"},
	{"git format-patch -q -1 zij && git am -q 0001*; rm 0001*", "git am --abort"},
};

/* Two branches that write different things in one place. */
static void part_ways(const char *tree)
{
	CHECK(sh("cd '%s' && echo x >lees.md && git commit -qam x && git checkout -q -b zij HEAD~ && echo y >lees.md &&"
		 " git commit -qam y && git checkout -q main && echo z >lees.md && git commit -qam z%s", tree, "") == 0);
}

TEST(a_half_done_operation_is_for_reading)
{
	for (size_t i = 0; i < sizeof operations / sizeof *operations; i++) {
		const char *tree = scratch(0);
		struct err e = {0};
		struct str out = {0};
		bool saved = true;
		store_close(open_tree(tree));
		part_ways(tree);
		sh("cd '%s' && { %s; } >/dev/null 2>&1", tree, operations[i].start);
		put(tree, "plans/deltabuurt.yaml", "a: buiten\n");
		struct store *s = open_at(tree);
		if (!s)
			return;
		if (CHECK(store_read_only(s) != NULL) && !CHECK(strstr(store_read_only(s), "nog niet af")))
			printf("  %s: %s\n", operations[i].start, store_read_only(s));
		CHECK_NUMBER(store_read(s, "deltabuurt", NULL, &out, NULL, &e), OK);
		CHECK_TEXT(str_text(&out), DELTA);
		check_outside(s, NULL, NULL);
		CHECK_NUMBER(save_text(s, "deltabuurt", "a: 1\n", &saved, &e), ERR_USE);
		CHECK(!saved);
		str_free(&out);
		store_close(s);
	}
}

TEST(an_operation_that_starts_after_the_opening_refuses_saves_until_it_is_done)
{
	for (size_t i = 0; i < sizeof operations / sizeof *operations; i++) {
		const char *tree = scratch(0);
		struct err e = {0};
		bool saved = true;
		store_close(open_tree(tree));
		part_ways(tree);
		struct store *s = open_at(tree);
		if (!s)
			return;
		sh("cd '%s' && { %s; } >/dev/null 2>&1", tree, operations[i].start);
		put(tree, "plans/deltabuurt.yaml", "a: buiten\n");
		CHECK_NUMBER(save_text(s, "deltabuurt", "a: 1\n", &saved, &e), ERR_BUSY);
		CHECK(!saved);
		if (!CHECK(strstr(e.text, "nog niet af")))
			printf("  %s: %s\n", operations[i].start, e.text);
		CHECK_TEXT(content(tree, "plans/deltabuurt.yaml"), "a: buiten");
		check_outside(s, NULL, NULL);
		sh("cd '%s' && git checkout -q HEAD -- plans && { %s; } >/dev/null 2>&1", tree, operations[i].finish);
		check_save(s, "deltabuurt", "a: 1\n");
		CHECK_TEXT(content(tree, "plans/deltabuurt.yaml"), "a: 1");
		check_status(tree, "");
		store_close(s);
	}
}

TEST(another_branch_or_none_refuses_saves)
{
	static const char *const ways[] = {"git checkout -q -b ander", "git checkout -q --detach"};
	for (size_t i = 0; i < 2; i++) {
		const char *tree = scratch(0);
		struct err e = {0};
		bool saved = true;
		struct store *s = open_tree(tree);
		if (!s)
			return;
		CHECK(sh("cd '%s' && %s", tree, ways[i]) == 0);
		put(tree, "plans/deltabuurt.yaml", "a: buiten\n");
		check_outside(s, NULL, NULL);
		CHECK_NUMBER(save_text(s, "deltabuurt", "a: 1\n", &saved, &e), ERR_BUSY);
		CHECK(!saved && strstr(e.text, "Open buurtplan opnieuw"));
		CHECK_TEXT(output("git -C '%s' rev-list --count main", tree), "2");
		CHECK_TEXT(content(tree, "plans/deltabuurt.yaml"), "a: buiten");
		store_close(s);
		s = open_at(tree);
		CHECK((s && store_read_only(s) != NULL) == (i == 1));
		store_close(s);
	}
}

/* Both from a record with a working tree of its own and from a bare one. */
TEST(a_linked_working_tree)
{
	for (int bare = 0; bare < 2; bare++) {
		const char *tree = scratch(0), *linked = scratch(1);
		char git[300];
		store_close(open_tree(tree));
		if (bare)
			CHECK(sh("cd '%s' && git clone -q --bare . kaal.git && cd kaal.git &&"
				 " git worktree add -q '%s' main 2>/dev/null", tree, linked) == 0);
		else
			CHECK(sh("git -C '%s' worktree add -q -b ander '%s' 2>/dev/null", tree, linked) == 0);
		struct store *s = open_at(linked);
		if (!s)
			return;
		CHECK(store_read_only(s) == NULL);
		CHECK(strstr(store_dir(s), "/worktrees/") != NULL);
		check_save(s, "deltabuurt", "a: 1\n");
		CHECK_TEXT(content(linked, "plans/deltabuurt.yaml"), "a: 1");
		check_status(linked, "");
		snprintf(git, sizeof git, "%s%s", tree, bare ? "/kaal.git" : "/.git");
		CHECK_TEXT(output("ls '%s' | grep buurtplan", git), "buurtplan-bewaren");
		CHECK(sh("touch -d '11 seconds ago' '%s/refs/heads/%s.lock'", git, bare ? "main" : "ander") == 0);
		put(linked, "plans/deltabuurt.yaml", "a: buiten\n");
		check_outside(s, "a: buiten\n", "a: 1\n");
		char *name = NULL, *address = NULL;
		struct err e = {0};
		if (!bare && CHECK_NUMBER(store_identity(s, &name, &address, &e), OK))
			CHECK_TEXT(name, "Git");
		free(name);
		free(address);
		CHECK(save_outside(s, "a: buiten\n"));
		check_status(linked, "");
		CHECK_TEXT(output("git -C '%s' log -1 --format=%%s", linked), "Buiten buurtplan aangepast");
		if (!bare)
			check_status(tree, "");
		store_close(s);
		is_clean(linked);
	}
}

TEST(a_shallow_clone)
{
	const char *tree = scratch(0), *shallow = scratch(1);
	store_close(open_tree(tree));
	CHECK(sh("git clone -q --depth 1 'file://%s' '%s'", tree, shallow) == 0);
	struct store *s = open_at(shallow);
	if (!s)
		return;
	put(shallow, "plans/deltabuurt.yaml", "a: buiten\n");
	check_outside(s, "a: buiten\n", DELTA);
	check_save(s, "deltabuurt", "a: 1\n");
	CHECK_TEXT(content(shallow, "plans/deltabuurt.yaml"), "a: buiten");
	check_outside(s, "a: buiten\n", DELTA);
	CHECK(sh("git -C '%s' add plans%s", shallow, "") == 0);
	check_outside(s, "a: buiten\n", "a: 1\n");
	CHECK(save_outside(s, "a: samen\n"));
	check_status(shallow, "");
	store_close(s);
}

TEST(a_bare_record_has_nothing_outside)
{
	const char *dir = scratch(0);
	if (!create(dir))
		return;
	struct store *s = open_at(dir);
	check_outside(s, NULL, NULL);
	store_close(s);
}
