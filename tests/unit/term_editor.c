/* The text editor as a model: keys in, text and cursor out. */
#include "test.h"

#include "base/text.h"
#include "base/vec.h"
#include "term/editor.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define ZWJ "\u200d"
#define FAMILY "\U0001F468" ZWJ "\U0001F469" ZWJ "\U0001F467"
#define FLAG "\U0001F1F3\U0001F1F1"
#define COUNT(a) (sizeof(a) / sizeof *(a))

static bool press(struct editor *e, uint32_t key)
{
	return editor_key(e, &(struct event){.key = key});
}

static bool paste(struct editor *e, const char *s, size_t len)
{
	return editor_key(e, &(struct event){.key = K_PASTE, .text = s, .len = len});
}

static bool type(struct editor *e, const char *s, size_t len)
{
	bool used = true;
	uint32_t cp;
	for (size_t at = 0; at < len;) {
		at += text_decode(s + at, len - at, &cp);
		used = press(e, cp == '\n' ? K_ENTER : cp);
	}
	return used;
}

/* Words are key names, 'typed' and <pasted>; gives whether the last key was used. */
static bool play(struct editor *e, const char *keys)
{
	bool used = true;
	while (*keys) {
		size_t n = strcspn(keys, *keys == '\'' ? "" : " ");
		if (*keys == '\'') {
			n = strcspn(keys + 1, "'") + 2;
			used = type(e, keys + 1, n - 2);
		} else if (*keys == '<') {
			n = strcspn(keys, ">") + 1;
			used = paste(e, keys + 1, n - 2);
		} else if (*keys != ' ') {
			uint32_t key = key_from_name(keys, n);
			CHECK(key != K_NONE);
			used = press(e, key);
		} else {
			n = 1;
		}
		keys += n;
	}
	return used;
}

/* The text with | for the cursor and [ ] around the selection. */
static struct str shown(const struct editor *e)
{
	struct str out = {0};
	size_t len, start, end, cursor = editor_cursor(e);
	const char *s = editor_text(e, &len);
	editor_selection(e, &start, &end);
	for (size_t i = 0; i <= len; i++) {
		if (start < end && i == start)
			str_add_char(&out, '[');
		if (i == cursor)
			str_add_char(&out, '|');
		if (start < end && i == end)
			str_add_char(&out, ']');
		str_add(&out, s + i, i < len);
	}
	return out;
}

struct key_case {
	const char *text; /* before, the cursor at its end */
	const char *keys, *shown;
	bool used; /* the last key */
};

static void check_cases(const struct key_case *cases, size_t count, bool multi, int cols, int rows)
{
	for (size_t i = 0; i < count; i++) {
		struct clipboard clip = {0};
		struct editor *e = editor_new(cases[i].text, strlen(cases[i].text), multi, &clip);
		editor_layout(e, (struct area){.rows = rows, .cols = cols});
		bool used = play(e, cases[i].keys);
		struct str got = shown(e);
		if (!CHECK_TEXT(got.p, cases[i].shown) | !CHECK_NUMBER(used, cases[i].used))
			printf("  keys: %s\n", cases[i].keys);
		str_free(&got);
		editor_free(e);
		str_free(&clip.text);
	}
}

TEST(one_line)
{
	static const struct key_case cases[] = {
		{"", "", "|", true},
		{"", "'café'", "café|", true},
		{"café", "Left", "caf|é", true},
		{"cafe\u0301", "Left", "caf|e\u0301", true},
		{"cafe\u0301", "Backspace", "caf|", true},
		{"a" FAMILY "b", "Left Left", "a|" FAMILY "b", true},
		{"a" FLAG FLAG, "Backspace", "a" FLAG "|", true},
		{"abc", "Home Delete", "|bc", true},
		{"abc", "Delete", "abc|", true},
		{"abc", "Home Backspace", "|abc", true},
		{"abc", "Home Left", "|abc", true},
		{"abc", "Right", "abc|", true},
		{"een twee drie", "Ctrl-Left", "een twee |drie", true},
		{"een twee drie", "Ctrl-Left Ctrl-Left Ctrl-Right", "een twee |drie", true},
		{"een twee drie", "Ctrl-Home Ctrl-Right 'x'", "een x|twee drie", true},
		{"een", "Shift-Left Shift-Left", "e[|en]", true},
		{"een", "Home Shift-Right", "[e|]en", true},
		{"een", "Shift-Left Shift-Left Left", "e|en", true},
		{"een", "Shift-Left Shift-Left Right", "een|", true},
		{"een", "Shift-Left Shift-Left 'x'", "ex|", true},
		{"een", "Shift-Left Shift-Left Backspace", "e|", true},
		{"een", "Shift-Left Shift-Right Backspace", "ee|", true},
		{"een twee", "Ctrl-A", "[een twee|]", true},
		{"een twee", "Ctrl-A Ctrl-X", "|", true},
		{"een twee", "Ctrl-A Ctrl-X Ctrl-V Ctrl-V", "een tweeeen twee|", true},
		{"een", "Shift-Left Ctrl-C End Ctrl-V", "eenn|", true},
		{"een", "Ctrl-C", "een|", false},
		{"een", "Ctrl-X", "een|", false},
		{"een", "Ctrl-A Ctrl-V", "[een|]", true},
		{"een twee", "Ctrl-Left Ctrl-K", "een |", true},
		{"een twee", "Ctrl-Left Ctrl-K Ctrl-V", "een twee|", true},
		{"een", "Up", "een|", false},
		{"een", "Down", "een|", false},
		{"een", "Enter", "een|", false},
		{"een", "Tab", "een|", false},
		{"een", "Esc", "een|", false},
		{"een", "Ctrl-S", "een|", false},
		{"een", "PgDn", "een|", false},
		{"twee\nregels", "", "twee regels|", true},
		{"", "<a\nb\r\nc>", "a b c|", true},
		{"", "<a\xc2\x85" "b\u2028c\rd>", "a b c d|", true},
		{"", "<\x1b[31mrood\x07\x7f\xc2\x9b>", "[31mrood|", true},
		{"x", "Ctrl-A <\n>", "[x|]", true},
		{"a\xff" "b", "", "a\ufffd" "b|", true},
		{"", "<\xff>", "\ufffd|", true},
		/* What is put joins the mark behind it: the cursor does not stay between. */
		{"x\u0301", "Home 'a' Right Backspace", "a|", true},
		{"\u0301", "Home 'a'", "a\u0301|", true},
	};
	check_cases(cases, COUNT(cases), false, 40, 1);
}

TEST(undo_goes_by_words)
{
	static const struct key_case cases[] = {
		{"", "'een twee' Ctrl-Z", "een |", true},
		{"", "'een twee' Ctrl-Z Ctrl-Z", "|", true},
		{"", "'een twee' Ctrl-Z Ctrl-Z Ctrl-Z", "|", false},
		{"", "'een twee' Ctrl-Z Ctrl-Z Ctrl-Y", "een |", true},
		{"", "'een twee' Ctrl-Z Ctrl-Z Ctrl-Y Ctrl-Y", "een twee|", true},
		{"", "'een twee' Ctrl-Z 'x' Ctrl-Y", "een x|", false},
		{"", "'een' Left Right 's' Ctrl-Z", "een|", true},
		{"een twee", "Backspace Backspace Ctrl-Z", "een twee|", true},
		{"een twee", "Backspace Backspace Backspace Backspace Backspace Backspace Ctrl-Z", "een|", true},
		{"een twee", "Home Delete Delete Delete Delete Delete Ctrl-Z", "|twee", true},
		{"een twee", "Home Delete Delete Delete Delete Delete Ctrl-Z Ctrl-Z", "|een twee", true},
		{"een", "Ctrl-A 'x' Ctrl-Z", "[een|]", true},
		{"een", "Ctrl-A Ctrl-X Ctrl-Z", "[een|]", true},
		{"een", "<en nog> Ctrl-Z", "een|", true},
		{"een", "'s' <en nog> 's' Ctrl-Z Ctrl-Z", "eens|", true},
		{"een", "Home Ctrl-K Ctrl-Z Ctrl-Y", "|", true},
		{"een", "Ctrl-Z", "een|", false},
		{"een", "Home Shift-Right <twee> Ctrl-Z", "[e|]en", true},
		{"een", "Home Shift-Right <twee> Ctrl-Z Ctrl-Y", "twee|en", true},
		{"een", "Shift-Left Ctrl-X Home Ctrl-V Ctrl-Z", "|ee", true},
		{"een", "Shift-Left Ctrl-X Home Ctrl-V Ctrl-Z Ctrl-Z", "ee[|n]", true},
		{"een", "Shift-Left Ctrl-X Home Ctrl-V Ctrl-Z Ctrl-Z Ctrl-Y Ctrl-Y", "n|ee", true},
		{"een", "Shift-Left Ctrl-C End Ctrl-V Ctrl-Z Ctrl-Y Ctrl-Z", "een|", true},
	};
	check_cases(cases, COUNT(cases), false, 40, 1);
}

/* A silence ends a step in the middle of a word; another text in the place of all of it is one step. */
TEST(undo_goes_by_bursts)
{
	struct clipboard clip = {0};
	struct editor *e = editor_new("", 0, true, &clip);
	size_t len;
	play(e, "'buurt'");
	editor_pause(e);
	play(e, "'huis' Ctrl-Z");
	CHECK_TEXT(editor_text(e, &len), "buurt");
	play(e, "Backspace");
	editor_pause(e);
	play(e, "Backspace Ctrl-Z");
	CHECK_TEXT(editor_text(e, &len), "buur");
	editor_set(e, "uit een andere editor\n", 22);
	editor_pause(e);
	play(e, "'!' Ctrl-Z Ctrl-Z");
	CHECK_TEXT(editor_text(e, &len), "buur");
	play(e, "Ctrl-Y Ctrl-Y");
	CHECK_TEXT(editor_text(e, &len), "uit een andere editor!");
	unsigned long before = editor_changes(e);
	editor_set(e, "uit een andere editor!\n\n", 24);
	CHECK_NUMBER(editor_changes(e), before);
	editor_free(e);
	str_free(&clip.text);
}

static bool mouse(struct editor *e, uint32_t key, int y, int x)
{
	return editor_key(e, &(struct event){.key = key, .y = y, .x = x});
}

TEST(the_mouse)
{
	struct clipboard clip = {0};
	struct editor *e = editor_new("een\ntwee 漢字\ndrie\nvier\nvijf\nzes\nzeven\nacht", strlen("een\ntwee 漢字\ndrie\nvier\nvijf\nzes\nzeven\nacht"), true, &clip);
	struct area a = {.y = 5, .x = 3, .rows = 4, .cols = 20};
	int above, below, line, column;
	play(e, "Ctrl-Home");
	editor_layout(e, a);
	CHECK(mouse(e, K_CLICK, 6, 5));
	editor_place(e, &line, &column);
	CHECK_NUMBER(line * 100 + column, 102);
	mouse(e, K_CLICK, 6, 3 + 6); /* the right half of a wide character */
	editor_place(e, &line, &column);
	CHECK_NUMBER(line * 100 + column, 105);
	mouse(e, K_CLICK, 5, 22);
	editor_place(e, &line, &column);
	CHECK_NUMBER(line * 100 + column, 3);
	CHECK(!mouse(e, K_CLICK, 4, 5) && !mouse(e, K_CLICK, 9, 5) && !mouse(e, K_CLICK, 6, 2) && !mouse(e, K_CLICK, 6, 23));
	/* The wheel takes the view away from the cursor, to the end; a key brings it back. */
	for (int i = 0; i < 3; i++)
		CHECK(mouse(e, K_WHEEL_DOWN, 6, 6));
	CHECK(!mouse(e, K_WHEEL_DOWN, 1, 1));
	editor_layout(e, a);
	editor_hidden(e, &above, &below);
	CHECK_NUMBER(above * 100 + below, 400);
	editor_place(e, &line, &column);
	CHECK_NUMBER(line * 100 + column, 3);
	mouse(e, K_WHEEL_UP, 6, 6);
	editor_layout(e, a);
	editor_hidden(e, &above, &below);
	CHECK_NUMBER(above, 1);
	play(e, "'x'");
	editor_layout(e, a);
	editor_hidden(e, &above, &below);
	CHECK_NUMBER(above, 0);
	/* A click in what was scrolled to stays there. */
	mouse(e, K_WHEEL_DOWN, 6, 6);
	editor_layout(e, a);
	mouse(e, K_CLICK, 8, 3);
	editor_layout(e, a);
	editor_hidden(e, &above, &below);
	editor_place(e, &line, &column);
	CHECK_NUMBER(above * 100 + line, 306);
	editor_free(e);
	str_free(&clip.text);
}

TEST(several_lines)
{
	static const struct key_case cases[] = { /* nine columns */
		{"", "'a' Enter 'b'", "a\nb|", true},
		{"abc\nd\nefg", "Up", "abc\nd|\nefg", true},
		{"abc\nd\nefg", "Up Up", "abc|\nd\nefg", true},
		{"abc\nd\nefg", "Up Up Up", "|abc\nd\nefg", true},
		{"abc\nd\nefg", "Up Up Up Up", "|abc\nd\nefg", false},
		{"abc\nd\nefg", "Left Up Up", "ab|c\nd\nefg", true},
		{"abc\nd\nefg", "Up Left Up", "|abc\nd\nefg", true},
		{"abc\ndef", "Left Down", "abc\ndef|", true},
		{"abc\ndef", "Down", "abc\ndef|", false},
		{"abc\ndef", "Up Shift-Down", "abc[\ndef|]", true},
		{"abc\ndef", "Shift-Up Shift-Up", "[|abc\ndef]", true},
		{"abc\ndef", "Home", "abc\n|def", true},
		{"abc\ndef", "Up Home End", "abc|\ndef", true},
		{"abc\ndef", "Ctrl-Home", "|abc\ndef", true},
		{"abc\ndef", "Ctrl-Home Ctrl-K", "|\ndef", true},
		{"abc\ndef", "Ctrl-Home Ctrl-K Ctrl-K", "|def", true},
		{"abc\ndef", "Home Backspace", "abc|def", true},
		{"aaaa bbbb cccc", "Up", "aaaa| bbbb cccc", true},
		{"aaaa bbbb cccc", "Up End", "aaaa bbbb| cccc", true},
		{"aaaa bbbb cccc", "Home", "aaaa bbbb |cccc", true},
		{"aaaa bbbb cccc", "Home Left", "aaaa bbbb| cccc", true},
		{"aaaaaaaaaaaaa", "Up End", "aaaaaaaa|aaaaa", true},
		{"aaaaaaaaaaaaa", "Home", "aaaaaaaaa|aaaa", true},
		{"漢漢漢漢\nxxx", "Up", "漢|漢漢漢\nxxx", true},
		{"1\n2\n3\n4\n5\n6", "PgUp", "1\n2\n3\n4|\n5\n6", true},
		{"1\n2\n3\n4\n5\n6", "PgUp PgUp PgUp", "1|\n2\n3\n4\n5\n6", true},
		{"1\n2\n3\n4\n5\n6", "Ctrl-Home PgDn", "1\n2\n|3\n4\n5\n6", true},
		{"", "<a\r\nb\rc\n\n>", "a\nb\nc|", true},
		{"", "<a\n\n\nb>", "a\n\n\nb|", true},
		{"", "<een\ttab>", "een\ttab|", true},
		{"", "'a' Enter Enter", "a\n\n|", true},
		{"a\n\n", "", "a|", true},
	};
	check_cases(cases, COUNT(cases), true, 10, 3);
}

TEST(keys_that_no_text_is)
{
	static const uint32_t keys[] = {0, 1 + K_NONE, 0x07, 0x7f, 0x80, 0x9b, 0xd800, 0x2028, K_RESIZE, K_TICK, K_HANGUP, K_F1};
	struct clipboard clip = {0};
	struct editor *e = editor_new("x", 1, true, &clip);
	for (size_t i = 0; i < COUNT(keys); i++)
		CHECK(!press(e, keys[i]));
	size_t len;
	CHECK_TEXT(editor_text(e, &len), "x");
	CHECK_NUMBER(editor_changes(e), 0);
	press(e, 0x1f600);
	press(e, K_CTRL_Z);
	CHECK_NUMBER(editor_changes(e), 2);
	editor_set(e, "nieuw\n", 6);
	CHECK_TEXT(editor_text(e, &len), "nieuw");
	press(e, K_CTRL_Z);
	CHECK_TEXT(editor_text(e, &len), "x");
	editor_free(e);
	editor_free(NULL);
}

TEST(the_view_follows_the_cursor)
{
	struct clipboard clip = {0};
	struct editor *e = editor_new("1\n2\n3\n4\n5", 9, true, &clip);
	struct area a = {.rows = 3, .cols = 10};
	int above, below, line, column;
	editor_layout(e, a);
	editor_hidden(e, &above, &below);
	CHECK_NUMBER(above, 2);
	CHECK_NUMBER(below, 0);
	play(e, "Up Up");
	editor_layout(e, a);
	editor_hidden(e, &above, &below);
	CHECK_NUMBER(above, 2);
	play(e, "Ctrl-Home");
	editor_layout(e, a);
	editor_hidden(e, &above, &below);
	CHECK_NUMBER(above, 0);
	CHECK_NUMBER(below, 2);
	editor_set(e, "een twee", 8);
	editor_place(e, &line, &column);
	CHECK_NUMBER(line, 0);
	CHECK_NUMBER(column, 8);
	CHECK_NUMBER(editor_height(e, 10), 1);
	CHECK_NUMBER(editor_height(e, 9), 1);
	CHECK_NUMBER(editor_height(e, 8), 2);
	CHECK_NUMBER(editor_height(e, 0), 7);
	editor_layout(e, (struct area){.rows = 1, .cols = 5});
	editor_place(e, &line, &column);
	CHECK_NUMBER(line, 1);
	CHECK_NUMBER(column, 4);
	editor_free(e);
}

static const uint32_t moves[] = {
	K_LEFT, K_RIGHT, K_UP, K_DOWN, K_HOME, K_END, K_PAGE_UP, K_PAGE_DOWN, K_WORD_LEFT, K_WORD_RIGHT, K_SELECT_LEFT, K_SELECT_RIGHT,
	K_SELECT_UP, K_SELECT_DOWN, K_TEXT_START, K_TEXT_END, K_CTRL_A, K_CTRL_C, K_CTRL_X, K_CTRL_V, K_CTRL_K, K_CTRL_Z, K_CTRL_Y,
	K_BACKSPACE, K_DELETE, K_BACKSPACE, K_ENTER,
};

static void random_key(struct editor *e, unsigned long long *seed)
{
	static const char *const typed[] = {"a", "b", " ", " ", "é", "\u0301", "漢", "\U0001F468", ZWJ, "\ufe0f", "\U0001F1F3", "–", "\u1161", "."};
	static const char *const pasted[] = {"twee woorden", FAMILY, FLAG FLAG, "a\r\nb\r\n", "\x1b[2J\xff\xc2\x85", "\u0301\u0302", ZWJ "x", "een\ttab\n\n"};
	const char *s;
	switch (test_random(seed, 8)) {
	case 0:
	case 1:
	case 2:
		s = typed[test_random(seed, COUNT(typed))];
		type(e, s, strlen(s));
		break;
	case 3:
		s = pasted[test_random(seed, COUNT(pasted))];
		paste(e, s, strlen(s));
		break;
	case 4:
		editor_pause(e);
		if (test_random(seed, 8) == 0)
			editor_set(e, "een andere\ntekst", 16);
		break;
	default:
		press(e, moves[test_random(seed, COUNT(moves))]);
	}
}

static bool is_boundary(const char *s, size_t len, size_t at)
{
	size_t p = 0;
	while (p < at)
		p = text_next(s, len, p);
	return p == at;
}

static bool is_sound(const struct editor *e, bool multi)
{
	size_t len, start, end;
	const char *s = editor_text(e, &len);
	editor_selection(e, &start, &end);
	return end <= len && text_invalid_at(s, len) == len && s[len] == '\0' && (multi || !memchr(s, '\n', len)) &&
	       is_boundary(s, len, start) && is_boundary(s, len, end);
}

TEST(random_keys_keep_text_and_characters_whole)
{
	unsigned long long seed = test_seed();
	for (int round = 0; round < 300; round++) {
		struct clipboard clip = {0};
		bool multi = round % 2;
		struct editor *e = editor_new("begin – café", strlen("begin – café"), multi, &clip);
		editor_layout(e, (struct area){.rows = 3, .cols = 2 + (int)test_random(&seed, 30)});
		for (int i = 0; i < 150; i++) {
			random_key(e, &seed);
			if (!CHECK(is_sound(e, multi)))
				return;
		}
		size_t len;
		struct str last = {0};
		int redone = 0;
		while (press(e, K_CTRL_Y)) {
		}
		str_add_text(&last, editor_text(e, &len));
		while (press(e, K_CTRL_Z)) {
			CHECK(is_sound(e, multi));
			redone++;
		}
		for (int again = 0; again < 3; again++) {
			CHECK_TEXT(editor_text(e, &len), "begin – café");
			for (int i = 0; i < redone; i++)
				CHECK(press(e, K_CTRL_Y));
			CHECK(!press(e, K_CTRL_Y) && is_sound(e, multi));
			CHECK_TEXT(editor_text(e, &len), str_text(&last));
			for (int i = 0; i < redone; i++)
				CHECK(press(e, K_CTRL_Z));
		}
		str_free(&last);
		editor_free(e);
		str_free(&clip.text);
	}
}

/* Thousands of words, each key in a small part of what a person feels (100 ms); by a wide margin, for
 * sanitizers and a busy machine. */
TEST(a_long_text_stays_fast)
{
	struct clipboard clip = {0};
	struct str s = {0};
	struct timespec a, b;
	for (int i = 0; i < 1250; i++)
		str_add_text(&s, i % 40 == 39 ? "één twee drie vier\n" : "buurtbewoners en café ’s avonds ");
	struct editor *e = editor_new(s.p, s.len, true, &clip);
	press(e, K_PAGE_UP);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
	for (int i = 0; i < 100; i++) {
		press(e, 'x');
		editor_layout(e, (struct area){.rows = 20, .cols = 76});
	}
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
	double ms = ((double)(b.tv_sec - a.tv_sec) * 1e3 + (double)(b.tv_nsec - a.tv_nsec) / 1e6) / 100;
	printf("a key in 5,000 words (%zu bytes): %.2f ms\n", s.len, ms);
	CHECK(ms < 20);
	editor_free(e);
	str_free(&s);
}
