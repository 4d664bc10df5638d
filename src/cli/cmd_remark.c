#include "cli/command.h"
#include "cli/save.h"

#include "base/taal.h"
#include "cli/file.h"
#include "cli/json.h"
#include "cli/print.h"
#include "plan/path.h"
#include "session/history.h"

#include <string.h>

enum { INDENT = 4 };

/* --- what was said ---------------------------------------------------------------------- */

/* "Speerpunt Afval › Doelstelling 2", or the path where the plan has nothing there any more. */
static void write_place(struct str *out, const struct doc *d, const char *path)
{
	struct str label = {0};
	struct place p;
	if (d && path_resolve(&p, d, path, NULL) == OK)
		path_label_place(&label, &p);
	print_line(out, label.len ? str_text(&label) : path);
	str_free(&label);
}

static void write_subject(struct str *out, const struct doc *d, const struct opmerking *o)
{
	if (!o->path && !o->version)
		return;
	str_add_text(out, _("  Over: "));
	if (o->path)
		write_place(out, d, o->path);
	else
		str_add_text(out, _("het plan"));
	if (o->version)
		str_addf(out, _(", versie %.12s"), o->version);
	str_add_char(out, '\n');
}

/* "  gezien: Bart, 12 mei 2019 14:04" */
static void write_marks(struct str *out, const struct opmerking_row *row, enum opmerking_kind kind, const char *label, size_t indent)
{
	struct str line = {0};
	for (size_t i = 0; i < row->marks.count; i++) {
		const struct opmerking *mark = row->marks.p[i];
		if (mark->kind != kind)
			continue;
		str_addf(&line, "%s%s, ", line.len ? "; " : "", mark->name);
		date_long(&line, mark->when);
	}
	if (line.len) {
		struct str whole = {0};
		str_addf(&whole, "%s: %s", label, line.p);
		str_add_times(out, ' ', indent);
		print_wrapped(out, whole.p, whole.len, indent, indent + 2);
		str_free(&whole);
	}
	str_free(&line);
}

static void write_row(struct str *out, const struct opmerking_row *row, size_t indent)
{
	const struct opmerking *o = row->said;
	str_add_times(out, ' ', indent);
	date_long(out, o->when);
	str_add_text(out, "  ");
	print_line(out, o->name);
	str_add_text(out, " <");
	print_line(out, o->address);
	str_addf(out, ">%s\n", row->waiting ? _("  (wacht op u)") : "");
	str_add_times(out, ' ', indent);
	str_addf(out, "  %s\n", row->id);
}

static void write_text(struct str *out, const struct opmerking_row *row, size_t indent)
{
	str_add_times(out, ' ', indent + 2);
	print_wrapped(out, row->said->text, strlen(row->said->text), indent + 2, indent + 2);
	write_marks(out, row, GEZIEN, _("gezien"), indent + 2);
	write_marks(out, row, AKKOORD, _("akkoord"), indent + 2);
}

static void write_rows(struct str *out, const struct opmerkingen *o, const struct doc *d)
{
	for (size_t i = 0; i < o->count; i++) {
		const struct opmerking_row *row = &o->p[i];
		bool first = row->thread == i;
		if (first && i > 0)
			str_add_char(out, '\n');
		write_row(out, row, first ? 0 : INDENT);
		if (first)
			write_subject(out, d, row->said);
		write_text(out, row, first ? 0 : INDENT);
	}
}

static void tell_unreadable(const struct opmerkingen *o)
{
	struct str line = {0};
	if (!o->unreadable)
		return;
	str_addf(&line, _("Bij de opmerkingen staan bestanden die niet te lezen zijn: %zu."), o->unreadable);
	print_talk(line.p);
	str_free(&line);
}

static enum code list(struct session *s, struct cli *c, struct err *e)
{
	struct opmerkingen o = {0};
	struct doc *d = NULL;
	struct err none;
	enum code code = session_opmerkingen(s, c->args[0], &o, e);
	if (session_read(s, c->args[0], &d, &none))
		d = NULL; /* what was said of a plan that can't be read, or is gone, can be read all the same */
	if (!code && !d && !o.count && none.code == ERR_NOT_FOUND)
		code = err_set(e, ERR_NOT_FOUND, "%s", none.text);
	if (!code && c->given & OPTION_JSON)
		json_write_remarks(&c->out, c->args[0], &o);
	else if (!code && !o.count)
		print_talk(_("Hier zijn nog geen opmerkingen bij."));
	else if (!code)
		write_rows(&c->out, &o, d);
	tell_unreadable(&o);
	doc_free(d);
	opmerkingen_clear(&o);
	return code;
}

/* --- to say something --------------------------------------------------------------------- */

/* What the options make of it.  ERR_USE where they don't go together, or with the words. */
static enum code read_options(struct opmerking *o, const struct cli *c, struct err *e)
{
	const char *about[] = {c->answer, c->seen, c->agree};
	static const enum opmerking_kind kinds[] = {ANTWOORD, GEZIEN, AKKOORD};
	size_t given = 0;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (!about[i])
			continue;
		o->kind = kinds[i];
		o->about = about[i];
		given++;
	}
	if (given > 1)
		return err_set(e, ERR_USE, _("Geef één van --answer, --seen en --agree. Er is niets bewaard."));
	size_t least = given && o->kind != ANTWOORD ? 1 : 2, most = given ? least : 3;
	if (c->count < least || c->count > most)
		return err_set(e, ERR_USE, o->kind == ANTWOORD ? _("Bij --answer horen het plan en de tekst van het antwoord. Er is niets bewaard.")
		                           : given ? _("Bij --seen en --agree hoort alleen het plan. Er is niets bewaard.")
		                                   : _("Geef de tekst van de opmerking. Er is niets bewaard."));
	if (given && c->at)
		return err_set(e, ERR_USE, _("--at hoort bij een nieuwe opmerking. Er is niets bewaard."));
	return OK;
}

/* As paths go by identity, and only where there is something; a text that is one was meant as such. */
static enum code find_path(struct str *out, struct session *s, const struct cli *c, const struct version_found *v, struct err *e)
{
	struct doc *d = NULL;
	struct place p;
	enum code code = v->version ? version_read(s, v, &d, e) : session_read(s, c->args[0], &d, e);
	if (!code && c->count == 3) {
		code = path_resolve(&p, d, c->args[1], e);
		if (!code)
			path_of_place(out, &p);
	} else if (!code && path_resolve(&p, d, c->args[1], NULL) == OK) {
		code = err_set(e, ERR_USE, _("'%.200s' is een veld van het plan. Zet de tekst van de opmerking erachter. Er is niets bewaard."), c->args[1]);
	}
	doc_free(d);
	return code;
}

static enum code add(struct session *s, struct cli *c, struct opmerking *o, struct err *e)
{
	struct gegevens found = {0};
	struct str id = {0};
	enum code code = session_opmerking_add(s, o, c->keep, &found, &id, e);
	code = save_refuse_gegevens(c, &found, code, e);
	if (!code && c->given & OPTION_JSON)
		json_write_remark(&c->out, str_text(&id));
	else if (!code && id.len)
		str_addf(&c->out, "%s\n", id.p);
	if (!code)
		print_talk(id.len ? _("Bewaard.") : _("Dat had u al laten weten. Er is niets veranderd."));
	gegevens_clear(&found);
	str_free(&id);
	return code;
}

static enum code say(struct session *s, struct cli *c, struct err *e)
{
	struct opmerking o = {.plan = c->args[0]};
	struct version_found v = {0};
	struct str path = {0}, text = {0};
	enum code code = read_options(&o, c, e);
	if (!code && c->at)
		code = version_find(s, c->args[0], c->at, &v, e);
	if (!code && !o.about)
		code = find_path(&path, s, c, &v, e);
	if (!code && c->count > 1)
		code = file_read_text(&text, c->args[c->count - 1], e);
	o.path = path.len ? path.p : NULL;
	o.version = v.version;
	o.text = c->count > 1 ? str_text(&text) : NULL;
	if (!code)
		code = add(s, c, &o, e);
	version_found_clear(&v);
	str_free(&path);
	str_free(&text);
	return code;
}

enum code cmd_remark(struct cli *c, struct err *e)
{
	struct session *s = NULL;
	c->about = c->args[0];
	enum code code = session_open(&s, c->dir, c->als, NULL, e);
	if (!code)
		code = (c->count == 1 && !c->answer && !c->seen && !c->agree && !c->at ? list : say)(s, c, e);
	session_free(s);
	return code;
}
