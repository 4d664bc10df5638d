#include "cli/whole.h"

#include "base/taal.h"

#include <string.h>

static enum code act(struct session *s, struct cli *c, struct str *sentence, bool *saved, struct err *e)
{
	*saved = strcmp(c->args[0], c->args[1]) != 0;
	bool draft = session_has_draft(s, c->args[0]);
	str_addf(sentence, _("Hernoemd: %s heet nu %s."), c->args[0], c->args[1]);
	if (draft)
		str_add_text(sentence, _(" Er wacht een concept van u; dat gaat mee."));
	return session_rename_plan(s, c->args[0], c->args[1], e);
}

enum code cmd_rename(struct cli *c, struct err *e)
{
	return whole_do(c, act, e);
}
