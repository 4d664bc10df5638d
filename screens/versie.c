/* One version on a whole screen: what changed in it, to go through change by change, and from version to version. */
#include "screens/geschiedenis.h"

#include "base/mem.h"
#include "base/taal.h"
#include "plan/path.h"
#include "screens/open.h"

#include <stdlib.h>
#include <string.h>

/* Not a change, but what there is to say of one. */
static void add_note(struct changes *out, const char *where, const char *text)
{
	changes_add(out, where, text, text);
}

/* The name that the file had, which is all that changed. */
static void add_name(struct changes *out, const struct history_row *row)
{
	struct str text = {0};
	str_addf(&text, _("Het plan kreeg hier een andere naam; het heette %s. De tekst bleef zoals die was."), row->was);
	add_note(out, _("Korte naam"), text.p);
	str_free(&text);
}

static void add_from(struct changes *out, const char *plan)
{
	struct str text = {0};
	str_addf(&text, _("Dit speerpunt stond tot hier in het plan %s, en kwam met zijn geschiedenis hierheen."), plan);
	add_note(out, _("Uit een ander plan"), text.p);
	str_free(&text);
}

/* What it is of came to be here, or went: with all it held; of the plan that is too much to tell. */
static void add_whole(struct changes *out, const struct history_detail *d, unsigned how)
{
	const struct change c = {d->first ? CHANGE_ADDED : CHANGE_REMOVED, d->old, d->new};
	const struct node *n = d->first ? d->new : d->old;
	if (n && n->parent)
		changes_build(out, &c, 1, how);
	else if (d->first)
		add_note(out, _("Toegevoegd"), _("Hier begint de geschiedenis."));
	else
		add_note(out, _("Weggehaald"), _("Hier is het uit de plannen gegaan."));
}

const char *versie_reason(struct history *h, size_t i)
{
	const struct history_detail *d;
	struct err none;
	return history_detail(h, i, &d, &none) ? NULL : d->reason;
}

void versie_changes(struct changes *out, const struct geschiedenis *g, size_t i, unsigned how)
{
	const struct history_row *row = history_row(g->history, i);
	const struct history_detail *d;
	struct err e = {0};
	changes_clear(out);
	how |= geschiedenis_within(g);
	if (history_detail(g->history, i, &d, &e)) {
		add_note(out, _("Deze versie is niet te lezen"), e.text);
		return;
	}
	if (!d->readable && d->after) {
		add_note(out, _("Weer te lezen"), _("De versie hiervoor was geen plan dat buurtplan kan lezen. Daarom is niet te zien wat hier veranderde. Met b ziet u het plan zelf."));
		return;
	}
	if (!d->readable) {
		add_note(out, _("Deze versie is niet te lezen"), _("Het bestand was toen geen plan dat buurtplan kan lezen. Er is niets mee gedaan."));
		return;
	}
	changes_build(out, d->changes.p, d->changes.count, how);
	if (row->was)
		add_name(out, row);
	else if (d->from)
		add_from(out, d->from);
	else if (!d->changes.count)
		add_whole(out, d, how);
}

struct versie {
	struct work_screen base;
	struct geschiedenis *g; /* the screen below; the version is the one that is chosen there */
	struct changes changes;
	struct list list;       /* a row is a change */
	size_t of;              /* the version that these are of */
};

static struct versie *of(struct screen *s)
{
	return (struct versie *)s;
}

static const struct versie *of_const(const struct screen *s)
{
	return (const struct versie *)s;
}

static size_t version_of(const struct versie *v)
{
	return v->g->list.chosen;
}

static void show(struct versie *v)
{
	v->of = version_of(v);
	versie_changes(&v->changes, v->g, version_of(v), CHANGES_WHOLE);
	list_init(&v->list, &changes_list, &v->changes);
	list_set_count(&v->list, v->changes.count);
}

/* The change that is chosen; NULL where what stands there is none.  Borrowed as history_detail. */
static const struct change *chosen(const struct versie *v)
{
	const struct history_detail *d;
	struct err none;
	size_t i = v->list.count ? v->changes.p[v->list.chosen].of : SIZE_MAX;
	if (history_detail(v->g->history, version_of(v), &d, &none) || i >= d->changes.count)
		return NULL;
	return &d->changes.p[i];
}

/* --- on screen ------------------------------------------------------------------------------ */

static struct area list_area(const struct versie *v, struct area a)
{
	const char *reason = versie_reason(v->g->history, version_of(v));
	return area_inner(a, 1 + (reason ? draw_prose_height(a.cols - 3, reason, strlen(reason)) + 1 : 0), 0, 0, 0);
}

static void versie_layout(struct screen *s, struct area a)
{
	if (of(s)->of != version_of(of(s))) /* what was open above it went to another one */
		show(of(s));
	list_layout(&of(s)->list, list_area(of(s), a));
}

static void versie_draw(const struct screen *s, struct area a)
{
	const struct versie *v = of_const(s);
	const char *reason = versie_reason(v->g->history, version_of(v));
	if (reason)
		draw_prose(a, 1, 1, a.cols - 3, ROLE_DIM, reason, strlen(reason));
	list_draw(&v->list, list_area(v, a), true);
}

static void versie_heading(const struct screen *s, struct str *left, struct str *right)
{
	const struct versie *v = of_const(s);
	const struct history_row *row = history_row(v->g->history, version_of(v));
	if (!work_of(s)) /* else the number says so */
		str_add_text(left, _("Versie van "));
	date_long(left, row->when);
	str_addf(left, " %s %s %s %s", draw_sign(SIGN_DOT), row->name ? row->name : "", draw_sign(SIGN_DOT), geschiedenis_within(v->g) ? v->g->name : geschiedenis_buurt(v->g, version_of(v)));
	geschiedenis_number(v->g, version_of(v), right);
}

/* --- actions --------------------------------------------------------------------------------- */

static void step(struct ui *ui, struct screen *s, int by)
{
	if (geschiedenis_step(ui, of(s)->g, by))
		show(of(s));
}

static void run_older(struct ui *ui, struct screen *s)
{
	step(ui, s, 1);
}

static void run_newer(struct ui *ui, struct screen *s)
{
	step(ui, s, -1);
}

static void run_look(struct ui *ui, struct screen *s)
{
	const struct change *c = chosen(of(s));
	struct str path = {0};
	if (c && c->new)
		path_of(&path, c->new);
	toen_open(ui, of(s)->g, path.len ? path.p : NULL);
	str_free(&path);
}

static void run_restore(struct ui *ui, struct screen *s)
{
	const struct change *c = chosen(of(s));
	if (c && work_of(s))
		terug_ask_change(ui, of(s)->g, version_of(of(s)), c);
	else
		terug_ask(ui, of(s)->g, version_of(of(s)));
}

/* Of the change that is chosen. */
static void run_remarks(struct ui *ui, struct screen *s)
{
	struct geschiedenis *g = of(s)->g;
	const struct change *c = chosen(of(s));
	struct str path = {0};
	if (c && c->new)
		path_of(&path, c->new);
	else
		str_add_text(&path, g->path);
	opmerkingen_open(ui, g->base.work, str_text(&path), history_row(g->history, version_of(of(s)))->version);
	str_free(&path);
}

static bool may_remark(const struct screen *s)
{
	return work_of(s);
}

static bool may_restore(const struct screen *s)
{
	return terug_may(of_const(s)->g);
}

static bool versie_key(struct ui *ui, struct screen *s, const struct event *ev)
{
	(void)ui;
	return list_key(&of(s)->list, ev);
}

static void versie_free(struct screen *s)
{
	changes_clear(&of(s)->changes);
	free(s);
}

static const struct action versie_actions[] = {
	{"bekijk", {'b', K_ENTER}, N_("bekijk"), N_("Laat het hele plan of speerpunt zien zoals het toen was"), run_look, NULL},
	{"zet-terug", {'z'}, N_("zet terug"), N_("Maakt wat gekozen is weer zoals het toen was; vraagt eerst of het mag"), run_restore, may_restore},
	{"ouder", {'p', '['}, N_("ouder"), N_("Gaat naar de versie hiervoor"), run_older, NULL},
	{"nieuwer", {'n', ']'}, N_("nieuwer"), N_("Gaat naar de versie hierna"), run_newer, NULL},
	{"opmerkingen", {'o'}, N_("opmerkingen"), N_("Wat mensen over deze versie zeiden, en wat u erover wilt zeggen"), run_remarks, may_remark},
	WORK_ROW_STOP,
	{0},
};

const struct screen_class versie_class = {
	.name = "versie",
	.help = N_("Dit is één versie: alles wat er toen veranderde, met de hele tekst eromheen. Wat verdween staat tussen [- en -] of achter een -, wat erbij kwam tussen {+ en +} of achter een +.\n\n"
		  "Met de pijltjes omhoog en omlaag kiest u een wijziging: die kunt u terugzetten, zonder de rest. Met p en n gaat u naar de versie ervoor en erna."),
	.actions = versie_actions,
	.heading = versie_heading,
	.layout = versie_layout,
	.draw = versie_draw,
	.key = versie_key,
	.leave = work_leave,
	.free = versie_free,
};

void versie_open(struct ui *ui, struct geschiedenis *g)
{
	struct versie *v = mem_alloc(sizeof *v);
	v->base.base.class = &versie_class;
	v->base.work = g->base.work;
	v->g = g;
	show(v);
	ui_open(ui, &v->base.base);
}
