#include "cli/merging.h"

#include "base/taal.h"
#include "cli/file.h"
#include "cli/print.h"

#include <string.h>

enum code merging_read(struct merging_files *out, const struct cli *c, struct err *e)
{
	enum code code = OK;
	*out = (struct merging_files){0};
	for (size_t i = 0; i < MERGING_FILES && !code; i++)
		code = file_read_bytes(&out->bytes[i], c->args[i], e);
	return code;
}

void merging_free(struct merging_files *f)
{
	for (size_t i = 0; i < MERGING_FILES; i++)
		str_free(&f->bytes[i]);
}

static struct merge_bytes bytes_of(const struct str *s)
{
	return (struct merge_bytes){str_text(s), s->len};
}

void merging_do(struct merge *out, const struct merging_files *f, const struct answers *answers)
{
	merge_files(out, bytes_of(&f->bytes[MERGING_BASE]), bytes_of(&f->bytes[MERGING_OURS]), bytes_of(&f->bytes[MERGING_THEIRS]), answers);
}

bool merging_mark(struct str *out, const struct merging_files *f, const struct merge *m, size_t size, const char *ours_name, const char *theirs_name)
{
	const struct answers take_ours = {.rest = TAKE_OURS}, take_theirs = {.rest = TAKE_THEIRS};
	struct merge ours = {0}, theirs = {0};
	if (!m->from) { /* nothing of it was merged */
		merge_markers(out, bytes_of(&f->bytes[MERGING_OURS]), bytes_of(&f->bytes[MERGING_THEIRS]), size, ours_name, theirs_name);
		return true;
	}
	merge_again(&ours, m, &take_ours);
	merge_again(&theirs, m, &take_theirs);
	bool differ = !bytes_equal(ours.bytes.p, ours.bytes.len, theirs.bytes.p, theirs.bytes.len);
	if (differ)
		merge_markers(out, bytes_of(&ours.bytes), bytes_of(&theirs.bytes), size, ours_name, theirs_name);
	merge_clear(&ours);
	merge_clear(&theirs);
	return differ;
}

/* As much of it as helps to choose; all of it is in the data (--json). */
static void tell_text(struct str *out, const char *text, size_t indent)
{
	enum { MOST_LINES = 12 };
	struct str whole = {0};
	size_t at = 0, lines = 0;
	print_wrapped(&whole, text, strlen(text), indent, indent);
	while (at < whole.len && lines++ < MOST_LINES)
		at += strcspn(whole.p + at, "\n") + 1;
	str_add(out, str_text(&whole), at < whole.len ? at : whole.len);
	if (at < whole.len) {
		str_add_times(out, ' ', indent);
		str_add_text(out, "…\n");
	}
	str_free(&whole);
}

static void tell_side(struct str *out, const char *name, const char *text)
{
	enum { COLUMN = 14 };
	str_add_text(out, "  ");
	print_cell(out, name, COLUMN);
	str_add_char(out, ' ');
	if (text && *text)
		tell_text(out, text, COLUMN + 3);
	else
		str_addf(out, "%s\n", text ? _("(leeg)") : _("(niet aanwezig)"));
}

static void tell_choice(struct str *out, const struct merge_choice *c, const char *ours_name, const char *theirs_name)
{
	print_line(out, c->label);
	str_addf(out, "  [%s]\n", c->id);
	if (c->why) {
		str_add_text(out, "  ");
		print_wrapped(out, c->why, strlen(c->why), 2, 2);
		return;
	}
	tell_side(out, _("Was"), c->base);
	tell_side(out, ours_name, c->ours);
	tell_side(out, theirs_name, c->theirs);
	if (c->suggestion)
		tell_side(out, _("Samen"), c->suggestion);
}

void merging_tell(struct str *out, const struct merge *m, const char *ours_name, const char *theirs_name)
{
	for (size_t i = 0; i < m->choices.count; i++)
		if (m->choices.p[i].taken == TAKE_NONE)
			tell_choice(out, &m->choices.p[i], ours_name, theirs_name);
}
