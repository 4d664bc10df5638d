#include "term/dialogue.h"

#include "base/mem.h"
#include "base/taal.h"
#include "base/text.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 60, BETWEEN = 2, SIGN = 1 };

struct dialogue {
	struct screen base;
	char *title, *text, *answers[DIALOGUE_ANSWERS];
	int count, chosen, harmless;
	struct area view;       /* where it was drawn */
	int top, shown, lines;  /* of the text: first line in view, lines in view, lines in all */
	uint32_t asked_with;    /* the key that asked does not answer */
	dialogue_answer *answer;
	void *ctx;
};

static int answer_columns(const struct dialogue *d, int i)
{
	return SIGN + text_string_width(d->answers[i]);
}

/* All answers on one line? */
static bool side_by_side(const struct dialogue *d, int cols)
{
	int used = -BETWEEN;
	for (int i = 0; i < d->count; i++)
		used += answer_columns(d, i) + BETWEEN;
	return used <= cols;
}

static int answer_rows(const struct dialogue *d, int cols)
{
	return side_by_side(d, cols) ? 1 : d->count;
}

static void dialogue_heading(const struct screen *s, struct str *left, struct str *right)
{
	(void)right;
	str_add_text(left, ((const struct dialogue *)s)->title);
}

static void dialogue_size(const struct screen *s, struct area within, int *rows, int *cols)
{
	const struct dialogue *d = (const struct dialogue *)s;
	*cols = within.cols < COLUMNS ? within.cols : COLUMNS;
	*rows = draw_prose_height(*cols, d->text, strlen(d->text)) + 1 + answer_rows(d, *cols);
}

static void scroll_to(struct dialogue *d, int top)
{
	int most = d->lines - d->shown;
	d->top = top > most ? most : top;
	d->top = d->top > 0 ? d->top : 0;
}

static struct area text_area(const struct dialogue *d, struct area a)
{
	return area_inner(a, 0, 0, answer_rows(d, a.cols) + 1, 0);
}

static void dialogue_layout(struct screen *s, struct area a)
{
	struct dialogue *d = (struct dialogue *)s;
	d->view = a;
	d->lines = draw_prose_height(a.cols, d->text, strlen(d->text));
	d->shown = text_area(d, a).rows;
	scroll_to(d, d->top);
}

/* Where answer `i` stands. */
static struct area answer_area(const struct dialogue *d, struct area a, int i)
{
	bool line = side_by_side(d, a.cols);
	int y = text_area(d, a).rows + 1 + (line ? 0 : i), x = 0;
	for (int before = 0; line && before < i; before++)
		x += answer_columns(d, before) + BETWEEN;
	return (struct area){.y = a.y + y, .x = a.x + x, .rows = 1, .cols = a.cols - x};
}

static void draw_answer(const struct dialogue *d, int i, struct area a)
{
	bool chosen = i == d->chosen;
	if (chosen)
		draw_string(a, 0, 0, SIGN, ROLE_TEXT, draw_sign(SIGN_CHOSEN));
	draw_string(a, 0, SIGN, a.cols, chosen ? ROLE_CHOSEN : ROLE_TEXT, d->answers[i]);
	if (chosen)
		draw_cursor(a, 0, SIGN);
}

static void dialogue_draw(const struct screen *s, struct area a)
{
	const struct dialogue *d = (const struct dialogue *)s;
	struct area text = text_area(d, a);
	text.skip = d->top;
	draw_prose(text, 0, 0, a.cols, ROLE_TEXT, d->text, strlen(d->text));
	if (d->top > 0)
		draw_string(a, text.rows, a.cols - 3, 1, ROLE_DIM, draw_sign(SIGN_MORE_UP));
	if (d->top + d->shown < d->lines)
		draw_string(a, text.rows, a.cols - 1, 1, ROLE_DIM, draw_sign(SIGN_MORE_DOWN));
	for (int i = 0; i < d->count; i++)
		draw_answer(d, i, answer_area(d, a, i));
}

static void give_answer(struct ui *ui, struct dialogue *d, int chosen)
{
	ui_close(ui); /* it is freed only after this key */
	if (d->answer)
		d->answer(ui, d->ctx, chosen);
}

static void answer_chosen(struct ui *ui, struct screen *s)
{
	struct dialogue *d = (struct dialogue *)s;
	give_answer(ui, d, d->chosen);
}

static void answer_harmless(struct ui *ui, struct screen *s)
{
	struct dialogue *d = (struct dialogue *)s;
	give_answer(ui, d, d->harmless);
}

/* Does the text begin with the letter of this key, capital or not? */
static bool begins_with(const char *text, uint32_t key)
{
	char letter[4];
	struct str typed = {0}, first = {0};
	text_fold(&typed, letter, text_encode(key, letter));
	text_fold(&first, text, text_next(text, strlen(text), 0));
	bool same = typed.len > 0 && bytes_equal(typed.p, typed.len, first.p, first.len);
	str_free(&typed);
	str_free(&first);
	return same;
}

static bool asked_with(const struct dialogue *d, uint32_t key)
{
	char letter[5] = "";
	return key_is_text(d->asked_with) && text_encode(d->asked_with, letter) && begins_with(letter, key);
}

static bool answer_by_letter(struct ui *ui, struct dialogue *d, uint32_t key)
{
	if (!key_is_text(key) || asked_with(d, key))
		return false;
	for (int i = 0; i < d->count; i++) {
		if (!begins_with(d->answers[i], key))
			continue;
		give_answer(ui, d, i);
		return true;
	}
	return false;
}

/* A line up or down, while there is more of the text; then another answer. */
static void go(struct dialogue *d, int by)
{
	int top = d->top, chosen = d->chosen + by;
	scroll_to(d, top + by);
	if (d->top == top && chosen >= 0 && chosen < d->count)
		d->chosen = chosen;
}

/* A click gives the answer; not the second of two quick ones, which was meant for what stood there before. */
static bool click(struct ui *ui, struct dialogue *d, const struct event *ev)
{
	for (int i = 0; i < d->count; i++) {
		struct area a = answer_area(d, d->view, i);
		a.cols = a.cols < answer_columns(d, i) ? a.cols : answer_columns(d, i);
		if (ev->again || !area_holds(a, ev->y, ev->x))
			continue;
		give_answer(ui, d, i);
		return true;
	}
	return false;
}

static bool dialogue_key(struct ui *ui, struct screen *s, const struct event *ev)
{
	struct dialogue *d = (struct dialogue *)s;
	switch (ev->key) {
	case K_UP:
	case K_DOWN:
		go(d, ev->key == K_UP ? -1 : 1);
		return true;
	case K_LEFT:
	case K_BACKTAB:
		d->chosen -= d->chosen > 0;
		return true;
	case K_RIGHT:
	case K_TAB:
		d->chosen += d->chosen + 1 < d->count;
		return true;
	case K_PAGE_UP:
	case K_PAGE_DOWN:
		scroll_to(d, d->top + (ev->key == K_PAGE_UP ? 1 - d->shown : d->shown - 1));
		return true;
	case K_WHEEL_UP:
	case K_WHEEL_DOWN:
		scroll_to(d, d->top + (ev->key == K_WHEEL_UP ? -KEY_WHEEL_LINES : KEY_WHEEL_LINES));
		return true;
	case K_CLICK:
		return click(ui, d, ev);
	default:
		return answer_by_letter(ui, d, ev->key);
	}
}

static void dialogue_free(struct screen *s)
{
	struct dialogue *d = (struct dialogue *)s;
	free(d->title);
	free(d->text);
	for (int i = 0; i < d->count; i++)
		free(d->answers[i]);
	free(d);
}

static const struct action dialogue_actions[] = {
	{"kies", {K_ENTER}, N_("kies"), N_("Geeft het antwoord dat gekozen is; de eerste letter ervan doet dat ook"), answer_chosen, NULL},
	{0},
};

static const struct screen_class dialogue_class = {
	.name = "vraag",
	.help = N_("Kies een antwoord met de pijltjes en druk op Enter, of druk op de eerste letter. Met Esc verandert er niets."),
	.actions = dialogue_actions,
	.heading = dialogue_heading,
	.layout = dialogue_layout,
	.draw = dialogue_draw,
	.key = dialogue_key,
	.back = answer_harmless,
	.free = dialogue_free,
	.dialogue = true,
	.size = dialogue_size,
};

struct screen *dialogue_new(const struct question *q, dialogue_answer *answer, void *ctx)
{
	struct dialogue *d = mem_alloc(sizeof *d);
	d->base.class = &dialogue_class;
	d->title = mem_text(q->title);
	d->text = mem_text(q->text);
	while (d->count < DIALOGUE_ANSWERS && q->answers[d->count]) {
		d->answers[d->count] = mem_text(q->answers[d->count]);
		d->count++;
	}
	assert(d->count > 0 && q->standard < d->count && q->harmless < d->count);
	d->chosen = q->standard;
	d->harmless = q->harmless;
	d->answer = answer;
	d->ctx = ctx;
	return &d->base;
}

void dialogue_ask(struct ui *ui, const struct question *q, dialogue_answer *answer, void *ctx)
{
	struct screen *s = dialogue_new(q, answer, ctx);
	((struct dialogue *)s)->asked_with = ui_last_key(ui);
	ui_open(ui, s);
}

void dialogue_notice(struct ui *ui, const char *title, const char *text)
{
	dialogue_ask(ui, &(struct question){.title = title, .text = text, .answers = {_("Verder")}}, NULL, NULL);
}

void dialogue_confirm(struct ui *ui, const char *title, const char *text, const char *verb, dialogue_answer *answer, void *ctx)
{
	dialogue_ask(ui, &(struct question){.title = title, .text = text, .answers = {_("Nee, niet doen"), verb}}, answer, ctx);
}
