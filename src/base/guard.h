/* The guard around library calls that can spin for ever (libgit2 1.5.1 on a truncated
 * object): after `GUARD_SECONDS` of this process' own CPU time the terminal is restored, the
 * prepared sentence written to stderr, and the process ends with exit code 3.  Waiting never trips it.
 *
 * What it keeps is static, as a signal handler can reach nothing else; there is one terminal and one thread. */
#ifndef BASE_GUARD_H
#define BASE_GUARD_H

#include <stddef.h>
#include <termios.h>

enum { GUARD_SECONDS = 10, GUARD_BYTES = 512 };

/* `about` is what is being read, in Dutch ("plan deltabuurt"); it is copied and cleaned.  Calls
 * nest: only the outermost counts. */
void guard_begin(const char *about);
void guard_end(void);
/* Another limit than GUARD_SECONDS, from the next outermost guard_begin on: for tests. */
void guard_limit(int seconds);
/* What to do to the terminal first: bytes to write to `fd` (at most GUARD_BYTES; copied) and the settings to restore (NULL:
 * none; copied).  Set by src/term at start, cleared (fd -1) at its end.  Also used by the crash handler, which
 * restores and dies. */
void guard_terminal(int fd, const char *bytes, size_t len, const struct termios *saved);
/* SIGSEGV, SIGBUS, SIGFPE, SIGILL and SIGABRT restore the terminal and die by the same signal. */
void guard_crashes(void);

#endif
