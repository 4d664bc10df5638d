#include "cli/save.h"
#include "cli/whole.h"

#include "base/taal.h"

static enum code act(struct session *s, struct cli *c, struct str *sentence, bool *saved, struct err *e)
{
	struct gegevens found = {0};
	(void)saved;
	str_addf(sentence, _("Gemaakt: %s"), c->args[0]);
	enum code code = session_create_plan(s, c->args[0], c->args[1], c->args[2], c->keep, &found, e);
	code = save_refuse_gegevens(c, &found, code, e);
	gegevens_clear(&found);
	return code;
}

enum code cmd_new(struct cli *c, struct err *e)
{
	return whole_do(c, act, e);
}
