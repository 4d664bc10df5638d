#include "cli/command.h"

#include "base/taal.h"
#include "base/text.h"
#include "cli/json.h"
#include "cli/print.h"
#include "session/herkomst.h"

#include <string.h>

enum { STEP = 200, INDENT = 2, WHEN_COLUMNS = 17, WHO_COLUMNS = 16, VERSION_COLUMNS = 12 };

static bool has_fields(const struct herkomst *h)
{
	for (size_t i = 1; i < herkomst_count(h); i++)
		if (herkomst_field(h, i) != herkomst_field(h, 0))
			return true;
	return false;
}

static void write_field(struct str *out, const struct herkomst *h, size_t i)
{
	struct str label = {0};
	herkomst_label(&label, h, i);
	print_line(out, str_text(&label));
	str_add_char(out, '\n');
	str_free(&label);
}

static void write_who(struct str *out, const struct herkomst *h, const struct herkomst_unit *u)
{
	if (u->state != HERKOMST_FOUND) {
		print_cell(out, _("in geen bewaarde versie gevonden"), WHEN_COLUMNS + WHO_COLUMNS + VERSION_COLUMNS + 4);
		return;
	}
	const struct history_row *row = history_row(herkomst_history(h), u->row);
	struct str when = {0};
	date_long(&when, row->when);
	print_cell(out, str_text(&when), WHEN_COLUMNS);
	str_add_text(out, "  ");
	print_cell(out, row->name, WHO_COLUMNS);
	str_addf(out, "  %.12s", row->version);
	str_free(&when);
}

/* The beginning of what stands there, as far as the line is long. */
static void write_text(struct str *out, const struct herkomst_unit *u, int columns)
{
	struct str said = {0}, text = {0};
	herkomst_say(&said, u);
	text_join_lines(&text, str_text(&said), said.len);
	print_cell(out, str_text(&text), columns);
	while (out->len && out->p[out->len - 1] == ' ')
		out->p[--out->len] = '\0';
	str_add_char(out, '\n');
	str_free(&said);
	str_free(&text);
}

static void write_reason(struct str *out, const char *reason, size_t indent)
{
	struct str line = {0};
	str_addf(&line, _("Reden: %s"), reason);
	str_add_times(out, ' ', indent);
	print_wrapped(out, str_text(&line), line.len, indent, indent);
	str_free(&line);
}

/* Of some that follow each other and came in the same version the first says why. */
static bool says_why(const struct herkomst *h, size_t i)
{
	const struct herkomst_unit *u = herkomst_unit(h, i), *above = i ? herkomst_unit(h, i - 1) : NULL;
	return u->reason && (!above || above->state != HERKOMST_FOUND || above->row != u->row);
}

static void write_units(struct str *out, const struct herkomst *h)
{
	bool fields = has_fields(h);
	int indent = fields ? INDENT : 0, used = indent + WHEN_COLUMNS + WHO_COLUMNS + VERSION_COLUMNS + 6;
	for (size_t i = 0; i < herkomst_count(h); i++) {
		const struct herkomst_unit *u = herkomst_unit(h, i);
		if (fields && (i == 0 || herkomst_field(h, i) != herkomst_field(h, i - 1)))
			write_field(out, h, i);
		str_add_times(out, ' ', (size_t)indent);
		write_who(out, h, u);
		str_add_text(out, "  ");
		write_text(out, u, PRINT_COLUMNS - used);
		if (says_why(h, i))
			write_reason(out, u->reason, (size_t)indent + WHEN_COLUMNS + 2);
	}
}

static enum code find(struct herkomst *h, struct err *e)
{
	enum code code = OK;
	while (!code && !herkomst_is_done(h))
		code = herkomst_step(h, STEP, e);
	return code;
}

enum code cmd_blame(struct cli *c, struct err *e)
{
	struct session *s = NULL;
	struct herkomst *h = NULL;
	const char *path = c->count > 1 ? c->args[1] : "";
	c->about = c->args[0];
	enum code code = session_open(&s, c->dir, c->als, NULL, e);
	if (!code)
		code = herkomst_open(&h, s, c->args[0], path, e);
	if (!code)
		code = find(h, e);
	if (!code && c->given & OPTION_JSON)
		json_write_herkomst(&c->out, c->args[0], path, h);
	else if (!code && !herkomst_count(h))
		print_talk(_("Daar staat nu niets."));
	else if (!code)
		write_units(&c->out, h);
	herkomst_free(h);
	session_free(s);
	return code;
}
