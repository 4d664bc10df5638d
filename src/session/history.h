/* The versions of a plan, of one thing in it, or of all plans: who changed what, when and why.  By identity: a speerpunt or a part of
 * the analysis is followed by its id, through another titel, place, name of the file or plan; an item of a list by likeness.  A
 * version counts where the content became another than in all versions that it came from; layout, quotes and comments are none. */
#ifndef SESSION_HISTORY_H
#define SESSION_HISTORY_H

#include "session/session.h"

/* What is asked.  Texts are borrowed for the call. */
struct history_query {
	const char *plan;     /* its name, or an earlier one; NULL: all plans, those too that are gone */
	const char *path;     /* plan/path.h; NULL or "": the whole plan.  Also of a speerpunt that is gone: "speerpunten/afval" */
	/* Which versions are left; NULL and 0 leave them all. */
	int64_t since, until; /* date_shown of their moments; `until` itself is out */
	const char *author;   /* words of the name or address; case and accents don't count */
	const char *field;    /* a key or label of a field on the way to what changed: "middelen" */
	const char *text;     /* words that came or went */
	unsigned kinds;       /* 1 << enum change_kind */
	bool others;          /* of a merge history_detail has all versions that it came from */
	bool unseen;          /* what is new since this person's last visit (session/gezien.h) */
};

struct history;

/* One version, as it is known without a look at the plan. */
struct history_row {
	const char *version;  /* its id, or the first 12 digits of that */
	const char *name, *address; /* as written: clean before showing */
	struct moment when;
	const char *plan;     /* the name that the plan had in it */
	const char *was;      /* the plan (or, of a speerpunt, its plan) got that name here, and was called so before; NULL: no */
	const char *parts;    /* what changed: paths such as "speerpunten/afval/middelen", each with a NUL behind it; "": not known */
	size_t part_count;
};

/* What changed in it. */
struct history_detail {
	char *version;           /* its whole id */
	char *reason;            /* the paragraph of the message; NULL */
	bool readable;           /* false: before or after could not be read, and there are no changes */
	bool first, gone;        /* what is asked came to be here; went */
	char *from;              /* the plan that it came from in this version: `before` is of that one; NULL: it was in this */
	struct diff diff;        /* of the plan, or of the part of it that was asked; match.a and .b NULL where first, gone, or unreadable */
	VEC(struct change) changes; /* those of what was asked */
	struct doc *before, *after; /* what diff is of, often no more of the plan than what differs: to show, never to put back; NULL: not
	                             * there, or unreadable */
	const struct node *old, *new; /* what was asked in them; NULL: not there */
	VEC(struct doc *) others; /* of a merge: the plan in the other versions that it came from, where that can be read and was asked */
};

/* ERR_NOT_FOUND where there is no such plan, and never was; ERR_USE for a path that can't be one. */
MUST_USE enum code history_open(struct history **out, struct session *s, const struct history_query *q, struct err *e);
void history_free(struct history *h);

/* Looks at no more than `budget` versions of the record; new rows go behind those there are. */
MUST_USE enum code history_step(struct history *h, int budget, struct err *e);
bool history_is_done(const struct history *h);
/* Does it come from the index, so that none has to wait until all is looked through? */
bool history_is_quick(const struct history *h);

size_t history_count(const struct history *h); /* rows so far, newest first */
/* How often the rows were begun anew by a step: it can come to light late that versions under another name are the plan's too. */
size_t history_restarts(const struct history *h);
const struct history_row *history_row(const struct history *h, size_t i); /* borrowed from `h` */
/* "versie 7 van 12": counted from the oldest, those that the query leaves out too; 0 while that is not known yet. */
size_t history_number(const struct history *h, size_t i);
size_t history_total(const struct history *h);

/* What changed in row `i`: read when it is first asked, and kept for as long as no 64 others were asked since. */
MUST_USE enum code history_detail(struct history *h, size_t i, const struct history_detail **out, struct err *e);
/* Its whole id and the reason that was given (NULL where there is none), both owned, without a look at the plan; `reason` may be NULL. */
MUST_USE enum code history_message(struct history *h, size_t i, char **version, char **reason, struct err *e);
/* The whole plan as it was in that version; ERR_NOT_FOUND where it was not there, ERR_UNREADABLE. */
MUST_USE enum code history_doc(struct history *h, size_t i, struct doc **out, struct err *e);
/* … and as it was before it. */
MUST_USE enum code history_doc_before(struct history *h, size_t i, struct doc **out, struct err *e);

/* --- one version by what a person calls it -------------------------------------------- */

struct version_found {
	char *version;        /* whole id */
	char *plan;           /* the name of the plan in it */
	size_t number;        /* of the plan as a whole; 0: not asked for by number, and not looked up */
	struct moment when;
};
/* `spec`: a number ("7": of the plan as a whole), 7 or more digits of an id, or a date (all that date_read_span reads: the plan as
 * it stood at the end of that).  ERR_USE for another text, ERR_NOT_FOUND where there is none. */
MUST_USE enum code version_find(struct session *s, const char *plan, const char *spec, struct version_found *out, struct err *e);
void version_found_clear(struct version_found *v);
/* The plan in that version.  ERR_NOT_FOUND, ERR_UNREADABLE. */
MUST_USE enum code version_read(struct session *s, const struct version_found *v, struct doc **out, struct err *e);

#endif
