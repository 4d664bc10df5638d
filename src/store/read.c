#include "store/internal.h"

#include "base/guard.h"
#include "base/taal.h"

#include <stdlib.h>
#include <string.h>

void store_guard(const char *name)
{
	struct str about = {0};
	str_addf(&about, _("plan %s"), name);
	guard_begin(about.p);
	str_free(&about);
}

int store_tip(git_repository *repo, const char *branch, git_oid *out)
{
	return git_reference_name_to_id(out, repo, branch);
}

int store_blob_size(size_t *out, git_repository *repo, const git_oid *blob)
{
	git_odb *odb = NULL;
	git_object_t type;
	int rc = git_repository_odb(&odb, repo);
	if (!rc)
		rc = git_odb_read_header(out, &type, odb, blob);
	git_odb_free(odb);
	return rc;
}

int store_judge_blob(git_repository *repo, const git_oid *blob, git_filemode_t mode, struct store_found *out)
{
	*out = (struct store_found){.blob = *blob, .mode = mode};
	if (out->mode == GIT_FILEMODE_LINK)
		out->refused = _("Dit is een verwijzing naar een ander bestand (symlink). Buurtplan volgt die niet; "
				 "zet het bestand zelf op deze plaats.");
	else if (out->mode == GIT_FILEMODE_COMMIT)
		out->refused = _("Dit is een verwijzing naar een andere verzameling (submodule). Buurtplan volgt die niet.");
	else if (out->mode != GIT_FILEMODE_BLOB && out->mode != GIT_FILEMODE_BLOB_EXECUTABLE)
		out->refused = _("Dit is geen gewoon bestand. Buurtplan opent het niet.");
	if (out->refused)
		return 0;
	int rc = store_blob_size(&out->size, repo, blob);
	if (!rc && out->size > STORE_SIZE_MOST)
		out->refused = _("Dit bestand is groter dan 1 MiB. Buurtplan opent het niet; maak het kleiner.");
	return rc;
}

int store_judge(git_repository *repo, const git_tree_entry *entry, struct store_found *out)
{
	return store_judge_blob(repo, git_tree_entry_id(entry), git_tree_entry_filemode(entry), out);
}

int store_find(git_repository *repo, const git_oid *version, const char *path, struct store_found *out)
{
	git_commit *commit = NULL;
	git_tree *tree = NULL;
	git_tree_entry *entry = NULL;
	/* A version or a file list that is gone is damage, not the absence of a plan. */
	if (git_commit_lookup(&commit, repo, version) < 0 || git_commit_tree(&tree, commit) < 0) {
		git_commit_free(commit);
		return GIT_ERROR;
	}
	int rc = git_tree_entry_bypath(&entry, tree, path);
	if (!rc && store_judge(repo, entry, out) < 0)
		rc = GIT_ERROR;
	git_tree_entry_free(entry);
	git_tree_free(tree);
	git_commit_free(commit);
	return rc;
}

int store_plan_in(git_repository *repo, const git_oid *version, const char *path, git_oid *blob)
{
	git_commit *commit = NULL;
	git_tree *tree = NULL;
	git_tree_entry *entry = NULL;
	int rc = GIT_ERROR;
	*blob = (git_oid){{0}};
	if (git_commit_lookup(&commit, repo, version) == 0 && git_commit_tree(&tree, commit) == 0)
		rc = git_tree_entry_bypath(&entry, tree, path);
	if (rc == 0) {
		git_filemode_t mode = git_tree_entry_filemode(entry);
		if (mode == GIT_FILEMODE_BLOB || mode == GIT_FILEMODE_BLOB_EXECUTABLE)
			*blob = *git_tree_entry_id(entry);
	}
	git_tree_entry_free(entry);
	git_tree_free(tree);
	git_commit_free(commit);
	return rc == GIT_ENOTFOUND ? 0 : rc;
}

int store_blob(git_repository *repo, const git_oid *id, struct str *out)
{
	git_blob *blob = NULL;
	if (git_blob_lookup(&blob, repo, id) < 0)
		return GIT_ERROR;
	str_add(out, git_blob_rawcontent(blob), (size_t)git_blob_rawsize(blob));
	git_blob_free(blob);
	return 0;
}

int store_blob_again(struct store *s, const git_oid *id, struct str *out)
{
	if (git_oid_is_zero(&s->last_blob) || !git_oid_equal(&s->last_blob, id)) {
		s->last_blob = (git_oid){{0}};
		str_clear(&s->last_bytes);
		if (store_blob(s->repo, id, &s->last_bytes) < 0)
			return GIT_ERROR;
		s->last_blob = *id;
	}
	str_add(out, str_text(&s->last_bytes), s->last_bytes.len);
	return 0;
}

enum code store_newest(struct store *s, struct store_version *out, struct err *e)
{
	git_oid tip;
	*out = (struct store_version){0};
	guard_begin(s->dir);
	int rc = store_tip(s->repo, s->branch, &tip);
	enum code code = OK;
	if (rc == 0)
		git_oid_tostr(out->id, sizeof out->id, &tip);
	else if (rc != GIT_ENOTFOUND)
		code = store_fault(e, rc, NULL, _("De nieuwste versie van de plannen in %s kan niet worden gevonden"),
				   s->dir);
	guard_end();
	return code;
}

bool store_version_find(struct store *s, const char *digits, struct store_version *out, struct moment *when)
{
	git_oid prefix;
	git_commit *commit = NULL;
	size_t len = strlen(digits);
	*out = (struct store_version){0};
	guard_begin(s->dir);
	bool found = git_oid_fromstrn(&prefix, digits, len) == 0 && git_commit_lookup_prefix(&commit, s->repo, &prefix, len) == 0;
	if (found) {
		const git_signature *author = git_commit_author(commit);
		git_oid_tostr(out->id, sizeof out->id, git_commit_id(commit));
		if (when)
			*when = (struct moment){author->when.time, author->when.offset};
	}
	git_commit_free(commit);
	guard_end();
	return found;
}

static enum code no_plan(const char *name, struct err *e)
{
	return err_set(e, ERR_NOT_FOUND, _("Er is geen plan dat '%s' heet."), name);
}

static enum code read_at(struct store *s, const char *name, const git_oid *version, struct str *out, struct err *e)
{
	struct store_found found;
	char *path = store_path(name);
	int rc = store_find(s->repo, version, path, &found);
	free(path);
	if (rc == GIT_ENOTFOUND)
		return no_plan(name, e);
	if (rc == 0 && found.refused)
		return err_set(e, ERR_UNREADABLE, _("Plan %s kan niet worden geopend. %s"), name, found.refused);
	if (rc == 0)
		rc = store_blob_again(s, &found.blob, out);
	return rc < 0 ? store_fault(e, rc, NULL, _("Plan %s kan niet worden gelezen"), name) : OK;
}

enum code store_read(struct store *s, const char *name, const struct store_version *at, struct str *out,
		     struct store_version *version, struct err *e)
{
	struct store_version newest;
	git_oid id;
	if (!store_is_name(name))
		return no_plan(name, e);
	if (!at) {
		enum code code = store_newest(s, &newest, e);
		if (code != OK)
			return code;
		at = &newest;
	}
	if (at->id[0] == '\0')
		return no_plan(name, e);
	if (strlen(at->id) != GIT_OID_HEXSZ || git_oid_fromstr(&id, at->id) < 0)
		return err_set(e, ERR_USE, _("'%s' is geen versie."), at->id);
	store_guard(name);
	enum code code = read_at(s, name, &id, out, e);
	guard_end();
	if (code == OK && version)
		*version = *at;
	return code;
}

enum code store_read_entry(struct store *s, const char *name, const char *blob, struct str *out, struct err *e)
{
	git_oid id;
	store_guard(name);
	int rc = git_oid_fromstr(&id, blob);
	if (!rc)
		rc = store_blob_again(s, &id, out);
	enum code code = rc < 0 ? store_fault(e, rc, NULL, _("Plan %s kan niet worden gelezen"), name) : OK;
	guard_end();
	return code;
}
