#include "cli/command.h"

#include "cli/file.h"
#include "cli/json.h"
#include "cli/readable.h"

static enum code compare(struct cli *c, const struct doc *a, const struct doc *b)
{
	struct diff d;
	diff_init(&d, a, b);
	enum code code = d.changes.count ? ERR_NO : OK;
	if (c->given & OPTION_JSON)
		json_write_changes(&c->out, c->args[0], c->args[1], &d);
	else
		for (size_t i = 0; i < d.changes.count; i++)
			readable_change(&c->out, &d.changes.p[i], 0);
	diff_clear(&d);
	return code;
}

enum code cmd_diff_file(struct cli *c, struct err *e)
{
	struct doc *docs[2] = {NULL, NULL};
	enum code code = OK;
	for (size_t i = 0; i < 2 && !code; i++) {
		c->about = c->args[i];
		code = file_read_doc(&docs[i], c->args[i], e);
	}
	if (!code)
		code = compare(c, docs[0], docs[1]);
	doc_free(docs[0]);
	doc_free(docs[1]);
	return code;
}
