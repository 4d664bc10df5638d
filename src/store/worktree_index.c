#include "store/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { LOCK_TRIES = 10, LOCK_PAUSE = 20000 /* microseconds: a foreign git holds it for milliseconds */ };

int store_index_blob(git_repository *repo, const char *path, git_oid *out)
{
	git_index *index = NULL;
	*out = (git_oid){{0}};
	int rc = git_repository_index(&index, repo);
	if (!rc)
		rc = git_index_read(index, true);
	if (!rc) {
		const git_index_entry *entry = git_index_get_bypath(index, path, 0);
		if (entry)
			*out = entry->id;
	}
	git_index_free(index);
	return rc;
}

static void fill_in(git_index_entry *entry, const struct stat *st, const struct store_found *plan)
{
	entry->id = plan->blob;
	entry->mode = plan->mode;
	entry->ctime = (git_index_time){(int32_t)st->st_ctim.tv_sec, (uint32_t)st->st_ctim.tv_nsec};
	entry->mtime = (git_index_time){(int32_t)st->st_mtim.tv_sec, (uint32_t)st->st_mtim.tv_nsec};
	entry->dev = (uint32_t)st->st_dev;
	entry->ino = (uint32_t)st->st_ino;
	entry->uid = st->st_uid;
	entry->gid = st->st_gid;
	entry->file_size = (uint32_t)st->st_size;
	entry->flags_extended &= (uint16_t)~GIT_INDEX_ENTRY_INTENT_TO_ADD;
}

static bool is_up_to_date(const git_index_entry *entry, const git_index_entry *wanted)
{
	return entry && git_oid_equal(&entry->id, &wanted->id) && entry->mode == wanted->mode &&
	       entry->ino == wanted->ino && entry->file_size == wanted->file_size &&
	       entry->mtime.seconds == wanted->mtime.seconds && entry->mtime.nanoseconds == wanted->mtime.nanoseconds &&
	       entry->ctime.seconds == wanted->ctime.seconds && entry->flags_extended == wanted->flags_extended;
}

/* Someone's unmerged entries are theirs to solve: then nothing is touched. */
static int update(git_index *index, const char *path, const struct stat *st, const struct store_found *plan,
		  bool *changed)
{
	git_index_entry wanted = {0};
	*changed = false;
	int rc = git_index_read(index, true);
	if (rc || git_index_has_conflicts(index))
		return rc ? rc : GIT_EUNMERGED;
	const git_index_entry *entry = git_index_get_bypath(index, path, 0);
	if (entry)
		wanted = *entry;
	wanted.path = path;
	fill_in(&wanted, st, plan);
	if (is_up_to_date(entry, &wanted))
		return 0;
	*changed = true;
	return git_index_add(index, &wanted);
}

/* libgit2 locks the index while it writes, and not from before it reads, as git does: between the two somebody's
 * `git add` would be lost.  So the lock is taken here first, and given up right before libgit2 takes it again. */
static int try_put(git_index *index, const char *lock, const char *path, const struct stat *st,
		   const struct store_found *plan)
{
	bool changed = false;
	int fd = open(lock, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
	if (fd < 0)
		return errno == EEXIST ? GIT_ELOCKED : GIT_ERROR;
	close(fd);
	int rc = update(index, path, st, plan, &changed);
	unlink(lock);
	return rc || !changed ? rc : git_index_write(index);
}

int store_index_put(git_repository *repo, const char *path, const struct stat *st, const struct store_found *plan)
{
	git_index *index = NULL;
	struct str lock = {0};
	int rc = git_repository_index(&index, repo);
	if (rc < 0)
		return rc;
	str_addf(&lock, "%s.lock", git_index_path(index));
	for (int tries = 0; tries < LOCK_TRIES; tries++) {
		if (tries > 0)
			store_sleep(LOCK_PAUSE, NULL);
		rc = try_put(index, lock.p, path, st, plan);
		if (rc != GIT_ELOCKED)
			break;
	}
	str_free(&lock);
	git_index_free(index);
	return rc;
}
