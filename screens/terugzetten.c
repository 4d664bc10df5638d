/* Putting back: asks, makes what was, and goes to it in the form.  It is an edit like any other, on top of what is there. */
#include "screens/geschiedenis.h"

#include "base/mem.h"
#include "base/taal.h"
#include "plan/path.h"
#include "plan/restore.h"
#include "screens/open.h"
#include "session/restore.h"
#include "term/dialogue.h"

#include <stdlib.h>
#include <string.h>

enum { BEFORE, AFTER, SIDES };

void terug_clear(struct terug *t)
{
	for (int i = 0; i < SIDES; i++) {
		free(t->paths[i]);
		doc_free(t->then[i]);
		free(t->reasons[i]);
	}
	*t = (struct terug){0};
}

/* The plan went in version `i`. */
static bool is_gone(const struct geschiedenis *g, size_t i)
{
	const struct history_detail *d;
	struct err none;
	return i < g->list.count && history_detail(g->history, i, &d, &none) == OK && d->gone;
}

bool terug_may(const struct geschiedenis *g)
{
	if (g->base.work)
		return !sitting_read_only(g->base.work->sitting);
	return !session_read_only(g->session) && is_gone(g, g->list.chosen);
}

/* --- doing it -------------------------------------------------------------------------------- */

/* To the form, with what came back chosen; where nothing came the place itself. */
static void show(struct ui *ui, struct work *w, const struct doc *was, const char *path)
{
	struct str came = {0};
	work_find_changed(&came, was, sitting_doc(w->sitting));
	const char *to = came.len ? came.p : *path ? path : schema_next(schema_first(NULL))->key;
	work_edited(ui, w, to);
	plan_go_to(ui, w, to, false);
	ui_message(ui, _("Teruggezet, maar nog niet bewaard. Ctrl-S bewaart het; met u maakt u het ongedaan."));
	str_free(&came);
}

static void put_back(struct ui *ui, struct geschiedenis *g, int side)
{
	struct work *w = g->base.work;
	struct doc *was = doc_ref(sitting_doc(w->sitting));
	struct err e = {0};
	if (sitting_restore(w->sitting, g->terug.paths[side], g->terug.then[side], g->terug.reasons[side], &e))
		ui_error(ui, "%s", e.text);
	else if (doc_same_bytes(was, sitting_doc(w->sitting)))
		ui_message(ui, _("Zo staat het nu ook in het plan. Er is niets veranderd."));
	else
		show(ui, w, was, g->terug.paths[side]);
	doc_free(was);
}

static void answer_one(struct ui *ui, void *ctx, int chosen)
{
	struct geschiedenis *g = ctx;
	if (chosen == 1)
		put_back(ui, g, g->terug.then[AFTER] ? AFTER : BEFORE);
}

static void answer_side(struct ui *ui, void *ctx, int chosen)
{
	if (chosen > 0)
		put_back(ui, ctx, chosen == 1 ? BEFORE : AFTER);
}

/* --- a plan that is gone -------------------------------------------------------------------------- */

/* The version before the one it went in: the next of that plan. */
static size_t last_there(const struct geschiedenis *g, size_t i)
{
	const char *plan = history_row(g->history, i)->plan;
	size_t k = i + 1;
	while (k < g->list.count && strcmp(history_row(g->history, k)->plan, plan) != 0)
		k++;
	return k;
}

static enum code bring_back(struct geschiedenis *g, size_t i, struct err *e)
{
	const struct history_detail *d;
	size_t k = last_there(g, i);
	if (k == g->list.count)
		return err_set(e, ERR_NOT_FOUND, "%s", _("De versie ervoor is nog niet gevonden. Er is niets veranderd. Probeer het zo nog eens."));
	enum code code = history_detail(g->history, k, &d, e);
	if (code)
		return code;
	const struct history_row *row = history_row(g->history, k);
	const struct version_found version = {.version = d->version, .plan = (char *)row->plan, .when = row->when};
	return session_restore_plan(g->session, &version, NULL, NULL, NULL, e);
}

/* It is on the record at once: there is no form to save it from. */
static void answer_plan(struct ui *ui, void *ctx, int chosen)
{
	struct geschiedenis *g = ctx;
	struct err e = {0};
	if (chosen != 1)
		return;
	if (bring_back(g, g->list.chosen, &e)) {
		ui_error(ui, "%s", e.text);
		return;
	}
	for (struct screen *s = ui_top(ui); s; s = s->below)
		if (s->class == &overzicht_class)
			overzicht_left(s);
	while (ui_top(ui) != &g->base.base)
		ui_close(ui);
	geschiedenis_ask_anew(ui, g);
	ui_message(ui, _("Het plan is terug, en bewaard. Het staat weer in het overzicht."));
}

static void ask_plan(struct ui *ui, struct geschiedenis *g, size_t i)
{
	struct str text = {0}, when = {0};
	date_long(&when, history_row(g->history, i)->when);
	str_addf(&text, _("Het plan %s komt terug zoals het was voordat het op %s wegging. Het wordt meteen bewaard, voor iedereen."), history_row(g->history, i)->plan, when.p);
	dialogue_confirm(ui, _("Terugzetten"), text.p, _("Ja, zet het plan terug"), answer_plan, g);
	str_free(&text);
	str_free(&when);
}

/* --- asking ------------------------------------------------------------------------------------ */

/* The numbers on the screen are those of what the history is of; on the record a number is that of the plan. */
static void set_reasons(struct geschiedenis *g, size_t i)
{
	struct str s = {0};
	struct moment when = history_row(g->history, i)->when;
	restore_reason(&s, *g->path ? 0 : history_number(g->history, i), when);
	g->terug.reasons[AFTER] = str_take(&s);
	taal_dutch_begin();
	str_add_text(&s, "teruggezet naar hoe het was voor de wijziging van ");
	date_long(&s, when);
	taal_dutch_end();
	g->terug.reasons[BEFORE] = str_take(&s);
}

/* Either side was to be had: which one does the person mean? */
static void ask_side(struct ui *ui, struct geschiedenis *g, const char *what, const char *when)
{
	struct str text = {0};
	str_addf(&text, _("%s veranderde op %s.\n\nErvoor: maak het weer zoals het daarvoor was.\nHierna: maak het weer zoals het hier werd.\n\nHet staat pas in het plan als u bewaart."),
		 what, when);
	const struct question q = {
		.title = _("Terugzetten"),
		.text = text.p,
		.answers = {_("Nee, niet doen"), _("Ervoor"), _("Hierna")},
	};
	dialogue_ask(ui, &q, answer_side, g);
	str_free(&text);
}

static void ask_one(struct ui *ui, struct geschiedenis *g, const char *what, const char *when)
{
	struct str text = {0};
	if (g->terug.then[AFTER])
		str_addf(&text, _("%s wordt weer zoals het was op %s. Wat er daarna aan veranderd is, gaat eruit."), what, when);
	else
		str_addf(&text, _("%s komt terug zoals het was voordat het op %s wegging."), what, when);
	str_addf(&text, "\n\n%s", _("Het staat pas in het plan als u bewaart; tot dan maakt u het met u ongedaan."));
	dialogue_confirm(ui, _("Terugzetten"), text.p, _("Ja, zet terug"), answer_one, g);
	str_free(&text);
}

/* What is asked stands in `g->terug`. */
static void ask(struct ui *ui, struct geschiedenis *g, size_t i)
{
	struct terug *t = &g->terug;
	struct str what = {0}, when = {0};
	int side = t->then[AFTER] ? AFTER : BEFORE;
	plan_restore_label(&what, sitting_doc(g->base.work->sitting), t->then[side], t->paths[side]);
	if (!what.len)
		str_add_text(&what, _("Het hele plan"));
	date_long(&when, history_row(g->history, i)->when);
	set_reasons(g, i);
	if (t->then[BEFORE] && t->then[AFTER])
		ask_side(ui, g, what.p, when.p);
	else
		ask_one(ui, g, what.p, when.p);
	str_free(&what);
	str_free(&when);
}

/* What comes back stands in the plan of then at `n`, a node of that or of a part of it; at `path` where it was empty then. */
static void set_path(struct terug *t, int side, const struct node *n, const char *path)
{
	struct str s = {0};
	if (n)
		path_of(&s, n);
	else
		str_add_text(&s, path);
	t->paths[side] = mem_text(str_text(&s));
	str_free(&s);
}

void terug_ask(struct ui *ui, struct geschiedenis *g, size_t i)
{
	struct doc *d;
	const struct node *node;
	struct err e = {0};
	bool before = false;
	if (!g->base.work) {
		ask_plan(ui, g, i);
		return;
	}
	terug_clear(&g->terug);
	if (geschiedenis_doc(g, i, &d, &node, &before, &e)) {
		ui_error(ui, "%s", e.text);
		return;
	}
	g->terug.then[before ? BEFORE : AFTER] = d;
	set_path(&g->terug, before ? BEFORE : AFTER, node, g->path);
	ask(ui, g, i);
}

/* The change is of documents that may hold no more than what differs; what comes back is all that was there. */
static enum code read_sides(struct terug *t, struct history *h, size_t i, const struct change *c, struct err *e)
{
	enum code code = OK;
	if (c->old)
		code = history_doc_before(h, i, &t->then[BEFORE], e);
	if (!code && c->new)
		code = history_doc(h, i, &t->then[AFTER], e);
	if (!code && c->old)
		set_path(t, BEFORE, c->old, "");
	if (!code && c->new)
		set_path(t, AFTER, c->new, "");
	return code;
}

void terug_ask_change(struct ui *ui, struct geschiedenis *g, size_t i, const struct change *c)
{
	struct err e = {0};
	terug_clear(&g->terug);
	if (read_sides(&g->terug, g->history, i, c, &e))
		ui_error(ui, "%s", e.text);
	else
		ask(ui, g, i);
}
