/* A program that works with our terminal: on a pseudo-terminal, with this program as the person. */
#include "base/proc.h"

#include "test.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

/* What the program that lends its terminal found afterwards. */
struct found {
	enum code code;
	int status;
	bool ours;             /* the terminal is that of our group again */
	bool sent_away, child; /* a SIGHUP waits; a SIGCHLD would be heard */
	bool files;            /* as many are open as before */
};

static int open_files(void)
{
	int count = 0;
	for (int fd = 0; fd < 256; fd++)
		count += fcntl(fd, F_GETFD) >= 0;
	return count;
}

static struct found lend(const char *line)
{
	const char *const argv[] = {"sh", "-c", line, NULL};
	struct found f = {.files = false};
	struct err e;
	sigset_t leaving, waiting;
	sigemptyset(&leaving);
	sigaddset(&leaving, SIGHUP);
	sigaddset(&leaving, SIGTERM);
	sigprocmask(SIG_BLOCK, &leaving, NULL);
	signal(SIGINT, SIG_IGN);
	signal(SIGQUIT, SIG_IGN);
	signal(SIGCHLD, SIG_IGN);
	int before = open_files();
	f.code = proc_run_terminal(argv, &f.status, &e);
	f.files = open_files() == before;
	f.ours = tcgetpgrp(STDIN_FILENO) == getpgrp();
	sigpending(&waiting);
	f.sent_away = sigismember(&waiting, SIGHUP);
	sigprocmask(SIG_BLOCK, NULL, &waiting);
	f.child = !sigismember(&waiting, SIGCHLD) && signal(SIGCHLD, SIG_DFL) == SIG_IGN;
	return f;
}

struct line {
	pid_t pid;
	int person, told;
};

static void begin(struct line *l, const char *line)
{
	int ends[2];
	CHECK(pipe(ends) == 0);
	fflush(stdout);
	l->pid = forkpty(&l->person, NULL, NULL, NULL);
	if (l->pid == 0) {
		struct found f = lend(line);
		_exit(write(ends[1], &f, sizeof f) == sizeof f ? 0 : 1);
	}
	close(ends[1]);
	l->told = ends[0];
}

/* Waits until the program says `word`. */
static bool says(struct line *l, const char *word)
{
	char seen[4096] = "";
	size_t len = 0;
	struct pollfd fd = {.fd = l->person, .events = POLLIN};
	while (!strstr(seen, word) && len < sizeof seen - 1 && poll(&fd, 1, 10000) == 1) {
		ssize_t n = read(l->person, seen + len, sizeof seen - 1 - len);
		if (n <= 0)
			break;
		len += (size_t)n;
		seen[len] = '\0';
	}
	return strstr(seen, word);
}

static void types(struct line *l, const char *keys)
{
	CHECK(write(l->person, keys, strlen(keys)) == (ssize_t)strlen(keys));
}

/* Ctrl-C until it ends: one that comes while the shell starts something is forgotten by the shell. */
static void interrupts(struct line *l)
{
	struct pollfd fd = {.fd = l->told, .events = POLLIN};
	for (int i = 0; i < 50; i++) {
		types(l, "\003");
		if (poll(&fd, 1, 200) == 1)
			return;
	}
}

static struct found end(struct line *l)
{
	struct found f = {.code = ERR_BUSY};
	struct pollfd fd = {.fd = l->told, .events = POLLIN};
	if (!CHECK(poll(&fd, 1, 20000) == 1 && read(l->told, &f, sizeof f) == sizeof f))
		kill(l->pid, SIGKILL);
	waitpid(l->pid, NULL, 0);
	close(l->told);
	close(l->person);
	return f;
}

static void check_found(struct found f, int status, bool sent_away)
{
	CHECK_NUMBER(f.code, OK);
	CHECK_NUMBER(f.status, status);
	CHECK(f.ours && f.child && f.files);
	CHECK(f.sent_away == sent_away);
}

TEST(it_has_the_terminal_and_gives_it_back)
{
	struct line l;
	begin(&l, "echo klaar; read x && [ \"$x\" = dag ] && exit 5");
	CHECK(says(&l, "klaar"));
	types(&l, "dag\n");
	check_found(end(&l), 5, false);
}

TEST(its_signals_are_its_own)
{
	struct line l;
	begin(&l, "echo klaar; sleep 30");
	CHECK(says(&l, "klaar"));
	interrupts(&l);
	check_found(end(&l), 128 + SIGINT, false);
	begin(&l, "trap 'echo gevangen; exit 4' INT; echo klaar; while :; do sleep 0.1; done");
	CHECK(says(&l, "klaar"));
	types(&l, "\003");
	check_found(end(&l), 4, false);
	begin(&l, "kill -KILL $$");
	check_found(end(&l), 128 + SIGKILL, false);
}

/* There is no shell of ours to go back to. */
TEST(stopped_it_goes_on)
{
	struct line l;
	begin(&l, "echo klaar; read x; exit 6");
	CHECK(says(&l, "klaar"));
	types(&l, "\032");
	usleep(200000);
	types(&l, "\032");
	usleep(200000);
	types(&l, "dag\n");
	check_found(end(&l), 6, false);
}

/* Who must leave while it runs lets it write what it has. */
TEST(a_hang_up_is_passed_on)
{
	struct line l;
	begin(&l, "trap 'sleep 0.2; exit 9' HUP; echo klaar; while :; do sleep 0.1; done");
	CHECK(says(&l, "klaar"));
	kill(l.pid, SIGHUP);
	check_found(end(&l), 9, true);
	begin(&l, "trap '' HUP; echo klaar; while :; do sleep 0.1; done"); /* it won't hear: 5 seconds */
	CHECK(says(&l, "klaar"));
	kill(l.pid, SIGHUP);
	check_found(end(&l), 128 + SIGKILL, true);
}

TEST(without_a_terminal)
{
	const char *const argv[] = {"sh", "-c", "touch \"$SCRATCH/gestart\"", NULL};
	struct err e = {0};
	int status, in = dup(STDIN_FILENO), nothing = open("/dev/null", O_RDONLY);
	dup2(nothing, STDIN_FILENO);
	CHECK_NUMBER(proc_run_terminal(argv, &status, &e), ERR_IO);
	dup2(in, STDIN_FILENO);
	close(in);
	close(nothing);
	CHECK(strstr(e.text, "kan niet worden gestart"));
}

/* The last one, as there is no way back. */
TEST(z_closed_for_good)
{
	const char *const argv[] = {"sh", "-c", "exit 0", NULL};
	struct err e = {0};
	int status;
	CHECK(!proc_is_closed());
	proc_close();
	CHECK(proc_is_closed());
	CHECK_NUMBER(proc_run_terminal(argv, &status, &e), ERR_IO);
	CHECK(strstr(e.text, "is niet gestart"));
}
