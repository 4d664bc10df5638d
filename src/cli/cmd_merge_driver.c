/* What git asks: %O %A %B %L %P, and in newer versions names for the versions (%S %X %Y; older ones pass those as they are). */
#include "cli/merging.h"

#include "base/taal.h"
#include "cli/file.h"

#include <stdlib.h>
#include <string.h>

enum { OURS_FILE = 1, SIZE = 3, PLAN = 4, OURS_NAME = 6, THEIRS_NAME = 7, USUAL_SIZE = 7, INNER_SIZE = 9, LARGEST_SIZE = 200 };

/* A word that git filled in; NULL where it is not there or was left as it was. */
static const char *filled(const struct cli *c, size_t i)
{
	return i < c->count && c->args[i][0] && c->args[i][0] != '%' ? c->args[i] : NULL;
}

static size_t marker_size(const struct cli *c)
{
	const char *word = filled(c, SIZE);
	long size = word ? strtol(word, NULL, 10) : 0;
	return size > 0 && size <= LARGEST_SIZE ? (size_t)size : USUAL_SIZE;
}

/* A merge of two common pasts, that becomes the base of the merge proper: what is contested stays as it was, so that it is
 * asked there.  Git makes the markers two longer for that, of the seven that git-setup sees to; one longer, in the merge
 * proper, where both sides renamed the file. */
static enum code merge_pasts(struct cli *c, const struct merging_files *f, struct err *e)
{
	const struct answers as_it_was = {.rest = TAKE_BASE};
	struct merge m;
	merging_do(&m, f, &as_it_was);
	const struct str *result = m.open ? &f->bytes[MERGING_BASE] : &m.bytes;
	enum code code = file_write_bytes(c->args[OURS_FILE], str_text(result), result->len, e);
	merge_clear(&m);
	return code;
}

static enum code leave_choices(struct cli *c, const struct merging_files *f, const struct merge *m, struct err *e)
{
	struct str marked = {0};
	const char *ours = filled(c, OURS_NAME), *theirs = filled(c, THEIRS_NAME), *plan = filled(c, PLAN);
	bool differ = merging_mark(&marked, f, m, marker_size(c), ours ? ours : _("onze"), theirs ? theirs : _("hun"));
	const struct str *result = differ ? &marked : &m->bytes;
	enum code code = file_write_bytes(c->args[OURS_FILE], str_text(result), result->len, e);
	if (!code && differ) {
		merging_tell(&c->more, m, _("Onze"), _("Hun"));
		code = err_set(e, ERR_NO, m->open == 1 ? _("%.300s: er is %zu keuze te maken.") : _("%.300s: er zijn %zu keuzes te maken."),
		               plan ? plan : c->args[OURS_FILE], m->open);
	}
	str_free(&marked);
	return code;
}

enum code cmd_merge_driver(struct cli *c, struct err *e)
{
	struct merging_files f;
	struct merge m = {0};
	enum code code = merging_read(&f, c, e);
	if (!code && marker_size(c) >= INNER_SIZE) {
		code = merge_pasts(c, &f, e);
	} else if (!code) {
		merging_do(&m, &f, NULL);
		code = m.open ? leave_choices(c, &f, &m, e) : file_write_bytes(c->args[OURS_FILE], str_text(&m.bytes), m.bytes.len, e);
	}
	merge_clear(&m);
	merging_free(&f);
	return code;
}
