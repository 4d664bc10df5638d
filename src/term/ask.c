#include "term/ask_internal.h"

#include "base/mem.h"
#include "base/taal.h"
#include "base/text.h"
#include "term/own_editor.h"

#include <stdlib.h>
#include <string.h>

/* More than any editor counts to: no such state. */
#define NEVER ((unsigned long)-1)

/* The text is another: what does it mean, and what can be meant? */
static void text_changed(struct screen_of_text *t)
{
	size_t len;
	const char *text = editor_text(t->editor, &len);
	str_clear(&t->means);
	if (t->meaning)
		t->meaning(t->ctx, text, len, &t->means);
	suggest_for(&t->suggest, text, len);
}

static void open(struct ui *ui, const struct screen_class *class, const struct ask *ask, bool multi)
{
	struct screen_of_text *t = mem_alloc(sizeof *t);
	t->base.class = class;
	t->title = mem_text(ask->title);
	t->who = mem_text(ask->who ? ask->who : "");
	t->label = mem_text(ask->label ? ask->label : "");
	t->help = mem_text(ask->help ? ask->help : "");
	t->editor = editor_new(ask->text, ask->len, multi, ask->clip);
	t->owner = ask->owner;
	t->ctx = ask->ctx;
	t->saves = ask->saves || multi;
	t->unchanged = ask->restored ? NEVER : 0;
	t->refused = NEVER;
	t->meaning = ask->meaning;
	suggest_init(&t->suggest, ask->words, ask->word_count);
	text_changed(t);
	ui_open(ui, &t->base);
}

void ask_line(struct ui *ui, const struct ask *ask)
{
	open(ui, &ask_line_class, ask, false);
}

void ask_text(struct ui *ui, const struct ask *ask)
{
	open(ui, &ask_text_class, ask, true);
}

static void text_free(struct screen *s)
{
	struct screen_of_text *t = ask_of(s);
	if (t->owner->free)
		t->owner->free(t->ctx);
	editor_free(t->editor);
	suggest_clear(&t->suggest);
	str_free(&t->means);
	free(t->title);
	free(t->who);
	free(t->label);
	free(t->help);
	free(t);
}

static bool hand_over(struct ui *ui, struct screen_of_text *t, enum ask_how how)
{
	size_t len;
	const char *text = editor_text(t->editor, &len);
	struct str kept = {0};
	text_normalise(&kept, text, len);
	bool taken = t->owner->accept(ui, t->ctx, str_text(&kept), kept.len, how);
	str_free(&kept);
	if (!taken)
		return false;
	ui_close(ui);
	if (t->owner->taken)
		t->owner->taken(ui, t->ctx, how);
	return true;
}

/* The text that is chosen below the line comes into it. */
static void take_suggestion(struct screen_of_text *t)
{
	const char *word = suggest_chosen(&t->suggest);
	if (!word)
		return;
	editor_set(t->editor, word, strlen(word));
	text_changed(t);
}

static void run_done(struct ui *ui, struct screen *s)
{
	take_suggestion(ask_of(s));
	hand_over(ui, ask_of(s), ASK_DONE);
}

static void run_save(struct ui *ui, struct screen *s)
{
	hand_over(ui, ask_of(s), ASK_SAVE);
}

static bool saves_too(const struct screen *s)
{
	return ask_of_const(s)->saves;
}

static void press(struct screen_of_text *t, uint32_t key)
{
	editor_key(t->editor, &(struct event){.key = key});
	text_changed(t);
}

/* What could not be taken goes to the clipboard: nothing typed is lost. */
static void close_refused(struct ui *ui, struct screen_of_text *t)
{
	size_t len;
	const char *text = editor_text(t->editor, &len);
	int shown = (int)text_fit(text, len, 200, NULL);
	press(t, K_CTRL_A);
	press(t, K_CTRL_C);
	ui_close(ui); /* it is freed only after this key */
	if (!t->saves && len == 0)
		ui_message(ui, _("Niet overgenomen: er is niets gedaan."));
	else if (!t->saves)
		ui_message(ui, _("Niet overgenomen: er is niets gedaan. Met Ctrl-V zet u in zo'n vraag terug wat u typte: %.*s"), shown, text);
	else if (len == 0)
		ui_message(ui, _("Niet overgenomen: het veld is zoals het was."));
	else
		ui_message(ui, _("Niet overgenomen: het veld is zoals het was. Met Ctrl-V zet u daar terug wat u typte: %.*s"), shown, text);
}

static void text_back(struct ui *ui, struct screen *s)
{
	struct screen_of_text *t = ask_of(s);
	unsigned long now = editor_changes(t->editor);
	if (now == t->unchanged) {
		ui_close(ui);
	} else if (now == t->refused) {
		close_refused(ui, t);
	} else if (!hand_over(ui, t, ASK_BACK)) {
		t->refused = now;
	}
}

static void report(struct screen_of_text *t)
{
	size_t len;
	const char *text = editor_text(t->editor, &len);
	t->reported = editor_changes(t->editor);
	t->owner->typing(t->ctx, text, len);
}

/* Down goes into what is offered and Up comes back; Tab takes the first of it into the line, to type on. */
static bool suggest_key(struct screen_of_text *t, uint32_t key)
{
	if (key == K_TAB && t->suggest.shown_count) {
		if (t->suggest.chosen < 0)
			suggest_step(&t->suggest, 1);
		take_suggestion(t);
		return true;
	}
	if (key == K_UP && t->suggest.chosen >= 0)
		return suggest_step(&t->suggest, -1);
	return key == K_DOWN && t->suggest.shown_count && suggest_step(&t->suggest, 1);
}

static bool text_key(struct ui *ui, struct screen *s, const struct event *ev)
{
	struct screen_of_text *t = ask_of(s);
	unsigned long before = editor_changes(t->editor);
	if (ev->key == K_CTRL_S && !t->saves) { /* nothing to save yet: a habit that must not be in vain */
		run_done(ui, s);
		return true;
	}
	bool used = (t->suggest.chosen >= 0 && suggest_key(t, ev->key)) || editor_key(t->editor, ev) || suggest_key(t, ev->key);
	if (editor_changes(t->editor) != before)
		text_changed(t);
	if (t->owner->typing && editor_changes(t->editor) - t->reported >= EDITOR_DRAFT_KEYS)
		report(t);
	return used;
}

static int text_tick(struct ui *ui, struct screen *s)
{
	(void)ui;
	struct screen_of_text *t = ask_of(s);
	unsigned long now = editor_changes(t->editor);
	if (now != t->seen) {
		t->seen = now;
		return EDITOR_PAUSE;
	}
	editor_pause(t->editor);
	if (t->owner->typing && now != t->reported)
		report(t);
	return -1;
}

static bool text_leave(struct ui *ui, struct screen *s)
{
	(void)ui;
	struct screen_of_text *t = ask_of(s);
	size_t len;
	const char *text = editor_text(t->editor, &len);
	return !t->owner->leave || t->owner->leave(t->ctx, text, len);
}

static void text_heading(const struct screen *s, struct str *left, struct str *right)
{
	str_add_text(left, ask_of_const(s)->title);
	str_add_text(right, ask_of_const(s)->who);
}

static void run_undo(struct ui *ui, struct screen *s)
{
	(void)ui;
	press(ask_of(s), K_CTRL_Z);
}

static void run_redo(struct ui *ui, struct screen *s)
{
	(void)ui;
	press(ask_of(s), K_CTRL_Y);
}

static void run_all(struct ui *ui, struct screen *s)
{
	(void)ui;
	press(ask_of(s), K_CTRL_A);
}

static void run_cut(struct ui *ui, struct screen *s)
{
	(void)ui;
	press(ask_of(s), K_CTRL_X);
}

static void run_paste(struct ui *ui, struct screen *s)
{
	(void)ui;
	press(ask_of(s), K_CTRL_V);
}

static void run_cut_rest(struct ui *ui, struct screen *s)
{
	(void)ui;
	press(ask_of(s), K_CTRL_K);
}

/* What the person reads when they are back. */
static void tell_of_own_editor(struct ui *ui, int status, bool changed)
{
	if (!changed && (status == 126 || status == 127))
		ui_error(ui, _("Uw eigen editor kan niet worden gestart. De tekst is zoals hij was. Welke editor dat is, staat in VISUAL of EDITOR; vraag de beheerder."));
	else if (status && changed)
		ui_error(ui, _("Uw editor stopte met een fout (%d). Wat u daar had opgeslagen staat nu hier. Met Ctrl-Z zet u terug wat er stond."), status);
	else if (status)
		ui_error(ui, _("Uw editor stopte met een fout (%d). De tekst is zoals hij was."), status);
	else if (changed)
		ui_message(ui, _("Overgenomen uit uw eigen editor. Met Ctrl-Z zet u terug wat er stond."));
	else
		ui_message(ui, _("In uw eigen editor is er niets veranderd."));
}

/* The draft is written first: the person may be gone for long. */
static void run_own_editor(struct ui *ui, struct screen *s)
{
	struct screen_of_text *t = ask_of(s);
	struct str made = {0};
	struct err e = {0};
	int status;
	size_t len;
	const char *text = editor_text(t->editor, &len);
	unsigned long before = editor_changes(t->editor);
	if (t->owner->typing && before != t->reported)
		report(t);
	if (own_editor_run(&made, text, len, &status, &e)) {
		ui_error(ui, "%s", e.text);
	} else {
		editor_set(t->editor, str_text(&made), made.len);
		tell_of_own_editor(ui, status, editor_changes(t->editor) != before);
	}
	if (t->owner->typing && editor_changes(t->editor) != before)
		report(t);
	str_free(&made);
}

static bool has_own_editor(const struct screen *s)
{
	(void)s;
	return own_editor_is_there();
}

#define EDITING_ROWS \
	{N_("ongedaan"), {K_CTRL_Z}, NULL, N_("Maakt ongedaan wat u hier het laatst typte"), run_undo, NULL}, \
	{N_("opnieuw"), {K_CTRL_Y}, NULL, N_("Doet opnieuw wat u ongedaan maakte"), run_redo, NULL}, \
	{N_("alles"), {K_CTRL_A}, NULL, N_("Kiest alle tekst; Shift met een pijltje kiest een deel"), run_all, NULL}, \
	{N_("knip"), {K_CTRL_X}, NULL, N_("Knipt de gekozen tekst weg; Ctrl-C kopieert hem"), run_cut, NULL}, \
	{N_("plak"), {K_CTRL_V}, NULL, N_("Plakt wat u het laatst knipte of kopieerde"), run_paste, NULL}, \
	{N_("knip-rest"), {K_CTRL_K}, NULL, N_("Knipt de tekst weg tot het einde van de alinea"), run_cut_rest, NULL}

static const struct action line_actions[] = {
	{"overnemen", {K_ENTER}, N_("overnemen"), N_("Neemt de tekst over en gaat terug"), run_done, NULL},
	{"bewaren", {K_CTRL_S}, N_("bewaren"), N_("Neemt de tekst over en bewaart het plan"), run_save, saves_too},
	EDITING_ROWS,
	{0},
};

static const struct action text_actions[] = {
	{"bewaren", {K_CTRL_S}, N_("bewaren"), N_("Neemt de tekst over en bewaart"), run_save, NULL},
	{"eigen-editor", {K_CTRL_O}, N_("eigen editor"), N_("Opent deze tekst in uw eigen editor; wat u daar opslaat, komt hier terug"), run_own_editor, has_own_editor},
	EDITING_ROWS,
	{0},
};

const struct screen_class ask_line_class = {
	.name = "regel",
	.help = N_("Typ hier een regel tekst. Met Enter neemt u hem over. Esc neemt hem ook over en gaat terug. "
		  "Kan dat niet, dan staat onderaan waarom. Sluit die melding met Esc; nog eens Esc laat dan staan wat er stond, "
		  "en met Ctrl-V zet u terug wat u typte."),
	.actions = line_actions,
	.heading = text_heading,
	.layout = ask_line_layout,
	.draw = ask_line_draw,
	.key = text_key,
	.typing = screen_always_types,
	.back = text_back,
	.tick = text_tick,
	.leave = text_leave,
	.free = text_free,
	.dialogue = true,
	.size = ask_line_size,
};

const struct screen_class ask_text_class = {
	.name = "tekst",
	.help = N_("Typ hier een tekst van zo veel alinea's als u wilt; Enter begint een nieuwe. Esc neemt de tekst over "
		  "en gaat terug: er gaat niets verloren. Ctrl met een pijltje gaat een woord verder, Ctrl-Home en Ctrl-End "
		  "gaan naar het begin en het einde van de tekst."),
	.actions = text_actions,
	.heading = text_heading,
	.layout = ask_text_layout,
	.draw = ask_text_draw,
	.key = text_key,
	.typing = screen_always_types,
	.back = text_back,
	.tick = text_tick,
	.leave = text_leave,
	.free = text_free,
};
