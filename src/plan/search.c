#include "plan/search.h"

#include "base/text.h"
#include "base/vec.h"
#include "plan/schema.h"

#include <string.h>

static bool is_written(const struct node *n)
{
	const struct field *f = schema_of(n);
	return !f || (f->kind != KIND_SLUG && f != schema_first(NULL));
}

static void locate(struct search_hit *hit, const struct wanted *w)
{
	struct folded f;
	size_t len;
	const char *word = wanted_piece(w, 0, &len);
	folded_init(&f, hit->node->text, hit->node->len);
	const char *at = memmem(str_text(&f.text), f.text.len, word, len);
	if (at)
		folded_origin(&f, (size_t)(at - f.text.p), len, &hit->start, &hit->end);
	folded_clear(&f);
}

void search_doc(struct search_hits *out, const struct doc *d, const struct wanted *w, size_t most)
{
	struct str folded = {0};
	for (size_t i = 0; i < d->count && w->count > 0 && out->count < most; i++) {
		struct search_hit hit = {.node = d->nodes[i]};
		if (hit.node->kind != NODE_SCALAR || hit.node->len == 0)
			continue;
		str_clear(&folded);
		text_fold(&folded, hit.node->text, hit.node->len);
		if (!wanted_in(w, str_text(&folded), folded.len) || !is_written(hit.node))
			continue;
		locate(&hit, w);
		vec_push(out, hit);
	}
	str_free(&folded);
}

static const char cut[] = "…";
enum { CUT_COLS = 2 /* with a blank */ };

/* Does all from `at` on stand in these columns? */
static bool fits(const struct node *n, size_t at, int columns)
{
	return text_fit(n->text + at, n->len - at, columns, NULL) == n->len - at;
}

static int width(const struct node *n, size_t from, size_t to)
{
	return text_width(n->text + from, to - from);
}

/* Where the excerpt begins: whole words, so that the match stands in its first third, or further where the text ends. */
static size_t begin(const struct search_hit *hit, int columns)
{
	const struct node *n = hit->node;
	size_t at = hit->start;
	while (at > 0) {
		size_t before = text_previous_word(n->text, n->len, at);
		bool early = width(n, before, hit->start) <= columns / 3 - CUT_COLS && width(n, before, hit->end) <= columns - 2 * CUT_COLS;
		if (!early && !fits(n, before, before ? columns - CUT_COLS : columns))
			break;
		at = before;
	}
	return at;
}

/* Where it ends: behind a word, but not before the match does. */
static size_t finish(const struct search_hit *hit, size_t from, int columns)
{
	const char *s = hit->node->text;
	size_t len = hit->node->len;
	if (fits(hit->node, from, columns))
		return len;
	size_t most = from + text_fit(s + from, len - from, columns - CUT_COLS, NULL), end = most;
	while (end > hit->end && s[end] != ' ' && s[end] != '\n')
		end--;
	return end > hit->end ? end : most;
}

void search_excerpt(struct str *out, const struct search_hit *hit, int columns, size_t *from, size_t *to)
{
	size_t start = begin(hit, columns);
	if (start > 0) {
		str_addf(out, "%s ", cut);
		columns -= CUT_COLS;
	}
	size_t end = finish(hit, start, columns), base = out->len;
	str_add(out, hit->node->text + start, end - start);
	for (size_t i = base; i < out->len; i++)
		if (out->p[i] == '\n' || out->p[i] == '\t')
			out->p[i] = ' ';
	*from = base + hit->start - start;
	*to = base + (hit->end < end ? hit->end : end) - start;
	if (end < hit->node->len)
		str_addf(out, " %s", cut);
}
