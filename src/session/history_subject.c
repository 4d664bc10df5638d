/* What a history is of, found in each version. */
#include "session/history_internal.h"

#include "base/taal.h"
#include "plan/path.h"

#include <string.h>

/* Does a part of the path say a place in a list? */
static bool says_a_place(const char *path)
{
	for (const char *part = path; *part;) {
		size_t len = strcspn(part, "/");
		if (path_position(part, len))
			return true;
		part += len + (part[len] == '/');
	}
	return false;
}

enum code subject_init(struct subject *x, const char *path, struct doc *newest, struct err *e)
{
	struct place p;
	*x = (struct subject){.path = mem_text(path), .by_place = says_a_place(path)};
	if (!x->by_place)
		return OK;
	if (!newest)
		return err_set(e, ERR_NOT_FOUND, _("Het plan is nu niet te lezen, dus is niet te zeggen welke regel '%.200s' is."), path);
	enum code code = path_resolve(&p, newest, path, e);
	if (!code && !p.node)
		code = err_set(e, ERR_NOT_FOUND, _("Er staat niets op '%.200s'."), path);
	if (!code) {
		x->doc = doc_ref(newest);
		x->node = p.node;
	}
	return code;
}

void subject_clear(struct subject *x)
{
	doc_free(x->doc);
	free(x->path);
}

bool subject_is_plan(const struct subject *x)
{
	return !*x->path;
}

static const struct node *by_path(const struct subject *x, const struct doc *d)
{
	struct place p;
	struct err none;
	if (!d || path_resolve(&p, d, x->path, &none))
		return NULL;
	return p.node;
}

/* From the document it was last seen in to this one. */
static const struct node *follow(const struct subject *x, struct doc *to)
{
	struct match m;
	if (!x->node || !to)
		return NULL;
	if (doc_same_bytes(x->doc, to))
		return to->nodes[x->node->id];
	match_init(&m, x->doc, to);
	const struct node *n = match_in_b(&m, x->node);
	match_clear(&m);
	return n;
}

void subject_find(struct subject *x, const struct diff *d, struct doc *before, struct doc *after, const struct node **old, const struct node **new)
{
	if (!x->by_place) {
		*old = by_path(x, before);
		*new = by_path(x, after);
		return;
	}
	*new = follow(x, after);
	*old = *new && d ? match_in_a(&d->match, *new) : NULL;
	if (after && before) {
		doc_free(x->doc);
		x->doc = doc_ref(before);
		x->node = *old;
	}
}
