/* A person at work: who they are, which plans there are, and the one sitting they have open.  Joins the record
 * (src/store) to the plan (src/plan); one function per intent.  Knows no screen and no command line. */
#ifndef SESSION_SESSION_H
#define SESSION_SESSION_H

#include "base/date.h"
#include "base/err.h"
#include "base/vec.h"
#include "plan/diff.h"
#include "plan/gegevens.h"
#include "plan/merge.h"
#include "plan/plan.h"
#include "plan/search.h"

#include <stdbool.h>
#include <stddef.h>

/* What the world gives; tests give their own. */
struct world {
	struct moment (*now)(void *ctx); /* NULL: the clock and time zone of the computer */
	void *ctx;
	const char *state_dir;  /* for drafts; NULL: $XDG_STATE_HOME/buurtplan, else ~/.local/state/buurtplan */
	const char *config_dir; /* for who we are; NULL: $XDG_CONFIG_HOME/buurtplan, else ~/.config/buurtplan */
};

struct session;

/* Opens the record at `dir`.  `als` is "Naam <adres>" or NULL; a malformed one is ERR_USE. */
MUST_USE enum code session_open(struct session **out, const char *dir, const char *als, const struct world *world, struct err *e);
void session_free(struct session *s);
struct moment session_now(const struct session *s);
/* The clock and time zone of the computer, for what needs no session. */
struct moment session_clock(void);
/* NULL where plans can be saved, else the sentence that says why not. */
const char *session_read_only(const struct session *s);
/* A new record at `dir` with the plan files of the folder `from` (NULL: none).  Files that can't be read as a plan are copied as
 * they are; each is named with its sentence by a call of `tell`, and the result is then ERR_NO. */
MUST_USE enum code session_create(const char *dir, const char *from, const char *als, const struct world *world,
                                  void (*tell)(void *ctx, const char *name, const struct err *why), void *ctx, struct err *e);

/* --- who ------------------------------------------------------------------------ */

/* The name to show, NULL while nobody said who they are: --als, else the git configuration, else what was asked before. */
const char *session_name(const struct session *s);
const char *session_address(const struct session *s);
/* The answer to the question who is at work; kept in the config folder.  ERR_USE for an empty name or an address
 * without @. */
MUST_USE enum code session_introduce(struct session *s, const char *name, const char *address, struct err *e);

/* Did the administrator say that nothing may be started from here (buurtplan.programmas = nee in the record's config)? */
bool session_is_closed(const struct session *s);

/* --- what they set ------------------------------------------------------------- */

/* Did this person set `name` to `value` ("muis", "uit")?  Kept in the config folder, in the file `instellingen`. */
bool session_is_set(const struct session *s, const char *name, const char *value);
MUST_USE enum code session_set(struct session *s, const char *name, const char *value, struct err *e);

/* --- which plans ------------------------------------------------------------------ */

/* Its texts are the session's, which keeps them until it is freed. */
struct plan_row {
	char *name;
	char *refused;               /* the sentence why it can't be opened; NULL where it can, as far as is known (plan_row_doc) */
	int line, column;            /* of that, where it is about a place; else 0 */
	char blob[65];               /* equal ones are equal bytes */
	struct doc *doc;             /* NULL until somebody asked for it: plan_row_doc */
	struct plan_summary summary; /* all zero where it is refused, as what follows */
	const char *aliassen;        /* with a blank before each */
	const char *folded;          /* the neighbourhood as it is looked for and sorted by (text_fold) */
	bool findings;               /* is something wrong in it? */
	bool draft;                  /* somebody's text of an earlier sitting is waiting (this person's) */
};
struct plan_rows {
	struct plan_row *p;
	size_t count;
};
/* By name of the neighbourhood. */
MUST_USE enum code session_plans(struct session *s, struct plan_rows *out, struct err *e);
void plan_rows_clear(struct plan_rows *rows);
void plan_rows_away_last(struct plan_rows *rows); /* what is put away goes behind the rest */
/* The plan of a row, read when it is first asked for; borrowed from the row.  NULL where it can't be opened: `refused` says why. */
const struct doc *plan_row_doc(struct session *s, struct plan_row *row);
/* What a plan goes by: its neighbourhood, or its own name where that is not known; borrowed. */
const char *plan_row_name(const struct plan_row *row);
/* One plan for reading: its newest version, or what was edited since in its own file where the record has a working tree. */
MUST_USE enum code session_read(struct session *s, const char *name, struct doc **out, struct err *e);
/* Did the record move since it was last read?  Cheap enough for a tick. */
bool session_is_stale(struct session *s);

/* What stands in `f`, a field with FIELD_KNOWN, in all plans as they are on record: each text once, the most frequent first; for
 * functions and organisations those of all such fields.  Where the schema suggests texts, those too.  What can't be read is
 * left out. */
struct known_texts {
	char **p;
	size_t count, room;
};
void session_known(struct session *s, const struct field *f, struct known_texts *out);
void known_texts_clear(struct known_texts *k);

/* --- plans as a whole -------------------------------------------------------------------
 * Each is one version on the record, with the name of who did it.  ERR_NO: read-only, or a name that is in use (the sentence has
 * one that is free); ERR_USE:
 * nobody said who they are, or a name that can't be one; ERR_NOT_FOUND: no such plan. */

/* Appends a name for the plan of a neighbourhood that no plan has: "deltabuurt", "deltabuurt-2". */
void session_propose_name(struct session *s, const char *buurt, struct str *out);
/* `wijk` may be NULL or blank.  Personal data is kept off the record as in a save: ERR_NO where there is any and `keep`, why it has
 * to be there, is NULL (or is no reason: sitting_allow_gegevens); `found` (may be NULL; gegevens_clear) then has what there is. */
MUST_USE enum code session_create_plan(struct session *s, const char *name, const char *buurt, const char *wijk, const char *keep,
                                       struct gegevens *found, struct err *e);
/* The file's name, and with it what commands call the plan; what stands in it stays.  Drafts of this person go along. */
MUST_USE enum code session_rename_plan(struct session *s, const char *name, const char *to, struct err *e);
/* Out of the record, but for its history.  `seen` (may be NULL) is the plan as the person knows it: ERR_CHANGED where it is
 * another by now.  ERR_NO without a reason; `keep` and `found` are about personal data in that, as above. */
MUST_USE enum code session_remove_plan(struct session *s, const char *name, const struct doc *seen, const char *reason, const char *keep,
                                       struct gegevens *found, struct err *e);
/* Out of the overview, or back: a field of the plan (opgeborgen), saved as any edit.  *saved as in sitting_save. */
MUST_USE enum code session_put_away(struct session *s, const char *name, bool away, bool *saved, struct err *e);
/* Does text of this person wait in a draft of that plan? */
bool session_has_draft(const struct session *s, const char *plan);

/* --- words in all plans ---------------------------------------------------------------- */

/* One search after another through the plans as they stand now, in slices. */
struct searching;

enum { SEARCH_MOST = 500 /* hits for a person: who has more, types more */ };

struct search_row {
	const struct plan_row *plan;
	struct search_hit hit;
};
MUST_USE enum code searching_open(struct searching **out, struct session *s, struct err *e);
void searching_free(struct searching *g);
/* This document in place of the stored one: a sitting has edits that are not saved yet. */
void searching_use(struct searching *g, const char *plan, const struct doc *d);
/* Begins anew, with other words; `most` hits are kept. */
void searching_ask(struct searching *g, const char *query, size_t len, size_t most);
/* Looks through no more than `budget` plans, fewer where those have to be read; new hits go behind those there are, in the order of session_plans and then of
 * the file. */
void searching_step(struct searching *g, size_t budget);
bool searching_is_done(const struct searching *g);
bool searching_is_full(const struct searching *g); /* it stopped at `most` hits */
size_t searching_count(const struct searching *g);
struct search_row searching_row(const struct searching *g, size_t i); /* borrowed until the next ask */
/* The plans it goes through, refused ones too; borrowed. */
const struct plan_rows *searching_plans(const struct searching *g);
/* What was last asked in this session, "" at first, and the hit that one left for (0 till then; `hit` may be NULL). */
const char *session_asked(const struct session *s, size_t *hit);
void searching_leave(struct searching *g, size_t hit);

/* --- a sitting ---------------------------------------------------------------------- */

struct sitting;

/* Opens the newest version of a plan.  ERR_NOT_FOUND, ERR_UNREADABLE (with place). */
MUST_USE enum code sitting_open(struct sitting **out, struct session *s, const char *name, struct err *e);
/* Ends it.  A draft stays where there are unsaved edits; else it goes. */
void sitting_free(struct sitting *t);

const char *sitting_plan(const struct sitting *t);      /* its name */
const struct doc *sitting_doc(const struct sitting *t); /* as it stands, edits and all; borrowed until the next edit */
/* NULL where it may be edited, else why not (the record is for reading, or the plan is of a newer format). */
const char *sitting_read_only(const struct sitting *t);
bool sitting_is_changed(const struct sitting *t);       /* unsaved edits? */
bool sitting_is_elsewhere(const struct sitting *t);     /* open in another terminal of this person too */

/* One edit of the plan by path (plan/edit.h).  Refused with a sentence where it causes a finding (ERR_NO), names no place
 * (ERR_NOT_FOUND) or the plan is for reading only; the plan is then as it was. */
MUST_USE enum code sitting_set(struct sitting *t, const char *path, const char *text, size_t len, struct err *e);
MUST_USE enum code sitting_insert(struct sitting *t, const char *path, const char *text, size_t len, struct err *e);
MUST_USE enum code sitting_insert_as(struct sitting *t, const char *path, const char *id, const char *text, size_t len, struct err *e);
MUST_USE enum code sitting_remove(struct sitting *t, const char *path, struct err *e);
MUST_USE enum code sitting_move(struct sitting *t, const char *path, size_t position, struct err *e);
/* One edit too: an item to another list (edit_move_to); `position` 0 is the end of it. */
MUST_USE enum code sitting_move_to(struct sitting *t, const char *path, const char *list, size_t position, struct err *e);

/* A speerpunt of another plan as a start (plan/new.h), to come at `position` (from 1).  `path` gets the path of the new one. */
MUST_USE enum code sitting_copy_speerpunt(struct sitting *t, const struct node *speerpunt, size_t position, struct str *path,
                                          struct err *e);

/* Back and forth over edits; the label says in Dutch what was undone or redone ("wijk aangepast"), NULL where there is nothing.
 * Borrowed until the next edit. */
const char *sitting_undo(struct sitting *t);
const char *sitting_redo(struct sitting *t);

/* What sitting_undo would come to below the first edit: the last change of this plan on the record, by whomever. */
struct saved_change {
	char *name;         /* who saved it, as written: clean before showing */
	struct moment when;
	char *label;        /* "doelstelling 2 aangepast" */
};
/* False: there are edits to undo first, or the plan begins here. */
bool sitting_last_saved(const struct sitting *t, struct saved_change *out);
void saved_change_clear(struct saved_change *c);
/* Takes it back: an edit like any other, to be saved as a new change; sitting_redo brings it again, and a next call takes back
 * the one before it.  ERR_NOT_FOUND where sitting_last_saved is false. */
MUST_USE enum code sitting_undo_saved(struct sitting *t, struct err *e);

/* What a save would put on the record; owned by the caller (diff_clear). */
void sitting_changes(const struct sitting *t, struct diff *out);
/* Does one of them ask for a reason (FORMAT.md)?  `out` (may be NULL) gets its label. */
bool sitting_asks_reason(const struct sitting *t, struct str *out);
void sitting_set_reason(struct sitting *t, const char *reason);
const char *sitting_reason(const struct sitting *t); /* never NULL */

/* Puts the edits on the record, combined with what others saved since.  OK and *saved: they are there, read back and compared; the
 * sitting goes on from that version and the draft is gone.  OK and not *saved: there was nothing to save.  ERR_CHANGED: somebody
 * else wrote something different in the same place, and sitting_choices has what there is to choose; the draft keeps that too.
 * ERR_NO: a reason is missing, a finding stands in the way, or personal data that nobody allowed.  Whatever the error, the edits and the draft stay. */
MUST_USE enum code sitting_save(struct sitting *t, bool *saved, struct err *e);

/* Personal data that a save would put on the record for good, and that the person has not allowed: in what is new in the plan and
 * in the reason.  `out` is owned by the caller (gegevens_clear).  Own are the domain of the person's address (the address alone where
 * many people share the domain) and those of buurtplan.domein in the record's config. */
void sitting_gegevens(const struct sitting *t, struct gegevens *out);
/* The person wants it on the record all the same; why goes there too (Toch-bewaren).  Holds for what there is now: what is typed later is
 * asked again.  ERR_NO for a blank `why`, or one that holds other personal data. */
MUST_USE enum code sitting_allow_gegevens(struct sitting *t, const char *why, struct err *e);
/* That reason as far as it was typed: kept with the draft, and forgotten when the edits are saved.  Never NULL. */
void sitting_set_why_keep(struct sitting *t, const char *why);
const char *sitting_why_keep(const struct sitting *t);

/* What the last save or catching up left to choose: `ours` is this person's text, `theirs` what stands on the record; texts
 * as stored: clean them before showing.  NULL: nothing.  Borrowed until the next save, edit or answer. */
const struct merge *sitting_choices(const struct sitting *t);
/* Answers one of them by its id, for the next save; TAKE_NONE takes the answer back.  Kept with the draft. */
void sitting_answer(struct sitting *t, const char *id, enum take take, const char *text, size_t len);

/* Does the draft hold the edits as they were when it was last kept?  False where that could not be written, or there is none. */
bool sitting_is_kept(const struct sitting *t);

/* Takes in what others saved since, without saving: the edits then stand on the newest version, with nothing to undo.
 * ERR_CHANGED as above; whatever the error, the sitting is as it was. */
MUST_USE enum code sitting_catch_up(struct sitting *t, struct err *e);

/* --- drafts --------------------------------------------------------------------------- */

/* Writes the draft now: the document, the reason, and the text being typed at `path` (both NULL: none).  Cheap; call when a field is left, every 20
 * keys, 2 s after the last, and at a hang-up. */
MUST_USE enum code sitting_keep(struct sitting *t, const char *path, const char *text, size_t len, struct err *e);

/* An earlier sitting of this person on this plan that ended without saving. */
struct draft_offer {
	struct moment when;
	char *path, *text;  /* the field that was being typed and its text; NULL where there was none */
	size_t text_len;
	bool newer_since;   /* the plan has changed since */
	bool readable;      /* else `changes` is empty, and going on with it will say why */
	struct diff changes; /* what it would change, without that text */
	size_t others;      /* how many more drafts wait after this one */
};
/* false: there is none. */
bool sitting_offer(struct sitting *t, struct draft_offer *out);
void draft_offer_clear(struct draft_offer *offer);
/* Go on with it: its document, base and reason become the sitting's.  ERR_UNREADABLE where it can't be read: it stays. */
MUST_USE enum code sitting_take_draft(struct sitting *t, struct err *e);
void sitting_drop_draft(struct sitting *t); /* a person said so */

/* --- two versions of a plan that plain git left ---------------------------------------------- */

/* The plans of which a merge, rebase or cherry-pick could not make one. */
struct unresolved {
	char **names; /* in order */
	size_t count;
	const char *go_on; /* what git is told when none is left ("git rebase --continue"); NULL: nothing is half-way */
};
/* ERR_USE: the record is a bare one, that has no such thing. */
MUST_USE enum code session_unresolved(struct session *s, struct unresolved *out, struct err *e);
void unresolved_clear(struct unresolved *u);

/* Makes one of the two, from what git keeps of them; the file, which may be full of markers, is never read.  `out`, to be
 * cleared whatever comes of it, has the choices as the person at the keyboard sees them: ours is what they made, under a
 * rebase too; so go the answers.  OK: nothing is open, and the result stands in the file and in git's index.  ERR_NO:
 * choices are open.  ERR_USE: an answer to no choice that there is, or one that doesn't fit.  ERR_NOT_FOUND: there are no
 * two versions of that plan.  Whatever the error, nothing is written, but where store_stages_settle says so. */
MUST_USE enum code session_resolve(struct session *s, const char *plan, const struct answers *answers, struct merge *out, struct err *e);

/* --- plain git ------------------------------------------------------------------------------ */

enum { SETUP_PARTS = 4 };

/* One thing that plain git must have been told. */
struct setup_part {
	const char *word;    /* for machines: "merge", "diff", "textconv", "attributes" */
	const char *label;   /* for people */
	const char *setting; /* where it is told: "merge.buurtplan.driver" */
	char *value;         /* how it stands there, owned; NULL: not at all, or not a single text */
	char *why;           /* owned: the sentence why it does not work, and what to do; NULL: it works */
};
struct setup_report {
	struct setup_part parts[SETUP_PARTS];
	bool works; /* all of them */
};

/* Tells the git of this record to merge and show plans with `program` (an absolute path). */
MUST_USE enum code session_setup(struct session *s, const char *program, struct err *e);
/* Does it work?  Each command that git was given is run as git would, on a small plan in a folder of its own; but where
 * somebody else may have put it there, only if it is what session_setup(program) would write.  OK also where something
 * doesn't work. */
MUST_USE enum code session_setup_check(struct session *s, const char *program, struct setup_report *out, struct err *e);
void setup_report_clear(struct setup_report *r);

/* --- upkeep ---------------------------------------------------------------------------- */

enum upkeep {
	UPKEEP_NONE,    /* there was nothing to pack */
	UPKEEP_PACKED,
	UPKEEP_LEFT,    /* git was asked, and left it: somebody else's git is at it, or it can't be packed yet */
	UPKEEP_NO_GIT,  /* git can't be started here */
	UPKEEP_CLOSED   /* nothing may be started from here */
};
enum { UPKEEP_LOOSE = 2000 }; /* objects in files of their own, above which they are packed */

struct upkeep_report {
	enum upkeep packing;
	size_t before, after; /* objects in files of their own */
	size_t versions;      /* of all plans together … */
	size_t fresh;         /* … and those of them that nobody had looked at for the history yet */
};
/* All upkeep that is due, now: git packs what was saved (`git gc --auto`), and what a history shows of versions is found out for all of
 * them, however long that takes.  Others can read and save meanwhile.  ERR_IO where git says that it can't, or as the histories; `out` is
 * filled in all the same. */
MUST_USE enum code session_maintain(struct session *s, struct upkeep_report *out, struct err *e);

#endif
