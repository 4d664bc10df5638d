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

static enum code merge_once(struct merging *x, struct merge *out, struct err *e)
{
	x->out = out;
	x->tree = tree_new(x->ours);
	merge_tree(x);
	enum code code = tree_write(x->tree, &out->doc, e);
	if (!code)
		merge_label_choices(x);
	tree_free(x->tree);
	vec_free(&x->places);
	free(x->ids);
	x->ids = NULL;
	x->ids_size = 0;
	if (code)
		merge_clear(out);
	return code;
}

/* Decided as a whole: the last resort. */
static void choose_whole(struct merge *out, const struct doc *base, const struct doc *ours, const struct doc *theirs,
                              const struct answers *answers, const char *why)
{
	struct merge_bytes b = {base ? base->bytes : "", base ? base->len : 0};
	merge_choose_file(out, b, (struct merge_bytes){ours->bytes, ours->len}, (struct merge_bytes){theirs->bytes, theirs->len}, answers, why);
	str_free(&out->bytes);
}

/* Merges until the audits have no doubts, each time with more decided as a whole; gives false where there is no end to them.  What is
 * decided as a whole does not hang on the answers, so that a choice is the same before and after. */
static bool merge_soundly(struct merging *x, struct merge *out, struct err *e)
{
	const struct answers *answers = x->answers;
	struct wide wide = {mem_alloc(x->base ? x->base->count : 1), mem_alloc(x->ours->count), mem_alloc(x->theirs->count)};
	bool sound = false, written = true;
	x->answers = NULL;
	while (!sound && written && !wide.ours[0] && !wide.theirs[0]) {
		merge_clear(out);
		written = merge_once(x, out, e) == OK;
		sound = written && merge_audit(x, &wide) && merge_audit_places(x, &wide);
		x->wide = &wide;
	}
	x->answers = answers;
	if (sound && answers && out->open) {
		merge_clear(out);
		sound = merge_once(x, out, e) == OK;
	}
	free(wide.base);
	free(wide.ours);
	free(wide.theirs);
	x->wide = NULL;
	return sound;
}

void merge_docs(struct merge *out, const struct doc *base, const struct doc *ours, const struct doc *theirs, const struct answers *answers)
{
	struct merging x = {.base = base, .ours = ours, .theirs = theirs, .answers = answers};
	struct err why = {0};
	*out = (struct merge){0};
	bool ours_stand = doc_same_bytes(ours, theirs) || (base && doc_same_bytes(base, theirs));
	if (ours_stand || (base && doc_same_bytes(base, ours))) {
		out->doc = doc_ref(ours_stand ? ours : theirs);
		return;
	}
	if (base) {
		match_init(&x.to_ours, base, ours);
		match_init(&x.to_theirs, base, theirs);
	}
	if (!merge_soundly(&x, out, &why)) {
		merge_clear(out);
		choose_whole(out, base, ours, theirs, answers, *why.text ? why.text : _("Deze twee versies passen niet veilig in één plan. Kies welke blijft; de andere blijft bewaard."));
	}
	if (base) {
		match_clear(&x.to_ours);
		match_clear(&x.to_theirs);
	}
}
