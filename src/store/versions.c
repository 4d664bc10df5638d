#include "store/versions_internal.h"

#include "base/guard.h"
#include "base/taal.h"

#include <stdlib.h>
#include <string.h>

enum { CACHED = 4096 /* bytes of a version or folder that libgit2 keeps, as it does by itself */ };

void store_set_cutter(struct store *s, const struct store_cutter *cutter)
{
	s->cutter = cutter;
}

/* --- opening ---------------------------------------------------------------------------- */

/* Half the time of reading would go to checking hashes, and what a walk reads it reads once: nothing of it is kept.  The switches are
 * the whole process's, so they are back before anything else is read or written. */
static void begin(const struct store_versions *v)
{
	if (v->name)
		store_guard(v->name);
	else
		guard_begin(v->s->dir);
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
	git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, GIT_OBJECT_COMMIT, (size_t)0);
	git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, GIT_OBJECT_TREE, (size_t)0);
}

static enum code end(const struct store_versions *v, int rc, struct err *e)
{
	enum code code = OK;
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 1);
	git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, GIT_OBJECT_COMMIT, (size_t)CACHED);
	git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, GIT_OBJECT_TREE, (size_t)CACHED);
	if (rc < 0 && v->name)
		code = store_fault(e, rc, NULL, _("De geschiedenis van plan %s kan niet verder worden gelezen"), v->name);
	else if (rc < 0)
		code = store_fault(e, rc, NULL, _("De geschiedenis kan niet verder worden gelezen"));
	guard_end();
	return code;
}

static int start(struct store_versions *v)
{
	int rc = git_repository_odb(&v->odb, v->s->repo);
	if (!rc)
		rc = store_tip(v->s->repo, v->s->branch, &v->tip);
	v->done = rc == GIT_ENOTFOUND; /* no version at all */
	if (rc)
		return v->done ? 0 : rc;
	v->reader = store_touch_reader_new(v->odb);
	v->blobs = store_blobs_new(v->odb, v->s->cutter);
	v->index = store_index_ref(store_index_get(v->s));
	if (!v->index || !git_oid_equal(&v->index->head, &v->tip)) {
		v->order = order_new();
		return store_graph_open(&v->graph, v->odb, &v->tip);
	}
	versions_pick(v);
	v->done = true;
	return 0;
}

enum code store_versions_open(struct store *s, const char *name, struct store_versions **out, struct err *e)
{
	*out = NULL;
	if (name && !store_is_name(name))
		return err_set(e, ERR_NOT_FOUND, _("Er is geen plan dat '%s' heet."), name);
	struct store_versions *v = mem_alloc(sizeof *v);
	v->s = s;
	v->name = mem_text(name);
	begin(v);
	enum code code = end(v, start(v), e);
	if (code)
		store_versions_free(v);
	else
		*out = v;
	return code;
}

enum code store_versions_step(struct store_versions *v, int budget, struct err *e)
{
	if (v->done)
		return OK;
	begin(v);
	return end(v, versions_walk(v, budget), e);
}

bool store_versions_is_done(const struct store_versions *v)
{
	return v->done;
}

bool store_versions_restarted(struct store_versions *v)
{
	bool restarted = v->restarted;
	v->restarted = false;
	return restarted;
}

void store_versions_free(struct store_versions *v)
{
	if (!v)
		return;
	for (size_t i = 0; i < v->rows.count; i++) {
		free(v->rows.p[i].t.more);
		free(v->rows.p[i].parts);
	}
	for (size_t i = 0; i < v->fresh.count; i++)
		free(v->fresh.p[i].touch.more);
	vec_free(&v->rows);
	vec_free(&v->fresh);
	vec_free(&v->names);
	vec_free(&v->loaded);
	free(v->totals.p);
	store_ids_clear(&v->known);
	store_words_clear(&v->plans);
	store_words_clear(&v->people);
	store_graph_free(v->graph);
	order_free(v->order);
	store_touch_reader_free(v->reader);
	store_blobs_free(v->blobs);
	store_index_unref(v->index);
	git_odb_free(v->odb);
	free(v->name);
	free(v);
}

/* --- rows ---------------------------------------------------------------------------------- */

size_t store_versions_count(const struct store_versions *v)
{
	return v->rows.count;
}

static void write_id(char out[65], const struct store_short *s)
{
	static const char digits[] = "0123456789abcdef";
	for (size_t i = 0; i < STORE_PREFIX; i++) {
		out[2 * i] = digits[s->p[i] >> 4];
		out[2 * i + 1] = digits[s->p[i] & 15];
	}
	out[2 * STORE_PREFIX] = '\0';
}

void store_versions_row(const struct store_versions *v, size_t i, struct store_version_row *out)
{
	const struct store_touch *t = &v->rows.p[i].t;
	const struct store_words *plans = versions_plans((struct store_versions *)v), *people = versions_people((struct store_versions *)v);
	const char *name = people->p[t->person].text, *address = name + strlen(name) + 1;
	*out = (struct store_version_row){
		.name = name, .address = address, .when = {t->shown, atoi(address + strlen(address) + 1)},
		.plan = plans->p[t->plan].text, .was = t->was == STORE_NO_PLAN ? NULL : plans->p[t->was].text,
		.is_merge = t->more_count > 0,
	};
	write_id(out->version.id, &t->commit);
}

/* --- what changed ---------------------------------------------------------------------------- */

static bool is_in(uint32_t plan, const uint32_t *p, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (p[i] == plan)
			return true;
	return false;
}

/* What was found out earlier about the plan, for each of its rows. */
static void load_parts(struct store_versions *v, uint32_t plan)
{
	struct store_part_rows rows = {0};
	if (!v->index || !v->done || is_in(plan, v->loaded.p, v->loaded.count))
		return;
	vec_push(&v->loaded, plan);
	store_parts_load(v->s, v->index->generation, v->index->plans.p[plan].text, &rows);
	for (size_t i = 0; i < v->rows.count; i++) {
		struct version *r = &v->rows.p[i];
		if (r->t.plan != plan || r->nth >= rows.count || r->known)
			continue;
		struct store_part_row *p = &rows.p[r->nth];
		r->parts = p->parts;
		r->len = p->len;
		r->readable = p->readable;
		r->known = true;
		p->parts = NULL;
	}
	store_part_rows_clear(&rows);
}

/* The version that made this blob, among those older than row `i`; NULL: none so far. */
static const struct version *maker_of(const struct store_versions *v, size_t i, const struct store_short *blob)
{
	for (size_t k = i + 1; k < v->rows.count; k++)
		if (store_short_is(&v->rows.p[k].t.after, blob))
			return &v->rows.p[k];
	return NULL;
}

/* What was there before a version that can't be read; false: not known yet. */
static bool go_back(const struct store_versions *v, size_t i, struct store_short *blob)
{
	const struct version *maker = maker_of(v, i, blob);
	if (!maker && !v->done)
		return false;
	*blob = maker && maker->t.has_parent ? maker->t.first : (struct store_short){{0}};
	return true;
}

/* Against one of the versions it came from, which held `blob`: that becomes the one that was compared with.  GIT_EUSER: not known yet. */
static int differ(struct store_versions *v, size_t i, struct store_short *blob, bool *readable, struct str *out)
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
		if (!go_back(v, i, blob))
			return GIT_EUSER;
	}
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
	struct store_short blob = r->t.has_parent ? r->t.first : (struct store_short){{0}};
	bool readable = true;
	int rc = differ(v, i, &blob, &readable, &parts);
	for (size_t k = 0; !rc && readable && k < r->t.more_count; k++) {
		blob = r->t.more[k];
		str_clear(&other);
		rc = differ(v, i, &blob, &readable, &other);
		keep_common(&parts, &other);
	}
	if (!rc) {
		r->readable = readable;
		r->len = readable ? parts.len : 0;
		r->parts = str_take(&parts);
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
		begin(v);
		int rc = find_out(v, i);
		enum code code = end(v, rc == GIT_EUSER ? 0 : rc, e);
		if (rc)
			return code ? code : ERR_BUSY;
	}
	*parts = r->parts;
	*len = r->len;
	*readable = r->readable;
	return OK;
}

/* All versions of one plan, in the order of the index; false where one isn't known. */
static bool gather(const struct store_versions *v, uint32_t plan, struct store_part_rows *out, struct store_short *last)
{
	size_t total = v->totals.p[plan], found = 0;
	for (size_t i = 0; i < total; i++)
		vec_push(out, (struct store_part_row){0});
	for (size_t i = 0; i < v->rows.count; i++) {
		const struct version *r = &v->rows.p[i];
		if (r->t.plan != plan || !r->known || r->nth >= total)
			continue;
		out->p[r->nth] = (struct store_part_row){r->parts, r->len, r->readable};
		if (r->nth == total - 1)
			*last = r->t.commit;
		found++;
	}
	return found == total && total > 0;
}

void store_versions_keep(struct store_versions *v)
{
	struct store_part_rows rows = {0}, there = {0};
	struct store_short last;
	if (!v->done || !v->index || !v->name)
		return;
	for (size_t i = 0; i < v->totals.count; i++) {
		if (!v->totals.p[i] || !gather(v, (uint32_t)i, &rows, &last)) {
			rows.count = 0;
			continue;
		}
		store_parts_load(v->s, v->index->generation, v->index->plans.p[i].text, &there);
		if (there.count != rows.count)
			store_parts_save(v->s, v->index->generation, v->index->plans.p[i].text, &rows, &last);
		store_part_rows_clear(&there);
		rows.count = 0;
	}
	vec_free(&rows);
}

/* --- what it holds -------------------------------------------------------------------------- */

/* What it is compared with: before it, or what was before that could be read. */
static int find_base(struct store_versions *v, size_t i, struct store_short *base)
{
	const struct version *r = &v->rows.p[i], *maker;
	struct str none = {0};
	bool readable;
	*base = r->t.has_parent ? r->t.first : (struct store_short){{0}};
	while ((maker = maker_of(v, i, base)) && maker->known) {
		if (maker->readable)
			return 0;
		*base = maker->t.has_parent ? maker->t.first : (struct store_short){{0}};
	}
	int rc = maker && v->s->cutter ? differ(v, i, base, &readable, &none) : 0;
	str_free(&none);
	return rc == GIT_EUSER ? 0 : rc;
}

static int take_bytes(struct store_versions *v, const struct store_short *blob, struct str *out, bool *there)
{
	const char *bytes;
	size_t len;
	int rc = store_blobs_bytes(v->blobs, blob, &bytes, &len);
	*there = bytes != NULL;
	if (bytes)
		str_add(out, bytes, len);
	return rc;
}

static int read_others(struct store_versions *v, const struct store_touch *t, struct store_content *out)
{
	int rc = 0;
	out->others = mem_alloc((t->more_count + 1) * sizeof *out->others);
	for (size_t k = 0; !rc && k < t->more_count; k++) {
		bool there;
		rc = take_bytes(v, &t->more[k], &out->others[out->other_count], &there);
		out->other_count += !rc && there;
	}
	return rc;
}

static int read_message(struct store_versions *v, size_t i, struct store_content *out)
{
	struct store_commit c;
	git_oid id;
	int rc = store_lengthen(v->odb, &v->rows.p[i].t.commit, &id);
	if (!rc)
		rc = store_commit_read(&c, v->odb, &id);
	if (rc)
		return rc;
	git_oid_tostr(out->version.id, sizeof out->version.id, &id);
	out->message = mem_text(c.message);
	store_commit_clear(&c);
	return 0;
}

static int read_content(struct store_versions *v, size_t i, struct store_content *out)
{
	struct store_short base;
	int rc = read_message(v, i, out);
	if (!rc)
		rc = take_bytes(v, &v->rows.p[i].t.after, &out->after, &out->has_after);
	if (!rc)
		rc = read_others(v, &v->rows.p[i].t, out);
	if (!rc)
		rc = find_base(v, i, &base);
	return rc ? rc : take_bytes(v, &base, &out->before, &out->has_before);
}

enum code store_versions_read(struct store_versions *v, size_t i, struct store_content *out, struct err *e)
{
	*out = (struct store_content){0};
	begin(v);
	enum code code = end(v, read_content(v, i, out), e);
	if (code)
		store_content_clear(out);
	return code;
}

enum code store_versions_message(struct store_versions *v, size_t i, struct store_content *out, struct err *e)
{
	*out = (struct store_content){0};
	begin(v);
	enum code code = end(v, read_message(v, i, out), e);
	if (code)
		store_content_clear(out);
	return code;
}

void store_content_clear(struct store_content *c)
{
	free(c->message);
	str_free(&c->before);
	str_free(&c->after);
	for (size_t k = 0; k < c->other_count; k++)
		str_free(&c->others[k]);
	free(c->others);
	*c = (struct store_content){0};
}

/* --- from one plan to another ------------------------------------------------------------------ */

static int touches_of(struct store_versions *v, size_t i, struct store_touches *out)
{
	struct store_commit c, parent;
	git_oid id, tree = {{0}};
	int rc = store_lengthen(v->odb, &v->rows.p[i].t.commit, &id);
	if (!rc)
		rc = store_commit_read(&c, v->odb, &id);
	if (rc)
		return rc;
	if (c.parent_count) {
		rc = store_commit_read(&parent, v->odb, &c.parents[0]);
		tree = parent.tree;
		if (!rc)
			store_commit_clear(&parent);
	}
	c.parent_count = c.parent_count > 0; /* the first is the one that a move is told from */
	if (!rc)
		rc = store_touches_find(v->reader, &c, &tree, out);
	store_commit_clear(&c);
	return rc;
}

static int lost(struct store_versions *v, const struct store_touched *t, const char *path, bool *out)
{
	struct store_short before = store_shorten(&t->before[0]), after = store_shorten(&t->after);
	struct str parts = {0};
	void *old, *new;
	int rc = store_blobs_cut(v->blobs, &before, &old);
	if (!rc)
		rc = store_blobs_cut(v->blobs, &after, &new);
	*out = !rc && v->s->cutter->differ(old, new, &parts) == STORE_COMPARED;
	bool found = false;
	for (size_t at = 0; at < parts.len; at += strlen(parts.p + at) + 1)
		found |= parts.p[at] == '-' && strcmp(parts.p + at + 1, path) == 0;
	*out &= found;
	str_free(&parts);
	return rc;
}

static int find_moved(struct store_versions *v, size_t i, const char *path, char **plan)
{
	struct store_touches touches = {0};
	struct store_version_row row;
	bool found = false;
	store_versions_row(v, i, &row);
	int rc = touches_of(v, i, &touches);
	for (size_t k = 0; !rc && !found && k < touches.count; k++) {
		if (!touches.p[k].before_count || strcmp(touches.p[k].name, row.plan) == 0)
			continue;
		rc = lost(v, &touches.p[k], path, &found);
		if (found)
			*plan = mem_text(touches.p[k].name);
	}
	store_touches_clear(&touches);
	return rc;
}

enum code store_versions_moved(struct store_versions *v, size_t i, const char *path, char **plan, struct err *e)
{
	*plan = NULL;
	begin(v);
	return end(v, find_moved(v, i, path, plan), e);
}
