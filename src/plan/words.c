#include "plan/words.h"

#include "plan/align.h"

#include "base/str.h"

/* Words and what stands between them are pieces of their own. */
static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

struct pieces {
	struct piece *p;
	size_t count, room;
};

static void cut(struct pieces *out, const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		size_t start = at;
		bool blank = is_blank(text[at]);
		while (at < len && is_blank(text[at]) == blank)
			at++;
		vec_push(out, (struct piece){text + start, at - start});
	}
}

static void add(struct hunks *out, enum hunk_kind kind, struct piece piece)
{
	struct hunk *last = out->count ? &out->p[out->count - 1] : NULL;
	if (last && last->kind == kind && last->text + last->len == piece.bytes)
		last->len += piece.len;
	else
		vec_push(out, (struct hunk){kind, piece.bytes, piece.len});
}

/* A blank that stayed between two changed words reads better as part of the change. */
static void drop_lonely_blanks(const struct pieces *a, int *a_to_b, size_t b_count)
{
	for (size_t i = 1; i + 1 < a->count; i++) {
		int j = a_to_b[i];
		if (j > 0 && (size_t)j + 1 < b_count && is_blank(a->p[i].bytes[0]) && a_to_b[i - 1] == ALIGN_NONE && a_to_b[i + 1] == ALIGN_NONE)
			a_to_b[i] = ALIGN_NONE;
	}
}

/* The blank before a word that stayed is part of what stayed, where both have it. */
static void keep_blanks_before(const struct pieces *a, const struct pieces *b, int *a_to_b)
{
	for (size_t i = 0, next = 0; i + 1 < a->count; i++) {
		int j = a_to_b[i + 1] - 1;
		if (a_to_b[i] == ALIGN_NONE && j >= (int)next && is_blank(a->p[i].bytes[0]) &&
		    bytes_equal(a->p[i].bytes, a->p[i].len, b->p[j].bytes, b->p[j].len))
			a_to_b[i] = j;
		if (a_to_b[i] != ALIGN_NONE)
			next = (size_t)a_to_b[i] + 1;
	}
}

void words_compare(struct hunks *out, const char *old, size_t old_len, const char *new, size_t new_len)
{
	struct pieces a = {0}, b = {0};
	cut(&a, old, old_len);
	cut(&b, new, new_len);
	uint32_t *numbers = mem_alloc((a.count + b.count + 1) * sizeof *numbers);
	int *a_to_b = mem_alloc((a.count + 1) * sizeof *a_to_b);
	align_number(a.p, a.count, b.p, b.count, numbers, numbers + a.count);
	align(numbers, a.count, numbers + a.count, b.count, a_to_b);
	drop_lonely_blanks(&a, a_to_b, b.count);
	keep_blanks_before(&a, &b, a_to_b);
	for (size_t i = 0, j = 0; i < a.count || j < b.count;) {
		while (i < a.count && a_to_b[i] == ALIGN_NONE)
			add(out, HUNK_REMOVED, a.p[i++]);
		size_t to = i < a.count ? (size_t)a_to_b[i] : b.count;
		while (j < to)
			add(out, HUNK_ADDED, b.p[j++]);
		if (i < a.count) {
			add(out, HUNK_SAME, a.p[i++]);
			j++;
		}
	}
	free(numbers);
	free(a_to_b);
	vec_free(&a);
	vec_free(&b);
}
