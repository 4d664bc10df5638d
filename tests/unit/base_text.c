/* Text as people see it: what is drawn, how wide it is, where it may be cut. */
#include "test.h"

#include "base/mem.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unigbrk.h>
#include <wchar.h>

#define ZWJ "\u200d"
#define VS16 "\ufe0f"
#define FAMILY "\U0001F468" ZWJ "\U0001F469" ZWJ "\U0001F467"
#define FLAG "\U0001F1F3\U0001F1F1"
#define TEN_MARKS "\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030a"
#define COUNT(a) (sizeof(a) / sizeof *(a))

static const char *const nasty[] = {
	"", " ", "\n", "\n\n", "a", "é", "e\u0301", "twee woorden", "  voor en na  ", "een\ttab", "regel\nregel\n",
	FAMILY, "a " FAMILY " b " FAMILY FAMILY, FLAG FLAG FLAG, "x" FLAG FLAG, "\u2764" VS16, "1" VS16 "\u20e3",
	"e" TEN_MARKS TEN_MARKS TEN_MARKS "x", "\u0301los", "漢字かな交じり文 漢字", "\x1b[31mrood\x1b[0m", "a\bX\rY\x7f",
	"\u202egnar\u202c", "nul\u200bbreed", "zacht\u00adstreepje", "\U000E0061\U000E0062", "\xc2\x9b" "31m", "\u2028\u2029",
	"\xc0\xaf\xff\xed\xa0\x80\xf5", "\xe2\x82", "a\xe9 z", "\U0001F44D\U0001F3FD ok", "een-heel-lang-woord-zonder-einde",
	"\u1100\u1161\u11a8\u1112", "\u0915\u094d\u0937\u093f", "\u0600a\u0600b", "crlf\r\nregel", "vijf   blanks   hier",
	"Activiteiten – de “buurt” … ’s avonds café naïef €", "a" ZWJ "b", "\u3164\u115f\u2060\ufeff", "\U0010FFFE\uFFFE\u0378",
};

struct clean_case {
	const char *name, *in, *out;
	int columns;
};

static const struct clean_case cleans[] = {
	{"ASCII", "Doel 1: ok~", "Doel 1: ok~", 11},
	{"NFC", "caf\u00e9", "caf\u00e9", 4},
	{"NFD", "cafe\u0301", "cafe\u0301", 4},
	{"escape", "\x1b[31m", "␛[31m", 5},
	{"C0", "\x01\b\r\n\v", "␁␈␍␊␋", 5},
	{"tab", "a\tb", "a b", 3},
	{"DEL", "\x7f", "␡", 1},
	{"C1", "\xc2\x80\xc2\x85\xc2\x9b", "···", 3},
	{"C1 byte", "\x9b", "·", 1},
	{"bidi", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c", "············", 12},
	{"zero width", "a\u200bb\u2060c\ufeffd", "a·b·c·d", 7},
	{"soft hyphen", "a\u00adb", "a·b", 3},
	{"tags", "\U000E0001\U000E0061", "··", 2},
	{"line and paragraph separator", "\u2028\u2029", "··", 2},
	{"overlong", "\xc0\xaf", "··", 2},
	{"surrogate", "\xed\xa0\x80", "···", 3},
	{"torn", "a\xe2\x82", "a··", 3},
	{"U+FFFD itself", "\ufffd", "\ufffd", 1},
	{"unassigned", "\u0378", "·", 1},
	{"fillers", "\u3164\u115f", "··", 2},
	{"family", FAMILY, "\U0001F468\U0001F469\U0001F467", 6},
	{"heart as picture", "\u2764" VS16, "\u2764", 1},
	{"heart on fire", "\u2764" VS16 ZWJ "\U0001F525", "\u2764\U0001F525", 3},
	{"skin", "\U0001F44D\U0001F3FD", "\U0001F44D", 2},
	{"skin of nothing", "a\U0001F3FD", "a·", 2},
	{"flag", FLAG, FLAG, 2},
	{"keycap", "1" VS16 "\u20e3", "1\u20e3", 1},
	{"selector that hides", "5" VS16 "6", "5·6", 3},
	{"joiner between letters", "a" ZWJ "b", "a·b", 3},
	{"joiner before a letter", "\U0001F468" ZWJ "b", "\U0001F468·b", 4},
	{"thirty marks", "e" TEN_MARKS TEN_MARKS TEN_MARKS "x", "e\u0301\u0302\u0303\u0304x", 2},
	{"mark on nothing", "\u0301a", "·a", 2},
	{"mark behind an escape", "\x1b\u0301", "␛·", 2}, {"vowel on nothing", "a\u1161", "a·", 2},
	{"CJK", "漢a", "漢a", 3},
	{"Hangul in letters", "\u1100\u1161\u11a8", "\u1100\u1161\u11a8", 2},
	{"no-break space", "a\u00a0b", "a\u00a0b", 3},
	{"quotes and dashes", "“’–…•€", "“’–…•€", 6},
};

static struct str cleaned(const char *s, size_t len, bool lines)
{
	struct str out = {0};
	text_clean(&out, s, len, lines);
	return out;
}

TEST(clean_leaves_nothing_that_acts)
{
	for (size_t i = 0; i < COUNT(cleans); i++) {
		const struct clean_case *c = &cleans[i];
		struct str out = cleaned(c->in, strlen(c->in), false);
		if (!CHECK_TEXT(str_text(&out), c->out) | !CHECK_NUMBER(text_width(c->in, strlen(c->in)), c->columns) |
		    !CHECK_NUMBER(text_width(out.p, out.len), c->columns))
			printf("  case: %s\n", c->name);
		str_free(&out);
	}
	struct str lines = cleaned("a\r\nb\n\x1b", 6, true);
	CHECK_TEXT(str_text(&lines), "a␍\nb\n␛");
	str_free(&lines);
	struct str nul = cleaned("a\0b", 3, false);
	CHECK_TEXT(str_text(&nul), "a␀b");
	str_free(&nul);
}

/* Every code point there is, alone and between letters. */
TEST(clean_of_every_code_point)
{
	int bad = 0;
	for (uint32_t cp = 1; cp < 0x110000; cp++) {
		if (cp >= 0xd800 && cp < 0xe000)
			continue;
		char in[6] = {'a'};
		size_t n = 1 + text_encode(cp, in + 1);
		in[n++] = 'b';
		struct str out = cleaned(in, n, false), again = cleaned(out.p, out.len, false);
		if (!str_is(&again, out.p) || text_width(in, n) != text_width(out.p, out.len))
			bad++;
		bool hides = (cp >= 0x80 && cp < 0xa0) || (cp >= 0x200b && cp <= 0x200f) || (cp >= 0x2028 && cp <= 0x202e) ||
			     (cp >= 0x2060 && cp <= 0x206f) || (cp >= 0xe0000 && cp <= 0xe0fff) || cp == 0xfeff || cp == 0x61c;
		if (hides && !str_is(&out, "a·b"))
			bad++;
		str_free(&out);
		str_free(&again);
	}
	CHECK_NUMBER(bad, 0);
}

TEST(clean_is_idempotent_and_as_wide_as_its_parts)
{
	static const char *const pieces[] = {"a", " ", "\u0301", ZWJ, VS16, "\u200c", "\ufe0e", "\U0001F468", "\U0001F3FD", "\u2764", "\u20e3",
		"1", "\U0001F1F3", "\x1b", "\r", "\n", "\u200b", "漢", "\xff", "\xe2\x82", "\u1100", "\u1161", "\u0600", "é", "–", "\u0903"};
	unsigned long long seed = test_seed();
	for (int round = 0; round < 20000; round++) {
		struct str in = {0};
		for (unsigned n = test_random(&seed, 8) + 1; n > 0; n--)
			str_add_text(&in, pieces[test_random(&seed, COUNT(pieces))]);
		struct str once = cleaned(in.p, in.len, false), twice = cleaned(once.p, once.len, false);
		CHECK_TEXT(twice.p, once.p);
		CHECK_NUMBER(text_invalid_at(once.p, once.len), once.len);
		CHECK_NUMBER(text_width(in.p, in.len), text_width(once.p, once.len));
		int sum = 0;
		for (size_t at = 0; at < in.len;) {
			size_t next = text_next(in.p, in.len, at);
			if (!CHECK(next > at))
				return;
			sum += text_width(in.p + at, next - at);
			at = next;
		}
		CHECK_NUMBER(sum, text_width(in.p, in.len));
		str_free(&in);
		str_free(&once);
		str_free(&twice);
	}
}

/* The fast path says what the tables say. */
TEST(lines_are_joined_by_blanks)
{
	struct str out = {0};
	str_add_text(&out, "a\n");
	text_join_lines(&out, "b\nc\n", 4);
	CHECK_TEXT(out.p, "a\nb c ");
	str_free(&out);
}

TEST(blank_is_what_nobody_typed)
{
	CHECK(text_is_blank("", 0));
	CHECK(text_is_blank(" \t\r\n ", 5));
	CHECK(!text_is_blank("  a", 3));
	CHECK(text_is_blank("  a", 2));
	CHECK(!text_is_blank("\xc2\xa0", 2)); /* a space that somebody chose */
}

TEST(plain_characters_are_one_column)
{
	for (uint32_t cp = 0x20; cp < 0x2100; cp++) {
		char c[5] = "";
		size_t n = text_encode(cp, c);
		bool plain = (cp < 0x7f) || (cp >= 0xa1 && cp < 0x300 && cp != 0xad) || (cp >= 0x2010 && cp <= 0x2027);
		if (plain && (!CHECK_NUMBER(wcwidth((wchar_t)cp), 1) | !CHECK_NUMBER(text_width(c, n), 1)))
			printf("  U+%04X\n", cp);
	}
}

TEST(decode_and_encode)
{
	static const struct {
		const char *bytes;
		size_t len;
		uint32_t cp;
		size_t takes;
	} cases[] = {
		{"a", 1, 'a', 1}, {"\0", 1, 0, 1}, {"é", 2, 0xe9, 2}, {"€", 3, 0x20ac, 3}, {"\U0001F468", 4, 0x1f468, 4},
		{"\xc0\xaf", 2, 0xfffd, 1}, {"\xed\xa0\x80", 3, 0xfffd, 1}, {"\xf4\x90\x80\x80", 4, 0xfffd, 1},
		{"\xe2\x82", 2, 0xfffd, 1}, {"\x80", 1, 0xfffd, 1}, {"\xef\xbf\xbd", 3, 0xfffd, 3},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		uint32_t cp;
		CHECK_NUMBER(text_decode(cases[i].bytes, cases[i].len, &cp), cases[i].takes);
		CHECK_NUMBER(cp, cases[i].cp);
	}
	CHECK_NUMBER(text_invalid_at("abc é", 6), 6);
	CHECK_NUMBER(text_invalid_at("abc \xe9", 5), 4);
	CHECK_NUMBER(text_invalid_at("", 0), 0);
}

TEST(characters_end_where_libunistring_says)
{
	for (size_t i = 0; i < COUNT(nasty); i++) {
		const char *s = nasty[i];
		size_t len = strlen(s), at = 0;
		char breaks[256];
		if (text_invalid_at(s, len) < len)
			continue;
		u8_grapheme_breaks((const uint8_t *)s, len, breaks);
		while (at < len) {
			size_t next = at + 1;
			while (next < len && !breaks[next])
				next++;
			if (!CHECK_NUMBER(text_next(s, len, at), next) | !CHECK_NUMBER(text_previous(s, len, next), at))
				printf("  nasty %zu at %zu\n", i, at);
			at = next;
		}
	}
	CHECK_NUMBER(text_next("", 0, 0), 0);
	CHECK_NUMBER(text_previous("abc", 3, 0), 0);
}

TEST(characters_of_random_text)
{
	static const char *const pieces[] = {"a", " ", "\n", "\u0301", ZWJ, VS16, "\U0001F468", "\U0001F3FD", "\U0001F1F3", "漢", "\u0600", "é",
		"–", "\u1100", "\u1161", "\u0915", "\u094d", "\r"};
	unsigned long long seed = test_seed();
	for (int round = 0; round < 5000; round++) {
		struct str in = {0};
		char breaks[1024];
		for (unsigned n = test_random(&seed, 100) + 1; n > 0; n--)
			str_add_text(&in, pieces[test_random(&seed, COUNT(pieces))]);
		u8_grapheme_breaks((const uint8_t *)in.p, in.len, breaks);
		for (size_t at = 0, next; at < in.len; at = next) {
			for (next = at + 1; next < in.len && !breaks[next]; next++) {
			}
			CHECK_NUMBER(text_next(in.p, in.len, at), next);
			CHECK_NUMBER(text_previous(in.p, in.len, next), at);
		}
		str_free(&in);
	}
}

TEST(words)
{
	static const struct {
		const char *text;
		size_t at, next, previous;
	} cases[] = {
		{"een twee drie", 0, 4, 0}, {"een twee drie", 5, 9, 4}, {"een twee drie", 9, 13, 4}, {"een,  twee", 1, 6, 0},
		{"zo'n foto’s x", 0, 5, 0}, {"", 0, 0, 0}, {"  x", 0, 2, 0}, {"x  ", 0, 3, 0}, {"x  ", 3, 3, 0},
		{"één twee", 0, 6, 0}, {"a\nb", 0, 2, 0}, {"a\nb", 2, 3, 0}, {"é́ x", 5, 6, 0},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		size_t len = strlen(cases[i].text);
		if (!CHECK_NUMBER(text_next_word(cases[i].text, len, cases[i].at), cases[i].next) |
		    !CHECK_NUMBER(text_previous_word(cases[i].text, len, cases[i].at), cases[i].previous))
			printf("  case %zu\n", i);
	}
}

TEST(fit_cuts_at_a_character)
{
	static const struct {
		const char *text;
		int columns;
		size_t fits;
		int used;
	} cases[] = {
		{"abc", 2, 2, 2}, {"abc", 9, 3, 3}, {"abc", 0, 0, 0}, {"漢字", 3, 3, 2}, {"e\u0301x", 1, 3, 1},
		{FAMILY "x", 5, 0, 0}, {FAMILY "x", 6, sizeof FAMILY - 1, 6}, {FLAG, 1, 0, 0}, {"\x1b[1m", 1, 1, 1},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		int used = -1;
		CHECK_NUMBER(text_fit(cases[i].text, strlen(cases[i].text), cases[i].columns, &used), cases[i].fits);
		CHECK_NUMBER(used, cases[i].used);
	}
}

/* One character, however wide, is all a narrow line may hold too much. */
static bool line_fits(const char *s, struct text_line line, int columns)
{
	int width = text_width(s + line.start, line.end - line.start);
	return width <= columns || text_next(s, line.end, line.start) == line.end;
}

static void check_wrap(const char *s, size_t len, int columns)
{
	struct text_line *lines;
	size_t n = text_wrap(s, len, columns, &lines);
	size_t at = 0, character = 0;
	for (size_t i = 0; i < n; i++) {
		size_t gap = lines[i].start - at;
		bool sane = lines[i].start >= at && gap <= 1 && lines[i].end >= lines[i].start;
		sane = sane && (gap == 0 || (i > 0 && strchr(" \t\n", s[at])));
		sane = sane && !memchr(s + lines[i].start, '\n', lines[i].end - lines[i].start);
		while (character < lines[i].end)
			character = text_next(s, len, character);
		sane = sane && (character == lines[i].end || s[lines[i].end] == '\n');
		if (!CHECK(sane) | !CHECK(line_fits(s, lines[i], columns)))
			printf("  «%s» at %d columns, line %zu [%zu,%zu)\n", s, columns, i, lines[i].start, lines[i].end);
		at = lines[i].end;
	}
	CHECK_NUMBER(at, len);
	free(lines);
}

TEST(wrap_loses_nothing_at_any_width)
{
	for (size_t i = 0; i < COUNT(nasty); i++) {
		for (int columns = 1; columns <= 20; columns++)
			check_wrap(nasty[i], strlen(nasty[i]), columns);
	}
	unsigned long long seed = test_seed();
	for (int round = 0; round < 500; round++) {
		struct str in = {0};
		for (unsigned n = test_random(&seed, 20); n > 0; n--)
			str_add_text(&in, nasty[test_random(&seed, COUNT(nasty))]);
		check_wrap(str_text(&in), in.len, (int)test_random(&seed, 40) + 1);
		str_free(&in);
	}
}

TEST(wrap_breaks_at_words)
{
	static const struct {
		const char *text;
		int columns;
		const char *lines; /* a | between them */
	} cases[] = {
		{"", 5, ""}, {"\n", 5, "|"}, {"a\n\nb\n", 5, "a||b|"}, {"een twee drie", 8, "een twee|drie"},
		{"een twee drie", 7, "een|twee|drie"}, {"abcdefgh", 3, "abc|def|gh"}, {"a abcdefgh", 3, "a|abc|def|gh"},
		{"hallo daar", 5, "hallo|daar"}, {"hallo ", 5, "hallo|"}, {"een\ttwee", 4, "een|twee"},
		{" abcdefg", 4, " abc|defg"}, {"漢字漢字", 5, "漢字|漢字"}, {"é é é", 3, "é é|é"}, {"漢", 1, "漢"},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct text_line *lines;
		struct str got = {0};
		size_t n = text_wrap(cases[i].text, strlen(cases[i].text), cases[i].columns, &lines);
		for (size_t k = 0; k < n; k++) {
			if (k)
				str_add_char(&got, '|');
			str_add(&got, cases[i].text + lines[k].start, lines[k].end - lines[k].start);
		}
		CHECK_TEXT(str_text(&got), cases[i].lines);
		str_free(&got);
		free(lines);
	}
}

static double milliseconds(const char *s, size_t len, int columns)
{
	struct timespec a, b;
	struct text_line *lines;
	double best = 1e9;
	for (int i = 0; i < 3; i++) {
		clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
		text_wrap(s, len, columns, &lines);
		clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
		free(lines);
		double ms = (double)(b.tv_sec - a.tv_sec) * 1e3 + (double)(b.tv_nsec - a.tv_nsec) / 1e6;
		best = ms < best ? ms : best;
	}
	return best;
}

/* Time by a wide margin (sanitizers, a busy machine): what is caught is a square. */
TEST(wrap_is_linear)
{
	static const struct {
		const char *name, *piece;
		int times;
	} cases[] = {
		{"5,000 words", "buurtbewoners en café ", 1667}, {"accents without a blank", "é", 50000}, {"families", FAMILY, 3000},
		{"flags", FLAG, 6000}, {"marks", "\u0301", 25000}, {"blanks", " ", 50000}, {"CJK", "漢", 17000}, {"torn", "\xe2\x82", 25000},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str s = {0};
		for (int k = 0; k < cases[i].times; k++)
			str_add_text(&s, cases[i].piece);
		double ms = milliseconds(s.p, s.len, 76);
		printf("wrap of %s (%zu bytes): %.2f ms\n", cases[i].name, s.len, ms);
		CHECK(ms < 200);
		str_free(&s);
	}
}

TEST(normalise_is_what_is_kept)
{
	static const struct {
		const char *in, *out;
	} cases[] = {
		{"", ""}, {"a\r\nb\rc\nd", "a\nb\nc\nd"}, {"a\xc2\x85" "b\u2028c\u2029d", "a\nb\nc\nd"}, {"a\r\n\r\n", "a"}, {"a\n  \n\t\n", "a"},
		{"a\n\nb", "a\n\nb"}, {"a  ", "a  "}, {"   ", "   "}, {"\n\n", ""}, {"\x1b[1mx\b\x7f\xc2\x9b", "[1mx"}, {"a\tb", "a\tb"},
		{"a\xff" "b", "a\ufffd" "b"}, {"e\u0301 " FAMILY, "e\u0301 " FAMILY}, {"\u200b\u202e", "\u200b\u202e"}, {"\n a", "\n a"},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str out = {0};
		str_add_text(&out, "\n");
		text_normalise(&out, cases[i].in, strlen(cases[i].in));
		CHECK_TEXT(str_text(&out) + 1, cases[i].out);
		str_free(&out);
	}
}

TEST(fold_finds_all_spellings)
{
	static const struct {
		const char *in, *out;
	} cases[] = {
		{"Deltabuurt", "deltabuurt"}, {"CAF\u00c9", "cafe"}, {"Cafe\u0301", "cafe"}, {"Stra\u00dfe", "strasse"}, {"\u0132s", "ijs"},
		{"por\u00adtiek", "portiek"}, {"na\u00efef", "naief"}, {"", ""}, {"\xff" "É", "\ufffd" "e"}, {"\u0130", "i"}, {"\ufb01ets", "fiets"}, {"foto\u2019s", "foto's"},
		{"\u1fb3", "\u03b1\u03b9"}, {"a\u0345", "a\u03b9"}, {"1\u00a0000", "1 000"},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str out = {0};
		text_fold(&out, cases[i].in, strlen(cases[i].in));
		CHECK_TEXT(str_text(&out), cases[i].out);
		str_free(&out);
	}
}

/* A text of pieces that fold to more, to less or to nothing. */
static void hostile_text(struct str *out, unsigned long long *state)
{
	static const char *const pieces[] = {"a", "E", " ", "\u0301", "\u00ad", "\u0132", "\u00df", "\ufb01", "\u0130", "\xff", "\xc3", "é", "\n",
					     "\u1fb3", "\u0345", "\u2019", FAMILY, "\uac01", "\u0958", "\U0010FFFE", "\x1b"};
	str_clear(out);
	for (unsigned n = test_random(state, 12); n > 0; n--)
		str_add_text(out, pieces[test_random(state, COUNT(pieces))]);
}

/* Any piece of a folded text comes from a piece of the original that folds to (at least) it, as short as whole
 * characters can be. */
static void check_origin(const struct str *text, const struct folded *f, size_t at, size_t len)
{
	struct str piece = {0};
	size_t start, end;
	folded_origin(f, at, len, &start, &end);
	if (!CHECK(start < end && end <= text->len))
		return;
	text_fold(&piece, text->p + start, end - start);
	CHECK(memmem(str_text(&piece), piece.len, f->text.p + at, len));
	str_free(&piece);
}

TEST(folded_text_knows_where_it_came_from)
{
	struct str text = {0}, folded = {0};
	unsigned long long state = test_seed();
	for (int i = 0; i < 20000; i++) {
		struct folded f;
		hostile_text(&text, &state);
		str_clear(&folded);
		text_fold(&folded, str_text(&text), text.len);
		folded_init(&f, str_text(&text), text.len);
		CHECK_TEXT(str_text(&f.text), str_text(&folded));
		for (int k = 0; k < 4 && f.text.len; k++) {
			size_t at = test_random(&state, (unsigned)f.text.len);
			check_origin(&text, &f, at, 1 + test_random(&state, (unsigned)(f.text.len - at)));
		}
		folded_clear(&f);
	}
	str_free(&text);
	str_free(&folded);
}

static void check_range(const char *text, const char *wanted, const char *want)
{
	struct folded f;
	size_t start = 0, end = 0;
	folded_init(&f, text, strlen(text));
	const char *at = strstr(str_text(&f.text), wanted);
	if (CHECK(at != NULL))
		folded_origin(&f, (size_t)(at - f.text.p), strlen(wanted), &start, &end);
	char *got = mem_copy(text + start, end - start);
	CHECK_TEXT(got, want);
	free(got);
	folded_clear(&f);
}

TEST(a_match_is_whole_characters)
{
	check_range("Een cafe\u0301!", "cafe", "cafe\u0301");
	check_range("Een caf\u00e9!", "cafe", "caf\u00e9");
	check_range("Stra\u00dfe", "as", "a\u00df");
	check_range("\u0132sbaan", "jsb", "\u0132sb");
	check_range("por\u00adtiek", "portiek", "por\u00adtiek");
	check_range("\u0130zmir", "iz", "\u0130z");
}
