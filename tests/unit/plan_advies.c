#include "plan/advies.h"
#include "base/date.h"
#include "base/taal.h"
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define TOP "formaat: 1\nbuurt: x\n"
#define PERIODE "periode: {van: 2018-10, tot: 2019-12}\n"
#define SPEERPUNTEN "speerpunten:\n  - id: a\n    titel: A\n"
/* One that lacks nothing. */
#define GOOD SPEERPUNTEN "    status: lopend\n    doelstellingen: [d]\n    resultaten: [r]\n    organisatie: [o]\n    overdracht: {aan: wijk}\n"
#define FASEN(list) TOP GOOD "    fasering: [" list "]\n"
#define ONDERZOEK(van, tot) "{fase: Onderzoek, van: " van ", tot: " tot "}"
#define KWARTIER(van, tot) "{fase: Kwartiermaken, van: " van ", tot: " tot "}"
#define UITVOERING(van, tot) "{fase: Uitvoering, van: " van ", tot: " tot "}"
#define EVALUATIE(van, tot) "{fase: Evaluatie, van: " van ", tot: " tot "}"
#define EIGEN(van, tot) "{fase: Tafels, van: " van ", tot: " tot "}"

static struct doc *parse(const char *s, size_t len)
{
	struct doc *d = NULL;
	struct err e = {0};
	if (doc_parse(&d, s, len, &e) != OK)
		CHECK_TEXT(e.text, "");
	return d;
}

/* "word path", a line for each. */
static char *advice_of(const struct doc *d, int today)
{
	struct adviezen all = {0};
	struct str s = {0};
	advies_doc(&all, d, today);
	for (size_t i = 0; i < all.count; i++) {
		str_addf(&s, "%s ", all.p[i].word);
		advies_path(&s, &all.p[i]);
		str_add_char(&s, '\n');
	}
	adviezen_free(&all);
	return str_take(&s);
}

struct one {
	int today;
	const char *text, *want;
};

static void expect(const struct one *row)
{
	struct doc *d = parse(row->text, strlen(row->text));
	if (!d)
		return;
	char *got = advice_of(d, row->today);
	if (!CHECK_TEXT(got, row->want))
		printf("of:\n%s\n", row->text);
	free(got);
	doc_free(d);
}

#define EXPECT(rows) \
	for (size_t i = 0; i < sizeof(rows) / sizeof *(rows); i++) \
	expect(&(rows)[i])

TEST(the_plan)
{
	static const struct one rows[] = {
		{20190101, TOP, ""},
		{20190101, TOP PERIODE, ""},
		{20190101, TOP "periode: {van: 2019-01, tot: 2019-01}\n", ""},
		{20190101, TOP "periode: {van: 2019-01-15, tot: 2019-01}\n", ""},
		{20190101, TOP "periode: {van: 2019-01-15, tot: 2019-01-14}\n", "period_backwards periode/tot\n"},
		{20190101, TOP "periode: {van: 2019-02, tot: 2019-01}\n", "period_backwards periode/tot\n"},
		{20190101, TOP "periode: {van: 2019-02, tot: ooit}\n", ""},
		{20190101, TOP "periode: 2019\n", ""},
		/* past when the month is over */
		{20191231, TOP PERIODE "status: uitvoering\n", ""},
		{20200101, TOP PERIODE "status: uitvoering\n", "plan_past status\n"},
		{20200101, TOP PERIODE "status: analyse\n", "plan_past status\n"},
		{20200101, TOP PERIODE "status: vaststelling\n", "plan_past status\n"},
		{20200101, TOP PERIODE "status: evaluatie\n", ""},
		{20200101, TOP PERIODE "status: overgedragen\n", ""},
		{20200101, TOP PERIODE, ""},
		{20200101, TOP "periode: {van: 2018-10}\nstatus: uitvoering\n", ""},
		{20190530, TOP "periode: {tot: 2019-05-30}\nstatus: uitvoering\n", ""},
		{20190531, TOP "periode: {tot: 2019-05-30}\nstatus: uitvoering\n", "plan_past status\n"},
		{0, TOP "periode: {tot: 1999-05-30}\nstatus: uitvoering\n", ""},
	};
	EXPECT(rows);
}

TEST(milestones)
{
	static const struct one rows[] = {
		{0, TOP PERIODE "kwaliteit: [{van: 2018-10, tot: 2019-12}, {van: 2018-10-01, tot: 2019-12-31}, {prestatie: p}, los]\n", ""},
		{0, TOP PERIODE "kwaliteit: [{van: 2018-09}]\n", "milestone_outside kwaliteit/1/van\n"},
		{0, TOP PERIODE "kwaliteit: [{van: 2018-09-30, tot: 2019-01}]\n", "milestone_outside kwaliteit/1/van\n"},
		{0, TOP PERIODE "kwaliteit: [{tot: 2018-09}]\n", "milestone_outside kwaliteit/1/tot\n"},
		{0, TOP PERIODE "kwaliteit: [{tot: 2020-01}]\n", "milestone_outside kwaliteit/1/tot\n"},
		{0, TOP PERIODE "kwaliteit: [{van: 2019-01, tot: 2020-01-01}]\n", "milestone_outside kwaliteit/1/tot\n"},
		{0, TOP PERIODE "kwaliteit: [{van: 2020-01, tot: 2020-02}]\n", "milestone_outside kwaliteit/1/van\n"},
		{0, TOP "kwaliteit: [{van: 1918-01, tot: 2120-02}]\n", ""},
		/* a month that the plan begins or ends in is inside */
		{0, TOP "periode: {van: 2018-10-15, tot: 2019-12-15}\nkwaliteit: [{van: 2018-10, tot: 2019-12}]\n", ""},
		{0, TOP "periode: {van: 2018-10-15, tot: 2019-12-15}\nkwaliteit: [{van: 2018-10-14, tot: 2019-12}]\n", "milestone_outside kwaliteit/1/van\n"},
		{0, TOP "periode: {van: 2018-10}\nkwaliteit: [{van: 2018-09, tot: 2119-12}]\n", "milestone_outside kwaliteit/1/van\n"},
		{0, TOP "periode: {tot: 2018-10}\nkwaliteit: [{van: 1918-09, tot: 2019-12}]\n", "milestone_outside kwaliteit/1/tot\n"},
		/* backwards: that, and no more of the same */
		{0, TOP PERIODE "kwaliteit: [{van: 2019-02, tot: 2019-01}, {van: 2019-02, tot: 2018-01}]\n",
		 "milestone_backwards kwaliteit/1/tot\nmilestone_backwards kwaliteit/2/tot\n"},
		{0, TOP "periode: {van: 2019-12, tot: 2018-10}\nkwaliteit: [{van: 2017-02, tot: 2017-03}]\n", "period_backwards periode/tot\n"},
		{0, TOP PERIODE "kwaliteit: {van: 2017-02}\n", ""},
	};
	EXPECT(rows);
}

TEST(phases)
{
	static const struct one rows[] = {
		{0, FASEN(ONDERZOEK("2018-11", "2019-01") "," KWARTIER("2019-02", "2019-03") "," UITVOERING("2019-04", "2019-12") "," EVALUATIE("2019-12", "2019-12")), ""},
		{0, FASEN(ONDERZOEK("2018-11", "2018-11-30") "," KWARTIER("2019-03", "2019-02")), "phase_backwards speerpunten/a/fasering/2/tot\n"},
		/* one month together is how people write it; more is not */
		{0, FASEN(ONDERZOEK("2018-11", "2019-01") "," KWARTIER("2019-01", "2019-03")), ""},
		{0, FASEN(ONDERZOEK("2018-11", "2019-02") "," KWARTIER("2019-01", "2019-03")), "phase_overlap speerpunten/a/fasering/2/van\n"},
		{0, FASEN(ONDERZOEK("2018-11", "2019-01-31") "," KWARTIER("2019-01", "2019-03")), ""},
		{0, FASEN(ONDERZOEK("2018-11", "2019-01") "," KWARTIER("2019-01-01", "2019-03")), ""},
		{0, FASEN(ONDERZOEK("2018-11", "2019-01-15") "," KWARTIER("2019-01-15", "2019-03")), ""},
		{0, FASEN(ONDERZOEK("2018-11", "2019-01-15") "," KWARTIER("2019-01-14", "2019-03")), "phase_overlap speerpunten/a/fasering/2/van\n"},
		{0, FASEN(ONDERZOEK("2018-11", "2019-12") "," KWARTIER("2019-01", "2019-03") "," UITVOERING("2019-04", "2020-03")),
		 "phase_overlap speerpunten/a/fasering/2/van\nphase_overlap speerpunten/a/fasering/3/van\n"},
		{0, FASEN(UITVOERING("2019-01", "2019-06") "," UITVOERING("2019-03", "2019-09")), "phase_overlap speerpunten/a/fasering/2/van\n"},
		{0, FASEN("{fase: Onderzoek, van: 2018-11}," KWARTIER("2019-01", "2019-03")), ""},
		{0, FASEN("{fase: Onderzoek, van: 2018-11, tot: 2019-09, doorlopend: ja}," KWARTIER("2019-01", "2019-03")), ""},
		/* evaluations, and what people call by a name of their own, run beside the rest */
		{0, FASEN(UITVOERING("2019-01", "2019-12") "," EVALUATIE("2019-06", "2019-12")), ""},
		{0, FASEN(UITVOERING("2019-01", "2019-12") ", {fase: Tussenevaluatie, van: 2019-06, tot: 2019-06}," EVALUATIE("2019-12", "2019-12")), ""},
		{0, FASEN(EIGEN("2018-11", "2019-12") "," UITVOERING("2019-01", "2019-12") "," EIGEN("2018-10", "2018-12")), ""},
		{0, FASEN("{fase: Tussenevaluatie, van: 2019-06, tot: 2019-06}," UITVOERING("2019-01", "2019-05")), ""},
		/* the order of the method */
		{0, FASEN(ONDERZOEK("2019-03", "2019-04") "," KWARTIER("2019-02", "2019-03")), "phase_order speerpunten/a/fasering/2/van\n"},
		{0, FASEN(ONDERZOEK("2019-03-02", "2019-03-05") "," KWARTIER("2019-03-01", "2019-03-05")), "phase_order speerpunten/a/fasering/2/van\n"},
		{0, FASEN(ONDERZOEK("2019-03", "2019-04") "," KWARTIER("2019-02", "2019-04")), "phase_order speerpunten/a/fasering/2/van\n"},
		{0, FASEN(ONDERZOEK("2019-03", "2019-04") "," KWARTIER("2019-03", "2019-04")), "phase_overlap speerpunten/a/fasering/2/van\n"},
		{0, FASEN(UITVOERING("2018-11", "2019-01") "," KWARTIER("2019-02", "2019-03")), "phase_order speerpunten/a/fasering/1/van\n"},
		{0, FASEN(EVALUATIE("2018-11", "2018-11") "," UITVOERING("2018-12", "2019-03")), "phase_order speerpunten/a/fasering/1/van\n"},
		{0, FASEN(ONDERZOEK("2018-01", "2018-02") "," UITVOERING("2018-03", "2018-06") "," ONDERZOEK("2018-07", "2018-08") "," UITVOERING("2018-09", "2018-12")), ""},
		/* a year that was typed wrong */
		{0, FASEN(EIGEN("2018-11", "2018-12") "," KWARTIER("2018-01", "2018-02")), "phase_order speerpunten/a/fasering/2/tot\n"},
		{0, FASEN(EIGEN("2018-11", "2018-12") ", {fase: Kwartiermaken, van: 2018-10}"), "phase_order speerpunten/a/fasering/2/van\n"},
		{0, FASEN(EIGEN("2018-11", "2018-12") "," KWARTIER("2018-10", "2018-11")), ""},
		/* outside the plan: said once of a phase */
		{0, TOP PERIODE GOOD "    fasering: [" EIGEN("2018-10", "2019-12") "," EIGEN("2018-09", "2020-01") "," EIGEN("2019-03", "2020-01") "]\n",
		 "phase_outside speerpunten/a/fasering/2/van\nphase_outside speerpunten/a/fasering/3/tot\n"},
		{0, TOP PERIODE GOOD "    fasering: [" UITVOERING("2019-03", "2018-01") "]\n", "phase_backwards speerpunten/a/fasering/1/tot\n"},
		/* what is stopped is left alone; bare texts and other shapes are no dates */
		{0, TOP PERIODE SPEERPUNTEN "    status: gestopt\n    fasering: [" UITVOERING("2019-03", "2018-01") "]\n", ""},
		{0, FASEN("Onderzoek, {fase: Uitvoering}, [x]"), ""},
		{0, TOP GOOD "    fasering: x\n", ""},
	};
	EXPECT(rows);
}

#define MISSING(status) TOP SPEERPUNTEN "    status: " status "\n"
#define A "speerpunten/a/"

TEST(what_is_missing)
{
	static const struct one rows[] = {
		{0, TOP GOOD, ""},
		{0, TOP SPEERPUNTEN, "goal_missing " A "doelstellingen\n"},
		{0, TOP "speerpunten:\n  - a\n", "goal_missing speerpunten/a/doelstellingen\n"},
		{0, MISSING("voorgenomen"), "goal_missing " A "doelstellingen\n"},
		{0, MISSING("lopend"), "goal_missing " A "doelstellingen\nresult_missing " A "resultaten\npartner_missing " A "organisatie\nhandover_missing " A "overdracht\n"},
		{0, MISSING("afgerond"), "result_missing " A "resultaten\nhandover_missing " A "overdracht\n"},
		{0, MISSING("overgedragen"), "result_missing " A "resultaten\nhandover_missing " A "overdracht\n"},
		{0, MISSING("gestopt"), ""},
		{0, MISSING("lopend") "    doelstellingen: []\n    resultaten:\n    organisatie: [x]\n    overdracht: {}\n",
		 "goal_missing " A "doelstellingen\nresult_missing " A "resultaten\nhandover_missing " A "overdracht/aan\n"},
		{0, MISSING("afgerond") "    resultaten: [r]\n    overdracht: {aan: '', voor: 2019-12}\n", "handover_missing " A "overdracht/aan\n"},
		{0, MISSING("afgerond") "    resultaten: [r]\n    overdracht: {opschaling: naar beleid}\n", ""},
		{0, MISSING("afgerond") "    resultaten: [r]\n    overdracht: {status: opgeschaald}\n", ""},
		/* another shape is a finding, not missing */
		{0, MISSING("afgerond") "    resultaten: tekst\n    overdracht: tekst\n", ""},
		{0, TOP "speerpunten: tekst\n", ""},
		{0, TOP "speerpunten: [[x]]\n", ""},
	};
	EXPECT(rows);
}

TEST(what_is_past)
{
	static const struct one rows[] = {
		{20190630, FASEN(EIGEN("2019-01", "2019-06")), ""},
		{20190701, FASEN(EIGEN("2019-01", "2019-06")), "speerpunt_past " A "status\n"},
		{20190701, FASEN(EIGEN("2019-01", "2019-06") "," EIGEN("2018-01", "2018-02")), "speerpunt_past " A "status\n"},
		{20190701, FASEN(EIGEN("2018-01", "2018-02") "," EIGEN("2019-01", "2019-07")), ""},
		{20190701, FASEN(EIGEN("2019-01", "2019-06") ", {fase: Netwerk}"), ""},
		{20190701, FASEN(EIGEN("2019-01", "2019-06") ", los"), ""},
		{20190701, FASEN("{fase: x, tot: 2018-06, doorlopend: ja}"), ""},
		{20190701, TOP GOOD "    fasering: []\n", ""},
		{20190701, MISSING("voorgenomen") "    doelstellingen: [d]\n    fasering: [{tot: 2018-01}]\n", ""},
		{20190331, TOP GOOD "    activiteiten: [{tekst: t, status: gepland, gereed: 2019-03}]\n", ""},
		{20190401, TOP GOOD "    activiteiten: [{tekst: t, status: gepland, gereed: 2019-03}, {status: bezig, gereed: 2019-03-31}]\n",
		 "activity_past " A "activiteiten/1/gereed\nactivity_past " A "activiteiten/2/gereed\n"},
		{20190401, TOP GOOD "    activiteiten: [{gereed: 2019-03}, {status: klaar, gereed: 2019-03}, {status: idee, gereed: 2019-03}, {status: vervallen, gereed: 2019-03}, los]\n", ""},
		{20190401, TOP SPEERPUNTEN "    status: gestopt\n    activiteiten: [{status: bezig, gereed: 2019-03}]\n", ""},
		{20190228, TOP GOOD "    afspraken: [{tekst: t, voor: 2019-02, status: open}]\n", ""},
		{20190301, TOP GOOD "    afspraken: [{tekst: t, voor: 2019-02, status: open}, {voor: 2019-02-28}]\n",
		 "agreement_past " A "afspraken/1/voor\nagreement_past " A "afspraken/2/voor\n"},
		{20190301, TOP GOOD "    afspraken: [{voor: 2019-02, status: nagekomen}, {voor: 2019-02, status: niet_nagekomen}, {voor: 2019-02, status: vervallen}, los, {voor: snel}]\n", ""},
		{20190301, TOP SPEERPUNTEN "    status: gestopt\n    afspraken: [{voor: 2019-02}]\n", "agreement_past " A "afspraken/1/voor\n"},
		{20191231, MISSING("afgerond") "    resultaten: [r]\n    overdracht: {aan: x, voor: 2019-12}\n", ""},
		{20200101, MISSING("afgerond") "    resultaten: [r]\n    overdracht: {aan: x, voor: 2019-12}\n", "handover_past " A "overdracht/voor\n"},
		{20200101, MISSING("afgerond") "    resultaten: [r]\n    overdracht: {aan: x, voor: 2019-12, status: open}\n", "handover_past " A "overdracht/voor\n"},
		{20200101, MISSING("afgerond") "    resultaten: [r]\n    overdracht: {aan: x, voor: 2019-12, status: afgesproken}\n", ""},
		{20200101, MISSING("gestopt") "    overdracht: {aan: x, voor: 2019-12}\n", ""},
	};
	EXPECT(rows);
}

TEST(the_toets)
{
	static const struct one rows[] = {
		{0, TOP GOOD "    toets: {tussen_wal_en_schip: {oordeel: ja}, probleemgestuurd: {oordeel: onzeker}, overleven: {waarom: nee}, geen_opvulmiddel: nee}\n", ""},
		{0, TOP GOOD "    toets: {tussen_wal_en_schip: {oordeel: nee}, probleemgestuurd: {oordeel: nee}, overleven: {oordeel: nee}, geen_opvulmiddel: {oordeel: nee}}\n",
		 "test_no " A "toets/tussen_wal_en_schip/oordeel\ntest_no " A "toets/probleemgestuurd/oordeel\n"
		 "test_no " A "toets/overleven/oordeel\ntest_no " A "toets/geen_opvulmiddel/oordeel\n"},
		{0, MISSING("gestopt") "    toets: {overleven: {oordeel: nee}}\n", ""},
		{0, MISSING("overgedragen") "    resultaten: [r]\n    overdracht: {aan: x}\n    toets: {overleven: {oordeel: nee}}\n", ""},
		{0, TOP SPEERPUNTEN "    doelstellingen: [d]\n    toets: {overleven: {oordeel: nee}}\n", "test_no " A "toets/overleven/oordeel\n"},
		{0, TOP GOOD "    toets: nee\n", ""},
		{0, TOP GOOD "    toets: {anders: {oordeel: nee}}\n", ""},
	};
	EXPECT(rows);
}

/* In the order of the file, with the places of the file, whatever the order of the rules. */
TEST(places_and_labels)
{
	static const char text[] = "\xef\xbb\xbf" TOP "speerpunten:\n  - {id: a, titel: Één, status: lopend, fasering: [{fase: é, tot: 2018-02}], resultaten: [x], overdracht: {aan: x}}\n"
				   PERIODE "kwaliteit:\n  - {prestatie: é, van: 2019-02, tot: 2019-01}\nstatus: uitvoering\n";
	struct doc *d = parse(text, strlen(text));
	struct adviezen all = {0};
	struct str s = {0};
	advies_doc(&all, d, 20200101);
	for (size_t i = 0; i < all.count; i++) {
		str_addf(&s, "%d:%d ", all.p[i].line, all.p[i].column);
		advies_label(&s, &all.p[i]);
		str_add_char(&s, '\n');
	}
	CHECK_TEXT(str_text(&s), "4:5 Speerpunt Één › Doelstellingen\n4:5 Speerpunt Één › Organisatie\n4:33 Speerpunt Één › Status\n"
				 "4:67 Speerpunt Één › Fase 1 › Tot en met\n7:39 Prestatie 1 › Tot en met\n8:9 Status\n");
	str_free(&s);
	adviezen_free(&all);
	doc_free(d);
}

static bool ends_well(const char *text)
{
	size_t len = strlen(text);
	return len > 20 && text[len - 1] == '.' && text[0] >= 'A' && text[0] <= 'Z' && !strchr(text, '%') && !strstr(text, "()");
}

/* Each rule speaks, in whole sentences with its dates filled in. */
TEST(every_rule_says_what_to_do)
{
	static const char text[] = TOP "periode: {van: 2019-01, tot: 2019-06}\nstatus: uitvoering\n"
		"kwaliteit: [{van: 2019-02, tot: 2019-01}, {van: 2018-02, tot: 2019-01}, {van: 2019-07}, {tot: 2018-01}, {tot: 2019-07}]\n"
		"speerpunten:\n"
		"  - id: a\n    titel: A\n    status: lopend\n    activiteiten: [{status: bezig, gereed: 2019-01}]\n    afspraken: [{voor: 2019-01}]\n    overdracht: {voor: 2019-01}\n"
		"    toets: {tussen_wal_en_schip: {oordeel: nee}, probleemgestuurd: {oordeel: nee}, overleven: {oordeel: nee}, geen_opvulmiddel: {oordeel: nee}}\n"
		"    fasering: [" ONDERZOEK("2019-03", "2019-05") "," KWARTIER("2019-04", "2019-06") "," UITVOERING("2019-02", "2019-01") "," EIGEN("2018-01", "2019-01") "]\n"
		"  - id: b\n    titel: B\n    fasering: [" KWARTIER("2019-03", "2019-05") "," UITVOERING("2019-02", "2019-03") "," ONDERZOEK("2019-01", "2019-01") "]\n";
	static const char backwards[] = TOP "periode: {van: 2019-02, tot: 2019-01}\n";
	struct doc *d = parse(text, strlen(text)), *other = parse(backwards, strlen(backwards));
	struct adviezen all = {0};
	advies_doc(&all, d, 20200101);
	advies_doc(&all, other, 20200101);
	for (size_t k = 0; k < all.count; k++)
		if (!CHECK(ends_well(all.p[k].text)))
			printf("%s: %s\n", all.p[k].word, all.p[k].text);
	for (size_t i = 0; advies_word(i); i++) {
		size_t found = 0;
		for (size_t k = 0; k < all.count; k++)
			found += strcmp(all.p[k].word, advies_word(i)) == 0;
		if (!CHECK(found > 0))
			printf("no %s\n", advies_word(i));
	}
	/* in English it is another sentence, of each of them */
	struct adviezen english = {0};
	taal_choose("en");
	advies_doc(&english, d, 20200101);
	advies_doc(&english, other, 20200101);
	taal_choose("nl");
	CHECK_NUMBER(english.count, all.count);
	for (size_t k = 0; k < english.count && k < all.count; k++)
		if (!CHECK(ends_well(english.p[k].text) && strcmp(english.p[k].text, all.p[k].text) != 0))
			printf("%s: %s\n", english.p[k].word, english.p[k].text);
	adviezen_free(&english);
	adviezen_free(&all);
	doc_free(d);
	doc_free(other);
}

static double seconds(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void expect_fast(struct str *text, size_t least)
{
	struct doc *d = parse(text->p, text->len);
	struct adviezen all = {0};
	double start = seconds();
	advies_doc(&all, d, 20200101);
	CHECK(seconds() - start < 0.5); /* quadratic would be 10 s and more */
	CHECK(all.count >= least);
	adviezen_free(&all);
	doc_free(d);
	str_free(text);
}

TEST(large_plans)
{
	struct str many = {0}, phases = {0}, line = {0};
	str_add_text(&many, TOP "speerpunten:\n");
	for (int i = 0; i < 10000; i++)
		str_addf(&many, "  - {id: s%d, titel: t, status: lopend}\n", i);
	expect_fast(&many, 40000);
	str_add_text(&phases, TOP GOOD "    fasering:\n");
	for (int i = 0; i < 10000; i++)
		str_addf(&phases, "    - {fase: Uitvoering, van: %d-01, tot: %d-12}\n", 2000 + i * 7 % 1000, 2000 + i * 7 % 1000 + 3);
	expect_fast(&phases, 9000);
	str_add_text(&line, "{formaat: 1, buurt: x, speerpunten: [");
	for (int i = 0; i < 10000; i++)
		str_addf(&line, "{titel: t, status: lopend},");
	str_add_text(&line, "]}\n");
	expect_fast(&line, 40000);
}

static struct doc *read_plan(const char *name)
{
	static char bytes[DOC_MAX_BYTES];
	struct str path = {0};
	str_addf(&path, "plans/%s.yaml", name);
	FILE *f = fopen(str_text(&path), "r");
	size_t len = f ? fread(bytes, 1, sizeof bytes, f) : 0;
	str_free(&path);
	if (!CHECK(f != NULL))
		return NULL;
	fclose(f);
	return parse(bytes, len);
}

/* "2 handover_missing, 1 speerpunt_past", in the order of the rules. */
static char *counts_of(const char *name, int today)
{
	struct doc *d = read_plan(name);
	struct adviezen all = {0};
	struct str s = {0};
	if (d)
		advies_doc(&all, d, today);
	for (size_t i = 0; advies_word(i); i++) {
		size_t count = 0;
		for (size_t k = 0; k < all.count; k++)
			count += all.p[k].word == advies_word(i);
		if (count > 0)
			str_addf(&s, "%s%zu %s", s.len ? ", " : "", count, advies_word(i));
	}
	adviezen_free(&all);
	doc_free(d);
	return str_take(&s);
}

/* The four plans of 2018, as their buurtmakers would have read it while they wrote them, at the evaluation of May 2019, and
 * long after: what is said of them was looked at one by one. */
TEST(the_real_plans)
{
	static const struct {
		const char *name;
		int today;
		const char *want;
	} rows[] = {
		{"deltabuurt", 20181115, "4 handover_missing"},
		{"deltabuurt", 20190520, "4 handover_missing"},
		{"deltabuurt", 20261126, "1 plan_past, 4 handover_missing"},
		/* Kwartiermaken of jan and feb 2018, as the source has it, is before the Verkenning of nov 2018 */
		{"gerard-ter-borchbuurt", 20181115, "5 handover_missing, 1 phase_order"},
		{"gerard-ter-borchbuurt", 20190520, "1 speerpunt_past, 5 handover_missing, 1 phase_order"},
		{"gerard-ter-borchbuurt", 20261126, "1 plan_past, 3 speerpunt_past, 5 handover_missing, 1 phase_order"},
		{"oostrik", 20181115, "3 handover_missing"},
		{"oostrik", 20190520, "3 handover_missing"},
		{"oostrik", 20261126, "1 plan_past, 2 speerpunt_past, 3 handover_missing, 1 activity_past"},
		{"sluiswijk", 20181115, "1 goal_missing, 1 result_missing, 1 partner_missing, 4 handover_missing"},
		{"sluiswijk", 20190520, "1 speerpunt_past, 1 goal_missing, 1 result_missing, 1 partner_missing, 4 handover_missing, 1 agreement_past"},
		{"sluiswijk", 20261126, "1 plan_past, 4 speerpunt_past, 1 goal_missing, 1 result_missing, 1 partner_missing, 4 handover_missing, 1 agreement_past"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char *got = counts_of(rows[i].name, rows[i].today);
		if (!CHECK_TEXT(got, rows[i].want))
			printf("%s %d\n", rows[i].name, rows[i].today);
		free(got);
	}
}
