/* Who is at work: asked once, before the first save. */
#include "screens/wie.h"

#include "base/mem.h"
#include "base/taal.h"
#include "base/text.h"
#include "screens/open.h"
#include "term/ask.h"

#include <stdlib.h>
#include <string.h>

struct wie {
	struct session *session;
	struct clipboard *clip;
	const struct wie_next *next;
	void *ctx;  /* of next; NULL: handed on */
	char *name; /* once it is given */
};

static void wie_free(void *ctx)
{
	struct wie *w = ctx;
	if (w->ctx && w->next->free)
		w->next->free(w->ctx);
	free(w->name);
	free(w);
}

static bool accept_name(struct ui *ui, void *ctx, const char *text, size_t len, enum ask_how how)
{
	(void)how;
	struct wie *w = ctx;
	if (text_is_blank(text, len) || strpbrk(text, "<>")) {
		ui_error(ui, _("Typ uw naam, zonder < en >. %s"), _(w->next->nothing));
		return false;
	}
	free(w->name);
	w->name = mem_copy(text, len);
	return true;
}

static bool accept_address(struct ui *ui, void *ctx, const char *text, size_t len, enum ask_how how)
{
	(void)len;
	(void)how;
	struct wie *w = ctx;
	struct err e = {0};
	if (session_introduce(w->session, w->name, text, &e) == OK)
		return true;
	ui_error(ui, "%s %s", e.text, _(w->next->nothing));
	return false;
}

/* Esc never goes on. */
static void address_taken(struct ui *ui, void *ctx, enum ask_how how)
{
	struct wie *w = ctx;
	void *of_next = w->ctx;
	if (how == ASK_BACK) {
		ui_message(ui, "%s", _(w->next->stopped));
		return;
	}
	w->ctx = NULL;
	w->next->go(ui, of_next);
}

static const struct ask_owner address_owner = {accept_address, address_taken, NULL, NULL, wie_free};

static void name_taken(struct ui *ui, void *ctx, enum ask_how how)
{
	struct wie *w = ctx, *next;
	if (how == ASK_BACK) {
		ui_message(ui, "%s", _(w->next->stopped));
		return;
	}
	next = mem_alloc(sizeof *next);
	*next = *w;
	next->name = mem_text(w->name);
	w->ctx = NULL;
	ask_line(ui, &(struct ask){
		.title = _("Wat is uw e-mailadres?"),
		.help = _("Het komt met uw naam bij elke wijziging te staan. U geeft het maar één keer op."),
		.text = "", .clip = w->clip, .owner = &address_owner, .ctx = next,
	});
}

static const struct ask_owner name_owner = {accept_name, name_taken, NULL, NULL, wie_free};

void wie_ask_then(struct ui *ui, struct session *session, struct clipboard *clip, const struct wie_next *next, void *take)
{
	if (session_name(session)) {
		next->go(ui, take);
		return;
	}
	struct wie *w = mem_alloc(sizeof *w);
	*w = (struct wie){session, clip, next, take, NULL};
	ask_line(ui, &(struct ask){
		.title = _("Wie bent u?"),
		.help = _("Uw naam komt bij elke wijziging te staan, zodat anderen weten wie iets veranderde. Typ uw voornaam en achternaam."),
		.text = "", .clip = clip, .owner = &name_owner, .ctx = w,
	});
}

/* --- before a save ------------------------------------------------------------------- */

struct saving {
	struct work *work;
	enum after after;
};

static void go_on_saving(struct ui *ui, void *ctx)
{
	struct saving s = *(struct saving *)ctx;
	free(ctx);
	bewaren_open(ui, s.work, s.after);
}

static const struct wie_next saving_next = {
	.go = go_on_saving,
	.nothing = N_("Er is nog niets bewaard; uw tekst is er nog."),
	.stopped = N_("Nog niet bewaard. Uw wijzigingen staan er nog, ook als concept."),
	.free = free,
};

void wie_ask(struct ui *ui, struct work *work, enum after after)
{
	struct saving *s = mem_alloc(sizeof *s);
	*s = (struct saving){work, after};
	wie_ask_then(ui, work->session, work->clip, &saving_next, s);
}
