#include "store/internal.h"

#include "base/mem.h"

#include <git2/sys/refdb_backend.h>
#include <git2/sys/refs.h>
#include <stdlib.h>
#include <string.h>

/* Is there a folder at `path`, with nothing in it? */
static int is_empty_folder(git_tree *tree, git_repository *repo, const char *path, bool *empty)
{
	git_tree_entry *entry = NULL;
	git_tree *folder = NULL;
	*empty = false;
	int rc = git_tree_entry_bypath(&entry, tree, path);
	if (!rc && git_tree_entry_filemode(entry) == GIT_FILEMODE_TREE)
		rc = git_tree_lookup(&folder, repo, git_tree_entry_id(entry));
	if (!rc && folder)
		*empty = git_tree_entrycount(folder) == 0;
	git_tree_free(folder);
	git_tree_entry_free(entry);
	return rc == GIT_ENOTFOUND ? 0 : rc;
}

/* The folders that held nothing but what was removed at `path` go too: git itself never keeps an empty one. */
static int prune(git_oid *id, git_repository *repo, const char *path)
{
	char *folder = mem_text(path), *slash;
	bool empty = true;
	int rc = 0;
	while (!rc && empty && (slash = strrchr(folder, '/'))) {
		git_tree *tree = NULL;
		*slash = '\0';
		git_tree_update gone = {.action = GIT_TREE_UPDATE_REMOVE, .path = folder};
		rc = git_tree_lookup(&tree, repo, id);
		if (!rc)
			rc = is_empty_folder(tree, repo, folder, &empty);
		if (!rc && empty)
			rc = git_tree_create_updated(id, repo, tree, 1, &gone);
		git_tree_free(tree);
	}
	free(folder);
	return rc;
}

static int write_tree(git_tree **out, git_repository *repo, git_commit *parent, struct store_piece *pieces,
		      size_t count)
{
	git_tree *before = NULL;
	git_oid id;
	git_tree_update *updates = mem_alloc(count * sizeof *updates);
	int rc = 0;
	for (size_t i = 0; !rc && i < count; i++) {
		updates[i] = (git_tree_update){.action = GIT_TREE_UPDATE_REMOVE, .filemode = pieces[i].mode,
					       .path = pieces[i].path};
		if (!pieces[i].bytes)
			continue;
		updates[i].action = GIT_TREE_UPDATE_UPSERT;
		rc = git_blob_create_from_buffer(&updates[i].id, repo, pieces[i].bytes, pieces[i].len);
		pieces[i].blob = updates[i].id;
	}
	if (!rc && parent)
		rc = git_commit_tree(&before, parent);
	if (!rc)
		rc = git_tree_create_updated(&id, repo, before, count, updates);
	for (size_t i = 0; !rc && i < count; i++)
		if (!pieces[i].bytes)
			rc = prune(&id, repo, pieces[i].path);
	if (!rc)
		rc = git_tree_lookup(out, repo, &id);
	git_tree_free(before);
	free(updates);
	return rc;
}

/* Not git_commit_create: that says it succeeded on a full disk, with nothing written. */
static int write_commit(git_oid *out, git_repository *repo, git_commit *parent, git_tree *tree,
			const git_signature *who, const char *message)
{
	const git_commit *parents[] = {parent};
	git_buf text = {0};
	git_odb *odb = NULL;
	git_oid id;
	int rc = git_commit_create_buffer(&text, repo, who, who, NULL, message, tree, parent != NULL, parents);
	if (!rc)
		rc = git_repository_odb(&odb, repo);
	if (!rc)
		rc = git_odb_write(&id, odb, text.ptr, text.size, GIT_OBJECT_COMMIT);
	if (!rc)
		*out = id;
	git_odb_free(odb);
	git_buf_dispose(&text);
	return rc;
}

static const char log_message[] = "buurtplan: bewaard";

/* libgit2 does it all, the log too. */
static int move_plainly(git_repository *repo, const char *branch, const git_oid *parent, const git_oid *version)
{
	static const git_oid none = {{0}};
	git_reference *moved = NULL;
	int rc = git_reference_create_matching(&moved, repo, branch, version, 1, parent ? parent : &none, log_message);
	git_reference_free(moved);
	return rc;
}

/* The same with the branch locked by us, and lines in the log that nobody waits for. */
static int move_locked(git_repository *repo, const char *branch, const git_oid *parent, const git_oid *version,
		       const git_signature *who, const struct store_log *log)
{
	git_refdb_backend *refs = NULL;
	git_reference *moved = git_reference__alloc(branch, version, NULL);
	void *lock = NULL;
	git_oid now;
	int rc = moved ? git_refdb_backend_fs(&refs, repo) : GIT_ERROR;
	if (!rc)
		rc = refs->lock(&lock, refs, branch);
	if (!rc) {
		rc = store_tip(repo, branch, &now);
		if (!rc && !git_oid_equal(&now, parent)) {
			git_error_set_str(GIT_ERROR_REFERENCE, "old reference value does not match");
			rc = GIT_EMODIFIED;
		}
		if (!rc)
			store_log_add(log, parent, version, who, log_message);
		int ended = refs->unlock(refs, lock, rc == 0, false, moved, who, log_message);
		rc = rc ? rc : ended;
	}
	if (refs)
		refs->free(refs);
	git_reference_free(moved);
	return rc;
}

static int move_branch(git_repository *repo, const char *branch, const git_oid *parent, const git_oid *version,
		       const git_signature *who)
{
	struct store_log log;
	int rc = git_repository_set_ident(repo, who->name, who->email);
	if (rc || !parent || !store_log_open(&log, repo, branch))
		return rc ? rc : move_plainly(repo, branch, parent, version);
	rc = move_locked(repo, branch, parent, version, who, &log);
	store_log_close(&log);
	return rc;
}

int store_write(git_repository *repo, const char *branch, const git_oid *parent, struct store_piece *pieces,
		size_t count, const git_signature *who, const char *message, git_oid *version)
{
	git_commit *before = NULL;
	git_tree *tree = NULL;
	int rc = parent ? git_commit_lookup(&before, repo, parent) : 0;
	*version = (git_oid){{0}};
	if (!rc)
		rc = write_tree(&tree, repo, before, pieces, count);
	if (!rc)
		rc = write_commit(version, repo, before, tree, who, message);
	if (!rc)
		rc = move_branch(repo, branch, parent, version, who);
	git_tree_free(tree);
	git_commit_free(before);
	return rc;
}

static int is_kept(git_repository *repo, const char *branch, const git_oid *version, bool *kept)
{
	git_oid tip;
	int rc = store_tip(repo, branch, &tip);
	if (rc == GIT_ENOTFOUND)
		return 0;
	if (rc == 0 && !git_oid_equal(&tip, version))
		rc = git_graph_descendant_of(repo, &tip, version);
	else if (rc == 0)
		rc = 1;
	*kept = rc == 1;
	return rc < 0 ? rc : 0;
}

static int compare(git_repository *repo, const git_oid *version, const struct store_piece *piece)
{
	struct store_found found;
	struct str bytes = {0};
	int rc = store_find(repo, version, piece->path, &found);
	if (!piece->bytes)
		return rc == GIT_ENOTFOUND ? 0 : GIT_ERROR;
	/* The bytes themselves are compared: their hash says no more. */
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
	if (!rc)
		rc = store_blob(repo, &found.blob, &bytes);
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 1);
	if (!rc && !bytes_equal(bytes.p, bytes.len, piece->bytes, piece->len))
		rc = GIT_ERROR;
	str_free(&bytes);
	return rc;
}

int store_verify(const char *common, const char *branch, const git_oid *version, const struct store_piece *pieces,
		 size_t count, bool *kept)
{
	git_repository *fresh = NULL;
	*kept = false;
	int rc = store_reopen(&fresh, common);
	if (!rc)
		rc = is_kept(fresh, branch, version, kept);
	for (size_t i = 0; !rc && *kept && i < count; i++)
		rc = compare(fresh, version, &pieces[i]);
	git_repository_free(fresh);
	return rc;
}

int store_read_back(const char *common, const char *branch, const git_oid *version, const struct store_piece *pieces,
		    size_t count, bool wrote, bool *kept)
{
	int rc = 0;
	for (int tries = 0; tries < 3; tries++) {
		if (tries > 0)
			store_sleep(20000, NULL);
		rc = store_verify(common, branch, version, pieces, count, kept);
		if (rc == 0 && (*kept || !wrote))
			break;
	}
	return rc;
}
