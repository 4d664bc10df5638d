/* The index of the versions: which version touched which plan, who made it and when, so that a history need not walk through all
 * versions of the record.  It is derived, and never believed over the record: it holds for one newest version, with a checksum, and
 * whoever finds it absent, damaged or behind makes it anew or adds to it.  Inside src/store only.
 *
 * In the git directory, in buurtplan/versies-<branch>/: `regels`, a header and rows of one size, in the order of store_touch_compare; `namen`, the texts they
 * point to; and for each plan that was asked for `delen-<plan>` (index_parts.h). */
#ifndef STORE_INDEX_H
#define STORE_INDEX_H

#include "base/vec.h"
#include "store/graph.h"

enum { STORE_PREFIX = 6 /* bytes of an id that are kept: enough to find it by, and to tell that it is gone */ };

/* The first bytes of an id; all zero: none. */
struct store_short {
	unsigned char p[STORE_PREFIX];
};
struct store_short store_shorten(const git_oid *id);
bool store_short_is(const struct store_short *a, const struct store_short *b);
bool store_short_is_none(const struct store_short *a);
/* The whole of it.  GIT_ENOTFOUND, GIT_EAMBIGUOUS. */
int store_lengthen(git_odb *odb, const struct store_short *from, git_oid *out);

/* Texts with a number. */
struct store_words {
	struct store_word {
		char *text; /* may hold NULs */
		size_t len;
	} *p;
	size_t count, room;
	uint32_t *table; /* number + 1 by hash; a power of two of them */
	size_t slots;
};
size_t store_words_add(struct store_words *w, const char *text, size_t len); /* its number, the same for the same text */
bool store_words_find(const struct store_words *w, const char *text, size_t len, size_t *out);
void store_words_clear(struct store_words *w);

#define STORE_NO_PLAN UINT32_MAX

/* One plan in one version. */
struct store_touch {
	struct store_short commit, after;
	struct store_short first, *more; /* before: the blob in the first version it came from, and in the others (owned) */
	size_t more_count;
	bool has_parent;       /* false: the first version of all, first says nothing */
	int64_t order, shown;  /* when it went on record, later than what it came from whatever the clocks said; when it was written */
	uint32_t person, plan, was; /* numbers of texts; was: the name that the plan had before, or STORE_NO_PLAN … */
	bool stays;            /* … and the plan was there under its present name too, in one of the versions this came from */
};
enum { STORE_BEFORES_MOST = 45 /* of an octopus with more arms the others don't count */ };
/* Their order on record: by what hangs together and by the clocks alone, so that it is the same however the index came about.  0: they
 * are of one version. */
int store_touch_compare(const struct store_touch *a, const struct store_touch *b);

struct store_index {
	size_t refs;
	uint64_t generation;   /* another each time that its files are made anew */
	uint64_t shallow;      /* of the copy that it was made of (store_shallow_read) */
	git_oid head;
	int64_t head_order;
	struct str rows, names_bytes;
	uint64_t rows_hash, names_hash;
	struct store_words plans, people; /* people: "name\0address\0minutes" */
	size_t named_plans, named_people; /* how many of them stand in names_bytes */
};

/* The index as it is on disk, read no more than what is new; else the last one that was made here.  NULL: there is none, or it is damaged.
 * What was handed out before stays as it was, or grows. */
struct store_index *store_index_get(struct store *s);
struct store_index *store_index_ref(struct store_index *x);
void store_index_unref(struct store_index *x);
/* What was found of a stretch of the record: oldest first, with numbers of names that are not those of the index. */
struct store_found_touches {
	const struct store_touch *p;
	size_t count;
	const struct store_words *plans, *people;
	git_oid head;       /* the newest version that was looked at … */
	int64_t head_order; /* … and when it went on record */
};
/* Anew, from touches oldest first and the names they point to (taken): in its place in `s`, and on disk too if that can be.  NULL: there
 * is too much for one; the names are as they were then. */
struct store_index *store_index_make(struct store *s, struct store_words *take_plans, struct store_words *take_people, const git_oid *head,
                                     int64_t head_order, const struct store_touch *touches, size_t count);
/* With these as well, on disk too if that can be: `x` itself, or where they come in between its rows another one, in its place in `s`.
 * NULL: there is too much for one. */
struct store_index *store_index_add(struct store *s, struct store_index *x, const struct store_found_touches *f);

size_t store_index_rows(const struct store_index *x);
/* The row before `at` (begin with store_index_rows); gives where that one starts.  `more` of `out` is owned; *implied: what `first` is
 * stands in the plan's row before it, as `after`. */
size_t store_index_row(const struct store_index *x, size_t at, struct store_touch *out, bool *implied);
/* Is it the version of one of the rows, and when did it go on record? */
bool store_index_has(const struct store_index *x, const git_oid *commit, int64_t *order);

/* What a save adds, without a look at the rest: nothing where the index on disk is not of `from`. */
struct store_noted {
	const char *plan;
	const struct str *person; /* as in people */
	struct store_short before, after;
	struct moment when;
};
/* Gives the version that touched the plan before; false where nothing was added, or that is far back. */
bool store_index_note(const struct store *s, const git_oid *from, const git_oid *head, const struct store_noted *n, struct store_short *previous);

/* The folder of the index, open, to be closed; -1: it isn't there, or can't be made. */
int store_index_folder(const struct store *s, bool make);
/* A file in it, open; -1. */
int store_index_file(const struct store *s, const char *name, int flags);
/* Puts these bytes in its place, or nothing: whatever happens, it is none that could be believed wrongly.  The folder is locked by who
 * calls this. */
void store_index_write(int folder, const struct store *s, const char *name, const struct str *bytes);

#endif
