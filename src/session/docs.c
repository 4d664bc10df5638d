/* All plans as they stand now: what the overview says of each, and the plan itself when it is asked for. */
#include "session/internal.h"

#include "base/arena.h"
#include "base/text.h"

#include <string.h>

enum { MADE_KEPT = 500 /* koppen made, before those are kept: who stops halfway begins there the next time */ };

/* --- what was read before --------------------------------------------------------------- */

/* The document of these bytes, a reference; NULL where it isn't known. */
static struct doc *find(const struct read_docs *docs, const char *blob)
{
	size_t i = table_find(&docs->by_blob, blob);
	return i == TABLE_NONE ? NULL : doc_ref(docs->list.p[i]->doc);
}

static void add(struct read_docs *docs, struct read_doc *take)
{
	*table_at(&docs->by_blob, take->blob) = docs->list.count;
	vec_push(&docs->list, take);
}

static void remember(struct read_docs *docs, const char *blob, const struct doc *d)
{
	struct read_doc *r = mem_alloc(sizeof *r);
	memcpy(r->blob, blob, sizeof r->blob);
	r->doc = doc_ref(d);
	add(docs, r);
}

void docs_clear(struct read_docs *docs)
{
	for (size_t i = 0; i < docs->list.count; i++) {
		if (docs->list.p[i])
			doc_free(docs->list.p[i]->doc);
		free(docs->list.p[i]);
	}
	vec_free(&docs->list);
	table_clear(&docs->by_blob);
}

/* All but what stands in a plan of the list. */
static void forget(struct read_docs *docs, const struct store_list *list)
{
	struct read_docs kept = {0};
	for (size_t i = 0; docs->list.count && i < list->count; i++) {
		size_t was = table_find(&docs->by_blob, list->entries[i].blob);
		if (was == TABLE_NONE || !docs->list.p[was])
			continue;
		add(&kept, docs->list.p[was]);
		docs->list.p[was] = NULL;
	}
	docs_clear(docs);
	*docs = kept;
}

/* --- as they stand now ------------------------------------------------------------------ */

static void refuse(struct plan_row *row, const char *why, int line, int column)
{
	free(row->refused);
	row->refused = mem_text(why);
	row->line = line;
	row->column = column;
}

/* One damaged plan leaves the others usable.  NULL where it is that; else a reference. */
static struct doc *read_doc(struct session *s, struct plan_row *row)
{
	struct str bytes = {0};
	struct err e = {0};
	struct doc *d = NULL;
	enum code code = store_read_entry(s->store, row->name, row->blob, &bytes, &e);
	if (!code)
		code = doc_parse(&d, str_text(&bytes), bytes.len, &e);
	if (code)
		refuse(row, e.text, e.line, e.column);
	str_free(&bytes);
	return code ? NULL : d;
}

static void keep(struct session *s, const struct store_list *list)
{
	store_cache_keep(s->koppen, list);
	if (s->bekend)
		store_cache_keep(s->bekend, list);
}

/* As it was in the version of the list, whatever others save since: it is told by the blob that stands there.  Had it to be read? */
static bool read_row(struct session *s, struct store_entry *entry, struct plan_row *row)
{
	*row = (struct plan_row){.name = entry->name, .refused = entry->refused};
	entry->name = entry->refused = NULL;
	memcpy(row->blob, entry->blob, sizeof row->blob);
	if (row->refused || (entry->known && kop_take(row, entry->known, entry->known_len)))
		return false;
	struct doc *d = read_doc(s, row);
	if (!d)
		return false;
	kop_make(s, row, d);
	doc_free(d);
	return true;
}

const struct doc *plan_row_doc(struct session *s, struct plan_row *row)
{
	if (row->doc || row->refused)
		return row->doc;
	row->doc = find(&s->docs, row->blob);
	if (!row->doc && (row->doc = read_doc(s, row)))
		remember(&s->docs, row->blob, row->doc);
	return row->doc;
}

struct sorted {
	const char *folded; /* the neighbourhood; of a plan that is refused, its name */
	const struct plan_row *row;
};

static int by_buurt(const void *a, const void *b)
{
	const struct sorted *x = a, *y = b;
	int order = strcmp(x->folded, y->folded);
	return order ? order : strcmp(x->row->name, y->row->name);
}

static const char *fold_name(struct arena *a, const char *name)
{
	struct str folded = {0};
	text_fold(&folded, name, strlen(name));
	const char *copy = arena_copy(a, folded.p, folded.len);
	str_free(&folded);
	return copy;
}

static void sort_rows(struct plan_rows *rows)
{
	struct arena names = {0};
	struct sorted *sorted = mem_alloc((rows->count + 1) * sizeof *sorted);
	struct plan_row *p = mem_alloc((rows->count + 1) * sizeof *p);
	for (size_t i = 0; i < rows->count; i++) {
		const struct plan_row *row = &rows->p[i];
		sorted[i] = (struct sorted){row->folded ? row->folded : fold_name(&names, row->name), row};
	}
	qsort(sorted, rows->count, sizeof *sorted, by_buurt);
	for (size_t i = 0; i < rows->count; i++)
		p[i] = *sorted[i].row;
	free(rows->p);
	rows->p = p;
	free(sorted);
	arena_clear(&names);
}

enum code plans_read(struct session *s, struct plan_rows *out, struct store_version *version, struct err *e)
{
	struct store_list list = {0};
	*out = (struct plan_rows){0};
	enum code code = store_list(s->store, koppen(s), &list, e);
	if (code)
		return code;
	if (version)
		*version = list.version;
	out->p = mem_alloc((list.count + 1) * sizeof *out->p);
	for (size_t i = 0, made = 0; i < list.count; i++)
		if (read_row(s, &list.entries[i], &out->p[out->count++]) && ++made % MADE_KEPT == 0)
			keep(s, &list);
	keep(s, &list);
	forget(&s->docs, &list);
	store_list_clear(&list);
	sort_rows(out);
	return OK;
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
	return row->summary.buurt && *row->summary.buurt ? row->summary.buurt : row->name;
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
