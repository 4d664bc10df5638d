/* Moments and months in Dutch.  Time comes from the caller: nothing here asks the clock. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct moment {
	int64_t seconds; /* since 1970, UTC */
	int offset;      /* minutes east of UTC at that place and time */
};

/* "12 mrt 2019 14:02", in the moment's own offset. */
void date_long(struct str *out, struct moment m);
/* Short beside `now`: "14:02" today, "12 mrt 14:02" this year, "12 mrt 2018" before. */
void date_short(struct str *out, struct moment m, struct moment now);
/* "2019-03-12T14:02:00+01:00", for machines; false, and nothing, for a moment that no calendar has.  And back: that form, and no other. */
bool date_iso(struct str *out, struct moment m);
bool date_read_iso(const char *iso, struct moment *out);
/* Its day as a number to compare: 20190512. */
int date_day(struct moment m);
/* Seconds since 1970 as the clock at that place showed them: to compare with what date_read_span gives. */
int64_t date_shown(struct moment m);
/* What a person types for a stretch of time, all that date_read_month reads, a year, and a moment ("2019-03-08T09:40", "2019-03-08
 * 09:40"): from its first second to that behind its last, as shown.  False where it is none. */
bool date_read_span(const char *typed, int64_t *from, int64_t *until);
/* A stored month or date in Dutch: "2019-03" → "mrt 2019", "2019-03-12" → "12 mrt 2019"; anything else as it is. */
void date_month(struct str *out, const char *stored);
/* The same in full, a date with its day of the week: "maart 2019", "dinsdag 12 maart 2019". */
void date_month_full(struct str *out, const char *stored);
/* The months of a stored month or date since year 0, to compare and to count; -1 where it is none.  And back: the
 * short name of such a month ("mrt"). */
int date_months(const char *stored);
const char *date_month_name(int months);
/* YYYY-MM or YYYY-MM-DD with a month 01-12 and a day that exists (FORMAT.md)? */
bool date_is_month(const char *s, size_t len);
/* YYYY? */
bool date_is_year(const char *s, size_t len);
/* What a person types for a month: "3-2019", "3-19", "mrt 2019", "maart 19", "12 maart 2019", "12-3-2019", "2019-3" and the
 * stored forms; a year of two digits is in this century.  Appends the stored form; false where it is none. */
bool date_read_month(struct str *out, const char *typed);

#endif
