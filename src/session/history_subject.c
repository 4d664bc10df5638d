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

char *subject_part(const char *path)
{
	size_t slashes = strncmp(path, "speerpunten/", 12) == 0 ? 3 : 1, len = 0;
	while (path[len] && (path[len] != '/' || --slashes))
		len++;
	return mem_copy(path, len);
}

void subject_again(struct subject *x)
{
	doc_free(x->doc);
	x->doc = x->newest ? doc_ref(x->newest) : NULL;
	x->node = x->first;
}

static enum code find_place(struct subject *x, struct session *s, const char *plan, struct err *e)
{
	struct place p;
	enum code code = session_read(s, plan, &x->newest, e);
	if (!code)
		code = path_resolve(&p, x->newest, x->path, e);
	if (!code && !p.node)
		code = err_set(e, ERR_NOT_FOUND, _("Er staat niets op '%.200s'."), x->path);
	if (!code)
		x->first = p.node;
	if (!code)
		subject_again(x);
	return code;
}

enum code subject_init(struct subject *x, struct session *s, const char *plan, const char *path, struct err *e)
{
	*x = (struct subject){.path = mem_text(path), .part = subject_part(path), .by_place = says_a_place(path)};
	x->is_part = strcmp(x->path, x->part) == 0 && !x->by_place;
	if (*path && !plan)
		return err_set(e, ERR_USE, _("Van welk plan '%.200s' is, staat er niet bij."), path);
	return x->by_place ? find_place(x, s, plan, e) : OK;
}

void subject_clear(struct subject *x)
{
	doc_free(x->newest);
	doc_free(x->doc);
	free(x->path);
	free(x->part);
}

/* Of the list of speerpunten as a whole all of them are. */
static bool is_about(const struct subject *x, const char *path)
{
	if (strcmp(x->part, "speerpunten") == 0)
		return strncmp(path, "speerpunten", 11) == 0 && (!path[11] || path[11] == '/');
	return strcmp(x->part, path) == 0;
}

char subject_sign(const struct subject *x, const char *parts, size_t len)
{
	for (size_t at = 0; at < len; at += strlen(parts + at) + 1)
		if (is_about(x, parts + at + 1))
			return parts[at];
	return 0;
}

bool subject_may_move(const struct subject *x)
{
	return strncmp(x->part, "speerpunten/", 12) == 0;
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
