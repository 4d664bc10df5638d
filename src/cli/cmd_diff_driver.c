/* What git asks of an external diff: PATH OLD-FILE OLD-ID OLD-MODE NEW-FILE NEW-ID NEW-MODE; only PATH where a merge is not done. */
#include "cli/command.h"

#include "base/taal.h"
#include "cli/file.h"
#include "cli/print.h"
#include "cli/readable.h"

#include <string.h>

enum { PATH, OLD_FILE, NEW_FILE = 4, WORDS = 7 };

/* NULL where there was, or is, no such file. */
static enum code read_side(struct doc **out, const char *file, struct err *e)
{
	*out = NULL;
	return strcmp(file, "/dev/null") == 0 ? OK : file_read_doc(out, file, e);
}

static void write_changes(struct str *out, const struct doc *old, const struct doc *new)
{
	struct diff d;
	diff_init(&d, old, new);
	for (size_t i = 0; i < d.changes.count; i++)
		readable_change(out, &d.changes.p[i], 2);
	if (d.changes.count == 0)
		str_add_text(out, _("  Alleen anders opgeschreven; de inhoud is gelijk.\n"));
	diff_clear(&d);
}

static void write_sides(struct str *out, const struct doc *old, const struct doc *new)
{
	if (old && new) {
		write_changes(out, old, new);
	} else {
		str_addf(out, "  %s\n", new ? _("Nieuw plan:") : _("Dit plan is weggehaald:"));
		if (old || new)
			readable_plan(out, new ? new : old);
	}
}

enum code cmd_diff_driver(struct cli *c, struct err *e)
{
	struct doc *old = NULL, *new = NULL;
	struct err why = {0};
	(void)e;
	print_line(&c->out, c->args[PATH]);
	str_add_char(&c->out, '\n');
	if (c->count < WORDS) {
		str_add_text(&c->out, _("  Hier is nog te kiezen tussen twee versies.\n"));
		return OK;
	}
	enum code code = read_side(&old, c->args[OLD_FILE], &why);
	if (!code)
		code = read_side(&new, c->args[NEW_FILE], &why);
	if (code) {
		str_addf(&c->out, "  %s", why.line ? _("Niet te lezen als plan: ") : "");
		print_wrapped(&c->out, why.text, strlen(why.text), why.line ? 26 : 2, 2);
	} else {
		write_sides(&c->out, old, new);
	}
	doc_free(old);
	doc_free(new);
	return OK; /* git stops at anything else */
}
