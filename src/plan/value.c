#include "plan/value.h"

#include "base/date.h"
#include "base/taal.h"

#include <string.h>

static size_t digits(const char *s, size_t len)
{
	size_t n = 0;
	while (n < len && s[n] >= '0' && s[n] <= '9')
		n++;
	return n;
}

bool value_is_number(const char *s, size_t len)
{
	size_t sign = len > 0 && (s[0] == '-' || s[0] == '+');
	size_t whole = digits(s + sign, len - sign), at = sign + whole;
	if (whole == 0 || at == len)
		return whole > 0;
	size_t rest = len - at - 1;
	return s[at] == '.' && rest > 0 && digits(s + at + 1, rest) == rest;
}

static bool is_money(const char *s, size_t len)
{
	size_t whole = digits(s, len);
	if (whole == 0 || whole == len)
		return whole > 0;
	return len == whole + 3 && s[whole] == '.' && digits(s + whole + 1, 2) == 2;
}

bool value_is_id(const char *s, size_t len)
{
	bool letter = false;
	if (len == 0 || len > 64 || s[0] == '-' || s[len - 1] == '-')
		return false;
	for (size_t i = 0; i < len; i++) {
		bool az = s[i] >= 'a' && s[i] <= 'z';
		letter |= az;
		if (!az && s[i] != '-' && digits(s + i, 1) == 0)
			return false;
	}
	return letter;
}

bool value_is_valid(const struct field *f, const char *s, size_t len)
{
	switch (f->kind) {
	case KIND_CHOICE:
		return schema_choice_label(f, s, len) != NULL;
	case KIND_MONTH:
		return date_is_month(s, len);
	case KIND_MONTH_OR_YEAR:
		return date_is_month(s, len) || date_is_year(s, len);
	case KIND_YEAR:
		return date_is_year(s, len);
	case KIND_NUMBER:
		return value_is_number(s, len);
	case KIND_MONEY:
		return is_money(s, len);
	case KIND_YES_NO:
		return bytes_equal(s, len, "ja", 2) || bytes_equal(s, len, "nee", 3);
	case KIND_SLUG:
		return value_is_id(s, len);
	default:
		return true;
	}
}

static bool is_month(const struct field *f)
{
	return f->kind == KIND_MONTH || f->kind == KIND_MONTH_OR_YEAR;
}

/* "1500.50" → "1.500,50", "-2780" → "-2.780". */
static void add_grouped(struct str *out, const char *s, size_t len)
{
	if (len && (*s == '-' || *s == '+')) {
		str_add_char(out, *s++);
		len--;
	}
	size_t whole = digits(s, len);
	for (size_t i = 0; i < whole; i++) {
		str_add_char(out, s[i]);
		if ((whole - i) % 3 == 1 && i + 1 < whole)
			str_add_char(out, '.');
	}
	if (whole < len)
		str_addf(out, ",%.*s", (int)(len - whole - 1), s + whole + 1);
}

void value_show(struct str *out, const struct field *f, const char *s, size_t len)
{
	if (f && f->kind == KIND_CHOICE && value_is_valid(f, s, len)) {
		str_add_text(out, schema_choice_label(f, s, len));
	} else if (f && is_month(f) && date_is_month(s, len)) {
		date_month(out, s);
	} else if (f && f->kind == KIND_MONEY && is_money(s, len)) {
		str_add_text(out, "€ ");
		add_grouped(out, s, len);
	} else {
		str_add(out, s, len);
	}
}

/* --- typed ------------------------------------------------------------------------------ */

/* Digits in groups of three with points between: "1.500.000"?  Gives the bytes it takes, 0 where it is none. */
static size_t grouped(const char *s, size_t len)
{
	size_t at = digits(s, len);
	if (at == 0 || at > 3)
		return 0;
	while (at < len && s[at] == '.' && digits(s + at + 1, len - at - 1) == 3)
		at += 4;
	return at > 3 && s[at - 4] == '.' ? at : 0;
}

/* "1.500,5" → "1500.5": without the points between thousands, a point for the comma.  False where it is no number. */
static bool read_number(struct str *out, const char *s, size_t len)
{
	size_t start = out->len, sign = len > 0 && (s[0] == '-' || s[0] == '+');
	size_t whole = grouped(s + sign, len - sign);
	for (size_t i = 0; i < len; i++)
		if (i >= whole + sign || s[i] != '.')
			str_add_char(out, s[i] == ',' ? '.' : s[i]);
	return value_is_number(str_text(out) + start, out->len - start);
}

/* What people write around an amount: "€ 1500,-", "EUR 1500", "1500 euro". */
static void trim_money(const char **s, size_t *len)
{
	static const char *const before[] = {"€", "EUR", "eur"}, *const behind[] = {",-", ",--", ",=", "euro"};
	while (*len && (*s)[*len - 1] == ' ')
		--*len;
	for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
		size_t n = strlen(before[i]);
		if (*len > n && memcmp(*s, before[i], n) == 0) {
			*s += n;
			*len -= n;
		}
	}
	for (size_t i = 0; i < sizeof behind / sizeof *behind; i++) {
		size_t n = strlen(behind[i]);
		if (*len > n && memcmp(*s + *len - n, behind[i], n) == 0)
			*len -= n;
	}
	for (; *len && **s == ' '; ++*s)
		--*len;
	while (*len && (*s)[*len - 1] == ' ')
		--*len;
}

static bool read_money(struct str *out, const char *s, size_t len)
{
	size_t start = out->len;
	trim_money(&s, &len);
	if (!read_number(out, s, len))
		return false;
	const char *point = memchr(out->p + start, '.', out->len - start);
	if (point && out->p + out->len - point == 2) /* "12,5" */
		str_add_char(out, '0');
	return is_money(out->p + start, out->len - start);
}

void value_read(struct str *out, const struct field *f, const char *typed, size_t len)
{
	struct str s = {0}, copy = {0};
	bool read = false;
	str_add(&copy, typed, len);
	if (is_month(f))
		read = !value_is_valid(f, typed, len) && date_read_month(&s, str_text(&copy));
	else if (f->kind == KIND_NUMBER)
		read = read_number(&s, typed, len);
	else if (f->kind == KIND_MONEY)
		read = read_money(&s, typed, len);
	str_add(out, read ? s.p : typed, read ? s.len : len);
	str_free(&s);
	str_free(&copy);
}

void value_typed(struct str *out, const struct field *f, const char *stored, size_t len)
{
	if (is_month(f) && date_is_month(stored, len))
		date_month(out, stored);
	else if (f->kind == KIND_MONEY && is_money(stored, len))
		add_grouped(out, stored, len);
	else
		str_add(out, stored, len);
}

static const char *not_yet(enum field_kind kind)
{
	switch (kind) {
	case KIND_MONTH:
		return _("Nog geen maand of dag. Typ bijvoorbeeld mrt 2019, 3-19 of 12-3-2019.");
	case KIND_MONTH_OR_YEAR:
		return _("Nog geen maand of jaar. Typ bijvoorbeeld mrt 2019, 3-19 of alleen 2019.");
	case KIND_YEAR:
		return _("Nog geen jaar. Typ bijvoorbeeld 2019.");
	case KIND_MONEY:
		return _("Nog geen bedrag. Typ bijvoorbeeld 1500 of 1.500,50.");
	default:
		return _("Nog geen getal. Typ bijvoorbeeld 25 of 2,5.");
	}
}

static bool tells(const struct field *f)
{
	return is_month(f) || f->kind == KIND_YEAR || f->kind == KIND_NUMBER || f->kind == KIND_MONEY;
}

const char *value_wrong(const struct field *f, const char *typed, size_t len)
{
	struct str s = {0};
	if (!tells(f) || len == 0)
		return NULL;
	value_read(&s, f, typed, len);
	bool valid = value_is_valid(f, str_text(&s), s.len);
	str_free(&s);
	return valid ? NULL : not_yet(f->kind);
}

void value_meaning(struct str *out, const struct field *f, const char *typed, size_t len)
{
	struct str s = {0};
	const char *wrong = value_wrong(f, typed, len);
	if (!tells(f) || len == 0)
		return;
	value_read(&s, f, typed, len);
	if (wrong)
		str_add_text(out, wrong);
	else if (is_month(f))
		date_month_full(out, s.p);
	else if (f->kind == KIND_MONEY)
		value_show(out, f, s.p, s.len);
	else if (f->kind == KIND_NUMBER)
		add_grouped(out, s.p, s.len);
	str_free(&s);
}
