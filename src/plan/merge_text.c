/* A text is a row of words and signs with white space between them.  Words are merged; the white space between two of
 * them is merged by itself, so that a text that was wrapped anew merges with one in which words changed. */
#include "plan/merge_text.h"

#include "plan/align.h"

#include "base/text.h"

#include <string.h>

enum { BASE, OURS, THEIRS, SIDES };
enum { ABSENT = -2, START = -1 }; /* of a token in a side; START stands before its first */
enum { MOST_SENTENCES = 200 };    /* of which each is compared with each */

static const double alike = 0.5, alike_beside = 0.34, contained = 0.9, rewritten = 0.4;

struct range {
	size_t from, to;
};

struct token {
	size_t start, end; /* bytes */
	bool word;         /* holds more than signs */
};

/* One version of the text. */
struct row {
	const char *text;
	size_t len;
	VEC(struct token) tokens;
	VEC(struct range) sentences; /* of tokens */
	uint32_t *numbers;           /* of tokens: the same for the same word in all three */
};

/* One token of a result: where each version has it. */
struct cell {
	int in[SIDES];
	bool begins, ends; /* a stretch that one side put in the place of another */
};
struct cells {
	struct cell *p;
	size_t count, room;
};

struct merging {
	struct row rows[SIDES];
	int *sentence_in[SIDES];  /* of each sentence of base: its place in ours, in theirs; ALIGN_NONE */
	int *sentence_end[SIDES]; /* and behind its last part, where a side cut it in two */
	bool *same_in[SIDES];     /* has that the same words? */
	int *twin_of_ours;        /* of each sentence of ours that is new: the same new one of theirs; ALIGN_NONE */
	bool *is_twin;            /* of each of theirs: is it that of one of ours? */
	struct cells out[SIDES];  /* the result with what is left to choose as each side has it */
	struct cells both;
	bool clean, joins;
};

/* --- cutting ------------------------------------------------------------------ */

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

/* The white space before token `i` (== count: behind the last). */
static struct range gap_before(const struct row *r, size_t i)
{
	size_t from = i ? r->tokens.p[i - 1].end : 0;
	return (struct range){from, i < r->tokens.count ? r->tokens.p[i].start : r->len};
}

static size_t count_lines(const struct row *r, struct range gap)
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
	struct range gap = gap_before(r, i + 1);
	size_t lines = count_lines(r, gap);
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

/* Numbers the words of all three; spellings that differ in how an accent is written are one word. */
static void number_words(struct merging *m)
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

/* --- which sentence is which ----------------------------------------------------- */

static struct piece sentence_piece(const struct row *r, size_t i)
{
	struct range s = r->sentences.p[i];
	return (struct piece){(const char *)(r->numbers + s.from), (s.to - s.from) * sizeof *r->numbers};
}

static bool same_sentence(const struct row *a, size_t i, const struct row *b, size_t j)
{
	struct piece x = sentence_piece(a, i), y = sentence_piece(b, j);
	return bytes_equal(x.bytes, x.len, y.bytes, y.len);
}

static struct words *sentence_words(const struct row *r, size_t i)
{
	struct words *w = words_new();
	struct range s = r->sentences.p[i];
	words_add(w, r->text + r->tokens.p[s.from].start, r->tokens.p[s.to - 1].end - r->tokens.p[s.from].start);
	return w;
}

/* The pairs, in order, that are together most alike: base's sentences [i0, i1) with the side's [j0, j1). */
static void pair_alike(struct merging *m, size_t side, struct range a, struct range b)
{
	const struct row *x = &m->rows[BASE], *y = &m->rows[side];
	size_t n = a.to - a.from, k = b.to - b.from, width = k + 1;
	if (!n || !k || n > MOST_SENTENCES || k > MOST_SENTENCES)
		return;
	struct words **words = mem_alloc((n + k) * sizeof *words);
	double *score = mem_alloc((n + 1) * width * sizeof *score), *like = mem_alloc(n * k * sizeof *like);
	for (size_t i = 0; i < n + k; i++)
		words[i] = i < n ? sentence_words(x, a.from + i) : sentence_words(y, b.from + i - n);
	for (size_t i = n; i-- > 0;)
		for (size_t j = k; j-- > 0;) {
			bool beside = (i == 0 && j == 0) || (i + 1 == n && j + 1 == k);
			double l = words_likeness(words[i], words[n + j]);
			if (l < alike && words_contained(words[i], words[n + j]) >= contained)
				l = alike;
			like[i * k + j] = l = l >= alike || (beside && l >= alike_beside) ? l : 0;
			double best = score[(i + 1) * width + j] > score[i * width + j + 1] ? score[(i + 1) * width + j] : score[i * width + j + 1];
			score[i * width + j] = l > 0 && score[(i + 1) * width + j + 1] + l > best ? score[(i + 1) * width + j + 1] + l : best;
		}
	for (size_t i = 0, j = 0; i < n && j < k;) {
		double here = score[i * width + j], l = like[i * k + j];
		if (l > 0 && here == score[(i + 1) * width + j + 1] + l)
			m->sentence_in[side][a.from + i++] = (int)(b.from + j++);
		else if (here == score[(i + 1) * width + j])
			i++;
		else
			j++;
	}
	for (size_t i = 0; i < n + k; i++)
		words_free(words[i]);
	free(words);
	free(score);
	free(like);
}

/* Between two sentences that have a partner: calls `pair` for what has none on either side. */
static void for_gaps(struct merging *m, size_t side, void (*pair)(struct merging *, size_t, struct range, struct range))
{
	size_t n = m->rows[BASE].sentences.count, j = 0;
	for (size_t i = 0; i <= n;) {
		size_t end = i;
		while (end < n && m->sentence_in[side][end] == ALIGN_NONE)
			end++;
		size_t to = end < n ? (size_t)m->sentence_in[side][end] : m->rows[side].sentences.count;
		pair(m, side, (struct range){i, end}, (struct range){j, to});
		i = end + 1;
		j = to + 1;
	}
}

/* As many gone as came: rewritten, one for one. */
static void pair_rewritten(struct merging *m, size_t side, struct range a, struct range b)
{
	if (a.to - a.from != b.to - b.from)
		return;
	for (size_t i = 0; i < a.to - a.from; i++)
		m->sentence_in[side][a.from + i] = (int)(b.from + i);
}

static double likeness(const struct row *a, size_t i, const struct row *b, size_t from, size_t to)
{
	struct words *x = sentence_words(a, i), *y = words_new();
	for (size_t j = from; j < to; j++) {
		struct range s = b->sentences.p[j];
		words_add(y, b->text + b->tokens.p[s.from].start, b->tokens.p[s.to - 1].end - b->tokens.p[s.from].start);
	}
	double l = words_likeness(x, y);
	words_free(x);
	words_free(y);
	return l;
}

/* A new sentence next to a changed one is a part of it where the two together are more like what was there. */
static void find_cuts(struct merging *m, size_t side)
{
	const struct row *x = &m->rows[BASE], *y = &m->rows[side];
	size_t n = x->sentences.count, k = y->sentences.count;
	m->sentence_end[side] = mem_alloc((n + 1) * sizeof(int));
	bool *taken = mem_alloc(k + 1);
	for (size_t i = 0; i < n; i++)
		if (m->sentence_in[side][i] != ALIGN_NONE)
			taken[m->sentence_in[side][i]] = true;
	for (size_t i = 0; i < n; i++) {
		if (m->sentence_in[side][i] == ALIGN_NONE)
			continue;
		size_t from = (size_t)m->sentence_in[side][i], to = from + 1;
		while (to < k && !taken[to] && !same_sentence(x, i, y, from) && likeness(x, i, y, from, to + 1) > likeness(x, i, y, from, to))
			taken[to++] = true;
		while (from > 0 && !taken[from - 1] && !same_sentence(x, i, y, from) && likeness(x, i, y, from - 1, to) > likeness(x, i, y, from, to))
			taken[--from] = true;
		m->sentence_in[side][i] = (int)from;
		m->sentence_end[side][i] = (int)to;
	}
	free(taken);
}

static void pair_sentences(struct merging *m, size_t side)
{
	struct row *x = &m->rows[BASE], *y = &m->rows[side];
	size_t n = x->sentences.count, k = y->sentences.count;
	struct piece *pieces = mem_alloc((n + k + 1) * sizeof *pieces);
	uint32_t *numbers = mem_alloc((n + k + 1) * sizeof *numbers);
	m->sentence_in[side] = mem_alloc((n + 1) * sizeof(int));
	m->same_in[side] = mem_alloc(n + 1);
	for (size_t i = 0; i < n + k; i++)
		pieces[i] = i < n ? sentence_piece(x, i) : sentence_piece(y, i - n);
	align_number(pieces, n, pieces + n, k, numbers, numbers + n);
	align(numbers, n, numbers + n, k, m->sentence_in[side]);
	for_gaps(m, side, pair_alike);
	for_gaps(m, side, pair_rewritten);
	find_cuts(m, side);
	for (size_t i = 0; i < n; i++)
		m->same_in[side][i] = m->sentence_in[side][i] != ALIGN_NONE && m->sentence_end[side][i] == m->sentence_in[side][i] + 1 &&
		                      same_sentence(x, i, y, (size_t)m->sentence_in[side][i]);
	free(pieces);
	free(numbers);
}

/* --- what comes out ----------------------------------------------------------------- */

static const struct cell nowhere = {{ABSENT, ABSENT, ABSENT}, false, false};

static void put(struct cells *out, const struct cells *more)
{
	for (size_t i = 0; i < more->count; i++)
		vec_push(out, more->p[i]);
}

/* The same for all. */
static void put_all(struct merging *m, const struct cells *more)
{
	for (size_t s = 0; s < SIDES; s++)
		put(&m->out[s], more);
	put(&m->both, more);
}

/* Left to choose. */
static void put_choice(struct merging *m, struct cells parts[SIDES])
{
	for (size_t s = 0; s < SIDES; s++)
		put(&m->out[s], &parts[s]);
	put(&m->both, &parts[OURS]);
	put(&m->both, &parts[THEIRS]);
	m->clean = false;
	m->joins &= parts[OURS].count && parts[THEIRS].count;
}

static void free_parts(struct cells parts[SIDES])
{
	for (size_t s = 0; s < SIDES; s++)
		vec_free(&parts[s]);
}

static void add_tokens(struct cells *out, size_t side, struct range tokens)
{
	for (size_t i = tokens.from; i < tokens.to; i++) {
		struct cell c = nowhere;
		c.in[side] = (int)i;
		vec_push(out, c);
	}
}

/* --- words of one sentence ------------------------------------------------------------ */

struct sentence {
	struct range tokens[SIDES];
	int *in[SIDES];    /* of each token of base: the side's token, or ALIGN_NONE */
	struct cells parts[SIDES];
	bool clean;
};

static void align_words(struct merging *m, struct sentence *s, size_t side)
{
	const struct row *a = &m->rows[BASE], *b = &m->rows[side];
	struct range x = s->tokens[BASE], y = s->tokens[side];
	s->in[side] = mem_alloc((x.to - x.from + 1) * sizeof(int));
	align(a->numbers + x.from, x.to - x.from, b->numbers + y.from, y.to - y.from, s->in[side]);
	for (size_t i = 0; i < x.to - x.from; i++)
		if (s->in[side][i] != ALIGN_NONE)
			s->in[side][i] += (int)y.from;
}

/* The share of the words that a side kept. */
static double kept(const struct merging *m, const struct sentence *s, size_t side)
{
	size_t common = 0, total = 0;
	for (size_t i = s->tokens[BASE].from; i < s->tokens[BASE].to; i++) {
		bool word = m->rows[BASE].tokens.p[i].word;
		total += word;
		common += word && s->in[side][i - s->tokens[BASE].from] != ALIGN_NONE;
	}
	return total ? (double)common / (double)total : 1;
}

static bool same_tokens(const struct merging *m, size_t a, struct range x, size_t b, struct range y)
{
	return bytes_equal((const char *)(m->rows[a].numbers + x.from), (x.to - x.from) * sizeof(uint32_t),
	                   (const char *)(m->rows[b].numbers + y.from), (y.to - y.from) * sizeof(uint32_t));
}

/* A stretch as a side has it, each token with its place in base where it is there too. */
static void add_stretch(struct cells *out, const struct sentence *s, size_t side, const struct range part[SIDES])
{
	size_t start = out->count;
	add_tokens(out, side, part[side]);
	for (size_t i = part[BASE].from; side != BASE && i < part[BASE].to; i++) {
		int j = s->in[side][i - s->tokens[BASE].from];
		if (j != ALIGN_NONE && (size_t)j >= part[side].from && (size_t)j < part[side].to)
			out->p[start + (size_t)j - part[side].from].in[BASE] = (int)i;
	}
}

/* Between two words that all three have. */
static void merge_stretch(struct merging *m, struct sentence *s, const struct range part[SIDES])
{
	bool ours = !same_tokens(m, BASE, part[BASE], OURS, part[OURS]);
	bool theirs = !same_tokens(m, BASE, part[BASE], THEIRS, part[THEIRS]);
	struct cells cells = {0};
	if (ours && theirs && !same_tokens(m, OURS, part[OURS], THEIRS, part[THEIRS])) {
		for (size_t side = 0; side < SIDES; side++)
			add_stretch(&s->parts[side], s, side, part);
		s->clean = false;
		return;
	}
	add_stretch(&cells, s, theirs && !ours ? THEIRS : OURS, part);
	for (size_t i = 0; i < cells.count; i++) {
		struct cell *c = &cells.p[i];
		if (ours == theirs) /* alike */
			c->in[THEIRS] = (int)(part[THEIRS].from + i);
		if (!ours && !theirs)
			c->in[BASE] = (int)(part[BASE].from + i);
		if (ours != theirs && c->in[BASE] >= 0) /* the other side has it where base has it */
			c->in[ours ? THEIRS : OURS] = (int)(part[ours ? THEIRS : OURS].from + (size_t)c->in[BASE] - part[BASE].from);
	}
	if (cells.count && ours != theirs && part[BASE].to > part[BASE].from)
		cells.p[0].begins = cells.p[cells.count - 1].ends = true;
	for (size_t side = 0; side < SIDES; side++)
		put(&s->parts[side], &cells);
	vec_free(&cells);
}

static void merge_words(struct merging *m, struct sentence *s)
{
	struct range part[SIDES];
	for (size_t side = 0; side < SIDES; side++)
		part[side] = (struct range){s->tokens[side].from, s->tokens[side].from};
	for (size_t i = s->tokens[BASE].from; i < s->tokens[BASE].to; i++) {
		int o = s->in[OURS][i - s->tokens[BASE].from], t = s->in[THEIRS][i - s->tokens[BASE].from];
		if (o == ALIGN_NONE || t == ALIGN_NONE || !m->rows[BASE].tokens.p[i].word)
			continue;
		part[BASE].to = i;
		part[OURS].to = (size_t)o;
		part[THEIRS].to = (size_t)t;
		merge_stretch(m, s, part);
		struct cells stays = {0};
		vec_push(&stays, (struct cell){{(int)i, o, t}, false, false});
		for (size_t side = 0; side < SIDES; side++) {
			put(&s->parts[side], &stays);
			part[side].from = part[side].to + 1;
		}
		vec_free(&stays);
	}
	for (size_t side = 0; side < SIDES; side++)
		part[side].to = s->tokens[side].to;
	merge_stretch(m, s, part);
}

/* The tokens of a side that are sentence `k` of base. */
static struct range side_tokens(const struct merging *m, size_t side, size_t k)
{
	const struct range *s = m->rows[side].sentences.p;
	return (struct range){s[m->sentence_in[side][k]].from, s[m->sentence_end[side][k] - 1].to};
}

/* A sentence that all three have. */
static void merge_sentence(struct merging *m, size_t k)
{
	struct sentence s = {.clean = true};
	s.tokens[BASE] = m->rows[BASE].sentences.p[k];
	for (size_t side = OURS; side < SIDES; side++) {
		s.tokens[side] = side_tokens(m, side, k);
		align_words(m, &s, side);
	}
	bool both = !m->same_in[OURS][k] && !m->same_in[THEIRS][k] && !same_tokens(m, OURS, s.tokens[OURS], THEIRS, s.tokens[THEIRS]);
	if (both && (kept(m, &s, OURS) < rewritten || kept(m, &s, THEIRS) < rewritten)) {
		for (size_t side = 0; side < SIDES; side++)
			add_stretch(&s.parts[side], &s, side, s.tokens);
		s.clean = false;
	} else {
		merge_words(m, &s);
	}
	if (s.clean)
		put_all(m, &s.parts[OURS]);
	else
		put_choice(m, s.parts);
	free_parts(s.parts);
	free(s.in[OURS]);
	free(s.in[THEIRS]);
}

/* --- sentences ---------------------------------------------------------------------------- */

static bool begins_paragraph(const struct row *r, size_t token)
{
	return token == 0 || count_lines(r, gap_before(r, token)) > 1;
}

/* How many of these new tokens of a side still belong to the paragraph above. */
static size_t count_above(const struct row *r, size_t side, const struct cells *cells)
{
	size_t i = 0;
	while (i < cells->count && !begins_paragraph(r, (size_t)cells->p[i].in[side]))
		i++;
	return i;
}

/* Does the paragraph below go on from the last of them? */
static bool runs_on(const struct row *r, size_t side, const struct cells *cells)
{
	size_t next = cells->count ? (size_t)cells->p[cells->count - 1].in[side] + 1 : 0;
	return next && next < r->tokens.count && !begins_paragraph(r, next);
}

static struct cells behind(const struct cells *cells, size_t from)
{
	return from == cells->count ? (struct cells){0} : (struct cells){cells->p + from, cells->count - from, 0};
}

/* Both put in something here.  What goes on in the paragraph above comes first, what the one below goes on from last; ours before
 * theirs. */
static void put_both(struct merging *m, const struct cells *ours, const struct cells *theirs)
{
	const struct row *o = &m->rows[OURS], *t = &m->rows[THEIRS];
	size_t mine = count_above(o, OURS, ours), other = count_above(t, THEIRS, theirs);
	struct cells first[] = {{ours->p, mine, 0}, {theirs->p, other, 0}};
	struct cells rest[] = {behind(ours, mine), behind(theirs, other)};
	bool swap = runs_on(o, OURS, &rest[0]) && !runs_on(t, THEIRS, &rest[1]);
	put_all(m, &first[0]);
	put_all(m, &first[1]);
	put_all(m, &rest[swap]);
	put_all(m, &rest[!swap]);
}

/* A sentence of base that a side has in the place of one that it is not like, while the other side has put in the very same: not
 * rewritten, but removed and that put in. */
static void undo_rewritten(struct merging *m, size_t side, size_t other)
{
	for (size_t k = 0; k < m->rows[BASE].sentences.count; k++) {
		int there = m->sentence_in[side][k];
		if (there == ALIGN_NONE || m->same_in[side][k] || likeness(&m->rows[BASE], k, &m->rows[side], (size_t)there, (size_t)m->sentence_end[side][k]) >= alike_beside)
			continue;
		for (size_t j = 0; j < m->rows[other].sentences.count && m->sentence_in[side][k] != ALIGN_NONE; j++)
			if (m->sentence_in[other][k] != (int)j && same_sentence(&m->rows[side], (size_t)there, &m->rows[other], j))
				m->sentence_in[side][k] = ALIGN_NONE;
	}
}

/* Which new sentence of theirs is which of ours, wherever each put it in: it comes once, where ours has it. */
static void pair_new(struct merging *m)
{
	bool *known[SIDES] = {NULL};
	for (size_t side = OURS; side < SIDES; side++) {
		known[side] = mem_alloc(m->rows[side].sentences.count + 1);
		for (size_t k = 0; k < m->rows[BASE].sentences.count; k++)
			for (int j = m->sentence_in[side][k]; j != ALIGN_NONE && j < m->sentence_end[side][k]; j++)
				known[side][j] = true;
	}
	m->twin_of_ours = mem_alloc((m->rows[OURS].sentences.count + 1) * sizeof(int));
	m->is_twin = mem_alloc(m->rows[THEIRS].sentences.count + 1);
	for (size_t i = 0; i < m->rows[OURS].sentences.count; i++) {
		m->twin_of_ours[i] = ALIGN_NONE;
		for (size_t j = 0; j < m->rows[THEIRS].sentences.count && !known[OURS][i] && m->twin_of_ours[i] == ALIGN_NONE; j++)
			if (!known[THEIRS][j] && !m->is_twin[j] && same_sentence(&m->rows[OURS], i, &m->rows[THEIRS], j)) {
				m->twin_of_ours[i] = (int)j;
				m->is_twin[j] = true;
			}
	}
	free(known[OURS]);
	free(known[THEIRS]);
}

/* New sentences of ours, with those of theirs that are the same; theirs without those. */
static void add_new(struct merging *m, struct cells parts[SIDES], struct range ours, struct range theirs)
{
	for (size_t i = ours.from; i < ours.to; i++) {
		size_t start = parts[OURS].count;
		add_tokens(&parts[OURS], OURS, m->rows[OURS].sentences.p[i]);
		for (size_t c = start; m->twin_of_ours[i] != ALIGN_NONE && c < parts[OURS].count; c++)
			parts[OURS].p[c].in[THEIRS] = (int)(m->rows[THEIRS].sentences.p[m->twin_of_ours[i]].from + c - start);
	}
	for (size_t j = theirs.from; j < theirs.to; j++)
		if (!m->is_twin[j])
			add_tokens(&parts[THEIRS], THEIRS, m->rows[THEIRS].sentences.p[j]);
}

/* Is one of these new sentences of ours not new in theirs too? */
static bool has_own(const struct merging *m, struct range ours)
{
	for (size_t i = ours.from; i < ours.to; i++)
		if (m->twin_of_ours[i] == ALIGN_NONE)
			return true;
	return false;
}

/* What is new before sentence `k` of base; gives true where that is what both made of sentence k. */
static bool merge_new(struct merging *m, struct range ours, struct range theirs, size_t k)
{
	struct cells parts[SIDES] = {{0}};
	bool gone = k < m->rows[BASE].sentences.count && m->sentence_in[OURS][k] == ALIGN_NONE && m->sentence_in[THEIRS][k] == ALIGN_NONE;
	add_new(m, parts, ours, theirs);
	bool choice = gone && has_own(m, ours) && parts[THEIRS].count > 0;
	if (choice) {
		add_tokens(&parts[BASE], BASE, m->rows[BASE].sentences.p[k]);
		put_choice(m, parts);
	} else {
		put_both(m, &parts[OURS], &parts[THEIRS]);
	}
	free_parts(parts);
	return choice;
}

/* One side has no such sentence any more: it goes, unless the other changed it. */
static void merge_gone(struct merging *m, size_t k)
{
	size_t side = m->sentence_in[OURS][k] == ALIGN_NONE ? THEIRS : OURS;
	struct cells parts[SIDES] = {{0}};
	if (m->sentence_in[side][k] == ALIGN_NONE || m->same_in[side][k])
		return;
	add_tokens(&parts[BASE], BASE, m->rows[BASE].sentences.p[k]);
	add_tokens(&parts[side], side, side_tokens(m, side, k));
	put_choice(m, parts);
	free_parts(parts);
}

/* The sentences of a side that are new before sentence `k`, behind `from`. */
static struct range new_before(const struct merging *m, size_t side, size_t from, size_t k)
{
	size_t n = m->rows[BASE].sentences.count;
	while (k < n && m->sentence_in[side][k] == ALIGN_NONE)
		k++;
	return (struct range){from, k < n ? (size_t)m->sentence_in[side][k] : m->rows[side].sentences.count};
}

static void merge_sentences(struct merging *m)
{
	size_t n = m->rows[BASE].sentences.count, next[SIDES] = {0};
	for (size_t k = 0; k <= n; k++) {
		struct range ours = new_before(m, OURS, next[OURS], k), theirs = new_before(m, THEIRS, next[THEIRS], k);
		merge_new(m, ours, theirs, k);
		next[OURS] = ours.to;
		next[THEIRS] = theirs.to;
		if (k == n)
			break;
		for (size_t side = OURS; side < SIDES; side++)
			if (m->sentence_in[side][k] != ALIGN_NONE)
				next[side] = (size_t)m->sentence_end[side][k];
		if (m->sentence_in[OURS][k] != ALIGN_NONE && m->sentence_in[THEIRS][k] != ALIGN_NONE)
			merge_sentence(m, k);
		else
			merge_gone(m, k);
	}
}

/* --- back to a text ---------------------------------------------------------------------------- */

static bool same_gap(const struct merging *m, size_t a, struct range x, size_t b, struct range y)
{
	return bytes_equal(m->rows[a].text + x.from, x.to - x.from, m->rows[b].text + y.from, y.to - y.from);
}

static void add_gap(struct str *out, const struct merging *m, size_t side, struct range gap)
{
	str_add(out, m->rows[side].text + gap.from, gap.to - gap.from);
}

/* White space that all three have: who changed it, ours first. */
static void add_merged_gap(struct str *out, const struct merging *m, const struct range gaps[SIDES])
{
	size_t side = same_gap(m, BASE, gaps[BASE], OURS, gaps[OURS]) ? THEIRS : OURS;
	add_gap(out, m, side, gaps[side]);
}

static bool is_everywhere(const struct cell *c)
{
	return c->in[BASE] >= 0 && c->in[OURS] >= 0 && c->in[THEIRS] >= 0;
}

/* At the edge of a stretch that `side` put in the place of another, with the white space that base has there: that may be
 * another in the other side, where only it was wrapped anew. */
static bool add_other_gap(struct str *out, const struct merging *m, const struct cell *before, const struct cell *after, size_t side, struct range gap)
{
	size_t other = side == OURS ? THEIRS : OURS;
	const struct cell *edge = after->begins && is_everywhere(before) ? before : before->ends && is_everywhere(after) ? after : NULL;
	size_t behind = edge == before;
	if (!edge || !same_gap(m, side, gap, BASE, gap_before(&m->rows[BASE], (size_t)edge->in[BASE] + behind)))
		return false;
	add_gap(out, m, other, gap_before(&m->rows[other], (size_t)edge->in[other] + behind));
	return true;
}

/* Between two that stand side by side nowhere: what stood behind the first or before the second, whichever parts them more. */
static void add_break(struct str *out, const struct merging *m, const struct cell *before, const struct cell *after)
{
	size_t side = after->in[OURS] >= 0 ? OURS : after->in[THEIRS] >= 0 ? THEIRS : BASE;
	size_t from = before->in[OURS] >= 0 ? OURS : before->in[THEIRS] >= 0 ? THEIRS : BASE;
	const struct row *a = &m->rows[from], *b = &m->rows[side];
	size_t next = (size_t)before->in[from] + 1, at = (size_t)after->in[side];
	struct range behind = next < a->tokens.count ? gap_before(a, next) : (struct range){0, 0};
	struct range above = at ? gap_before(b, at) : (struct range){0, 0};
	size_t start = out->len;
	if (at == 0 || count_lines(a, behind) > count_lines(b, above))
		add_gap(out, m, from, behind);
	else
		add_gap(out, m, side, above);
	if (out->len == start && (b->tokens.p[at].word || at == 0))
		str_add_char(out, ' ');
}

/* The white space between two tokens of a result: that of the versions in which they stand side by side, else what
 * stands before the second where that comes from. */
static void add_space(struct str *out, const struct merging *m, const struct cell *before, const struct cell *after)
{
	struct range gaps[SIDES];
	bool beside[SIDES];
	for (size_t s = 0; s < SIDES; s++) {
		beside[s] = after->in[s] >= 0 && before->in[s] + 1 == after->in[s];
		if (beside[s])
			gaps[s] = gap_before(&m->rows[s], (size_t)after->in[s]);
	}
	if (beside[BASE] && beside[OURS] && beside[THEIRS]) {
		add_merged_gap(out, m, gaps);
	} else if (beside[OURS] || beside[THEIRS] || beside[BASE]) {
		size_t side = beside[OURS] ? OURS : beside[THEIRS] ? THEIRS : BASE;
		if (beside[OURS] == beside[THEIRS] || !add_other_gap(out, m, before, after, side, gaps[side]))
			add_gap(out, m, side, gaps[side]);
	} else {
		add_break(out, m, before, after);
	}
}

static void add_word(struct str *out, const struct merging *m, const struct cell *c)
{
	size_t side = BASE;
	if (c->in[OURS] >= 0)
		side = OURS;
	if (c->in[THEIRS] >= 0 && (side == BASE || c->in[BASE] >= 0)) { /* an accent that theirs wrote otherwise */
		const struct row *b = &m->rows[side];
		const struct token *mine = side == OURS ? &b->tokens.p[c->in[OURS]] : NULL;
		const struct token *was = c->in[BASE] >= 0 ? &m->rows[BASE].tokens.p[c->in[BASE]] : NULL;
		if (!mine || (was && bytes_equal(b->text + mine->start, mine->end - mine->start, m->rows[BASE].text + was->start, was->end - was->start)))
			side = THEIRS;
	}
	const struct row *r = &m->rows[side];
	const struct token *t = &r->tokens.p[c->in[side]];
	str_add(out, r->text + t->start, t->end - t->start);
}

static void render(struct str *out, const struct merging *m, const struct cells *cells)
{
	struct range ends[2][SIDES];
	for (size_t s = 0; s < SIDES; s++) {
		ends[0][s] = gap_before(&m->rows[s], 0);
		ends[1][s] = gap_before(&m->rows[s], m->rows[s].tokens.count);
	}
	add_merged_gap(out, m, ends[0]);
	for (size_t i = 0; i < cells->count; i++) {
		if (i)
			add_space(out, m, &cells->p[i - 1], &cells->p[i]);
		add_word(out, m, &cells->p[i]);
	}
	if (m->rows[BASE].tokens.count || m->rows[OURS].tokens.count || m->rows[THEIRS].tokens.count)
		add_merged_gap(out, m, ends[1]);
}

void text_merge(struct text_merge *out, struct text_side base, struct text_side ours, struct text_side theirs)
{
	struct merging m = {.clean = true, .joins = true};
	const struct text_side sides[SIDES] = {base, ours, theirs};
	*out = (struct text_merge){0};
	for (size_t s = 0; s < SIDES; s++) {
		m.rows[s].text = sides[s].p ? sides[s].p : "";
		m.rows[s].len = sides[s].len;
		cut_words(&m.rows[s]);
		cut_sentences(&m.rows[s]);
	}
	number_words(&m);
	pair_sentences(&m, OURS);
	pair_sentences(&m, THEIRS);
	undo_rewritten(&m, OURS, THEIRS);
	undo_rewritten(&m, THEIRS, OURS);
	pair_new(&m);
	merge_sentences(&m);
	out->clean = m.clean;
	out->joins = m.joins;
	render(&out->base, &m, &m.out[BASE]);
	render(&out->ours, &m, &m.out[OURS]);
	render(&out->theirs, &m, &m.out[THEIRS]);
	render(&out->both, &m, &m.both);
	for (size_t s = 0; s < SIDES; s++) {
		vec_free(&m.rows[s].tokens);
		vec_free(&m.rows[s].sentences);
		free(m.rows[s].numbers);
		free(m.sentence_in[s]);
		free(m.sentence_end[s]);
		free(m.same_in[s]);
		vec_free(&m.out[s]);
	}
	free(m.twin_of_ours);
	free(m.is_twin);
	vec_free(&m.both);
}

void text_merge_clear(struct text_merge *m)
{
	str_free(&m->ours);
	str_free(&m->theirs);
	str_free(&m->base);
	str_free(&m->both);
}

/* --- lines of comments ------------------------------------------------------------------------------ */

struct lines {
	VEC(struct piece) pieces;
};

static void cut_lines(struct lines *out, struct text_side s)
{
	for (size_t at = 0; at < s.len;) {
		const char *lf = memchr(s.p + at, '\n', s.len - at);
		size_t end = lf ? (size_t)(lf - s.p) + 1 : s.len;
		vec_push(&out->pieces, (struct piece){s.p + at, end - at});
		at = end;
	}
}

static int *align_lines(const struct lines *a, const struct lines *b)
{
	size_t n = a->pieces.count, k = b->pieces.count;
	uint32_t *numbers = mem_alloc((n + k + 1) * sizeof *numbers);
	int *found = mem_alloc((n + 1) * sizeof *found);
	align_number(a->pieces.p, n, b->pieces.p, k, numbers, numbers + n);
	align(numbers, n, numbers + n, k, found);
	free(numbers);
	return found;
}

/* Has `l` such a line that base has not? */
static bool holds_new(const struct lines *l, const int *found, size_t n, struct piece line)
{
	for (size_t i = 0; i < l->pieces.count; i++) {
		bool known = false;
		for (size_t k = 0; k < n; k++)
			known |= found[k] == (int)i;
		if (!known && line.len > 1 && bytes_equal(l->pieces.p[i].bytes, l->pieces.p[i].len, line.bytes, line.len))
			return true;
	}
	return false;
}

/* The lines of `b` that have no partner, from `*next` to the partner of line `i` of `a`. */
static struct range new_lines(const struct lines *b, const int *found, size_t i, size_t n, size_t *next)
{
	while (i < n && found[i] == ALIGN_NONE)
		i++;
	struct range r = {*next, i < n ? (size_t)found[i] : b->pieces.count};
	*next = r.to;
	return r;
}

void lines_merge(struct str *out, struct text_side base, struct text_side ours, struct text_side theirs)
{
	struct lines b = {0}, o = {0}, t = {0};
	cut_lines(&b, base);
	cut_lines(&o, ours);
	cut_lines(&t, theirs);
	int *in_ours = align_lines(&b, &o), *in_theirs = align_lines(&b, &t);
	size_t n = b.pieces.count, next_ours = 0, next_theirs = 0;
	for (size_t i = 0; i <= n; i++) {
		struct range mine = new_lines(&o, in_ours, i, n, &next_ours), other = new_lines(&t, in_theirs, i, n, &next_theirs);
		for (size_t j = mine.from; j < mine.to; j++)
			str_add(out, o.pieces.p[j].bytes, o.pieces.p[j].len);
		for (size_t j = other.from; j < other.to; j++)
			if (!holds_new(&o, in_ours, n, t.pieces.p[j]))
				str_add(out, t.pieces.p[j].bytes, t.pieces.p[j].len);
		if (i == n)
			break;
		if (in_ours[i] != ALIGN_NONE && in_theirs[i] != ALIGN_NONE)
			str_add(out, b.pieces.p[i].bytes, b.pieces.p[i].len);
		next_ours += in_ours[i] != ALIGN_NONE;
		next_theirs += in_theirs[i] != ALIGN_NONE;
	}
	free(in_ours);
	free(in_theirs);
	vec_free(&b.pieces);
	vec_free(&o.pieces);
	vec_free(&t.pieces);
}
