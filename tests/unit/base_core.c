/* Errors, growable texts, arrays and arenas. */
#include "test.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/hash.h"
#include "base/str.h"
#include "base/table.h"
#include "base/text.h"
#include "base/vec.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

TEST(errors_are_cut_at_a_whole_character)
{
	char longest[3000];
	struct err e;
	for (size_t skip = 0; skip < 4; skip++) {
		memset(longest, 'x', skip);
		size_t at = skip;
		while (at + 4 < sizeof longest) {
			memcpy(longest + at, "€", 3);
			at += 3;
		}
		longest[at] = '\0';
		CHECK_NUMBER(err_set(&e, ERR_IO, "%s", longest), ERR_IO);
		CHECK_NUMBER(text_invalid_at(e.text, strlen(e.text)), strlen(e.text));
		CHECK(strlen(e.text) > sizeof e.text - 5);
	}
	CHECK_NUMBER(err_at(&e, ERR_USE, 3, 4, "%s", "kort"), ERR_USE);
	CHECK(e.line == 3 && e.column == 4);
	CHECK_TEXT(e.text, "kort");
	CHECK_NUMBER(err_set(&e, ERR_NO, "%s!", e.text), ERR_NO); /* an error about an error */
	CHECK_TEXT(e.text, "kort!");
	CHECK_NUMBER(err_set(NULL, ERR_NO, "niemand"), ERR_NO);
}

TEST(texts_grow)
{
	struct str s = {0};
	CHECK_TEXT(str_text(&s), "");
	str_add_text(&s, "een");
	str_addf(&s, " %d %s", 2, "drie");
	str_add_times(&s, '.', 3);
	CHECK_TEXT(s.p, "een 2 drie...");
	str_splice(&s, 4, 1, "twee", 4);
	CHECK_TEXT(s.p, "een twee drie...");
	str_splice(&s, 0, 4, NULL, 0);
	CHECK(str_is(&s, "twee drie..."));
	for (int i = 0; i < 10000; i++)
		str_add_char(&s, 'a');
	CHECK_NUMBER(s.len, 10012);
	char *taken = str_take(&s);
	CHECK(!s.p && strlen(taken) == 10012);
	free(taken);
	taken = str_take(&s);
	CHECK_TEXT(taken, "");
	free(taken);
}

TEST(arrays_grow)
{
	VEC(int) v = {0};
	for (int i = 0; i < 1000; i++)
		vec_push(&v, i * i);
	CHECK(v.count == 1000 && v.p[999] == 998001);
	vec_free(&v);
	CHECK(!v.p && !v.count);
}

TEST(arenas_are_aligned_and_zeroed)
{
	struct arena a = {0};
	for (size_t size = 1; size < 100000; size = size * 3 + 1) {
		unsigned char *p = arena_alloc(&a, size);
		CHECK((uintptr_t)p % sizeof(void *) == 0);
		for (size_t i = 0; i < size; i++)
			if (!CHECK(p[i] == 0))
				break;
		memset(p, 0xff, size);
	}
	CHECK_TEXT(arena_copy(&a, "kopie!", 5), "kopie");
	arena_clear(&a);
	CHECK(!a.blocks);
}

TEST(a_table_knows_the_number_of_each_key)
{
	static char keys[3000][8];
	struct table t = {0};
	CHECK(table_find(&t, "k1") == TABLE_NONE);
	for (size_t i = 0; i < 3000; i++) {
		snprintf(keys[i], sizeof keys[i], "k%zu", i);
		size_t *number = table_at(&t, keys[i]);
		CHECK(*number == TABLE_NONE);
		*number = i;
	}
	for (size_t i = 0; i < 3000; i++) {
		char same[8];
		snprintf(same, sizeof same, "k%zu", i);
		CHECK_NUMBER(table_find(&t, same), i);
		CHECK_NUMBER(*table_at(&t, same), i);
	}
	CHECK_NUMBER(t.count, 3000);
	CHECK(table_find(&t, "") == TABLE_NONE && table_find(&t, "k3000") == TABLE_NONE);
	table_clear(&t);
	CHECK(table_find(&t, "k1") == TABLE_NONE);
}

TEST(words_that_differ_in_one_place_hash_differently)
{
	char text[41] = "0123456789012345678901234567890123456789";
	for (size_t len = 0; len <= 40; len++) {
		uint64_t whole = hash_words(HASH_START, text, len);
		for (size_t i = 0; i < len; i++) {
			text[i] ^= 1;
			CHECK(hash_words(HASH_START, text, len) != whole);
			text[i] ^= 1;
		}
	}
}
