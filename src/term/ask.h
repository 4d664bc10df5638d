/* Three ready screens that ask for one value: a line of text in a dialogue, a longer text on a whole screen,
 * a choice from a list.  Nothing typed is lost: Esc hands the text over too, and the owner hears of it
 * while it is typed.  They know nothing of what the value is for. */
#ifndef TERM_ASK_H
#define TERM_ASK_H

#include "term/editor.h"
#include "term/screen.h"

enum ask_how {
	ASK_DONE, /* Enter in a line */
	ASK_SAVE, /* Ctrl-S: the person wants to save as well; only with `saves` */
	ASK_BACK  /* Esc: only called when something was typed, or `restored` */
};

/* What becomes of the text.  `text` is normalised for `accept` and as it stands for the rest; borrowed. */
struct ask_owner {
	/* True: taken, the screen closes.  False: refused, said why by ui_error; it stays open.  (Esc takes the error
	 * away; Esc again on what Esc was refused for closes the screen all the same: the text is in the clipboard
	 * then, and a message says so.)  Opens no screens. */
	bool (*accept)(struct ui *ui, void *ctx, const char *text, size_t len, enum ask_how how);
	/* After it closed with the text taken: here screens may be opened.  May be NULL. */
	void (*taken)(struct ui *ui, void *ctx, enum ask_how how);
	/* For a draft: each 20 keys that changed the text, and at most 2 s after the last.  May be NULL. */
	void (*typing)(void *ctx, const char *text, size_t len);
	/* We are sent away (K_HANGUP): false when it could not be kept.  May be NULL. */
	bool (*leave)(void *ctx, const char *text, size_t len);
	/* The screen is gone and uses `ctx` no more.  NULL: ctx is somebody else's and outlives the screen. */
	void (*free)(void *ctx);
};

struct ask {
	const char *title;            /* above the dialogue, or where the heading says where we are */
	const char *who;              /* at the right of that heading (ask_text); may be NULL */
	const char *label;            /* of the field; may be NULL */
	const char *help;             /* what is asked, wrapped; may be NULL */
	const char *text;             /* what stands there now */
	size_t len;
	/* ask_line: what the text means as it stands, or what is wrong with it: a line below it, appended to `out`.  May be NULL. */
	void (*meaning)(void *ctx, const char *text, size_t len, struct str *out);
	const char *const *words;     /* ask_line: texts to offer while somebody types, the likeliest first; copied */
	size_t word_count;
	bool saves;                   /* ask_line: Ctrl-S saves as well; else it does what Enter does (ask_text always has it) */
	bool restored;                /* it comes from a draft: Esc hands it over even when nothing is typed */
	struct clipboard *clip;       /* shared; outlives the screen */
	const struct ask_owner *owner;
	void *ctx;
};

/* Texts are copied. */
void ask_line(struct ui *ui, const struct ask *ask);
void ask_text(struct ui *ui, const struct ask *ask);

struct ask_choice {
	const char *title, *help;     /* help may be NULL */
	const char *const *labels;    /* `count` of them; copied */
	size_t count;
	int present;                  /* the row that stands there now; -1: none */
	bool may_be_empty;            /* a row "(leeg)" under them */
	/* A row was chosen (-1: empty), the present one perhaps.  The dialogue is closed by then.  Esc calls nothing. */
	void (*chosen)(struct ui *ui, void *ctx, int row);
	void (*free)(void *ctx);      /* as in ask_owner */
	void *ctx;
};
void ask_choice(struct ui *ui, const struct ask_choice *ask);

/* For the lint of actions in tests. */
extern const struct screen_class ask_line_class, ask_text_class, ask_choice_class;

#endif
