/* The record: a git repository of plan files.  Bytes in, bytes out: the store knows no
 * plans, no schema and no screen.  The only folder that includes libgit2.
 *
 * A plan's name is `slug` or `gemeente/slug` (FORMAT.md), its file `plans/<name>.yaml` on the
 * branch that HEAD names. */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/date.h"
#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

struct store;

struct store_who {
	const char *name, *address; /* cleaned before they are kept; ERR_USE where nothing is left of one */
	struct moment when;
};

/* An opaque version (a commit) as hexadecimal text, or "" for none. */
struct store_version {
	char id[65];
};

/* Opens the repository at `dir` (itself, its .git, or the nearest one above).  libgit2 starts here and not
 * before, and stops with the last close.  One with a detached HEAD, with a merge or the like that is half-way in its
 * working tree, or where we may not write opens for reading only.  ERR_USE where there is none, ERR_IO where it can't be opened. */
MUST_USE enum code store_open(struct store **out, const char *dir, struct err *e);
void store_close(struct store *s);
/* NULL where saving is possible, else the Dutch sentence that says why not (borrowed). */
const char *store_read_only(const struct store *s);
const char *store_dir(const struct store *s); /* the git directory (of a linked working tree: its own), absolute; borrowed */

/* A new bare repository at `dir` (which must not exist or be empty) whose first version holds `files`; without files
 * it has no version yet.  Where this fails, `dir` is as it was. */
struct store_file {
	const char *name; /* of the plan */
	const char *bytes;
	size_t len;
};
MUST_USE enum code store_create(const char *dir, const struct store_file *files, size_t count,
                                struct store_who who, const char *message, struct err *e);

/* Is it `slug` or `gemeente/slug`?  `programma` is reserved, and no plan's name. */
bool store_is_name(const char *name);

struct store_entry {
	char *name;     /* of the plan, or the path ("plans/…") where it is refused: clean before showing */
	char *refused;  /* NULL, or the sentence why it is not opened (symlink, submodule, a name outside the rule, too
	                 * large, damaged, a folder too deep) */
	char blob[65];  /* equal ids are equal bytes */
	const char *known; /* what the cache has of it, borrowed from that; NULL: nothing */
	size_t known_len;
};
struct store_list {
	struct store_entry *entries; /* by name; refused ones among them, by theirs under plans/ */
	size_t count;
	struct store_version version;
};
/* Of blobs that `known` (cache.h; may be NULL) has something of the size isn't looked at, nor whether they are there. */
struct store_cache;
MUST_USE enum code store_list(struct store *s, const struct store_cache *known, struct store_list *out, struct err *e);
void store_list_clear(struct store_list *list);

/* The newest version of a plan (or the one at `at`, when not NULL): bytes into `out`, the version it was
 * read from into `*version` (may be NULL).  The bytes are added to `out`.  ERR_NOT_FOUND only where there is no such
 * plan, ERR_UNREADABLE where what stands there is refused, ERR_USE where `at` is no version. */
MUST_USE enum code store_read(struct store *s, const char *name, const struct store_version *at,
                              struct str *out, struct store_version *version, struct err *e);
/* The bytes of an entry of a list, whatever is saved since; added to `out`. */
MUST_USE enum code store_read_entry(struct store *s, const char *name, const char *blob, struct str *out, struct err *e);
/* Where the branch stands now; cheap (no objects read).  "" for an empty repository. */
MUST_USE enum code store_newest(struct store *s, struct store_version *out, struct err *e);
/* A version by the digits that its id begins with, and when it was made (`when` may be NULL); false: there is none, or more than one. */
bool store_version_find(struct store *s, const char *digits, struct store_version *out, struct moment *when);

/* The one save path (DESIGN.md, Saving).  `build` gets the newest bytes (NULL where the plan does not
 * exist yet) and gives the new bytes and the message; it may be called again when somebody else was
 * first.  When `build` gives bytes equal to the newest nothing is written (`*saved` = false, OK).
 * Any code of `build` but OK stops the save and is handed on.  `build` runs while others wait and while signals are
 * held back: it must not wait for anything, nor fork.  The message is cleaned.  OK with *saved: the branch and the
 * plan were read back through a fresh handle and compared.  ERR_BUSY: somebody else was saving for too long (12 s at
 * most), or the working tree was put to other use since the opening.  ERR_NO: larger than 1 MiB.  ERR_USE: read-only,
 * a bad name, nobody's name, no message.  ERR_IO with a `*version` that is not "": what was saved may not last (a
 * failing disk); without: nothing was saved.  `version` may be NULL. */
typedef enum code store_build(void *ctx, const char *newest, size_t len, struct str *bytes, struct str *message, struct err *e);
MUST_USE enum code store_save(struct store *s, const char *name, struct store_who who, store_build *build, void *ctx,
                              bool *saved, struct store_version *version, struct err *e);

/* The same path for a plan that is not there yet, that gets another name, or that goes; each is one version.  `build` is
 * called as above, and decides: it gets NULL for a new plan, and where there is none of that `name`.  Of a renaming it
 * gives the bytes under the new name, the same ones where history is sure to follow (store_versions and `git log --follow` do);
 * of a removal only the message.  ERR_NO: that name is in use, or a file that is not on record has it. */
MUST_USE enum code store_add(struct store *s, const char *name, struct store_who who, store_build *build, void *ctx,
                             struct err *e);
MUST_USE enum code store_rename(struct store *s, const char *name, const char *to, struct store_who who, store_build *build,
                                void *ctx, struct err *e);
MUST_USE enum code store_remove(struct store *s, const char *name, struct store_who who, store_build *build, void *ctx,
                                struct err *e);
/* What the plan that was called `name`, and is not there any more, is called now; *to NULL where it was removed, or can't
 * be found again: where there is no index yet only among the newest versions.  Owned. */
MUST_USE enum code store_renamed(struct store *s, const char *name, char **to, struct err *e);

/* Repositories with a working tree.  The record is the branch, as in a bare one: all that reads here reads that.  A
 * save brings the plan's file, and git's index for it, up to date, if all that the file holds is on record; where it
 * isn't, or where that can't be done, the file stays as it is and the save counts all the same. */

/* Has the plan's own file there been edited outside buurtplan since it was last in step with the record?  *found:
 * `bytes` gets what the file holds now, `base` what it held when it was last in step (to merge from); both are added
 * to.  Line ends are handed out as the record has them, and are no edit by themselves.  Not found: a bare repository,
 * one that can't be saved to now, no difference, no such plan on record, or a file that is gone, is no regular file (a
 * symlink is never followed), is larger than 1 MiB, or merely lags behind the record. */
MUST_USE enum code store_outside(struct store *s, const char *name, bool *found, struct str *bytes, struct str *base,
                                 struct err *e);
/* store_save, where what `build` gives has in it what store_outside found last, in this plan: if the file still holds
 * just that, it is brought up to date with what was saved; also where that is the newest already (*saved = false).
 * After store_save itself the file would be left alone, and be found again. */
MUST_USE enum code store_save_outside(struct store *s, const char *name, struct store_who who, store_build *build,
                                      void *ctx, bool *saved, struct store_version *version, struct err *e);

/* What is in a plan, in the words of the layer above: the store knows no plans. */
enum store_compared { STORE_COMPARED, STORE_OLD_UNREADABLE, STORE_NEW_UNREADABLE };
struct store_cutter {
	/* One version of a plan, to be compared with others; `bytes` (NULL: there is no plan) live as long as what it gives. */
	void *(*cut)(const char *bytes, size_t len);
	void (*free)(void *cut);
	/* Appends what differs between two: a sign (+ came, - went, ~ is another) and its path, each with a NUL behind it.  Where neither
	 * can be read it says so of the old one. */
	enum store_compared (*differ)(void *old, void *new, struct str *out);
	/* How much of them is the same, in percent: is it one plan that got another name? */
	int (*alike)(void *old, void *new);
};
void store_set_cutter(struct store *s, const struct store_cutter *cutter);

/* The versions in which a plan is another than in all that they came from, newest first; through other names that it had.  From an
 * index where there is one that can be believed, and else by a walk through the record, which leaves one behind. */
struct store_versions; /* to be freed before its store is closed */
/* `name` NULL: of all plans. */
MUST_USE enum code store_versions_open(struct store *s, const char *name, struct store_versions **out, struct err *e);
/* Looks at no more than `budget` versions of the record; new rows go behind those there are. */
MUST_USE enum code store_versions_step(struct store_versions *v, int budget, struct err *e);
bool store_versions_is_done(const struct store_versions *v);
/* Are the rows other ones since the last step?  It can come to light late that versions under another name are the plan's too. */
bool store_versions_restarted(struct store_versions *v);
void store_versions_free(struct store_versions *v);

struct store_version_row {
	struct store_version version;  /* the first 12 digits of its id */
	const char *name, *address;    /* author, as written: clean before showing */
	struct moment when;
	const char *plan, *was;        /* the plan's name in it; what it was called before, if it got that name here, else NULL */
	bool is_merge;
};
size_t store_versions_count(const struct store_versions *v);
void store_versions_row(const struct store_versions *v, size_t i, struct store_version_row *out); /* texts borrowed from `v` */
/* What changed, as the cutter told it, borrowed; nothing, and not *readable, where the plan can't be read in it.  Such a version says
 * nothing: the next one is compared with what was there before it.  ERR_BUSY: not known until more versions were looked at. */
MUST_USE enum code store_versions_parts(struct store_versions *v, size_t i, const char **parts, size_t *len, bool *readable, struct err *e);
/* Of all that was asked so far is kept what took time to find out. */
void store_versions_keep(struct store_versions *v);
/* All that can be known beforehand: the index is brought up to date, and of all versions of all plans is found out and kept what changed,
 * however long that takes. */
struct store_completed {
	size_t versions; /* of all plans together … */
	size_t fresh;    /* … and those of them that had to be looked at */
};
MUST_USE enum code store_versions_complete(struct store *s, struct store_completed *out, struct err *e);

struct store_content {
	struct store_version version; /* the whole id */
	char *message;                /* owned */
	struct str before, after;     /* bytes of the plan; owned */
	bool has_before, has_after;
	struct str *others;           /* of a merge: the plan in the other versions that it came from, where it was there; owned */
	size_t other_count;
};
/* `others`: with those of a merge. */
MUST_USE enum code store_versions_read(struct store_versions *v, size_t i, bool others, struct store_content *out, struct err *e);
/* Its id and message alone: no plan is read. */
MUST_USE enum code store_versions_message(struct store_versions *v, size_t i, struct store_content *out, struct err *e);
void store_content_clear(struct store_content *c);
/* Another plan that lost in this version the part at `path`, which came here in this one; *plan, owned, NULL: none.  `before` (may be
 * NULL) gets what that plan was. */
MUST_USE enum code store_versions_moved(struct store_versions *v, size_t i, const char *path, char **plan, struct str *before, struct err *e);

/* user.name and user.email: the repository's own, then the user's files (~/.gitconfig, $XDG_CONFIG_HOME/git/config),
 * each by itself; ERR_NOT_FOUND where one is missing.  Owned texts, cleaned.  `s` NULL: the user's files alone. */
MUST_USE enum code store_identity(struct store *s, char **name, char **address, struct err *e);
/* A buurtplan.* value of the repository's own config; NULL where there is none.  Owned. */
char *store_setting(struct store *s, const char *key);

/* A plan that a git operation left with two versions (a merge, rebase or cherry-pick that somebody started outside). */
struct store_stages {
	bool has_base, has_ours, has_theirs; /* index stages 1, 2, 3 */
	struct str base, ours, theirs;
	bool swapped; /* the person at the keyboard wrote `theirs`: under a rebase stage 2 is what they build upon */
};
/* ERR_NOT_FOUND: nothing is left to choose there.  ERR_USE: a bare record has no such thing.  ERR_UNREADABLE: a version
 * that is no regular file, or larger than 1 MiB. */
MUST_USE enum code store_stages_read(struct store *s, const char *name, struct store_stages *out, struct err *e);
void store_stages_clear(struct store_stages *x);
/* The names of all plans with stages, by name: an owned array of owned texts (NULL: none). */
MUST_USE enum code store_stages_list(struct store *s, char ***names, size_t *count, struct err *e);
/* What git is told to go on with what is half-way, once nothing is left to choose ("git rebase --continue"); NULL: nothing is. */
const char *store_go_on(const struct store *s);
/* Puts the answer in the working tree's file (never through a symlink) and in the index, without its stages; `bytes`
 * NULL: the plan is removed.  The file goes first: where the index can't be written the stages are still there, and the
 * same call can be made again.  Git keeps the stages as what was resolved, so that `git checkout -m` brings them back. */
MUST_USE enum code store_stages_settle(struct store *s, const char *name, const char *bytes, size_t len, struct err *e);

/* What plain git is told in the repository's own config and info/attributes, so that it merges and shows plans as we do.
 * `program`: absolute path of buurtplan.  Idempotent; all other lines stay as they are. */
MUST_USE enum code store_setup(struct store *s, const char *program, struct err *e);

struct store_setup {
	char *driver, *diff, *textconv; /* the commands as they stand in the config; NULL: not set */
	bool attributes; /* do the names that a plan can have get merge=buurtplan, diff=buurtplan and markers of 7? */
	char *without;   /* else one that does not ("plans/x.yaml") */
	bool own;        /* the config is of who runs this, or of root; else nothing may be run that stands in it */
};
/* As it stands. */
MUST_USE enum code store_setup_read(struct store *s, struct store_setup *out, struct err *e);
/* The commands as store_setup would write them. */
void store_setup_wanted(struct store_setup *out, const char *program);
void store_setup_clear(struct store_setup *out);

/* Objects that each have a file of their own, four and more a save, until git packs them: about how many, from one of the 256
 * folders that they are in, as `git gc --auto` does it; and all of them, counted. */
size_t store_loose_about(const struct store *s);
size_t store_loose(const struct store *s);
/* May upkeep begin by itself now?  True for one caller an hour, among all who use this record; that it did is kept in git's folder.
 * False too where the config is of somebody else, whose git settings we don't follow unasked, or nothing can be kept there. */
bool store_upkeep_claim(struct store *s);
const char *store_common(const struct store *s); /* the git directory that all linked working trees share; borrowed */

#endif
