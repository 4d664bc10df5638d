#include "term/stack.h"

#include "base/taal.h"
#include "base/text.h"
#include "term/filter.h"
#include "term/signals.h"
#include "term/terminal.h"

#include <string.h>

enum { ROWS_LEAST = 16, COLS_LEAST = 60, BESIDE = 3 /* between where and who */, PART_LEAST = 8 };

bool frame_is_too_small(void)
{
	return LINES < ROWS_LEAST || COLS < COLS_LEAST;
}

static struct area whole(void)
{
	return (struct area){.rows = LINES, .cols = COLS};
}

struct area frame_bar(void)
{
	return area_inner(whole(), LINES - 1, 1, 0, 1);
}

static void draw_too_small(void)
{
	const char *text = _("Het venster is te klein. Maak het minstens 60 tekens breed en 16 regels hoog. Wat u typte, is er nog. "
			     "Met Ctrl-C stopt u; het blijft dan als concept.");
	draw_prose(whole(), 0, 0, COLS, ROLE_TEXT, text, strlen(text));
	draw_cursor(whole(), 0, 0);
}

/* The widest of the parts between path signs; gives where it begins. */
static size_t widest_part(const struct str *s, const char *sign, size_t *len, int *cols)
{
	size_t widest = 0, at = 0;
	for (*cols = -1; at <= s->len;) {
		const char *next = strstr(s->p + at, sign);
		size_t part = next ? (size_t)(next - s->p) - at : s->len - at;
		int wide = text_width(s->p + at, part);
		if (wide > *cols) {
			widest = at;
			*len = part;
			*cols = wide;
		}
		at += part + strlen(sign);
	}
	return widest;
}

/* Where it is too wide the longest part of the path gives way: what is at its end says where we are. */
static void shorten_path(struct str *left, int most)
{
	struct str sign = {0};
	str_addf(&sign, " %s ", draw_sign(SIGN_PATH));
	int over = text_width(str_text(left), left->len) - most;
	if (over > 0 && strstr(left->p, sign.p)) {
		size_t len = 0;
		int cols;
		size_t at = widest_part(left, sign.p, &len, &cols);
		const char *cut = draw_sign(SIGN_CUT);
		int keep = cols - over - text_width(cut, strlen(cut));
		if (keep >= PART_LEAST) {
			size_t fits = text_fit(left->p + at, len, keep, NULL);
			str_splice(left, at + fits, len - fits, cut, strlen(cut));
		}
	}
	str_free(&sign);
}

static void draw_heading(const struct screen *s, struct area a)
{
	struct str left = {0}, right = {0};
	if (s->class->heading)
		s->class->heading(s, &left, &right);
	int most = a.cols / 2, wide = text_width(str_text(&right), right.len);
	wide = wide < most ? wide : most;
	shorten_path(&left, a.cols - (wide ? wide + BESIDE : 0));
	draw_text(a, 0, 0, a.cols - (wide ? wide + BESIDE : 0), ROLE_HEADING, str_text(&left), left.len);
	draw_text(a, 0, a.cols - wide, wide, ROLE_DIM, str_text(&right), right.len);
	str_free(&left);
	str_free(&right);
}

/* The message at the foot of the area; gives the lines it takes. */
static int draw_notice(const struct ui *ui, struct area a)
{
	if (ui->notice == NOTICE_NONE)
		return 0;
	bool error = ui->notice == NOTICE_ERROR;
	const char *go_on = _(" (Enter of Esc: sluiten)");
	struct run runs[] = {
		{error ? ROLE_ERROR : ROLE_TEXT, str_text(&ui->text), ui->text.len},
		{ROLE_DIM, go_on, error ? strlen(go_on) : 0},
	};
	int lines = draw_runs((struct area){.cols = a.cols}, 0, 0, a.cols, runs, 2);
	int most = a.rows / 2;
	lines = lines < most ? lines : most;
	struct area foot = {.y = a.y + a.rows - lines, .x = a.x, .rows = lines, .cols = a.cols};
	draw_runs(foot, 0, 0, a.cols, runs, 2);
	return lines;
}

static void draw_screen(struct screen *s, struct area a)
{
	struct filter *f = filter_of(s);
	struct area rest = area_inner(a, 0, 0, filter_lines(f), 0), line = area_inner(a, a.rows - 1, 0, 0, 0);
	draw_cursor(a, 0, 0); /* for a screen that places none */
	if (s->class->layout)
		s->class->layout(s, rest);
	if (filter_is_open(f))
		filter_layout(f, line);
	if (s->class->draw)
		s->class->draw(s, rest);
	if (filter_is_open(f))
		filter_draw(f, line);
}

static void draw_dialogue(struct screen *s, struct area within)
{
	struct area most = area_inner(within, 1, 3, 1, 3);
	int rows = most.rows * 3 / 4, cols = most.cols * 3 / 4;
	if (s->class->size)
		s->class->size(s, most, &rows, &cols);
	rows += filter_lines(filter_of(s));
	rows = rows < most.rows ? rows : most.rows;
	cols = cols < most.cols ? cols : most.cols;
	struct area box = {.rows = rows + 2, .cols = cols + 4};
	box.y = within.y + (within.rows - box.rows) / 2;
	box.x = within.x + (within.cols - box.cols) / 2;
	struct str title = {0}, unused = {0};
	if (s->class->heading)
		s->class->heading(s, &title, &unused);
	draw_screen(s, draw_box(box, str_text(&title)));
	str_free(&title);
	str_free(&unused);
}

/* From the highest whole screen up to the top. */
static void draw_stack(struct screen *s, struct area content)
{
	if (s->class->dialogue && s->below) {
		draw_stack(s->below, content);
		draw_dialogue(s, content);
		return;
	}
	draw_screen(s, content); /* first: what the heading says of where we are is known once it is laid out */
	draw_heading(s, area_inner(whole(), 0, 1, LINES - 1, 1));
}

static void draw_all(struct ui *ui)
{
	struct area all = whole();
	struct area content = area_inner(all, 1, 0, 1, 0);
	int notice = draw_notice(ui, area_inner(content, 0, 1, 0, 1));
	draw_stack(ui->top, area_inner(content, 0, 0, notice, 0));
	keybar_draw(ui, frame_bar());
}

void frame_draw(struct ui *ui)
{
	struct terminal *t = &the_terminal;
	erase();
	if (ui->repaint)
		clearok(curscr, TRUE);
	if (frame_is_too_small())
		draw_too_small();
	else
		draw_all(ui);
	ui->dirty = false;
	ui->repaint = false;
	move(t->cursor_y, t->cursor_x);
	wnoutrefresh(stdscr);
	signals_write_begin();
	doupdate();
	signals_write_end();
}
