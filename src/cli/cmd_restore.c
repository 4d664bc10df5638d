#include "cli/save.h"
#include "cli/whole.h"

#include "base/taal.h"
#include "session/restore.h"

#include <string.h>

/* "" is the whole plan. */
static const char *place(const struct cli *c)
{
	return c->count < 2 || strcmp(c->args[1], ".") == 0 ? "" : c->args[1];
}

static enum code edit(struct sitting *t, const struct cli *c, struct err *e)
{
	return sitting_restore_from(t, place(c), c->from, e);
}

/* A plan that is gone, or can't be read. */
static enum code bring_back(struct session *s, struct cli *c, struct str *sentence, bool *saved, struct err *e)
{
	struct gegevens found = {0};
	struct version_found version = {0};
	(void)saved;
	enum code code = version_find(s, c->args[0], c->from, &version, e);
	if (!code && *place(c))
		code = err_set(e, ERR_NOT_FOUND, _("Het plan '%s' is er nu niet, of is niet te lezen. Zet eerst het hele plan terug, zonder PAD. Er is niets veranderd."), c->args[0]);
	if (!code)
		code = session_restore_plan(s, &version, c->reason, c->keep, &found, e);
	if (!code)
		str_addf(sentence, _("Teruggezet: %s."), version.plan);
	code = save_refuse_gegevens(c, &found, code, e);
	version_found_clear(&version);
	gegevens_clear(&found);
	return code;
}

static enum code is_gone(const struct cli *c, bool *gone, struct err *e)
{
	struct session *s = NULL;
	struct sitting *t = NULL;
	struct err why;
	enum code code = session_open(&s, c->dir, c->als, NULL, e);
	enum code opened = code ? code : sitting_open(&t, s, c->args[0], &why);
	*gone = opened == ERR_NOT_FOUND || opened == ERR_UNREADABLE;
	sitting_free(t);
	session_free(s);
	return code;
}

enum code cmd_restore(struct cli *c, struct err *e)
{
	bool gone = false;
	c->about = c->args[0];
	if (!c->from)
		return err_set(e, ERR_USE, _("Geef met --from de versie: een nummer, een datum of de eerste tekens ervan. 'buurtplan log %s' toont welke er zijn."), c->args[0]);
	enum code code = is_gone(c, &gone, e);
	if (code)
		return code;
	return gone ? whole_do(c, bring_back, e) : save_edit(c, edit, e);
}
