#include "store/index_parts.h"

#include <stdlib.h>

/* What changed goes with it, if what changed in all versions before it is there. */
static void note_parts(struct store *s, const char *plan, const struct store_short *previous, const git_oid *version, const struct str *old,
                       const struct str *new)
{
	struct store_short commit = store_shorten(version);
	struct str parts = {0};
	void *a = s->cutter->cut(str_text(old), old->len), *b = s->cutter->cut(str_text(new), new->len);
	if (s->cutter->differ(a, b, &parts) == STORE_COMPARED) {
		struct store_part_row row = {parts.p, parts.len, true};
		store_parts_note(s, plan, previous, &commit, &row);
	}
	s->cutter->free(a);
	s->cutter->free(b);
	str_free(&parts);
}

void store_versions_note(struct store *s, const git_oid *from, const git_oid *version, const git_signature *who, const char *plan,
                         const git_oid *before, const git_oid *after, const struct str *old, const struct str *new)
{
	struct str person = {0};
	struct store_short previous;
	str_addf(&person, "%s%c%s%c%d", who->name, '\0', who->email, '\0', who->when.offset);
	struct store_noted noted = {plan, &person, store_shorten(before), store_shorten(after), {who->when.time, who->when.offset}};
	if (store_index_note(s, from, version, &noted, &previous) && s->cutter)
		note_parts(s, plan, &previous, version, old, new);
	str_free(&person);
}
