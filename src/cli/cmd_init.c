#include "cli/command.h"

#include "base/taal.h"
#include "cli/print.h"
#include "session/session.h"

/* A file that came along as it is, with the reason why it is no plan yet. */
static void tell(void *ctx, const char *name, const struct err *why)
{
	(void)ctx;
	print_finding(name, why->line, why->column, why->text);
}

enum code cmd_init(struct cli *c, struct err *e)
{
	enum code code = session_create(c->args[0], c->from, c->als, NULL, tell, NULL, e);
	if (!code)
		print_finding(_("Gemaakt"), 0, 0, c->args[0]);
	return code;
}
