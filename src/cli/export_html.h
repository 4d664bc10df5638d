/* Between export_html.c and export_html_table.c only. */
#ifndef CLI_EXPORT_HTML_H
#define CLI_EXPORT_HTML_H

#include "plan/reading.h"

/* Any text, cleaned and escaped; its lines stay lines. */
void html_text(struct str *out, const char *text);
/* An element with nothing but a text in it; `class` "" for none. */
void html_element(struct str *out, const char *name, const char *class, const char *text);

void html_table(struct str *out, const struct table *t);
/* A time line: a column for each month, or where there are many for each quarter or year. */
void html_phases(struct str *out, const struct phases *all);

#endif
