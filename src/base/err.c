#include "base/err.h"

#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A precision or the end of the buffer may cut inside a character: the torn bytes go. */
static void drop_torn_characters(char *s)
{
	size_t len = strlen(s), kept = 0;
	for (size_t at = 0; at < len;) {
		uint32_t cp;
		size_t n = text_decode(s + at, len - at, &cp);
		if (cp != 0xfffd || n > 1)
			for (size_t i = 0; i < n; i++)
				s[kept++] = s[at + i];
		at += n;
	}
	s[kept] = '\0';
}

static enum code fill(struct err *e, enum code code, int line, int column, const char *fmt, va_list ap)
{
	if (!e)
		return code;
	char text[sizeof e->text]; /* the arguments may stand in `e` itself */
	vsnprintf(text, sizeof text, fmt, ap);
	drop_torn_characters(text);
	memcpy(e->text, text, sizeof text);
	e->code = code;
	e->line = line;
	e->column = column;
	return code;
}

enum code err_set(struct err *e, enum code code, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	fill(e, code, 0, 0, fmt, ap);
	va_end(ap);
	return code;
}

enum code err_at(struct err *e, enum code code, int line, int column, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	fill(e, code, line, column, fmt, ap);
	va_end(ap);
	return code;
}
