#include "cli/verslag.h"

#include "base/taal.h"
#include "plan/plan.h"

#include <string.h>

enum { LEVEL = 1 };

/* --- what there is of a plan ------------------------------------------------------------------ */

/* The rows [newest, before) of the history are those of the period; but for those in between with another clock. */
struct span {
	struct history *h;
	const struct verslag_period *period;
	size_t newest, before;
	size_t base;             /* what is newer than this row is what is told */
	char **reasons;          /* of each row from newest on; NULL where none was given */
	struct doc *old, *new;   /* as it stood before and at the end; where it began in the period, as it began */
	bool began, came_back, gone, unreadable;
};

static bool is_before(const struct span *x, size_t i, int64_t moment)
{
	return date_shown(history_row(x->h, i)->when) < moment;
}

static bool is_in_period(const struct span *x, size_t i)
{
	return !is_before(x, i, x->period->since) && (!x->period->until || is_before(x, i, x->period->until));
}

static void find_rows(struct span *x)
{
	size_t count = history_count(x->h);
	while (x->newest < count && x->period->until && !is_before(x, x->newest, x->period->until))
		x->newest++;
	x->before = x->newest;
	while (x->before < count && !is_before(x, x->before, x->period->since))
		x->before++;
}

/* The first version from row `from` on that can be read; *out NULL where the plan was not there, or there is none. */
static enum code read_from(struct span *x, size_t from, size_t to, struct doc **out, struct err *e)
{
	enum code code = ERR_UNREADABLE;
	*out = NULL;
	for (size_t i = from; i < to && code == ERR_UNREADABLE; i++) {
		code = history_doc(x->h, i, out, e);
		x->unreadable |= code == ERR_UNREADABLE;
	}
	return code == ERR_UNREADABLE || code == ERR_NOT_FOUND ? OK : code;
}

/* The oldest version of the period in which it was there. */
static enum code read_first(struct span *x, struct err *e)
{
	enum code code = OK;
	for (size_t i = x->before; i-- > x->newest && !x->old && !code;) {
		code = read_from(x, i, i + 1, &x->old, e);
		x->base = i;
	}
	return code;
}

static enum code read_reasons(struct span *x, struct err *e)
{
	enum code code = OK;
	x->reasons = mem_alloc((x->before - x->newest + 1) * sizeof *x->reasons);
	for (size_t i = x->newest; i < x->before && !code; i++) {
		char *id = NULL;
		if (is_in_period(x, i))
			code = history_message(x->h, i, &id, &x->reasons[i - x->newest], e);
		free(id);
	}
	return code;
}

static enum code read_span(struct span *x, struct err *e)
{
	size_t count = history_count(x->h);
	enum code code = read_from(x, x->newest, count, &x->new, e);
	x->gone = !code && !x->new;
	if (!code && x->before < count)
		code = read_from(x, x->before, count, &x->old, e);
	x->began = !x->old;
	x->base = x->before;
	x->came_back = x->began && x->before < count;
	if (!code && x->began)
		code = read_first(x, e);
	return code ? code : read_reasons(x, e);
}

static void span_clear(struct span *x)
{
	for (size_t i = 0; x->reasons && i < x->before - x->newest; i++)
		free(x->reasons[i]);
	free(x->reasons);
	doc_free(x->old);
	doc_free(x->new);
}

/* --- who and why ------------------------------------------------------------------------------ */

struct who {
	const char *name;
	size_t count;
};
struct credits {
	VEC(struct who) who;
	VEC(const char *) reasons;
};

static void add_who(struct credits *c, const char *name)
{
	size_t i = 0;
	while (i < c->who.count && strcmp(c->who.p[i].name, name) != 0)
		i++;
	if (i == c->who.count)
		vec_push(&c->who, (struct who){name, 0});
	struct who now = c->who.p[i];
	now.count++;
	for (; i > 0 && c->who.p[i - 1].count < now.count; i--) /* who did most comes first */
		c->who.p[i] = c->who.p[i - 1];
	c->who.p[i] = now;
}

static void add_reason(struct credits *c, const char *reason)
{
	for (size_t i = 0; i < c->reasons.count; i++)
		if (strcmp(c->reasons.p[i], reason) == 0)
			return;
	vec_push(&c->reasons, reason);
}

/* NULL: all of the plan. */
static bool is_about(const struct history_row *row, const char *group)
{
	const char *path = row->parts;
	struct str of = {0};
	bool yes = !group;
	for (size_t i = 0; i < row->part_count && !yes; i++, path += strlen(path) + 1) {
		str_clear(&of);
		verslag_group(&of, path);
		yes = str_is(&of, group);
	}
	str_free(&of);
	return yes;
}

static void say_credits(struct str *out, const struct credits *c)
{
	for (size_t i = 0; i < c->who.count; i++) {
		str_add_text(out, i ? ", " : _("Door: "));
		str_addf(out, "%s (%zu×)", c->who.p[i].name, c->who.p[i].count);
	}
	for (size_t i = 0; i < c->reasons.count; i++) {
		str_add_text(out, i ? "; " : c->reasons.count > 1 ? _(" · Redenen: ") : _(" · Reden: "));
		str_add_text(out, c->reasons.p[i]);
	}
}

/* "Door: Bart Smit (3×), Anna Jansen (1×) · Redenen: …; …" */
static void add_credits(void *ctx, struct str *out, const char *group)
{
	const struct span *x = ctx;
	struct credits c = {0};
	for (size_t i = group ? x->base : x->before; i-- > x->newest;) {
		if (!is_in_period(x, i) || !is_about(history_row(x->h, i), group))
			continue;
		add_who(&c, history_row(x->h, i)->name);
		if (x->reasons[i - x->newest] && group)
			add_reason(&c, x->reasons[i - x->newest]);
	}
	say_credits(out, &c);
	vec_free(&c.who);
	vec_free(&c.reasons);
}

/* --- the document ------------------------------------------------------------------------------- */

/* "1 mrt 2019" */
static void say_day(struct str *out, int64_t shown)
{
	struct str iso = {0}, day = {0};
	if (date_iso(&iso, (struct moment){shown, 0}))
		str_add(&day, iso.p, strcspn(iso.p, "T"));
	date_month(out, str_text(&day));
	str_free(&iso);
	str_free(&day);
}

void verslag_begin(struct reading *out, const struct verslag_period *p, struct moment today)
{
	struct str from = {0}, to = {0}, title = {0};
	say_day(&from, p->since);
	say_day(&to, p->until ? p->until - 1 : date_shown(today));
	str_addf(&title, _("Wijzigingen van %s tot en met %s"), from.p, to.p);
	verslag_add(out, BLOCK_TITLE, 0, title.p);
	str_free(&from);
	str_free(&to);
	str_free(&title);
}

void verslag_end(struct reading *out)
{
	if (out->count == 1)
		verslag_add(out, BLOCK_PARAGRAPH, 0, _("In deze periode is niets veranderd."));
}

/* How many versions, and by whom. */
static void add_numbers(struct reading *out, struct span *x)
{
	struct str line = {0};
	size_t count = 0;
	for (size_t i = x->newest; i < x->before; i++)
		count += is_in_period(x, i);
	str_addf(&line, count == 1 ? _("%zu versie. ") : _("%zu versies. "), count);
	add_credits(x, &line, NULL);
	verslag_add(out, BLOCK_PARAGRAPH, 0, line.p);
	str_free(&line);
}

/* What happened to it as a whole. */
static void add_events(struct reading *out, const struct span *x)
{
	const char *name = history_row(x->h, x->newest)->plan, *was = history_row(x->h, x->began ? x->before - 1 : x->before)->plan;
	if (x->came_back)
		verslag_add(out, BLOCK_PARAGRAPH, 0, _("Het plan was weg en is in deze periode teruggezet."));
	else if (x->began)
		verslag_add(out, BLOCK_PARAGRAPH, 0, _("Het plan is in deze periode gemaakt."));
	if (x->gone)
		verslag_add(out, BLOCK_PARAGRAPH, 0, _("Het plan is in deze periode weggehaald."));
	if (x->unreadable)
		verslag_add(out, BLOCK_PARAGRAPH, 0, _("Niet elke versie is te lezen. Wat daarin stond, telt hier niet mee."));
	if (strcmp(name, was) != 0) {
		struct str line = {0};
		str_addf(&line, _("Het plan heet nu '%s' en heette eerst '%s'."), name, was);
		verslag_add(out, BLOCK_PARAGRAPH, 0, line.p);
		str_free(&line);
	}
}

static void add_span(struct reading *out, struct span *x)
{
	const struct doc *shown = x->new ? x->new : x->old;
	const char *buurt = shown ? plan_text(shown->root, "buurt") : "";
	struct diff d;
	verslag_add(out, BLOCK_HEADING, LEVEL, *buurt ? buurt : history_row(x->h, x->newest)->plan);
	add_events(out, x);
	add_numbers(out, x);
	if (!x->old || !x->new)
		return;
	diff_init(&d, x->old, x->new);
	if (!d.changes.count && !x->began)
		verslag_add(out, BLOCK_PARAGRAPH, 0, _("Wat er veranderd is, is weer zoals het was."));
	else if (d.changes.count && x->began)
		verslag_add(out, BLOCK_PARAGRAPH, 0, _("Hieronder staat wat er daarna is veranderd."));
	verslag_add_changes(out, &d, (struct verslag_credit){add_credits, x});
	diff_clear(&d);
}

enum code verslag_add_plan(struct reading *out, struct history *h, const struct verslag_period *p, struct err *e)
{
	enum { STEP = 500 };
	struct span x = {.h = h, .period = p};
	enum code code = OK;
	bool any = false;
	while (!code && !history_is_done(h))
		code = history_step(h, STEP, e);
	if (!code)
		find_rows(&x);
	for (size_t i = x.newest; i < x.before && !any; i++)
		any = is_in_period(&x, i);
	if (!code && any)
		code = read_span(&x, e);
	if (!code && any)
		add_span(out, &x);
	span_clear(&x);
	return code;
}
