/* The white space between two words of a result is merged by itself, so that a text that was wrapped anew merges with one in which
 * words changed. */
#include "plan/merge_text_internal.h"

static bool same_gap(const struct texts *m, size_t a, struct range x, size_t b, struct range y)
{
	return bytes_equal(m->rows[a].text + x.from, x.to - x.from, m->rows[b].text + y.from, y.to - y.from);
}

static void add_gap(struct str *out, const struct texts *m, size_t side, struct range gap)
{
	str_add(out, m->rows[side].text + gap.from, gap.to - gap.from);
}

static bool parts_paragraphs(const struct texts *m, size_t side, const struct range gaps[SIDES])
{
	return text_count_lines(&m->rows[side], gaps[side]) > 1;
}

/* White space that all three have: who changed it; of both, who made a paragraph of it, else ours. */
static void add_merged_gap(struct str *out, const struct texts *m, const struct range gaps[SIDES])
{
	bool ours = !same_gap(m, BASE, gaps[BASE], OURS, gaps[OURS]), theirs = !same_gap(m, BASE, gaps[BASE], THEIRS, gaps[THEIRS]);
	bool parted = theirs && parts_paragraphs(m, THEIRS, gaps) && !parts_paragraphs(m, OURS, gaps);
	size_t side = ours && !parted ? OURS : THEIRS;
	add_gap(out, m, side, gaps[side]);
}

static bool is_everywhere(const struct cell *c)
{
	return c->in[BASE] >= 0 && c->in[OURS] >= 0 && c->in[THEIRS] >= 0;
}

/* At the edge of a stretch that `side` put in the place of another, with the white space that base has there: that may be
 * another in the other side, where only it was wrapped anew. */
static bool add_other_gap(struct str *out, const struct texts *m, const struct cell *before, const struct cell *after, size_t side, struct range gap)
{
	size_t other = side == OURS ? THEIRS : OURS;
	const struct cell *edge = after->begins && is_everywhere(before) ? before : before->ends && is_everywhere(after) ? after : NULL;
	size_t behind = edge == before;
	if (!edge || !same_gap(m, side, gap, BASE, text_gap(&m->rows[BASE], (size_t)edge->in[BASE] + behind)))
		return false;
	add_gap(out, m, other, text_gap(&m->rows[other], (size_t)edge->in[other] + behind));
	return true;
}

/* Between two that stand side by side nowhere: what stood behind the first or before the second, whichever parts them more. */
static void add_break(struct str *out, const struct texts *m, const struct cell *before, const struct cell *after)
{
	size_t side = after->in[OURS] >= 0 ? OURS : after->in[THEIRS] >= 0 ? THEIRS : BASE;
	size_t from = before->in[OURS] >= 0 ? OURS : before->in[THEIRS] >= 0 ? THEIRS : BASE;
	const struct row *a = &m->rows[from], *b = &m->rows[side];
	size_t next = (size_t)before->in[from] + 1, at = (size_t)after->in[side];
	struct range behind = next < a->tokens.count ? text_gap(a, next) : (struct range){0, 0};
	struct range above = at ? text_gap(b, at) : (struct range){0, 0};
	size_t start = out->len;
	if (at == 0 || text_count_lines(a, behind) > text_count_lines(b, above))
		add_gap(out, m, from, behind);
	else
		add_gap(out, m, side, above);
	if (out->len == start && (b->tokens.p[at].word || at == 0))
		str_add_char(out, ' ');
}

/* The white space between two tokens of a result: that of the versions in which they stand side by side, else what
 * stands before the second where that comes from. */
static void add_space(struct str *out, const struct texts *m, const struct cell *before, const struct cell *after)
{
	struct range gaps[SIDES];
	bool beside[SIDES];
	for (size_t s = 0; s < SIDES; s++) {
		beside[s] = after->in[s] >= 0 && before->in[s] + 1 == after->in[s];
		if (beside[s])
			gaps[s] = text_gap(&m->rows[s], (size_t)after->in[s]);
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

static void add_word(struct str *out, const struct texts *m, const struct cell *c)
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

void text_render(struct str *out, const struct texts *m, const struct cells *cells)
{
	struct range ends[2][SIDES];
	for (size_t s = 0; s < SIDES; s++) {
		ends[0][s] = text_gap(&m->rows[s], 0);
		ends[1][s] = text_gap(&m->rows[s], m->rows[s].tokens.count);
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
