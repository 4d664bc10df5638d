/* A date that is called a birthday.  A plan is full of other dates: those are none. */
#include "plan/gegeven_internal.h"

#include <string.h>

enum { BEFORE = 40, AFTER = 20, NEAR = 30 };

static const char *const birth_words[] = {
	"geboren", "geboorte", "geboortedatum", "geboortedata", "geboortedag", "geboorteplaats", "geboorte-datum",
	"geb", "geb.dat", "geb.datum", "geb-datum", "gebdatum", "gebdat", "gebdatum", "jarig", "jarige", "verjaardag",
	"verjaart", "dob", "born", NULL};
static const char *const day_words[] = {"jarig", "jarige", "verjaardag", "verjaart", "geboren", NULL};

static const char *const month_names[] = {
	"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
	"november", "december", "jan", "feb", "febr", "mrt", "apr", "jun", "jul", "aug", "sep", "sept", "okt", "nov",
	"dec", NULL};

struct date {
	size_t end;    /* 0: none */
	bool whole;    /* with a year */
	bool packed;   /* eight digits */
};

/* A number of 1 to `most` digits; its value, -1 where there is none. */
static int number(const struct gegeven_text *r, size_t *i, size_t most)
{
	size_t from = *i;
	int value = 0;
	while (read_digit(r->low[*i]) && *i - from < most)
		value = value * 10 + r->low[(*i)++] - '0';
	return *i == from || read_digit(r->low[*i]) ? -1 : value;
}

/* The sign between day and month, with blanks around it or not; NUL where there is none. */
static char between(const struct gegeven_text *r, size_t *i)
{
	size_t at = *i;
	bool blank = r->low[at] == ' ';
	at += blank;
	char sign = r->low[at];
	if (sign && strchr("-./", sign)) {
		at++;
		at += r->low[at] == ' ';
	} else if (blank) {
		sign = ' ';
	} else {
		return '\0';
	}
	*i = at;
	return sign;
}

/* "1984", "84", "'84". */
static bool is_year(const struct gegeven_text *r, size_t *i)
{
	size_t from = *i + (r->low[*i] == '\''), at = from;
	int value = number(r, &at, 4);
	bool fine = at - from == 2 || (at - from == 4 && value >= 1880 && value <= 2099);
	if (value < 0 || !fine || read_letter(r->low[at]))
		return false;
	*i = at;
	return true;
}

static bool is_day(int day, int month)
{
	return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

/* "12-3-1984", "12/03/84"; without the year "12-3". */
static struct date digits_date(const struct gegeven_text *r, size_t i)
{
	size_t at = i;
	int day = number(r, &at, 2);
	char sign = day < 0 ? '\0' : between(r, &at);
	int month = sign ? number(r, &at, 2) : -1;
	if (!is_day(day, month))
		return (struct date){0};
	size_t end = at;
	if (between(r, &at) == sign && is_year(r, &at))
		return (struct date){.end = at, .whole = true};
	return (struct date){.end = sign == ' ' || read_word(r->low[end]) ? 0 : end};
}

/* "1984-03-12". */
static struct date year_first(const struct gegeven_text *r, size_t i)
{
	size_t at = i;
	if (!is_year(r, &at) || at - i != 4)
		return (struct date){0};
	char sign = between(r, &at);
	int month = sign ? number(r, &at, 2) : -1;
	int day = month > 0 && between(r, &at) == sign ? number(r, &at, 2) : -1;
	return (struct date){.end = is_day(day, month) ? at : 0, .whole = true};
}

/* "12 maart 1984", "12 mrt. '84"; without the year "12 maart". */
static struct date named_date(const struct gegeven_text *r, size_t i)
{
	size_t at = i;
	int day = number(r, &at, 2);
	if (day < 1 || day > 31)
		return (struct date){0};
	while (r->low[at] == 'e' || r->low[at] == ' ' || r->low[at] == '-' || r->low[at] == '.')
		at++;
	size_t from = at;
	while (read_letter(r->low[at]))
		at++;
	if (at == from || !gegeven_is(r, (struct stretch){from, at}, month_names))
		return (struct date){0};
	size_t end = at;
	while (r->low[at] == ' ' || r->low[at] == '.' || r->low[at] == '-')
		at++;
	return is_year(r, &at) ? (struct date){.end = at, .whole = true} : (struct date){.end = end};
}

/* "12031984", "19840312". */
static struct date packed_date(const struct gegeven_text *r, size_t i)
{
	size_t at = i;
	int value = number(r, &at, 8);
	if (at - i != 8 || value < 0)
		return (struct date){0};
	bool day_first = is_day(value / 1000000, value / 10000 % 100) && value % 10000 >= 1880 && value % 10000 <= 2099;
	bool year = is_day(value % 100, value / 100 % 100) && value / 10000 >= 1880 && value / 10000 <= 2099;
	return (struct date){.end = day_first || year ? at : 0, .whole = true, .packed = true};
}

static struct date date_at(const struct gegeven_text *r, size_t i)
{
	struct date (*const forms[])(const struct gegeven_text *, size_t) = {digits_date, year_first, named_date, packed_date};
	struct date best = {0};
	for (size_t k = 0; k < sizeof forms / sizeof *forms; k++) {
		struct date d = forms[k](r, i);
		if (d.end && (d.whole > best.whole || !best.end))
			best = d;
	}
	if (best.end && (read_digit(r->low[best.end]) || (r->low[best.end] == '-' && read_digit(r->low[best.end + 1]))))
		best.end = 0;
	return best;
}

/* "*12-3-1984"; a star with a blank at the beginning of a line is a dash of a list. */
static bool has_star(const struct gegeven_text *r, size_t i)
{
	size_t at = i;
	while (at > 0 && r->low[at - 1] == ' ')
		at--;
	if (gegeven_before(r, at) != '*')
		return false;
	at--;
	while (at > 0 && r->low[at - 1] == ' ')
		at--;
	return r->low[i - 1] == '*' || (at > 0 && r->low[at - 1] != '\n');
}

/* "het idee is geboren op 12 maart". */
static bool is_figure(const struct gegeven_text *r, size_t i)
{
	static const char *const things[] = {
		"idee", "plan", "initiatief", "project", "concept", "samenwerking", "werkgroep", "buurthuis",
		"stichting", "vereniging", NULL};
	size_t at;
	if (!gegeven_near_before(r, i, NEAR, things, &at))
		return false;
	for (; at < i; at++)
		if (strchr(":(", r->low[at]))
			return false;
	return true;
}

static bool is_birthday(const struct gegeven_text *r, size_t i, const struct date *d)
{
	const char *const *words = d->whole ? birth_words : day_words;
	size_t at;
	if (d->packed)
		return gegeven_is_called(r, i, birth_words);
	if (d->whole && has_star(r, i))
		return true;
	if (gegeven_near_before(r, i, BEFORE, words, &at))
		return gegeven_before(r, at) != '-' && !is_figure(r, at);
	return gegeven_near_after(r, d->end, AFTER, words) && !is_figure(r, i);
}

void find_birth(struct gegeven_text *r)
{
	for (size_t i = 0; i < r->n; i++) {
		if (!read_digit(r->low[i]) || r->taken[i] || read_word(gegeven_before(r, i)) || gegeven_joined(r, i, "-./,"))
			continue;
		struct date d = date_at(r, i);
		if (d.end && is_birthday(r, i, &d))
			gegeven_add(r, GEGEVEN_BIRTH, i, d.end);
	}
}
