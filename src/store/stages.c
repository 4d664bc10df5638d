/* A plan with two versions: what a merge, rebase or cherry-pick of plain git left in the index, for a person to choose
 * from. */
#include "store/internal.h"

#include "base/guard.h"
#include "base/io.h"
#include "base/taal.h"
#include "base/vec.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum {
	PATIENCE = 10000,                 /* ms to wait for who is saving */
	MARKED_MOST = 4 * STORE_SIZE_MOST /* three versions, between markers */
};

/* The three entries of one path, borrowed from the index; NULL where there is none. */
struct entries {
	const git_index_entry *base, *ours, *theirs;
};

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
	int rc = store_index_open(&index, s->repo);
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
	int rc = store_index_open(&index, s->repo);
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

/* The file holds `bytes` from now on, durably; NULL: it is gone.  Gives errno. */
static int write_file(const struct store *s, const char *path, const char *bytes, size_t len, mode_t mode, struct stat *st)
{
	struct store_work work;
	int why = store_work_open(&work, s->tree, path, bytes != NULL);
	if (why == ENOENT && !bytes)
		return 0; /* it is gone, with its folder */
	if (why)
		return why;
	work.most = MARKED_MOST;
	why = store_work_read(&work);
	if (!why)
		why = bytes ? store_work_replace(&work, bytes, len, mode) : store_work_remove(&work);
	if (!why)
		why = store_work_sync(&work);
	*st = work.st;
	store_work_close(&work);
	return why;
}

/* The mode that the plan will have. */
static int find_mode(struct store *s, const char *path, uint32_t *mode)
{
	struct entries at;
	git_index *index = NULL;
	int rc = store_index_open(&index, s->repo);
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
	struct store_found plan = {0};
	uint32_t mode = 0;
	struct stat written = {0};
	int rc = find_mode(s, path, &mode);
	if (rc == GIT_ENOTFOUND)
		return nothing_left(name, e);
	if (!rc && bytes)
		rc = git_blob_create_from_buffer(&plan.blob, s->repo, bytes, len);
	if (rc < 0)
		return store_fault(e, rc, s->dir, _("De keuze voor plan %s is niet bewaard"), name);
	plan.mode = (git_filemode_t)mode;
	mode_t may = mode == GIT_FILEMODE_BLOB ? 0666 : 0777;
	store_index_take(s, name);
	int why = write_file(s, path, bytes, len, may, &written);
	if (why)
		return err_set(e, ERR_IO, _("De keuze voor plan %s is niet bewaard. Het bestand %s kan niet worden geschreven: "
					    "%s."), name, path, io_words(why));
	if (!s->holds_index)
		free(store_index_hold(s, name, 1));
	rc = store_index_settle(s, path, &written, bytes ? &plan : NULL);
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
	store_index_release(s);
	guard_end();
	free(path);
	store_lock_drop(&lock);
	return code;
}
