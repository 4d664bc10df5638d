/* An earlier draft of a plan: going on with it, leaving it, or throwing it away. */
#include "screens/open.h"

#include "base/mem.h"
#include "base/taal.h"
#include "base/text.h"
#include "plan/message.h"
#include "screens/show.h"
#include "screens/veld.h"
#include "term/dialogue.h"

#include <stdlib.h>

enum { GO_ON, THROW_AWAY, LATER };
enum { SUMMARY_COLS = 110 };

static size_t characters(const char *text, size_t len)
{
	size_t count = 0;
	for (size_t at = 0; at < len; at = text_next(text, len, at))
		count++;
	return count;
}

static void go_on(struct ui *ui, struct work *w)
{
	struct draft_offer offer;
	struct err e = {0};
	bool there = sitting_offer(w->sitting, &offer);
	if (!there || sitting_take_draft(w->sitting, &e)) {
		ui_error(ui, _("%s Er is niets weg: het concept blijft staan."), there ? e.text : _("Het concept is er niet meer."));
	} else {
		work_refresh(ui, w, offer.path);
		w->typed = offer.path; /* the file has it until the field is left */
		if (offer.path) {
			plan_uncover(ui); /* the search was on its way elsewhere */
			record_open_at(ui, w, offer.path);
			veld_restore(ui, w, offer.path, offer.text, offer.text_len);
		}
	}
	draft_offer_clear(&offer);
}

static void thrown_away(struct ui *ui, void *ctx, int chosen)
{
	struct work *w = ctx;
	if (chosen == 1) {
		sitting_drop_draft(w->sitting);
		ui_message(ui, _("Het concept is weggegooid."));
	}
	concept_offer(ui, w);
}

static void answer(struct ui *ui, void *ctx, int chosen)
{
	struct work *w = ctx;
	if (chosen == GO_ON)
		go_on(ui, w);
	else if (chosen == THROW_AWAY)
		dialogue_confirm(ui, _("Concept weggooien"), _("Wat u toen typte en niet bewaarde, is dan weg. Dat kan niet ongedaan worden gemaakt."),
				 _("Ja, gooi het concept weg"), thrown_away, w);
	else
		ui_message(ui, _("Het concept blijft staan. U ziet nu het plan zoals het bewaard is."));
}

/* What it would change, and how much; the field that was being typed. */
static void add_contents(struct str *out, const struct work *w, const struct draft_offer *offer)
{
	size_t count = offer->readable ? offer->changes.changes.count : 0;
	if (count) {
		str_add_text(out, _("\n\nDaarin: "));
		message_summarise(out, &offer->changes, false, SUMMARY_COLS);
		str_add_char(out, '.');
	}
	if (!offer->path)
		return;
	struct str place = {0};
	show_place(&place, sitting_doc(w->sitting), offer->path);
	str_add_text(out, count ? _(" U was bezig met: ") : _("\n\nU was bezig met: "));
	str_addf(out, _("%s (%zu tekens)."), place.len ? place.p : offer->path, characters(offer->text, offer->text_len));
	str_free(&place);
}

void concept_offer(struct ui *ui, struct work *w)
{
	struct draft_offer offer;
	struct str text = {0}, when = {0};
	if (sitting_read_only(w->sitting) || !sitting_offer(w->sitting, &offer))
		return;
	date_short(&when, offer.when, session_now(w->session));
	str_addf(&text, _("Er is een concept van %s, dat niet is bewaard."), when.p);
	add_contents(&text, w, &offer);
	if (offer.newer_since)
		str_add_text(&text, _("\n\nDaarna is het plan nog door iemand anders veranderd; bij het bewaren komt dat bij elkaar."));
	if (offer.others)
		str_addf(&text, offer.others == 1 ? _("\n\nEr wacht nog %zu ouder concept.") : _("\n\nEr wachten nog %zu oudere concepten."), offer.others);
	dialogue_ask(ui, &(struct question){
		.title = _("Concept"), .text = text.p, .answers = {_("Verder werken"), _("Weggooien"), _("Later")},
		.standard = GO_ON, .harmless = LATER,
	}, answer, w);
	draft_offer_clear(&offer);
	str_free(&text);
	str_free(&when);
}
