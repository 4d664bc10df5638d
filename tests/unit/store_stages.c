/* What plain git leaves in the index when it can't combine two versions of a plan, and how a person's answer is put there. */
#include "store_help.h"

#include <sys/stat.h>

/* A working tree with the plans of `create`, and on two lines of saves, `main` and `ander`, what the shell lines `ours` and
 * `theirs` do; `after` then runs on main.  $D is plans/deltabuurt.yaml. */
static const char *make_state(const char *ours, const char *theirs, const char *after)
{
	static char work[300];
	const char *dir = scratch(0);
	snprintf(work, sizeof work, "%s.werk", dir);
	setenv("D", "plans/deltabuurt.yaml", 1);
	setenv("GIT_EDITOR", "true", 1);
	setenv("OURS", ours, 1);
	setenv("THEIRS", theirs, 1);
	setenv("AFTER", after, 1);
	if (create(dir))
		CHECK_NUMBER(sh("exec >/dev/null 2>&1; git clone -q '%s' '%s' && cd '%2$s' && git config user.name A && git config user.email a@b && "
		                "git checkout -q -b ander && eval \"$THEIRS\" && git add -A && git commit -qm theirs && "
		                "git checkout -q main && eval \"$OURS\" && git add -A && git commit -qm ours && eval \"$AFTER\"; true", dir, work), 0);
	return work;
}

static enum code read_from(const char *work, const char *name, struct store_stages *out, struct err *e)
{
	struct store *s = open_at(work);
	enum code code = store_stages_read(s, name, out, e);
	store_close(s);
	return code;
}

static enum code settle(const char *work, const char *name, const char *bytes, struct err *e)
{
	struct store *s = open_at(work);
	*e = (struct err){0};
	enum code code = store_stages_settle(s, name, bytes, bytes ? strlen(bytes) : 0, e);
	if (code)
		CHECK(e->text[0]);
	store_close(s);
	return code;
}

#define START "formaat: 1\nbuurt: Deltabuurt\n"
#define OURS "sed -i s/Deltabuurt/Onze/ $D"
#define THEIRS "sed -i s/Deltabuurt/Hunne/ $D"
#define ONZE "formaat: 1\nbuurt: Onze\n"
#define HUNNE "formaat: 1\nbuurt: Hunne\n"

TEST(three_versions)
{
	static const struct {
		const char *after, *ours, *theirs;
		bool swapped;
	} cases[] = {
		{"git merge ander", ONZE, HUNNE, false},
		{"git cherry-pick ander", ONZE, HUNNE, false},
		{"git rebase ander", HUNNE, ONZE, true},
		{"git rebase --apply ander", HUNNE, ONZE, true},
		{"git rebase -i ander", HUNNE, ONZE, true},
		{"git checkout -q --detach ander && git merge main", HUNNE, ONZE, false},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct store_stages x;
		struct err e = {0};
		const char *work = make_state(OURS, THEIRS, cases[i].after);
		if (!CHECK_NUMBER(read_from(work, "deltabuurt", &x, &e), OK))
			printf("  %s: %s\n", cases[i].after, e.text);
		CHECK(x.has_base && x.has_ours && x.has_theirs);
		CHECK_TEXT(str_text(&x.base), START);
		CHECK_TEXT(str_text(&x.ours), cases[i].ours);
		CHECK_TEXT(str_text(&x.theirs), cases[i].theirs);
		if (!CHECK(x.swapped == cases[i].swapped))
			printf("  %s\n", cases[i].after);
		store_stages_clear(&x);
	}
}

TEST(versions_that_are_not_there)
{
	static const struct {
		const char *ours, *theirs, *after;
		bool base, is_ours, is_theirs;
	} cases[] = {
		{"git rm -q $D", THEIRS, "git merge ander", true, false, true},
		{OURS, "git rm -q $D", "git merge ander", true, true, false},
		{OURS, "git rm -q $D", "git rebase ander", true, false, true},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct store_stages x;
		struct err e = {0};
		const char *work = make_state(cases[i].ours, cases[i].theirs, cases[i].after);
		if (!CHECK_NUMBER(read_from(work, "deltabuurt", &x, &e), OK))
			puts(e.text);
		CHECK(x.has_base == cases[i].base && x.has_ours == cases[i].is_ours && x.has_theirs == cases[i].is_theirs);
		store_stages_clear(&x);
	}
	struct store_stages x;
	struct err e = {0};
	const char *work = make_state("echo 'buurt: Nieuw' >plans/nieuw.yaml", "echo 'buurt: Anders' >plans/nieuw.yaml", "git merge ander");
	CHECK_NUMBER(read_from(work, "nieuw", &x, &e), OK);
	CHECK(!x.has_base && x.has_ours && x.has_theirs && !x.base.len);
	CHECK_TEXT(str_text(&x.ours), "buurt: Nieuw\n");
	CHECK_TEXT(str_text(&x.theirs), "buurt: Anders\n");
	store_stages_clear(&x);
	CHECK_NUMBER(read_from(work, "deltabuurt", &x, &e), ERR_NOT_FOUND);
	CHECK_TEXT(e.text, "Voor plan deltabuurt is er niets te kiezen: git heeft er geen twee versies van.");
	CHECK_NUMBER(read_from(work, "Nee!", &x, &e), ERR_NOT_FOUND);
}

TEST(list)
{
	const char *work = make_state(OURS "; for f in zee/b.yaml a.yaml A.yaml programma.yaml; do mkdir -p plans/zee; echo 1 >plans/$f; done; echo 1 >lees.md",
	                              THEIRS "; for f in zee/b.yaml a.yaml A.yaml programma.yaml; do mkdir -p plans/zee; echo 2 >plans/$f; done; echo 2 >lees.md",
	                              "git merge ander");
	struct err e = {0};
	char **names;
	size_t count;
	struct store *s = open_at(work);
	CHECK_NUMBER(store_stages_list(s, &names, &count, &e), OK);
	if (CHECK_NUMBER(count, 3)) {
		CHECK_TEXT(names[0], "a");
		CHECK_TEXT(names[1], "deltabuurt");
		CHECK_TEXT(names[2], "zee/b");
	}
	for (size_t i = 0; i < count; i++)
		free(names[i]);
	free(names);
	CHECK_NUMBER(sh("git -C '%s' merge --abort", work, ""), 0);
	CHECK_NUMBER(store_stages_list(s, &names, &count, &e), OK); /* as it stands now, not when we opened it */
	CHECK(count == 0 && !names);
	store_close(s);
}

TEST(a_bare_record_has_none)
{
	const char *dir = scratch(0);
	struct err e = {0};
	struct store_stages x;
	char **names;
	size_t count;
	if (!create(dir))
		return;
	struct store *s = open_at(dir);
	CHECK_NUMBER(store_stages_read(s, "deltabuurt", &x, &e), ERR_USE);
	CHECK(strstr(e.text, "geen losse bestanden"));
	CHECK_NUMBER(store_stages_list(s, &names, &count, &e), ERR_USE);
	CHECK(!names && !count);
	CHECK_NUMBER(store_stages_settle(s, "deltabuurt", "x: 1\n", 5, &e), ERR_USE);
	store_close(s);
}

TEST(what_is_no_plan_is_refused)
{
	struct store_stages x;
	struct err e = {0};
	CHECK_NUMBER(read_from(make_state(OURS, THEIRS, "git merge ander; printf '120000 %s 2\\t%s\\n' $(git rev-parse main:$D) $D | git update-index --index-info"),
	                       "deltabuurt", &x, &e), ERR_UNREADABLE);
	CHECK(strstr(e.text, "symlink"));
	CHECK_NUMBER(read_from(make_state("head -c 1048577 /dev/zero | tr '\\0' x >$D", THEIRS, "git merge ander"), "deltabuurt", &x, &e), ERR_UNREADABLE);
	CHECK(strstr(e.text, "groter dan 1 MiB"));
	CHECK(!x.base.p && !x.ours.p && !x.theirs.p);
	CHECK_NUMBER(read_from(make_state(OURS, THEIRS, "git merge ander; o=$(git rev-parse ander:$D | sed 's,..,&/,'); chmod u+w .git/objects/$o; rm .git/objects/$o"),
	                       "deltabuurt", &x, &e), ERR_IO);
	CHECK(strstr(e.text, "beschadigd"));
}

/* Index and file hold the answer, git sees nothing left to do, and can go on. */
static void check_settled(const char *work, const char *want, const char *go_on)
{
	char file[400];
	snprintf(file, sizeof file, "%s/plans/deltabuurt.yaml", work);
	CHECK_TEXT(output("git -C '%s' ls-files -u", work), "");
	CHECK_TEXT(output("git -C '%s' diff-files --name-only", work), ""); /* without looking inside: what stands in the index fits the file */
	CHECK_TEXT(output("git -C '%s' cat-file blob :plans/deltabuurt.yaml", work), want);
	CHECK_TEXT(output("cat '%s'", file), want);
	CHECK_TEXT(output("ls '%s/plans'", work), "deltabuurt.yaml\ndeventer");
	CHECK_NUMBER(sh("cd '%s' && %s >/dev/null 2>&1", work, go_on), 0);
	CHECK_TEXT(output("git -C '%s' status --porcelain", work), "");
	CHECK_TEXT(output("git -C '%s' cat-file blob HEAD:plans/deltabuurt.yaml", work), want);
	is_clean(work);
}

TEST(settle_and_go_on)
{
	static const struct {
		const char *after, *go_on;
	} cases[] = {
		{"git merge ander", "git commit --no-edit"},
		{"git cherry-pick ander", "git cherry-pick --continue"},
		{"git rebase ander", "git rebase --continue"},
		{"git rebase --apply ander", "git rebase --continue"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct err e;
		const char *work = make_state(OURS, THEIRS, cases[i].after);
		if (!CHECK_NUMBER(settle(work, "deltabuurt", "formaat: 1\nbuurt: Samen", &e), OK))
			puts(e.text);
		check_settled(work, "formaat: 1\nbuurt: Samen", cases[i].go_on);
		CHECK_NUMBER(settle(work, "deltabuurt", "x: 1\n", &e), ERR_NOT_FOUND);
	}
}

TEST(settle_one_of_two)
{
	struct err e;
	struct store_stages x;
	const char *work = make_state(OURS "; sed -i s/Oostrik/Onze/ plans/deventer/oostrik.yaml", THEIRS "; sed -i s/Oostrik/Hunne/ plans/deventer/oostrik.yaml", "git merge ander");
	CHECK_NUMBER(settle(work, "deventer/oostrik", ONZE, &e), OK);
	CHECK_NUMBER(read_from(work, "deventer/oostrik", &x, &e), ERR_NOT_FOUND);
	CHECK_NUMBER(read_from(work, "deltabuurt", &x, &e), OK);
	store_stages_clear(&x);
	CHECK_TEXT(output("git -C '%s' status --porcelain", work), "UU plans/deltabuurt.yaml\nM  plans/deventer/oostrik.yaml");
}

TEST(settle_by_removing_or_by_keeping)
{
	struct err e;
	const char *work = make_state("git rm -q $D", THEIRS, "git merge ander");
	CHECK_NUMBER(settle(work, "deltabuurt", NULL, &e), OK);
	CHECK_TEXT(output("git -C '%s' status --porcelain", work), "");
	CHECK_TEXT(output("ls '%s/plans'", work), "deventer");
	work = make_state("git rm -q $D", THEIRS, "git merge ander; rm -r plans"); /* somebody was there before us */
	CHECK_NUMBER(settle(work, "deltabuurt", NULL, &e), OK);
	CHECK_TEXT(output("git -C '%s' ls-files -u; ls -d '%1$s/plans' 2>/dev/null", work), "");
	work = make_state("git rm -q $D", THEIRS, "git merge ander; rm -r plans/deventer $D; rmdir plans; git rm -q --cached plans/deventer/oostrik.yaml");
	CHECK_NUMBER(settle(work, "deltabuurt", HUNNE, &e), OK);
	CHECK_TEXT(output("git -C '%s' ls-files -s plans/deltabuurt.yaml | cut -c1-6; cat '%1$s/plans/deltabuurt.yaml'", work), "100644\nformaat: 1\nbuurt: Hunne");
}

TEST(the_mode_stays)
{
	struct err e;
	const char *work = make_state("chmod +x $D; git update-index --chmod=+x $D; " OURS, THEIRS, "git merge ander; chmod g+w $D");
	CHECK_NUMBER(settle(work, "deltabuurt", ONZE, &e), OK);
	CHECK_TEXT(output("cd '%s'; git ls-files -s plans/deltabuurt.yaml | cut -c1-6; stat -c %%a plans/deltabuurt.yaml", work), "100755\n775");
}

TEST(what_was_chosen_from_can_be_had_back)
{
	struct err e;
	struct store_stages x;
	const char *work = make_state(OURS, THEIRS, "git merge ander");
	CHECK_NUMBER(settle(work, "deltabuurt", ONZE, &e), OK);
	CHECK_NUMBER(sh("git -C '%s' checkout -q -m -- plans/deltabuurt.yaml", work, ""), 0);
	CHECK_NUMBER(read_from(work, "deltabuurt", &x, &e), OK);
	CHECK_TEXT(str_text(&x.theirs), HUNNE);
	store_stages_clear(&x);
}

TEST(never_through_a_symlink)
{
	struct err e;
	struct store_stages x;
	const char *work = make_state(OURS, THEIRS, "git merge ander; mv plans ../$(basename $PWD).elders; ln -s ../$(basename $PWD).elders plans");
	CHECK_NUMBER(settle(work, "deltabuurt", "x: 1\n", &e), ERR_IO);
	CHECK(strstr(e.text, "is niet bewaard"));
	CHECK_TEXT(output("grep -c '<<<<<<<' '%s.elders/deltabuurt.yaml'", work), "1");
	CHECK_NUMBER(read_from(work, "deltabuurt", &x, &e), OK);
	store_stages_clear(&x);
	work = make_state(OURS, THEIRS, "git merge ander; mv $D elders; ln -s ../elders $D");
	CHECK_NUMBER(settle(work, "deltabuurt", "x: 1\n", &e), ERR_IO);
	CHECK_TEXT(output("cd '%s'; readlink plans/deltabuurt.yaml; grep -c '<<<<<<<' elders", work), "../elders\n1");
	CHECK_NUMBER(settle(work, "deltabuurt", NULL, &e), ERR_IO);
	work = make_state(OURS, THEIRS, "git merge ander; rm $D; mkdir $D");
	CHECK_NUMBER(settle(work, "deltabuurt", "x: 1\n", &e), ERR_IO);
	CHECK(strstr(e.text, "het is een map"));
}

TEST(nothing_is_lost_when_the_index_cannot_be_written)
{
	struct err e;
	struct store_stages x;
	const char *work = make_state(OURS, THEIRS, "git merge ander; touch .git/index.lock");
	CHECK_NUMBER(settle(work, "deltabuurt", "formaat: 1\nbuurt: Samen", &e), ERR_BUSY);
	CHECK(strstr(e.text, "staat in het bestand plans/deltabuurt.yaml, maar git weet het nog niet"));
	CHECK_TEXT(output("cat '%s/plans/deltabuurt.yaml'", work), "formaat: 1\nbuurt: Samen");
	CHECK_NUMBER(read_from(work, "deltabuurt", &x, &e), OK);
	CHECK(x.has_base && x.has_ours && x.has_theirs);
	store_stages_clear(&x);
	CHECK_NUMBER(sh("rm '%s/.git/index.lock'", work, ""), 0);
	CHECK_NUMBER(settle(work, "deltabuurt", "formaat: 1\nbuurt: Samen", &e), OK);
	check_settled(work, "formaat: 1\nbuurt: Samen", "git commit --no-edit");
}

TEST(what_a_killed_save_left_is_taken_over)
{
	struct err e;
	const char *work = make_state(OURS, THEIRS, "git merge ander; echo 'buurtplan deltabuurt' >.git/index.lock");
	CHECK_NUMBER(settle(work, "deltabuurt", ONZE, &e), OK);
	CHECK_TEXT(output("ls '%s/.git' | grep lock", work), "");
	/* a stash: no operation is half-way, and the answer is one of the past */
	work = make_state(OURS, THEIRS, "sed -i s/Onze/Opzij/ $D; git stash; sed -i s/Onze/Nu/ $D; git commit -qam nu; git stash pop;"
	                  "echo 'buurtplan deltabuurt' >.git/index.lock");
	CHECK_NUMBER(settle(work, "deltabuurt", START, &e), OK);
	CHECK_TEXT(output("cd '%s'; cat plans/deltabuurt.yaml; git status --porcelain", work), START "M  plans/deltabuurt.yaml");
}

TEST(a_lock_of_somebody_else_stays)
{
	struct err e;
	const char *work = make_state(OURS, THEIRS, "git merge ander; rm -r plans; echo x >plans; touch .git/index.lock");
	CHECK_NUMBER(settle(work, "deltabuurt", ONZE, &e), ERR_IO);
	CHECK_NUMBER(sh("test -e '%s/.git/index.lock' && rm '%s/.git/index.lock'", work, work), 0);
	CHECK_NUMBER(settle(work, "deltabuurt", ONZE, &e), ERR_IO); /* and ours goes, whatever came of it */
	CHECK_TEXT(output("ls '%s/.git' | grep lock", work), "");
}

TEST(a_file_full_of_markers_may_be_large)
{
	struct err e;
	const char *work = make_state(OURS, THEIRS, "git merge ander; head -c 2100000 /dev/zero >$D");
	CHECK_NUMBER(settle(work, "deltabuurt", ONZE, &e), OK);
	check_settled(work, "formaat: 1\nbuurt: Onze", "git commit --no-edit");
}

TEST(too_large_an_answer)
{
	struct err e;
	struct str big = {0};
	const char *work = make_state(OURS, THEIRS, "git merge ander");
	str_add_times(&big, 'x', (1 << 20) + 1);
	CHECK_NUMBER(settle(work, "deltabuurt", big.p, &e), ERR_NO);
	CHECK_TEXT(output("grep -c '<<<<<<<' '%s/plans/deltabuurt.yaml'", work), "1");
	str_free(&big);
}
