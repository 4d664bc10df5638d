#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* vsnprintf may cut inside a character: take the torn rest away. */
static void cut_to_whole_character(char *s)
{
	size_t n = strlen(s), back = 0;
	while (back < 3 && back < n && ((unsigned char)s[n - 1 - back] & 0xc0) == 0x80)
		back++;
	if (back == n)
		return;
	unsigned char lead = (unsigned char)s[n - 1 - back];
	size_t want = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
	if (want > back + 1)
		s[n - 1 - back] = '\0';
}

static enum code fill(struct err *e, enum code code, int line, int column, const char *fmt, va_list ap)
{
	if (!e)
		return code;
	char text[sizeof e->text]; /* the arguments may stand in `e` itself */
	int n = vsnprintf(text, sizeof text, fmt, ap);
	if (n >= (int)sizeof text)
		cut_to_whole_character(text);
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
