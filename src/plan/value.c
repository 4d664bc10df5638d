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

void value_show(struct str *out, const struct field *f, const char *s, size_t len)
{
	if (f && f->kind == KIND_CHOICE && value_is_valid(f, s, len))
		str_add_text(out, schema_choice_label(f, s, len));
	else if (f && (f->kind == KIND_MONTH || f->kind == KIND_MONTH_OR_YEAR) && date_is_month(s, len))
		date_month(out, s);
	else if (f && f->kind == KIND_MONEY && value_is_valid(f, s, len))
		str_addf(out, _("€ %.*s"), (int)len, s);
	else
		str_add(out, s, len);
}
