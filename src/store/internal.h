/* Inside src/store only: what its files share.  Everything here speaks libgit2. */
#ifndef STORE_INTERNAL_H
#define STORE_INTERNAL_H

#include "store/store.h"

#include <git2.h>
#if __has_include(<git2/sys/errors.h>) /* libgit2 1.9 has git_error_set_str there, 1.5 in git2/errors.h */
#include <git2/sys/errors.h>
#endif
#include <signal.h>
#include <sys/stat.h>
#include <sys/types.h>

enum { STORE_SIZE_MOST = 1 << 20 }; /* bytes of a plan: FORMAT.md's 1 MiB */

/* shared.c: what core.sharedRepository asks of the umask: new = (old & keep) | add. */
struct store_umask {
	mode_t keep, add;
};
void store_umask_read(struct store_umask *out, git_repository *repo);
/* What is made from here on is for whom the record is shared with; gives the umask of before, to go back to. */
struct store;
mode_t store_umask_begin(const struct store *s);
/* Our own folder in the git directory, or the one `below` it (NULL: none), for what can be made again at any time: open, to be closed.
 * -1 where it isn't there, or can't be made. */
int store_own_folder(const struct store *s, const char *below, bool make);

struct store {
	git_repository *repo;
	char *dir;       /* git's folder, absolute, without a slash at the end, as the next two */
	char *common;    /* the same, but for a linked working tree: where the versions and branches are */
	char *tree;      /* the folder of the working tree, or NULL for a bare repository */
	char *branch;    /* "refs/heads/main", or "HEAD" where that is detached */
	char *read_only; /* the sentence why, or NULL */
	struct store_umask umask;
	git_oid last_blob; /* what was read last, as a save reads it again: half a millisecond */
	struct str last_bytes;
	struct store_index *index; /* of the versions, as last read or made (index.h); NULL */
	uint64_t shallow; /* store_shallow_read, as it was then */
	const struct store_cutter *cutter; /* NULL: nobody said what is in a plan */
	git_oid outside; /* what the file held that store_outside handed out last */
	bool holds_index;
};

/* repo.c: libgit2 set up as we need it, counted: each start has its stop. */
MUST_USE enum code store_start(struct err *e);
void store_stop(void);
/* Another handle on the same record, with nothing remembered: what it reads comes from disk. */
int store_reopen(git_repository **out, const char *common);

/* name.c: a folder of a gemeente?  And "plans/<name>.yaml", owned. */
bool store_is_gemeente(const char *folder);
char *store_path(const char *name);
/* The name of the plan that stands at such a path, owned; NULL: none can. */
char *store_name_of(const char *path);

/* fault.c: the one place where errors of libgit2 become sentences.  `what` says what did not succeed, as a main
 * clause without its end ("Plan x kan niet worden gelezen"); call these at once, while libgit2 knows its last error. */
enum code store_fault(struct err *e, int rc, const char *dir, const char *fmt, ...) PRINTF(4, 5);
enum store_trouble {
	STORE_PASSING, /* locked, moved, interrupted, or a file that vanished under us: trying again can help */
	STORE_DISK,    /* the disk failed to keep what it was given: never try again, never trust */
	STORE_LASTING
};
enum store_trouble store_fault_kind(int rc);
bool store_fault_says(const char *text); /* does libgit2's own message hold it? */

/* guard_begin for a plan: the guard's sentence names it. */
void store_guard(const char *name);

/* read.c: a plan in one version. */
struct store_found {
	git_oid blob;
	git_filemode_t mode;
	size_t size;
	const char *refused; /* the sentence why it is no plan, or NULL */
};
/* Where `branch` stands.  GIT_ENOTFOUND, and nothing else, means that there is no version yet. */
int store_tip(git_repository *repo, const char *branch, git_oid *out);
/* What stands at `path`.  GIT_ENOTFOUND, and nothing else, means that there is nothing. */
int store_find(git_repository *repo, const git_oid *version, const char *path, struct store_found *out);
/* Judges an entry of a tree as a plan: mode first, then its size, without reading it. */
int store_judge(git_repository *repo, const git_tree_entry *entry, struct store_found *out);
int store_judge_blob(git_repository *repo, const git_oid *blob, git_filemode_t mode, struct store_found *out);
/* The blob of what is a file at `path` in `version`, whatever its size; zero where there is none. */
int store_plan_in(git_repository *repo, const git_oid *version, const char *path, git_oid *blob);
int store_blob_size(size_t *out, git_repository *repo, const git_oid *blob); /* without reading it */
int store_blob(git_repository *repo, const git_oid *blob, struct str *out);
/* The same, without going to the disk for what was read last. */
int store_blob_again(struct store *s, const git_oid *blob, struct str *out);

/* lock.c: one writer at a time among us, and none of the signals that would hurt while writing. */
struct store_lock {
	int fd;
	sigset_t signals;
	mode_t umask;
};
/* Waits until `until` (store_now) at most, then ERR_BUSY. */
MUST_USE enum code store_lock_take(const struct store *s, struct store_lock *out, int64_t until, struct err *e);
void store_lock_drop(struct store_lock *lock);
/* `once` under the lock, and again for as long as that can help; `*trouble`, STORE_LASTING at first, says whether it can.  `ref` is
 * what is to be moved: its own lock file goes where a killed process left it. */
typedef enum code store_once(void *ctx, enum store_trouble *trouble, struct err *e);
MUST_USE enum code store_try(const struct store *s, const char *ref, store_once *once, void *ctx, struct err *e);
/* The same once, without waiting for others. */
MUST_USE enum code store_try_now(const struct store *s, const char *ref, store_once *once, void *ctx, struct err *e);
int64_t store_now(void); /* milliseconds of a clock that never jumps */
void store_sleep(int64_t microseconds, const sigset_t *signals); /* with these blocked; NULL: as they are */

/* write.c: a version in the making. */
struct store_piece {
	const char *path, *bytes; /* borrowed; no bytes: what stands there is removed */
	size_t len;
	git_filemode_t mode;
	git_oid blob; /* what they are kept as; store_write fills it in */
};
/* Writes `pieces` on top of `parent` (NULL: the first version) as one version and moves `branch` to it, if that
 * still stands at `parent`.  Every result is checked.  `*version` is zero until its object was written. */
int store_write(git_repository *repo, const char *branch, const git_oid *parent, struct store_piece *pieces,
		size_t count, const git_signature *who, const char *message, git_oid *version);
/* reflog.c: the logs of the branch and of HEAD.  False, and nothing open, where one of them is not there yet, or HEAD names another
 * branch: what becomes of them then is up to libgit2. */
struct store_log {
	int branch, head;
};
bool store_log_open(struct store_log *out, git_repository *repo, const char *branch);
void store_log_close(struct store_log *log);
void store_log_add(const struct store_log *log, const git_oid *from, const git_oid *to, const git_signature *who, const char *message);
/* Reads back from disk, through a fresh handle: is `version` the newest of `branch` or in its past (else *kept is
 * false), and are its `pieces` what we wrote (else an error)? */
int store_verify(const char *common, const char *branch, const git_oid *version, const struct store_piece *pieces,
		 size_t count, bool *kept);
/* The same, more than once: a hiccup while reading back is no reason to be in doubt.  `wrote`: the branch was moved, as far as we
 * were told. */
int store_read_back(const char *common, const char *branch, const git_oid *version, const struct store_piece *pieces,
		    size_t count, bool wrote, bool *kept);

/* worktree.c: the working tree, where there is one.  READY for a bare repository, always; the others are looked up
 * afresh each time. */
enum store_standing {
	STORE_READY,
	STORE_UNFINISHED, /* somebody's merge, rebase, … is half-way */
	STORE_ELSEWHERE   /* HEAD names another branch than when the store was opened, or none */
};
enum store_standing store_standing(const struct store *s);
/* May be saved to now?  ERR_BUSY where not, with the sentence. */
MUST_USE enum code store_worktree_ready(const struct store *s, struct err *e);
/* What a save is about. */
enum { STORE_NAMES = 2 };
struct store_names {
	const char *name[STORE_NAMES];
	size_t count;
	bool goes; /* the last of them is removed from the record */
};
/* Around a save, with our lock held.  Begin keeps git away from its index, if it can: a `git commit` between the
 * moment that the record goes on and the moment that the index follows would undo the save.  End lets it go; with
 * `must_follow` the plans' files, and what the index knows of them, become the newest version of the record first (or
 * go, where it has no such plan), if all that a file holds is on record or is `taken` (NULL: nothing).  Where that
 * doesn't succeed the file lags behind, and nothing is lost.  A plan that is there gets a next save, that brings its
 * file up to date; for one that goes its name is written down, and any next save does that. */
void store_worktree_begin(struct store *s, const struct store_names *names);
void store_worktree_end(struct store *s, const struct store_names *names, bool must_follow, const git_oid *taken);
/* May the file be overwritten with the newest version (or go): is all it holds on the record, or is it `taken`? */
struct store_work;
bool store_is_on_record(struct store *s, const char *path, const git_oid *tip, const struct store_work *work,
			const git_oid *taken);
/* Does a file stand at `path` in the working tree that a new plan may not overwrite? */
bool store_worktree_is_taken(struct store *s, const char *path);
/* The first half of begin, whatever is half-way: git's lock on its index is ours, if it can be, and what a killed save
 * left under it is finished. */
void store_index_take(struct store *s, const char *name);

/* worktree_file.c: the file of a plan in the working tree.  Below that tree's own folder no symlink is ever
 * followed.  All give 0, else errno. */
struct store_work {
	int folder;       /* the file's, -1 where that can't be entered */
	const char *leaf; /* its name there; borrowed from the path */
	size_t most;      /* bytes that it may hold: 1 MiB unless set to more */
	bool is_there;    /* as it was last read; of what follows, too */
	struct stat st;
	struct str bytes;
};
/* `make`: with the folders that are missing.  To be closed where it gives 0. */
int store_work_open(struct store_work *out, const char *tree, const char *path, bool make);
void store_work_close(struct store_work *w);
/* OK, and not there, where nothing has that name; an error where it is no regular file, larger than `most`, or being
 * written to right now. */
int store_work_read(struct store_work *w);
/* temp + fsync + rename, if the file still is what was read; its permissions stay, a new one gets `mode`.  `st` is
 * that of the new file then.  Its name isn't synced: should that be lost with the power, then the file is as it was. */
int store_work_replace(struct store_work *w, const char *bytes, size_t len, mode_t mode);
int store_work_remove(struct store_work *w); /* if it still is what was read */
int store_work_sync(const struct store_work *w); /* where the file must not lag behind */

/* worktree_index.c: what git's index says of a plan. */
int store_index_open(git_index **out, git_repository *repo); /* as it is on disk now; to be freed whatever it gives */
int store_index_blob(git_repository *repo, const char *path, git_oid *out); /* zero where it says nothing */
/* Takes git's lock on the index, marked as ours and for this plan; s->holds_index says whether that succeeded.  Not
 * NULL: it is the lock of a save of that plan (owned) which was killed, taken over as it is. */
char *store_index_hold(struct store *s, const char *name, int tries);
void store_index_release(struct store *s);
/* What the index is told of a file: it has `st` and holds the blob of `plan`, or is gone. */
struct store_indexed {
	char *path;
	struct stat st;
	struct store_found plan;
	bool gone;
};
/* Tells it of these, and leaves other entries as they are.  Releases; fails where it isn't held, and where one of the
 * plans has two versions. */
int store_index_put(struct store *s, const struct store_indexed *files, size_t count);
/* The same for a plan that has two versions: they go, and git keeps them as what was resolved, as `git add` does.
 * `plan` NULL: the plan goes too.  GIT_ENOTFOUND where it has no two. */
int store_index_settle(struct store *s, const char *path, const struct stat *st, const struct store_found *plan);

/* setup.c: is the config of who runs this, or of root? */
bool store_config_is_own(git_repository *repo);

/* versions_note.c: adds to the index of versions, if that is there and is of `from`, the one that a save made; never fails. */
void store_versions_note(struct store *s, const git_oid *from, const git_oid *version, const git_signature *who, const char *plan,
                         const git_oid *before, const git_oid *after, const struct str *old, const struct str *new);

/* who.c */
MUST_USE enum code store_signature(git_signature **out, struct store_who who, struct err *e);
/* The message as it may be kept: UTF-8, no control characters but LF; ERR_USE where nothing is left. */
MUST_USE enum code store_message(struct str *out, const char *message, size_t len, struct err *e);

#endif
