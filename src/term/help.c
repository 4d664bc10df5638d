#include "term/help.h"

#include "base/mem.h"
#include "base/taal.h"
#include "base/text.h"
#include "base/vec.h"
#include "term/action.h"
#include "term/filter.h"

#include <stdlib.h>
#include <string.h>

enum { LEFT_COLUMNS = 22 };

struct help_row {
	const char *heading; /* above it, or NULL */
	char *left;          /* keys, or the label of a field; NULL for a paragraph */
	char *text;
	bool air;            /* an empty line below it */
};

struct help {
	struct screen base;
	const struct screen *about;
	struct list list;
	struct filter filter;
	VEC(struct help_row) rows;
};

/* `left` is taken. */
static void add_row(struct help *h, const char *heading, char *left, const char *text, size_t len)
{
	if (heading && h->rows.count)
		h->rows.p[h->rows.count - 1].air = true;
	vec_push(&h->rows, (struct help_row){heading, left, mem_copy(text, len), !left});
}

static void add_paragraphs(struct help *h, const char *heading)
{
	for (const char *text = _(h->about->class->help); *text; heading = NULL) {
		const char *end = strstr(text, "\n\n");
		size_t len = end ? (size_t)(end - text) : strlen(text);
		add_row(h, heading, NULL, text, len);
		text += len + (end ? 2 : 0);
	}
}

/* --- actions ------------------------------------------------------------------------ */

static bool is_told(const struct action *a, const struct screen *about)
{
	bool keys_of_lists = !a->run;
	return keys_of_lists ? !a->possible || a->possible(about) : action_possible(a, about);
}

/* "Ctrl-P, :" — a letter is no key where letters are typed. */
static char *keys_of(const struct action *a, bool typing)
{
	struct str keys = {0};
	for (size_t i = 0; i < 4 && a->keys[i]; i++) {
		char name[16];
		if (typing && key_is_text(a->keys[i]))
			continue;
		if (keys.len)
			str_add_text(&keys, ", ");
		str_add_text(&keys, key_label(a->keys[i], name));
	}
	if (!keys.len)
		str_add_text(&keys, _("(onderaan)"));
	return str_take(&keys);
}

static void add_actions(struct help *h, const char *heading, const struct action *rows)
{
	for (const struct action *a = rows; a && a->name; a++) {
		if (!is_told(a, h->about) || (rows == common_actions && a->run && action_key(a, h->about) == 0))
			continue;
		add_row(h, heading, keys_of(a, screen_is_typing(h->about)), _(a->help), strlen(_(a->help)));
		heading = NULL;
	}
}

/* --- fields ------------------------------------------------------------------------- */

/* The fields that are told in one walk: the chosen one, or the others. */
struct walk {
	struct help *h;
	const char *heading;
	bool chosen;
};

static void add_field(void *ctx, const char *label, const char *text, bool chosen)
{
	struct walk *w = ctx;
	if (chosen != w->chosen)
		return;
	add_row(w->h, w->heading, mem_text(label), text, strlen(text));
	w->heading = NULL;
}

static void add_fields(struct help *h, const char *heading, bool chosen)
{
	struct walk w = {h, heading, chosen};
	if (h->about->class->fields)
		h->about->class->fields(h->about, add_field, &w);
}

/* --- drawing ------------------------------------------------------------------------ */

static int text_columns(int cols)
{
	return cols - LEFT_COLUMNS > 1 ? cols - LEFT_COLUMNS : 1;
}

static int row_height(const void *ctx, size_t row, int cols)
{
	const struct help_row *r = &((const struct help *)ctx)->rows.p[row];
	int text = draw_prose_height(r->left ? text_columns(cols) : cols, r->text, strlen(r->text));
	int left = r->left ? draw_prose_height(LEFT_COLUMNS - 2, r->left, strlen(r->left)) : 0;
	return (text > left ? text : left) + r->air;
}

static void row_draw(const void *ctx, size_t row, struct area a, bool chosen)
{
	const struct help_row *r = &((const struct help *)ctx)->rows.p[row];
	if (!r->left) {
		draw_prose(a, 0, 0, a.cols, ROLE_TEXT, r->text, strlen(r->text));
		return;
	}
	draw_prose(a, 0, 0, LEFT_COLUMNS - 2, chosen ? ROLE_CHOSEN : ROLE_KEY, r->left, strlen(r->left));
	draw_prose(a, 0, LEFT_COLUMNS, text_columns(a.cols), ROLE_TEXT, r->text, strlen(r->text));
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

static void words_of(const void *ctx, size_t i, struct str *out)
{
	const struct help_row *row = &((const struct help *)ctx)->rows.p[i];
	str_addf(out, "%s %s", row->left ? row->left : "", row->text);
}

static struct filter *help_filter(struct screen *s)
{
	return &((struct help *)s)->filter;
}

static void help_free(struct screen *s)
{
	struct help *h = (struct help *)s;
	for (size_t i = 0; i < h->rows.count; i++) {
		free(h->rows.p[i].left);
		free(h->rows.p[i].text);
	}
	vec_free(&h->rows);
	filter_clear(&h->filter);
	free(h);
}

static const struct screen_class help_class = {
	.name = "hulp",
	.help = N_("Hier staat wat u op een scherm kunt doen, en met welke toets. Met de pijltjes leest u verder; met Esc gaat u terug."),
	.heading = help_heading,
	.layout = help_layout,
	.draw = help_draw,
	.key = help_key,
	.filter = help_filter,
	.free = help_free,
};

struct screen *help_new(const struct screen *about)
{
	struct help *h = mem_alloc(sizeof *h);
	h->base.class = &help_class;
	h->about = about;
	list_init(&h->list, &help_list, h);
	add_fields(h, _("Wat u gekozen hebt"), true);
	add_paragraphs(h, h->rows.count ? _("Over dit scherm") : NULL);
	add_actions(h, _("Op dit scherm"), about->class->actions);
	add_fields(h, _("Wat er nog meer staat"), false);
	add_actions(h, _("Op elk scherm"), common_actions);
	list_set_count(&h->list, h->rows.count);
	filter_init(&h->filter, &h->list, words_of, NULL);
	return &h->base;
}

void help_each(const struct screen_class *class, help_told *tell, void *ctx)
{
	tell(ctx, class ? class->name : _("Op elk scherm"), class ? class->help : "", true);
	for (const struct action *a = class ? class->actions : common_actions; a && a->name; a++) {
		char *keys = keys_of(a, false);
		tell(ctx, keys, a->help, false);
		free(keys);
	}
}
