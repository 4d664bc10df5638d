/* Where in a plan one version differs from another: more closely than plan/parts.h. */
#include "session/gezien_internal.h"

#include "base/hash.h"
#include "plan/path.h"
#include "plan/plan.h"

#include <string.h>

void changed_clear(struct changed *c)
{
	for (size_t i = 0; i < c->count; i++)
		free(c->p[i].path);
	vec_free(c);
}

static void add(struct changed *out, const char *path, uint64_t item)
{
	for (size_t i = 0; i < out->count; i++)
		if (out->p[i].item == item && strcmp(out->p[i].path, path) == 0)
			return;
	vec_push(out, (struct changed_place){mem_text(path), item});
}

static uint64_t hash_node(uint64_t h, const struct node *n)
{
	h = hash_add(h, n->key ? n->key : "", n->key_len + 1);
	if (n->kind == NODE_SCALAR)
		return hash_add(h, n->text, n->len);
	for (size_t i = 0; i < n->count; i++)
		h = hash_node(h, n->items[i]);
	return h;
}

uint64_t gezien_item(const struct node *n)
{
	return hash_node(HASH_START, n) | 1;
}

static bool is_by_place(const struct node *item)
{
	struct str path = {0};
	path_of(&path, item);
	const char *last = strrchr(str_text(&path), '/');
	bool yes = last && path_position(last + 1, strlen(last + 1));
	str_free(&path);
	return yes;
}

/* An item of a list by its place is another one after the next change: it goes by the list and by what stands in it.  But not a
 * speerpunt, which has no other name. */
static void add_place(struct changed *out, const struct node *n, const struct node *speerpunten, bool is_there)
{
	const struct node *item = NULL;
	struct str path = {0};
	for (const struct node *up = n; up->parent; up = up->parent)
		if (!up->key && up->parent != speerpunten && is_by_place(up))
			item = up;
	path_of(&path, item ? item->parent : n);
	add(out, path.len ? path.p : GEZIEN_WHOLE, item && is_there ? gezien_item(item) : 0);
	str_free(&path);
}

/* A speerpunt that is gone or stands elsewhere has no place of its own to say so. */
static void add_change(struct changed *out, const struct change *c, const struct node *speerpunten)
{
	const struct node *n = c->new ? c->new : c->old;
	bool is_list = speerpunten && n == speerpunten, is_one = speerpunten && n->parent == speerpunten;
	if (is_list && c->new && n->count)
		for (size_t i = 0; i < n->count; i++)
			add_place(out, n->items[i], speerpunten, true);
	else if (is_list || (is_one && (c->kind == CHANGE_REMOVED || c->kind == CHANGE_MOVED)))
		add(out, GEZIEN_WHOLE, 0);
	else
		add_place(out, n, speerpunten, c->new != NULL);
}

void changed_places(struct changed *out, const struct doc *before, const struct doc *after)
{
	struct diff d;
	diff_init(&d, before, after);
	for (size_t i = 0; i < d.changes.count; i++)
		add_change(out, &d.changes.p[i], plan_speerpunten(d.changes.p[i].new ? after : before));
	diff_clear(&d);
}
