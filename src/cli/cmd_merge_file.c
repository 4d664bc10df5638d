#include "cli/merging.h"

#include "base/taal.h"
#include "cli/file.h"
#include "cli/json.h"

enum code cmd_merge_file(struct cli *c, struct err *e)
{
	struct merging_files f;
	struct merge m = {0};
	enum code code = merging_read(&f, c, e);
	if (!code)
		merging_do(&m, &f, NULL);
	if (!code && c->to)
		code = file_write_bytes(c->to, str_text(&m.bytes), m.bytes.len, e);
	if (!code && c->given & OPTION_JSON)
		json_write_merge(&c->out, &m);
	else if (!code && !c->to)
		str_add(&c->out, str_text(&m.bytes), m.bytes.len);
	if (!code && m.open) {
		merging_tell(&c->more, &m, _("Onze"), _("Hun"));
		code = err_set(e, ERR_NO, m.open == 1 ? _("Er is %zu keuze te maken; het plan is voorlopig.") : _("Er zijn %zu keuzes te maken; het plan is voorlopig."), m.open);
	}
	merge_clear(&m);
	merging_free(&f);
	return code;
}
