/* Tables and time lines in HTML. */
#include "cli/export_html.h"

#include "base/date.h"
#include "base/taal.h"

static void add_cells(struct str *out, const struct table *t, const char *const cells[], const char *name)
{
	for (size_t c = 0; c < t->columns; c++)
		html_element(out, name, t->right[c] ? "getal" : "", cells[c]);
}

void html_table(struct str *out, const struct table *t)
{
	str_add_text(out, "<table>\n<thead>\n<tr>\n");
	add_cells(out, t, t->heads, "th");
	str_add_text(out, "</tr>\n</thead>\n<tbody>\n");
	for (size_t row = 0; row < t->rows; row++) {
		str_add_text(out, t->total && row + 1 == t->rows ? "<tr class=\"totaal\">\n" : "<tr>\n");
		add_cells(out, t, (const char *const *)t->cells + row * t->columns, "td");
		str_add_text(out, "</tr>\n");
	}
	str_add_text(out, "</tbody>\n</table>\n");
}

/* --- the time line ---------------------------------------------------------------------------- */

/* The same time line in whole columns of `step` months. */
struct scale {
	struct phases all; /* a copy that borrows the phases */
	int step, columns;
};

static struct scale scale_of(const struct phases *all)
{
	enum { MONTHS = 24, QUARTERS = 72, MOST_COLUMNS = 24 };
	struct scale s = {.all = *all, .step = all->months <= MONTHS ? 1 : all->months <= QUARTERS ? 3 : 12};
	while (s.step >= 12 && all->months / s.step >= MOST_COLUMNS)
		s.step += 12;
	s.all.first -= all->first % s.step;
	s.columns = (all->first + all->months - s.all.first + s.step - 1) / s.step;
	s.all.months = s.columns * s.step;
	return s;
}

static int month_of(const struct scale *s, int column)
{
	return s->all.first + column * s->step;
}

/* The columns from this one on that lie in the same year. */
static int columns_of_year(const struct scale *s, int column)
{
	int to = column + 1;
	while (to < s->columns && month_of(s, to) / 12 == month_of(s, column) / 12)
		to++;
	return to - column;
}

static void add_years(struct str *out, const struct scale *s)
{
	for (int i = 0, span; i < s->columns; i += span) {
		span = columns_of_year(s, i);
		str_addf(out, "<th class=\"maand\" colspan=\"%d\">%d</th>\n", span, month_of(s, i) / 12);
	}
}

static void add_months(struct str *out, const struct scale *s)
{
	for (int i = 0; i < s->columns; i++) {
		struct str label = {0};
		if (s->step == 1)
			str_add_text(&label, date_month_name(month_of(s, i)));
		else
			str_addf(&label, _("kw %d"), month_of(s, i) % 12 / 3 + 1);
		html_element(out, "th", "maand", label.p);
		str_free(&label);
	}
}

static void add_head(struct str *out, const struct scale *s)
{
	bool months = s->columns > 0 && s->step < 12;
	const char *rows = months ? " rowspan=\"2\"" : "";
	str_addf(out, "<thead>\n<tr>\n<th%s>%s</th>\n", rows, _("Fase"));
	add_years(out, s);
	str_addf(out, "<th%s>%s</th>\n</tr>\n", rows, _("Periode"));
	if (months) {
		str_add_text(out, "<tr>\n");
		add_months(out, s);
		str_add_text(out, "</tr>\n");
	}
	str_add_text(out, "</thead>\n");
}

static void add_phase(struct str *out, const struct scale *s, size_t i)
{
	const struct phase *p = &s->all.p[i];
	str_add_text(out, "<tr>\n<td>");
	html_text(out, p->name);
	if (*p->note) {
		str_add_text(out, *p->name ? "<br/>\n" : "");
		html_element(out, "span", "noot", p->note);
	}
	str_add_text(out, "</td>\n");
	for (int column = 0; column < s->columns; column++) {
		bool on = phases_fill(&s->all, i, column, s->columns);
		html_element(out, "td", on ? "maand aan" : "maand", on ? "■" : "");
	}
	html_element(out, "td", "", p->when);
	str_add_text(out, "</tr>\n");
}

void html_phases(struct str *out, const struct phases *all)
{
	struct scale s = {.all = *all, .step = 1};
	if (all->months > 0)
		s = scale_of(all);
	str_add_text(out, "<table class=\"tijd\">\n");
	add_head(out, &s);
	str_add_text(out, "<tbody>\n");
	for (size_t i = 0; i < all->count; i++)
		add_phase(out, &s, i);
	str_add_text(out, "</tbody>\n</table>\n");
}
