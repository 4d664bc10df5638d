/* Burgerservicenummer: nine digits, of which the first is sometimes left out when it is 0. */
#include "plan/gegeven_internal.h"

#include <string.h>

static const char *const bsn_words[] = {
	"bsn*", "b.s.n*", "burgerservice*", "burger-service*", "burgernummer", "sofi*", NULL};
static const char *const called_words[] = {
	"bsn", "bsn-nummer*", "bsnnummer*", "bsn-nr*", "bsnnr*", "bsnr", "b.s.n*", "burger", "burgerservice*",
	"burger-service*", "burgernummer", "sofi*", NULL};

/* The weights are 9 … 2 and -1; eight digits are nine with a 0 before them. */
static bool passes(const char *d, size_t count)
{
	int sum = 0, weight = (int)count;
	bool zero = true;
	for (size_t i = 0; i < count; i++, weight--) {
		sum += (weight == 1 ? -1 : weight) * (d[i] - '0');
		zero &= d[i] == '0';
	}
	return !zero && sum % 11 == 0;
}

static int two(const char *d)
{
	return (d[0] - '0') * 10 + d[1] - '0';
}

static bool is_day(int day, int month, int century)
{
	return day >= 1 && day <= 31 && month >= 1 && month <= 12 && (century == 19 || century == 20);
}

/* 20190312 or 12032019? */
static bool is_date(const char *d)
{
	return is_day(two(d + 6), two(d + 4), two(d)) || is_day(two(d), two(d + 2), two(d + 4));
}

/* The groups from the first on that are 9 digits as a BSN is written; 0: none. */
static size_t usual_groups(const struct digits *x)
{
	static const size_t three[] = {3, 3, 3}, four[] = {4, 2, 3};
	if (x->len[0] == 9 || x->len[0] == 8)
		return 1;
	if (x->groups < 3 || x->between[1] != x->between[2])
		return 0;
	return memcmp(x->len, three, sizeof three) == 0 || memcmp(x->len, four, sizeof four) == 0 ? 3 : 0;
}

/* Any groups that make 8 or 9 digits. */
static size_t any_groups(const struct digits *x)
{
	size_t count = 0, best = 0;
	for (size_t k = 0; k < x->groups && !x->longer && count + x->len[k] <= 9; k++) {
		count += x->len[k];
		if (count >= 8)
			best = k + 1;
	}
	return best;
}

static size_t digits_of(const struct digits *x, size_t groups)
{
	size_t count = 0;
	for (size_t k = 0; k < groups; k++)
		count += x->len[k];
	return count;
}

/* "Ria123456782", "123456782Ria": a name, and a blank that was forgotten. */
static bool is_name_before(const struct gegeven_text *r, size_t i)
{
	struct stretch s = gegeven_word_before(r, i);
	return s.to == i && s.to - s.from > 2 && read_capital(r->c[s.from]) && !read_capital(r->c[i - 1]);
}
static bool is_name_behind(const struct gegeven_text *r, size_t i)
{
	return read_capital(r->c[i]) && read_letter(r->low[i + 1]) && !read_capital(r->c[i + 1]);
}

/* Two of them with a slash between? */
static bool is_first_of_two(const struct digits *x, size_t groups)
{
	return groups == 1 && x->groups == 2 && x->len[0] == 9 && x->len[1] == 9 && x->between[1] == '/';
}

/* Is it a part of a longer number or word? */
static bool is_part(const struct gegeven_text *r, size_t from, const struct digits *x, size_t groups, bool called)
{
	size_t to = x->end[groups - 1];
	char before = gegeven_before(r, from), after = r->low[to], sign = groups > 1 ? x->between[1] : 0;
	if (read_digit(before) || (read_letter(before) && !called && !is_name_before(r, from)) || before == '@')
		return true;
	if (read_digit(after) || (read_letter(after) && !called && !is_name_behind(r, to)) || after == '%' || after == '@')
		return true;
	bool second = from > 1 && r->taken[from - 2] && strchr(",/", before); /* behind one that is found */
	if (!second && (gegeven_joined(r, from, ".-/:_") || (!called && gegeven_joined(r, from, ","))))
		return true;
	if (called && is_first_of_two(x, groups))
		return false;
	if (before && before == sign && from > 1 && read_digit(r->low[from - 2]))
		return true;
	if (after == ',' && r->low[to + 1] == '-')
		return true;
	if (after == ',')
		return gegeven_decimals(r, to + 1) > 0;
	if (after == '.' && !called && r->low[to + 1] >= 'a' && !read_capital(r->c[to + 1])) /* a file's name */
		return true;
	return after && read_digit(r->low[to + 1]) && (strchr(".-/:_", after) || after == sign);
}

/* "123456782 euro", "… inwoners". */
static bool is_counted(const struct gegeven_text *r, size_t to)
{
	static const char *const units[] = {
		"euro*", "eur", "m2", "m3", "kwh", "kg", "km", "inwoner*", "woning*", "bezoek*", "stuks", "keer",
		"bewoner*", "huishouden*", "views", "mensen", "personen", "liter", "ton", "bytes", "dollar", NULL};
	static const char *const signs[] = {"$", NULL};
	size_t from = to;
	while (r->low[from] == ' ')
		from++;
	size_t end = from;
	while (read_word(r->low[end]))
		end++;
	return r->low[from] == signs[0][0] || (end > from && gegeven_is(r, (struct stretch){from, end}, units));
}

static bool in_address_of_page(const struct gegeven_text *r, size_t i)
{
	size_t from = i;
	while (from > 0 && i - from < 200 && r->low[from - 1] != ' ' && r->low[from - 1] != '\n')
		from--;
	bool path = i > from && strchr("/=", r->low[i - 1]) && memchr(r->low + from, '.', i - from);
	return path || (i - from > 4 && (memcmp(r->low + from, "http", 4) == 0 || memcmp(r->low + from, "www.", 4) == 0));
}

static bool is_called_bsn(const struct gegeven_text *r, size_t from, size_t to)
{
	size_t at = to;
	while (strchr(" (,:=-", r->low[at]) && at < r->n && at - to < 4)
		at++;
	if (gegeven_is_called(r, from, called_words) || gegeven_is_in_column(r, from, called_words))
		return true;
	return at > to && gegeven_near_after(r, at, 2, bsn_words);
}

/* 12-03-2019. */
static bool is_written_date(const struct digits *x)
{
	return x->groups > 2 && x->len[0] <= 2 && x->len[1] <= 2 && x->len[2] == 4 && x->between[1] != ' ' && is_date(x->d);
}

/* The groups at `i` that are to be reported; 0: none. */
static size_t judge(const struct gegeven_text *r, size_t i, const struct digits *x)
{
	size_t any = any_groups(x), usual = usual_groups(x), at;
	if (any && !is_written_date(x) && !is_part(r, i, x, any, true) && is_called_bsn(r, i, x->end[any - 1]))
		return any;
	if (!usual || is_part(r, i, x, usual, false) || !passes(x->d, digits_of(x, usual)))
		return 0;
	if (gegeven_near_before(r, i, 40, bsn_words, &at))
		return usual;
	bool other = gegeven_is_other_number(r, i, false) || is_counted(r, x->end[usual - 1]) || in_address_of_page(r, i);
	return other || (x->len[0] == 8 && is_date(x->d)) ? 0 : usual;
}

void find_bsn(struct gegeven_text *r)
{
	struct digits x;
	for (size_t i = 0; i < r->n; i++) {
		if (!read_digit(r->low[i]) || read_digit(gegeven_before(r, i)) || r->taken[i])
			continue;
		gegeven_digits(r, i, &x);
		size_t groups = judge(r, i, &x);
		if (groups)
			gegeven_add(r, GEGEVEN_BSN, i, x.end[groups - 1]);
	}
}
