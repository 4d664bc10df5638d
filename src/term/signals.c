#include "term/signals.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

static const int caught[] = {SIGHUP, SIGTERM, SIGTSTP, SIGCONT, SIGINT, SIGQUIT};
enum { CAUGHT = sizeof caught / sizeof caught[0] };

/* Part of the one terminal: a handler can reach nothing else. */
static volatile sig_atomic_t came[CAUGHT];
static struct sigaction before[CAUGHT];
static sigset_t mask_before, mask_waiting, mask_writing;
static volatile sig_atomic_t writing;

static void note(int signal)
{
	int saved = errno;
	if (writing && (signal == SIGHUP || signal == SIGTERM))
		tcflush(STDOUT_FILENO, TCOFLUSH); /* nobody reads it, and write(2) waits for room */
	errno = saved;
	for (size_t i = 0; i < CAUGHT; i++)
		if (caught[i] == signal)
			came[i] = 1;
}

void signals_catch(void)
{
	sigset_t ours;
	sigemptyset(&ours);
	sigaddset(&ours, SIGWINCH);
	for (size_t i = 0; i < CAUGHT; i++) {
		bool ignored = caught[i] == SIGINT || caught[i] == SIGQUIT;
		struct sigaction act = {.sa_handler = ignored ? SIG_IGN : note};
		sigemptyset(&act.sa_mask);
		sigaction(caught[i], &act, &before[i]);
		came[i] = 0;
		sigaddset(&ours, caught[i]);
	}
	sigprocmask(SIG_BLOCK, &ours, &mask_before);
	mask_waiting = mask_before;
	for (size_t i = 0; i < CAUGHT; i++)
		sigdelset(&mask_waiting, caught[i]);
	sigdelset(&mask_waiting, SIGWINCH);
}

void signals_release(void)
{
	for (size_t i = 0; i < CAUGHT; i++) {
		signal(caught[i], SIG_IGN); /* one that waits is answered: we are going */
		sigaction(caught[i], &before[i], NULL);
	}
	sigprocmask(SIG_SETMASK, &mask_before, NULL);
}

void signals_write_begin(void)
{
	sigset_t leaving;
	sigemptyset(&leaving);
	sigaddset(&leaving, SIGHUP);
	sigaddset(&leaving, SIGTERM);
	writing = 1;
	sigprocmask(SIG_UNBLOCK, &leaving, &mask_writing);
}

void signals_write_end(void)
{
	sigprocmask(SIG_SETMASK, &mask_writing, NULL);
	writing = 0;
}

int signals_poll(struct pollfd *fds, nfds_t count, int timeout)
{
	struct timespec ts = {.tv_sec = timeout / 1000, .tv_nsec = timeout % 1000 * 1000000L};
	return ppoll(fds, count, timeout < 0 ? NULL : &ts, &mask_waiting);
}

bool signals_take(int signal)
{
	for (size_t i = 0; i < CAUGHT; i++) {
		if (caught[i] != signal || !came[i])
			continue;
		came[i] = 0;
		return true;
	}
	return false;
}

void signals_stop_here(void)
{
	struct sigaction standard = {.sa_handler = SIG_DFL}, ours;
	sigset_t stop;
	sigemptyset(&stop);
	sigaddset(&stop, SIGTSTP);
	sigaction(SIGTSTP, &standard, &ours);
	raise(SIGTSTP);
	sigprocmask(SIG_UNBLOCK, &stop, NULL); /* here it stops */
	sigprocmask(SIG_BLOCK, &stop, NULL);
	sigaction(SIGTSTP, &ours, NULL);
}
