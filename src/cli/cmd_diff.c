#include "cli/command.h"

#include "base/taal.h"
#include "cli/print.h"
#include "cli/versions.h"

#include <string.h>

enum { STEP = 200 };

/* One of the two that are compared. */
struct side {
	struct doc *doc;
	char *version; /* its id; NULL: as it is now */
	struct moment when;
};

static void side_clear(struct side *x)
{
	doc_free(x->doc);
	free(x->version);
}

static enum code read_side(struct side *out, struct session *s, const char *plan, const char *spec, struct err *e)
{
	struct version_found found = {0};
	enum code code = version_find(s, plan, spec, &found, e);
	if (!code)
		code = version_read(s, &found, &out->doc, e);
	out->version = found.version;
	out->when = found.when;
	found.version = NULL;
	version_found_clear(&found);
	return code;
}

static enum code take_row(struct side *out, struct history *h, size_t i, struct err *e)
{
	const struct history_detail *d;
	enum code code = history_detail(h, i, &d, e);
	if (code)
		return code;
	out->version = mem_text(d->version);
	out->when = history_row(h, i)->when;
	return history_doc(h, i, &out->doc, e);
}

/* The newest version and the one before it; where there is but one, that with itself. */
static enum code read_last(struct side sides[2], struct session *s, const char *plan, struct err *e)
{
	struct history *h = NULL;
	enum code code = history_open(&h, s, &(struct history_query){.plan = plan}, e);
	while (!code && history_count(h) < 2 && !history_is_done(h))
		code = history_step(h, STEP, e);
	for (size_t i = 0; i < 2 && !code; i++)
		code = take_row(&sides[i], h, history_count(h) > 1 ? 1 - i : 0, e);
	history_free(h);
	return code;
}

/* "Van 8 mrt 2019 09:40 tot nu." */
static void tell(const struct side sides[2], bool last)
{
	if (last && strcmp(sides[0].version, sides[1].version) == 0) {
		print_talk(_("Het plan heeft nog maar één versie."));
		return;
	}
	struct str from = {0}, to = {0}, line = {0};
	date_long(&from, sides[0].when);
	if (sides[1].version)
		date_long(&to, sides[1].when);
	str_addf(&line, _("Van %s tot %s."), from.p, sides[1].version ? to.p : _("nu"));
	print_talk(line.p);
	str_free(&from);
	str_free(&to);
	str_free(&line);
}

enum code cmd_diff(struct cli *c, struct err *e)
{
	struct session *s = NULL;
	struct side sides[2] = {0};
	const char *plan = c->args[0];
	c->about = plan;
	enum code code = session_open(&s, c->dir, c->als, NULL, e);
	if (!code && c->count == 1)
		code = read_last(sides, s, plan, e);
	for (size_t i = 1; i < c->count && !code; i++)
		code = read_side(&sides[i - 1], s, plan, c->args[i], e);
	if (!code && c->count == 2)
		code = session_read(s, plan, &sides[1].doc, e);
	if (!code && !(c->given & OPTION_JSON))
		tell(sides, c->count == 1);
	if (!code)
		code = versions_compare(c, sides[0].version, sides[1].version, sides[0].doc, sides[1].doc);
	side_clear(&sides[0]);
	side_clear(&sides[1]);
	session_free(s);
	return code;
}
