#include "yaml/doc.h"

#include "yaml/internal.h"

#include "base/str.h"

#include <stdlib.h>
#include <string.h>

struct doc *doc_ref(const struct doc *d)
{
	struct doc_whole *whole = (struct doc_whole *)d;
	whole->references++;
	return &whole->doc;
}

void doc_free(struct doc *d)
{
	struct doc_whole *whole = (struct doc_whole *)d;
	if (!d || --whole->references > 0)
		return;
	arena_clear(&whole->arena);
	free(whole->bytes);
	free(whole);
}

bool doc_same_bytes(const struct doc *a, const struct doc *b)
{
	return a == b || bytes_equal(a->bytes, a->len, b->bytes, b->len);
}

const struct node *node_get(const struct node *map, const char *key)
{
	if (!map || map->kind != NODE_MAP)
		return NULL;
	for (size_t i = 0; i < map->count; i++)
		if (node_key_is(map->items[i], key))
			return map->items[i];
	return NULL;
}

bool node_key_is(const struct node *n, const char *key)
{
	return n->key && strcmp(n->key, key) == 0;
}

bool node_is_text(const struct node *n, const char *text)
{
	return n && n->kind == NODE_SCALAR && bytes_equal(n->text, n->len, text, strlen(text));
}

bool node_is_absent(const struct node *n)
{
	return !n || (n->kind == NODE_SCALAR && n->style == STYLE_PLAIN && n->len == 0);
}

bool node_equal(const struct node *a, const struct node *b)
{
	if (a == b)
		return true;
	if (a->kind != b->kind || a->count != b->count)
		return false;
	if (a->kind == NODE_SCALAR)
		return bytes_equal(a->text, a->len, b->text, b->len);
	for (size_t i = 0; i < a->count; i++) {
		const struct node *x = a->items[i], *y = b->items[i];
		if (a->kind == NODE_MAP && !bytes_equal(x->key, x->key_len, y->key, y->key_len))
			return false;
		if (!node_equal(x, y))
			return false;
	}
	return true;
}

size_t line_start(const char *bytes, size_t at)
{
	while (at > 0 && bytes[at - 1] != '\n')
		at--;
	return at;
}

size_t line_end(const char *bytes, size_t len, size_t at)
{
	const char *lf = at < len ? memchr(bytes + at, '\n', len - at) : NULL;
	return lf ? (size_t)(lf - bytes) + 1 : len;
}
