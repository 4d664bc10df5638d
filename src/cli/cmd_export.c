#include "cli/command.h"

#include "base/taal.h"
#include "cli/export.h"
#include "cli/versions.h"
#include "session/session.h"

#include <string.h>

static const struct format {
	const char *name;
	void (*write)(struct str *out, const struct reading *r);
} formats[] = {{"md", export_markdown}, {"html", export_html}};

static const struct format *find_format(const char *name)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (!name || strcmp(formats[i].name, name) == 0)
			return &formats[i];
	return NULL;
}

enum code cmd_export(struct cli *c, struct err *e)
{
	const struct format *format = find_format(c->format);
	struct session *s = NULL;
	struct doc *d = NULL;
	struct reading r = {0};
	if (!format)
		return err_set(e, ERR_USE, _("Een plan kan niet worden gemaakt als '%.100s'. Kies md of html."), c->format);
	c->about = c->args[0];
	enum code code = session_open(&s, c->dir, c->als, NULL, e);
	if (!code)
		code = versions_read(c, s, &d, e);
	if (!code) {
		reading_build(&r, d);
		format->write(&c->out, &r);
	}
	reading_clear(&r);
	doc_free(d);
	session_free(s);
	return code;
}
