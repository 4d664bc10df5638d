/* What a screen shows of a plan, as rows: made from the schema and the document, the same for the plan, a section, a
 * speerpunt or one record of a list.  To add a field to plans is to add a row to the schema.  Changes nothing. */
#ifndef SCREENS_ROWS_H
#define SCREENS_ROWS_H

#include "base/date.h"
#include "plan/diff.h"
#include "plan/schema.h"
#include "term/list.h"
#include "term/screen.h"

/* What of the plan is shown. */
enum scope_kind {
	SCOPE_PLAN,   /* its sections, a line each, and its speerpunten */
	SCOPE_FIELDS, /* some fields of the plan itself, `first` to `last` */
	SCOPE_RECORD, /* all fields of the record at `path`, there or not yet */
	SCOPE_OTHER   /* what of the plan itself the schema does not know */
};
struct scope {
	enum scope_kind kind;
	char *path;                       /* owned; "" for the plan itself */
	const struct field *first, *last;
};
void scope_clear(struct scope *s);

enum row_kind {
	ROW_SECTION, /* of the plan: opens */
	ROW_VALUE,   /* a text, number, choice …, there or not yet */
	ROW_ITEM,    /* a text of a list */
	ROW_RECORD,  /* a record of a list: opens */
	ROW_NONE,    /* a list with nothing in it yet */
	ROW_PART,    /* a record that is not there yet: opens */
	ROW_OTHER    /* what the schema does not know, or what has another shape: for reading */
};
struct row {
	enum row_kind kind;
	const struct field *field;   /* of the value or the list; of a section the first; NULL: unknown */
	const struct field *last;    /* of a section */
	const struct node *node;     /* NULL: not there */
	const struct node *record;   /* that it is a field of; NULL: of none, or of one that is not there */
	char *path;
	char *label;                 /* left; "" where it stands at a row above */
	const char *lead;            /* the label of the row above, where that is left out by a filter; NULL */
	char *heading;               /* a line above it; NULL */
	char *text;                  /* as shown; "" where there is nothing yet */
	char *finding;               /* what is wrong with it, a sentence; NULL */
	char *advice;                /* what does not add up or is missing, in sentences; NULL */
	const char *sign;            /* how far a record is */
	size_t number;               /* of an item, from 1; else 0 */
	int digits;                  /* that the numbers of its list take */
	int indent;                  /* of the label */
	int wide;                    /* of a part: the columns of the widest label of it and its neighbours, so that these align */
	int from, to;                /* months of a phase; -1: none … */
	int first_month, months;     /* … and of all phases of its list together; 0: no bars */
	bool scale;                  /* the last of them: below its bar stands what months these are */
	int percent;                 /* of a speerpunt; -1: none */
	bool changed;                /* not saved yet */
	char *nieuw;                 /* somebody changed it that this person didn't see yet: "Bart, 12 mrt"; NULL */
	bool said;                   /* somebody said something of it that waits for this person */
	bool fixed;                  /* can't be changed here */
	bool air;                    /* an empty line below it */
};
struct rows {
	int today;                   /* for advice (plan/advies.h): set by the owner, and kept by rows_clear */
	struct doc *doc;             /* a reference: the rows borrow its nodes */
	struct row *p;
	size_t count, room;
};

/* Fills `out` (cleared before) with what `scope` shows of `d`; `changes` (may be NULL) are those not saved yet. */
void rows_build(struct rows *out, const struct scope *scope, const struct doc *d, const struct diff *changes);
void rows_clear(struct rows *rows);
void rows_drop(struct rows *rows, size_t i); /* one of them goes */
/* For rows_build: what is not saved yet, what is not right, and what does not add up. */
void rows_mark(struct rows *rows, const struct diff *changes);
/* Which rows hold one of the parts, and who changed it when; those that were marked before are not any more. */
struct gezien_parts;
void rows_mark_new(struct rows *rows, const struct gezien_parts *parts, struct moment now);
void rows_mark_said(struct rows *rows, const char *path); /* the row of what something was said of, or that holds it */
/* What a row opens; false where it opens nothing.  `out` is owned by the caller. */
bool row_opens(const struct row *row, struct scope *out);
/* The row with this path, else the one that holds it, else the first below it; `otherwise` where there is none. */
size_t rows_find(const struct rows *rows, const char *path, size_t otherwise);

/* rows_help.c: what the help says of each field in them; `chosen` is the number of a row. */
void rows_tell_fields(const struct rows *rows, size_t chosen, help_field *tell, void *help);
/* rows_filter.c: for a filter on a list whose ctx is a struct rows: what a row is found by. */
void rows_words(const void *ctx, size_t row, struct str *out);
/* Labels go to the first item in view of each list. */
void rows_lead(struct rows *rows, const struct list *list);

/* rows_draw.c: for a list whose ctx is a struct rows. */
extern const struct list_class rows_list;
/* In one column: that something is wrong with it, or not saved yet. */
void row_draw_mark(const struct row *row, struct area a, int x);

#endif
