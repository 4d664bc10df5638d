#include "plan/slug.h"

#include "base/text.h"
#include "plan/value.h"

#include <stdio.h>
#include <string.h>

enum { SLUG_MAX = 64 };

static bool is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Shortens to `max`, at a word where there is one to cut at. */
static void cut(struct str *s, size_t max)
{
	if (s->len > max) {
		size_t at = max;
		while (at > 0 && s->p[at] != '-')
			at--;
		str_splice(s, at ? at : max, s->len - (at ? at : max), NULL, 0);
	}
	while (s->len > 0 && s->p[s->len - 1] == '-')
		str_splice(s, s->len - 1, 1, NULL, 0);
}

static void words_with_hyphens(struct str *out, const char *title, size_t len)
{
	struct str folded = {0};
	text_fold(&folded, title, len);
	for (size_t i = 0; i < folded.len; i++) {
		if (is_plain(folded.p[i]))
			str_add_char(out, folded.p[i]);
		else if (out->len > 0 && out->p[out->len - 1] != '-')
			str_add_char(out, '-');
	}
	str_free(&folded);
}

void slug_from_title(struct str *out, const char *title, size_t len, const char *fallback,
		     bool (*taken)(const char *id, void *ctx), void *ctx)
{
	struct str base = {0}, id = {0};
	words_with_hyphens(&base, title, len);
	cut(&base, SLUG_MAX);
	if (!value_is_id(base.p, base.len)) {
		str_clear(&base);
		str_add_text(&base, fallback);
	}
	str_add(&id, base.p, base.len);
	for (unsigned n = 2; taken(str_text(&id), ctx); n++) {
		char suffix[16];
		int size = snprintf(suffix, sizeof suffix, "-%u", n);
		cut(&base, SLUG_MAX - (size_t)size);
		str_clear(&id);
		str_add(&id, base.p, base.len);
		str_add(&id, suffix, (size_t)size);
	}
	str_add(out, id.p, id.len);
	str_free(&base);
	str_free(&id);
}
