/* What is known of a history: read in slices, a few milliseconds between keys; and what a version was of. */
#include "screens/geschiedenis.h"

#include "base/mem.h"
#include "base/taal.h"
#include "plan/path.h"
#include "term/input.h"

#include <stdlib.h>
#include <string.h>

enum {
	STEP = 8,      /* versions looked at in one go: a step ends where it finds one */
	STEPS = 6,     /* that are taken before a key goes first, … */
	SLICE_MS = 4,  /* … and what time there may be for more */
	SAYS = 4,      /* rows that are then said; and more, one by one, in the same time */
	REASONS = 16,  /* rows whose reason is then looked up for the filter; and more likewise */
	LATE_MS = 25   /* a large plan may take longer: no key waits for another part of that */
};

/* --- long work -------------------------------------------------------------------------- */

/* So much is done in any case, and more while there is time. */
static bool may_go_on(int64_t start, int done, int least)
{
	return input_clock() - start < (done < least ? LATE_MS : SLICE_MS);
}

static void read_step(struct ui *ui, struct geschiedenis *g)
{
	struct err e = {0};
	if (history_step(g->history, STEP, &e)) {
		free(g->broken);
		g->broken = mem_text(e.text);
		ui_error(ui, "%s", e.text);
	}
}

/* The rows are other ones: what is open above this is about the chosen version, so that has to be there again before anything is drawn. */
static void find_again(struct ui *ui, struct geschiedenis *g, const char *version)
{
	geschiedenis_unsay(g);
	g->against = 0;
	free(g->wanted);
	g->wanted = mem_text(version);
	g->list.chosen = 0;
	list_set_count(&g->list, history_count(g->history));
	filter_refresh(&g->filter);
	for (geschiedenis_look(g); g->wanted && geschiedenis_is_reading(g); geschiedenis_look(g)) {
		read_step(ui, g);
		list_set_count(&g->list, history_count(g->history));
	}
	while (!g->list.count && ui_top(ui) != &g->base.base)
		ui_close(ui);
}

static void read_on(struct ui *ui, struct geschiedenis *g, int least)
{
	int64_t start = input_clock();
	char *chosen = g->list.count ? mem_text(history_row(g->history, g->list.chosen)->version) : NULL;
	for (int step = 0; geschiedenis_is_reading(g) && (step == 0 || may_go_on(start, step, least)); step++)
		read_step(ui, g);
	if (g->restarts != history_restarts(g->history)) {
		g->restarts = history_restarts(g->history);
		find_again(ui, g, chosen);
	}
	list_set_count(&g->list, history_count(g->history));
	filter_more(&g->filter);
	free(chosen);
}

bool geschiedenis_is_reading(const struct geschiedenis *g)
{
	return !history_is_done(g->history) && !g->broken;
}

/* What changed in the rows in view; false where that is said already. */
static bool say_on(struct geschiedenis *g)
{
	int64_t start = input_clock();
	int said = 0;
	while ((said == 0 || may_go_on(start, said, SAYS)) && geschiedenis_say(g))
		said++;
	return said > 0;
}

/* The filter goes through all rows when it hears of more reasons: it does so once there are twice as many, and at the end. */
static bool tell_filter(struct geschiedenis *g)
{
	size_t asked = g->said.reasons;
	bool all = asked == g->list.count && !geschiedenis_is_reading(g);
	if (asked == g->said.found_by || (!all && asked < 2 * g->said.found_by))
		return false;
	g->said.found_by = asked;
	filter_refresh(&g->filter);
	return true;
}

/* The reasons, while somebody looks for words; false: none were left. */
static bool look_up_reasons(struct ui *ui, struct geschiedenis *g)
{
	int64_t start = input_clock();
	int done = 0;
	if (!filter_is_open(&g->filter))
		return false;
	for (; g->said.reasons < g->list.count && may_go_on(start, done, REASONS); done++)
		geschiedenis_ask_reason(g, g->said.reasons++);
	if (tell_filter(g))
		ui_redraw(ui);
	return done > 0;
}

int geschiedenis_tick(struct ui *ui, struct screen *s)
{
	struct geschiedenis *g = (struct geschiedenis *)s;
	size_t before = history_count(g->history), seen = g->list.first + (size_t)g->list.rows;
	bool reading = geschiedenis_is_reading(g);
	work_tick(ui, s);
	if (reading)
		read_on(ui, g, STEPS);
	if (ui_top(ui) == s)
		dag_look(ui, g);
	geschiedenis_look(g);
	bool said = say_on(g), more = look_up_reasons(ui, g);
	if ((reading && (before <= seen || !geschiedenis_is_reading(g))) || said)
		ui_redraw(ui);
	return geschiedenis_is_reading(g) || said || more ? 0 : -1;
}

/* --- which versions ------------------------------------------------------------------------ */

enum code geschiedenis_ask(const struct geschiedenis *g, struct history **out, struct err *e)
{
	struct history_query q = {.plan = g->base.work ? sitting_plan(g->base.work->sitting) : NULL, .path = g->path};
	vraag_fill(&q, &g->vraag);
	return history_open(out, g->session, &q, e);
}

void geschiedenis_use(struct ui *ui, struct geschiedenis *g, struct history *take)
{
	history_free(g->history);
	g->history = take;
	g->restarts = 0;
	free(g->broken);
	g->broken = NULL;
	g->against = 0;
	geschiedenis_unsay(g);
	list_set_count(&g->list, 0);
	filter_refresh(&g->filter);
	read_on(ui, g, 1); /* so that something is drawn at once */
	list_choose(&g->list, 0);
	ui_tick_soon(ui);
	ui_redraw(ui);
}

void geschiedenis_ask_anew(struct ui *ui, struct geschiedenis *g)
{
	struct history *h;
	struct err e = {0};
	if (geschiedenis_ask(g, &h, &e))
		ui_error(ui, "%s", e.text);
	else
		geschiedenis_use(ui, g, h);
}

/* --- a version, for what opens from here --------------------------------------------------- */

void geschiedenis_number(const struct geschiedenis *g, size_t i, struct str *out)
{
	size_t number = history_number(g->history, i), total = history_total(g->history);
	if (number && total)
		str_addf(out, _("versie %zu van %zu"), number, total);
	else if (g->base.work) /* of all plans together there is none */
		str_add_text(out, _("versie …"));
}

bool geschiedenis_step(struct ui *ui, struct geschiedenis *g, int step)
{
	size_t i = g->list.chosen;
	do
		i += (size_t)step; /* before the first one it is past the end */
	while (i < g->list.count && !list_shows(&g->list, i));
	if (i < g->list.count) {
		list_choose(&g->list, i);
		return true;
	}
	if (step < 0)
		ui_message(ui, _("Dit is de nieuwste versie."));
	else if (!geschiedenis_is_reading(g))
		ui_message(ui, _("Dit is de oudste versie."));
	else
		ui_message(ui, _("Oudere versies worden nog gezocht. Probeer het zo nog eens."));
	return false;
}

/* What the history is of, in a version of the plan; an item is followed, so its path is that of the version. */
static const struct node *find_in(const struct geschiedenis *g, const struct doc *d, const struct node *seen)
{
	struct str path = {0};
	struct place p;
	if (seen)
		path_of(&path, seen);
	else
		str_add_text(&path, g->path);
	const struct node *n = path_resolve(&p, d, str_text(&path), NULL) ? NULL : p.node;
	str_free(&path);
	return n;
}

enum code geschiedenis_doc(struct geschiedenis *g, size_t i, struct doc **out, const struct node **node, bool *before, struct err *e)
{
	const struct history_detail *d;
	*out = NULL;
	*node = NULL;
	enum code code = history_detail(g->history, i, &d, e);
	if (code)
		return code;
	*before = d->gone && d->readable;
	code = (*before ? history_doc_before : history_doc)(g->history, i, out, e);
	if (!code && *g->path)
		*node = find_in(g, *out, *before ? d->old : d->new);
	return code;
}

const char *geschiedenis_buurt(const struct geschiedenis *g, size_t i)
{
	return g->base.work ? work_buurt(g->base.work) : i < g->list.count ? history_row(g->history, i)->plan : "";
}

unsigned geschiedenis_within(const struct geschiedenis *g)
{
	return strncmp(g->path, "speerpunten/", 12) == 0 ? CHANGES_WITHIN : 0;
}
