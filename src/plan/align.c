#include "plan/align.h"

#include "base/hash.h"
#include "base/str.h"

#include <string.h>

/* Cells of the table for an exact answer. */
static const size_t exact_cells = (size_t)1 << 22;

/* An open hash table of the pieces met so far. */
struct numbering {
	const struct piece **slots;
	uint32_t *numbers, used;
	size_t size;
};

static uint32_t number_of(struct numbering *t, const struct piece *p)
{
	size_t i = hash_bytes(p->bytes, p->len) & (t->size - 1);
	while (t->slots[i]) {
		if (bytes_equal(t->slots[i]->bytes, t->slots[i]->len, p->bytes, p->len))
			return t->numbers[i];
		i = (i + 1) & (t->size - 1);
	}
	t->slots[i] = p;
	return t->numbers[i] = t->used++;
}

void align_number(const struct piece *a, size_t n, const struct piece *b, size_t m, uint32_t *a_numbers, uint32_t *b_numbers)
{
	struct numbering t = {.size = 16};
	while (t.size < (n + m) * 2)
		t.size *= 2;
	t.slots = mem_alloc(t.size * sizeof *t.slots);
	t.numbers = mem_alloc(t.size * sizeof *t.numbers);
	for (size_t i = 0; i < n; i++)
		a_numbers[i] = number_of(&t, &a[i]);
	for (size_t i = 0; i < m; i++)
		b_numbers[i] = number_of(&t, &b[i]);
	free(t.slots);
	free(t.numbers);
}

/* The part of both rows that is left to align, and where it begins. */
struct window {
	const uint32_t *a, *b;
	size_t n, m, a0, b0;
	int *a_to_b;
};

static void pair_up(struct window *w, size_t i, size_t j)
{
	w->a_to_b[w->a0 + i] = (int)(w->b0 + j);
}

/* The textbook table, one byte a cell for the way back; lengths in two rows. */
static void align_exactly(struct window *w)
{
	size_t width = w->m + 1;
	char *way = mem_alloc((w->n + 1) * width);
	uint32_t *below = mem_alloc(width * sizeof *below), *here = mem_alloc(width * sizeof *here);
	for (size_t i = w->n; i-- > 0;) {
		for (size_t j = w->m; j-- > 0;) {
			if (w->a[i] == w->b[j]) {
				here[j] = below[j + 1] + 1;
				way[i * width + j] = '=';
			} else {
				bool down = below[j] >= here[j + 1];
				here[j] = down ? below[j] : here[j + 1];
				way[i * width + j] = here[j] == below[j + 1] ? 'x' : down ? 'a' : 'b'; /* x: one for the other */
			}
		}
		uint32_t *swap = below;
		below = here;
		here = swap;
	}
	for (size_t i = 0, j = 0; i < w->n && j < w->m;) {
		char step = way[i * width + j];
		if (step == '=')
			pair_up(w, i, j);
		i += step != 'b';
		j += step != 'a';
	}
	free(way);
	free(below);
	free(here);
}

static void align_window(struct window w);

/* No pegs either: each piece with the next like it, not far ahead. */
static void align_nearby(struct window *w)
{
	enum { AHEAD = 64 };
	for (size_t i = 0, j = 0; i < w->n && j < w->m; i++)
		for (size_t k = j; k < w->m && k < j + AHEAD; k++)
			if (w->a[i] == w->b[k]) {
				pair_up(w, i, k);
				j = k + 1;
				break;
			}
}

/* Too large for the table: pieces that stand once on either side are the pegs; between them again. */
static void align_by_pegs(struct window *w)
{
	uint32_t highest = 0;
	for (size_t i = 0; i < w->n; i++)
		highest = w->a[i] > highest ? w->a[i] : highest;
	for (size_t j = 0; j < w->m; j++)
		highest = w->b[j] > highest ? w->b[j] : highest;
	int *a_times = mem_alloc((highest + 1) * sizeof *a_times), *b_times = mem_alloc((highest + 1) * sizeof *b_times);
	int *b_place = mem_alloc((highest + 1) * sizeof *b_place), *pegs = mem_alloc(w->n * sizeof *pegs);
	bool *stays = mem_alloc(w->n);
	for (size_t i = 0; i < w->n; i++)
		a_times[w->a[i]]++;
	for (size_t j = 0; j < w->m; j++) {
		b_times[w->b[j]]++;
		b_place[w->b[j]] = (int)j;
	}
	for (size_t i = 0; i < w->n; i++)
		pegs[i] = a_times[w->a[i]] == 1 && b_times[w->a[i]] == 1 ? b_place[w->a[i]] : ALIGN_NONE;
	align_increasing(pegs, w->n, stays);

	size_t i = 0, j = 0;
	for (size_t peg = 0; peg < w->n; peg++) {
		if (!stays[peg])
			continue;
		size_t to = (size_t)pegs[peg];
		align_window((struct window){w->a + i, w->b + j, peg - i, to - j, w->a0 + i, w->b0 + j, w->a_to_b});
		pair_up(w, peg, to);
		i = peg + 1;
		j = to + 1;
	}
	if (i > 0)
		align_window((struct window){w->a + i, w->b + j, w->n - i, w->m - j, w->a0 + i, w->b0 + j, w->a_to_b});
	else
		align_nearby(w);
	free(a_times);
	free(b_times);
	free(b_place);
	free(pegs);
	free(stays);
}

static void align_window(struct window w)
{
	while (w.n && w.m && w.a[0] == w.b[0]) {
		pair_up(&w, 0, 0);
		w.a++, w.b++, w.n--, w.m--, w.a0++, w.b0++;
	}
	while (w.n && w.m && w.a[w.n - 1] == w.b[w.m - 1]) {
		w.n--, w.m--;
		pair_up(&w, w.n, w.m);
	}
	if (!w.n || !w.m)
		return;
	if (w.n <= exact_cells / w.m)
		align_exactly(&w);
	else
		align_by_pegs(&w);
}

void align(const uint32_t *a, size_t n, const uint32_t *b, size_t m, int *a_to_b)
{
	for (size_t i = 0; i < n; i++)
		a_to_b[i] = ALIGN_NONE;
	align_window((struct window){a, b, n, m, 0, 0, a_to_b});
}

size_t *align_ahead(const int *a_to_b, size_t n, size_t m)
{
	size_t *ahead = mem_alloc((n + 1) * sizeof *ahead);
	ahead[n] = m;
	for (size_t i = n; i-- > 0;)
		ahead[i] = a_to_b[i] != ALIGN_NONE ? (size_t)a_to_b[i] : ahead[i + 1];
	return ahead;
}

void align_increasing(const int *values, size_t n, bool *stays)
{
	size_t *tails = mem_alloc((n + 1) * sizeof *tails); /* tails[k]: where the best run of k+1 ends */
	int *before = mem_alloc((n + 1) * sizeof *before);
	size_t length = 0;
	for (size_t i = 0; i < n; i++) {
		stays[i] = false;
		if (values[i] < 0)
			continue;
		size_t low = 0, high = length;
		while (low < high) {
			size_t middle = (low + high) / 2;
			if (values[tails[middle]] < values[i])
				low = middle + 1;
			else
				high = middle;
		}
		before[i] = low ? (int)tails[low - 1] : -1;
		tails[low] = i;
		length += low == length;
	}
	for (int i = length ? (int)tails[length - 1] : -1; i >= 0; i = before[i])
		stays[i] = true;
	free(tails);
	free(before);
}

/* The hashes of a text's words, sorted when first compared. */
struct words {
	VEC(uint64_t) hashes;
	bool sorted;
};

struct words *words_new(void)
{
	return mem_alloc(sizeof(struct words));
}

void words_add(struct words *w, const char *text, size_t len)
{
	static const char between[] = " \t\n.,;:!?()[]{}\"'/";
	for (size_t at = 0; at < len;) {
		size_t start = at;
		while (at < len && (!text[at] || !strchr(between, text[at])))
			at++;
		if (at > start)
			vec_push(&w->hashes, hash_bytes(text + start, at - start));
		while (at < len && text[at] && strchr(between, text[at]))
			at++;
	}
	w->sorted = false;
}

void words_free(struct words *w)
{
	if (w)
		vec_free(&w->hashes);
	free(w);
}

static int by_hash(const void *a, const void *b)
{
	const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

static size_t count_common(struct words *a, struct words *b)
{
	struct words *both[] = {a, b};
	size_t i = 0, j = 0, common = 0;
	for (size_t k = 0; k < 2; k++)
		if (!both[k]->sorted && both[k]->hashes.count)
			qsort(both[k]->hashes.p, both[k]->hashes.count, sizeof *both[k]->hashes.p, by_hash);
	a->sorted = b->sorted = true;
	while (i < a->hashes.count && j < b->hashes.count) {
		uint64_t x = a->hashes.p[i], y = b->hashes.p[j];
		common += x == y;
		i += x <= y;
		j += y <= x;
	}
	return common;
}

double words_likeness(struct words *a, struct words *b)
{
	size_t total = a->hashes.count + b->hashes.count;
	return total ? 2.0 * (double)count_common(a, b) / (double)total : 0;
}

double words_contained(struct words *a, struct words *b)
{
	size_t least = a->hashes.count < b->hashes.count ? a->hashes.count : b->hashes.count;
	return least < 3 ? 0 : (double)count_common(a, b) / (double)least;
}

double words_kept(struct words *a, struct words *b)
{
	return a->hashes.count ? (double)count_common(a, b) / (double)a->hashes.count : 1;
}
