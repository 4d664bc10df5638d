#include "cli/period.h"

#include "base/date.h"
#include "base/taal.h"

static enum code read_date(const char *name, const char *typed, int64_t *from, int64_t *until, struct err *e)
{
	*from = *until = 0;
	if (!typed || date_read_span(typed, from, until))
		return OK;
	return err_set(e, ERR_USE, _("'%.100s' achter %s is geen datum. Geef een dag, een maand of een jaar: 2019-03-08, maart 2019 of 2019."), typed, name);
}

enum code period_read(const struct cli *c, int64_t *since, int64_t *until, struct err *e)
{
	int64_t other;
	enum code code = read_date("--since", c->since, since, &other, e);
	if (!code)
		code = read_date("--until", c->until, &other, until, e);
	if (!code && *since && *until && *until <= *since)
		code = err_set(e, ERR_USE, _("De periode eindigt voor hij begint: --since %s, --until %s."), c->since, c->until);
	return code;
}
