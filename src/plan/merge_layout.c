/* Comments, blank lines and the way things are written: they are merged too, and never ask a question. */
#include "plan/merge_internal.h"

#include "plan/merge_text.h"

#include "base/str.h"

#include <string.h>

/* One entry's bytes, to go over line by line. */
struct written {
	const char *bytes;
	size_t at, end, column;
	bool inline_start; /* the first line begins at the entry itself */
};

static struct written written_of(const struct doc *d, const struct node *n)
{
	bool flow = !n->parent || n->parent->style == STYLE_FLOW;
	struct written w = {d->bytes, flow ? n->body : n->entry_start, flow ? n->end : n->entry_end, flow ? 0 : n->parent->column, flow || n->inline_first};
	if (!n->parent)
		w = (struct written){d->bytes, d->bom ? 3 : 0, d->len, 0, true};
	return w;
}

/* The next line without its indentation and line end; `*indent`: how much deeper than the entry it stands. */
static bool next_line(struct written *w, const char **text, size_t *len, size_t *indent)
{
	if (w->at >= w->end)
		return false;
	const char *start = w->bytes + w->at, *lf = memchr(start, '\n', w->end - w->at);
	const char *end = lf ? lf : w->bytes + w->end;
	w->at = (size_t)((lf ? lf + 1 : end) - w->bytes);
	while (end > start && strchr(" \t\r", end[-1]) && (end[-1] == '\r' || end - 1 == start))
		end--;
	size_t blank = 0;
	while (start + blank < end && start[blank] == ' ')
		blank++;
	*text = start + blank;
	*len = (size_t)(end - *text);
	*indent = *len == 0 ? 0 : w->inline_start ? blank : blank > w->column ? blank - w->column : 0;
	w->inline_start = false;
	return true;
}

static bool same_lines(struct written v, struct written w)
{
	for (;;) {
		const char *s, *t;
		size_t s_len, t_len, s_in, t_in;
		bool more = next_line(&v, &s, &s_len, &s_in);
		if (more != next_line(&w, &t, &t_len, &t_in))
			return false;
		if (!more)
			return true;
		if (s_in != t_in || !bytes_equal(s, s_len, t, t_len))
			return false;
	}
}

bool merge_same_written(const struct doc *a, const struct node *x, const struct doc *b, const struct node *y)
{
	return same_lines(written_of(a, x), written_of(b, y));
}

static struct written value_of(const struct doc *d, const struct node *n)
{
	return (struct written){d->bytes, n->start, n->end, n->parent ? n->parent->column : 0, true};
}

bool merge_same_value(const struct doc *a, const struct node *x, const struct doc *b, const struct node *y)
{
	return x->style == y->style && same_lines(value_of(a, x), value_of(b, y));
}

/* Appends the comments of a note, each on a line; without blank lines, and the blanks before a comment. */
static void comments_of(struct str *out, const struct doc *d, const struct node *n, enum note which)
{
	struct str note = {0};
	node_note(&note, d, n, which);
	for (size_t at = 0; at < note.len;) {
		at += strspn(note.p + at, " \t");
		size_t len = strcspn(note.p + at, "\n");
		if (len)
			str_addf(out, "%.*s\n", (int)len, note.p + at);
		at += len + 1;
	}
	str_free(&note);
}

bool merge_same_comments(const struct doc *a, const struct node *x, const struct doc *b, const struct node *y)
{
	bool same = true;
	for (enum note which = 0; which < NOTES && same; which++) {
		struct str s = {0}, t = {0};
		comments_of(&s, a, x, which);
		comments_of(&t, b, y, which);
		same = bytes_equal(s.p, s.len, t.p, t.len);
		str_free(&s);
		str_free(&t);
	}
	for (size_t i = 0; i < x->count && i < y->count && same; i++)
		same = merge_same_comments(a, x->items[i], b, y->items[i]);
	return same;
}

static struct text_side side(const struct str *s)
{
	return (struct text_side){str_text(s), s->len};
}

static void merge_note(struct merging *x, struct trio n, struct branch *b, enum note which)
{
	struct str base = {0}, ours = {0}, theirs = {0}, out = {0};
	if (n.base)
		node_note(&base, x->base, n.base, which);
	node_note(&ours, x->ours, n.ours, which);
	node_note(&theirs, x->theirs, n.theirs, which);
	bool changed = n.base ? !bytes_equal(base.p, base.len, theirs.p, theirs.len) : theirs.len > 0;
	if (changed && !bytes_equal(ours.p, ours.len, theirs.p, theirs.len)) {
		if (bytes_equal(base.p, base.len, ours.p, ours.len))
			str_add(&out, str_text(&theirs), theirs.len);
		else if (which == NOTE_BEHIND) /* one behind the other */
			str_addf(&out, "%s%s", str_text(&ours), str_text(&theirs));
		else
			lines_merge(&out, side(&base), side(&ours), side(&theirs));
		if (!bytes_equal(out.p, out.len, ours.p, ours.len))
			tree_set_note(x->tree, b, which, out.p, out.len);
	}
	str_free(&base);
	str_free(&ours);
	str_free(&theirs);
	str_free(&out);
}

void merge_comments(struct str *out, const struct doc *d, const struct node *n)
{
	for (enum note which = 0; which < NOTES; which++)
		comments_of(out, d, n, which);
}

/* Appends each comment in a collection, a line each. */
static void comments_inside(struct str *out, const struct doc *d, const struct node *n)
{
	for (size_t i = 0; i < n->count; i++) {
		merge_comments(out, d, n->items[i]);
		comments_inside(out, d, n->items[i]);
	}
}

static bool holds_line(const struct str *lines, const char *line, size_t len)
{
	for (size_t at = 0; at < lines->len; at += strcspn(lines->p + at, "\n") + 1)
		if (bytes_equal(lines->p + at, strcspn(lines->p + at, "\n"), line, len))
			return true;
	return false;
}

/* Ours stands between brackets, where comments of theirs have no place: they go above it. */
static void lift_comments(struct merging *x, struct trio n, struct branch *b)
{
	struct str base = {0}, theirs = {0}, above = {0};
	const struct note_text *set = &b->notes[NOTE_ABOVE];
	if (n.base)
		comments_inside(&base, x->base, n.base);
	comments_inside(&theirs, x->theirs, n.theirs);
	if (set->text)
		str_add(&above, set->text, set->len);
	else
		node_note(&above, x->ours, n.ours, NOTE_ABOVE);
	size_t had = above.len;
	for (size_t at = 0; at < theirs.len; at += strcspn(theirs.p + at, "\n") + 1) {
		size_t len = strcspn(theirs.p + at, "\n");
		if (!holds_line(&base, theirs.p + at, len) && !holds_line(&above, theirs.p + at, len))
			str_addf(&above, "%.*s\n", (int)len, theirs.p + at);
	}
	if (above.len > had)
		tree_set_note(x->tree, b, NOTE_ABOVE, above.p, above.len);
	str_free(&base);
	str_free(&theirs);
	str_free(&above);
}

static bool is_flow(const struct node *n)
{
	return n->kind != NODE_SCALAR && n->style == STYLE_FLOW;
}

void merge_notes(struct merging *x, struct trio n, struct branch *b)
{
	bool block = !n.ours->parent || (n.ours->parent->style == STYLE_BLOCK && n.theirs->parent->style == STYLE_BLOCK);
	for (enum note which = 0; which < NOTES && block; which++)
		if (n.ours->parent || which != NOTE_BEHIND)
			merge_note(x, n, b, which);
	if (block && is_flow(n.ours) && n.ours->count && !is_flow(n.theirs))
		lift_comments(x, n, b);
}
