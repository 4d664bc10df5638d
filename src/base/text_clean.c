#include "base/text.h"

#include "base/text_plain.h"

#include <string.h>
#include <unictype.h>
#include <wchar.h>

enum {
	MARK = 0xb7, /* · */
	KEYCAP = 0x20e3,
	MARKS_MOST = 4 /* combining marks a cell; ncurses holds five characters a cell and drops the rest */
};

static bool is_category(uint32_t cp, uint32_t mask)
{
	return uc_is_general_category_withtable(cp, mask);
}

/* What is drawn for one code point: itself, a blank, or a mark for what would act or hide. */
static uint32_t visible(uint32_t cp)
{
	if (cp >= 0x20 && cp < 0x7f)
		return cp;
	if (cp == '\t')
		return ' ';
	if (cp < 0x20)
		return 0x2400 + cp;
	if (cp == 0x7f)
		return 0x2421;
	if (cp > 0xa0 && cp < 0x300 && cp != 0xad)
		return cp;
	/* Default_Ignorable is: soft hyphen, zero width, bidi controls, selectors, fillers, tags. */
	if (uc_is_property_default_ignorable_code_point(cp))
		return MARK;
	int columns = wcwidth((wchar_t)cp);
	if (columns > 0)
		return cp;
	return columns == 0 && is_category(cp, UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_Lo) ? cp : MARK;
}

/* Is `cp`, behind `base` and before `next`, the glue of an emoji?  Terminals that know clusters draw less
 * columns for it than ncurses counts, the others more than they should: without it all count alike. */
static bool is_emoji_glue(uint32_t base, uint32_t cp, uint32_t next)
{
	switch (cp) {
	case 0x200c: /* ZWNJ */
	case 0x200d: /* ZWJ */
		return uc_is_property_extended_pictographic(base) && uc_is_property_extended_pictographic(next);
	case 0xfe0e: /* VS15 and VS16: as text, as picture */
	case 0xfe0f:
		return base < 0x80 ? next == KEYCAP && uc_is_property_emoji(base) : uc_is_property_emoji(base);
	default: /* the five skin colours */
		return cp >= 0x1f3fb && cp <= 0x1f3ff && uc_is_property_extended_pictographic(base);
	}
}

static void add_code_point(struct str *out, uint32_t cp)
{
	char encoded[4];
	if (out)
		str_add(out, encoded, text_encode(cp, encoded));
}

/* Cleans the code points of one cluster into `out` (NULL: only counts); gives the columns. */
static int clean_cluster(struct str *out, const char *s, size_t len, bool lines)
{
	uint32_t cp, next, base = 0;
	int columns = 0, marks = 0;
	for (size_t at = 0, n; at < len; at += n) {
		n = text_decode(s + at, len - at, &cp);
		next = 0;
		if (at + n < len)
			text_decode(s + at + n, len - at - n, &next);
		if (cp == '\n' && lines) {
			add_code_point(out, cp);
			continue;
		}
		if (is_emoji_glue(base, cp, next))
			continue;
		bool torn = cp == 0xfffd && n == 1, skin = cp >= 0x1f3fb && cp <= 0x1f3ff;
		uint32_t shown = torn || skin ? MARK : visible(cp);
		int width = shown < 0x300 ? 1 : wcwidth((wchar_t)shown);
		if (width == 0 && (base == 0 || base == MARK)) { /* nothing to stand on: it would change the text before ours */
			shown = MARK;
			width = 1;
		}
		if (width == 0 && ++marks > MARKS_MOST)
			continue;
		if (width > 0) {
			base = shown;
			marks = 0;
			columns += width;
		}
		add_code_point(out, shown);
	}
	return columns;
}

/* The end of the run of whole plain characters from `at`. */
static size_t plain_run(const char *s, size_t len, size_t at, int *columns)
{
	for (size_t n; at < len && (n = text_plain(s + at, len - at)) > 0 && text_plain_ends(s, len, at + n); at += n)
		++*columns;
	return at;
}

void text_clean(struct str *out, const char *s, size_t len, bool lines)
{
	int columns = 0;
	str_add(out, "", 0);
	for (size_t at = 0; at < len;) {
		size_t end = plain_run(s, len, at, &columns);
		str_add(out, s + at, end - at);
		at = end;
		if (at < len) {
			end = text_next(s, len, at);
			clean_cluster(out, s + at, end - at, lines);
			at = end;
		}
	}
}

int text_width(const char *s, size_t len)
{
	int columns = 0;
	for (size_t at = 0; at < len;) {
		at = plain_run(s, len, at, &columns);
		if (at < len) {
			size_t end = text_next(s, len, at);
			columns += clean_cluster(NULL, s + at, end - at, false);
			at = end;
		}
	}
	return columns;
}

int text_string_width(const char *s)
{
	return text_width(s, strlen(s));
}

size_t text_fit(const char *s, size_t len, int columns, int *used)
{
	int sum = 0;
	size_t at = 0;
	while (at < len) {
		size_t end = text_next(s, len, at);
		int width = text_width(s + at, end - at);
		if (sum + width > columns)
			break;
		sum += width;
		at = end;
	}
	if (used)
		*used = sum;
	return at;
}
