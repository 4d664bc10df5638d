/* Questions in a rectangle over the screen: 1 to 4 answers, chosen with arrows and Enter or by
 * their first letter; Esc gives the harmless one.  Up and Down first read on in a text that is longer than the
 * rectangle.  Knows nothing of what is asked. */
#ifndef TERM_DIALOGUE_H
#define TERM_DIALOGUE_H

#include "term/screen.h"

enum { DIALOGUE_ANSWERS = 4 };

struct question {
	const char *title;
	const char *text;                          /* wrapped; may have line ends */
	const char *answers[DIALOGUE_ANSWERS + 1]; /* "Bewaren", "Verder", "Later"; ended by NULL; first letters differ */
	int standard;                              /* chosen at first */
	int harmless;                              /* what Esc answers */
};

/* `chosen` is the number of the answer.  The dialogue is closed by then.  Never called when the
 * program ends instead; `ctx` is borrowed. */
typedef void dialogue_answer(struct ui *ui, void *ctx, int chosen);

/* Texts are copied. */
struct screen *dialogue_new(const struct question *q, dialogue_answer *answer, void *ctx);
void dialogue_ask(struct ui *ui, const struct question *q, dialogue_answer *answer, void *ctx);
/* Something to read, with one answer ("Verder"). */
void dialogue_notice(struct ui *ui, const char *title, const char *text);
/* A dangerous action: `text` says what happens, `verb` names it with its object ("Ja, verwijder speerpunt
 * Afval").  Answer 1 is to do it, 0 is not to ("Nee, niet doen": what Enter gives at first).  The key
 * that asked for it does not answer. */
void dialogue_confirm(struct ui *ui, const char *title, const char *text, const char *verb, dialogue_answer *answer, void *ctx);

#endif
