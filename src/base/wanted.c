#include "base/wanted.h"

#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

static void add_piece(struct wanted *w, const char *s, size_t len)
{
	if (len == 0 || w->count == WANTED_MOST)
		return;
	str_add(&w->folded, s, len);
	w->ends = mem_resize(w->ends, w->count + 1, sizeof *w->ends);
	w->ends[w->count++] = w->folded.len;
}

/* The end of the piece that begins at `at`: a blank or a quote, the closing quote, or the end. */
static size_t piece_end(const char *s, size_t len, size_t at, bool quoted)
{
	while (at < len && s[at] != '"' && (quoted || !is_blank(s[at])))
		at++;
	return at;
}

void wanted_set(struct wanted *w, const char *query, size_t len)
{
	struct str folded = {0};
	str_clear(&w->folded);
	w->count = 0;
	text_fold(&folded, query, len);
	const char *s = str_text(&folded);
	for (size_t at = 0; at < folded.len;) {
		bool quoted = s[at] == '"';
		if (is_blank(s[at])) {
			at++;
			continue;
		}
		size_t end = piece_end(s, folded.len, at + quoted, quoted);
		add_piece(w, s + at + quoted, end - at - quoted);
		at = end + (quoted && end < folded.len);
	}
	str_free(&folded);
}

void wanted_clear(struct wanted *w)
{
	str_free(&w->folded);
	free(w->ends);
	*w = (struct wanted){0};
}

const char *wanted_piece(const struct wanted *w, size_t i, size_t *len)
{
	size_t start = i ? w->ends[i - 1] : 0;
	*len = w->ends[i] - start;
	return w->folded.p + start;
}

bool wanted_in(const struct wanted *w, const char *folded, size_t len)
{
	for (size_t i = 0; i < w->count; i++) {
		size_t piece_len;
		const char *piece = wanted_piece(w, i, &piece_len);
		if (!memmem(folded, len, piece, piece_len))
			return false;
	}
	return true;
}
