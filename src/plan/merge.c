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

static void merging_free(struct merging *x)
{
	if (!x)
		return;
	free(x->marks.base);
	free(x->marks.ours);
	free(x->marks.theirs);
	match_clear(&x->to_ours);
	match_clear(&x->to_theirs);
	match_clear(&x->found_ours);
	match_clear(&x->found_theirs);
	doc_free(x->base);
	doc_free(x->ours);
	doc_free(x->theirs);
	free(x);
}

/* What came out, to be made again. */
static void clear_result(struct merge *m)
{
	for (size_t i = 0; i < m->choices.count; i++)
		clear_choice(&m->choices.p[i]);
	vec_free(&m->choices);
	doc_free(m->doc);
	str_free(&m->bytes);
	*m = (struct merge){.from = m->from};
}

void merge_clear(struct merge *m)
{
	clear_result(m);
	merging_free(m->from);
	m->from = NULL;
}

static enum code merge_once(struct merging *x, struct merge *out, struct err *e)
{
	x->out = out;
	x->tree = tree_new(x->ours);
	match_clear(&x->to_ours);
	match_clear(&x->to_theirs);
	if (x->base) {
		match_copy(&x->to_ours, &x->found_ours);
		match_copy(&x->to_theirs, &x->found_theirs);
	}
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
		clear_result(out);
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

/* Merges, with nothing answered, until the audits have no doubts, each time with more decided as a whole; gives false where there is no
 * end to them.  What is decided as a whole does not hang on the answers, so that a choice is the same before and after. */
static bool merge_soundly(struct merging *x, struct merge *out, struct err *e)
{
	struct wide *wide = &x->marks;
	bool sound = false, written = true;
	*wide = (struct wide){mem_alloc(x->base ? x->base->count : 1), mem_alloc(x->ours->count), mem_alloc(x->theirs->count)};
	while (!sound && written && !wide->ours[0] && !wide->theirs[0]) {
		clear_result(out);
		written = merge_once(x, out, e) == OK;
		sound = written && merge_audit(x, wide) && merge_audit_places(x, wide);
		x->wide = wide;
	}
	return sound;
}

static const char *no_fit(const struct err *why)
{
	return *why->text ? why->text : _("Deze twee versies passen niet veilig in één plan. Kies welke blijft; de andere blijft bewaard.");
}

static struct merging *merging_new(const struct doc *base, const struct doc *ours, const struct doc *theirs)
{
	struct merging *x = mem_alloc(sizeof *x);
	*x = (struct merging){.base = base ? doc_ref(base) : NULL, .ours = doc_ref(ours), .theirs = doc_ref(theirs)};
	if (base) {
		match_init(&x->found_ours, base, ours);
		match_init(&x->found_theirs, base, theirs);
	}
	return x;
}

void merge_again(struct merge *out, const struct merge *first, const struct answers *answers)
{
	struct merging x = *first->from;
	struct err why = {0};
	*out = (struct merge){0};
	x.answers = answers;
	x.to_ours = x.to_theirs = (struct match){0};
	if (merge_once(&x, out, &why) != OK)
		choose_whole(out, x.base, x.ours, x.theirs, answers, no_fit(&why));
	match_clear(&x.to_ours);
	match_clear(&x.to_theirs);
	if (out->doc)
		str_add(&out->bytes, out->doc->bytes, out->doc->len);
}

void merge_docs(struct merge *out, const struct doc *base, const struct doc *ours, const struct doc *theirs, const struct answers *answers)
{
	struct err why = {0};
	*out = (struct merge){0};
	bool ours_stand = doc_same_bytes(ours, theirs) || (base && doc_same_bytes(base, theirs));
	if (ours_stand || (base && doc_same_bytes(base, ours))) {
		out->doc = doc_ref(ours_stand ? ours : theirs);
		return;
	}
	out->from = merging_new(base, ours, theirs);
	if (!merge_soundly(out->from, out, &why)) {
		merge_clear(out);
		choose_whole(out, base, ours, theirs, answers, no_fit(&why));
	} else if (answers && out->open) {
		struct merge first = *out;
		merge_again(out, &first, answers);
		str_free(&out->bytes);
		merge_clear(&first);
	}
}
