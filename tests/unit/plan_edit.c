#include "plan/edit.h"
#include "plan/path.h"
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

enum what { SET, INSERT, REMOVE, MOVE, IDS };

static enum code run(struct doc **out, const struct doc *d, enum what what, const char *path, const char *text, struct err *e)
{
	switch (what) {
	case SET:
		return edit_set(out, d, path, text, strlen(text), e);
	case INSERT:
		return edit_insert(out, d, path, text, strlen(text), e);
	case REMOVE:
		return edit_remove(out, d, path, e);
	case MOVE:
		return edit_move(out, d, path, (size_t)atoi(text), e);
	default:
		return edit_add_ids(out, d, NULL, e);
	}
}

struct row {
	enum what what;
	const char *before, *path, *text, *after; /* after NULL: the same document */
};

static void check_rows(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct row *r = &rows[i];
		struct err e = {0};
		struct doc *d = parse(r->before), *out = NULL;
		if (!d)
			continue;
		if (!CHECK_NUMBER(run(&out, d, r->what, r->path, r->text, &e), OK)) {
			CHECK_TEXT(e.text, r->path);
			doc_free(d);
			continue;
		}
		if (r->after)
			CHECK_TEXT(out->bytes, r->after);
		else
			CHECK(out == d);
		CHECK_TEXT(d->bytes, r->before);
		doc_free(out);
		doc_free(d);
	}
}

TEST(a_text_is_set)
{
	static const struct row rows[] = {
		{SET, "buurt: x\n", "buurt", "x", NULL},
		{SET, "buurt: x # de naam\nwijk: y\n", "buurt", "z", "buurt: z # de naam\nwijk: y\n"},
		{SET, "buurt: x\n", "buurt", "z\r\n\r\n", "buurt: z\n"},
		{SET, "buurt: x\n", "inleiding", "een\r\n\r\ntwee\n", "buurt: x\ninleiding: |-\n  een\n\n  twee\n"},
		{SET, "formaat: 1\ngemeente: g\n", "buurt", "x", "formaat: 1\nbuurt: x\ngemeente: g\n"},
		{SET, "wijk: w\neigen: e\nthemas: []\n", "gemeente", "g", "wijk: w\ngemeente: g\neigen: e\nthemas: []\n"},
		{SET, "wijk:\nthemas: []\n", "wijk", "w", "wijk: w\nthemas: []\n"},
		{SET, "buurt: x\n", "periode/van", "2019-03", "buurt: x\nperiode:\n  van: 2019-03\n"},
		{SET, "buurt: x\n", "periode/van", "maart", "buurt: x\nperiode:\n  van: maart\n"},
		{SET, "periode: {tot: 2019-12}\n", "periode/van", "2019-03", "periode: {van: 2019-03, tot: 2019-12}\n"},
		{SET, "swot:\nbuurt: x\n", "swot/toelichting", "t", "swot:\n  toelichting: t\nbuurt: x\n"},
		{SET, "speerpunten:\n  - id: a\n", "speerpunten/a/toets/overleven/oordeel", "ja",
		 "speerpunten:\n  - id: a\n    toets:\n      overleven:\n        oordeel: ja\n"},
		{SET, "speerpunten:\n  - id: a\n    status: lopend\n", "speerpunten/a/titel", "A",
		 "speerpunten:\n  - id: a\n    titel: A\n    status: lopend\n"},
		{SET, "themas:\n  - een\n  - twee\n", "themas/2", "drie", "themas:\n  - een\n  - drie\n"},
		{SET, "eigen: {a: x}\n", "eigen/a", "z", "eigen: {a: z}\n"},
		{SET, "eigen: {a: 5, b: vijf}\n", "eigen/a", "6", "eigen: {a: 6, b: vijf}\n"},
		{SET, "eigen: {a: 5, b: vijf}\n", "eigen/b", "6", "eigen: {a: 5, b: '6'}\n"},
		{SET, "buurt: x\n", "buurt", "12:30", "buurt: '12:30'\n"},
	};
	check_rows(rows, sizeof rows / sizeof *rows);
}

TEST(numbers_and_months_need_no_quotes)
{
	static const struct row rows[] = {
		{SET, "budget:\n  - post: p\n", "budget/1/bedrag", "1500.50", "budget:\n  - post: p\n    bedrag: 1500.50\n"},
		{SET, "budget:\n  - post: p\n", "budget/1/jaar", "2019", "budget:\n  - post: p\n    jaar: 2019\n"},
		{SET, "budget:\n  - post: p\n", "budget/1/post", "2019", "budget:\n  - post: '2019'\n"},
		{SET, "demografie:\n  cijfers:\n    - kenmerk: k\n", "demografie/cijfers/1/waarde", "2780", "demografie:\n  cijfers:\n    - kenmerk: k\n      waarde: 2780\n"},
		{SET, "demografie:\n  cijfers:\n    - kenmerk: k\n", "demografie/cijfers/1/waarde", "no", "demografie:\n  cijfers:\n    - kenmerk: k\n      waarde: 'no'\n"},
		{SET, "demografie:\n  cijfers:\n    - kenmerk: k\n", "demografie/cijfers/1/peil", "2018", "demografie:\n  cijfers:\n    - kenmerk: k\n      peil: 2018\n"},
		{SET, "evaluatie:\n  soort: eind\n", "evaluatie/datum", "2019-05-01", "evaluatie:\n  soort: eind\n  datum: 2019-05-01\n"},
		{INSERT, "buurt: x\n", "themas", "2019-05-01", "buurt: x\nthemas:\n  - '2019-05-01'\n"},
	};
	check_rows(rows, sizeof rows / sizeof *rows);
}

TEST(a_bare_text_is_a_record)
{
	static const char bare[] = "kwaliteit:\n  - los # waarom\n  - prestatie: p\n";
	static const struct row rows[] = {
		{SET, bare, "kwaliteit/1", "vast", "kwaliteit:\n  - vast # waarom\n  - prestatie: p\n"},
		{SET, bare, "kwaliteit/1/prestatie", "vast", "kwaliteit:\n  - vast # waarom\n  - prestatie: p\n"},
		{SET, "kwaliteit:\n  - 'los: ja'\n", "kwaliteit/1/gereed", "ja", "kwaliteit:\n  - prestatie: 'los: ja'\n    gereed: ja\n"},
		{SET, "kwaliteit: [los, vast]\n", "kwaliteit/1/gereed", "ja", "kwaliteit: [{prestatie: los, gereed: ja}, vast]\n"},
		{SET, "kwaliteit:\n  -\n  - b\n", "kwaliteit/1/gereed", "ja", "kwaliteit:\n  - gereed: ja\n  - b\n"},
		{SET, "speerpunten:\n  - afval\n", "speerpunten/afval/titel", "Afval", "speerpunten:\n  - id: afval\n    titel: Afval\n"},
	};
	check_rows(rows, sizeof rows / sizeof *rows);
}

TEST(items_are_inserted)
{
	static const struct row rows[] = {
		{INSERT, "themas: []\n", "themas", "een", "themas:\n  - een\n"},
		{INSERT, "themas:\nwijk: w\n", "themas", "een", "themas:\n  - een\nwijk: w\n"},
		{INSERT, "themas: [a]\n", "themas", "b", "themas: [a, b]\n"},
		{INSERT, "themas:\n  - a\n  - b\n", "themas/1", "c", "themas:\n  - c\n  - a\n  - b\n"},
		{INSERT, "themas:\n  - a\n  - b\n", "themas/3", "c", "themas:\n  - a\n  - b\n  - c\n"},
		{INSERT, "buurt: x\n", "themas/1", "c", "buurt: x\nthemas:\n  - c\n"},
		{INSERT, "buurt: x\n", "swot/sterk/fysiek", "groen", "buurt: x\nswot:\n  sterk:\n    fysiek:\n      - groen\n"},
		{INSERT, "buurt: x\n", "kwaliteit", "p", "buurt: x\nkwaliteit:\n  - prestatie: p\n"},
		{INSERT, "buurt: x\n", "speerpunten", "Schoon & heel", "buurt: x\nspeerpunten:\n  - id: schoon-heel\n    titel: Schoon & heel\n"},
		{INSERT, "speerpunten:\n  - id: afval\n", "speerpunten", "Afval", "speerpunten:\n  - id: afval\n  - id: afval-2\n    titel: Afval\n"},
		{INSERT, "speerpunten:\n  - afval\n", "speerpunten/afval", "Afval", "speerpunten:\n  - id: afval-2\n    titel: Afval\n  - afval\n"},
		{INSERT, "analyse:\n  - id: a\n", "analyse", "1", "analyse:\n  - id: a\n  - id: analysedeel-2\n    titel: '1'\n"},
		{INSERT, "eigen: [a]\n", "eigen", "b", "eigen: [a, b]\n"},
		{INSERT, "themas:\n  - a\n", "themas", "een\ntwee", "themas:\n  - a\n  - |-\n    een\n    twee\n"},
	};
	check_rows(rows, sizeof rows / sizeof *rows);
}

TEST(things_are_removed_and_moved)
{
	static const struct row rows[] = {
		{REMOVE, "buurt: x\nwijk: w\n", "wijk", "", "buurt: x\n"},
		{REMOVE, "buurt: x\n", "wijk", "", NULL},
		{REMOVE, "wijk:\n", "wijk", "", NULL},
		{REMOVE, "buurt: x\n", "periode/van", "", NULL},
		{REMOVE, "themas:\n  - a\n  - b\n", "themas/1", "", "themas:\n  - b\n"},
		{REMOVE, "themas:\n  - a\n", "themas/1", "", "themas: []\n"},
		{REMOVE, "speerpunten:\n  - id: a\n  - id: b\n", "speerpunten/a", "", "speerpunten:\n  - id: b\n"},
		{REMOVE, "eigen: {a: 1, b: 2}\n", "eigen/a", "", "eigen: {b: 2}\n"},
		{MOVE, "themas:\n  - a\n  - b\n  - c\n", "themas/3", "1", "themas:\n  - c\n  - a\n  - b\n"},
		{MOVE, "themas:\n  - a\n  - b\n  - c\n", "themas/1", "3", "themas:\n  - b\n  - c\n  - a\n"},
		{MOVE, "themas:\n  - a\n  - b\n", "themas/2", "2", NULL},
		{MOVE, "speerpunten:\n  - id: a\n    titel: A\n  - id: b\n", "speerpunten/b", "1", "speerpunten:\n  - id: b\n  - id: a\n    titel: A\n"},
	};
	check_rows(rows, sizeof rows / sizeof *rows);
}

TEST(an_item_moves_to_another_list)
{
	static const char two[] = "swot:\n  sterk:\n    sociaal:\n      - a\n      # over b\n      - 'b' # zeker\n  zwak:\n    sociaal:\n      - c\nwijk: w\n";
	static const struct {
		const char *before, *path, *list;
		size_t position;
		const char *after; /* NULL: the same document */
	} rows[] = {
		{two, "swot/sterk/sociaal/2", "swot/zwak/sociaal", 0, /* with its comments and quotes */
		 "swot:\n  sterk:\n    sociaal:\n      - a\n  zwak:\n    sociaal:\n      - c\n      # over b\n      - 'b' # zeker\nwijk: w\n"},
		{two, "swot/sterk/sociaal/2", "swot/zwak/sociaal", 1,
		 "swot:\n  sterk:\n    sociaal:\n      - a\n  zwak:\n    sociaal:\n      # over b\n      - 'b' # zeker\n      - c\nwijk: w\n"},
		{two, "swot/sterk/sociaal/1", "swot/sterk/sociaal", 0,
		 "swot:\n  sterk:\n    sociaal:\n      # over b\n      - 'b' # zeker\n      - a\n  zwak:\n    sociaal:\n      - c\nwijk: w\n"},
		{two, "swot/sterk/sociaal/2", "swot/sterk/sociaal", 0, NULL},
		/* the last one: the list goes, with what held nothing else … */
		{two, "swot/zwak/sociaal/1", "swot/sterk/fysiek", 0,
		 "swot:\n  sterk:\n    sociaal:\n      - a\n      # over b\n      - 'b' # zeker\n    fysiek:\n      - c\nwijk: w\n"},
		{"swot:\n  sterk:\n    fysiek:\n      - a\n    # eigen\n    telling: 1\n", "swot/sterk/fysiek/1", "swot/zwak/sociaal", 0,
		 "swot:\n  sterk:\n    # eigen\n    telling: 1\n  zwak:\n    sociaal:\n      - a\n"},
		/* … but not where somebody wrote a comment at it */
		{"swot:\n  # over zwak\n  zwak:\n    sociaal:\n      - a\n", "swot/zwak/sociaal/1", "swot/sterk/sociaal", 0,
		 "swot:\n  sterk:\n    sociaal:\n      - a\n  # over zwak\n  zwak: {}\n"},
		{"swot:\n  zwak:\n    sociaal: # uit de enquête\n      - a\n", "swot/zwak/sociaal/1", "swot/sterk/sociaal", 0,
		 "swot:\n  sterk:\n    sociaal:\n      - a\n  zwak:\n    sociaal: [] # uit de enquête\n"},
		/* into an empty list, a key with nothing behind it, and a quadrant that is not there */
		{"swot:\n  sterk:\n    sociaal:\n      - a\n      - b\n  zwak:\n    sociaal: []\n", "swot/sterk/sociaal/1", "swot/zwak/sociaal", 0,
		 "swot:\n  sterk:\n    sociaal:\n      - b\n  zwak:\n    sociaal:\n      - a\n"},
		{"swot:\n  sterk:\n    sociaal:\n      - a\n      - b\n  zwak:\n", "swot/sterk/sociaal/1", "swot/zwak/fysiek", 1,
		 "swot:\n  sterk:\n    sociaal:\n      - b\n  zwak:\n    fysiek:\n      - a\n"},
		{"swot:\n  zwak:\n    sociaal:\n      - a\n      - b\n  bedreigingen:\n    algemeen:\n      - d\n", "swot/zwak/sociaal/2", "swot/kansen/sociaal", 0,
		 "swot:\n  zwak:\n    sociaal:\n      - a\n  kansen:\n    sociaal:\n      - b\n  bedreigingen:\n    algemeen:\n      - d\n"},
		/* flow style */
		{"swot: {sterk: {sociaal: [a, 'b, c']}, zwak: {sociaal: [d]}}\n", "swot/sterk/sociaal/2", "swot/zwak/sociaal", 1,
		 "swot: {sterk: {sociaal: [a]}, zwak: {sociaal: ['b, c', d]}}\n"},
		{"swot: {sterk: {sociaal: [a]}}\n", "swot/sterk/sociaal/1", "swot/kansen/algemeen", 0,
		 "swot: {kansen: {algemeen: [a]}}\n"},
		{"swot:\n  sterk: {sociaal: [a, b]}\n  zwak:\n    sociaal:\n      - c\n", "swot/sterk/sociaal/1", "swot/zwak/sociaal", 2,
		 "swot:\n  sterk: {sociaal: [b]}\n  zwak:\n    sociaal:\n      - c\n      - a\n"},
		{"swot:\n  sterk: {sociaal: [a, b]}\n  zwak:\n    sociaal:\n      - 'c: d'\n", "swot/zwak/sociaal/1", "swot/sterk/sociaal", 2,
		 "swot:\n  sterk: {sociaal: [a, 'c: d', b]}\n"},
		/* another indentation, and a text of two lines */
		{"swot:\n    sterk:\n        sociaal:\n        - |-\n          een\n          twee\n        - b\n    zwak:\n        fysiek:\n        - c\n",
		 "swot/sterk/sociaal/1", "swot/zwak/fysiek", 0,
		 "swot:\n    sterk:\n        sociaal:\n        - b\n    zwak:\n        fysiek:\n        - c\n        - |-\n          een\n          twee\n"},
		/* CR LF, and a file that does not end in a line end */
		{"swot:\r\n  sterk:\r\n    sociaal:\r\n      - a\r\n      - b # ja\r\n  zwak:\r\n    fysiek:\r\n      - c\r\n", "swot/sterk/sociaal/2", "swot/zwak/fysiek", 0,
		 "swot:\r\n  sterk:\r\n    sociaal:\r\n      - a\r\n  zwak:\r\n    fysiek:\r\n      - c\r\n      - b # ja\r\n"},
		{"swot:\n  sterk:\n    sociaal:\n      - a\n  zwak:\n    fysiek:\n      - c", "swot/sterk/sociaal/1", "swot/zwak/fysiek", 0,
		 "swot:\n  zwak:\n    fysiek:\n      - c\n      - a"},
		/* records with the same fields, and a bare one */
		{"speerpunten:\n  - id: a\n    activiteiten:\n      - los # zo\n      - tekst: t\n        status: klaar\n  - id: b\n", "speerpunten/a/activiteiten/1", "speerpunten/b/activiteiten", 0,
		 "speerpunten:\n  - id: a\n    activiteiten:\n      - tekst: t\n        status: klaar\n  - id: b\n    activiteiten:\n      - los # zo\n"},
		{"speerpunten:\n  - id: a\n    activiteiten:\n      - tekst: t\n        status: klaar\n  - id: b\n", "speerpunten/a/activiteiten/1", "speerpunten/b/activiteiten", 1,
		 "speerpunten:\n  - id: a\n  - id: b\n    activiteiten:\n      - tekst: t\n        status: klaar\n"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct err e = {0};
		struct doc *d = parse(rows[i].before), *out = NULL;
		if (!CHECK_NUMBER(edit_move_to(&out, d, rows[i].path, rows[i].list, rows[i].position, &e), OK))
			CHECK_TEXT(e.text, rows[i].path);
		else if (rows[i].after)
			CHECK_TEXT(out->bytes, rows[i].after);
		else
			CHECK(out == d);
		CHECK_TEXT(d->bytes, rows[i].before);
		doc_free(out);
		doc_free(d);
	}
}

TEST(an_item_does_not_move_to_any_list)
{
	static const char doc[] =
		"themas: [a]\nwijk: w\nkwaliteit:\n  - p\nswot:\n  sterk:\n    sociaal: tekst\n    fysiek:\n      - [b]\n"
		"speerpunten:\n  - id: s\n    activiteiten:\n      - t\nanalyse:\n  - id: d\n";
	static const struct {
		const char *path, *list;
		size_t position;
		enum code code;
	} rows[] = {
		{"wijk", "themas", 0, ERR_USE},
		{"themas/1", "wijk", 0, ERR_USE},
		{"themas/1", "swot/sterk/sociaal", 0, ERR_USE},
		{"themas/1", "swot/zwak", 0, ERR_USE},
		{"themas/1", "swot/zwak/sociaal", 2, ERR_USE},
		{"themas/1", "themas", 2, ERR_USE},
		{"themas/1", "kwaliteit", 0, ERR_USE},
		{"themas/1", "swot/zwak/anders", 0, ERR_NOT_FOUND},
		{"themas/2", "swot/zwak/sociaal", 0, ERR_NOT_FOUND},
		{"kwaliteit/1", "themas", 0, ERR_USE},
		{"kwaliteit/1", "speerpunten/s/activiteiten", 0, ERR_USE},
		{"speerpunten/s", "analyse", 0, ERR_USE},
	};
	struct doc *d = parse(doc);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct err e = {0};
		struct doc *out = d;
		test_check(edit_move_to(&out, d, rows[i].path, rows[i].list, rows[i].position, &e) == rows[i].code, __FILE__, __LINE__, rows[i].list);
		CHECK(out == NULL);
		CHECK(e.code == rows[i].code && e.text[0]);
		if (out != d)
			doc_free(out);
	}
	doc_free(d);
}

TEST(ids_are_added_where_they_lack)
{
	static const struct row rows[] = {
		{IDS, "speerpunten:\n  - id: a\n    titel: A\n", "", "", NULL},
		{IDS, "buurt: x\n", "", "", NULL},
		{IDS, "speerpunten:\n  - titel: Afval\n    status: lopend\n  - titel: Afval\n", "", "",
		 "speerpunten:\n  - id: afval\n    titel: Afval\n    status: lopend\n  - id: afval-2\n    titel: Afval\n"},
		{IDS, "speerpunten:\n  - titel: A\n    id:\n", "", "", "speerpunten:\n  - titel: A\n    id: a\n"},
		{IDS, "analyse:\n  - tekst: t\n  - id: [x]\n  - los\n", "", "", "analyse:\n  - id: analysedeel-1\n    tekst: t\n  - id: [x]\n  - los\n"},
	};
	check_rows(rows, sizeof rows / sizeof *rows);
}

TEST(only_items_that_were_changed_get_an_id)
{
	struct doc *before = parse("speerpunten:\n  - titel: A\n  - titel: B\n");
	struct doc *now = parse("speerpunten:\n  - titel: C\n  - titel: A\n  - titel: B\n    status: lopend\n"), *out = NULL;
	CHECK(edit_add_ids(&out, now, before, NULL) == OK);
	CHECK_TEXT(out->bytes, "speerpunten:\n  - id: c\n    titel: C\n  - titel: A\n  - id: b\n    titel: B\n    status: lopend\n");
	doc_free(out);
	doc_free(now);
	doc_free(before);
}

TEST(what_cannot_be_is_refused)
{
	static const char doc[] =
		"buurt: x\nthemas: [a, b]\nperiode: 2019\nkwaliteit:\n  - los\n  - prestatie: p\n"
		"speerpunten:\n  - id: afval\n    titel: A\n  - id: Fout\n  - id: afval\nwijk: {a: b}\n";
	static const struct {
		enum what what;
		const char *path, *text;
		enum code code;
		const char *sentence;
	} rows[] = {
		{SET, "nergens", "x", ERR_NOT_FOUND, NULL},
		{SET, "", "x", ERR_USE, "Het plan is geen tekst: het heeft velden. Noem het veld dat u wilt veranderen. Het plan is niet veranderd."},
		{SET, "themas", "x", ERR_USE, "Thema's is een lijst, geen tekst. Noem één regel ervan, of voeg een regel toe. Het plan is niet veranderd."},
		{SET, "aliassen", "x", ERR_USE, NULL},
		{SET, "swot", "x", ERR_USE, NULL},
		{SET, "periode", "x", ERR_USE, NULL},
		{SET, "periode/van", "x", ERR_NOT_FOUND, NULL},
		{SET, "wijk", "x", ERR_USE, NULL},
		{SET, "kwaliteit/2", "x", ERR_USE, NULL},
		{SET, "themas/3", "x", ERR_NOT_FOUND, NULL},
		{SET, "buurt", "een\ntwee", ERR_USE, "Buurt heeft één regel. Zet de tekst op één regel. Het plan is niet veranderd."},
		{SET, "status", "een\ntwee", ERR_USE, NULL},
		{SET, "kwaliteit/1", "een\ntwee", ERR_USE, NULL},
		{SET, "speerpunten/afval/id", "b", ERR_NO, NULL},
		{INSERT, "buurt", "x", ERR_USE, "Buurt is geen lijst: daar kan niets bij. Het plan is niet veranderd."},
		{INSERT, "themas/4", "x", ERR_NOT_FOUND, "Thema's heeft zoveel regels niet. Het plan is niet veranderd."},
		{INSERT, "themas/0", "x", ERR_NOT_FOUND, NULL},
		{INSERT, "aliassen/2", "x", ERR_NOT_FOUND, NULL},
		{INSERT, "speerpunten", "een\ntwee", ERR_USE, NULL},
		{INSERT, "speerpunten/niet", "x", ERR_NOT_FOUND, NULL},
		{INSERT, "periode", "x", ERR_USE, NULL},
		{REMOVE, "", "", ERR_USE, NULL},
		{REMOVE, "nergens", "", ERR_NOT_FOUND, NULL},
		{REMOVE, "themas/3", "", ERR_NOT_FOUND, NULL},
		{REMOVE, "kwaliteit/1/prestatie", "", ERR_USE, NULL},
		{MOVE, "buurt", "1", ERR_USE, NULL},
		{MOVE, "themas", "1", ERR_USE, NULL},
		{MOVE, "themas/1", "0", ERR_USE, NULL},
		{MOVE, "themas/1", "3", ERR_USE, NULL},
		{MOVE, "themas/3", "1", ERR_NOT_FOUND, NULL},
	};
	struct doc *d = parse(doc);
	for (size_t i = 0; d && i < sizeof rows / sizeof *rows; i++) {
		struct err e = {0};
		struct doc *out = d;
		test_check(run(&out, d, rows[i].what, rows[i].path, rows[i].text, &e) == rows[i].code, __FILE__, __LINE__, rows[i].path);
		CHECK(out == NULL);
		CHECK(e.code == rows[i].code && e.text[0]);
		if (rows[i].sentence)
			CHECK_TEXT(e.text, rows[i].sentence);
		doc_free(out == d ? NULL : out);
	}
	doc_free(d);
}

TEST(a_wrong_or_double_id_can_be_mended)
{
	static const struct row rows[] = {
		{SET, "speerpunten:\n  - id: Fout\n", "speerpunten/1/id", "goed", "speerpunten:\n  - id: goed\n"},
		{SET, "speerpunten:\n  - id: a\n  - id: a\n", "speerpunten/2/id", "b", "speerpunten:\n  - id: a\n  - id: b\n"},
		{SET, "speerpunten:\n  - id: a\n", "speerpunten/1/id", "a", NULL},
	};
	check_rows(rows, sizeof rows / sizeof *rows);
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

static size_t count_lines(const struct doc *d)
{
	size_t lines = 0;
	for (size_t i = 0; i < d->len; i++)
		lines += d->bytes[i] == '\n';
	return lines;
}

/* Lines that two documents do not have in common at their begin and end. */
static size_t lines_between(const struct doc *a, const struct doc *b)
{
	size_t start = 0, end = 0, lines = 0;
	while (start < a->len && start < b->len && a->bytes[start] == b->bytes[start])
		start++;
	while (end < a->len - start && end < b->len - start && a->bytes[a->len - 1 - end] == b->bytes[b->len - 1 - end])
		end++;
	for (size_t i = start; i < a->len - end; i++)
		lines += a->bytes[i] == '\n';
	return lines;
}

/* Sets the text of one node and takes it back: the file is as it was, and never more than that text has changed. */
static void set_and_restore(const struct doc *d, const struct node *n, const char *text)
{
	struct str path = {0};
	struct doc *out = NULL, *back = NULL;
	struct place p;
	struct err e = {0};
	path_of(&path, n);
	if (edit_set(&out, d, str_text(&path), text, strlen(text), &e) != OK) {
		CHECK_NUMBER(e.code, n->kind == NODE_SCALAR && strstr(str_text(&path), "/id") ? ERR_NO : ERR_USE);
		str_free(&path);
		return;
	}
	CHECK(path_resolve(&p, out, str_text(&path), NULL) == OK && node_is_text(p.node, text));
	CHECK(lines_between(d, out) <= 1 + count_lines(d) - count_lines(out));
	if (CHECK(edit_set(&back, out, str_text(&path), n->text, n->len, NULL) == OK))
		CHECK(node_equal(back->root, d->root));
	doc_free(back);
	doc_free(out);
	str_free(&path);
}

TEST(any_text_of_the_plans_can_be_set)
{
	static const char *const names[] = {"deltabuurt", "gerard-ter-borchbuurt", "oostrik", "sluiswijk"};
	static const char *const texts[] = {"kort", "Let op: dit # en dat", "- 'streep", "😀 é", "no"};
	unsigned long long seed = test_seed();
	for (size_t i = 0; i < 4; i++) {
		struct doc *d = read_plan(names[i]);
		for (size_t k = 0; d && k < 40; k++)
			set_and_restore(d, d->nodes[test_random(&seed, (unsigned)d->count)], texts[test_random(&seed, 5)]);
		doc_free(d);
	}
}
