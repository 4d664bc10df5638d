#include "screens/versie.h"

#include "base/mem.h"
#include "base/taal.h"
#include "screens/open.h"

#include <stdlib.h>
#include <string.h>

/* The name that the file had, which is all that changed. */
static void add_name(struct changes *out, const struct history_row *row)
{
	struct str text = {0};
	str_addf(&text, _("Het plan kreeg hier een andere naam; het heette %s. De tekst bleef zoals die was."), row->was);
	changes_add(out, _("Korte naam"), NULL, text.p);
	str_free(&text);
}

const char *versie_reason(struct history *h, size_t i)
{
	const struct history_detail *d;
	struct err none;
	return history_detail(h, i, &d, &none) ? NULL : d->reason;
}

void versie_changes(struct changes *out, struct history *h, size_t i, bool whole)
{
	const struct history_row *row = history_row(h, i);
	const struct history_detail *d;
	struct err e = {0};
	if (history_detail(h, i, &d, &e)) {
		changes_clear(out);
		changes_add(out, _("Deze versie is niet te lezen"), NULL, e.text);
		return;
	}
	if (!d->readable) {
		changes_clear(out);
		changes_add(out, _("Deze versie is niet te lezen"), NULL, _("Het bestand was toen geen plan dat buurtplan kan lezen. Er is niets mee gedaan."));
		return;
	}
	changes_build(out, d->changes.p, d->changes.count, whole);
	if (row->was)
		add_name(out, row);
	else if (!d->changes.count)
		changes_add(out, d->first ? _("Toegevoegd") : _("Weggehaald"), NULL, d->first ? _("Hier begint de geschiedenis.") : _("Hier is het uit het plan gegaan."));
}

struct versie {
	struct work_screen base;
	struct history *history; /* of the screen below */
	size_t i;
	struct changes changes;
};

static struct area versie_area(const struct versie *v, struct area a)
{
	const char *reason = versie_reason(v->history, v->i);
	return area_inner(a, 1 + (reason ? draw_prose_height(a.cols - 3, reason, strlen(reason)) + 1 : 0), 0, 0, 0);
}

static void versie_layout(struct screen *s, struct area a)
{
	struct versie *v = (struct versie *)s;
	changes_layout(&v->changes, versie_area(v, a));
}

static void versie_draw(const struct screen *s, struct area a)
{
	const struct versie *v = (const struct versie *)s;
	const char *reason = versie_reason(v->history, v->i);
	if (reason)
		draw_prose(a, 1, 1, a.cols - 3, ROLE_DIM, reason, strlen(reason));
	changes_draw(&v->changes, versie_area(v, a));
	draw_cursor(a, 1, 1);
}

static void versie_heading(const struct screen *s, struct str *left, struct str *right)
{
	const struct versie *v = (const struct versie *)s;
	const struct history_row *row = history_row(v->history, v->i);
	str_addf(left, _("Versie van "));
	date_long(left, row->when);
	str_addf(left, " %s %s", draw_sign(SIGN_DOT), row->name ? row->name : "");
	str_add_text(right, work_buurt(v->base.work));
}

static bool versie_key(struct ui *ui, struct screen *s, const struct event *ev)
{
	(void)ui;
	return changes_key(&((struct versie *)s)->changes, ev);
}

static void versie_free(struct screen *s)
{
	struct versie *v = (struct versie *)s;
	changes_clear(&v->changes);
	free(v);
}

static const struct action versie_actions[] = {
	ZOEKEN_ROW,
	WORK_ROW_STOP,
	{0},
};

const struct screen_class versie_class = {
	.name = "versie",
	.help = N_("Dit is één versie: alles wat er toen veranderde, met de hele tekst eromheen. Wat verdween staat tussen [- en -], wat erbij kwam tussen {+ en +}."),
	.actions = versie_actions,
	.heading = versie_heading,
	.layout = versie_layout,
	.draw = versie_draw,
	.key = versie_key,
	.tick = work_tick,
	.leave = work_leave,
	.free = versie_free,
};

void versie_open(struct ui *ui, struct work *w, struct history *h, size_t i)
{
	struct versie *v = mem_alloc(sizeof *v);
	v->base.base.class = &versie_class;
	v->base.work = w;
	v->history = h;
	v->i = i;
	versie_changes(&v->changes, h, i, true);
	ui_open(ui, &v->base.base);
}
