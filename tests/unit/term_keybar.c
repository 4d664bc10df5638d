#include "test.h"

#include "term/action.h"
#include "term/stack.h"

#include <string.h>

static void run(struct ui *ui, struct screen *s)
{
	(void)ui, (void)s;
}

static bool never(const struct screen *s)
{
	(void)s;
	return false;
}

static bool always(const struct screen *s)
{
	(void)s;
	return true;
}

static const struct action actions[] = {
	{"stop", {'q'}, "stop", "Stopt", run, NULL},
	{"open", {K_ENTER}, "open", "Opent", run, NULL},
	{"geheim", {'y'}, "geheim", "Kan niet", run, never},
	{"geschiedenis", {'g'}, "geschiedenis", "Laat zien wie wat veranderde", run, NULL},
	{"bewaren", {'b', K_CTRL_S}, "bewaren", "Bewaart", run, NULL},
	{"stil", {'z'}, NULL, "Staat niet in de balk", run, NULL},
	{0},
};

static const struct screen_class reading = {.name = "lezen", .help = "Lezen.", .actions = actions};
static const struct screen_class typing = {.name = "typen", .help = "Typen.", .actions = actions, .typing = always};

/* The bar as it fits, by the names of the rows. */
static const char *bar(const struct screen *s, int cols, int chosen, char out[200])
{
	const struct action *rows[KEYBAR_ROWS];
	bool shown[KEYBAR_ROWS];
	size_t count = keybar_rows(s, rows);
	bool all = keybar_fit(s, rows, count, cols, chosen, shown);
	out[0] = '\0';
	for (size_t i = 0; i < count; i++) {
		if (!shown[i])
			continue;
		strcat(out, rows[i]->name);
		strcat(out, " ");
	}
	return strcat(out, all ? "all" : "more");
}

TEST(what_fits)
{
	struct screen s = {.class = &reading};
	static const struct {
		int cols, chosen;
		const char *want;
	} cases[] = {
		/* "Enter open · g geschiedenis · b bewaren · ? hulp · q stop": 57 */
		{80, -1, "open geschiedenis bewaren hulp stop all"}, {57, -1, "open geschiedenis bewaren hulp stop all"},
		/* stopping gives way to saving, as long as that helps and it is not the chosen one */
		{56, -1, "open geschiedenis bewaren hulp more"}, {50, -1, "open geschiedenis bewaren hulp more"},
		{49, -1, "open geschiedenis hulp stop more"}, {56, 4, "open geschiedenis hulp stop more"}, {46, -1, "open hulp stop more"}, {29, -1, "hulp stop more"},
		/* the chosen one is always there */
		{56, 2, "open geschiedenis bewaren hulp more"}, {45, 1, "geschiedenis hulp stop more"}, {45, 2, "bewaren hulp stop more"},
		{56, 3, "open geschiedenis bewaren hulp more"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char out[200];
		CHECK_TEXT(bar(&s, cases[i].cols, cases[i].chosen, out), cases[i].want);
	}
}

TEST(back_stands_where_there_is_a_way_back)
{
	struct screen below = {.class = &reading}, s = {.class = &reading, .below = &below};
	char out[200];
	CHECK_TEXT(bar(&s, 99, -1, out), "open geschiedenis bewaren hulp terug stop all");
}

TEST(letters_are_no_keys_while_typing)
{
	struct screen s = {.class = &typing};
	CHECK_NUMBER(action_key(&actions[4], &s), K_CTRL_S);
	CHECK_NUMBER(action_key(&actions[3], &s), 0);
	CHECK_NUMBER(action_key(action_find(common_actions, &s, K_F1), &s), K_F1);
	s.class = &reading;
	CHECK_NUMBER(action_key(&actions[4], &s), 'b');
	CHECK(action_find(actions, &s, 'y') == NULL); /* not possible */
	CHECK(action_find(actions, &s, K_CTRL_S) == &actions[4]);
}

TEST(lint)
{
	static const struct {
		struct action rows[3];
		const char *want;
	} cases[] = {
		{{{"a", {'a'}, "a", "A", run, NULL}, {"b", {'b'}, "b", "B", run, NULL}}, NULL},
		{{{"a", {'a'}, "a", "A", run, NULL}, {"a", {'b'}, "b", "B", run, NULL}}, "a name that comes twice"},
		{{{"a", {'a'}, "a", "A", run, NULL}, {"b", {'b', 'a'}, "b", "B", run, NULL}}, "a key that comes twice"},
		{{{"a", {'a'}, "a", "A", run, always}, {"b", {'a'}, "b", "B", run, never}}, NULL},
		{{{"a", {'?'}, "a", "A", run, NULL}}, "a key that belongs to every screen"},
		{{{"a", {'j'}, "a", "A", run, NULL}}, "a key that belongs to every screen"},
		{{{"a", {K_ESC}, "a", "A", run, NULL}}, NULL},
		{{{"a", {'a'}, "a", "", run, NULL}}, "an action without help"},
		{{{"a", {'a'}, "zeventien tekens!", "A", run, NULL}}, "a label that is too long"},
		{{{"a", {0}, NULL, "A", run, NULL}}, "an action without key or label: nobody can reach it by the keys"},
		{{{"a", {'a'}, NULL, "A", NULL, NULL}}, "an action that does nothing"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct screen_class class = {.name = "x", .help = "X.", .actions = cases[i].rows};
		const char *got = action_lint(&class);
		CHECK_TEXT(got ? got : "well", cases[i].want ? cases[i].want : "well");
	}
	CHECK(action_lint(&(struct screen_class){.name = "x"}) != NULL);
	CHECK(action_lint(&reading) == NULL);
}
