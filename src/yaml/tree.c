#include "yaml/tree.h"

#include "base/arena.h"
#include "base/mem.h"
#include "base/taal.h"
#include "yaml/internal.h"
#include "yaml/write.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct tree {
	struct arena arena;
	struct doc *doc;
	struct branch *root;
	struct branch **by_id; /* of each node of doc */
};

static void append(struct tree *t, struct branch *parent, struct branch *child)
{
	if (parent->count == parent->room) {
		size_t room = parent->room ? parent->room * 2 : 4;
		struct branch **items = arena_alloc(&t->arena, room * sizeof *items);
		if (parent->count)
			memcpy(items, parent->items, parent->count * sizeof *items);
		parent->items = items;
		parent->room = room;
	}
	child->parent = parent;
	child->put_at = parent->count;
	parent->items[parent->count++] = child;
}

static struct branch *grow(struct tree *t, const struct doc *from, const struct node *n, bool own)
{
	struct branch *b = arena_alloc(&t->arena, sizeof *b);
	*b = (struct branch){.kind = n->kind, .origin = n, .from = from, .key = n->key, .text = n->text, .len = n->len};
	if (own) {
		b->entry = n;
		t->by_id[n->id] = b;
	}
	for (size_t i = 0; i < n->count; i++)
		append(t, b, grow(t, from, n->items[i], own));
	return b;
}

struct tree *tree_new(const struct doc *d)
{
	struct tree *t = mem_alloc(sizeof *t);
	t->doc = doc_ref(d);
	t->by_id = arena_alloc(&t->arena, d->count * sizeof *t->by_id);
	t->root = grow(t, d, d->root, true);
	return t;
}

void tree_free(struct tree *t)
{
	if (!t)
		return;
	doc_free(t->doc);
	arena_clear(&t->arena);
	free(t);
}

struct branch *tree_root(struct tree *t)
{
	return t->root;
}

struct branch *tree_of(struct tree *t, const struct node *n)
{
	return t->by_id[n->id];
}

static struct branch *new_branch(struct tree *t, enum node_kind kind)
{
	struct branch *b = arena_alloc(&t->arena, sizeof *b);
	b->kind = kind;
	return b;
}

struct branch *tree_scalar(struct tree *t, const char *text, size_t len, enum tree_hint hint)
{
	struct branch *b = new_branch(t, NODE_SCALAR);
	b->text = arena_copy(&t->arena, text, len);
	b->len = len;
	b->hint = hint;
	return b;
}

struct branch *tree_map(struct tree *t)
{
	return new_branch(t, NODE_MAP);
}

struct branch *tree_list(struct tree *t)
{
	return new_branch(t, NODE_LIST);
}

struct branch *tree_copy(struct tree *t, const struct doc *from, const struct node *n)
{
	return grow(t, from, n, false);
}

void tree_set_text(struct tree *t, struct branch *b, const char *text, size_t len, enum tree_hint hint)
{
	assert(b->kind == NODE_SCALAR);
	if (bytes_equal(b->text, b->len, text, len))
		return;
	b->text = arena_copy(&t->arena, text, len);
	b->len = len;
	b->hint = hint;
	b->retext = true;
}

void tree_replace(struct branch *b, struct branch *with)
{
	struct branch *parent = b->parent;
	const struct node *entry = b->entry;
	const char *key = b->key;
	size_t put_at = b->put_at;
	*b = *with;
	b->parent = parent;
	b->put_at = put_at;
	b->entry = entry;
	b->key = key;
	for (size_t i = 0; i < b->count; i++)
		b->items[i]->parent = b;
}

void tree_recopy(struct tree *t, struct branch *b, const struct doc *from, const struct node *n)
{
	tree_replace(b, tree_copy(t, from, n));
	b->entry = NULL;
}

size_t branch_index(const struct branch *b)
{
	const struct branch *parent = b->parent;
	if (b->put_at < parent->count && parent->items[b->put_at] == b)
		return b->put_at;
	size_t i = 0;
	while (parent->items[i] != b)
		i++;
	return i;
}

struct branch *branch_get(const struct branch *map, const char *key)
{
	for (size_t i = 0; map->kind == NODE_MAP && i < map->count; i++)
		if (strcmp(map->items[i]->key, key) == 0)
			return map->items[i];
	return NULL;
}

void tree_insert(struct tree *t, struct branch *parent, size_t at, const char *key, struct branch *b)
{
	assert(at <= parent->count && (parent->kind == NODE_MAP) == (key != NULL));
	b->key = key ? arena_copy(&t->arena, key, strlen(key)) : NULL;
	append(t, parent, b);
	memmove(&parent->items[at + 1], &parent->items[at], (parent->count - 1 - at) * sizeof *parent->items);
	parent->items[at] = b;
	parent->relist = true;
}

void tree_remove(struct branch *b)
{
	struct branch *parent = b->parent;
	size_t at = branch_index(b);
	memmove(&parent->items[at], &parent->items[at + 1], (parent->count - 1 - at) * sizeof *parent->items);
	parent->count--;
	parent->relist = true;
	b->parent = NULL;
}

void tree_move(struct branch *b, size_t to)
{
	struct branch *parent = b->parent;
	size_t at = branch_index(b);
	if (at == to)
		return;
	tree_remove(b);
	memmove(&parent->items[to + 1], &parent->items[to], (parent->count - to) * sizeof *parent->items);
	parent->items[to] = b;
	parent->count++;
	b->parent = parent;
}

void tree_rename(struct tree *t, struct branch *b, const char *key)
{
	b->key = arena_copy(&t->arena, key, strlen(key));
	b->rekey = true;
}

void tree_arrange(struct tree *t, struct branch *parent, struct branch *const items[], size_t count)
{
	bool same = parent->count == count;
	for (size_t i = 0; i < count && same; i++)
		same = parent->items[i] == items[i];
	if (same)
		return;
	for (size_t i = 0; i < parent->count; i++)
		parent->items[i]->parent = NULL;
	parent->count = 0;
	for (size_t i = 0; i < count; i++)
		append(t, parent, items[i]);
	parent->relist = true;
}

void tree_set_note(struct tree *t, struct branch *b, enum note which, const char *text, size_t len)
{
	b->notes[which] = (struct note_text){arena_copy(&t->arena, text ? text : "", len), len};
}

bool branch_equal(const struct branch *b, const struct node *n)
{
	if (n->kind != b->kind || n->count != b->count)
		return false;
	if (n->kind == NODE_SCALAR)
		return bytes_equal(n->text, n->len, b->text, b->len);
	for (size_t i = 0; i < n->count; i++)
		if ((n->kind == NODE_MAP && strcmp(n->items[i]->key, b->items[i]->key) != 0) || !branch_equal(b->items[i], n->items[i]))
			return false;
	return true;
}

static bool mark_touched(struct branch *b, const struct doc *d)
{
	b->touched = b->retext || b->rekey || b->relist || b->from != d || b->entry != b->origin;
	for (size_t i = 0; i < NOTES; i++)
		b->touched |= b->notes[i].text != NULL;
	for (size_t i = 0; i < b->count; i++)
		b->touched |= mark_touched(b->items[i], d);
	return b->touched;
}

/* Writes it and reads it back: *out is exactly the tree, or NULL. */
static enum code write_and_read(struct tree *t, bool open_end, struct doc **out, struct err *why)
{
	struct str bytes = {0};
	write_tree(&bytes, t->doc, t->root, open_end);
	enum code code = doc_parse(out, str_text(&bytes), bytes.len, why);
	str_free(&bytes);
	if (code == OK && !branch_equal(t->root, (*out)->root)) {
		doc_free(*out);
		*out = NULL;
		code = err_set(why, ERR_UNREADABLE, _("de nieuwe tekst leest anders dan bedoeld"));
	}
	return code;
}

enum code tree_write(struct tree *t, struct doc **out, struct err *e)
{
	const struct doc *d = t->doc;
	bool open_end = d->bytes[d->len - 1] != '\n';
	struct err why = {0};
	*out = NULL;
	if (!mark_touched(t->root, d)) {
		*out = doc_ref(d);
		return OK;
	}
	enum code code = write_and_read(t, open_end, out, &why);
	if (code && open_end) /* a last text that ends in a line end needs one */
		code = write_and_read(t, false, out, &why);
	struct branch *last = t->by_id[d->count - 1];
	if (code && open_end && last->kind == NODE_SCALAR && !last->retext) { /* '|' without a line end behind it: written anew */
		last->retext = true;
		mark_touched(t->root, d);
		code = write_and_read(t, false, out, &why);
	}
	if (code)
		return err_set(e, ERR_UNREADABLE, _("Deze wijziging past niet in het bestand (%s). Het plan is niet veranderd. Probeer een andere tekst, of vraag de beheerder."), why.text);
	return OK;
}
