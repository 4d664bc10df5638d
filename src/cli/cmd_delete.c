#include "cli/save.h"
#include "cli/whole.h"

#include "base/taal.h"

static enum code act(struct session *s, struct cli *c, struct str *sentence, bool *saved, struct err *e)
{
	struct gegevens found = {0};
	(void)saved;
	str_addf(sentence, _("Weggehaald: %s."), c->args[0]);
	if (session_has_draft(s, c->args[0]))
		str_add_text(sentence, _(" Er wacht een concept van u; dat blijft staan, en is er weer als het plan terugkomt."));
	enum code code = session_remove_plan(s, c->args[0], NULL, c->reason, c->keep, &found, e);
	code = save_refuse_gegevens(c, &found, code, e);
	gegevens_clear(&found);
	return code;
}

enum code cmd_delete(struct cli *c, struct err *e)
{
	return whole_do(c, act, e);
}
