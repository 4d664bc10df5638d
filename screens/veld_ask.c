/* Asking for the text or the choice of a field, and the edit that it leads to. */
#include "screens/veld.h"

#include "base/taal.h"
#include "base/text.h"
#include "plan/edit.h"
#include "plan/path.h"
#include "plan/plan.h"
#include "plan/say.h"
#include "plan/value.h"
#include "screens/open.h"
#include "screens/show.h"
#include "term/ask.h"
#include "term/dialogue.h"

#include <string.h>

/* One question, from asking to the edit it leads to. */
struct asking {
	struct work *work;
	char *path;                /* of the value, or of the list that gets a new item … */
	size_t position;           /* … at this position; 0: no new item */
	const struct field *field; /* of the text that is asked */
	const struct field *list;  /* that gets the new item */
	char *label;
	char *text;                /* what stood there … */
	size_t len;
	char *shown;               /* … and how it was put before the person: a month in words */
	size_t shown_len;
	char *titel;               /* of a new item whose id is asked; else NULL */
};

static void asking_free(void *ctx)
{
	struct asking *a = ctx;
	free(a->path);
	free(a->label);
	free(a->text);
	free(a->shown);
	free(a->titel);
	free(a);
}

/* --- texts ---------------------------------------------------------------------------- */

/* `id` NULL: made from the text, where the list has ids. */
static enum code insert(struct ui *ui, struct asking *a, const char *id, const char *text, size_t len, struct err *e)
{
	struct str path = {0}, made = {0};
	struct place p;
	str_addf(&path, "%s/%zu", a->path, a->position);
	enum code code = sitting_insert_as(a->work->sitting, path.p, id, text, len, e);
	if (!code && path_resolve(&p, sitting_doc(a->work->sitting), path.p, NULL) == OK)
		path_of_place(&made, &p);
	if (!code)
		work_edited(ui, a->work, str_text(&made));
	str_free(&path);
	str_free(&made);
	return code;
}

static enum code add_new(struct ui *ui, struct asking *a, const struct str *text, enum ask_how how, struct err *e)
{
	if (text_is_blank(str_text(text), text->len)) {
		ui_message(ui, _("U typte niets; er is niets toegevoegd."));
		work_keep(a->work, NULL, NULL, 0);
		return OK;
	}
	if (a->list->flags & FIELD_KEYED && how == ASK_DONE) { /* the id is asked next */
		a->titel = mem_copy(text->p, text->len);
		return OK;
	}
	return insert(ui, a, NULL, text->p, text->len, e);
}

static enum code set(struct ui *ui, struct asking *a, const struct str *text, struct err *e)
{
	bool empty = text_is_blank(str_text(text), text->len);
	if (empty && a->field->flags & FIELD_REQUIRED)
		return err_set(e, ERR_NO, _("%s moet ingevuld zijn. Er is niets veranderd."), a->label);
	if (bytes_equal(str_text(text), text->len, a->text, a->len) || (empty && a->len == 0)) {
		work_keep(a->work, NULL, NULL, 0);
		return OK;
	}
	enum code code = empty ? sitting_remove(a->work->sitting, a->path, e) : sitting_set(a->work->sitting, a->path, str_text(text), text->len, e);
	if (!code)
		work_edited(ui, a->work, a->path);
	return code;
}

static void ask_id(struct ui *ui, const struct asking *of);

static bool accept(struct ui *ui, void *ctx, const char *text, size_t len, enum ask_how how)
{
	struct asking *a = ctx;
	struct str stored = {0};
	struct err e = {0};
	bool untouched = bytes_equal(text, len, a->shown, a->shown_len);
	const char *wrong = untouched ? NULL : value_wrong(a->field, text, len); /* the check says how the file has it */
	if (wrong) {
		ui_error(ui, _("%s Wat u typte, staat er nog."), wrong);
		return false;
	}
	if (untouched) /* however it is stored */
		str_add(&stored, a->text, a->len);
	else
		value_read(&stored, a->field, text, len);
	enum code code = a->position ? add_new(ui, a, &stored, how, &e) : set(ui, a, &stored, &e);
	if (code)
		ui_error(ui, "%s", e.text);
	str_free(&stored);
	return !code;
}

static void taken(struct ui *ui, void *ctx, enum ask_how how)
{
	struct asking *a = ctx;
	if (a->titel)
		ask_id(ui, a);
	else if (how == ASK_SAVE)
		bewaren_open(ui, a->work, AFTER_STAY);
}

static bool keep_typed(struct asking *a, const char *text, size_t len)
{
	if (bytes_equal(text, len, a->shown, a->shown_len))
		return work_keep(a->work, NULL, NULL, 0);
	return work_keep(a->work, a->path, text, len);
}

static void typing(void *ctx, const char *text, size_t len)
{
	keep_typed(ctx, text, len);
}

static bool leave(void *ctx, const char *text, size_t len)
{
	return keep_typed(ctx, text, len);
}

static const struct ask_owner owner = {accept, taken, typing, leave, asking_free};

/* --- asking ------------------------------------------------------------------------------- */

/* Below the line, as it is typed: what it will be understood as. */
static void meaning(void *ctx, const char *text, size_t len, struct str *out)
{
	value_meaning(out, ((const struct asking *)ctx)->field, text, len);
}

static bool has_meaning(const struct field *f)
{
	struct str any = {0};
	value_meaning(&any, f, "?", 1);
	bool has = any.len;
	str_free(&any);
	return has;
}

/* One line, or a whole screen for what has or may have more. */
static bool is_long(const struct asking *a)
{
	return (a->field->kind == KIND_PROSE && !a->position) || memchr(a->text, '\n', a->len);
}

/* `text` is what stands in the field to begin with; takes `a`. */
static void ask(struct ui *ui, struct asking *a, const char *text, size_t len, bool restored)
{
	struct str title = {0}, who = {0};
	struct known_texts known = {0};
	const struct doc *d = sitting_doc(a->work->sitting);
	work_who(a->work, &who);
	bool whole = is_long(a) || memchr(text, '\n', len);
	if (whole) {
		str_addf(&title, "%s › ", work_buurt(a->work));
		show_place(&title, d, a->path);
		if (a->position)
			str_addf(&title, " › %s", a->label);
	} else {
		str_add_text(&title, a->label);
	}
	if (!whole)
		session_known(a->work->session, a->field, &known);
	const struct ask question = {
		.title = title.p, .who = str_text(&who), .help = _(a->field->help), .text = text, .len = len,
		.meaning = has_meaning(a->field) ? meaning : NULL, .words = (const char *const *)known.p, .word_count = known.count,
		.saves = true, .restored = restored, .clip = a->work->clip, .owner = &owner, .ctx = a,
	};
	(whole ? ask_text : ask_line)(ui, &question);
	known_texts_clear(&known);
	str_free(&title);
	str_free(&who);
}

/* The field that the text of an item is: of a record its first, or its titel. */
static const struct field *text_field(const struct field *list)
{
	if (list->kind != KIND_RECORDS)
		return list;
	return list->flags & FIELD_KEYED ? schema_child(list, "titel", 5) : schema_first(list);
}

static struct asking *asking_new(struct work *w, const char *path, size_t position, const struct field *f)
{
	struct asking *a = mem_alloc(sizeof *a);
	struct str label = {0};
	*a = (struct asking){.work = w, .path = mem_text(path), .position = position, .list = f, .field = position ? text_field(f) : f};
	if (position) {
		say_capital(&label, _(f->one));
		str_add_text(&label, _(" toevoegen"));
	} else {
		const struct field *part = schema_parent(f);
		if (part && part->kind == KIND_RECORD)
			str_addf(&label, "%s › ", _(part->label));
		str_add_text(&label, _(f->label));
	}
	a->label = str_take(&label);
	a->text = mem_text("");
	a->shown = mem_text("");
	return a;
}

static void set_text(struct asking *a, const struct node *n)
{
	if (!n || n->kind != NODE_SCALAR)
		return;
	struct str shown = {0};
	free(a->text);
	free(a->shown);
	a->text = mem_copy(n->text, n->len);
	a->len = n->len;
	value_typed(&shown, a->field, n->text, n->len);
	a->shown_len = shown.len;
	a->shown = str_take(&shown);
}

static void set_item_label(struct asking *a, const struct field *list, size_t number)
{
	struct str label = {0};
	say_capital(&label, _(list->one));
	str_addf(&label, " %zu", number);
	free(a->label);
	a->label = str_take(&label);
}

/* --- the id of a new item -------------------------------------------------------------------- */

static bool accept_id(struct ui *ui, void *ctx, const char *text, size_t len, enum ask_how how)
{
	(void)how;
	struct asking *a = ctx;
	struct err e = {0};
	enum code code = insert(ui, a, text_is_blank(text, len) ? NULL : text, a->titel, strlen(a->titel), &e);
	if (code)
		ui_error(ui, "%s", e.text);
	return !code;
}

static void id_taken(struct ui *ui, void *ctx, enum ask_how how)
{
	struct asking *a = ctx;
	if (how == ASK_SAVE)
		bewaren_open(ui, a->work, AFTER_STAY);
}

/* A draft needs no more than the titel. */
static bool keep_titel(void *ctx, const char *text, size_t len)
{
	(void)text, (void)len;
	struct asking *a = ctx;
	return work_keep(a->work, a->path, a->titel, strlen(a->titel));
}

static const struct ask_owner id_owner = {accept_id, id_taken, NULL, keep_titel, asking_free};

/* The titel of `of` is known: what is the item to be known by, for good? */
static void ask_id(struct ui *ui, const struct asking *of)
{
	struct asking *a = asking_new(of->work, of->path, of->position, of->list);
	struct str id = {0}, label = {0};
	const struct field *f = schema_first(of->list);
	a->titel = mem_text(of->titel);
	edit_propose_id(&id, sitting_doc(of->work->sitting), of->path, of->titel, strlen(of->titel));
	say_capital(&label, _(of->list->one));
	str_addf(&label, ": %s", of->titel);
	keep_titel(a, NULL, 0);
	ask_line(ui, &(struct ask){
		.title = label.p, .label = _(f->label), .help = _("Hieraan blijft dit herkend, ook als de titel later verandert. Het kenmerk zelf verandert nooit meer. Met Enter neemt u dit over."),
		.text = str_text(&id), .len = id.len, .saves = true, .restored = true, .clip = of->work->clip, .owner = &id_owner, .ctx = a,
	});
	str_free(&id);
	str_free(&label);
}

/* --- choices -------------------------------------------------------------------------------- */

static void choice_taken(struct ui *ui, void *ctx, int row)
{
	struct asking *a = ctx;
	struct str text = {0};
	struct err e = {0};
	if (row >= 0)
		str_add_text(&text, a->field->choices[row].value);
	if (set(ui, a, &text, &e))
		ui_error(ui, "%s", e.text);
	str_free(&text);
}

enum { CHOICES_MAX = 16 };

static void ask_which(struct ui *ui, struct asking *a)
{
	const struct choice *choices = a->field->choices;
	const char *labels[CHOICES_MAX];
	struct ask_choice question = {
		.title = a->label, .help = _(a->field->help), .labels = labels, .present = -1,
		.may_be_empty = !(a->field->flags & FIELD_REQUIRED), .chosen = choice_taken, .free = asking_free, .ctx = a,
	};
	for (; choices[question.count].value && question.count < CHOICES_MAX; question.count++) {
		labels[question.count] = _(choices[question.count].label);
		if (strcmp(choices[question.count].value, a->text) == 0)
			question.present = (int)question.count;
	}
	ask_choice(ui, &question);
}

/* --- the questions ------------------------------------------------------------------------------ */

/* Ja or nee asks nothing: one key turns it over. */
static void turn_over(struct ui *ui, struct work *w, const struct row *row)
{
	const char *value = row->node && node_is_text(row->node, "ja") ? "nee" : "ja";
	struct err e = {0};
	if (sitting_set(w->sitting, row->path, value, strlen(value), &e)) {
		ui_error(ui, "%s", e.text);
		return;
	}
	ui_message(ui, _("%s: %s. Met Enter draait u het om, met d maakt u het leeg."), _(row->field->label), value);
	work_edited(ui, w, row->path);
}

void veld_edit(struct ui *ui, struct work *w, const struct row *row)
{
	if (row->field->kind == KIND_YES_NO) {
		turn_over(ui, w, row);
		return;
	}
	struct asking *a = asking_new(w, row->path, 0, row->field);
	set_text(a, row->node);
	if (row->number)
		set_item_label(a, row->field, row->number);
	if (row->field->kind == KIND_CHOICE)
		ask_which(ui, a);
	else
		ask(ui, a, a->shown, a->shown_len, false);
}

void veld_ask_new(struct ui *ui, struct work *w, const char *path, size_t position, const struct field *list)
{
	ask(ui, asking_new(w, path, position, list), "", 0, false);
}

void veld_restore(struct ui *ui, struct work *w, const char *path, const char *text, size_t len)
{
	struct place p;
	if (path_resolve(&p, sitting_doc(w->sitting), path, NULL) || !p.field || p.field->kind == KIND_RECORD) {
		dialogue_notice(ui, _("De tekst die u typte"), text);
		return;
	}
	bool list = schema_is_list(p.field) && !p.item;
	struct asking *a = asking_new(w, path, list ? (p.node ? p.node->count : 0) + 1 : 0, p.field);
	if (p.item)
		set_item_label(a, p.field, p.node->index + 1);
	set_text(a, list ? NULL : p.node);
	ask(ui, a, text, len, true);
}
