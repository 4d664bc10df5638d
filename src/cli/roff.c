#include "cli/roff.h"

#include <string.h>

/* How a byte is written that means something to roff, or that it would draw as another sign; NULL: as it is. */
static const char *escape_of(char c)
{
	switch (c) {
	case '\\':
		return "\\(rs";
	case '-':
		return "\\-";
	case '\'':
		return "\\(aq";
	case '"':
		return "\\(dq";
	case '`':
		return "\\(ga";
	case '^':
		return "\\(ha";
	case '~':
		return "\\(ti";
	case '\n':
		return " ";
	default:
		return NULL;
	}
}

void roff_add(struct str *out, const char *text)
{
	bool line_begins = out->len == 0 || out->p[out->len - 1] == '\n';
	if (line_begins && *text == '.')
		str_add_text(out, "\\&");
	for (; *text; text++) {
		const char *escape = escape_of(*text);
		if (escape)
			str_add_text(out, escape);
		else
			str_add_char(out, *text);
	}
}

void roff_macro(struct str *out, const char *name, const char *text)
{
	str_addf(out, ".%s", name);
	if (text) {
		str_add_text(out, " \"");
		roff_add(out, text);
		str_add_char(out, '"');
	}
	str_add_char(out, '\n');
}

void roff_paragraphs(struct str *out, const char *text)
{
	for (bool first = true; *text; first = false) {
		size_t len = strcspn(text, "\n");
		struct str one = {0};
		str_add(&one, text, len);
		if (len && !first)
			str_add_text(out, ".sp\n");
		if (len) {
			roff_add(out, one.p);
			str_add_char(out, '\n');
		}
		str_free(&one);
		text += len + (text[len] == '\n');
	}
}

void roff_tag(struct str *out, const char *name, const char *rest)
{
	str_add_text(out, ".TP\n\\fB");
	roff_add(out, name);
	str_add_text(out, "\\fR");
	if (rest && *rest) {
		str_add_text(out, " \\fI");
		roff_add(out, rest);
		str_add_text(out, "\\fR");
	}
	str_add_char(out, '\n');
}
