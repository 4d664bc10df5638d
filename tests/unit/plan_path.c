#include "plan/path.h"
#include "plan/plan.h"
#include "plan/record.h"
#include "tests/unit/test.h"

#include <stdio.h>
#include <string.h>

static const char text[] =
	"formaat: 1\n"
	"buurt: Delta\n"
	"wijk:\n"
	"eigen: {sleutel: x, rij: [p, q]}\n"
	"swot:\n"
	"  sterk:\n"
	"    sociaal: [een, twee]\n"
	"speerpunten:\n"
	"  - id: afval\n"
	"    titel: Afvalproblematiek\n"
	"    doelstellingen: [d1, d2, d3]\n"
	"    activiteiten:\n"
	"      - los\n"
	"      - tekst: vast\n"
	"    punten: []\n"
	"  - id: wonen\n"
	"  - id: afval\n"
	"  - bewoners\n"
	"  - titel: Zonder\n"
	"  - id: Geen Slug\n"
	"  - {}\n";

static struct doc *parse(const char *s)
{
	struct doc *d = NULL;
	struct err e = {0};
	if (doc_parse(&d, s, strlen(s), &e) != OK)
		CHECK_TEXT(e.text, "");
	return d;
}

TEST(paths_lead_somewhere)
{
	static const struct {
		const char *path, *field, *value, *label; /* value NULL: absent; "-": a list or mapping */
	} rows[] = {
		{"", NULL, "-", ""},
		{"buurt", "buurt", "Delta", "Buurt"},
		{"wijk", "wijk", NULL, "Wijk"},
		{"gemeente", "gemeente", NULL, "Gemeente"},
		{"periode/van", "periode/van", NULL, "Periode › Van"},
		{"eigen", NULL, "-", "eigen"},
		{"eigen/sleutel", NULL, "x", "eigen › sleutel"},
		{"eigen/rij/2", NULL, "q", "eigen › Rij 2"},
		{"swot/sterk/sociaal/2", "swot/sterk/sociaal", "twee", "SWOT › Sterk › Sociaal punt 2"},
		{"swot/zwak/fysiek", "swot/zwak/fysiek", NULL, "SWOT › Zwak › Fysiek"},
		{"speerpunten", "speerpunten", "-", "Speerpunten"},
		{"speerpunten/afval", "speerpunten", "-", "Speerpunt Afvalproblematiek"},
		{"speerpunten/1/titel", "speerpunten/titel", "Afvalproblematiek", "Speerpunt Afvalproblematiek › Titel"},
		{"speerpunten/afval/doelstellingen", "speerpunten/doelstellingen", "-", "Speerpunt Afvalproblematiek › Doelstellingen"},
		{"speerpunten/afval/doelstellingen/2", "speerpunten/doelstellingen", "d2", "Speerpunt Afvalproblematiek › Doelstelling 2"},
		{"speerpunten/afval/activiteiten/1", "speerpunten/activiteiten", "los", "Speerpunt Afvalproblematiek › Activiteit 1"},
		{"speerpunten/afval/activiteiten/1/tekst", "speerpunten/activiteiten/tekst", "los", "Speerpunt Afvalproblematiek › Activiteit 1 › Activiteit"},
		{"speerpunten/afval/activiteiten/1/wie", "speerpunten/activiteiten/wie", NULL, "Speerpunt Afvalproblematiek › Activiteit 1 › Wie"},
		{"speerpunten/afval/activiteiten/2/tekst", "speerpunten/activiteiten/tekst", "vast", "Speerpunt Afvalproblematiek › Activiteit 2 › Activiteit"},
		{"speerpunten/wonen/toets/overleven/waarom", "speerpunten/toets/overleven/waarom", NULL, "Speerpunt wonen › Toets › Overleven › Waarom"},
		{"speerpunten/3", "speerpunten", "-", "Speerpunt afval"},
		{"speerpunten/bewoners", "speerpunten", "bewoners", "Speerpunt bewoners"},
		{"speerpunten/bewoners/id", "speerpunten/id", "bewoners", "Speerpunt bewoners › Kenmerk"},
		{"speerpunten/bewoners/titel", "speerpunten/titel", NULL, "Speerpunt bewoners › Titel"},
		{"speerpunten/5/status", "speerpunten/status", NULL, "Speerpunt Zonder › Status"},
		{"speerpunten/6", "speerpunten", "-", "Speerpunt Geen Slug"},
		{"speerpunten/7", "speerpunten", "-", "Speerpunt 7"},
	};
	struct doc *d = parse(text);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct place p;
		struct err e = {0};
		struct str s = {0}, path = {0};
		if (!CHECK_NUMBER(path_resolve(&p, d, rows[i].path, &e), OK)) {
			CHECK_TEXT(e.text, rows[i].path);
			continue;
		}
		CHECK(p.field == (rows[i].field ? schema_find(rows[i].field) : NULL));
		CHECK_TEXT(p.node ? p.node->kind == NODE_SCALAR ? p.node->text : "-" : "absent", rows[i].value ? rows[i].value : "absent");
		CHECK((p.node == NULL) == (p.missing_count > 0));
		CHECK(p.above && (!p.node || p.node == p.above));
		path_label_place(&s, &p);
		CHECK_TEXT(str_text(&s), rows[i].label);
		path_of_place(&path, &p);
		if (!strstr(rows[i].path, "/1/titel") && !strstr(rows[i].path, "/7"))
			CHECK_TEXT(str_text(&path), rows[i].path);
		str_free(&s);
		str_free(&path);
	}
	doc_free(d);
}

TEST(missing_fields_are_named_from_the_outside)
{
	struct doc *d = parse(text);
	struct place p;
	CHECK(path_resolve(&p, d, "speerpunten/wonen/toets/overleven/waarom", NULL) == OK);
	CHECK_NUMBER(p.missing_count, 3);
	CHECK(p.missing[0] == schema_find("speerpunten/toets"));
	CHECK(p.missing[2] == schema_find("speerpunten/toets/overleven/waarom"));
	CHECK_TEXT(plan_id(p.above), "wonen");
	CHECK(path_resolve(&p, d, "speerpunten/afval/activiteiten/1/wie", NULL) == OK);
	CHECK_NUMBER(p.missing_count, 1);
	CHECK_TEXT(p.above->text, "los");
	doc_free(d);
}

TEST(unknown_parts_are_named)
{
	static const struct {
		const char *path, *sentence;
	} rows[] = {
		{"wijkk", "Het plan heeft geen veld 'wijkk'. U kunt kiezen uit: wijk, wijkmanager."},
		{"x", "Het plan heeft geen veld 'x'. U kunt kiezen uit: formaat, buurt, wijk, gemeente, aliassen, status en andere."},
		{"buurt/x", "Buurt is een tekst en heeft geen 'x'."},
		{"wijk/x", "Wijk is een tekst en heeft geen 'x'."},
		{"speerpunten/afva", "Speerpunten heeft geen 'afva'. U kunt kiezen uit: afval, afval."},
		{"speerpunten/8", "Speerpunten heeft geen '8'. U kunt kiezen uit: 1 tot en met 7."},
		{"speerpunten/0", "Speerpunten heeft geen '0'. U kunt kiezen uit: afval, wonen, afval, bewoners, Geen Slug."},
		{"speerpunten/afval/doel", "Speerpunt Afvalproblematiek heeft geen veld 'doel'. U kunt kiezen uit: doelstellingen."},
		{"speerpunten/afval/doelstellingen/4", "Speerpunt Afvalproblematiek › Doelstellingen heeft geen '4'. U kunt kiezen uit: 1 tot en met 3."},
		{"speerpunten/afval/doelstellingen/d1", "Speerpunt Afvalproblematiek › Doelstellingen heeft geen 'd1'. U kunt kiezen uit: 1 tot en met 3."},
		{"speerpunten/afval/punten/1", "Speerpunt Afvalproblematiek › Punten heeft geen '1': de lijst is nog leeg."},
		{"speerpunten/wonen/punten/1", "Speerpunt wonen › Punten heeft geen '1': de lijst is nog leeg."},
		{"speerpunten/afval/activiteiten/1/tekst/x", "Speerpunt Afvalproblematiek › Activiteit 1 › Activiteit is een tekst en heeft geen 'x'."},
		{"speerpunten/afval/activiteiten/1/nee", "Speerpunt Afvalproblematiek › Activiteit 1 heeft geen veld 'nee'. U kunt kiezen uit: tekst, status, wie, gereed, frequentie."},
		{"periode/x", "Periode heeft geen veld 'x'. U kunt kiezen uit: van, tot."},
		{"eigen/s", "eigen heeft geen veld 's'. U kunt kiezen uit: sleutel."},
		{"eigen/z", "eigen heeft geen veld 'z'. U kunt kiezen uit: sleutel, rij."},
		{"buurt/", "Buurt is een tekst en heeft geen ''."},
		{"/buurt", "Het plan heeft geen veld ''. U kunt kiezen uit: formaat, buurt, wijk, gemeente, aliassen, status en andere."},
		{"speerpunten/afval/doelstellingen/99999999999999999999", "Speerpunt Afvalproblematiek › Doelstellingen heeft geen '99999999999999999999'. U kunt kiezen uit: 1 tot en met 3."},
	};
	struct doc *d = parse(text);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct place p;
		struct err e = {0};
		CHECK_NUMBER(path_resolve(&p, d, rows[i].path, &e), ERR_NOT_FOUND);
		CHECK_TEXT(e.text, rows[i].sentence);
	}
	doc_free(d);
}

static struct doc *read_plan(const char *name)
{
	static char bytes[DOC_MAX_BYTES];
	char path[100];
	struct doc *d = NULL;
	snprintf(path, sizeof path, "plans/%s.yaml", name);
	FILE *f = fopen(path, "rb");
	if (!CHECK(f != NULL))
		return NULL;
	size_t len = fread(bytes, 1, sizeof bytes, f);
	fclose(f);
	CHECK(doc_parse(&d, bytes, len, NULL) == OK);
	return d;
}

static void check_paths_lead_back(const struct doc *d)
{
	for (size_t i = 0; i < d->count; i++) {
		struct str path = {0};
		struct place p;
		path_of(&path, d->nodes[i]);
		if (CHECK_NUMBER(path_resolve(&p, d, str_text(&path), NULL), OK))
			test_check(p.node == d->nodes[i] || node_is_absent(d->nodes[i]), __FILE__, __LINE__, str_text(&path));
		CHECK(p.field == schema_of(d->nodes[i]));
		str_free(&path);
	}
}

TEST(the_path_of_a_node_leads_back_to_it)
{
	static const char *const names[] = {"deltabuurt", "gerard-ter-borchbuurt", "oostrik", "sluiswijk"};
	struct doc *d = parse(text);
	check_paths_lead_back(d);
	doc_free(d);
	for (size_t i = 0; i < 4; i++) {
		d = read_plan(names[i]);
		if (d)
			check_paths_lead_back(d);
		doc_free(d);
	}
}

TEST(a_plan_is_summed_up)
{
	struct plan_summary s;
	struct doc *d = parse("buurt: Delta\nwijk:\nstatus: uitvoering\nspeerpunten:\n"
			      "  - {id: a, status: afgerond}\n"
			      "  - {id: b, status: lopend, activiteiten: [{tekst: x, status: klaar}, y, {tekst: z, status: vervallen}]}\n"
			      "  - {id: c, status: gestopt}\n"
			      "  - {id: d, status: overgedragen}\n");
	plan_summarise(&s, d);
	CHECK_TEXT(s.buurt, "Delta");
	CHECK_TEXT(s.wijk, "");
	CHECK_TEXT(s.status, "uitvoering");
	CHECK_NUMBER(s.speerpunten, 4);
	CHECK_NUMBER(s.klaar, 2);
	CHECK_NUMBER(s.progress, 83);
	doc_free(d);
	d = parse("buurt: [a]\nspeerpunten: nee\nstatus: {}\n");
	plan_summarise(&s, d);
	CHECK_TEXT(s.buurt, "");
	CHECK_TEXT(s.status, "");
	CHECK_NUMBER(s.speerpunten, 0);
	CHECK_NUMBER(s.progress, 0);
	doc_free(d);
}

TEST(records_are_shown_on_a_line)
{
	static const struct {
		const char *text, *list, *shown;
	} rows[] = {
		{"budget:\n  - {dekking: wijk, bedrag: 1500, post: Zaal, jaar: 2019, eigen: x}\n", "budget", "Zaal · € 1.500 · 2019 · wijk"},
		{"budget:\n  - Zaal\n", "budget", "Zaal"},
		{"kwaliteit:\n  - {prestatie: A, van: 2018-09, tot: nooit, gereed: nee, indicator: [x]}\n", "kwaliteit", "A · sep 2018 – nooit"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct doc *d = parse(rows[i].text);
		struct str s = {0};
		record_say(&s, schema_find(rows[i].list), plan_list(d->root, rows[i].list)->items[0]);
		CHECK_TEXT(str_text(&s), rows[i].shown);
		str_free(&s);
		doc_free(d);
	}
}

TEST(a_higher_formaat_is_for_reading)
{
	static const struct {
		const char *text;
		bool read_only;
	} rows[] = {
		{"formaat: 1\n", false}, {"formaat: 2\n", true}, {"formaat: 1.1\n", true}, {"formaat: 99999999999999999999999\n", true},
		{"formaat: x\n", false}, {"formaat: 0\n", false}, {"buurt: x\n", false}, {"formaat: [2]\n", false},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct doc *d = parse(rows[i].text);
		test_check(plan_is_read_only(d) == rows[i].read_only, __FILE__, __LINE__, rows[i].text);
		doc_free(d);
	}
}
