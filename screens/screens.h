/* The screens: what a person sees, on the sitting of src/session.  Knows the terminal through src/term only. */
#ifndef SCREENS_SCREENS_H
#define SCREENS_SCREENS_H

#include <stdbool.h>

/* Opens the screens on the record in `dir` and stays until the person stops.  `als` is "Naam <adres>" or NULL.
 * Gives the exit code. */
int screens_run(const char *dir, const char *als);

/* Tells each screen by its name, with what it says of itself, and behind it each of its actions by its keys: for the manual. */
void screens_describe(void (*tell)(void *page, const char *name, const char *text, bool is_screen), void *page);

#endif
