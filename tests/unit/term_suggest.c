/* What is offered below a line, and how one goes through it. */
#include "tests/unit/test.h"

#include "term/suggest.h"

#include <string.h>

static const char *const words[] = {"Cambio", "Sociaal Team", "Gemeente (sociaal domein)", "handhaving", "Café De Eik", "Team Toezicht", "teamleider", "sociaal team", "CAFE de Eik"};

static void check_offer(struct suggest *s, const char *typed, const char *want)
{
	char got[200] = "";
	suggest_for(s, typed, strlen(typed));
	for (size_t i = 0; i < s->shown_count; i++) {
		strcat(got, i ? "|" : "");
		strcat(got, s->words[s->shown[i]]);
	}
	CHECK_TEXT(got, want);
}

TEST(what_begins_so_goes_first)
{
	struct suggest s;
	suggest_init(&s, words, sizeof words / sizeof *words);
	check_offer(&s, "", "Cambio|Sociaal Team|Gemeente (sociaal domein)|handhaving");
	check_offer(&s, "team", "Team Toezicht|teamleider|Sociaal Team");
	check_offer(&s, "sociaal", "Sociaal Team|Gemeente (sociaal domein)");
	check_offer(&s, "cafe", "Café De Eik");
	check_offer(&s, "CAMBIO", "");
	check_offer(&s, "ambio", "");
	check_offer(&s, "zzz", "");
	CHECK_NUMBER(suggest_rows(&s), 4);
	suggest_clear(&s);
}

TEST(the_room_grows_and_never_shrinks)
{
	struct suggest s;
	suggest_init(&s, words, sizeof words / sizeof *words);
	suggest_for(&s, "Rivierenwijk", 12);
	CHECK_NUMBER(suggest_rows(&s), 0);
	suggest_for(&s, "ca", 2);
	CHECK_NUMBER(suggest_rows(&s), 2);
	suggest_for(&s, "cam", 3);
	CHECK_NUMBER(suggest_rows(&s), 2);
	suggest_clear(&s);
}

TEST(one_goes_down_into_them_and_back_up)
{
	struct suggest s;
	suggest_init(&s, words, sizeof words / sizeof *words);
	suggest_for(&s, "sociaal", 7);
	CHECK(!suggest_chosen(&s));
	CHECK(!suggest_step(&s, -1));
	CHECK(suggest_step(&s, 1));
	CHECK_TEXT(suggest_chosen(&s), "Sociaal Team");
	CHECK(suggest_step(&s, 1));
	CHECK_TEXT(suggest_chosen(&s), "Gemeente (sociaal domein)");
	CHECK(!suggest_step(&s, 1));
	CHECK(suggest_step(&s, -1));
	CHECK(suggest_step(&s, -1));
	CHECK(!suggest_chosen(&s));
	suggest_step(&s, 1);
	suggest_for(&s, "soc", 3); /* typing goes back to the line */
	CHECK(!suggest_chosen(&s));
	suggest_clear(&s);
}

TEST(no_words_is_fine)
{
	struct suggest s;
	suggest_init(&s, NULL, 0);
	suggest_for(&s, "a", 1);
	CHECK_NUMBER(suggest_rows(&s), 0);
	CHECK(!suggest_step(&s, 1));
	suggest_clear(&s);
}
