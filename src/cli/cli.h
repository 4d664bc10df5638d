/* The commands, for scripts and administrators: words in, data on stdout, talk on stderr, an exit code.  Works
 * on the same sitting as the screens; knows no screen. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

/* Opens the screens on the record in `dir`; `als` is NULL where it was not given.  Gives the exit code. */
typedef int cli_screens(const char *dir, const char *als);

/* Runs what the words ask for; without a command the screens.  Gives the exit code: 0 done · 1 no · 2 wrong use ·
 * 3 something broke. */
int cli_main(int argc, char *const argv[], cli_screens *screens);

#endif
