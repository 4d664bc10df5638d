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

/* --- what a plan has of them --------------------------------------------------------------
 * Kept by its blob as the kop is (koppen.c), as nobody waits for a field until all plans are read: of each text a number, the text
 * and a NUL. */

enum { GROUP_WHO = 0xffff /* functions and organisations; else the number of the field */ };

static uint16_t group_of(const struct field *f)
{
	return f->flags & FIELD_WHO ? GROUP_WHO : (uint16_t)(f - schema_fields);
}

static void add(struct str *out, const struct field *f, const struct node *n)
{
	if (n->kind != NODE_SCALAR || !n->len || !(f->flags & FIELD_KNOWN))
		return;
	uint16_t group = group_of(f);
	str_add(out, (const char *)&group, sizeof group);
	str_add(out, n->text, strlen(n->text) + 1);
}

/* Goes down by the schema, as asking each node for its field (schema_of) takes three times as long. */
static void gather(struct str *out, const struct field *parent, const struct node *record)
{
	for (const struct field *f = schema_first(parent); f; f = schema_next(f)) {
		const struct node *n = node_get(record, f->key);
		if (!n)
			continue;
		add(out, f, n);
		if (f->kind == KIND_RECORD && n->kind == NODE_MAP)
			gather(out, f, n);
		for (size_t i = 0; n->kind == NODE_LIST && schema_is_list(f) && i < n->count; i++) {
			const struct node *item = n->items[i];
			add(out, f->kind == KIND_RECORDS ? schema_first(f) : f, item); /* a bare text is the first field of its record */
			if (f->kind == KIND_RECORDS && item->kind == NODE_MAP)
				gather(out, f, item);
		}
	}
}

const char *known_make(struct session *s, const char *blob, const struct doc *d, size_t *len)
{
	struct str out = {0};
	gather(&out, NULL, d->root);
	const char *kept = store_cache_put(s->bekend, blob, str_text(&out), out.len);
	*len = out.len;
	str_free(&out);
	return kept;
}

/* --- all plans ------------------------------------------------------------------------------ */

struct counting {
	uint16_t group;
	VEC(struct counted) found;
};

static void take(struct counting *c, const char *p, size_t len)
{
	const char *end = p + len;
	for (uint16_t group; end - p > (ptrdiff_t)sizeof group; p += strnlen(p, (size_t)(end - p)) + 1) {
		memcpy(&group, p, sizeof group);
		p += sizeof group;
		if (group == c->group)
			vec_push(&c->found, (struct counted){p, 1});
	}
}

static void count_in_plans(struct session *s, struct counting *c)
{
	struct plan_rows plans;
	struct err none;
	if (plans_read(s, &plans, NULL, &none))
		return;
	const struct store_cache *all = bekend(s);
	for (size_t i = 0; i < plans.count; i++) {
		struct plan_row *row = &plans.p[i];
		size_t len;
		const char *texts = store_cache_get(all, row->blob, &len);
		const struct doc *d = texts ? NULL : plan_row_doc(s, row);
		if (d)
			texts = known_make(s, row->blob, d, &len);
		if (texts)
			take(c, texts, len);
	}
	plan_rows_clear(&plans);
}

void session_known(struct session *s, const struct field *f, struct known_texts *out)
{
	struct counting c = {.group = group_of(f)};
	*out = (struct known_texts){0};
	size_t first = (size_t)-1 / 2; /* what the schema suggests goes before the rest, in its order */
	for (const struct choice *choice = f->kind == KIND_LINE ? f->choices : NULL; choice && choice->value; choice++)
		vec_push(&c.found, (struct counted){choice->value, first--});
	if (f->flags & FIELD_KNOWN)
		count_in_plans(s, &c);
	size_t count = count_doubles(c.found.p, c.found.count);
	for (size_t i = 0; i < count; i++)
		vec_push(out, mem_text(c.found.p[i].text));
	vec_free(&c.found);
}

void known_texts_clear(struct known_texts *k)
{
	for (size_t i = 0; i < k->count; i++)
		free(k->p[i]);
	vec_free(k);
}
