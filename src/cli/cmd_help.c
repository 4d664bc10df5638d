#include "cli/command.h"

#include "base/taal.h"

enum code cmd_help(struct cli *c, struct err *e)
{
	const struct command *command = c->count ? command_find(c->args[0]) : NULL;
	if (c->count && !command)
		return err_set(e, ERR_USE, _("De opdracht '%.100s' bestaat niet. Met 'buurtplan help' ziet u welke er zijn."), c->args[0]);
	help_write(&c->out, command);
	return OK;
}
