/* The commands, for scripts and administrators: words in, data on stdout, talk on stderr, an exit code.  Works
 * on the same sitting as the screens; knows no screen. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <stdbool.h>

/* Takes something for the manual: a screen by its name with what it says of itself (`is_screen`), or one of its actions, by its
 * keys. */
typedef void cli_told(void *page, const char *name, const char *text, bool is_screen);
typedef void cli_describe(cli_told *tell, void *page);

/* What the screens do for the command line, which does not know them. */
struct cli_screens {
	/* Opens them on the record in `dir`; `als` is NULL where it was not given.  Gives the exit code. */
	int (*run)(const char *dir, const char *als);
	/* Tells each screen, and behind it its actions. */
	cli_describe *describe;
};

/* Runs what the words ask for; without a command the screens.  Gives the exit code: 0 done · 1 no · 2 wrong use ·
 * 3 something broke. */
int cli_main(int argc, char *const argv[], const struct cli_screens *screens);

#endif
