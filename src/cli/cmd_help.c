#include "cli/command.h"

#include "base/taal.h"
#include "cli/completion.h"
#include "cli/man.h"

static enum code for_a_file(struct cli *c, struct err *e)
{
	bool both = c->given & OPTION_MAN && c->given & OPTION_COMPLETION;
	if (both || c->count)
		return err_set(e, ERR_USE, _("Geef --man of --completion, zonder iets erbij."));
	if (c->given & OPTION_MAN)
		man_write(&c->out, c->describe);
	else
		completion_write(&c->out);
	return OK;
}

enum code cmd_help(struct cli *c, struct err *e)
{
	if (c->given & (OPTION_MAN | OPTION_COMPLETION))
		return for_a_file(c, e);
	const struct command *command = c->count ? command_find(c->args[0]) : NULL;
	if (c->count && !command)
		return err_set(e, ERR_USE, _("De opdracht '%.100s' bestaat niet. Met 'buurtplan help' ziet u welke er zijn."), c->args[0]);
	help_write(&c->out, command);
	return OK;
}
