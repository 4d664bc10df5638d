/* A date that is called a birthday.  A plan is full of other dates: those are none. */
#include "plan/gegeven_internal.h"

#include <string.h>

enum { BEFORE = 40, AFTER = 20, NEAR = 30 };

static const char *const birth_words[] = {
	"geboren", "geboortedatum", "geboortedata", "geboortedag", "geboorteplaats", "geboorte-datum",
	"geboortejaar", "geb", "geb.d*", "geb-d*", "gebd*", "jarig", "jarige", "verjaardag", "verjaart", "dob", "d.o.b",
	"born", "birth*", "geburts*", "naissance", "do\1um", NULL};
static const char *const day_words[] = {"jarig", "jarige", "verjaardag", "verjaart", "geboren", NULL};

static const char *const month_names[] = {
	"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
	"november", "december", "jan", "feb", "febr", "mrt", "apr", "jun", "jul", "aug", "sep", "sept", "okt", "nov",
	"dec", "january", "february", "march", "may", "june", "july", "august", "october", "oct", NULL};

struct date {
	size_t end;    /* 0: none */
	bool whole;    /* with a year */
	bool packed;   /* eight digits */
	bool strange;  /* a month in another language, or no month */
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
	if (at == from)
		return (struct date){0};
	bool strange = !gegeven_is(r, (struct stretch){from, at}, month_names);
	size_t end = strange ? 0 : at;
	while (r->low[at] == ' ' || r->low[at] == '.' || r->low[at] == '-')
		at++;
	return is_year(r, &at) ? (struct date){.end = at, .whole = true, .strange = strange} : (struct date){.end = end};
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

/* The year that the whole date ends or begins with, so long ago that no plan has it for something to come. */
static bool is_of_long_ago(const struct gegeven_text *r, size_t i, size_t end)
{
	size_t from = end, to = i;
	while (from > i && read_digit(r->low[from - 1]))
		from--;
	while (read_digit(r->low[to]))
		to++;
	if (end - from == 2)
		return r->low[from] >= '3';
	from = to - i == 4 ? i : from;
	return memcmp(r->low + from, "19", 2) == 0 || memcmp(r->low + from, "200", 3) == 0;
}

/* "*12-3-1984"; a star at the beginning of a line may be the dash of a list. */
static bool has_star(const struct gegeven_text *r, size_t i, size_t end)
{
	size_t at = i;
	while (at > 0 && r->low[at - 1] == ' ')
		at--;
	if (gegeven_before(r, at) != '*')
		return false;
	at--;
	while (at > 0 && r->low[at - 1] == ' ')
		at--;
	if (read_digit(gegeven_before(r, at))) /* "20 °, 12-3-2019" */
		return false;
	bool first = at == 0 || r->low[at - 1] == '\n';
	return !first || (r->low[i - 1] == '*' && is_of_long_ago(r, i, end));
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

/* "geboren na 1 januari 2001": a bound, of more people than one. */
static bool is_bound(const struct gegeven_text *r, size_t i)
{
	static const char *const words[] = {"na", "voor", "v\1\1r", "vanaf", "sinds", "tot", "tussen", NULL};
	return gegeven_is(r, gegeven_word_before(r, i), words);
}

/* "Mw. De Wit (12-03-1956)": a person's name, and nothing else, before a date of long ago. */
static bool is_behind_name(const struct gegeven_text *r, size_t i)
{
	static const char *const titles[] = {"mw", "mevr", "mevrouw", "mej", "dhr", "hr", "heer", "meneer", NULL};
	static const char *const small[] = {"de", "den", "der", "van", "el", "ten", "ter", "te", "t", "al", "e.v", NULL};
	size_t first = i > BEFORE ? i - BEFORE : 0;
	for (int words = 0; i > first; words++) {
		struct stretch s = gegeven_word_before(r, i);
		if (s.from == s.to)
			return false;
		for (size_t k = s.to; k < i; k++)
			if (!strchr(" .,('-", r->low[k]))
				return false;
		if (gegeven_is(r, s, titles))
			return words > 0;
		if (!read_capital(r->c[s.from]) && r->low[s.from] != OTHER_LETTER && !gegeven_is(r, s, small))
			return false;
		i = s.from;
	}
	return false;
}

/* "De Wit, A. (v), 12-03-1956" */
static bool is_behind_sex(const struct gegeven_text *r, size_t i)
{
	static const char *const sexes[] = {"m", "v", NULL};
	struct stretch s = gegeven_word_before(r, i);
	if (i - s.to > 4 || !gegeven_is(r, s, sexes) || s.from == 0 || !strchr(" (", r->low[s.from - 1]))
		return false;
	struct stretch name = gegeven_word_before(r, s.from);
	return name.to > name.from && s.from - name.to <= 3 && read_capital(r->c[name.from]);
}

static bool is_birthday(const struct gegeven_text *r, size_t i, const struct date *d)
{
	static const char *const short_words[] = {"gd", "g.d", "geboorte", NULL}, *const age_words[] = {"leeftijd", NULL};
	const char *const *words = d->whole ? birth_words : day_words;
	size_t at;
	if (is_bound(r, i))
		return false;
	if (d->packed)
		return gegeven_is_called(r, i, birth_words);
	if (d->whole && (has_star(r, i, d->end) || gegeven_is_called(r, i, short_words) || gegeven_is_in_column(r, i, birth_words)))
		return true;
	if (d->whole && is_of_long_ago(r, i, d->end) &&
	    (is_behind_name(r, i) || is_behind_sex(r, i) || gegeven_near_before(r, i, BEFORE, age_words, &at)))
		return true;
	if (d->strange && !gegeven_is_called(r, i, birth_words))
		return false;
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
