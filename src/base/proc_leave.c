#include "base/proc_internal.h"

#include "base/io.h"
#include "base/taal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LESS_URGENT = 10 };

static int set_files(posix_spawn_file_actions_t *files, const char *dir)
{
	int why = 0;
	for (int fd = STDIN_FILENO; !why && fd <= STDERR_FILENO; fd++)
		why = posix_spawn_file_actions_addopen(files, fd, "/dev/null", O_RDWR, 0);
	if (!why)
		why = posix_spawn_file_actions_addclosefrom_np(files, STDERR_FILENO + 1);
	return why || !dir ? why : posix_spawn_file_actions_addchdir_np(files, dir);
}

/* In a process that ends at once, so that the program goes to init, who waits for it.  Gives errno. */
static int spawn(const char *const argv[], const char *dir)
{
	posix_spawn_file_actions_t files;
	pid_t pid;
	setsid();
	if (nice(LESS_URGENT) < 0)
		errno = 0; /* then it is as urgent as we are */
	int why = posix_spawn_file_actions_init(&files);
	if (!why)
		why = set_files(&files, dir);
	return why ? why : proc_spawn(&pid, argv, &files);
}

static int leave(const char *const argv[], const char *dir)
{
	int status = 0;
	pid_t between = fork();
	if (between < 0)
		return errno;
	if (between == 0)
		_exit(spawn(argv, dir));
	while (waitpid(between, &status, 0) < 0)
		if (errno != EINTR)
			return errno;
	return WIFEXITED(status) ? WEXITSTATUS(status) : EINTR;
}

enum code proc_leave(const char *const argv[], const char *dir, struct err *e)
{
	if (proc_is_closed())
		return proc_refuse(argv[0], e);
	struct sigaction before, plain = {.sa_handler = SIG_DFL}; /* as proc_run */
	sigaction(SIGCHLD, &plain, &before);
	int why = leave(argv, dir);
	sigaction(SIGCHLD, &before, NULL);
	return why ? err_set(e, ERR_IO, _("Het programma %.300s kan niet worden gestart: %s."), argv[0], io_words(why)) : OK;
}
