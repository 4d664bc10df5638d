/* `/` on a list: a line at the foot of the screen, and only the rows that have all words typed in it.  What a row is
 * found by the owner of the list says; it is folded once, so a key costs one pass over the folded texts.
 *
 * Use: embed a `struct filter` beside the list; filter_init after list_init, filter_clear in `free`; give it by the `filter`
 * of the screen's class; call filter_refresh where the rows change.  The key, the line and the letters are then seen to. */
#ifndef TERM_FILTER_H
#define TERM_FILTER_H

#include "base/wanted.h"
#include "term/editor.h"
#include "term/list.h"
#include "term/screen.h"

/* Appends the words that a row is found by; `ctx` is that of the list. */
typedef void filter_words(const void *ctx, size_t row, struct str *out);
/* Is a row out of sight unless it is looked for? */
typedef bool filter_away(const void *ctx, size_t row);

struct filter {
	struct list *list;      /* borrowed */
	filter_words *words;
	filter_away *away;
	struct editor *line;    /* NULL: it is not open */
	struct clipboard clip;
	struct wanted wanted;
	char *last;             /* what was typed when it was last left by Enter; NULL: nothing */
	struct str folded;      /* the words of the rows, one behind the other … */
	size_t *ends, rows;     /* … where each ends, and of how many rows */
	bool *hidden;           /* what the list leaves out; NULL: nothing … */
	size_t judged;          /* … of so many rows, so far */
};

void filter_init(struct filter *f, struct list *list, filter_words *words, filter_away *away); /* `away` may be NULL */
void filter_clear(struct filter *f);
/* The rows of the list are other ones, or another number of them; those that are there already are as they were: filter_more. */
void filter_refresh(struct filter *f);
void filter_more(struct filter *f);

/* With what was last looked for in it, ready to be typed over. */
void filter_open(struct filter *f);
/* All rows again; the chosen one stays chosen. */
void filter_close(struct filter *f);
bool filter_is_open(const struct filter *f); /* false for NULL */
/* Are there words that leave rows out? */
bool filter_is_used(const struct filter *f);
bool filter_has_rows(const struct filter *f);

/* For ui.c and frame.c.  filter_of: of a screen; NULL where it has none. */
struct filter *filter_of(const struct screen *s);
/* A key while it is open; false: it is for the screen. */
bool filter_key(struct filter *f, struct ui *ui, const struct event *ev);
int filter_lines(const struct filter *f); /* that it takes at the foot of the screen */
void filter_layout(struct filter *f, struct area a); /* of its line, while it is open */
void filter_draw(const struct filter *f, struct area a);

#endif
