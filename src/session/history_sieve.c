/* Which versions are left of a history. */
#include "session/history_internal.h"

#include "base/text.h"

#include <string.h>

/* Is it this key, or what the field is called on screen? */
static bool is_named(const char *field, const struct field *f, const char *key, size_t len)
{
	struct str folded = {0};
	bool yes = bytes_equal(field, strlen(field), key, len);
	if (!yes && f) {
		text_fold(&folded, f->label, strlen(f->label));
		yes = str_is(&folded, field);
		str_free(&folded);
	}
	return yes;
}

/* Are there fields of that name that lie deeper than the parts of a plan?  Those that nobody knows may. */
static bool is_deep(const char *field)
{
	bool known = false;
	for (size_t i = 0; i < schema_field_count; i++) {
		const struct field *f = &schema_fields[i];
		if (!is_named(field, f, f->key, strlen(f->key)))
			continue;
		known = true;
		if (f->depth > 1 || (f->depth == 1 && strcmp(schema_parent(f)->key, "speerpunten") != 0))
			return true;
	}
	return !known;
}

void sieve_init(struct sieve *f, const struct history_query *q)
{
	*f = (struct sieve){.since = q->since, .until = q->until, .kinds = q->kinds, .unseen = q->unseen};
	if (q->author)
		wanted_set(&f->author, q->author, strlen(q->author));
	if (q->text)
		wanted_set(&f->text, q->text, strlen(q->text));
	if (q->field && *q->field) {
		struct str folded = {0};
		text_fold(&folded, q->field, strlen(q->field));
		f->field = str_take(&folded);
		f->deep = is_deep(f->field);
	}
}

void sieve_clear(struct sieve *f)
{
	wanted_clear(&f->author);
	wanted_clear(&f->text);
	free(f->field);
}

bool sieve_is_open(const struct sieve *f)
{
	return !f->since && !f->until && !f->author.count && !f->text.count && !f->field && !f->kinds && !f->unseen;
}

static bool holds(const struct wanted *w, const char *s, size_t len)
{
	struct str folded = {0};
	text_fold(&folded, s, len);
	bool yes = wanted_in(w, str_text(&folded), folded.len);
	str_free(&folded);
	return yes;
}

bool sieve_takes_row(const struct sieve *f, const struct store_version_row *row)
{
	int64_t shown = date_shown(row->when);
	if ((f->since && shown < f->since) || (f->until && shown >= f->until))
		return false;
	if (!f->author.count)
		return true;
	struct str who = {0};
	str_addf(&who, "%s %s", row->name, row->address);
	bool yes = holds(&f->author, who.p, who.len);
	str_free(&who);
	return yes;
}

/* Is the field one of those on the way of a path? */
static bool is_on(const char *field, const char *path)
{
	const struct field *f = NULL;
	for (const char *part = path; *part;) {
		size_t len = strcspn(part, "/");
		const struct field *child = schema_child(f, part, len);
		if (is_named(field, child, part, len))
			return true;
		f = child ? child : f; /* an id stands for an item of the list before it */
		part += len + (part[len] == '/');
	}
	return false;
}

bool sieve_takes_parts(const struct sieve *f, const char *parts, size_t len)
{
	if (!f->field || f->deep)
		return true;
	for (size_t at = 0; at < len; at += strlen(parts + at) + 1)
		if (is_on(f->field, parts + at + 1))
			return true;
	return false;
}

bool sieve_needs_detail(const struct sieve *f)
{
	return f->text.count || f->kinds || f->deep;
}

/* --- by what changed ------------------------------------------------------------------------- */

static size_t times(const struct wanted *w, const struct node *n)
{
	size_t count = n && n->kind == NODE_SCALAR && holds(w, n->text, n->len);
	for (size_t i = 0; n && i < n->count; i++)
		count += times(w, n->items[i]);
	return count;
}

/* The words came or went: another number of texts holds them. */
static bool moves_words(const struct wanted *w, const struct history_detail *d)
{
	for (size_t i = 0; i < d->changes.count; i++)
		if (times(w, d->changes.p[i].old) != times(w, d->changes.p[i].new))
			return true;
	return !d->changes.count && times(w, d->old) != times(w, d->new);
}

static bool is_in_field(const char *field, const struct node *n)
{
	for (; n && n->parent; n = n->parent)
		if (n->key && is_named(field, schema_of(n), n->key, n->key_len))
			return true;
	return false;
}

static bool takes_change(const struct sieve *f, const struct change *c)
{
	if (f->kinds && !(f->kinds & 1u << c->kind))
		return false;
	return !f->deep || is_in_field(f->field, c->new ? c->new : c->old);
}

bool sieve_takes_detail(const struct sieve *f, const struct history_detail *d)
{
	bool any = !d->changes.count && (!f->kinds || (f->kinds & 1u << (d->first ? CHANGE_ADDED : CHANGE_REMOVED)));
	for (size_t i = 0; i < d->changes.count && !any; i++)
		any = takes_change(f, &d->changes.p[i]);
	return any && (!f->text.count || moves_words(&f->text, d));
}
