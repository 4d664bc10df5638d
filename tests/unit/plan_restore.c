/* A place of a plan becomes what it was, and nothing else does: by hand, and over random edits of the four plans.  SEED=… repeats a run. */
#include "test.h"

#include "base/mem.h"
#include "base/str.h"
#include "plan/edit.h"
#include "plan/diff.h"
#include "plan/plan.h"
#include "plan/restore.h"
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

/* --- by hand ------------------------------------------------------------------------ */

static const char then_text[] =
	"# plan van de buurt\n"
	"formaat: 1\n"
	"buurt: Deltabuurt\n"
	"wijk: 'Rivierenwijk'   # de wijk\n"
	"gemeente:\n"
	"eigen: blijft\n"
	"periode:\n"
	"  # het begin\n"
	"  van: 2018-10\n"
	"  tot: 2019-12\n"
	"swot:\n"
	"  sterk:\n"
	"    sociaal:\n"
	"    - buren helpen elkaar\n"
	"speerpunten:\n"
	"- id: lezen\n"
	"  titel: Lezen\n"
	"# over afval\n"
	"- id: afval\n"
	"  titel: Afval\n"
	"  doelstellingen:\n"
	"  - Maatwerk in de buurt\n"
	"  - Extra inzet rond schoon en heel   # let op\n"
	"  - Derde doel\n"
	"  activiteiten:\n"
	"  - Onderzoek naar afval\n"
	"  - tekst: Bijeenkomst\n"
	"    wie: sociaal team\n"
	"- id: groen\n"
	"  titel: Groen\n";

/* Up to three replacements make `now` of that; the restoring of `path` makes of it what up to three make (NULL: the same as now). */
static const struct by_hand {
	const char *path;
	enum code code;
	const char *now[6];
	const char *out[6];
} by_hand[] = {
	/* a field */
	{"wijk", OK, {"'Rivierenwijk' ", "Anders ", "Groen\n", "Grijs\n"}, {"Groen\n", "Grijs\n"}},
	{"wijk", OK, {"wijk: 'Rivierenwijk'   # de wijk\n", "", "Groen\n", "Grijs\n"}, {"Groen\n", "Grijs\n"}},
	{"wijk", OK, {"'Rivierenwijk' ", "Anders "}, {0}},
	{"wijk", OK, {"Lezen", "Schrijven"}, {"Lezen", "Schrijven"}},
	{"gemeente", OK, {"gemeente:\n", "gemeente: Deventer\n"}, {"gemeente:\n", ""}},
	{"opdrachtgever", OK, {"gemeente:\n", "gemeente:\nopdrachtgever: Wij\n"}, {0}},
	{"eigen", OK, {"eigen: blijft\n", ""}, {0}},
	{"eigen", OK, {"eigen: blijft\n", "mijn: blijft\n"}, {0}},
	{"periode/tot", OK, {"  # het begin\n", "", "periode:\n  van: 2018-10\n  tot: 2019-12\n", ""}, {"  # het begin\n  van: 2018-10\n", ""}},
	{"periode/tot", OK, {"periode:\n  # het begin\n  van: 2018-10\n  tot: 2019-12\n", "periode:\n"}, {"  # het begin\n  van: 2018-10\n", ""}},
	{"periode/tot", ERR_USE, {"periode:\n  # het begin\n  van: 2018-10\n  tot: 2019-12\n", "periode: in 2018\n"}, {0}},
	{"periode", OK, {"periode:\n  # het begin\n  van: 2018-10\n  tot: 2019-12\n", "periode: in 2018\n"}, {0}},
	{"swot", OK, {"swot:\n  sterk:\n    sociaal:\n    - buren helpen elkaar\n", "themas:\n- wonen\naanleiding: Nu\n"}, {"swot:\n", "themas:\n- wonen\naanleiding: Nu\nswot:\n"}},
	{"omvang/inwoners", OK, {"gemeente:\n", "gemeente:\nomvang:\n  inwoners: 10\n"}, {0}},
	{"omvang/inwoners", OK, {"gemeente:\n", "gemeente:\nomvang:\n  inwoners: 10\n  woningen: 4\n"}, {"gemeente:\n", "gemeente:\nomvang:\n  woningen: 4\n"}},
	/* an item */
	{"speerpunten/afval/doelstellingen/2", OK, {"  - Extra inzet rond schoon en heel   # let op\n", ""}, {0}},
	{"speerpunten/afval/doelstellingen/2", OK, {"  - Extra inzet rond schoon en heel   # let op\n", "", "Derde", "Ander"}, {"Derde", "Ander"}},
	{"speerpunten/afval/doelstellingen/2", OK, {"Extra inzet rond schoon", "Dubbele inzet rond schoon"}, {0}},
	{"speerpunten/afval/doelstellingen/1", OK, {"  - Maatwerk in de buurt\n", "  - Nieuw\n", "  - Extra", "  - Nog\n  - Extra"}, {"  - Maatwerk", "  - Nieuw\n  - Nog\n  - Maatwerk"}},
	{"speerpunten/afval/doelstellingen/3", OK, {"  - Derde doel\n", "  - Een vierde\n  - Een vijfde\n"}, {"  - Derde doel\n", "  - Derde doel\n  - Een vierde\n  - Een vijfde\n"}},
	{"speerpunten/afval/doelstellingen/3", OK, {"  - Derde doel\n", "", "  - Maatwerk", "  - Derde doel\n  - Maatwerk"}, {0}},
	{"speerpunten/afval/doelstellingen/2", OK, {"  - Derde doel\n", "", "  - Maatwerk", "  - Derde doel\n  - Maatwerk"}, {"  - Derde doel\n", "", "  - Maatwerk", "  - Derde doel\n  - Maatwerk"}},
	{"speerpunten/afval/doelstellingen/2", OK, {"  - Derde doel\n", "", "  - Extra", "  - Derde doel\n  - Extra"}, {0}}, /* changed places: either */
	{"speerpunten/afval/doelstellingen/3", OK, {"  - Derde doel\n", "", "  - Extra", "  - Derde doel\n  - Extra"}, {0}},
	{"speerpunten/afval/doelstellingen/4", OK, {"  - Derde doel\n", "  - Derde doel\n  - Een vierde\n"}, {0}},
	{"speerpunten/afval/doelstellingen/4", OK, {"  - Maatwerk", "  - Iets nieuws\n  - Maatwerk", "Derde doel\n", "Derde doel nog\n"}, {"  - Maatwerk", "  - Iets nieuws\n  - Maatwerk"}},
	{"speerpunten/afval/doelstellingen/9", ERR_NOT_FOUND, {0}, {0}},
	{"speerpunten/afval/doelstellingen", OK, {"  - Maatwerk", "  - Iets nieuws\n  - Maatwerk", "  - Derde doel\n", "", "Lezen", "Schrijven"}, {"Lezen", "Schrijven"}},
	{"speerpunten/afval/resultaten/1", OK, {"  activiteiten:\n", "  resultaten:\n  - Schoon\n  activiteiten:\n"}, {0}},
	/* an item that is a bare text in one of both */
	{"speerpunten/afval/activiteiten/1/tekst", OK, {"- Onderzoek naar afval\n", "- tekst: Onderzoek naar vuil\n    status: klaar\n"}, {"- Onderzoek naar afval\n", "- tekst: Onderzoek naar afval\n    status: klaar\n"}},
	{"speerpunten/afval/activiteiten/1/status", OK, {"- Onderzoek naar afval\n", "- tekst: Onderzoek naar afval\n    status: klaar\n"}, {"- Onderzoek naar afval\n", "- tekst: Onderzoek naar afval\n"}},
	{"speerpunten/afval/activiteiten/2/wie", OK, {"- tekst: Bijeenkomst\n    wie: sociaal team\n", "- Bijeenkomst\n"}, {0}},
	{"speerpunten/afval/activiteiten/2/tekst", OK, {"- tekst: Bijeenkomst\n    wie: sociaal team\n", "- Bijeenkomst buiten\n"}, {"- tekst: Bijeenkomst\n    wie: sociaal team\n", "- Bijeenkomst\n"}},
	{"speerpunten/afval/activiteiten/1/tekst", ERR_NOT_FOUND, {"  - Onderzoek naar afval\n", ""}, {0}},
	/* a text that went to another list */
	{"swot/sterk/sociaal/1", OK, {"  sterk:\n    sociaal:\n", "  zwak:\n    fysiek:\n"}, {0}},
	{"swot/zwak/fysiek/1", OK, {"  sterk:\n    sociaal:\n", "  zwak:\n    fysiek:\n"}, {0}},
	{"swot/sterk/sociaal/1", OK, {"  sterk:\n    sociaal:\n", "  zwak:\n    fysiek:\n    - vuil\n"}, {"swot:\n", "swot:\n", "    - buren helpen elkaar\n", "    - buren helpen elkaar\n  zwak:\n    fysiek:\n    - vuil\n"}},
	/* a speerpunt */
	{"speerpunten/afval", OK, {"titel: Afval", "titel: Vuil", "    wie: sociaal team\n", "", "Lezen", "Schrijven"}, {"Lezen", "Schrijven"}},
	{"speerpunten/groen", OK, {"- id: groen\n  titel: Groen\n", "- id: nieuw\n  titel: Nieuw\n"}, {"- id: groen\n  titel: Groen\n", "- id: groen\n  titel: Groen\n- id: nieuw\n  titel: Nieuw\n"}},
	{"speerpunten/lezen", OK, {"- id: lezen\n  titel: Lezen\n", ""}, {0}},
	{"speerpunten/lezen", OK, {"- id: lezen\n  titel: Lezen\n", "", "- id: groen\n  titel: Groen\n", "- id: groen\n  titel: Groen\n- id: lezen\n  titel: Lezen\n"}, {0}},
	{"speerpunten/2", OK, {"titel: Afval", "titel: Vuil"}, {0}},
	{"speerpunten/lezen/titel", ERR_NOT_FOUND, {"- id: lezen\n  titel: Lezen\n", ""}, {0}},
	{"speerpunten/lezen/titel", OK, {"titel: Lezen", "titel: Schrijven"}, {0}},
	{"speerpunten/nieuw", OK, {"- id: groen\n", "- id: nieuw\n  titel: Nieuw\n- id: groen\n"}, {0}},
	{"speerpunten/niets", ERR_NOT_FOUND, {0}, {0}},
	{"geen_veld", ERR_NOT_FOUND, {0}, {0}},
	/* a section, the whole */
	{"swot", OK, {"  sterk:\n    sociaal:\n    - buren helpen elkaar\n", "  zwak:\n    fysiek:\n    - vuil\n"}, {0}},
	{"", OK, {"Lezen", "Schrijven", "# plan van de buurt\n", "", "eigen: blijft\n", ""}, {0}},
	{"", OK, {"'Rivierenwijk'   # de wijk", "Rivierenwijk"}, {"'Rivierenwijk'   # de wijk", "Rivierenwijk"}},
};

static struct doc *replaced(const char *const pairs[6])
{
	struct str s = {0};
	str_add_text(&s, then_text);
	for (size_t i = 0; i < 6 && pairs[i]; i += 2) {
		const char *at = strstr(s.p, pairs[i]);
		if (!CHECK(at != NULL)) {
			printf("no «%s»\n", pairs[i]);
			continue;
		}
		str_splice(&s, (size_t)(at - s.p), strlen(pairs[i]), pairs[i + 1], strlen(pairs[i + 1]));
	}
	struct doc *d = parse(s.p, s.len);
	str_free(&s);
	return d;
}

TEST(cases)
{
	struct doc *then = parse(then_text, sizeof then_text - 1);
	for (size_t i = 0; i < sizeof by_hand / sizeof *by_hand; i++) {
		const struct by_hand *row = &by_hand[i];
		struct doc *now = replaced(row->now), *want = replaced(row->out), *out = NULL;
		struct err e = {0};
		enum code code = plan_restore(&out, now, then, row->path, &e);
		if (!CHECK(code == row->code && (code ? !out && e.text[0] : doc_same_bytes(out, want))))
			printf("row %zu, %s: code %d %s\n%s--- not\n%s", i, row->path, code, e.text, out ? out->bytes : "", want->bytes);
		doc_free(out);
		doc_free(now);
		doc_free(want);
	}
	doc_free(then);
}

TEST(labels)
{
	struct doc *then = parse(then_text, sizeof then_text - 1);
	static const char *const rows[][2] = {
		{"", ""}, {"wijk", "Wijk"}, {"speerpunten/afval/doelstellingen/2", "Speerpunt Afval › Doelstelling 2"}, {"geen", ""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str s = {0};
		plan_restore_label(&s, then, then, rows[i][0]);
		CHECK_TEXT(str_text(&s), rows[i][1]);
		str_free(&s);
	}
	doc_free(then);
}

/* --- the four plans, and random edits of them ------------------------------------------- */

static const char *const names[] = {"deltabuurt", "gerard-ter-borchbuurt", "oostrik", "sluiswijk"};

static struct doc *read_plan(const char *name)
{
	static char bytes[1 << 20];
	char path[100];
	snprintf(path, sizeof path, "plans/%s.yaml", name);
	FILE *f = fopen(path, "r");
	if (!f) {
		printf("no %s\n", path);
		exit(1);
	}
	size_t len = fread(bytes, 1, sizeof bytes, f);
	fclose(f);
	return parse(bytes, len);
}

/* Of a node, mostly one that is not deep: there things happen. */
static void any_path(unsigned long long *s, struct str *out, const struct doc *d)
{
	static const char *const absent[] = {"opdrachtgever", "omvang/inwoners", "speerpunten/afval/toets/overleven/oordeel", "periode/tot", "wijk"};
	if (test_random(s, 12) == 0) {
		str_add_text(out, absent[test_random(s, sizeof absent / sizeof *absent)]);
		return;
	}
	const struct node *n = d->nodes[1 + test_random(s, (unsigned)d->count - 1)];
	for (unsigned up = test_random(s, 3); up && n->parent->parent; up--)
		n = n->parent;
	path_of(out, n);
}

/* Of something that became another, or of what that is in. */
static void changed_path(unsigned long long *s, struct str *out, const struct doc *now, const struct doc *then)
{
	struct diff d;
	diff_init(&d, now, then);
	if (d.changes.count) {
		const struct change *c = &d.changes.p[test_random(s, (unsigned)d.changes.count)];
		const struct node *n = c->new ? c->new : c->old;
		for (unsigned up = test_random(s, 3); up && n->parent->parent; up--)
			n = n->parent;
		path_of(out, n);
	}
	diff_clear(&d);
	if (!out->len)
		any_path(s, out, then);
}

static struct doc *random_edit(unsigned long long *s, const struct doc *d)
{
	struct str path = {0};
	struct doc *out = NULL;
	char text[60];
	struct err e;
	any_path(s, &path, d);
	snprintf(text, sizeof text, "wat buurman %u hier doet", test_random(s, 1000000));
	enum code code;
	switch (test_random(s, 6)) {
	case 0:
	case 1: code = edit_set(&out, d, str_text(&path), text, strlen(text), &e); break;
	case 2: code = edit_insert(&out, d, str_text(&path), text, strlen(text), &e); break;
	case 3: code = edit_move(&out, d, str_text(&path), 1 + test_random(s, 6), &e); break;
	default: code = edit_remove(&out, d, str_text(&path), &e); break;
	}
	str_free(&path);
	return code ? doc_ref(d) : out;
}

static struct doc *edited(unsigned long long *s, const struct doc *d, unsigned edits)
{
	struct doc *now = doc_ref(d);
	while (edits-- > 0) {
		struct doc *next = random_edit(s, now);
		doc_free(now);
		now = next;
	}
	return now;
}

/* The same without a node, and without what holds nothing but that and is not in `other`. */
static struct doc *without(const struct doc *d, const struct node *n, const struct node *const *other)
{
	struct doc *out = NULL;
	struct err e;
	if (!n)
		return doc_ref(d);
	while (n->parent->key && n->parent->count == 1 && node_is_absent(other[n->parent->id]))
		n = n->parent;
	struct tree *t = tree_new(d);
	tree_remove(tree_of(t, n));
	CHECK(tree_write(t, &out, &e) == OK);
	tree_free(t);
	return out;
}

struct counts {
	size_t back, same, gone, refused;
};

/* Is the place that `node` (of then, or else of now) is what it was, and all else as it is now? */
static bool is_back(const struct doc *now, const struct doc *then, const struct doc *out, const struct place *p, struct counts *counts)
{
	struct match from_now, to_out, since;
	bool right = false;
	match_init(&from_now, now, then);
	match_init(&to_out, then, out);
	match_init(&since, now, out);
	const struct node *was = p->node, *is = match_in_a(&from_now, was), *made = match_in_b(&to_out, was);
	struct doc *rest_now = without(now, is, from_now.a_to_b), *rest_out = without(out, made, since.b_to_a);
	right = made && node_equal(made, was) && doc_same_bytes(rest_now, rest_out);
	counts->back += right && !doc_same_bytes(now, out);
	counts->same += right && doc_same_bytes(now, out);
	if (!right)
		printf("%s: %s\n", made ? node_equal(made, was) ? "the rest" : "not equal" : "not there", made ? "" : "gone");
	doc_free(rest_now);
	doc_free(rest_out);
	match_clear(&from_now);
	match_clear(&to_out);
	match_clear(&since);
	return right;
}

/* What was not there is not there now, and all else is. */
static bool is_gone(const struct doc *now, const struct doc *then, const struct doc *out, const char *path, struct counts *counts)
{
	struct match from_now;
	struct place p;
	struct err e;
	if (path_resolve(&p, now, path, &e) || !p.node || p.bare)
		return doc_same_bytes(now, out) || p.bare;
	match_init(&from_now, now, then);
	struct place was = {.node = match_in_b(&from_now, p.node)}; /* it stood elsewhere in its list */
	bool right = was.node && is_back(now, then, out, &was, counts);
	if (!was.node) {
		struct doc *rest = without(now, p.node, from_now.a_to_b);
		right = doc_same_bytes(rest, out);
		counts->gone++;
		doc_free(rest);
	}
	match_clear(&from_now);
	return right;
}

static bool one_round(unsigned long long *s, const struct doc *then, struct counts *counts)
{
	struct doc *now = edited(s, then, 1 + test_random(s, 12)), *out = NULL, *again = NULL;
	struct str path = {0};
	struct place p;
	struct err e = {0};
	if (test_random(s, 4))
		changed_path(s, &path, now, then);
	else
		any_path(s, &path, then);
	enum code code = plan_restore(&out, now, then, path.p, &e);
	bool right = code == OK || code == ERR_NOT_FOUND || code == ERR_USE, there = path_resolve(&p, then, path.p, &e) == OK;
	if (code == OK && there)
		right = plan_restore(&again, out, then, path.p, &e) == OK && doc_same_bytes(out, again);
	if (right && code == OK && there && p.node && !p.bare)
		right = is_back(now, then, out, &p, counts);
	else if (right && code == OK)
		right = is_gone(now, then, out, path.p, counts);
	counts->refused += code != OK;
	if (!right)
		printf("%s: code %d %s\n--- now\n%s--- out\n%s---\n", path.p, code, e.text, now->bytes, out ? out->bytes : "");
	str_free(&path);
	doc_free(now);
	doc_free(out);
	doc_free(again);
	return right;
}

TEST(what_is_put_back_is_what_it_was_and_the_rest_is_as_it_is)
{
	unsigned long long s = test_seed();
	struct counts counts = {0};
	size_t wrong = 0;
	for (size_t i = 0; i < 4; i++) {
		struct doc *then = read_plan(names[i]);
		for (int round = 0; round < 60 && wrong < 2; round++)
			wrong += !one_round(&s, then, &counts);
		doc_free(then);
	}
	printf("back %zu, the same %zu, gone %zu, refused %zu\n", counts.back, counts.same, counts.gone, counts.refused);
	CHECK_NUMBER(wrong, 0);
	CHECK(counts.back > 50 && counts.same > 10 && counts.gone && counts.refused);
}

/* Key after key the whole plan comes back, whatever was done to it. */
TEST(all_keys_one_by_one)
{
	unsigned long long s = test_seed();
	struct err e = {0};
	for (int round = 0; round < 16; round++) {
		struct doc *then = read_plan(names[round % 4]), *now = edited(&s, then, 20), *d = doc_ref(now);
		const struct doc *both[] = {now, then};
		for (size_t k = 0; k < 2; k++)
			for (size_t i = 0; i < both[k]->root->count; i++) {
				struct doc *next = NULL;
				if (!CHECK(plan_restore(&next, d, then, both[k]->root->items[i]->key, &e) == OK))
					next = doc_ref(d);
				doc_free(d);
				d = next;
			}
		CHECK_NUMBER(d->root->count, then->root->count);
		for (size_t i = 0; i < then->root->count; i++) {
			const struct node *n = node_get(d->root, then->root->items[i]->key);
			CHECK(n && node_equal(n, then->root->items[i]));
		}
		doc_free(then);
		doc_free(now);
		doc_free(d);
	}
}
