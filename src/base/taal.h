/* The texts a person reads.  They stand in the code in Dutch, marked `_("…")`, or `N_("…")` in a table that is filled in
 * when the program is compiled, so that every one of them can be found; Dutch is the language of the program. */
#ifndef BASE_TAAL_H
#define BASE_TAAL_H

#define _(text) text
#define N_(text) text

#endif
