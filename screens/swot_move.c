/* A point of the swot goes to another quadrant or group. */
#include "screens/swot.h"

#include "base/taal.h"
#include "plan/path.h"
#include "screens/show.h"
#include "term/ask.h"

#include <string.h>

bool swot_may_move(const struct screen *s)
{
	return editing_may(s);
}

/* The point that can be moved; says so and gives NULL where that is none. */
static const struct row *point(struct ui *ui, const struct screen *s)
{
	const struct row *row = editing_row(s);
	if (row->kind == ROW_ITEM)
		return row;
	ui_message(ui, _("Hier staat geen punt. Kies een punt om het te verplaatsen."));
	return NULL;
}

/* To the end of another list; it is chosen there. */
static void move_to(struct ui *ui, struct work *w, const char *point, const struct field *list)
{
	struct str path = {0};
	struct place p;
	struct err e = {0};
	schema_path(&path, list);
	if (sitting_move_to(w->sitting, point, path.p, 0, &e)) {
		ui_error(ui, "%s", e.text);
	} else if (path_resolve(&p, sitting_doc(w->sitting), path.p, NULL) == OK && p.node) {
		str_addf(&path, "/%zu", p.node->count);
		work_edited(ui, w, path.p);
		ui_message(ui, _("Verplaatst naar %s %s %s. Met u maakt u dat ongedaan."), _(schema_parent(list)->label), draw_sign(SIGN_PATH), _(list->label));
	}
	str_free(&path);
}

/* --- asking where to ---------------------------------------------------------------------- */

enum { LISTS_MAX = 16 };

/* A question where a point goes. */
struct moving {
	struct work *work;
	char *point;
	const struct field *lists[LISTS_MAX];
	size_t count;
};

static void moving_free(void *ctx)
{
	struct moving *m = ctx;
	free(m->point);
	free(m);
}

static void where_chosen(struct ui *ui, void *ctx, int row)
{
	struct moving *m = ctx;
	struct place p;
	if (path_resolve(&p, sitting_doc(m->work->sitting), m->point, NULL) == OK && p.field != m->lists[row])
		move_to(ui, m->work, m->point, m->lists[row]);
}

static void add_lists(struct moving *m, const struct field *quadrant)
{
	for (const struct field *f = schema_first(quadrant); f && m->count < LISTS_MAX; f = schema_next(f))
		m->lists[m->count++] = f;
}

static char *list_label(const struct field *list)
{
	struct str label = {0};
	str_addf(&label, "%s · %s", _(schema_parent(list)->label), _(list->label));
	return str_take(&label);
}

static void ask_where(struct ui *ui, struct screen *s, const struct row *row)
{
	char *labels[LISTS_MAX];
	struct moving *m = mem_alloc(sizeof *m);
	*m = (struct moving){.work = work_of(s), .point = mem_text(row->path)};
	for (int i = 0; i < QUADRANTS; i++)
		add_lists(m, board_of(s)->quadrants[i].field);
	struct ask_choice question = {
		.title = _("Waarheen?"), .labels = (const char *const *)labels, .count = m->count, .present = -1,
		.chosen = where_chosen, .free = moving_free, .ctx = m,
	};
	for (size_t i = 0; i < m->count; i++) {
		labels[i] = list_label(m->lists[i]);
		if (m->lists[i] == row->field)
			question.present = (int)i;
	}
	ask_choice(ui, &question);
	for (size_t i = 0; i < m->count; i++)
		free(labels[i]);
}

/* --- the actions --------------------------------------------------------------------------- */

static void go(struct ui *ui, struct screen *s, const struct row *row, const struct field *list)
{
	if (list == row->field)
		ui_message(ui, _("Daar staat dit punt al."));
	else
		move_to(ui, work_of(s), row->path, list);
}

/* From the list of all actions no key says where to: then it is asked. */
void swot_run_quadrant(struct ui *ui, struct screen *s)
{
	uint32_t key = ui_last_key(ui);
	const struct row *row = point(ui, s);
	if (!row)
		return;
	if (key < '1' || key >= '1' + QUADRANTS) {
		ask_where(ui, s, row);
		return;
	}
	go(ui, s, row, schema_child(board_of(s)->quadrants[key - '1'].field, row->field->key, strlen(row->field->key)));
}

void swot_run_group(struct ui *ui, struct screen *s)
{
	uint32_t key = ui_last_key(ui);
	const char *group = key == 's' ? "sociaal" : key == 'f' ? "fysiek" : key == 'e' ? "algemeen" : NULL;
	const struct row *row = point(ui, s);
	if (row && group)
		go(ui, s, row, schema_child(schema_parent(row->field), group, strlen(group)));
	else if (row)
		ask_where(ui, s, row);
}

void swot_run_move(struct ui *ui, struct screen *s)
{
	const struct row *row = point(ui, s);
	if (row)
		ask_where(ui, s, row);
}
