#include "base/proc_internal.h"

#include "base/io.h"
#include "base/taal.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Static, as it is about the process as a whole: a way around it would be a hole.  It goes from false to true, once. */
static bool closed;

void proc_close(void)
{
	closed = true;
}

bool proc_is_closed(void)
{
	return closed;
}

enum code proc_refuse(const char *name, struct err *e)
{
	return err_set(e, ERR_IO, _("Buurtplan start hier geen andere programma's; %.300s is niet gestart."), name);
}

enum end { END_OUT, END_TALK, END_PID, ENDS };

struct child {
	pid_t pid;                /* 0: not started */
	int input;                /* what it will read */
	int writes[2];            /* the ends of the pipes that it writes in, closed here once it runs */
	struct pollfd reads[ENDS];/* our ends, and the process itself; -1 once that is over */
	struct str *into[2];      /* out, talk */
};

int64_t proc_now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * (int64_t)1000 + t.tv_nsec / 1000000;
}

static void close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* A file in memory: unlike a pipe it needs nobody who goes on filling it.  Gives errno. */
static int open_input(int *fd, const char *input, size_t len)
{
	*fd = len ? memfd_create("buurtplan", MFD_CLOEXEC) : open("/dev/null", O_RDONLY | O_CLOEXEC);
	if (*fd < 0)
		return errno;
	int why = len ? io_write_all(*fd, input, len) : 0;
	return !why && lseek(*fd, 0, SEEK_SET) < 0 && len ? errno : why;
}

static int open_output(struct child *c, enum end i)
{
	int ends[2];
	if (pipe2(ends, O_CLOEXEC) < 0)
		return errno;
	c->reads[i] = (struct pollfd){.fd = ends[0], .events = POLLIN};
	c->writes[i] = ends[1];
	return fcntl(ends[0], F_SETFL, O_NONBLOCK) < 0 ? errno : 0;
}

static int set_attributes(posix_spawnattr_t *how)
{
	sigset_t all, none;
	sigfillset(&all);
	sigemptyset(&none);
	int why = posix_spawnattr_setflags(how, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
	if (!why)
		why = posix_spawnattr_setpgroup(how, 0);
	if (!why)
		why = posix_spawnattr_setsigdefault(how, &all);
	return why ? why : posix_spawnattr_setsigmask(how, &none);
}

int proc_spawn(pid_t *pid, const char *const argv[], const posix_spawn_file_actions_t *files)
{
	posix_spawnattr_t how;
	int why = posix_spawnattr_init(&how);
	if (why)
		return why;
	why = set_attributes(&how);
	if (!why)
		why = posix_spawnp(pid, argv[0], files, &how, (char *const *)argv, environ);
	posix_spawnattr_destroy(&how);
	return why;
}

static int set_files(posix_spawn_file_actions_t *files, const struct child *c, const char *dir)
{
	int why = posix_spawn_file_actions_adddup2(files, c->input, STDIN_FILENO);
	if (!why)
		why = posix_spawn_file_actions_adddup2(files, c->writes[END_OUT], STDOUT_FILENO);
	if (!why)
		why = posix_spawn_file_actions_adddup2(files, c->writes[END_TALK], STDERR_FILENO);
	if (!why)
		why = posix_spawn_file_actions_addclosefrom_np(files, STDERR_FILENO + 1);
	return why || !dir ? why : posix_spawn_file_actions_addchdir_np(files, dir);
}

static int spawn(struct child *c, const char *const argv[], const char *dir)
{
	posix_spawn_file_actions_t files;
	int why = posix_spawn_file_actions_init(&files);
	if (why)
		return why;
	why = set_files(&files, c, dir);
	if (!why)
		why = proc_spawn(&c->pid, argv, &files);
	posix_spawn_file_actions_destroy(&files);
	if (why)
		c->pid = 0;
	return why;
}

static int start(struct child *c, const char *const argv[], const char *dir, const char *input, size_t len)
{
	int why = open_input(&c->input, input, len);
	if (!why)
		why = open_output(c, END_OUT);
	if (!why)
		why = open_output(c, END_TALK);
	if (!why)
		why = spawn(c, argv, dir);
	close_fd(&c->input);
	close_fd(&c->writes[END_OUT]);
	close_fd(&c->writes[END_TALK]);
	if (why)
		return why;
	c->reads[END_PID] = (struct pollfd){.fd = pidfd_open(c->pid, 0), .events = POLLIN};
	return c->reads[END_PID].fd < 0 ? errno : 0;
}

/* Takes what one stream has ready; it is closed at its end.  false: it is more than may be kept. */
static bool take(struct child *c, enum end i)
{
	char buffer[1 << 14];
	struct str *into = c->into[i];
	while (c->reads[i].fd >= 0) {
		ssize_t n = read(c->reads[i].fd, buffer, sizeof buffer);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno == EAGAIN)
			break;
		if (n <= 0)
			close_fd(&c->reads[i].fd);
		else if (into && into->len + (size_t)n <= PROC_MOST)
			str_add(into, buffer, (size_t)n);
		else if (into && i == END_OUT)
			return false;
	}
	return true;
}

/* Listens until the process has ended, and takes what is there by then. */
static enum code listen_to(struct child *c, const char *name, int seconds, struct err *e)
{
	int64_t until = proc_now() + seconds * (int64_t)1000;
	while (c->reads[END_PID].fd >= 0) {
		int64_t left = until - proc_now();
		if (left <= 0)
			return err_set(e, ERR_BUSY, _("Het programma %.300s duurde langer dan %d seconden en is gestopt."), name, seconds);
		int ready = poll(c->reads, ENDS, left > INT_MAX ? INT_MAX : (int)left);
		if (ready < 0 && errno != EINTR)
			return err_set(e, ERR_IO, _("Naar het programma %.300s kan niet worden geluisterd: %s."), name, io_words(errno));
		if (ready <= 0)
			continue;
		if (c->reads[END_PID].revents)
			close_fd(&c->reads[END_PID].fd);
		if (!take(c, END_OUT) || !take(c, END_TALK))
			return err_set(e, ERR_IO, _("Het programma %.300s gaf te veel uitvoer en is gestopt."), name);
	}
	return OK;
}

/* Until it is waited for, its number belongs to nobody else. */
static int end(struct child *c, bool kill_it)
{
	int status = 0;
	if (!c->pid)
		return 0;
	if (kill_it)
		kill(-c->pid, SIGKILL);
	while (waitpid(c->pid, &status, 0) < 0 && errno == EINTR)
		;
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

static enum code run(const char *const argv[], const char *dir, const char *input, size_t len, int seconds, int *status,
		     struct str *out, struct str *talk, struct err *e)
{
	struct child c = {.input = -1, .writes = {-1, -1}, .into = {out, talk}};
	for (size_t i = 0; i < ENDS; i++)
		c.reads[i].fd = -1;
	int why = start(&c, argv, dir, input, len);
	enum code code = why ? err_set(e, ERR_IO, _("Het programma %.300s kan niet worden gestart: %s."), argv[0], io_words(why))
	                     : listen_to(&c, argv[0], seconds, e);
	*status = end(&c, code != OK);
	for (size_t i = 0; i < ENDS; i++)
		close_fd(&c.reads[i].fd);
	return code;
}

enum code proc_run(const char *const argv[], const char *dir, const char *input, size_t len, int seconds, int *status,
                   struct str *out, struct str *talk, struct err *e)
{
	*status = 0;
	if (closed)
		return proc_refuse(argv[0], e);
	/* Who started us may have left SIGCHLD ignored, and a child's end would then be forgotten before we ask. */
	struct sigaction before, plain = {.sa_handler = SIG_DFL};
	sigaction(SIGCHLD, &plain, &before);
	enum code code = run(argv, dir, input, len, seconds, status, out, talk, e);
	sigaction(SIGCHLD, &before, NULL);
	return code;
}
