/* How the overview looks: a table of plans, the chosen plan beside it where there is room. */
#include "screens/overzicht.h"

#include "base/taal.h"
#include "base/text.h"
#include "plan/plan.h"

#include <string.h>

enum {
	LEFT_COLS = 76,
	STATUS_COLS = 14, BAR_COLS = 10, BAR_COLS_SMALL = 6, COUNT_COLS = 7, MARK_COLS = 11,
	NAME_LEAST = 12, NAME_MOST = 32, WIJK_MOST = 24, WIJK_LEAST = 8
};

/* Below a line of air and the names of the columns. */
static struct area list_area(struct area a)
{
	struct area inner = area_inner(a, 2, 0, 0, 0);
	if (area_is_wide(a))
		inner.cols = LEFT_COLS;
	return inner;
}

static struct area beside_area(struct area a)
{
	return area_inner(a, 1, LEFT_COLS + 2, 0, 0);
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

/* Is something cut off that half a bar makes room for? */
static bool is_narrow(int room, int name, int wijk)
{
	return room < name || (room < name + wijk && room + BAR_COLS - BAR_COLS_SMALL >= name + WIJK_LEAST);
}

/* The names get what they need; the words of the marks give way first, then half of the bar, then the wijk. */
static void divide(struct overzicht *o, int cols)
{
	int room = cols - STATUS_COLS - BAR_COLS - COUNT_COLS - MARK_COLS - nieuw_cols(o);
	int name = least(o->sums.name_cols + 2 > NAME_LEAST ? o->sums.name_cols + 2 : NAME_LEAST, NAME_MOST);
	int wijk = least(o->sums.wijk_cols + 2, WIJK_MOST);
	o->mark_cols = MARK_COLS;
	if (room < name + wijk) {
		o->mark_cols = 2;
		room += MARK_COLS - 2;
	}
	o->bar_cols = is_narrow(room, name, wijk) ? BAR_COLS_SMALL : BAR_COLS;
	room += BAR_COLS - o->bar_cols;
	o->wijk_cols = least(wijk, room - name) < WIJK_LEAST ? 0 : least(wijk, room - name);
	o->name_cols = least(name, room - o->wijk_cols);
}

static void update_beside(struct overzicht *o)
{
	struct scope whole = {.kind = SCOPE_PLAN};
	const struct doc *d = overzicht_chosen_doc(o);
	if (d && d == o->beside_of)
		return;
	o->beside_of = d;
	rows_clear(&o->beside);
	o->beside.today = date_day(session_now(o->session));
	if (d)
		rows_build(&o->beside, &whole, d, NULL);
	list_init(&o->beside_list, &rows_list, &o->beside);
	list_set_count(&o->beside_list, o->beside.count);
}

void overzicht_layout(struct screen *s, struct area a)
{
	struct overzicht *o = (struct overzicht *)s;
	struct area rows = list_area(a);
	list_layout(&o->list, rows);
	divide(o, rows.cols - 2);
	overzicht_clock(o, o->clock);
	if (!area_is_wide(a))
		return;
	update_beside(o);
	list_layout(&o->beside_list, beside_area(a));
}

static void draw_progress(const struct overzicht *o, const struct plan_summary *sum, struct area a, int x)
{
	struct str count = {0};
	if (sum->speerpunten == 0) {
		draw_string(a, 0, x, o->bar_cols + COUNT_COLS - 1, ROLE_DIM, _("nog geen"));
		return;
	}
	int full = (sum->progress * o->bar_cols + 50) / 100;
	for (int i = 0; i < o->bar_cols; i++)
		draw_string(a, 0, x + i, 1, i < full ? ROLE_TEXT : ROLE_DIM, draw_sign(i < full ? SIGN_FULL : SIGN_EMPTY));
	str_addf(&count, "%zu/%zu", sum->klaar, sum->speerpunten);
	draw_string(a, 0, x + o->bar_cols + 1, COUNT_COLS - 1, ROLE_TEXT, count.p);
	str_free(&count);
}

static void draw_mark(const struct overzicht *o, size_t plan, struct area a, int x)
{
	bool words = o->mark_cols == MARK_COLS;
	if (o->plans.p[plan].draft)
		draw_string(a, 0, x, o->mark_cols, ROLE_WARNING, words ? _("* concept") : "*");
	else if (o->plans.p[plan].findings)
		draw_string(a, 0, x, o->mark_cols, ROLE_WARNING, words ? _("! nakijken") : "!");
}

static void row_draw(const void *ctx, size_t i, struct area a, bool marked)
{
	const struct overzicht *o = ctx;
	const struct plan_row *row = &o->plans.p[i];
	int x = o->name_cols;
	enum role plain = !row->refused && !row->summary.away ? ROLE_TEXT : ROLE_DIM;
	draw_string(a, 0, 0, x - 2, marked ? ROLE_CHOSEN : plain, plan_row_name(row));
	if (row->refused) {
		draw_string(a, 0, x, a.cols - x, ROLE_DIM, row->refused);
		return;
	}
	draw_string(a, 0, x, o->wijk_cols - 2, plain, row->summary.wijk);
	x += o->wijk_cols;
	draw_string(a, 0, x, STATUS_COLS - 2, plain, row->summary.away ? _("opgeborgen") : row->summary.status);
	x += STATUS_COLS;
	draw_progress(o, &row->summary, a, x);
	x += o->bar_cols + COUNT_COLS;
	nieuw_draw_row(o, i, a, x);
	draw_mark(o, i, a, x + nieuw_cols(o));
}

const struct list_class overzicht_list = {NULL, row_draw, NULL};

static void draw_columns(const struct overzicht *o, struct area a)
{
	int x = 1;
	draw_string(a, 1, x, o->name_cols, ROLE_DIM, _("Buurt"));
	x += o->name_cols;
	if (o->wijk_cols)
		draw_string(a, 1, x, o->wijk_cols, ROLE_DIM, _("Wijk"));
	x += o->wijk_cols;
	draw_string(a, 1, x, STATUS_COLS, ROLE_DIM, _("Status"));
	draw_string(a, 1, x + STATUS_COLS, o->bar_cols + COUNT_COLS, ROLE_DIM, _("Speerpunten"));
	nieuw_draw_columns(o, a, x + STATUS_COLS + o->bar_cols + COUNT_COLS);
}

static const char *empty_text(const struct overzicht *o)
{
	if (o->broken)
		return o->broken;
	if (o->sums.put_away)
		return _("Alle plannen zijn opgeborgen. Druk op v om ze te zien.");
	if (session_read_only(o->session))
		return _("Er staan nog geen plannen in.");
	return _("Er staan nog geen plannen in.\n\nDruk op n om het eerste plan te maken. Buurtplan vraagt de naam van de buurt en de wijk; daarna vult u het plan "
		 "in, in uw eigen tempo.\n\nStaan er al plannen in een map? Een beheerder neemt die over met: buurtplan init --from MAP MAP");
}

void overzicht_draw(const struct screen *s, struct area a)
{
	const struct overzicht *o = (const struct overzicht *)s;
	struct area rows = list_area(a);
	if (list_shown(&o->list) == 0 && !filter_is_used(&o->filter)) {
		draw_prose(rows, 0, 1, rows.cols - 2, ROLE_DIM, empty_text(o), strlen(empty_text(o)));
	} else {
		draw_columns(o, (struct area){.y = a.y, .x = a.x, .rows = 2, .cols = rows.cols});
		list_draw(&o->list, rows, true);
	}
	if (area_is_wide(a)) {
		draw_side(area_inner(a, 1, 0, 0, 0), LEFT_COLS + 1);
		list_draw(&o->beside_list, beside_area(a), false);
	}
}

void overzicht_heading(const struct screen *s, struct str *left, struct str *right)
{
	const struct overzicht *o = (const struct overzicht *)s;
	const char *gemeente = o->sums.gemeente, *name = session_name(o->session);
	str_add_text(left, "buurtplan");
	if (gemeente)
		str_addf(left, " %s %s", draw_sign(SIGN_DOT), gemeente);
	if (session_read_only(o->session))
		str_addf(left, " %s %s", draw_sign(SIGN_DOT), _("alleen om te lezen"));
	str_addf(right, "%s%s%s", name ? name : "", name ? " · " : "", o->clock);
}
