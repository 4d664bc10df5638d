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

static bool same_words(const struct herkomst_unit *a, const char *text, size_t len)
{
	struct str x = {0}, y = {0};
	if (bytes_equal(a->node->text + a->from, a->to - a->from, text, len))
		return true;
	spell_text(&x, a->node->text + a->from, a->to - a->from);
	spell_text(&y, text, len);
	bool same = bytes_equal(x.p, x.len, y.p, y.len);
	str_free(&x);
	str_free(&y);
	return same;
}

static size_t count_sentences(const struct herkomst_unit *u, const struct node *in)
{
	struct text_stretches s = {0};
	size_t count = 0;
	if (in->kind != NODE_SCALAR)
		return 0;
	text_sentences(&s, (struct text_side){in->text, in->len});
	for (size_t i = 0; i < s.count; i++)
		count += same_words(u, in->text + s.p[i].from, s.p[i].to - s.p[i].from);
	vec_free(&s);
	return count;
}

static bool same(const struct node *a, const struct node *b)
{
	return plan_same_item(a, b) || spell_same(a, b);
}

/* How often it stands in what stands for its holder. */
static size_t count_in(const struct herkomst *h, const struct herkomst_unit *u, const struct node *in)
{
	size_t count = 0;
	if (!in)
		return 0;
	if (u->to)
		return count_sentences(u, in);
	if (holder(h, u) == u->node)
		return same(u->node, in);
	for (size_t i = 0; in->kind == NODE_LIST && i < in->count; i++)
		count += same(u->node, in->items[i]);
	return count;
}

static bool is_twin(const struct herkomst *h, const struct herkomst_unit *a, const struct herkomst_unit *b)
{
	if (b->state != HERKOMST_SEARCHED || holder(h, a) != holder(h, b) || (a->to > 0) != (b->to > 0))
		return false;
	return a->to ? same_words(a, b->node->text + b->from, b->to - b->from) : same(a->node, b->node);
}

/* Of those that say the same the last are the newest. */
static bool is_new(const struct herkomst *h, const struct herkomst_unit *u, const struct herkomst_sides *sides)
{
	const struct node *held = holder(h, u), *new = find_in(h, sides->new, held);
	size_t there = count_in(h, u, new), before = 0, twins = 0;
	for (size_t k = 0; there && k < sides->old.count; k++) {
		const struct node *old = find_in(h, sides->old.p[k], held);
		if (old && same(old, new))
			return false;
		size_t count = count_in(h, u, old);
		before = count > before ? count : before;
	}
	if (there <= before)
		return false;
	for (size_t i = 0; before && i < h->units.count; i++)
		twins += is_twin(h, u, &h->units.p[i]);
	return !before || twins > before;
}

void herkomst_look(struct herkomst *h, const struct herkomst_sides *sides, void (*found)(struct herkomst_unit *u, void *ctx), void *ctx)
{
	for (size_t i = h->units.count; sides->new && i-- > 0;) {
		struct herkomst_unit *u = &h->units.p[i];
		if (u->state == HERKOMST_SEARCHED && is_new(h, u, sides)) {
			found(u, ctx);
			h->open--;
		}
	}
}
