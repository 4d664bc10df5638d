/* apply(diff(a, b), a) is b: in content and order for any two documents, in bytes where b came
 * from a by our own edits.  SEED=… repeats a run. */
#include "test.h"

#include "base/str.h"
#include "plan/diff.h"
#include "plan/edit.h"
#include "plan/path.h"
#include "yaml/tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct doc *parse(const char *text, size_t len)
{
	struct doc *d;
	struct err e;
	if (doc_parse(&d, text, len, &e)) {
		printf("«%s» refused: %d:%d %s\n", text, e.line, e.column, e.text);
		exit(1);
	}
	return d;
}

/* Is apply(diff(a, b), a) b?  `bytes`: to the letter. */
static bool comes_back(const struct doc *a, const struct doc *b, bool bytes)
{
	struct diff d;
	struct doc *c;
	struct err e = {0};
	diff_init(&d, a, b);
	enum code code = diff_apply(&d, a, &c, NULL, NULL, &e);
	bool same = code == OK && node_equal(c->root, b->root) && (!bytes || doc_same_bytes(c, b));
	if (!same)
		printf("code %d %s\n--- a\n%s--- b\n%s--- c\n%s---\n", code, e.text, a->bytes, b->bytes, code ? "" : c->bytes);
	if (!code)
		doc_free(c);
	diff_clear(&d);
	return same;
}

/* --- any two documents ----------------------------------------------------- */

static void random_value(unsigned long long *s, struct str *out, int depth, size_t column)
{
	static const char *const few[] = {"een", "twee woorden", "drie woorden hier", "een twee drie vier", "'no'", "", "[a, b]", "{x: 1}", "|-\n%s  regel\n%s  twee"};
	unsigned kind = test_random(s, depth < 4 ? 14 : 9);
	if (kind < 9) {
		const char *w = few[kind];
		if (kind == 8)
			str_addf(out, " |-\n%*s  regel %u\n%*s  twee\n", (int)column + 1, "", test_random(s, 3), (int)column + 1, "");
		else
			str_addf(out, " %s\n", w);
		return;
	}
	str_add_text(out, "\n");
	bool list = kind > 11;
	size_t deeper = column + 2;
	for (unsigned i = 0, n = 1 + test_random(s, 5), key = test_random(s, 3); i < n; i++, key += 1 + test_random(s, 2)) {
		str_add_times(out, ' ', deeper);
		if (list && test_random(s, 3) == 0)
			str_addf(out, "- id: %c\n%*st: x%u\n", 'a' + (int)test_random(s, 6), (int)deeper + 2, "", test_random(s, 4));
		else if (list)
			str_addf(out, "- %s\n", few[test_random(s, 5)]);
		else {
			str_addf(out, "k%u:", key);
			random_value(s, out, depth + 1, deeper);
		}
	}
}

static struct doc *random_doc(unsigned long long *s)
{
	struct str text = {0};
	unsigned keys[8], n = 1 + test_random(s, 6);
	for (unsigned i = 0; i < 8; i++)
		keys[i] = i;
	for (unsigned i = 0; i < n; i++) {
		unsigned j = i + test_random(s, 8 - i), key = keys[j];
		keys[j] = keys[i];
		str_addf(&text, "k%u:", key);
		random_value(s, &text, 0, 0);
	}
	struct doc *d = parse(text.p, text.len);
	str_free(&text);
	return d;
}

TEST(any_two_documents)
{
	unsigned long long s = test_seed();
	size_t wrong = 0;
	for (int round = 0; round < 4000 && wrong < 3; round++) {
		struct doc *a = random_doc(&s), *b = random_doc(&s);
		wrong += !comes_back(a, b, false);
		doc_free(a);
		doc_free(b);
	}
	CHECK_NUMBER(wrong, 0);
}

/* --- one document and what our own edits make of it ------------------------ */

static const char plan[] =
	"# plan van de buurt\n"
	"\n"
	"formaat: 1\n"
	"buurt: Deltabuurt\n"
	"wijk: 'Rivierenwijk'   # de wijk\n"
	"aliassen: []\n"
	"periode: {van: 2018-10, tot: 2019-12}\n"
	"eigen_sleutel: blijft\n"
	"inleiding: >\n"
	"  Een gevouwen\n"
	"  tekst.\n"
	"\n"
	"themas: [wonen, afval]\n"
	"swot:\n"
	"    sterk:\n"
	"        sociaal:\n"
	"        - buren helpen elkaar\n"
	"        # nog een\n"
	"        - 'er is een wijkhuis'\n"
	"speerpunten:\n"
	"  # het eerste\n"
	"  - id: afval\n"
	"    titel: Afval\n"
	"    doelstellingen:\n"
	"      - Maatwerk in de buurt\n"
	"      - Extra inzet rond schoon en heel   # let op\n"
	"      - Derde doel\n"
	"    activiteiten:\n"
	"      - Onderzoek naar afval\n"
	"      - tekst: Bijeenkomst\n"
	"        wie: sociaal team\n"
	"    toelichting: |\n"
	"      Op een aantal plekken gaat het goed.\n"
	"\n"
	"  - id: groen\n"
	"    titel: \"Groen en grijs\"\n"
	"# slot\n";

static const char *const texts[] = {
	"nieuwe tekst", "twee\nregels", "'t Zand", "no", "12:30", "a: b", "een heel ander doel %u", "buurman %u helpt", "", "é 😀", "  voor", "x\n\ny",
};

static const char *const paths[] = {
	"wijk", "gemeente", "inleiding", "aanleiding", "periode/van", "themas/1", "themas", "aliassen", "swot/sterk/sociaal", "swot/sterk/sociaal/1",
	"swot/zwak/fysiek", "speerpunten/afval/doelstellingen", "speerpunten/afval/doelstellingen/2", "speerpunten/afval/activiteiten",
	"speerpunten/afval/activiteiten/1/wie", "speerpunten/afval/activiteiten/2/wie", "speerpunten/afval/toelichting", "speerpunten/groen/titel",
	"speerpunten", "speerpunten/groen/toets/overleven/oordeel", "speerpunten/groen/doelstellingen", "speerpunten/afval/doelstellingen/1",
	"speerpunten/groen", "speerpunten/afval/activiteiten/1", "eigen_sleutel", "speerpunten/groen/organisatie",
};

/* Some edit; NULL where it was refused or not possible there. */
static struct doc *own_edit(unsigned long long *s, const struct doc *d)
{
	const char *path = paths[test_random(s, sizeof paths / sizeof *paths)];
	char text[100];
	struct doc *out = NULL;
	struct err e;
	snprintf(text, sizeof text, texts[test_random(s, sizeof texts / sizeof *texts)], test_random(s, 100000));
	enum code code;
	switch (test_random(s, 5)) {
	case 0:
	case 1: code = edit_set(&out, d, path, text, strlen(text), &e); break;
	case 2: code = edit_insert(&out, d, path, text, strlen(text), &e); break;
	case 3: code = edit_remove(&out, d, path, &e); break;
	default: code = edit_move(&out, d, path, 1 + test_random(s, 3), &e); break;
	}
	return code ? NULL : out;
}

TEST(own_edits_come_back_to_the_letter)
{
	unsigned long long s = test_seed();
	struct str crlf = {0};
	for (const char *p = plan; *p; p++)
		str_add(&crlf, *p == '\n' ? "\r\n" : p, *p == '\n' ? 2 : 1);
	size_t wrong = 0, made = 0;
	for (int round = 0; round < 3000 && wrong < 3; round++) {
		struct doc *a = round % 4 ? parse(plan, sizeof plan - 1) : parse(crlf.p, crlf.len), *b = doc_ref(a);
		for (unsigned n = 1 + test_random(&s, 4); n > 0; n--) {
			struct doc *c = own_edit(&s, b);
			made += c != NULL;
			if (c) {
				doc_free(b);
				b = c;
			}
		}
		wrong += !comes_back(a, b, true);
		doc_free(a);
		doc_free(b);
	}
	str_free(&crlf);
	CHECK_NUMBER(wrong, 0);
	CHECK(made > 1500);
}

/* --- on somebody else's version --------------------------------------------- */

/* `ours` and `theirs` each replace a piece of the plan; together: `want`, or a stop (NULL). */
static const struct together {
	const char *ours[2], *theirs[2], *want[2];
	bool stops;
} together[] = {
	{{"Maatwerk in", "Maatwerk voor"}, {"Derde doel", "Ander doel"}, {"Maatwerk voor", "Ander doel"}, false},
	{{"Derde doel\n", "Derde doel\n      - Van ons\n"}, {"Derde doel\n", "Derde doel\n      - Van hen\n"}, {"Van ons", "Van hen"}, false},
	{{"aliassen: []", "aliassen:\n  - De Delta"}, {"aliassen: []", "aliassen:\n  - Rivieren"}, {"De Delta", "Rivieren"}, false},
	{{"wijk: ", "gemeente: Deventer\nwijk: "}, {"buurt: Deltabuurt\n", "buurt: Deltabuurt\nstatus: analyse\n"}, {"gemeente: Deventer", "status: analyse"}, false},
	{{"Derde doel", "Ons doel"}, {"Derde doel", "Hun doel"}, {0}, true},
	{{"Derde doel", "Zelfde doel"}, {"Derde doel", "Zelfde doel"}, {"Zelfde doel", "slot"}, false},
	{{"      - Derde doel\n", ""}, {"Derde doel", "Hun derde doel"}, {0}, true},
	{{"Derde doel", "Ons derde doel"}, {"      - Derde doel\n", ""}, {0}, true},
	{{"      - Derde doel\n", ""}, {"      - Derde doel\n", ""}, {"Maatwerk", "slot"}, false},
	{{"      - Derde doel\n", ""}, {"Derde doel", "Iets geheel anders"}, {0}, true},
	{{"  - id: groen", "  - id: nieuw\n    titel: Van ons\n  - id: groen"}, {"  - id: groen", "  - id: nieuw\n    titel: Van hen\n  - id: groen"}, {"id: nieuw-2\n    titel: Van ons", "id: nieuw\n    titel: Van hen"}, false},
	{{"aliassen: []", "gemeente: Onze\naliassen: []"}, {"aliassen: []", "gemeente: Hun\naliassen: []"}, {0}, true},
	{{"sociaal team", "buurtmaker"}, {"- id: groen", "- id: nieuw\n    titel: Nieuw\n  - id: groen"}, {"buurtmaker", "Nieuw"}, false},
};

static struct doc *replaced(const char *const pair[2])
{
	const char *at = strstr(plan, pair[0]);
	struct str s = {0};
	str_add(&s, plan, (size_t)(at - plan));
	str_add_text(&s, pair[1]);
	str_add_text(&s, at + strlen(pair[0]));
	struct doc *d = parse(s.p, s.len);
	str_free(&s);
	return d;
}

TEST(changes_land_on_a_newer_version)
{
	for (size_t i = 0; i < sizeof together / sizeof *together; i++) {
		const struct together *t = &together[i];
		struct doc *base = parse(plan, sizeof plan - 1), *ours = replaced(t->ours), *theirs = replaced(t->theirs), *both = NULL;
		struct diff d;
		struct err e = {0};
		const struct change *stopped = NULL;
		const struct node *there = NULL;
		diff_init(&d, base, ours);
		enum code code = diff_apply(&d, theirs, &both, &stopped, &there, &e);
		bool right = t->stops ? code == ERR_CHANGED && stopped && e.text[0]
		                      : code == OK && strstr(both->bytes, t->want[0]) && strstr(both->bytes, t->want[1]);
		if (!CHECK(right))
			printf("row %zu: code %d %s\n%s", i, code, e.text, both ? both->bytes : "");
		doc_free(both);
		diff_clear(&d);
		doc_free(base);
		doc_free(ours);
		doc_free(theirs);
	}
}

TEST(large_lists_do_not_take_long)
{
	struct str a = {0}, b = {0};
	str_add_text(&a, "themas:\n");
	str_add_text(&b, "themas:\n");
	for (int i = 0; i < 10000; i++) {
		str_add_text(&a, "- gelijk\n");
		str_addf(&b, "- %s\n", i % 3 ? "gelijk" : "anders");
	}
	struct doc *x = parse(a.p, a.len), *y = parse(b.p, b.len);
	CHECK(comes_back(x, y, false));
	doc_free(x);
	doc_free(y);
	str_free(&a);
	str_free(&b);
}
