#include "base/text.h"

#include "base/text_plain.h"

#include <assert.h>
#include <langinfo.h>
#include <locale.h>
#include <string.h>
#include <unictype.h>
#include <unigbrk.h>
#include <unistr.h>

enum {
	REPLACEMENT = 0xfffd,
	CLUSTER_MOST = 256, /* bytes: what goes on longer without a boundary is cut, so that no text is quadratic */
	ANCHOR_MOST = 4096
};

static const uint8_t *bytes(const char *s)
{
	return (const uint8_t *)s;
}

void text_use_utf8(void)
{
	if (!setlocale(LC_CTYPE, "") || strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		setlocale(LC_CTYPE, "C.UTF-8");
}

size_t text_decode(const char *s, size_t len, uint32_t *cp)
{
	unsigned char lead = (unsigned char)s[0];
	if (lead < 0x80) {
		*cp = lead;
		return 1;
	}
	int n = u8_mbtoucr(cp, bytes(s), len);
	if (n > 0)
		return (size_t)n;
	*cp = REPLACEMENT;
	return 1;
}

size_t text_encode(uint32_t cp, char out[4])
{
	int n = u8_uctomb((uint8_t *)out, cp, 4);
	assert(n > 0 && "a surrogate or beyond U+10FFFF");
	return (size_t)n;
}

void text_join_lines(struct str *out, const char *s, size_t len)
{
	size_t start = out->len;
	str_add(out, s, len);
	for (size_t i = start; i < out->len; i++)
		if (out->p[i] == '\n')
			out->p[i] = ' ';
}

bool text_is_blank(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (s[i] != ' ' && s[i] != '\t' && s[i] != '\r' && s[i] != '\n')
			return false;
	return true;
}

size_t text_invalid_at(const char *s, size_t len)
{
	const uint8_t *bad = len ? u8_check(bytes(s), len) : NULL;
	return bad ? (size_t)(bad - bytes(s)) : len;
}

static bool is_continuation(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

/* At most `most` bytes, not ending inside a code point. */
static size_t window(const char *s, size_t len, size_t most)
{
	if (len <= most)
		return len;
	size_t n = most;
	while (n > 0 && is_continuation(s[n]))
		n--;
	return n ? n : most;
}

/* The end of the cluster that starts the text, of which `len` > 0.  u8_grapheme_next would cut a family in
 * three; u8_grapheme_breaks is right, and its rules only look back, so a window of the text will do. */
static size_t cluster_end(const char *s, size_t len)
{
	char breaks[CLUSTER_MOST];
	for (size_t most = 32;; most = CLUSTER_MOST) {
		size_t n = window(s, len, most);
		u8_grapheme_breaks(bytes(s), n, breaks);
		for (size_t i = 1; i < n; i++) {
			if (breaks[i])
				return i;
		}
		if (n == len || most == CLUSTER_MOST)
			return n;
	}
}

size_t text_next(const char *s, size_t len, size_t at)
{
	if (at >= len)
		return len;
	if (s[at] == '\n')
		return at + 1;
	size_t plain = text_plain(s + at, len - at);
	if (plain && text_plain_ends(s, len, at + plain))
		return at + plain;
	return at + cluster_end(s + at, len - at);
}

/* The start of the code point (or stray byte) that ends at `at` > 0. */
static size_t step_back(const char *s, size_t at, uint32_t *cp)
{
	size_t start = at - 1;
	while (start > 0 && at - start < 4 && is_continuation(s[start]))
		start--;
	if (text_decode(s + start, at - start, cp) == at - start)
		return start;
	*cp = REPLACEMENT;
	return at - 1;
}

static bool is_alone(uint32_t cp)
{
	return (cp >= 0x20 && cp < 0x7f) || uc_graphemeclusterbreak_property(cp) == GBP_OTHER;
}

/* A boundary before the last code point of s[0, at), so sure that no context can change it: between two
 * characters that combine with nothing, or after a LF.  Flags pair up from the start of their run. */
static size_t anchor(const char *s, size_t at)
{
	uint32_t cp, before;
	size_t start = step_back(s, at, &cp);
	while (start > 0 && at - start < ANCHOR_MOST) {
		size_t previous = step_back(s, start, &before);
		if (before == '\n' || (is_alone(before) && is_alone(cp)))
			break;
		start = previous;
		cp = before;
	}
	return start;
}

size_t text_previous(const char *s, size_t len, size_t at)
{
	if (at > len)
		at = len;
	if (at == 0)
		return 0;
	if (at >= 2 && text_plain(s + at - 1, 1) && (unsigned char)s[at - 2] < 0x80)
		return at - 1;
	size_t start = anchor(s, at);
	for (;;) {
		size_t next = text_next(s, at, start);
		if (next >= at)
			return start;
		start = next;
	}
}

/* Letters, digits, emoji; an apostrophe belongs to its word: "zo'n", "foto’s". */
static bool in_word(const char *s, size_t len, size_t at)
{
	uint32_t cp;
	text_decode(s + at, len - at, &cp);
	if (cp == '\'' || cp == '_' || cp == 0x2019)
		return true;
	if (cp < 0x80)
		return (cp >= '0' && cp <= '9') || ((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z');
	return !uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_P | UC_CATEGORY_MASK_Z | UC_CATEGORY_MASK_C);
}

size_t text_next_word(const char *s, size_t len, size_t at)
{
	while (at < len && in_word(s, len, at))
		at = text_next(s, len, at);
	while (at < len && !in_word(s, len, at))
		at = text_next(s, len, at);
	return at < len ? at : len;
}

size_t text_previous_word(const char *s, size_t len, size_t at)
{
	size_t start = at < len ? at : len;
	bool inside = false;
	while (start > 0) {
		size_t previous = text_previous(s, len, start);
		if (in_word(s, len, previous))
			inside = true;
		else if (inside)
			break;
		start = previous;
	}
	return start;
}
