/* How text is made alike for searching.  What one code point folds to never depends on those around it: marks, the only
 * ones that a normalisation may put in another order, are left out.  So a text may be folded in pieces. */
#include "base/text.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

enum { ROOM = 512 /* bytes that a piece folds to, before it needs memory of its own */ };

static void add_without_marks(struct str *out, const char *s, size_t len)
{
	uint32_t cp;
	for (size_t at = 0, n; at < len; at += n) {
		n = text_decode(s + at, len - at, &cp);
		if (cp == 0x2018 || cp == 0x2019) /* foto’s: nobody types those */
			str_add_char(out, '\'');
		else if (cp < 0x80 || (!uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_M) &&
				  !uc_is_property_default_ignorable_code_point(cp)))
			str_add(out, s + at, n);
	}
}

/* Valid UTF-8. */
static void fold_piece(struct str *out, const char *s, size_t len)
{
	uint8_t room[ROOM];
	size_t folded_len = sizeof room;
	uint8_t *folded = u8_casefold((const uint8_t *)s, len, NULL, UNINORM_NFKD, room, &folded_len);
	if (folded)
		add_without_marks(out, (const char *)folded, folded_len);
	if (folded != room)
		free(folded);
}

static bool is_ascii(char c)
{
	return (unsigned char)c < 0x80;
}

static void fold_ascii(struct str *out, const char *s, size_t len)
{
	size_t start = out->len;
	str_add(out, s, len);
	for (size_t i = start; i < out->len; i++)
		if (out->p[i] >= 'A' && out->p[i] <= 'Z')
			out->p[i] |= 0x20;
}

/* The bytes at the start that are ASCII, or that are not. */
static size_t stretch(const char *s, size_t len, bool ascii)
{
	size_t n = 0;
	while (n < len && is_ascii(s[n]) == ascii)
		n++;
	return n;
}

static void fold_other(struct str *out, const char *s, size_t len)
{
	while (len > 0) {
		size_t good = text_invalid_at(s, len);
		if (good > 0)
			fold_piece(out, s, good);
		if (good == len)
			return;
		str_add_text(out, "\xef\xbf\xbd");
		s += good + 1;
		len -= good + 1;
	}
}

void text_fold(struct str *out, const char *s, size_t len)
{
	str_add(out, "", 0);
	for (size_t at = 0, n; at < len; at += n) {
		n = stretch(s + at, len - at, true);
		fold_ascii(out, s + at, n);
		at += n;
		n = stretch(s + at, len - at, false);
		fold_other(out, s + at, n);
	}
}

void folded_init(struct folded *out, const char *s, size_t len)
{
	size_t room = 0;
	*out = (struct folded){.len = len};
	for (size_t at = 0, n; at < len; at += n) {
		uint32_t cp;
		size_t before = out->text.len;
		n = text_decode(s + at, len - at, &cp);
		if (n == 1 && is_ascii(s[at]))
			fold_ascii(&out->text, s + at, 1);
		else
			fold_other(&out->text, s + at, n);
		if (out->text.len > room)
			out->from = mem_resize(out->from, room = out->text.len * 2, sizeof *out->from);
		for (size_t i = before; i < out->text.len; i++)
			out->from[i] = at;
	}
}

void folded_clear(struct folded *f)
{
	str_free(&f->text);
	free(f->from);
	*f = (struct folded){0};
}

void folded_origin(const struct folded *f, size_t at, size_t len, size_t *start, size_t *end)
{
	size_t next = at + len;
	while (next < f->text.len && f->from[next] == f->from[at + len - 1])
		next++;
	*start = f->from[at];
	*end = next < f->text.len ? f->from[next] : f->len;
}
