/* A postcode with a house number near it.  A postcode alone says which side of a street, and is no finding. */
#include "plan/gegeven_internal.h"

#include <string.h>

enum { NUMBER_DIGITS = 5, NEAR = 45 };

static size_t skip(const struct gegeven_text *r, size_t i, const char *signs)
{
	while (i < r->n && strchr(signs, r->low[i]))
		i++;
	return i;
}

static size_t skip_back(const struct gegeven_text *r, size_t i, const char *signs)
{
	while (i > 0 && strchr(signs, r->low[i - 1]))
		i--;
	return i;
}

static size_t word_end(const struct gegeven_text *r, size_t i)
{
	while (i < r->n && read_letter(r->low[i]))
		i++;
	return i;
}

static const char *const postcode_words[] = {"postcode", "postcodes", "pc", "plaats", "woonplaats", "adres", NULL};

static bool is_year(const struct gegeven_text *r, size_t from, size_t to)
{
	return to - from == 4 && (memcmp(r->low + from, "19", 2) == 0 || memcmp(r->low + from, "20", 2) == 0);
}

/* "2018 en", "1200 km": in small letters, or behind a year, two letters with a blank before them are more often a word. */
static bool is_two_letter_word(const struct gegeven_text *r, size_t i, bool year)
{
	static const char *const words[] = {
		"en", "of", "is", "in", "op", "te", "de", "er", "al", "we", "ze", "je", "nu", "om", "zo", "tm", "nr",
		"ca", "st", "km", "cm", "mm", "kg", "pp", "ha", "dm", "bv", "na", "wo", "zn", "ml", "m2", NULL};
	return (year || !read_capital(r->c[i])) && gegeven_is(r, (struct stretch){i, i + 2}, words);
}

static bool is_ascii_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

/* "in 2019", "sinds 2019": a year after all. */
static bool is_moment(const struct gegeven_text *r, size_t i)
{
	static const char *const words[] = {
		"in", "sinds", "vanaf", "van", "tot", "eind", "begin", "voorjaar", "najaar", "zomer", "winter",
		"herfst", "jaar", "voor", "na", "januari", "februari", "maart", "april", "mei", "juni", "juli",
		"augustus", "september", "oktober", "november", "december", "q", "m", NULL};
	struct stretch s = gegeven_word_before(r, i);
	return s.to + 2 > i && gegeven_is(r, s, words);
}

/* "7413XA12": nothing but a house number is glued to it. */
static bool is_glued_number(const struct gegeven_text *r, size_t i)
{
	size_t to = i;
	while (read_digit(r->low[to]))
		to++;
	return to > i && to - i <= 4 && r->low[i] != '0' && !read_word(r->low[to + (read_letter(r->low[to]) ? 1 : 0)]);
}

/* "7413  XA", "7413-XA" (but not "2018-AB"). */
static size_t skip_gap(const struct gegeven_text *r, size_t i, bool year)
{
	if (r->low[i] == ' ')
		return i + 1 + (r->low[i + 1] == ' ');
	return i + (!year && (r->low[i] == '-' || r->low[i] == '.'));
}

/* The place behind a postcode at `i`; 0: there is none. */
static size_t postcode_end(const struct gegeven_text *r, size_t i)
{
	if (r->low[i] == '0' || read_word(gegeven_before(r, i)) || gegeven_joined(r, i, "-./"))
		return 0;
	for (size_t k = 0; k < 4; k++)
		if (!read_digit(r->low[i + k]))
			return 0;
	bool year = is_year(r, i, i + 4);
	size_t at = skip_gap(r, i + 4, year);
	if (!is_ascii_letter(r->low[at]) || !is_ascii_letter(r->low[at + 1]))
		return 0;
	bool glued = read_word(r->low[at + 2]);
	if (glued && (year || !is_glued_number(r, at + 2) || gegeven_is_other_number(r, i, false)))
		return 0;
	if (r->low[at] == 's' && strchr("ads", r->low[at + 1])) /* never given out */
		return 0;
	if ((glued || at > i + 4) && (is_two_letter_word(r, at, year) || (year && is_moment(r, i))))
		return 0;
	return at + 2;
}

/* What a number counts, where it is no house number. */
static bool is_counted(const struct gegeven_text *r, size_t to)
{
	static const char *const things[] = {
		"woning*", "huishouden*", "bewoner*", "inwoner*", "adressen", "appartement*", "flat", "flats", "keer",
		"maal", "jaar", "jaren", "persoon", "personen", "mensen", "gezin*", "euro*", "m2", "portiek*",
		"huizen", "kind*", "jongere*", "oudere*", "melding*", "stuks", "procent*", "dagen", "weken",
		"maanden", "maand", "uur", "minuten", "meter*", "leden", "deelnemer*", "actie*", "vrijwilliger*",
		"panden", "winkel*", "bedrijven", "bomen", "straten", "speel*", "huur*", "koop*", "units", "punten",
		"x", "bezoek*", "gesprek*", "klacht*", "incident*", "auto*", "fiets*", "container*", "leerling*",
		"student*", "van", "keren", "hectare", "ha", "km", "januari", "februari", "maart", "april", "mei",
		"juni", "juli", "augustus", "september", "oktober", "november", "december", NULL};
	if (r->low[to] == '%')
		return true;
	size_t from = skip(r, to, " -"), end = word_end(r, from);
	while (read_digit(r->low[end]))
		end++;
	return end > from && gegeven_is(r, (struct stretch){from, end}, things);
}

/* The place behind a house number at `i` ("12", "12a", "12-3", "12 bis"); 0: that is none. */
static size_t house_end(const struct gegeven_text *r, size_t i)
{
	static const char *const additions[] = {"hs", "bis", "rd", "zw", "bg", "huis", NULL};
	size_t to = i;
	while (read_digit(r->low[to]))
		to++;
	if (to == i || to - i > NUMBER_DIGITS || r->low[i] == '0' || is_year(r, i, to))
		return 0;
	if (is_counted(r, to) || postcode_end(r, i))
		return 0;
	size_t at = to;
	if (read_letter(r->low[at]) && !read_word(r->low[at + 1]))
		return at + 1;
	size_t word = word_end(r, at);
	if (!read_word(r->low[word]) && gegeven_is(r, (struct stretch){at, word}, additions))
		return word;
	if (read_word(r->low[at]) || (r->low[at] == ',' && gegeven_decimals(r, at + 1)))
		return 0;
	if ((r->low[at] == '.' || r->low[at] == ':') && read_digit(r->low[at + 1]))
		return 0;
	if ((r->low[at] == '-' || r->low[at] == '/') && read_word(r->low[at + 1])) {
		for (at++; read_word(r->low[at]); at++)
			;
		return at - to > 5 || (r->low[at] == r->low[to] && read_digit(r->low[at + 1])) ? 0 : at;
	}
	return to;
}

static size_t skip_number_words(const struct gegeven_text *r, size_t i)
{
	static const char *const words[] = {"nr", "nummer", "no", "huisnr", "huisnummer", "h", "hnr", "huis", "is", NULL};
	for (int most = 0; most < 3; most++) {
		size_t to = word_end(r, i);
		if (to == i || !gegeven_is(r, (struct stretch){i, to}, words))
			break;
		i = skip(r, to, " .:#");
	}
	return i;
}

/* "7413 XA 12", "7413XA, nr. 12a". */
static size_t number_after(const struct gegeven_text *r, size_t to)
{
	size_t at = skip(r, to, " ,-#:/;"), line = skip(r, to, " ,;(\n");
	if (line > at && word_end(r, line) > line)
		at = line;
	size_t number = skip_number_words(r, at);
	if (at == line && line > to && strchr("\n(", r->low[at - 1]) && number == at)
		return 0;
	at = number;
	return at - to < 25 ? house_end(r, at) : 0;
}

static bool is_street(const struct gegeven_text *r, struct stretch s)
{
	static const char *const ends[] = {
		"straat", "str", "weg", "laan", "plein", "hof", "kade", "dijk", "pad", "steeg", "singel", "gracht",
		"plantsoen", "park", "ring", "dreef", "markt", "wal", "hofje", "straatje", "laantje", "erf", "gaarde",
		"oord", "kamp", "brink", "allee", "baan", "plaats", "veld", "akker", "donk", "steen", "haven", "burg",
		NULL};
	for (size_t i = 0; ends[i]; i++) {
		size_t len = strlen(ends[i]);
		if (s.to - s.from >= len && memcmp(r->low + s.to - len, ends[i], len) == 0)
			return true;
	}
	return false;
}

static bool is_small_word(const struct gegeven_text *r, struct stretch s)
{
	static const char *const words[] = {
		"van", "tot", "en", "of", "ca", "circa", "ongeveer", "ruim", "bijna", "de", "het", "een", "op", "in",
		"uit", "met", "t/m", "m", "tussen", "dan", "groep", "fase", "wijk", "buurt", "speerpunt", "punt",
		"doelstelling", "artikel", "bijlage", "pagina", "blz", "stap", "versie", "sinds", "zijn", "wonen",
		"hebben", "kregen", "om", "te", "na", "voor", "januari", "februari", "maart", "april", "mei", "juni",
		"juli", "augustus", "september", "oktober", "november", "december", "jan", "feb", "mrt", "apr", "jun",
		"jul", "aug", "sep", "sept", "okt", "nov", "dec", NULL};
	return gegeven_is(r, s, words);
}

/* Does it stand behind a digit or letter?  "Sluisstraat12" lacks a blank. */
static bool is_in_word(const struct gegeven_text *r, size_t i)
{
	char before = gegeven_before(r, i);
	return read_digit(before) || (read_letter(before) && !is_street(r, gegeven_word_before(r, i)));
}

/* Where the house number begins that ends just before `to`; `to` where there is none. */
static size_t house_start(const struct gegeven_text *r, size_t to)
{
	size_t least = to > 10 ? to - 10 : 0;
	for (size_t at = to; at-- > least;) {
		if (!read_digit(r->low[at]) || gegeven_before(r, at) == '-' || is_in_word(r, at))
			continue;
		size_t end = house_end(r, at);
		if (end == to || (end && end + 2 >= to && r->low[end] == ' ' && read_word(r->low[to - 1]) && to - end <= 4))
			return at;
	}
	return to;
}

/* The letters of a postcode? */
static bool is_of_postcode(const struct gegeven_text *r, struct stretch s)
{
	size_t digits = skip_back(r, s.from, " ");
	return s.to - s.from == 2 && digits >= 4 && postcode_end(r, digits - 4) == s.to;
}

/* "Sluisstraat 12, 7413 XA": where the street's name begins; `from` where there is none. */
static size_t street_before(const struct gegeven_text *r, size_t from)
{
	size_t to = skip_back(r, from, " ,;(\n:-");
	struct stretch name = gegeven_word_before(r, to);
	for (int most = 0; most < 2 && name.to == to && gegeven_is(r, name, postcode_words); most++) {
		to = skip_back(r, name.from, " ,;(\n:-/");
		name = gegeven_word_before(r, to);
	}
	size_t number = house_start(r, to);
	if (number == to)
		return from;
	name = gegeven_word_before(r, number);
	bool joined = name.to > name.from && number - name.to <= 3 && skip_back(r, number, " .:,;") == name.to;
	return joined && !is_small_word(r, name) && !is_of_postcode(r, name) ? name.from : from;
}

/* A street by its name with a number, somewhere in [from, to); gives where it begins and ends. */
static bool street_in(const struct gegeven_text *r, size_t from, size_t to, struct stretch *out)
{
	for (size_t i = from; i < to; i++) {
		size_t end = word_end(r, i);
		if (end == i || read_letter(gegeven_before(r, i)))
			continue;
		size_t number = skip(r, end, " .");
		number = skip_number_words(r, number);
		size_t behind = number < to && end < to && is_street(r, (struct stretch){i, end}) ? house_end(r, number) : 0;
		if (behind && number > end) {
			*out = (struct stretch){i, behind};
			return true;
		}
	}
	return false;
}

static size_t line_start(const struct gegeven_text *r, size_t i)
{
	size_t from = i;
	while (from > 0 && i - from < NEAR && r->low[from - 1] != '\n')
		from--;
	return from;
}

static size_t line_end(const struct gegeven_text *r, size_t i)
{
	size_t to = i;
	while (to < r->n && to - i < NEAR && r->low[to] != '\n')
		to++;
	return to;
}

/* A number in a column of a table that is called something else ("Inwoners"). */
static bool is_other_column(const struct gegeven_text *r, size_t i)
{
	static const char *const words[] = {
		"nr", "nummer", "no", "huisnr", "huisnummer", "huis", "hnr", "adres*", "straat*", "toevoeging", "postcode*", NULL};
	struct stretch name = gegeven_column(r, i);
	return name.to > name.from && !gegeven_is_in_column(r, i, words);
}

static void look_at(struct gegeven_text *r, size_t from, size_t to)
{
	struct stretch street;
	size_t end = number_after(r, to), start = street_before(r, from);
	if (end && !is_other_column(r, end - 1))
		gegeven_add(r, GEGEVEN_ADDRESS, from, end);
	else if (start < from)
		gegeven_add(r, GEGEVEN_ADDRESS, start, to);
	else if (street_in(r, line_start(r, from), from, &street))
		gegeven_add(r, GEGEVEN_ADDRESS, street.from, to);
	else if (street_in(r, to, line_end(r, to), &street))
		gegeven_add(r, GEGEVEN_ADDRESS, from, street.to);
}

void find_address(struct gegeven_text *r)
{
	for (size_t i = 0; i + 6 <= r->n; i++) {
		size_t to = read_digit(r->low[i]) && !r->taken[i] ? postcode_end(r, i) : 0;
		if (to)
			look_at(r, i, to);
	}
}
