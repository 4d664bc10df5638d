/* Where in a plan one version differs from another: more closely than plan/parts.h. */
#include "session/gezien_internal.h"

#include "plan/path.h"
#include "plan/plan.h"

#include <string.h>

static bool has(const struct str *out, const char *part)
{
	for (const char *p = str_text(out); p < str_text(out) + out->len; p += strlen(p) + 1)
		if (strcmp(p, part) == 0)
			return true;
	return false;
}

static void add(struct str *out, const char *part)
{
	if (!has(out, part))
		str_add(out, part, strlen(part) + 1);
}

/* An item of a list by its place is another one after the next change, so the list is what is told; but not of a speerpunt or another
 * record in the second place of the path, that has no other name. */
static void cut_positions(struct str *path)
{
	size_t at = 0;
	for (int place = 0; at < path->len; place++) {
		size_t len = strcspn(path->p + at, "/");
		if (place > 1 && path_position(path->p + at, len)) {
			str_splice(path, at - 1, path->len - at + 1, "", 0);
			return;
		}
		at += len + 1;
	}
}

static void add_path(struct str *out, const struct node *n)
{
	struct str path = {0};
	path_of(&path, n);
	cut_positions(&path);
	add(out, path.len ? path.p : GEZIEN_WHOLE);
	str_free(&path);
}

/* A speerpunt that is gone or stands elsewhere has no place of its own to say so. */
static void add_change(struct str *out, const struct change *c, const struct node *speerpunten)
{
	const struct node *n = c->new ? c->new : c->old;
	bool is_list = speerpunten && n == speerpunten, is_one = speerpunten && n->parent == speerpunten;
	if (is_list && c->new && n->count)
		for (size_t i = 0; i < n->count; i++)
			add_path(out, n->items[i]);
	else if (is_list || (is_one && (c->kind == CHANGE_REMOVED || c->kind == CHANGE_MOVED)))
		add(out, GEZIEN_WHOLE);
	else
		add_path(out, n);
}

void changed_parts(struct str *out, const struct doc *before, const struct doc *after)
{
	struct diff d;
	diff_init(&d, before, after);
	for (size_t i = 0; i < d.changes.count; i++)
		add_change(out, &d.changes.p[i], plan_speerpunten(d.changes.p[i].new ? after : before));
	diff_clear(&d);
}
