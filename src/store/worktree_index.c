#include "store/internal.h"

#include "base/io.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <git2/sys/index.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	HOLD_PAUSE = 20000, /* microseconds: a foreign git holds the lock for milliseconds */
	MARK_MOST = 256
};
static const char mark[] = "buurtplan ";

int store_index_open(git_index **out, git_repository *repo)
{
	int rc = git_repository_index(out, repo);
	return rc ? rc : git_index_read(*out, true);
}

int store_index_blob(git_repository *repo, const char *path, git_oid *out)
{
	git_index *index = NULL;
	*out = (git_oid){{0}};
	int rc = store_index_open(&index, repo);
	if (!rc) {
		const git_index_entry *entry = git_index_get_bypath(index, path, 0);
		if (entry)
			*out = entry->id;
	}
	git_index_free(index);
	return rc;
}

static char *lock_path(const struct store *s)
{
	struct str path = {0};
	str_addf(&path, "%s/index.lock", s->dir);
	return str_take(&path);
}

/* Whose plan does the lock say it is for, if it is one of ours?  We hold our own lock, so that save is no more.
 * Any other lock is never ours to remove. */
static char *read_mark(const char *lock)
{
	struct str text = {0};
	char *name = NULL;
	int fd = open(lock, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (fd < 0)
		return NULL;
	bool is_mark = io_read_all(&text, fd, MARK_MOST) == 0 && strncmp(str_text(&text), mark, sizeof mark - 1) == 0;
	close(fd);
	if (is_mark) {
		name = mem_text(text.p + sizeof mark - 1);
		name[strcspn(name, "\n")] = '\0';
	}
	str_free(&text);
	if (name && !store_is_name(name)) {
		free(name);
		name = NULL;
	}
	return name;
}

static int write_mark(const char *lock, const char *name)
{
	struct str text = {0};
	int fd = open(lock, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
	if (fd < 0)
		return errno;
	str_addf(&text, "%s%s\n", mark, name);
	int error = io_write_all(fd, text.p, text.len);
	close(fd);
	str_free(&text);
	if (error)
		unlink(lock);
	return error;
}

char *store_index_hold(struct store *s, const char *name, int tries)
{
	char *lock = lock_path(s), *left = NULL;
	int error = EEXIST;
	for (int i = 0; error == EEXIST && !left && i < tries; i++) {
		if (i > 0)
			store_sleep(HOLD_PAUSE, NULL);
		error = write_mark(lock, name);
		if (error == EEXIST)
			left = read_mark(lock);
	}
	s->holds_index = error == 0 || left;
	if (!s->holds_index)
		git_error_set_str(GIT_ERROR_OS, strerror(error)); /* for who makes a sentence of it */
	free(lock);
	return left;
}

void store_index_release(struct store *s)
{
	if (!s->holds_index)
		return;
	char *lock = lock_path(s);
	unlink(lock);
	s->holds_index = false;
	free(lock);
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

/* Unmerged entries are for the person to solve who has them. */
static bool is_unmerged(git_index *index, const char *path)
{
	const git_index_entry *base, *ours, *theirs;
	return git_index_conflict_get(&base, &ours, &theirs, index, path) == 0;
}

static int update(git_index *index, const char *path, const struct stat *st, const struct store_found *plan,
		  bool *changed)
{
	git_index_entry wanted = {0};
	if (is_unmerged(index, path))
		return GIT_EUNMERGED;
	const git_index_entry *entry = git_index_get_bypath(index, path, 0);
	if (entry)
		wanted = *entry;
	wanted.path = path;
	fill_in(&wanted, st, plan);
	bool differs = !is_up_to_date(entry, &wanted);
	*changed |= differs;
	return differs ? git_index_add(index, &wanted) : 0;
}

static int settle(git_index *index, const char *path)
{
	static const git_index_entry none;
	const git_index_entry *base, *ours, *theirs;
	int rc = git_index_conflict_get(&base, &ours, &theirs, index, path);
	if (!rc) {
		base = base ? base : &none;
		ours = ours ? ours : &none;
		theirs = theirs ? theirs : &none;
		rc = git_index_reuc_add(index, path, (int)base->mode, &base->id, (int)ours->mode, &ours->id,
					(int)theirs->mode, &theirs->id);
	}
	return rc ? rc : git_index_conflict_remove(index, path);
}

static int forget(git_index *index, const char *path, bool *changed)
{
	if (is_unmerged(index, path))
		return GIT_EUNMERGED;
	if (!git_index_get_bypath(index, path, 0))
		return 0;
	*changed = true;
	return git_index_remove(index, path, 0);
}

/* libgit2 takes the lock itself, to write, so ours is given up right before: as late as can be. */
static int change(struct store *s, const struct store_indexed *files, size_t count, const char *settles)
{
	git_index *index = NULL;
	bool changed = settles;
	if (!s->holds_index)
		return GIT_ELOCKED;
	int rc = store_index_open(&index, s->repo);
	if (!rc && settles)
		rc = settle(index, settles);
	for (size_t i = 0; !rc && i < count; i++)
		rc = files[i].gone ? forget(index, files[i].path, &changed)
				   : update(index, files[i].path, &files[i].st, &files[i].plan, &changed);
	store_index_release(s);
	if (!rc && changed)
		rc = git_index_write(index);
	git_index_free(index);
	return rc;
}

int store_index_put(struct store *s, const struct store_indexed *files, size_t count)
{
	return change(s, files, count, NULL);
}

int store_index_settle(struct store *s, const char *path, const struct stat *st, const struct store_found *plan)
{
	struct store_indexed file = {.path = (char *)path, .st = *st};
	if (plan)
		file.plan = *plan;
	return change(s, &file, plan ? 1 : 0, path);
}
