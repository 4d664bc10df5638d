/* Which versions are left of a history. */
#include "session/history_internal.h"

#include "base/taal.h"
#include "base/text.h"

#include <string.h>

static bool is_label(const char *field, const char *label)
{
	struct str folded = {0};
	text_fold(&folded, label, strlen(label));
	bool yes = str_is(&folded, field);
	str_free(&folded);
	return yes;
}

/* Is it this key, or what the field is called on screen? */
static bool is_named(const char *field, const struct field *f, const char *key, size_t len)
{
	return bytes_equal(field, strlen(field), key, len) || (f && (is_label(field, f->label) || is_label(field, _(f->label))));
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

/* Is the field one of those on the way of a path?  An id is none, whatever it is called. */
static bool is_on(const char *field, const char *path)
{
	const struct field *f = NULL;
	size_t nth = 0, len;
	for (const char *part = path; *part; part += len + (part[len] == '/'), nth++) {
		len = strcspn(part, "/");
		if (nth == 1 && f && f->flags & FIELD_KEYED)
			continue;
		f = schema_child(f, part, len);
		if (is_named(field, f, part, len))
			return true;
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

/* How many nodes of it are in the field, or how many texts in the field hold the words that are looked for.  `in`: it is above this one. */
static size_t times(const struct sieve *f, const struct node *n, bool in)
{
	if (!n)
		return 0;
	in = in || !f->field || (n->key && is_named(f->field, schema_of(n), n->key, n->key_len));
	size_t count = in && (!f->text.count || (n->kind == NODE_SCALAR && holds(&f->text, n->text, n->len)));
	for (size_t i = 0; i < n->count; i++)
		count += times(f, n->items[i], in);
	return count;
}

static bool is_in_field(const struct sieve *f, const struct node *n)
{
	for (; f->field && n; n = n->parent)
		if (n->key && is_named(f->field, schema_of(n), n->key, n->key_len))
			return true;
	return false;
}

/* All that is asked is true of one and the same change: in the field, or of something that holds it, and the words came or went: another
 * number of texts holds them. */
static bool takes_change(const struct sieve *f, enum change_kind kind, const struct node *old, const struct node *new)
{
	if (f->kinds && !(f->kinds & 1u << kind))
		return false;
	if (kind == CHANGE_MOVED) /* what is in it stays as it was */
		return !f->text.count && (!f->field || is_in_field(f, new));
	size_t before = times(f, old, is_in_field(f, old)), after = times(f, new, is_in_field(f, new));
	return f->text.count ? before != after : before || after;
}

bool sieve_takes_detail(const struct sieve *f, const struct history_detail *d)
{
	for (size_t i = 0; i < d->changes.count; i++)
		if (takes_change(f, d->changes.p[i].kind, d->changes.p[i].old, d->changes.p[i].new))
			return true;
	return !d->changes.count && (d->first || d->gone) && takes_change(f, d->first ? CHANGE_ADDED : CHANGE_REMOVED, d->old, d->new);
}
