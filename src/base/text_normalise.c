#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <uninorm.h>

/* Ends the text at the last line that holds more than blanks; a text of one line stays as it is. */
static void drop_blank_lines(struct str *s, size_t start)
{
	size_t end = s->len;
	for (size_t i = s->len; i > start; i--) {
		char c = s->p[i - 1];
		if (c == '\n')
			end = i - 1;
		else if (c != ' ' && c != '\t')
			break;
	}
	if (end < s->len)
		str_splice(s, end, s->len - end, NULL, 0);
}

static bool is_line_end(uint32_t cp)
{
	return cp == '\n' || cp == '\r' || cp == 0x85 || cp == 0x2028 || cp == 0x2029;
}

void text_normalise(struct str *out, const char *s, size_t len)
{
	size_t start = out->len;
	uint32_t cp;
	str_add(out, "", 0);
	for (size_t at = 0, n; at < len; at += n) {
		n = text_decode(s + at, len - at, &cp);
		if (is_line_end(cp)) {
			if (cp == '\r' && at + 1 < len && s[at + 1] == '\n')
				n = 2;
			str_add_char(out, '\n');
		} else if (cp == 0xfffd) {
			str_add_text(out, "\xef\xbf\xbd");
		} else if (cp == '\t' || !uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_Cc)) {
			str_add(out, s + at, n);
		}
	}
	drop_blank_lines(out, start);
}

/* Invalid bytes as U+FFFD: what libunistring wants. */
static void make_valid(struct str *out, const char *s, size_t len)
{
	while (len > 0) {
		size_t good = text_invalid_at(s, len);
		str_add(out, s, good);
		if (good == len)
			break;
		str_add_text(out, "\xef\xbf\xbd");
		s += good + 1;
		len -= good + 1;
	}
}

bool text_is_composed(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (s[i] == '\xcc' || (s[i] == '\xcd' && i + 1 < len && (unsigned char)s[i + 1] < 0xb0))
			return false; /* U+0300–036F */
	return true;
}

void text_compose(struct str *out, const char *s, size_t len)
{
	struct str valid = {0};
	size_t composed_len;
	make_valid(&valid, s, len);
	uint8_t *composed = u8_normalize(UNINORM_NFC, (const uint8_t *)str_text(&valid), valid.len, NULL, &composed_len);
	if (composed)
		str_add(out, (const char *)composed, composed_len);
	else
		str_add(out, s, len);
	free(composed);
	str_free(&valid);
}
