/* What stands in the fields of all plans that are filled in with the same words again and again: to offer it while
 * somebody types.  What was gathered from a plan is kept until its file is another. */
#include "session/internal.h"

#include "plan/plan.h"

#include <string.h>

/* One text in one field of one plan. */
struct known_text {
	const struct field *group; /* the field; NULL: any that is for functions and organisations */
	char *text;
};

struct known_plan {
	char *name, blob[65];
	VEC(struct known_text) texts;
};

struct known_plans {
	VEC(struct known_plan) plans;
};

static const struct field *group_of(const struct field *f)
{
	return f->flags & FIELD_WHO ? NULL : f;
}

static void clear_plan(struct known_plan *p)
{
	for (size_t i = 0; i < p->texts.count; i++)
		free(p->texts.p[i].text);
	vec_free(&p->texts);
	free(p->name);
}

void known_free(struct known_plans *k)
{
	for (size_t i = 0; k && i < k->plans.count; i++)
		clear_plan(&k->plans.p[i]);
	if (k)
		vec_free(&k->plans);
	free(k);
}

static void gather(struct known_plan *p, const struct node *n)
{
	const struct field *f = schema_of(n);
	if (n->kind == NODE_SCALAR && f && f->kind == KIND_RECORDS) /* a bare text is the first field of its record */
		f = schema_first(f);
	if (n->kind == NODE_SCALAR && f && f->flags & FIELD_KNOWN && n->len)
		vec_push(&p->texts, (struct known_text){group_of(f), mem_copy(n->text, n->len)});
	for (size_t i = 0; n->kind != NODE_SCALAR && i < n->count; i++)
		gather(p, n->items[i]);
}

/* A plan that can't be read now offers nothing. */
static struct known_plan read_plan(struct session *s, const struct store_entry *entry)
{
	struct known_plan p = {.name = mem_text(entry->name)};
	struct str bytes = {0};
	struct doc *d = NULL;
	struct err none;
	memcpy(p.blob, entry->blob, sizeof p.blob);
	if (!entry->refused && store_read(s->store, entry->name, NULL, &bytes, NULL, &none) == OK &&
	    doc_parse(&d, str_text(&bytes), bytes.len, &none) == OK)
		gather(&p, d->root);
	doc_free(d);
	str_free(&bytes);
	return p;
}

/* The plans as they are now, from the old ones where their files are the same: both lists are in order of name. */
static void freshen(struct session *s)
{
	struct store_list list = {0};
	struct known_plans *fresh = mem_alloc(sizeof *fresh), *old = s->known;
	struct err none;
	size_t k = 0;
	if (store_list(s->store, &list, &none)) {
		free(fresh);
		return;
	}
	for (size_t i = 0; i < list.count; i++) {
		const struct store_entry *entry = &list.entries[i];
		while (old && k < old->plans.count && strcmp(old->plans.p[k].name, entry->name) < 0)
			k++;
		struct known_plan *same = old && k < old->plans.count ? &old->plans.p[k] : NULL;
		if (same && strcmp(same->name, entry->name) == 0 && strcmp(same->blob, entry->blob) == 0) {
			vec_push(&fresh->plans, *same);
			*same = (struct known_plan){.name = mem_text(same->name)};
		} else {
			vec_push(&fresh->plans, read_plan(s, entry));
		}
	}
	known_free(old);
	s->known = fresh;
	store_list_clear(&list);
}

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

void session_known(struct session *s, const struct field *f, struct known_texts *out)
{
	VEC(struct counted) found = {0};
	*out = (struct known_texts){0};
	size_t first = (size_t)-1 / 2; /* what the schema suggests goes before the rest, in its order */
	for (const struct choice *c = f->kind == KIND_LINE ? f->choices : NULL; c && c->value; c++)
		vec_push(&found, (struct counted){c->value, first--});
	if (f->flags & FIELD_KNOWN)
		freshen(s);
	for (size_t i = 0; f->flags & FIELD_KNOWN && s->known && i < s->known->plans.count; i++) {
		const struct known_plan *p = &s->known->plans.p[i];
		for (size_t k = 0; k < p->texts.count; k++)
			if (p->texts.p[k].group == group_of(f))
				vec_push(&found, (struct counted){p->texts.p[k].text, 1});
	}
	size_t count = count_doubles(found.p, found.count);
	for (size_t i = 0; i < count; i++)
		vec_push(out, mem_text(found.p[i].text));
	vec_free(&found);
}

void known_texts_clear(struct known_texts *k)
{
	for (size_t i = 0; i < k->count; i++)
		free(k->p[i]);
	vec_free(k);
}
