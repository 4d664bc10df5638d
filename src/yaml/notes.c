#include "yaml/notes.h"

#include "yaml/internal.h"

#include <string.h>

bool node_is_block_text(const struct node *n)
{
	return n->kind == NODE_SCALAR && (n->style == STYLE_LITERAL || n->style == STYLE_FOLDED);
}

struct str note_line(const struct doc *d, size_t at)
{
	struct str comment = {0};
	size_t end = line_end(d->bytes, d->len, at), token = at + strspn(d->bytes + at, " \t");
	if (token < end && d->bytes[token] == '#') {
		while (end > token && strchr("\r\n", d->bytes[end - 1]))
			end--;
		if (token == at)
			str_add_char(&comment, ' ');
		str_add(&comment, d->bytes + at, end - at);
	}
	return comment;
}

size_t note_place(const struct doc *d, const struct node *n, size_t head)
{
	if (node_is_block_text(n))
		return n->start + strcspn(d->bytes + n->start, " \t#\r\n");
	if (n->kind == NODE_SCALAR || n->style == STYLE_FLOW)
		return n->end;
	return n->items[0]->inline_first ? n->body : head;
}

size_t note_content_end(const struct doc *d, const struct node *n)
{
	size_t end = line_end(d->bytes, d->len, n->end);
	return end < n->entry_end ? end : n->entry_end;
}

static void add_lines(struct str *out, const struct doc *d, size_t from, size_t to)
{
	while (from < to) {
		size_t end = line_end(d->bytes, to, from), text = end;
		from += strspn(d->bytes + from, " \t");
		while (text > from && strchr("\r\n", d->bytes[text - 1]))
			text--;
		if (from < text)
			str_add(out, d->bytes + from, text - from);
		str_add_char(out, '\n');
		from = end;
	}
}

static void add_behind(struct str *out, const struct doc *d, const struct node *n)
{
	if (n->kind != NODE_SCALAR && n->style == STYLE_BLOCK && n->items[0]->inline_first)
		return;
	size_t head = n->key ? n->key_end + strspn(d->bytes + n->key_end, " \t") + 1 : n->body + 1;
	struct str comment = note_line(d, note_place(d, n, head));
	str_add(out, str_text(&comment), comment.len);
	str_free(&comment);
}

static void add_root(struct str *out, const struct doc *d, enum note which)
{
	const struct node *n = d->root;
	if (n->style == STYLE_FLOW)
		return;
	if (which == NOTE_ABOVE)
		add_lines(out, d, d->bom ? 3 : 0, n->items[0]->entry_start);
	else if (which == NOTE_BELOW)
		add_lines(out, d, n->items[n->count - 1]->entry_end, d->len);
}

void node_note(struct str *out, const struct doc *d, const struct node *n, enum note which)
{
	if (!n->parent) {
		add_root(out, d, which);
	} else if (n->parent->style == STYLE_FLOW) {
		return;
	} else if (which == NOTE_ABOVE) {
		if (!n->inline_first)
			add_lines(out, d, n->entry_start, line_start(d->bytes, n->body));
	} else if (which == NOTE_BEHIND) {
		add_behind(out, d, n);
	} else {
		bool block = n->kind != NODE_SCALAR && n->style == STYLE_BLOCK;
		add_lines(out, d, block ? n->items[n->count - 1]->entry_end : note_content_end(d, n), n->entry_end);
	}
}
