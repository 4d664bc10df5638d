/* The rows of actions of every screen, and the words in what people read there. */
#include "tests/unit/test.h"

#include "base/text.h"
#include "screens/open.h"
#include "screens/screens.h"
#include "term/ask.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct screen_class *const classes[] = {
	&overzicht_class, &plan_class, &record_class, &swot_class, &bewaren_class, &gegevens_class, &botsing_class, &geschiedenis_class, &versie_class, &wie_schreef_class, &toen_class, &vergelijk_class, &vraag_class, &lezen_class, &zoeken_class, &opmerkingen_class,
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

/* What has a label stands in the key bar, that the arrows go to; the list of all actions has nothing that is not there.  Where
 * one types there are keys of the editor besides, and the board has short ways to do what "verplaats" does. */
static bool has_more_keys(const struct screen_class *class)
{
	return class == &ask_line_class || class == &ask_text_class || class == &swot_class;
}

TEST(arrows_and_enter_do_everything)
{
	for (size_t i = 0; i < CLASSES; i++)
		for (const struct action *a = classes[i]->actions; a && a->name; a++)
			if (!has_more_keys(classes[i]) && !CHECK(a->label != NULL))
				printf("  %s: %s\n", classes[i]->name, a->name);
}

TEST(each_screen_can_be_kept_at_a_hang_up)
{
	for (size_t i = 1; i < CLASSES; i++)
		CHECK(classes[i]->leave || classes[i] == &ask_choice_class || classes[i] == &zoeken_class);
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

/* Every text in the code of the screens that people read: _("…"), as it stands there. */
static void check_texts(const char *file, const char *code)
{
	for (const char *at = code; (at = strstr(at, "_(\"")); at++) {
		const char *end = strchr(at, '\n');
		struct str text = {0};
		str_add(&text, at, end ? (size_t)(end - at) : strlen(at));
		if (!CHECK(is_plain(str_text(&text))))
			printf("  %s: %s\n", file, str_text(&text));
		str_free(&text);
	}
}

static int is_code(const struct dirent *d)
{
	size_t len = strlen(d->d_name);
	return len > 2 && strcmp(d->d_name + len - 2, ".c") == 0;
}

TEST(texts_are_plain)
{
	struct dirent **names = NULL;
	int count = scandir("screens", &names, is_code, alphasort);
	CHECK(count > 10);
	for (int i = 0; i < count; i++) {
		char file[300];
		static char code[100000];
		snprintf(file, sizeof file, "screens/%s", names[i]->d_name);
		FILE *f = fopen(file, "r");
		if (CHECK(f != NULL)) {
			size_t len = fread(code, 1, sizeof code - 1, f);
			code[len] = '\0';
			check_texts(file, code);
			fclose(f);
		}
		free(names[i]);
	}
	free(names);
}

TEST(names_are_unique)
{
	for (size_t i = 0; i < CLASSES; i++)
		for (size_t k = 0; k < i; k++)
			CHECK(strcmp(classes[i]->name, classes[k]->name) != 0);
}

struct described {
	const char *name; /* of the screen that must be there */
	size_t found, rows;
};

static void note_described(void *ctx, const char *name, const char *text, bool is_screen)
{
	struct described *d = ctx;
	bool common = is_screen && strcmp(name, "Op elk scherm") == 0;
	CHECK(*name && (*text || common));
	d->found += is_screen && strcmp(name, d->name) == 0;
	d->rows += !is_screen;
}

TEST(the_manual_has_each_screen)
{
	for (size_t i = 0; i < CLASSES; i++) {
		struct described d = {.name = classes[i]->name};
		screens_describe(note_described, &d);
		if (!CHECK_NUMBER(d.found, 1))
			printf("  %s: add it to screens/describe.c\n", d.name);
		CHECK(d.rows > CLASSES);
	}
}
