/* The screens: what a person sees, on the sitting of src/session.  Knows the terminal through src/term only. */
#ifndef SCREENS_SCREENS_H
#define SCREENS_SCREENS_H

/* Opens the screens on the record in `dir` and stays until the person stops.  `als` is "Naam <adres>" or NULL.
 * Gives the exit code. */
int screens_run(const char *dir, const char *als);

#endif
