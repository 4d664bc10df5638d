/* What came on the record since: the versions that are in the newest one's past, and not in that of `since`.  By how they hang
 * together, not by their dates: work that was joined to the record later counts, however old it is.  Which plans they changed is in the
 * history (store_versions). */
#ifndef STORE_NEWS_H
#define STORE_NEWS_H

#include "store/store.h"

struct store_news_version {
	char id[65], before[65]; /* before: the first that it came from; "" for none */
	char *name, *address;    /* author, as written: clean before showing */
	struct moment when;
};

enum { STORE_NEWS_DIGITS = 12 /* at least, of an id */ };

struct store_news; /* to be freed before its store is closed */

/* A point on the record, as one writes it down: where the version is not on the record any more, its moment counts. */
struct store_point {
	char id[65];
	int64_t seconds; /* of its author's moment */
};

/* `since` NULL: the newest that there is, so nothing is news.  ERR_NOT_FOUND: there is no version at all. */
MUST_USE enum code store_news_open(struct store_news **out, struct store *s, const struct store_point *since, struct err *e);
void store_news_free(struct store_news *n);
/* Looks at no more than `budget` versions.  What is older than the 5,000 newest is no news. */
MUST_USE enum code store_news_step(struct store_news *n, int budget, struct err *e);
bool store_news_is_done(const struct store_news *n);
/* The record may have moved: then there is more to look at.  Cheap. */
MUST_USE enum code store_news_follow(struct store_news *n, struct err *e);
/* It was rewritten after the opening: what was found is no use any more.  Known once it is done. */
bool store_news_is_void(const struct store_news *n);

/* By number, in no order; numbers stay, but what is borrowed does so until the next step.  NULL for a version that is none of them after all. */
size_t store_news_count(const struct store_news *n);
const struct store_news_version *store_news_get(const struct store_news *n, size_t i);
/* Its number, by its id or the first digits of that, an even number of them; store_news_count where it is none that was looked at. */
size_t store_news_find(const struct store_news *n, const char *id);
/* Where the record stood when it was last looked at. */
struct store_point store_news_tip(const struct store_news *n);
/* past[i]: is version i that point, or in its past?  `past` has room for store_news_count. */
void store_news_past(const struct store_news *n, const struct store_point *point, bool *past);

#endif
