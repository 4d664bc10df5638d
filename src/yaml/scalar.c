#include "yaml/scalar.h"

#include "base/text.h"
#include "yaml/internal.h"

#include <regex.h>
#include <string.h>

/* What YAML 1.1 and 1.2 readers turn into something other than a text (yaml.org/type, the YAML 1.2
 * core schema, PyYAML's resolver). */
static const char typed_texts[] =
	"^(~|null|Null|NULL|y|Y|n|N|yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF|=|<<"
	"|[-+]?0b[0-1_]+|[-+]?0o[0-7_]+|[-+]?0x[0-9a-fA-F_]+"
	"|[-+]?[0-9][0-9_]*"
	"|[-+]?([0-9][0-9_]*)?\\.?[0-9_]*([eE][-+]?[0-9]+)?"
	"|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?"
	"|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)"
	"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt]|[ \t]+)?.*)$";

bool scalar_is_typed(const char *text, size_t len)
{
	if (len == 0)
		return true;
	if (len > 64 || !strchr("0123456789+-.~=<nNyYtTfFoO", text[0]) || memchr(text, '\n', len))
		return false;
	char copy[65];
	memcpy(copy, text, len);
	copy[len] = '\0';
	regex_t re;
	if (regcomp(&re, typed_texts, REG_EXTENDED | REG_NOSUB))
		return true;
	bool typed = regexec(&re, copy, 0, NULL, 0) == 0;
	regfree(&re);
	return typed;
}

/* May these bytes stand in a file as they are?  (libyaml's reader; a TAB and an LF are the caller's.) */
static bool is_printable(const char *s, size_t len)
{
	for (size_t at = 0; at < len;) {
		uint32_t cp;
		at += text_decode(s + at, len - at, &cp);
		if ((cp < 0x20 && cp != '\t' && cp != '\n') || (cp >= 0x7f && cp < 0xa0) || cp == 0x2028 || cp == 0x2029 ||
		    cp == 0xfeff || cp == 0xfffe || cp == 0xffff)
			return false;
	}
	return true;
}

static bool holds(const char *s, size_t len, const char *two)
{
	return memmem(s, len, two, strlen(two)) != NULL;
}

static bool can_be_plain(const char *s, size_t len, const struct scalar_place *place)
{
	if (len == 0 || memchr(s, '\n', len) || memchr(s, '\t', len) || !is_printable(s, len))
		return false;
	if (s[0] == ' ' || s[len - 1] == ' ' || s[len - 1] == ':')
		return false;
	if (strchr(",[]{}#&*!|>'\"%@`", s[0]) || (strchr("-?:", s[0]) && (len == 1 || s[1] == ' ')))
		return false;
	if (strchr("?:", s[0]) && place->flow)
		return false;
	if (len >= 3 && (memcmp(s, "---", 3) == 0 || memcmp(s, "...", 3) == 0))
		return false;
	if (holds(s, len, ": ") || holds(s, len, " #"))
		return false;
	for (size_t i = 0; place->flow && i < len; i++)
		if (strchr(",[]{}:", s[i]))
			return false;
	return place->typed || !scalar_is_typed(s, len);
}

static bool can_be_single(const char *s, size_t len)
{
	return !memchr(s, '\n', len) && is_printable(s, len);
}

/* A literal keeps every character, but can't end in blank lines that a '-' would drop nor hold nothing at all. */
static bool can_be_literal(const char *s, size_t len, const struct scalar_place *place)
{
	size_t blank = 0;
	while (blank < len && strchr("\n ", s[blank]))
		blank++;
	return !place->flow && blank < len && is_printable(s, len);
}

static void write_single(struct str *out, const char *s, size_t len)
{
	str_add_char(out, '\'');
	for (size_t i = 0; i < len; i++) {
		if (s[i] == '\'')
			str_add_char(out, '\'');
		str_add_char(out, s[i]);
	}
	str_add_char(out, '\'');
}

static void write_double(struct str *out, const char *s, size_t len)
{
	str_add_char(out, '"');
	for (size_t at = 0; at < len;) {
		uint32_t cp;
		size_t n = text_decode(s + at, len - at, &cp);
		if (cp == '"' || cp == '\\')
			str_addf(out, "\\%c", (char)cp);
		else if (cp == '\n')
			str_add_text(out, "\\n");
		else if (cp == '\t')
			str_add_text(out, "\\t");
		else if (is_printable(s + at, n))
			str_add(out, s + at, n);
		else
			str_addf(out, cp > 0xffff ? "\\U%08X" : "\\u%04X", (unsigned)cp);
		at += n;
	}
	str_add_char(out, '"');
}

static void write_literal(struct scalar_form *out, const char *s, size_t len, const struct scalar_place *place)
{
	size_t indent = place->indent, ends = 0;
	while (ends < len && s[len - 1 - ends] == '\n')
		ends++;
	str_add_char(&out->head, '|');
	if (strchr(" \t\n", s[0])) {
		if (indent - place->parent > 9)
			indent = place->parent + 2;
		str_addf(&out->head, "%zu", indent - place->parent);
	}
	if (ends != 1)
		str_add_char(&out->head, ends ? '+' : '-');
	for (size_t at = 0; at < len;) {
		size_t end = line_end(s, len, at), text = end - at - (s[end - 1] == '\n');
		if (text) {
			str_add_times(&out->lines, ' ', indent);
			str_add(&out->lines, s + at, text);
		}
		str_add_text(&out->lines, place->eol);
		at = end;
	}
}

static enum node_style choose_style(const char *text, size_t len, enum node_style style, const struct scalar_place *place)
{
	bool lines = memchr(text, '\n', len) != NULL;
	if (style == STYLE_FOLDED)
		style = STYLE_LITERAL;
	if (style == STYLE_DOUBLE || (style == STYLE_SINGLE && can_be_single(text, len)) ||
	    (style == STYLE_LITERAL && can_be_literal(text, len, place)))
		return style;
	if (lines)
		return can_be_literal(text, len, place) ? STYLE_LITERAL : STYLE_DOUBLE;
	if (can_be_plain(text, len, place))
		return STYLE_PLAIN;
	return can_be_single(text, len) ? STYLE_SINGLE : STYLE_DOUBLE;
}

void scalar_render(struct scalar_form *out, const char *text, size_t len, enum node_style style, const struct scalar_place *place)
{
	*out = (struct scalar_form){.style = choose_style(text, len, style, place)};
	switch (out->style) {
	case STYLE_LITERAL:
		write_literal(out, text, len, place);
		break;
	case STYLE_PLAIN:
		str_add(&out->head, text, len);
		break;
	case STYLE_SINGLE:
		write_single(&out->head, text, len);
		break;
	default:
		write_double(&out->head, text, len);
		break;
	}
}

void scalar_clear(struct scalar_form *form)
{
	str_free(&form->head);
	str_free(&form->lines);
}
