#include "cli/command.h"

#include "base/taal.h"
#include "cli/export.h"
#include "cli/period.h"
#include "cli/verslag.h"

#include <stdlib.h>
#include <string.h>

enum { STEP = 500 };

struct names {
	char **p;
	size_t count, room;
};

static bool has(const struct names *n, const char *name)
{
	for (size_t i = 0; i < n->count; i++)
		if (strcmp(n->p[i], name) == 0)
			return true;
	return false;
}

static void add(struct names *n, const char *name)
{
	if (!has(n, name))
		vec_push(n, mem_text(name));
}

static void clear(struct names *n)
{
	for (size_t i = 0; i < n->count; i++)
		free(n->p[i]);
	vec_free(n);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The plans that changed in the period, by the last name they had in it: what is older under an earlier name is theirs too. */
static enum code find_plans(struct names *out, struct session *s, const struct verslag_period *p, struct err *e)
{
	struct history *h = NULL;
	struct names earlier = {0};
	enum code code = history_open(&h, s, &(struct history_query){.since = p->since, .until = p->until}, e);
	while (!code && !history_is_done(h))
		code = history_step(h, STEP, e);
	for (size_t i = 0; !code && i < history_count(h); i++) {
		const struct history_row *row = history_row(h, i);
		if (!has(&earlier, row->plan))
			add(out, row->plan);
		if (row->was)
			add(&earlier, row->was);
	}
	if (out->count)
		qsort(out->p, out->count, sizeof *out->p, by_name);
	clear(&earlier);
	history_free(h);
	return code;
}

static enum code add_plan(struct reading *out, struct session *s, const char *plan, const struct verslag_period *p, struct err *e)
{
	struct history *h = NULL;
	enum code code = history_open(&h, s, &(struct history_query){.plan = plan}, e);
	if (!code)
		code = verslag_add_plan(out, h, p, e);
	history_free(h);
	return code;
}

static enum code build(struct reading *out, const struct cli *c, struct session *s, const struct verslag_period *p, struct err *e)
{
	struct names names = {0};
	enum code code = OK;
	for (size_t i = 0; i < c->count; i++)
		add(&names, c->args[i]);
	if (!names.count)
		code = find_plans(&names, s, p, e);
	verslag_begin(out, p, session_now(s));
	for (size_t i = 0; i < names.count && !code; i++)
		code = add_plan(out, s, names.p[i], p, e);
	verslag_end(out);
	clear(&names);
	return code;
}

enum code cmd_report(struct cli *c, struct err *e)
{
	export_write *write = export_find(c->format);
	struct verslag_period period;
	struct session *s = NULL;
	struct reading r = {0};
	if (!write)
		return err_set(e, ERR_USE, _("Een verslag kan niet worden gemaakt als '%.100s'. Kies md of html."), c->format);
	if (!c->since)
		return err_set(e, ERR_USE, _("Geef met --since vanaf wanneer: buurtplan report --since 2019-03-08."));
	enum code code = period_read(c, &period.since, &period.until, e);
	if (!code)
		code = session_open(&s, c->dir, c->als, NULL, e);
	if (!code)
		code = build(&r, c, s, &period, e);
	if (!code)
		write(&c->out, &r);
	reading_clear(&r);
	session_free(s);
	return code;
}
