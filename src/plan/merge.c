/* From three versions to one: what is alike is short, what can't be read is one choice, the rest is merged, audited and where
 * the audit has doubts merged again with the doubtful part decided as a whole. */
#include "plan/merge_internal.h"

#include "base/taal.h"

#include <stdlib.h>
#include <string.h>

static void clear_choice(struct merge_choice *c)
{
	free(c->path);
	free(c->label);
	free(c->base);
	free(c->ours);
	free(c->theirs);
	free(c->suggestion);
	free(c->why);
}

void merge_clear(struct merge *m)
{
	for (size_t i = 0; i < m->choices.count; i++)
		clear_choice(&m->choices.p[i]);
	vec_free(&m->choices);
	doc_free(m->doc);
	str_free(&m->bytes);
	*m = (struct merge){0};
}

static enum code merge_once(struct merge *out, const struct doc *base, const struct doc *ours, const struct doc *theirs,
                            const struct answers *answers, const struct wide *wide, struct err *e)
{
	struct merging x = {.base = base, .ours = ours, .theirs = theirs, .answers = answers, .wide = wide, .out = out};
	if (base) {
		match_init(&x.to_ours, base, ours);
		match_init(&x.to_theirs, base, theirs);
	}
	x.tree = tree_new(ours);
	merge_tree(&x);
	enum code code = tree_write(x.tree, &out->doc, e);
	if (!code)
		merge_label_choices(&x);
	tree_free(x.tree);
	vec_free(&x.places);
	if (base) {
		match_clear(&x.to_ours);
		match_clear(&x.to_theirs);
	}
	if (code)
		merge_clear(out);
	return code;
}

static bool any(const bool *marks, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (marks[i])
			return true;
	return false;
}

/* Decided as a whole: the last resort. */
static enum code choose_whole(struct merge *out, const struct doc *base, const struct doc *ours, const struct doc *theirs,
                              const struct answers *answers, const char *why)
{
	struct merge_bytes b = {base ? base->bytes : "", base ? base->len : 0};
	merge_choose_file(out, b, (struct merge_bytes){ours->bytes, ours->len}, (struct merge_bytes){theirs->bytes, theirs->len}, answers, why);
	str_free(&out->bytes);
	return OK;
}

enum code merge_docs(struct merge *out, const struct doc *base, const struct doc *ours, const struct doc *theirs,
                     const struct answers *answers, struct err *e)
{
	*out = (struct merge){0};
	if (doc_same_bytes(ours, theirs) || (base && doc_same_bytes(base, theirs))) {
		out->doc = doc_ref(ours);
		return OK;
	}
	if (base && doc_same_bytes(base, ours)) {
		out->doc = doc_ref(theirs);
		return OK;
	}
	struct wide wide = {mem_alloc(base ? base->count : 1), mem_alloc(ours->count), mem_alloc(theirs->count)};
	enum code code = OK;
	bool sound = false;
	for (int tries = 0; tries < DOC_MAX_DEPTH && !code && !sound; tries++) {
		merge_clear(out);
		code = merge_once(out, base, ours, theirs, answers, tries ? &wide : NULL, e);
		sound = !code && merge_audit(base, ours, theirs, out, &wide);
		if (!code && !sound && (wide.ours[0] || !(any(wide.ours, ours->count) || any(wide.theirs, theirs->count))))
			break;
	}
	if (code || !sound) {
		merge_clear(out);
		code = choose_whole(out, base, ours, theirs, answers,
		                    _("Deze twee versies kunnen niet veilig in één plan worden gezet. Kies welke blijft; de andere blijft bewaard."));
	}
	free(wide.base);
	free(wide.ours);
	free(wide.theirs);
	return code;
}
