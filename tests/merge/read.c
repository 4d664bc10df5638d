/* A real plan as a model: what stands in it, with an identity for everything. */
#include "tests/merge/scenario.h"

#include "plan/schema.h"

#include <string.h>

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

static struct thing *last_or_new(struct world *w, struct thing *parent, enum thing_kind kind, bool new)
{
	if (new || !parent->count)
		thing_insert(w, parent, parent->count, thing_new(w, kind));
	return parent->items[parent->count - 1];
}

static struct thing *read_text(struct world *w, const char *p, size_t len)
{
	struct thing *t = thing_new(w, THING_TEXT);
	bool new_paragraph = false, new_sentence = false;
	for (size_t i = 0; i < len;) {
		size_t lines = 0, from;
		for (; i < len && is_blank(p[i]); i++)
			lines += p[i] == '\n';
		for (from = i; i < len && !is_blank(p[i]);)
			i++;
		if (i == from)
			break;
		new_paragraph = lines > 1;
		struct thing *paragraph = last_or_new(w, t, THING_PARAGRAPH, new_paragraph);
		struct thing *sentence = last_or_new(w, paragraph, THING_SENTENCE, new_sentence && !new_paragraph);
		thing_insert(w, sentence, sentence->count, thing_word(w, arena_copy(&w->arena, p + from, i - from)));
		new_sentence = strchr(".!?", p[i - 1]);
	}
	return t;
}

static struct thing *read_node(struct world *w, const struct node *n)
{
	const struct field *f = schema_of(n);
	bool item = n->parent && n->parent->kind == NODE_LIST;
	struct thing *t;
	if (n->kind == NODE_SCALAR) {
		bool prose = f && (item || f->kind == KIND_PROSE);
		t = prose && n->len ? read_text(w, n->text, n->len) : thing_atom(w, arena_copy(&w->arena, n->text, n->len));
	} else {
		t = thing_new(w, n->kind == NODE_MAP ? THING_MAP : THING_LIST);
		for (size_t i = 0; i < n->count; i++)
			thing_insert(w, t, i, read_node(w, n->items[i]));
	}
	t->key = n->key ? arena_copy(&w->arena, n->key, n->key_len) : NULL;
	t->field = f;
	return t;
}

struct thing *read_plan(struct world *w, const struct doc *d)
{
	return read_node(w, d->root);
}
