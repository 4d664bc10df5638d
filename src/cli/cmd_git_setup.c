#include "cli/command.h"

#include "base/taal.h"
#include "cli/json.h"
#include "cli/print.h"
#include "session/session.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

/* Where this program stands, absolute. */
static enum code find_program(char *out, size_t size, struct err *e)
{
	ssize_t len = readlink("/proc/self/exe", out, size);
	bool whole = len > 0 && (size_t)len < size;
	out[whole ? len : 0] = '\0';
	if (whole && access(out, X_OK) == 0) /* where a newer one took its place, it ends in " (deleted)" */
		return OK;
	return err_set(e, ERR_IO, _("Buurtplan kan niet vinden waar het zelf staat, misschien omdat er net een nieuwe "
				    "versie is gezet. Er is niets veranderd; probeer het opnieuw."));
}

static void write_report(struct str *out, const struct setup_report *r)
{
	enum { INDENT = 4 };
	for (size_t i = 0; i < SETUP_PARTS; i++) {
		const struct setup_part *p = &r->parts[i];
		str_addf(out, "%s (%s): %s\n", p->label, p->setting, p->why ? _("werkt niet") : _("werkt"));
		if (!p->why)
			continue;
		str_add_times(out, ' ', INDENT);
		print_wrapped(out, p->why, strlen(p->why), INDENT, INDENT);
	}
}

static enum code judge(const struct cli *c, const struct setup_report *r, struct err *e)
{
	if (r->works)
		return OK;
	if (c->given & OPTION_CHECK)
		return err_set(e, ERR_NO, _("Niet alles werkt. Stel het in met 'buurtplan git-setup', en kijk daarna opnieuw."));
	return err_set(e, ERR_NO, _("Het is ingesteld, maar niet alles werkt. Los op wat hierboven staat, en doe dan "
				    "opnieuw 'buurtplan git-setup'."));
}

enum code cmd_git_setup(struct cli *c, struct err *e)
{
	char program[PATH_MAX];
	struct session *s = NULL;
	struct setup_report report = {0};
	enum code code = find_program(program, sizeof program, e);
	if (!code)
		code = session_open(&s, c->dir, NULL, NULL, e);
	if (!code && !(c->given & OPTION_CHECK))
		code = session_setup(s, program, e);
	if (!code)
		code = session_setup_check(s, program, &report, e);
	if (!code && c->given & OPTION_JSON)
		json_write_setup(&c->out, &report);
	else if (!code)
		write_report(&c->out, &report);
	if (!code)
		code = judge(c, &report, e);
	setup_report_clear(&report);
	session_free(s);
	return code;
}
