/* One edit of a plan by path: each gives a new document, and leaves the old one as it is.
 * Nothing changed gives the same document again.  An edit may well cause findings: check_new tells.
 *
 * All set `*out` to a document that the caller owns (doc_free), or on an error to NULL.  ERR_NOT_FOUND: no such path;
 * ERR_USE: this can't be done there; ERR_NO: this may not be done; ERR_UNREADABLE: the file can't hold it.  Every
 * sentence names the place. */
#ifndef PLAN_EDIT_H
#define PLAN_EDIT_H

#include "base/str.h"
#include "yaml/doc.h"

/* Sets the text at `path`, making the mappings on the way where they are not there.  An item of a list of records that
 * is a bare text stays so when its first field is set, and becomes a mapping when another is.  The text is normalised
 * (text_normalise).  Refused: a list or mapping, more than one line where a field has one, another id for an item that
 * has a good one. */
MUST_USE enum code edit_set(struct doc **out, const struct doc *d, const char *path, const char *text, size_t len, struct err *e);

/* Adds an item to a list: at the end for the path of the list, before item N for `list/N` (up to count + 1).  A list
 * that is not there is made.  In a list of records the text is the first field; for a speerpunt or analysis part
 * it is the titel, and the id is made from it. */
MUST_USE enum code edit_insert(struct doc **out, const struct doc *d, const char *path, const char *text, size_t len, struct err *e);

/* The same for a keyed list, with an id that a person chose; NULL: made from the text.  ERR_NO: it is no id, or taken. */
MUST_USE enum code edit_insert_as(struct doc **out, const struct doc *d, const char *path, const char *id, const char *text, size_t len,
                                  struct err *e);
/* Appends the id that edit_insert would make from this titel; nothing where the list at `path` has no ids. */
void edit_propose_id(struct str *out, const struct doc *d, const char *path, const char *titel, size_t len);

/* Removes a key or an item.  A field that is not there is no change. */
MUST_USE enum code edit_remove(struct doc **out, const struct doc *d, const char *path, struct err *e);

/* Moves an item to `position` (from 1) in its list. */
MUST_USE enum code edit_move(struct doc **out, const struct doc *d, const char *path, size_t position, struct err *e);

/* Moves an item to another list of the same kind of items, with its comments: to `position` (from 1), or to the end for 0.
 * A list that is not there is made; one that it leaves empty goes, with a mapping that holds nothing else, unless
 * there is a comment at it.  Refused: another kind of list, and a list
 * whose items are known by an id.  The same list: as edit_move. */
MUST_USE enum code edit_move_to(struct doc **out, const struct doc *d, const char *path, const char *list, size_t position, struct err *e);

/* Gives an id to each speerpunt and analysis part without one that `before` does not have exactly so (NULL: to
 * all): the ones that this save changes. */
MUST_USE enum code edit_add_ids(struct doc **out, const struct doc *d, const struct doc *before, struct err *e);

#endif
