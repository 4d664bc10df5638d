/* A plan as a document in one piece: the reading (plan/reading.h) as Markdown or as HTML. */
#ifndef CLI_EXPORT_H
#define CLI_EXPORT_H

#include "base/str.h"
#include "plan/reading.h"

/* CommonMark with tables: what would be markup in a text is escaped, so that it reads back as it is. */
void export_markdown(struct str *out, const struct reading *r);
/* One page that needs nothing else: UTF-8, its own style, no scripts, to be printed on A4. */
void export_html(struct str *out, const struct reading *r);

#endif
