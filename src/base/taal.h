/* The texts a person reads.  They stand in the code in Dutch, marked `_("…")`, so
 * that every one of them can be found; Dutch is the language of the program. */
#ifndef BASE_TAAL_H
#define BASE_TAAL_H

#define _(text) text

#endif
