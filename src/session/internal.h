/* Shared by the files of src/session alone. */
#ifndef SESSION_INTERNAL_H
#define SESSION_INTERNAL_H

#include "base/table.h"
#include "session/session.h"
#include "store/cache.h"
#include "store/side.h"
#include "store/store.h"

/* A plan that was read: bytes that didn't change are not parsed again. */
struct read_doc {
	char blob[65];
	struct doc *doc;
};
struct read_docs {
	VEC(struct read_doc *) list;
	struct table by_blob; /* numbers of `list` */
};

struct session {
	struct store *store;
	struct world world;
	char *state_dir, *config_dir;
	char *name, *address;   /* NULL while unknown */
	struct store_version seen; /* where the record stood when it was last read */
	struct read_docs docs;     /* of the plans of then, those that were asked for */
	struct store_cache *koppen; /* NULL: nobody needed them yet; so too … */
	struct store_cache *bekend; /* … what the plans have of texts that come back (known.c) */
	char *asked;            /* what was last searched for; NULL: nothing yet … */
	size_t asked_hit;       /* … and the hit one left for */
	struct gezien *gezien;  /* gezien.c: what is new for this person; NULL: not looked at yet */
	unsigned saves;         /* so far */
	VEC(char *) lost;       /* plans that are gone, with a draft of this person: looked for once, as that takes a while */
	struct said_all *said;  /* remarks (opmerkingen_internal.h); NULL: not asked for yet */
};

struct step {
	struct doc *doc;
	char *label; /* what the edit that led here did; NULL for the first */
};

/* The files of one draft: the lock that says its sitting lives, and the draft itself. */
struct slot {
	int fd;       /* -1: none */
	char *lock, *draft;
};

/* An answer to a choice. */
struct given {
	char id[17];
	enum take take; /* as this person sees it: TAKE_OURS is their own */
	char *text;     /* TAKE_TEXT; else NULL */
	size_t len;
};

struct sitting {
	struct session *session;
	char *plan, *base_plan;       /* its name, and the one it had in the version of base; NULL: the same */
	struct doc *base;
	struct store_version version; /* of base */
	VEC(struct step) steps;       /* earlier documents, the present one, and those undone */
	size_t at;                    /* the present one */
	struct store_version taken_back; /* the last that sitting_undo_saved took back: the first document is what was before it; "" none */
	char *reason;
	struct merge choices;         /* what the last save left to choose */
	VEC(struct given) answers;
	struct gegevens allowed;      /* personal data that may go on the record … */
	char *allowed_why;            /* … and why; NULL: none may */
	char *why_keep;               /* the same as far as it was typed */
	struct slot own, offered;
	bool slots_looked_at, elsewhere;
	bool typing;                  /* the draft holds a text that is still being typed */
	bool kept;                    /* the last keeping of the draft went well */
	size_t waiting;               /* drafts besides the offered one */
};

void gezien_free(struct gezien *g);
/* cutter.c */
extern const struct store_cutter session_cutter;

/* session.c: without a record yet */
struct session *session_new(const struct world *world);

/* docs.c: as session_plans, but for the drafts, and for whoever asks session_is_stale nothing was read; *version (may be NULL) is
 * the one in which they stand so. */
MUST_USE enum code plans_read(struct session *s, struct plan_rows *out, struct store_version *version, struct err *e);
void docs_clear(struct read_docs *docs);

/* koppen.c: what the overview says of a blob.  koppen, bekend: all that is known now; borrowed. */
struct store_cache *koppen(struct session *s);
struct store_cache *bekend(struct session *s);
/* Puts what is known in a row; its texts are borrowed.  false: it is no kop. */
bool kop_take(struct plan_row *row, const char *kop, size_t len);
/* The same of a row's document, from which on it is known. */
void kop_make(struct session *s, struct plan_row *row, const struct doc *d);
/* known.c: the texts of a document that come back; they are known from now on.  Borrowed from the session. */
const char *known_make(struct session *s, const char *blob, const struct doc *d, size_t *len);

/* files.c */
MUST_USE enum code session_make_dir(const char *path, struct err *e); /* with those above it, 0700 */
MUST_USE enum code file_read(struct str *out, const char *path, size_t most, struct err *e);
/* temp + fsync + rename; 0600. */
MUST_USE enum code file_write(const char *path, const char *bytes, size_t len, struct err *e);

/* upkeep.c: after a save.  Has git pack the record, beside us, where it is time for that (once an hour at most, by whomever). */
void upkeep_after_save(struct session *s);

/* who.c: who is at work; where nobody said so their name stays NULL. */
MUST_USE enum code who_find(struct session *s, const char *als, struct err *e);
MUST_USE enum code who_needed(const struct session *s, struct err *e); /* ERR_USE where nobody said who they are */
struct store_who who_now(const struct session *s); /* the program itself where nobody said */

enum { VERSIONS_A_STEP = 64 }; /* of the record, that are looked at in one go */

/* undo.c: "wijk aangepast", for the first change between two documents; owned. */
char *undo_label(const struct doc *before, const struct doc *after);

/* sitting.c: the version of its base has the plan under its present name. */
void sitting_name_base(struct sitting *t);
bool changes_ask_reason(const struct diff *d, struct str *out); /* sitting_asks_reason of these changes */
MUST_USE enum code sitting_may_edit(const struct sitting *t, struct err *e); /* ERR_NO, with sitting_read_only's sentence */
/* The edit that made `take` is accepted where it causes no finding of its own.  `take_label` is what it goes by; NULL: its first
 * change. */
MUST_USE enum code sitting_accept(struct sitting *t, struct doc *take, char *take_label, struct err *e);
/* The document is `take` from now on, with nothing to undo, and what is saved is `base`. */
void sitting_restart(struct sitting *t, struct doc *take_base, struct doc *take);

/* outside.c: what was edited in the plan's own file goes on the record.  ERR_CHANGED, with a sentence, where that can't be read or
 * clashes with what was saved: the file stays as it is. */
MUST_USE enum code outside_record(struct session *s, const char *plan, struct err *e);

/* choices.c */
void choices_clear(struct sitting *t); /* and the answers: they are on the record, or of no use any more */
/* Our changes on the newest version, with the answers that were given.  ERR_CHANGED where something is left to choose:
 * then the sitting's choices say what. */
MUST_USE enum code choices_combine(struct sitting *t, const struct doc *newest, struct doc **out, struct err *e);
/* Appends the choices and answers as a draft keeps them; takes the answers from there. */
void choices_keep(const struct sitting *t, struct str *out);
void choices_take(struct sitting *t, const char *kept, size_t len);

/* gegevens.c: may what is new in these changes go on the record?  ERR_NO, with what stands where, where it may not; *kept: there
 * is personal data in it, and it may. */
MUST_USE enum code gegevens_may_save(const struct sitting *t, const struct diff *d, bool *kept, struct err *e);
void gegevens_forget(struct sitting *t); /* nothing is allowed any more */
/* The same for a plan as it is made (NULL: there is none) and a reason (NULL: none): `out`, to be cleared, gets what there is; `keep` is
 * why it may be kept, NULL: it may not. */
MUST_USE enum code gegevens_may_become(const struct session *s, const struct doc *made, const char *reason, const char *keep,
                                       struct gegevens *out, struct err *e);

/* The same for a text that is no part of a plan; `where` is what it is called ("de opmerking"). */
MUST_USE enum code gegevens_may_be_said(const struct session *s, const char *text, const char *where, const char *keep, struct gegevens *out,
                                        struct err *e);

/* opmerkingen_known.c */
void said_clear(struct session *s);

/* draft.c */
/* Parts of a file: a name, a length, and the bytes on the lines below.  part_take: the part at *at; false where it is cut off or
 * has another name; `out_len` may be NULL. */
void part_add(struct str *out, const char *name, const char *bytes, size_t len);
bool part_take(const struct str *in, size_t *at, const char *name, char **out, size_t *out_len);
void draft_close(struct sitting *t); /* gives the slots back; a draft stays */
void draft_remove(struct sitting *t);/* the own draft is no longer needed */

/* draft_names.c */
void draft_follow(struct sitting *t); /* the own draft too goes by the name that the plan has now, where that can be */
void drafts_rename(const struct session *s, const char *plan, const char *to); /* those that no sitting is at work on */
void drafts_adopt(struct session *s, struct plan_rows *rows); /* the same, for plans that others gave another name */
void drafts_mark(const struct session *s, struct plan_rows *rows); /* which plans have one */

#endif
