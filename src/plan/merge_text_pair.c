/* Which sentence of one version is which of another. */
#include "plan/merge_text_internal.h"

#include "base/str.h"

enum { MOST_SENTENCES = 200 }; /* of which each is compared with each */

static const double alike = 0.5, alike_beside = 0.34, contained = 0.9;

static bool same_sentence(const struct row *a, size_t i, const struct row *b, size_t j)
{
	return a->sentence_numbers[i] == b->sentence_numbers[j];
}

static struct words *sentence_words(const struct row *r, size_t i)
{
	struct words *w = words_new();
	struct range s = r->sentences.p[i];
	words_add(w, r->text + r->tokens.p[s.from].start, r->tokens.p[s.to - 1].end - r->tokens.p[s.from].start);
	return w;
}

/* The pairs, in order, that are together most alike: base's sentences [i0, i1) with the side's [j0, j1). */
static void pair_alike(struct texts *m, size_t side, struct range a, struct range b)
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
static void for_gaps(struct texts *m, size_t side, void (*pair)(struct texts *, size_t, struct range, struct range))
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
static void pair_rewritten(struct texts *m, size_t side, struct range a, struct range b)
{
	if (a.to - a.from != b.to - b.from)
		return;
	for (size_t i = 0; i < a.to - a.from; i++)
		m->sentence_in[side][a.from + i] = (int)(b.from + i);
}

double text_likeness(const struct row *a, size_t i, const struct row *b, size_t from, size_t to)
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
static void find_cuts(struct texts *m, size_t side)
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
		while (to < k && !taken[to] && !same_sentence(x, i, y, from) && text_likeness(x, i, y, from, to + 1) > text_likeness(x, i, y, from, to))
			taken[to++] = true;
		while (from > 0 && !taken[from - 1] && !same_sentence(x, i, y, from) && text_likeness(x, i, y, from - 1, to) > text_likeness(x, i, y, from, to))
			taken[--from] = true;
		m->sentence_in[side][i] = (int)from;
		m->sentence_end[side][i] = (int)to;
	}
	free(taken);
}

static void pair_sentences(struct texts *m, size_t side)
{
	struct row *x = &m->rows[BASE], *y = &m->rows[side];
	size_t n = x->sentences.count, k = y->sentences.count;
	m->sentence_in[side] = mem_alloc((n + 1) * sizeof(int));
	m->same_in[side] = mem_alloc(n + 1);
	align(x->sentence_numbers, n, y->sentence_numbers, k, m->sentence_in[side]);
	for_gaps(m, side, pair_alike);
	for_gaps(m, side, pair_rewritten);
	find_cuts(m, side);
	for (size_t i = 0; i < n; i++)
		m->same_in[side][i] = m->sentence_in[side][i] != ALIGN_NONE && m->sentence_end[side][i] == m->sentence_in[side][i] + 1 &&
		                      same_sentence(x, i, y, (size_t)m->sentence_in[side][i]);
}

/* How often each sentence, by its number, stands in a row. */
static size_t *count_sentences(const struct row *r)
{
	size_t *times = mem_alloc((r->highest + 1) * sizeof *times);
	for (size_t i = 0; i < r->sentences.count; i++)
		times[r->sentence_numbers[i]]++;
	return times;
}

/* A sentence of base that a side has in the place of one that it is not like, while the other side has put in the very same: not
 * rewritten, but removed and that put in. */
static void undo_rewritten(struct texts *m, size_t side, size_t other)
{
	size_t *times = count_sentences(&m->rows[other]);
	for (size_t k = 0; k < m->rows[BASE].sentences.count; k++) {
		int there = m->sentence_in[side][k], in_other = m->sentence_in[other][k];
		if (there == ALIGN_NONE || m->same_in[side][k])
			continue;
		uint32_t number = m->rows[side].sentence_numbers[there];
		size_t elsewhere = times[number] - (in_other != ALIGN_NONE && m->rows[other].sentence_numbers[in_other] == number);
		if (elsewhere && text_likeness(&m->rows[BASE], k, &m->rows[side], (size_t)there, (size_t)m->sentence_end[side][k]) < alike_beside)
			m->sentence_in[side][k] = ALIGN_NONE;
	}
	free(times);
}

static bool *find_known(const struct texts *m, size_t side)
{
	bool *known = mem_alloc(m->rows[side].sentences.count + 1);
	for (size_t k = 0; k < m->rows[BASE].sentences.count; k++)
		for (int j = m->sentence_in[side][k]; j != ALIGN_NONE && j < m->sentence_end[side][k]; j++)
			known[j] = true;
	return known;
}

/* Which new sentence of theirs is which of ours, wherever each put it in: it comes once, where ours has it. */
static void pair_new(struct texts *m)
{
	const struct row *o = &m->rows[OURS], *t = &m->rows[THEIRS];
	bool *in_ours = find_known(m, OURS), *in_theirs = find_known(m, THEIRS);
	int *first = mem_alloc((o->highest + 1) * sizeof *first), *next = mem_alloc((t->sentences.count + 1) * sizeof *next);
	m->twin_of_ours = mem_alloc((o->sentences.count + 1) * sizeof(int));
	m->is_twin = mem_alloc(t->sentences.count + 1);
	for (size_t i = 0; i <= o->highest; i++)
		first[i] = ALIGN_NONE;
	for (size_t j = t->sentences.count; j-- > 0;)
		if (!in_theirs[j]) { /* the new ones of each number, in order: a chain */
			next[j] = first[t->sentence_numbers[j]];
			first[t->sentence_numbers[j]] = (int)j;
		}
	for (size_t i = 0; i < o->sentences.count; i++) {
		int j = in_ours[i] ? ALIGN_NONE : first[o->sentence_numbers[i]];
		m->twin_of_ours[i] = j;
		if (j == ALIGN_NONE)
			continue;
		m->is_twin[j] = true;
		first[o->sentence_numbers[i]] = next[j];
	}
	free(in_ours);
	free(in_theirs);
	free(first);
	free(next);
}

/* Did a side put a sentence of base in another place? */
static bool has_moved(const struct texts *m, size_t side)
{
	bool moved = false, *known = find_known(m, side);
	size_t *new = mem_alloc((m->rows[side].highest + 1) * sizeof *new);
	for (size_t j = 0; j < m->rows[side].sentences.count; j++)
		new[m->rows[side].sentence_numbers[j]] += !known[j];
	for (size_t k = 0; k < m->rows[BASE].sentences.count && !moved; k++)
		moved = m->sentence_in[side][k] == ALIGN_NONE && new[m->rows[BASE].sentence_numbers[k]];
	free(known);
	free(new);
	return moved;
}

bool text_has_moved(const struct texts *m)
{
	return has_moved(m, OURS) || has_moved(m, THEIRS);
}

void text_pair(struct texts *m)
{
	pair_sentences(m, OURS);
	pair_sentences(m, THEIRS);
	undo_rewritten(m, OURS, THEIRS);
	undo_rewritten(m, THEIRS, OURS);
	pair_new(m);
}
