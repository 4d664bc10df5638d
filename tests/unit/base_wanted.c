/* What a person typed to find something, against texts. */
#include "test.h"

#include "base/text.h"
#include "base/wanted.h"

#include <string.h>

static bool finds(const char *query, const char *text)
{
	struct wanted w = {0};
	struct str folded = {0};
	wanted_set(&w, query, strlen(query));
	text_fold(&folded, text, strlen(text));
	bool found = wanted_in(&w, str_text(&folded), folded.len);
	wanted_clear(&w);
	str_free(&folded);
	return found;
}

TEST(each_word_must_be_there)
{
	CHECK(finds("", "wat dan ook") && finds("  ", "") && finds("\u0301", "los accent"));
	CHECK(finds("heel schoon", "Schoon, heel en veilig"));
	CHECK(!finds("heel vuil", "Schoon, heel en veilig"));
	CHECK(finds("choo", "Schoon"));
	CHECK(finds("CAFÉ", "cafe\u0301") && finds("cafe", "Café") && finds("ijs", "\u0132S") && finds("\u0132s", "ijs"));
	CHECK(finds("foto's", "foto\u2019s"));
}

TEST(quotes_hold_words_together)
{
	CHECK(finds("\"heel en\"", "Schoon, heel en veilig") && !finds("\"en heel\"", "Schoon, heel en veilig"));
	CHECK(finds("\"heel en", "Schoon, heel en veilig") && !finds("\"en heel", "Schoon, heel en veilig"));
	CHECK(finds("scho\"heel en\"vei", "Schoon, heel en veilig"));
	CHECK(finds("\"\"", "niets") && finds("\"", "niets"));
	CHECK(finds("\" heel\"", "Schoon, heel") && !finds("\" heel\"", "Geheel"));
}

TEST(a_pasted_page_has_an_end)
{
	struct wanted w = {0};
	struct str page = {0};
	for (int i = 0; i < 50000; i++)
		str_add_text(&page, "e \"e\" ");
	wanted_set(&w, page.p, page.len);
	CHECK_NUMBER(w.count, WANTED_MOST);
	CHECK(wanted_in(&w, "e", 1));
	wanted_clear(&w);
	str_free(&page);
}

TEST(another_query_comes_in_its_place)
{
	struct wanted w = {0};
	size_t len;
	wanted_set(&w, "een twee", 8);
	CHECK_NUMBER(w.count, 2);
	wanted_set(&w, "Drie", 4);
	CHECK_NUMBER(w.count, 1);
	CHECK(memcmp(wanted_piece(&w, 0, &len), "drie", 4) == 0 && len == 4);
	wanted_clear(&w);
}
