/* In the overview: how many versions of each plan are new for this person, and how many remarks wait for them.  Found in bits; a
 * column is there when there is something in it. */
#include "screens/overzicht.h"

#include "base/taal.h"
#include "session/gezien.h"
#include "session/opmerkingen.h"
#include "term/dialogue.h"

#include <string.h>

enum { BITS_A_SLICE = 2 /* of a few milliseconds each, at most */, REMARKS_A_BIT = 16, NEW_COLS = 7, MOST = 999, MANY = 50 };

/* One plan anew; true: it became another. */
static bool count(struct overzicht *o, size_t i)
{
	struct nieuw_row *row = &o->nieuw.p[i], was = *row;
	row->versions = gezien_count(o->session, o->plans.p[i].name);
	row->waiting = session_waiting(o->session, o->plans.p[i].name);
	return row->versions != was.versions || row->waiting != was.waiting;
}

static bool count_all(struct overzicht *o)
{
	bool changed = false;
	o->nieuw.versions = o->nieuw.waiting = false;
	for (size_t i = 0; i < o->plans.count; i++) {
		changed |= count(o, i);
		o->nieuw.versions |= o->nieuw.p[i].versions > 0;
		o->nieuw.waiting |= o->nieuw.p[i].waiting > 0;
	}
	return changed;
}

/* Those in view: cheap enough for each tick. */
static bool count_in_view(struct overzicht *o)
{
	bool changed = false;
	size_t left = o->list.rows > 0 ? (size_t)o->list.rows : 0;
	for (size_t i = o->list.first; i < o->plans.count && left; i++) {
		if (!list_shows(&o->list, i))
			continue;
		left--;
		changed |= count(o, i);
		o->nieuw.versions |= o->nieuw.p[i].versions > 0;
		o->nieuw.waiting |= o->nieuw.p[i].waiting > 0;
	}
	return changed;
}

/* What changed is looked at for those in view; of many versions nobody counts how many changed nothing that one reads. */
static bool step_in_view(struct overzicht *o)
{
	size_t left = o->list.rows > 0 ? (size_t)o->list.rows : 0;
	for (size_t i = o->list.first; i < o->plans.count && left; i++) {
		if (!list_shows(&o->list, i))
			continue;
		left--;
		if (o->nieuw.p[i].versions < MANY && gezien_step(o->session, o->plans.p[i].name))
			return true;
	}
	return false;
}

static bool step(struct overzicht *o)
{
	return gezien_step(o->session, NULL) || step_in_view(o) || !session_waiting_look(o->session, REMARKS_A_BIT);
}

void nieuw_load(struct overzicht *o)
{
	free(o->nieuw.p);
	o->nieuw.p = mem_alloc((o->plans.count + 1) * sizeof *o->nieuw.p);
	o->nieuw.busy = true;
	if (!o->nieuw.begun)
		return;
	gezien_follow(o->session);
	count_all(o);
}

bool nieuw_step(struct overzicht *o, bool *changed)
{
	bool was_busy = o->nieuw.busy;
	o->nieuw.begun = true;
	if (!was_busy)
		o->nieuw.busy = !session_waiting_look(o->session, REMARKS_A_BIT); /* remarks come without the plans becoming others */
	for (int i = 0; i < BITS_A_SLICE && o->nieuw.busy; i++)
		o->nieuw.busy = step(o);
	*changed = was_busy && !o->nieuw.busy ? count_all(o) : count_in_view(o);
	return o->nieuw.busy;
}

void nieuw_clear(struct nieuw *n)
{
	free(n->p);
}

/* --- on screen ------------------------------------------------------------------------------ */

int nieuw_cols(const struct overzicht *o)
{
	return (o->nieuw.versions + o->nieuw.waiting) * NEW_COLS;
}

static void draw_count(struct area a, int x, size_t count)
{
	struct str text = {0};
	if (!count)
		return;
	str_addf(&text, "%s%zu", count > MOST ? ">" : "", count > MOST ? (size_t)MOST : count);
	draw_string(a, 0, x + NEW_COLS - 2 - (int)text.len, (int)text.len, ROLE_GOOD, text.p);
	str_free(&text);
}

void nieuw_draw_row(const struct overzicht *o, size_t i, struct area a, int x)
{
	if (o->nieuw.versions) {
		draw_count(a, x, o->nieuw.p[i].versions);
		x += NEW_COLS;
	}
	if (o->nieuw.waiting)
		draw_count(a, x, o->nieuw.p[i].waiting);
}

void nieuw_draw_columns(const struct overzicht *o, struct area a, int x)
{
	if (o->nieuw.versions) {
		draw_string(a, 1, x, NEW_COLS - 1, ROLE_DIM, _("Nieuw"));
		x += NEW_COLS;
	}
	if (o->nieuw.waiting)
		draw_string(a, 1, x, NEW_COLS - 1, ROLE_DIM, _("Wacht"));
}

/* --- all of it is seen ---------------------------------------------------------------------- */

bool nieuw_may_see_all(const struct screen *s)
{
	return ((const struct overzicht *)s)->nieuw.versions;
}

static void see_all(struct ui *ui, void *ctx, int chosen)
{
	struct overzicht *o = ctx;
	if (chosen != 1)
		return;
	gezien_mark_all(o->session);
	count_all(o);
	ui_message(ui, _("Alle plannen gelden nu als gezien."));
}

void nieuw_see_all(struct ui *ui, struct screen *s)
{
	dialogue_confirm(ui, _("Alles gezien"), _("Wat er in alle plannen nieuw is, telt dan niet meer mee, ook als u het niet hebt bekeken. In de geschiedenis blijft het staan."),
			 _("Ja, alles is gezien"), see_all, s);
}
