/* Two versions beside each other, or a version and the plan as it is now: what is different. */
#include "screens/geschiedenis.h"

#include "base/mem.h"
#include "base/taal.h"
#include "plan/path.h"
#include "screens/open.h"

#include <stdlib.h>
#include <string.h>

struct vergelijk {
	struct work_screen base;
	struct geschiedenis *g;  /* the history it is opened from */
	struct str titles[2];    /* of the older and the newer side */
	struct changes changes;
	struct list list;        /* a row is a change */
};

static struct vergelijk *of(struct screen *s)
{
	return (struct vergelijk *)s;
}

static const struct vergelijk *of_const(const struct screen *s)
{
	return (const struct vergelijk *)s;
}

/* --- what is different ------------------------------------------------------------------------- */

/* A plan, and in it what the history is of. */
struct side {
	struct doc *doc;
	const struct node *node; /* NULL: not there; the root where the history is of the plan */
};

static void side_clear(struct side *s)
{
	doc_free(s->doc);
	*s = (struct side){0};
}

static enum code side_of_version(struct side *out, struct geschiedenis *g, size_t i, struct err *e)
{
	bool before;
	enum code code = geschiedenis_doc(g, i, &out->doc, &out->node, &before, e);
	if (!code && before)
		code = err_set(e, ERR_NOT_FOUND, "%s", _("In die versie ging dit weg. Kies een andere versie om mee te vergelijken."));
	if (!code && !*g->path)
		out->node = out->doc->root;
	return code;
}

/* As it stands in the form now; what the history follows is found from the other side. */
static void side_of_now(struct side *out, struct geschiedenis *g, const struct side *other)
{
	struct match m;
	out->doc = doc_ref(sitting_doc(g->base.work->sitting));
	match_init(&m, other->doc, out->doc);
	out->node = other->node ? match_in_b(&m, other->node) : NULL;
	match_clear(&m);
	struct place p;
	if (!out->node && !path_resolve(&p, out->doc, g->path, NULL))
		out->node = p.node;
}

static void select_changes(struct changes *out, const struct geschiedenis *g, const struct side *old, const struct side *new)
{
	struct diff d;
	VEC(struct change) in = {0};
	diff_init(&d, old->doc, new->doc);
	for (size_t i = 0; i < d.changes.count; i++)
		if (change_is_in(&d.changes.p[i], old->node, new->node))
			vec_push(&in, d.changes.p[i]);
	changes_build(out, in.p, in.count, CHANGES_WHOLE | geschiedenis_within(g));
	vec_free(&in);
	diff_clear(&d);
}

static void say_side(struct str *out, struct geschiedenis *g, size_t i)
{
	if (i == SIZE_MAX)
		str_add_text(out, _("nu"));
	else
		date_long(out, history_row(g->history, i)->when);
}

/* The lower row is the older one; now is newer than any. */
static enum code compare(struct vergelijk *v, size_t i, size_t k, struct err *e)
{
	struct side old = {0}, new = {0};
	size_t older = k == SIZE_MAX || i > k ? i : k, newer = older == i ? k : i;
	say_side(&v->titles[0], v->g, older);
	say_side(&v->titles[1], v->g, newer);
	enum code code = side_of_version(&old, v->g, older, e);
	if (!code && newer == SIZE_MAX)
		side_of_now(&new, v->g, &old);
	else if (!code)
		code = side_of_version(&new, v->g, newer, e);
	if (!code)
		select_changes(&v->changes, v->g, &old, &new);
	side_clear(&old);
	side_clear(&new);
	return code;
}

/* --- on screen -------------------------------------------------------------------------------- */

static struct area list_area(struct area a)
{
	return area_inner(a, 1, 0, 0, 0);
}

static void vergelijk_layout(struct screen *s, struct area a)
{
	list_layout(&of(s)->list, list_area(a));
}

static void vergelijk_draw(const struct screen *s, struct area a)
{
	const char *none = _("Er is niets anders: in beide versies staat hetzelfde.");
	if (of_const(s)->changes.count) {
		list_draw(&of_const(s)->list, list_area(a), true);
		return;
	}
	draw_prose(a, 1, 1, a.cols - 2, ROLE_DIM, none, strlen(none));
	draw_cursor(a, 1, 1);
}

static void vergelijk_heading(const struct screen *s, struct str *left, struct str *right)
{
	const struct vergelijk *v = of_const(s);
	str_addf(left, _("Vergelijk %s met %s"), v->titles[0].p, v->titles[1].p);
	if (*v->g->name)
		str_addf(left, " %s %s", draw_sign(SIGN_DOT), v->g->name);
	str_addf(right, v->changes.count == 1 ? _("%zu verschil") : _("%zu verschillen"), v->changes.count);
}

static bool vergelijk_key(struct ui *ui, struct screen *s, const struct event *ev)
{
	(void)ui;
	return list_key(&of(s)->list, ev);
}

static void run_back(struct ui *ui, struct screen *s)
{
	(void)s;
	ui_close(ui);
}

static void vergelijk_free(struct screen *s)
{
	struct vergelijk *v = of(s);
	changes_clear(&v->changes);
	str_free(&v->titles[0]);
	str_free(&v->titles[1]);
	free(v);
}

static const struct action vergelijk_actions[] = {
	{"terug", {K_ENTER}, N_("terug"), N_("Gaat terug naar de geschiedenis"), run_back, NULL},
	WORK_ROW_STOP,
	{0},
};

const struct screen_class vergelijk_class = {
	.name = "vergelijk",
	.help = N_("Hier staat wat er anders is tussen de oudste en de nieuwste van de twee. Wat er in de nieuwste niet meer staat, staat tussen [- en -] of achter een -; wat erbij is gekomen, tussen {+ en +} of achter een +.\n\n"
		   "Vergelijken verandert niets. Met \"nu\" is bedoeld wat u op het scherm hebt, ook wat u nog niet hebt bewaard."),
	.actions = vergelijk_actions,
	.heading = vergelijk_heading,
	.layout = vergelijk_layout,
	.draw = vergelijk_draw,
	.key = vergelijk_key,
	.tick = work_tick,
	.leave = work_leave,
	.free = vergelijk_free,
};

void vergelijk_open(struct ui *ui, struct geschiedenis *g, size_t i, size_t k)
{
	struct vergelijk *v = mem_alloc(sizeof *v);
	struct err e = {0};
	v->base.base.class = &vergelijk_class;
	v->base.work = g->base.work;
	v->g = g;
	if (compare(v, i, k, &e)) {
		ui_error(ui, "%s", e.text);
		vergelijk_free(&v->base.base);
		return;
	}
	list_init(&v->list, &changes_list, &v->changes);
	list_set_count(&v->list, v->changes.count);
	ui_open(ui, &v->base.base);
}
