/* Which parts of a plan say something else in another version of it: history asks this of every version it reads.
 * By content alone: layout, quotes, comments, line ends and the order of keys are none, and a key with nothing behind it
 * is absent (plan_same_value).
 *
 * Parts, by their path:
 *	wijk, analyse, …            each key of the plan
 *	speerpunten                 the order of the ids; with the items that have no good id or that of an earlier item, and
 *	                            what stands there instead of a list
 *	speerpunten/afval           a speerpunt, by its id
 *	speerpunten/afval/middelen  each key of it
 * A slash in a key is written twice, so no two parts have one path. */
#ifndef PLAN_PARTS_H
#define PLAN_PARTS_H

#include "base/str.h"
#include "yaml/doc.h"

#include <stdbool.h>
#include <stddef.h>

/* One version, cut in its parts.  A file in the usual shape is cut by looking at its lines; another is parsed when it has
 * to be compared.  What was found out is kept: cut each version once and compare it with the next. */
struct parts;

enum part_sign { PART_CAME = '+', PART_WENT = '-', PART_OTHER = '~' };
enum parts_answer { PARTS_OK, PARTS_OLD_UNREADABLE, PARTS_NEW_UNREADABLE };

/* `bytes` are borrowed, and must live until parts_free; NULL: there is no such file, so no parts.  Never fails. */
struct parts *parts_cut(const char *bytes, size_t len);
void parts_free(struct parts *p);

/* It is known from elsewhere that this version can be read: then nothing is parsed to find that out. */
void parts_trust(struct parts *p);

/* Appends the sign and path of each part that differs, with a NUL behind each, in the order of the newer version; the keys of a speerpunt
 * that are gone come behind its others, speerpunten that are gone behind the others, other keys that are gone last.  Nothing
 * appended: the same content.  A speerpunt with another id is one gone and one new.
 * Unreadable is what doc_parse refuses; then nothing is appended, and of two the old one is named.  A version is read whole once
 * to know that, unless it is compared with one that is known to be readable: then only what differs is read. */
enum parts_answer parts_differ(struct parts *old, struct parts *new, struct str *out);

/* One speerpunt as a plan of its own, with no more of it than its id, its titel and the fields among `paths` (as parts_differ gives them,
 * with their signs; all of it where those name the order of them): far less to parse than the whole.  NULL where it isn't there, or the file is not in the usual shape.  The
 * caller's. */
struct doc *parts_speerpunt(const struct parts *p, const char *id, const char *paths, size_t len);
/* The same of the whole plan: the keys among `paths`, and of the speerpunten those, each in its place. */
struct doc *parts_differing(const struct parts *p, const char *paths, size_t len);

/* How much of them says the same, in percent of the parts of both; of their lines where one can't be read. */
int parts_alike(struct parts *old, struct parts *new);

/* Was it cut by its lines alone, without a parse?  For tests and measuring. */
bool parts_is_usual(const struct parts *p);

#endif
