/* A speerpunt of another plan as a start: which plan, which speerpunt, what comes along; then it is an edit like any. */
#include "screens/open.h"

#include "base/mem.h"
#include "base/taal.h"
#include "plan/new.h"
#include "plan/plan.h"
#include "term/ask.h"
#include "term/dialogue.h"

#include <stdlib.h>
#include <string.h>

/* Lives with the questions; work.h: `overnemen`. */
struct overnemen {
	struct work *work;
	struct plan_rows plans;
	size_t *which, count;    /* of the plans those that have something to take */
	size_t plan, speerpunt;  /* as chosen: a row of `plans`, an index in its list */
	size_t position;         /* where it is to come, from 1 */
};

void overnemen_free(struct overnemen *o)
{
	if (!o)
		return;
	plan_rows_clear(&o->plans);
	free(o->which);
	free(o);
}

/* Of the chosen plan; NULL where it can't be read any more. */
static const struct node *list_of_chosen(struct overnemen *o)
{
	const struct doc *d = plan_row_doc(o->work->session, &o->plans.p[o->plan]);
	return d ? plan_speerpunten(d) : NULL;
}

/* The other plans; those that are put away come last, and may be as good a start. */
static void select_plans(struct overnemen *o)
{
	const char *own = sitting_plan(o->work->sitting);
	o->which = mem_alloc((o->plans.count + 1) * sizeof *o->which);
	plan_rows_away_last(&o->plans);
	for (size_t i = 0; i < o->plans.count; i++)
		if (strcmp(o->plans.p[i].name, own) != 0 && o->plans.p[i].summary.speerpunten)
			o->which[o->count++] = i;
}

/* --- what comes along ------------------------------------------------------------------- */

static void answered(struct ui *ui, void *ctx, int chosen)
{
	struct overnemen *o = ctx;
	struct work *w = o->work;
	struct str path = {0};
	struct err e = {0};
	if (chosen != 0) {
		ui_message(ui, _("Er is niets overgenomen."));
	} else if (sitting_copy_speerpunt(w->sitting, list_of_chosen(o)->items[o->speerpunt], o->position, &path, &e)) {
		ui_error(ui, "%s", e.text);
	} else {
		work_edited(ui, w, path.p);
		ui_message(ui, _("Overgenomen, en nog niet bewaard. Open het met Enter en maak het van deze buurt; met u haalt u het weer weg."));
	}
	str_free(&path);
}

static void ask_whether(struct ui *ui, struct overnemen *o)
{
	const struct plan_row *row = &o->plans.p[o->plan];
	const struct node *speerpunt = list_of_chosen(o)->items[o->speerpunt];
	struct str text = {0};
	str_addf(&text, _("%s, uit het plan van %s.\n\nDit komt mee: "), plan_name(speerpunt), plan_row_name(row));
	plan_copy_describe(&text, speerpunt);
	str_addf(&text, _(".\n\nDe status begint opnieuw. Wat bij %s zelf hoort, komt niet mee: de toets, data, middelen, fasering, metingen, afspraken, signalen, "
			  "overdracht en evaluatie. Lees de teksten goed na: die gaan nog over die buurt."), plan_row_name(row));
	dialogue_ask(ui, &(struct question){
		.title = _("Speerpunt overnemen"), .text = text.p, .answers = {_("Overnemen"), _("Niet doen")}, .standard = 0, .harmless = 1,
	}, answered, o);
	str_free(&text);
}

/* --- which ----------------------------------------------------------------------------------- */

static void speerpunt_chosen(struct ui *ui, void *ctx, int row)
{
	struct overnemen *o = ctx;
	o->speerpunt = (size_t)row;
	if (row >= 0)
		ask_whether(ui, o);
}

static void plan_chosen(struct ui *ui, void *ctx, int row)
{
	struct overnemen *o = ctx;
	if (row < 0)
		return;
	o->plan = o->which[row];
	const struct node *list = list_of_chosen(o);
	if (!list) {
		ui_error(ui, "%s", o->plans.p[o->plan].refused);
		return;
	}
	const char **labels = mem_alloc(list->count * sizeof *labels);
	for (size_t i = 0; i < list->count; i++)
		labels[i] = plan_name(list->items[i]);
	ask_choice(ui, &(struct ask_choice){
		.title = plan_row_name(&o->plans.p[o->plan]), .help = _("Welk speerpunt wilt u als begin gebruiken?"),
		.labels = labels, .count = list->count, .present = -1, .chosen = speerpunt_chosen, .ctx = o,
	});
	free(labels);
}

static void ask_plan(struct ui *ui, struct overnemen *o)
{
	const char **labels = mem_alloc(o->count * sizeof *labels);
	for (size_t i = 0; i < o->count; i++)
		labels[i] = plan_row_name(&o->plans.p[o->which[i]]);
	ask_choice(ui, &(struct ask_choice){
		.title = _("Speerpunt van een ander plan"), .help = _("Uit welk plan wilt u een speerpunt overnemen?"),
		.labels = labels, .count = o->count, .present = -1, .chosen = plan_chosen, .ctx = o,
	});
	free(labels);
}

void overnemen_ask(struct ui *ui, struct work *w, size_t position)
{
	struct overnemen *o = mem_alloc(sizeof *o);
	struct err e = {0};
	overnemen_free(w->overnemen);
	w->overnemen = o;
	*o = (struct overnemen){.work = w, .position = position};
	if (session_plans(w->session, &o->plans, &e)) {
		ui_error(ui, "%s", e.text);
		return;
	}
	select_plans(o);
	if (o->count)
		ask_plan(ui, o);
	else
		ui_message(ui, _("Er is geen ander plan met speerpunten."));
}
