/* The same data for machines: {"schema": 1, …}.  Every text of a plan is a string exactly as it is stored; all that is
 * not ASCII is escaped, so that nothing in it can touch a terminal.  The only file that includes jansson is json.c. */
#ifndef CLI_JSON_H
#define CLI_JSON_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "cli/report.h"
#include "plan/merge.h"
#include "session/herkomst.h"
#include "session/opmerkingen.h"
#include "session/session.h"

void json_write_plans(struct str *out, const struct plan_rows *rows);
/* `value` NULL: there is nothing there. */
void json_write_value(struct str *out, const char *plan, const char *path, const struct node *value);
/* Of a plan (NULL: all) and what of it, at `path` ("": the whole).  `brief`: without what changed, but for the paths of the fields. */
MUST_USE enum code json_write_history(struct str *out, const char *plan, const char *path, struct history *h, bool brief, struct err *e);
/* Of each unit who wrote it; all must be known. */
void json_write_herkomst(struct str *out, const char *plan, const char *path, const struct herkomst *h);
void json_write_remarks(struct str *out, const char *plan, const struct opmerkingen *o);
/* What was added; "": nothing. */
void json_write_remark(struct str *out, const char *id);
void json_write_search(struct str *out, const char *query, const struct searching *g);
void json_write_reports(struct str *out, const struct reports *reports);
void json_write_changes(struct str *out, const char *a, const char *b, const struct diff *d);
/* What came of a save; `m` NULL: nothing was left to choose; `g` NULL: no personal data stood in the way. */
void json_write_save(struct str *out, bool saved, const struct merge *m, const struct gegevens *g);
/* What is left to choose, and what was chosen. */
void json_write_merge(struct str *out, const struct merge *m);
void json_write_unresolved(struct str *out, const struct unresolved *u);
void json_write_setup(struct str *out, const struct setup_report *r);

struct json_answers {
	VEC(struct answer) all; /* in TAKE_TEXT the text as it was given: any UTF-8 without a NUL */
	struct arena texts;
};
/* Reads {"schema": 1, "answers": [{"id", "take", "text"}]}, or what json_write_merge wrote with "taken" (and "text") filled
 * in.  ERR_USE.  To be cleared whatever comes of it. */
MUST_USE enum code json_read_answers(struct json_answers *out, const char *bytes, size_t len, struct err *e);
void json_answers_clear(struct json_answers *a);

#endif
