/* Tables and time lines on a page. */
#include "screens/page_internal.h"

#include "base/date.h"
#include "base/text.h"

enum {
	GAP = 2,                                    /* between columns */
	WHEN_COLS = 22,                             /* most that the period of a phase gets */
	BAR_SMALL = 12, BAR = 24, BAR_LARGE = 36, ROOM_FOR_BAR = 70, ROOM_FOR_LARGE = 90
};

/* --- tables ------------------------------------------------------------------------------- */

/* What the columns would like: their longest cell. */
static void measure(int *widths, const struct table *t)
{
	for (size_t c = 0; c < t->columns; c++)
		widths[c] = text_string_width(t->heads[c]);
	for (size_t i = 0; i < t->rows * t->columns; i++) {
		int wide = text_string_width(t->cells[i]);
		if (wide > widths[i % t->columns])
			widths[i % t->columns] = wide;
	}
}

static int sum_up_to(const int *widths, size_t count, int cap)
{
	int sum = 0;
	for (size_t i = 0; i < count; i++)
		sum += widths[i] < cap ? widths[i] : cap;
	return sum;
}

/* The widest columns give way, as far as they must. */
static void fit(int *widths, size_t count, int room)
{
	int cap = room > 1 ? room : 1;
	while (cap > 1 && sum_up_to(widths, count, cap) > room)
		cap--;
	for (size_t i = 0; i < count; i++)
		widths[i] = widths[i] < cap ? widths[i] : cap > 0 ? cap : 1;
}

static size_t add_row(struct page *p, const struct table *t, const char *const cells[], const int *widths, enum role role, size_t line)
{
	size_t most = 1;
	for (size_t c = 0, x = 0; c < t->columns; x += (size_t)widths[c++] + GAP) {
		int wide = text_string_width(cells[c]), shift = t->right[c] && wide < widths[c] ? widths[c] - wide : 0;
		size_t n = page_wrap_text(p, line, (int)x + shift, widths[c], role, cells[c]);
		most = n > most ? n : most;
	}
	return most;
}

size_t page_add_table(struct page *p, const struct table *t, size_t line)
{
	int *widths = mem_alloc(t->columns * sizeof *widths), gaps = (int)(t->columns - 1) * GAP, all = gaps;
	measure(widths, t);
	fit(widths, t->columns, p->cols - gaps);
	for (size_t c = 0; c < t->columns; c++)
		all += widths[c];
	size_t at = line + add_row(p, t, t->heads, widths, ROLE_DIM, line);
	page_put_times(p, at++, 0, SIGN_LINE, all);
	for (size_t row = 0; row < t->rows; row++) {
		if (t->total && row + 1 == t->rows)
			page_put_times(p, at++, 0, SIGN_LINE, all);
		at += add_row(p, t, (const char *const *)t->cells + row * t->columns, widths, ROLE_TEXT, at);
	}
	free(widths);
	return at - line;
}

/* --- the time line ---------------------------------------------------------------------------- */

/* The columns of the bars: a whole number for each month where that fits. */
static int bar_cols(const struct phases *all, int cols)
{
	int room = cols >= ROOM_FOR_LARGE ? BAR_LARGE : cols >= ROOM_FOR_BAR ? BAR : BAR_SMALL;
	if (all->months == 0)
		return 0;
	return all->months <= room ? room / all->months * all->months : room;
}

static void add_bar(struct page *p, const struct phases *all, size_t phase, size_t line, int x, int cols)
{
	for (int i = 0, run; i < cols; i += run) {
		bool full = phases_fill(all, phase, i, cols);
		struct str bar = {0};
		for (run = 0; i + run < cols && phases_fill(all, phase, i + run, cols) == full; run++)
			str_add_text(&bar, draw_sign(full ? SIGN_BAR : SIGN_DOT));
		page_put(p, line, x + i, full ? ROLE_TEXT : ROLE_DIM, bar.p, bar.len);
		str_free(&bar);
	}
}

/* The first and the last month, above the bars; behind each other where the bars are short. */
static void add_scale(struct page *p, const struct phases *all, size_t line, int x, int cols)
{
	struct str first = {0}, last = {0};
	int end = all->first + all->months - 1;
	str_addf(&first, "%s %d", date_month_name(all->first), all->first / 12);
	str_addf(&last, "%s %d", date_month_name(end), end / 12);
	bool apart = all->months > 1 && (int)(first.len + last.len) < cols;
	if (all->months > 1 && !apart)
		str_addf(&first, " – %s", last.p);
	page_put(p, line, x, ROLE_DIM, first.p, first.len);
	if (apart)
		page_put(p, line, x + cols - (int)last.len, ROLE_DIM, last.p, last.len);
	str_free(&first);
	str_free(&last);
}

static int longest_period(const struct phases *all)
{
	int most = 0;
	for (size_t i = 0; i < all->count; i++) {
		int wide = text_string_width(all->p[i].when);
		most = wide > most ? wide : most;
	}
	return most < WHEN_COLS ? most : WHEN_COLS;
}

static size_t add_phase(struct page *p, const struct phases *all, size_t i, size_t line, int name, int bar)
{
	const struct phase *phase = &all->p[i];
	int when = name + GAP + (bar ? bar + GAP : 0);
	size_t n = page_wrap_text(p, line, 0, name, ROLE_TEXT, phase->name), k = 1;
	if (bar)
		add_bar(p, all, i, line, name + GAP, bar);
	if (*phase->when)
		k = page_wrap_text(p, line, when, p->cols - when, ROLE_TEXT, phase->when);
	n = n > k ? n : k;
	return *phase->note ? n + page_wrap_text(p, line + n, GAP, p->cols - GAP, ROLE_DIM, phase->note) : n;
}

size_t page_add_phases(struct page *p, const struct phases *all, size_t line)
{
	int bar = bar_cols(all, p->cols), period = longest_period(all), longest = 0;
	int room = p->cols - (bar ? bar + GAP : 0) - (period ? period + GAP : 0);
	size_t at = line;
	for (size_t i = 0; i < all->count; i++) {
		int wide = text_string_width(all->p[i].name);
		longest = wide > longest ? wide : longest;
	}
	int name = longest < room ? longest : room;
	if (bar)
		add_scale(p, all, at++, name + GAP, bar);
	for (size_t i = 0; i < all->count; i++)
		at += add_phase(p, all, i, at, name, bar);
	return at - line;
}
