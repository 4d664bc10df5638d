/* What people said of a plan, of a place in it or of one version: who, when, about what, who answered, saw it or agrees. */
#include "screens/open.h"

#include "base/mem.h"
#include "base/taal.h"
#include "base/text.h"
#include "screens/opmerkingen.h"

#include <stdlib.h>
#include <string.h>

static struct opmerkingen_screen *of(struct screen *s)
{
	return (struct opmerkingen_screen *)s;
}

static const struct opmerkingen_screen *of_const(const struct screen *s)
{
	return (const struct opmerkingen_screen *)s;
}

/* --- what stands there -------------------------------------------------------------------- */

static void drop_versions(struct opmerkingen_screen *o)
{
	for (size_t i = 0; i < o->versions.count; i++)
		free(o->versions.p[i]);
	o->versions.count = 0;
}

static void show_row(struct opmerkingen_screen *o, size_t i)
{
	struct str version = {0};
	const char *of = o->all.p[i].said->version;
	if (of)
		opmerkingen_add_version(&version, o, of);
	vec_push(&o->shown, i);
	vec_push(&o->versions, of ? str_take(&version) : NULL);
}

static void refresh(struct opmerkingen_screen *o)
{
	struct err e = {0};
	drop_versions(o);
	opmerkingen_clear(&o->all);
	free(o->broken);
	o->broken = session_opmerkingen(o->base.work->session, sitting_plan(o->base.work->sitting), &o->all, &e) ? mem_text(e.text) : NULL;
	o->shown.count = 0;
	for (size_t i = 0; i < o->all.count; i++)
		if (o->version ? opmerkingen_is_on(&o->all, i, o->version) : opmerkingen_is_about(&o->all, i, o->path))
			show_row(o, i);
	list_set_count(&o->list, o->shown.count);
	filter_refresh(&o->filter);
}

static void choose(struct opmerkingen_screen *o, const char *id)
{
	for (size_t i = 0; i < o->shown.count; i++)
		if (strcmp(opmerkingen_row(o, i)->id, id) == 0)
			list_choose(&o->list, i);
}

void opmerkingen_show(struct screen *s, const char *id)
{
	struct opmerkingen_screen *o = of(s);
	char *chosen = mem_text(id ? id : o->shown.count ? opmerkingen_row(o, o->list.chosen)->id : "");
	refresh(o);
	choose(o, chosen);
	free(chosen);
}

static void opmerkingen_resumed(struct ui *ui, struct screen *s)
{
	work_resumed(ui, s);
	opmerkingen_show(s, NULL);
}

/* --- on screen --------------------------------------------------------------------------- */

static void opmerkingen_layout(struct screen *s, struct area a)
{
	list_layout(&of(s)->list, area_inner(a, 1, 0, 0, 0));
}

static const char *empty_text(const struct opmerkingen_screen *o)
{
	if (o->broken)
		return o->broken;
	return o->all.count ? _("Hier heeft nog niemand iets over gezegd. Met n maakt u een opmerking, met h ziet u alle opmerkingen bij dit plan.")
	                    : _("Hier heeft nog niemand iets over gezegd. Met n maakt u een opmerking.");
}

static void opmerkingen_draw(const struct screen *s, struct area a)
{
	const struct opmerkingen_screen *o = of_const(s);
	const char *text = empty_text(o);
	if (o->shown.count) {
		list_draw(&o->list, area_inner(a, 1, 0, 0, 0), true);
		return;
	}
	draw_prose(a, 1, 1, a.cols - 2, ROLE_DIM, text, strlen(text));
	draw_cursor(a, 1, 1);
}

/* "Deltabuurt › Speerpunt 2 · Afval" */
static void add_about(struct str *out, const struct opmerkingen_screen *o)
{
	str_add_text(out, work_buurt(o->base.work));
	if (*o->path) {
		str_addf(out, " %s ", draw_sign(SIGN_PATH));
		opmerkingen_add_place(out, o, o->path);
	}
	if (o->version)
		str_addf(out, " %s %s", draw_sign(SIGN_PATH), o->of);
}

static void opmerkingen_heading(const struct screen *s, struct str *left, struct str *right)
{
	const struct opmerkingen_screen *o = of_const(s);
	size_t waiting = 0;
	for (size_t i = 0; i < o->shown.count; i++)
		waiting += opmerkingen_row(o, i)->waiting;
	str_addf(left, "%s %s ", _("Opmerkingen"), draw_sign(SIGN_PATH));
	add_about(left, o);
	if (waiting)
		str_addf(right, waiting == 1 ? _("%zu wacht op u") : _("%zu wachten op u"), waiting);
}

static bool opmerkingen_key(struct ui *ui, struct screen *s, const struct event *ev)
{
	(void)ui;
	return list_key(&of(s)->list, ev);
}

static struct filter *opmerkingen_filter(struct screen *s)
{
	return &of(s)->filter;
}

static void opmerkingen_free(struct screen *s)
{
	struct opmerkingen_screen *o = of(s);
	filter_clear(&o->filter);
	opmerkingen_clear(&o->all);
	vec_free(&o->shown);
	drop_versions(o);
	vec_free(&o->versions);
	free(o->of);
	free(o->path);
	free(o->version);
	free(o->broken);
	free(o);
}

/* --- actions ----------------------------------------------------------------------------- */

static bool has_rows(const struct screen *s)
{
	return list_shown(&of_const(s)->list) > 0;
}

static bool is_part(const struct screen *s)
{
	const struct opmerkingen_screen *o = of_const(s);
	return o->shown.count < o->all.count;
}

static const char *chosen_id(struct screen *s)
{
	return opmerkingen_row(of(s), of(s)->list.chosen)->id;
}

static void run_answer(struct ui *ui, struct screen *s)
{
	const struct opmerking what = {.kind = ANTWOORD, .about = chosen_id(s)};
	const struct opmerking_row *row = opmerkingen_row(of(s), of(s)->list.chosen);
	struct str place = {0}, said = {0};
	str_addf(&place, _("Antwoord op %s"), row->said->name);
	text_join_lines(&said, row->said->text, strlen(row->said->text));
	opmerking_ask(ui, work_of(s), &what, str_text(&place), str_text(&said));
	str_free(&place);
	str_free(&said);
}

static void run_new(struct ui *ui, struct screen *s)
{
	struct opmerkingen_screen *o = of(s);
	const struct opmerking what = {.kind = OPMERKING, .path = *o->path ? o->path : NULL, .version = o->version};
	struct str place = {0};
	add_about(&place, o);
	opmerking_ask(ui, work_of(s), &what, str_text(&place), NULL);
	str_free(&place);
}

static void run_seen(struct ui *ui, struct screen *s)
{
	opmerking_mark(ui, work_of(s), GEZIEN, chosen_id(s));
}

static void run_agree(struct ui *ui, struct screen *s)
{
	opmerking_mark(ui, work_of(s), AKKOORD, chosen_id(s));
}

static void run_all(struct ui *ui, struct screen *s)
{
	struct opmerkingen_screen *o = of(s);
	(void)ui;
	free(o->path);
	free(o->version);
	free(o->of);
	o->path = mem_text("");
	o->version = o->of = NULL;
	opmerkingen_show(s, NULL);
}

static const struct action opmerkingen_actions[] = {
	{"antwoord", {K_ENTER}, N_("antwoord"), N_("Antwoordt op wat gekozen is"), run_answer, has_rows},
	{"nieuw", {'n', K_INSERT}, N_("nieuw"), N_("Maakt een opmerking over wat bovenaan staat"), run_new, NULL},
	{"gezien", {'g'}, N_("gezien"), N_("Laat weten dat u dit hebt gezien"), run_seen, has_rows},
	{"akkoord", {'a'}, N_("akkoord"), N_("Laat weten dat u het hiermee eens bent"), run_agree, has_rows},
	{"hele-plan", {'h'}, N_("hele plan"), N_("Laat alle opmerkingen bij dit plan zien"), run_all, is_part},
	ZOEKEN_ROW,
	WORK_ROW_STOP,
	{0},
};

const struct screen_class opmerkingen_class = {
	.name = "opmerkingen",
	.help = N_("Hier staat wat mensen over het plan zeiden: wie, wanneer en waarover, met de antwoorden eronder. Er verandert niets door in het plan zelf.\n\n"
		  "Staat er 'wacht op u' bij, dan schreef iemand anders het en hebt u nog niets laten horen. Antwoord met Enter, of laat met g weten dat u het hebt gezien, "
		  "of met a dat u akkoord bent; ook wat erboven staat in hetzelfde gesprek, wacht dan niet meer. Wat hier eenmaal staat, kan niet meer anders of weg."),
	.actions = opmerkingen_actions,
	.heading = opmerkingen_heading,
	.layout = opmerkingen_layout,
	.draw = opmerkingen_draw,
	.key = opmerkingen_key,
	.tick = work_tick,
	.resumed = opmerkingen_resumed,
	.leave = work_leave,
	.free = opmerkingen_free,
	.filter = opmerkingen_filter,
};

/* The first that waits, else the last. */
static void choose_first(struct opmerkingen_screen *o)
{
	size_t i = 0;
	while (i < o->shown.count && !opmerkingen_row(o, i)->waiting)
		i++;
	list_choose(&o->list, i < o->shown.count ? i : o->shown.count ? o->shown.count - 1 : 0);
}

/* Text that was typed and isn't there yet: where to go on with it. */
static void tell_kept(struct ui *ui, struct opmerkingen_screen *o)
{
	struct str path = {0}, about = {0};
	if (session_opmerking_waits(o->base.work->session, sitting_plan(o->base.work->sitting), &path, &about)) {
		if (about.len)
			choose(o, about.p);
		ui_message(ui, about.len ? _("U typte hier een antwoord dat nog niet bewaard is. Met Enter bij die opmerking staat het er weer.")
		                         : _("U typte bij dit plan een opmerking die nog niet bewaard is. Op dezelfde plaats staat hij er met n weer."));
	}
	str_free(&path);
	str_free(&about);
}

void opmerkingen_open(struct ui *ui, struct work *w, const char *path, const char *version)
{
	struct opmerkingen_screen *o = mem_alloc(sizeof *o);
	struct str of_version = {0};
	o->base.base.class = &opmerkingen_class;
	o->base.work = w;
	o->path = mem_text(path ? path : "");
	o->version = mem_text(version);
	if (version)
		opmerkingen_add_version(&of_version, o, version);
	o->of = version ? str_take(&of_version) : NULL;
	list_init(&o->list, &opmerkingen_list, o);
	filter_init(&o->filter, &o->list, opmerkingen_words, NULL);
	refresh(o);
	choose_first(o);
	ui_open(ui, &o->base.base);
	tell_kept(ui, o);
}
