/* Changes as lines to read: what came and went item by item and field by field, what moved, prose word by word. */
#include "tests/unit/test.h"

#include "base/mem.h"
#include "screens/changes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct doc *read_text(const char *text)
{
	struct doc *d = NULL;
	struct err e = {0};
	if (!CHECK_NUMBER(doc_parse(&d, text, strlen(text), &e), OK))
		printf("  %s\n", e.text);
	return d;
}

/* Each change as its place, and its lines with indent and sign. */
static char *show(const char *before, const char *after, unsigned how)
{
	struct doc *a = read_text(before), *b = read_text(after);
	struct changes shown = {0};
	struct diff d;
	struct str out = {0};
	diff_init(&d, a, b);
	changes_build(&shown, d.changes.p, d.changes.count, CHANGES_WHOLE | how);
	diff_clear(&d);
	doc_free(a);
	doc_free(b); /* what is shown lives on by itself */
	for (size_t i = 0; i < shown.count; i++) {
		str_addf(&out, "%s\n", shown.p[i].where);
		for (size_t k = 0; k < shown.p[i].lines.count; k++) {
			const struct shown_line *line = &shown.p[i].lines.p[k];
			str_addf(&out, "%*s%s|", line->indent, "", line->sign);
			for (size_t r = 0; r < line->count; r++)
				str_add(&out, line->runs[r].s, line->runs[r].len);
			str_add_char(&out, '\n');
		}
	}
	changes_clear(&shown);
	return str_take(&out);
}

static void check(const char *before, const char *after, const char *want)
{
	char *got = show(before, after, 0);
	CHECK_TEXT(got ? got : "", want);
	free(got);
}

#define AFVAL "speerpunten:\n  - id: afval\n    titel: Afval\n"

TEST(prose_word_by_word)
{
	check("buurt: Delta\nconclusies: een twee drie\n", "buurt: Delta\nconclusies: een vier drie\n", "Conclusies\n|een [-twee-]{+vier+} drie\n");
}

TEST(a_record_field_by_field)
{
	check(AFVAL "    activiteiten:\n      - tekst: a\n", AFVAL "    activiteiten:\n      - tekst: a\n      - tekst: Borden plaatsen\n        status: klaar\n        wie: buurtmaker\n",
	      "Speerpunt 1 · Afval › Activiteit 2\n+|Borden plaatsen\n  +|Status: klaar\n  +|Wie: buurtmaker\n");
}

TEST(a_list_item_by_item)
{
	check(AFVAL "    doelstellingen:\n      - een\n      - twee\n", AFVAL, "Speerpunt 1 · Afval › Doelstellingen\n-|een\n-|twee\n");
	check(AFVAL "    doelstellingen:\n      - een\n      - twee\n", AFVAL "    doelstellingen:\n      - een\n", "Speerpunt 1 · Afval › Doelstelling 2\n-|twee\n");
}

TEST(all_that_a_speerpunt_held_but_for_its_id)
{
	check("buurt: Delta\n" AFVAL "  - id: groen\n    titel: Groen\n    doelstellingen:\n      - een\n    activiteiten:\n      - bankjes\n", "buurt: Delta\n" AFVAL,
	      "Speerpunt 2 · Groen\n-|Groen\n  -|Doelstellingen:\n    -|een\n  -|Activiteiten:\n    -|bankjes\n");
}

TEST(from_place_to_place)
{
	check(AFVAL "    doelstellingen:\n      - een\n      - twee\n      - drie\n", AFVAL "    doelstellingen:\n      - drie\n      - een\n      - twee\n",
	      "Speerpunt 1 · Afval › Doelstelling 1\n|van plaats 3 naar plaats 1: drie\n");
}

/* Two changes, that are one for people. */
TEST(from_list_to_list)
{
	check("swot:\n  zwak:\n    sociaal:\n      - Er is een school\n      - Rommel\n  kansen:\n    sociaal:\n      - Ruimte\n",
	      "swot:\n  zwak:\n    sociaal:\n      - Rommel\n  kansen:\n    sociaal:\n      - Ruimte\n      - Er is een school\n",
	      "SWOT › Kansen › Sociaal punt 2\n|van SWOT › Zwak › Sociaal punt 1 naar SWOT › Kansen › Sociaal punt 2: Er is een school\n");
}

TEST(another_shape_is_what_went_and_what_came)
{
	check("wijk: Zandweerd\nbuurt: Delta\n", "wijk:\n  - een\n  - twee\nbuurt: Delta\n", "Wijk\n-|Zandweerd\n+|een\n+|twee\n");
}

TEST(within_a_speerpunt_that_goes_without_saying)
{
	char *got = show("buurt: a\n" AFVAL "    doelstellingen:\n      - een\n", "buurt: b\n" AFVAL "    doelstellingen:\n      - een\n      - twee\n", CHANGES_WITHIN);
	CHECK_TEXT(got, "Buurt\n|[-a-]{+b+}\nDoelstelling 2\n+|twee\n");
	free(got);
}
