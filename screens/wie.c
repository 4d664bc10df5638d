/* Who is at work: asked once, before the first save. */
#include "screens/open.h"

#include "base/mem.h"
#include "base/taal.h"
#include "term/ask.h"

#include <stdlib.h>
#include <string.h>

struct wie {
	struct work *work;
	enum after after;
	char *name; /* once it is given */
};

static void wie_free(void *ctx)
{
	struct wie *w = ctx;
	free(w->name);
	free(w);
}

static bool accept_name(struct ui *ui, void *ctx, const char *text, size_t len, enum ask_how how)
{
	(void)how;
	struct wie *w = ctx;
	if (strspn(text, " ") == len || strpbrk(text, "<>")) {
		ui_error(ui, _("Typ uw naam, zonder < en >. Er is nog niets bewaard; uw tekst is er nog."));
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
	if (session_introduce(w->work->session, w->name, text, &e) == OK)
		return true;
	ui_error(ui, _("%s Er is nog niets bewaard; uw tekst is er nog."), e.text);
	return false;
}

/* Esc never goes on to saving. */
static void tell_not_saved(struct ui *ui)
{
	ui_message(ui, _("Nog niet bewaard. Uw wijzigingen staan er nog, ook als concept."));
}

static void address_taken(struct ui *ui, void *ctx, enum ask_how how)
{
	struct wie *w = ctx;
	if (how == ASK_BACK)
		tell_not_saved(ui);
	else
		bewaren_open(ui, w->work, w->after);
}

static const struct ask_owner address_owner = {accept_address, address_taken, NULL, NULL, wie_free};

static void name_taken(struct ui *ui, void *ctx, enum ask_how how)
{
	if (how == ASK_BACK) {
		tell_not_saved(ui);
		return;
	}
	struct wie *w = ctx, *next = mem_alloc(sizeof *next);
	*next = (struct wie){w->work, w->after, mem_text(w->name)};
	ask_line(ui, &(struct ask){
		.title = _("Wat is uw e-mailadres?"),
		.help = _("Het komt met uw naam bij elke wijziging te staan. U geeft het maar één keer op."),
		.text = "", .clip = w->work->clip, .owner = &address_owner, .ctx = next,
	});
}

static const struct ask_owner name_owner = {accept_name, name_taken, NULL, NULL, wie_free};

void wie_ask(struct ui *ui, struct work *work, enum after after)
{
	struct wie *w = mem_alloc(sizeof *w);
	*w = (struct wie){work, after, NULL};
	ask_line(ui, &(struct ask){
		.title = _("Wie bent u?"),
		.help = _("Uw naam komt bij elke wijziging te staan, zodat anderen weten wie iets veranderde. Typ uw voornaam en achternaam."),
		.text = "", .clip = work->clip, .owner = &name_owner, .ctx = w,
	});
}
