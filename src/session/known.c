/* What stands in the fields of all plans that are filled in with the same words again and again: to offer it while
 * somebody types. */
#include "session/internal.h"

#include "plan/plan.h"

#include <string.h>

struct counted {
	const char *text;
	size_t times;
};

static int by_text(const void *a, const void *b)
{
	return strcmp(((const struct counted *)a)->text, ((const struct counted *)b)->text);
}

static int by_times(const void *a, const void *b)
{
	const struct counted *x = a, *y = b;
	if (x->times != y->times)
		return x->times > y->times ? -1 : 1;
	return strcmp(x->text, y->text);
}

/* Each text once, with how often it is there. */
static size_t count_doubles(struct counted *list, size_t count)
{
	size_t kept = 0;
	if (count)
		qsort(list, count, sizeof *list, by_text);
	for (size_t i = 0; i < count; i++) {
		if (kept && strcmp(list[kept - 1].text, list[i].text) == 0)
			list[kept - 1].times++;
		else
			list[kept++] = list[i];
	}
	if (kept)
		qsort(list, kept, sizeof *list, by_times);
	return kept;
}

struct gathering {
	const struct field *group;
	VEC(struct counted) found;
};

/* The field; NULL: any that is for functions and organisations. */
static const struct field *group_of(const struct field *f)
{
	return f->flags & FIELD_WHO ? NULL : f;
}

static void add(struct gathering *g, const struct field *f, const struct node *n)
{
	if (n->kind == NODE_SCALAR && n->len && f->flags & FIELD_KNOWN && group_of(f) == g->group)
		vec_push(&g->found, (struct counted){n->text, 1});
}

/* Goes down by the schema, as asking each node for its field (schema_of) takes three times as long. */
static void gather(struct gathering *g, const struct field *parent, const struct node *record)
{
	for (const struct field *f = schema_first(parent); f; f = schema_next(f)) {
		const struct node *n = node_get(record, f->key);
		if (!n)
			continue;
		add(g, f, n);
		if (f->kind == KIND_RECORD && n->kind == NODE_MAP)
			gather(g, f, n);
		for (size_t i = 0; n->kind == NODE_LIST && schema_is_list(f) && i < n->count; i++) {
			const struct node *item = n->items[i];
			add(g, f->kind == KIND_RECORDS ? schema_first(f) : f, item); /* a bare text is the first field of its record */
			if (f->kind == KIND_RECORDS && item->kind == NODE_MAP)
				gather(g, f, item);
		}
	}
}

void session_known(struct session *s, const struct field *f, struct known_texts *out)
{
	struct gathering g = {.group = group_of(f)};
	struct plan_rows plans = {0};
	struct err none;
	*out = (struct known_texts){0};
	size_t first = (size_t)-1 / 2; /* what the schema suggests goes before the rest, in its order */
	for (const struct choice *c = f->kind == KIND_LINE ? f->choices : NULL; c && c->value; c++)
		vec_push(&g.found, (struct counted){c->value, first--});
	if (f->flags & FIELD_KNOWN && plans_read(s, &plans, NULL, &none) == OK)
		for (size_t i = 0; i < plans.count; i++)
			if (plan_row_doc(s, &plans.p[i]))
				gather(&g, NULL, plans.p[i].doc->root);
	size_t count = count_doubles(g.found.p, g.found.count);
	for (size_t i = 0; i < count; i++)
		vec_push(out, mem_text(g.found.p[i].text));
	vec_free(&g.found);
	plan_rows_clear(&plans);
}

void known_texts_clear(struct known_texts *k)
{
	for (size_t i = 0; i < k->count; i++)
		free(k->p[i]);
	vec_free(k);
}
