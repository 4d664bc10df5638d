#include "tests/merge/properties.h"

#include <string.h>

static struct merge_bytes bytes_of(const struct str *s)
{
	return (struct merge_bytes){str_text(s), s->len};
}

void merge_strs(struct merge *out, const struct str *base, const struct str *ours, const struct str *theirs, enum take rest)
{
	struct answers answers = {.rest = rest};
	memset(out, 0, sizeof *out);
	merge_files(out, bytes_of(base), bytes_of(ours), bytes_of(theirs), rest == TAKE_NONE ? NULL : &answers);
}

void trial_run(struct trial *t, struct scenario *s)
{
	memset(t, 0, sizeof *t);
	t->s = s;
	truth_find(&t->truth, &s->world, s->base, s->model[OURS].root, s->model[THEIRS].root);
	merge_strs(&t->merge, &s->bytes[BASE], &s->bytes[OURS], &s->bytes[THEIRS], TAKE_NONE);
	struct outcome got = {t->merge.doc, t->merge.bytes.p, t->merge.bytes.len, t->merge.open, &t->merge};
	judge(&t->judged, s, &t->truth, &got);
	t->clean = t->merge.open == 0;
}

void trial_clear(struct trial *t)
{
	judged_clear(&t->judged);
	merge_clear(&t->merge);
	truth_clear(&t->truth);
}
