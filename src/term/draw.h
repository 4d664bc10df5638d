/* The one place that draws.  A screen draws into a rectangle by role, never by colour;
 * every string passes text_clean on its way.  Drawing reads, never changes the model. */
#ifndef TERM_DRAW_H
#define TERM_DRAW_H

#include <stdbool.h>
#include <stddef.h>

/* A rectangle of the screen.  Lines of it are counted from 0 where it begins, also when it is
 * scrolled: of a row that stands half above the edge the first `skip` lines are not shown. */
struct area {
	int y, x, rows, cols;
	int skip;
};

/* Roles, not colours: theme.c has the one table that says how each looks (colour, mono, NO_COLOR). */
enum role {
	ROLE_TEXT, ROLE_HEADING, ROLE_LABEL, ROLE_DIM, ROLE_CHOSEN /* the name of the chosen row: reversed */,
	ROLE_KEY /* a key in the key bar */, ROLE_ACTION /* its label */, ROLE_ERROR, ROLE_WARNING, ROLE_GOOD,
	ROLE_ADDED /* new text in a comparison: underlined */, ROLE_REMOVED, ROLE_FIELD /* text being edited */,
	ROLE_SELECTED /* selection in the editor */, ROLE_COUNT
};

/* Signs with an ASCII twin, for terminals without UTF-8 or lines. */
enum sign {
	SIGN_CHOSEN /* ▸ > */, SIGN_PATH /* › > */, SIGN_DOT /* · - */, SIGN_DONE /* ✓ v */, SIGN_BUSY /* … ~ */,
	SIGN_FULL /* █ # */, SIGN_EMPTY /* ░ . */, SIGN_LINE /* ─ - */, SIGN_MORE_UP /* ↑ ^ */, SIGN_MORE_DOWN /* ↓ v */,
	SIGN_BAR /* ▇ = */, SIGN_SIDE /* │ | */, SIGN_CUT /* … ~ */, SIGN_NEW /* ◂ < */,
	SIGN_TOP_LEFT /* ┌ + */, SIGN_TOP_RIGHT, SIGN_BOTTOM_LEFT, SIGN_BOTTOM_RIGHT, SIGN_COUNT
};
const char *draw_sign(enum sign sign);

/* Text at line y, column x of the area (0-based), cut to `width` columns (and to the area) with
 * "…" where it does not fit; gives the columns used.  Outside the area nothing is drawn. */
int draw_text(struct area a, int y, int x, int width, enum role role, const char *s, size_t len);
int draw_string(struct area a, int y, int x, int width, enum role role, const char *s);

/* Prose: wrapped at words to `width` columns from line y, column x down; gives the lines it
 * takes (at least 1), drawn or outside the area.  The pieces of draw_runs are one text in several roles. */
struct run {
	enum role role;
	const char *s;
	size_t len;
};
int draw_prose(struct area a, int y, int x, int width, enum role role, const char *s, size_t len);
int draw_runs(struct area a, int y, int x, int width, const struct run *runs, size_t count);
/* The lines draw_prose would take; draws nothing and needs no terminal. */
int draw_prose_height(int width, const char *s, size_t len);

void draw_rule(struct area a, int y);     /* a line across */
void draw_side(struct area a, int x);     /* a line down, all of the area */
/* At the right edge of what scrolls: there is more above or below it. */
void draw_more(struct area a, bool above, bool below);
/* A border with a title in it, blank inside; gives the area inside (a column of air left and right). */
struct area draw_box(struct area a, const char *title);
void draw_cursor(struct area a, int y, int x); /* where the real cursor stands: exactly once a draw */
/* The part of `a` that is left when lines and columns go from its sides. */
struct area area_inner(struct area a, int top, int left, int bottom, int right);
/* Is there room for two things side by side? */
bool area_is_wide(struct area a);
/* Is this cell of the screen in it? */
bool area_holds(struct area a, int y, int x);

#endif
