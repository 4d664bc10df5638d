#include "session/internal.h"

#include <string.h>

static int by_name(const void *a, const void *b)
{
	const struct known *x = a, *y = b;
	return strcmp(x->name, y->name);
}

struct doc *known_find(const struct session *s, const char *name, const char *blob)
{
	struct known wanted = {.name = (char *)name};
	const struct known *k = s->known.count ? bsearch(&wanted, s->known.p, s->known.count, sizeof wanted, by_name) : NULL;
	return k && strcmp(k->blob, blob) == 0 ? doc_ref(k->doc) : NULL;
}

void known_set(struct session *s, const struct store_list *list, const struct plan_rows *rows)
{
	known_clear(s);
	for (size_t i = 0; i < rows->count; i++) {
		if (!rows->p[i].doc)
			continue;
		struct known k = {.name = mem_text(rows->p[i].name), .doc = doc_ref(rows->p[i].doc)};
		memcpy(k.blob, list->entries[i].blob, sizeof k.blob);
		vec_push(&s->known, k);
	}
	if (s->known.count)
		qsort(s->known.p, s->known.count, sizeof *s->known.p, by_name);
}

void known_clear(struct session *s)
{
	for (size_t i = 0; i < s->known.count; i++) {
		free(s->known.p[i].name);
		doc_free(s->known.p[i].doc);
	}
	vec_free(&s->known);
}
