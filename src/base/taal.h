/* The texts a person reads, and the language they are in.  They stand in the code in Dutch, so that every one of them can be
 * found: _("…") where one is shown, N_("…") in a table, whose reader shows it by _(row->text).  English is one table
 * (taal_en.c); a text that has no row there stays Dutch.
 *
 * What goes on the record is Dutch always: it is made between taal_dutch_begin and taal_dutch_end.
 *
 * The language is state of the process, as a locale is: chosen once, before the first text. */
#ifndef BASE_TAAL_H
#define BASE_TAAL_H

#include <stdbool.h>

#define _(text) taal(text)
#define N_(text) text

/* The text in the chosen language; `dutch` itself where that is Dutch.  Borrowed, and lasting.  "" and NULL stay what they are. */
const char *taal(const char *dutch) __attribute__((format_arg(1)));

/* "nl" or "en"; false, and nothing changed, for any other. */
bool taal_choose(const char *code);
/* What LANGUAGE asks for (a list, "en_GB:nl": the first that we have); Dutch where it says nothing.  LANG is not looked at: what
 * comes along with ssh is the language of somebody's computer, not of the plans. */
void taal_choose_from_environment(void);

/* Dutch from here on, until the end; may be nested. */
void taal_dutch_begin(void);
void taal_dutch_end(void);

#endif
