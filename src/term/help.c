#include "term/help.h"

#include "base/mem.h"
#include "base/taal.h"
#include "base/text.h"
#include "base/vec.h"
#include "term/action.h"
#include "term/list.h"

#include <stdlib.h>
#include <string.h>

enum { KEYS_COLUMNS = 22 };

struct help_row {
	const char *heading;         /* above it, or NULL */
	const char *text;            /* a paragraph, or of the action … */
	size_t len;
	const struct action *action; /* … NULL for a paragraph */
};

struct help {
	struct screen base;
	const struct screen *about;
	struct list list;
	VEC(struct help_row) rows;
	struct str told; /* what the screen says of itself */
};

/* In texts the sign for "done" is ✓; the terminal may have another. */
static void add_with_sign(struct str *out, const char *text)
{
	static const char done[] = "✓";
	for (const char *sign; (sign = strstr(text, done)); text = sign + strlen(done)) {
		str_add(out, text, (size_t)(sign - text));
		str_add_text(out, draw_sign(SIGN_DONE));
	}
	str_add_text(out, text);
}

static void add_paragraphs(struct help *h, const char *text)
{
	while (*text) {
		const char *end = strstr(text, "\n\n");
		size_t len = end ? (size_t)(end - text) : strlen(text);
		vec_push(&h->rows, (struct help_row){NULL, text, len, NULL});
		text += len + (end ? 2 : 0);
	}
}

static bool is_told(const struct action *a, const struct screen *about)
{
	bool keys_of_lists = !a->run;
	return keys_of_lists ? !a->possible || a->possible(about) : action_possible(a, about);
}

static void add_actions(struct help *h, const char *heading, const struct action *rows)
{
	for (const struct action *a = rows; a && a->name; a++) {
		if (!is_told(a, h->about) || (rows == common_actions && a->run && action_key(a, h->about) == 0))
			continue;
		vec_push(&h->rows, (struct help_row){heading, a->help, strlen(a->help), a});
		heading = NULL;
	}
}

/* "Ctrl-P, :" — a letter is no key where letters are typed. */
static void add_keys(struct str *out, const struct action *a, bool typing)
{
	for (size_t i = 0; i < 4 && a->keys[i]; i++) {
		char name[16];
		if (typing && key_is_text(a->keys[i]))
			continue;
		if (out->len)
			str_add_text(out, ", ");
		str_add_text(out, key_label(a->keys[i], name));
	}
	if (!out->len)
		str_add_text(out, _("(onderaan)"));
}

static int text_columns(int cols)
{
	return cols - KEYS_COLUMNS > 1 ? cols - KEYS_COLUMNS : 1;
}

static int keys_height(const struct help *h, const struct action *a)
{
	struct str keys = {0};
	add_keys(&keys, a, screen_is_typing(h->about));
	int height = draw_prose_height(KEYS_COLUMNS - 2, str_text(&keys), keys.len);
	str_free(&keys);
	return height;
}

static int row_height(const void *ctx, size_t row, int cols)
{
	const struct help *h = ctx;
	const struct help_row *r = &h->rows.p[row];
	if (!r->action)
		return draw_prose_height(cols, r->text, r->len) + 1;
	int text = draw_prose_height(text_columns(cols), r->text, r->len), keys = keys_height(h, r->action);
	return text > keys ? text : keys;
}

static void row_draw(const void *ctx, size_t row, struct area a, bool chosen)
{
	const struct help *h = ctx;
	const struct help_row *r = &h->rows.p[row];
	if (!r->action) {
		draw_prose(a, 0, 0, a.cols, ROLE_TEXT, r->text, r->len);
		return;
	}
	struct str keys = {0};
	add_keys(&keys, r->action, screen_is_typing(h->about));
	draw_prose(a, 0, 0, KEYS_COLUMNS - 2, chosen ? ROLE_CHOSEN : ROLE_KEY, str_text(&keys), keys.len);
	draw_prose(a, 0, KEYS_COLUMNS, text_columns(a.cols), ROLE_TEXT, r->text, r->len);
	str_free(&keys);
}

static const char *row_heading(const void *ctx, size_t row)
{
	return ((const struct help *)ctx)->rows.p[row].heading;
}

static const struct list_class help_list = {row_height, row_draw, row_heading};

static void help_heading(const struct screen *s, struct str *left, struct str *right)
{
	const struct help *h = (const struct help *)s;
	struct str title = {0}, who = {0};
	if (h->about->class->heading)
		h->about->class->heading(h->about, &title, &who);
	str_addf(left, _("Hulp %s %s"), draw_sign(SIGN_DOT), str_text(&title));
	str_add(right, str_text(&who), who.len);
	str_free(&title);
	str_free(&who);
}

static void help_layout(struct screen *s, struct area a)
{
	list_layout(&((struct help *)s)->list, a);
}

static void help_draw(const struct screen *s, struct area a)
{
	list_draw(&((const struct help *)s)->list, a, true);
}

static bool help_key(struct ui *ui, struct screen *s, const struct event *ev)
{
	(void)ui;
	return list_key(&((struct help *)s)->list, ev);
}

static void help_free(struct screen *s)
{
	struct help *h = (struct help *)s;
	vec_free(&h->rows);
	str_free(&h->told);
	free(h);
}

static const struct screen_class help_class = {
	.name = "hulp",
	.help = _("Hier staat wat u op een scherm kunt doen, en met welke toets. Met de pijltjes leest u verder; met Esc gaat u terug."),
	.heading = help_heading,
	.layout = help_layout,
	.draw = help_draw,
	.key = help_key,
	.free = help_free,
};

struct screen *help_new(const struct screen *about)
{
	struct help *h = mem_alloc(sizeof *h);
	h->base.class = &help_class;
	h->about = about;
	list_init(&h->list, &help_list, h);
	add_with_sign(&h->told, about->class->help);
	add_paragraphs(h, str_text(&h->told));
	add_actions(h, _("Op dit scherm"), about->class->actions);
	add_actions(h, _("Op elk scherm"), common_actions);
	list_set_count(&h->list, h->rows.count);
	return &h->base;
}
