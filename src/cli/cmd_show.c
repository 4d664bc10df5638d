#include "cli/command.h"

#include "base/taal.h"
#include "cli/json.h"
#include "cli/print.h"
#include "cli/readable.h"
#include "cli/versions.h"
#include "plan/path.h"

static void say_empty(const struct place *p)
{
	struct str line = {0};
	path_label_place(&line, p);
	str_add_text(&line, _(" is leeg."));
	print_talk(str_text(&line));
	str_free(&line);
}

static void write_place(struct str *out, const struct place *p, const struct doc *d)
{
	if (!p->node) {
		say_empty(p);
	} else if (p->node->kind == NODE_SCALAR) {
		print_lines(out, p->node->text, p->node->len);
		str_add_char(out, '\n');
	} else if (p->node == d->root) {
		readable_plan(out, d);
	} else {
		readable_value(out, p->node, 0);
	}
}

enum code cmd_show(struct cli *c, struct err *e)
{
	const char *path = c->count > 1 ? c->args[1] : "";
	struct session *s = NULL;
	struct doc *d = NULL;
	struct place p;
	c->about = c->args[0];
	enum code code = session_open(&s, c->dir, c->als, NULL, e);
	if (!code)
		code = versions_read(c, s, &d, e);
	if (!code)
		code = path_resolve(&p, d, path, e);
	if (!code && c->given & OPTION_JSON)
		json_write_value(&c->out, c->args[0], path, p.node);
	else if (!code)
		write_place(&c->out, &p, d);
	doc_free(d);
	session_free(s);
	return code;
}
