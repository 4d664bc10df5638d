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
void versions_begin(const struct store_versions *v)
{
	if (v->name)
		store_guard(v->name);
	else
		guard_begin(v->s->dir);
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
	git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, GIT_OBJECT_COMMIT, (size_t)0);
	git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, GIT_OBJECT_TREE, (size_t)0);
}

enum code versions_end(const struct store_versions *v, int rc, struct err *e)
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
	v->s->shallow = store_shallow_read(v->s, &v->shallow);
	v->index = store_index_ref(store_index_get(v->s));
	if (!v->index || !git_oid_equal(&v->index->head, &v->tip))
		return versions_set_out(v);
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
	versions_begin(v);
	enum code code = versions_end(v, start(v), e);
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
	versions_begin(v);
	return versions_end(v, versions_walk(v, budget), e);
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
		free(v->rows.p[i].own);
	}
	for (size_t i = 0; i < v->fresh.count; i++)
		free(v->fresh.p[i].touch.more);
	vec_free(&v->rows);
	vec_free(&v->fresh);
	vec_free(&v->names);
	versions_forget_parts(v);
	free(v->totals.p);
	store_ids_clear(&v->known);
	store_ids_clear(&v->shallow);
	vec_free(&v->known_order);
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

/* --- what it holds -------------------------------------------------------------------------- */

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

static int read_content(struct store_versions *v, size_t i, bool others, struct store_content *out)
{
	struct store_short base;
	int rc = read_message(v, i, out);
	if (!rc)
		rc = take_bytes(v, &v->rows.p[i].t.after, &out->after, &out->has_after);
	if (!rc && others)
		rc = read_others(v, &v->rows.p[i].t, out);
	if (!rc)
		rc = versions_base(v, i, &base);
	return rc ? rc : take_bytes(v, &base, &out->before, &out->has_before);
}

enum code store_versions_read(struct store_versions *v, size_t i, bool others, struct store_content *out, struct err *e)
{
	*out = (struct store_content){0};
	versions_begin(v);
	enum code code = versions_end(v, read_content(v, i, others, out), e);
	if (code)
		store_content_clear(out);
	return code;
}

enum code store_versions_message(struct store_versions *v, size_t i, struct store_content *out, struct err *e)
{
	*out = (struct store_content){0};
	versions_begin(v);
	enum code code = versions_end(v, read_message(v, i, out), e);
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
	uint32_t number;
	int rc = store_lengthen(v->odb, &v->rows.p[i].t.commit, &id);
	if (!rc)
		rc = store_commit_read(&c, v->odb, &id);
	if (rc)
		return rc;
	if (store_ids_find(&v->shallow, &id, &number))
		c.parent_count = 0;
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

static int find_moved(struct store_versions *v, size_t i, const char *path, char **plan, struct str *before)
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
		if (!found)
			continue;
		*plan = mem_text(touches.p[k].name);
		struct store_short old = store_shorten(&touches.p[k].before[0]);
		bool there;
		rc = before ? take_bytes(v, &old, before, &there) : 0;
	}
	store_touches_clear(&touches);
	return rc;
}

enum code store_versions_moved(struct store_versions *v, size_t i, const char *path, char **plan, struct str *before, struct err *e)
{
	*plan = NULL;
	versions_begin(v);
	enum code code = versions_end(v, find_moved(v, i, path, plan, before), e);
	if (code) {
		free(*plan);
		*plan = NULL;
	}
	return code;
}
