#include "cli/save.h"

#include "base/taal.h"
#include "plan/path.h"

#include <string.h>

static enum code edit(struct sitting *t, const struct cli *c, struct err *e)
{
	size_t position = path_position(c->args[2], strlen(c->args[2]));
	if (position == 0)
		return err_set(e, ERR_USE, _("De plaats '%s' is geen getal vanaf 1. Er is niets veranderd."), c->args[2]);
	return sitting_move(t, c->args[1], position, e);
}

enum code cmd_move(struct cli *c, struct err *e)
{
	return save_edit(c, edit, e);
}
