/* One value as it is shown, typed and understood. */
#include "tests/unit/test.h"

#include "plan/value.h"

#include <string.h>

struct value_case {
	const char *path, *typed, *stored, *meaning;
};

static const struct value_case cases[] = {
	{"budget/bedrag", "1500", "1500", "€ 1.500"},
	{"budget/bedrag", "1.500", "1500", "€ 1.500"},
	{"budget/bedrag", "1.500.000", "1500000", "€ 1.500.000"},
	{"budget/bedrag", "1.500,50", "1500.50", "€ 1.500,50"},
	{"budget/bedrag", "1500.50", "1500.50", "€ 1.500,50"},
	{"budget/bedrag", "12,5", "12.50", "€ 12,50"},
	{"budget/bedrag", "€ 1500,-", "1500", "€ 1.500"},
	{"budget/bedrag", "EUR 1.500", "1500", "€ 1.500"},
	{"budget/bedrag", "1500 euro", "1500", "€ 1.500"},
	{"budget/bedrag", "veel", "veel", "Nog geen bedrag. Typ bijvoorbeeld 1500 of 1.500,50."},
	{"budget/bedrag", "-5", "-5", "Nog geen bedrag. Typ bijvoorbeeld 1500 of 1.500,50."},
	{"budget/bedrag", "1,2,3", "1,2,3", "Nog geen bedrag. Typ bijvoorbeeld 1500 of 1.500,50."},
	{"budget/bedrag", "1.50", "1.50", "€ 1,50"},
	{"budget/jaar", "2019", "2019", ""},
	{"budget/jaar", "19", "19", "Nog geen jaar. Typ bijvoorbeeld 2019."},
	{"speerpunten/metingen/waarde", "2.780", "2780", "2.780"},
	{"speerpunten/metingen/waarde", "2,5", "2.5", "2,5"},
	{"speerpunten/metingen/waarde", "-25", "-25", "-25"},
	{"speerpunten/metingen/waarde", "een paar", "een paar", "Nog geen getal. Typ bijvoorbeeld 25 of 2,5."},
	{"periode/van", "mrt 2019", "2019-03", "maart 2019"},
	{"periode/van", "3-19", "2019-03", "maart 2019"},
	{"periode/van", "2019-03", "2019-03", "maart 2019"},
	{"periode/van", "12 maart 19", "2019-03-12", "dinsdag 12 maart 2019"},
	{"periode/van", "29-2-2020", "2020-02-29", "zaterdag 29 februari 2020"},
	{"periode/van", "29-2-2019", "29-2-2019", "Nog geen maand of dag. Typ bijvoorbeeld mrt 2019, 3-19 of 12-3-2019."},
	{"periode/van", "mrt", "mrt", "Nog geen maand of dag. Typ bijvoorbeeld mrt 2019, 3-19 of 12-3-2019."},
	{"demografie/cijfers/peil", "2018", "2018", "2018"},
	{"demografie/cijfers/peil", "1-18", "2018-01", "januari 2018"},
	{"wijk", "1.500", "1.500", ""},
	{"wijk", "mrt 2019", "mrt 2019", ""},
};

TEST(typed_values)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct value_case *c = &cases[i];
		const struct field *f = schema_find(c->path);
		struct str stored = {0}, meaning = {0};
		if (!CHECK(f != NULL))
			continue;
		value_read(&stored, f, c->typed, strlen(c->typed));
		value_meaning(&meaning, f, c->typed, strlen(c->typed));
		CHECK_TEXT(str_text(&stored), c->stored);
		CHECK_TEXT(str_text(&meaning), c->meaning);
		const char *wrong = value_wrong(f, c->typed, strlen(c->typed));
		CHECK_TEXT(wrong ? wrong : "", strncmp(c->meaning, "Nog geen", 8) == 0 ? c->meaning : "");
		str_free(&stored);
		str_free(&meaning);
	}
}

TEST(what_an_edit_begins_with_is_read_back)
{
	static const char *const values[][2] = {
		{"budget/bedrag", "1500"}, {"budget/bedrag", "1500.50"}, {"budget/bedrag", "999"}, {"budget/bedrag", "1000000"},
		{"periode/van", "2019-03"}, {"periode/van", "2019-03-02"}, {"demografie/cijfers/peil", "2019"}, {"speerpunten/metingen/waarde", "2.5"},
	};
	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		const struct field *f = schema_find(values[i][0]);
		struct str typed = {0}, stored = {0};
		value_typed(&typed, f, values[i][1], strlen(values[i][1]));
		value_read(&stored, f, str_text(&typed), typed.len);
		CHECK_TEXT(str_text(&stored), values[i][1]);
		str_free(&typed);
		str_free(&stored);
	}
}

TEST(nothing_typed_means_nothing)
{
	struct str meaning = {0};
	value_meaning(&meaning, schema_find("periode/van"), "", 0);
	CHECK_NUMBER(meaning.len, 0);
}
