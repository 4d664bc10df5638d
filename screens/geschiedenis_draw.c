/* How the history looks: a list of versions; below it, or beside it where there is room, the chosen one. */
#include "screens/geschiedenis.h"

#include "base/mem.h"
#include "base/taal.h"
#include "base/text.h"
#include "plan/message.h"

#include <stdlib.h>
#include <string.h>

enum {
	LEFT_COLS = 66,
	WHEN_COLS = 14, WHO_COLS = 18, WHO_COLS_SMALL = 13, WIDE = 74,
	REASON_LEAST = 8 /* columns that a reason needs to stand behind what changed */
};

/* --- what changed, in a row --------------------------------------------------------------- */

/* In what room there is left. */
static void summarise(struct str *out, const struct geschiedenis *g, const struct history_detail *d)
{
	const struct diff changes = {.changes = {d->changes.p, d->changes.count, d->changes.count}};
	int room = g->said.cols - text_width(str_text(out), out->len);
	if (changes.changes.count)
		message_summarise(out, &changes, !*g->path, room);
}

static void describe(struct str *out, const struct geschiedenis *g, size_t i)
{
	const struct history_row *row = history_row(g->history, i);
	const struct history_detail *d;
	struct err none;
	if (history_detail(g->history, i, &d, &none) || (!d->readable && !d->after)) {
		str_add_text(out, _("niet te lezen"));
	} else if (!d->readable) {
		str_add_text(out, _("weer te lezen"));
	} else if (row->was) {
		str_addf(out, _("andere naam; het heette %s"), row->was);
	} else if (d->from) {
		str_addf(out, _("kwam uit %s"), d->from);
		if (d->changes.count)
			str_add_text(out, "; ");
		summarise(out, g, d);
	} else if (d->changes.count) {
		summarise(out, g, d);
	} else if (*g->path) {
		str_add_text(out, d->first ? _("toegevoegd") : _("weggehaald"));
	} else {
		str_add_text(out, d->first ? _("plan gemaakt") : _("plan weggehaald"));
	}
}

void geschiedenis_unsay(struct geschiedenis *g)
{
	for (size_t i = 0; i < g->said.count; i++) {
		free(g->said.p[i].what);
		free(g->said.p[i].reason);
	}
	vec_free(&g->said);
	g->said.reasons = g->said.found_by = 0;
	changes_clear(&g->detail);
	g->of = 0;
}

static struct said_row *said_row(struct geschiedenis *g, size_t i)
{
	while (g->said.count <= i)
		vec_push(&g->said, (struct said_row){0});
	return &g->said.p[i];
}

static void take_reason(struct said_row *row, char *take)
{
	free(row->reason);
	row->reason = take;
	row->asked = true;
}

/* Drawing then needs no look at the version: what is known of it goes once others were looked at. */
static void say(struct geschiedenis *g, size_t i)
{
	struct str text = {0};
	struct said_row *row = said_row(g, i);
	describe(&text, g, i);
	row->what = str_take(&text);
	take_reason(row, mem_text(versie_reason(g->history, i)));
}

static bool is_said(const struct geschiedenis *g, size_t i)
{
	return i < g->said.count && g->said.p[i].what;
}

bool geschiedenis_say(struct geschiedenis *g)
{
	int room = g->list.rows;
	for (size_t i = g->list.first; i < g->list.count && room > 0; i++) {
		if (!list_shows(&g->list, i))
			continue;
		room--;
		if (is_said(g, i))
			continue;
		say(g, i);
		return true;
	}
	return false;
}

const char *geschiedenis_reason(const struct geschiedenis *g, size_t i)
{
	return i < g->said.count ? g->said.p[i].reason : NULL;
}

void geschiedenis_ask_reason(struct geschiedenis *g, size_t i)
{
	struct said_row *row = said_row(g, i);
	char *id = NULL, *reason = NULL;
	struct err none;
	if (row->asked)
		return;
	if (history_message(g->history, i, &id, &reason, &none))
		reason = NULL;
	take_reason(row, reason);
	free(id);
}

static int who_cols(int cols)
{
	return cols >= WIDE ? WHO_COLS : WHO_COLS_SMALL;
}

static void draw_what(const struct geschiedenis *g, size_t i, struct area a, int x)
{
	const struct history_row *row = history_row(g->history, i);
	const char *what = is_said(g, i) ? g->said.p[i].what : NULL;
	if (!g->base.work) {
		x += draw_string(a, 0, x, a.cols - x, ROLE_LABEL, row->plan ? row->plan : "");
		x += draw_string(a, 0, x + 1, a.cols - x - 1, ROLE_DIM, draw_sign(SIGN_PATH)) + 2;
	}
	x += draw_string(a, 0, x, a.cols - x, what ? ROLE_TEXT : ROLE_DIM, what ? what : draw_sign(SIGN_CUT)) + 2;
	const char *reason = what ? geschiedenis_reason(g, i) : NULL;
	if (reason && x + REASON_LEAST < a.cols)
		draw_text(a, 0, x, a.cols - x, ROLE_DIM, reason, strcspn(reason, "\n"));
}

static void row_draw(const void *ctx, size_t i, struct area a, bool marked)
{
	const struct geschiedenis *g = ctx;
	const struct history_row *row = history_row(g->history, i);
	struct str when = {0};
	int who = who_cols(a.cols);
	date_short(&when, row->when, session_now(g->session));
	draw_string(a, 0, 0, WHEN_COLS - 1, marked ? ROLE_CHOSEN : g->against == i + 1 ? ROLE_WARNING : ROLE_TEXT, when.p);
	draw_string(a, 0, WHEN_COLS, who - 1, ROLE_TEXT, row->name ? row->name : "");
	draw_what(g, i, a, WHEN_COLS + who);
	str_free(&when);
}

const struct list_class geschiedenis_list = {NULL, row_draw, NULL};

/* --- the screen ------------------------------------------------------------------------------ */

/* What is asked of who looks at the list; empty: nothing. */
static void note_of(const struct geschiedenis *g, struct str *out)
{
	if (g->against) {
		str_add_text(out, _("Vergelijk "));
		date_long(out, history_row(g->history, g->against - 1)->when);
		str_add_text(out, _(" met een andere versie: kies er een, dan Enter."));
	} else if (vraag_is_set(&g->vraag)) {
		str_add_text(out, _("alleen: "));
		vraag_say(out, &g->vraag);
	}
}

static int note_lines(const struct geschiedenis *g, struct area a)
{
	struct str note = {0};
	note_of(g, &note);
	int lines = note.len ? draw_prose_height(a.cols - 2, note.p, note.len) : 0;
	str_free(&note);
	return lines;
}

/* Below a line of air, or the note. */
static struct area below_note(const struct geschiedenis *g, struct area a)
{
	int lines = note_lines(g, a);
	return area_inner(a, lines ? lines : 1, 0, 0, 0);
}

static struct area list_area(const struct geschiedenis *g, struct area a)
{
	struct area inner = below_note(g, a);
	if (area_is_wide(a))
		inner.cols = LEFT_COLS;
	else
		inner.rows = (inner.rows - 1) / 2;
	return inner;
}

static struct area detail_area(const struct geschiedenis *g, struct area a)
{
	struct area list = list_area(g, a);
	return area_is_wide(a) ? area_inner(below_note(g, a), 0, LEFT_COLS + 1, 0, 0) : area_inner(a, list.y - a.y + list.rows + 1, 0, 0, 0);
}

/* Below the reason. */
static struct area changes_area(const struct geschiedenis *g, struct area a)
{
	struct area detail = detail_area(g, a);
	const char *reason = g->of ? geschiedenis_reason(g, g->of - 1) : NULL;
	int lines = reason ? draw_prose_height(detail.cols - 3, reason, strlen(reason)) + 1 : 0;
	return area_inner(detail, lines < detail.rows / 2 ? lines : 0, 0, 0, 0);
}

/* The words of the rows were fitted to their room. */
static void fit(struct geschiedenis *g)
{
	int cols = g->list.cols - WHEN_COLS - who_cols(g->list.cols);
	if (cols != g->said.cols)
		geschiedenis_unsay(g);
	g->said.cols = cols;
}

void geschiedenis_layout(struct screen *s, struct area a)
{
	struct geschiedenis *g = (struct geschiedenis *)s;
	list_layout(&g->list, list_area(g, a));
	fit(g);
	if (list_shown(&g->list) && !is_said(g, g->list.chosen))
		say(g, g->list.chosen); /* the others come between keys: each needs two versions of the plan */
	if (list_shown(&g->list) && g->of != g->list.chosen + 1) {
		g->of = g->list.chosen + 1;
		versie_changes(&g->detail, g, g->list.chosen, 0);
		g->detail.top = 0;
	}
	changes_layout(&g->detail, changes_area(g, a));
}

static const char *empty_text(const struct geschiedenis *g)
{
	if (g->broken)
		return g->broken;
	if (!history_is_done(g->history))
		return _("Even zoeken …");
	if (vraag_is_set(&g->vraag))
		return _("Geen enkele versie past hierbij. Met f verandert u de filter, met x staat alles er weer.");
	return _("Er is nog niets van bewaard.");
}

static void draw_detail(const struct geschiedenis *g, struct area a)
{
	struct area detail = detail_area(g, a), changes = changes_area(g, a), list = list_area(g, a);
	if (area_is_wide(a))
		draw_side(below_note(g, a), LEFT_COLS);
	else
		draw_rule(area_inner(a, 0, 1, 0, 1), list.y - a.y + list.rows);
	if (changes.y > detail.y) {
		const char *reason = geschiedenis_reason(g, g->of - 1);
		draw_prose(detail, 0, 1, detail.cols - 3, ROLE_DIM, reason, strlen(reason));
	}
	changes_draw(&g->detail, changes);
}

void geschiedenis_draw(const struct screen *s, struct area a)
{
	const struct geschiedenis *g = (const struct geschiedenis *)s;
	struct str note = {0};
	note_of(g, &note);
	if (note.len)
		draw_prose(a, 0, 1, a.cols - 2, g->against ? ROLE_WARNING : ROLE_LABEL, note.p, note.len);
	str_free(&note);
	if (g->list.count == 0) {
		struct area below = below_note(g, a);
		draw_prose(below, 0, 1, a.cols - 2, ROLE_DIM, empty_text(g), strlen(empty_text(g)));
		draw_cursor(below, 0, 1);
		return;
	}
	list_draw(&g->list, list_area(g, a), true);
	if (list_shown(&g->list))
		draw_detail(g, a);
}

void geschiedenis_heading(const struct screen *s, struct str *left, struct str *right)
{
	const struct geschiedenis *g = (const struct geschiedenis *)s;
	str_addf(left, _("Geschiedenis %s %s"), draw_sign(SIGN_PATH), g->base.work ? work_buurt(g->base.work) : g->name);
	if (g->base.work && *g->name)
		str_addf(left, " %s %s", draw_sign(SIGN_PATH), g->name);
	if (list_shown(&g->list))
		geschiedenis_number(g, g->list.chosen, right);
	if (!g->base.work && history_is_done(g->history))
		str_addf(right, g->list.count == 1 ? _("%zu versie") : _("%zu versies"), g->list.count);
	if (g->broken)
		str_addf(right, "%s%s", right->len ? ", " : "", _("niet verder te lezen"));
}
