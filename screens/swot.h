/* The board of the swot, for the files that make it: swot.c what stands on it and its keys, swot_move.c moving a point to
 * another quadrant or group, swot_place.c where things stand, swot_draw.c how they look. */
#ifndef SCREENS_SWOT_H
#define SCREENS_SWOT_H

#include "screens/editing.h"
#include "term/filter.h"

/* In the order of the schema: two above, two below. */
enum { STERK, ZWAK, KANSEN, BEDREIGINGEN, QUADRANTS, TOP = QUADRANTS };

struct quadrant {
	const struct field *field;
	struct rows rows;   /* its points by group; an empty group is a row too, but for algemeen */
	struct list list;
	struct filter filter;
	size_t points;
	int digits;         /* that the numbers of its points take */
	bool full;          /* there is room for every point in full; else each has one line */
	bool help;          /* nothing stands in the whole swot yet: an empty group says what it is for */
};

/* Where things stand; an area without lines is not shown. */
struct swot_places {
	struct area note, top, tabs, side, foot;
	struct area heads[QUADRANTS], lists[QUADRANTS];
};

struct board {
	struct work_screen base;
	struct rows top;    /* the toelichting, and what the schema does not know */
	struct list top_list;
	struct quadrant quadrants[QUADRANTS];
	int active;         /* a quadrant, or TOP */
	struct swot_places places;
	int rows, cols;     /* of the screen, when no message took lines of it */
};

static inline struct board *board_of(struct screen *s)
{
	return (struct board *)s;
}
static inline const struct board *board_of_const(const struct screen *s)
{
	return (const struct board *)s;
}

const struct row *board_row(const struct board *b); /* that is chosen; NULL: none */
bool board_is_wide(const struct board *b);           /* swot_place.c: all quadrants are in view, two beside each other */

/* swot_place.c */
void swot_layout(struct screen *s, struct area a);

/* swot_draw.c */
void swot_draw(const struct screen *s, struct area a);
int swot_full_height(const struct quadrant *q, size_t i, int cols);                    /* lines of its row `i` in full */
int swot_foot_height(const struct board *b, const struct row *row, int cols);          /* lines of what the foot says of a row */
const char *swot_note(const struct board *b);                                          /* why nothing can be changed; "" */
extern const struct list_class swot_top_list, swot_quadrant_list;

/* swot_move.c: for the rows of its actions. */
bool swot_may_move(const struct screen *s);
void swot_run_move(struct ui *ui, struct screen *s); /* asks where to */
void swot_run_quadrant(struct ui *ui, struct screen *s); /* by the key: 1 to 4 */
void swot_run_group(struct ui *ui, struct screen *s);    /* s, f, e */

#endif
