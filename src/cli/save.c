#include "cli/save.h"

#include "base/taal.h"
#include "base/text.h"
#include "cli/json.h"
#include "cli/merging.h"
#include "cli/print.h"
#include "plan/message.h"

#include <string.h>

/* "Bewaard: Deltabuurt › Afval: doelstelling 2 aangepast" */
static void make_sentence(struct str *out, const struct sitting *t)
{
	struct diff d;
	struct str message = {0};
	sitting_changes(t, &d);
	message_make(&message, &d, sitting_plan(t), NULL);
	str_add_text(out, _("Bewaard: "));
	str_add(out, str_text(&message), strcspn(str_text(&message), "\n"));
	str_free(&message);
	diff_clear(&d);
}

static enum code check_reason(const struct sitting *t, struct err *e)
{
	struct str label = {0};
	enum code code = OK;
	const char *reason = sitting_reason(t);
	bool given = !text_is_blank(reason, strlen(reason));
	if (!given && sitting_asks_reason(t, &label))
		code = err_set(e, ERR_NO, _("%s: daarvoor is een reden nodig. Geef die met -m 'reden'. Er is niets bewaard."), str_text(&label));
	str_free(&label);
	return code;
}

/* "  telefoonnummer 06-12345678: Speerpunt Afval › Doelstelling 2" */
static void tell_gegevens(struct str *out, const struct gegevens *g)
{
	for (size_t i = 0; i < g->count; i++) {
		const struct gegevens_found *f = &g->p[i];
		str_addf(out, "  %s ", gegeven_label(f->kind));
		text_clean(out, f->text, strlen(f->text), false);
		str_add_text(out, ": ");
		text_clean(out, f->where, strlen(f->where), false);
		str_add_char(out, '\n');
	}
}

enum code save_refuse_gegevens(struct cli *c, const struct gegevens *found, enum code code, struct err *e)
{
	if (!code || !found->count)
		return code;
	if (!(c->given & OPTION_KEEP))
		code = err_set(e, ERR_NO, _("Hier staan persoonsgegevens in. Er is niets bewaard, want wat bewaard is, blijft altijd terug te vinden. "
		                            "Haal ze uit de tekst, of geef met --toch-bewaren 'reden' waarom ze erin moeten."));
	if (c->given & OPTION_JSON)
		json_write_save(&c->out, false, NULL, found);
	tell_gegevens(&c->more, found);
	return code;
}

/* Personal data stays out, unless the caller says why it must not. */
static enum code check_gegevens(struct cli *c, struct sitting *t, struct err *e)
{
	struct gegevens found;
	enum code code = c->given & OPTION_KEEP ? sitting_allow_gegevens(t, c->keep, e) : OK;
	sitting_gegevens(t, &found);
	if (!code && found.count)
		code = ERR_NO;
	code = save_refuse_gegevens(c, &found, code, e);
	gegevens_clear(&found);
	return code;
}

static enum code save(struct cli *c, struct sitting *t, struct err *e)
{
	struct str sentence = {0};
	bool saved = false;
	if (c->reason)
		sitting_set_reason(t, c->reason);
	enum code code = check_reason(t, e);
	if (!code)
		code = check_gegevens(c, t, e);
	if (code)
		return code;
	make_sentence(&sentence, t);
	code = sitting_save(t, &saved, e);
	const struct merge *choices = sitting_choices(t);
	if (code == ERR_CHANGED && choices) {
		merging_tell(&c->more, choices, _("Uw tekst"), _("Er staat nu"));
		str_add_text(&c->more, sitting_is_kept(t) ? _("Uw wijziging staat nog in een concept, dat u bij het openen van het plan terugvindt.\n")
		                                          : _("Uw wijziging kon niet als concept worden bewaard: de tekst staat alleen hierboven.\n"));
	}
	if (c->given & OPTION_JSON)
		json_write_save(&c->out, saved, choices, NULL);
	if (!code)
		print_talk(saved ? str_text(&sentence) : _("Er is niets veranderd."));
	str_free(&sentence);
	return code;
}

static void nothing(struct cli *c)
{
	if (c->given & OPTION_JSON)
		json_write_save(&c->out, false, NULL, NULL);
	print_talk(_("Er is niets veranderd."));
}

enum code save_edit(struct cli *c, enum code (*edit)(struct sitting *t, const struct cli *c, struct err *e), struct err *e)
{
	struct session *s = NULL;
	struct sitting *t = NULL;
	c->about = c->args[0];
	enum code code = session_open(&s, c->dir, c->als, NULL, e);
	if (!code)
		code = sitting_open(&t, s, c->args[0], e);
	if (!code)
		code = edit(t, c, e);
	if (!code && sitting_is_changed(t))
		code = save(c, t, e);
	else if (!code)
		nothing(c);
	sitting_free(t);
	session_free(s);
	return code;
}
