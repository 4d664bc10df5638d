/* The plans as they were last read, by name and by the bytes they had. */
#include "session/internal.h"

#include <string.h>

static int by_name(const void *a, const void *b)
{
	const struct read_doc *x = a, *y = b;
	return strcmp(x->name, y->name);
}

struct doc *docs_find(const struct session *s, const char *name, const char *blob)
{
	struct read_doc wanted = {.name = (char *)name};
	const struct read_doc *k = s->docs.count ? bsearch(&wanted, s->docs.p, s->docs.count, sizeof wanted, by_name) : NULL;
	return k && strcmp(k->blob, blob) == 0 ? doc_ref(k->doc) : NULL;
}

void docs_set(struct session *s, const struct store_list *list, const struct plan_rows *rows)
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

void docs_clear(struct session *s)
{
	for (size_t i = 0; i < s->docs.count; i++) {
		free(s->docs.p[i].name);
		doc_free(s->docs.p[i].doc);
	}
	vec_free(&s->docs);
}
