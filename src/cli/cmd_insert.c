#include "cli/save.h"

#include "cli/file.h"

static enum code edit(struct sitting *t, const struct cli *c, struct err *e)
{
	struct str text = {0};
	enum code code = file_read_text(&text, c->args[2], e);
	if (!code)
		code = sitting_insert(t, c->args[1], str_text(&text), text.len, e);
	str_free(&text);
	return code;
}

enum code cmd_insert(struct cli *c, struct err *e)
{
	return save_edit(c, edit, e);
}
