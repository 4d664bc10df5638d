#include "cli/command.h"

#include "base/taal.h"
#include "cli/json.h"
#include "cli/print.h"
#include "plan/path.h"

#include <string.h>

enum { EXCERPT = 72 };

static void join_words(struct str *out, const struct cli *c)
{
	for (size_t i = 0; i < c->count; i++)
		str_addf(out, "%s%s", i ? " " : "", c->args[i]);
}

static void write_hit(struct str *out, const struct search_row *row)
{
	struct str line = {0};
	size_t from, to;
	str_addf(&line, "%s:", row->plan->name);
	path_of(&line, row->hit.node);
	str_add_text(&line, ": ");
	search_excerpt(&line, &row->hit, EXCERPT, &from, &to);
	print_line(out, str_text(&line));
	str_add_char(out, '\n');
	str_free(&line);
}

/* What was not looked in. */
static void tell_refused(const struct plan_rows *rows)
{
	for (size_t i = 0; i < rows->count; i++)
		if (rows->p[i].refused)
			print_finding(rows->p[i].name, rows->p[i].line, rows->p[i].column, rows->p[i].refused);
}

static enum code write_hits(struct cli *c, struct searching *g, const char *query, struct err *e)
{
	searching_ask(g, query, strlen(query), (size_t)-1);
	searching_step(g, (size_t)-1);
	tell_refused(searching_plans(g));
	if (c->given & OPTION_JSON)
		json_write_search(&c->out, query, g);
	for (size_t i = 0; !(c->given & OPTION_JSON) && i < searching_count(g); i++) {
		struct search_row row = searching_row(g, i);
		write_hit(&c->out, &row);
	}
	return searching_count(g) ? OK : err_set(e, ERR_NO, _("Er is niets gevonden. Probeer minder of kortere woorden."));
}

enum code cmd_search(struct cli *c, struct err *e)
{
	struct session *s = NULL;
	struct searching *g = NULL;
	struct str query = {0};
	join_words(&query, c);
	enum code code = session_open(&s, c->dir, c->als, NULL, e);
	if (!code)
		code = searching_open(&g, s, e);
	if (!code)
		code = write_hits(c, g, str_text(&query), e);
	str_free(&query);
	searching_free(g);
	session_free(s);
	return code;
}
