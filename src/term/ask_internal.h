/* A text that is asked, for ask.c (what is done with it) and ask_draw.c (how it looks). */
#ifndef TERM_ASK_INTERNAL_H
#define TERM_ASK_INTERNAL_H

#include "term/ask.h"
#include "term/suggest.h"

struct screen_of_text {
	struct screen base;
	char *title, *who, *label, *help;
	struct editor *editor;
	void (*meaning)(void *ctx, const char *text, size_t len, struct str *out);
	struct str means;        /* of the text as it stands */
	struct suggest suggest;
	const struct ask_owner *owner;
	void *ctx;
	bool saves;              /* Ctrl-S is another thing than Enter */
	unsigned long unchanged; /* the state of the text in which Esc has nothing to hand over */
	unsigned long refused;   /* … and that in which Esc handed over in vain */
	unsigned long reported, seen; /* by `typing`, at the last tick */
};

static inline struct screen_of_text *ask_of(struct screen *s)
{
	return (struct screen_of_text *)s;
}
static inline const struct screen_of_text *ask_of_const(const struct screen *s)
{
	return (const struct screen_of_text *)s;
}

/* ask_draw.c, for the classes: the line in its dialogue, the text on its screen. */
void ask_line_size(const struct screen *s, struct area within, int *rows, int *cols);
void ask_line_layout(struct screen *s, struct area a);
void ask_line_draw(const struct screen *s, struct area a);
void ask_text_layout(struct screen *s, struct area a);
void ask_text_draw(const struct screen *s, struct area a);

#endif
