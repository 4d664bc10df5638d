/* What the tests of the store share: a scratch folder, a record in it, and the git of auditors to look at it. */
#ifndef TESTS_UNIT_STORE_HELP_H
#define TESTS_UNIT_STORE_HELP_H

#include "store/store.h"
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct store_who anna = {"Anna Jansen", "anna@example.nl", {1552395720, 60}};

/* A path that nothing stands at yet; borrowed until the next call with the same `slot` (0 to 3). */
static inline const char *scratch(int slot)
{
	static char paths[4][256];
	static int count;
	const char *base = getenv("SCRATCH");
	snprintf(paths[slot], sizeof paths[slot], "%s/buurtplan-store-%d-%d", base ? base : "/tmp", (int)getpid(), count++);
	return paths[slot];
}

static inline int sh(const char *fmt, const char *a, const char *b)
{
	char command[4096];
	snprintf(command, sizeof command, fmt, a, b);
	return system(command);
}

/* The first 4 KB that a command prints, without the last LF. */
static inline const char *output(const char *fmt, const char *a)
{
	static char text[4096];
	char command[4096];
	snprintf(command, sizeof command, fmt, a);
	FILE *p = popen(command, "r");
	size_t n = p ? fread(text, 1, sizeof text - 1, p) : 0;
	if (p)
		pclose(p);
	if (n > 0 && text[n - 1] == '\n')
		n--;
	text[n] = '\0';
	return text;
}

/* Processes that all begin now; each must give 0. */
static inline void write_at_once(int (*write)(const char *dir, int me), const char *dir, int writers)
{
	fflush(stdout);
	for (int i = 0; i < writers; i++) {
		pid_t child = fork();
		if (child == 0)
			_exit(write(dir, i));
		CHECK(child > 0);
	}
	for (int i = 0, status; i < writers; i++) {
		CHECK(wait(&status) > 0);
		CHECK_NUMBER(status, 0);
	}
}

static inline bool is_clean(const char *dir)
{
	return CHECK_TEXT(output("git -C '%s' fsck --full --strict --no-dangling --no-progress 2>&1", dir), "");
}

/* A record at `dir` with two plans, deltabuurt and deventer/oostrik. */
static inline bool create(const char *dir)
{
	struct err e = {0};
	static const char delta[] = "formaat: 1\nbuurt: Deltabuurt\n", oostrik[] = "formaat: 1\nbuurt: Het Oostrik\n";
	const struct store_file files[] = {
		{"deltabuurt", delta, sizeof delta - 1},
		{"deventer/oostrik", oostrik, sizeof oostrik - 1},
	};
	return CHECK_NUMBER(store_create(dir, files, 2, anna, "Begonnen", &e), OK) || (puts(e.text), false);
}

static inline struct store *open_at(const char *dir)
{
	struct store *s = NULL;
	struct err e = {0};
	if (!CHECK_NUMBER(store_open(&s, dir, &e), OK))
		puts(e.text);
	return s;
}

/* A build that gives `bytes` and counts its calls. */
struct plain {
	const char *bytes, *message;
	int calls;
	char seen[256]; /* the newest it was given last; "-" for none */
};

static inline enum code build_plain(void *ctx, const char *newest, size_t len, struct str *bytes, struct str *message,
				    struct err *e)
{
	struct plain *p = ctx;
	(void)e;
	p->calls++;
	snprintf(p->seen, sizeof p->seen, "%.*s", newest ? (int)len : 1, newest ? newest : "-");
	str_add_text(bytes, p->bytes);
	str_add_text(message, p->message);
	return OK;
}

static inline enum code save_text(struct store *s, const char *name, const char *bytes, bool *saved, struct err *e)
{
	struct plain p = {bytes, "Aangepast", 0, ""};
	struct store_version version;
	return store_save(s, name, anna, build_plain, &p, saved, &version, e);
}

#endif
