#include "plan/say.h"

#include "base/taal.h"
#include "base/text.h"

#include <string.h>

enum { QUOTE_COLUMNS = 40 };

void say_quote(struct str *out, const char *text, size_t len)
{
	const char *lf = len ? memchr(text, '\n', len) : NULL;
	size_t line = lf ? (size_t)(lf - text) : len;
	size_t fits = text_fit(text, line, QUOTE_COLUMNS, NULL);
	str_add_char(out, '\'');
	str_add(out, text, fits);
	if (fits < len)
		str_add_text(out, "…");
	str_add_char(out, '\'');
}

void say_or(struct str *out, size_t i, size_t count, const char *name)
{
	if (i > 0)
		str_add_text(out, i + 1 == count ? _(" of ") : ", ");
	str_add_text(out, name);
}

void say_capital(struct str *out, const char *word)
{
	char first = word[0];
	str_add_char(out, first >= 'a' && first <= 'z' ? (char)(first - 'a' + 'A') : first);
	str_add_text(out, word + 1);
}

void say_lower(struct str *out, const char *label)
{
	bool word = label[0] >= 'A' && label[0] <= 'Z' && !(label[1] >= 'A' && label[1] <= 'Z');
	str_add_char(out, word ? (char)(label[0] - 'A' + 'a') : label[0]);
	str_add_text(out, label + 1);
}
