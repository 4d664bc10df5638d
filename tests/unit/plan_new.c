/* What a plan begins with, and a speerpunt taken from another. */
#include "test.h"

#include "plan/check.h"
#include "plan/edit.h"
#include "plan/message.h"
#include "plan/new.h"
#include "plan/plan.h"
#include "plan/value.h"

#include <stdio.h>
#include <string.h>

static struct doc *parse(const char *bytes)
{
	struct doc *d = NULL;
	struct err e = {0};
	if (!CHECK_NUMBER(doc_parse(&d, bytes, strlen(bytes), &e), OK))
		puts(e.text);
	return d;
}

static void check_plan(const char *buurt, const char *wijk, const char *want)
{
	struct doc *d = NULL, *again;
	struct err e = {0};
	struct findings findings = {0};
	if (!CHECK_NUMBER(plan_new(&d, buurt, wijk, &e), OK)) {
		puts(e.text);
		return;
	}
	CHECK_TEXT(d->bytes, want);
	again = parse(d->bytes);
	CHECK_TEXT(plan_text(again->root, "buurt"), buurt);
	check_doc(&findings, d);
	CHECK_NUMBER(findings.count, 0);
	findings_free(&findings);
	doc_free(again);
	doc_free(d);
}

TEST(a_plan_begins_with_four_lines)
{
	check_plan("Deltabuurt", "Rivierenwijk", "formaat: 1\nbuurt: Deltabuurt\nwijk: Rivierenwijk\nstatus: analyse\n");
	check_plan("Deltabuurt", "", "formaat: 1\nbuurt: Deltabuurt\nstatus: analyse\n");
	check_plan("Deltabuurt", NULL, "formaat: 1\nbuurt: Deltabuurt\nstatus: analyse\n");
}

TEST(names_are_quoted_where_yaml_would_mistake_them)
{
	check_plan("nee", "12:30", "formaat: 1\nbuurt: nee\nwijk: '12:30'\nstatus: analyse\n");
	check_plan("no", NULL, "formaat: 1\nbuurt: 'no'\nstatus: analyse\n");
	check_plan("'t Zand: oost # 1", NULL, "formaat: 1\nbuurt: '''t Zand: oost # 1'\nstatus: analyse\n");
}

TEST(a_name_must_be_there_and_on_one_line)
{
	struct doc *d = NULL;
	struct err e = {0};
	CHECK_NUMBER(plan_new(&d, " \t", "Wijk", &e), ERR_NO);
	CHECK(d == NULL);
	CHECK_NUMBER(plan_new(&d, "Twee\nregels", NULL, &e), ERR_USE);
	CHECK(d == NULL);
}

static const char other[] =
	"formaat: 1\n"
	"buurt: Sluiswijk\n"
	"speerpunten:\n"
	"  - id: afval   # blijft daar\n"
	"    titel: Afval\n"
	"    status: afgerond\n"
	"    eigen_veld: x\n"
	"    toelichting: |-\n"
	"      Een.\n"
	"\n"
	"      Twee.\n"
	"    toets:\n"
	"      overleven: {oordeel: ja, waarom: Daarom}\n"
	"    doelstellingen: [Schoon, 'no']\n"
	"    activiteiten:\n"
	"      - Kale tekst\n"
	"      - {tekst: Opruimen, status: klaar, wie: buurtmaker, gereed: 2019-03, frequentie: 2 x per jaar}\n"
	"      - {tekst: Niet gedaan, status: vervallen}\n"
	"    resultaten:\n"
	"      - {tekst: Schone straat, status: behaald}\n"
	"    organisatie:\n"
	"      - {partij: Cambio, rol: reiniging, inzet: 2 uur, commitment: toegezegd}\n"
	"    middelen: 1500 euro\n"
	"    fasering:\n"
	"      - {fase: Onderzoek, van: 2018-10}\n"
	"    overdracht: {aan: Team, status: overgedragen}\n"
	"    evaluatie: Goed.\n"
	"  - titel: Zonder kenmerk\n";

static const char copied[] =
	"  - id: afval\n"
	"    titel: Afval\n"
	"    status: voorgenomen\n"
	"    toelichting: |-\n"
	"      Een.\n"
	"\n"
	"      Twee.\n"
	"    doelstellingen:\n"
	"      - Schoon\n"
	"      - 'no'\n"
	"    activiteiten:\n"
	"      - Kale tekst\n"
	"      - tekst: Opruimen\n"
	"        status: gepland\n"
	"        wie: buurtmaker\n"
	"        frequentie: 2 x per jaar\n"
	"    resultaten:\n"
	"      - tekst: Schone straat\n"
	"        status: open\n"
	"    organisatie:\n"
	"      - partij: Cambio\n"
	"        rol: reiniging\n"
	"        commitment: mogelijk\n";

/* Copies speerpunt `index` of `other` to `at` in `before`. */
static void check_copy(const char *before, size_t at, size_t index, const char *id, const char *want)
{
	struct doc *d = parse(before), *from = parse(other), *made = NULL;
	struct str got = {0};
	struct err e = {0};
	struct findings findings = {0};
	if (CHECK_NUMBER(plan_copy_speerpunt(&made, &got, d, at, plan_speerpunten(from)->items[index], &e), OK)) {
		CHECK_TEXT(made->bytes, want);
		CHECK_TEXT(str_text(&got), id);
		check_new(&findings, d, made);
		CHECK_NUMBER(findings.count, 0);
	} else {
		puts(e.text);
	}
	findings_free(&findings);
	str_free(&got);
	doc_free(made);
	doc_free(from);
	doc_free(d);
}

TEST(a_speerpunt_of_another_plan_is_a_start)
{
	char want[2000];
	snprintf(want, sizeof want, "formaat: 1\nbuurt: Nieuw\nstatus: analyse\nspeerpunten:\n%s", copied);
	check_copy("formaat: 1\nbuurt: Nieuw\nstatus: analyse\n", 0, 0, "afval", want);
	snprintf(want, sizeof want, "formaat: 1\nspeerpunten:\n  - id: een\n    titel: Een\n%sbudget: []\n", copied);
	check_copy("formaat: 1\nspeerpunten:\n  - id: een\n    titel: Een\nbudget: []\n", 1, 0, "afval", want);
}

TEST(a_taken_id_gets_a_number)
{
	check_copy("formaat: 1\nspeerpunten:\n  - id: afval\n    titel: Ander\n", 0, 1, "zonder-kenmerk",
		   "formaat: 1\nspeerpunten:\n  - id: zonder-kenmerk\n    titel: Zonder kenmerk\n    status: voorgenomen\n"
		   "  - id: afval\n    titel: Ander\n");
	check_copy("formaat: 1\nspeerpunten:\n  - id: zonder-kenmerk\n    titel: Ander\n", 1, 1, "zonder-kenmerk-2",
		   "formaat: 1\nspeerpunten:\n  - id: zonder-kenmerk\n    titel: Ander\n"
		   "  - id: zonder-kenmerk-2\n    titel: Zonder kenmerk\n    status: voorgenomen\n");
}

TEST(what_comes_along_is_told)
{
	struct doc *from = parse(other);
	struct str out = {0};
	plan_copy_describe(&out, plan_speerpunten(from)->items[0]);
	CHECK_TEXT(str_text(&out), "titel, toelichting, doelstellingen (2), activiteiten (2), resultaten (1), organisatie (1)");
	str_free(&out);
	doc_free(from);
}

/* Whatever a plan holds, a copy is text, under an id that can be one. */
TEST(a_copy_of_anything_is_text)
{
	static const char *const titles[] = {
		"'no'", "'# geen'", "\"- a: [b, {c\"", "'%YAML 1.1'", "\"\\u2028\\u202e x\"", "'!!str &a *a'", "'../../x'", "\"a\\tb\"",
		"'...'", "'---'", "\" \"", "'\xf0\x9f\x97\x91'",
	};
	static const char *const ids[] = {"null", "'1'", "'../x'", "A", "\"a\\nb\"", "''", "[a]", "programma"};
	struct doc *d = parse("formaat: 1\nbuurt: Nieuw\n");
	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
		for (size_t k = 0; k < sizeof ids / sizeof *ids; k++) {
			struct str text = {0}, id = {0};
			struct doc *from = NULL, *made = NULL;
			struct err e = {0};
			struct findings findings = {0};
			str_addf(&text, "speerpunten:\n  - id: %s\n    titel: %s\n    punten: [%s, {a: b}, [c]]\n    activiteiten: {x: %s}\n", ids[k], titles[i], titles[i], titles[i]);
			if (CHECK_NUMBER(doc_parse(&from, text.p, text.len, &e), OK) &&
			    CHECK_NUMBER(plan_copy_speerpunt(&made, &id, d, 0, plan_speerpunten(from)->items[0], &e), OK)) {
				CHECK(value_is_id(id.p, id.len));
				check_new(&findings, d, made);
				if (!CHECK_NUMBER(findings.count, 0))
					printf("%s\n%s\n%s", findings.p[0].text, text.p, made->bytes);
				const struct node *copy = plan_speerpunten(made)->items[0];
				if (strcmp(titles[i], "\" \"") != 0)
					CHECK_TEXT(plan_text(copy, "titel"), plan_text(plan_speerpunten(from)->items[0], "titel"));
				CHECK(!plan_get(copy, "activiteiten"));
			} else {
				puts(text.p);
				puts(e.text);
			}
			findings_free(&findings);
			doc_free(from);
			doc_free(made);
			str_free(&id);
			str_free(&text);
		}
	doc_free(d);
}

TEST(no_copy_where_the_list_is_something_else)
{
	struct doc *d = parse("formaat: 1\nspeerpunten: geen\n"), *from = parse(other), *made = NULL;
	struct str id = {0};
	struct err e = {0};
	CHECK_NUMBER(plan_copy_speerpunt(&made, &id, d, 0, plan_speerpunten(from)->items[0], &e), ERR_USE);
	CHECK(made == NULL);
	str_free(&id);
	doc_free(from);
	doc_free(d);
}

static void check_proposed(const char *bytes, const char *titel, const char *want)
{
	struct doc *d = parse(bytes), *made = NULL;
	struct str id = {0};
	struct err e = {0};
	edit_propose_id(&id, d, "speerpunten", titel, strlen(titel));
	CHECK_TEXT(str_text(&id), want);
	CHECK_NUMBER(edit_insert(&made, d, "speerpunten", titel, strlen(titel), &e), OK);
	CHECK_TEXT(plan_id(plan_speerpunten(made)->items[plan_speerpunten(made)->count - 1]), want);
	str_free(&id);
	doc_free(made);
	doc_free(d);
}

TEST(the_proposed_id_is_the_one_it_gets)
{
	check_proposed("formaat: 1\n", "Schoon, heel & veilig", "schoon-heel-veilig");
	check_proposed("formaat: 1\nspeerpunten: [{id: afval, titel: X}]\n", "Afval", "afval-2");
	check_proposed("formaat: 1\n", "2019", "speerpunt-1");
}

/* An id is made from the title once, and never again. */
TEST(an_id_stays_when_its_title_changes)
{
	struct doc *d = parse("formaat: 1\nbuurt: Nieuw\n"), *made = NULL, *changed = NULL, *none = NULL;
	struct err e = {0};
	CHECK_NUMBER(edit_insert(&made, d, "speerpunten", "Afval & zwerfvuil", 17, &e), OK);
	CHECK_TEXT(plan_id(plan_speerpunten(made)->items[0]), "afval-zwerfvuil");
	CHECK_NUMBER(edit_set(&changed, made, "speerpunten/1/titel", "Heel anders", 11, &e), OK);
	CHECK_TEXT(plan_id(plan_speerpunten(changed)->items[0]), "afval-zwerfvuil");
	CHECK_NUMBER(edit_set(&none, changed, "speerpunten/1/id", "heel-anders", 11, &e), ERR_NO);
	CHECK(none == NULL);
	doc_free(changed);
	doc_free(made);
	doc_free(d);
}

static void check_message(enum plan_event what, const char *name, const char *reason, const char *want)
{
	struct doc *d = parse("formaat: 1\nbuurt: Deltabuurt\n");
	struct str out = {0}, back = {0};
	message_plan(&out, what, d, name, reason);
	CHECK_TEXT(str_text(&out), want);
	CHECK(message_reason(&back, str_text(&out)) == (reason != NULL));
	CHECK_TEXT(str_text(&back), reason ? reason : "");
	str_free(&out);
	str_free(&back);
	doc_free(d);
}

TEST(what_is_said_of_a_whole_plan)
{
	check_message(PLAN_MADE, "deltabuurt", NULL, "Deltabuurt: plan gemaakt\n\nPlan: deltabuurt\n");
	check_message(PLAN_RENAMED, "rivieren", NULL, "Deltabuurt: plan heet nu rivieren\n\nPlan: rivieren\n");
	check_message(PLAN_REMOVED, "deltabuurt", "Dubbel.", "Deltabuurt: plan weggehaald\n\nDubbel.\n\nPlan: deltabuurt\n");
	check_message(PLAN_RENAMED, "een-naam-die-veel-te-lang-is-voor-de-eerste-regel-van-een-bericht", NULL,
		      "Deltabuurt: plan heeft een andere naam\n\n"
		      "Plan: een-naam-die-veel-te-lang-is-voor-de-eerste-regel-van-een-bericht\n");
}

static void check_change(const char *before, const char *after, const char *want)
{
	struct doc *a = parse(before), *b = parse(after);
	struct str out = {0};
	struct diff d;
	diff_init(&d, a, b);
	if (CHECK_NUMBER(d.changes.count, 1))
		message_change(&out, &d.changes.p[0]);
	CHECK_TEXT(str_text(&out), want);
	str_free(&out);
	diff_clear(&d);
	doc_free(a);
	doc_free(b);
}

TEST(new_speerpunten_ask_no_reason)
{
	struct doc *a = parse("buurt: X\n"), *b = parse("buurt: X\nspeerpunten:\n  - {id: a, titel: A, doelstellingen: [Een]}\n");
	struct diff d;
	diff_init(&d, a, b);
	CHECK(d.changes.count == 1 && !message_asks_reason(&d.changes.p[0]));
	diff_clear(&d);
	diff_init(&d, b, a);
	CHECK(d.changes.count == 1 && message_asks_reason(&d.changes.p[0]));
	diff_clear(&d);
	doc_free(a);
	doc_free(b);
}

TEST(putting_away_has_words_of_its_own)
{
	check_change("buurt: X\n", "buurt: X\nopgeborgen: ja\n", "plan opgeborgen");
	check_change("buurt: X\nopgeborgen: ja\n", "buurt: X\n", "plan teruggehaald");
	check_change("buurt: X\nopgeborgen: ja\n", "buurt: X\nopgeborgen: nee\n", "plan teruggehaald");
	check_change("buurt: X\nopgeborgen: nee\n", "buurt: X\nopgeborgen: ja\n", "plan opgeborgen");
}
