#include "store/touch_names.h"

#include <stdlib.h>
#include <string.h>

enum {
	ALIKE = 50,      /* percent that must be the same, as in `git log --follow` */
	LOOKS_MOST = 400 /* comparisons of all with all that are worth their time */
};

/* What went between one version and this one. */
struct gone {
	struct store_touches all;
	size_t at;     /* of those, from here on */
	bool own;      /* all is to be cleared */
	size_t *taker; /* for each the plan (from 1) that was called so; owned */
};

/* Which of what went is looked at, from the surest on. */
enum round { SAME_BYTES, SAME_SLUG, ALL, ROUNDS };

static bool came(const struct store_touched *t, size_t parent)
{
	return !git_oid_is_zero(&t->after) && git_oid_is_zero(&t->before[parent]);
}

static bool any_came(const struct store_touches *t, size_t from, size_t parent)
{
	for (size_t i = from; i < t->count; i++)
		if (came(&t->p[i], parent))
			return true;
	return false;
}

static bool went(const struct store_touched *t)
{
	return git_oid_is_zero(&t->after) && !git_oid_is_zero(&t->before[0]);
}

/* How alike, in percent, what went and what came are. */
static int compare(struct store_blobs *blobs, const struct store_cutter *cutter, const git_oid *old_blob, const git_oid *new_blob, int *alike)
{
	void *old, *new;
	struct store_short a = store_shorten(old_blob), b = store_shorten(new_blob);
	int rc = store_blobs_cut(blobs, &a, &old);
	if (!rc)
		rc = store_blobs_cut(blobs, &b, &new);
	*alike = rc ? 0 : cutter->alike(old, new);
	return rc;
}

static const char *slug_of(const char *name)
{
	const char *slash = strrchr(name, '/');
	return slash ? slash + 1 : name;
}

static bool is_looked_at(enum round round, const struct store_touched *g, const struct store_touched *t)
{
	if (round == SAME_BYTES)
		return git_oid_equal(&g->before[0], &t->after);
	return round == ALL || strcmp(slug_of(g->name), slug_of(t->name)) == 0;
}

/* Finds out what plan `i` of `t` was. */
static int find_was(struct store_blobs *blobs, const struct store_cutter *cutter, const struct gone *gone, enum round round, struct store_touches *t,
                    size_t i, size_t parent)
{
	int best = ALIKE - 1, alike = 100, rc = 0;
	size_t was = gone->all.count;
	for (size_t k = gone->at; !rc && k < gone->all.count && best < 100; k++) {
		const struct store_touched *g = &gone->all.p[k];
		if (!went(g) || (gone->taker[k] && gone->taker[k] != i + 1) || !is_looked_at(round, g, &t->p[i]))
			continue;
		if (round != SAME_BYTES)
			rc = compare(blobs, cutter, &g->before[0], &t->p[i].after, &alike);
		if (!rc && alike > best) {
			best = alike;
			was = k;
		}
	}
	if (rc || was == gone->all.count)
		return rc;
	gone->taker[was] = i + 1;
	if (!t->p[i].was) /* of an octopus with three names for one plan the first is kept */
		t->p[i].was = mem_text(gone->all.p[was].name);
	t->p[i].before[parent] = gone->all.p[was].before[0];
	return 0;
}

/* What other versions of those it came from said already. */
static void find_takers(struct gone *gone, const struct store_touches *t, size_t from)
{
	gone->taker = mem_alloc((gone->all.count + 1) * sizeof *gone->taker);
	for (size_t i = from; i < t->count; i++)
		for (size_t k = gone->at; t->p[i].was && k < gone->all.count; k++)
			if (strcmp(gone->all.p[k].name, t->p[i].was) == 0)
				gone->taker[k] = i + 1;
}

static size_t left_to_look_at(const struct gone *gone, const struct store_touches *t, size_t from, size_t parent)
{
	size_t coming = 0, going = 0;
	for (size_t i = from; i < t->count; i++)
		coming += came(&t->p[i], parent);
	for (size_t k = gone->at; k < gone->all.count; k++)
		going += went(&gone->all.p[k]) && !gone->taker[k];
	return coming * going;
}

static int find_all(struct store_blobs *blobs, const struct store_cutter *cutter, const struct gone *gone, struct store_touches *t, size_t from,
                    size_t parent)
{
	int rc = 0;
	for (enum round round = SAME_BYTES; !rc && round < (cutter ? ROUNDS : SAME_SLUG); round++) {
		if (round == ALL && left_to_look_at(gone, t, from, parent) > LOOKS_MOST)
			break;
		for (size_t i = from; !rc && i < t->count; i++)
			if (came(&t->p[i], parent))
				rc = find_was(blobs, cutter, gone, round, t, i, parent);
	}
	return rc;
}

int store_touches_name(struct store_touch_reader *r, struct store_blobs *blobs, const struct store_cutter *cutter, const struct store_commit *c,
                       const git_oid *trees, struct store_touches *t, size_t from)
{
	int rc = 0;
	for (size_t parent = 0; !rc && parent < c->parent_count; parent++) {
		struct gone gone = {.all = *t, .at = from};
		if (!any_came(t, from, parent))
			continue;
		if (c->parent_count > 1) {
			struct store_commit alone = {.id = c->id, .tree = c->tree, .parent_count = 1};
			gone = (struct gone){.own = true};
			rc = store_touches_find(r, &alone, &trees[parent], &gone.all);
		}
		find_takers(&gone, t, from);
		if (!rc)
			rc = find_all(blobs, cutter, &gone, t, from, parent);
		free(gone.taker);
		if (gone.own)
			store_touches_clear(&gone.all);
	}
	return rc;
}
