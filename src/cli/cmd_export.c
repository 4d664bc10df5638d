#include "cli/command.h"

#include "base/taal.h"
#include "cli/export.h"
#include "cli/versions.h"
#include "session/session.h"

enum code cmd_export(struct cli *c, struct err *e)
{
	export_write *write = export_find(c->format);
	struct session *s = NULL;
	struct doc *d = NULL;
	struct reading r = {0};
	if (!write)
		return err_set(e, ERR_USE, _("Een plan kan niet worden gemaakt als '%.100s'. Kies md of html."), c->format);
	c->about = c->args[0];
	enum code code = session_open(&s, c->dir, c->als, NULL, e);
	if (!code)
		code = versions_read(c, s, &d, e);
	if (!code) {
		reading_build(&r, d);
		write(&c->out, &r);
	}
	reading_clear(&r);
	doc_free(d);
	session_free(s);
	return code;
}
