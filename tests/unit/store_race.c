#include "store_help.h"

#include <signal.h>
#include <sys/wait.h>

enum { WRITERS = 20, SAVES = 10 };

struct writer {
	int me, turn;
};

static enum code build_line(void *ctx, const char *newest, size_t len, struct str *bytes, struct str *message, struct err *e)
{
	struct writer *w = ctx;
	(void)e;
	str_add(bytes, newest ? newest : "", len);
	str_addf(bytes, "- %d.%d\n", w->me, w->turn);
	str_addf(message, "%d.%d", w->me, w->turn);
	return OK;
}

/* In a process of its own: all write the same plan, and each one of its own. */
static int write_many(const char *dir, int me)
{
	struct store *s;
	struct err e = {0};
	char own[32];
	snprintf(own, sizeof own, "eigen-%d", me);
	if (store_open(&s, dir, &e) != OK)
		return 1;
	for (int i = 0; i < SAVES; i++) {
		struct writer w = {me, i};
		bool saved = false;
		if (store_save(s, i % 2 ? own : "deltabuurt", anna, build_line, &w, &saved, NULL, &e) != OK || !saved) {
			printf("writer %d: %s\n", me, e.text);
			return 1;
		}
	}
	store_close(s);
	return 0;
}

TEST(twenty_at_once_lose_nothing)
{
	const char *dir = scratch(0);
	char line[32];
	if (!create(dir))
		return;
	write_at_once(write_many, dir, WRITERS);
	struct store *s = open_at(dir);
	struct str out = {0};
	struct err e = {0};
	CHECK_NUMBER(store_read(s, "deltabuurt", NULL, &out, NULL, &e), OK);
	for (int i = 0; i < WRITERS; i++) {
		for (int j = 0; j < SAVES; j += 2) {
			snprintf(line, sizeof line, "\n- %d.%d\n", i, j);
			CHECK(strstr(str_text(&out), line) != NULL);
		}
	}
	snprintf(line, sizeof line, "%d", WRITERS * SAVES + 1);
	CHECK_TEXT(output("git -C '%s' rev-list --count main", dir), line);
	CHECK_TEXT(output("git -C '%s' rev-list --count --min-parents=2 main", dir), "0");
	CHECK_TEXT(output("find '%s' -name '*.lock'", dir), "");
	/* no try was in vain: nothing lies about that no version needs */
	CHECK_TEXT(output("git -C '%s' fsck --strict --dangling --no-reflogs --no-progress 2>&1", dir), "");
	str_free(&out);
	store_close(s);
}

/* Killed anywhere in a save, the record is whole and the next save works. */
TEST(a_killed_save_leaves_the_record_whole)
{
	const char *dir = scratch(0);
	unsigned long long seed = test_seed();
	struct err e = {0};
	bool saved;
	if (!create(dir))
		return;
	fflush(stdout);
	for (int i = 0; i < 30; i++) {
		pid_t child = fork();
		if (child == 0) {
			write_many(dir, i);
			_exit(0);
		}
		usleep(2000 + test_random(&seed, 20000));
		kill(child, SIGKILL);
		waitpid(child, NULL, 0);
		/* what it left locked is old by now: store_save.c has the waiting */
		sh("cd '%s' && find . -name '*.lock' -exec touch -d '%s' '{}' +", dir, "1 minute ago");
	}
	is_clean(dir);
	struct store *s = open_at(dir);
	CHECK_NUMBER(save_text(s, "deltabuurt", "a: 1\n", &saved, &e), OK);
	store_close(s);
	is_clean(dir);
}
