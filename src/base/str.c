#include "base/str.h"

#include "base/mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void make_room(struct str *s, size_t more)
{
	if (s->len + more + 1 <= s->room)
		return;
	size_t room = s->room ? s->room : 32;
	while (room < s->len + more + 1)
		room *= 2;
	s->p = mem_resize(s->p, room, 1);
	s->room = room;
}

void str_add(struct str *s, const char *bytes, size_t len)
{
	make_room(s, len);
	if (len)
		memcpy(s->p + s->len, bytes, len);
	s->len += len;
	s->p[s->len] = '\0';
}

void str_add_text(struct str *s, const char *text)
{
	str_add(s, text, strlen(text));
}

void str_add_char(struct str *s, char c)
{
	str_add(s, &c, 1);
}

void str_add_times(struct str *s, char c, size_t times)
{
	make_room(s, times);
	memset(s->p + s->len, c, times);
	s->len += times;
	s->p[s->len] = '\0';
}

void str_addf(struct str *s, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	char none[1];
	int n = vsnprintf(none, sizeof none, fmt, ap);
	va_end(ap);
	if (n <= 0)
		return;
	make_room(s, (size_t)n);
	va_start(ap, fmt);
	vsnprintf(s->p + s->len, (size_t)n + 1, fmt, ap);
	va_end(ap);
	s->len += (size_t)n;
}

void str_splice(struct str *s, size_t at, size_t gone, const char *bytes, size_t len)
{
	make_room(s, len);
	memmove(s->p + at + len, s->p + at + gone, s->len - at - gone);
	if (len)
		memcpy(s->p + at, bytes, len);
	s->len = s->len - gone + len;
	s->p[s->len] = '\0';
}

void str_clear(struct str *s)
{
	s->len = 0;
	if (s->p)
		s->p[0] = '\0';
}

void str_free(struct str *s)
{
	free(s->p);
	*s = (struct str){0};
}

char *str_take(struct str *s)
{
	char *p = s->p ? s->p : mem_copy("", 0);
	*s = (struct str){0};
	return p;
}

const char *str_text(const struct str *s)
{
	return s->p ? s->p : "";
}

bool str_is(const struct str *s, const char *text)
{
	return bytes_equal(s->p, s->len, text, strlen(text));
}

bool bytes_equal(const char *a, size_t alen, const char *b, size_t blen)
{
	return alen == blen && (alen == 0 || memcmp(a, b, alen) == 0);
}
