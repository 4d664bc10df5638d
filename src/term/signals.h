/* Signals while the terminal is ours: blocked, but for the moments that we wait for input, and those that ask us to
 * leave also while we write to it.  The handlers set a flag, with one exception: on a line that is frozen write(2)
 * waits for ever, and then SIGHUP and SIGTERM throw away what the terminal has not taken yet. */
#ifndef TERM_SIGNALS_H
#define TERM_SIGNALS_H

#include <poll.h>
#include <stdbool.h>

/* SIGHUP, SIGTERM, SIGTSTP and SIGCONT are caught, SIGINT and SIGQUIT ignored.  SIGWINCH is only blocked: it is ncurses'. */
void signals_catch(void);
void signals_release(void);
/* poll(2) with the signals open; `timeout` in milliseconds, -1 for ever. */
int signals_poll(struct pollfd *fds, nfds_t count, int timeout);
/* Around all that writes to the terminal; they don't nest. */
void signals_write_begin(void);
void signals_write_end(void);
bool signals_take(int signal); /* has it come since it was last asked? */
/* Stop the process as Ctrl-Z in a shell does; comes back when it goes on. */
void signals_stop_here(void);

#endif
