/* The working tree beside the record: what people see in the folder, and may edit there with other programs.  The
 * record never depends on it. */
#include "store/internal.h"

#include "base/guard.h"
#include "base/mem.h"
#include "base/taal.h"

#include <stdlib.h>
#include <string.h>

enum { LOOK_BACK = 10000 /* versions */ };

enum store_standing store_standing(const struct store *s)
{
	git_reference *head = NULL;
	enum store_standing standing = STORE_READY;
	if (!s->tree)
		return STORE_READY;
	if (git_repository_state(s->repo) != GIT_REPOSITORY_STATE_NONE)
		return STORE_UNFINISHED;
	if (git_reference_lookup(&head, s->repo, "HEAD") < 0 || git_reference_type(head) != GIT_REFERENCE_SYMBOLIC ||
	    strcmp(git_reference_symbolic_target(head), s->branch) != 0)
		standing = STORE_ELSEWHERE;
	git_reference_free(head);
	return standing;
}

enum code store_worktree_ready(const struct store *s, struct err *e)
{
	switch (store_standing(s)) {
	case STORE_UNFINISHED:
		return err_set(e, ERR_BUSY, _("Er is niets bewaard: in de map %s is een samenvoeging of andere bewerking "
					      "door een ander programma nog niet af. Bewaren kan weer als die af is. Vraag de beheerder."), s->tree);
	case STORE_ELSEWHERE:
		return err_set(e, ERR_BUSY, _("Er is niets bewaard: in de map %s zijn intussen andere versies klaargezet dan "
					      "waarmee u begon. Open buurtplan opnieuw, of vraag de beheerder."), s->tree);
	case STORE_READY:
		break;
	}
	return OK;
}

/* What the file holds as it would stand in the record: as it is, and with the line ends that git or an editor may
 * have given it taken back, as these alone are no edit. */
struct ids {
	git_oid as_is, with_lf;
};

static void without_cr(struct str *out, const struct str *bytes)
{
	for (size_t i = 0; i < bytes->len; i++) {
		if (bytes->p[i] != '\r' || i + 1 == bytes->len || bytes->p[i + 1] != '\n')
			str_add_char(out, bytes->p[i]);
	}
}

static int identify(struct ids *out, const struct str *bytes)
{
	struct str flat = {0};
	without_cr(&flat, bytes);
	int rc = git_odb_hash(&out->as_is, str_text(bytes), bytes->len, GIT_OBJECT_BLOB);
	if (!rc)
		rc = git_odb_hash(&out->with_lf, str_text(&flat), flat.len, GIT_OBJECT_BLOB);
	str_free(&flat);
	return rc;
}

static bool is_either(const struct ids *ids, const git_oid *blob)
{
	return git_oid_equal(&ids->as_is, blob) || git_oid_equal(&ids->with_lf, blob);
}

/* Was the plan ever, in the version at `tip` or one before it, what the file holds (*lags)?  And was it ever
 * `indexed`?  That is asked only where the file doesn't lag.  Where we don't see the whole of the past (it is long, or
 * this is a shallow clone) the index is taken at its word, unless it holds the edit itself. */
static int look_back(git_repository *repo, const git_oid *tip, const char *path, const struct ids *work,
		     const git_oid *indexed, bool *lags, bool *was_indexed)
{
	git_revwalk *versions = NULL;
	git_oid version, blob;
	*lags = *was_indexed = false;
	int rc = git_revwalk_new(&versions, repo);
	if (!rc)
		rc = git_revwalk_push(versions, tip);
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0); /* as in versions.c */
	for (int i = 0; !rc && !*lags && i < LOOK_BACK; i++) {
		rc = git_revwalk_next(&version, versions);
		if (!rc)
			rc = store_plan_in(repo, &version, path, &blob);
		if (!rc && !git_oid_is_zero(&blob)) {
			*lags = is_either(work, &blob);
			*was_indexed |= git_oid_equal(&blob, indexed) != 0;
		}
	}
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 1);
	git_revwalk_free(versions);
	if (rc != GIT_ITEROVER && !git_oid_is_zero(indexed) && !is_either(work, indexed))
		*was_indexed = true;
	return rc == GIT_ITEROVER || rc == GIT_ENOTFOUND ? 0 : rc;
}

/* GIT_ENOTFOUND: no version yet, no such plan, or something else in its place. */
static int newest_plan(struct store *s, const char *path, git_oid *tip, struct store_found *plan)
{
	int rc = store_tip(s->repo, s->branch, tip);
	if (!rc)
		rc = store_find(s->repo, tip, path, plan);
	return !rc && plan->refused ? GIT_ENOTFOUND : rc;
}

static bool has_cr(const struct str *bytes)
{
	return bytes->len && memmem(bytes->p, bytes->len, "\r\n", 2);
}

/* The line ends of the record stay what they are, whatever the file in the folder was given. */
static void hand_out(struct str *out, const struct str *work, const struct str *base)
{
	if (has_cr(work) && !has_cr(base))
		without_cr(out, work);
	else
		str_add(out, str_text(work), work->len);
}

static int read_small(git_repository *repo, const git_oid *blob, struct str *out)
{
	size_t size;
	int rc = store_blob_size(&size, repo, blob);
	return rc || size > STORE_SIZE_MOST ? GIT_ERROR : store_blob(repo, blob, out);
}

/* The file was read before the record is: what another save writes there is on the record by then. */
static int compare(struct store *s, const char *path, const struct store_work *work, bool *found, struct str *bytes,
		   struct str *base)
{
	struct store_found plan;
	struct ids ids;
	git_oid tip, indexed;
	bool lags = false, was_indexed = false;
	int rc = newest_plan(s, path, &tip, &plan);
	if (!rc)
		rc = identify(&ids, &work->bytes);
	if (rc || is_either(&ids, &plan.blob))
		return rc == GIT_ENOTFOUND ? 0 : rc;
	if (store_index_blob(s->repo, path, &indexed) < 0) /* damaged, or of a newer git: do without */
		indexed = plan.blob;
	rc = look_back(s->repo, &tip, path, &ids, &indexed, &lags, &was_indexed);
	if (rc || lags)
		return rc;
	struct str was = {0};
	rc = read_small(s->repo, was_indexed ? &indexed : &plan.blob, &was);
	if (!rc) {
		hand_out(bytes, &work->bytes, &was);
		str_add(base, str_text(&was), was.len);
		s->outside = ids.as_is;
		*found = true;
	}
	str_free(&was);
	return rc;
}

enum code store_outside(struct store *s, const char *name, bool *found, struct str *bytes, struct str *base, struct err *e)
{
	struct store_work work;
	int rc = 0;
	*found = false;
	if (!s->tree || s->read_only || !store_is_name(name))
		return OK;
	char *path = store_path(name);
	store_guard(name);
	if (store_standing(s) == STORE_READY && store_work_open(&work, s->tree, path, false) == 0) {
		if (store_work_read(&work) == 0 && work.is_there)
			rc = compare(s, path, &work, found, bytes, base);
		store_work_close(&work);
	}
	enum code code = rc < 0 ? store_fault(e, rc, NULL, _("Of plan %s buiten buurtplan is veranderd kan niet worden "
							     "nagegaan"), name) : OK;
	guard_end();
	free(path);
	return code;
}

bool store_is_on_record(struct store *s, const char *path, const git_oid *tip, const struct store_work *work,
			const git_oid *taken)
{
	struct ids ids;
	static const git_oid none = {{0}};
	bool lags = false, ignored;
	if (!work->is_there)
		return true;
	if (identify(&ids, &work->bytes) < 0)
		return false;
	if (taken && git_oid_equal(&ids.as_is, taken))
		return true;
	return look_back(s->repo, tip, path, &ids, &none, &lags, &ignored) == 0 && lags;
}
