#include "cli/whole.h"

#include "base/taal.h"

static enum code put_away(struct session *s, struct cli *c, struct str *sentence, bool *saved, struct err *e)
{
	str_addf(sentence, _("Opgeborgen: %s"), c->args[0]);
	return session_put_away(s, c->args[0], true, saved, e);
}

static enum code bring_back(struct session *s, struct cli *c, struct str *sentence, bool *saved, struct err *e)
{
	str_addf(sentence, _("Teruggehaald: %s"), c->args[0]);
	return session_put_away(s, c->args[0], false, saved, e);
}

enum code cmd_archive(struct cli *c, struct err *e)
{
	return whole_do(c, put_away, e);
}

enum code cmd_unarchive(struct cli *c, struct err *e)
{
	return whole_do(c, bring_back, e);
}
