#include "cli/whole.h"

#include "base/taal.h"

static enum code act(struct session *s, const struct cli *c, struct str *sentence, bool *saved, struct err *e)
{
	(void)saved;
	str_addf(sentence, _("Gemaakt: %s"), c->args[0]);
	return session_create_plan(s, c->args[0], c->args[1], c->args[2], e);
}

enum code cmd_new(struct cli *c, struct err *e)
{
	return whole_do(c, act, e);
}
