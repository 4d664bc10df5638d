/* What changed in one version. */
#include "session/history_internal.h"

#include "plan/message.h"

#include <string.h>

void detail_clear(struct history_detail *d)
{
	free(d->version);
	free(d->reason);
	if (d->diff.match.a)
		diff_clear(&d->diff);
	vec_free(&d->changes);
	doc_free(d->before);
	doc_free(d->after);
}

/* NULL where there is no such text, or it can't be read. */
static struct doc *read_side(const char *bytes, size_t len)
{
	struct doc *d = NULL;
	struct err none;
	return bytes && doc_parse(&d, bytes, len, &none) == OK ? d : NULL;
}

static void select_changes(struct history_detail *d)
{
	for (size_t i = 0; i < d->diff.changes.count; i++)
		if (change_is_in(&d->diff.changes.p[i], d->old, d->new))
			vec_push(&d->changes, d->diff.changes.p[i]);
}

bool detail_build(struct history_detail *d, struct subject *x, const struct store_change *c)
{
	struct str reason = {0};
	d->after = read_side(c->after, c->after_len);
	d->before = read_side(c->before, c->before_len);
	d->readable = (d->after || !c->after) && (d->before || !c->before);
	if (d->before && d->after)
		diff_init(&d->diff, d->before, d->after);
	subject_find(x, d->diff.match.a ? &d->diff : NULL, d->before, d->after, &d->old, &d->new);
	d->first = d->new && !d->old;
	d->gone = d->old && !d->new;
	if (d->diff.match.a)
		select_changes(d);
	d->version = mem_text(c->version.id);
	if (c->message && message_reason(&reason, c->message))
		d->reason = str_take(&reason);
	str_free(&reason);
	if (d->readable && d->diff.match.a)
		return d->changes.count || (c->was && subject_is_plan(x));
	return d->readable ? d->old || d->new : subject_is_plan(x);
}
