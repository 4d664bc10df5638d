#include "base/proc.h"

#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LONG = 60 }; /* seconds that nothing here comes near, however busy the computer is */

static struct str out, talk;
static int status;
static struct err e;

/* Runs a line of shell; what it gave is in the four above. */
static enum code run_in(const char *line, const char *dir, const char *input, size_t len, int seconds)
{
	const char *argv[] = {"sh", "-c", line, NULL};
	str_free(&out);
	str_free(&talk);
	e = (struct err){0};
	return proc_run(argv, dir, input, len, seconds, &status, &out, &talk, &e);
}

static enum code run(const char *line)
{
	return run_in(line, NULL, NULL, 0, LONG);
}

static size_t open_files(void)
{
	size_t count = 0;
	for (int fd = 0; fd < 1024; fd++)
		count += fcntl(fd, F_GETFD) >= 0;
	return count;
}

TEST(both_streams_and_the_exit_code)
{
	size_t before = open_files();
	CHECK_NUMBER(run("echo een; echo twee >&2; exit 7"), OK);
	CHECK_NUMBER(status, 7);
	CHECK_TEXT(str_text(&out), "een\n");
	CHECK_TEXT(str_text(&talk), "twee\n");
	CHECK_NUMBER(run("kill -TERM $$"), OK);
	CHECK_NUMBER(status, 128 + SIGTERM);
	CHECK_NUMBER(open_files(), before);
}

TEST(streams_nobody_wants)
{
	const char *argv[] = {"sh", "-c", "echo een; echo twee >&2; exit 3", NULL};
	CHECK_NUMBER(proc_run(argv, NULL, NULL, 0, LONG, &status, NULL, NULL, &e), OK);
	CHECK_NUMBER(status, 3);
	const char *much[] = {"sh", "-c", "head -c 9000000 /dev/zero; head -c 9000000 /dev/zero >&2", NULL};
	CHECK_NUMBER(proc_run(much, NULL, NULL, 0, LONG, &status, NULL, NULL, &e), OK);
	CHECK_NUMBER(status, 0);
}

TEST(input)
{
	CHECK_NUMBER(run_in("cat", NULL, "één\0twee", 10, LONG), OK);
	CHECK(bytes_equal(out.p, out.len, "één\0twee", 10));
	CHECK_NUMBER(run("cat; echo dan"), OK); /* none is an empty one */
	CHECK_TEXT(str_text(&out), "dan\n");
	struct str big = {0};
	str_add_times(&big, 'x', PROC_MOST);
	CHECK_NUMBER(run_in("tee /dev/stderr", NULL, big.p, big.len, LONG), OK); /* more than any pipe holds, three ways at once */
	CHECK(bytes_equal(out.p, out.len, big.p, big.len));
	CHECK(bytes_equal(talk.p, talk.len, big.p, big.len));
	CHECK_NUMBER(run_in("exit 4", NULL, big.p, big.len, LONG), OK); /* nobody reads it */
	CHECK_NUMBER(status, 4);
	str_free(&big);
}

TEST(too_much)
{
	CHECK_NUMBER(run("head -c 4194304 /dev/zero"), OK);
	CHECK_NUMBER(out.len, PROC_MOST);
	CHECK_NUMBER(run("cat /dev/zero"), ERR_IO);
	CHECK(strstr(e.text, "te veel uitvoer"));
	CHECK_NUMBER(status, 128 + SIGKILL);
	CHECK_NUMBER(run("head -c 9000000 /dev/zero >&2; echo klaar"), OK);
	CHECK_TEXT(str_text(&out), "klaar\n");
	CHECK(talk.len > 0 && talk.len <= PROC_MOST);
}

TEST(folder)
{
	CHECK_NUMBER(run_in("pwd", "/usr", NULL, 0, LONG), OK);
	CHECK_TEXT(str_text(&out), "/usr\n");
	CHECK_NUMBER(run_in("pwd", "/bestaat/niet", NULL, 0, LONG), ERR_IO);
	CHECK(strstr(e.text, "sh kan niet worden gestart: het bestaat niet"));
}

TEST(what_is_no_program)
{
	const char *none[] = {"buurtplan-bestaat-niet", NULL}, *folder[] = {"/usr", NULL};
	size_t before = open_files();
	CHECK_NUMBER(proc_run(none, NULL, "x", 1, LONG, &status, &out, &talk, &e), ERR_IO);
	CHECK_TEXT(e.text, "Het programma buurtplan-bestaat-niet kan niet worden gestart: het bestaat niet.");
	CHECK_NUMBER(status, 0);
	CHECK_NUMBER(proc_run(folder, NULL, NULL, 0, LONG, &status, &out, &talk, &e), ERR_IO);
	CHECK_NUMBER(open_files(), before);
}

/* The whole group goes, as its own grandchild shows: nobody is left who holds the pipe `alive`. */
TEST(deadline)
{
	int alive[2];
	char line[128], byte;
	CHECK(pipe(alive) == 0);
	snprintf(line, sizeof line, "/proc/%d/fd/%d", (int)getpid(), alive[1]);
	setenv("ALIVE", line, 1);
	CHECK_NUMBER(run_in("exec 9>\"$ALIVE\"; (sleep 1000 & wait) & wait", NULL, NULL, 0, 1), ERR_BUSY);
	CHECK_TEXT(e.text, "Het programma sh duurde langer dan 1 seconden en is gestopt.");
	CHECK_NUMBER(status, 128 + SIGKILL);
	close(alive[1]);
	CHECK_NUMBER(read(alive[0], &byte, 1), 0);
	close(alive[0]);
}

TEST(what_it_leaves_running_is_not_waited_for)
{
	CHECK_NUMBER(run("sleep 1000 & echo $!"), OK); /* it holds both streams */
	CHECK_NUMBER(status, 0);
	CHECK_NUMBER(kill((pid_t)atoi(str_text(&out)), SIGKILL), 0);
}

TEST(it_gets_plain_signals_and_no_files_of_ours)
{
	sigset_t usr, before;
	int fd = open("/dev/null", O_RDONLY); /* without O_CLOEXEC, as a careless library has it */
	sigemptyset(&usr);
	sigaddset(&usr, SIGUSR1);
	sigprocmask(SIG_BLOCK, &usr, &before);
	void (*pipe_before)(int) = signal(SIGPIPE, SIG_IGN);
	CHECK_NUMBER(run("sed -n 's/^Sig\\(Blk\\|Ign\\):\t//p' /proc/self/status; ls /proc/$$/fd; true"), OK);
	char *rest = NULL;
	unsigned long long libc_keeps = 3ull << 31; /* the two that glibc keeps for itself (32, 33) stay as whoever started us had them */
	CHECK_NUMBER(strtoull(str_text(&out), &rest, 16), 0);
	CHECK_NUMBER(strtoull(rest, &rest, 16) & ~libc_keeps, 0);
	CHECK_TEXT(rest, "\n0\n1\n2\n");
	signal(SIGPIPE, pipe_before);
	sigprocmask(SIG_SETMASK, &before, NULL);
	close(fd);
}

TEST(ignored_children_still_tell_their_end)
{
	void (*before)(int) = signal(SIGCHLD, SIG_IGN);
	CHECK_NUMBER(run("exit 5"), OK);
	CHECK_NUMBER(status, 5);
	CHECK(signal(SIGCHLD, before) == SIG_IGN);
}

static void on_alarm(int number)
{
	(void)number;
}

TEST(interruptions)
{
	struct sigaction often = {.sa_handler = on_alarm}, before; /* no SA_RESTART */
	sigaction(SIGUSR1, &often, &before);
	CHECK_NUMBER(run("for i in 1 2 3 4 5 6 7 8 9; do kill -USR1 $PPID; echo $i; done; exit 6"), OK);
	CHECK_NUMBER(status, 6);
	CHECK_TEXT(str_text(&out), "1\n2\n3\n4\n5\n6\n7\n8\n9\n");
	sigaction(SIGUSR1, &before, NULL);
}

/* The last one, as there is no way back. */
/* What it printed in `name` of the scratch folder, once it is whole: it ends its last line; "" after a minute. */
static const char *printed_in(const char *name)
{
	static char text[512];
	for (int tries = 0; tries < 600; tries++) {
		FILE *f = fopen(name, "r");
		size_t n = f ? fread(text, 1, sizeof text - 1, f) : 0;
		if (f)
			fclose(f);
		text[n] = '\0';
		if (n && text[n - 1] == '\n')
			return text;
		usleep(100000);
	}
	return "";
}

/* Field 4 to 7 of its /proc/…/stat: parent, group, session, terminal. */
TEST(one_that_is_left)
{
	char name[300], line[1000];
	int parent = -1, group = -1, session = -1, terminal = -1;
	size_t before = open_files();
	snprintf(name, sizeof name, "%s/left-%d", getenv("SCRATCH") ? getenv("SCRATCH") : "/tmp", (int)getpid());
	snprintf(line, sizeof line, "read x; { sed 's/.*) . //' /proc/self/stat | cut -d' ' -f1-4; ls /proc/self/fd | wc -l; nice; pwd; } | tr '\\n' ' ' "
	         ">'%s'; echo >>'%s'", name, name);
	const char *argv[] = {"sh", "-c", line, NULL};
	e = (struct err){0};
	signal(SIGCHLD, SIG_IGN);
	CHECK_NUMBER(proc_leave(argv, "/usr", &e), OK);
	signal(SIGCHLD, SIG_DFL);
	CHECK_NUMBER(open_files(), before);
	CHECK(waitpid(-1, NULL, WNOHANG) < 0 && errno == ECHILD); /* nobody's child here: it can't become a zombie of ours */
	const char *got = printed_in(name);
	CHECK_NUMBER(sscanf(got, "%d %d %d %d", &parent, &group, &session, &terminal), 4);
	CHECK(session != getsid(0));
	CHECK(group != getpgrp());
	CHECK_NUMBER(terminal, 0);
	CHECK(strstr(got, " 4 10 /usr ")); /* three standard files and the folder that ls reads, less urgent, in its folder */
	unlink(name);
	const char *none[] = {"buurtplan-bestaat-niet", NULL};
	CHECK_NUMBER(proc_leave(none, NULL, &e), ERR_IO);
	CHECK_TEXT(e.text, "Het programma buurtplan-bestaat-niet kan niet worden gestart: het bestaat niet.");
	CHECK_NUMBER(proc_leave(argv, "/bestaat/niet", &e), ERR_IO);
}

TEST(z_closed_for_good)
{
	proc_close();
	CHECK_NUMBER(run("touch \"$SCRATCH/gestart\""), ERR_IO);
	CHECK(strstr(e.text, "is niet gestart"));
	CHECK_NUMBER(status, 0);
	const char *argv[] = {"true", NULL};
	CHECK_NUMBER(proc_leave(argv, NULL, &e), ERR_IO);
	const char *scratch = getenv("SCRATCH");
	char path[512];
	snprintf(path, sizeof path, "%s/gestart", scratch ? scratch : "/tmp");
	CHECK(access(path, F_OK) != 0);
	str_free(&out);
	str_free(&talk);
}
