/* A plan as a document in one piece: the reading (plan/reading.h) as Markdown or as HTML. */
#ifndef CLI_EXPORT_H
#define CLI_EXPORT_H

#include "base/str.h"
#include "plan/reading.h"

typedef void export_write(struct str *out, const struct reading *r);
/* By what --format says; NULL: Markdown.  NULL for another word. */
export_write *export_find(const char *format);

/* CommonMark with tables: what would be markup in a text is escaped, so that it reads back as it is. */
export_write export_markdown;
/* One page that needs nothing else: UTF-8, its own style, no scripts, to be printed on A4. */
export_write export_html;

#endif
