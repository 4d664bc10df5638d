/* Who wrote this?  Of what a person chose in a form each field, item and sentence, with who wrote it, when and why beside it. */
#include "screens/geschiedenis.h"

#include "base/mem.h"
#include "base/taal.h"
#include "base/text.h"
#include "plan/path.h"
#include "screens/open.h"
#include "screens/show.h"
#include "session/herkomst.h"
#include "term/input.h"

#include <stdlib.h>
#include <string.h>

enum {
	STEP = 4,       /* versions looked at in one go */
	SLICE_MS = 4,   /* what there is time for before a key goes first */
	WHO_COLS = 30,  /* of who, when and why, where they stand beside the text … */
	SIDE_COLS = 72, /* … which is so from here on; else they stand below it, */
	INDENT = 2,     /* this deep */
	TEXT_COLS = 90  /* a longer line is hard to read */
};

struct wie_schreef {
	struct work_screen base;
	char *path;              /* what it is of, in the plan as it stands in the form */
	struct herkomst *herkomst; /* NULL: it is gone */
	VEC(struct unit {
		char *heading;   /* the field, above its first; NULL */
		char *text;
	}) units;
	struct list list;
	struct filter filter;
	char *broken;            /* why no more is to be known; NULL */
};

static struct wie_schreef *of(struct screen *s)
{
	return (struct wie_schreef *)s;
}

static const struct wie_schreef *of_const(const struct screen *s)
{
	return (const struct wie_schreef *)s;
}

/* --- what stands there -------------------------------------------------------------------- */

static void clear_all(struct wie_schreef *w)
{
	for (size_t i = 0; i < w->units.count; i++) {
		free(w->units.p[i].heading);
		free(w->units.p[i].text);
	}
	vec_free(&w->units);
	herkomst_free(w->herkomst);
	w->herkomst = NULL;
	free(w->broken);
	w->broken = NULL;
}

static bool begins_field(const struct herkomst *h, size_t i)
{
	return i == 0 || herkomst_field(h, i) != herkomst_field(h, i - 1);
}

static void add_unit(struct wie_schreef *w, size_t i)
{
	struct str heading = {0}, said = {0}, text = {0};
	if (begins_field(w->herkomst, i))
		herkomst_label(&heading, w->herkomst, i);
	herkomst_say(&said, herkomst_unit(w->herkomst, i));
	text_join_lines(&text, str_text(&said), said.len);
	vec_push(&w->units, (struct unit){heading.len ? str_take(&heading) : NULL, mem_text(str_text(&text))});
	str_free(&said);
	str_free(&text);
}

static enum code read_anew(struct wie_schreef *w, struct err *e)
{
	clear_all(w);
	enum code code = herkomst_open_sitting(&w->herkomst, w->base.work->sitting, w->path, e);
	for (size_t i = 0; !code && i < herkomst_count(w->herkomst); i++)
		add_unit(w, i);
	list_set_count(&w->list, w->units.count);
	filter_refresh(&w->filter);
	return code;
}

static void wie_schreef_resumed(struct ui *ui, struct screen *s)
{
	struct wie_schreef *w = of(s);
	struct err e = {0};
	work_resumed(ui, s);
	if (w->herkomst && doc_same_bytes(herkomst_doc(w->herkomst), sitting_doc(w->base.work->sitting)))
		return;
	if (read_anew(w, &e))
		w->broken = mem_text(e.code == ERR_NOT_FOUND ? _("Dit staat niet meer in het plan. Ga met Esc terug.") : e.text);
	ui_tick_soon(ui);
}

/* "◂ Bart Smit, 12 mrt" */
static void add_who(struct str *out, const struct wie_schreef *w, size_t i)
{
	const struct herkomst_unit *u = herkomst_unit(w->herkomst, i);
	str_addf(out, "%s ", draw_sign(SIGN_NEW));
	if (u->state == HERKOMST_FOUND) {
		const struct history_row *row = history_row(herkomst_history(w->herkomst), u->row);
		text_join_lines(out, row->name ? row->name : "", row->name ? strlen(row->name) : 0);
		str_add_text(out, ", ");
		date_short(out, row->when, session_now(w->base.work->session));
	} else if (u->state == HERKOMST_UNSAVED) {
		str_add_text(out, _("u, nog niet bewaard"));
	} else if (u->state == HERKOMST_NOWHERE) {
		str_add_text(out, _("niet te vinden"));
	} else {
		str_add_text(out, w->broken ? _("niet te lezen") : draw_sign(SIGN_BUSY));
	}
}

/* Why; of some in a row that came in the same version with the first.  NULL: nobody said. */
static const char *reason_of(const struct wie_schreef *w, size_t i)
{
	const struct herkomst_unit *u = herkomst_unit(w->herkomst, i), *above = begins_field(w->herkomst, i) ? NULL : herkomst_unit(w->herkomst, i - 1);
	bool again = above && above->state == HERKOMST_FOUND && above->row == u->row && list_shows(&w->list, i - 1);
	return again ? NULL : u->reason;
}

/* --- on screen ------------------------------------------------------------------------------ */

static bool is_beside(int cols)
{
	return cols >= SIDE_COLS;
}

static int text_cols(int cols)
{
	int room = is_beside(cols) ? cols - WHO_COLS - 2 : cols - INDENT;
	return room < TEXT_COLS ? room : TEXT_COLS;
}

static void row_draw(const void *ctx, size_t i, struct area a, bool chosen)
{
	const struct wie_schreef *w = ctx;
	const char *text = w->units.p[i].text, *reason = reason_of(w, i);
	struct str who = {0};
	int lines = draw_prose(a, 0, INDENT, text_cols(a.cols) - INDENT, ROLE_TEXT, text, strlen(text));
	int x = is_beside(a.cols) ? text_cols(a.cols) + 2 : INDENT, y = is_beside(a.cols) ? 0 : lines, room = a.cols - x;
	if (room > WHO_COLS && is_beside(a.cols))
		room = WHO_COLS;
	add_who(&who, w, i);
	y += draw_prose(a, y, x, room, chosen ? ROLE_CHOSEN : ROLE_DIM, str_text(&who), who.len);
	if (reason)
		draw_prose(a, y, x + INDENT, room - INDENT, ROLE_DIM, reason, strlen(reason));
	str_free(&who);
}

static int row_height(const void *ctx, size_t i, int cols)
{
	const struct wie_schreef *w = ctx;
	const char *text = w->units.p[i].text, *reason = reason_of(w, i);
	struct str who = {0};
	int room = is_beside(cols) ? WHO_COLS : cols - INDENT;
	add_who(&who, w, i);
	int left = draw_prose_height(text_cols(cols) - INDENT, text, strlen(text)), right = draw_prose_height(room, str_text(&who), who.len);
	right += reason ? draw_prose_height(room - INDENT, reason, strlen(reason)) : 0;
	str_free(&who);
	return is_beside(cols) ? (left > right ? left : right) : left + right;
}

static const char *row_heading(const void *ctx, size_t i)
{
	return ((const struct wie_schreef *)ctx)->units.p[i].heading;
}

static const struct list_class units_list = {row_height, row_draw, row_heading};

static void words_of(const void *ctx, size_t i, struct str *out)
{
	const struct wie_schreef *w = ctx;
	const struct herkomst_unit *u = herkomst_unit(w->herkomst, i);
	herkomst_label(out, w->herkomst, i);
	str_addf(out, " %s ", w->units.p[i].text);
	add_who(out, w, i);
	str_addf(out, " %s", u->reason ? u->reason : "");
}

static void wie_schreef_layout(struct screen *s, struct area a)
{
	list_layout(&of(s)->list, area_inner(a, 1, 0, 0, 0));
}

static void wie_schreef_draw(const struct screen *s, struct area a)
{
	const struct wie_schreef *w = of_const(s);
	const char *text = w->broken ? w->broken : _("Hier staat nog niets.");
	if (w->units.count) {
		list_draw(&w->list, area_inner(a, 1, 0, 0, 0), true);
		return;
	}
	draw_prose(a, 1, 1, a.cols - 2, ROLE_DIM, text, strlen(text));
	draw_cursor(a, 1, 1);
}

static void wie_schreef_heading(const struct screen *s, struct str *left, struct str *right)
{
	const struct wie_schreef *w = of_const(s);
	struct str place = {0};
	show_place(&place, sitting_doc(w->base.work->sitting), w->path);
	str_addf(left, "%s %s %s", _("Wie schreef dit?"), draw_sign(SIGN_PATH), work_buurt(w->base.work));
	if (place.len)
		str_addf(left, " %s %s", draw_sign(SIGN_PATH), place.p);
	if (w->herkomst && !herkomst_is_done(w->herkomst) && !w->broken)
		str_add_text(right, _("zoekt nog"));
	str_free(&place);
}

/* --- long work -------------------------------------------------------------------------------- */

static bool is_searching(const struct wie_schreef *w)
{
	return w->herkomst && !herkomst_is_done(w->herkomst) && !w->broken;
}

static int wie_schreef_tick(struct ui *ui, struct screen *s)
{
	struct wie_schreef *w = of(s);
	struct err e = {0};
	int64_t start = input_clock();
	int wants = work_tick(ui, s);
	if (!is_searching(w))
		return wants;
	do {
		if (herkomst_step(w->herkomst, STEP, &e)) {
			w->broken = mem_text(e.text);
			ui_error(ui, "%s", e.text);
		}
	} while (is_searching(w) && input_clock() - start < SLICE_MS);
	filter_refresh(&w->filter);
	ui_redraw(ui);
	return is_searching(w) ? 0 : wants;
}

static bool wie_schreef_key(struct ui *ui, struct screen *s, const struct event *ev)
{
	(void)ui;
	return list_key(&of(s)->list, ev);
}

static struct filter *wie_schreef_filter(struct screen *s)
{
	return &of(s)->filter;
}

static void wie_schreef_free(struct screen *s)
{
	struct wie_schreef *w = of(s);
	filter_clear(&w->filter);
	clear_all(w);
	free(w->path);
	free(w);
}

/* --- actions ---------------------------------------------------------------------------------- */

static bool has_rows(const struct screen *s)
{
	return list_shown(&of_const(s)->list) > 0;
}

/* A speerpunt by itself; else the field, whatever place an item had in it by then. */
static void run_go(struct ui *ui, struct screen *s)
{
	struct wie_schreef *w = of(s);
	const struct herkomst_unit *u = herkomst_unit(w->herkomst, w->list.chosen);
	struct str path = {0};
	if (u->state == HERKOMST_UNSAVED)
		ui_message(ui, _("Dit hebt u nog niet bewaard. Met Ctrl-S bewaart u het."));
	else if (u->state == HERKOMST_NOWHERE)
		ui_message(ui, _("Dit staat in geen enkele bewaarde versie die te lezen is."));
	else if (u->state == HERKOMST_SEARCHED)
		ui_message(ui, w->broken ? _("Verder terug is de geschiedenis niet te lezen. Aan het plan is niets veranderd.") : _("Dit wordt nog gezocht. Probeer het zo nog eens."));
	if (u->state != HERKOMST_FOUND)
		return;
	path_of(&path, match_id(u->node) ? u->node : herkomst_field(w->herkomst, w->list.chosen));
	geschiedenis_open_at(ui, w->base.work, str_text(&path), history_row(herkomst_history(w->herkomst), u->row)->version);
	str_free(&path);
}

static const struct action wie_schreef_actions[] = {
	{"wijziging", {K_ENTER}, N_("wijziging"), N_("Gaat naar de versie waarin dit zo werd: wat er was en wat het werd"), run_go, has_rows},
	WORK_ROW_SAVE,
	ZOEKEN_ROW,
	WORK_ROW_STOP,
	{0},
};

const struct screen_class wie_schreef_class = {
	.name = "wie-schreef",
	.help = N_("Hier staat bij elk veld, elke regel van een lijst en elke zin wie er het laatst iets aan veranderde, wanneer, en waarom als dat erbij gezegd is. Met Enter gaat u naar die wijziging.\n\n"
		  "Wie een tekst alleen verplaatste, staat er niet bij; wie een oude tekst terugzette wel. Van een zin telt elk woord: wie er één verbetert, schreef hem het laatst."),
	.actions = wie_schreef_actions,
	.heading = wie_schreef_heading,
	.layout = wie_schreef_layout,
	.draw = wie_schreef_draw,
	.key = wie_schreef_key,
	.tick = wie_schreef_tick,
	.resumed = wie_schreef_resumed,
	.leave = work_leave,
	.free = wie_schreef_free,
	.filter = wie_schreef_filter,
};

/* --- opening ------------------------------------------------------------------------------------ */

/* The unit at `path`, or the first that holds it or is in it. */
static void choose(struct wie_schreef *w, const char *path)
{
	for (size_t i = 0; i < w->units.count; i++) {
		const char *there = herkomst_unit(w->herkomst, i)->path;
		size_t a = strlen(path), b = strlen(there), least = a < b ? a : b;
		if (strncmp(path, there, least) != 0 || (a != b && (a < b ? there : path)[least] != '/'))
			continue;
		list_choose(&w->list, i);
		return;
	}
}

void wie_schreef_open(struct ui *ui, struct work *work, const char *path, const char *chosen)
{
	struct wie_schreef *w = mem_alloc(sizeof *w);
	struct err e = {0};
	w->base.base.class = &wie_schreef_class;
	w->base.work = work;
	w->path = mem_text(path);
	list_init(&w->list, &units_list, w);
	filter_init(&w->filter, &w->list, words_of, NULL);
	if (read_anew(w, &e) == OK && w->units.count) {
		choose(w, chosen);
		ui_open(ui, &w->base.base);
		ui_tick_soon(ui);
		return;
	}
	ui_message(ui, "%s", e.code ? e.text : _("Hier staat nog niets."));
	wie_schreef_free(&w->base.base);
}
