/* IBAN: a country, two check digits and an account, mod 97 is 1 (ISO 13616). */
#include "plan/gegeven_internal.h"

#include <string.h>

static const char *const account_words[] = {
	"iban*", "rekening*", "rek*", "bankrek*", "banknummer*", "bankreknr*", "bank", "giro*", NULL};
static const char *const number_words[] = {
	"rekeningnummer*", "rekeningnr*", "rekeningnrs", "rek.nr*", "reknr*", "bankrekening*", "banknummer*",
	"gironummer*", "gironr*", "girorek*", "giro", "iban*", NULL};

static const struct {
	char country[3];
	unsigned char len;
} lengths[] = {
	{"nl", 18}, {"be", 16}, {"de", 22}, {"fr", 27}, {"gb", 22}, {"lu", 20}, {"es", 24}, {"it", 27},
	{"pt", 25}, {"at", 20}, {"ch", 21}, {"pl", 28}, {"ie", 22}, {"dk", 18}, {"se", 24}, {"no", 15},
	{"fi", 18}, {"cz", 24}, {"sk", 24}, {"hu", 28}, {"ro", 24}, {"bg", 22}, {"gr", 27}, {"tr", 26},
	{"hr", 21}, {"si", 19}, {"ee", 20}, {"lv", 21}, {"lt", 20}, {"mt", 31}, {"cy", 28}, {"is", 26},
	{"li", 21}, {"mc", 27}, {"sm", 27}, {"ad", 24}, {"ua", 29}, {"rs", 22}, {"ba", 20}, {"mk", 19},
	{"al", 28}, {"md", 24}, {"me", 22}, {"xk", 20}, {"ge", 22}, {"az", 28}, {"kz", 20}, {"il", 23},
	{"ae", 23}, {"sa", 24}, {"qa", 29}, {"kw", 30}, {"bh", 22}, {"jo", 30}, {"lb", 28}, {"eg", 29},
	{"tn", 24}, {"mu", 30}, {"pk", 24}, {"br", 29}, {"cr", 22}, {"do", 28}, {"gt", 28}, {"fo", 18},
	{"gl", 18}, {"gi", 23}, {"by", 28}, {"iq", 23}, {"ma", 28}, {"sv", 28}, {"va", 22},
};
enum { LONGEST = 34, DIGITS_AT_LEAST = 8 };

static size_t length_of(const char *country)
{
	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
		if (memcmp(lengths[i].country, country, 2) == 0)
			return lengths[i].len;
	return 0;
}

/* Reads `len` letters and digits from `i`, with no more than a few signs, blanks or line ends between two; gives the place
 * behind them, 0 where there are not that many. */
static size_t take(const struct gegeven_text *r, size_t i, size_t len, char *out)
{
	size_t count = 0;
	while (count < len) {
		for (int signs = 0; count && signs < 4 && i < r->n && strchr(" .-/\n", r->low[i]); signs++)
			i++;
		if (i >= r->n || !read_word(r->low[i]) || r->low[i] == OTHER_LETTER)
			return 0;
		out[count++] = r->low[i++];
	}
	return i;
}

/* "IBANNL35…" */
static bool is_glued(const struct gegeven_text *r, size_t i)
{
	return i >= 4 && memcmp(r->low + i - 4, "iban", 4) == 0 && (i == 4 || !read_word(r->low[i - 5]));
}

/* "naarNL35…": behind a word, where a blank was forgotten. */
static bool is_behind_word(const struct gegeven_text *r, size_t i)
{
	if (memcmp(r->low + i, "nl", 2) != 0 || !read_digit(r->low[i + 2]))
		return false;
	struct stretch s = gegeven_word_before(r, i);
	return s.to == i && s.to - s.from > 2 && !read_capital(r->c[i - 1]);
}

/* Is it a part of a longer word? */
static bool is_inside(const struct gegeven_text *r, size_t from, size_t to)
{
	return (read_word(gegeven_before(r, from)) && !is_glued(r, from)) || read_word(r->low[to]);
}

static bool passes(const char *s, size_t len)
{
	unsigned rest = 0;
	for (size_t i = 0; i < len; i++) {
		char c = s[(i + 4) % len];
		rest = read_digit(c) ? (rest * 10 + (unsigned)(c - '0')) % 97 : (rest * 100 + (unsigned)(c - 'a') + 10) % 97;
	}
	return rest == 1;
}

static size_t count_digits(const char *s, size_t len)
{
	size_t count = 0;
	for (size_t i = 0; i < len; i++)
		count += read_digit(s[i]);
	return count;
}

/* NL, two digits, four letters, ten digits: nothing else looks like that. */
static bool is_dutch(const char *s, size_t len)
{
	return len == 18 && memcmp(s, "nl", 2) == 0 && count_digits(s + 4, 4) == 0 && count_digits(s + 8, 10) == 10;
}

/* One with a digit too many or too few, where it is called an account. */
static bool look_at_slip(struct gegeven_text *r, size_t i)
{
	static const size_t slips[] = {17, 19, 16};
	char s[LONGEST];
	size_t at;
	for (size_t k = 0; k < 3 && memcmp(r->low + i, "nl", 2) == 0; k++) {
		size_t len = slips[k], to = take(r, i, len, s);
		if (!to || read_word(r->low[to]))
			continue;
		bool shaped = count_digits(s + 2, 2) == 2 && count_digits(s + 4, 4) == 0 && count_digits(s + 8, len - 8) == len - 8;
		if (shaped && gegeven_near_before(r, i, 30, account_words, &at)) {
			gegeven_add(r, GEGEVEN_IBAN, i, to);
			return true;
		}
	}
	return false;
}

static void look_at(struct gegeven_text *r, size_t i, size_t len)
{
	char s[LONGEST];
	size_t to = take(r, i, len, s), at;
	bool glued = to && is_dutch(s, len) && passes(s, len) && !read_digit(r->low[to]); /* a blank was forgotten */
	if (to && !glued && is_inside(r, i, to))
		to = 0;
	if (!to && look_at_slip(r, i))
		return;
	if (!to || !read_digit(s[2]) || !read_digit(s[3]) || count_digits(s + 4, len - 4) < DIGITS_AT_LEAST)
		return;
	bool shaped = is_dutch(s, len) || count_digits(s + 4, len - 4) + 6 >= len;
	if (passes(s, len) || (shaped && gegeven_near_before(r, i, 30, account_words, &at)))
		gegeven_add(r, GEGEVEN_IBAN, i, to);
	else if (is_dutch(s, len))
		gegeven_block(r, i, to);
}

/* An account of before the IBAN, or one without its first half: only when it is called so. */
static void look_at_number(struct gegeven_text *r, size_t i)
{
	struct digits x;
	gegeven_digits(r, i, &x);
	/* 12.34.56.789, as they once were */
	bool dotted = x.groups == 4 && x.count == 9 && x.len[3] == 3 && x.between[1] == '.' && x.between[3] == '.';
	const char *const *words = dotted ? account_words : number_words;
	if (x.longer || x.count < 7 || x.count > 10 || read_word(r->low[x.end[x.groups - 1]]))
		return;
	if (gegeven_is_called(r, i, words) || gegeven_is_in_column(r, i, words))
		gegeven_add(r, GEGEVEN_IBAN, i, x.end[x.groups - 1]);
}

void find_iban(struct gegeven_text *r)
{
	for (size_t i = 0; i + 4 < r->n; i++) {
		bool in_word = read_word(gegeven_before(r, i)) && !is_glued(r, i);
		if (r->taken[i] || (in_word && !is_behind_word(r, i)))
			continue;
		size_t len = read_digit(r->low[i]) ? 0 : length_of(r->low + i);
		if (len)
			look_at(r, i, len);
		else if (read_digit(r->low[i]))
			look_at_number(r, i);
	}
}
