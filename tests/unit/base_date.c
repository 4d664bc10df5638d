/* Moments and months in Dutch. */
#include "test.h"

#include "base/date.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

TEST(moments)
{
	static const struct {
		int64_t seconds;
		int offset;
		const char *text, *brief; /* brief: beside 12 March 2019, 16:00 in Deventer */
	} cases[] = {
		{1552395720, 60, "12 mrt 2019 14:02", "14:02"},
		{1552345140, 60, "11 mrt 2019 23:59", "11 mrt 23:59"},
		{1552345200, 60, "12 mrt 2019 00:00", "00:00"},
		{1546297199, 60, "31 dec 2018 23:59", "31 dec 2018"},
		{1546297200, 60, "1 jan 2019 00:00", "1 jan 00:00"},
		{1564660920, 120, "1 aug 2019 14:02", "1 aug 14:02"},
		{951782400, 0, "29 feb 2000 00:00", "29 feb 2000"},
		{0, 0, "1 jan 1970 00:00", "1 jan 1970"},
		{-1, 0, "31 dec 1969 23:59", "31 dec 1969"},
		{4294967296, 0, "7 feb 2106 06:28", "7 feb 2106"},
		{1552395720, -720, "12 mrt 2019 01:02", "01:02"},
	};
	struct moment now = {1552402800, 60};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct moment m = {cases[i].seconds, cases[i].offset};
		struct str text = {0}, brief = {0};
		date_long(&text, m);
		date_short(&brief, m, now);
		CHECK_TEXT(text.p, cases[i].text);
		CHECK_TEXT(brief.p, cases[i].brief);
		str_free(&text);
		str_free(&brief);
	}
}

/* Each day of 1900 to 2100 as the C library has it. */
TEST(days_agree_with_gmtime)
{
	static const char *const names[] = {"jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"};
	int bad = 0;
	for (time_t day = -25567; day < 47846; day++) {
		time_t t = day * 86400 + 3723;
		struct tm tm;
		struct str got = {0};
		char want[40];
		gmtime_r(&t, &tm);
		snprintf(want, sizeof want, "%d %s %d 01:02", tm.tm_mday, names[tm.tm_mon], tm.tm_year + 1900);
		date_long(&got, (struct moment){t, 0});
		bad += !str_is(&got, want);
		bad += date_day((struct moment){t, 0}) != (tm.tm_year + 1900) * 10000 + (tm.tm_mon + 1) * 100 + tm.tm_mday;
		str_free(&got);
	}
	CHECK_NUMBER(bad, 0);
	CHECK_NUMBER(date_day((struct moment){1557698340, 120}), 20190512); /* 23:59 there */
	CHECK_NUMBER(date_day((struct moment){1557698400, 120}), 20190513);
	CHECK_NUMBER(date_day((struct moment){1557698400, 60}), 20190512);
}

TEST(stored_months)
{
	static const struct {
		const char *stored, *shown;
		bool good;
	} cases[] = {
		{"2019-03", "mrt 2019", true}, {"2019-03-12", "12 mrt 2019", true}, {"2019-03-01", "1 mrt 2019", true},
		{"2020-02-29", "29 feb 2020", true}, {"2019-02-29", "2019-02-29", false}, {"1900-02-29", "1900-02-29", false},
		{"2019-13", "2019-13", false}, {"2019-00", "2019-00", false}, {"2019-3", "2019-3", false}, {"2019", "2019", false},
		{"2019-04-31", "2019-04-31", false}, {"2019-04-00", "2019-04-00", false}, {"2019/03", "2019/03", false}, {"", "", false},
		{"2019-03-1x", "2019-03-1x", false}, {"eind 2019", "eind 2019", false}, {"2019-03x12", "2019-03x12", false},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str out = {0};
		date_month(&out, cases[i].stored);
		CHECK_TEXT(str_text(&out), cases[i].shown);
		CHECK_NUMBER(date_is_month(cases[i].stored, strlen(cases[i].stored)), cases[i].good);
		str_free(&out);
	}
	CHECK(date_is_year("2019", 4));
	CHECK(!date_is_year("201", 3) && !date_is_year("20190", 5) && !date_is_year("2o19", 4));
}

TEST(months_in_full)
{
	static const char *const cases[][2] = {
		{"2019-03", "maart 2019"}, {"2019-03-12", "dinsdag 12 maart 2019"}, {"2000-01-01", "zaterdag 1 januari 2000"},
		{"1999-12-31", "vrijdag 31 december 1999"}, {"2024-02-29", "donderdag 29 februari 2024"}, {"2019-13", "2019-13"}, {"", ""},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str out = {0};
		date_month_full(&out, cases[i][0]);
		CHECK_TEXT(str_text(&out), cases[i][1]);
		str_free(&out);
	}
}

TEST(typed_months)
{
	static const struct {
		const char *typed, *stored; /* "": none */
	} cases[] = {
		{"3-2019", "2019-03"}, {"03-2019", "2019-03"}, {"mrt 2019", "2019-03"}, {"Maart 2019", "2019-03"}, {"mrt. 2019", "2019-03"},
		{"12 maart 2019", "2019-03-12"}, {"12-3-2019", "2019-03-12"}, {"12/03/2019", "2019-03-12"}, {"2019-3", "2019-03"},
		{"2019-03", "2019-03"}, {"2019-03-12", "2019-03-12"}, {"2019-3-5", "2019-03-05"}, {" okt  2018 ", "2018-10"}, {"sept 2018", "2018-09"},
		{"sep 2018", "2018-09"}, {"mei 2018", "2018-05"}, {"jun 2018", "2018-06"}, {"juli 2018", "2018-07"}, {"2019 maart", "2019-03"},
		{"1 DEC 2019", "2019-12-01"}, {"3.2019", "2019-03"},
		{"", ""}, {"2019", ""}, {"maart", ""}, {"13-2019", ""}, {"0-2019", ""}, {"30-2-2019", ""}, {"maa 2019", "2019-03"},
		{"may 19", "2019-05"}, {"oct 2018", "2018-10"}, {"12 March 2019", "2019-03-12"}, {"octo 2018", ""},
		{"3-19", "2019-03"}, {"mrt 19", "2019-03"}, {"12-3-19", "2019-03-12"}, {"19-3", ""}, {"3-9", ""}, {"3-119", ""},
		{"ma 2019", ""}, {"eind 2019", ""}, {"maart-april 2019", ""}, {"1 2 3 2019", ""}, {"maart 12 2019", ""}, {"3-2019x", ""},
		{"mrt é 2019", ""}, {"99999999999-2019", ""}, {"2019-2018", ""}, {"januar 2019", ""}, {"2019-03-99999999999", ""},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str out = {0};
		bool read = date_read_month(&out, cases[i].typed);
		if (!CHECK_TEXT(str_text(&out), cases[i].stored) | !CHECK_NUMBER(read, *cases[i].stored != '\0'))
			printf("  typed «%s»\n", cases[i].typed);
		str_free(&out);
	}
}

static void check_span(const char *typed, int64_t from, int64_t until)
{
	int64_t a = -1, b = -1;
	CHECK(date_read_span(typed, &a, &b));
	CHECK_NUMBER(a, from);
	CHECK_NUMBER(b, until);
}

TEST(a_stretch_of_time)
{
	int64_t a, b;
	check_span("1970", 0, 365 * 86400);
	check_span("1970-12", 334 * 86400, 365 * 86400);
	check_span("2019-03-08", 1552003200, 1552089600);
	check_span("8 maart 2019", 1552003200, 1552089600);
	check_span("29-2-2020", 1582934400, 1583020800);
	check_span("2019-03-08T09:40", 1552038000, 1552038060);
	check_span("2019-12-31 23:59", 1577836740, 1577836800);
	check_span("1969-12-31", -86400, 0);
	CHECK(!date_read_span("", &a, &b));
	CHECK(!date_read_span("gisteren", &a, &b));
	CHECK(!date_read_span("2019-02-30", &a, &b));
	CHECK(!date_read_span("2019-03-08T24:00", &a, &b));
	CHECK(!date_read_span("2019-03-08x09:40", &a, &b));
	CHECK_NUMBER(date_shown((struct moment){1552034400, 60}), 1552038000);
}

TEST(a_moment_for_machines_and_back)
{
	static const struct {
		struct moment m;
		const char *iso;
	} cases[] = {
		{{1552395720, 60}, "2019-03-12T14:02:00+01:00"},
		{{1552395720, -210}, "2019-03-12T09:32:00-03:30"},
		{{951782399, 0}, "2000-02-28T23:59:59+00:00"},
		{{-1, 0}, "1969-12-31T23:59:59+00:00"},
	};
	static const char *const none[] = {"", "2019-03-12", "2019-03-12T14:02:00Z", "2019-02-30T14:02:00+01:00", "2019-03-12T24:02:00+01:00",
	                                   "2019-03-12T14:02:0x+01:00", "2019-03-12T14:02:00+01:00 ", "2019-03-12 14:02:00+01:00"};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct str out = {0};
		struct moment back;
		CHECK(date_iso(&out, cases[i].m));
		CHECK_TEXT(str_text(&out), cases[i].iso);
		CHECK(date_read_iso(cases[i].iso, &back));
		CHECK(back.seconds == cases[i].m.seconds);
		CHECK_NUMBER(back.offset, cases[i].m.offset);
		str_free(&out);
	}
	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		struct moment m;
		CHECK(!date_read_iso(none[i], &m));
	}
}
