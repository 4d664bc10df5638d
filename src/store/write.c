#include "store/internal.h"

#include "base/mem.h"

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

static int write_tree(git_tree **out, git_repository *repo, git_commit *parent, const struct store_piece *pieces,
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

static int move_branch(git_repository *repo, const char *branch, const git_oid *parent, const git_oid *version,
		       const git_signature *who)
{
	static const git_oid none = {{0}};
	git_reference *moved = NULL;
	int rc = git_repository_set_ident(repo, who->name, who->email);
	if (!rc)
		rc = git_reference_create_matching(&moved, repo, branch, version, 1, parent ? parent : &none,
						   "buurtplan: bewaard");
	git_reference_free(moved);
	return rc;
}

int store_write(git_repository *repo, const char *branch, const git_oid *parent, const struct store_piece *pieces,
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
	if (!rc)
		rc = store_blob(repo, &found.blob, &bytes);
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
