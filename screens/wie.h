/* Asks who is at work, where that is not known, before something goes on the record. */
#ifndef SCREENS_WIE_H
#define SCREENS_WIE_H

#include "session/session.h"
#include "term/editor.h"
#include "term/screen.h"

struct wie_next {
	void (*go)(struct ui *ui, void *ctx); /* it is known now; `ctx` is the callee's from here on */
	const char *nothing;                  /* behind a sentence about a wrong answer: what is not done yet */
	const char *stopped;                  /* after Esc */
	void (*free)(void *ctx);              /* where it doesn't come to that; NULL: `ctx` is somebody else's */
};
void wie_ask_then(struct ui *ui, struct session *session, struct clipboard *clip, const struct wie_next *next, void *take);

#endif
