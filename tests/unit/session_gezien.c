/* What is new for a person since their last visit, and that keeping it is in nobody's way. */
#include "test.h"

#include "base/str.h"
#include "session/gezien.h"
#include "session/history.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char root[256];
static int64_t the_time;

static struct moment now(void *ctx)
{
	(void)ctx;
	return (struct moment){the_time, 120};
}

static struct session *open_als(const char *als)
{
	static char state[300], dir[300];
	struct session *s = NULL;
	struct err e = {0};
	snprintf(state, sizeof state, "%s/state", root);
	snprintf(dir, sizeof dir, "%s/record.git", root);
	struct world w = {now, NULL, state, state};
	if (!CHECK_NUMBER(session_open(&s, dir, als, &w, &e), OK))
		puts(e.text);
	return s;
}

static struct session *anna(void)
{
	return open_als("Anna <Anna@example.nl>");
}

static void write_plan(const char *name, const char *text)
{
	char file[400];
	snprintf(file, sizeof file, "%s/plans/%s.yaml", root, name);
	FILE *f = fopen(file, "w");
	fputs(text, f);
	fclose(f);
}

static void fresh(void)
{
	char from[300], dir[300];
	struct err e = {0};
	static int serial;
	snprintf(root, sizeof root, "%s/gezien%d.%d", getenv("SCRATCH") ? getenv("SCRATCH") : "/tmp", (int)getpid(), serial++);
	snprintf(from, sizeof from, "%s/plans", root);
	snprintf(dir, sizeof dir, "%s/record.git", root);
	setenv("HOME", root, 1);
	setenv("XDG_CONFIG_HOME", root, 1);
	mkdir(root, 0700);
	mkdir(from, 0700);
	the_time = 1557662520;
	write_plan("delta", "formaat: 1\nbuurt: Deltabuurt\nwijk: Rivierenwijk\nswot:\n  sterk:\n    - Een\n    - Twee\nspeerpunten:\n"
	           "  - id: afval\n    titel: Afval\n    doelstellingen:\n      - Schoon\n  - id: groen\n    titel: Groen\n");
	write_plan("sluis", "formaat: 1\nbuurt: Sluiswijk\nwijk: Oost\n");
	struct world w = {now, NULL, from, from};
	if (session_create(dir, from, "Beheer <beheer@example.nl>", &w, NULL, NULL, &e))
		puts(e.text);
}

static const char *git(const char *words)
{
	static char text[8192];
	char command[2000];
	snprintf(command, sizeof command, "cd '%s/record.git' && git %s", root, words);
	FILE *p = popen(command, "r");
	size_t n = p ? fread(text, 1, sizeof text - 1, p) : 0;
	if (p)
		pclose(p);
	text[n] = '\0';
	return text;
}

static void save(struct sitting *t)
{
	struct err e = {0};
	bool saved = false;
	sitting_set_reason(t, "Daarom.");
	the_time += 60;
	if (!CHECK_NUMBER(sitting_save(t, &saved, &e), OK))
		puts(e.text);
	CHECK(saved);
}

static void change(const char *als, const char *plan, const char *path, const char *text)
{
	struct session *s = open_als(als);
	struct sitting *t = NULL;
	struct err e = {0};
	if (CHECK_NUMBER(sitting_open(&t, s, plan, &e), OK) && !CHECK_NUMBER(text ? sitting_set(t, path, text, strlen(text), &e) : sitting_remove(t, path, &e), OK))
		puts(e.text);
	save(t);
	sitting_free(t);
	session_free(s);
}

static void bart(const char *plan, const char *path, const char *text)
{
	change("Bart <bart@example.nl>", plan, path, text);
}

static void look(struct session *s)
{
	while (gezien_step(s, NULL))
		;
}

/* A visit in which nothing is looked at. */
static void visit(void)
{
	struct session *s = anna();
	look(s);
	gezien_flush(s);
	session_free(s);
}

static void check_new(struct session *s, const char *plan, size_t count, const char *want)
{
	struct gezien_parts parts;
	struct str got = {0};
	while (gezien_look_closely(s, plan))
		;
	CHECK_NUMBER(gezien_count(s, plan), count);
	gezien_parts(s, plan, &parts);
	for (size_t i = 0; i < parts.count; i++)
		str_addf(&got, "%s%s %s", i ? ", " : "", parts.p[i].path, parts.p[i].name);
	CHECK_TEXT(str_text(&got), want);
	gezien_parts_clear(&parts);
	str_free(&got);
}

/* In a visit of its own. */
static void check_visit(const char *plan, size_t count, const char *want)
{
	struct session *s = anna();
	check_new(s, plan, count, want);
	session_free(s);
}

static void see(struct session *s, const char *plan, const char *path)
{
	struct sitting *t = NULL;
	struct err e = {0};
	if (!CHECK_NUMBER(sitting_open(&t, s, plan, &e), OK))
		return;
	gezien_mark(t, path);
	gezien_flush(s);
	sitting_free(t);
}

TEST(at_a_first_visit_nothing_is_new)
{
	fresh();
	bart("delta", "wijk", "Anders");
	check_visit("delta", 0, "");
	CHECK_TEXT(git("for-each-ref --format='%(refname)'"), "refs/heads/main\n"); /* nothing was kept: it was no visit to the end */
	visit();
	check_visit("delta", 0, "");
	bart("delta", "wijk", "Weer anders");
	bart("delta", "speerpunten/afval/doelstellingen/1", "Heel");
	check_visit("delta", 2, "speerpunten/afval/doelstellingen Bart, wijk Bart");
	check_visit("sluis", 0, "");
}

TEST(what_is_seen_is_no_longer_new)
{
	fresh();
	visit();
	bart("delta", "wijk", "Anders");
	bart("delta", "speerpunten/afval/doelstellingen/1", "Heel");
	bart("delta", "swot/sterk/2", "Drie");
	struct session *s = anna();
	check_new(s, "delta", 3, "swot/sterk Bart, speerpunten/afval/doelstellingen Bart, wijk Bart");
	see(s, "delta", "speerpunten/afval");
	check_new(s, "delta", 2, "swot/sterk Bart, wijk Bart");
	see(s, "delta", "swot");
	session_free(s);
	check_visit("delta", 1, "wijk Bart");
	bart("delta", "speerpunten/afval/titel", "Afval!");
	check_visit("delta", 2, "speerpunten/afval/titel Bart, wijk Bart");
	s = anna();
	check_new(s, "delta", 2, "speerpunten/afval/titel Bart, wijk Bart");
	see(s, "delta", "");
	check_new(s, "delta", 0, "");
	session_free(s);
	check_visit("delta", 0, "");
	CHECK_TEXT(git("cat-file -p $(git for-each-ref --format='%(objectname)' refs/buurtplan/gezien) | wc -l"), "2\n"); /* in one line */
}

/* Before it is known what changed in them: where nothing of the plan was marked, versions count as such. */
TEST(versions_are_counted_before_they_are_read)
{
	fresh();
	visit();
	bart("delta", "wijk", "Anders");
	bart("delta", "swot/sterk/1", "Nul");
	change("Anna <anna@example.nl>", "delta", "wijk", "Van mij");
	struct session *s = anna();
	look(s);
	CHECK_NUMBER(gezien_count(s, "delta"), 2);
	see(s, "delta", "swot");
	CHECK_NUMBER(gezien_count(s, "delta"), 0);
	while (gezien_step(s, "delta"))
		;
	CHECK_NUMBER(gezien_count(s, "delta"), 1);
	session_free(s);
}

TEST(one_s_own_changes_are_never_new)
{
	fresh();
	visit();
	change("Anna J. <ANNA@example.nl>", "delta", "wijk", "Anders");
	check_visit("delta", 0, "");
	bart("delta", "speerpunten/groen/titel", "Groener");
	change("Anna <anna@example.nl>", "delta", "wijk", "Nog anders");
	check_visit("delta", 1, "speerpunten/groen/titel Bart");
}

TEST(what_comes_while_one_looks_is_new)
{
	fresh();
	visit();
	bart("delta", "wijk", "Anders");
	struct session *s = anna();
	struct sitting *t = NULL;
	struct err e = {0};
	CHECK_NUMBER(sitting_open(&t, s, "delta", &e), OK);
	look(s);
	bart("delta", "wijk", "Weer anders");
	gezien_mark(t, "");
	gezien_follow(s);
	check_new(s, "delta", 1, "wijk Bart");
	gezien_flush(s);
	sitting_free(t);
	session_free(s);
	check_visit("delta", 1, "wijk Bart");
}

/* Marked before it was known what there is. */
TEST(a_mark_need_not_wait)
{
	fresh();
	visit();
	bart("delta", "wijk", "Anders");
	struct session *s = anna();
	see(s, "delta", "wijk");
	check_new(s, "delta", 0, "");
	session_free(s);
	check_visit("delta", 0, "");
}

TEST(a_plan_as_such)
{
	struct err e = {0};
	fresh();
	visit();
	struct session *b = open_als("Bart <bart@example.nl>");
	the_time += 60;
	CHECK_NUMBER(session_create_plan(b, "nieuw", "Nieuw", NULL, NULL, NULL, &e), OK);
	session_free(b);
	bart("delta", "speerpunten/groen", NULL);
	struct session *s = anna();
	check_new(s, "nieuw", 1, "buurt Bart, formaat Bart, status Bart");
	see(s, "nieuw", "");
	check_new(s, "nieuw", 0, "");
	check_new(s, "delta", 1, ". Bart");
	see(s, "delta", GEZIEN_WHOLE);
	check_new(s, "delta", 0, "");
	session_free(s);
}

TEST(a_plan_with_another_name)
{
	struct err e = {0};
	fresh();
	visit();
	bart("delta", "wijk", "Anders");
	bart("delta", "swot/sterk/1", "Nul");
	struct session *s = anna();
	see(s, "delta", "wijk");
	session_free(s);
	struct session *b = open_als("Bart <bart@example.nl>");
	the_time += 60;
	CHECK_NUMBER(session_rename_plan(b, "delta", "rivieren", &e), OK);
	the_time += 60;
	CHECK_NUMBER(session_create_plan(b, "delta", "Een ander", NULL, NULL, NULL, &e), OK);
	session_free(b);
	bart("rivieren", "speerpunten/afval/titel", "Vuil");
	s = anna();
	check_new(s, "rivieren", 3, "speerpunten/afval/titel Bart, . Bart, swot/sterk Bart");
	check_new(s, "delta", 1, "buurt Bart, formaat Bart, status Bart");
	session_free(s);
}

TEST(two_terminals_of_one_person)
{
	fresh();
	visit();
	bart("delta", "wijk", "Anders");
	bart("delta", "swot/sterk/1", "Nul");
	bart("sluis", "wijk", "West");
	struct session *one = anna(), *two = anna();
	look(one);
	look(two);
	see(one, "delta", "wijk");
	see(two, "sluis", "");
	see(one, "sluis", "");
	session_free(one);
	session_free(two);
	check_visit("delta", 1, "swot/sterk Bart");
	check_visit("sluis", 0, "");
}

TEST(all_at_once)
{
	fresh();
	visit();
	bart("delta", "wijk", "Anders");
	bart("sluis", "wijk", "West");
	struct session *s = anna();
	gezien_mark_all(s);
	gezien_flush(s);
	check_new(s, "delta", 0, "");
	session_free(s);
	check_visit("sluis", 0, "");
}

static void check_history(struct session *s, const char *plan, const char *path, const char *want)
{
	struct history *h = NULL;
	struct err e = {0};
	struct str got = {0};
	CHECK_NUMBER(history_open(&h, s, &(struct history_query){.plan = plan, .path = path, .unseen = true}, &e), OK);
	while (!history_is_done(h))
		CHECK_NUMBER(history_step(h, 3, &e), OK);
	for (size_t i = 0; i < history_count(h); i++)
		str_addf(&got, "%s%s %s", i ? ", " : "", history_row(h, i)->name, history_row(h, i)->parts);
	CHECK_TEXT(str_text(&got), want);
	history_free(h);
	str_free(&got);
}

TEST(the_history_since_the_last_visit)
{
	fresh();
	bart("delta", "wijk", "Eerder");
	visit();
	bart("delta", "wijk", "Anders");
	change("Anna <anna@example.nl>", "delta", "wijk", "Van mij");
	bart("delta", "speerpunten/afval/titel", "Vuil");
	struct session *s = anna();
	check_history(s, "delta", NULL, "Bart speerpunten/afval, Bart wijk");
	see(s, "delta", "");
	check_history(s, "delta", NULL, "Bart speerpunten/afval, Bart wijk"); /* since the visit before this one */
	check_history(s, "delta", "speerpunten/afval", "Bart speerpunten/afval");
	check_history(s, "sluis", NULL, "");
	session_free(s);
	s = anna();
	check_history(s, "delta", NULL, "");
	session_free(s);
}

/* --- what can be wrong --------------------------------------------------------------------- */

static void keep(const char *text)
{
	char words[1800];
	snprintf(words, sizeof words, "update-ref $(git for-each-ref --format='%%(refname)' refs/buurtplan/gezien) $(printf '%s' | git hash-object -w --stdin)", text);
	CHECK_TEXT(git(words), "");
}

TEST(a_change_of_layout_is_nothing_new)
{
	char words[1800];
	fresh();
	visit();
	snprintf(words, sizeof words, "worktree add -q '%s/tree' main 2>/dev/null; cd '%s/tree' && sed -i 's/wijk: Oost/wijk:   \"Oost\"  # zo/' plans/sluis.yaml && "
	         "git -c user.name=C -c user.email=c@x.nl commit -qam layout", root, root);
	git(words);
	CHECK_TEXT(git("log -1 --format=%s"), "layout\n");
	check_visit("sluis", 0, "");
}

TEST(a_note_that_makes_no_sense_is_passed_over)
{
	fresh();
	visit();
	char base[200];
	snprintf(base, sizeof base, "%.60s", git("log -1 --format='%H %at'"));
	base[strcspn(base, "\n")] = '\0';
	bart("delta", "wijk", "Anders");
	bart("sluis", "wijk", "West");
	char text[1200];
	snprintf(text, sizeof text, "gezien 1\\n%s\\n\\n \\n%s ../x\\nxx 12 delta\\n%.40s 99x delta\\n%s delta a\\033[2J\\n%.40s 99999999999999999999 delta\\n\\001\\n%s delta wijk\\000\\nz",
	         base, base, base, base, base, base);
	keep(text);
	struct session *s = anna();
	check_new(s, "delta", 1, "wijk Bart");
	see(s, "sluis", "");
	session_free(s);
	char want[300];
	snprintf(want, sizeof want, "gezien 1\n%s\n", base);
	const char *got = git("cat-file blob $(git for-each-ref --format='%(objectname)' refs/buurtplan/gezien)");
	CHECK(strncmp(got, want, strlen(want)) == 0 && strstr(got, " sluis\n") && !strstr(got, "delta"));
}

TEST(a_note_of_a_newer_program_stays)
{
	fresh();
	visit();
	keep("gezien 2\\nanders\\n");
	bart("delta", "wijk", "Anders");
	struct session *s = anna();
	check_new(s, "delta", 0, "");
	see(s, "delta", "");
	gezien_mark_all(s);
	gezien_flush(s);
	session_free(s);
	CHECK_TEXT(git("cat-file blob $(git for-each-ref --format='%(objectname)' refs/buurtplan/gezien)"), "gezien 2\nanders\n");
}

TEST(a_record_that_was_written_anew)
{
	fresh();
	visit();
	bart("delta", "wijk", "Anders");
	bart("delta", "swot/sterk/1", "Nul");
	struct session *s = anna();
	look(s);
	see(s, "delta", "wijk");
	session_free(s);
	bart("sluis", "wijk", "West");
	/* all ids become others, the moments stay; then the old versions go */
	char command[1500];
	snprintf(command, sizeof command, "cd '%s/record.git' && git fast-export refs/heads/main | sed 's/<beheer@/<admin@/' >../export && "
	         "git update-ref -d refs/heads/main && git fast-import --quiet --force <../export && git -c gc.pruneExpire=now gc --quiet --prune=now", root);
	CHECK_NUMBER(system(command), 0);
	check_visit("delta", 1, "swot/sterk Bart");
	check_visit("sluis", 1, "wijk Bart");
}

TEST(a_record_that_is_written_anew_while_one_looks)
{
	fresh();
	visit();
	bart("delta", "wijk", "Anders");
	struct session *s = anna();
	check_new(s, "delta", 1, "wijk Bart");
	CHECK_TEXT(git("update-ref refs/heads/main refs/heads/main~1"), "");
	bart("sluis", "wijk", "West");
	gezien_follow(s);
	check_new(s, "delta", 0, "");
	check_new(s, "sluis", 1, "wijk Bart");
	session_free(s);
}

TEST(who_may_not_write_or_has_no_name_keeps_nothing)
{
	fresh();
	visit();
	bart("delta", "wijk", "Anders");
	char before[300];
	snprintf(before, sizeof before, "%.280s", git("for-each-ref"));
	struct session *s = open_als(NULL);
	CHECK(session_address(s) == NULL);
	check_new(s, "delta", 0, "");
	see(s, "delta", "");
	session_free(s);
	git("update-ref --no-deref HEAD main"); /* such a record is for reading */
	s = anna();
	CHECK(session_read_only(s) != NULL);
	check_new(s, "delta", 0, "");
	see(s, "delta", "");
	session_free(s);
	CHECK_TEXT(git("for-each-ref"), before);
}

TEST(where_it_can_t_be_kept_nobody_notices)
{
	fresh();
	visit();
	bart("delta", "wijk", "Anders");
	struct session *s = anna();
	look(s);
	char lock[600];
	const char *ref = git("for-each-ref --format='%(refname)' refs/buurtplan/gezien");
	snprintf(lock, sizeof lock, "%s/record.git/%.*s.lock", root, (int)strcspn(ref, "\n"), ref);
	FILE *f = fopen(lock, "w"); /* of another git, that was killed just now */
	CHECK(f != NULL);
	fclose(f);
	see(s, "delta", "");
	check_new(s, "delta", 0, "");
	unlink(lock);
	gezien_flush(s);
	session_free(s);
	check_visit("delta", 0, "");
}

TEST(it_is_in_nobody_s_way)
{
	fresh();
	visit();
	char before[200];
	bart("delta", "wijk", "Anders");
	snprintf(before, sizeof before, "%.150s", git("log --format='%H %s' refs/heads/main"));
	struct session *s = anna();
	look(s);
	see(s, "delta", "wijk");
	session_free(s);
	CHECK_TEXT(git("log --format='%H %s' refs/heads/main"), before);
	CHECK_TEXT(git("log --branches --tags --remotes --oneline | wc -l"), "2\n");
	CHECK_TEXT(git("for-each-ref --format='%(refname)' refs/heads refs/tags refs/remotes refs/notes"), "refs/heads/main\n");
	CHECK_TEXT(git("for-each-ref --format='%(refname:lstrip=-3) %(objecttype)' refs/buurtplan | cut -c1-16"), "buurtplan/gezien\n");
	CHECK_TEXT(git("fsck --full --strict --no-dangling --no-progress 2>&1"), "");
}
