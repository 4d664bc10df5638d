/* Which findings an edit has caused.  The same thing wrong in the same field is not new, although an edit may have
 * moved it; where there are more of a kind than before, those whose path is new are the new ones. */
#include "plan/check.h"

#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

struct known {
	struct finding *finding;
	char *path;
	bool matched;
};

static int compare_texts(const struct node *a, const struct node *b)
{
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	return a->kind == NODE_SCALAR ? strcmp(a->text, b->text) : 0;
}

static int compare_what(const void *a, const void *b)
{
	const struct finding *x = ((const struct known *)a)->finding, *y = ((const struct known *)b)->finding;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if (x->field != y->field)
		return x->field < y->field ? -1 : 1;
	return x->kind == FINDING_MISSING ? 0 : compare_texts(x->node, y->node);
}

static int compare_what_and_path(const void *a, const void *b)
{
	int order = compare_what(a, b);
	return order ? order : strcmp(((const struct known *)a)->path, ((const struct known *)b)->path);
}

static struct known *list_known(struct findings *f)
{
	struct known *list = mem_alloc(f->count * sizeof *list);
	for (size_t i = 0; i < f->count; i++) {
		struct str path = {0};
		finding_path(&path, &f->p[i]);
		list[i] = (struct known){&f->p[i], str_take(&path), false};
	}
	return list;
}

static void free_known(struct known *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(list[i].path);
	free(list);
}

/* Pairs off what is alike in both. */
static void match(struct known *a, size_t a_count, struct known *b, size_t b_count, int (*compare)(const void *, const void *))
{
	qsort(a, a_count, sizeof *a, compare);
	qsort(b, b_count, sizeof *b, compare);
	for (size_t i = 0, j = 0; i < a_count && j < b_count;) {
		int order = compare(&a[i], &b[j]);
		if (a[i].matched || (order < 0 && !b[j].matched)) {
			i++;
		} else if (b[j].matched || order > 0) {
			j++;
		} else {
			a[i++].matched = b[j++].matched = true;
		}
	}
}

static int compare_order(const void *a, const void *b)
{
	const struct known *x = a, *y = b;
	return (x->finding > y->finding) - (x->finding < y->finding);
}

void check_new(struct findings *out, const struct doc *before, const struct doc *after)
{
	struct findings old = {0}, now = {0};
	check_doc(&old, before);
	check_doc(&now, after);
	struct known *a = list_known(&old), *b = list_known(&now);
	if (old.count > 0 && now.count > 0) {
		match(a, old.count, b, now.count, compare_what_and_path);
		match(a, old.count, b, now.count, compare_what);
		qsort(b, now.count, sizeof *b, compare_order);
	}
	for (size_t i = 0; i < now.count; i++) {
		if (b[i].matched)
			continue;
		vec_push(out, *b[i].finding);
		b[i].finding->text = NULL;
	}
	free_known(a, old.count);
	free_known(b, now.count);
	findings_free(&old);
	findings_free(&now);
}
