/* Inside the editor only: editor.c (text and keys), editor_undo.c, editor_view.c (lines and drawing). */
#ifndef TERM_EDITOR_INTERNAL_H
#define TERM_EDITOR_INTERNAL_H

#include "base/text.h"
#include "base/vec.h"
#include "term/editor.h"

#define NO_MARK ((size_t)-1)

/* Steps of one kind that follow on each other are undone together, a word at a time. */
enum step_kind { STEP_TYPED, STEP_ERASED /* Backspace */, STEP_DELETED /* Delete */, STEP_OTHER };

struct step {
	enum step_kind kind;
	size_t at;             /* where `gone` stood and `put` stands now */
	struct str gone, put;
	size_t cursor, mark;   /* before it */
};

struct editor {
	struct str text;
	bool multi;
	struct clipboard *clip;      /* borrowed */
	size_t cursor;
	size_t mark;                 /* the other end of the selection, or NO_MARK */
	int goal;                    /* the column that Up and Down keep, or -1 */
	unsigned long changes;
	VEC(struct step) steps;
	size_t done;                 /* steps not undone; what comes after can be redone */
	bool joined;                 /* may the next step join the last one? */
	struct area view;            /* where it stands on the screen */
	int rows, cols;              /* of the view; cols without that of the cursor */
	bool turned;                 /* by the wheel: the view need not have the cursor in it */
	struct text_line *lines;     /* the text wrapped to `cols`, always as it stands */
	size_t line_count, first;    /* `first` is at the top of the view */
};

/* Replaces [from, to), on the record; the cursor goes behind what was put. */
void editor_replace(struct editor *e, size_t from, size_t to, const char *put, size_t len, enum step_kind kind);
/* The same, off the record. */
void editor_splice(struct editor *e, size_t from, size_t gone, const char *put, size_t len);
/* The cursor to a character boundary: an edit can join what stands around it. */
void editor_snap(struct editor *e);

void editor_record(struct editor *e, size_t from, size_t to, const char *put, size_t len, enum step_kind kind);
bool editor_undo(struct editor *e);
bool editor_redo(struct editor *e);
void editor_forget(struct editor *e);

/* After each change of the text or of `cols`. */
void editor_wrap(struct editor *e);
/* The line on screen that `at` stands in. */
size_t editor_line_at(const struct editor *e, size_t at);
/* Where the cursor can stand last in the line: a line cut inside a word ends before its last character. */
size_t editor_line_end(const struct editor *e, size_t line);
size_t editor_at_column(const struct editor *e, size_t line, int column);
/* The place in the text under a cell of the screen; false outside the view. */
bool editor_at_cell(const struct editor *e, int y, int x, size_t *at);
/* The wheel, over the view: it scrolls. */
bool editor_turn(struct editor *e, const struct event *ev);

#endif
