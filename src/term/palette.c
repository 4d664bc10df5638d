#include "term/palette.h"

#include "base/mem.h"
#include "base/taal.h"
#include "base/text.h"
#include "base/vec.h"
#include "term/action.h"
#include "term/list.h"

#include <stdlib.h>
#include <string.h>

enum { QUERY_MAX = 200, KEYS_COLUMNS = 12, ROWS = 14, COLUMNS = 64 };

struct palette {
	struct screen base;
	struct screen *about;
	struct str query;
	struct list list;
	VEC(const struct action *) found;
};

/* Does each word of the query (folded) stand in the action's words? */
static bool matches(const struct action *a, const char *query)
{
	struct str words = {0}, folded = {0};
	str_addf(&words, "%s %s %s", a->name, a->label ? a->label : "", a->help);
	text_fold(&folded, str_text(&words), words.len);
	bool all = true;
	for (const char *word = query + strspn(query, " "); *word && all; word += strspn(word, " ")) {
		size_t len = strcspn(word, " ");
		all = memmem(str_text(&folded), folded.len, word, len);
		word += len;
	}
	str_free(&words);
	str_free(&folded);
	return all;
}

static void add_matches(struct palette *p, const struct action *rows, const char *query)
{
	for (const struct action *a = rows; a && a->name; a++)
		if (action_possible(a, p->about) && matches(a, query))
			vec_push(&p->found, a);
}

static void search(struct palette *p)
{
	struct str folded = {0};
	text_fold(&folded, str_text(&p->query), p->query.len);
	p->found.count = 0;
	add_matches(p, p->about->class->actions, str_text(&folded));
	add_matches(p, common_actions, str_text(&folded));
	list_set_count(&p->list, p->found.count);
	list_choose(&p->list, 0);
	str_free(&folded);
}

static void row_draw(const void *ctx, size_t row, struct area a, bool chosen)
{
	const struct palette *p = ctx;
	const struct action *action = p->found.p[row];
	char name[16];
	draw_string(a, 0, 0, KEYS_COLUMNS, ROLE_KEY, key_label(action_key(action, p->about), name));
	draw_string(a, 0, KEYS_COLUMNS, a.cols - KEYS_COLUMNS, chosen ? ROLE_CHOSEN : ROLE_TEXT, action->help);
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
	list_layout(&((struct palette *)s)->list, list_area(a));
}

static void palette_draw(const struct screen *s, struct area a)
{
	const struct palette *p = (const struct palette *)s;
	int x = draw_string(a, 0, 1, a.cols, ROLE_LABEL, _("Zoek: ")) + 1;
	if (p->found.count == 0)
		draw_string(a, 2, 1, a.cols, ROLE_DIM, _("Niets gevonden. Maak de zoektekst korter, of ga met Esc terug."));
	list_draw(&p->list, list_area(a), true);
	/* The end of the query is where the person types. */
	const char *q = str_text(&p->query);
	size_t from = 0;
	while (text_width(q + from, p->query.len - from) > a.cols - x - 1)
		from = text_next(q, p->query.len, from);
	int used = draw_text(a, 0, x, a.cols - x, ROLE_FIELD, q + from, p->query.len - from);
	draw_cursor(a, 0, x + used);
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

static bool type(struct palette *p, const char *s, size_t len)
{
	size_t line = 0;
	while (line < len && s[line] != '\n')
		line++;
	if (p->query.len + line <= QUERY_MAX)
		str_add(&p->query, s, line);
	search(p);
	return true;
}

static bool palette_key(struct ui *ui, struct screen *s, const struct event *ev)
{
	(void)ui;
	struct palette *p = (struct palette *)s;
	char typed[4];
	if (key_is_text(ev->key))
		return type(p, typed, text_encode(ev->key, typed));
	if (ev->key == K_PASTE)
		return type(p, ev->text, ev->len);
	if (ev->key == K_BACKSPACE && p->query.len > 0) {
		size_t at = text_previous(p->query.p, p->query.len, p->query.len);
		str_splice(&p->query, at, p->query.len - at, "", 0);
		search(p);
		return true;
	}
	return list_key(&p->list, ev);
}

static bool palette_typing(const struct screen *s)
{
	(void)s;
	return true;
}

static void palette_free(struct screen *s)
{
	struct palette *p = (struct palette *)s;
	str_free(&p->query);
	vec_free(&p->found);
	free(p);
}

static const struct action palette_actions[] = {
	{"doen", {K_ENTER}, _("doen"), _("Doet wat gekozen is"), run_chosen, has_found},
	{0},
};

static const struct screen_class palette_class = {
	.name = "opdrachten",
	.help = _("Typ een deel van wat u wilt doen. Kies met de pijltjes en druk op Enter."),
	.actions = palette_actions,
	.heading = palette_heading,
	.layout = palette_layout,
	.draw = palette_draw,
	.key = palette_key,
	.typing = palette_typing,
	.free = palette_free,
	.dialogue = true,
	.size = palette_size,
};

struct screen *palette_new(struct screen *about)
{
	struct palette *p = mem_alloc(sizeof *p);
	p->base.class = &palette_class;
	p->about = about;
	list_init(&p->list, &palette_list, p);
	search(p);
	return &p->base;
}

bool palette_is(const struct screen *s)
{
	return s->class == &palette_class;
}
