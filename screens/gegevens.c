/* Before a save: personal data in what would go on the record for good.  What it is and where; back to the text, or a reason to keep it. */
#include "screens/open.h"

#include "base/mem.h"
#include "base/taal.h"
#include "base/text.h"
#include "plan/say.h"
#include "screens/show.h"
#include "term/ask.h"

#include <stdlib.h>
#include <string.h>

enum { INDENT = 2 };

struct gegevens_screen {
	struct work_screen base;
	struct gegevens found;
	struct list list;
	struct screen *saving;     /* the screen below that wants to save … */
	saving_goes_on *go_on;     /* … and does so with this */
};

static struct gegevens_screen *of(struct screen *s)
{
	return (struct gegevens_screen *)s;
}

static const char *intro(void)
{
	return _("Hier staan persoonsgegevens in. Wat u bewaart, blijft altijd terug te vinden, ook als u het later weghaalt. "
	         "Er is nog niets bewaard: ga terug en haal ze uit de tekst.");
}

/* --- on screen ------------------------------------------------------------------------ */

/* "E-mailadres: jan@gmail.com" as two pieces, and where that stands. */
static void describe(const struct gegevens_screen *g, size_t i, struct str *kind, struct str *piece, struct str *where)
{
	const struct gegevens_found *f = &g->found.p[i];
	say_capital(kind, gegeven_label(f->kind));
	str_add_text(piece, ": ");
	text_join_lines(piece, f->text, strlen(f->text));
	if (f->path)
		show_place(where, sitting_doc(g->base.work->sitting), f->path);
	else
		say_capital(where, f->where);
}

/* Draws the row in `a`; gives the lines it takes, with an empty one below. */
static int draw_row(const struct gegevens_screen *g, size_t i, struct area a, bool chosen)
{
	struct str kind = {0}, piece = {0}, where = {0};
	describe(g, i, &kind, &piece, &where);
	const struct run runs[] = {{chosen ? ROLE_CHOSEN : ROLE_TEXT, kind.p, kind.len}, {ROLE_TEXT, piece.p, piece.len}};
	int y = draw_runs(a, 0, 0, a.cols, runs, 2);
	y += draw_prose(a, y, INDENT, a.cols - INDENT, ROLE_DIM, str_text(&where), where.len);
	str_free(&kind);
	str_free(&piece);
	str_free(&where);
	return y + 1;
}

static void row_draw(const void *ctx, size_t i, struct area a, bool chosen)
{
	draw_row(ctx, i, a, chosen);
}

static int row_height(const void *ctx, size_t i, int cols)
{
	const struct gegevens_screen *g = ctx;
	struct str kind = {0}, piece = {0}, where = {0};
	describe(g, i, &kind, &piece, &where);
	str_add(&kind, piece.p, piece.len);
	int rows = draw_prose_height(cols, kind.p, kind.len) + draw_prose_height(cols - INDENT, str_text(&where), where.len);
	str_free(&kind);
	str_free(&piece);
	str_free(&where);
	return rows + (i + 1 < g->found.count);
}

static const struct list_class found_list = {row_height, row_draw, NULL};

static struct area list_area(struct area a)
{
	const char *text = intro();
	return area_inner(a, draw_prose_height(a.cols - 2, text, strlen(text)) + 2, 0, 0, 0);
}

static void gegevens_layout(struct screen *s, struct area a)
{
	list_layout(&of(s)->list, list_area(a));
}

static void gegevens_draw(const struct screen *s, struct area a)
{
	const struct gegevens_screen *g = (const struct gegevens_screen *)s;
	const char *text = intro();
	draw_prose(a, 1, 1, a.cols - 2, ROLE_TEXT, text, strlen(text));
	list_draw(&g->list, list_area(a), true);
}

static void gegevens_heading(const struct screen *s, struct str *left, struct str *right)
{
	const struct gegevens_screen *g = (const struct gegevens_screen *)s;
	str_addf(left, _("Persoonsgegevens %s %s"), draw_sign(SIGN_PATH), work_buurt(g->base.work));
	str_addf(right, _("%zu gevonden"), g->found.count);
}

static bool gegevens_key(struct ui *ui, struct screen *s, const struct event *ev)
{
	(void)ui;
	return list_key(&of(s)->list, ev);
}

static void gegevens_free(struct screen *s)
{
	struct gegevens_screen *g = of(s);
	gegevens_clear(&g->found);
	free(g);
}

/* --- back to the text ---------------------------------------------------------------------- */

/* Nothing between the plan and its field is of use any more: the way there is made anew. */
static void go_to(struct ui *ui, struct work *w, const char *path)
{
	plan_uncover(ui);
	record_open_at(ui, w, path);
}

static void run_back(struct ui *ui, struct screen *s)
{
	struct gegevens_screen *g = of(s);
	char *path = mem_text(g->found.p[g->list.chosen].path);
	if (path)
		go_to(ui, g->base.work, path);
	else
		ui_close(ui); /* the reason is typed on the screen below */
	ui_message(ui, _("Nog niet bewaard. Haal hier de persoonsgegevens weg en bewaar opnieuw."));
	free(path);
}

/* --- to keep it all the same --------------------------------------------------------------------- */

static bool accept_why(struct ui *ui, void *ctx, const char *text, size_t len, enum ask_how how)
{
	struct gegevens_screen *g = ctx;
	struct err e = {0};
	(void)len;
	sitting_set_why_keep(g->base.work->sitting, text);
	if (how == ASK_BACK || sitting_allow_gegevens(g->base.work->sitting, text, &e) == OK)
		return true;
	ui_error(ui, "%s", e.text);
	return false;
}

static void why_taken(struct ui *ui, void *ctx, enum ask_how how)
{
	struct gegevens_screen *g = ctx;
	if (how == ASK_BACK) {
		ui_message(ui, _("Nog niet bewaard. Wat u typte staat er nog als u weer voor toch bewaren kiest."));
		return;
	}
	struct screen *saving = g->saving;
	saving_goes_on *go_on = g->go_on;
	ui_close(ui);
	go_on(ui, saving);
}

static bool why_leave(void *ctx, const char *text, size_t len)
{
	struct work *w = ((struct gegevens_screen *)ctx)->base.work;
	struct str typed = {0};
	text_normalise(&typed, text, len);
	sitting_set_why_keep(w->sitting, str_text(&typed));
	str_free(&typed);
	return work_keep(w, NULL, NULL, 0);
}

static void why_typing(void *ctx, const char *text, size_t len)
{
	why_leave(ctx, text, len); /* the work tells where that failed */
}

static const struct ask_owner why_owner = {accept_why, why_taken, why_typing, why_leave, NULL};

static void run_keep(struct ui *ui, struct screen *s)
{
	struct gegevens_screen *g = of(s);
	const char *why = sitting_why_keep(g->base.work->sitting);
	ask_line(ui, &(struct ask){
		.title = _("Toch bewaren"),
		.label = _("Reden"),
		.help = _("Waarom moeten deze gegevens in het plan staan? Uw reden wordt mee bewaard. Schrijf de reden zonder andere persoonsgegevens."),
		.text = why, .len = strlen(why), .clip = g->base.work->clip, .owner = &why_owner, .ctx = g,
	});
}

static const struct action gegevens_actions[] = {
	{"terug", {K_ENTER}, N_("naar de tekst"), N_("Gaat naar de plaats waar het gekozen gegeven staat; er is niets bewaard"), run_back, NULL},
	{"toch", {'t'}, N_("toch bewaren"), N_("Vraagt waarom deze gegevens erin moeten, en bewaart dan"), run_keep, NULL},
	{0},
};

const struct screen_class gegevens_class = {
	.name = "gegevens",
	.help = N_("Buurtplan denkt dat in wat u wilt bewaren iets staat dat over één mens gaat: een burgerservicenummer, een e-mailadres, een telefoonnummer, een rekeningnummer, een adres of "
	           "een geboortedatum. Wat eenmaal bewaard is, blijft in de geschiedenis staan, ook als u het later weghaalt. Daarom wordt er eerst gevraagd.\n\n"
	           "Met Enter of Esc gaat u naar de plaats waar het staat. Haal het daar weg, en bewaar opnieuw. Heeft buurtplan het mis, of moet het echt in het plan staan? "
	           "Druk dan op t en zeg waarom. Die reden komt bij de wijziging te staan."),
	.actions = gegevens_actions,
	.heading = gegevens_heading,
	.layout = gegevens_layout,
	.draw = gegevens_draw,
	.key = gegevens_key,
	.back = run_back,
	.tick = work_tick,
	.leave = work_leave,
	.free = gegevens_free,
};

void gegevens_open(struct ui *ui, struct work *w, struct gegevens take, struct screen *saving, saving_goes_on *go_on)
{
	struct gegevens_screen *g = mem_alloc(sizeof *g);
	g->base.base.class = &gegevens_class;
	g->base.work = w;
	g->found = take;
	g->saving = saving;
	g->go_on = go_on;
	list_init(&g->list, &found_list, g);
	list_set_count(&g->list, take.count);
	ui_open(ui, &g->base.base);
}
