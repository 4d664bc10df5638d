/* Going to a place in any plan, whatever is open. */
#include "screens/open.h"

#include "base/mem.h"
#include "base/taal.h"
#include "term/dialogue.h"

#include <string.h>

/* Of the uppermost plan that is open, at `s` or below; NULL. */
static struct work *open_work(const struct screen *s)
{
	while (s && s->class != &plan_class)
		s = s->below;
	return s ? work_of(s) : NULL;
}

static bool is_of(const struct work *w, const char *plan)
{
	return strcmp(sitting_plan(w->sitting), plan) == 0;
}

/* The plan is open below another one, which has edits that are not saved. */
static bool is_covered(const struct ui *ui, const char *plan)
{
	for (const struct screen *s = ui_top(ui); s; s = s->below)
		if (s->class == &plan_class && is_of(work_of(s), plan))
			return true;
	return false;
}

static void open_new(struct ui *ui, struct session *s, struct clipboard *clip, const char *plan, const char *path)
{
	struct work *w;
	struct err e = {0};
	if (work_open(&w, s, plan, clip, &e)) {
		dialogue_notice(ui, _("Dit plan kan niet open"), e.text);
		return;
	}
	for (struct screen *below = ui_top(ui); below; below = below->below)
		if (below->class == &overzicht_class)
			overzicht_left(below);
	plan_open(ui, w, path);
}

void naar_plaats(struct ui *ui, struct session *s, struct clipboard *clip, const char *plan, const char *path)
{
	struct work *w;
	while ((w = open_work(ui_top(ui))) && !is_of(w, plan) && !sitting_is_changed(w->sitting)) {
		plan_uncover(ui);
		ui_close(ui);
	}
	if (w && is_of(w, plan)) {
		plan_uncover(ui);
		record_open_at(ui, w, path);
	} else if (is_covered(ui, plan)) {
		ui_error(ui, _("Dat plan hebt u al open, onder dit plan. Er is niets weg. Bewaar dit plan en ga met Esc terug; zoek dan nog eens."));
	} else {
		open_new(ui, s, clip, plan, path);
	}
}
