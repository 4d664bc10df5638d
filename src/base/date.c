#include "base/date.h"

#include "base/taal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

static const char *month_name(int month)
{
	static const char *const names[] = {
		N_("jan"), N_("feb"), N_("mrt"), N_("apr"), N_("mei"), N_("jun"), N_("jul"), N_("aug"), N_("sep"), N_("okt"), N_("nov"), N_("dec"),
	};
	return _(names[month - 1]);
}

struct civil {
	int64_t year;
	int month, day, hour, minute; /* month and day from 1 */
};

/* The proleptic Gregorian calendar, counted in eras of 400 years that begin on 1 March
 * (Howard Hinnant, chrono-Compatible Low-Level Date Algorithms, civil_from_days). */
static struct civil civil_of(struct moment m)
{
	int64_t seconds = m.seconds + (int64_t)m.offset * 60;
	int64_t days = seconds / 86400, rest = seconds % 86400;
	if (rest < 0) {
		rest += 86400;
		days--;
	}
	days += 719468; /* from 1 March of year 0 to 1970 */
	int64_t era = (days >= 0 ? days : days - 146096) / 146097;
	int64_t day = days - era * 146097;
	int64_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
	day -= 365 * year + year / 4 - year / 100;
	int month = (int)((5 * day + 2) / 153); /* 0 is March */
	struct civil c = {.year = year + era * 400 + (month >= 10), .month = month < 10 ? month + 3 : month - 9};
	c.day = (int)(day - (153 * month + 2) / 5 + 1);
	c.hour = (int)(rest / 3600);
	c.minute = (int)(rest / 60 % 60);
	return c;
}

void date_long(struct str *out, struct moment m)
{
	struct civil c = civil_of(m);
	str_addf(out, "%d %s %lld %02d:%02d", c.day, month_name(c.month), (long long)c.year, c.hour, c.minute);
}

void date_short(struct str *out, struct moment m, struct moment now)
{
	struct civil c = civil_of(m), today = civil_of(now);
	if (c.year != today.year)
		str_addf(out, "%d %s %lld", c.day, month_name(c.month), (long long)c.year);
	else if (c.month != today.month || c.day != today.day)
		str_addf(out, "%d %s %02d:%02d", c.day, month_name(c.month), c.hour, c.minute);
	else
		str_addf(out, "%02d:%02d", c.hour, c.minute);
}

int date_day(struct moment m)
{
	struct civil c = civil_of(m);
	return (int)c.year * 10000 + c.month * 100 + c.day;
}

int64_t date_shown(struct moment m)
{
	return m.seconds + (int64_t)m.offset * 60;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The `digits` digits at `s` as a number, or -1. */
static int number(const char *s, size_t digits)
{
	int n = 0;
	for (size_t i = 0; i < digits; i++) {
		if (!is_digit(s[i]))
			return -1;
		n = n * 10 + s[i] - '0';
	}
	return n;
}

static int days_in(int month, int year)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return month == 2 && leap ? 29 : days[month - 1];
}

/* 0 is Monday.  (Sakamoto's method: comp.lang.c, 1993.) */
static int weekday(int year, int month, int day)
{
	static const int shift[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
	year -= month < 3;
	return (year + year / 4 - year / 100 + year / 400 + shift[month - 1] + day + 6) % 7;
}

bool date_is_year(const char *s, size_t len)
{
	return len == 4 && number(s, 4) >= 0;
}

bool date_is_month(const char *s, size_t len)
{
	if ((len != 7 && len != 10) || !date_is_year(s, 4) || s[4] != '-')
		return false;
	int month = number(s + 5, 2);
	if (month < 1 || month > 12)
		return false;
	if (len == 7)
		return true;
	int day = s[7] == '-' ? number(s + 8, 2) : -1;
	return day >= 1 && day <= days_in(month, number(s, 4));
}

void date_month(struct str *out, const char *stored)
{
	size_t len = strlen(stored);
	if (!date_is_month(stored, len)) {
		str_add(out, stored, len);
		return;
	}
	if (len == 10)
		str_addf(out, "%d ", number(stored + 8, 2));
	str_addf(out, "%s %.4s", month_name(number(stored + 5, 2)), stored);
}

void date_month_full(struct str *out, const char *stored)
{
	static const char *const months[] = {
		N_("januari"), N_("februari"), N_("maart"), N_("april"), N_("mei"), N_("juni"), N_("juli"), N_("augustus"), N_("september"),
		N_("oktober"), N_("november"), N_("december"),
	};
	static const char *const days[] = {
		N_("maandag"), N_("dinsdag"), N_("woensdag"), N_("donderdag"), N_("vrijdag"), N_("zaterdag"), N_("zondag"),
	};
	size_t len = strlen(stored);
	if (!date_is_month(stored, len)) {
		str_add(out, stored, len);
		return;
	}
	int year = number(stored, 4), month = number(stored + 5, 2);
	if (len == 10) {
		int day = number(stored + 8, 2);
		str_addf(out, "%s %d ", _(days[weekday(year, month, day)]), day);
	}
	str_addf(out, "%s %d", _(months[month - 1]), year);
}

/* The month that `len` letters name, in Dutch or English: "mrt", "sept", "Maart", "may"; 0 where there is none. */
static int month_named(const char *s, size_t len)
{
	static const struct {
		const char *name;
		int month;
	} names[] = {
		{"januari", 1}, {"februari", 2}, {"maart", 3}, {"april", 4}, {"mei", 5}, {"juni", 6}, {"juli", 7},
		{"augustus", 8}, {"september", 9}, {"oktober", 10}, {"november", 11}, {"december", 12}, {"mrt", 3}, {"sept", 9},
		{"january", 1}, {"february", 2}, {"march", 3}, {"may", 5}, {"june", 6}, {"july", 7}, {"august", 8}, {"october", 10},
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		size_t full = strlen(names[i].name);
		if ((len == full || len == 3) && len <= full && strncasecmp(s, names[i].name, len) == 0)
			return names[i].month;
	}
	return 0;
}

struct part {
	const char *s;
	size_t len;
	bool word; /* letters, else digits */
};

static bool is_letter(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* Splits at blanks and . - / , into at most three parts of digits or letters; gives their number, 0 where
 * anything else stands there. */
static int split(const char *s, struct part part[3])
{
	int n = 0;
	while (*s) {
		if (strchr(" \t.-/,", *s)) {
			s++;
			continue;
		}
		size_t len = 0;
		bool word = is_letter(*s);
		while (word ? is_letter(s[len]) : is_digit(s[len]))
			len++;
		if (len == 0 || n == 3)
			return 0;
		part[n++] = (struct part){s, len, word};
		s += len;
	}
	return n;
}

static int month_of(struct part p)
{
	if (p.word)
		return month_named(p.s, p.len);
	return p.len <= 2 ? number(p.s, p.len) : 0;
}

/* "2019", or "19" for short; -1 where it is none. */
static int year_of(struct part p)
{
	if (p.word || (p.len != 4 && p.len != 2))
		return -1;
	return number(p.s, p.len) + (p.len == 2 ? 2000 : 0);
}

bool date_read_month(struct str *out, const char *typed)
{
	struct part part[3];
	int n = split(typed, part);
	if (n < 2)
		return false;
	bool year_first = date_is_year(part[0].s, part[0].len);
	int year = year_of(part[year_first ? 0 : n - 1]);
	struct part month = part[year_first || n == 2 ? year_first : 1], day = part[year_first ? 2 : 0];
	if (year < 0 || (n == 3 && (day.word || day.len > 2)))
		return false;
	char stored[32];
	int len = snprintf(stored, sizeof stored, "%04d-%02d", year, month_of(month));
	if (n == 3)
		len += snprintf(stored + len, sizeof stored - (size_t)len, "-%02d", number(day.s, day.len));
	if (!date_is_month(stored, (size_t)len))
		return false;
	str_add(out, stored, (size_t)len);
	return true;
}

int date_months(const char *stored)
{
	if (!date_is_month(stored, strlen(stored)))
		return -1;
	return atoi(stored) * 12 + atoi(stored + 5) - 1;
}

const char *date_month_name(int months)
{
	return month_name(months % 12 + 1);
}

/* Days since 1970 of a day that may lie past the end of its month or year (days_from_civil, as above). */
static int64_t days_of(int64_t year, int month, int day)
{
	year += (month - 1) / 12;
	month = (month - 1) % 12 + 1;
	year -= month <= 2;
	int64_t era = (year >= 0 ? year : year - 399) / 400, in_era = year - era * 400;
	int64_t in_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	return era * 146097 + in_era * 365 + in_era / 4 - in_era / 100 + in_year - 719468;
}

/* "T09:40" or " 09:40" behind a date, as seconds; -1: none. */
static int clock_of(const char *s)
{
	if (strlen(s) != 6 || (s[0] != 'T' && s[0] != ' ') || s[3] != ':')
		return -1;
	int hour = number(s + 1, 2), minute = number(s + 4, 2);
	return hour < 0 || hour > 23 || minute < 0 || minute > 59 ? -1 : hour * 3600 + minute * 60;
}

/* A stored year, month or date. */
static void span_of(const char *stored, size_t len, int64_t *from, int64_t *until)
{
	int year = number(stored, 4), month = len > 4 ? number(stored + 5, 2) : 1, day = len > 7 ? number(stored + 8, 2) : 1;
	*from = days_of(year, month, day) * 86400;
	*until = (len > 7 ? days_of(year, month, day) + 1 : len > 4 ? days_of(year, month + 1, 1) : days_of(year + 1, 1, 1)) * 86400;
}

bool date_read_span(const char *typed, int64_t *from, int64_t *until)
{
	struct str stored = {0};
	size_t len = strlen(typed);
	int clock = len == 16 && date_is_month(typed, 10) ? clock_of(typed + 10) : -1;
	bool is_one = clock >= 0 || date_is_year(typed, len) || date_read_month(&stored, typed);
	if (is_one && stored.len)
		span_of(stored.p, stored.len, from, until);
	else if (is_one)
		span_of(typed, clock >= 0 ? 10 : len, from, until);
	if (clock >= 0)
		*until = (*from += clock) + 60;
	str_free(&stored);
	return is_one;
}

bool date_iso(struct str *out, struct moment m)
{
	char stamp[64];
	time_t there = (time_t)(m.seconds + (int64_t)m.offset * 60);
	int offset = abs(m.offset);
	struct tm tm;
	if (!gmtime_r(&there, &tm) || strftime(stamp, sizeof stamp, "%Y-%m-%dT%H:%M:%S", &tm) == 0)
		return false;
	str_addf(out, "%s%c%02d:%02d", stamp, m.offset < 0 ? '-' : '+', offset / 60, offset % 60);
	return true;
}

bool date_read_iso(const char *iso, struct moment *out)
{
	char minute[7] = "T";
	if (strlen(iso) != 25 || !date_is_month(iso, 10) || iso[10] != 'T' || iso[16] != ':' || (iso[19] != '+' && iso[19] != '-'))
		return false;
	memcpy(minute + 1, iso + 11, 5);
	int clock = clock_of(minute);
	memcpy(minute + 1, iso + 20, 5);
	int offset = clock_of(minute), seconds = number(iso + 17, 2);
	if (clock < 0 || offset < 0 || seconds < 0 || seconds > 60)
		return false;
	out->offset = offset / 60 * (iso[19] == '-' ? -1 : 1);
	out->seconds = days_of(number(iso, 4), number(iso + 5, 2), number(iso + 8, 2)) * 86400 + clock + seconds - out->offset * 60;
	return true;
}
