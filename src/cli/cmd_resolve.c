#include "cli/merging.h"

#include "base/taal.h"
#include "cli/file.h"
#include "cli/json.h"
#include "cli/print.h"

static enum code list_plans(struct cli *c, struct session *s, struct err *e)
{
	struct unresolved left;
	enum code code = session_unresolved(s, &left, e);
	if (code)
		return code;
	if (c->given & OPTION_JSON)
		json_write_unresolved(&c->out, &left);
	for (size_t i = 0; i < left.count && !(c->given & OPTION_JSON); i++)
		str_addf(&c->out, "%s\n", left.names[i]);
	if (left.count)
		code = err_set(e, ERR_NO,
		               left.count == 1 ? _("Van %zu plan zijn er twee versies. Kies met 'buurtplan resolve PLAN'.")
		                               : _("Van %zu plannen zijn er twee versies. Kies met 'buurtplan resolve PLAN'."),
		               left.count);
	else
		print_talk(_("Er is niets te kiezen."));
	unresolved_clear(&left);
	return code;
}

static enum code read_answers(struct json_answers *out, const char *file, struct err *e)
{
	struct str bytes = {0};
	enum code code = file_read_input(&bytes, file, e);
	if (!code)
		code = json_read_answers(out, str_text(&bytes), bytes.len, e);
	for (size_t i = 0; i < out->all.count && !code; i++)
		if (out->all.p[i].take == TAKE_TEXT)
			code = file_check_text(out->all.p[i].text, out->all.p[i].len, e);
	str_free(&bytes);
	return code;
}

/* What the administrator does next, in git's own words. */
static void tell_next(struct session *s, const char *plan)
{
	struct unresolved left;
	struct err e;
	struct str line = {0};
	str_addf(&line, _("Plan %s is samengevoegd."), plan);
	if (session_unresolved(s, &left, &e) == OK) {
		if (left.count)
			str_addf(&line,
			         left.count == 1 ? _(" Nu nog %zu ander plan: zie 'buurtplan resolve'.")
			                         : _(" Nu nog %zu andere plannen: zie 'buurtplan resolve'."),
			         left.count);
		else
			str_addf(&line, _(" Er is niets meer te kiezen; ga verder met '%s'."),
			         left.go_on ? left.go_on : "git status");
		unresolved_clear(&left);
	}
	print_talk(str_text(&line));
	str_free(&line);
}

static enum code resolve(struct cli *c, struct session *s, const char *plan, const struct answers *answers,
                         struct err *e)
{
	struct merge m;
	enum code code = session_resolve(s, plan, answers, &m, e);
	if ((!code || m.open) && c->given & OPTION_JSON)
		json_write_merge(&c->out, &m);
	if (code == ERR_NO && m.open) {
		merging_tell(&c->more, &m, _("Uw versie"), _("De andere"));
		str_add_text(&c->more, _("Antwoord met --mine, met --theirs of met een bestand; zie 'buurtplan help "
		                         "resolve'.\n"));
	}
	if (!code)
		tell_next(s, plan);
	merge_clear(&m);
	return code;
}

enum code cmd_resolve(struct cli *c, struct err *e)
{
	struct session *s = NULL;
	struct json_answers given = {0};
	bool mine = c->given & OPTION_MINE, theirs = c->given & OPTION_THEIRS;
	enum code code = OK;
	if (mine && theirs)
		return err_set(e, ERR_USE, _("Kies --mine of --theirs, niet allebei. Er is niets veranderd."));
	if ((mine || theirs) && c->count == 0)
		return err_set(e, ERR_USE, _("Noem het plan waarvoor u kiest: 'buurtplan resolve PLAN %s'."),
		               mine ? "--mine" : "--theirs");
	if (c->count > 1)
		code = read_answers(&given, c->args[1], e);
	if (!code)
		code = session_open(&s, c->dir, NULL, NULL, e);
	if (!code && c->count == 0) {
		code = list_plans(c, s, e);
	} else if (!code) {
		enum take rest = mine ? TAKE_OURS : theirs ? TAKE_THEIRS : TAKE_NONE;
		const struct answers answers = {given.all.p, given.all.count, rest};
		code = resolve(c, s, c->args[0], &answers, e);
	}
	json_answers_clear(&given);
	session_free(s);
	return code;
}
