#include "term/ask.h"

#include "base/mem.h"
#include "base/taal.h"
#include "base/text.h"
#include "term/filter.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMNS_LEAST = 24, COLUMNS_OF_HELP = 48, MARGIN = 7 /* the list's sign, the letter, ours and air */ };

struct choice {
	struct screen base;
	char *title, *help;
	char **labels;
	uint32_t *letters; /* that choose a row at once; 0: none */
	size_t count;   /* of labels; an empty row comes after them */
	size_t present; /* its row */
	struct list list;
	struct filter filter;
	void (*chosen)(struct ui *ui, void *ctx, int row);
	void (*free)(void *ctx);
	void *ctx;
};

static const char *label_of(const struct choice *c, size_t row)
{
	return row < c->count ? c->labels[row] : _("(leeg)");
}

static void row_draw(const void *ctx, size_t row, struct area a, bool chosen)
{
	const struct choice *c = ctx;
	char letter[4];
	if (row < c->count && c->letters[row])
		draw_text(a, 0, 0, 1, ROLE_KEY, letter, text_encode(c->letters[row], letter));
	if (row == c->present)
		draw_string(a, 0, 2, 1, ROLE_GOOD, draw_sign(SIGN_DONE));
	draw_string(a, 0, 4, a.cols - 4, chosen ? ROLE_CHOSEN : ROLE_TEXT, label_of(c, row));
}

static const struct list_class choice_list = {NULL, row_draw, NULL};

static void words_of(const void *ctx, size_t row, struct str *out)
{
	str_add_text(out, label_of(ctx, row));
}

static struct filter *choice_filter(struct screen *s)
{
	return &((struct choice *)s)->filter;
}

static bool letter_taken(const struct choice *c, size_t rows, uint32_t letter)
{
	for (size_t i = 0; i < rows; i++)
		if (c->letters[i] == letter)
			return true;
	return false;
}

/* Of each label its first letter that no label before it has. */
static void give_letters(struct choice *c)
{
	for (size_t row = 0; row < c->count; row++) {
		struct str folded = {0};
		text_fold(&folded, c->labels[row], strlen(c->labels[row]));
		for (size_t i = 0; i < folded.len && !c->letters[row]; i++) {
			uint32_t letter = (unsigned char)folded.p[i];
			if (letter >= 'a' && letter <= 'z' && !letter_taken(c, row, letter))
				c->letters[row] = letter;
		}
		str_free(&folded);
	}
}

void ask_choice(struct ui *ui, const struct ask_choice *ask)
{
	struct choice *c = mem_alloc(sizeof *c);
	c->base.class = &ask_choice_class;
	c->title = mem_text(ask->title);
	c->help = mem_text(ask->help ? ask->help : "");
	c->labels = mem_alloc(ask->count * sizeof *c->labels);
	c->count = ask->count;
	for (size_t i = 0; i < ask->count; i++)
		c->labels[i] = mem_text(ask->labels[i]);
	c->letters = mem_alloc((ask->count + 1) * sizeof *c->letters);
	give_letters(c);
	/* "none" is the row of the empty value, or no row at all */
	c->present = ask->present >= 0 ? (size_t)ask->present : ask->count;
	c->chosen = ask->chosen;
	c->free = ask->free;
	c->ctx = ask->ctx;
	list_init(&c->list, &choice_list, c);
	list_set_count(&c->list, ask->count + ask->may_be_empty);
	filter_init(&c->filter, &c->list, words_of, NULL);
	list_choose(&c->list, ask->present < 0 && !ask->may_be_empty ? 0 : c->present);
	ui_open(ui, &c->base);
}

static void choice_free(struct screen *s)
{
	struct choice *c = (struct choice *)s;
	if (c->free)
		c->free(c->ctx);
	for (size_t i = 0; i < c->count; i++)
		free(c->labels[i]);
	free(c->labels);
	free(c->letters);
	free(c->title);
	free(c->help);
	filter_clear(&c->filter);
	free(c);
}

static void choose(struct ui *ui, struct choice *c, size_t row)
{
	ui_close(ui); /* it is freed after this key */
	c->chosen(ui, c->ctx, row < c->count ? (int)row : -1);
}

static void run_choose(struct ui *ui, struct screen *s)
{
	choose(ui, (struct choice *)s, ((struct choice *)s)->list.chosen);
}

static bool has_rows(const struct screen *s)
{
	return ((const struct choice *)s)->list.count > 0;
}

static bool choice_key(struct ui *ui, struct screen *s, const struct event *ev)
{
	struct choice *c = (struct choice *)s;
	for (size_t row = 0; row < c->count; row++) {
		if (c->letters[row] && c->letters[row] == ev->key) {
			choose(ui, c, row);
			return true;
		}
	}
	return list_key(&c->list, ev);
}

static void choice_heading(const struct screen *s, struct str *left, struct str *right)
{
	(void)right;
	str_add_text(left, ((const struct choice *)s)->title);
}

static int help_rows(const struct choice *c, int cols)
{
	return *c->help ? draw_prose_height(cols, c->help, strlen(c->help)) + 1 : 0;
}

static int wider(int cols, const char *s)
{
	int width = text_string_width(s);
	return width > cols ? width : cols;
}

static void choice_size(const struct screen *s, struct area within, int *rows, int *cols)
{
	const struct choice *c = (const struct choice *)s;
	int width = wider(*c->help ? COLUMNS_OF_HELP : COLUMNS_LEAST, c->title);
	for (size_t i = 0; i < c->list.count; i++)
		width = wider(width, label_of(c, i));
	*cols = width + MARGIN < within.cols ? width + MARGIN : within.cols;
	*rows = (int)c->list.count + help_rows(c, *cols);
}

/* The help goes where the rows need its room. */
static struct area rows_area(const struct choice *c, struct area a)
{
	int help = help_rows(c, a.cols);
	return area_inner(a, 0, 0, help < a.rows / 2 ? help : 0, 0);
}

static void choice_layout(struct screen *s, struct area a)
{
	struct choice *c = (struct choice *)s;
	list_layout(&c->list, rows_area(c, a));
}

static void choice_draw(const struct screen *s, struct area a)
{
	const struct choice *c = (const struct choice *)s;
	struct area rows = rows_area(c, a);
	list_draw(&c->list, rows, true);
	if (rows.rows < a.rows && *c->help)
		draw_prose(a, rows.rows + 1, 0, a.cols, ROLE_DIM, c->help, strlen(c->help));
}

static const struct action choice_actions[] = {
	{"kies", {K_ENTER}, N_("kies"), N_("Kiest deze waarde en gaat terug"), run_choose, has_rows},
	{0},
};

const struct screen_class ask_choice_class = {
	.name = "keuze",
	.help = N_("Kies een waarde met de letter ervoor, of met de pijltjes en Enter. Voor de waarde van nu staat een ✓. Met Esc verandert er niets."),
	.actions = choice_actions,
	.heading = choice_heading,
	.layout = choice_layout,
	.draw = choice_draw,
	.key = choice_key,
	.filter = choice_filter,
	.free = choice_free,
	.dialogue = true,
	.size = choice_size,
};
