/* How the files in the working tree, and git's index, follow what was saved. */
#include "store/internal.h"

#include "base/guard.h"
#include "base/io.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HOLD_TRIES = 10 /* for the lock of the index, before the save */ };

bool store_worktree_is_taken(struct store *s, const char *path)
{
	struct store_work work;
	git_oid tip;
	bool taken = false;
	if (!s->tree || store_work_open(&work, s->tree, path, false) != 0)
		return false;
	if (store_work_read(&work) != 0)
		taken = true; /* a folder, a symlink, too large */
	else if (work.is_there)
		taken = store_tip(s->repo, s->branch, &tip) != 0 || !store_is_on_record(s, path, &tip, &work, NULL);
	store_work_close(&work);
	return taken;
}

static int replace(struct store *s, struct store_work *work, const struct store_found *plan, bool may)
{
	struct str bytes = {0};
	int rc = store_blob_again(s, &plan->blob, &bytes);
	bool is_same = !rc && work->is_there && bytes_equal(bytes.p, bytes.len, work->bytes.p, work->bytes.len);
	if (!rc && !is_same) {
		mode_t mode = plan->mode == GIT_FILEMODE_BLOB_EXECUTABLE ? 0777 : 0666;
		if (!may || store_work_replace(work, str_text(&bytes), bytes.len, mode) != 0)
			rc = GIT_ERROR;
	}
	str_free(&bytes);
	return rc;
}

/* The file of one plan becomes the newest version, or goes where the record has none; `out` is what the index is to
 * know then. */
static int bring_up_to_date(struct store *s, struct store_indexed *out, const git_oid *tip, struct store_work *work,
			    const git_oid *taken)
{
	int rc = store_find(s->repo, tip, out->path, &out->plan);
	out->gone = rc == GIT_ENOTFOUND;
	if ((rc && !out->gone) || (!rc && out->plan.refused) || store_work_read(work) != 0)
		return GIT_ERROR;
	if (!out->gone)
		rc = replace(s, work, &out->plan, store_is_on_record(s, out->path, tip, work, taken));
	else
		rc = store_is_on_record(s, out->path, tip, work, NULL) && store_work_remove(work) == 0 ? 0 : GIT_ERROR;
	out->st = work->st;
	return rc;
}

static int follow_one(struct store *s, struct store_indexed *out, const git_oid *tip, const git_oid *taken)
{
	struct store_work work;
	struct store_found plan;
	bool is_plan = store_find(s->repo, tip, out->path, &plan) == 0;
	int why = store_work_open(&work, s->tree, out->path, is_plan);
	out->gone = !is_plan;
	if (why == ENOENT && !is_plan)
		return 0; /* it is gone, with its folder */
	if (why)
		return GIT_ERROR;
	int rc = bring_up_to_date(s, out, tip, &work, taken);
	store_work_close(&work);
	return rc;
}

/* The index follows the file and never goes before it: the base of an edit outside is found in it.  True: all of it
 * is up to date. */
static bool follow(struct store *s, const struct store_names *names, const git_oid *taken)
{
	struct store_indexed files[STORE_NAMES] = {{0}};
	size_t count = 0;
	git_oid tip;
	if (store_standing(s) != STORE_READY || store_tip(s->repo, s->branch, &tip) != 0)
		return false;
	for (size_t i = 0; i < names->count; i++) {
		files[count].path = store_path(names->name[i]);
		if (follow_one(s, &files[count], &tip, taken) == 0)
			count++;
		else
			free(files[count].path);
	}
	bool done = count == names->count;
	if (count > 0 && store_index_put(s, files, count) != 0)
		done = false;
	for (size_t i = 0; i < count; i++)
		free(files[i].path);
	return done;
}

/* --- what goes ----------------------------------------------------------------------------- */

/* Where it is written down, in git's folder, until the files have followed. */
static char *going_path(const struct store *s)
{
	struct str path = {0};
	str_addf(&path, "%s/buurtplan-weg", s->dir);
	return str_take(&path);
}

/* Where that can't be done the file may stay behind, as it may after any save. */
static void write_down(const struct store *s, const struct store_names *names)
{
	char *path = going_path(s);
	struct str text = {0};
	for (size_t i = 0; i < names->count; i++)
		str_addf(&text, "%s\n", names->name[i]);
	if (io_replace(AT_FDCWD, path, text.p, text.len, 0666) != 0)
		unlink(path);
	str_free(&text);
	free(path);
}

static void cross_out(const struct store *s)
{
	char *path = going_path(s);
	unlink(path);
	free(path);
}

/* What a save that was killed left written down is done once more, whether it had reached the record or not. */
static void finish_going(struct store *s)
{
	enum { MOST = 512 };
	struct store_names names = {0};
	struct str text = {0};
	char *path = going_path(s), *rest = NULL;
	if (store_standing(s) == STORE_READY && io_read_file(&text, AT_FDCWD, path, MOST) == 0 && text.len > 0) {
		for (char *name = strtok_r(text.p, "\n", &rest); name && names.count < STORE_NAMES; name = strtok_r(NULL, "\n", &rest))
			if (store_is_name(name))
				names.name[names.count++] = name;
		follow(s, &names, NULL);
		unlink(path);
	}
	str_free(&text);
	free(path);
}

/* --- around a save --------------------------------------------------------------------------- */

static void take_index(struct store *s, const char *name)
{
	if (!s->holds_index)
		free(store_index_hold(s, name, 1));
}

void store_index_take(struct store *s, const char *name)
{
	char *left = store_index_hold(s, name, HOLD_TRIES);
	if (left) {
		store_worktree_end(s, &(struct store_names){.name = {left}, .count = 1}, true, NULL);
		free(left);
		take_index(s, name);
	}
	if (s->holds_index) {
		finish_going(s);
		take_index(s, name);
	}
}

/* Not in the way of a rebase that is at work; that the save is refused then is found out with the index in hand. */
void store_worktree_begin(struct store *s, const struct store_names *names)
{
	if (!s->tree || store_standing(s) != STORE_READY)
		return;
	store_index_take(s, names->name[0]);
	if (names->goes)
		write_down(s, names);
}

void store_worktree_end(struct store *s, const struct store_names *names, bool must_follow, const git_oid *taken)
{
	if (!s->tree)
		return;
	bool done = true;
	store_guard(names->name[0]);
	if (must_follow) {
		take_index(s, names->name[0]);
		done = follow(s, names, taken);
	}
	if (names->goes && done)
		cross_out(s);
	store_index_release(s);
	guard_end();
}
