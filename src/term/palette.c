#include "term/palette.h"

#include "base/mem.h"
#include "base/taal.h"
#include "base/text.h"
#include "base/vec.h"
#include "base/wanted.h"
#include "term/action.h"
#include "term/search_line.h"

#include <stdlib.h>
#include <string.h>

enum { KEYS_COLUMNS = 11, NAME_COLUMNS = 15, ROWS = 14, COLUMNS = 76 };

struct palette {
	struct screen base;
	struct screen *about;
	struct editor *line;
	struct clipboard clip;
	struct list list;
	VEC(const struct action *) found;
};

/* How well an action fits what was typed: the lower the better. */
enum fit { FIT_NAME /* its name or label begins so */, FIT_WORD /* or a word in it, or in its help */, FIT_INSIDE, FIT_NONE };

static bool begins(const char *text, const char *start, size_t len)
{
	struct str folded = {0};
	text_fold(&folded, text, strlen(text));
	bool yes = folded.len >= len && memcmp(str_text(&folded), start, len) == 0;
	str_free(&folded);
	return yes;
}

/* Each word must be somewhere; the first one says how well. */
static enum fit fit_of(const struct action *a, const struct wanted *w)
{
	struct str words = {0}, folded = {0};
	enum fit fit = FIT_NONE;
	size_t len = 0;
	const char *first = w->count ? wanted_piece(w, 0, &len) : "", *label = _(a->label ? a->label : a->name);
	str_addf(&words, " %s %s %s", label, _(a->help), a->name); /* a blank before each word */
	text_fold(&folded, str_text(&words), words.len);
	if (wanted_in(w, str_text(&folded), folded.len))
		fit = begins(label, first, len) || begins(a->name, first, len) ? FIT_NAME : FIT_INSIDE;
	for (size_t at = 0; fit == FIT_INSIDE && at + len < folded.len; at++)
		if (folded.p[at] == ' ' && memcmp(folded.p + at + 1, first, len) == 0)
			fit = FIT_WORD;
	str_free(&words);
	str_free(&folded);
	return fit;
}

static void add_fitting(struct palette *p, const struct action *rows, const struct wanted *w, enum fit fit)
{
	for (const struct action *a = rows; a && a->name; a++)
		if (!action_has_key(a, K_CTRL_P) && action_possible(a, p->about) && fit_of(a, w) == fit)
			vec_push(&p->found, a);
}

/* Nothing typed: all, in their own order. */
static void search(struct palette *p)
{
	struct wanted w = {0};
	size_t len;
	const char *typed = editor_text(p->line, &len);
	wanted_set(&w, typed, len);
	p->found.count = 0;
	for (enum fit fit = FIT_NAME; fit < FIT_NONE; fit++) {
		add_fitting(p, p->about->class->actions, &w, fit);
		add_fitting(p, common_actions, &w, fit);
	}
	list_set_count(&p->list, p->found.count);
	list_choose(&p->list, 0);
	wanted_clear(&w);
}

static void row_draw(const void *ctx, size_t row, struct area a, bool chosen)
{
	const struct palette *p = ctx;
	const struct action *action = p->found.p[row];
	char name[16];
	int x = KEYS_COLUMNS + NAME_COLUMNS;
	draw_string(a, 0, 0, KEYS_COLUMNS - 1, ROLE_KEY, key_label(action_key(action, p->about), name));
	draw_string(a, 0, KEYS_COLUMNS, NAME_COLUMNS - 1, chosen ? ROLE_CHOSEN : ROLE_TEXT, _(action->label ? action->label : action->name));
	draw_string(a, 0, x, a.cols - x, ROLE_DIM, _(action->help));
}

static const struct list_class palette_list = {NULL, row_draw, NULL};

static void palette_heading(const struct screen *s, struct str *left, struct str *right)
{
	(void)s, (void)right;
	str_add_text(left, _("Wat wilt u doen?"));
}

static void palette_size(const struct screen *s, struct area within, int *rows, int *cols)
{
	(void)s;
	*rows = within.rows < ROWS ? within.rows : ROWS;
	*cols = within.cols < COLUMNS ? within.cols : COLUMNS;
}

static struct area list_area(struct area a)
{
	return area_inner(a, 2, 0, 0, 0);
}

static void palette_layout(struct screen *s, struct area a)
{
	struct palette *p = (struct palette *)s;
	list_layout(&p->list, list_area(a));
	search_line_layout(p->line, a, 0);
}

static void palette_draw(const struct screen *s, struct area a)
{
	const struct palette *p = (const struct palette *)s;
	if (p->found.count == 0)
		draw_string(a, 2, 1, a.cols, ROLE_DIM, _("Niets gevonden. Maak de zoektekst korter, of ga met Esc terug."));
	list_draw(&p->list, list_area(a), true);
	search_line_draw(p->line, a, 0, true);
}

static void run_chosen(struct ui *ui, struct screen *s)
{
	struct palette *p = (struct palette *)s;
	if (p->list.chosen >= p->found.count)
		return;
	const struct action *a = p->found.p[p->list.chosen];
	ui_close(ui);
	action_run(a, ui);
}

static bool has_found(const struct screen *s)
{
	return ((const struct palette *)s)->found.count > 0;
}

static bool palette_key(struct ui *ui, struct screen *s, const struct event *ev)
{
	(void)ui;
	struct palette *p = (struct palette *)s;
	bool typed, used = search_line_key(p->line, &p->list, ev, &typed);
	if (typed)
		search(p);
	return used;
}

static void palette_free(struct screen *s)
{
	struct palette *p = (struct palette *)s;
	editor_free(p->line);
	str_free(&p->clip.text);
	vec_free(&p->found);
	free(p);
}

static const struct action palette_actions[] = {
	{"doen", {K_ENTER}, N_("doen"), N_("Doet wat gekozen is"), run_chosen, has_found},
	{0},
};

static const struct screen_class palette_class = {
	.name = "opdrachten",
	.help = N_("Typ een deel van wat u wilt doen. Kies met de pijltjes en druk op Enter."),
	.actions = palette_actions,
	.heading = palette_heading,
	.layout = palette_layout,
	.draw = palette_draw,
	.key = palette_key,
	.typing = screen_always_types,
	.free = palette_free,
	.dialogue = true,
	.size = palette_size,
};

struct screen *palette_new(struct screen *about)
{
	struct palette *p = mem_alloc(sizeof *p);
	p->base.class = &palette_class;
	p->about = about;
	p->line = editor_new("", 0, false, &p->clip);
	list_init(&p->list, &palette_list, p);
	search(p);
	return &p->base;
}

bool palette_is(const struct screen *s)
{
	return s->class == &palette_class;
}
