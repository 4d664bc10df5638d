/* What is on the record beside the plans: under refs of its own below refs/buurtplan/, out of the way of the branch and of
 * whoever fetches it.  Bytes in, bytes out, as in store.h; what a `ref` is called here is what follows refs/buurtplan/
 * ("opmerkingen"), and the store knows no more of it. */
#ifndef STORE_SIDE_H
#define STORE_SIDE_H

#include "store/store.h"

/* Files that are added and never changed: one version each, with an author, so that two lines of them are joined by
 * holding the files of both. */

/* Where it stands: "" for nothing yet.  Cheap, as store_newest. */
MUST_USE enum code store_side_newest(struct store *s, const char *ref, struct store_version *out, struct err *e);
/* The files below `folder` (NULL: all), by path: `name` is the path, `blob` names the bytes, `size` and `refused` are not
 * filled in.  What is no regular file, or stands deeper than four folders, is left out. */
MUST_USE enum code store_side_list(struct store *s, const char *ref, const char *folder, struct store_list *out, struct err *e);
/* Adds the bytes of an entry's `blob` to `out`.  ERR_UNREADABLE: more than `most` of them (they are not read then), missing or
 * damaged. */
MUST_USE enum code store_side_read(struct store *s, const char *blob, size_t most, struct str *out, struct err *e);
/* Puts `bytes` at `path`, on top of whatever stands there by now; durable and read back as in store_save.  `what` names it for
 * sentences ("De opmerking").  ERR_NO: larger than 1 MiB, or that path is taken; ERR_USE: read-only, or nobody's name; ERR_BUSY and ERR_IO as
 * store_save. */
MUST_USE enum code store_side_add(struct store *s, const char *ref, const char *path, const char *bytes, size_t len, const char *what,
                                  struct store_who who, const char *message, struct err *e);

/* A note: bytes without a history, right under a ref of their own ("gezien/0a1b"). */

/* Adds them to `out`; *at is what they are called, "" (and OK) where there is no such note.  ERR_UNREADABLE: larger than 1 MiB,
 * missing or damaged. */
MUST_USE enum code store_note_read(struct store *s, const char *ref, struct str *out, struct store_version *at, struct err *e);
/* Puts `bytes` there, if it still holds what was read as `*at` ("": nothing), and brings `*at` up to date.  ERR_CHANGED: it holds
 * something else by now; read it again.  ERR_NO, ERR_USE, ERR_BUSY and ERR_IO as above, but it waits for nobody
 * and is not read back: a note can be missed. */
MUST_USE enum code store_note_write(struct store *s, const char *ref, const char *bytes, size_t len, struct store_version *at,
                                    struct err *e);

#endif
