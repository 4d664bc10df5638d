#include "screens/changes.h"

#include "base/mem.h"
#include "base/taal.h"
#include "base/text.h"
#include "plan/message.h"
#include "plan/words.h"
#include "screens/show.h"

#include <stdlib.h>
#include <string.h>

enum {
	CONTEXT = 60,     /* columns of what stayed the same that are shown on each side of a change */
	NAMED = 2,        /* changes that a summary names */
	MARGIN = 3, PROSE_COLS = 100
};

/* --- one change as pieces of text ------------------------------------------------------ */

typedef VEC(struct run) runs_vec;

static void add_run(runs_vec *runs, enum role role, const char *s, size_t len)
{
	if (len)
		vec_push(runs, (struct run){role, s, len});
}

static void add_string(runs_vec *runs, enum role role, const char *s)
{
	add_run(runs, role, s, strlen(s));
}

/* The last words of a text that take CONTEXT columns at most. */
static size_t tail_of(const char *s, size_t len)
{
	size_t at = len > CONTEXT ? len - CONTEXT : 0;
	const char *blank = memchr(s + at, ' ', len - at);
	return blank ? (size_t)(blank + 1 - s) : len;
}

static void add_same(runs_vec *runs, const struct hunk *h, bool first, bool last)
{
	size_t head = first ? 0 : text_fit(h->text, h->len, CONTEXT, NULL), tail = last ? h->len : tail_of(h->text, h->len);
	if (h->len <= 3 * CONTEXT || head >= tail) {
		add_run(runs, ROLE_TEXT, h->text, h->len);
		return;
	}
	add_run(runs, ROLE_TEXT, h->text, head);
	add_string(runs, ROLE_DIM, first ? "… " : last ? " …" : " … ");
	add_run(runs, ROLE_TEXT, h->text + tail, h->len - tail);
}

static void add_marked(runs_vec *runs, enum role role, const char *open, const struct hunk *h, const char *close)
{
	add_string(runs, role, open);
	add_run(runs, role, h->text, h->len);
	add_string(runs, role, close);
}

static void add_words(runs_vec *runs, const char *before, const char *after, bool whole)
{
	struct hunks hunks = {0};
	words_compare(&hunks, before, strlen(before), after, strlen(after));
	for (size_t i = 0; i < hunks.count; i++) {
		const struct hunk *h = &hunks.p[i];
		if (h->kind == HUNK_REMOVED)
			add_marked(runs, ROLE_REMOVED, "[-", h, "-]");
		else if (h->kind == HUNK_ADDED)
			add_marked(runs, ROLE_ADDED, "{+", h, "+}");
		else if (whole)
			add_run(runs, ROLE_TEXT, h->text, h->len);
		else
			add_same(runs, h, i == 0, i + 1 == hunks.count);
	}
	vec_free(&hunks);
}

/* NULL: there was, or is, nothing. */
static void add_texts(runs_vec *runs, const char *before, const char *after, bool whole)
{
	if (before && after) {
		add_words(runs, before, after, whole);
		return;
	}
	add_string(runs, before ? ROLE_REMOVED : ROLE_ADDED, before ? "- " : "+ ");
	add_string(runs, before ? ROLE_REMOVED : ROLE_ADDED, before ? before : after ? after : "");
}

static void push(struct changes *out, const char *where, char *take_before, char *take_after, runs_vec *take)
{
	vec_push(out, (struct shown_change){mem_text(where), {take_before, take_after}, take->p, take->count});
}

void changes_add(struct changes *out, const char *where, const char *before, const char *after)
{
	runs_vec runs = {0};
	char *a = mem_text(before), *b = mem_text(after);
	add_texts(&runs, a, b, true);
	push(out, where, a, b, &runs);
}

static char *text_of(const struct node *n)
{
	struct str s = {0};
	if (!n)
		return NULL;
	show_node(&s, n);
	return str_take(&s);
}

/* From where to where, and what. */
static char *moved(const struct change *c)
{
	struct str s = {0};
	if (c->kind == CHANGE_RENAMED)
		str_addf(&s, _("heet nu %s, eerst %s"), c->new->key, c->old->key);
	else if (schema_is_item(c->new))
		str_addf(&s, _("van plaats %zu naar plaats %zu: "), c->old->index + 1, c->new->index + 1);
	else
		str_add_text(&s, _("staat op een andere plaats in het bestand"));
	if (c->kind != CHANGE_RENAMED && schema_is_item(c->new))
		show_node(&s, c->new);
	return str_take(&s);
}

static void add_change(struct changes *out, const struct change *c, bool whole)
{
	struct str where = {0};
	runs_vec runs = {0};
	char *before = text_of(c->old), *after = text_of(c->new);
	show_node_place(&where, c->new ? c->new : c->old);
	if (c->kind == CHANGE_MOVED || c->kind == CHANGE_RENAMED) {
		free(after);
		after = moved(c);
		add_string(&runs, ROLE_TEXT, after);
	} else {
		add_texts(&runs, c->kind == CHANGE_ADDED ? NULL : before, c->kind == CHANGE_REMOVED ? NULL : after, whole);
	}
	push(out, str_text(&where), before, after, &runs);
	str_free(&where);
}

void changes_build(struct changes *out, const struct change *from, size_t count, bool whole)
{
	changes_clear(out);
	for (size_t i = 0; i < count; i++)
		add_change(out, &from[i], whole);
}

void changes_clear(struct changes *c)
{
	for (size_t i = 0; i < c->count; i++) {
		free(c->p[i].where);
		free(c->p[i].texts[0]);
		free(c->p[i].texts[1]);
		free(c->p[i].runs);
	}
	vec_free(c);
	*c = (struct changes){0};
}

/* --- on screen -------------------------------------------------------------------------- */

static int prose_cols(int cols)
{
	int room = cols - MARGIN - 1;
	return room < 1 ? 1 : room < PROSE_COLS ? room : PROSE_COLS;
}

/* Draws all, or nothing in an area without rows; gives the lines. */
static int draw(const struct changes *c, struct area a)
{
	int y = 0;
	for (size_t i = 0; i < c->count; i++) {
		const struct shown_change *change = &c->p[i];
		y += i > 0;
		draw_string(a, y++, 1, a.cols - 2, ROLE_HEADING, change->where);
		y += draw_runs(a, y, MARGIN, prose_cols(a.cols), change->runs, change->count);
	}
	return y;
}

static void scroll_to(struct changes *c, int top)
{
	int most = c->lines - c->rows;
	c->top = top > most ? most : top;
	c->top = c->top > 0 ? c->top : 0;
}

void changes_layout(struct changes *c, struct area a)
{
	c->lines = draw(c, (struct area){.cols = a.cols});
	c->rows = a.rows;
	scroll_to(c, c->top);
}

void changes_draw(const struct changes *c, struct area a)
{
	a.skip = c->top;
	draw(c, a);
	a.skip = 0;
	draw_more(a, c->top > 0, c->top + c->rows < c->lines);
}

bool changes_key(struct changes *c, const struct event *ev)
{
	int was = c->top;
	switch (ev->key) {
	case K_UP:
	case K_DOWN:
		scroll_to(c, c->top + (ev->key == K_UP ? -1 : 1));
		return c->top != was || ev->key == K_UP;
	case K_PAGE_UP:
	case K_PAGE_DOWN:
		scroll_to(c, c->top + (ev->key == K_PAGE_UP ? 1 - c->rows : c->rows - 1));
		return true;
	case K_HOME:
	case K_END:
		scroll_to(c, ev->key == K_HOME ? 0 : c->lines);
		return true;
	case K_WHEEL_UP:
	case K_WHEEL_DOWN:
		scroll_to(c, c->top + (ev->key == K_WHEEL_UP ? -KEY_WHEEL_LINES : KEY_WHEEL_LINES));
		return true;
	default:
		return false;
	}
}

void changes_summarise(struct str *out, const struct change *from, size_t count)
{
	for (size_t i = 0; i < count && i < NAMED; i++) {
		str_add_text(out, i ? ", " : "");
		message_change(out, &from[i]);
	}
	if (count == NAMED + 1)
		str_add_text(out, _(" en nog 1 wijziging"));
	else if (count > NAMED)
		str_addf(out, _(" en nog %zu wijzigingen"), count - NAMED);
}
