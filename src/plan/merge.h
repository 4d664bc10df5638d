/* Two versions of a plan become one: a three-way merge by meaning.  Fields are known by their key, speerpunten and
 * analysis parts by their id, other items by text, likeness and place; prose is merged by sentence, then by word.  Where
 * both sides wrote something else in the same place nothing is decided: it becomes a choice, as data, and the document
 * holds a provisional answer.  The result is ours with theirs spliced in: bytes that nobody changed are ours' own.
 * Pure: knows no files, no git and no screen.  MERGE.md 2 has the rules. */
#ifndef PLAN_MERGE_H
#define PLAN_MERGE_H

#include "base/str.h"
#include "base/vec.h"
#include "yaml/doc.h"

enum choice_kind {
	CHOICE_CHANGED, /* both changed it, to something else */
	CHOICE_REMOVED, /* one removed what the other changed */
	CHOICE_ADDED,   /* both put something else in the same new place */
	CHOICE_SAME_ID, /* both made another item of the same id */
	CHOICE_ORDER,   /* both put the items in another order */
	CHOICE_FILE     /* the file as a whole: one of the three can't be read */
};

enum take {
	TAKE_NONE,   /* open: the document holds the provisional value, which is ours, or what was changed where the other
	              * side removed it */
	TAKE_OURS,
	TAKE_THEIRS,
	TAKE_BOTH,   /* the suggestion; where there is none: left open */
	TAKE_BASE,   /* as it was */
	TAKE_TEXT    /* a text of one's own; where the place is no text: left open */
};

struct merge_choice {
	char id[17];       /* hexadecimal; the same for the same place, kind and three values, and for sides that are swapped */
	enum choice_kind kind;
	char *path;        /* as in path.h, in the document where it is there; "" for the file as a whole */
	char *label;       /* in Dutch ("Speerpunt Afval › Doelstelling 2"); not cleaned */
	/* The place as each version has it, as stored: a text itself, a mapping or list as lines.  NULL: it is not there.
	 * Of a text that could be merged in part, the three hold that part alike and differ only in what is to be chosen. */
	char *base, *ours, *theirs;
	char *suggestion;  /* both together; NULL where that can't be */
	char *why;         /* where it is about the file as a whole: the sentence why; else NULL */
	bool is_text;      /* may be answered with a text of one's own */
	enum take taken;   /* the answer that the document holds */
};

/* An answer to a choice by its id. */
struct answer {
	const char *id;
	enum take take;
	const char *text; /* TAKE_TEXT */
	size_t len;
};
struct answers {
	const struct answer *p;
	size_t count;
	enum take rest; /* for the choices that are not named; TAKE_NONE leaves them open */
};

struct merge {
	struct doc *doc;  /* the result; NULL where a CHOICE_FILE left bytes that can't be read, and where it is gone */
	bool gone;        /* the result is that there is no such plan (merge_files alone) */
	struct str bytes; /* its bytes; merge_docs leaves it empty */
	struct {
		struct merge_choice *p;
		size_t count, room;
	} choices; /* in the order of the document, those that were answered among them */
	size_t open;      /* how many are not answered */
	struct merging *from; /* for merge_again; NULL where nothing was merged, and with answers */
};

/* `base` NULL: the two have no common past.  `answers` NULL: none.  Never fails: what can't be merged is a choice. */
void merge_docs(struct merge *out, const struct doc *base, const struct doc *ours, const struct doc *theirs, const struct answers *answers);

/* The same on bytes.  An empty base is none.  Where one of the three is unreadable (FORMAT.md) nothing is merged: one
 * CHOICE_FILE with its sentence, unless two of them are alike.  A side whose `p` is NULL removed the plan: a CHOICE_REMOVED
 * for the whole of it, where the other changed it. */
struct merge_bytes {
	const char *p;
	size_t len;
};
void merge_files(struct merge *out, struct merge_bytes base, struct merge_bytes ours, struct merge_bytes theirs,
                 const struct answers *answers);

/* The merge that gave `first`, without answers, once more with answers, in less time.  first->from is not NULL. */
void merge_again(struct merge *out, const struct merge *first, const struct answers *answers);
void merge_clear(struct merge *m);

/* Appends the lines of both, with those in which they differ between markers of `size` signs ("<<<<<<< NAME").  Each of
 * the two can be had back from it. */
void merge_markers(struct str *out, struct merge_bytes ours, struct merge_bytes theirs, size_t size, const char *ours_name,
                   const char *theirs_name);

/* From the other side: what was ours is theirs.  Ids stay. */
void merge_turn(struct merge *m);
enum take take_turned(enum take take);

/* The word for machines: "changed", "removed", "added", "same_id", "order", "file". */
const char *choice_word(enum choice_kind kind);

#endif
