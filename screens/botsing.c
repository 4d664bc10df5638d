/* A save that was stopped: somebody else wrote in the same place.  The first thing to choose, with both texts, and what to do now. */
#include "screens/open.h"

#include "base/mem.h"
#include "base/taal.h"
#include "base/text.h"
#include "base/vec.h"
#include "plan/path.h"
#include "screens/changes.h"
#include "screens/veld.h"

#include <stdlib.h>
#include <string.h>

/* One thing to choose. */
struct contested {
	char id[17], *path;
	char *ours, *theirs; /* NULL: not there any more */
	bool is_text;
};

struct botsing {
	struct work_screen base;
	VEC(struct contested) all; /* what is open; the first is the one that is shown */
	struct str text;         /* the sentence, and what to do now */
	struct changes texts;
};

static struct botsing *of(struct screen *s)
{
	return (struct botsing *)s;
}

static int text_rows(const struct botsing *b, int cols)
{
	return draw_prose_height(cols - 2, b->text.p, b->text.len);
}

static struct area texts_area(const struct botsing *b, struct area a)
{
	return area_inner(a, text_rows(b, a.cols) + 2, 0, 0, 0);
}

static void botsing_layout(struct screen *s, struct area a)
{
	changes_layout(&of(s)->texts, texts_area(of(s), a));
}

static void botsing_draw(const struct screen *s, struct area a)
{
	const struct botsing *b = (const struct botsing *)s;
	draw_prose(a, 1, 1, a.cols - 2, ROLE_TEXT, b->text.p, b->text.len);
	changes_draw(&b->texts, texts_area(b, a));
	draw_cursor(a, 1, 1);
}

static void botsing_heading(const struct screen *s, struct str *left, struct str *right)
{
	const struct botsing *b = (const struct botsing *)s;
	str_addf(left, _("Niet bewaard %s %s"), draw_sign(SIGN_PATH), work_buurt(b->base.work));
	work_who(b->base.work, right);
}

static bool botsing_key(struct ui *ui, struct screen *s, const struct event *ev)
{
	(void)ui;
	return changes_key(&of(s)->texts, ev);
}

static void botsing_free(struct screen *s)
{
	struct botsing *b = of(s);
	for (size_t i = 0; i < b->all.count; i++) {
		free(b->all.p[i].path);
		free(b->all.p[i].ours);
		free(b->all.p[i].theirs);
	}
	vec_free(&b->all);
	changes_clear(&b->texts);
	str_free(&b->text);
	free(b);
}

static const char *where_it_is(const struct work *w)
{
	return sitting_is_kept(w->sitting) ? _("Uw tekst is er nog, ook als concept.") : _("Uw tekst staat nog op het scherm.");
}

static void run_back(struct ui *ui, struct screen *s)
{
	struct work *w = of(s)->base.work;
	ui_close(ui);
	ui_message(ui, _("Er is niets bewaard. %s"), where_it_is(w));
}

/* Theirs, then ours: a paragraph below it, or behind it where the field has one line. */
static char *both_texts(const struct botsing *b, const struct contested *c)
{
	struct place p;
	struct str both = {0};
	const struct doc *d = sitting_doc(b->base.work->sitting);
	bool prose = path_resolve(&p, d, c->path, NULL) == OK && p.field && p.field->kind == KIND_PROSE;
	str_addf(&both, "%s%s%s", c->theirs, prose ? "\n\n" : " ", c->ours);
	return str_take(&both);
}

/* Each field gets both texts; but for the first, in which they are typed, so that one is made of them at once. */
static void answer_all(struct botsing *b, bool take_back)
{
	for (size_t i = 0; i < b->all.count; i++) {
		const struct contested *c = &b->all.p[i];
		char *both = both_texts(b, c);
		sitting_answer(b->base.work->sitting, c->id, take_back ? TAKE_NONE : i ? TAKE_TEXT : TAKE_OURS, both, strlen(both));
		free(both);
	}
}

/* Our edits now stand on what they wrote; both texts come in the field, to make one of. */
static void run_together(struct ui *ui, struct screen *s)
{
	struct botsing *b = of(s);
	struct work *w = b->base.work;
	struct err e = {0};
	answer_all(b, false);
	if (sitting_catch_up(w->sitting, &e)) {
		answer_all(b, true);
		ui_error(ui, _("%s Uw tekst is er nog."), e.text);
		return;
	}
	const struct contested *first = &b->all.p[0];
	char *both = both_texts(b, first), *path = mem_text(first->path);
	size_t others = b->all.count - 1;
	w->undo = w->redo = 0;
	ui_close(ui);
	work_refresh(ui, w, path);
	work_keep(w, path, both, strlen(both));
	veld_restore(ui, w, path, both, strlen(both));
	if (others)
		ui_message(ui, others == 1 ? _("Nog %zu veld heeft nu beide teksten: maak er daar ook één van.") : _("Nog %zu velden hebben nu beide teksten: maak er daar ook één van."), others);
	free(both);
	free(path);
}

/* Are all of them texts that both wrote? */
static bool can_join(const struct screen *s)
{
	const struct botsing *b = (const struct botsing *)s;
	for (size_t i = 0; i < b->all.count; i++)
		if (!b->all.p[i].is_text || !b->all.p[i].ours || !b->all.p[i].theirs)
			return false;
	return true;
}

static const struct action botsing_actions[] = {
	{"terug", {K_ENTER}, N_("naar het plan"), N_("Gaat terug naar het plan; uw tekst is er nog"), run_back, NULL},
	{"samen", {'t'}, N_("teksten samen"), N_("Zet beide teksten in het veld, zodat u er één van maakt"), run_together, can_join},
	{0},
};

const struct screen_class botsing_class = {
	.name = "botsing",
	.help = N_("Terwijl u bezig was, heeft iemand anders hetzelfde veld veranderd. Buurtplan kiest niet voor u: er is niets bewaard, en uw tekst staat er nog.\n\n"
		  "Met t komen beide teksten samen in het veld: eerst die er nu staat, dan de uwe. Maak er één tekst van en bewaar. "
		  "Of ga terug en maak uw wijziging van dit veld ongedaan; de rest kunt u dan bewaren. Wie dit schreef, ziet u in de geschiedenis."),
	.actions = botsing_actions,
	.heading = botsing_heading,
	.layout = botsing_layout,
	.draw = botsing_draw,
	.key = botsing_key,
	.back = run_back,
	.tick = work_tick,
	.leave = work_leave,
	.free = botsing_free,
};

static void add(struct changes *out, const char *where, const char *text)
{
	changes_add(out, where, text ? text : _("(weggehaald)"), text ? text : _("(weggehaald)"));
}

static void collect(struct botsing *b, const struct merge *m)
{
	for (size_t i = 0; i < m->choices.count; i++) {
		const struct merge_choice *c = &m->choices.p[i];
		struct contested one = {.is_text = c->is_text};
		if (c->taken != TAKE_NONE)
			continue;
		memcpy(one.id, c->id, sizeof one.id);
		one.path = mem_text(c->path);
		one.ours = mem_text(c->ours);
		one.theirs = mem_text(c->theirs);
		vec_push(&b->all, one);
	}
}

void botsing_open(struct ui *ui, struct work *w, const char *why)
{
	struct botsing *b = mem_alloc(sizeof *b);
	b->base.base.class = &botsing_class;
	b->base.work = w;
	collect(b, sitting_choices(w->sitting));
	str_addf(&b->text, "%s\n\n%s ", why, where_it_is(w));
	str_add_text(&b->text, can_join(&b->base.base) ? _("Met t zet u beide teksten samen in het veld, om er één van te maken. Of overleg eerst: wie dit schreef, ziet u in de geschiedenis van het plan.")
	                                               : _("Overleg met wie dit schreef (dat ziet u in de geschiedenis van het plan), of maak uw wijziging van dit veld ongedaan en bewaar de rest."));
	add(&b->texts, _("Uw tekst"), b->all.p[0].ours);
	add(&b->texts, _("Wat er nu in het plan staat"), b->all.p[0].theirs);
	ui_open(ui, &b->base.base);
}
