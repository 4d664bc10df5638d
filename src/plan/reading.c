#include "plan/reading_internal.h"

#include "base/taal.h"
#include "base/text.h"
#include "plan/plan.h"
#include "plan/record.h"
#include "plan/say.h"

#include <string.h>

/* --- blocks ------------------------------------------------------------------------------ */

struct block *reading_add(struct walk *w, enum block_kind kind, int level, const struct node *n, char *take)
{
	vec_push(w->out, (struct block){.kind = kind, .level = level, .quadrant = w->quadrant, .node = n, .text = take ? take : mem_text("")});
	return &w->out->p[w->out->count - 1];
}

void reading_add_heading(struct walk *w, int level, const struct node *n, const char *text)
{
	reading_add(w, BLOCK_HEADING, level < HEADING_DEEPEST ? level : HEADING_DEEPEST, n, mem_text(text));
}

void reading_add_pair(struct walk *w, int level, const struct node *n, const char *label, char *take)
{
	reading_add(w, BLOCK_PAIR, level, n, take)->label = mem_text(label);
}

/* Lines without an empty one between them are one paragraph. */
void reading_add_paragraphs(struct walk *w, int level, const struct node *prose)
{
	const char *end = prose->text + prose->len, *start = NULL, *stop = NULL;
	for (const char *line = prose->text; line < end;) {
		const char *lf = memchr(line, '\n', (size_t)(end - line));
		const char *line_end = lf ? lf : end;
		bool blank = text_is_blank(line, (size_t)(line_end - line));
		if (!blank) {
			start = start ? start : line;
			stop = line_end;
		}
		line = lf ? lf + 1 : end;
		if (start && (blank || line == end)) {
			reading_add(w, BLOCK_PARAGRAPH, level, prose, mem_copy(start, (size_t)(stop - start)));
			start = NULL;
		}
	}
}

char *reading_value(const struct node *scalar)
{
	struct str text = {0};
	plan_show_value(&text, scalar);
	return str_take(&text);
}

/* --- what the schema does not know ------------------------------------------------------------ */

void reading_add_strange(struct walk *w, int level, const struct node *n, const char *label)
{
	if (n->kind == NODE_SCALAR && !label) {
		reading_add(w, BLOCK_ITEM, level, n, mem_copy(n->text, n->len));
		return;
	}
	if (label)
		reading_add_pair(w, level, n, label, n->kind == NODE_SCALAR ? mem_copy(n->text, n->len) : NULL);
	else
		reading_add(w, BLOCK_ITEM, level, n, NULL);
	for (size_t i = 0; n->kind != NODE_SCALAR && i < n->count; i++)
		reading_add_strange(w, level + 1, n->items[i], n->items[i]->key);
}

static bool is_strange(const struct field *parent, const struct node *n)
{
	return !schema_child(parent, n->key, n->key_len) || (!node_is_absent(n) && !schema_fits(n));
}

bool reading_has_unknown(const struct field *parent, const struct node *map)
{
	for (size_t i = 0; map->kind == NODE_MAP && i < map->count; i++)
		if (is_strange(parent, map->items[i]))
			return true;
	return false;
}

void reading_add_unknown(struct walk *w, int level, const struct field *parent, const struct node *map)
{
	for (size_t i = 0; map->kind == NODE_MAP && i < map->count; i++) {
		const struct node *n = map->items[i];
		const struct field *f = schema_child(parent, n->key, n->key_len);
		if (is_strange(parent, n))
			reading_add_strange(w, level, n, f ? _(f->label) : n->key);
	}
}

void reading_add_other(struct walk *w, int level, const struct field *parent, const struct node *map)
{
	if (!reading_has_unknown(parent, map))
		return;
	reading_add_heading(w, level, map, _("Overig"));
	reading_add_unknown(w, 0, parent, map);
}

/* --- fields ---------------------------------------------------------------------------------- */

static bool is_among(const char *key, const char *const keys[])
{
	for (; *keys; keys++)
		if (strcmp(key, *keys) == 0)
			return true;
	return false;
}

/* What goes on below the heading of the record it is in, without one of its own. */
static bool is_body(const struct field *f)
{
	static const char *const keys[] = {"tekst", "slot", "toelichting", "punten", "cijfers", "fasering_toelichting", NULL};
	return is_among(f->key, keys);
}

/* The lists whose items people call by their number. */
static bool is_numbered(const struct field *f)
{
	static const char *const keys[] = {"doelstellingen", "activiteiten", "resultaten", "afspraken", "signalen", NULL};
	return is_among(f->key, keys);
}

void reading_add_texts(struct walk *w, const struct node *list, bool numbered)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct node *n = list->items[i];
		if (n->kind != NODE_SCALAR)
			reading_add_strange(w, 0, n, NULL);
		else if (n->len > 0)
			reading_add(w, BLOCK_ITEM, 0, n, mem_copy(n->text, n->len))->number = numbered ? i + 1 : 0;
	}
}

/* "A, B, C": for the few words at the head of a plan. */
static void add_joined(struct walk *w, const struct field *f, const struct node *list)
{
	struct str text = {0};
	for (size_t i = 0; i < list->count; i++) {
		const struct node *n = list->items[i];
		if (n->kind != NODE_SCALAR || n->len == 0)
			continue;
		str_add_text(&text, text.len ? ", " : "");
		str_add(&text, n->text, n->len);
	}
	if (list->count)
		reading_add_pair(w, 0, list, _(f->label), str_take(&text));
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i]->kind != NODE_SCALAR)
			reading_add_strange(w, 1, list->items[i], NULL);
}

/* --- the walk ------------------------------------------------------------------------------------ */

static void add_list(struct walk *w, int level, const struct field *f, const struct node *list)
{
	if (strcmp(f->key, "analyse") == 0)
		reading_add_analyse(w, f, list);
	else if (f->flags & FIELD_REASON_REMOVE)
		reading_add_speerpunten(w, f, list);
	else if (f->kind == KIND_TEXTS)
		reading_add_texts(w, list, is_numbered(f));
	else
		reading_add_records(w, level + 1, f, list, is_numbered(f));
}

static bool is_period(const struct field *f)
{
	return schema_first(f) && record_is_period(schema_first(f)) && !schema_next(schema_next(schema_first(f)));
}

static void add_record(struct walk *w, int level, const struct field *f, const struct node *n)
{
	if (is_period(f)) {
		struct str text = {0};
		record_say(&text, f, n);
		reading_add_pair(w, 0, n, _(f->label), str_take(&text));
		reading_add_unknown(w, 1, f, n);
		return;
	}
	reading_add_heading(w, level, n, _(f->label));
	if (strcmp(f->key, "toets") == 0)
		reading_add_toets(w, f, n);
	else if (strcmp(f->key, "swot") == 0)
		reading_add_swot(w, f, n);
	else
		reading_add_fields(w, level + 1, f, n);
}

/* The heading that a list or a text has of its own; "" where it has none. */
static const char *heading_of(const struct field *f, const struct node *record)
{
	if (strcmp(f->key, "punten") == 0)
		return plan_text(record, "punten_kop");
	if (strcmp(f->key, "fasering_toelichting") == 0)
		return plan_list(record, "fasering") ? "" : _(f->label);
	return is_body(f) ? "" : _(f->label);
}

/* The few words at the head of a plan: what comes before its first long text. */
static bool is_head(const struct field *f)
{
	for (const struct field *at = schema_first(NULL); at && at->kind != KIND_PROSE; at = schema_next(at))
		if (at == f)
			return true;
	return false;
}

/* Deep down a text is a pair like the short fields around it. */
enum { DEEP = 4 };

static void add_below_heading(struct walk *w, int level, const struct field *f, const struct node *n, const char *heading)
{
	if (n->kind == NODE_LIST && n->count == 0)
		return;
	if (*heading)
		reading_add_heading(w, level, n, heading);
	if (schema_is_list(f))
		add_list(w, level, f, n);
	else
		reading_add_paragraphs(w, 0, n);
}

static void add_field(struct walk *w, int level, const struct field *f, const struct node *record)
{
	const struct node *n = plan_get(record, f->key);
	if (!n || !schema_fits(n) || f->kind == KIND_SLUG || f == schema_first(NULL))
		return;
	if (n->kind == NODE_SCALAR && n->len == 0)
		return;
	if (f->kind == KIND_TEXTS && is_head(f))
		add_joined(w, f, n);
	else if (f->kind == KIND_RECORD)
		add_record(w, level, f, n);
	else if (!schema_is_list(f) && (f->kind != KIND_PROSE || level >= DEEP) && !is_body(f))
		reading_add_pair(w, 0, n, _(f->label), reading_value(n));
	else
		add_below_heading(w, level, f, n, heading_of(f, record));
}

/* Said in a heading: the name of the neighbourhood, of a speerpunt or a part and its group, and of a list of points
 * that is there. */
static bool is_said(const struct field *f, const struct node *record)
{
	static const char *const keys[] = {"buurt", "titel", "groep", NULL};
	if (strcmp(f->key, "punten_kop") == 0)
		return plan_list(record, "punten");
	return f->depth <= 1 && is_among(f->key, keys);
}

void reading_add_fields(struct walk *w, int level, const struct field *parent, const struct node *record)
{
	const struct field *source = NULL; /* where it comes from is said last */
	if (record->kind == NODE_SCALAR) /* a bare text: its name, which is said */
		return;
	for (const struct field *f = schema_first(parent); f; f = schema_next(f)) {
		if (strcmp(f->key, "bron") == 0)
			source = f;
		else if (!is_said(f, record))
			add_field(w, level, f, record);
		if (parent && strcmp(f->key, "status") == 0 && parent->flags & FIELD_REASON_REMOVE)
			reading_add_progress(w, record);
	}
	if (source)
		add_field(w, level, source, record);
	reading_add_other(w, level, parent, record);
}

void reading_build(struct reading *out, const struct doc *d)
{
	struct walk w = {.out = out};
	struct str title = {0};
	reading_clear(out);
	out->doc = doc_ref(d);
	str_addf(&title, *plan_text(d->root, "buurt") ? _("Plan van aanpak %s") : _("Plan van aanpak"), plan_text(d->root, "buurt"));
	reading_add(&w, BLOCK_TITLE, 0, d->root, str_take(&title));
	reading_add_fields(&w, 1, NULL, d->root);
}

static void table_free(struct table *t)
{
	for (size_t i = 0; t && i < t->rows * t->columns; i++)
		free(t->cells[i]);
	if (t) {
		free(t->heads);
		free(t->right);
		free(t->cells);
	}
	free(t);
}

static void phases_free(struct phases *all)
{
	for (size_t i = 0; all && i < all->count; i++) {
		free(all->p[i].name);
		free(all->p[i].when);
		free(all->p[i].note);
	}
	if (all)
		free(all->p);
	free(all);
}

void reading_clear(struct reading *r)
{
	for (size_t i = 0; i < r->count; i++) {
		free(r->p[i].label);
		free(r->p[i].text);
		free(r->p[i].note);
		free(r->p[i].was);
		table_free(r->p[i].table);
		phases_free(r->p[i].phases);
	}
	vec_free(r);
	doc_free(r->doc);
	r->doc = NULL;
}
