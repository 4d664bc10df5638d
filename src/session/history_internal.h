/* Shared by the files of the history alone. */
#ifndef SESSION_HISTORY_INTERNAL_H
#define SESSION_HISTORY_INTERNAL_H

#include "base/wanted.h"
#include "session/history.h"
#include "session/internal.h"

/* What a history is of.  A path of keys and ids is looked up in each version; an item by its place is followed from version to
 * version, from `node` in `doc` on. */
struct subject {
	char *path;
	char *part;              /* the part of the plan (plan/parts.h) that it is, or is in; "" the plan */
	bool is_part;            /* it is that part: what is known of versions says all */
	bool by_place;
	struct doc *newest;      /* where the place counts */
	const struct node *first; /* … in it */
	struct doc *doc;
	const struct node *node; /* NULL: it was not there any further back */
};
/* ERR_USE, ERR_NOT_FOUND. */
MUST_USE enum code subject_init(struct subject *x, struct session *s, const char *plan, const char *path, struct err *e);
/* The part of a plan that holds what is at a path: a key, and of a speerpunt one of its keys.  Owned. */
char *subject_part(const char *path);
void subject_again(struct subject *x); /* from the newest version on, once more */
void subject_clear(struct subject *x);
bool subject_is_plan(const struct subject *x);
/* What it is in both; NULL where it isn't there, or the document is NULL. */
void subject_find(struct subject *x, const struct diff *d, struct doc *before, struct doc *after, const struct node **old, const struct node **new);
/* How the parts of a version name it: '+' it came, '-' it went, '~' it is another; 0: they don't. */
char subject_sign(const struct subject *x, const char *parts, size_t len);
bool subject_may_move(const struct subject *x); /* from one plan to another: it is a speerpunt, or in one */

/* What is left of a history. */
struct sieve {
	int64_t since, until;
	struct wanted author, text; /* none wanted: all */
	char *field;                /* folded; NULL: all */
	bool deep;                  /* which version is about it can't be told from its parts */
	unsigned kinds;
	bool unseen;
};
void sieve_init(struct sieve *f, const struct history_query *q);
void sieve_clear(struct sieve *f);
bool sieve_is_open(const struct sieve *f); /* lets all through */
/* By what is known without a look at the plan; and by what changed. */
bool sieve_takes_row(const struct sieve *f, const struct store_version_row *row);
bool sieve_takes_parts(const struct sieve *f, const char *parts, size_t len);
bool sieve_needs_detail(const struct sieve *f);
bool sieve_takes_detail(const struct sieve *f, const struct history_detail *d);

/* Where rows come from: a plan, and from where it was moved the plan that what is asked was in before. */
struct source {
	struct store_versions *versions;
	char *from;       /* rows up to and with this version are no part of it: 12 digits; NULL: all are */
	bool passed;      /* we are past those */
	size_t next;      /* the row to look at */
	size_t counted;   /* what was counted in the sources before */
	bool ended;       /* what is older is in the next source */
};

struct known_version {
	struct history_row row;
	struct str parts;
	size_t source, at;             /* row `at` of that source */
	size_t nth;                    /* of all that count, from the newest */
	char *old_path, *new_path;     /* of an item by its place: where it was in this version; NULL: nowhere */
	struct history_detail *detail; /* owned; NULL: not read, or not kept */
};

enum { KEPT = 64 };

struct history {
	struct session *session;
	struct subject subject;
	struct sieve sieve;
	bool others;
	char *plan;
	VEC(struct source) sources;
	VEC(struct known_version *) rows;
	size_t counted;                /* versions that count, those too that the sieve kept out */
	size_t kept[KEPT], kept_next;  /* rows (from 1) whose detail is there, oldest at kept_next */
	size_t restarts;
	bool done;
};

/* What changed in row `at` of a source; owned by the caller (detail_free).  `row` NULL: an item by its place is followed there from the
 * version that was read before; else it is known where it is. */
MUST_USE enum code detail_read(struct history *h, struct store_versions *versions, size_t at, const struct known_version *row,
                               struct history_detail **out, struct err *e);
void detail_free(struct history_detail *d);

#endif
