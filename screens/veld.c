#include "screens/veld.h"

#include "base/taal.h"
#include "plan/path.h"
#include "plan/say.h"
#include "screens/show.h"
#include "term/dialogue.h"

#include <string.h>

/* --- what can be done ------------------------------------------------------------- */

bool veld_can_edit(const struct row *row)
{
	return !row->fixed && (row->kind == ROW_VALUE || row->kind == ROW_ITEM);
}

bool veld_can_add(const struct row *row)
{
	return row->kind == ROW_ITEM || row->kind == ROW_RECORD || row->kind == ROW_NONE || (row->kind == ROW_OTHER && row->number);
}

bool veld_can_remove(const struct row *row)
{
	if (row->kind == ROW_VALUE)
		return row->node && !row->fixed && !(row->field->flags & FIELD_REQUIRED);
	return row->kind == ROW_ITEM || row->kind == ROW_RECORD;
}

bool veld_can_move(const struct row *row, int step)
{
	if (row->kind != ROW_ITEM && row->kind != ROW_RECORD)
		return false;
	return step < 0 ? row->number > 1 : row->number < row->node->parent->count;
}

/* --- edits ------------------------------------------------------------------------------------ */

/* The path of the list a row is in, or is. */
static char *list_path(const struct row *row)
{
	const char *slash = strrchr(row->path, '/');
	return row->number ? mem_copy(row->path, (size_t)(slash - row->path)) : mem_text(row->path);
}

void veld_add(struct ui *ui, struct work *w, const struct row *row)
{
	char *path = list_path(row);
	veld_ask_new(ui, w, path, row->number + 1, row->field);
	free(path);
}

/* --- removing and moving ------------------------------------------------------------------------ */

static void remove_answer(struct ui *ui, void *ctx, int chosen)
{
	struct work *w = ctx;
	struct err e = {0};
	if (chosen != 1)
		return;
	if (sitting_remove(w->sitting, w->removing, &e)) {
		ui_error(ui, "%s", e.text);
		return;
	}
	work_edited(ui, w, NULL);
	ui_message(ui, _("Weggehaald. Met u maakt u dat ongedaan."));
}

/* The beginning of a text, for a question about it. */
static void add_beginning(struct str *out, const char *text)
{
	size_t len = strlen(text), fits = show_fit_words(text, len, 240);
	str_add(out, text, fits);
	if (fits < len)
		str_add_text(out, " …");
}

void veld_remove(struct ui *ui, struct work *w, const struct row *row)
{
	struct str verb = {0}, text = {0};
	str_add_text(&verb, _("Ja, haal weg: "));
	if (row->number)
		str_addf(&verb, "%s %zu", _(row->field->one), row->number);
	else
		say_lower(&verb, _(row->field->label));
	add_beginning(&text, row->text);
	str_add_text(&text, _("\n\nDit gaat weg uit het plan. Tot u bewaart, haalt u het met u weer terug."));
	free(w->removing);
	w->removing = mem_text(row->path);
	dialogue_confirm(ui, _("Weghalen"), text.p, verb.p, remove_answer, w);
	str_free(&verb);
	str_free(&text);
}

void veld_move(struct ui *ui, struct work *w, const struct row *row, int step)
{
	struct err e = {0};
	struct str path = {0};
	struct place p;
	char *list = list_path(row);
	size_t position = row->number + (size_t)step;
	if (sitting_move(w->sitting, row->path, position, &e)) {
		ui_error(ui, "%s", e.text);
	} else {
		str_addf(&path, "%s/%zu", list, position);
		if (path_resolve(&p, sitting_doc(w->sitting), path.p, NULL) == OK) {
			str_clear(&path);
			path_of_place(&path, &p);
		}
		work_edited(ui, w, path.p);
	}
	str_free(&path);
	free(list);
}
