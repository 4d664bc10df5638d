#include "store/index_internal.h"

#include "base/hash.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

/* --- making ------------------------------------------------------------------------------- */

/* The blob of each plan as the rows have it so far. */
struct latest {
	struct store_short *p;
	size_t count;
};

static struct store_short *latest_of(struct latest *l, size_t plan)
{
	if (plan >= l->count) {
		size_t count = plan + 64;
		l->p = mem_resize(l->p, count, sizeof *l->p);
		memset(l->p + l->count, 0, (count - l->count) * sizeof *l->p);
		l->count = count;
	}
	return &l->p[plan];
}

static bool fits(const struct store_index *x)
{
	return x->plans.count < INDEX_NAMES_MOST && x->people.count < INDEX_NAMES_MOST && x->rows.len < INDEX_ROWS_MOST;
}

static uint64_t new_generation(void)
{
	uint64_t g = 0;
	if (getrandom(&g, sizeof g, GRND_NONBLOCK) != (ssize_t)sizeof g)
		g = (uint64_t)store_now() * 0x9e3779b97f4a7c15;
	return g | 1;
}

static void give_back(struct store_words *words, struct store_words *to)
{
	*to = *words;
	*words = (struct store_words){0};
}

struct store_index *store_index_make(struct store *s, struct store_words *take_plans, struct store_words *take_people, const git_oid *head,
                                     int64_t head_order, const struct store_touch *touches, size_t count)
{
	struct latest latest = {0};
	struct store_index *x = index_begin(s, new_generation());
	give_back(take_plans, &x->plans);
	give_back(take_people, &x->people);
	x->head = *head;
	x->head_order = head_order;
	for (size_t i = 0; i < count; i++) {
		const struct store_touch *t = &touches[i];
		struct store_short *last = latest_of(&latest, t->plan);
		index_row_put(&x->rows, &x->rows_hash, t, t->has_parent && store_short_is(&t->first, last));
		*last = t->after;
	}
	free(latest.p);
	index_add_names(x);
	if (!fits(x)) {
		give_back(&x->plans, take_plans);
		give_back(&x->people, take_people);
		store_index_unref(x);
		return NULL;
	}
	index_write_all(s, x);
	store_index_unref(s->index);
	return s->index = x;
}

/* --- adding ------------------------------------------------------------------------------- */

static void copy_words(struct store_words *out, const struct store_words *w)
{
	for (size_t i = 0; i < w->count; i++)
		store_words_add(out, w->p[i].text, w->p[i].len);
}

static uint32_t renumber(struct store_words *to, const struct store_words *from, uint32_t number)
{
	return (uint32_t)store_words_add(to, from->p[number].text, from->p[number].len);
}

/* Those of `touches` with numbers of these names; `more` is still theirs.  The caller's. */
static struct store_touch *renumber_all(const struct store_found_touches *f, struct store_words *plans, struct store_words *people)
{
	struct store_touch *out = mem_alloc((f->count + 1) * sizeof *out);
	for (size_t i = 0; i < f->count; i++) {
		out[i] = f->p[i];
		out[i].plan = renumber(plans, f->plans, out[i].plan);
		out[i].person = renumber(people, f->people, out[i].person);
		if (out[i].was != STORE_NO_PLAN)
			out[i].was = renumber(plans, f->plans, out[i].was);
	}
	return out;
}

/* All rows as touches, the newest first; `more` of each is owned. */
static struct store_touch *all_touches(const struct store_index *x, size_t *count)
{
	VEC(struct store_touch) all = {0};
	struct store_touch t;
	bool implied;
	size_t *open = mem_alloc((x->plans.count + 1) * sizeof *open); /* of each plan the row (from 1) that has what is before it in the next */
	for (size_t at = x->rows.len; at > 0;) {
		at = store_index_row(x, at, &t, &implied);
		if (open[t.plan])
			all.p[open[t.plan] - 1].first = t.after;
		vec_push(&all, t);
		open[t.plan] = implied && t.has_parent ? all.count : 0;
	}
	free(open);
	*count = all.count;
	return all.p;
}

/* Rows that come in between others: an index in place of this one. */
static struct store_index *insert(struct store *s, const struct store_index *x, const struct store_found_touches *f)
{
	struct store_words plans = {0}, people = {0};
	size_t count, at = 0;
	copy_words(&plans, &x->plans);
	copy_words(&people, &x->people);
	struct store_touch *fresh = renumber_all(f, &plans, &people), *old = all_touches(x, &count);
	struct store_touch *all = mem_alloc((f->count + count + 1) * sizeof *all);
	for (size_t i = 0, k = count; i < f->count || k > 0;) {
		bool is_old = i == f->count || (k > 0 && store_touch_compare(&old[k - 1], &fresh[i]) < 0);
		all[at++] = is_old ? old[--k] : fresh[i++];
	}
	struct store_index *made = store_index_make(s, &plans, &people, &f->head, f->head_order, all, at);
	for (size_t i = 0; i < count; i++)
		free(old[i].more);
	free(old);
	free(fresh);
	free(all);
	store_words_clear(&plans);
	store_words_clear(&people);
	return made;
}

static bool goes_behind(const struct store_index *x, const struct store_found_touches *f)
{
	struct store_touch last;
	bool implied;
	if (!x->rows.len || !f->count)
		return true;
	store_index_row(x, x->rows.len, &last, &implied);
	free(last.more);
	return store_touch_compare(&last, &f->p[0]) < 0;
}

struct store_index *store_index_add(struct store *s, struct store_index *x, const struct store_found_touches *f)
{
	git_oid from = x->head;
	size_t rows_from = x->rows.len, names_from = x->names_bytes.len;
	if (!goes_behind(x, f))
		return insert(s, x, f);
	if (!fits(x) || x->plans.count + f->plans->count >= INDEX_NAMES_MOST || x->people.count + f->people->count >= INDEX_NAMES_MOST)
		return NULL;
	struct store_touch *touches = renumber_all(f, &x->plans, &x->people);
	for (size_t i = 0; i < f->count; i++) {
		struct store_short last, version;
		index_row_last(str_text(&x->rows), x->rows.len, touches[i].plan, &last, &version);
		index_row_put(&x->rows, &x->rows_hash, &touches[i], touches[i].has_parent && store_short_is(&touches[i].first, &last));
	}
	free(touches);
	index_add_names(x);
	x->head = f->head;
	x->head_order = f->head_order;
	index_write_more(s, x, &from, rows_from, names_from);
	return x;
}
