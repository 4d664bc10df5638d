/* Which versions a person wants to see: a small form over the history. */
#include "screens/geschiedenis.h"

#include "base/mem.h"
#include "base/taal.h"
#include "base/text.h"
#include "plan/schema.h"
#include "screens/open.h"
#include "term/ask.h"

#include <stdlib.h>
#include <string.h>

enum { LABEL_COLS = 22, COLS = 66 };

/* --- what is asked --------------------------------------------------------------------------- */

enum { VRAAG_AUTHOR, VRAAG_SINCE, VRAAG_UNTIL, VRAAG_FIELD, VRAAG_TEXT, VRAAG_TEXTS, VRAAG_KIND = VRAAG_TEXTS, VRAAG_UNSEEN, VRAAG_ROWS };

static const struct {
	const char *label, *help;
} rows[VRAAG_ROWS] = {
	[VRAAG_AUTHOR] = {N_("Van wie"), N_("Een naam, of een deel ervan.")},
	[VRAAG_SINCE] = {N_("Vanaf"), N_("Een dag, een maand of een jaar: 8 maart 2019, maart 2019, 2019.")},
	[VRAAG_UNTIL] = {N_("Tot en met"), N_("Een dag, een maand of een jaar: 8 maart 2019, maart 2019, 2019.")},
	[VRAAG_FIELD] = {N_("Veld"), N_("De naam van een veld, zoals Middelen of Partners.")},
	[VRAAG_TEXT] = {N_("Woorden"), N_("Woorden die erbij kwamen of verdwenen, zoals Cambio.")},
	[VRAAG_KIND] = {N_("Soort wijziging"), NULL},
	[VRAAG_UNSEEN] = {N_("Sinds uw bezoek"), NULL},
};

static const char *const kinds[] = {
	[CHANGE_SET] = N_("aangepast"),
	[CHANGE_ADDED] = N_("toegevoegd"),
	[CHANGE_REMOVED] = N_("weggehaald"),
	[CHANGE_MOVED] = N_("verplaatst"),
};
enum { KINDS = sizeof kinds / sizeof *kinds };

static char **text_of(struct vraag *v, size_t row)
{
	char **texts[VRAAG_TEXTS] = {&v->author, &v->since, &v->until, &v->field, &v->text};
	return texts[row];
}

void vraag_clear(struct vraag *v)
{
	for (size_t i = 0; i < VRAAG_TEXTS; i++)
		free(*text_of(v, i));
	*v = (struct vraag){.kind = -1};
}

bool vraag_is_set(const struct vraag *v)
{
	return v->author || v->since || v->until || v->field || v->text || v->kind >= 0 || v->unseen;
}

void vraag_fill(struct history_query *q, const struct vraag *v)
{
	int64_t other;
	if (v->since)
		date_read_span(v->since, &q->since, &other);
	if (v->until)
		date_read_span(v->until, &other, &q->until);
	q->author = v->author;
	q->field = v->field;
	q->text = v->text;
	q->kinds = v->kind >= 0 ? 1u << v->kind : 0;
	q->unseen = v->unseen;
}

static void add(struct str *out, size_t start, const char *before, const char *text)
{
	if (text)
		str_addf(out, "%s%s%s", out->len > start ? " · " : "", before, text);
}

void vraag_say(struct str *out, const struct vraag *v)
{
	size_t start = out->len;
	bool one_span = v->since && v->until && strcmp(v->since, v->until) == 0;
	add(out, start, "", v->author);
	if (one_span) {
		add(out, start, "", v->since);
	} else {
		add(out, start, _("vanaf "), v->since);
		add(out, start, _("tot en met "), v->until);
	}
	add(out, start, "", v->field);
	add(out, start, "", v->text);
	add(out, start, "", v->kind >= 0 ? _(kinds[v->kind]) : NULL);
	add(out, start, "", v->unseen ? _("sinds uw laatste bezoek") : NULL);
}

/* --- the form ---------------------------------------------------------------------------------- */

struct form {
	struct work_screen base;
	struct geschiedenis *g; /* the screen below */
	struct list list;
};

static struct form *of(struct screen *s)
{
	return (struct form *)s;
}

static const struct form *of_const(const struct screen *s)
{
	return (const struct form *)s;
}

static const char *value_of(struct vraag *v, size_t row)
{
	if (row == VRAAG_KIND)
		return v->kind >= 0 ? _(kinds[v->kind]) : NULL;
	if (row == VRAAG_UNSEEN)
		return v->unseen ? _("alleen wat nieuw is voor u") : NULL;
	return *text_of(v, row);
}

static void row_draw(const void *ctx, size_t i, struct area a, bool chosen)
{
	const struct form *f = ctx;
	const char *value = value_of(&f->g->vraag, i);
	draw_string(a, 0, 0, LABEL_COLS - 2, chosen ? ROLE_CHOSEN : ROLE_LABEL, _(rows[i].label));
	draw_string(a, 0, LABEL_COLS, a.cols - LABEL_COLS, value ? ROLE_TEXT : ROLE_DIM, value ? value : _("(alles)"));
}

static const struct list_class form_list = {NULL, row_draw, NULL};

static bool accept(struct ui *ui, void *ctx, const char *text, size_t len, enum ask_how how)
{
	struct form *f = ctx;
	size_t row = f->list.chosen;
	char **place = text_of(&f->g->vraag, row);
	int64_t from, until;
	if (text_is_blank(text, len))
		len = 0;
	else if ((row == VRAAG_SINCE || row == VRAAG_UNTIL) && !date_read_span(text, &from, &until)) {
		if (how == ASK_BACK)
			return true; /* what was asked before stays */
		ui_error(ui, _("Dit is geen datum. Typ bijvoorbeeld 8 maart 2019, 8-3-2019 of maart 2019."));
		return false;
	}
	free(*place);
	*place = len ? mem_copy(text, len) : NULL;
	geschiedenis_ask_anew(ui, f->g);
	return true;
}

typedef VEC(const char *) words_vec;

static void add_word(words_vec *words, const char *word)
{
	for (size_t i = 0; i < words->count; i++)
		if (strcmp(words->p[i], word) == 0)
			return;
	vec_push(words, word);
}

/* Who is known so far, or the fields that there are. */
static void offer(words_vec *out, const struct geschiedenis *g, size_t row)
{
	for (size_t i = 0; row == VRAAG_AUTHOR && i < history_count(g->history); i++)
		if (history_row(g->history, i)->name)
			add_word(out, history_row(g->history, i)->name);
	for (size_t i = 0; row == VRAAG_FIELD && i < schema_field_count; i++)
		if (schema_fields[i].kind != KIND_SLUG)
			add_word(out, _(schema_fields[i].label));
}

static void ask_text_of(struct ui *ui, struct form *f)
{
	static const struct ask_owner owner = {.accept = accept};
	size_t row = f->list.chosen;
	const char *now = *text_of(&f->g->vraag, row);
	words_vec words = {0};
	offer(&words, f->g, row);
	ask_line(ui, &(struct ask){.title = _("Filter"), .label = _(rows[row].label), .help = _(rows[row].help), .text = now ? now : "", .len = now ? strlen(now) : 0,
				   .words = words.p, .word_count = words.count, .clip = f->g->clip, .owner = &owner, .ctx = f});
	vec_free(&words);
}

static void kind_chosen(struct ui *ui, void *ctx, int row)
{
	((struct form *)ctx)->g->vraag.kind = row;
	geschiedenis_ask_anew(ui, ((struct form *)ctx)->g);
}

static void ask_kind(struct ui *ui, struct form *f)
{
	const char *labels[KINDS];
	for (size_t i = 0; i < KINDS; i++)
		labels[i] = _(kinds[i]);
	ask_choice(ui, &(struct ask_choice){.title = _("Soort wijziging"), .labels = labels, .count = KINDS, .present = f->g->vraag.kind, .may_be_empty = true, .chosen = kind_chosen, .ctx = f});
}

static void run_choose(struct ui *ui, struct screen *s)
{
	struct form *f = of(s);
	if (f->list.chosen == VRAAG_KIND) {
		ask_kind(ui, f);
	} else if (f->list.chosen == VRAAG_UNSEEN) {
		f->g->vraag.unseen = !f->g->vraag.unseen;
		geschiedenis_ask_anew(ui, f->g);
	} else {
		ask_text_of(ui, f);
	}
}

static void run_clear(struct ui *ui, struct screen *s)
{
	vraag_clear(&of(s)->g->vraag);
	geschiedenis_ask_anew(ui, of(s)->g);
}

static bool is_set(const struct screen *s)
{
	return vraag_is_set(&of_const(s)->g->vraag);
}

static void run_show(struct ui *ui, struct screen *s)
{
	(void)s;
	ui_close(ui);
}

static void form_heading(const struct screen *s, struct str *left, struct str *right)
{
	(void)s;
	(void)right;
	str_add_text(left, _("Welke versies wilt u zien?"));
}

static void form_size(const struct screen *s, struct area within, int *rows_out, int *cols)
{
	(void)s;
	*rows_out = VRAAG_ROWS < within.rows ? VRAAG_ROWS : within.rows;
	*cols = COLS < within.cols ? COLS : within.cols;
}

static void form_layout(struct screen *s, struct area a)
{
	list_layout(&of(s)->list, a);
}

static void form_draw(const struct screen *s, struct area a)
{
	list_draw(&of_const(s)->list, a, true);
}

static bool form_key(struct ui *ui, struct screen *s, const struct event *ev)
{
	(void)ui;
	return list_key(&of(s)->list, ev);
}

static void form_free(struct screen *s)
{
	free(s);
}

static const struct action vraag_actions[] = {
	{"kies", {K_ENTER}, N_("kies"), N_("Vult in wat gekozen is"), run_choose, NULL},
	{"toon", {'f', 't'}, N_("toon"), N_("Laat de versies zien die hierbij passen; Esc doet dat ook"), run_show, NULL},
	{"wis", {'x', K_DELETE}, N_("wis"), N_("Maakt alles leeg: alle versies staan er weer"), run_clear, is_set},
	{0},
};

const struct screen_class vraag_class = {
	.name = "filter",
	.help = N_("Vul in wat u weet; wat leeg blijft, telt niet mee. Alleen versies waarbij alles past blijven staan. Het telt ook als het in hoofdletters of zonder accenten staat.\n\n"
		  "Met Esc of t gaat u terug en ziet u die versies. Boven de lijst staat dan waarop u filtert."),
	.actions = vraag_actions,
	.heading = form_heading,
	.layout = form_layout,
	.draw = form_draw,
	.key = form_key,
	.tick = work_tick,
	.leave = work_leave,
	.free = form_free,
	.dialogue = true,
	.size = form_size,
};

void vraag_open(struct ui *ui, struct geschiedenis *g)
{
	struct form *f = mem_alloc(sizeof *f);
	f->base.base.class = &vraag_class;
	f->base.work = g->base.work;
	f->g = g;
	list_init(&f->list, &form_list, f);
	list_set_count(&f->list, VRAAG_ROWS);
	ui_open(ui, &f->base.base);
}
