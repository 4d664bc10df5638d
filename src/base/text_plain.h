/* Inside src/base only: the fast path of text.  Most text is ASCII with an é and a dash here and there; for
 * those neither the cluster tables nor wcwidth need to be asked. */
#ifndef BASE_TEXT_PLAIN_H
#define BASE_TEXT_PLAIN_H

#include <stddef.h>

/* The bytes (1 to 3) of the plain character at `s` (`len` > 0 left), or 0: plain is one column wide, never a
 * part of a cluster of more, nothing to clean: U+20–7E, U+A1–2FF but the soft hyphen, U+2010–2027. */
static inline size_t text_plain(const char *s, size_t len)
{
	const unsigned char *u = (const unsigned char *)s;
	if (u[0] < 0x80)
		return u[0] >= 0x20 && u[0] != 0x7f;
	if (len >= 2 && u[0] >= 0xc2 && u[0] <= 0xcb && (u[1] & 0xc0) == 0x80)
		return u[0] == 0xc2 && (u[1] == 0xad || u[1] <= 0xa0) ? 0 : 2;
	return len >= 3 && u[0] == 0xe2 && u[1] == 0x80 && u[2] >= 0x90 && u[2] <= 0xa7 ? 3 : 0;
}

/* Does a cluster certainly end after the plain character that stands before `at`? */
static inline int text_plain_ends(const char *s, size_t len, size_t at)
{
	return at == len || (unsigned char)s[at] < 0x80 || text_plain(s + at, len - at) > 0;
}

#endif
