/* A block collection is written entry by entry.  An entry that stays keeps its lead (comments and blank lines
 * above), its key or dash and its tail; one from another document is copied line by line at its new column; a
 * new one is written as FORMAT.md says, in the file's own habit. */
#include "yaml/write.h"

#include "yaml/internal.h"
#include "yaml/notes.h"
#include "yaml/scalar.h"

#include <string.h>

/* Where an entry is being written. */
struct spot {
	size_t column;
	bool list;    /* behind a dash */
	bool inline_first; /* directly behind the dash of the entry around it */
	size_t gap;   /* blanks behind a new dash */
};

static void write_entries(struct writer *w, const struct branch *b, struct spot spot);

/* A line of blanks below a new block text would become part of it: its blanks go. */
static size_t skip_blank_lines(struct writer *w, size_t from, size_t to)
{
	for (size_t at = from; at < to;) {
		size_t text = at + strspn(w->d->bytes + at, " \t");
		if (text < to && !strchr("\r\n", w->d->bytes[text]))
			break;
		from = at = line_end(w->d->bytes, to, at);
		if (text < to)
			str_add_text(w->out, w->eol);
	}
	return from;
}

void write_bytes(struct writer *w, size_t from, size_t to)
{
	if (to > from && w->after_text && w->out->len == w->after_text)
		from = skip_blank_lines(w, from, to);
	if (to <= from)
		return;
	str_add(w->out, w->d->bytes + from, to - from);
}

static bool at_line_start(const struct writer *w)
{
	return w->out->len == (w->d->bom ? 3 : 0) || w->out->p[w->out->len - 1] == '\n';
}

static void end_line(struct writer *w)
{
	if (!at_line_start(w))
		str_add_text(w->out, w->eol);
}

/* The column of an entry in its own document. */
static size_t entry_column(const struct node *n)
{
	return n->parent ? n->parent->column : 0;
}

/* --- scalars ------------------------------------------------------------ */

static size_t blanks(const char *bytes, size_t from, size_t to)
{
	size_t at = from;
	while (at < to && bytes[at] == ' ')
		at++;
	return at - from;
}

/* Lines of another document at another column; blank lines stay blank. */
static void shift_lines(struct writer *w, struct str *out, const char *bytes, size_t from, size_t to, size_t column, size_t was)
{
	while (from < to) {
		size_t end = line_end(bytes, to, from), text = end;
		while (text > from && strchr("\r\n", bytes[text - 1]))
			text--;
		size_t indent = blanks(bytes, from, text);
		if (indent < text - from || indent > was) {
			str_add_times(out, ' ', indent >= was ? indent - was + column : indent);
			str_add(out, bytes + from + indent, text - from - indent);
		}
		if (text < end)
			str_add_text(out, w->eol);
		from = end;
	}
}

/* A text as it stood in the other document, at our column. */
static void copy_scalar(struct writer *w, struct scalar_form *form, const struct branch *b, const struct scalar_place *place)
{
	const struct node *n = b->origin;
	const char *bytes = b->from->bytes;
	if (node_is_block_text(n)) {
		size_t header = n->start + strcspn(bytes + n->start, " \t#\r\n");
		*form = (struct scalar_form){.style = n->style};
		str_add(&form->head, bytes + n->start, header - n->start);
		shift_lines(w, &form->lines, bytes, line_end(bytes, b->from->len, n->start), n->end, place->parent, entry_column(n));
		if (form->lines.len && form->lines.p[form->lines.len - 1] != '\n')
			str_add_text(&form->lines, w->eol);
	} else {
		*form = (struct scalar_form){.style = n->style};
		str_add(&form->head, bytes + n->start, n->end - n->start);
	}
}

static void form_scalar(struct writer *w, struct scalar_form *form, const struct branch *b, const struct node *old, struct spot spot)
{
	struct scalar_place place = {.indent = spot.column + w->step, .parent = spot.column, .eol = w->eol, .typed = b->hint == HINT_TYPED};
	bool copied = b->origin && b->from != w->d && !b->retext;
	const struct node *n = b->origin;
	if (copied && n->parent->style == STYLE_BLOCK && (node_is_block_text(n) || !memchr(b->from->bytes + n->start, '\n', n->end - n->start))) {
		copy_scalar(w, form, b, &place);
		return;
	}
	enum node_style style = copied ? n->style : old && old->kind == NODE_SCALAR ? old->style : STYLE_PLAIN;
	if (copied && n->style == STYLE_PLAIN)
		place.typed = true;
	if (old && node_is_block_text(old) && old->column)
		place.indent = old->column;
	scalar_render(form, b->text, b->len, style, &place);
}

/* --- what is new -------------------------------------------------------- */

void write_key(struct writer *w, const char *key, bool flow)
{
	struct scalar_form form;
	struct scalar_place place = {.flow = flow, .eol = w->eol};
	scalar_render(&form, key, strlen(key), STYLE_PLAIN, &place);
	str_add(w->out, form.head.p, form.head.len);
	scalar_clear(&form);
}

/* The value behind 'key:' or '-', up to and with its line end. */
static void write_value(struct writer *w, const struct branch *b, const struct node *old, struct spot spot, const char *comment)
{
	if (b->kind == NODE_SCALAR) {
		struct scalar_form form;
		form_scalar(w, &form, b, old, spot);
		if (form.head.len)
			str_add_times(w->out, ' ', spot.list ? spot.gap : 1);
		str_add(w->out, form.head.p, form.head.len);
		str_add_text(w->out, comment);
		str_add_text(w->out, w->eol);
		str_add(w->out, form.lines.p, form.lines.len);
		w->after_text = form.lines.len ? w->out->len : 0;
		scalar_clear(&form);
	} else if (b->count == 0) {
		str_add_text(w->out, b->kind == NODE_LIST ? " []" : " {}");
		str_add_text(w->out, comment);
		str_add_text(w->out, w->eol);
	} else if (spot.list && !*comment) {
		str_add_times(w->out, ' ', spot.gap);
		write_entries(w, b, (struct spot){spot.column + 1 + spot.gap, b->kind == NODE_LIST, true, 1});
	} else {
		size_t deeper = spot.list ? 1 + spot.gap : b->kind == NODE_LIST ? w->list_offset : w->step;
		str_add_text(w->out, comment);
		str_add_text(w->out, w->eol);
		write_entries(w, b, (struct spot){spot.column + deeper, b->kind == NODE_LIST, false, 1});
	}
}

static void write_new_entry(struct writer *w, const struct branch *b, struct spot spot)
{
	if (!spot.inline_first) {
		end_line(w);
		str_add_times(w->out, ' ', spot.column);
	}
	if (spot.list) {
		str_add_char(w->out, '-');
	} else {
		write_key(w, b->key, false);
		str_add_char(w->out, ':');
	}
	write_value(w, b, NULL, spot, "");
}

/* --- what another document has ------------------------------------------ */

static bool has_new_parts(const struct branch *b, const struct doc *from)
{
	if (!b->origin || b->from != from || b->retext || b->rekey || b->relist)
		return true;
	for (size_t i = 0; i < b->count; i++)
		if (has_new_parts(b->items[i], from))
			return true;
	return false;
}

static bool can_copy_entry(const struct branch *b, struct spot spot)
{
	const struct node *n = b->origin;
	if (!n || !n->parent || n->parent->style != STYLE_BLOCK || (n->key == NULL) != spot.list || has_new_parts(b, b->from))
		return false;
	return spot.list || strcmp(n->key, b->key) == 0;
}

static void copy_entry(struct writer *w, const struct branch *b, struct spot spot)
{
	const struct node *n = b->origin;
	const char *bytes = b->from->bytes;
	size_t body = line_end(bytes, b->from->len, n->body);
	if (body > n->entry_end)
		body = n->entry_end;
	size_t line = line_start(bytes, n->body);
	if (n->inline_first || n->entry_start > line)
		line = n->entry_start;
	if (!spot.inline_first || memchr(bytes + n->entry_start, '#', line - n->entry_start)) {
		while (spot.inline_first && w->out->len && w->out->p[w->out->len - 1] == ' ')
			w->out->len--; /* behind a dash there is no room for comments */
		end_line(w);
		shift_lines(w, w->out, bytes, n->entry_start, line, spot.column, entry_column(n));
		str_add_times(w->out, ' ', spot.column);
	}
	size_t text = body;
	while (text > n->body && strchr("\r\n", bytes[text - 1]))
		text--;
	str_add(w->out, bytes + n->body, text - n->body);
	end_line(w);
	shift_lines(w, w->out, bytes, body, n->entry_end, spot.column, entry_column(n));
	end_line(w);
}

/* --- what was there ----------------------------------------------------- */

/* Deeper comments below a new block text would become part of it: they go to `column`. */
static void write_comments_below_text(struct writer *w, size_t from, size_t to, size_t column)
{
	const char *bytes = w->d->bytes;
	for (size_t at = skip_blank_lines(w, from, to); at < to;) {
		size_t end = line_end(bytes, to, at), indent = blanks(bytes, at, end);
		bool deeper = at + indent < end && bytes[at + indent] == '#' && indent > column;
		str_add_times(w->out, ' ', deeper ? column : 0);
		str_add(w->out, bytes + at + (deeper ? indent : 0), end - at - (deeper ? indent : 0));
		at = end;
	}
}

/* Lines of a note, at `column`; blank ones stay blank. */
static void write_note(struct writer *w, const struct note_text *note, size_t column)
{
	for (size_t at = 0; at < note->len;) {
		size_t end = line_end(note->text, note->len, at), text = end - at - (note->text[end - 1] == '\n');
		if (text)
			str_add_times(w->out, ' ', column);
		str_add(w->out, note->text + at, text);
		str_add_text(w->out, w->eol);
		at = end;
	}
}

/* Another note above than the entry's own. */
static void write_new_lead(struct writer *w, const struct branch *b, struct spot spot)
{
	const struct note_text *note = &b->notes[NOTE_ABOVE];
	if (!spot.inline_first || memchr(note->text, '#', note->len)) {
		while (spot.inline_first && w->out->len && w->out->p[w->out->len - 1] == ' ')
			w->out->len--;
		end_line(w);
		write_note(w, note, spot.column);
		str_add_times(w->out, ' ', spot.column);
	}
}

/* Comments and blank lines above; behind a dash there is no room for them on the line. */
static void write_lead(struct writer *w, const struct branch *b, struct spot spot)
{
	const struct node *n = b->entry;
	if (b->notes[NOTE_ABOVE].text) {
		write_new_lead(w, b, spot);
		return;
	}
	size_t line = line_start(w->d->bytes, n->body);
	if (n->inline_first || n->entry_start > line)
		line = n->entry_start;
	if (spot.inline_first) {
		if (!memchr(w->d->bytes + n->entry_start, '#', line - n->entry_start))
			return;
		while (w->out->len && w->out->p[w->out->len - 1] == ' ')
			w->out->len--;
	}
	end_line(w);
	if (w->after_text && w->out->len == w->after_text)
		write_comments_below_text(w, n->entry_start, line, spot.column);
	else
		write_bytes(w, n->entry_start, line);
	str_add_times(w->out, ' ', spot.column);
}

/* The key with its colon, or the dash; gives the byte behind it. */
static size_t write_head(struct writer *w, const struct branch *b)
{
	const struct node *n = b->entry;
	if (!n->key) {
		str_add_char(w->out, '-');
		return n->body + 1;
	}
	size_t colon = n->key_end + strspn(w->d->bytes + n->key_end, " \t");
	if (b->rekey) {
		write_key(w, b->key, false);
		str_add_char(w->out, ':');
	} else {
		write_bytes(w, n->body, colon + 1);
	}
	return colon + 1;
}

/* Deeper comments that follow an entry; below a block text they must not become part of it. */
static void write_tail(struct writer *w, const struct branch *b, size_t from, size_t to, size_t column)
{
	const char *bytes = w->d->bytes;
	if (b->notes[NOTE_BELOW].text) {
		end_line(w);
		write_note(w, &b->notes[NOTE_BELOW], column + 1);
		return;
	}
	bool below_text = b->kind == NODE_SCALAR && b->entry->kind == NODE_SCALAR && !node_is_block_text(b->entry);
	if (from < to)
		end_line(w);
	for (size_t at = from; at < to;) {
		size_t end = line_end(bytes, to, at), indent = blanks(bytes, at, end);
		if (below_text && at + indent < end && bytes[at + indent] == '#' && indent > column + 1) {
			str_add_times(w->out, ' ', column + 1);
			at += indent;
		}
		write_bytes(w, at, end);
		at = end;
	}
}

/* The comment on the line of an entry, with the blanks before it: its own, or another. */
static struct str entry_comment(struct writer *w, const struct branch *b, size_t head)
{
	const struct note_text *note = &b->notes[NOTE_BEHIND];
	struct str comment = {0};
	if (!note->text)
		return note_line(w->d, note_place(w->d, b->entry, head));
	if (note->len && !strchr(" \t", note->text[0]))
		str_add_char(&comment, ' ');
	str_add(&comment, note->text, note->len);
	return comment;
}

/* The entry as it stands from `head` on, with another comment on its line and below it. */
static void write_noted(struct writer *w, const struct branch *b, size_t head, struct spot spot)
{
	const struct node *n = b->entry;
	size_t place = note_place(w->d, n, head), line = line_end(w->d->bytes, w->d->len, place), end = note_content_end(w->d, n);
	struct str comment = entry_comment(w, b, head);
	write_bytes(w, head, place);
	str_add(w->out, comment.p, comment.len);
	str_add_text(w->out, w->eol);
	write_bytes(w, line, end);
	write_tail(w, b, end, n->entry_end, spot.column);
	str_free(&comment);
}

/* A collection whose children changed, in its own shape. */
static void write_changed_collection(struct writer *w, const struct branch *b)
{
	const struct node *n = b->entry, *first = n->items[0], *last = n->items[n->count - 1];
	size_t head = b->rekey ? write_head(w, b) : n->body;
	if (b->notes[NOTE_BEHIND].text && !first->inline_first) {
		size_t key = n->key ? n->key_end + strspn(w->d->bytes + n->key_end, " \t") + 1 : n->body + 1;
		struct str comment = entry_comment(w, b, key);
		write_bytes(w, head, key);
		str_add(w->out, comment.p, comment.len);
		str_add_text(w->out, w->eol);
		head = line_end(w->d->bytes, w->d->len, key);
		str_free(&comment);
	}
	write_bytes(w, head, first->entry_start);
	size_t gap = first->key || line_start(w->d->bytes, first->start) > first->body ? 1 : first->start - first->body - 1;
	write_entries(w, b, (struct spot){n->column, b->kind == NODE_LIST, first->inline_first, gap ? gap : 1});
	write_tail(w, b, last->entry_end, n->entry_end, n->parent->column);
}

/* A text that stands on a line below its key, with comments between, stays there. */
static void write_text_below(struct writer *w, const struct branch *b, size_t head, struct spot spot)
{
	const struct node *n = b->entry;
	struct scalar_form form;
	struct str comment = entry_comment(w, b, head);
	form_scalar(w, &form, b, n, spot);
	write_bytes(w, head, n->start);
	str_add(w->out, form.head.p, form.head.len);
	str_add(w->out, comment.p, comment.len);
	str_add_text(w->out, w->eol);
	str_add(w->out, form.lines.p, form.lines.len);
	w->after_text = form.lines.len ? w->out->len : 0;
	scalar_clear(&form);
	str_free(&comment);
	write_tail(w, b, note_content_end(w->d, n), n->entry_end, spot.column);
}

static void write_changed_value(struct writer *w, const struct branch *b, struct spot spot)
{
	const struct node *n = b->entry;
	bool same_shape = b->origin == n && b->kind == n->kind;
	if (same_shape && n->kind != NODE_SCALAR && n->style == STYLE_BLOCK && b->count) {
		write_changed_collection(w, b);
		return;
	}
	if (same_shape && n->style == STYLE_FLOW && n->count && b->count) {
		size_t head = b->rekey ? write_head(w, b) : n->body;
		write_bytes(w, head, n->start);
		write_flow(w, b);
		write_bytes(w, n->end, n->entry_end);
		return;
	}
	size_t head = write_head(w, b);
	if (b->kind == NODE_SCALAR && n->kind == NODE_SCALAR && n->start > line_end(w->d->bytes, w->d->len, head) - 1) {
		write_text_below(w, b, head, spot);
		return;
	}
	if (same_shape && !b->retext && !b->relist) {
		if (b->notes[NOTE_BEHIND].text || b->notes[NOTE_BELOW].text)
			write_noted(w, b, head, spot);
		else
			write_bytes(w, head, n->entry_end);
		return;
	}
	struct str comment = entry_comment(w, b, head);
	spot.gap = n->kind == NODE_SCALAR && n->start > head && n->start - head < 9 && line_start(w->d->bytes, n->start) <= n->body
	               ? n->start - head : 1;
	if (!spot.list && spot.gap > 1)
		str_add_times(w->out, ' ', spot.gap - 1);
	write_value(w, b, n, spot, str_text(&comment));
	str_free(&comment);
	write_tail(w, b, note_content_end(w->d, n), n->entry_end, spot.column);
}

static void write_entry(struct writer *w, const struct branch *b, struct spot spot)
{
	if (!b->entry) {
		if (can_copy_entry(b, spot))
			copy_entry(w, b, spot);
		else
			write_new_entry(w, b, spot);
		return;
	}
	write_lead(w, b, spot);
	if (b->touched)
		write_changed_value(w, b, spot);
	else
		write_bytes(w, b->entry->body, b->entry->entry_end);
}

static void write_entries(struct writer *w, const struct branch *b, struct spot spot)
{
	bool first = spot.inline_first;
	for (size_t i = 0; i < b->count; i++) {
		spot.inline_first = first && i == 0;
		write_entry(w, b->items[i], spot);
	}
	end_line(w);
}

/* --- the whole ---------------------------------------------------------- */

/* The first mapping and the first list that stand under a key tell how this file indents. */
static void learn_habits(struct writer *w)
{
	bool map = false, list = false;
	w->step = w->list_offset = 2;
	for (size_t i = 1; i < w->d->count && !(map && list); i++) {
		const struct node *n = w->d->nodes[i];
		if (n->kind == NODE_SCALAR || n->style != STYLE_BLOCK || !n->key || n->column < n->parent->column)
			continue;
		size_t offset = n->column - n->parent->column;
		if (n->kind == NODE_MAP && !map && offset) {
			w->step = offset;
			map = true;
		} else if (n->kind == NODE_LIST && !list) {
			w->list_offset = offset;
			list = true;
		}
	}
}

void write_tree(struct str *out, const struct doc *d, const struct branch *root, bool open_end)
{
	struct writer w = {.out = out, .d = d, .eol = d->crlf ? "\r\n" : "\n"};
	const struct node *n = d->root;
	learn_habits(&w);
	if (n->style == STYLE_FLOW || !root->count) {
		size_t end = n->style == STYLE_FLOW ? n->end : n->items[n->count - 1]->entry_end;
		write_bytes(&w, 0, n->style == STYLE_FLOW ? n->start : n->items[0]->entry_start);
		write_flow(&w, root);
		if (n->style == STYLE_BLOCK)
			end_line(&w);
		write_bytes(&w, end, d->len);
		return;
	}
	if (root->notes[NOTE_ABOVE].text) {
		write_bytes(&w, 0, d->bom ? 3 : 0);
		write_note(&w, &root->notes[NOTE_ABOVE], 0);
	} else {
		write_bytes(&w, 0, n->items[0]->entry_start);
	}
	write_entries(&w, root, (struct spot){n->column, false, false, 1});
	size_t suffix = n->items[n->count - 1]->entry_end;
	if (root->notes[NOTE_BELOW].text)
		write_note(&w, &root->notes[NOTE_BELOW], 0);
	else
		write_bytes(&w, suffix, d->len);
	if (open_end && suffix == d->len)
		while (out->len && strchr("\r\n", out->p[out->len - 1]))
			out->len--;
}
