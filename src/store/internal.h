/* Inside src/store only: what its files share.  Everything here speaks libgit2. */
#ifndef STORE_INTERNAL_H
#define STORE_INTERNAL_H

#include "store/store.h"

#include <git2.h>
#include <signal.h>
#include <sys/types.h>

enum { STORE_SIZE_MOST = 1 << 20 }; /* bytes of a plan: FORMAT.md's 1 MiB */

/* shared.c: what core.sharedRepository asks of the umask: new = (old & keep) | add. */
struct store_umask {
	mode_t keep, add;
};
void store_umask_read(struct store_umask *out, git_repository *repo);

struct store {
	git_repository *repo;
	char *dir;       /* of the record, absolute, without a slash at the end */
	char *branch;    /* "refs/heads/main", or "HEAD" where that is detached */
	char *read_only; /* the sentence why, or NULL */
	struct store_umask umask;
	git_oid last_blob; /* what was read last, as a save reads it again: half a millisecond */
	struct str last_bytes;
};

/* repo.c: libgit2 set up as we need it, counted: each start has its stop. */
MUST_USE enum code store_start(struct err *e);
void store_stop(void);
/* Another handle on the same record, with nothing remembered: what it reads comes from disk. */
int store_reopen(git_repository **out, const char *dir);

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
/* Removes the branch's own lock file where a killed process left it; to be called with our lock held. */
void store_lock_heal(const struct store *s);
int64_t store_now(void); /* milliseconds of a clock that never jumps */
void store_sleep(int64_t microseconds, const sigset_t *signals); /* with these blocked; NULL: as they are */

/* write.c: a version in the making. */
struct store_piece {
	const char *path, *bytes; /* borrowed */
	size_t len;
	git_filemode_t mode;
};
/* Writes `pieces` on top of `parent` (NULL: the first version) as one version and moves `branch` to it, if that
 * still stands at `parent`.  Every result is checked.  `*version` is zero until its object was written. */
int store_write(git_repository *repo, const char *branch, const git_oid *parent, const struct store_piece *pieces,
		size_t count, const git_signature *who, const char *message, git_oid *version);
/* Reads back from disk, through a fresh handle: is `version` the newest of `branch` or in its past (else *kept is
 * false), and are its `pieces` what we wrote (else an error)? */
int store_verify(const char *dir, const char *branch, const git_oid *version, const struct store_piece *pieces,
		 size_t count, bool *kept);

/* who.c */
MUST_USE enum code store_signature(git_signature **out, struct store_who who, struct err *e);
/* The message as it may be kept: UTF-8, no control characters but LF; ERR_USE where nothing is left. */
MUST_USE enum code store_message(struct str *out, const char *message, size_t len, struct err *e);

#endif
