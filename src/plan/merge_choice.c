/* What is left to choose, as data; and the answers that were given. */
#include "plan/merge_internal.h"

#include "base/hash.h"
#include "plan/path.h"
#include "plan/plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *choice_word(enum choice_kind kind)
{
	static const char *const words[] = {"changed", "removed", "added", "same_id", "order", "file"};
	return words[kind];
}

enum take take_turned(enum take take)
{
	return take == TAKE_OURS ? TAKE_THEIRS : take == TAKE_THEIRS ? TAKE_OURS : take;
}

void merge_turn(struct merge *m)
{
	for (size_t i = 0; i < m->choices.count; i++) {
		struct merge_choice *c = &m->choices.p[i];
		char *swap = c->ours;
		c->ours = c->theirs;
		c->theirs = swap;
		c->taken = take_turned(c->taken);
	}
}

/* Comments on lines of their own. */
static void show_comments(struct str *out, const struct doc *d, const struct node *n, size_t indent)
{
	struct str comments = {0};
	merge_comments(&comments, d, n);
	for (size_t at = 0; at < comments.len;) {
		size_t len = strcspn(comments.p + at, "\n");
		str_add(out, comments.p + at, len);
		str_add_char(out, '\n');
		str_add_times(out, ' ', indent);
		at += len + 1;
	}
	str_free(&comments);
}

/* The entries of a mapping or list, each on a line at `indent`; the first goes on behind what stands on this line. */
static void show_lines(struct str *out, const struct doc *d, const struct node *n, size_t indent)
{
	for (size_t i = 0; i < n->count; i++) {
		const struct node *child = n->items[i];
		if (i) {
			str_add_char(out, '\n');
			str_add_times(out, ' ', indent);
		}
		show_comments(out, d, child, indent);
		str_addf(out, "%s%s", child->key ? child->key : "-", child->key ? ":" : "");
		if (child->kind == NODE_SCALAR && child->len) {
			str_add_char(out, ' ');
			str_add(out, child->text, child->len);
		} else if (child->key && child->count) {
			str_add_char(out, '\n');
			str_add_times(out, ' ', indent + 2);
		} else if (child->count) {
			str_add_char(out, ' ');
		}
		show_lines(out, d, child, indent + 2);
	}
}

void merge_show(struct str *out, const struct doc *d, const struct node *n)
{
	if (n->kind == NODE_SCALAR)
		str_add(out, n->text, n->len);
	else
		show_lines(out, d, n, 0);
}

/* Owned; NULL where it is not there. */
static char *text_of(const struct doc *d, const struct node *n)
{
	struct str s = {0};
	if (!n)
		return NULL;
	merge_show(&s, d, n);
	return str_take(&s);
}

static char *copy_of(const struct str *s)
{
	return s ? mem_copy(str_text(s), s->len) : NULL;
}

/* A text, or its absence, and where it ends. */
static unsigned long long hash_text(unsigned long long h, const char *text)
{
	const char *bytes = text ? text : "\1";
	return hash_add(hash_add(h, bytes, strlen(bytes)), "\xff", 1);
}

/* The place by what it is in base, or else in whichever side sorts first: the same whoever is ours. */
static char *place_of(const struct trio *n)
{
	struct str base = {0}, ours = {0}, theirs = {0};
	if (n->base)
		path_of(&base, n->base);
	if (!n->base && n->ours)
		path_of(&ours, n->ours);
	if (!n->base && n->theirs)
		path_of(&theirs, n->theirs);
	struct str *best = n->base ? &base : !n->ours ? &theirs : !n->theirs || strcmp(str_text(&ours), str_text(&theirs)) <= 0 ? &ours : &theirs;
	char *place = str_take(best);
	str_free(&base);
	str_free(&ours);
	str_free(&theirs);
	return place;
}

static bool comes_first(const char *a, const char *b)
{
	return !a || (b && strcmp(a, b) <= 0);
}

/* Puts an id in the table; false where it is there. */
static bool take_id(struct merging *x, unsigned long long id)
{
	size_t at = id & (x->ids_size - 1);
	while (x->ids[at] && x->ids[at] != id)
		at = (at + 1) & (x->ids_size - 1);
	if (!id || x->ids[at])
		return false;
	x->ids[at] = id;
	return true;
}

static void make_room(struct merging *x)
{
	unsigned long long *old = x->ids;
	size_t old_size = x->ids_size;
	if (x->out->choices.count * 2 < old_size)
		return;
	x->ids_size = old_size ? old_size * 2 : 64;
	x->ids = mem_alloc(x->ids_size * sizeof *x->ids);
	for (size_t i = 0; i < old_size; i++)
		if (old[i])
			(void)take_id(x, old[i]);
	free(old);
}

/* By what the three versions hold, not by what was made of it: the same whoever is ours. */
static void make_id(struct merging *x, struct merge_choice *c, const struct trio *n, const struct merge_choice *held)
{
	char *place = place_of(n);
	bool swap = !comes_first(held->ours, held->theirs);
	unsigned long long h = hash_text(HASH_START, choice_word(c->kind));
	h = hash_text(h, place);
	h = hash_text(h, held->base);
	h = hash_text(h, swap ? held->theirs : held->ours);
	h = hash_text(h, swap ? held->ours : held->theirs);
	make_room(x);
	while (!take_id(x, h))
		h++; /* of twins each has its own */
	snprintf(c->id, sizeof c->id, "%016llx", h);
	free(place);
}

static const struct answer *find_answer(const struct answers *all, const char *id)
{
	for (size_t i = 0; all && i < all->count; i++)
		if (strcmp(all->p[i].id, id) == 0)
			return &all->p[i];
	return NULL;
}

/* What the answer comes to at this choice; `answer` NULL: that for all that is not named. */
static enum take fitting(const struct merge_choice *c, const struct answer *answer, enum take rest)
{
	enum take take = answer ? answer->take : rest;
	if ((take == TAKE_BOTH && !c->suggestion) || (take == TAKE_TEXT && (!c->is_text || !answer || !answer->text)))
		return TAKE_NONE;
	return take;
}

enum take merge_choose(struct merging *x, enum choice_kind kind, struct trio n, const struct choice_texts *texts, const struct branch *at,
                       const struct answer **given)
{
	static const struct choice_texts bare = {0};
	const struct choice_texts *t = texts ? texts : &bare;
	struct merge_choice c = {.kind = kind, .is_text = t->is_text, .suggestion = copy_of(t->both)};
	struct merge_choice held = {.base = text_of(x->base, n.base), .ours = text_of(x->ours, n.ours), .theirs = text_of(x->theirs, n.theirs)};
	make_id(x, &c, &n, &held);
	c.base = t->base ? copy_of(t->base) : mem_text(held.base);
	c.ours = t->ours ? copy_of(t->ours) : mem_text(held.ours);
	c.theirs = t->theirs ? copy_of(t->theirs) : mem_text(held.theirs);
	free(held.base);
	free(held.ours);
	free(held.theirs);
	const struct answer *answer = find_answer(x->answers, c.id);
	c.taken = fitting(&c, answer, x->answers ? x->answers->rest : TAKE_NONE);
	x->out->open += c.taken == TAKE_NONE;
	if (given)
		*given = answer;
	vec_push(&x->out->choices, c);
	vec_push(&x->places, (struct placed){at, n});
	return c.taken;
}

/* The node that a branch has become. */
static const struct node *node_of(const struct doc *d, const struct merging *x, const struct branch *b)
{
	if (b == tree_root(x->tree))
		return d->root;
	const struct node *parent = b && b->parent ? node_of(d, x, b->parent) : NULL;
	return parent ? parent->items[branch_index(b)] : NULL;
}

void merge_label_choices(struct merging *x)
{
	for (size_t i = 0; i < x->out->choices.count; i++) {
		const struct placed *p = &x->places.p[i];
		const struct node *n = p->branch ? node_of(x->out->doc, x, p->branch) : NULL;
		struct str path = {0}, label = {0};
		if (!n)
			n = p->nodes.ours ? p->nodes.ours : p->nodes.theirs ? p->nodes.theirs : p->nodes.base;
		path_of(&path, n);
		path_label(&label, n);
		x->out->choices.p[i].path = str_take(&path);
		x->out->choices.p[i].label = str_take(&label);
	}
}
