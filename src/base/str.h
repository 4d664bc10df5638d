/* A growable text: bytes with a NUL behind them that does not count.
 * `struct str s = {0};` is the empty text; `p` is NULL until something is added. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

struct str {
	char *p;
	size_t len, room;
};

void str_add(struct str *s, const char *bytes, size_t len);
void str_add_text(struct str *s, const char *text); /* up to its NUL */
void str_add_char(struct str *s, char c);
void str_add_times(struct str *s, char c, size_t times);
void str_addf(struct str *s, const char *fmt, ...) PRINTF(2, 3);
void str_splice(struct str *s, size_t at, size_t gone, const char *bytes, size_t len); /* replace `gone` bytes at `at` */
void str_clear(struct str *s);              /* empty, memory kept */
void str_free(struct str *s);
char *str_take(struct str *s);              /* the bytes leave as an owned text, never NULL; `s` is empty */
const char *str_text(const struct str *s);  /* never NULL; borrowed */
bool str_is(const struct str *s, const char *text);

/* Two pieces of bytes alike? */
bool bytes_equal(const char *a, size_t alen, const char *b, size_t blen);

#endif
