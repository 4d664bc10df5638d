#include "cli/cli.h"

#include "base/taal.h"
#include "cli/command.h"
#include "cli/print.h"

#include <stdlib.h>

/* The one place that knows what an exit code is. */
static int exit_of(enum code code)
{
	switch (code) {
	case OK:
		return 0;
	case ERR_NO:
	case ERR_CHANGED:
		return 1;
	case ERR_USE:
	case ERR_NOT_FOUND:
		return 2;
	case ERR_UNREADABLE:
	case ERR_BUSY:
	case ERR_IO:
		break;
	}
	return 3;
}

/* Data does not depend on who asks for it: what has words in it is Dutch. */
static enum code run_for_machines(struct cli *c, struct err *e)
{
	taal_dutch_begin();
	enum code code = c->command->run(c, e);
	taal_dutch_end();
	return code;
}

static enum code run(struct cli *c, struct err *e)
{
	if (c->given & OPTION_HELP)
		help_write(&c->out, c->command);
	else if (c->given & OPTION_VERSION)
		str_add_text(&c->out, "buurtplan " BUURTPLAN_VERSION "\n");
	else if (c->given & OPTION_JSON)
		return run_for_machines(c, e);
	else
		return c->command->run(c, e);
	return OK;
}

/* What was found is data, also where the answer is no; a write that fails is worse than any answer. */
static int finish(struct cli *c, enum code code, struct err *e)
{
	struct err broken;
	enum code written = print_flush(&c->out, &broken);
	if (code && e->text[0])
		print_error(c->about, e);
	print_talk_lines(&c->more);
	if (written)
		print_error(NULL, &broken);
	return exit_of(written ? written : code);
}

static void clear(struct cli *c)
{
	free(c->args);
	str_free(&c->out);
	str_free(&c->more);
}

int cli_main(int argc, char *const argv[], const struct cli_screens *screens)
{
	struct cli c = {.describe = screens->describe};
	struct err e = {0};
	int status;
	enum code code = options_read(&c, argc, argv, &e);
	if (!code && !c.command && !(c.given & (OPTION_HELP | OPTION_VERSION))) {
		status = screens->run(c.dir, c.als);
	} else {
		if (!code)
			code = run(&c, &e);
		status = finish(&c, code, &e);
	}
	clear(&c);
	return status;
}
