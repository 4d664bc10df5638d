/* A save that was stopped: somebody else wrote in the same place.  The first thing to choose, with both texts, and what to do now. */
#include "screens/open.h"

#include "base/mem.h"
#include "base/taal.h"
#include "base/text.h"
#include "plan/path.h"
#include "screens/changes.h"
#include "screens/veld.h"

#include <stdlib.h>
#include <string.h>

struct botsing {
	struct work_screen base;
	char id[17], *path;      /* of the choice */
	char *ours, *theirs;     /* NULL: not there any more */
	bool is_text;
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
	free(b->path);
	free(b->ours);
	free(b->theirs);
	changes_clear(&b->texts);
	str_free(&b->text);
	free(b);
}

static void run_back(struct ui *ui, struct screen *s)
{
	(void)s;
	ui_close(ui);
	ui_message(ui, _("Er is niets bewaard. Uw tekst is er nog, ook als concept."));
}

/* Theirs, then ours: a paragraph below it, or behind it where the field has one line. */
static char *both_texts(const struct botsing *b)
{
	struct place p;
	struct str both = {0};
	const struct doc *d = sitting_doc(b->base.work->sitting);
	bool prose = path_resolve(&p, d, b->path, NULL) == OK && p.field && p.field->kind == KIND_PROSE;
	str_addf(&both, "%s%s%s", b->theirs, prose ? "\n\n" : " ", b->ours);
	return str_take(&both);
}

/* Our edits now stand on what they wrote; both texts come in the field, to make one of. */
static void run_together(struct ui *ui, struct screen *s)
{
	struct botsing *b = of(s);
	struct work *w = b->base.work;
	struct err e = {0};
	sitting_answer(w->sitting, b->id, TAKE_OURS, NULL, 0);
	if (sitting_catch_up(w->sitting, &e)) {
		sitting_answer(w->sitting, b->id, TAKE_NONE, NULL, 0);
		ui_error(ui, _("%s Uw tekst is er nog."), e.text);
		return;
	}
	char *both = both_texts(b);
	w->undo = w->redo = 0;
	ui_close(ui);
	work_refresh(ui, w, b->path);
	work_keep(w, b->path, both, strlen(both));
	veld_restore(ui, w, b->path, both, strlen(both));
	free(both);
}

static bool can_join(const struct screen *s)
{
	const struct botsing *b = (const struct botsing *)s;
	return b->is_text && b->ours && b->theirs;
}

static const struct action botsing_actions[] = {
	{"terug", {K_ENTER}, _("naar het plan"), _("Gaat terug naar het plan; uw tekst is er nog"), run_back, NULL},
	{"samen", {'t'}, _("teksten samen"), _("Zet beide teksten in het veld, zodat u er één van maakt"), run_together, can_join},
	{0},
};

const struct screen_class botsing_class = {
	.name = "botsing",
	.help = _("Terwijl u bezig was, heeft iemand anders hetzelfde veld veranderd. Buurtplan kiest niet voor u: er is niets bewaard, en uw tekst staat er nog.\n\n"
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
	changes_add(out, where, text ? text : _("(leeg)"), text ? text : _("(leeg)"));
}

static const struct merge_choice *first_open(const struct merge *m)
{
	size_t i = 0;
	while (m->choices.p[i].taken != TAKE_NONE)
		i++;
	return &m->choices.p[i];
}

void botsing_open(struct ui *ui, struct work *w, const char *why)
{
	struct botsing *b = mem_alloc(sizeof *b);
	const struct merge_choice *c = first_open(sitting_choices(w->sitting));
	b->base.base.class = &botsing_class;
	b->base.work = w;
	memcpy(b->id, c->id, sizeof b->id);
	b->path = mem_text(c->path);
	b->ours = mem_text(c->ours);
	b->theirs = mem_text(c->theirs);
	b->is_text = c->is_text;
	str_addf(&b->text, "%s\n\n", why);
	str_add_text(&b->text, _("Uw tekst is er nog, ook als concept. "));
	str_add_text(&b->text, can_join(&b->base.base) ? _("Met t zet u beide teksten samen in het veld, om er één van te maken. Of overleg eerst: wie dit schreef, ziet u in de geschiedenis van het plan.")
	                                               : _("Overleg met wie dit schreef (dat ziet u in de geschiedenis van het plan), of maak uw wijziging van dit veld ongedaan en bewaar de rest."));
	add(&b->texts, _("Uw tekst"), b->ours);
	add(&b->texts, _("Wat er nu in het plan staat"), b->theirs);
	ui_open(ui, &b->base.base);
}
