/* All plans as they stand now.  Those that were read before are known by name and by the bytes they had. */
#include "session/internal.h"

#include "base/text.h"

#include <string.h>

/* --- what was read before --------------------------------------------------------------- */

static int by_name(const void *a, const void *b)
{
	const struct read_doc *x = a, *y = b;
	return strcmp(x->name, y->name);
}

/* The document of these bytes, a reference; NULL where it isn't known. */
static struct doc *find(const struct session *s, const char *name, const char *blob)
{
	struct read_doc wanted = {.name = (char *)name};
	const struct read_doc *k = s->docs.count ? bsearch(&wanted, s->docs.p, s->docs.count, sizeof wanted, by_name) : NULL;
	return k && strcmp(k->blob, blob) == 0 ? doc_ref(k->doc) : NULL;
}

void docs_clear(struct session *s)
{
	for (size_t i = 0; i < s->docs.count; i++) {
		free(s->docs.p[i].name);
		doc_free(s->docs.p[i].doc);
	}
	vec_free(&s->docs);
}

/* Both are in one order. */
static void remember(struct session *s, const struct store_list *list, const struct plan_rows *rows)
{
	docs_clear(s);
	for (size_t i = 0; i < rows->count; i++) {
		if (!rows->p[i].doc)
			continue;
		struct read_doc k = {.name = mem_text(rows->p[i].name), .doc = doc_ref(rows->p[i].doc)};
		memcpy(k.blob, list->entries[i].blob, sizeof k.blob);
		vec_push(&s->docs, k);
	}
	if (s->docs.count)
		qsort(s->docs.p, s->docs.count, sizeof *s->docs.p, by_name);
}

/* --- as they stand now ------------------------------------------------------------------ */

static int by_buurt(const void *a, const void *b)
{
	const struct plan_row *x = a, *y = b;
	struct str p = {0}, q = {0};
	const char *first = x->doc ? x->summary.buurt : x->name, *second = y->doc ? y->summary.buurt : y->name;
	text_fold(&p, first, strlen(first));
	text_fold(&q, second, strlen(second));
	int order = strcmp(str_text(&p), str_text(&q));
	str_free(&p);
	str_free(&q);
	return order ? order : strcmp(x->name, y->name);
}

/* As it was in the version of the list, whatever others save since: it is kept by the blob that stands there. */
static enum code read_row(struct session *s, const struct store_version *version, const struct store_entry *entry, struct plan_row *row,
                          struct err *e)
{
	*row = (struct plan_row){.name = mem_text(entry->name), .refused = mem_text(entry->refused)};
	if (row->refused)
		return OK;
	struct str bytes = {0};
	struct err why = {0};
	row->doc = find(s, entry->name, entry->blob);
	if (row->doc) {
		plan_summarise(&row->summary, row->doc);
		return OK;
	}
	enum code code = store_read(s->store, entry->name, version, &bytes, NULL, e);
	if (!code && doc_parse(&row->doc, str_text(&bytes), bytes.len, &why) == OK) {
		plan_summarise(&row->summary, row->doc);
	} else if (!code) {
		row->refused = mem_text(why.text);
		row->line = why.line;
		row->column = why.column;
	} else if (code != ERR_NOT_FOUND) { /* one damaged plan leaves the others usable */
		row->refused = mem_text(e->text);
		code = OK;
	}
	str_free(&bytes);
	return code;
}

enum code plans_read(struct session *s, struct plan_rows *out, struct store_version *version, struct err *e)
{
	struct store_list list = {0};
	*out = (struct plan_rows){0};
	enum code code = store_list(s->store, &list, e);
	if (code)
		return code;
	if (version)
		*version = list.version;
	out->p = mem_alloc((list.count + 1) * sizeof *out->p);
	for (size_t i = 0; i < list.count && !code; i++)
		code = read_row(s, &list.version, &list.entries[i], &out->p[out->count++], e);
	if (!code)
		remember(s, &list, out);
	store_list_clear(&list);
	if (code)
		plan_rows_clear(out);
	else
		qsort(out->p, out->count, sizeof *out->p, by_buurt);
	return code;
}

enum code session_plans(struct session *s, struct plan_rows *out, struct err *e)
{
	enum code code = plans_read(s, out, &s->seen, e);
	if (!code) {
		drafts_adopt(s, out);
		drafts_mark(s, out);
	}
	return code;
}

void plan_rows_away_last(struct plan_rows *rows)
{
	struct plan_row *sorted = mem_alloc((rows->count + 1) * sizeof *sorted);
	size_t at = 0;
	for (int away = 0; away < 2; away++)
		for (size_t i = 0; i < rows->count; i++)
			if (rows->p[i].summary.away == away)
				sorted[at++] = rows->p[i];
	free(rows->p);
	rows->p = sorted;
}

const char *plan_row_name(const struct plan_row *row)
{
	return row->doc && *row->summary.buurt ? row->summary.buurt : row->name;
}

void plan_rows_clear(struct plan_rows *rows)
{
	for (size_t i = 0; i < rows->count; i++) {
		free(rows->p[i].name);
		free(rows->p[i].refused);
		doc_free(rows->p[i].doc);
	}
	free(rows->p);
	*rows = (struct plan_rows){0};
}
