#include "plan/schema.h"
#include "plan/slug.h"
#include "plan/value.h"
#include "tests/unit/test.h"
#include "yaml/doc.h"

#include <stdlib.h>
#include <string.h>

TEST(table_has_nothing_wrong)
{
	struct str wrong = {0};
	CHECK_NUMBER(schema_lint(&wrong), 0);
	CHECK_TEXT(str_text(&wrong), "");
	str_free(&wrong);
}

TEST(walk_visits_every_row_once)
{
	size_t seen = 0;
	const struct field *stack[8] = {schema_first(NULL)};
	for (int depth = 0; depth >= 0;) {
		const struct field *f = stack[depth];
		if (!f) {
			if (--depth >= 0)
				stack[depth] = schema_next(stack[depth]);
			continue;
		}
		CHECK(f == &schema_fields[seen]);
		seen++;
		CHECK(schema_parent(f) == (depth ? stack[depth - 1] : NULL));
		stack[++depth] = schema_first(f);
	}
	CHECK_NUMBER(seen, schema_field_count);
}

TEST(fields_are_known_by_their_path)
{
	static const struct {
		const char *path;
		enum field_kind kind;
		unsigned flags;
	} rows[] = {
		{"formaat", KIND_NUMBER, FIELD_REQUIRED},
		{"status", KIND_CHOICE, FIELD_REASON},
		{"evaluatie", KIND_RECORD, 0},
		{"evaluatie/resultaten/soort", KIND_CHOICE, 0},
		{"speerpunten", KIND_RECORDS, FIELD_KEYED | FIELD_REASON_REMOVE},
		{"speerpunten/status", KIND_CHOICE, FIELD_REASON},
		{"speerpunten/evaluatie", KIND_PROSE, 0},
		{"speerpunten/overleg/frequentie", KIND_LINE, FIELD_KNOWN},
		{"speerpunten/organisatie/partij", KIND_LINE, FIELD_KNOWN | FIELD_WHO},
		{"speerpunten/doelstellingen", KIND_TEXTS, FIELD_REASON},
		{"speerpunten/organisatie/commitment", KIND_CHOICE, FIELD_REASON},
		{"speerpunten/overdracht/status", KIND_CHOICE, FIELD_REASON},
		{"speerpunten/activiteiten/status", KIND_CHOICE, 0},
		{"speerpunten/toets/overleven/oordeel", KIND_CHOICE, 0},
		{"swot/zwak/algemeen", KIND_TEXTS, 0},
		{"budget/bedrag", KIND_MONEY, FIELD_REASON},
		{"demografie/cijfers/peil", KIND_MONTH_OR_YEAR, 0},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct field *f = schema_find(rows[i].path);
		struct str path = {0};
		if (!CHECK(f != NULL))
			continue;
		CHECK_NUMBER(f->kind, rows[i].kind);
		CHECK_NUMBER(f->flags, rows[i].flags);
		schema_path(&path, f);
		CHECK_TEXT(str_text(&path), rows[i].path);
		str_free(&path);
	}
	CHECK(!schema_find("speerpunt"));
	CHECK(!schema_find("buurt/van"));
	CHECK(!schema_find("status/"));
	CHECK(!schema_find(""));
}

TEST(a_new_key_goes_behind_its_nearest_predecessor)
{
	static const char *const keys[] = {"buurt", "mijn_veld", "status", "wijk", "ander"};
	CHECK_NUMBER(schema_key_index(NULL, keys, 5, "gemeente"), 4);
	CHECK_NUMBER(schema_key_index(NULL, keys, 5, "themas"), 3);
	CHECK_NUMBER(schema_key_index(NULL, keys, 5, "formaat"), 0);
	CHECK_NUMBER(schema_key_index(NULL, keys, 5, "onbekend"), 5);
	CHECK_NUMBER(schema_key_index(NULL, keys, 0, "wijk"), 0);
	CHECK_NUMBER(schema_key_index(schema_find("periode"), keys, 5, "tot"), 0);
}

static const char doc_text[] =
	"formaat: 1\n"
	"periode: 2019\n"
	"eigen: {a: b}\n"
	"speerpunten:\n"
	"  - id: a\n"
	"    doelstellingen:\n"
	"      - x\n"
	"      - [y]\n"
	"    activiteiten:\n"
	"      - bare\n"
	"      - tekst: z\n"
	"    overleg: geen\n";

TEST(a_node_has_the_field_of_its_path)
{
	struct doc *d;
	struct err e;
	if (!CHECK(doc_parse(&d, doc_text, strlen(doc_text), &e) == OK))
		return;
	const struct node *root = d->root, *sp = node_get(root, "speerpunten"), *a = sp->items[0];
	const struct node *doel = node_get(a, "doelstellingen"), *act = node_get(a, "activiteiten");
	CHECK(schema_of(root) == NULL);
	CHECK(schema_of(node_get(root, "formaat")) == schema_find("formaat"));
	CHECK(schema_of(node_get(root, "eigen")) == NULL);
	CHECK(schema_of(node_get(root, "eigen")->items[0]) == NULL);
	CHECK(schema_of(a) == schema_find("speerpunten"));
	CHECK(schema_of(doel->items[0]) == schema_find("speerpunten/doelstellingen"));
	CHECK(schema_of(doel->items[1]->items[0]) == NULL);
	CHECK(schema_of(act->items[0]) == schema_find("speerpunten/activiteiten"));
	CHECK(schema_of(act->items[1]->items[0]) == schema_find("speerpunten/activiteiten/tekst"));
	CHECK(schema_fits(a));
	CHECK(schema_fits(doel));
	CHECK(schema_fits(doel->items[0]));
	CHECK(!schema_fits(doel->items[1]));
	CHECK(schema_fits(act->items[0]));
	CHECK(!schema_fits(node_get(root, "periode")));
	CHECK(!schema_fits(node_get(root, "eigen")));
	CHECK(!schema_fits(node_get(a, "overleg")));
	CHECK(schema_is_item(a) && !schema_is_item(sp) && !schema_is_item(root));
	doc_free(d);
}

TEST(values)
{
	static const struct {
		const char *field, *good, *bad; /* with spaces between */
	} rows[] = {
		{"formaat", "1 -1 +1.5 0.25 007", "1. .5 1,5 1e3 - +"},
		{"budget/bedrag", "0 1500 1500.50", "1500.5 1500,50 1.500 -1 1500.505 ."},
		{"budget/jaar", "2019", "19 2019-01 20190"},
		{"periode/van", "2018-10 2018-10-31", "2018 2018-13 2018-10-32 10-2018 okt"},
		{"demografie/cijfers/peil", "2018 2018-10", "18 2018-1"},
		{"demografie/cijfers/waarde", "12 veel 1,5", ""},
		{"speerpunten/fasering/doorlopend", "ja nee", "Ja no true"},
		{"speerpunten/id", "a 2a a-b 0a9", "2 - a- -a A é a_b a/b 12-3"},
		{"speerpunten/status", "lopend", "Lopend bezig"},
		{"speerpunten/fasering/fase", "Onderzoek iets", ""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct field *f = schema_find(rows[i].field);
		for (int good = 0; good < 2; good++) {
			const char *s = good ? rows[i].good : rows[i].bad;
			for (size_t len; *s; s += len + (s[len] == ' ')) {
				len = strcspn(s, " ");
				test_check(value_is_valid(f, s, len) == good, __FILE__, __LINE__, s);
			}
		}
		if (f->kind != KIND_LINE && f->kind != KIND_NUMBER_OR_TEXT)
			CHECK(!value_is_valid(f, "", 0));
	}
	char long_id[66];
	memset(long_id, 'a', sizeof long_id);
	CHECK(value_is_id(long_id, 64));
	CHECK(!value_is_id(long_id, 65));
}

static bool taken(const char *id, void *ctx)
{
	const char *const *ids = ctx;
	for (; *ids; ids++)
		if (strcmp(*ids, id) == 0)
			return true;
	return false;
}

TEST(ids_from_titles)
{
	static const char *const used[] = {"afval", "afval-2", "speerpunt-3", NULL};
	static const struct {
		const char *title, *id;
	} rows[] = {
		{"Schoon, heel & veilig", "schoon-heel-veilig"},
		{"  Ruïnes én cafés  ", "ruines-en-cafes"},
		{"Cafe\xcc\x81", "cafe"},
		{"Afval", "afval-3"},
		{"2019", "speerpunt-3-2"},
		{"", "speerpunt-3-2"},
		{"日本", "speerpunt-3-2"},
		{"Foto's", "foto-s"},
		{"Plan 2019", "plan-2019"},
		{"a/b\n--c", "a-b-c"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str id = {0};
		slug_from_title(&id, rows[i].title, strlen(rows[i].title), "speerpunt-3", taken, (void *)used);
		CHECK_TEXT(str_text(&id), rows[i].id);
		str_free(&id);
	}
}

TEST(long_titles_give_short_ids)
{
	static const char *const none[] = {NULL};
	char same[100];
	struct str id = {0};
	memset(same, 'x', sizeof same);
	slug_from_title(&id, same, sizeof same, "f", taken, (void *)none);
	CHECK_NUMBER(id.len, 64);
	char *first[] = {str_take(&id), NULL};
	slug_from_title(&id, same, sizeof same, "f", taken, (void *)first);
	CHECK_NUMBER(id.len, 64);
	CHECK(id.len == 64 && strcmp(id.p + 61, "x-2") == 0);
	free(first[0]);
	str_clear(&id);
	for (size_t i = 9; i < sizeof same; i += 10)
		same[i] = ' ';
	slug_from_title(&id, same, sizeof same, "f", taken, (void *)none);
	CHECK_NUMBER(id.len, 59);
	CHECK(value_is_id(id.p, id.len));
	str_free(&id);
}
