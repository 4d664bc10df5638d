/* Text as people see it: UTF-8, characters (grapheme clusters), columns and lines.
 * Knows nothing of plans or terminals.  Widths are those of wcwidth(3), which is what
 * ncurses counts by; clusters are those of libunistring (u8_grapheme_breaks). */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Text is UTF-8 in this process from here on, whatever the surroundings (a locale that came along with ssh) say. */
void text_use_utf8(void);

/* Decodes the code point at `s` (`len` > 0 bytes left) into `*cp`; gives the bytes it takes.
 * Bytes that are no UTF-8 (overlong, surrogate, torn) give U+FFFD and 1. */
size_t text_decode(const char *s, size_t len, uint32_t *cp);
/* Writes `cp` as UTF-8 into `out`; gives its 1 to 4 bytes. */
size_t text_encode(uint32_t cp, char out[4]);
/* Is there nothing in it but spaces, tabs and line ends: did nobody type anything? */
bool text_is_blank(const char *s, size_t len);
/* The place of the first byte that is no UTF-8, or `len` when all is well. */
size_t text_invalid_at(const char *s, size_t len);

/* Appends a text on one line: a line end is a blank. */
void text_join_lines(struct str *out, const char *s, size_t len);

/* Makes anything harmless to draw or print: appends `s` to `out` with every control
 * character (C0, C1, DEL; TAB becomes a space), bidirectional control, zero-width or otherwise
 * invisible character (soft hyphen, fillers, selectors, tags), LS/PS, unassigned code point and
 * invalid byte replaced by a visible mark ("␛" and the like from U+2400 for C0, "·" for the
 * rest).  At most 4 combining marks a character stay; one with nothing to stand on becomes "·".
 * What glues an emoji together (ZWJ, ZWNJ, VS15, VS16, skin colours) is left out, as ncurses, wcwidth
 * and terminals each count it differently: a family is drawn as its members, side by side, and takes
 * the same columns everywhere.  So the output is for eyes only: never store it, never compare it.
 * LF becomes a mark too, unless `lines`.  Cleaning twice gives the same as cleaning once.
 * LC_CTYPE must be UTF-8 by then, or wcwidth knows nothing beyond Latin letters and the rest becomes marks. */
void text_clean(struct str *out, const char *s, size_t len, bool lines);

/* Character (cluster) boundaries, in bytes: the first after / the last before `at`, which is one itself.
 * 0 and `len` are boundaries; what goes on for more than 256 bytes without one is cut. */
size_t text_next(const char *s, size_t len, size_t at);
size_t text_previous(const char *s, size_t len, size_t at);
/* Word boundaries for Ctrl-arrows: the start of the next word after / of the word before `at`; `len` and 0 where
 * there is none.  A word is letters, digits, emoji and the apostrophes between them. */
size_t text_next_word(const char *s, size_t len, size_t at);
size_t text_previous_word(const char *s, size_t len, size_t at);

/* Columns that `s`, cleaned or not yet, takes once text_clean has made it drawable; LF counts as its mark. */
int text_width(const char *s, size_t len);
int text_string_width(const char *s);
/* The bytes of `s`, cleaned or not, that fit in `columns`, at a character boundary; `*used` (may be NULL) gets
 * their columns. */
size_t text_fit(const char *s, size_t len, int columns, int *used);

/* One line on screen of a longer text: bytes [start, end), without the LF or the blank the
 * line broke at. */
struct text_line {
	size_t start, end;
};

/* Soft wrap at words to `columns` (>= 1); a word that is too long is cut at a character, and
 * one character is never cut, be it wider than `columns`.  Between a line's end and the next one's start
 * stands the one LF or blank it broke at, or nothing.  Each LF ends a line; an empty text has one
 * empty line; a trailing LF, or a blank behind a full last line, gives a last empty line.  `*lines` is owned by the caller (free); gives their number.  Linear in `len`. */
size_t text_wrap(const char *s, size_t len, int columns, struct text_line **lines);

/* What was typed or pasted, as it is kept: CRLF, CR, NEL, LS and PS become LF, trailing
 * blank lines go (FORMAT.md), other control characters but TAB go, invalid bytes become U+FFFD.
 * No other normalisation: NFD stays NFD. */
void text_normalise(struct str *out, const char *s, size_t len);

/* Lower case, without accents and invisible characters, for searching (NFKD, casefold): NFC and NFD
 * spellings of a word, "ĳ" and "ij", ’ and ' fold alike. */
void text_fold(struct str *out, const char *s, size_t len);
/* The same with the way back: each folded byte knows the character it came from. */
struct folded {
	struct str text;
	size_t *from; /* for each byte of `text`, where in the original its character begins */
	size_t len;   /* of the original */
};
void folded_init(struct folded *out, const char *s, size_t len);
void folded_clear(struct folded *f);
/* The bytes [*start, *end) of the original that `len` > 0 folded bytes at `at` came from, whole characters with their
 * accents: what they fold to holds those bytes. */
void folded_origin(const struct folded *f, size_t at, size_t len, size_t *start, size_t *end);
/* With every accent in the one character that has it, where there is one (NFC): for comparing, never for keeping.
 * text_is_composed: is there no accent that stands by itself? */
void text_compose(struct str *out, const char *s, size_t len);
bool text_is_composed(const char *s, size_t len);

#endif
