#include "screens/editing.h"

#include "base/mem.h"
#include "plan/path.h"
#include "plan/plan.h"
#include "screens/open.h"
#include "screens/veld.h"

#include <stdlib.h>
#include <string.h>

const struct row *editing_row(const struct screen *s)
{
	return ((const struct work_screen *)s)->chosen(s);
}

bool editing_may(const struct screen *s)
{
	return !sitting_read_only(work_of(s)->sitting) && editing_row(s);
}

static void tell_fixed(struct ui *ui, const struct row *row)
{
	if (row->kind == ROW_OTHER)
		ui_message(ui, _("Buurtplan kent dit niet in deze vorm en laat het zoals het is."));
	else
		ui_message(ui, _("Dit verandert nooit: de geschiedenis van het plan hangt eraan."));
}

void editing_run_enter(struct ui *ui, struct screen *s)
{
	const struct row *row = editing_row(s);
	struct scope scope;
	if (row_opens(row, &scope))
		record_open(ui, work_of(s), scope);
	else if (sitting_read_only(work_of(s)->sitting))
		ui_message(ui, _("Dit plan is alleen om te lezen."));
	else if (veld_can_edit(row))
		veld_edit(ui, work_of(s), row);
	else if (row->kind == ROW_NONE)
		veld_add(ui, work_of(s), row);
	else
		tell_fixed(ui, row);
}

static void tell_where(struct ui *ui, const struct row *row, const char *elsewhere)
{
	if (row->kind == ROW_SECTION)
		ui_message(ui, _("Dat kan hier alleen bij de speerpunten. Open dit deel met Enter om er iets in te veranderen."));
	else
		ui_message(ui, "%s", elsewhere);
}

void editing_run_add(struct ui *ui, struct screen *s)
{
	const struct row *row = editing_row(s);
	if (veld_can_add(row))
		veld_add(ui, work_of(s), row);
	else
		tell_where(ui, row, _("Toevoegen kan aan een lijst, zoals doelstellingen. Dit is één veld: met Enter verandert u het."));
}

void editing_run_remove(struct ui *ui, struct screen *s)
{
	const struct row *row = editing_row(s);
	if (veld_can_remove(row))
		veld_remove(ui, work_of(s), row);
	else
		tell_where(ui, row, row->fixed ? _("Dit kan niet weg.") : _("Hier staat niets dat weg kan."));
}

static void move(struct ui *ui, struct screen *s, int step)
{
	const struct row *row = editing_row(s);
	if (veld_can_move(row, step))
		veld_move(ui, work_of(s), row, step);
	else
		tell_where(ui, row, step < 0 ? _("Hoger kan niet.") : _("Lager kan niet."));
}

void editing_run_down(struct ui *ui, struct screen *s)
{
	move(ui, s, 1);
}

void editing_run_up(struct ui *ui, struct screen *s)
{
	move(ui, s, -1);
}

/* The first part of the plan has many fields: those together are of the plan itself. */
void editing_run_history(struct ui *ui, struct screen *s)
{
	const struct row *row = editing_row(s);
	bool whole = !row || (row->kind == ROW_SECTION && row->field != row->last);
	geschiedenis_open(ui, work_of(s), whole ? "" : row->path);
}

static bool is_keyed(const char *key, size_t len)
{
	const struct field *f = schema_child(NULL, key, len);
	return f && f->flags & FIELD_KEYED;
}

/* What a form is of: a record that goes by its place, else a speerpunt or a part of the analysis, else a field of the plan. */
static size_t form_length(const char *path)
{
	size_t form = 0, parts = 0;
	for (size_t at = 0, len; path[at]; at += len + (path[at + len] == '/')) {
		len = strcspn(path + at, "/");
		bool by_id = ++parts == 2 && !path_position(path + at, len) && is_keyed(path, at - 1);
		if (parts == 1 || by_id || (path_position(path + at, len) && path[at + len]))
			form = at + len;
	}
	return form;
}

void editing_run_wrote(struct ui *ui, struct screen *s)
{
	const struct row *row = editing_row(s);
	bool whole = !row || (row->kind == ROW_SECTION && row->field != row->last);
	char *form = whole ? mem_text("") : mem_copy(row->path, form_length(row->path));
	wie_schreef_open(ui, work_of(s), form, whole ? "" : row->path);
	free(form);
}

void editing_run_remarks(struct ui *ui, struct screen *s)
{
	const struct row *row = editing_row(s);
	opmerkingen_open(ui, work_of(s), row && row->kind != ROW_SECTION ? row->path : "", NULL);
}

void editing_run_read(struct ui *ui, struct screen *s)
{
	const struct row *row = editing_row(s);
	lezen_open(ui, work_of(s), row ? row->path : "", false);
}

bool editing_key(struct ui *ui, struct screen *s, const struct event *ev)
{
	if (ev->key != K_CTRL_S && ev->key != 'u' && ev->key != K_CTRL_Z)
		return false;
	(ev->key == K_CTRL_S ? work_run_save : work_run_undo)(ui, s);
	return true;
}
