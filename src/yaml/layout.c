/* Which bytes belong to which entry.  libyaml says where values stand; where an entry begins and
 * which comments are its own is worked out here (MERGE.md 2.1):
 *   a comment no deeper than the collection belongs to the entry below it, a deeper one to the entry above;
 *   comments at the top of the file that a blank line parts from the first key are the file's own. */
#include "yaml/internal.h"

#include "base/taal.h"

#include <string.h>

/* The first byte of the line of `at` that counts: behind a BOM. */
static size_t text_start(const struct doc *d, size_t at)
{
	size_t start = line_start(d->bytes, at);
	return start == 0 && d->bom ? 3 : start;
}

static bool only_spaces(const struct doc *d, size_t from, size_t to)
{
	while (from < to && d->bytes[from] == ' ')
		from++;
	return from == to;
}

/* Behind white space and comments: the next byte that means something. */
static size_t skip_to_token(const struct doc *d, size_t at)
{
	while (at < d->len && strchr(" \t\r\n#", d->bytes[at]))
		at = d->bytes[at] == '#' ? line_end(d->bytes, d->len, at) : at + 1;
	return at;
}

static enum code refuse_complex_key(const struct doc *d, size_t at, struct err *e)
{
	return gate_at(e, d->bytes, d->len, at, _("Een sleutel met een vraagteken ervoor (? …) kan niet in een plan. Schrijf de sleutel met een dubbele punt erachter."));
}

/* Bodies and ends, from the leaves up. */
static enum code find_spans(const struct doc *d, struct node *n, struct err *e)
{
	size_t at = n->start + (n->style == STYLE_FLOW);
	for (size_t i = 0; i < n->count; i++) {
		struct node *child = n->items[i];
		if (n->kind == NODE_MAP) {
			size_t token = i || n->style == STYLE_FLOW ? skip_to_token(d, at) : n->start;
			if (n->style == STYLE_FLOW && i && d->bytes[token] == ',')
				token = skip_to_token(d, token + 1);
			if (token < child->key_start && d->bytes[token] == '?')
				return refuse_complex_key(d, token, e);
			child->body = child->key_start;
		} else {
			child->body = n->style == STYLE_FLOW ? child->start : i ? skip_to_token(d, at) : n->start;
		}
		if (child->kind != NODE_SCALAR) {
			enum code code = find_spans(d, child, e);
			if (code)
				return code;
		}
		at = child->end;
	}
	if (n->style == STYLE_BLOCK) {
		n->start = n->items[0]->body;
		n->end = at;
		n->column = n->start - text_start(d, n->start);
	}
	return OK;
}

/* Where the first entry of the file begins: behind directives, '---' and the file's own header. */
static size_t root_entry_start(const struct doc *d)
{
	size_t body = d->root->items[0]->body, start = d->bom ? 3 : 0;
	size_t stop = line_start(d->bytes, body);
	bool comment = false;
	for (size_t at = start; at < stop; at = line_end(d->bytes, d->len, at)) {
		size_t next = line_end(d->bytes, d->len, at), token = at + strspn(d->bytes + at, " \t\r");
		if (token < next && d->bytes[token] == '#') {
			comment = true;
		} else if (token < next && d->bytes[token] != '\n') {
			start = next;
			comment = false;
		} else if (comment) {
			start = next;
		}
	}
	return start;
}

/* The end of an entry whose content ends at `content`: behind the deeper comments below it, before `stop`. */
static size_t find_entry_end(const struct doc *d, size_t content, size_t column, size_t stop)
{
	size_t end = line_end(d->bytes, d->len, content);
	for (size_t at = end; at < stop;) {
		size_t next = line_end(d->bytes, d->len, at), indent = strspn(d->bytes + at, " \t");
		char c = d->bytes[at + indent];
		if (c == '#' && indent > column)
			end = next;
		else if (c != '\n' && c != '\r' && at + indent < d->len)
			break;
		at = next;
	}
	return end;
}

static void find_entries(const struct doc *d, struct node *n, size_t limit)
{
	if (n->kind == NODE_SCALAR || n->style == STYLE_FLOW)
		return;
	struct node *first = n->items[0];
	first->inline_first = !only_spaces(d, text_start(d, first->body), first->body);
	if (first->inline_first)
		first->entry_start = first->body;
	else if (n == d->root)
		first->entry_start = root_entry_start(d);
	else
		first->entry_start = line_end(d->bytes, d->len, n->key ? n->key_end : n->body);
	for (size_t i = 0; i < n->count; i++) {
		struct node *child = n->items[i], *next = i + 1 < n->count ? n->items[i + 1] : NULL;
		size_t stop = next ? line_start(d->bytes, next->body) : limit;
		child->entry_end = find_entry_end(d, child->end, n->column, stop);
		if (next)
			next->entry_start = child->entry_end;
		find_entries(d, child, child->entry_end);
	}
}

enum code layout_document(struct doc *d, struct err *e)
{
	struct node *root = (struct node *)d->root;
	enum code code = find_spans(d, root, e);
	if (!code)
		find_entries(d, root, d->len);
	return code;
}
