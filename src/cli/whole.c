#include "cli/whole.h"

#include "base/taal.h"
#include "cli/json.h"
#include "cli/print.h"

enum code whole_do(struct cli *c, whole_act *act, struct err *e)
{
	struct session *s = NULL;
	struct str sentence = {0};
	bool saved = true;
	c->about = c->args[0];
	enum code code = session_open(&s, c->dir, c->als, NULL, e);
	if (!code)
		code = act(s, c, &sentence, &saved, e);
	if (!code && c->given & OPTION_JSON)
		json_write_save(&c->out, saved, NULL, NULL);
	if (!code)
		print_talk(saved ? str_text(&sentence) : _("Er is niets veranderd."));
	str_free(&sentence);
	session_free(s);
	return code;
}
