/* Lists of records in the reading: as a table, a time line, named texts, or items. */
#include "plan/reading_internal.h"

#include "base/date.h"
#include "base/taal.h"
#include "plan/plan.h"
#include "plan/record.h"
#include "plan/value.h"

#include <string.h>

/* --- tables ------------------------------------------------------------------------------- */

enum { MOST_COLUMNS = 12 };

struct column {
	const struct field *first; /* of the fields that are said in it */
	bool used;
};

/* What a record says in a column; a yes or no as it is, below its name. */
static const struct field *say_cell(struct str *out, const struct field *f, const struct node *record)
{
	const struct node *n = record_text(record, f);
	if (f->kind != KIND_YES_NO)
		return record_say_field(out, f, record);
	if (n)
		plan_show_value(out, n);
	return schema_next(f);
}

/* The columns that one record at least says something in; gives how many there are of those. */
static size_t find_columns(struct column columns[MOST_COLUMNS], size_t *all, const struct field *f, const struct node *list)
{
	size_t used = 0;
	struct str said = {0};
	*all = 0;
	for (const struct field *at = schema_first(f), *next; at && *all < MOST_COLUMNS; at = next) {
		struct column *c = &columns[(*all)++];
		*c = (struct column){.first = at};
		next = record_say_field(&said, at, list); /* says nothing: which field comes next is in the schema */
		for (size_t i = 0; i < list->count && !c->used; i++) {
			str_clear(&said);
			say_cell(&said, at, list->items[i]);
			c->used = said.len > 0;
		}
		used += c->used;
	}
	str_free(&said);
	return used;
}

/* Short values under the same few heads, at most with a word of explanation. */
static bool reads_as_table(const struct field *f)
{
	if (schema_first(f)->kind != KIND_LINE)
		return false;
	for (const struct field *at = schema_first(f); at; at = schema_next(at))
		if (at->kind == KIND_PROSE && strcmp(at->key, "toelichting") != 0)
			return false;
	return true;
}

static void fill_row(struct table *t, const struct column columns[], size_t all, const struct node *record)
{
	char **cells = t->cells + t->rows * t->columns;
	for (size_t i = 0, at = 0; i < all; i++) {
		struct str said = {0};
		if (!columns[i].used)
			continue;
		say_cell(&said, columns[i].first, record);
		cells[at++] = str_take(&said);
	}
	t->rows++;
}

static struct table *make_table(const struct column columns[], size_t all, size_t used, const struct node *list)
{
	struct table *t = mem_alloc(sizeof *t);
	t->heads = mem_alloc(used * sizeof *t->heads);
	t->right = mem_alloc(used * sizeof *t->right);
	t->cells = mem_alloc((list->count + 1) * used * sizeof *t->cells); /* room for a total */
	for (size_t i = 0; i < all; i++) {
		const struct field *f = columns[i].first;
		if (!columns[i].used)
			continue;
		t->heads[t->columns] = record_is_period(f) ? _("Periode") : _(f->label);
		t->right[t->columns++] = f->kind == KIND_MONEY || f->kind == KIND_NUMBER;
	}
	for (size_t i = 0; i < list->count; i++)
		fill_row(t, columns, all, list->items[i]);
	return t;
}

/* --- the total of amounts ------------------------------------------------------------------ */

struct sum {
	unsigned long long cents;
	size_t known;
	bool endless; /* more than any budget: not added up */
};

static void add_amount(struct sum *sum, const struct field *f, const struct node *n)
{
	enum { DIGITS = 14 };
	if (!n || !value_is_valid(f, n->text, n->len))
		return;
	const char *point = strchr(n->text, '.');
	sum->endless |= n->len > DIGITS;
	sum->known++;
	if (!sum->endless)
		sum->cents += strtoull(n->text, NULL, 10) * 100 + (point ? strtoull(point + 1, NULL, 10) : 0);
}

static const struct field *money_of(const struct field *list)
{
	const struct field *f = schema_first(list);
	while (f && f->kind != KIND_MONEY)
		f = schema_next(f);
	return f;
}

static void add_total(struct table *t, const struct field *f, const struct node *list)
{
	const struct field *money = money_of(f);
	struct sum sum = {0};
	struct str stored = {0}, shown = {0};
	for (size_t i = 0; money && i < list->count; i++)
		add_amount(&sum, money, record_text(list->items[i], money));
	if (sum.known < 2 || sum.endless || t->columns == 0 || t->right[0])
		return;
	str_addf(&stored, sum.cents % 100 ? "%llu.%02llu" : "%llu", sum.cents / 100, sum.cents % 100);
	value_show(&shown, money, stored.p, stored.len);
	char **cells = t->cells + t->rows++ * t->columns;
	for (size_t i = 0; i < t->columns; i++)
		cells[i] = mem_text(t->heads[i] == _(money->label) ? shown.p : "");
	free(cells[0]);
	cells[0] = mem_text(sum.known == list->count ? _("Totaal") : _("Totaal van wat bekend is"));
	t->total = true;
	str_free(&stored);
	str_free(&shown);
}

static bool add_table(struct walk *w, const struct field *f, const struct node *list)
{
	struct column columns[MOST_COLUMNS];
	size_t all, used = find_columns(columns, &all, f, list);
	if (used < 2)
		return false;
	struct table *t = make_table(columns, all, used, list);
	add_total(t, f, list);
	reading_add(w, BLOCK_TABLE, 0, list, NULL)->table = t;
	return true;
}

/* --- the time line ----------------------------------------------------------------------------- */

static void fill_phase(struct phase *p, const struct node *n)
{
	const struct field *list = schema_of(n), *van = schema_child(list, "van", 3);
	const struct node *name = record_text(n, schema_first(list));
	struct str when = {0};
	record_say_field(&when, van, n);
	p->lasting = strcmp(plan_text(n, "doorlopend"), "ja") == 0;
	if (p->lasting) {
		str_add_text(&when, when.len ? ", " : "");
		str_add_text(&when, _("doorlopend"));
	} else if (*plan_text(n, "doorlopend") && strcmp(plan_text(n, "doorlopend"), "nee") != 0) {
		str_addf(&when, "%s%s", when.len ? ", " : "", plan_text(n, "doorlopend"));
	}
	p->name = name ? reading_value(name) : mem_text("");
	p->when = str_take(&when);
	p->note = mem_text(plan_text(n, "toelichting"));
	p->from = date_months(plan_text(n, "van"));
	p->to = date_months(plan_text(n, "tot"));
}

static int phase_start(const struct phase *p)
{
	return p->from >= 0 ? p->from : p->to;
}

static int phase_end(const struct phase *p)
{
	return p->to >= 0 ? p->to : p->from;
}

static void add_phases(struct walk *w, const struct node *list)
{
	struct phases *all = mem_alloc(sizeof *all);
	int first = -1, last = -1;
	all->p = mem_alloc((list->count + 1) * sizeof *all->p);
	for (size_t i = 0; i < list->count; i++) {
		struct phase *p = &all->p[all->count++];
		fill_phase(p, list->items[i]);
		int from = phase_start(p), to = phase_end(p) > from ? phase_end(p) : from;
		if (from >= 0 && (first < 0 || from < first))
			first = from;
		if (to > last)
			last = to;
	}
	all->first = first;
	all->months = first >= 0 ? last - first + 1 : 0;
	reading_add(w, BLOCK_PHASES, 0, list, NULL)->phases = all;
}

bool phases_fill(const struct phases *all, size_t phase, int piece, int pieces)
{
	const struct phase *p = &all->p[phase];
	long long from = phase_start(p), to = p->lasting || p->to < 0 ? all->first + all->months : p->to + 1, months = all->months;
	if (from < 0 && !p->lasting)
		return false;
	from = from < 0 ? 0 : from - all->first;
	to = to - all->first > from ? to - all->first : from + 1; /* one that ends before it begins: where it begins */
	return piece * months < to * pieces && (piece + 1) * months > from * pieces;
}

/* --- items and named texts ---------------------------------------------------------------------- */

/* The short values of a record but its first. */
static char *note_of(const struct field *after, const struct node *record)
{
	struct str note = {0}, said = {0};
	for (const struct field *f = after, *next; f; f = next) {
		str_clear(&said);
		next = record_say_field(&said, f, record);
		if (said.len == 0 || f->kind == KIND_PROSE)
			continue;
		str_add_text(&note, note.len ? " · " : "");
		str_add(&note, said.p, said.len);
	}
	str_free(&said);
	return note.len ? str_take(&note) : NULL;
}

static void add_item(struct walk *w, const struct field *list, const struct node *record, size_t number)
{
	struct str text = {0};
	const struct field *rest = record_say_field(&text, schema_first(list), record);
	char *note = note_of(rest, record);
	if (text.len == 0 && note) {
		str_add_text(&text, note);
		free(note);
		note = NULL;
	}
	struct block *b = reading_add(w, BLOCK_ITEM, 0, record, str_take(&text));
	b->number = number;
	b->note = note;
	for (const struct field *f = rest; f && record->kind == NODE_MAP; f = schema_next(f)) {
		const struct node *prose = f->kind == KIND_PROSE ? record_text(record, f) : NULL;
		if (prose)
			reading_add_pair(w, 1, prose, _(f->label), reading_value(prose));
	}
	reading_add_unknown(w, 1, list, record);
}

/* Who, and what they say. */
static bool reads_as_named_texts(const struct field *f)
{
	const struct field *name = schema_first(f), *text = schema_next(name);
	return name->kind == KIND_LINE && text && text->kind == KIND_PROSE && !schema_next(text);
}

static void add_named_text(struct walk *w, int level, const struct field *f, const struct node *record)
{
	const struct node *name = record_text(record, schema_first(f)), *text = record_text(record, schema_next(schema_first(f)));
	if (name)
		reading_add_heading(w, level, record, name->text);
	if (text)
		reading_add_paragraphs(w, 0, text);
	reading_add_unknown(w, 0, f, record);
}

/* Records with nothing in them that a table has no place for. */
static bool are_plain(const struct field *f, const struct node *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (!schema_fits(list->items[i]) || reading_has_unknown(f, list->items[i]))
			return false;
	return list->count > 0;
}

void reading_add_records(struct walk *w, int level, const struct field *f, const struct node *list, bool numbered)
{
	bool plain = are_plain(f, list);
	if (plain && strcmp(f->key, "fasering") == 0) {
		add_phases(w, list);
		return;
	}
	if (plain && reads_as_table(f) && add_table(w, f, list))
		return;
	for (size_t i = 0; i < list->count; i++) {
		if (!schema_fits(list->items[i]))
			reading_add_strange(w, 0, list->items[i], NULL);
		else if (reads_as_named_texts(f))
			add_named_text(w, level, f, list->items[i]);
		else
			add_item(w, f, list->items[i], numbered ? i + 1 : 0);
	}
}
