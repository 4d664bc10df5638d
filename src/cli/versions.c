#include "cli/versions.h"

#include "cli/json.h"
#include "cli/readable.h"

enum code versions_read(struct cli *c, struct session *s, struct doc **out, struct err *e)
{
	struct version_found version = {0};
	if (!c->at)
		return session_read(s, c->args[0], out, e);
	*out = NULL;
	enum code code = version_find(s, c->args[0], c->at, &version, e);
	if (!code)
		code = version_read(s, &version, out, e);
	version_found_clear(&version);
	return code;
}

enum code versions_compare(struct cli *c, const char *old, const char *new, const struct doc *a, const struct doc *b)
{
	struct diff d;
	diff_init(&d, a, b);
	enum code code = d.changes.count ? ERR_NO : OK;
	if (c->given & OPTION_JSON)
		json_write_changes(&c->out, old, new, &d);
	else
		for (size_t i = 0; i < d.changes.count; i++)
			readable_change(&c->out, &d.changes.p[i], 0);
	diff_clear(&d);
	return code;
}
