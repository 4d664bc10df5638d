/* Which of the plans that came in a version are plans that went in it: they got another name.  Inside src/store only. */
#ifndef STORE_TOUCH_NAMES_H
#define STORE_TOUCH_NAMES_H

#include "store/blobs.h"
#include "store/touch.h"

/* Fills in `was`, and what the plan was before under that name, for those of `t` from `from` on.  `trees` as in store_touches_find. */
int store_touches_name(struct store_touch_reader *r, struct store_blobs *blobs, const struct store_cutter *cutter, const struct store_commit *c,
                       const git_oid *trees, struct store_touches *t, size_t from);

#endif
