/* What changed as lines of pieces: which words came and went, which items, and which fields of them. */
#include "screens/changes.h"

#include "base/taal.h"
#include "base/text.h"
#include "plan/moves.h"
#include "plan/words.h"
#include "screens/show.h"

#include <string.h>

enum {
	CONTEXT = 60, /* columns of what stayed the same that are shown on each side of a change */
	STEP = 2, DEEPEST = 8 /* what lies deeper than this is not shown */
};

typedef VEC(struct run) runs_vec;

/* --- pieces ----------------------------------------------------------------------------- */

static const char *keep_text(struct changes *out, struct str *take)
{
	char *text = str_take(take);
	vec_push(&out->texts, text);
	return text;
}

static const char *keep_copy(struct changes *out, const char *text)
{
	struct str s = {0};
	str_add_text(&s, text);
	return keep_text(out, &s);
}

static void add_run(runs_vec *runs, enum role role, const char *s, size_t len)
{
	if (len)
		vec_push(runs, (struct run){role, s, len});
}

static void add_string(runs_vec *runs, enum role role, const char *s)
{
	add_run(runs, role, s, strlen(s));
}

/* The last words of a text that take CONTEXT columns at most. */
static size_t tail_of(const char *s, size_t len)
{
	size_t at = len > CONTEXT ? len - CONTEXT : 0;
	const char *blank = memchr(s + at, ' ', len - at);
	return blank ? (size_t)(blank + 1 - s) : len;
}

static void add_same(runs_vec *runs, const struct hunk *h, bool first, bool last)
{
	size_t head = first ? 0 : text_fit(h->text, h->len, CONTEXT, NULL), tail = last ? h->len : tail_of(h->text, h->len);
	if (h->len <= 3 * CONTEXT || head >= tail) {
		add_run(runs, ROLE_TEXT, h->text, h->len);
		return;
	}
	add_run(runs, ROLE_TEXT, h->text, head);
	add_string(runs, ROLE_DIM, first ? "… " : last ? " …" : " … ");
	add_run(runs, ROLE_TEXT, h->text + tail, h->len - tail);
}

static void add_marked(runs_vec *runs, enum role role, const char *open, const struct hunk *h, const char *close)
{
	add_string(runs, role, open);
	add_run(runs, role, h->text, h->len);
	add_string(runs, role, close);
}

static void add_words(runs_vec *runs, const char *before, const char *after, bool whole)
{
	struct hunks hunks = {0};
	words_compare(&hunks, before, strlen(before), after, strlen(after));
	for (size_t i = 0; i < hunks.count; i++) {
		const struct hunk *h = &hunks.p[i];
		if (h->kind == HUNK_REMOVED)
			add_marked(runs, ROLE_REMOVED, "[-", h, "-]");
		else if (h->kind == HUNK_ADDED)
			add_marked(runs, ROLE_ADDED, "{+", h, "+}");
		else if (whole)
			add_run(runs, ROLE_TEXT, h->text, h->len);
		else
			add_same(runs, h, i == 0, i + 1 == hunks.count);
	}
	vec_free(&hunks);
}

/* --- one change ------------------------------------------------------------------------------ */

/* In the making: of what comes its lines have a sign and a role. */
struct building {
	struct changes *out;
	struct shown_change change;
	const char *sign;
	enum role role;
	unsigned how;
};

static void add_line(struct building *b, int indent, const char *sign, const runs_vec *take)
{
	vec_push(&b->change.lines, (struct shown_line){indent, sign, take->p, take->count});
}

static void add_text_line(struct building *b, const char *text)
{
	runs_vec runs = {0};
	add_string(&runs, b->role, text);
	add_line(b, 0, b->sign, &runs);
}

/* "+ Titel: Afval", and "+ Doelstellingen:" above what is in it. */
static void add_value(struct building *b, int indent, const char *label, const struct node *n)
{
	runs_vec runs = {0};
	struct str text = {0};
	if (label) {
		str_addf(&text, n->kind == NODE_SCALAR ? "%s: " : "%s:", label);
		add_string(&runs, ROLE_LABEL, keep_text(b->out, &text));
	}
	if (n->kind == NODE_SCALAR) {
		show_node(&text, n);
		add_string(&runs, b->role, keep_text(b->out, &text));
	}
	add_line(b, indent, b->sign, &runs);
}

static void add_node(struct building *b, int indent, const char *label, const struct node *n);

/* An item goes by its first field; what else is known of it stands below that. */
static void add_record(struct building *b, int indent, const struct node *n)
{
	bool named = !schema_is_item(n);
	for (size_t i = 0; i < n->count; i++) {
		const struct node *child = n->items[i];
		const struct field *f = schema_of(child);
		if (node_is_absent(child) || (f && f->kind == KIND_SLUG))
			continue;
		bool names = !named && child->kind == NODE_SCALAR;
		add_node(b, indent + (named && schema_is_item(n) ? STEP : 0), names ? NULL : f ? _(f->label) : child->key, child);
		named = true;
	}
}

static void add_node(struct building *b, int indent, const char *label, const struct node *n)
{
	if (indent > DEEPEST * STEP)
		return;
	if (label || n->kind == NODE_SCALAR)
		add_value(b, indent, label, n);
	if (n->kind == NODE_MAP)
		add_record(b, indent + (label ? STEP : 0), n);
	for (size_t i = 0; n->kind == NODE_LIST && i < n->count; i++)
		add_node(b, indent + (label ? STEP : 0), NULL, n->items[i]);
}

static void add_side(struct building *b, bool came, const struct node *n)
{
	b->sign = came ? "+" : "-";
	b->role = came ? ROLE_ADDED : ROLE_REMOVED;
	add_node(b, 0, NULL, n);
}

static void add_texts(struct building *b, const char *before, const char *after)
{
	runs_vec runs = {0};
	add_words(&runs, before, after, b->how & CHANGES_WHOLE);
	add_line(b, 0, "", &runs);
}

static void add_set(struct building *b, const struct change *c)
{
	struct str before = {0}, after = {0};
	if (c->old->kind != NODE_SCALAR || c->new->kind != NODE_SCALAR) {
		add_side(b, false, c->old);
		add_side(b, true, c->new);
		return;
	}
	show_node(&before, c->old);
	show_node(&after, c->new);
	const char *old = keep_text(b->out, &before);
	add_texts(b, old, keep_text(b->out, &after));
}

/* From where to where, and what. */
static void add_moved(struct building *b, const struct change *c)
{
	struct str s = {0};
	if (c->kind == CHANGE_RENAMED)
		str_addf(&s, _("heet nu %s, eerst %s"), c->new->key, c->old->key);
	else if (schema_is_item(c->new))
		str_addf(&s, _("van plaats %zu naar plaats %zu: "), c->old->index + 1, c->new->index + 1);
	else
		str_add_text(&s, _("staat op een andere plaats in het bestand"));
	if (c->kind != CHANGE_RENAMED && schema_is_item(c->new))
		show_node(&s, c->new);
	b->role = ROLE_TEXT;
	add_text_line(b, keep_text(b->out, &s));
}

static void add_place(const struct building *b, struct str *out, const struct node *n)
{
	(b->how & CHANGES_WITHIN ? show_node_place_within : show_node_place)(out, n);
}

/* From one list to another: two changes that are one for people. */
static void add_moved_away(struct building *b, const struct change *from, const struct change *to)
{
	struct str s = {0}, left = {0}, into = {0};
	const struct node *old = moves_item(from), *new = moves_item(to);
	add_place(b, &left, old);
	add_place(b, &into, new);
	str_addf(&s, _("van %s naar %s: "), left.p, into.p);
	show_node(&s, new);
	b->role = ROLE_TEXT;
	add_text_line(b, keep_text(b->out, &s));
	str_free(&left);
	str_free(&into);
}

/* `to`: where it went, NULL. */
static void add_change(struct changes *out, const struct change *c, size_t of, const struct change *to, unsigned how)
{
	struct building b = {.out = out, .change = {.of = of}, .sign = "", .how = how};
	struct str where = {0};
	add_place(&b, &where, to ? to->new : c->new ? c->new : c->old);
	if (to)
		add_moved_away(&b, c, to);
	else if (c->kind == CHANGE_SET)
		add_set(&b, c);
	else if (c->kind == CHANGE_ADDED || c->kind == CHANGE_REMOVED)
		add_side(&b, c->kind == CHANGE_ADDED, c->new ? c->new : c->old);
	else
		add_moved(&b, c);
	b.change.where = mem_text(str_text(&where));
	vec_push(out, b.change);
	str_free(&where);
}

void changes_add(struct changes *out, const char *where, const char *before, const char *after)
{
	struct building b = {.out = out, .change = {.where = mem_text(where), .of = SIZE_MAX}, .how = CHANGES_WHOLE};
	if (before && after) {
		const char *old = keep_copy(out, before);
		add_texts(&b, old, keep_copy(out, after));
	} else if (before || after) {
		b.sign = after ? "+" : "-";
		b.role = after ? ROLE_ADDED : ROLE_REMOVED;
		add_text_line(&b, keep_copy(out, after ? after : before));
	}
	vec_push(out, b.change);
}

void changes_build(struct changes *out, const struct change *from, size_t count, unsigned how)
{
	struct diff all = {.changes = {(struct change *)from, count, count}};
	size_t *other = mem_alloc((count + 1) * sizeof *other);
	changes_clear(out);
	moves_find(other, &all);
	for (size_t i = 0; i < count; i++)
		if (other[i] == count || from[i].kind == CHANGE_REMOVED) /* else told with its other half */
			add_change(out, &from[i], i, other[i] == count ? NULL : &from[other[i]], how);
	free(other);
}
