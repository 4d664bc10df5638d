/* The way to each text of a plan: the rows that the screens go by (record_open_at), from the plan itself down. */
#include "test.h"

#include "base/mem.h"
#include "plan/path.h"
#include "screens/rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct doc *read_plan(const char *name)
{
	static char bytes[DOC_MAX_BYTES];
	struct doc *d = NULL;
	struct err e = {0};
	FILE *f = fopen(name, "r");
	size_t len = f ? fread(bytes, 1, sizeof bytes, f) : 0;
	if (f)
		fclose(f);
	if (!CHECK_NUMBER(doc_parse(&d, bytes, len, &e), OK))
		printf("  %s: %s\n", name, e.text);
	return d;
}

/* The last row on the way; false where the way ends too early.  `text` gets what it shows. */
static bool walk(const struct doc *d, const char *path, const struct node **node, enum row_kind *kind)
{
	struct scope scope = {.kind = SCOPE_PLAN, .path = mem_text("")};
	struct rows rows = {0};
	bool found = false;
	for (int depth = 0; depth < 10; depth++) {
		rows_build(&rows, &scope, d, NULL);
		scope_clear(&scope);
		size_t at = rows_find(&rows, path, rows.count);
		if (at == rows.count)
			break;
		const struct row *row = &rows.p[at];
		if ((row->kind != ROW_SECTION && strlen(row->path) >= strlen(path)) || !row_opens(row, &scope)) {
			*node = row->node;
			*kind = row->kind;
			found = true;
			break;
		}
	}
	scope_clear(&scope);
	rows_clear(&rows);
	return found;
}

static bool is_in(const struct node *n, const struct node *outer)
{
	while (n && n != outer)
		n = n->parent;
	return n;
}

/* Its own row, or that of the whole thing where it has another shape than the schema says; a bare text that is a record
 * may be opened, and is then the first field of it. */
static void check_way(const char *file, const struct doc *d, const struct node *n)
{
	struct str path = {0};
	const struct node *got = NULL;
	enum row_kind kind = ROW_NONE;
	path_of(&path, n);
	bool there = walk(d, str_text(&path), &got, &kind);
	if (!CHECK(there && got && (got == n || (kind == ROW_OTHER && is_in(n, got)))))
		printf("  %s: %s\n", file, str_text(&path));
	str_free(&path);
}

TEST(every_text_has_a_way_to_it)
{
	static const char *const files[] = {"plans/deltabuurt.yaml", "plans/gerard-ter-borchbuurt.yaml", "plans/oostrik.yaml", "plans/sluiswijk.yaml",
					    "tests/screens/vreemd.yaml"};
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct doc *d = read_plan(files[i]);
		size_t texts = 0;
		for (size_t k = 0; d && k < d->count; k++) {
			if (d->nodes[k]->kind != NODE_SCALAR || d->nodes[k]->len == 0)
				continue;
			texts++;
			check_way(files[i], d, d->nodes[k]);
		}
		CHECK(texts > 5);
		doc_free(d);
	}
}

/* A heading of the text that is read may be that of a list, which has no row of its own: the way to it ends at its first item. */
TEST(the_way_to_a_list_is_that_to_its_first_item)
{
	struct doc *d = read_plan("plans/deltabuurt.yaml");
	size_t lists = 0;
	for (size_t k = 0; d && k < d->count; k++) {
		const struct node *n = d->nodes[k], *got = NULL;
		enum row_kind kind = ROW_NONE;
		struct str path = {0};
		if (n->kind != NODE_LIST || !n->count || !n->parent || !n->parent->parent || strcmp(n->parent->key ? n->parent->key : "", "swot") == 0)
			continue;
		path_of(&path, n);
		lists++;
		if (!CHECK(walk(d, str_text(&path), &got, &kind) && got == n->items[0]))
			printf("  %s\n", str_text(&path));
		str_free(&path);
	}
	CHECK(lists > 20);
	doc_free(d);
}
