/* Of a version no more than what differs from another one: far less to parse than the whole. */
#include "plan/parts_internal.h"

#include <string.h>

static bool is_named(const struct part *p, const char *name)
{
	return bytes_equal(p->name, p->len, name, strlen(name));
}

static bool differs(const struct part_list *list, const struct part *p, const char *paths, size_t len)
{
	struct str path = {0};
	bool yes = false;
	parts_add_path(&path, PART_OTHER, list, p);
	for (size_t at = 0; !yes && at < len; at += strlen(paths + at) + 1)
		yes = strcmp(paths + at + 1, path.p + 1) == 0;
	str_free(&path);
	return yes;
}

/* Which speerpunten are to be there with what they say. */
enum { NO_SPEERPUNTEN, THOSE_THAT_DIFFER, ALL_OF_THEM };

static int which_speerpunten(const char *paths, size_t len)
{
	int which = NO_SPEERPUNTEN;
	for (size_t at = 0; at < len; at += strlen(paths + at) + 1) {
		if (strcmp(paths + at + 1, "speerpunten") == 0)
			return ALL_OF_THEM; /* they stand in another order, or others do: one that moved is told with all it holds */
		if (strncmp(paths + at + 1, "speerpunten/", 12) == 0)
			which = THOSE_THAT_DIFFER;
	}
	return which;
}

static void add_part(struct str *piece, const struct parts *p, const struct part *part)
{
	str_add(piece, p->bytes + part->start, part->end - part->start);
}

/* One that says nothing: those behind it keep their number. */
static void add_empty(struct str *piece, const struct parts *p)
{
	str_add_times(piece, ' ', p->scan.dash);
	str_add_text(piece, "-\n");
}

/* The speerpunt of part `at`: the first of its keys goes behind the dash, the others below it. */
static void add_speerpunt(struct str *piece, const struct parts *p, size_t at, const char *paths, size_t len)
{
	const struct part_list *list = &p->scan.list;
	size_t dash = p->scan.dash, start = piece->len;
	bool whole = which_speerpunten(paths, len) == ALL_OF_THEM;
	for (at++; at < list->parts.count && list->parts.p[at].kind == PART_FIELD; at++) {
		const struct part *field = &list->parts.p[at];
		if (!whole && !is_named(field, "id") && !is_named(field, "titel") && !differs(list, field, paths, len))
			continue; /* it is known by its id and called by its titel */
		bool first = piece->len == start;
		str_add_times(piece, ' ', first ? dash : field->column);
		if (first) {
			str_add_char(piece, '-');
			str_add_times(piece, ' ', field->column - dash - 1);
		}
		add_part(piece, p, field);
	}
}

static struct doc *parse(struct str *take)
{
	struct doc *d;
	if (doc_parse(&d, str_text(take), take->len, NULL))
		d = NULL;
	str_free(take);
	return d;
}

struct doc *parts_speerpunt(const struct parts *p, const char *id, const char *paths, size_t len)
{
	const struct part_list *list = &p->scan.list;
	struct str piece = {0};
	size_t at = 0;
	while (at < list->parts.count && !(list->parts.p[at].kind == PART_SPEERPUNT && is_named(&list->parts.p[at], id)))
		at++;
	if (!p->usual || at == list->parts.count)
		return NULL;
	str_add_text(&piece, "speerpunten:\n");
	for (size_t i = 0; i < at; i++)
		if (list->parts.p[i].kind == PART_SPEERPUNT)
			add_empty(&piece, p);
	add_speerpunt(&piece, p, at, paths, len);
	return parse(&piece);
}

struct doc *parts_differing(const struct parts *p, const char *paths, size_t len)
{
	const struct part_list *list = &p->scan.list;
	int which = which_speerpunten(paths, len);
	struct str piece = {0};
	if (!p->usual || !p->bytes)
		return NULL;
	for (size_t i = 0; i < list->parts.count; i++) {
		const struct part *part = &list->parts.p[i];
		if (part->kind == PART_SPEERPUNT && which == THOSE_THAT_DIFFER && !differs(list, part, paths, len))
			add_empty(&piece, p);
		else if (part->kind == PART_SPEERPUNT && which)
			add_speerpunt(&piece, p, i, paths, len);
		else if (part->kind == PART_KEY && (is_named(part, "speerpunten") ? which : is_named(part, "formaat") || differs(list, part, paths, len)))
			add_part(&piece, p, part);
	}
	return parse(&piece);
}
