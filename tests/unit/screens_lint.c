/* The rows of actions of every screen, and the words in what people read there. */
#include "tests/unit/test.h"

#include "base/text.h"
#include "screens/open.h"
#include "term/ask.h"

#include <string.h>

static const struct screen_class *const classes[] = {
	&overzicht_class, &plan_class, &record_class, &bewaren_class, &botsing_class, &geschiedenis_class, &versie_class,
	&ask_line_class, &ask_text_class, &ask_choice_class,
};
enum { CLASSES = sizeof classes / sizeof *classes };

TEST(actions_are_sound)
{
	for (size_t i = 0; i < CLASSES; i++) {
		const char *wrong = action_lint(classes[i]);
		CHECK_TEXT(wrong ? wrong : "", "");
	}
}

TEST(each_screen_can_be_kept_at_a_hang_up)
{
	for (size_t i = 1; i < CLASSES; i++)
		CHECK(classes[i]->leave || classes[i] == &ask_choice_class);
}

/* Words that a buurtmaker never needs to know. */
static bool is_plain(const char *text)
{
	static const char *const words[] = {"commit", "branch", "merge", "rebase", "git ", "repository", "conflict", "pull", "push", "head", "sync"};
	struct str folded = {0};
	bool plain = true;
	text_fold(&folded, text, strlen(text));
	for (size_t i = 0; i < sizeof words / sizeof *words && plain; i++)
		plain = !strstr(str_text(&folded), words[i]);
	str_free(&folded);
	return plain;
}

TEST(words_are_plain)
{
	CHECK(!is_plain("een Commit"));
	for (size_t i = 0; i < CLASSES; i++) {
		CHECK(is_plain(classes[i]->help));
		for (const struct action *a = classes[i]->actions; a && a->name; a++)
			CHECK(is_plain(a->help) && (!a->label || is_plain(a->label)));
	}
}

TEST(names_are_unique)
{
	for (size_t i = 0; i < CLASSES; i++)
		for (size_t k = 0; k < i; k++)
			CHECK(strcmp(classes[i]->name, classes[k]->name) != 0);
}
