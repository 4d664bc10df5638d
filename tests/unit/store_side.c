#include "store_help.h"

#include "store/side.h"

#include <signal.h>
#include <sys/wait.h>

static const struct store_who bart = {"Bart Smit", "bart@example.nl", {1552395780, 60}};

static enum code add(struct store *s, const char *path, const char *bytes, struct store_who who, struct err *e)
{
	return store_side_add(s, "opmerkingen", path, bytes, strlen(bytes), "De opmerking", who, "Opmerking", e);
}

static bool holds(struct store *s, const char *path, const char *bytes)
{
	struct store_list list;
	struct str out = {0};
	struct err e = {0};
	bool found = false;
	if (!CHECK_NUMBER(store_side_list(s, "opmerkingen", NULL, &list, &e), OK))
		return false;
	for (size_t i = 0; i < list.count; i++) {
		if (strcmp(list.entries[i].name, path) != 0)
			continue;
		found = CHECK_NUMBER(store_side_read(s, list.entries[i].blob, 1000, &out, &e), OK) && CHECK_TEXT(str_text(&out), bytes);
	}
	store_list_clear(&list);
	str_free(&out);
	return CHECK(found);
}

static size_t count(struct store *s, const char *folder)
{
	struct store_list list;
	struct err e = {0};
	CHECK_NUMBER(store_side_list(s, "opmerkingen", folder, &list, &e), OK);
	size_t n = list.count;
	store_list_clear(&list);
	return n;
}

TEST(what_is_added_is_there_and_the_plans_stay)
{
	const char *dir = scratch(0);
	struct err e = {0};
	struct store_version before, after;
	if (!create(dir))
		return;
	struct store *s = open_at(dir);
	CHECK_NUMBER(store_newest(s, &before, &e), OK);
	CHECK_NUMBER(count(s, NULL), 0);
	CHECK_NUMBER(add(s, "deltabuurt/1.yaml", "een\n", anna, &e), OK);
	CHECK_NUMBER(add(s, "deventer/oostrik/1.yaml", "twee\n", bart, &e), OK);
	CHECK_NUMBER(add(s, "deltabuurt/1.yaml", "drie\n", bart, &e), ERR_NO);
	holds(s, "deltabuurt/1.yaml", "een\n");
	holds(s, "deventer/oostrik/1.yaml", "twee\n");
	struct store_list list;
	struct str out = {0};
	CHECK_NUMBER(store_side_list(s, "opmerkingen", "deltabuurt", &list, &e), OK);
	CHECK_NUMBER(list.count, 1);
	CHECK_NUMBER(store_side_read(s, list.entries[0].blob, 3, &out, &e), ERR_UNREADABLE);
	CHECK_NUMBER(out.len, 0);
	store_list_clear(&list);
	CHECK_NUMBER(count(s, "deltabuurt"), 1);
	CHECK_NUMBER(count(s, "deventer"), 1);
	CHECK_NUMBER(count(s, "deven"), 0);
	CHECK_NUMBER(store_newest(s, &after, &e), OK);
	CHECK_TEXT(after.id, before.id);
	CHECK_TEXT(output("git -C '%s' log --format='%%an <%%ae> %%at' refs/buurtplan/opmerkingen", dir),
		   "Bart Smit <bart@example.nl> 1552395780\nAnna Jansen <anna@example.nl> 1552395720");
	store_close(s);
	is_clean(dir);
}

/* Two stores that each know the record as it was; they take turns. */
TEST(two_who_write_at_once_are_both_there)
{
	const char *dir = scratch(0);
	struct err e = {0};
	struct store_version version;
	if (!create(dir))
		return;
	struct store *one = open_at(dir), *other = open_at(dir);
	CHECK_NUMBER(store_side_newest(one, "opmerkingen", &version, &e), OK);
	CHECK_TEXT(version.id, "");
	CHECK_NUMBER(add(other, "deltabuurt/b.yaml", "b\n", bart, &e), OK);
	CHECK_NUMBER(add(one, "deltabuurt/a.yaml", "a\n", anna, &e), OK);
	CHECK_NUMBER(add(other, "deltabuurt/c.yaml", "c\n", bart, &e), OK);
	holds(other, "deltabuurt/a.yaml", "a\n");
	holds(one, "deltabuurt/b.yaml", "b\n");
	CHECK_NUMBER(count(one, NULL), 3);
	store_close(one);
	store_close(other);
}

enum { WRITERS = 8, EACH = 10 };

static int write_many(const char *dir, int me)
{
	struct store *s;
	struct err e = {0};
	char path[64];
	if (store_open(&s, dir, &e))
		return 1;
	for (int i = 0; i < EACH; i++) {
		snprintf(path, sizeof path, "deltabuurt/%d-%d.yaml", me, i);
		if (add(s, path, path, anna, &e)) {
			printf("writer %d: %s\n", me, e.text);
			return 1;
		}
	}
	store_close(s);
	return 0;
}

TEST(many_at_once_lose_nothing)
{
	const char *dir = scratch(0);
	char path[64];
	if (!create(dir))
		return;
	write_at_once(write_many, dir, WRITERS);
	struct store *s = open_at(dir);
	CHECK_NUMBER(count(s, NULL), WRITERS * EACH);
	for (int i = 0; i < WRITERS; i++) {
		snprintf(path, sizeof path, "deltabuurt/%d-%d.yaml", i, EACH - 1);
		holds(s, path, path);
	}
	store_close(s);
	is_clean(dir);
}

TEST(killed_in_between_nothing_is_half)
{
	const char *dir = scratch(0);
	unsigned long long seed = test_seed();
	struct err e = {0};
	if (!create(dir))
		return;
	fflush(stdout);
	for (int i = 0; i < 20; i++) {
		pid_t child = fork();
		if (child == 0) {
			write_many(dir, i);
			_exit(0);
		}
		usleep(2000 + test_random(&seed, 20000));
		kill(child, SIGKILL);
		waitpid(child, NULL, 0);
		sh("cd '%s' && find . -name '*.lock' -exec touch -d '%s' '{}' +", dir, "1 minute ago");
	}
	struct store *s = open_at(dir);
	struct store_list list;
	CHECK_NUMBER(store_side_list(s, "opmerkingen", NULL, &list, &e), OK);
	for (size_t i = 0; i < list.count; i++)
		holds(s, list.entries[i].name, list.entries[i].name);
	store_list_clear(&list);
	CHECK_NUMBER(add(s, "deltabuurt/na.yaml", "na\n", anna, &e), OK);
	store_close(s);
	is_clean(dir);
}

/* What other programs can put there. */
TEST(what_is_no_file_is_left_out)
{
	const char *dir = scratch(0);
	struct err e = {0};
	struct str out = {0};
	if (!create(dir))
		return;
	struct store *s = open_at(dir);
	CHECK_NUMBER(add(s, "deltabuurt/1.yaml", "een\n", anna, &e), OK);
	CHECK_NUMBER(sh("cd '%s' && b=$(echo x | git hash-object -w --stdin) && export GIT_INDEX_FILE=$PWD/mine%s &&"
			" git read-tree refs/buurtplan/opmerkingen &&"
			" git update-index --add --cacheinfo 120000,$b,deltabuurt/link --cacheinfo 100644,$b,a/b/c/d/e/f/diep &&"
			" git update-ref refs/buurtplan/opmerkingen $(git -c user.name=x -c user.email=x@example.nl commit-tree -m x $(git write-tree)) && rm mine",
			dir, ""), 0);
	CHECK_NUMBER(count(s, NULL), 1);
	CHECK_NUMBER(store_side_read(s, "0123456789012345678901234567890123456789", 1000, &out, &e), ERR_UNREADABLE);
	CHECK_NUMBER(store_side_read(s, "../x", 1000, &out, &e), ERR_USE);
	sh("cd '%s' && git update-ref refs/buurtplan/opmerkingen $(echo x | git hash-object -w --stdin)%s", dir, "");
	struct store_list list;
	CHECK_NUMBER(store_side_list(s, "opmerkingen", NULL, &list, &e), ERR_IO);
	store_close(s);
	str_free(&out);
}

static enum code write_note(struct store *s, const char *text, struct store_version *at)
{
	struct err e = {0};
	return store_note_write(s, "gezien/0a1b", text, strlen(text), at, &e);
}

TEST(a_note_moves_only_from_what_was_read)
{
	const char *dir = scratch(0);
	struct err e = {0};
	struct str out = {0};
	struct store_version mine = {"x"}, theirs = {"x"};
	if (!create(dir))
		return;
	struct store *one = open_at(dir), *other = open_at(dir);
	CHECK_NUMBER(store_note_read(one, "gezien/0a1b", &out, &mine, &e), OK);
	CHECK_TEXT(mine.id, "");
	CHECK_NUMBER(out.len, 0);
	CHECK_NUMBER(store_note_read(other, "gezien/0a1b", &out, &theirs, &e), OK);
	CHECK_NUMBER(write_note(one, "een\n", &mine), OK);
	CHECK_NUMBER(write_note(other, "twee\n", &theirs), ERR_CHANGED);
	CHECK_NUMBER(write_note(one, "een\n", &mine), OK);
	CHECK_NUMBER(write_note(one, "drie\n", &mine), OK);
	CHECK_NUMBER(store_note_read(other, "gezien/0a1b", &out, &theirs, &e), OK);
	CHECK_TEXT(str_text(&out), "drie\n");
	CHECK_TEXT(theirs.id, mine.id);
	CHECK_NUMBER(write_note(other, "vier\n", &theirs), OK);
	CHECK_NUMBER(write_note(one, "vijf\n", &mine), ERR_CHANGED);
	CHECK_TEXT(output("git -C '%s' cat-file blob refs/buurtplan/gezien/0a1b", dir), "vier");
	store_close(one);
	store_close(other);
	str_free(&out);
	is_clean(dir);
}

TEST(a_note_that_is_no_text_is_refused)
{
	const char *dir = scratch(0);
	struct err e = {0};
	struct str out = {0};
	struct store_version at;
	if (!create(dir))
		return;
	struct store *s = open_at(dir);
	sh("cd '%s' && git update-ref refs/buurtplan/gezien/0a1b main%s", dir, "");
	CHECK_NUMBER(store_note_read(s, "gezien/0a1b", &out, &at, &e), ERR_UNREADABLE);
	CHECK_NUMBER(write_note(s, "een\n", &at), OK); /* the one who read it knows what it replaces */
	store_close(s);
	str_free(&out);
}
