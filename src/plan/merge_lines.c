/* Line by line: comments of both sides stay; and both versions of a file in one, between markers. */
#include "plan/align.h"
#include "plan/merge.h"
#include "plan/merge_text.h"

#include "base/vec.h"

#include <string.h>

struct range {
	size_t from, to;
};

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

/* Which lines of theirs that base has not are among those of ours that base has not?  A blank line is not. */
static bool *find_twins(const struct lines *ours, const int *in_ours, const struct lines *theirs, size_t n)
{
	size_t k = ours->pieces.count, m = theirs->pieces.count;
	uint32_t *numbers = mem_alloc((k + m + 1) * sizeof *numbers);
	bool *known = mem_alloc(k + 1), *is_new = mem_alloc(k + m + 1), *twins = mem_alloc(m + 1);
	align_number(ours->pieces.p, k, theirs->pieces.p, m, numbers, numbers + k);
	for (size_t i = 0; i < n; i++)
		if (in_ours[i] != ALIGN_NONE)
			known[in_ours[i]] = true;
	for (size_t i = 0; i < k; i++)
		is_new[numbers[i]] |= !known[i];
	for (size_t j = 0; j < m; j++)
		twins[j] = theirs->pieces.p[j].len > 1 && is_new[numbers[k + j]];
	free(numbers);
	free(known);
	free(is_new);
	return twins;
}

static size_t count_blank(const struct lines *l, struct range r)
{
	size_t count = 0;
	for (size_t i = r.from; i < r.to; i++)
		count += l->pieces.p[i].len == 1;
	return count;
}

/* Is all that a side put in here blank, and did the other put in as much? */
static bool are_same_blanks(const struct lines *a, struct range here, const struct lines *b, struct range there)
{
	size_t blank = count_blank(a, here);
	return blank == here.to - here.from && blank <= count_blank(b, there);
}

/* The lines from `next` on that have no partner before the one that has. */
static struct range new_lines(const size_t *ahead, size_t i, size_t *next)
{
	struct range r = {*next, ahead[i]};
	*next = r.to;
	return r;
}

void lines_merge(struct str *out, struct text_side base, struct text_side ours, struct text_side theirs)
{
	struct lines b = {0}, o = {0}, t = {0};
	cut_lines(&b, base);
	cut_lines(&o, ours);
	cut_lines(&t, theirs);
	size_t n = b.pieces.count, next_ours = 0, next_theirs = 0;
	int *in_ours = align_lines(&b, &o), *in_theirs = align_lines(&b, &t);
	size_t *ours_ahead = align_ahead(in_ours, n, o.pieces.count), *theirs_ahead = align_ahead(in_theirs, n, t.pieces.count);
	bool *twins = find_twins(&o, in_ours, &t, n);
	for (size_t i = 0; i <= n; i++) {
		struct range mine = new_lines(ours_ahead, i, &next_ours), other = new_lines(theirs_ahead, i, &next_theirs);
		bool only_theirs = are_same_blanks(&o, mine, &t, other), only_ours = !only_theirs && are_same_blanks(&t, other, &o, mine);
		for (size_t j = mine.from; j < mine.to && !only_theirs; j++)
			str_add(out, o.pieces.p[j].bytes, o.pieces.p[j].len);
		for (size_t j = other.from; j < other.to && !only_ours; j++)
			if (!twins[j])
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
	free(ours_ahead);
	free(theirs_ahead);
	free(twins);
	vec_free(&b.pieces);
	vec_free(&o.pieces);
	vec_free(&t.pieces);
}

/* --- markers ------------------------------------------------------------------------ */

/* A whole line, also where the file ends without a line end. */
static void add_line(struct str *out, struct piece line, const char *eol)
{
	str_add(out, line.bytes, line.len);
	if (line.len && line.bytes[line.len - 1] != '\n')
		str_add_text(out, eol);
}

struct marker {
	size_t size;
	const char *eol;
};

/* The name up to its line end. */
static void add_marker(struct str *out, const struct marker *m, char sign, const char *name)
{
	str_add_times(out, sign, m->size);
	if (name)
		str_addf(out, " %.*s", (int)strcspn(name, "\r\n"), name);
	str_add_text(out, m->eol);
}

static const char *line_end_of(const struct lines *l)
{
	const struct piece *p = l->pieces.count ? &l->pieces.p[0] : NULL;
	return p && p->len > 1 && p->bytes[p->len - 2] == '\r' && p->bytes[p->len - 1] == '\n' ? "\r\n" : "\n";
}

void merge_markers(struct str *out, struct merge_bytes ours, struct merge_bytes theirs, size_t size, const char *ours_name, const char *theirs_name)
{
	struct lines a = {0}, b = {0};
	cut_lines(&a, (struct text_side){ours.p, ours.len});
	cut_lines(&b, (struct text_side){theirs.p, theirs.len});
	size_t n = a.pieces.count, m = b.pieces.count;
	const struct marker marker = {size, line_end_of(&a)};
	int *found = align_lines(&a, &b);
	for (size_t i = 0, j = 0; i < n || j < m;) {
		size_t end = i;
		while (end < n && found[end] == ALIGN_NONE)
			end++;
		size_t to = end < n ? (size_t)found[end] : m;
		if (end > i || to > j) {
			add_marker(out, &marker, '<', ours_name);
			while (i < end)
				add_line(out, a.pieces.p[i++], marker.eol);
			add_marker(out, &marker, '=', NULL);
			while (j < to)
				add_line(out, b.pieces.p[j++], marker.eol);
			add_marker(out, &marker, '>', theirs_name);
		}
		if (i < n) {
			str_add(out, a.pieces.p[i].bytes, a.pieces.p[i].len);
			i++;
			j++;
		}
	}
	free(found);
	vec_free(&a.pieces);
	vec_free(&b.pieces);
}
