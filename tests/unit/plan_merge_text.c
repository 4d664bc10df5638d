/* Two versions of a text become one: what combines, and what is left to choose. */
#include "plan/merge_text.h"

#include "test.h"

#include <stdio.h>
#include <string.h>

static struct text_side side(const char *text)
{
	return (struct text_side){text, strlen(text)};
}

/* `want` NULL: left to choose. */
static const struct row {
	const char *base, *ours, *theirs, *want;
} rows[] = {
	/* words */
	{"een twee drie vier vijf", "EEN twee drie vier vijf", "een twee drie vier VIJF", "EEN twee drie vier VIJF"},
	{"een twee drie vier vijf", "een TWEE drie vier vijf", "een twee drie VIER vijf", "een TWEE drie VIER vijf"},
	{"een twee drie vier vijf", "een TWEE drie vier vijf", "een twee DRIE vier vijf", NULL}, /* they touch */
	{"een twee drie vier vijf", "een twee x drie vier vijf", "een twee drie vier y vijf", "een twee x drie vier y vijf"},
	{"een twee drie vier vijf", "een twee x drie vier vijf", "een twee y drie vier vijf", NULL}, /* the same spot */
	{"een twee drie vier vijf", "een twee x drie vier vijf", "een twee x drie vier vijf", "een twee x drie vier vijf"},
	{"een twee, drie vier", "een TWEE, drie vier", "een twee, DRIE vier", NULL}, /* a comma does not part them */
	{"een twee drie vier", "een drie vier", "een twee drie VIER", "een drie VIER"},
	{"een twee drie vier vijf zes", "zes vijf een drie acht tien", "een twee drie vier vijf ZES", NULL}, /* rewritten, and changed */
	/* sentences */
	{"Een zin hier. Nog een zin.", "EEN zin hier. Nog een zin.", "Een zin hier. Nog EEN zin.", "EEN zin hier. Nog EEN zin."},
	{"Een zin hier. Nog een zin.", "Een zin HIER. Nog een zin.", "Een zin hier. NOG een zin.", "Een zin HIER. NOG een zin."},
	{"Een zin. Nog een.", "Een zin. Nog een. Van ons.", "Een zin. Nog een. Van hen.", "Een zin. Nog een. Van ons. Van hen."},
	{"Een zin. Nog een.", "Een zin. Nog een. Van ons.", "Een zin. Nog een. Van ons.", "Een zin. Nog een. Van ons."},
	{"Een zin. Nog een.", "Van ons. Een zin. Nog een.", "Een zin. Nog een. Van hen.", "Van ons. Een zin. Nog een. Van hen."},
	{"Een zin hier. Nog een zin.", "Nog een zin.", "Een zin hier. Nog een ZIN.", "Nog een ZIN."},
	{"Een zin hier. Nog een zin.", "Nog een zin.", "Een ZIN hier. Nog een zin.", NULL}, /* gone, and changed */
	{"Een zin hier. Nog een zin.", "Nog een zin.", "Nog een zin.", "Nog een zin."},
	{"Oud. Blijft.", "Geheel nieuw van ons. Blijft.", "Iets anders door hen. Blijft.", NULL}, /* both rewrote it */
	{"Een lange zin en die gaat nog even door over groen.", "Een lange zin. En die gaat nog even door over groen.",
	 "Een lange zin en die gaat nog even door over bomen.", "Een lange zin. En die gaat nog even door over bomen."}, /* cut in two */
	{"Een zin hier. Nog een zin.", "Nog een zin.", "Een zin hier.", NULL}, /* nothing would be left */
	/* paragraphs, wrapping, white space */
	{"Alinea een.\n\nAlinea twee.", "Alinea een.\n\nVan ons.\n\nAlinea twee.", "Alinea een. Van hen.\n\nAlinea twee.", "Alinea een. Van hen.\n\nVan ons.\n\nAlinea twee."},
	{"Alinea een.", "Alinea een.\n\nVan ons.", "Alinea een.\n\nVan hen.", "Alinea een.\n\nVan ons.\n\nVan hen."},
	{"Een zin die lang is en doorloopt.", "Een zin die\nlang is en\ndoorloopt.", "Een zin die KORT is en doorloopt.", "Een zin die\nKORT is en\ndoorloopt."},
	{"Een zin. Nog een zin.", "Een zin.\n\nNog een zin.", "Een zin. Nog een WOORD.", "Een zin.\n\nNog een WOORD."},
	{"een twee", "een  twee", "een twee drie", "een  twee drie"},
	{"een twee\n", "een twee", "een TWEE\n", "een TWEE"},
	{"- een\n- twee", "- een\n- twee\n- ons", "- een\n- twee\n- hun", "- een\n- twee\n- ons\n- hun"},
	/* spelling */
	{"Het caf\xc3\xa9 is dicht vandaag.", "Het cafe\xcc\x81 is dicht vandaag.", "Het caf\xc3\xa9 is open vandaag.", "Het cafe\xcc\x81 is open vandaag."},
	/* nothing at all */
	{"een", "", "een", ""},
	{"", "van ons", "", "van ons"},
	{"", "", "", ""},
};

static void check(const struct row *r, bool swap)
{
	struct text_merge m;
	text_merge(&m, side(r->base), side(swap ? r->theirs : r->ours), side(swap ? r->ours : r->theirs));
	bool right = r->want ? m.clean && (swap || strcmp(str_text(&m.ours), r->want) == 0) : !m.clean;
	if (!CHECK(right))
		printf("  %s\n  | %s\n  | %s\n  clean %d: %s\n", r->base, r->ours, r->theirs, m.clean, str_text(&m.ours));
	if (m.clean)
		CHECK(strcmp(str_text(&m.ours), str_text(&m.theirs)) == 0 && strcmp(str_text(&m.ours), str_text(&m.base)) == 0);
	text_merge_clear(&m);
}

TEST(what_combines_and_what_is_asked)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		check(&rows[i], false);
		check(&rows[i], true);
	}
}

TEST(what_combines_beside_a_choice_is_in_all_its_answers)
{
	struct text_merge m;
	text_merge(&m, side("Een zin hier. Nog een zin. Slot van alles."), side("Een ZIN hier. Nog een zin van ons. Slot van alles."),
	           side("Een regel hier. Nog een zin. Slot van ALLES."));
	CHECK(!m.clean && m.joins);
	CHECK_TEXT(str_text(&m.ours), "Een ZIN hier. Nog een zin van ons. Slot van ALLES.");
	CHECK_TEXT(str_text(&m.theirs), "Een regel hier. Nog een zin van ons. Slot van ALLES.");
	CHECK_TEXT(str_text(&m.base), "Een zin hier. Nog een zin van ons. Slot van ALLES.");
	CHECK_TEXT(str_text(&m.both), "Een ZIN hier. Een regel hier. Nog een zin van ons. Slot van ALLES.");
	text_merge_clear(&m);
}

TEST(sentences_that_changed_places_are_chosen_as_a_whole)
{
	static const char base[] = "Vier honden blaffen luid. Een aap zit in de boom.", ours[] = "Een aap zit in de boom. Vier honden blaffen luid.",
	                  theirs[] = "Vier rode honden zwijgen nu. Een aap zit in de boom.";
	struct text_merge m;
	text_merge(&m, side(base), side(ours), side(theirs));
	CHECK(!m.clean && !m.joins);
	CHECK_TEXT(str_text(&m.base), base);
	CHECK_TEXT(str_text(&m.ours), ours);
	CHECK_TEXT(str_text(&m.theirs), theirs);
	text_merge_clear(&m);
}

TEST(comments_of_both_stay)
{
	static const struct row lines[] = {
		{"# een\n", "# een\n# ons\n", "# een\n# hun\n", "# een\n# ons\n# hun\n"},
		{"", "# ons\n", "# hun\n", "# ons\n# hun\n"},
		{"", "# ons\n", "# ons\n", "# ons\n"},
		{"# een\n# twee\n", "# twee\n", "# een\n# twee\n# hun\n", "# twee\n# hun\n"},
		{"# een\n", "# EEN\n", "# Een\n", "# EEN\n# Een\n"},
		{"# een\n", "", "", ""},
		{"# a\n", "# a\n# b\n", "# b\n# a\n", "# a\n# b\n"},
	};
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct str out = {0};
		lines_merge(&out, side(lines[i].base), side(lines[i].ours), side(lines[i].theirs));
		CHECK_TEXT(str_text(&out), lines[i].want);
		str_free(&out);
	}
}
