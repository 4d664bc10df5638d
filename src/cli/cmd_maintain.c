#include "cli/command.h"

#include "base/taal.h"
#include "cli/print.h"
#include "session/session.h"

static void say(struct str *out, const struct upkeep_report *r)
{
	switch (r->packing) {
	case UPKEEP_PACKED:
		str_addf(out, _("git heeft de versies ingepakt: er waren %zu losse bestanden, nu nog %zu."), r->before, r->after);
		break;
	case UPKEEP_NONE:
		str_addf(out, _("Er was niets op te ruimen: er zijn %zu losse bestanden, en inpakken loont pas boven de %d."), r->before, UPKEEP_LOOSE);
		break;
	case UPKEEP_LEFT:
		str_addf(out, _("git heeft nog niets ingepakt (%zu losse bestanden); misschien is een ander daar net mee bezig, of zijn ze nog te nieuw."), r->before);
		break;
	case UPKEEP_NO_GIT:
		str_addf(out, _("Er is niets ingepakt (%zu losse bestanden): git kan op deze computer niet worden gestart. Buurtplan werkt ook zonder, op den duur trager."),
		         r->before);
		break;
	case UPKEEP_CLOSED:
		str_addf(out, _("Er is niets ingepakt (%zu losse bestanden): hier mag buurtplan geen andere programma's starten (buurtplan.programmas). Doe 'git gc --auto' zelf."),
		         r->before);
		break;
	}
}

static void say_history(const struct upkeep_report *r)
{
	struct str out = {0};
	if (r->fresh)
		str_addf(&out, _("De geschiedenis is bijgewerkt (versies van plannen: %zu, nieuw bekeken: %zu)."), r->versions, r->fresh);
	else
		str_addf(&out, _("De geschiedenis was bij (versies van plannen: %zu)."), r->versions);
	print_talk(out.p);
	str_free(&out);
}

enum code cmd_maintain(struct cli *c, struct err *e)
{
	struct session *s = NULL;
	struct upkeep_report report = {0};
	struct str sentence = {0};
	enum code code = session_open(&s, c->dir, NULL, NULL, e);
	if (!code)
		code = session_maintain(s, &report, e);
	if (!code)
		say(&sentence, &report);
	if (!code && (report.packing == UPKEEP_NO_GIT || report.packing == UPKEEP_CLOSED))
		code = err_set(e, ERR_NO, "%s", sentence.p);
	else if (!code)
		print_talk(sentence.p);
	if (!code && report.versions)
		say_history(&report);
	str_free(&sentence);
	session_free(s);
	return code;
}
