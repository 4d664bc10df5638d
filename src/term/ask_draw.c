/* How a text that is asked looks: in a dialogue, and on a whole screen. */
#include "term/ask_internal.h"

#include <string.h>

enum {
	LINE_COLUMNS = 70,
	LINE_ROWS = 8,     /* of one line of text, wrapped */
	TEXT_COLUMNS = 100 /* a longer line is hard to read */
};

static int help_rows(const struct screen_of_text *t, int cols)
{
	return *t->help ? draw_prose_height(cols, t->help, strlen(t->help)) : 0;
}

/* The lines of what is said below the field. */
static int below_rows(const struct screen_of_text *t)
{
	return (t->meaning ? 1 : 0) + suggest_rows(&t->suggest);
}

/* The label, the field, what it means, what is offered, an empty line, the help: what there is of it. */
void ask_line_size(const struct screen *s, struct area within, int *rows, int *cols)
{
	const struct screen_of_text *t = ask_of_const(s);
	*cols = within.cols < LINE_COLUMNS ? within.cols : LINE_COLUMNS;
	int field = editor_height(t->editor, *cols), help = help_rows(t, *cols);
	*rows = (*t->label ? 1 : 0) + (field < LINE_ROWS ? field : LINE_ROWS) + below_rows(t) + (help ? help + 1 : 0);
}

/* The field, and what is said below it, go before the help where there is no room for all. */
static struct area line_field(const struct screen_of_text *t, struct area a)
{
	struct area field = area_inner(a, *t->label ? 1 : 0, 0, 0, 0);
	int help = help_rows(t, a.cols), wanted = editor_height(t->editor, a.cols), below = below_rows(t);
	wanted = wanted < LINE_ROWS ? wanted : LINE_ROWS;
	if (help && field.rows - help - 1 > below)
		field.rows -= help + 1;
	if (field.rows > below)
		field.rows -= below;
	field.rows = field.rows < wanted ? field.rows : wanted;
	return field;
}

void ask_line_layout(struct screen *s, struct area a)
{
	editor_layout(ask_of(s)->editor, line_field(ask_of(s), a));
}

void ask_line_draw(const struct screen *s, struct area a)
{
	const struct screen_of_text *t = ask_of_const(s);
	struct area field = line_field(t, a);
	int y = field.y - a.y + field.rows;
	draw_string(a, 0, 0, a.cols, ROLE_LABEL, t->label);
	editor_draw(t->editor, field, ROLE_FIELD, t->suggest.chosen < 0);
	if (t->meaning)
		draw_string(a, y++, 0, a.cols, ROLE_LABEL, str_text(&t->means));
	suggest_draw(&t->suggest, area_inner(a, y, 0, 0, 0));
	if (*t->help)
		draw_prose(a, y + suggest_rows(&t->suggest) + 1, 0, a.cols, ROLE_DIM, t->help, strlen(t->help));
}

/* The lines above the text: label and help, and one empty. */
static int text_top(const struct screen_of_text *t, int cols)
{
	int top = (*t->label ? 1 : 0) + help_rows(t, cols);
	return top ? top + 1 : 0;
}

/* One column at the right is for the signs that there is more. */
static struct area text_page(const struct screen_of_text *t, struct area a)
{
	struct area page = area_inner(a, 0, 1, 0, 1);
	page.cols = page.cols < TEXT_COLUMNS ? page.cols : TEXT_COLUMNS;
	return area_inner(page, text_top(t, page.cols), 0, 0, 1);
}

void ask_text_layout(struct screen *s, struct area a)
{
	editor_layout(ask_of(s)->editor, text_page(ask_of(s), a));
}

void ask_text_draw(const struct screen *s, struct area a)
{
	const struct screen_of_text *t = ask_of_const(s);
	struct area page = text_page(t, a), top = {.y = a.y, .x = page.x, .rows = a.rows, .cols = page.cols + 1};
	struct area side = {.y = page.y, .x = page.x + page.cols, .rows = page.rows, .cols = 1};
	int above, below;
	draw_string(top, 0, 0, top.cols, ROLE_LABEL, t->label);
	if (*t->help)
		draw_prose(top, *t->label ? 1 : 0, 0, top.cols, ROLE_DIM, t->help, strlen(t->help));
	editor_hidden(t->editor, &above, &below);
	draw_more(side, above, below);
	editor_draw(t->editor, page, ROLE_TEXT, true);
}
