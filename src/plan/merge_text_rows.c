/* A text is a row of words and signs with white space between them. */
#include "plan/merge_text_internal.h"

#include "base/text.h"

#include <string.h>

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

static bool is_sign(char c)
{
	return c && strchr(".,;:!?()[]{}\"'", c);
}

static void cut_words(struct row *r)
{
	for (size_t at = 0; at < r->len;) {
		size_t start = at, first, last;
		while (at < r->len && is_blank(r->text[at]))
			start = ++at;
		while (at < r->len && !is_blank(r->text[at]))
			at++;
		for (first = start; first < at && is_sign(r->text[first]);)
			first++;
		for (last = at; last > first && is_sign(r->text[last - 1]);)
			last--;
		if (first > start)
			vec_push(&r->tokens, (struct token){start, first, false});
		if (last > first)
			vec_push(&r->tokens, (struct token){first, last, true});
		if (at > last && last > first)
			vec_push(&r->tokens, (struct token){last, at, false});
	}
}

struct range text_gap(const struct row *r, size_t i)
{
	size_t from = i ? r->tokens.p[i - 1].end : 0;
	return (struct range){from, i < r->tokens.count ? r->tokens.p[i].start : r->len};
}

size_t text_count_lines(const struct row *r, struct range gap)
{
	size_t count = 0;
	for (size_t at = gap.from; at < gap.to; at++)
		count += r->text[at] == '\n';
	return count;
}

/* Does a sentence end behind token `i`? */
static bool ends_sentence(const struct row *r, size_t i)
{
	const struct token *t = &r->tokens.p[i];
	struct range gap = text_gap(r, i + 1);
	size_t lines = text_count_lines(r, gap);
	if (i + 1 == r->tokens.count || lines > 1)
		return true;
	if (gap.from == gap.to)
		return false;
	for (size_t at = t->start; !t->word && at < t->end; at++)
		if (strchr(".!?", r->text[at]))
			return true;
	return lines && strchr("-*", r->text[gap.to]); /* a list made by hand */
}

static void cut_sentences(struct row *r)
{
	size_t from = 0;
	for (size_t i = 0; i < r->tokens.count; i++)
		if (ends_sentence(r, i)) {
			vec_push(&r->sentences, (struct range){from, i + 1});
			from = i + 1;
		}
}

void text_sentences(struct text_stretches *out, struct text_side text)
{
	struct row r = {.text = text.p ? text.p : "", .len = text.len};
	cut_words(&r);
	cut_sentences(&r);
	for (size_t i = 0; i < r.sentences.count; i++) {
		struct range s = r.sentences.p[i];
		vec_push(out, (struct text_stretch){r.tokens.p[s.from].start, r.tokens.p[s.to - 1].end});
	}
	vec_free(&r.tokens);
	vec_free(&r.sentences);
}

static void number_words(struct texts *m)
{
	size_t total = 0, at = 0;
	for (size_t s = 0; s < SIDES; s++)
		total += m->rows[s].tokens.count;
	struct piece *pieces = mem_alloc((total + 1) * sizeof *pieces);
	uint32_t *numbers = mem_alloc((total + 1) * sizeof *numbers);
	VEC(struct str) composed = {0};
	for (size_t s = 0; s < SIDES; s++) {
		struct row *r = &m->rows[s];
		r->numbers = mem_alloc((r->tokens.count + 1) * sizeof *r->numbers);
		for (size_t i = 0; i < r->tokens.count; i++, at++) {
			const struct token *t = &r->tokens.p[i];
			struct str word = {0};
			pieces[at] = (struct piece){r->text + t->start, t->end - t->start};
			if (!text_is_composed(pieces[at].bytes, pieces[at].len)) {
				text_compose(&word, pieces[at].bytes, pieces[at].len);
				pieces[at] = (struct piece){str_text(&word), word.len};
				vec_push(&composed, word);
			}
		}
	}
	size_t base = m->rows[BASE].tokens.count;
	align_number(pieces, base, pieces + base, total - base, numbers, numbers + base);
	for (size_t s = 0, from = 0; s < SIDES; from += m->rows[s].tokens.count, s++)
		if (m->rows[s].tokens.count)
			memcpy(m->rows[s].numbers, numbers + from, m->rows[s].tokens.count * sizeof *numbers);
	for (size_t i = 0; i < composed.count; i++)
		str_free(&composed.p[i]);
	vec_free(&composed);
	free(pieces);
	free(numbers);
}

/* Numbers the sentences of all three by their words. */
static void number_sentences(struct texts *m)
{
	size_t total = 0, at = 0, base = m->rows[BASE].sentences.count;
	for (size_t s = 0; s < SIDES; s++)
		total += m->rows[s].sentences.count;
	struct piece *pieces = mem_alloc((total + 1) * sizeof *pieces);
	uint32_t *numbers = mem_alloc((total + 1) * sizeof *numbers);
	for (size_t s = 0; s < SIDES; s++)
		for (size_t i = 0; i < m->rows[s].sentences.count; i++) {
			struct range r = m->rows[s].sentences.p[i];
			pieces[at++] = (struct piece){(const char *)(m->rows[s].numbers + r.from), (r.to - r.from) * sizeof(uint32_t)};
		}
	align_number(pieces, base, pieces + base, total - base, numbers, numbers + base);
	for (size_t s = 0, from = 0; s < SIDES; from += m->rows[s].sentences.count, s++) {
		struct row *r = &m->rows[s];
		r->highest = total;
		r->sentence_numbers = mem_alloc((r->sentences.count + 1) * sizeof *numbers);
		memcpy(r->sentence_numbers, numbers + from, r->sentences.count * sizeof *numbers);
	}
	free(pieces);
	free(numbers);
}

void text_cut(struct texts *m, const struct text_side sides[SIDES])
{
	for (size_t s = 0; s < SIDES; s++) {
		m->rows[s].text = sides[s].p ? sides[s].p : "";
		m->rows[s].len = sides[s].len;
		cut_words(&m->rows[s]);
		cut_sentences(&m->rows[s]);
	}
	number_words(m);
	number_sentences(m);
}
