#include "store/touch_names.h"

#include <string.h>

enum { ALIKE = 50 /* percent that must be the same, as in `git log --follow` */ };

/* What went between one version and this one. */
struct gone {
	struct store_touches all;
	size_t at; /* of those, from here on */
	bool own;  /* all is to be cleared */
};

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

/* How alike, in percent, what went and what came are; equal bytes are more than that. */
static int compare(struct store_blobs *blobs, const struct store_cutter *cutter, const git_oid *went, const git_oid *is, int *alike)
{
	void *old, *new;
	struct store_short a = store_shorten(went), b = store_shorten(is);
	*alike = git_oid_equal(went, is) ? 101 : 0;
	if (*alike || !cutter)
		return 0;
	int rc = store_blobs_cut(blobs, &a, &old);
	if (!rc)
		rc = store_blobs_cut(blobs, &b, &new);
	if (!rc)
		*alike = cutter->alike(old, new);
	return rc;
}

/* Is it what another one was called? */
static bool is_used(const struct store_touches *t, size_t from, size_t but, const char *name)
{
	for (size_t i = from; i < t->count; i++)
		if (i != but && t->p[i].was && strcmp(t->p[i].was, name) == 0)
			return true;
	return false;
}

static int find_was(struct store_blobs *blobs, const struct store_cutter *cutter, const struct gone *gone, struct store_touches *t, size_t from,
                    size_t i, size_t parent)
{
	int best = ALIKE - 1, alike, rc = 0;
	const struct store_touched *was = NULL;
	for (size_t k = gone->at; !rc && k < gone->all.count; k++) {
		const struct store_touched *g = &gone->all.p[k];
		if (!git_oid_is_zero(&g->after) || git_oid_is_zero(&g->before[0]) || is_used(t, from, i, g->name))
			continue;
		rc = compare(blobs, cutter, &g->before[0], &t->p[i].after, &alike);
		if (!rc && alike > best) {
			best = alike;
			was = g;
		}
	}
	if (rc || !was)
		return rc;
	if (!t->p[i].was) /* of an octopus with three names for one plan the first is kept */
		t->p[i].was = mem_text(was->name);
	t->p[i].before[parent] = was->before[0];
	return 0;
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
		for (size_t i = from; !rc && i < t->count; i++)
			if (came(&t->p[i], parent))
				rc = find_was(blobs, cutter, &gone, t, from, i, parent);
		if (gone.own)
			store_touches_clear(&gone.all);
	}
	return rc;
}
