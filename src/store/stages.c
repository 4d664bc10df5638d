/* A plan with two versions: what a merge, rebase or cherry-pick of plain git left in the index, for a person to choose
 * from. */
#include "store/internal.h"

#include "base/guard.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/taal.h"
#include "base/vec.h"

#include <errno.h>
#include <fcntl.h>
#include <git2/sys/index.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATIENCE = 10000 }; /* ms to wait for who is saving */

/* The three entries of one path, borrowed from the index; NULL where there is none. */
struct entries {
	const git_index_entry *base, *ours, *theirs;
};

/* As it is on disk now. */
static int open_index(git_index **out, struct store *s)
{
	int rc = git_repository_index(out, s->repo);
	return rc ? rc : git_index_read(*out, 1);
}

static int find_entries(struct entries *out, git_index *index, const char *path)
{
	*out = (struct entries){0};
	return git_index_conflict_get(&out->base, &out->ours, &out->theirs, index, path);
}

static enum code check_name(struct store *s, const char *name, struct err *e)
{
	if (git_repository_is_bare(s->repo))
		return err_set(e, ERR_USE, _("In de map %s staan geen losse bestanden, en dus ook geen die half zijn samengevoegd. Ga naar "
					     "de map waar u dat deed, of wijs die aan met -C."), s->dir);
	if (name && !store_is_name(name))
		return err_set(e, ERR_NOT_FOUND, _("Er is geen plan dat '%s' heet."), name);
	return OK;
}

static enum code nothing_left(const char *name, struct err *e)
{
	return err_set(e, ERR_NOT_FOUND, _("Voor plan %s is er niets te kiezen: git heeft er geen twee versies van."), name);
}

/* --- reading ---------------------------------------------------------------------------- */

/* What can be half-way.  Under a rebase the version that git calls ours is the one that it builds upon. */
static const struct operation {
	git_repository_state_t state;
	bool swapped;
	const char *go_on;
} operations[] = {
	{GIT_REPOSITORY_STATE_MERGE, false, "git commit"},
	{GIT_REPOSITORY_STATE_REVERT, false, "git revert --continue"},
	{GIT_REPOSITORY_STATE_REVERT_SEQUENCE, false, "git revert --continue"},
	{GIT_REPOSITORY_STATE_CHERRYPICK, false, "git cherry-pick --continue"},
	{GIT_REPOSITORY_STATE_CHERRYPICK_SEQUENCE, false, "git cherry-pick --continue"},
	{GIT_REPOSITORY_STATE_REBASE, true, "git rebase --continue"},
	{GIT_REPOSITORY_STATE_REBASE_INTERACTIVE, true, "git rebase --continue"},
	{GIT_REPOSITORY_STATE_REBASE_MERGE, true, "git rebase --continue"},
	{GIT_REPOSITORY_STATE_APPLY_MAILBOX, false, "git am --continue"},
	{GIT_REPOSITORY_STATE_APPLY_MAILBOX_OR_REBASE, false, "git am --continue"},
};

static const struct operation *operation_of(git_repository *repo)
{
	static const struct operation none;
	int state = git_repository_state(repo);
	for (size_t i = 0; i < sizeof operations / sizeof *operations; i++)
		if ((int)operations[i].state == state)
			return &operations[i];
	return &none;
}

const char *store_go_on(const struct store *s)
{
	return operation_of(s->repo)->go_on;
}

static enum code read_stage(struct store *s, const char *name, const git_index_entry *entry, bool *has,
			    struct str *out, struct err *e)
{
	struct store_found found;
	*has = entry != NULL;
	if (!entry)
		return OK;
	int rc = store_judge_blob(s->repo, &entry->id, (git_filemode_t)entry->mode, &found);
	if (!rc && found.refused)
		return err_set(e, ERR_UNREADABLE, _("Een van de versies van plan %s kan niet worden geopend. %s"), name, found.refused);
	if (!rc)
		rc = store_blob(s->repo, &entry->id, out);
	return rc < 0 ? store_fault(e, rc, NULL, _("Een van de versies van plan %s kan niet worden gelezen"), name) : OK;
}

static enum code read_stages(struct store *s, const char *name, const struct entries *at, struct store_stages *out,
			     struct err *e)
{
	enum code code = read_stage(s, name, at->base, &out->has_base, &out->base, e);
	if (!code)
		code = read_stage(s, name, at->ours, &out->has_ours, &out->ours, e);
	if (!code)
		code = read_stage(s, name, at->theirs, &out->has_theirs, &out->theirs, e);
	out->swapped = operation_of(s->repo)->swapped;
	return code;
}

enum code store_stages_read(struct store *s, const char *name, struct store_stages *out, struct err *e)
{
	git_index *index = NULL;
	struct entries at;
	*out = (struct store_stages){0};
	enum code code = check_name(s, name, e);
	if (code)
		return code;
	store_guard(name);
	char *path = store_path(name);
	int rc = open_index(&index, s);
	if (!rc)
		rc = find_entries(&at, index, path);
	if (rc == GIT_ENOTFOUND)
		code = nothing_left(name, e);
	else if (rc < 0)
		code = store_fault(e, rc, NULL, _("De versies van plan %s kunnen niet worden gelezen"), name);
	else
		code = read_stages(s, name, &at, out, e);
	git_index_free(index);
	free(path);
	guard_end();
	if (code)
		store_stages_clear(out);
	return code;
}

void store_stages_clear(struct store_stages *x)
{
	str_free(&x->base);
	str_free(&x->ours);
	str_free(&x->theirs);
	*x = (struct store_stages){0};
}

static int list_stages(struct store *s, char ***names, size_t *count)
{
	VEC(char *) found = {0};
	struct entries at;
	git_index *index = NULL;
	git_index_conflict_iterator *all = NULL;
	int rc = open_index(&index, s);
	if (!rc)
		rc = git_index_conflict_iterator_new(&all, index);
	while (!rc && !(rc = git_index_conflict_next(&at.base, &at.ours, &at.theirs, all))) {
		const git_index_entry *one = at.base ? at.base : at.ours ? at.ours : at.theirs;
		char *name = store_name_of(one->path);
		if (name)
			vec_push(&found, name);
	}
	git_index_conflict_iterator_free(all);
	git_index_free(index);
	*names = found.p;
	*count = found.count;
	return rc == GIT_ITEROVER ? 0 : rc;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

enum code store_stages_list(struct store *s, char ***names, size_t *count, struct err *e)
{
	*names = NULL;
	*count = 0;
	enum code code = check_name(s, NULL, e);
	if (code)
		return code;
	guard_begin(s->dir);
	int rc = list_stages(s, names, count);
	if (rc < 0) {
		code = store_fault(e, rc, NULL, _("In %s kan niet worden gezien van welke plannen er twee versies zijn"), s->dir);
		for (size_t i = 0; i < *count; i++)
			free((*names)[i]);
		free(*names);
		*names = NULL;
		*count = 0;
	} else if (*count > 0) {
		qsort(*names, *count, sizeof **names, by_name);
	}
	guard_end();
	return code;
}

/* --- settling ----------------------------------------------------------------------------- */

/* Opens the folder that `path` is in, never through a symlink; `make`: also where it is missing.  *file is the last
 * part of `path`.  Gives errno. */
static int open_folder(int *out, const char *root, const char *path, bool make, const char **file)
{
	const char *slash;
	int why = 0, at = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (at < 0)
		why = errno;
	for (*file = path; !why && (slash = strchr(*file, '/')); *file = slash + 1) {
		char *part = mem_copy(*file, (size_t)(slash - *file));
		if (make && mkdirat(at, part, 0777) < 0 && errno != EEXIST)
			why = errno;
		int below = why ? -1 : openat(at, part, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (!why && below < 0)
			why = errno;
		close(at);
		at = below;
		free(part);
	}
	*out = at;
	return why;
}

/* The file `file` holds `bytes` from now on, durably; NULL: it is gone.  What is no regular file stays. */
static int write_in(int folder, const char *file, const char *bytes, size_t len, mode_t mode, struct stat *written)
{
	struct stat old;
	int why = 0;
	if (fstatat(folder, file, &old, AT_SYMLINK_NOFOLLOW) == 0 && !S_ISREG(old.st_mode))
		return S_ISDIR(old.st_mode) ? EISDIR : ELOOP;
	if (bytes)
		why = io_replace(folder, file, bytes, len, mode);
	else if (unlinkat(folder, file, 0) < 0 && errno != ENOENT)
		why = errno;
	if (!why && (fsync(folder) < 0 || (bytes && fstatat(folder, file, written, AT_SYMLINK_NOFOLLOW) < 0)))
		why = errno;
	return why;
}

static int write_file(const char *root, const char *path, const char *bytes, size_t len, mode_t mode,
		      struct stat *written)
{
	int folder;
	const char *file = NULL;
	int why = open_folder(&folder, root, path, bytes != NULL, &file);
	if (why == ENOENT && !bytes)
		return 0; /* it is gone, with its folder */
	if (!why)
		why = write_in(folder, file, bytes, len, mode, written);
	if (folder >= 0)
		close(folder);
	return why;
}

/* What git compares to see that a file is as it was. */
static git_index_entry entry_of(const char *path, const git_oid *blob, uint32_t mode, const struct stat *st)
{
	return (git_index_entry){
		.ctime = {(int32_t)st->st_ctim.tv_sec, (uint32_t)st->st_ctim.tv_nsec},
		.mtime = {(int32_t)st->st_mtim.tv_sec, (uint32_t)st->st_mtim.tv_nsec},
		.dev = (uint32_t)st->st_dev,
		.ino = (uint32_t)st->st_ino,
		.mode = mode,
		.uid = st->st_uid,
		.gid = st->st_gid,
		.file_size = (uint32_t)st->st_size,
		.id = *blob,
		.path = path,
	};
}

/* As `git add` keeps them. */
static int remember(git_index *index, const char *path, const struct entries *at)
{
	static const git_index_entry none;
	const git_index_entry *base = at->base ? at->base : &none, *ours = at->ours ? at->ours : &none,
			      *theirs = at->theirs ? at->theirs : &none;
	return git_index_reuc_add(index, path, (int)base->mode, &base->id, (int)ours->mode, &ours->id, (int)theirs->mode,
				  &theirs->id);
}

/* Reads the index anew, as writing the file took a while and others use it too.  `entry` NULL: the plan goes. */
static int write_index(struct store *s, const char *path, const git_index_entry *entry)
{
	struct entries at;
	git_index *index = NULL;
	int rc = open_index(&index, s);
	if (!rc)
		rc = find_entries(&at, index, path);
	if (!rc)
		rc = remember(index, path, &at);
	if (!rc)
		rc = git_index_conflict_remove(index, path);
	if (!rc && entry)
		rc = git_index_add(index, entry);
	if (!rc)
		rc = git_index_write(index);
	git_index_free(index);
	return rc;
}

/* The mode that the plan will have. */
static int find_mode(struct store *s, const char *path, uint32_t *mode)
{
	struct entries at;
	git_index *index = NULL;
	int rc = open_index(&index, s);
	if (!rc)
		rc = find_entries(&at, index, path);
	if (!rc) {
		const git_index_entry *one = at.ours ? at.ours : at.theirs ? at.theirs : at.base;
		*mode = one->mode == GIT_FILEMODE_BLOB_EXECUTABLE ? one->mode : GIT_FILEMODE_BLOB;
	}
	git_index_free(index);
	return rc;
}

static enum code settle(struct store *s, const char *name, const char *path, const char *bytes, size_t len,
			struct err *e)
{
	git_oid blob;
	uint32_t mode = 0;
	struct stat written = {0};
	int rc = find_mode(s, path, &mode);
	if (rc == GIT_ENOTFOUND)
		return nothing_left(name, e);
	if (!rc && bytes)
		rc = git_blob_create_from_buffer(&blob, s->repo, bytes, len);
	if (rc < 0)
		return store_fault(e, rc, s->dir, _("De keuze voor plan %s is niet bewaard"), name);
	mode_t may = mode == GIT_FILEMODE_BLOB ? 0666 : 0777;
	int why = write_file(git_repository_workdir(s->repo), path, bytes, len, may, &written);
	if (why)
		return err_set(e, ERR_IO, _("De keuze voor plan %s is niet bewaard. Het bestand %s kan niet worden geschreven: "
					    "%s."), name, path, io_words(why));
	git_index_entry entry = bytes ? entry_of(path, &blob, mode, &written) : (git_index_entry){0};
	rc = write_index(s, path, bytes ? &entry : NULL);
	if (rc < 0)
		return store_fault(e, rc, s->dir, _("De keuze voor plan %s staat in het bestand %s, maar git weet het nog niet"),
				   name, path);
	return OK;
}

enum code store_stages_settle(struct store *s, const char *name, const char *bytes, size_t len, struct err *e)
{
	struct store_lock lock;
	enum code code = check_name(s, name, e);
	if (!code && bytes && len > STORE_SIZE_MOST)
		code = err_set(e, ERR_NO, _("De keuze voor plan %s is niet bewaard: het plan wordt groter dan 1 MiB. "
					    "Maak het korter."), name);
	if (!code)
		code = store_lock_take(s, &lock, store_now() + PATIENCE, e);
	if (code)
		return code;
	char *path = store_path(name);
	store_guard(name);
	code = settle(s, name, path, bytes, len, e);
	guard_end();
	free(path);
	store_lock_drop(&lock);
	return code;
}
