#include "store/internal.h"

#include "base/taal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
	STALE_SECONDS = 10,    /* a foreign git holds a branch's lock for milliseconds; nobody ever removes one that was left behind */
	PATIENCE = 10000,      /* ms that a write tries in all */
	LAST_PATIENCE = 1000,  /* ms that its last try may still wait for the others */
	NO_PATIENCE = 50,      /* ms that a write waits that may as well be missed */
	TRIES_MOST = 20
};

int64_t store_now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * (int64_t)1000 + t.tv_nsec / 1000000;
}

void store_sleep(int64_t microseconds, const sigset_t *signals)
{
	struct timespec t = {.tv_sec = microseconds / 1000000, .tv_nsec = microseconds % 1000000 * 1000};
	ppoll(NULL, 0, &t, signals);
}

/* Never removed, so that all lock the same file; its name doesn't end in .lock, which git would take for its own.
 * Who may write in the folder but not in this file can still lock it. */
static int open_lock_file(const struct store *s)
{
	struct str path = {0};
	str_addf(&path, "%s/buurtplan-bewaren", s->common);
	int fd = open(path.p, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
	if (fd < 0 && errno == EACCES)
		fd = open(path.p, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	str_free(&path);
	return fd;
}

/* Who has waited longer looks more often, so that nobody is passed over for ever.  The signals that are held back
 * come through while we sleep. */
static int wait_for(const struct store_lock *lock, int64_t until)
{
	int64_t start = store_now();
	for (;;) {
		if (flock(lock->fd, LOCK_EX | LOCK_NB) == 0)
			return 0;
		int error = errno;
		int64_t now = store_now();
		if (error != EWOULDBLOCK && error != EINTR)
			return error;
		if (now >= until)
			return EWOULDBLOCK;
		int64_t pause = 4000 / (1 + (now - start) / 250);
		store_sleep(pause > 250 ? pause : 250, &lock->signals);
	}
}

static void hold_signals(sigset_t *before)
{
	static const int numbers[] = {SIGWINCH, SIGTSTP, SIGCHLD, SIGHUP, SIGTERM, SIGINT};
	sigset_t held;
	sigemptyset(&held);
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		sigaddset(&held, numbers[i]);
	sigprocmask(SIG_BLOCK, &held, before);
}

static enum code refuse(int error, const struct store *s, struct err *e)
{
	if (error == EWOULDBLOCK)
		return err_set(e, ERR_BUSY, _("Iemand anders is aan het bewaren, en dat duurt te lang. "
					      "Er is niets bewaard; probeer het zo opnieuw."));
	if (error == EACCES || error == EPERM || error == EROFS)
		return err_set(e, ERR_IO, _("In de map %s mag u niet schrijven. Er is niets bewaard; "
					    "vraag de beheerder om de rechten."), s->dir);
	if (error == ENOSPC || error == EDQUOT)
		return err_set(e, ERR_IO, _("Er is niets bewaard: de schijf is vol. Maak ruimte, of vraag dat de "
					    "beheerder, en probeer het dan opnieuw."));
	return err_set(e, ERR_IO, _("De map %s kan niet in gebruik worden genomen (fout %d). Er is niets bewaard; "
				    "waarschuw de beheerder."), s->dir, error);
}

enum code store_lock_take(const struct store *s, struct store_lock *out, int64_t until, struct err *e)
{
	out->umask = store_umask_begin(s);
	hold_signals(&out->signals);
	out->fd = open_lock_file(s);
	int error = out->fd < 0 ? errno : wait_for(out, until);
	if (error == 0)
		return OK;
	store_lock_drop(out);
	return refuse(error, s, e);
}

void store_lock_drop(struct store_lock *lock)
{
	if (lock->fd >= 0)
		close(lock->fd);
	umask(lock->umask);
	sigprocmask(SIG_SETMASK, &lock->signals, NULL);
}

/* Removes the lock file of `ref` itself where a killed process left it; with our lock held. */
static void heal(const struct store *s, const char *ref)
{
	struct stat st;
	struct timespec now;
	struct str path = {0};
	str_addf(&path, "%s/%s.lock", s->common, ref);
	clock_gettime(CLOCK_REALTIME, &now);
	if (lstat(path.p, &st) == 0 && S_ISREG(st.st_mode) && now.tv_sec - st.st_mtim.tv_sec >= STALE_SECONDS)
		unlink(path.p);
	str_free(&path);
}

/* Twice as long each time, up to a second and a bit of chance: 20 tries span the whole of PATIENCE, and the last
 * comes at its end, when a lock that stood there at the start is old enough to be removed. */
static void back_off(int tries, int64_t until)
{
	int64_t base = tries < 10 ? 1 << tries : 1000, now = store_now();
	int64_t pause = base + (now * 7919 + getpid()) % (base / 2 + 1);
	if (pause > until - now)
		pause = until - now;
	store_sleep((pause + 5) * 1000, NULL);
}

static enum code try_until(const struct store *s, const char *ref, int64_t until, store_once *once, void *ctx, enum store_trouble *trouble,
                           struct err *e)
{
	struct store_lock lock;
	enum code code = store_lock_take(s, &lock, until, e);
	if (code != OK)
		return code;
	heal(s, ref); /* before each try: the last one must profit too */
	code = once(ctx, trouble, e);
	store_lock_drop(&lock);
	return code;
}

enum code store_try_now(const struct store *s, const char *ref, store_once *once, void *ctx, struct err *e)
{
	enum store_trouble trouble = STORE_LASTING;
	return try_until(s, ref, store_now() + NO_PATIENCE, once, ctx, &trouble, e);
}

enum code store_try(const struct store *s, const char *ref, store_once *once, void *ctx, struct err *e)
{
	int64_t until = store_now() + PATIENCE;
	for (int tries = 1;; tries++) {
		enum store_trouble trouble = STORE_LASTING;
		int64_t last = store_now() + LAST_PATIENCE;
		enum code code = try_until(s, ref, until > last ? until : last, once, ctx, &trouble, e);
		if (code == OK || trouble != STORE_PASSING || tries == TRIES_MOST || store_now() >= until)
			return code;
		back_off(tries, until);
	}
}
