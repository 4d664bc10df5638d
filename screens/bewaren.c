/* Saving: shows what will be put on the record, asks why where that matters, and does it. */
#include "screens/open.h"

#include "base/mem.h"
#include "base/taal.h"
#include "base/text.h"
#include "plan/message.h"
#include "screens/changes.h"
#include "term/dialogue.h"

#include <stdlib.h>
#include <string.h>

enum { REASON_ROWS = 3, SUMMARY_COLS = 110 };

struct bewaren {
	struct work_screen base;
	enum after after;
	struct changes changes;
	size_t count;
	struct str summary, asks;  /* asks: what wants a reason; empty: nothing does */
	struct editor *reason;
	unsigned long kept, seen;  /* states of the reason: in the draft, at the last tick */
};

static struct bewaren *of(struct screen *s)
{
	return (struct bewaren *)s;
}

static const struct bewaren *of_const(const struct screen *s)
{
	return (const struct bewaren *)s;
}

/* --- the reason ------------------------------------------------------------------- */

static bool keep_reason(struct bewaren *b)
{
	size_t len;
	struct str text = {0};
	const char *typed = editor_text(b->reason, &len);
	text_normalise(&text, typed, len);
	sitting_set_reason(b->base.work->sitting, str_text(&text));
	str_free(&text);
	b->kept = editor_changes(b->reason);
	return work_keep(b->base.work, NULL, NULL, 0);
}

static bool bewaren_key(struct ui *ui, struct screen *s, const struct event *ev)
{
	(void)ui;
	struct bewaren *b = of(s);
	bool used = editor_key(b->reason, ev);
	if (editor_changes(b->reason) - b->kept >= EDITOR_DRAFT_KEYS)
		keep_reason(b);
	return used || changes_key(&b->changes, ev);
}

static int bewaren_tick(struct ui *ui, struct screen *s)
{
	struct bewaren *b = of(s);
	unsigned long now = editor_changes(b->reason);
	work_tick(ui, s);
	if (now != b->seen) {
		b->seen = now;
		return EDITOR_PAUSE;
	}
	editor_pause(b->reason);
	if (now != b->kept)
		keep_reason(b);
	return -1;
}

static bool bewaren_leave(struct ui *ui, struct screen *s)
{
	(void)ui;
	return keep_reason(of(s));
}

/* --- saving ----------------------------------------------------------------------------- */

static void done(struct ui *ui, struct bewaren *b, bool saved)
{
	struct work *w = b->base.work;
	enum after after = b->after;
	struct str summary = b->summary; /* the screen is freed later than this */
	b->summary = (struct str){0};
	w->typed = false;
	ui_close(ui);
	work_go(ui, w, after);
	if (saved)
		ui_message(ui, _("Bewaard: %s."), str_text(&summary));
	else
		ui_message(ui, _("Er was niets te bewaren: dit stond al zo in het plan."));
	str_free(&summary);
}

static void failed(struct ui *ui, struct bewaren *b, enum code code, const struct err *e)
{
	struct work *w = b->base.work;
	if (code == ERR_CHANGED && sitting_choices(w->sitting)) {
		ui_close(ui);
		botsing_open(ui, w, e->text);
		return;
	}
	const char *safe = w->unkept.code ? _("Uw tekst staat nog op het scherm.") : _("Uw tekst is er nog, ook als concept.");
	ui_error(ui, "%s %s", e->text, safe);
}

static void run_save(struct ui *ui, struct screen *s)
{
	struct bewaren *b = of(s);
	struct err e = {0};
	bool saved = false;
	keep_reason(b);
	const char *reason = sitting_reason(b->base.work->sitting);
	if (b->asks.len && text_is_blank(reason, strlen(reason))) {
		ui_message(ui, _("Typ eerst in een paar woorden waarom u dit verandert. Er is nog niets bewaard."));
		return;
	}
	struct gegevens found;
	sitting_gegevens(b->base.work->sitting, &found);
	if (found.count) {
		gegevens_open(ui, b->base.work, found, s, run_save);
		return;
	}
	enum code code = sitting_save(b->base.work->sitting, &saved, &e);
	if (code)
		failed(ui, b, code, &e);
	else
		done(ui, b, saved);
}

static void bewaren_back(struct ui *ui, struct screen *s)
{
	keep_reason(of(s));
	ui_close(ui);
	ui_message(ui, _("Nog niet bewaard. Uw wijzigingen staan er nog, ook als concept."));
}

/* --- on screen ------------------------------------------------------------------------------ */

static void bewaren_heading(const struct screen *s, struct str *left, struct str *right)
{
	const struct bewaren *b = of_const(s);
	str_addf(left, _("Bewaren %s %s"), draw_sign(SIGN_PATH), work_buurt(b->base.work));
	str_addf(right, b->count == 1 ? _("%zu wijziging") : _("%zu wijzigingen"), b->count);
}

static int field_rows(const struct bewaren *b, int cols)
{
	int rows = editor_height(b->reason, cols - 4);
	return rows < REASON_ROWS ? rows : REASON_ROWS;
}

/* Below the changes: a line, what is asked, the field. */
static struct area changes_area(const struct bewaren *b, struct area a)
{
	return area_inner(a, 1, 0, field_rows(b, a.cols) + 4, 0);
}

static struct area field_area(const struct bewaren *b, struct area a)
{
	int rows = field_rows(b, a.cols);
	return area_inner(a, a.rows - rows - 1, 3, 1, 1);
}

static void bewaren_layout(struct screen *s, struct area a)
{
	struct bewaren *b = of(s);
	changes_layout(&b->changes, changes_area(b, a));
	editor_layout(b->reason, field_area(b, a));
}

static void bewaren_draw(const struct screen *s, struct area a)
{
	const struct bewaren *b = of_const(s);
	struct area field = field_area(b, a);
	int y = a.rows - field.rows - 3;
	changes_draw(&b->changes, changes_area(b, a));
	draw_rule(area_inner(a, 0, 1, 0, 1), y);
	int x = 1 + draw_string(a, y + 1, 1, a.cols, ROLE_HEADING, _("Reden "));
	struct str hint = {0};
	if (b->asks.len)
		str_addf(&hint, _("(hoort erbij: %s)"), b->asks.p);
	else
		str_add_text(&hint, _("(mag leeg blijven)"));
	draw_string(a, y + 1, x, a.cols - x - 1, ROLE_DIM, hint.p);
	editor_draw(b->reason, field, ROLE_FIELD, true);
	str_free(&hint);
}

static void bewaren_free(struct screen *s)
{
	struct bewaren *b = of(s);
	changes_clear(&b->changes);
	editor_free(b->reason);
	str_free(&b->summary);
	str_free(&b->asks);
	free(b);
}

static const struct action bewaren_actions[] = {
	{"bewaren", {K_ENTER, K_CTRL_S}, N_("bewaren"), N_("Zet deze wijzigingen in het plan, met uw naam, de tijd en de reden"), run_save, NULL},
	{0},
};

const struct screen_class bewaren_class = {
	.name = "bewaren",
	.help = N_("Hier ziet u wat er verandert als u bewaart. Wat verdwijnt staat tussen [- en -], wat erbij komt tussen {+ en +}. "
		  "Met pijl-omhoog, pijl-omlaag en de bladertoetsen loopt u erdoor.\n\n"
		  "Typ onderaan waarom u dit verandert, en druk op Enter. Bij een status, een doelstelling, een bedrag, een toezegging of het weghalen van een "
		  "speerpunt hoort altijd een reden; bij het andere mag die leeg blijven. Met Esc gaat u terug: er is dan niets bewaard, en niets weg."),
	.actions = bewaren_actions,
	.heading = bewaren_heading,
	.layout = bewaren_layout,
	.draw = bewaren_draw,
	.key = bewaren_key,
	.typing = screen_always_types,
	.back = bewaren_back,
	.tick = bewaren_tick,
	.leave = bewaren_leave,
	.free = bewaren_free,
};

static void show(struct ui *ui, struct work *w, enum after after)
{
	struct bewaren *b = mem_alloc(sizeof *b);
	const char *reason = sitting_reason(w->sitting);
	struct diff d;
	sitting_changes(w->sitting, &d);
	b->base.base.class = &bewaren_class;
	b->base.work = w;
	b->after = after;
	b->count = d.changes.count;
	changes_build(&b->changes, d.changes.p, d.changes.count, 0);
	message_summarise(&b->summary, &d, false, SUMMARY_COLS);
	diff_clear(&d);
	sitting_asks_reason(w->sitting, &b->asks);
	b->reason = editor_new(reason, strlen(reason), false, w->clip);
	ui_open(ui, &b->base.base);
}

void bewaren_open(struct ui *ui, struct work *w, enum after after)
{
	const char *why = sitting_read_only(w->sitting);
	if (why)
		ui_error(ui, "%s", why);
	else if (!sitting_is_changed(w->sitting))
		ui_message(ui, _("Er is niets veranderd, dus er valt niets te bewaren."));
	else if (!session_name(w->session))
		wie_ask(ui, w, after);
	else
		show(ui, w, after);
}
