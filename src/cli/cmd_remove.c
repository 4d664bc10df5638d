#include "cli/save.h"

static enum code edit(struct sitting *t, const struct cli *c, struct err *e)
{
	return sitting_remove(t, c->args[1], e);
}

enum code cmd_remove(struct cli *c, struct err *e)
{
	return save_edit(c, edit, e);
}
