/* Which rows show what is not saved yet, not right or not adding up, and which row a path leads to. */
#include "screens/rows.h"

#include "plan/advies.h"
#include "plan/check.h"
#include "plan/path.h"
#include "session/gezien.h"

#include <string.h>

static bool is_within(const struct node *n, const struct node *outer)
{
	while (n && n != outer)
		n = n->parent;
	return n != NULL;
}

static bool begins_with(const char *path, const char *start)
{
	size_t len = strlen(start);
	return strncmp(path, start, len) == 0 && (path[len] == '/' || path[len] == '\0' || len == 0);
}

/* A section is all its fields; the keys of the plan are in one order there and in the schema.  Overig is what the schema does not know
 * and what has another shape. */
static bool in_section(const struct rows *rows, const struct row *row, const char *path)
{
	const struct field *f = schema_child(NULL, path, strcspn(path, "/"));
	const struct node *n = f ? node_get(rows->doc->root, f->key) : NULL;
	bool other = !f || (!node_is_absent(n) && !schema_fits(n));
	return row->field ? !other && f >= row->field && f <= row->last : other;
}

/* Something is gone: its place shows it, and of a list the first item that is left. */
static bool shows_gone(const struct row *row, const struct change *c, const char *path)
{
	const char *slash = strrchr(row->path, '/');
	if (begins_with(path, row->path))
		return row->kind != ROW_ITEM;
	if (!row->node)
		return begins_with(row->path, path);
	size_t len = slash ? (size_t)(slash - row->path) : 0;
	return row->number == 1 && !c->old->key && strlen(path) == len && strncmp(path, row->path, len) == 0;
}

/* `path` is that of the change; of an item that is gone that of its list. */
static bool is_about(const struct rows *rows, const struct row *row, const struct change *c, const char *path)
{
	if (row->kind == ROW_SECTION)
		return in_section(rows, row, path);
	if (!c->new)
		return shows_gone(row, c, path);
	return row->node && (is_within(c->new, row->node) || (c->kind != CHANGE_MOVED && is_within(row->node, c->new)));
}

static void mark_changes(struct rows *rows, const struct diff *d)
{
	for (size_t i = 0; i < d->changes.count; i++) {
		const struct change *c = &d->changes.p[i];
		struct str path = {0};
		path_of(&path, c->new ? c->new : c->old->key ? c->old : c->old->parent);
		for (size_t k = 0; k < rows->count; k++)
			rows->p[k].changed |= is_about(rows, &rows->p[k], c, str_text(&path));
		str_free(&path);
	}
}

/* --- findings and advice ------------------------------------------------------------- */

/* Rows by what they show, as a plan may have thousands of both. */
struct marking {
	struct rows *rows;
	size_t *at;        /* by the id of a node: its row, counted from 1; 0: none */
	VEC(size_t) loose; /* rows that go by a field: sections, and what is not there yet */
};

static void marking_init(struct marking *m, struct rows *rows)
{
	*m = (struct marking){.rows = rows, .at = mem_alloc(rows->doc->count * sizeof *m->at)};
	for (size_t i = 0; i < rows->count; i++) {
		const struct row *row = &rows->p[i];
		if (row->kind == ROW_SECTION || !row->node)
			vec_push(&m->loose, i);
		else if (row->kind != ROW_VALUE || !schema_is_item(row->node)) /* else a bare text in the place of its record */
			m->at[row->node->id] = i + 1;
	}
}

static void marking_clear(struct marking *m)
{
	free(m->at);
	vec_free(&m->loose);
}

/* Is a node, or a field that it lacks, in one of the fields of a section? */
static bool is_in_section(const struct rows *rows, const struct row *row, const struct node *n, const struct field *missing)
{
	if (!n->parent)
		return row->field && missing && missing >= row->field && missing <= row->last;
	while (n->parent->parent)
		n = n->parent;
	return in_section(rows, row, n->key);
}

static void say(struct row *row, const char *text, bool advice)
{
	char **own = advice ? &row->advice : &row->finding;
	if (!*own)
		*own = mem_text(text);
}

/* `text` is about a node, or about a field that it lacks: the rows of that and of what it is in say it. */
static void mark(struct marking *m, const struct node *n, const struct field *missing, const char *text, bool advice)
{
	const struct node *empty = missing ? node_get(n, missing->key) : NULL;
	for (const struct node *up = empty ? empty : n; up; up = up->parent)
		if (m->at[up->id])
			say(&m->rows->p[m->at[up->id] - 1], text, advice);
	for (size_t i = 0; i < m->loose.count; i++) {
		struct row *row = &m->rows->p[m->loose.p[i]];
		if (row->kind == ROW_SECTION ? is_in_section(m->rows, row, n, missing) : missing && row->field == missing && row->record == n)
			say(row, text, advice);
	}
}

static void mark_findings(struct marking *m)
{
	struct findings found = {0};
	check_doc(&found, m->rows->doc);
	for (size_t i = 0; i < found.count; i++)
		mark(m, found.p[i].node, found.p[i].kind == FINDING_MISSING ? found.p[i].field : NULL, found.p[i].text, false);
	findings_free(&found);
}

static void mark_advice(struct marking *m)
{
	struct adviezen all = {0};
	advies_doc(&all, m->rows->doc, m->rows->today);
	for (size_t i = 0; i < all.count; i++)
		mark(m, all.p[i].node, all.p[i].field, all.p[i].text, true);
	adviezen_free(&all);
}

void rows_mark(struct rows *rows, const struct diff *changes)
{
	if (changes)
		mark_changes(rows, changes);
	struct marking m;
	marking_init(&m, rows);
	mark_findings(&m);
	mark_advice(&m);
	marking_clear(&m);
}

/* --- what is new for this person --------------------------------------------------------- */

static bool holds_part(const struct rows *rows, const struct row *row, const char *path)
{
	if (strcmp(path, GEZIEN_WHOLE) == 0)
		return false;
	return row->kind == ROW_SECTION ? in_section(rows, row, path) : begins_with(path, row->path);
}

static bool is_item(const struct row *row, const struct gezien_part *part)
{
	bool below = row->node && !row->node->key && begins_with(row->path, part->path);
	return below && part->item && gezien_item(row->node) == part->item;
}

/* Of a list that changed, where it is not known in which item, the row that has its label. */
static bool is_first_below(const struct row *row, const struct gezien_part *part)
{
	return *row->label && *row->text && begins_with(row->path, part->path);
}

/* "Bart, 12 mrt": the first of the names, and no time but today's. */
static char *who_and_when(const struct gezien_part *part, struct moment now)
{
	struct str text = {0};
	str_add(&text, part->name, strcspn(part->name, " "));
	if (text.len)
		str_add_text(&text, ", ");
	size_t at = text.len;
	date_short(&text, part->when, now);
	const char *time = strrchr(text.p + at, ' ');
	if (time && strchr(time, ':'))
		str_splice(&text, (size_t)(time - text.p), strlen(time), "", 0);
	return str_take(&text);
}

static void mark_part(struct rows *rows, const struct gezien_part *part, struct moment now)
{
	bool known = false;
	for (size_t i = 0; i < rows->count && !known; i++)
		known = is_item(&rows->p[i], part);
	for (size_t i = 0; i < rows->count; i++) {
		struct row *row = &rows->p[i];
		bool here = holds_part(rows, row, part->path) || (known ? is_item(row, part) : is_first_below(row, part));
		if (here && !row->nieuw)
			row->nieuw = who_and_when(part, now);
	}
}

void rows_mark_new(struct rows *rows, const struct gezien_parts *parts, struct moment now)
{
	for (size_t i = 0; i < rows->count; i++) {
		free(rows->p[i].nieuw);
		rows->p[i].nieuw = NULL;
	}
	for (size_t k = 0; k < parts->count; k++)
		mark_part(rows, &parts->p[k], now);
}

size_t rows_find(const struct rows *rows, const char *path, size_t otherwise)
{
	size_t best = otherwise, longest = 0;
	for (size_t i = 0; i < rows->count; i++) {
		const struct row *row = &rows->p[i];
		size_t len = strlen(row->path) + 1; /* Overig has no path of its own */
		if ((row->kind == ROW_SECTION ? !in_section(rows, row, path) : !begins_with(path, row->path)) || len <= longest)
			continue;
		longest = len;
		best = i;
	}
	for (size_t i = 0; !longest && *path && i < rows->count; i++) /* a list, of which only the items have rows */
		if (begins_with(rows->p[i].path, path))
			return i;
	return best;
}

void rows_mark_said(struct rows *rows, const char *path)
{
	size_t at = rows_find(rows, path, rows->count);
	if (*path && at < rows->count)
		rows->p[at].said = true;
}
