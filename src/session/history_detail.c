/* What changed in one version. */
#include "session/history_internal.h"

#include "base/taal.h"
#include "plan/message.h"
#include "plan/parts.h"
#include "plan/path.h"

#include <string.h>

void detail_free(struct history_detail *d)
{
	if (!d)
		return;
	free(d->version);
	free(d->reason);
	free(d->from);
	if (d->diff.match.a)
		diff_clear(&d->diff);
	vec_free(&d->changes);
	doc_free(d->before);
	doc_free(d->after);
	for (size_t i = 0; i < d->others.count; i++)
		doc_free(d->others.p[i]);
	vec_free(&d->others);
	free(d);
}

/* NULL where there is no such text, or it can't be read. */
static struct doc *read_side(const char *bytes, size_t len)
{
	struct doc *d = NULL;
	struct err none;
	return bytes && doc_parse(&d, bytes, len, &none) == OK ? d : NULL;
}

static void select_changes(struct history_detail *d)
{
	for (size_t i = 0; i < d->diff.changes.count; i++)
		if (change_is_in(&d->diff.changes.p[i], d->old, d->new))
			vec_push(&d->changes, d->diff.changes.p[i]);
}

/* The part of a plan (plan/parts.h) that a change is in. */
static void add_part_of(struct str *out, const struct change *c)
{
	struct str path = {0};
	path_of(&path, c->new ? c->new : c->old);
	char *part = subject_part(str_text(&path));
	const struct node *list = c->kind == CHANGE_MOVED ? c->new->parent : NULL;
	str_add_text(out, list && list->key && strcmp(part, str_text(&path)) == 0 ? list->key : part); /* a speerpunt that moved: their order */
	free(part);
	str_free(&path);
}

static bool are_parts(const char *parts, size_t len, const char *path)
{
	for (size_t at = 0; at < len; at += strlen(parts + at) + 1)
		if (strcmp(parts + at + 1, path) == 0)
			return true;
	return false;
}

/* What two versions joined made is what neither of them had: `parts` say where that is.  What one had alone was changed there. */
static void leave_sides(struct history_detail *d, const char *parts, size_t len)
{
	size_t kept = 0;
	struct str part = {0};
	for (size_t i = 0; i < d->changes.count; i++) {
		str_clear(&part);
		add_part_of(&part, &d->changes.p[i]);
		if (are_parts(parts, len, str_text(&part)))
			d->changes.p[kept++] = d->changes.p[i];
	}
	d->changes.count = kept ? kept : d->changes.count;
	str_free(&part);
}

static const struct node *at_path(const struct doc *d, const char *path)
{
	struct place p;
	struct err none;
	return d && path && path_resolve(&p, d, path, &none) == OK ? p.node : NULL;
}

/* Does one of the paths name a field of it?  None does where a merge only put together what was new in one field on either side. */
static bool names_field(const struct subject *x, const char *paths, size_t len)
{
	size_t start = strlen("speerpunten/"), point = start + strcspn(x->part + start, "/");
	for (size_t at = 0; at < len; at += strlen(paths + at) + 1)
		if (strncmp(paths + at + 1, x->part, point) == 0 && paths[at + 1 + point] == '/')
			return true;
	return false;
}

/* A speerpunt alone with what changed in it, where it is there in both: the rest needs no parse. */
static void read_speerpunt(struct history_detail *d, const struct subject *x, const struct store_content *c, const char *paths, size_t len)
{
	const char *id = x->part + strlen("speerpunten/");
	char *only = mem_copy(id, strcspn(id, "/"));
	struct parts *before = parts_cut(str_text(&c->before), c->before.len), *after = parts_cut(str_text(&c->after), c->after.len);
	struct str others = {0};
	if (!d->from) { /* a version that can't be read has no paths, and is never what another is compared with */
		parts_trust(before);
		parts_trust(after);
	}
	if ((d->from || !names_field(x, paths, len)) && parts_differ(before, after, &others) == PARTS_OK) {
		paths = str_text(&others);
		len = others.len;
	}
	d->before = parts_speerpunt(before, only, paths, len);
	d->after = d->before ? parts_speerpunt(after, only, paths, len) : NULL;
	parts_free(before);
	parts_free(after);
	str_free(&others);
	free(only);
}

/* What differs from the version before it; of a merge the paths name no more than what differs from each. */
static void read_differing(struct history_detail *d, const struct store_content *c, const char *paths, size_t len)
{
	struct parts *before = parts_cut(str_text(&c->before), c->before.len), *after = parts_cut(str_text(&c->after), c->after.len);
	d->before = parts_differing(before, paths, len);
	d->after = d->before ? parts_differing(after, paths, len) : NULL;
	parts_free(before);
	parts_free(after);
}

static void read_sides(struct history_detail *d, const struct subject *x, const struct store_content *c, const char *paths, size_t len, bool whole)
{
	bool in_one = strncmp(x->part, "speerpunten/", 12) == 0, both = c->has_before && c->has_after && !x->by_place;
	if (both && in_one)
		read_speerpunt(d, x, c, paths, len);
	else if (both && len && !whole)
		read_differing(d, c, paths, len);
	if (!d->after) {
		doc_free(d->before);
		d->before = NULL;
	}
	if (!d->after) {
		d->after = c->has_after ? read_side(str_text(&c->after), c->after.len) : NULL;
		d->before = c->has_before ? read_side(str_text(&c->before), c->before.len) : NULL;
	}
	d->readable = (d->after || !c->has_after) && (d->before || !c->has_before);
}

static char *reason_of(const char *message)
{
	struct str reason = {0};
	if (message_reason(&reason, message))
		return str_take(&reason);
	str_free(&reason);
	return NULL;
}

static void build(struct history_detail *d, struct subject *x, const struct known_version *row, const struct store_content *c, const char *paths,
                  size_t len, bool whole)
{
	read_sides(d, x, c, paths, len, whole);
	if (d->before && d->after)
		diff_init(&d->diff, d->before, d->after);
	if (row && x->by_place) {
		d->old = at_path(d->before, row->old_path);
		d->new = at_path(d->after, row->new_path);
	} else {
		subject_find(x, d->diff.match.a ? &d->diff : NULL, d->before, d->after, &d->old, &d->new);
	}
	d->first = d->new && !d->old && (d->before || !c->has_before);
	d->gone = d->old && !d->new && (d->after || !c->has_after);
	if (d->diff.match.a)
		select_changes(d);
	for (size_t i = 0; i < c->other_count; i++) {
		struct doc *other = read_side(str_text(&c->others[i]), c->others[i].len);
		if (other)
			vec_push(&d->others, other);
	}
	d->version = mem_text(c->version.id);
	d->reason = reason_of(c->message);
}

/* What came from another plan was something before: there, and its changes are those since. */
static enum code find_moved(struct store_content *c, const struct subject *x, struct store_versions *versions, size_t at, char **from, struct err *e)
{
	struct str before = {0};
	enum code code = store_versions_moved(versions, at, x->part, from, &before, e);
	if (!code && *from) {
		str_free(&c->before);
		c->before = before;
		c->has_before = true;
		return OK;
	}
	str_free(&before);
	return code;
}

enum code detail_read(struct history *h, struct store_versions *versions, size_t at, const struct known_version *row,
                      struct history_detail **out, struct err *e)
{
	struct store_version_row v;
	struct store_content c;
	const char *paths;
	size_t len;
	bool readable;
	char *from = NULL;
	*out = NULL;
	enum code code = store_versions_parts(versions, at, &paths, &len, &readable, e);
	if (!code)
		code = store_versions_read(versions, at, h->others, &c, e);
	if (code)
		return code;
	if (subject_may_move(&h->subject) && subject_sign(&h->subject, paths, len) == '+')
		code = find_moved(&c, &h->subject, versions, at, &from, e);
	if (code) {
		store_content_clear(&c);
		return code;
	}
	*out = mem_alloc(sizeof **out);
	(*out)->from = from;
	store_versions_row(versions, at, &v);
	build(*out, &h->subject, row, &c, paths, len, v.is_merge || h->others);
	store_content_clear(&c);
	if (v.is_merge)
		leave_sides(*out, paths, len);
	return OK;
}

enum code history_message(struct history *h, size_t i, char **version, char **reason, struct err *e)
{
	const struct known_version *v = h->rows.p[i];
	struct store_content c;
	enum code code = store_versions_message(h->sources.p[v->source].versions, v->at, &c, e);
	*version = code ? NULL : mem_text(c.version.id);
	if (reason)
		*reason = code ? NULL : reason_of(c.message);
	store_content_clear(&c);
	return code;
}

/* --- the whole plan -------------------------------------------------------------------------------- */

/* What the changes of a version are of: before it in the plan that it came from, where it came from another one. */
static enum code read_bytes(struct history *h, size_t i, bool before, struct store_content *c, struct err *e)
{
	const struct known_version *v = h->rows.p[i];
	struct store_versions *versions = h->sources.p[v->source].versions;
	const struct history_detail *d;
	char *from = NULL;
	*c = (struct store_content){0};
	enum code code = before ? history_detail(h, i, &d, e) : OK;
	if (!code)
		code = store_versions_read(versions, v->at, false, c, e);
	if (!code && before && d->from)
		code = find_moved(c, &h->subject, versions, v->at, &from, e);
	free(from);
	return code;
}

static enum code read_doc(struct history *h, size_t i, bool before, struct doc **out, struct err *e)
{
	struct store_content c;
	*out = NULL;
	enum code code = read_bytes(h, i, before, &c, e);
	const struct str *bytes = before ? &c.before : &c.after;
	if (!code && !(before ? c.has_before : c.has_after))
		code = err_set(e, ERR_NOT_FOUND, "%s", before ? _("Voor deze versie was het plan er niet.") : _("In deze versie was het plan er niet."));
	if (!code)
		code = doc_parse(out, str_text(bytes), bytes->len, e);
	store_content_clear(&c);
	return code;
}

enum code history_doc(struct history *h, size_t i, struct doc **out, struct err *e)
{
	return read_doc(h, i, false, out, e);
}

enum code history_doc_before(struct history *h, size_t i, struct doc **out, struct err *e)
{
	return read_doc(h, i, true, out, e);
}
