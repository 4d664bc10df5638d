#include "cli/whole.h"

#include "base/taal.h"

static enum code act(struct session *s, const struct cli *c, struct str *sentence, bool *saved, struct err *e)
{
	(void)saved;
	str_addf(sentence, _("Weggehaald: %s."), c->args[0]);
	if (session_has_draft(s, c->args[0]))
		str_add_text(sentence, _(" Er wacht een concept van u; dat blijft staan, en is er weer als het plan terugkomt."));
	return session_remove_plan(s, c->args[0], NULL, c->reason, e);
}

enum code cmd_delete(struct cli *c, struct err *e)
{
	return whole_do(c, act, e);
}
