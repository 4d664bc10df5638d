/* Which name a plan had before, or got: a version in which one name went and another came with the same bytes. */
#include "store/internal.h"

#include "base/guard.h"
#include "base/mem.h"
#include "base/taal.h"

#include <stdlib.h>
#include <string.h>

enum {
	LOOK_BACK = 10000, /* versions */
	NAMES_MOST = 10    /* that one plan had, one after the other */
};

/* What is different from the first version that this one came from. */
static int compare_trees(git_diff **out, git_repository *repo, const git_oid *version)
{
	git_commit *commit = NULL, *parent = NULL;
	git_tree *before = NULL, *after = NULL;
	char plans[] = "plans", *only[] = {plans};
	git_diff_options options;
	git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
	options.flags = GIT_DIFF_DISABLE_PATHSPEC_MATCH | GIT_DIFF_SKIP_BINARY_CHECK;
	options.pathspec = (git_strarray){only, 1};
	*out = NULL;
	int rc = git_commit_lookup(&commit, repo, version);
	if (!rc)
		rc = git_commit_parent(&parent, commit, 0);
	if (!rc)
		rc = git_commit_tree(&before, parent);
	if (!rc)
		rc = git_commit_tree(&after, commit);
	if (!rc)
		rc = git_diff_tree_to_tree(out, repo, before, after, &options);
	git_tree_free(before);
	git_tree_free(after);
	git_commit_free(parent);
	git_commit_free(commit);
	return rc;
}

/* The name that the plan which went at `path` in that version, with these bytes, got in it; *name, owned, NULL: it was removed. */
static int renamed_in(git_repository *repo, const git_oid *version, const char *path, const git_oid *blob, char **name)
{
	git_diff *diff = NULL;
	*name = NULL;
	int rc = compare_trees(&diff, repo, version);
	for (size_t i = 0; !rc && !*name && i < git_diff_num_deltas(diff); i++) {
		const git_diff_delta *d = git_diff_get_delta(diff, i);
		if (d->status == GIT_DELTA_ADDED && git_oid_equal(&d->new_file.id, blob) && strcmp(d->new_file.path, path) != 0)
			*name = store_name_of(d->new_file.path);
	}
	git_diff_free(diff);
	return rc == GIT_ENOTFOUND ? 0 : rc; /* the first version of all */
}

/* The last version, of those after `since` (NULL: of all), in which the plan at `path` went, and what it held then; GIT_ENOTFOUND or
 * GIT_ITEROVER: none. */
static int find_end(git_repository *repo, const git_oid *tip, const git_oid *since, const char *path, git_oid *version, git_oid *blob)
{
	git_revwalk *versions = NULL;
	git_commit *commit = NULL;
	git_oid now;
	bool found = false;
	int rc = git_revwalk_new(&versions, repo);
	if (!rc)
		rc = git_revwalk_push(versions, tip);
	if (!rc && since)
		rc = git_revwalk_hide(versions, since);
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0); /* as in versions.c */
	for (int i = 0; !rc && !found && i < LOOK_BACK; i++) {
		rc = git_revwalk_next(version, versions);
		if (!rc)
			rc = git_commit_lookup(&commit, repo, version);
		if (!rc && git_commit_parentcount(commit) > 0)
			rc = store_plan_in(repo, git_commit_parent_id(commit, 0), path, blob);
		if (!rc && git_commit_parentcount(commit) > 0 && !git_oid_is_zero(blob)) {
			rc = store_plan_in(repo, version, path, &now);
			found = !rc && git_oid_is_zero(&now);
		}
		git_commit_free(commit);
		commit = NULL;
	}
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 1);
	git_revwalk_free(versions);
	return !rc && !found ? GIT_ENOTFOUND : rc;
}

/* From name to name, until there is one that did not go since: another plan that got such a name later is not meant. */
static int follow_names(struct store *s, const git_oid *tip, const char *name, char **to)
{
	char *path = store_path(name);
	git_oid since, ended, blob;
	int rc = 0;
	*to = NULL;
	for (int i = 0; !rc && i < NAMES_MOST; i++) {
		rc = find_end(s->repo, tip, *to ? &since : NULL, path, &ended, &blob);
		if (rc)
			break;
		free(*to);
		rc = renamed_in(s->repo, &ended, path, &blob, to);
		if (rc || !*to)
			break;
		free(path);
		path = store_path(*to);
		since = ended;
	}
	rc = rc == GIT_ENOTFOUND || rc == GIT_ITEROVER ? 0 : rc;
	if (!rc && *to)
		rc = store_plan_in(s->repo, tip, path, &blob);
	free(path);
	if (rc || (*to && git_oid_is_zero(&blob))) {
		free(*to);
		*to = NULL;
	}
	return rc;
}

enum code store_renamed(struct store *s, const char *name, char **to, struct err *e)
{
	git_oid tip;
	*to = NULL;
	if (!store_is_name(name))
		return OK;
	store_guard(name);
	int rc = store_tip(s->repo, s->branch, &tip);
	if (!rc)
		rc = follow_names(s, &tip, name, to);
	enum code code = rc < 0 && rc != GIT_ENOTFOUND ? store_fault(e, rc, NULL, _("Hoe plan %s nu heet kan niet worden nagegaan"),
								     name) : OK;
	guard_end();
	return code;
}
