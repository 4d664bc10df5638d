/* Collections between brackets: each item keeps the bytes between it and the next. */
#include "yaml/write.h"

#include "yaml/scalar.h"

#include <string.h>

static void write_flow_scalar(struct writer *w, const struct branch *b)
{
	struct scalar_form form;
	struct scalar_place place = {.flow = true, .eol = w->eol, .typed = b->hint == HINT_TYPED};
	const struct node *n = b->origin ? b->origin : b->entry;
	bool copied = b->origin && b->from != w->d && !b->retext;
	place.typed |= copied && n->style == STYLE_PLAIN;
	scalar_render(&form, b->text, b->len, n && n->kind == NODE_SCALAR ? n->style : STYLE_PLAIN, &place);
	str_add(w->out, form.head.p, form.head.len);
	scalar_clear(&form);
}

static void write_flow_value(struct writer *w, const struct branch *b)
{
	if (b->kind == NODE_SCALAR)
		write_flow_scalar(w, b);
	else
		write_flow(w, b);
}

static void write_flow_entry(struct writer *w, const struct branch *b)
{
	const struct node *n = b->entry;
	if (n && !b->touched) {
		write_bytes(w, n->body, n->end);
		return;
	}
	bool keeps_key = n && n->key && !b->rekey && memchr(w->d->bytes + n->key_end, ':', n->start - n->key_end);
	if (keeps_key) {
		write_bytes(w, n->body, n->start);
		if (w->out->p[w->out->len - 1] == ':')
			str_add_char(w->out, ' ');
	} else if (b->key) {
		write_key(w, b->key, true);
		str_add_text(w->out, ": ");
	}
	if (n && b->kind == NODE_SCALAR && b->origin == n && !b->retext)
		write_bytes(w, n->start, n->end);
	else
		write_flow_value(w, b);
}

/* The comma in a gap, not one in its comments. */
static const char *find_comma(const char *gap, size_t len)
{
	bool comment = false;
	for (size_t i = 0; i < len; i++) {
		comment = gap[i] == '#' || (comment && gap[i] != '\n');
		if (gap[i] == ',' && !comment)
			return gap + i;
	}
	return gap;
}

/* The bytes between an item and the next, its own; without their comma when `last`. */
static void write_flow_gap(struct writer *w, const struct branch *b, bool last)
{
	const struct node *n = b->entry;
	const char *gap = ", ";
	size_t len = 2;
	if (n && n->index + 1 < n->parent->count) {
		gap = w->d->bytes + n->end;
		len = n->parent->items[n->index + 1]->body - n->end;
	}
	if (!last) {
		str_add(w->out, gap, len);
	} else if (memchr(gap, '#', len)) {
		const char *comma = find_comma(gap, len);
		str_add(w->out, gap, (size_t)(comma - gap));
		str_add(w->out, comma + 1, len - 1 - (size_t)(comma - gap));
	}
}

void write_flow(struct writer *w, const struct branch *b)
{
	const struct node *n = b->entry && b->entry == b->origin && b->entry->count && b->entry->style == STYLE_FLOW ? b->entry : NULL;
	bool list = b->kind == NODE_LIST;
	if (n && !list && w->d->bytes[n->start] != '{' && b->count != 1)
		n = NULL; /* "[a: b]" has no room for a second key */
	if (n && b->count)
		write_bytes(w, n->start, n->items[0]->body);
	else
		str_add_char(w->out, list ? '[' : '{');
	for (size_t i = 0; i < b->count; i++) {
		write_flow_entry(w, b->items[i]);
		write_flow_gap(w, b->items[i], i + 1 == b->count);
	}
	if (n && b->count)
		write_bytes(w, n->items[n->count - 1]->end, n->end);
	else
		str_add_char(w->out, list ? ']' : '}');
}
