/* Phone numbers of people: Dutch ones of ten digits, and any with the code of a country.  Not those of a service. */
#include "plan/gegeven_internal.h"

#include <string.h>

static const char *const phone_words[] = {
	"tel", "tel.nr", "telnr", "tel-nr", "telnummer", "telefoon*", "mobiel*", "mob", "mob.nr", "mobnr", "gsm*",
	"whatsapp*", "bel", "bellen", "belt", "bereikbaar", "phone", NULL};

enum { NATIONAL = 10, INTERNATIONAL_LEAST = 10, INTERNATIONAL_MOST = 15 };

/* The groups from `first` on that make `count` digits exactly; 0: none do. */
static size_t groups_for(const struct digits *x, size_t count)
{
	size_t have = 0;
	for (size_t k = 0; k < x->groups; k++) {
		have += x->len[k];
		if (have == count)
			return k + 1;
		if (have > count)
			break;
	}
	return 0;
}

/* Two digits behind a blank? */
static bool is_pair(const struct digits *x, size_t group)
{
	return x->len[group] == 2 && x->between[group] == ' ';
}

/* "0612345678Ria", "Ria06-12345678": a mobile number, and a blank that was forgotten. */
static bool is_glued(const struct gegeven_text *r, const struct digits *x, size_t groups)
{
	size_t to = x->end[groups - 1];
	bool mobile = memcmp(x->d, "06", 2) == 0 && x->len[0] + (groups > 1 ? x->len[1] : 0) == NATIONAL;
	size_t word = to;
	while (read_letter(r->low[word]))
		word++;
	bool file = r->low[to] == '.' && read_letter(r->low[to + 1]) && !read_capital(r->c[to + 1]);
	return mobile && word != to + 1 && !read_digit(r->low[word]) && !file;
}

/* Does the number go on behind these groups? */
static bool goes_on(const struct gegeven_text *r, const struct digits *x, size_t groups)
{
	size_t to = x->end[groups - 1];
	char after = r->low[to];
	if ((read_word(after) && !is_glued(r, x, groups)) || after == '%' || after == '@')
		return true;
	if (groups > 1 && groups < x->groups && is_pair(x, 1) && is_pair(x, groups))
		return memcmp(r->low + x->end[groups] - 2, "06", 2) != 0; /* "week 06 07 08 09 10 11" */
	if (groups < x->groups)
		return x->between[groups] != ' ' && x->between[groups] != '/' && x->between[groups] != '(';
	if (after == ',')
		return gegeven_decimals(r, to + 1) > 0;
	return after && read_digit(r->low[to + 1]) && strchr(":_", after);
}

/* A word right before it that is no more than letters, of which the last is a small one? */
static bool is_behind_word(const struct gegeven_text *r, size_t i)
{
	struct stretch s = gegeven_word_before(r, i);
	return s.to == i && s.to - s.from > 2 && !read_word(gegeven_before(r, s.from)) && !read_capital(r->c[i - 1]);
}

/* Is it part of something that stands before it? */
static bool is_tail(const struct gegeven_text *r, size_t i, const struct digits *x)
{
	char before = gegeven_before(r, i);
	if (read_letter(before)) {
		size_t groups = groups_for(x, NATIONAL);
		bool glued = groups && is_glued(r, x, groups) && is_behind_word(r, i);
		return !glued && !gegeven_is_called(r, i, phone_words);
	}
	return read_digit(before) || (gegeven_joined(r, i, ".,-/:_") && !r->taken[i - 2]);
}

static int two(const char *d)
{
	return (d[0] - '0') * 10 + d[1] - '0';
}

/* "01-02-2018 12", "09.30-10.30": days and hours. */
static bool is_time(const struct digits *x)
{
	bool full = x->groups > 2 && x->len[0] == 2 && x->len[1] == 2 && x->len[2] == 4;
	bool day = full && two(x->d + 2) <= 12 && (two(x->d + 4) == 19 || two(x->d + 4) == 20);
	bool hours = x->groups > 3 && x->len[0] == 2 && x->between[1] == '.' && x->between[2] == '-' && x->between[3] == '.';
	return day || hours;
}

static bool is_service(const char *d)
{
	static const char *const services[] = {"800", "900", "906", "909", "88", NULL};
	d += *d == '0';
	for (size_t i = 0; services[i]; i++)
		if (memcmp(d, services[i], strlen(services[i])) == 0)
			return true;
	return false;
}

/* 06 … or an area code of two to three digits behind the 0. */
static size_t judge_national(const struct gegeven_text *r, size_t i, const struct digits *x)
{
	size_t groups = groups_for(x, NATIONAL);
	bool bracket = x->len[0] == 1 && x->len[1] == 1 && x->between[1] == ')'; /* (0)6 */
	bool first = x->len[0] >= 3 || ((x->len[0] == 2 || bracket) && x->d[1] == '6');
	if (!groups || x->d[0] != '0' || x->d[1] == '0' || !first || is_service(x->d) || is_time(x) || goes_on(r, x, groups))
		return 0;
	return groups == 1 && gegeven_is_other_number(r, i, true) ? 0 : groups;
}

/* Country codes that a number of 00… is believed by: those of Europe, and where most residents with a number abroad have it. */
static bool is_country(const char *d)
{
	static const char *const codes[] = {
		"1", "20", "27", "3", "4", "5", "6", "7", "81", "82", "84", "86", "90", "91", "92", "93", "94", "98",
		"211", "212", "213", "216", "218", "220", "221", "23", "24", "25", "26", "29", "85", "88", "96", "97",
		"99", NULL};
	for (size_t i = 0; codes[i]; i++)
		if (memcmp(d, codes[i], strlen(codes[i])) == 0)
			return true;
	return false;
}

/* The groups of a number whose country code begins at digit `skip` (behind 00); with a "(0)" in it or not. */
static size_t judge_international(const struct gegeven_text *r, const struct digits *x, size_t skip)
{
	const char *d = x->d + skip;
	bool dutch = memcmp(d, "31", 2) == 0, zero = dutch && d[2] == '0';
	if (x->count < skip + INTERNATIONAL_LEAST || !is_country(d) || (dutch && is_service(d + 2)))
		return 0;
	size_t most = dutch ? 11 + zero : INTERNATIONAL_MOST, least = dutch ? most : INTERNATIONAL_LEAST;
	for (size_t want = most; want >= least; want--) {
		size_t groups = groups_for(x, skip + want);
		if (groups && !goes_on(r, x, groups))
			return groups;
	}
	return 0;
}

/* Only names, and words that go between a name and its number? */
static bool has_only_names(const struct gegeven_text *r, size_t from, size_t to)
{
	static const char *const fillers[] = {
		"nummer", "nr", "is", "was", "van", "het", "zijn", "haar", "mijn", "de", "mw", "dhr", NULL};
	while (to > from) {
		struct stretch s = gegeven_word_before(r, to);
		if (s.from == s.to || s.from < from)
			return true;
		if (!read_capital(r->c[s.from]) && !gegeven_is(r, s, fillers))
			return false;
		to = s.from;
	}
	return true;
}

/* "zijn 06: 12345678", "06-nummer Kees 12345678": near before it stands that, and no other digit between. */
static bool is_behind_06(const struct gegeven_text *r, size_t i)
{
	enum { NEAR = 20 };
	size_t at = i;
	while (at > 0 && i - at < NEAR && !read_digit(r->low[at - 1]) && !strchr("\n;!?\t", r->low[at - 1]))
		at--;
	bool six = at > 1 && memcmp(r->low + at - 2, "06", 2) == 0 && !read_word(r->low[at]) && has_only_names(r, at, i);
	if (!six || gegeven_is_other_number(r, i, true))
		return false;
	char before = gegeven_before(r, at - 2);
	return !before || strchr(" (\n\t\"'", before);
}

/* "06-nummer: 12 34 56 78" */
static bool is_called_06(const struct gegeven_text *r, size_t i)
{
	static const char *const words[] = {"nummer", "nr", NULL};
	struct stretch s = gegeven_word_before(r, i);
	if (s.from < s.to && s.to - s.from == 2 && memcmp(r->low + s.from, "is", 2) == 0)
		s = gegeven_word_before(r, s.from);
	size_t at = s.from;
	while (at > 0 && strchr("- ", r->low[at - 1]))
		at--;
	return i - s.from < 15 && gegeven_is(r, s, words) && at > 1 && memcmp(r->low + at - 2, "06", 2) == 0;
}

static bool is_called_phone(const struct gegeven_text *r, size_t i)
{
	return gegeven_is_called(r, i, phone_words) || gegeven_is_in_column(r, i, phone_words);
}

/* 20190312 */
static bool is_year(const char *d)
{
	return memcmp(d, "19", 2) == 0 || memcmp(d, "20", 2) == 0;
}

/* "6 12345678", or behind "06" and a word: without the 0.  Not a date, nor a round sum. */
static size_t judge_without_zero(const struct gegeven_text *r, size_t i, const struct digits *x)
{
	bool six = x->groups >= 2 && x->len[0] == 1 && x->d[0] == '6' && x->len[1] == 8 && !is_year(x->d + 1) && x->d[1] != '0';
	six = six && memcmp(x->d + 6, "000", 3) != 0;
	if (six && x->between[1] != '.' && x->between[1] != '/' && !goes_on(r, x, 2) && !gegeven_is_other_number(r, i, false))
		return 2;
	bool rest = x->len[0] == 8 && x->d[0] != '0' && !is_year(x->d) && !goes_on(r, x, 1);
	return rest && is_behind_06(r, i) ? 1 : 0;
}

/* Not a whole number, but it is called one: without the area code, or with a digit too many. */
static size_t judge_called(const struct gegeven_text *r, size_t i, const struct digits *x)
{
	size_t groups = x->groups;
	if (x->longer || is_service(x->d) || is_time(x))
		return 0;
	bool part = (x->count == 6 || x->count == 7) && x->d[0] != '0' && x->d[0] != '1';
	bool slip = (x->count == 9 || x->count == 11) && (x->d[0] == '0' || x->d[0] == '6') && x->d[1] != '0';
	if (x->count == 8 && !goes_on(r, x, groups) && is_called_06(r, i))
		return groups;
	return (part || slip) && !goes_on(r, x, groups) && is_called_phone(r, i) ? groups : 0;
}

/* 31612345678: the + is gone, as a sheet does with it.  Twelve digits and more are something else. */
static size_t judge_without_plus(const struct gegeven_text *r, size_t i, const struct digits *x)
{
	bool mobile = x->len[0] == 11 && memcmp(x->d, "316", 3) == 0 && !gegeven_is_other_number(r, i, false);
	bool called = memcmp(x->d, "31", 2) == 0 && is_called_phone(r, i);
	return mobile || called ? judge_international(r, x, 0) : 0;
}

/* "06_12345678", "06:12345678": another key than the one that was meant. */
static bool is_slip(const struct gegeven_text *r, const struct digits *x, size_t *end)
{
	size_t from = x->end[0] + 1, to = from;
	if (x->len[0] != 2 || memcmp(x->d, "06", 2) != 0 || !r->low[from - 1] || !strchr(",:;_=*", r->low[from - 1]))
		return false;
	while (read_digit(r->low[to]))
		to++;
	*end = to;
	return to - from == NATIONAL - 2 && r->low[from] != '0' && !read_word(r->low[to]);
}

/* "06-1234" at the end of a line, and the other half on the next. */
static size_t judge_wrapped(const struct gegeven_text *r, size_t i, struct digits *x)
{
	bool half = memcmp(x->d, "06", 2) == 0 && x->groups == 2 && x->between[1] == '-' && x->len[1] > 2;
	if (!half || r->low[x->end[1]] != '\n')
		return 0;
	gegeven_digits_wrapped(r, i, x);
	return judge_national(r, i, x);
}

/* Where the "+" or the bracket before the digits stands; `i` where there is none. */
static size_t plus_before(const struct gegeven_text *r, size_t i)
{
	size_t at = i;
	if (at > 1 && r->low[at - 1] == ' ' && r->low[at - 2] == '+')
		at--;
	return at > 0 && r->low[at - 1] == '+' ? at - 1 : i;
}

static size_t judge(const struct gegeven_text *r, size_t i, bool plus, const struct digits *x)
{
	if (plus)
		return judge_international(r, x, 0);
	size_t groups = x->count > 2 && memcmp(x->d, "00", 2) == 0 ? judge_international(r, x, 2) : judge_national(r, i, x);
	if (!groups)
		groups = judge_called(r, i, x);
	if (!groups)
		groups = judge_without_zero(r, i, x);
	return groups ? groups : judge_without_plus(r, i, x);
}

void find_phone(struct gegeven_text *r)
{
	struct digits x;
	for (size_t i = 0; i < r->n; i++) {
		if (!read_digit(r->low[i]) || r->taken[i] || read_digit(gegeven_before(r, i)))
			continue;
		size_t from = r->low[i] == '0' ? i : plus_before(r, i); /* "06-12345678+06-…" */
		gegeven_digits(r, i, &x);
		if (is_tail(r, from, &x))
			continue;
		size_t groups = judge(r, i, from < i, &x);
		if (!groups)
			groups = judge_wrapped(r, i, &x);
		size_t end = groups ? x.end[groups - 1] : 0;
		if (end || is_slip(r, &x, &end))
			gegeven_add(r, GEGEVEN_PHONE, from, end);
	}
}
