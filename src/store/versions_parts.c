/* What changed in a version: found out by comparing, or kept from an earlier time. */
#include "store/versions_internal.h"

#include <stdlib.h>
#include <string.h>

/* --- what was kept ---------------------------------------------------------------------------- */

void versions_forget_parts(struct store_versions *v)
{
	for (size_t i = 0; v->kept && i < v->totals.count; i++)
		store_part_rows_clear(&v->kept[i].parts);
	free(v->kept);
	v->kept = NULL;
}

/* The rows of each plan, from the oldest. */
static void chain_rows(struct store_versions *v)
{
	v->kept = mem_alloc((v->totals.count + 1) * sizeof *v->kept);
	for (size_t i = 0; i < v->rows.count; i++) {
		struct version *r = &v->rows.p[i];
		r->newer = v->kept[r->t.plan].oldest;
		v->kept[r->t.plan].oldest = i + 1;
	}
}

/* Of the oldest versions of a plan, as the index has them. */
static uint64_t ids_in_index(const struct store_index *x, uint32_t plan, size_t count)
{
	VEC(struct store_short) all = {0};
	struct store_touch t;
	bool implied;
	uint64_t ids = STORE_PARTS_IDS;
	for (size_t at = store_index_rows(x); at > 0; free(t.more)) {
		at = store_index_row(x, at, &t, &implied);
		if (t.plan == plan)
			vec_push(&all, t.commit);
	}
	for (size_t i = all.count; i > 0 && all.count - i < count; i--)
		ids = store_parts_ids(ids, &all.p[i - 1]);
	vec_free(&all);
	return ids;
}

/* The same from the rows, where these are all there. */
static uint64_t ids_of(const struct store_versions *v, uint32_t plan, size_t count)
{
	uint64_t ids = STORE_PARTS_IDS;
	size_t nth = 0;
	for (size_t at = v->kept[plan].oldest; at && nth < count && v->rows.p[at - 1].nth == nth; at = v->rows.p[at - 1].newer, nth++)
		ids = store_parts_ids(ids, &v->rows.p[at - 1].t.commit);
	return nth == count ? ids : ids_in_index(v->index, plan, count);
}

/* What was found out earlier about the plan, for each of its rows. */
static void load_parts(struct store_versions *v, uint32_t plan)
{
	if (!v->index || !v->done)
		return;
	if (!v->kept)
		chain_rows(v);
	struct kept *k = &v->kept[plan];
	if (k->looked_up)
		return;
	k->looked_up = true;
	store_parts_load(v->s, v->index->plans.p[plan].text, &k->parts);
	if (k->parts.count > v->totals.p[plan] || ids_of(v, plan, k->parts.count) != k->parts.ids)
		store_part_rows_clear(&k->parts);
	for (size_t at = k->oldest; at; at = v->rows.p[at - 1].newer) {
		struct version *r = &v->rows.p[at - 1];
		if (r->nth >= k->parts.count || r->known)
			continue;
		const struct store_part_row *p = &k->parts.p[r->nth];
		r->parts = p->parts;
		r->len = p->len;
		r->readable = p->readable;
		r->known = true;
	}
}

/* All versions of one plan, in the order of the index; false where one isn't known. */
static bool gather(const struct store_versions *v, uint32_t plan, struct store_part_rows *out, struct store_short *last)
{
	out->count = 0;
	out->ids = STORE_PARTS_IDS;
	for (size_t at = v->kept[plan].oldest; at; at = v->rows.p[at - 1].newer) {
		const struct version *r = &v->rows.p[at - 1];
		if (!r->known || r->nth != out->count)
			return false;
		vec_push(out, (struct store_part_row){r->parts, r->len, r->readable});
		out->ids = store_parts_ids(out->ids, &r->t.commit);
		*last = r->t.commit;
	}
	return out->count == v->totals.p[plan];
}

static void keep(const struct store_versions *v, uint32_t plan)
{
	struct store_part_rows rows = {0};
	struct store_short last;
	if (v->kept[plan].parts.count < v->totals.p[plan] && gather(v, plan, &rows, &last))
		store_parts_save(v->s, v->index->plans.p[plan].text, &rows, &last);
	vec_free(&rows);
}

void store_versions_keep(struct store_versions *v)
{
	for (size_t i = 0; v->done && v->index && v->kept && i < v->names.count; i++)
		keep(v, v->names.p[i].plan);
}

/* --- comparing ---------------------------------------------------------------------------------- */

/* On the way back to what was there before a version: the row we came to, and the names that are meant. */
struct trail {
	size_t at;
	uint32_t plan, was;
};

static struct trail trail_at(const struct store_versions *v, size_t i)
{
	return (struct trail){i, v->rows.p[i].t.plan, v->rows.p[i].t.was};
}

/* The row that made this blob, further back; the number of rows: none so far. */
static size_t maker_of(const struct store_versions *v, const struct trail *t, const struct store_short *blob)
{
	size_t i = t->at + 1;
	while (i < v->rows.count &&
	       !((v->rows.p[i].t.plan == t->plan || v->rows.p[i].t.plan == t->was) && store_short_is(&v->rows.p[i].t.after, blob)))
		i++;
	return i < v->rows.count ? i : v->rows.count;
}

/* What was there before what can't be read; false: not known yet. */
static bool go_back(const struct store_versions *v, struct trail *t, struct store_short *blob)
{
	size_t maker = maker_of(v, t, blob);
	bool found = maker < v->rows.count;
	if (!found && !v->done)
		return false;
	*blob = found && v->rows.p[maker].t.has_parent ? v->rows.p[maker].t.first : (struct store_short){{0}};
	if (found)
		*t = trail_at(v, maker);
	return true;
}

/* Against one of the versions it came from, which held `blob`: that becomes the one that was compared with.  GIT_EUSER: not known yet. */
static int differ(struct store_versions *v, size_t i, struct trail *t, struct store_short *blob, bool *readable, struct str *out)
{
	const struct store_cutter *cutter = v->s->cutter;
	for (;;) {
		void *old, *new;
		/* first the newer one: it is what the next comparison is with, and must be held till then */
		int rc = store_blobs_cut(v->blobs, &v->rows.p[i].t.after, &new);
		if (!rc)
			rc = store_blobs_cut(v->blobs, blob, &old);
		if (rc)
			return rc;
		enum store_compared answer = cutter->differ(old, new, out);
		*readable = answer != STORE_NEW_UNREADABLE;
		if (answer != STORE_OLD_UNREADABLE)
			return 0;
		if (!go_back(v, t, blob))
			return GIT_EUSER;
	}
}

static struct store_short first_of(const struct version *r)
{
	return r->t.has_parent ? r->t.first : (struct store_short){{0}};
}

int versions_base(struct store_versions *v, size_t i, struct store_short *base)
{
	struct trail trail = trail_at(v, i);
	struct str none = {0};
	bool readable;
	*base = first_of(&v->rows.p[i]);
	if (!v->s->cutter || store_short_is_none(base))
		return 0;
	for (size_t maker; (maker = maker_of(v, &trail, base)) < v->rows.count && v->rows.p[maker].known; go_back(v, &trail, base))
		if (v->rows.p[maker].readable)
			return 0;
	int rc = differ(v, i, &trail, base, &readable, &none);
	str_free(&none);
	return rc == GIT_EUSER ? 0 : rc;
}

static bool has_path(const struct str *parts, const char *path)
{
	for (size_t at = 0; at < parts->len; at += strlen(parts->p + at) + 1)
		if (strcmp(parts->p + at + 1, path) == 0)
			return true;
	return false;
}

/* Of what changed so far, what is another than in that version too. */
static void keep_common(struct str *parts, const struct str *other)
{
	struct str kept = {0};
	for (size_t at = 0, len; at < parts->len; at += len) {
		len = strlen(parts->p + at) + 1;
		if (has_path(other, parts->p + at + 1))
			str_add(&kept, parts->p + at, len);
	}
	str_free(parts);
	*parts = kept;
}

static int find_out(struct store_versions *v, size_t i)
{
	struct version *r = &v->rows.p[i];
	struct str parts = {0}, other = {0};
	struct store_short blob = first_of(r);
	struct trail trail = trail_at(v, i);
	bool readable = true;
	int rc = differ(v, i, &trail, &blob, &readable, &parts);
	for (size_t k = 0; !rc && readable && k < r->t.more_count; k++) {
		blob = r->t.more[k];
		trail = trail_at(v, i);
		str_clear(&other);
		rc = differ(v, i, &trail, &blob, &readable, &other);
		keep_common(&parts, &other);
	}
	if (!rc) {
		r->readable = readable;
		r->len = readable ? parts.len : 0;
		r->parts = r->own = str_take(&parts);
		r->known = true;
	}
	str_free(&parts);
	str_free(&other);
	return rc;
}

enum code store_versions_parts(struct store_versions *v, size_t i, const char **parts, size_t *len, bool *readable, struct err *e)
{
	struct version *r = &v->rows.p[i];
	if (!r->known)
		load_parts(v, r->t.plan);
	if (!r->known) {
		versions_begin(v);
		int rc = find_out(v, i);
		enum code code = versions_end(v, rc == GIT_EUSER ? 0 : rc, e);
		if (rc)
			return code ? code : ERR_BUSY;
	}
	*parts = r->parts;
	*len = r->len;
	*readable = r->readable;
	return OK;
}

/* --- all of them ---------------------------------------------------------------------------- */

enum { VERSIONS_A_STEP = 500 };

/* Plan by plan: what is before one of its versions is near to that in the record too. */
static enum code complete(struct store_versions *v, uint32_t plan, size_t *fresh, struct err *e)
{
	const char *parts;
	size_t len;
	bool readable;
	enum code code = OK;
	load_parts(v, plan);
	for (size_t at = v->kept[plan].oldest; !code && at; at = v->rows.p[at - 1].newer) {
		*fresh += !v->rows.p[at - 1].known;
		code = store_versions_parts(v, at - 1, &parts, &len, &readable, e);
	}
	if (!code)
		keep(v, plan);
	return code;
}

enum code store_versions_complete(struct store *s, struct store_completed *out, struct err *e)
{
	struct store_versions *v = NULL;
	*out = (struct store_completed){0};
	enum code code = store_versions_open(s, NULL, &v, e);
	while (!code && !v->done)
		code = store_versions_step(v, VERSIONS_A_STEP, e);
	if (!code && v->index) {
		if (!v->kept)
			chain_rows(v);
		for (size_t i = 0; !code && i < v->totals.count; i++)
			code = complete(v, (uint32_t)i, &out->fresh, e);
		out->versions = v->rows.count;
	}
	store_versions_free(v);
	return code;
}
