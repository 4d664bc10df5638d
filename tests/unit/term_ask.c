/* The ready screens for one value, driven by scripts: what the owner hears, and what is seen. */
#include "test.h"

#include "base/text.h"
#include "term/action.h"
#include "term/ask.h"
#include "term/dialogue.h"
#include "term/script.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A screen under it all, that opens what is asked with a letter. */
struct bottom {
	struct screen base;
	struct clipboard clip;
	struct str heard; /* what the owner was told, a line each */
	bool restored;
};

static struct str *heard; /* of the bottom that runs, to be read when it has gone */

static const char *const hows[] = {"enter", "save", "back"};

static bool accept(struct ui *ui, void *ctx, const char *text, size_t len, enum ask_how how)
{
	bool refused = len == 0 || memmem(text, len, "fout", 4);
	str_addf(ctx, "%s «%.*s»%s\n", hows[how], (int)len, text, refused ? " nee" : "");
	if (refused)
		ui_error(ui, "Dat kan niet.");
	return !refused;
}

static void taken(struct ui *ui, void *ctx, enum ask_how how)
{
	(void)ui;
	str_addf(ctx, "taken %s\n", hows[how]);
}

static void typing(void *ctx, const char *text, size_t len)
{
	str_addf(ctx, "typing «%.*s»\n", (int)len, text);
}

static bool leave(void *ctx, const char *text, size_t len)
{
	str_addf(ctx, "leave «%.*s»\n", (int)len, text);
	return true;
}

static void gone(void *ctx)
{
	str_add_text(ctx, "gone\n");
}

static const struct ask_owner owner = {accept, taken, typing, leave, gone};

static struct ask question(struct screen *s, const char *text)
{
	struct bottom *b = (struct bottom *)s;
	return (struct ask){.title = "Deltabuurt › Titel", .who = "Anna", .label = "Titel", .help = "Kort en duidelijk.", .text = text,
			    .len = strlen(text), .saves = true, .restored = b->restored, .clip = &b->clip, .owner = &owner, .ctx = heard};
}

static void run_line(struct ui *ui, struct screen *s)
{
	struct ask ask = question(s, "Afval");
	ask_line(ui, &ask);
}

/* Of something that is no field of a plan: there is nothing to save yet. */
static void run_name(struct ui *ui, struct screen *s)
{
	struct ask ask = question(s, "Anna");
	ask.saves = false;
	ask_line(ui, &ask);
}

static void run_text(struct ui *ui, struct screen *s)
{
	struct ask ask = question(s, "Eerste alinea.\n\nTweede, met een é.");
	ask_text(ui, &ask);
}

static void chosen(struct ui *ui, void *ctx, int row)
{
	(void)ui;
	str_addf(ctx, "chosen %d\n", row);
}

static void run_choice(struct ui *ui, struct screen *s)
{
	(void)s;
	static const char *const labels[] = {"lopend", "afgerond", "gestopt"};
	ask_choice(ui, &(struct ask_choice){.title = "Status", .help = "Hoe staat het ervoor?", .labels = labels, .count = 3,
					    .present = 1, .may_be_empty = true, .chosen = chosen, .free = gone, .ctx = heard});
}

static void run_choice_of_none(struct ui *ui, struct screen *s)
{
	(void)s;
	static const char *const labels[] = {"lopend", "afgerond"};
	ask_choice(ui, &(struct ask_choice){.title = "Status", .labels = labels, .count = 2, .present = -1, .chosen = chosen, .ctx = heard});
}

static void answered(struct ui *ui, void *ctx, int answer)
{
	(void)ui;
	str_addf(ctx, "answer %d\n", answer);
}

static void run_long_question(struct ui *ui, struct screen *s)
{
	(void)s;
	struct str text = {0};
	for (int i = 1; i <= 30; i++)
		str_addf(&text, "%sregel %d", i > 1 ? "\n" : "", i);
	dialogue_confirm(ui, "Weg?", str_text(&text), "Ja, weg ermee", answered, heard);
	str_free(&text);
}

static void run_stop(struct ui *ui, struct screen *s)
{
	(void)s;
	ui_quit(ui);
}

static void bottom_free(struct screen *s)
{
	str_free(&((struct bottom *)s)->clip.text);
	free(s);
}

static const struct action rows[] = {
	{"regel", {'r'}, "regel", "Vraagt een regel", run_line, NULL},
	{"tekst", {'t'}, "tekst", "Vraagt een tekst", run_text, NULL},
	{"keuze", {'k'}, "keuze", "Vraagt een keuze", run_choice, NULL},
	{"leeg", {'l'}, "leeg", "Vraagt een keuze zonder waarde", run_choice_of_none, NULL},
	{"vraag", {'v'}, "vraag", "Vraagt wat lang is", run_long_question, NULL},
	{"stop", {'q'}, "stop", "Stopt", run_stop, NULL},
	{"naam", {'n'}, "naam", "Wie bent u?", run_name, NULL},
	{0},
};
static const struct screen_class bottom_class = {.name = "bodem", .help = "Onder.", .actions = rows, .free = bottom_free};

/* What the owner heard and, behind it, the shots. */
static struct str play(const char *script, bool restored)
{
	struct bottom *b = calloc(1, sizeof *b);
	struct str told = {0};
	struct err e;
	char *shots = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&shots, &len);
	b->base.class = &bottom_class;
	b->restored = restored;
	heard = &told;
	if (!CHECK_NUMBER(ui_script(&b->base, script, strlen(script), out, &e), OK))
		printf("  %s\n", e.text);
	fclose(out);
	str_add(&told, shots, strstr(shots, "== end") == shots ? 0 : len);
	free(shots);
	return told;
}

static void check_heard(const char *script, bool restored, const char *want)
{
	struct str told = play(script, restored);
	char *end = strstr(str_text(&told), "== ");
	if (end)
		*end = '\0';
	if (!CHECK_TEXT(str_text(&told), want))
		printf("  script: %s\n", script);
	str_free(&told);
}

static bool holds(const struct str *told, const char *shot, const char *what)
{
	const char *from = strstr(told->p, shot), *at = from ? strstr(from, what) : NULL, *next = from ? strstr(from + 3, "== ") : NULL;
	return at && (!next || at < next);
}

TEST(a_line)
{
	check_heard("r 'x' Enter", false, "enter «Afvalx»\ntaken enter\ngone\n");
	check_heard("r Enter", false, "enter «Afval»\ntaken enter\ngone\n");
	check_heard("r Esc", false, "gone\n");
	check_heard("r Esc", true, "back «Afval»\ntaken back\ngone\n");
	check_heard("r 'x' Esc", false, "back «Afvalx»\ntaken back\ngone\n");
	check_heard("r 'x' Ctrl-S", false, "save «Afvalx»\ntaken save\ngone\n");
	/* Refused: the first Enter takes the error away. */
	check_heard("r Ctrl-A Backspace Enter Enter 'y' Enter", false, "enter «» nee\nenter «y»\ntaken enter\ngone\n");
	check_heard("r Ctrl-A Backspace Enter 'y' Enter", false, "enter «» nee\nenter «y»\ntaken enter\ngone\n");
	check_heard("r ' fout' Esc Esc Esc r Ctrl-A Ctrl-V 'en' Esc Esc Esc", false, "back «Afval fout» nee\ngone\nback «Afval fouten» nee\ngone\n");
	check_heard("r ' fout' Esc Esc Esc", false, "back «Afval fout» nee\ngone\n");
	check_heard("r ' fout' Esc Esc 'x' Backspace Esc", false, "back «Afval fout» nee\nback «Afval fout» nee\ngone\n");
	check_heard("r 'q?j' Enter", false, "enter «Afvalq?j»\ntaken enter\ngone\n");
	check_heard("r PASTE 'een\\ntwee' Enter", false, "enter «Afvaleen twee»\ntaken enter\ngone\n");
	check_heard("r 'x' HANGUP", false, "leave «Afvalx»\ngone\n");
}

TEST(a_line_with_nothing_to_save)
{
	struct str told = play("n SHOT naam 'x' Ctrl-S", false);
	CHECK(holds(&told, "== naam", "overnemen") && !holds(&told, "== naam", "Ctrl-S"));
	CHECK(strncmp(told.p, "enter «Annax»\ntaken enter\ngone\n", 31) == 0);
	if (getenv("SHOW"))
		puts(told.p);
	str_free(&told);
}

TEST(a_text)
{
	check_heard("t Enter 'x' Esc", false, "back «Eerste alinea.\n\nTweede, met een é.\nx»\ntaken back\ngone\n");
	check_heard("t Enter Ctrl-S", false, "save «Eerste alinea.\n\nTweede, met een é.»\ntaken save\ngone\n");
	check_heard("t Ctrl-A 'fout' Esc Esc Esc", false, "back «fout» nee\ngone\n");
	check_heard("t Ctrl-A 'kort' HANGUP", false, "leave «kort»\ngone\n");
	/* Down on the last line goes to its end, and then into the key bar: all of it by arrows and Enter. */
	check_heard("t 'x' Up Up Down Down Down Enter", false, "save «Eerste alinea.\n\nTweede, met een é.x»\ntaken save\ngone\n");
}

TEST(drafts_while_typing)
{
	check_heard("r Ctrl-A 'aaaaaaaaaabbbbbbbbbbcc' Esc", false, "typing «aaaaaaaaaabbbbbbbbbb»\nback «aaaaaaaaaabbbbbbbbbbcc»\ntaken back\ngone\n");
	check_heard("r 'x' TICK TICK TICK 'y' TICK Esc", false, "typing «Afvalx»\nback «Afvalxy»\ntaken back\ngone\n");
	check_heard("r Left TICK TICK Esc", false, "gone\n");
}

TEST(a_choice)
{
	check_heard("k Enter", false, "chosen 1\ngone\n");
	check_heard("k Down Enter", false, "chosen 2\ngone\n");
	check_heard("k End Enter", false, "chosen -1\ngone\n");
	check_heard("k Up Esc", false, "gone\n");
	check_heard("l Enter", false, "chosen 0\n");
	check_heard("l Down Enter", false, "chosen 1\n");
}

/* All of it is read with the arrows, and then they choose. */
TEST(a_long_question)
{
	struct str told = play("SIZE 60x16 v SHOT begin Down Down SHOT verder Up Up SHOT terug "
			       "Down Down Down Down Down Down Down Down Down Down Down Down Down Down Down Down Down Down Down Down SHOT einde Down Enter", false);
	CHECK(holds(&told, "== begin", "regel 1 ") && holds(&told, "== begin", "↓") && !holds(&told, "== begin", "↑"));
	CHECK(!holds(&told, "== verder", "regel 2 ") && holds(&told, "== verder", "regel 3 ") && holds(&told, "== verder", "↑ ↓"));
	CHECK(holds(&told, "== terug", "regel 1 ") && holds(&told, "== terug", "▸Nee, niet doen"));
	CHECK(holds(&told, "== einde", "regel 30") && holds(&told, "== einde", "▸Nee, niet doen"));
	CHECK(strncmp(told.p, "answer 1\n", 9) == 0);
	if (getenv("SHOW"))
		puts(told.p);
	str_free(&told);
}

TEST(the_mouse)
{
	/* an answer, beside the answers and outside the dialogue, and the wheel in its text */
	check_heard("SIZE 60x16 v CLICK 13,24", false, "answer 1\n");
	check_heard("SIZE 60x16 v CLICK 13,5", false, "answer 0\n");
	check_heard("SIZE 60x16 v CLICK 13,18 CLICK 13,50 CLICK 5,10 CLICK 0,0 CLICK 15,50 Esc", false, "answer 0\n");
	struct str told = play("SIZE 60x16 v WHEEL down SHOT verder WHEEL up SHOT terug", false);
	CHECK(!holds(&told, "== verder", "regel 3 ") && holds(&told, "== verder", "regel 4 ") && holds(&told, "== terug", "regel 1 "));
	str_free(&told);
	/* the key bar, that of the dialogue and that of the screen */
	check_heard("SIZE 60x16 v CLICK 15,1", false, "answer 0\n");
	check_heard("r 'x' CLICK 23,3", false, "enter «Afvalx»\ntaken enter\ngone\n");
	check_heard("r 'x' CLICK 23,19", false, "save «Afvalx»\ntaken save\ngone\n");
	check_heard("r 'x' CLICK 23,17 CLICK 23,79 CLICK 22,3 HANGUP", false, "leave «Afvalx»\ngone\n");
	check_heard("CLICK 23,1 CLICK 11,7 'x' Enter", false, "enter «Afxval»\ntaken enter\ngone\n"); /* opened by it, and the cursor set */
	check_heard("t CLICK 4,7 'x' Ctrl-S", false, "save «Eerstex alinea.\n\nTweede, met een é.»\ntaken save\ngone\n");
	check_heard("t CLICK 20,40 'x' Ctrl-S", false, "save «Eerste alinea.\n\nTweede, met een é.x»\ntaken save\ngone\n");
	/* a list: choose, and what was chosen opens; from the key bar the first click only goes back */
	check_heard("k CLICK 9,32 CLICK 9,32", false, "chosen 0\ngone\n");
	check_heard("k CLICK 10,32", false, "chosen 1\ngone\n");
	check_heard("k Right CLICK 10,32 CLICK 9,32 CLICK 9,32", false, "chosen 0\ngone\n");
	/* the list of all that can be done */
	check_heard(": 'vraagt een' SHOT p CLICK 8,30 CLICK 7,30 CLICK 7,30 'x' Enter", false, "enter «Afvalx»\ntaken enter\ngone\n");
	/* an error goes by a click, which does nothing else; the wheel is no answer to it */
	check_heard("r Ctrl-A Backspace Enter WHEEL down Enter 'y' Enter", false, "enter «» nee\nenter «y»\ntaken enter\ngone\n");
	check_heard("r Ctrl-A Backspace Enter CLICK 23,3 'y' CLICK 23,3", false, "enter «» nee\nenter «y»\ntaken enter\ngone\n");
}

TEST(what_is_refused_is_not_lost)
{
	struct str told = play("r ' fout' Esc Esc Esc SHOT weg r Ctrl-A Ctrl-V SHOT terug Esc Esc Esc r Ctrl-A Backspace Esc Esc Esc SHOT leeg", false);
	CHECK(holds(&told, "== weg", "Met Ctrl-V zet u daar terug"));
	CHECK(holds(&told, "== terug", "Afval fout"));
	CHECK(holds(&told, "== leeg", "Niet overgenomen") && !holds(&told, "== leeg", "Ctrl-V"));
	str_free(&told);
	told = play("n ' fout' Esc Esc Esc SHOT weg n Ctrl-A Backspace Esc Esc Esc SHOT leeg", false); /* no field, so nothing is said of one */
	CHECK(holds(&told, "== weg", "er is niets gedaan") && holds(&told, "== weg", "Ctrl-V") && !holds(&told, "== weg", "veld"));
	CHECK(holds(&told, "== leeg", "er is niets gedaan") && !holds(&told, "== leeg", "Ctrl-V"));
	str_free(&told);
	told = play("k ? SHOT hulp", false);
	CHECK(holds(&told, "== hulp", "staat een ✓."));
	str_free(&told);
}

TEST(what_is_seen)
{
	struct str told = play("r SHOT regel Esc t SHOT tekst SIZE 60x16 SHOT smal Esc k SHOT keuze", false);
	if (getenv("SHOW"))
		puts(told.p);
	CHECK(strstr(told.p, "Kort en duidelijk."));
	CHECK(strstr(told.p, "Tweede, met een é."));
	CHECK(strstr(told.p, "✓ afgerond"));
	CHECK(strstr(told.p, "(leeg)"));
	str_free(&told);
}

TEST(actions_are_sound)
{
	const struct screen_class *classes[] = {&ask_line_class, &ask_text_class, &ask_choice_class};
	for (int i = 0; i < 3; i++)
		CHECK_TEXT(action_lint(classes[i]) ? action_lint(classes[i]) : "", "");
}
