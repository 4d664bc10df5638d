#include "screens/work.h"

#include "base/mem.h"
#include "base/taal.h"
#include "plan/path.h"
#include "plan/plan.h"
#include "screens/open.h"
#include "term/dialogue.h"

#include <stdlib.h>
#include <string.h>

enum code work_open(struct work **out, struct session *s, const char *plan, struct clipboard *clip, struct err *e)
{
	struct sitting *t;
	*out = NULL;
	enum code code = sitting_open(&t, s, plan, e);
	if (code)
		return code;
	*out = mem_alloc(sizeof **out);
	**out = (struct work){.session = s, .sitting = t, .clip = clip};
	return OK;
}

void work_free(struct work *w)
{
	if (!w)
		return;
	sitting_free(w->sitting);
	free(w->chosen);
	free(w->removing);
	overnemen_free(w->overnemen);
	free(w);
}

/* --- the draft -------------------------------------------------------------------- */

bool work_keep(struct work *w, const char *path, const char *text, size_t len)
{
	bool before = w->unkept.code != OK;
	w->unkept = (struct err){0};
	enum code code = sitting_keep(w->sitting, path, text, len, &w->unkept);
	w->unkept.code = code;
	w->told &= before;
	w->typed = path && !code;
	return !code;
}

void work_resumed(struct ui *ui, struct screen *s)
{
	if (work_of(s)->typed && ui_top(ui) == s) /* the field was left */
		work_keep(work_of(s), NULL, NULL, 0);
	ui_redraw(ui);
}

int work_tick(struct ui *ui, struct screen *s)
{
	struct work *w = work_of(s);
	if (w && w->unkept.code && !w->told) {
		w->told = true;
		ui_error(ui, _("Uw tekst staat nog op het scherm, maar er kan nu geen concept van worden gemaakt. %s Bewaar zodra u kunt."), w->unkept.text);
	}
	return -1;
}

/* A text being typed above us was kept with the rest. */
bool work_leave(struct ui *ui, struct screen *s)
{
	(void)ui;
	struct work *w = work_of(s);
	return !w || w->typed || work_keep(w, NULL, NULL, 0);
}

void work_refresh(struct ui *ui, struct work *w, const char *chosen)
{
	free(w->chosen);
	w->chosen = mem_text(chosen);
	for (struct screen *s = ui_top(ui); s; s = s->below)
		if (s->class->resumed)
			s->class->resumed(ui, s);
	free(w->chosen);
	w->chosen = NULL;
}

void work_edited(struct ui *ui, struct work *w, const char *chosen)
{
	w->undo++;
	w->redo = 0;
	work_keep(w, NULL, NULL, 0);
	work_refresh(ui, w, chosen);
}

/* --- what a heading says ---------------------------------------------------------------- */

void work_who(const struct work *w, struct str *right)
{
	const char *name = session_name(w->session);
	bool changed = sitting_is_changed(w->sitting);
	str_add_text(right, name ? name : "");
	if (changed)
		str_addf(right, "%s%s", right->len ? " · " : "", _("concept"));
}

const char *work_buurt(const struct work *w)
{
	const char *buurt = plan_text(sitting_doc(w->sitting)->root, "buurt");
	return *buurt ? buurt : sitting_plan(w->sitting);
}

/* --- actions ------------------------------------------------------------------------------ */

bool work_is_changed(const struct screen *s)
{
	return sitting_is_changed(work_of(s)->sitting);
}

bool work_can_undo(const struct screen *s)
{
	return work_of(s)->undo > 0;
}

bool work_can_redo(const struct screen *s)
{
	return work_of(s)->redo > 0;
}

void work_run_save(struct ui *ui, struct screen *s)
{
	bewaren_open(ui, work_of(s), AFTER_STAY);
}

/* After a step back or forth: the screens choose what `came`, if anything did. */
static void stepped(struct ui *ui, struct work *w, struct str *take_came)
{
	work_keep(w, NULL, NULL, 0);
	work_refresh(ui, w, take_came->len ? take_came->p : NULL);
	str_free(take_came);
}

static void undo_saved_answer(struct ui *ui, void *ctx, int chosen)
{
	struct work *w = ctx;
	struct saved_change change;
	struct err e = {0};
	if (chosen != 1 || !sitting_last_saved(w->sitting, &change))
		return;
	if (sitting_undo_saved(w->sitting, &e)) {
		ui_error(ui, "%s", e.text);
	} else {
		struct str none = {0};
		w->redo++;
		stepped(ui, w, &none);
		ui_message(ui, _("Ongedaan gemaakt: %s. Dit staat pas in het plan als u bewaart."), change.label);
	}
	saved_change_clear(&change);
}

/* Below the first edit: what stands on the record already is not taken back by a key too many. */
static void ask_undo_saved(struct ui *ui, struct work *w)
{
	struct saved_change change;
	struct str text = {0}, when = {0};
	if (sitting_read_only(w->sitting) || !sitting_last_saved(w->sitting, &change)) {
		ui_message(ui, _("Er is niets om ongedaan te maken."));
		return;
	}
	date_short(&when, change.when, session_now(w->session));
	str_addf(&text, _("De laatste bewaarde wijziging is van %s (%s): %s.\n\nAls u die ongedaan maakt, is dat een nieuwe wijziging. Die staat pas in het plan als u bewaart, en met r komt de oude weer terug."),
		 change.name, when.p, change.label);
	dialogue_confirm(ui, _("Bewaarde wijziging ongedaan maken"), text.p, _("Ja, maak die ongedaan"), undo_saved_answer, w);
	saved_change_clear(&change);
	str_free(&text);
	str_free(&when);
}

/* The value or item that a person sees first of what came: a list or record that was not there comes with all it holds. */
static const struct node *first_in(const struct node *n)
{
	while (n->key && n->count)
		n = n->items[0];
	return n;
}

void work_find_changed(struct str *out, const struct doc *before, const struct doc *now)
{
	struct diff d;
	diff_init(&d, before, now);
	for (size_t i = 0; i < d.changes.count && !out->len; i++)
		if (d.changes.p[i].new)
			path_of(out, first_in(d.changes.p[i].new));
	diff_clear(&d);
}

/* Goes back or on; the screens then choose what came to stand there. */
static const char *go_over(struct work *w, const char *(*step)(struct sitting *t), struct str *came)
{
	struct doc *before = doc_ref(sitting_doc(w->sitting));
	const char *label = step(w->sitting);
	work_find_changed(came, before, sitting_doc(w->sitting));
	doc_free(before);
	return label;
}

void work_run_undo(struct ui *ui, struct screen *s)
{
	struct work *w = work_of(s);
	struct str came = {0};
	const char *label = go_over(w, sitting_undo, &came);
	if (!label) {
		w->undo = 0;
		ask_undo_saved(ui, w);
		return;
	}
	w->undo -= w->undo > 0;
	w->redo++;
	stepped(ui, w, &came);
	ui_message(ui, _("Ongedaan gemaakt: %s."), label);
}

void work_run_redo(struct ui *ui, struct screen *s)
{
	struct work *w = work_of(s);
	struct str came = {0};
	const char *label = go_over(w, sitting_redo, &came);
	if (!label) {
		w->redo = 0;
		ui_message(ui, _("Er is niets om opnieuw te doen."));
		return;
	}
	w->redo -= w->redo > 0;
	w->undo++;
	stepped(ui, w, &came);
	ui_message(ui, _("Opnieuw gedaan: %s."), label);
}

/* --- going ---------------------------------------------------------------------------------- */

enum { ANSWER_SAVE, ANSWER_STAY, ANSWER_LATER };

static void leave(struct ui *ui, struct work *w, enum after after);

/* Another plan with edits that are not saved, open below this one. */
static struct work *other_unsaved(const struct ui *ui, const struct work *w)
{
	for (struct screen *s = ui_top(ui); s; s = s->below)
		if (s->class == &plan_class && work_of(s) != w && sitting_is_changed(work_of(s)->sitting))
			return work_of(s);
	return NULL;
}

static void quit(struct ui *ui, struct work *w)
{
	struct work *other = other_unsaved(ui, w);
	if (!other) {
		ui_quit(ui);
		return;
	}
	while (ui_top(ui)->class != &plan_class || work_of(ui_top(ui)) != other)
		ui_close(ui);
	leave(ui, other, AFTER_QUIT);
}

void work_go(struct ui *ui, struct work *w, enum after after)
{
	if (after == AFTER_QUIT)
		quit(ui, w);
	else if (after == AFTER_CLOSE)
		ui_close(ui);
}

static void go_later(struct ui *ui, struct work *w, enum after after)
{
	if (!work_keep(w, NULL, NULL, 0)) {
		w->told = true;
		ui_error(ui, _("Er kan geen concept worden gemaakt. %s U bent nog in het plan en uw tekst is er nog: bewaar hem liever nu."), w->unkept.text);
		return;
	}
	work_go(ui, w, after);
	if (after == AFTER_CLOSE)
		ui_message(ui, _("Uw wijzigingen zijn niet bewaard, maar blijven als concept staan tot u dit plan weer opent."));
}

static void answer(struct ui *ui, struct work *w, enum after after, int chosen)
{
	if (chosen == ANSWER_SAVE)
		bewaren_open(ui, w, after);
	else if (chosen == ANSWER_LATER)
		go_later(ui, w, after);
}

static void answer_close(struct ui *ui, void *ctx, int chosen)
{
	answer(ui, ctx, AFTER_CLOSE, chosen);
}

static void answer_quit(struct ui *ui, void *ctx, int chosen)
{
	answer(ui, ctx, AFTER_QUIT, chosen);
}

static void leave(struct ui *ui, struct work *w, enum after after)
{
	if (!sitting_is_changed(w->sitting)) {
		work_go(ui, w, after);
		return;
	}
	const struct question q = {
		.title = _("Nog niet bewaard"),
		.text = _("U hebt dit plan veranderd, maar nog niet bewaard.\n\nBewaren: zet uw wijzigingen in het plan.\nVerder: blijf in het plan.\nLater: ga weg; uw wijzigingen blijven als concept staan."),
		.answers = {_("Bewaren"), _("Verder"), _("Later")},
		.standard = ANSWER_SAVE,
		.harmless = ANSWER_STAY,
	};
	dialogue_ask(ui, &q, after == AFTER_QUIT ? answer_quit : answer_close, w);
}

void work_run_leave(struct ui *ui, struct screen *s)
{
	leave(ui, work_of(s), AFTER_CLOSE);
}

void work_run_stop(struct ui *ui, struct screen *s)
{
	if (work_of(s))
		leave(ui, work_of(s), AFTER_QUIT);
	else
		ui_quit(ui);
}
