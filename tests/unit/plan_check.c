#include "plan/check.h"
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct doc *parse(const char *s)
{
	struct doc *d = NULL;
	struct err e = {0};
	if (doc_parse(&d, s, strlen(s), &e) != OK)
		CHECK_TEXT(e.text, "");
	return d;
}

/* "line:column kind path", a line for each. */
static char *findings_of(const struct findings *f)
{
	struct str s = {0};
	for (size_t i = 0; i < f->count; i++) {
		str_addf(&s, "%d:%d %s ", f->p[i].line, f->p[i].column, finding_word(f->p[i].kind));
		finding_path(&s, &f->p[i]);
		str_add_char(&s, '\n');
	}
	return str_take(&s);
}

static void expect(const char *text, const char *want)
{
	struct doc *d = parse(text);
	struct findings f = {0};
	if (!d)
		return;
	check_doc(&f, d);
	char *got = findings_of(&f);
	CHECK_TEXT(got, want);
	free(got);
	findings_free(&f);
	doc_free(d);
}

#define TOP "formaat: 1\nbuurt: x\n"

TEST(whole_files)
{
	static const struct {
		const char *text, *want;
	} rows[] = {
		{TOP, ""},
		{"{}\n", "1:1 missing formaat\n1:1 missing buurt\n"},
		{"formaat:\nbuurt: ''\n", "1:1 missing formaat\n1:1 missing buurt\n"},
		{"# eerst\nbuurt: x\n", "2:1 missing formaat\n"},
		{"\xef\xbb\xbf" "formaat: x\nbuurt: x\n", "1:10 formaat formaat\n"},
		{"formaat: 2\nbuurt: x\n", "1:10 formaat formaat\n"},
		{"formaat: 0\nbuurt: x\n", "1:10 formaat formaat\n"},
		{"formaat: [1]\nbuurt: x\n", "1:1 shape formaat\n"},
		{TOP "onbekend: {a: [1, {b: c}]}\nwijk:\nanalyse:\nswot:\n", ""},
		{TOP "wijk: {a: b}\ninleiding: [a]\n", "3:1 shape wijk\n4:1 shape inleiding\n"},
		{TOP "themas: tekst\nperiode: 2019\nanalyse: {a: b}\n", "3:1 shape themas\n4:1 shape periode\n5:1 shape analyse\n"},
		{TOP "themas:\n  - goed\n  - Let op: dit\n  - [lijst]\n  -\n", "5:5 shape themas/2\n6:5 shape themas/3\n"},
		{TOP "status: klaar\n", "3:9 choice status\n"},
		{TOP "status: ''\n", "3:9 choice status\n"},
		{TOP "status: Analyse\n", "3:9 choice status\n"},
		{TOP "periode: {van: 2018-13, tot: 2018-12-31}\n", "3:16 value periode/van\n"},
		{TOP "budget:\n  - {post: é, bedrag: '1,5', jaar: 19}\n  - los\n", "4:23 value budget/1/bedrag\n4:36 value budget/1/jaar\n"},
		{TOP "kwaliteit:\n  - gereed: yes\n", "4:13 value kwaliteit/1/gereed\n"},
		{TOP "speerpunten:\n  - {id: a, titel: A, metingen: [{waarde: veel}], fasering: [{fase: Anders, tot: ooit}]}\n",
		 "4:43 value speerpunten/a/metingen/1/waarde\n4:82 value speerpunten/a/fasering/1/tot\n"},
		{TOP "demografie:\n  cijfers:\n    - {waarde: veel, peil: 2018}\n    - [x]\n", "6:7 shape demografie/cijfers/2\n"},
		{TOP "speerpunten:\n  - id: a\n  - titel: B\n  - los\n  - {}\n",
		 "4:5 missing speerpunten/a/titel\n5:5 missing speerpunten/2/id\n6:5 missing speerpunten/los/titel\n"
		 "7:5 missing speerpunten/4/id\n7:5 missing speerpunten/4/titel\n"},
		{TOP "analyse:\n  - titel: B\n  - id: los\n", "4:5 missing analyse/1/id\n"},
		{TOP "analyse:\n  - {id: A}\n  - {id: '2'}\n  - Een titel\n  - {id: [x]}\n",
		 "4:10 id analyse/1/id\n5:10 id analyse/2/id\n6:5 id analyse/3\n7:6 shape analyse/4/id\n"},
		{TOP "speerpunten:\n  - {id: a, titel: A}\n  - {id: b, titel: A}\n  - {id: a, titel: A}\n  - {id: a, titel: A}\n",
		 "6:10 double_id speerpunten/3/id\n7:10 double_id speerpunten/4/id\n"},
		{TOP "speerpunten:\n  - {id: a, titel: A}\nanalyse:\n  - id: a\n", ""},
		{TOP "speerpunten:\n  - {id: '', titel: A}\n  - {id: '', titel: A}\n  - {id: , titel: A}\n",
		 "4:5 missing speerpunten/1/id\n5:5 missing speerpunten/2/id\n6:5 missing speerpunten/3/id\n"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		expect(rows[i].text, rows[i].want);
}

TEST(sentences)
{
	static const struct {
		const char *text, *want;
	} rows[] = {
		{"status: bezig", "Status: 'bezig' is geen keuze. Kies uit: analyse, vaststelling, uitvoering, evaluatie of overgedragen."},
		{"status: \"bezig\\nmet veel\"", "Status: 'bezig…' is geen keuze. Kies uit: analyse, vaststelling, uitvoering, evaluatie of overgedragen."},
		{"themas: [a: b]", "Thema 1: hier staat een groep velden, maar het moet een tekst zijn. Staat er een dubbele punt in de tekst? "
				   "Dan horen er in het bestand aanhalingstekens om. Dit kan alleen in het bestand zelf worden veranderd: vraag het een beheerder."},
		{"periode: {van: okt}", "Periode › Van: 'okt' is geen maand of dag. Schrijf een maand als 2019-03 en een dag als 2019-03-12."},
		{"speerpunten: [{id: a}]", "Speerpunt a heeft geen titel. Vul bij Titel iets in."},
		{"speerpunten: [{titel: A}]", "Speerpunt A heeft nog geen kenmerk (id). Dat komt er vanzelf bij als u iets in dit speerpunt verandert en bewaart."},
		{"speerpunten:\n  - {id: a, titel: A}\n  - {id: a, titel: B}",
		 "Speerpunt B › Kenmerk: het kenmerk (id) 'a' staat er twee keer: op regel 4 en op regel 5. Een van beide moet een ander kenmerk krijgen. Dit kan alleen in het bestand zelf worden veranderd: vraag het een beheerder."},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str s = {0};
		struct findings f = {0};
		str_addf(&s, TOP "%s\n", rows[i].text);
		struct doc *d = parse(str_text(&s));
		check_doc(&f, d);
		if (CHECK_NUMBER(f.count, 1))
			CHECK_TEXT(f.p[0].text, rows[i].want);
		findings_free(&f);
		doc_free(d);
		str_free(&s);
	}
}

TEST(a_higher_formaat_says_it_is_for_reading)
{
	struct findings f = {0};
	struct doc *d = parse("formaat: 2\nbuurt: x\n");
	check_doc(&f, d);
	if (CHECK_NUMBER(f.count, 1))
		CHECK_TEXT(f.p[0].text, "Formaat: '2' is nieuwer dan deze versie van buurtplan kent (1). U kunt het plan lezen, maar niet veranderen.");
	findings_free(&f);
	doc_free(d);
}

TEST(only_what_an_edit_causes_is_new)
{
	static const struct {
		const char *before, *after, *want;
	} rows[] = {
		{"themas: [a]", "themas: [a]", ""},
		{"status: x", "status: x\nwijk: [a]", "4:1 shape wijk\n"},
		{"status: x", "status: y", "3:9 choice status\n"},
		{"status: x", "status: analyse", ""},
		/* moved by an insert before it */
		{"kwaliteit:\n  - gereed: x", "kwaliteit:\n  - nieuw\n  - gereed: x", ""},
		/* one more of the same: the new place is the one */
		{"kwaliteit:\n  - a\n  - gereed: x", "kwaliteit:\n  - gereed: x\n  - gereed: x", "4:13 value kwaliteit/1/gereed\n"},
		/* an id has come */
		{"speerpunten:\n  - {titel: A, status: x}", "speerpunten:\n  - {id: a, titel: A, status: x}", ""},
		{"speerpunten:\n  - {id: a, titel: A}", "speerpunten:\n  - {id: a}", "4:5 missing speerpunten/a/titel\n"},
		{"speerpunten:\n  - {id: a, titel: A}\n  - {id: a, titel: B}", "speerpunten:\n  - {id: a, titel: A}\n  - {id: a, titel: C}", ""},
		{"speerpunten:\n  - {id: a}\n  - {id: b, titel: B}", "speerpunten:\n  - {id: b}\n  - {id: a}", "4:5 missing speerpunten/b/titel\n"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str a = {0}, b = {0};
		struct findings f = {0};
		str_addf(&a, TOP "%s\n", rows[i].before);
		str_addf(&b, TOP "%s\n", rows[i].after);
		struct doc *before = parse(str_text(&a)), *after = parse(str_text(&b));
		check_new(&f, before, after);
		char *got = findings_of(&f);
		CHECK_TEXT(got, rows[i].want);
		free(got);
		findings_free(&f);
		doc_free(before);
		doc_free(after);
		str_free(&a);
		str_free(&b);
	}
}

TEST(the_four_plans_have_no_findings)
{
	static const char *const names[] = {"deltabuurt", "gerard-ter-borchbuurt", "oostrik", "sluiswijk"};
	static char bytes[DOC_MAX_BYTES];
	for (size_t i = 0; i < 4; i++) {
		char path[100];
		struct doc *d = NULL;
		struct findings f = {0};
		snprintf(path, sizeof path, "plans/%s.yaml", names[i]);
		FILE *file = fopen(path, "rb");
		if (!CHECK(file != NULL))
			continue;
		size_t len = fread(bytes, 1, sizeof bytes, file);
		fclose(file);
		if (!CHECK(doc_parse(&d, bytes, len, NULL) == OK))
			continue;
		check_doc(&f, d);
		CHECK_NUMBER(f.count, 0);
		for (size_t k = 0; k < f.count; k++)
			CHECK_TEXT(f.p[k].text, "");
		findings_free(&f);
		doc_free(d);
	}
}
