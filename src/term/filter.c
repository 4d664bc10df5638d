#include "term/filter.h"

#include "base/mem.h"
#include "base/taal.h"
#include "base/text.h"
#include "term/search_line.h"

#include <stdlib.h>
#include <string.h>

enum { FOOT = 2 /* the line, and air above it */, LEAST_FIELD = 28 /* with its label */, MOST_COLS = 76 };

void filter_init(struct filter *f, struct list *list, filter_words *words, filter_away *away)
{
	*f = (struct filter){.list = list, .words = words, .away = away};
	filter_refresh(f);
}

void filter_clear(struct filter *f)
{
	list_hide(f->list, NULL, 0);
	editor_free(f->line);
	str_free(&f->clip.text);
	wanted_clear(&f->wanted);
	str_free(&f->folded);
	free(f->last);
	free(f->ends);
	free(f->hidden);
	*f = (struct filter){.list = f->list};
}

/* --- which rows ------------------------------------------------------------------- */

/* Of the rows that were not folded yet. */
static void fold_rows(struct filter *f)
{
	const struct list *l = f->list;
	struct str words = {0};
	if (l->count > f->rows)
		f->ends = mem_resize(f->ends, l->count, sizeof *f->ends);
	for (; f->rows < l->count; f->rows++) {
		str_clear(&words);
		f->words(l->ctx, f->rows, &words);
		text_fold(&f->folded, str_text(&words), words.len);
		f->ends[f->rows] = f->folded.len;
	}
	str_free(&words);
}

static bool matches(const struct filter *f, size_t row)
{
	size_t start = row ? f->ends[row - 1] : 0;
	return wanted_in(&f->wanted, str_text(&f->folded) + start, f->ends[row] - start);
}

/* From row `judged` on: which are left out. */
static void judge(struct filter *f)
{
	struct list *l = f->list;
	bool used = filter_is_used(f);
	l->note = used ? _("Niets gevonden. Haal letters weg; met Esc ziet u alles.") : NULL;
	if (!used && !f->away) {
		f->judged = 0;
		list_hide(l, NULL, 0);
		return;
	}
	if (used)
		fold_rows(f);
	f->hidden = mem_resize(f->hidden, l->count + 1, sizeof *f->hidden);
	for (; f->judged < l->count; f->judged++)
		f->hidden[f->judged] = used ? !matches(f, f->judged) : f->away(l->ctx, f->judged);
	list_hide(l, f->hidden, l->count);
}

static void apply(struct filter *f)
{
	f->judged = 0;
	judge(f);
}

void filter_refresh(struct filter *f)
{
	str_clear(&f->folded);
	f->rows = 0;
	apply(f);
}

void filter_more(struct filter *f)
{
	judge(f);
}

bool filter_is_open(const struct filter *f)
{
	return f && f->line;
}

bool filter_is_used(const struct filter *f)
{
	return f->wanted.count > 0;
}

bool filter_has_rows(const struct filter *f)
{
	return f->list->count > 0;
}

struct filter *filter_of(const struct screen *s)
{
	return s->class->filter ? s->class->filter((struct screen *)s) : NULL;
}

/* --- open and closed -------------------------------------------------------------- */

static void look(struct filter *f)
{
	size_t len;
	const char *typed = editor_text(f->line, &len);
	wanted_set(&f->wanted, typed, len);
	apply(f);
}

void filter_open(struct filter *f)
{
	const char *last = f->last ? f->last : "";
	f->line = editor_new(last, strlen(last), false, &f->clip);
	if (*last)
		editor_key(f->line, &(struct event){.key = K_CTRL_A});
	look(f);
}

void filter_close(struct filter *f)
{
	editor_free(f->line);
	f->line = NULL;
	wanted_set(&f->wanted, "", 0);
	apply(f);
}

static void keep_last(struct filter *f, const char *text)
{
	char *copy = mem_text(text);
	free(f->last);
	f->last = copy;
}

/* Enter does what it does on the row, with all rows there again. */
static bool enter(struct filter *f, struct ui *ui)
{
	size_t len;
	if (list_shown(f->list) == 0) {
		ui_message(ui, _("Er is niets gekozen: met deze letters is niets gevonden."));
		return true;
	}
	keep_last(f, editor_text(f->line, &len));
	filter_close(f);
	return false;
}

bool filter_key(struct filter *f, struct ui *ui, const struct event *ev)
{
	switch (ev->key) {
	case K_ENTER:
		return enter(f, ui);
	case K_ESC:
		keep_last(f, NULL);
		filter_close(f);
		return true;
	case K_TAB:
	case K_BACKTAB:
		return list_key(f->list, ev);
	}
	bool typed, used = search_line_key(f->line, f->list, ev, &typed);
	if (typed)
		look(f);
	/* with nothing left to undo in the line, what the line is about is left alone */
	return used || ev->key == K_CTRL_Z || ev->key == K_CTRL_Y;
}

/* --- on screen ---------------------------------------------------------------------- */

int filter_lines(const struct filter *f)
{
	return filter_is_open(f) ? FOOT : 0;
}

static int line_cols(struct area a)
{
	return a.cols < MOST_COLS ? a.cols : MOST_COLS;
}

/* What the line leaves at the right edge: what is wider than it, a column of air, and the count. */
static int right_cols(struct area a, int count)
{
	return a.cols - line_cols(a) + 1 + count;
}

/* "3 van 12", where there is room for it beside the line. */
static int count_cols(const struct filter *f, struct area a, struct str *out)
{
	if (filter_is_used(f))
		str_addf(out, _("%zu van %zu"), list_shown(f->list), f->list->count);
	int wide = text_width(str_text(out), out->len);
	return wide && line_cols(a) - wide >= LEAST_FIELD ? wide + 2 : 0;
}

void filter_layout(struct filter *f, struct area a)
{
	struct str count = {0};
	search_line_layout(f->line, a, right_cols(a, count_cols(f, a, &count)));
	str_free(&count);
}

void filter_draw(const struct filter *f, struct area a)
{
	struct str count = {0};
	int wide = count_cols(f, a, &count);
	if (wide)
		draw_string(a, 0, line_cols(a) + 1 - wide, wide, ROLE_DIM, count.p);
	search_line_draw(f->line, a, right_cols(a, wide), true);
	str_free(&count);
}
