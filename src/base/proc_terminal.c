#include "base/proc_internal.h"

#include "base/io.h"
#include "base/taal.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LAST_SECONDS = 5 }; /* for the child when we are sent away */

/* It has the terminal before the program begins. */
static int spawn(pid_t *pid, const char *const argv[])
{
	posix_spawn_file_actions_t files;
	int why = posix_spawn_file_actions_init(&files);
	if (why)
		return why;
	why = posix_spawn_file_actions_addtcsetpgrp_np(&files, STDIN_FILENO);
	if (!why)
		why = posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
	if (!why)
		why = proc_spawn(pid, argv, &files);
	posix_spawn_file_actions_destroy(&files);
	return why;
}

/* What we are told meanwhile: of the child, and that we have to leave.  The second is looked at and not taken: it
 * waits for whoever blocked it. */
static int open_signals(struct pollfd fds[2])
{
	sigset_t child, leaving;
	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	sigemptyset(&leaving);
	sigaddset(&leaving, SIGHUP);
	sigaddset(&leaving, SIGTERM);
	fds[0] = (struct pollfd){.fd = signalfd(-1, &child, SFD_CLOEXEC | SFD_NONBLOCK), .events = POLLIN};
	fds[1] = (struct pollfd){.fd = fds[0].fd < 0 ? -1 : signalfd(-1, &leaving, SFD_CLOEXEC | SFD_NONBLOCK), .events = POLLIN};
	return fds[0].fd < 0 || fds[1].fd < 0 ? errno : 0;
}

static void close_signals(struct pollfd fds[2])
{
	for (int i = 0; i < 2; i++)
		if (fds[i].fd >= 0)
			close(fds[i].fd);
}

/* Has it ended?  One that only stopped goes on: there is no shell here to go back to. */
static bool has_ended(pid_t pid, int *status)
{
	pid_t got;
	while ((got = waitpid(pid, status, WNOHANG | WUNTRACED)) < 0 && errno == EINTR)
		;
	if (got == pid && WIFSTOPPED(*status)) {
		tcsetpgrp(STDIN_FILENO, pid);
		kill(-pid, SIGCONT);
		return false;
	}
	return got != 0;
}

/* Waits for its end.  When we are sent away it is too, with some seconds to write what it has. */
static int wait_for(pid_t pid, struct pollfd fds[2])
{
	int status = 0;
	int64_t until = 0;
	while (!has_ended(pid, &status)) {
		struct signalfd_siginfo told;
		int64_t left = until ? until - proc_now() : -1;
		if (until && left <= 0)
			kill(-pid, SIGKILL);
		if (poll(fds, until ? 1 : 2, until && left <= 0 ? 100 : (int)left) <= 0)
			continue;
		while (fds[0].revents && read(fds[0].fd, &told, sizeof told) > 0)
			;
		if (!until && fds[1].revents) {
			kill(-pid, SIGHUP);
			kill(-pid, SIGCONT);
			until = proc_now() + LAST_SECONDS * 1000;
		}
	}
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

static int run(const char *const argv[], int *status)
{
	struct pollfd fds[2];
	pid_t pid;
	int why = open_signals(fds);
	if (!why)
		why = spawn(&pid, argv);
	if (!why)
		*status = wait_for(pid, fds);
	tcsetpgrp(STDIN_FILENO, getpgrp());
	close_signals(fds);
	return why;
}

enum code proc_run_terminal(const char *const argv[], int *status, struct err *e)
{
	*status = 0;
	if (proc_is_closed())
		return proc_refuse(argv[0], e);
	struct sigaction before, plain = {.sa_handler = SIG_DFL};
	sigset_t ours, mask;
	sigemptyset(&ours);
	sigaddset(&ours, SIGCHLD);
	sigaddset(&ours, SIGTTOU); /* the terminal is taken back from the background */
	sigprocmask(SIG_BLOCK, &ours, &mask);
	sigaction(SIGCHLD, &plain, &before);
	int why = run(argv, status);
	sigaction(SIGCHLD, &before, NULL);
	sigprocmask(SIG_SETMASK, &mask, NULL);
	return !why ? OK : err_set(e, ERR_IO, _("Het programma %.300s kan niet worden gestart: %s."), argv[0], io_words(why));
}
