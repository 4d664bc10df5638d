/* What somebody said of a plan: a remark, an answer to one, or that they have seen it or agree.  One small file each, beside the plans,
 * that is written once; knows nothing of where it stands.
 *
 *	soort: opmerking                               opmerking, antwoord, gezien, akkoord
 *	plan: deltabuurt
 *	veld: speerpunten/afval/doelstellingen         absent: the plan as a whole
 *	versie: 3f2a…                                  absent: not about one version
 *	op: 20261127T094200Z-1a2b3c4d                  what it answers; a remark has none
 *	wie: Anna Jansen <anna@example.nl>
 *	wanneer: 2026-11-27T10:42:00+01:00
 *	tekst: |-                                      gezien and akkoord have none
 *
 * Who and when stand in the version that added the file too.  They are believed as git's own are: both are what the writer said of
 * themselves, and to look up a version for each file would cost a walk. */
#ifndef PLAN_OPMERKING_H
#define PLAN_OPMERKING_H

#include "base/date.h"
#include "base/err.h"
#include "base/str.h"

enum { OPMERKING_BYTES = 32 * 1024 /* a file of it, at most */ };

enum opmerking_kind { OPMERKING, ANTWOORD, GEZIEN, AKKOORD };

/* Texts are owned where opmerking_read filled them; those of a file are as they stand there: clean them before showing. */
struct opmerking {
	enum opmerking_kind kind;
	const char *plan;
	const char *path;          /* NULL: the plan as a whole */
	const char *version;       /* NULL: none */
	const char *about;         /* the id of what it answers; NULL for a remark, and only there */
	const char *name, *address;
	struct moment when;
	const char *text;          /* NULL for GEZIEN and AKKOORD, and only there */
};

/* ERR_UNREADABLE, with a sentence: no such file, whatever else it is. */
MUST_USE enum code opmerking_read(struct opmerking *out, const char *bytes, size_t len, struct err *e);
void opmerking_clear(struct opmerking *o);
/* Appends the file.  ERR_NO: the text is blank, or too long. */
MUST_USE enum code opmerking_write(struct str *out, const struct opmerking *o, struct err *e);

/* Appends what its file is called, without .yaml: its moment in UTC, and 8 digits that come from `bytes`. */
void opmerking_make_id(struct str *out, const struct opmerking *o, const char *bytes, size_t len);
bool opmerking_is_id(const char *id);
const char *opmerking_word(enum opmerking_kind kind); /* as in the file */
/* Appends the message of the version that adds it; `keep` is why personal data in it has to be there, or NULL. */
void opmerking_message(struct str *out, const struct opmerking *o, const char *keep);

#endif
