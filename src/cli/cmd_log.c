#include "cli/command.h"

#include "base/taal.h"
#include "cli/json.h"
#include "cli/print.h"
#include "cli/readable.h"
#include "session/history.h"

#include <string.h>

enum { STEP = 200 };

static void write_reason(struct str *out, const char *reason)
{
	struct str line = {0};
	str_addf(&line, _("Reden: %s"), reason);
	str_add_text(out, "  ");
	print_wrapped(out, str_text(&line), line.len, 2, 2);
	str_free(&line);
}

static void write_name(struct str *out, const char *was)
{
	str_add_text(out, _("  Het plan kreeg deze naam. Het heette: "));
	print_line(out, was);
	str_add_char(out, '\n');
}

static void write_version(struct str *out, const struct history_row *row, const struct history_detail *d, bool of_speerpunt)
{
	date_long(out, row->when);
	str_add_text(out, "  ");
	print_line(out, row->name);
	if (row->address && *row->address) {
		str_add_text(out, " <");
		print_line(out, row->address);
		str_add_char(out, '>');
	}
	str_add_char(out, '\n');
	if (d->reason)
		write_reason(out, d->reason);
	if (!d->readable)
		str_add_text(out, _("  Deze versie is niet te lezen.\n"));
	else if (d->first)
		str_add_text(out, of_speerpunt ? _("  Begin van het speerpunt.\n") : _("  Begin van het plan.\n"));
	else if (row->was)
		write_name(out, row->was);
	else if (d->gone)
		str_add_text(out, _("  Het plan is weggehaald.\n"));
	for (size_t i = 0; i < d->changes.count && !d->first; i++)
		readable_change(out, &d->changes.p[i], 2);
}

/* Each version as soon as it is found; for JSON all are looked up first. */
static enum code write_history(struct cli *c, struct history *h, struct err *e)
{
	size_t written = 0;
	enum code code = OK;
	while (!code && !history_is_done(h)) {
		code = history_step(h, STEP, e);
		for (; !code && !(c->given & OPTION_JSON) && written < history_count(h); written++) {
			const struct history_detail *d;
			code = history_detail(h, written, &d, e);
			if (written > 0)
				str_add_char(&c->out, '\n');
			if (!code)
				write_version(&c->out, history_row(h, written), d, c->args[1] != NULL);
		}
		if (!code)
			code = print_flush(&c->out, e);
	}
	return code;
}

/* What has no version was never there. */
static enum code check_found(const struct cli *c, const struct history *h, struct err *e)
{
	if (history_count(h) > 0)
		return OK;
	if (c->args[1])
		return err_set(e, ERR_NOT_FOUND, _("Het plan '%s' heeft geen speerpunt '%s', en had dat ook niet."), c->args[0], c->args[1]);
	return err_set(e, ERR_NOT_FOUND, _("Er is geen plan dat '%s' heet."), c->args[0]);
}

enum code cmd_log(struct cli *c, struct err *e)
{
	struct session *s = NULL;
	struct history *h = NULL;
	struct str path = {0};
	c->about = c->args[0];
	if (c->args[1])
		str_addf(&path, "speerpunten/%s", c->args[1]);
	enum code code = session_open(&s, c->dir, c->als, NULL, e);
	if (!code)
		code = history_open(&h, s, &(struct history_query){.plan = c->args[0], .path = str_text(&path)}, e);
	if (!code)
		code = write_history(c, h, e);
	if (!code)
		code = check_found(c, h, e);
	if (!code && c->given & OPTION_JSON)
		code = json_write_history(&c->out, c->args[0], c->args[1], h, e);
	str_free(&path);
	history_free(h);
	session_free(s);
	return code;
}
