#include "store/internal.h"

#include "base/guard.h"
#include "base/mem.h"
#include "base/taal.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { MEMO_SLOTS = 1024, HELD_MOST = 8 };

/* The plan's blob in a version; zero where it was not there.  Each version is asked for twice, as itself and as a
 * parent, nearly always one right after the other: a slot that is overwritten costs a look-up, no more. */
struct memo {
	git_oid version, blob;
	bool used;
};

/* The bytes of the blobs seen last: what is 'before' here is 'after' a little further on. */
struct held {
	git_oid blob;
	struct str bytes;
	unsigned long used; /* when; 0: never */
};

struct store_walk {
	struct store *s;
	git_revwalk *revisions; /* NULL: there is no version at all */
	git_commit *commit;     /* the one last handed out */
	char *name, *path, *was; /* was: what it was called before the version last handed out; NULL: it had that name */
	struct memo memo[MEMO_SLOTS];
	struct held held[HELD_MOST];
	unsigned long clock;
};

static int plan_in(struct store_walk *w, const git_oid *version, git_oid *blob)
{
	struct memo *m = &w->memo[(version->id[0] << 8 | version->id[1]) % MEMO_SLOTS];
	if (!m->used || !git_oid_equal(&m->version, version)) {
		m->used = false;
		int rc = store_plan_in(w->s->repo, version, w->path, &m->blob);
		if (rc < 0)
			return rc;
		m->version = *version;
		m->used = true;
	}
	*blob = m->blob;
	return 0;
}

/* *counts: the plan here is another than in each of the versions that this one came from; *before is that of the
 * first of them. */
static int judge(struct store_walk *w, git_commit *commit, git_oid *before, git_oid *after, bool *counts)
{
	unsigned parents = git_commit_parentcount(commit);
	int rc = plan_in(w, git_commit_id(commit), after);
	*before = (git_oid){{0}};
	*counts = parents > 0 || !git_oid_is_zero(after);
	for (unsigned i = 0; !rc && *counts && i < parents; i++) {
		git_oid blob;
		rc = plan_in(w, git_commit_parent_id(commit, i), &blob);
		if (!rc && i == 0)
			*before = blob;
		if (!rc && git_oid_equal(&blob, after))
			*counts = false;
	}
	return rc;
}

static struct held *find_held(struct store_walk *w, const git_oid *blob)
{
	struct held *oldest = &w->held[0];
	for (size_t i = 0; i < HELD_MOST; i++) {
		if (w->held[i].used && git_oid_equal(&w->held[i].blob, blob))
			return &w->held[i];
		if (w->held[i].used < oldest->used)
			oldest = &w->held[i];
	}
	oldest->used = 0;
	return oldest;
}

/* NULL bytes for a plan that was not there, or was too large to be one. */
static int read_plan(struct store_walk *w, const git_oid *blob, const char **bytes, size_t *len)
{
	size_t size;
	*bytes = NULL;
	*len = 0;
	if (git_oid_is_zero(blob))
		return 0;
	struct held *h = find_held(w, blob);
	if (!h->used) {
		int rc = store_blob_size(&size, w->s->repo, blob);
		if (rc < 0 || size > STORE_SIZE_MOST)
			return rc;
		str_clear(&h->bytes);
		rc = store_blob(w->s->repo, blob, &h->bytes);
		if (rc < 0)
			return rc;
		h->blob = *blob;
	}
	h->used = ++w->clock;
	*bytes = str_text(&h->bytes);
	*len = h->bytes.len;
	return 0;
}

static int fill(struct store_walk *w, const git_oid *before, const git_oid *after, struct store_change *out)
{
	const git_signature *author = git_commit_author(w->commit);
	*out = (struct store_change){
		.name = author->name,
		.address = author->email,
		.when = {.seconds = author->when.time, .offset = author->when.offset},
		.message = git_commit_message(w->commit),
	};
	git_oid_tostr(out->version.id, sizeof out->version.id, git_commit_id(w->commit));
	out->was = w->was;
	int rc = read_plan(w, after, &out->after, &out->after_len);
	return rc ? rc : read_plan(w, before, &out->before, &out->before_len);
}

/* What is older goes by the name it had, where it got another in this version: then nothing else changed in it. */
static int go_by(struct store_walk *w, const git_oid *version, git_oid *before, const git_oid *after)
{
	if (!git_oid_is_zero(before) || git_oid_is_zero(after))
		return 0;
	int rc = store_renamed_in(w->s->repo, version, w->path, after, true, &w->was);
	if (rc || !w->was)
		return rc;
	free(w->path);
	w->path = store_path(w->was);
	memset(w->memo, 0, sizeof w->memo);
	*before = *after;
	return 0;
}

/* GIT_ITEROVER: there are no more. */
static int look_at_next(struct store_walk *w, bool *found, struct store_change *change)
{
	git_oid id, before, after;
	int rc = git_revwalk_next(&id, w->revisions);
	if (rc)
		return rc;
	git_commit_free(w->commit);
	w->commit = NULL;
	free(w->was);
	w->was = NULL;
	rc = git_commit_lookup(&w->commit, w->s->repo, &id);
	if (!rc)
		rc = judge(w, w->commit, &before, &after, found);
	if (!rc && *found)
		rc = go_by(w, &id, &before, &after);
	if (!rc && *found)
		rc = fill(w, &before, &after, change);
	return rc == GIT_ITEROVER ? GIT_ERROR : rc;
}

enum code store_walk_open(struct store *s, const char *name, struct store_walk **out, struct err *e)
{
	git_oid tip;
	if (!store_is_name(name))
		return err_set(e, ERR_NOT_FOUND, _("Er is geen plan dat '%s' heet."), name);
	struct store_walk *w = mem_alloc(sizeof *w);
	w->s = s;
	w->name = mem_text(name);
	w->path = store_path(name);
	store_guard(name);
	int rc = store_tip(s->repo, s->branch, &tip);
	if (!rc) /* unsorted: newest first all the same, and without a look at the whole history first */
		rc = git_revwalk_new(&w->revisions, s->repo);
	if (!rc)
		rc = git_revwalk_push(w->revisions, &tip);
	enum code code = OK;
	if (rc < 0 && rc != GIT_ENOTFOUND)
		code = store_fault(e, rc, NULL, _("De geschiedenis van plan %s kan niet worden gelezen"), name);
	guard_end();
	if (code == OK)
		*out = w;
	else
		store_walk_free(w);
	return code;
}

enum code store_walk_step(struct store_walk *w, int commits, bool *found, bool *done, struct store_change *change,
			  struct err *e)
{
	enum code code = OK;
	int rc = 0;
	*found = false;
	*done = w->revisions == NULL;
	if (*done)
		return OK;
	store_guard(w->name);
	/* Half the time of a walk would go to checking hashes.  The switch is the whole process's, so it is back
	 * on before anything else is read or written. */
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
	for (int i = 0; !rc && !*found && i < commits; i++)
		rc = look_at_next(w, found, change);
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 1);
	if (rc == GIT_ITEROVER)
		*done = true;
	else if (rc < 0)
		code = store_fault(e, rc, NULL, _("De geschiedenis van plan %s kan niet verder worden gelezen"), w->name);
	guard_end();
	return code;
}

void store_walk_free(struct store_walk *w)
{
	if (!w)
		return;
	for (size_t i = 0; i < HELD_MOST; i++)
		str_free(&w->held[i].bytes);
	git_commit_free(w->commit);
	git_revwalk_free(w->revisions);
	free(w->name);
	free(w->path);
	free(w->was);
	free(w);
}
