#include "plan/match.h"

#include "plan/align.h"
#include "plan/schema.h"
#include "plan/spell.h"

#include "base/str.h"

#include <string.h>

/* Where a likeness of every item with every other is still looked for. */
enum { MOST_LIKENESSES = 200 };

static void match_values(struct match *m, const struct node *a, const struct node *b);

static void pair_nodes(struct match *m, const struct node *a, const struct node *b)
{
	const struct node *old_b = m->a_to_b[a->id], *old_a = m->b_to_a[b->id];
	if (old_b)
		m->b_to_a[old_b->id] = NULL;
	if (old_a)
		m->a_to_b[old_a->id] = NULL;
	m->a_to_b[a->id] = b;
	m->b_to_a[b->id] = a;
	match_values(m, a, b);
}

/* --- what an item is known by --------------------------------------------- */

const struct node *match_id(const struct node *item)
{
	const struct node *id = node_get(item, "id");
	return id && id->kind == NODE_SCALAR && id->len ? id : NULL;
}

/* A number as bytes. */
static void add_number(struct str *out, size_t n)
{
	str_add(out, (const char *)&n, sizeof n);
}

/* Appends all that is in a node, so that equal bytes are equal nodes. */
static void flatten(struct str *out, const struct node *n)
{
	str_add_char(out, (char)('0' + n->kind));
	add_number(out, n->kind == NODE_SCALAR ? n->len : n->count);
	if (n->kind == NODE_SCALAR)
		str_add(out, n->text, n->len);
	for (size_t i = 0; i < n->count; i++) {
		if (n->kind == NODE_MAP) {
			add_number(out, n->items[i]->key_len);
			str_add(out, n->items[i]->key, n->items[i]->key_len);
		}
		flatten(out, n->items[i]);
	}
}

void match_words(struct words *w, const struct node *n)
{
	if (n->kind == NODE_SCALAR)
		words_add(w, n->text, n->len);
	for (size_t i = 0; i < n->count; i++)
		match_words(w, n->items[i]);
}

/* A record's first field says most of what it is; a bare text is one. */
static const struct node *first_text(const struct node *n)
{
	while (n->kind != NODE_SCALAR && n->count)
		n = n->items[0];
	return n->kind == NODE_SCALAR && n->len ? n : NULL;
}

/* --- two lists ------------------------------------------------------------- */

struct lists {
	const struct node *a, *b;
	int *to_b;      /* of each item of a: its place in b */
	int *to_a;
};

static void pair_items(struct lists *l, size_t i, size_t j)
{
	l->to_b[i] = (int)j;
	l->to_a[j] = (int)i;
}

static bool is_free(const struct lists *l, size_t i)
{
	return l->to_b[i] == ALIGN_NONE;
}

void match_alike(const struct str *a, size_t n, const struct str *b, size_t m, int *a_to_b)
{
	struct piece *pieces = mem_alloc((n + m + 1) * sizeof *pieces);
	uint32_t *numbers = mem_alloc((n + m + 1) * sizeof *numbers);
	int *first = mem_alloc((n + m + 1) * sizeof *first), *next = mem_alloc((m + 1) * sizeof *next);
	for (size_t i = 0; i < n + m; i++) {
		const struct str *s = i < n ? &a[i] : &b[i - n];
		pieces[i] = (struct piece){s->p, s->len};
		first[i] = ALIGN_NONE;
	}
	align_number(pieces, n, pieces + n, m, numbers, numbers + n);
	for (size_t j = m; j-- > 0;) { /* the places of each number, in order: a chain */
		next[j] = first[numbers[n + j]];
		first[numbers[n + j]] = (int)j;
	}
	for (size_t i = 0; i < n; i++) {
		a_to_b[i] = first[numbers[i]];
		if (a_to_b[i] != ALIGN_NONE)
			first[numbers[i]] = next[a_to_b[i]];
	}
	free(pieces);
	free(numbers);
	free(first);
	free(next);
}

/* Equal items that stand in the same order. */
static void pair_in_order(struct lists *l, const struct str *texts)
{
	size_t n = l->a->count, k = l->b->count;
	struct piece *pieces = mem_alloc((n + k + 1) * sizeof *pieces);
	uint32_t *numbers = mem_alloc((n + k + 1) * sizeof *numbers);
	int *found = mem_alloc((n + 1) * sizeof *found);
	for (size_t i = 0; i < n + k; i++)
		pieces[i] = (struct piece){texts[i].p, texts[i].len};
	align_number(pieces, n, pieces + n, k, numbers, numbers + n);
	align(numbers, n, numbers + n, k, found);
	for (size_t i = 0; i < n; i++)
		if (found[i] != ALIGN_NONE && is_free(l, i) && l->to_a[found[i]] == ALIGN_NONE)
			pair_items(l, i, (size_t)found[i]);
	free(pieces);
	free(numbers);
	free(found);
}

/* Equal items wherever they are, among those that are left. */
static void pair_anywhere(struct lists *l, const struct str *texts)
{
	size_t n = l->a->count, k = l->b->count, free_a = 0, free_b = 0;
	struct str *left = mem_alloc((n + k + 1) * sizeof *left);
	size_t *places = mem_alloc((n + k + 1) * sizeof *places);
	int *found = mem_alloc((n + 1) * sizeof *found);
	for (size_t i = 0; i < n; i++)
		if (is_free(l, i)) {
			left[free_a] = texts[i];
			places[free_a++] = i;
		}
	for (size_t j = 0; j < k; j++)
		if (l->to_a[j] == ALIGN_NONE) {
			left[free_a + free_b] = texts[n + j];
			places[free_a + free_b++] = j;
		}
	match_alike(left, free_a, left + free_a, free_b, found);
	for (size_t i = 0; i < free_a; i++)
		if (found[i] != ALIGN_NONE)
			pair_items(l, places[i], places[free_a + (size_t)found[i]]);
	free(left);
	free(places);
	free(found);
}

static size_t count_free(const struct node *list, const int *paired)
{
	size_t count = 0;
	for (size_t i = 0; i < list->count; i++)
		count += paired[i] == ALIGN_NONE;
	return count;
}

/* What is equal in this way of writing them out, among what is free; pairs that are known stand as they are. */
static void pair_equal(struct lists *l, void (*write)(struct str *, const struct node *))
{
	size_t n = l->a->count, k = l->b->count;
	if (count_free(l->a, l->to_b) == 0 || count_free(l->b, l->to_a) == 0)
		return;
	struct str *texts = mem_alloc((n + k + 1) * sizeof *texts);
	for (size_t i = 0; i < n; i++)
		is_free(l, i) ? write(&texts[i], l->a->items[i]) : add_number(&texts[i], i);
	for (size_t j = 0; j < k; j++)
		l->to_a[j] == ALIGN_NONE ? write(&texts[n + j], l->b->items[j]) : add_number(&texts[n + j], (size_t)l->to_a[j]);
	pair_in_order(l, texts);
	pair_anywhere(l, texts);
	for (size_t i = 0; i < n + k; i++)
		str_free(&texts[i]);
	free(texts);
}

/* What is free on either side: the ids, and which items have them. */
struct ids {
	struct str *texts;
	size_t *items, count;
};

static struct ids free_ids(const struct node *list, const int *paired)
{
	struct ids ids = {mem_alloc((list->count + 1) * sizeof *ids.texts), mem_alloc((list->count + 1) * sizeof *ids.items), 0};
	for (size_t i = 0; i < list->count; i++) {
		const struct node *id = paired[i] == ALIGN_NONE ? match_id(list->items[i]) : NULL;
		if (!id)
			continue;
		str_add(&ids.texts[ids.count], id->text, id->len);
		ids.items[ids.count++] = i;
	}
	return ids;
}

static void ids_clear(struct ids *ids)
{
	for (size_t i = 0; i < ids->count; i++)
		str_free(&ids->texts[i]);
	free(ids->texts);
	free(ids->items);
}

/* How often each text stands in a row, at the place of each. */
static size_t *count_twins(const struct ids *ids)
{
	size_t *times = mem_alloc((ids->count + 1) * sizeof *times), *first = mem_alloc((ids->count + 1) * sizeof *first);
	struct piece *pieces = mem_alloc((ids->count + 1) * sizeof *pieces);
	uint32_t *numbers = mem_alloc((ids->count + 1) * sizeof *numbers);
	for (size_t i = 0; i < ids->count; i++)
		pieces[i] = (struct piece){ids->texts[i].p, ids->texts[i].len};
	align_number(pieces, ids->count, NULL, 0, numbers, NULL);
	for (size_t i = 0; i < ids->count; i++)
		first[numbers[i]]++;
	for (size_t i = 0; i < ids->count; i++)
		times[i] = first[numbers[i]];
	free(first);
	free(pieces);
	free(numbers);
	return times;
}

/* Equal ids.  Of twins, where they count too, the first with the first. */
static void pair_by_id(struct lists *l, bool twins)
{
	struct ids a = free_ids(l->a, l->to_b), b = free_ids(l->b, l->to_a);
	size_t *a_times = count_twins(&a), *b_times = count_twins(&b);
	int *found = mem_alloc((a.count + 1) * sizeof *found);
	match_alike(a.texts, a.count, b.texts, b.count, found);
	for (size_t i = 0; i < a.count; i++)
		if (found[i] != ALIGN_NONE && (twins || (a_times[i] == 1 && b_times[found[i]] == 1)))
			pair_items(l, a.items[i], b.items[found[i]]);
	free(found);
	free(a_times);
	free(b_times);
	ids_clear(&a);
	ids_clear(&b);
}

struct likeness {
	size_t i, j;
	double score;
};

static int by_score(const void *a, const void *b)
{
	const struct likeness *x = a, *y = b;
	if (x->score != y->score)
		return x->score < y->score ? 1 : -1;
	size_t dx = x->i > x->j ? x->i - x->j : x->j - x->i, dy = y->i > y->j ? y->i - y->j : y->j - y->i;
	if (dx != dy)
		return dx < dy ? -1 : 1;
	return (x->i > y->i) - (x->i < y->i);
}

static bool neighbours_match(const struct lists *l, size_t i, size_t j)
{
	bool before = i == 0 && j == 0, after = i + 1 == l->a->count && j + 1 == l->b->count;
	if (i && j)
		before = l->to_b[i - 1] == (int)j - 1;
	if (i + 1 < l->a->count && j + 1 < l->b->count)
		after = l->to_b[i + 1] == (int)j + 1;
	return before || after;
}

/* An item with its words, and those of its first field, which says most of what a record is. */
struct item {
	size_t at;
	const struct node *node;
	struct words *all, *first;
};

static struct item item_at(const struct node *list, size_t at)
{
	struct item item = {at, list->items[at], words_new(), words_new()};
	const struct node *first = first_text(item.node);
	match_words(item.all, item.node);
	if (first)
		words_add(item.first, first->text, first->len);
	return item;
}

static bool same_first(const struct item *a, const struct item *b)
{
	const struct node *x = first_text(a->node), *y = first_text(b->node);
	return x && y && (a->node->kind == NODE_MAP || b->node->kind == NODE_MAP) && bytes_equal(x->text, x->len, y->text, y->len);
}

/* Does the text of the one begin with all of the other's, of some words? */
static bool goes_on(const struct item *a, const struct item *b)
{
	const struct node *x = first_text(a->node), *y = first_text(b->node);
	if (!x || !y || x->len == y->len)
		return false;
	const struct node *less = x->len < y->len ? x : y, *more = less == x ? y : x;
	return memchr(less->text, ' ', less->len) && memcmp(less->text, more->text, less->len) == 0 && strchr(" \n", more->text[less->len]);
}

/* Of two records: the share of their keys that both have. */
static double keys_alike(const struct node *a, const struct node *b)
{
	size_t common = 0;
	for (size_t i = 0; a->kind == NODE_MAP && i < a->count; i++)
		common += node_get(b, a->items[i]->key) != NULL;
	return a->count + b->count ? 2.0 * (double)common / (double)(a->count + b->count) : 0;
}

static double score_of(const struct lists *l, const struct item *a, const struct item *b)
{
	double score = words_likeness(a->all, b->all), first = words_likeness(a->first, b->first);
	if (same_first(a, b)) /* of some of one name the one in its place */
		score = 0.5 + score / 4 + keys_alike(a->node, b->node) / 4 + (neighbours_match(l, a->at, b->at) ? 0.1 : 0);
	if (score < 0.5 && (first >= 0.5 || words_contained(a->all, b->all) >= 0.9 || goes_on(a, b)))
		score = 0.5; /* other fields, or a text to which another was added */
	if (score >= 0.5 || (score >= 0.34 && neighbours_match(l, a->at, b->at)))
		return score;
	return 0;
}

/* Items with an id are another's when their ids differ. */
static bool may_be_same(const struct node *a, const struct node *b)
{
	const struct node *x = match_id(a), *y = match_id(b);
	return !x || !y || bytes_equal(x->text, x->len, y->text, y->len);
}

struct items {
	VEC(struct item) p;
};

static void collect(struct items *out, const struct node *list, const int *paired)
{
	for (size_t i = 0; i < list->count; i++)
		if (paired[i] == ALIGN_NONE)
			vec_push(&out->p, item_at(list, i));
}

static void items_clear(struct items *items)
{
	for (size_t i = 0; i < items->p.count; i++) {
		words_free(items->p.p[i].all);
		words_free(items->p.p[i].first);
	}
	vec_free(&items->p);
}

/* Once over what is left; gives whether it found any. */
static bool pair_alike_once(struct lists *l)
{
	struct items a = {0}, b = {0};
	VEC(struct likeness) found = {0};
	size_t n = count_free(l->a, l->to_b), m = count_free(l->b, l->to_a);
	bool any = false;
	if (n && m && n <= MOST_LIKENESSES && m <= MOST_LIKENESSES) {
		collect(&a, l->a, l->to_b);
		collect(&b, l->b, l->to_a);
	}
	for (size_t i = 0; i < a.p.count; i++)
		for (size_t j = 0; j < b.p.count; j++) {
			const struct item *x = &a.p.p[i], *y = &b.p.p[j];
			double score = may_be_same(x->node, y->node) ? score_of(l, x, y) : 0;
			if (score > 0)
				vec_push(&found, (struct likeness){x->at, y->at, score});
		}
	if (found.count)
		qsort(found.p, found.count, sizeof *found.p, by_score);
	for (size_t k = 0; k < found.count; k++)
		if (is_free(l, found.p[k].i) && l->to_a[found.p[k].j] == ALIGN_NONE) {
			pair_items(l, found.p[k].i, found.p[k].j);
			any = true;
		}
	items_clear(&a);
	items_clear(&b);
	vec_free(&found);
	return any;
}

/* What stands beside a pair may be less alike to be one itself. */
static void pair_alike(struct lists *l)
{
	enum { ROUNDS = 3 };
	for (int round = 0; round < ROUNDS && pair_alike_once(l); round++)
		;
}

/* What is left between two matched neighbours, one for one: rewritten in place. */
static void pair_rewritten(struct lists *l)
{
	size_t n = l->a->count, m = l->b->count;
	for (size_t i = 0, j = 0; i < n;) {
		if (!is_free(l, i)) {
			j = (size_t)l->to_b[i++] + 1;
			continue;
		}
		size_t a_end = i, b_end = j;
		while (a_end < n && is_free(l, a_end))
			a_end++;
		while (b_end < m && l->to_a[b_end] == ALIGN_NONE)
			b_end++;
		bool same_gap = (a_end == n && b_end == m) || (a_end < n && b_end < m && l->to_b[a_end] == (int)b_end);
		if (same_gap && a_end - i == b_end - j)
			for (; i < a_end; i++, j++)
				if (may_be_same(l->a->items[i], l->b->items[j]))
					pair_items(l, i, j);
		i = a_end;
		j = b_end;
	}
}

static void match_lists(struct match *m, const struct node *a, const struct node *b)
{
	struct lists l = {a, b, mem_alloc((a->count + 1) * sizeof(int)), mem_alloc((b->count + 1) * sizeof(int))};
	for (size_t i = 0; i < a->count; i++)
		l.to_b[i] = ALIGN_NONE;
	for (size_t j = 0; j < b->count; j++)
		l.to_a[j] = ALIGN_NONE;
	pair_equal(&l, flatten);
	pair_equal(&l, spell); /* wrapped otherwise, for one */
	pair_by_id(&l, false);
	pair_alike(&l);
	pair_by_id(&l, true);
	pair_rewritten(&l);
	for (size_t i = 0; i < a->count; i++)
		if (l.to_b[i] != ALIGN_NONE)
			pair_nodes(m, a->items[i], b->items[l.to_b[i]]);
	free(l.to_b);
	free(l.to_a);
}

/* --- two mappings ----------------------------------------------------------- */

/* The one unmatched entry of `map` with this very value; NULL where there is none, or more. */
static const struct node *same_value(const struct node *map, const struct node **matched, const struct node *value)
{
	const struct node *found = NULL;
	for (size_t i = 0; i < map->count; i++) {
		const struct node *n = map->items[i];
		if (matched[n->id] || !node_equal(n, value))
			continue;
		if (found)
			return NULL;
		found = n;
	}
	return found;
}

static int by_key(const void *a, const void *b)
{
	return strcmp((*(const struct node *const *)a)->key, (*(const struct node *const *)b)->key);
}

static void pair_keys(struct match *m, const struct node *a, const struct node *b)
{
	const struct node **sorted = mem_alloc((b->count + 1) * sizeof *sorted);
	memcpy(sorted, b->items, b->count * sizeof *sorted);
	qsort(sorted, b->count, sizeof *sorted, by_key);
	for (size_t i = 0; i < a->count; i++) {
		const struct node *key = a->items[i], **other = bsearch(&key, sorted, b->count, sizeof *sorted, by_key);
		if (other)
			pair_nodes(m, key, *other);
	}
	free(sorted);
}

static void match_maps(struct match *m, const struct node *a, const struct node *b)
{
	pair_keys(m, a, b);
	/* a renamed key: the value went along, and nothing else could be meant; a text that goes from one field of the
	 * schema to another is another matter */
	for (size_t i = 0; i < a->count; i++) {
		const struct node *old = a->items[i];
		if (m->a_to_b[old->id] || node_is_absent(old) || a->count > MOST_LIKENESSES)
			continue;
		const struct node *renamed = same_value(b, m->b_to_a, old);
		if (renamed && !(schema_of(old) && schema_of(renamed)) && same_value(a, m->a_to_b, renamed) == old)
			pair_nodes(m, old, renamed);
	}
}

static void match_values(struct match *m, const struct node *a, const struct node *b)
{
	if (a->kind != b->kind)
		return;
	if (a->kind == NODE_MAP)
		match_maps(m, a, b);
	else if (a->kind == NODE_LIST)
		match_lists(m, a, b);
}

/* A document with itself, whatever its bytes' address: node for node. */
static void match_identical(struct match *m)
{
	for (size_t i = 0; i < m->a->count; i++) {
		m->a_to_b[i] = m->b->nodes[i];
		m->b_to_a[i] = m->a->nodes[i];
	}
}

static void match_begin(struct match *m, const struct doc *a, const struct doc *b)
{
	*m = (struct match){.a = doc_ref(a), .b = doc_ref(b)};
	m->a_to_b = mem_alloc(a->count * sizeof *m->a_to_b);
	m->b_to_a = mem_alloc(b->count * sizeof *m->b_to_a);
}

void match_init(struct match *m, const struct doc *a, const struct doc *b)
{
	match_begin(m, a, b);
	if (doc_same_bytes(a, b))
		match_identical(m);
	else
		pair_nodes(m, a->root, b->root);
}

void match_copy(struct match *m, const struct match *from)
{
	match_begin(m, from->a, from->b);
	memcpy(m->a_to_b, from->a_to_b, m->a->count * sizeof *m->a_to_b);
	memcpy(m->b_to_a, from->b_to_a, m->b->count * sizeof *m->b_to_a);
}

void match_pair(struct match *m, const struct node *a, const struct node *b)
{
	pair_nodes(m, a, b);
}

void match_clear(struct match *m)
{
	free(m->a_to_b);
	free(m->b_to_a);
	doc_free(m->a);
	doc_free(m->b);
	*m = (struct match){0};
}
