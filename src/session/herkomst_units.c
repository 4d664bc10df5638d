/* The units of a place in a plan, and which of them became what they are in a version. */
#include "session/herkomst_internal.h"

#include "plan/merge_text.h"
#include "plan/path.h"
#include "plan/plan.h"
#include "plan/record.h"
#include "plan/spell.h"

#include <string.h>

/* --- which there are ---------------------------------------------------------------------- */

static void add_unit(struct herkomst *h, struct herkomst_unit u)
{
	struct str path = {0};
	path_of(&path, u.node);
	u.path = mem_text(str_text(&path)); /* of the plan itself: none */
	str_free(&path);
	vec_push(&h->units, u);
	struct wording said = {.node = u.to ? NULL : u.node};
	u.to ? spell_text(&said.words, u.node->text + u.from, u.to - u.from) : spell(&said.words, u.node);
	vec_push(&h->wordings, said);
}

/* Text that is more than a line, by what is asked or by its field. */
static bool is_prose(const struct herkomst *h, const struct node *n)
{
	const struct field *f = schema_of(n);
	return n->kind == NODE_SCALAR && f && (schema_is_item(n) ? n == h->subject : f->kind == KIND_PROSE);
}

static void add_text(struct herkomst *h, const struct node *n)
{
	struct text_stretches sentences = {0};
	text_sentences(&sentences, (struct text_side){n->text, n->len});
	for (size_t i = 0; i < sentences.count; i++)
		add_unit(h, (struct herkomst_unit){.node = n, .from = sentences.p[i].from, .to = sentences.p[i].to, .nth = i + 1, .of = sentences.count});
	vec_free(&sentences);
}

static void add_units(struct herkomst *h, const struct node *n)
{
	if (node_is_absent(n))
		return;
	if (n->kind == NODE_SCALAR) {
		is_prose(h, n) ? add_text(h, n) : add_unit(h, (struct herkomst_unit){.node = n});
		return;
	}
	for (size_t i = 0; i < n->count; i++)
		n->kind == NODE_LIST ? add_unit(h, (struct herkomst_unit){.node = n->items[i]}) : add_units(h, n->items[i]);
}

void herkomst_make_units(struct herkomst *h)
{
	if (h->subject)
		add_units(h, h->subject);
	h->open = h->units.count;
}

void herkomst_say(struct str *out, const struct herkomst_unit *u)
{
	const struct node *n = u->node;
	if (u->to)
		str_add(out, n->text + u->from, u->to - u->from);
	else if (n->kind == NODE_SCALAR)
		plan_show_value(out, n);
	else if (n->kind == NODE_MAP && match_id(n))
		str_add_text(out, plan_name(n));
	else if (n->kind == NODE_MAP && schema_of(n))
		record_say(out, schema_of(n), n);
}

/* --- in another version ------------------------------------------------------------------------ */

/* What is at the place of `n` below what stands for the subject. */
static const struct node *find_in(const struct herkomst *h, const struct node *there, const struct node *n)
{
	if (!there || n == h->subject)
		return there;
	const struct node *above = find_in(h, there, n->parent);
	return above && n->key ? node_get(above, n->key) : NULL;
}

/* Where the unit is one of some: the list, or the text; else its own value. */
static const struct node *holder(const struct herkomst *h, const struct herkomst_unit *u)
{
	return !u->to && u->node != h->subject && !u->node->key && u->node->parent ? u->node->parent : u->node;
}

const struct node *herkomst_field(const struct herkomst *h, size_t i)
{
	return holder(h, &h->units.p[i]);
}

void herkomst_label(struct str *out, const struct herkomst *h, size_t i)
{
	static const char between[] = " › ";
	struct str above = {0}, label = {0};
	path_label(&label, herkomst_field(h, i));
	path_label(&above, h->subject);
	if (above.len)
		str_add_text(&above, between);
	bool below = label.len > above.len && strncmp(label.p, str_text(&above), above.len) == 0;
	str_add_text(out, str_text(&label) + (below ? above.len : 0));
	str_free(&above);
	str_free(&label);
}

/* --- what is said, to compare ----------------------------------------------------------------------- */

/* Of a value the key order does not count, and neither does what has nothing behind it. */
static bool says_same(const struct wording *a, const struct wording *b)
{
	if (bytes_equal(a->words.p, a->words.len, b->words.p, b->words.len))
		return true;
	return a->node && b->node && a->node->kind == NODE_MAP && plan_same_item(a->node, b->node);
}

static void add_value(struct wordings *out, const struct node *n)
{
	struct wording x = {.node = n};
	spell(&x.words, n);
	vec_push(out, x);
}

static void add_sentences(struct wordings *out, const struct node *n)
{
	struct text_stretches s = {0};
	text_sentences(&s, (struct text_side){n->text, n->len});
	for (size_t i = 0; i < s.count; i++) {
		struct wording x = {0};
		spell_text(&x.words, n->text + s.p[i].from, s.p[i].to - s.p[i].from);
		vec_push(out, x);
	}
	vec_free(&s);
}

void herkomst_wordings_clear(struct wordings *s)
{
	for (size_t i = 0; i < s->count; i++)
		str_free(&s->p[i].words);
	vec_free(s);
}

static size_t count_in(const struct wordings *all, const struct wording *x)
{
	size_t count = 0;
	for (size_t i = 0; i < all->count; i++)
		count += says_same(&all->p[i], x);
	return count;
}

/* --- what is new -------------------------------------------------------------------------------------- */

/* A field with the units in it, [from, to), and what it says in a version and in those that this came from. */
struct field_look {
	const struct node *held;
	size_t from, to;
	bool sentences;
	struct wordings new;
	VEC(struct wordings) old;
};

static struct wordings read_field(const struct herkomst *h, const struct field_look *f, const struct node *side)
{
	struct wordings out = {0};
	const struct node *in = find_in(h, side, f->held);
	if (in && f->sentences && in->kind == NODE_SCALAR)
		add_sentences(&out, in);
	else if (in && !f->sentences && f->held == h->units.p[f->from].node)
		add_value(&out, in);
	else if (in && !f->sentences && in->kind == NODE_LIST)
		for (size_t i = 0; i < in->count; i++)
			add_value(&out, in->items[i]);
	return out;
}

/* Of those that say the same the last are the newest. */
static bool is_new(const struct herkomst *h, const struct field_look *f, size_t unit)
{
	const struct wording *x = &h->wordings.p[unit];
	size_t there = count_in(&f->new, x), before = 0, twins = 0;
	for (size_t k = 0; there && k < f->old.count; k++) {
		size_t count = count_in(&f->old.p[k], x);
		before = count > before ? count : before;
	}
	for (size_t i = f->from; before && i < f->to; i++)
		twins += h->units.p[i].state == HERKOMST_SEARCHED && says_same(&h->wordings.p[i], x);
	return there > before && (!before || twins > before);
}

static bool is_open(const struct herkomst *h, const struct field_look *f)
{
	for (size_t i = f->from; i < f->to; i++)
		if (h->units.p[i].state == HERKOMST_SEARCHED)
			return true;
	return false;
}

static void look_at_field(struct herkomst *h, struct field_look *f, const struct herkomst_sides *sides, herkomst_found *found, void *ctx)
{
	f->new = read_field(h, f, sides->new);
	for (size_t k = 0; f->new.count && k < sides->old.count; k++)
		vec_push(&f->old, read_field(h, f, sides->old.p[k]));
	for (size_t i = f->to; i-- > f->from;)
		if (h->units.p[i].state == HERKOMST_SEARCHED && is_new(h, f, i)) {
			found(&h->units.p[i], ctx);
			h->open--;
		}
	herkomst_wordings_clear(&f->new);
	for (size_t k = 0; k < f->old.count; k++)
		herkomst_wordings_clear(&f->old.p[k]);
	vec_free(&f->old);
}

void herkomst_look(struct herkomst *h, const struct herkomst_sides *sides, herkomst_found *found, void *ctx)
{
	for (size_t from = 0, to; sides->new && from < h->units.count; from = to) {
		struct field_look f = {.held = herkomst_field(h, from), .from = from, .sentences = h->units.p[from].to > 0};
		for (to = from + 1; to < h->units.count && herkomst_field(h, to) == f.held;)
			to++;
		f.to = to;
		if (is_open(h, &f))
			look_at_field(h, &f, sides, found, ctx);
	}
}
