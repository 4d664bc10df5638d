/* How much is found in samples that were written from the wish alone, and how often an ordinary line is taken for more. */
#include "test.h"

#include "base/str.h"
#include "gegeven_fresh.h"
#include "plan/gegeven.h"

#include <stdio.h>
#include <string.h>

static int found_of(const char *text, enum gegeven_kind kind)
{
	struct gegeven_list list = {0};
	int count = 0;
	gegeven_find(&list, text, strlen(text), "deventer.nl");
	for (size_t i = 0; i < list.count; i++)
		count += list.p[i].kind == kind;
	vec_free(&list);
	return count;
}

/* In thousandths; says what is missed. */
static int recall(const struct sample *samples, enum gegeven_kind kind)
{
	int wanted = 0, found = 0;
	for (; samples->text; samples++) {
		int count = found_of(samples->text, kind);
		wanted += samples->pieces;
		found += count < samples->pieces ? count : samples->pieces;
		if (count < samples->pieces)
			printf("  %s %d of %d: %s\n", gegeven_word(kind), count, samples->pieces, samples->text);
	}
	printf("  %s: %d of %d found\n", gegeven_word(kind), found, wanted);
	return found * 1000 / wanted;
}

TEST(what_people_write_is_found)
{
	CHECK(recall(fresh_bsns, GEGEVEN_BSN) >= 950);
	CHECK(recall(fresh_mails, GEGEVEN_EMAIL) >= 950);
	CHECK(recall(fresh_phones, GEGEVEN_PHONE) >= 950);
	CHECK(recall(fresh_ibans, GEGEVEN_IBAN) >= 950);
	CHECK(recall(fresh_addresses, GEGEVEN_ADDRESS) >= 950);
	CHECK(recall(fresh_births, GEGEVEN_BIRTH) >= 950);
}

TEST(ordinary_lines_raise_no_alarm)
{
	int lines = 0, alarms = 0;
	for (const char *const *text = fresh_ordinary; *text; text++, lines++) {
		struct gegeven_list list = {0};
		gegeven_find(&list, *text, strlen(*text), "deventer.nl");
		if (list.count)
			printf("  %s in: %s\n", gegeven_word(list.p[0].kind), *text);
		alarms += list.count > 0;
		vec_free(&list);
	}
	printf("  %d of %d ordinary lines raise an alarm\n", alarms, lines);
	CHECK(alarms * 50 <= lines);
}
