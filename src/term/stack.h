/* What runs the screens, shared by ui.c (stack and keys), frame.c (drawing), keybar.c, loop.c (the
 * terminal) and script.c.  Only for src/term. */
#ifndef TERM_STACK_H
#define TERM_STACK_H

#include "term/screen.h"

enum notice { NOTICE_NONE, NOTICE_MESSAGE, NOTICE_ERROR };

struct ui {
	struct screen *top;
	struct screen *closed;  /* to be freed when this key is done with */
	bool quit;
	bool unkept;            /* at the hang-up something could not be kept */
	bool dirty;             /* asked to draw */
	bool repaint;           /* all of it, whatever the terminal shows */
	bool soon;              /* somebody wants a tick at once: a screen that opened, or ui_tick_soon */
	bool on_bar;            /* the keys go to the key bar … */
	size_t bar;             /* … where this row is chosen */
	enum notice notice;
	bool answered;          /* a key came since the error was shown */
	struct str text;        /* of the message or the error */
	uint32_t last_key;
};

/* The one input point. */
void ui_handle(struct ui *ui, const struct event *ev);
/* Gives every screen its tick; the least that one asks for, -1 when none wants another. */
int ui_tick(struct ui *ui);
bool ui_wants_ticks(const struct ui *ui);
/* Frees the screens that are left. */
void ui_clear(struct ui *ui);

/* Draws the frame into ncurses' screen and sends what changed. */
void frame_draw(struct ui *ui);
bool frame_is_too_small(void);

/* A row of actions in the key bar. */
enum { KEYBAR_ROWS = 64 };
/* The labelled rows of a screen, in the order of the bar: its own, help and back, and what stops last. */
size_t keybar_rows(const struct screen *s, const struct action *rows[KEYBAR_ROWS]);
/* Which of them fit: `shown[i]`, true where row i does.  `chosen` (or -1) always is.  True when all are. */
bool keybar_fit(const struct screen *s, const struct action *const rows[], size_t count, int cols, int chosen, bool shown[KEYBAR_ROWS]);
void keybar_draw(const struct ui *ui, struct area a);
/* A key while the bar has the keys; false: it is for the screen (and the bar is left). */
bool keybar_key(struct ui *ui, const struct event *ev);

#endif
