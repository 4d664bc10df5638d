#include "test.h"

#include "base/mem.h"
#include "base/str.h"
#include "term/dialogue.h"
#include "term/list.h"
#include "term/script.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A screen with a list, and what happened to it. */
struct log {
	struct str text;
	bool typing;
	int ticks;
};

struct demo {
	struct screen base;
	struct list list;
	struct log *log;
};

static const char *const rows[] = {"Deltabuurt", "Het Oostrik", "Hostile\033[2J\u202etxt", "Sluiswijk"};

static void row_draw(const void *ctx, size_t row, struct area a, bool chosen)
{
	(void)ctx;
	draw_string(a, 0, 0, 20, chosen ? ROLE_CHOSEN : ROLE_TEXT, rows[row]);
	draw_string(a, 0, 24, 12, ROLE_TEXT, "Voorstad-Oost en meer");
}

static const struct list_class list_class = {NULL, row_draw, NULL};

static struct demo *demo_of(struct screen *s)
{
	return (struct demo *)s;
}

static void demo_heading(const struct screen *s, struct str *left, struct str *right)
{
	(void)s;
	str_add_text(left, "buurtplan · Deventer");
	str_add_text(right, "Anna Jansen");
}

static void demo_layout(struct screen *s, struct area a)
{
	list_layout(&demo_of(s)->list, a);
}

static void demo_draw(const struct screen *s, struct area a)
{
	list_draw(&((const struct demo *)s)->list, a, true);
}

static bool demo_key(struct ui *ui, struct screen *s, const struct event *ev)
{
	(void)ui;
	struct log *log = demo_of(s)->log;
	if (ev->key == K_PASTE)
		str_addf(&log->text, "<%.*s>", (int)ev->len, ev->text);
	else if (log->typing && key_is_text(ev->key))
		str_add_char(&log->text, (char)ev->key);
	else
		return list_key(&demo_of(s)->list, ev);
	return true;
}

static bool demo_typing(const struct screen *s)
{
	return ((const struct demo *)s)->log->typing;
}

static int demo_tick(struct ui *ui, struct screen *s)
{
	(void)ui;
	demo_of(s)->log->ticks++;
	return -1;
}

static void demo_resumed(struct ui *ui, struct screen *s)
{
	(void)ui;
	str_add_text(&demo_of(s)->log->text, "(resumed)");
}

static bool demo_leave(struct ui *ui, struct screen *s)
{
	(void)ui;
	str_add_text(&demo_of(s)->log->text, "(left)");
	return true;
}

static void demo_free(struct screen *s)
{
	str_add_text(&demo_of(s)->log->text, "(freed)");
	free(s);
}

static void answered(struct ui *ui, void *ctx, int chosen)
{
	str_addf(&((struct log *)ctx)->text, "[%d]", chosen);
	ui_message(ui, "Antwoord %d.", chosen);
}

static void run_save(struct ui *ui, struct screen *s)
{
	struct question q = {
		.title = "Niet bewaard", .text = "U heeft iets veranderd.", .answers = {"Bewaren", "Verder", "Later"}, .harmless = 1,
	};
	dialogue_ask(ui, &q, answered, demo_of(s)->log);
}

static void run_remove(struct ui *ui, struct screen *s)
{
	dialogue_confirm(ui, "Verwijderen", "Speerpunt Afval gaat weg.", "Ja, verwijder speerpunt Afval", answered, demo_of(s)->log);
}

static void run_fail(struct ui *ui, struct screen *s)
{
	(void)s;
	ui_error(ui, "De schijf is vol. Uw tekst staat veilig in het concept. Vraag de beheerder om ruimte.");
}

static void run_quit(struct ui *ui, struct screen *s)
{
	(void)s;
	ui_quit(ui);
}

static const struct action actions[] = {
	{"bewaren", {'g', K_CTRL_S}, "bewaren", "Bewaart het plan", run_save, NULL},
	{"verwijderen", {'x', 'J'}, "verwijderen", "Verwijdert het speerpunt", run_remove, NULL},
	{"fout", {'e'}, NULL, "Meldt een fout", run_fail, NULL},
	{"stop", {'q'}, "stop", "Stopt het programma", run_quit, NULL},
	{0},
};

static void demo_fields(const struct screen *s, help_field *tell, void *help)
{
	(void)s;
	tell(help, "Buurt", "De naam.", false);
	tell(help, "Wijk", "De wijk waarin de buurt ligt.", true);
	tell(help, "Een naam die te lang is voor één regel", "Wat er staat, in een zin die niet op één regel past.", false);
}

static const struct screen_class demo_class = {
	.name = "demo", .help = "Een lijst van buurten.", .actions = actions, .heading = demo_heading, .layout = demo_layout,
	.draw = demo_draw, .key = demo_key, .typing = demo_typing, .tick = demo_tick, .resumed = demo_resumed, .leave = demo_leave,
	.fields = demo_fields, .free = demo_free,
};

/* Runs a script on the demo; gives what was shot, owned. */
static char *shots(struct log *log, const char *script)
{
	struct demo *d = mem_alloc(sizeof *d);
	struct err e = {0};
	char *text = NULL;
	size_t len;
	FILE *out = open_memstream(&text, &len);
	d->base.class = &demo_class;
	d->log = log;
	list_init(&d->list, &list_class, d);
	list_set_count(&d->list, sizeof rows / sizeof rows[0]);
	if (!CHECK_NUMBER(ui_script(&d->base, script, strlen(script), out, &e), OK))
		puts(e.text);
	fclose(out);
	return text;
}

/* The lines of the shot that say something: not the blank ones. */
static void check_shot(const char *script, const char *want)
{
	struct log log = {0};
	struct str got = {0};
	char *text = shots(&log, script);
	for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
		str_addf(&got, "%s\n", line);
	CHECK_TEXT(str_text(&got), want);
	free(text);
	str_free(&got);
	str_free(&log.text);
}

static void check_log(const char *script, bool typing, const char *want)
{
	struct log log = {.typing = typing};
	free(shots(&log, script));
	CHECK_TEXT(str_text(&log.text), want);
	str_free(&log.text);
}

#define DELTA " Deltabuurt              Voorstad-Oo…\n"
#define OOSTRIK " Het Oostrik             Voorstad-Oo…\n"
#define HOSTILE " Hostile␛[2J·txt         Voorstad-Oo…\n"
#define SLUIS " Sluiswijk               Voorstad-Oo…\n"
#define HEAD60 " buurtplan · Deventer                           Anna Jansen\n"
#define HEAD80 " buurtplan · Deventer                                               Anna Jansen\n"
#define EMPTY " │                                                        │\n"
#define BAR " g bewaren · x verwijderen · ? hulp · q stop\n"

TEST(a_list_on_a_screen)
{
	check_shot("SIZE 60x16 Down SHOT lijst",
		"== lijst 60x16\n" HEAD60 DELTA "▸Het Oostrik             Voorstad-Oo…\n" HOSTILE SLUIS BAR
		"-- cursor 2,1\n-- 2 reversed: Het Oostrik\n");
}

TEST(down_past_the_last_row_enters_the_key_bar)
{
	check_shot("SIZE 60x16 End Down Right SHOT balk",
		"== balk 60x16\n" HEAD60 DELTA OOSTRIK HOSTILE "▸Sluiswijk               Voorstad-Oo…\n" BAR
		"-- cursor 15,13\n-- 4 reversed: Sluiswijk\n-- 15 reversed: x verwijderen\n");
	check_log("End Down Enter Enter", false, "(resumed)[0](freed)");
	check_log("End Down Right Left Right Enter Right Enter", false, "(resumed)[1](freed)");
	check_log("End Down Up g v End Down Esc g l", false, "(resumed)[1](resumed)[2](freed)");
	check_log("End Down End Enter g v", false, "(freed)"); /* it was stop */
}

TEST(a_question)
{
	check_shot("g Right SHOT vraag",
		"== vraag 80x24\n" HEAD80 "▸Deltabuurt              Voorstad-Oo…\n" OOSTRIK HOSTILE SLUIS
		"        ┌─ Niet bewaard ───────────────────────────────────────────────┐\n"
		"        │ U heeft iets veranderd.                                      │\n"
		"        │                                                              │\n"
		"        │  Bewaren  ▸Verder   Later                                    │\n"
		"        └──────────────────────────────────────────────────────────────┘\n"
		" Enter kies · ? hulp · Esc terug\n"
		"-- cursor 12,21\n-- 1 reversed: Deltabuurt\n-- 12 reversed: Verder\n");
	check_log("g Esc g Enter g L", false, "(resumed)[1](resumed)[0](resumed)[2](freed)");
}

TEST(a_dangerous_action_is_asked_twice)
{
	check_log("x x Enter", false, "(resumed)[0](freed)");
	check_log("x j", false, "(resumed)[1](freed)");
	check_log("J J Esc", false, "(resumed)[0](freed)"); /* the key that asked does not answer */
	check_log("J j Esc", false, "(resumed)[0](freed)");
}

TEST(messages_go_and_errors_stay)
{
	check_shot("SIZE 60x16 g v SHOT melding Down SHOT weg",
		"== melding 60x16\n" HEAD60 "▸Deltabuurt              Voorstad-Oo…\n" OOSTRIK HOSTILE SLUIS " Antwoord 1.\n" BAR
		"-- cursor 1,1\n-- 1 reversed: Deltabuurt\n"
		"== weg 60x16\n" HEAD60 DELTA "▸Het Oostrik             Voorstad-Oo…\n" HOSTILE SLUIS BAR "-- cursor 2,1\n-- 2 reversed: Het Oostrik\n");
	check_shot("SIZE 60x16 e Down SHOT fout Enter SHOT gelezen",
		"== fout 60x16\n" HEAD60 DELTA "▸Het Oostrik             Voorstad-Oo…\n" HOSTILE SLUIS
		" De schijf is vol. Uw tekst staat veilig in het concept.\n Vraag de beheerder om ruimte. (Enter of Esc: sluiten)\n" BAR
		"-- cursor 2,1\n-- 2 reversed: Het Oostrik\n"
		"== gelezen 60x16\n" HEAD60 DELTA "▸Het Oostrik             Voorstad-Oo…\n" HOSTILE SLUIS BAR "-- cursor 2,1\n-- 2 reversed: Het Oostrik\n");
}

TEST(too_small_a_window)
{
	check_shot("SIZE 40x10 Down q SHOT klein SIZE 60x16 SHOT terug",
		"== klein 40x10\nHet venster is te klein. Maak het\nminstens 60 tekens breed en 16 regels\nhoog. Wat u typte, is er nog. Met Ctrl-C\nstopt u; het blijft dan als concept.\n-- cursor 0,0\n"
		"== terug 60x16\n" HEAD60 "▸Deltabuurt              Voorstad-Oo…\n" OOSTRIK HOSTILE SLUIS BAR "-- cursor 1,1\n-- 1 reversed: Deltabuurt\n");
	check_log("SIZE 40x10 q Ctrl-C SIZE 60x16 g v", false, "(left)(freed)"); /* the way out that it names */
}

TEST(the_help_is_made_from_the_fields_and_the_rows)
{
	check_shot("SIZE 60x24 ? SHOT hulp",
		"== hulp 60x24\n Hulp · buurtplan · Deventer                    Anna Jansen\n"
		" Wat u gekozen hebt\n"
		"▸Wijk                  De wijk waarin de buurt ligt.\n"
		" Over dit scherm\n"
		" Een lijst van buurten.\n"
		" Op dit scherm\n"
		" g, Ctrl-S             Bewaart het plan\n"
		" x, J                  Verwijdert het speerpunt\n"
		" e                     Meldt een fout\n"
		" q                     Stopt het programma\n"
		" Wat er nog meer staat\n"
		" Buurt                 De naam.\n"
		" Een naam die te lang  Wat er staat, in een zin die niet op\n"
		" is voor één regel     één regel past.\n"
		" Op elk scherm\n"
		" ?, F1                 Laat zien wat u op dit scherm kunt\n"
		"                       doen\n"
		" :, Ctrl-P             Zoekt in alles wat u op dit scherm\n"
		"                       kunt doen                           ↓\n"
		" / zoek · ? hulp · Esc terug\n-- cursor 2,1\n-- 2 reversed: Wijk\n");
	check_shot("SIZE 60x24 ? End SHOT hulp",
		"== hulp 60x24\n Hulp · buurtplan · Deventer                    Anna Jansen\n"
		" e                     Meldt een fout                      ↑\n"
		" q                     Stopt het programma\n"
		" Wat er nog meer staat\n"
		" Buurt                 De naam.\n"
		" Een naam die te lang  Wat er staat, in een zin die niet op\n"
		" is voor één regel     één regel past.\n"
		" Op elk scherm\n"
		" ?, F1                 Laat zien wat u op dit scherm kunt\n"
		"                       doen\n"
		" :, Ctrl-P             Zoekt in alles wat u op dit scherm\n"
		"                       kunt doen\n"
		" Ctrl-L                Tekent het scherm opnieuw\n"
		" Ctrl-C                Zegt hoe u stopt; stopt zelf niets\n"
		" Pijl-op, Pijl-neer,   Naar de vorige of de volgende regel\n"
		" k, j\n"
		" PgUp, PgDn            Een scherm omhoog of omlaag\n"
		" Home, End             Naar het begin of naar het einde\n"
		"▸Pijl-rechts,          Naar de toetsen onderaan (pijl-neer:\n"
		" Pijl-neer             voorbij de laatste regel); Enter\n"
		"                       doet wat daar staat\n"
		" / zoek · ? hulp · Esc terug\n-- cursor 20,1\n-- 20 reversed: Pijl-rechts,\n-- 21 reversed: Pijl-neer\n");
}

TEST(any_action_is_found_by_typing)
{
	check_shot("SIZE 60x16 : 'verw spéér' SHOT zoek",
		"== zoek 60x16\n" HEAD60
		"▸┌─ Wat wilt u doen? ─────────────────────────────────────┐\n"
		" │  Zoek verw spéér                                       │\n" EMPTY
		" │ ▸x          verwijderen    Verwijdert het speerpunt    │\n"
		EMPTY EMPTY EMPTY EMPTY EMPTY EMPTY EMPTY EMPTY EMPTY
		" └────────────────────────────────────────────────────────┘\n"
		" Enter doen · F1 hulp · Esc terug\n"
		"-- cursor 2,19\n-- 2 underlined: verw spéér                                      \n-- 4 reversed: verwijderen\n");
	check_log("Ctrl-P 'bewa' Enter v", false, "(resumed)(resumed)[1](freed)");
	check_log("Ctrl-P 'zzz' Enter Esc g v", false, "(resumed)(resumed)[1](freed)");
	check_log("Ctrl-P Ctrl-P Esc g v", false, "(resumed)(resumed)[1](freed)"); /* one is enough */
	check_log("Ctrl-P Down Down Enter", false, "(resumed)(freed)");
}

TEST(who_gets_a_key)
{
	check_log("'qg?:' F1 Esc Ctrl-S v", true, "qg?:(resumed)(resumed)[1](freed)"); /* letters are text, the rest are actions */
	check_log("g v q g v", false, "(resumed)[1](freed)");
	check_log("PASTE 'q\\ng'", false, "<q\ng>(freed)");
	check_log("PASTE 'q' g PASTE 'l' v", true, "<q>g<l>v(freed)");
	check_log("g PASTE 'l' v", false, "(resumed)[1](freed)"); /* a dialogue takes no paste */
	check_log("Esc Ctrl-C g v", false, "(resumed)[1](freed)"); /* neither quits */
	check_log("HANGUP g v", false, "(left)(freed)");
	check_log("g HANGUP", false, "(left)(freed)");
}

TEST(ticks_reach_the_screens_below)
{
	struct log log = {0};
	free(shots(&log, "TICK g TICK"));
	CHECK_NUMBER(log.ticks, 2);
	str_free(&log.text);
}

TEST(a_script_names_its_mistake)
{
	struct demo *d = mem_alloc(sizeof *d);
	struct log log = {0};
	struct err e;
	const char *script = "Down # a comment\nOnder";
	d->base.class = &demo_class;
	d->log = &log;
	CHECK_NUMBER(ui_script(&d->base, script, strlen(script), stdout, &e), ERR_USE);
	CHECK_NUMBER(e.line, 2);
	str_free(&log.text);
}

TEST(areas)
{
	struct area a = {.y = 5, .x = 2, .rows = 6, .cols = 40, .skip = 3};
	struct area inner = area_inner(a, 1, 1, 1, 1);
	CHECK_NUMBER(inner.y, 5); /* the line that went was out of view already */
	CHECK_NUMBER(inner.skip, 2);
	CHECK_NUMBER(inner.rows, 5);
	inner = area_inner(a, 4, 0, 0, 0);
	CHECK_NUMBER(inner.y, 6);
	CHECK_NUMBER(inner.skip, 0);
	CHECK_NUMBER(inner.rows, 5);
	CHECK_NUMBER(area_inner(a, 9, 50, 9, 50).rows, 0);
	CHECK_NUMBER(draw_prose_height(10, "een twee drie vier", 18), 2);
	CHECK_NUMBER(draw_prose_height(10, "", 0), 1);
}
