/* The one place where another program is started, and the switch that ends that for good.
 *
 * What a child gets of us: its three standard files, the environment and the folder; no other descriptor, every
 * signal as it is by default and none of them blocked.  It leads a process group of its own, so that it can be ended
 * with all that it started. */
#ifndef BASE_PROC_H
#define BASE_PROC_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

enum { PROC_MOST = 4 << 20 }; /* bytes that are taken from one stream */

/* Runs `argv` (argv[0] looked up in PATH; NULL behind the last) in `dir` (NULL: here) with `input` on its stdin, and
 * waits.  What it prints is added to `out`, what it says on stderr to `talk`; either may be NULL: thrown away.  *status is
 * its exit code, 128+n where signal n ended it, and 0 where it did not run.  What it leaves running is not waited for.
 *
 * ERR_BUSY: it took longer than `seconds` and was killed with its whole group.  ERR_IO: it can't be started, proc_close
 * was called, or it printed more than PROC_MOST (and was killed; of `talk` the rest is thrown away). */
MUST_USE enum code proc_run(const char *const argv[], const char *dir, const char *input, size_t len, int seconds,
                            int *status, struct str *out, struct str *talk, struct err *e);

/* The same for a program that a person works with: it gets our terminal (stdin, stdout and stderr as they are, and the keys
 * that send signals) and gives it back at its end, however long that takes.  Where it stops (Ctrl-Z) it goes on at once.  A SIGHUP or
 * SIGTERM that the caller has blocked is passed on as SIGHUP, waits for the caller, and the program has 5 seconds. */
MUST_USE enum code proc_run_terminal(const char *const argv[], int *status, struct err *e);

/* Starts it, and leaves it: it is nobody's child here, has a session of its own, no terminal, nothing to read and nowhere to
 * print, lets others go first (nice), and goes on when we end.  ERR_IO: it can't be started, or proc_close was called. */
MUST_USE enum code proc_leave(const char *const argv[], const char *dir, struct err *e);

/* From here on nothing is started any more. */
void proc_close(void);
bool proc_is_closed(void);

#endif
