#include "cli/command.h"

#include "base/mem.h"
#include "base/taal.h"
#include "base/text.h"
#include "cli/json.h"
#include "cli/print.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 4, GAP = 2 };

/* The names are never cut, as they are what other commands take. */
static const struct {
	const char *title;
	int widest;
} table[COLUMNS] = {{N_("Plan"), 129}, {N_("Buurt"), 24}, {N_("Wijk"), 18}, {N_("Status"), 14}};

static const char *cell(const struct plan_row *row, size_t column)
{
	const char *const texts[COLUMNS] = {row->name, row->summary.buurt, row->summary.wijk, row->summary.status};
	return texts[column];
}

static void measure(int width[COLUMNS], const struct plan_rows *rows)
{
	for (size_t column = 0; column < COLUMNS; column++) {
		width[column] = text_width(_(table[column].title), strlen(_(table[column].title)));
		for (size_t i = 0; i < rows->count; i++) {
			const char *text = rows->p[i].refused ? "" : cell(&rows->p[i], column);
			int w = text_width(text, strlen(text));
			if (w > width[column])
				width[column] = w < table[column].widest ? w : table[column].widest;
		}
	}
}

static void write_row(struct str *out, const struct plan_row *row, const int width[COLUMNS])
{
	for (size_t column = 0; column < COLUMNS; column++) {
		print_cell(out, row ? cell(row, column) : _(table[column].title), width[column]);
		str_add_times(out, ' ', GAP);
	}
	if (row)
		str_addf(out, row->summary.away ? _("%zu van %zu, opgeborgen\n") : _("%zu van %zu\n"), row->summary.klaar, row->summary.speerpunten);
	else
		str_add_text(out, _("Klaar\n"));
}

static void write_table(struct str *out, const struct plan_rows *rows)
{
	int width[COLUMNS];
	measure(width, rows);
	write_row(out, NULL, width);
	for (size_t i = 0; i < rows->count; i++)
		if (!rows->p[i].refused)
			write_row(out, &rows->p[i], width);
}

static void write_refused(struct str *out, const struct plan_row *row)
{
	struct str line = {0};
	str_addf(&line, "%s: ", row->name);
	if (row->line)
		str_addf(&line, _("regel %d, kolom %d: "), row->line, row->column);
	str_add_text(&line, row->refused);
	str_add_text(out, "  ");
	print_wrapped(out, str_text(&line), line.len, 2, 2);
	str_free(&line);
}

static void write_all(struct str *out, const struct plan_rows *rows)
{
	size_t refused = 0;
	for (size_t i = 0; i < rows->count; i++)
		refused += rows->p[i].refused != NULL;
	if (refused < rows->count)
		write_table(out, rows);
	if (refused > 0 && refused < rows->count)
		str_add_char(out, '\n');
	if (refused > 0)
		str_add_text(out, _("Niet te openen:\n"));
	for (size_t i = 0; i < rows->count; i++)
		if (rows->p[i].refused)
			write_refused(out, &rows->p[i]);
}

/* Borrows the rows that are asked for. */
static void select_rows(struct plan_rows *shown, const struct plan_rows *all, bool away_too)
{
	*shown = (struct plan_rows){.p = mem_alloc((all->count + 1) * sizeof *shown->p)};
	for (size_t i = 0; i < all->count; i++)
		if (away_too || !all->p[i].summary.away)
			shown->p[shown->count++] = all->p[i];
}

static void write_list(struct cli *c, const struct plan_rows *all)
{
	struct plan_rows rows;
	select_rows(&rows, all, c->given & OPTION_ALL);
	if (c->given & OPTION_JSON)
		json_write_plans(&c->out, &rows);
	else if (rows.count > 0)
		write_all(&c->out, &rows);
	else
		print_talk(all->count ? _("Alle plannen zijn opgeborgen. Met --all ziet u ze.") : _("Er zijn nog geen plannen."));
	free(rows.p);
}

enum code cmd_list(struct cli *c, struct err *e)
{
	struct session *s = NULL;
	struct plan_rows rows = {0};
	enum code code = session_open(&s, c->dir, c->als, NULL, e);
	if (!code)
		code = session_plans(s, &rows, e);
	if (!code)
		write_list(c, &rows);
	plan_rows_clear(&rows);
	session_free(s);
	return code;
}
