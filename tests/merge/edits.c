/* What people do to a plan.  The weights are those of real work: mostly something is set, reworded or put at the end. */
#include "tests/merge/scenario.h"

#include "plan/schema.h"

#include <ctype.h>
#include <string.h>

/* Where `after` says, among the items of `in`: behind it, or, where it is gone, at the end. */
static size_t place_after(const struct thing *in, unsigned after)
{
	const struct thing *t = after ? thing_by_uid(in, after) : NULL;
	return !after ? 0 : t ? thing_index(t) + 1 : in->count;
}

static void index_new(struct world *w, struct model *m, struct thing *t)
{
	if (t->uid >= m->room) {
		unsigned room = w->uids + 64;
		struct thing **by_uid = arena_alloc(&w->arena, room * sizeof(struct thing *));
		memcpy(by_uid, m->by_uid, m->room * sizeof(struct thing *));
		m->by_uid = by_uid;
		m->room = room;
	}
	m->by_uid[t->uid] = t;
	for (size_t i = 0; i < t->count; i++)
		index_new(w, m, t->items[i]);
}

static void set_content(struct world *w, struct model *m, struct thing *t, const struct thing *from)
{
	while (t->count)
		thing_remove(t->items[t->count - 1]);
	for (size_t i = 0; i < from->count; i++) {
		thing_insert(w, t, i, thing_copy(w, from->items[i]));
		index_new(w, m, t->items[i]);
	}
}

/* A bare text becomes the first field of a record. */
static void wrap(struct world *w, struct model *m, struct thing *t, const struct thing *record)
{
	struct thing *text = thing_copy(w, t);
	if (t->kind != THING_TEXT)
		return;
	text->uid = record->uid;
	text->key = record->key;
	text->above = text->behind = NULL;
	t->kind = THING_MAP;
	t->count = 0;
	t->behind = NULL;
	thing_insert(w, t, 0, text);
	for (size_t i = 0; i < record->count; i++)
		thing_insert(w, t, t->count, thing_copy(w, record->items[i]));
	for (size_t i = 0; i < t->count; i++)
		index_new(w, m, t->items[i]);
}

void op_apply(struct world *w, struct model *m, const struct op *op)
{
	struct thing *t = model_find(m, op->target), *parent = t ? t->parent : NULL;
	if (!t)
		return;
	switch (op->kind) {
	case OP_TEXT: t->text = op->text; break;
	case OP_INSERT: {
		if (thing_by_uid(t, op->thing->uid) || (op->thing->key && thing_get(t, op->thing->key)))
			break;
		struct thing *item = thing_copy(w, op->thing);
		thing_insert(w, t, place_after(t, op->after), item);
		index_new(w, m, item);
		break;
	}
	case OP_DELETE: thing_remove(t); break;
	case OP_MOVE:
		if (op->after == t->uid)
			break;
		thing_remove(t);
		thing_insert(w, parent, place_after(parent, op->after), t);
		break;
	case OP_CONTENT: set_content(w, m, t, op->thing); break;
	case OP_WRAP: wrap(w, m, t, op->thing); break;
	case OP_ABOVE: t->above = op->text; break;
	case OP_BEHIND: t->behind = op->text; break;
	}
}

/* Edits by what they need: each looks at all things of the version and takes one that fits. */
struct pick {
	VEC(struct thing *) of[THING_LIST + 1];
};

static void gather(struct pick *p, struct thing *t)
{
	vec_push(&p->of[t->kind], t);
	for (size_t i = 0; i < t->count; i++)
		gather(p, t->items[i]);
}

struct edit {
	struct world *w;
	struct model *m;
	struct pick all;
	struct op op;
};

static struct thing *one_of(struct edit *x, enum thing_kind kind)
{
	return x->all.of[kind].count ? x->all.of[kind].p[roll(x->w, (unsigned)x->all.of[kind].count)] : NULL;
}

static bool is_fixed(const struct thing *t)
{
	return t->key && (strcmp(t->key, "id") == 0 || strcmp(t->key, "formaat") == 0);
}

static bool done(struct edit *x, enum op_kind kind, const struct thing *target)
{
	x->op.kind = kind;
	x->op.target = target->uid;
	return true;
}

static bool set_field(struct edit *x)
{
	struct thing *t = one_of(x, THING_ATOM), *value;
	if (!t || is_fixed(t))
		return false;
	if (t->field && t->parent->kind == THING_MAP)
		value = make_value(x->w, t->field, 30, true);
	else
		value = thing_atom(x->w, text_of(x->w, "%s %s", fresh_word(x->w, true), any_word(x->w)));
	if (value->kind != THING_ATOM || strcmp(value->text, t->text) == 0)
		return false;
	x->op.text = value->text;
	return done(x, OP_TEXT, t);
}

static const char *word_in_place(struct edit *x, const struct thing *word)
{
	const char *old = word->text;
	size_t len = strlen(old);
	const char *new = fresh_word(x->w, isupper((unsigned char)old[0]));
	return len && strchr(".?!,:;", old[len - 1]) ? text_of(x->w, "%s%c", new, old[len - 1]) : new;
}

static bool change_word(struct edit *x)
{
	struct thing *t = one_of(x, THING_WORD);
	if (!t)
		return false;
	x->op.text = word_in_place(x, t);
	return done(x, OP_TEXT, t);
}

static bool ends_here(const struct thing *word)
{
	return *word->text && strchr(".?!", word->text[strlen(word->text) - 1]);
}

static bool add_word(struct edit *x)
{
	struct thing *t = one_of(x, THING_WORD);
	if (!t || ends_here(t))
		return false;
	x->op.thing = thing_word(x->w, fresh_word(x->w, false));
	x->op.after = t->uid;
	return done(x, OP_INSERT, t->parent);
}

static bool drop_word(struct edit *x)
{
	struct thing *t = one_of(x, THING_WORD);
	if (!t || ends_here(t) || t->parent->count < 4 || thing_index(t) == 0)
		return false;
	return done(x, OP_DELETE, t);
}

static unsigned uid_before(const struct thing *in, size_t at)
{
	return at ? in->items[at - 1]->uid : 0;
}

static size_t any_place(struct edit *x, const struct thing *in, unsigned at_end)
{
	return chance(x->w, at_end) ? in->count : roll(x->w, (unsigned)in->count + 1);
}

/* Is there a full stop behind the last sentence, so that another may follow? */
static bool is_closed(const struct thing *paragraph)
{
	const struct thing *s = paragraph->count ? paragraph->items[paragraph->count - 1] : NULL;
	return s && s->count && ends_here(s->items[s->count - 1]);
}

static bool add_sentence(struct edit *x)
{
	struct thing *t = one_of(x, THING_PARAGRAPH);
	if (!t || !is_closed(t))
		return false;
	x->op.after = uid_before(t, any_place(x, t, 60));
	x->op.thing = make_sentence(x->w, 4 + roll(x->w, 10), true, true);
	return done(x, OP_INSERT, t);
}

static bool drop_sentence(struct edit *x)
{
	struct thing *t = one_of(x, THING_SENTENCE), *text;
	size_t sentences = 0;
	if (!t)
		return false;
	text = t->parent->parent;
	for (size_t i = 0; i < text->count; i++)
		sentences += text->items[i]->count;
	return sentences > 1 && done(x, OP_DELETE, t);
}

static bool rewrite_sentence(struct edit *x)
{
	struct thing *t = one_of(x, THING_SENTENCE);
	if (!t || !t->count)
		return false;
	x->op.thing = make_sentence(x->w, 4 + roll(x->w, 8), ends_here(t->items[t->count - 1]), true);
	return done(x, OP_CONTENT, t);
}

static bool add_paragraph(struct edit *x)
{
	struct thing *t = one_of(x, THING_TEXT);
	if (!t || !t->count || !t->key || t->field == NULL || t->field->kind != KIND_PROSE || !is_closed(t->items[t->count - 1]))
		return false;
	x->op.after = uid_before(t, any_place(x, t, 70));
	x->op.thing = make_paragraph(x->w, 1 + roll(x->w, 3), true);
	return done(x, OP_INSERT, t);
}

static bool add_item(struct edit *x)
{
	struct thing *t = one_of(x, THING_LIST);
	if (!t || !t->field)
		return false;
	x->op.after = uid_before(t, any_place(x, t, 60));
	x->op.thing = make_item(x->w, t->field, 30, true);
	return done(x, OP_INSERT, t);
}

static struct thing *any_item(struct edit *x)
{
	struct thing *t = one_of(x, THING_LIST);
	return t && t->count ? t->items[roll(x->w, (unsigned)t->count)] : NULL;
}

static bool drop_item(struct edit *x)
{
	struct thing *t = any_item(x);
	return t && done(x, OP_DELETE, t);
}

static bool move_item(struct edit *x)
{
	struct thing *t = any_item(x);
	if (!t || t->parent->count < 2)
		return false;
	size_t from = thing_index(t), to = any_place(x, t->parent, 20);
	if (to == from || to == from + 1)
		return false;
	x->op.after = uid_before(t->parent, to);
	return done(x, OP_MOVE, t);
}

static bool rewrite_item(struct edit *x)
{
	struct thing *t = any_item(x);
	if (!t || t->kind != THING_TEXT)
		return false;
	/* the first sentence stays the same thing, in other words; the others go */
	struct thing *was = t->count && t->items[0]->count ? t->items[0]->items[0] : NULL;
	struct thing *new = thing_new(x->w, THING_TEXT), *p = thing_new(x->w, THING_PARAGRAPH);
	if (!was)
		return false;
	thing_insert(x->w, p, 0, make_sentence(x->w, 3 + roll(x->w, 7), false, true));
	p->uid = t->items[0]->uid;
	p->items[0]->uid = was->uid;
	thing_insert(x->w, new, 0, p);
	x->op.thing = new;
	return done(x, OP_CONTENT, t);
}

/* Did this version lose a key of that name?  Put back, it would be the old one with another value. */
static bool was_removed(const struct model *m, const char *key)
{
	for (unsigned i = 0; i < m->room; i++)
		if (m->by_uid[i] && !m->by_uid[i]->parent && m->by_uid[i]->key && strcmp(m->by_uid[i]->key, key) == 0)
			return true;
	return false;
}

static bool add_key(struct edit *x)
{
	struct thing *t = one_of(x, THING_MAP);
	const struct field *absent = NULL;
	unsigned n = 0;
	if (!t)
		return false;
	for (const struct field *f = schema_first(t->parent ? t->field : NULL); f; f = schema_next(f))
		if (!thing_get(t, f->key) && roll(x->w, ++n) == 0)
			absent = f;
	if (!absent || (t->parent && !t->field) || was_removed(x->m, absent->key))
		return false;
	const char *keys[64];
	for (size_t i = 0; i < t->count && i < 64; i++)
		keys[i] = t->items[i]->key;
	x->op.thing = make_value(x->w, absent, 25, true);
	x->op.after = uid_before(t, schema_key_index(t->parent ? t->field : NULL, keys, t->count, absent->key));
	return done(x, OP_INSERT, t);
}

static bool drop_key(struct edit *x)
{
	struct thing *t = one_of(x, THING_MAP);
	if (!t || t->count < 2)
		return false;
	t = t->items[roll(x->w, (unsigned)t->count)];
	if ((t->field && t->field->flags & FIELD_REQUIRED) || (t->field && t == t->parent->items[0]))
		return false;
	return done(x, OP_DELETE, t);
}

static bool comment(struct edit *x)
{
	static const enum thing_kind kinds[] = {THING_ATOM, THING_TEXT, THING_MAP, THING_LIST};
	struct thing *t = one_of(x, kinds[roll(x->w, 4)]);
	if (!t || !t->parent)
		return false;
	bool above = t->kind != THING_ATOM || roll(x->w, 2);
	bool remove = (above ? t->above : t->behind) && roll(x->w, 4) == 0;
	x->op.text = remove ? NULL : text_of(x->w, "%s %s", fresh_word(x->w, false), any_word(x->w));
	return done(x, above ? OP_ABOVE : OP_BEHIND, t);
}

static bool wrap_item(struct edit *x)
{
	struct thing *t = any_item(x), *record;
	if (!t || t->kind != THING_TEXT || !t->field || t->field->kind != KIND_RECORDS)
		return false;
	record = thing_new(x->w, THING_MAP);
	record->key = schema_first(t->field)->key;
	record->field = schema_first(t->field);
	for (const struct field *f = schema_next(schema_first(t->field)); f; f = schema_next(f))
		if (!record->count)
			thing_insert(x->w, record, 0, make_value(x->w, f, 20, true));
	x->op.thing = record;
	return done(x, OP_WRAP, t);
}

static const struct {
	unsigned weight;
	bool (*make)(struct edit *x);
} edits[] = {
	{14, set_field},        {13, change_word}, {5, add_word},  {4, drop_word}, {9, add_sentence}, {3, drop_sentence},
	{2, rewrite_sentence},  {3, add_paragraph}, {18, add_item}, {6, drop_item}, {5, move_item},    {2, rewrite_item},
	{5, add_key},           {3, drop_key},      {3, comment},   {1, wrap_item},
};
enum { EDITS = sizeof edits / sizeof *edits };

static bool make_any(struct edit *x)
{
	unsigned sum = 0, n;
	for (size_t i = 0; i < EDITS; i++)
		sum += edits[i].weight;
	n = roll(x->w, sum);
	for (size_t i = 0; i < EDITS; i++) {
		if (n < edits[i].weight)
			return edits[i].make(x);
		n -= edits[i].weight;
	}
	return false;
}

/* The same op as the other side's, or another one in the same place. */
static bool make_near(struct edit *x, const struct ops *near)
{
	const struct op *other = &near->p[roll(x->w, (unsigned)near->count)];
	const struct thing *t = model_find(x->m, other->target);
	if (!t)
		return false;
	x->op = *other;
	if (roll(x->w, 2))
		return true;
	if (other->kind == OP_TEXT && t->kind == THING_WORD)
		x->op.text = word_in_place(x, t);
	else if (other->kind == OP_TEXT && t->field && t->parent->kind == THING_MAP)
		x->op.text = make_value(x->w, t->field, 30, true)->text;
	else if (other->kind == OP_INSERT && t->kind == THING_SENTENCE)
		x->op.thing = thing_word(x->w, fresh_word(x->w, false));
	else if (other->kind == OP_INSERT && t->kind == THING_LIST && t->field)
		x->op.thing = make_item(x->w, t->field, 30, true);
	else if (t->parent && t->parent->kind == THING_LIST)
		x->op = (struct op){.kind = OP_DELETE, .target = t->uid};
	else
		return false;
	return x->op.kind != OP_TEXT || (x->op.text && strcmp(x->op.text, t->text) != 0);
}

void edit_any(struct world *w, struct model *m, struct ops *out, const struct ops *near)
{
	struct edit x = {.w = w, .m = m};
	bool made = false;
	gather(&x.all, m->root);
	for (int tries = 0; !made && tries < 50; tries++) {
		x.op = (struct op){0};
		made = near && near->count && chance(w, 4) ? make_near(&x, near) : make_any(&x);
	}
	if (made) {
		vec_push(out, x.op);
		op_apply(w, m, &x.op);
	}
	for (size_t i = 0; i <= THING_LIST; i++)
		vec_free(&x.all.of[i]);
}

void op_describe(struct str *out, const struct op *op)
{
	static const char *const names[] = {"text", "insert", "delete", "move", "content", "wrap", "above", "behind"};
	str_addf(out, "%s #%u", names[op->kind], op->target);
	if (op->kind == OP_INSERT || op->kind == OP_MOVE)
		str_addf(out, " after #%u", op->after);
	if (op->text)
		str_addf(out, " «%s»", op->text);
	if (op->thing) {
		str_add_text(out, " ");
		canon_thing(out, op->thing, false);
	}
}
