/* The walk through the record, for what the index does not have; it makes the index on the way. */
#include "store/versions_internal.h"

#include "store/touch_names.h"

#include <stdlib.h>
#include <string.h>

enum { SET_PAYS = 32 /* versions: from here on those of the index are put in a set */ };

struct store_words *versions_plans(struct store_versions *v)
{
	return v->index ? &v->index->plans : &v->plans;
}

struct store_words *versions_people(struct store_versions *v)
{
	return v->index ? &v->index->people : &v->people;
}

/* --- what the index has ---------------------------------------------------------------- */

static git_oid as_id(const struct store_short *s)
{
	git_oid id = {{0}};
	memcpy(id.id, s->p, STORE_PREFIX);
	return id;
}

static void make_set(struct store_versions *v)
{
	struct store_touch t;
	bool implied;
	for (size_t at = store_index_rows(v->index); at > 0; free(t.more)) {
		at = store_index_row(v->index, at, &t, &implied);
		git_oid id = as_id(&t.commit);
		if (store_ids_add(&v->known, &id))
			vec_push(&v->known_order, t.order);
	}
}

/* *order: when it went on record then. */
static bool is_known(struct store_versions *v, const git_oid *id, int64_t *order)
{
	if (!v->index)
		return false;
	if (git_oid_equal(id, &v->index->head)) {
		v->met = true;
		*order = v->index->head_order;
		return true;
	}
	if (v->walked < SET_PAYS)
		return store_index_has(v->index, id, order);
	if (!v->known.room)
		make_set(v);
	struct store_short s = store_shorten(id);
	git_oid key = as_id(&s);
	uint32_t number;
	bool known = store_ids_find(&v->known, &key, &number);
	if (known)
		*order = v->known_order.p[number];
	return known;
}

/* --- one version ---------------------------------------------------------------------- */

static int tree_of(struct store_versions *v, const git_oid *id, git_oid *out)
{
	const struct store_commit *c = store_graph_waiting(v->graph, id);
	struct store_commit read;
	if (c) {
		*out = c->tree;
		return 0;
	}
	int rc = store_commit_read(&read, v->odb, id);
	if (!rc)
		*out = read.tree;
	if (!rc)
		store_commit_clear(&read);
	return rc;
}

static uint32_t person_of(struct store_versions *v, const struct store_commit *c)
{
	struct str key = {0};
	str_add(&key, c->name, strnlen(c->name, c->name_len));
	str_add_char(&key, '\0');
	str_add(&key, c->address, strnlen(c->address, c->address_len));
	str_addf(&key, "%c%d", '\0', c->when.offset);
	size_t number = store_words_add(&v->people, key.p, key.len);
	str_free(&key);
	return (uint32_t)number;
}

static uint32_t plan_of(struct store_versions *v, const char *name)
{
	return (uint32_t)store_words_add(&v->plans, name, strlen(name));
}

static bool stays(const struct store_touched *t, const struct store_touches *all, size_t from)
{
	const struct store_touched *was = NULL;
	for (size_t i = from; i < all->count; i++)
		if (t->was && strcmp(all->p[i].name, t->was) == 0)
			was = &all->p[i];
	for (size_t i = 0; i < t->before_count; i++)
		if (!git_oid_is_zero(&t->before[i]) && !(was && i < was->before_count && git_oid_equal(&was->before[i], &t->before[i])))
			return t->before_count > 1;
	return false;
}

static void take(struct store_versions *v, const struct store_commit *c, const struct store_touched *t, bool is_there_still)
{
	struct store_touch x = {
		.commit = store_shorten(&c->id), .after = store_shorten(&t->after), .has_parent = t->before_count > 0,
		.order = c->time, .shown = c->when.seconds, .person = person_of(v, c), .plan = plan_of(v, t->name),
		.was = t->was ? plan_of(v, t->was) : STORE_NO_PLAN, .stays = is_there_still,
	};
	if (t->before_count)
		x.first = store_shorten(&t->before[0]);
	if (t->before_count > 1) {
		x.more_count = (t->before_count < STORE_BEFORES_MOST ? t->before_count : STORE_BEFORES_MOST) - 1;
		x.more = mem_alloc(x.more_count * sizeof *x.more);
		for (size_t i = 0; i < x.more_count; i++)
			x.more[i] = store_shorten(&t->before[i + 1]);
	}
	vec_push(&v->fresh, (struct fresh){.touch = x, .number = c->number});
}

static int look_at(struct store_versions *v, const struct store_commit *c)
{
	struct store_touches touches = {0};
	git_oid *trees = mem_alloc((c->parent_count + 1) * sizeof *trees);
	int rc = store_graph_go_on(v->graph);
	for (size_t i = 0; !rc && i < c->parent_count; i++)
		rc = tree_of(v, &c->parents[i], &trees[i]);
	if (!rc)
		rc = store_touches_find(v->reader, c, trees, &touches);
	if (!rc)
		rc = store_touches_name(v->reader, v->blobs, v->s->cutter, c, trees, &touches, 0);
	/* a new name before the end of the old one: who follows the names must know that it is one (versions_take) */
	for (int renamed = 1; !rc && renamed >= 0; renamed--)
		for (size_t i = 0; i < touches.count; i++)
			if ((touches.p[i].was != NULL) == renamed)
				take(v, c, &touches.p[i], stays(&touches.p[i], &touches, 0));
	store_touches_clear(&touches);
	free(trees);
	return rc;
}

/* --- all of them ------------------------------------------------------------------------ */

/* Those that are rows of the answer already: the walk goes newest first. */
static void show_fresh(struct store_versions *v, size_t from)
{
	size_t number;
	if (v->index)
		return; /* then they are only few, and go in between those of the index */
	if (v->name && !v->names.count && store_words_find(&v->plans, v->name, strlen(v->name), &number))
		vec_push(&v->names, (struct name){.plan = (uint32_t)number});
	for (size_t i = from; i < v->fresh.count; i++) {
		struct version row = {.t = v->fresh.p[i].touch};
		if (!versions_take(v, &row.t, v->fresh.count))
			continue;
		if (row.t.more) {
			row.t.more = mem_alloc(row.t.more_count * sizeof *row.t.more);
			memcpy(row.t.more, v->fresh.p[i].touch.more, row.t.more_count * sizeof *row.t.more);
		}
		vec_push(&v->rows, row);
	}
}

/* Oldest first, as the index has them; the caller's. */
static struct store_touch *in_order(struct store_versions *v)
{
	struct store_touch *touches = mem_alloc((v->fresh.count + 1) * sizeof *touches);
	order_sort(v->order, v->fresh.p, v->fresh.count);
	for (size_t i = 0; i < v->fresh.count; i++)
		touches[i] = v->fresh.p[i].touch;
	return touches;
}

static void drop_fresh(struct store_versions *v)
{
	for (size_t i = 0; i < v->fresh.count; i++)
		free(v->fresh.p[i].touch.more);
	vec_free(&v->fresh);
}

/* What the index says is the answer: rows that were shown may lack some that only now are known to be of the plan. */
static void check_rows(struct store_versions *v)
{
	struct version *shown = v->rows.p;
	size_t count = v->rows.count;
	v->rows.p = NULL;
	v->rows.count = v->rows.room = 0;
	versions_pick(v);
	v->restarted = v->rows.count != count;
	for (size_t i = 0, k = 0; i < count; i++) {
		while (k < v->rows.count && !(store_short_is(&shown[i].t.commit, &v->rows.p[k].t.commit) && shown[i].t.plan == v->rows.p[k].t.plan))
			k++;
		if (k < v->rows.count && shown[i].known) {
			struct version *r = &v->rows.p[k];
			r->known = true;
			r->readable = shown[i].readable;
			r->parts = r->own = shown[i].own;
			r->len = shown[i].len;
			shown[i].own = NULL;
		}
		if (k == v->rows.count) {
			v->restarted = true; /* in another order */
			k = 0;
		}
		free(shown[i].own);
		free(shown[i].t.more);
	}
	free(shown);
}

static void make_index(struct store_versions *v)
{
	struct store_touch *touches = in_order(v);
	int64_t order = order_newest(v->order, INT64_MIN);
	v->index = store_index_ref(store_index_make(v->s, &v->plans, &v->people, &v->tip, order, touches, v->fresh.count));
	free(touches);
	if (v->index)
		check_rows(v);
}

/* From the newest version on, once more. */
static int set_out_again(struct store_versions *v)
{
	store_ids_clear(&v->known);
	vec_free(&v->known_order);
	store_graph_free(v->graph);
	drop_fresh(v);
	store_words_clear(&v->plans);
	store_words_clear(&v->people);
	order_free(v->order);
	return versions_set_out(v);
}

/* False: there is too much for one. */
static bool grow_index(struct store_versions *v)
{
	struct store_touch *touches = in_order(v);
	struct store_found_touches found = {touches, v->fresh.count, &v->plans, &v->people, v->tip, order_newest(v->order, v->index->head_order)};
	struct store_index *x = store_index_ref(store_index_add(v->s, v->index, &found));
	free(touches);
	store_index_unref(v->index);
	v->index = x;
	return x != NULL;
}

/* False: the record does not go on from where the index ends, as it was rewritten or somebody added to the index on the way. */
static bool add_to_index(struct store_versions *v)
{
	bool moved = !git_oid_equal(&v->index->head, &v->from);
	if (moved && !git_oid_equal(&v->index->head, &v->tip))
		return false;
	if (moved || (v->met && grow_index(v))) {
		versions_pick(v);
		return true;
	}
	store_index_unref(v->index); /* of no use */
	v->index = NULL;
	return false;
}

int versions_set_out(struct store_versions *v)
{
	v->met = false;
	v->walked = 0;
	if (v->index)
		v->from = v->index->head;
	v->order = order_new();
	return store_graph_open(&v->graph, v->odb, &v->tip, &v->shallow);
}

int versions_walk(struct store_versions *v, int budget)
{
	const struct store_commit *c;
	int64_t order;
	int rc = 0;
	for (int i = 0; !rc && i < budget; i++) {
		size_t from = v->fresh.count;
		rc = store_graph_next(v->graph, &c);
		if (rc)
			break;
		if (is_known(v, &c->id, &order)) {
			order_add(v->order, v->graph, c, true, order);
			continue;
		}
		v->walked++;
		rc = look_at(v, c);
		order_add(v->order, v->graph, c, false, c->time);
		show_fresh(v, from);
	}
	if (rc != GIT_ITEROVER)
		return rc;
	if (!v->index)
		make_index(v);
	else if (!add_to_index(v))
		return set_out_again(v);
	store_graph_free(v->graph);
	v->graph = NULL;
	order_free(v->order);
	v->order = NULL;
	v->done = true;
	drop_fresh(v);
	return 0;
}
