/* Sentences are merged first, then the words of those that both changed (MERGE.md 2.6). */
#include "plan/merge_text_internal.h"

#include <string.h>

static const double alike = 0.5, rewritten = 0.4;
enum { MOST_NEW = 100 }; /* sentences in one place, of which each is compared with each */

static const struct cell nowhere = {{ABSENT, ABSENT, ABSENT}, false, false};

static void put(struct cells *out, const struct cells *more)
{
	for (size_t i = 0; i < more->count; i++)
		vec_push(out, more->p[i]);
}

/* The same for all. */
static void put_all(struct texts *m, const struct cells *more)
{
	for (size_t s = 0; s < SIDES; s++)
		put(&m->out[s], more);
	put(&m->both, more);
}

/* Left to choose. */
static void put_choice(struct texts *m, struct cells parts[SIDES])
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

static void align_words(struct texts *m, struct sentence *s, size_t side)
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
static double kept(const struct texts *m, const struct sentence *s, size_t side)
{
	size_t common = 0, total = 0;
	for (size_t i = s->tokens[BASE].from; i < s->tokens[BASE].to; i++) {
		bool word = m->rows[BASE].tokens.p[i].word;
		total += word;
		common += word && s->in[side][i - s->tokens[BASE].from] != ALIGN_NONE;
	}
	return total ? (double)common / (double)total : 1;
}

static bool same_tokens(const struct texts *m, size_t a, struct range x, size_t b, struct range y)
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
static void merge_stretch(struct texts *m, struct sentence *s, const struct range part[SIDES])
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

static void merge_words(struct texts *m, struct sentence *s)
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
static struct range side_tokens(const struct texts *m, size_t side, size_t k)
{
	const struct range *s = m->rows[side].sentences.p;
	return (struct range){s[m->sentence_in[side][k]].from, s[m->sentence_end[side][k] - 1].to};
}

/* A sentence that all three have. */
static void merge_sentence(struct texts *m, size_t k)
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
	return token == 0 || text_count_lines(r, text_gap(r, token)) > 1;
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
static void put_both(struct texts *m, const struct cells *ours, const struct cells *theirs)
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

/* New sentences of ours, with those of theirs that are the same; theirs without those. */
static void add_new(struct texts *m, struct cells parts[SIDES], struct range ours, struct range theirs)
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

/* Did both put in the same here, but for a sentence that one of them worded otherwise? */
static bool vary(const struct texts *m, struct range ours, struct range theirs)
{
	bool share = false, alike_one = false;
	if (ours.to - ours.from > MOST_NEW || theirs.to - theirs.from > MOST_NEW)
		return false;
	for (size_t i = ours.from; i < ours.to; i++) {
		int twin = m->twin_of_ours[i];
		share |= twin != ALIGN_NONE && (size_t)twin >= theirs.from && (size_t)twin < theirs.to;
		for (size_t j = theirs.from; j < theirs.to && twin == ALIGN_NONE && !alike_one; j++)
			alike_one = !m->is_twin[j] && text_likeness(&m->rows[OURS], i, &m->rows[THEIRS], j, j + 1) >= alike;
	}
	return share && alike_one;
}

/* What each put in for itself is left to choose; what both did stays whatever the answer. */
static void put_new_choice(struct texts *m, struct range ours, struct range theirs, size_t gone)
{
	struct cells parts[SIDES] = {{0}}, shared = {0};
	if (gone < m->rows[BASE].sentences.count)
		add_tokens(&parts[BASE], BASE, m->rows[BASE].sentences.p[gone]);
	for (size_t i = ours.from; i < ours.to; i++) {
		struct cells one[SIDES] = {{0}};
		add_new(m, one, (struct range){i, i + 1}, (struct range){0, 0});
		if (m->twin_of_ours[i] == ALIGN_NONE)
			put(&parts[OURS], &one[OURS]);
		else if (parts[OURS].count)
			put(&shared, &one[OURS]);
		else
			put_all(m, &one[OURS]);
		free_parts(one);
	}
	add_new(m, parts, (struct range){0, 0}, theirs);
	put_choice(m, parts);
	put_all(m, &shared);
	vec_free(&shared);
	free_parts(parts);
}

/* Is one of these new sentences of ours not new in theirs too? */
static bool has_own(const struct texts *m, struct range ours)
{
	for (size_t i = ours.from; i < ours.to; i++)
		if (m->twin_of_ours[i] == ALIGN_NONE)
			return true;
	return false;
}

/* And the other way about. */
static bool has_own_theirs(const struct texts *m, struct range theirs)
{
	for (size_t j = theirs.from; j < theirs.to; j++)
		if (!m->is_twin[j])
			return true;
	return false;
}

/* What both put in before a sentence that stands in both, and then that, and so on.  A twin that theirs has elsewhere is ours' own. */
static void put_new(struct texts *m, struct range ours, struct range theirs)
{
	for (size_t i = ours.from; i <= ours.to; i++) {
		int twin = i < ours.to ? m->twin_of_ours[i] : ALIGN_NONE;
		bool shared = twin != ALIGN_NONE && (size_t)twin >= theirs.from && (size_t)twin < theirs.to;
		struct cells parts[SIDES] = {{0}};
		if (i < ours.to && !shared)
			continue;
		add_new(m, parts, (struct range){ours.from, i}, (struct range){theirs.from, shared ? (size_t)twin : theirs.to});
		put_both(m, &parts[OURS], &parts[THEIRS]);
		free_parts(parts);
		if (!shared)
			break;
		struct cells both[SIDES] = {{0}};
		add_new(m, both, (struct range){i, i + 1}, (struct range){0, 0});
		put_all(m, &both[OURS]);
		free_parts(both);
		ours.from = i + 1;
		theirs.from = (size_t)twin + 1;
	}
}

/* What is new before sentence `k` of base. */
static void merge_new(struct texts *m, struct range ours, struct range theirs, size_t k)
{
	size_t n = m->rows[BASE].sentences.count;
	bool gone = k < n && m->sentence_in[OURS][k] == ALIGN_NONE && m->sentence_in[THEIRS][k] == ALIGN_NONE;
	if ((gone && has_own(m, ours) && has_own_theirs(m, theirs)) || vary(m, ours, theirs))
		put_new_choice(m, ours, theirs, gone ? k : n);
	else
		put_new(m, ours, theirs);
}

/* One side has no such sentence any more: it goes, unless the other changed it. */
static void merge_gone(struct texts *m, size_t k)
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

/* The sentences of a side that are new before sentence `k`, behind `from`.  None yet where the side put something in the place of that
 * sentence and more, of which the other side replaced a later one only: it is against that one that it stands. */
static struct range new_before(const struct texts *m, size_t side, size_t from, size_t k)
{
	return (struct range){from, m->waits[side][k] ? from : m->next_in[side][k]};
}

static void look_ahead(struct texts *m, size_t side)
{
	size_t n = m->rows[BASE].sentences.count;
	const int *in = m->sentence_in[side], *other = m->sentence_in[side == OURS ? THEIRS : OURS];
	bool gone_later = false; /* is the next that is not 'gone here, there in the other' gone here? */
	m->next_in[side] = align_ahead(in, n, m->rows[side].sentences.count);
	m->waits[side] = mem_alloc(n + 1);
	for (size_t k = n; k-- > 0;) {
		bool here = in[k] != ALIGN_NONE, there = other[k] != ALIGN_NONE;
		m->waits[side][k] = !here && there && gone_later;
		gone_later = !here && (!there || gone_later);
	}
}

static void merge_sentences(struct texts *m)
{
	size_t n = m->rows[BASE].sentences.count, next[SIDES] = {0};
	look_ahead(m, OURS);
	look_ahead(m, THEIRS);
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

static void clear_texts(struct texts *m)
{
	for (size_t s = 0; s < SIDES; s++) {
		vec_free(&m->rows[s].tokens);
		vec_free(&m->rows[s].sentences);
		free(m->rows[s].numbers);
		free(m->rows[s].sentence_numbers);
		free(m->sentence_in[s]);
		free(m->sentence_end[s]);
		free(m->same_in[s]);
		free(m->next_in[s]);
		free(m->waits[s]);
		vec_free(&m->out[s]);
	}
	free(m->twin_of_ours);
	free(m->is_twin);
	vec_free(&m->both);
}

/* Has each kept something, and is nothing of it left? */
static bool is_emptied(const struct texts *m)
{
	return m->clean && m->out[OURS].count == 0 && m->rows[OURS].tokens.count && m->rows[THEIRS].tokens.count;
}

static void add_side(struct str *out, struct text_side side)
{
	str_add(out, side.p ? side.p : "", side.len);
}

void text_merge(struct text_merge *out, struct text_side base, struct text_side ours, struct text_side theirs)
{
	struct texts m = {.clean = true, .joins = true};
	const struct text_side sides[SIDES] = {base, ours, theirs};
	text_cut(&m, sides);
	text_pair(&m);
	merge_sentences(&m);
	*out = (struct text_merge){.clean = m.clean, .joins = m.joins};
	if (is_emptied(&m) || (!m.clean && text_has_moved(&m))) { /* the text as a whole is what there is to choose */
		out->clean = out->joins = false;
		add_side(&out->base, base);
		add_side(&out->ours, ours);
		add_side(&out->theirs, theirs);
	} else {
		text_render(&out->base, &m, &m.out[BASE]);
		text_render(&out->ours, &m, &m.out[OURS]);
		text_render(&out->theirs, &m, &m.out[THEIRS]);
		text_render(&out->both, &m, &m.both);
	}
	clear_texts(&m);
}

void text_merge_clear(struct text_merge *m)
{
	str_free(&m->ours);
	str_free(&m->theirs);
	str_free(&m->base);
	str_free(&m->both);
}
