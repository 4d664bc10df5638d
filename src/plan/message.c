#include "plan/message.h"

#include "plan/moves.h"
#include "plan/plan.h"
#include "plan/say.h"
#include "plan/schema.h"

#include "base/mem.h"
#include "base/taal.h"
#include "base/text.h"

#include <string.h>

enum {
	SUBJECT_COLUMNS = 72, /* what git and its readers show of a first line */
	NAME_COLUMNS = 24,
	BODY_LINES = 200
};

/* Above the full list, so that a reason can be told from it again. */
static const char body_heading[] = "Wijzigingen:";

/* --- one change ------------------------------------------------------------ */

/* The node a change is about, in the newer document where it is there. */
static const struct node *subject(const struct change *c)
{
	return c->new ? c->new : c->old;
}

static bool is_speerpunt(const struct node *n)
{
	return n->parent && node_key_is(n->parent, "speerpunten") && n->parent->parent && !n->parent->parent->parent;
}

const struct node *message_speerpunt(const struct change *c)
{
	const struct node *n = subject(c);
	if (is_speerpunt(n) && c->kind != CHANGE_SET)
		return NULL;
	while (n && !is_speerpunt(n))
		n = n->parent;
	return n;
}

static void add_clean(struct str *out, const char *text, size_t len)
{
	text_clean(out, text, len, false);
}

/* A key as its label inside a sentence: "Overdracht" → "overdracht"; SWOT stays SWOT. */
static void add_label(struct str *out, const struct node *n)
{
	const struct field *f = schema_of(n);
	if (f)
		say_lower(out, _(f->label));
	else
		add_clean(out, n->key, n->key_len);
}

static void add_item(struct str *out, const struct node *n, bool numbered)
{
	const struct field *f = schema_of(n);
	str_add_text(out, f && _(f->one) ? _(f->one) : _("regel"));
	if (numbered)
		str_addf(out, " %zu", n->index + 1);
}

/* A record's first field says what the record is: a change of it is a change of the item. */
static const struct node *named(const struct node *n)
{
	const struct node *item = n->parent;
	bool first = n->key && item && schema_is_item(item) && schema_of(n) && schema_first(schema_of(item)) == schema_of(n);
	return first ? item : n;
}

/* "status van activiteit 2": from the inside out, up to the speerpunt or the plan. */
static void add_place(struct str *out, const struct node *n, bool numbered)
{
	bool first = true;
	for (; n->parent && !is_speerpunt(n); n = n->parent) {
		bool item = schema_is_item(n) || !n->key;
		if (!item && !first && schema_is_list(schema_of(n)))
			continue; /* its items say so already */
		if (!first)
			str_add_text(out, _(" van "));
		if (item)
			add_item(out, n, numbered || !first);
		else
			add_label(out, n);
		first = false;
	}
}

/* The verb for each kind, for an item and for a field. */
static const struct {
	const char *item, *field;
} verbs[] = {
	[CHANGE_SET] = {N_("aangepast"), N_("aangepast")},
	[CHANGE_ADDED] = {N_("toegevoegd"), N_("ingevuld")},
	[CHANGE_REMOVED] = {N_("weggehaald"), N_("weggehaald")},
	[CHANGE_MOVED] = {N_("verplaatst"), N_("verplaatst")},
	[CHANGE_RENAMED] = {N_("hernoemd"), N_("hernoemd")},
};

static const char *verb(const struct change *c)
{
	return _(subject(c)->key ? verbs[c->kind].field : verbs[c->kind].item);
}

static void add_speerpunt_change(struct str *out, const struct change *c)
{
	str_add_text(out, _("speerpunt "));
	message_speerpunt_name(out, subject(c));
	str_addf(out, " %s", verb(c));
}

/* The plan was put away, or brought back; false: it is another change. */
static bool add_put_away(struct str *out, const struct change *c)
{
	const struct node *n = subject(c);
	if (!node_key_is(n, "opgeborgen") || !n->parent || n->parent->parent)
		return false;
	bool away = c->new && node_is_text(c->new, "ja");
	str_add_text(out, away ? _("plan opgeborgen") : _("plan teruggehaald"));
	return true;
}

void message_change(struct str *out, const struct change *c)
{
	if (add_put_away(out, c))
		return;
	if (is_speerpunt(subject(c))) {
		add_speerpunt_change(out, c);
		return;
	}
	add_place(out, named(subject(c)), c->kind == CHANGE_SET || c->kind == CHANGE_REMOVED);
	str_addf(out, " %s", verb(c));
}

void message_move(struct str *out, const struct field *from, const struct field *to)
{
	const struct field *left = schema_parent(from), *into = schema_parent(to);
	bool further = left && into && left != into, other = !further || strcmp(from->key, to->key) != 0;
	str_addf(out, _("%s verplaatst"), _(from->one));
	if (further)
		str_addf(out, _(" van %s"), _(left->label));
	str_addf(out, _(" naar %s"), further ? _(into->label) : _(to->label));
	if (further && other)
		str_addf(out, " › %s", _(to->label));
}

void message_speerpunt_name(struct str *out, const struct node *speerpunt)
{
	struct str name = {0};
	const char *id = plan_id(speerpunt), *titel = plan_name(speerpunt);
	add_clean(&name, titel, strlen(titel));
	if (id && text_width(str_text(&name), name.len) > NAME_COLUMNS) {
		str_clear(&name);
		add_clean(&name, id, strlen(id));
		for (size_t i = 0; i < name.len; i++)
			if (name.p[i] == '-')
				name.p[i] = ' ';
		say_capital(out, str_text(&name));
	} else {
		str_add(out, name.p, text_fit(str_text(&name), name.len, NAME_COLUMNS, NULL));
	}
	str_free(&name);
}

bool message_is_about(const struct change *c, const char *speerpunt)
{
	const struct node *sides[] = {c->old, c->new};
	for (size_t i = 0; i < 2; i++) {
		const struct node *n = sides[i];
		while (n && !is_speerpunt(n))
			n = n->parent;
		const char *id = n ? plan_id(n) : NULL;
		if (id && strcmp(id, speerpunt) == 0)
			return true;
	}
	return false;
}

static bool holds_reason_field(const struct node *n)
{
	const struct field *f = n->key ? schema_of(n) : NULL;
	if (f && (f->flags & FIELD_REASON))
		return true;
	for (size_t i = 0; i < n->count; i++)
		if (holds_reason_field(n->items[i]))
			return true;
	return false;
}

/* In, or of, a field that asks for a reason? */
static bool stands_in_reason_field(const struct node *n)
{
	for (; n && n->parent && !is_speerpunt(n); n = n->parent) {
		const struct field *f = schema_of(n);
		if (f && (f->flags & FIELD_REASON) && (n->key || schema_is_list(f)))
			return true;
	}
	return false;
}

bool message_asks_reason(const struct change *c)
{
	const struct node *sides[] = {c->old, c->new};
	if (is_speerpunt(subject(c)))
		return c->kind == CHANGE_REMOVED;
	if (node_key_is(subject(c), "speerpunten") && !subject(c)->parent->parent) /* all of them: the first, or the last */
		return c->kind == CHANGE_REMOVED;
	for (size_t i = 0; i < 2; i++)
		if (sides[i] && (stands_in_reason_field(sides[i]) || (c->kind != CHANGE_MOVED && holds_reason_field(sides[i]))))
			return true;
	return false;
}

/* --- many ------------------------------------------------------------------- */

/* Changes that read as one: "3 activiteiten toegevoegd". */
struct phrase {
	const struct node *speerpunt;
	const struct field *list; /* of which items; NULL: one change by itself */
	enum change_kind kind;
	size_t count;
	const struct change *first;
	const struct change *to; /* where what `first` took away went; NULL: it did not go to another list */
};

struct phrases {
	struct phrase *p;
	size_t count, room;
};

static bool joins(const struct phrase *p, const struct change *c, const struct node *speerpunt)
{
	const struct node *n = subject(c);
	return p->list && !n->key && p->list == schema_of(n) && p->kind == c->kind && p->speerpunt == speerpunt && !is_speerpunt(n);
}

static void collect_one(struct phrases *out, const struct change *c, const struct change *to)
{
	const struct node *speerpunt = message_speerpunt(c), *n = subject(c);
	struct phrase *last = out->count ? &out->p[out->count - 1] : NULL;
	if (last && !last->to && !to && joins(last, c, speerpunt))
		last->count++;
	else
		vec_push(out, (struct phrase){speerpunt, n->key ? NULL : schema_of(n), c->kind, 1, c, to});
}

static void collect(struct phrases *out, const struct diff *d)
{
	size_t count = d->changes.count, *other = mem_alloc((count + 1) * sizeof *other);
	moves_find(other, d);
	for (size_t i = 0; i < count; i++) {
		const struct change *c = &d->changes.p[i];
		if (other[i] == count)
			collect_one(out, c, NULL);
		else if (c->kind == CHANGE_REMOVED) /* its other half is told with it */
			collect_one(out, c, &d->changes.p[other[i]]);
	}
	free(other);
}

static void add_phrase(struct str *out, const struct phrase *p)
{
	if (p->to) {
		message_move(out, schema_of(moves_item(p->first)), schema_of(moves_item(p->to)));
		return;
	}
	if (p->count == 1) {
		message_change(out, p->first);
		return;
	}
	str_addf(out, "%zu ", p->count);
	add_label(out, subject(p->first)->parent);
	str_addf(out, " %s", verb(p->first));
}

/* The speerpunt that all changes are in; NULL where they are not in one. */
static const struct node *only_speerpunt(const struct phrases *all)
{
	const struct node *only = all->count ? all->p[0].speerpunt : NULL;
	for (size_t i = 1; i < all->count; i++)
		if (all->p[i].speerpunt != only)
			return NULL;
	return only;
}

/* "… van Afval" where the line does not say which speerpunt. */
static void add_named_phrase(struct str *out, const struct phrase *p, const struct node *only)
{
	add_phrase(out, p);
	if (p->speerpunt && p->speerpunt != only) {
		str_add_text(out, _(" bij "));
		message_speerpunt_name(out, p->speerpunt);
	}
}

static int columns(const struct str *s)
{
	return text_width(str_text(s), s->len);
}

static void add_buurt(struct str *out, const struct doc *d, const char *plan)
{
	struct str name = {0};
	const char *buurt = d ? plan_text(d->root, "buurt") : "";
	add_clean(&name, *buurt ? buurt : plan, strlen(*buurt ? buurt : plan));
	str_add(out, name.p, text_fit(str_text(&name), name.len, NAME_COLUMNS, NULL));
	str_free(&name);
}

/* As many phrases as fit in `cols`, but no fewer than `least`; gives how many that were. */
static size_t add_phrases(struct str *out, const struct phrases *all, const struct node *only, int cols, size_t least)
{
	struct str line = {0}, phrase = {0};
	size_t done = 0;
	for (; done < all->count; done++) {
		size_t left = all->count - done - 1;
		int room = cols - (left ? (int)strlen(_(" en 999 andere wijzigingen")) : 0);
		str_clear(&phrase);
		str_add_text(&phrase, done ? ", " : "");
		add_named_phrase(&phrase, &all->p[done], only);
		if (done >= least && columns(&line) + columns(&phrase) > room)
			break;
		str_add(&line, phrase.p, phrase.len);
	}
	if (done == 0)
		str_addf(&line, all->count == 1 ? _("%zu wijziging") : _("%zu wijzigingen"), all->count);
	else if (done < all->count)
		str_addf(&line, all->count - done == 1 ? _(" en %zu andere wijziging") : _(" en %zu andere wijzigingen"), all->count - done);
	str_add(out, line.p, line.len);
	str_free(&line);
	str_free(&phrase);
	return done;
}

static size_t add_subject(struct str *out, const struct diff *d, const struct phrases *all, const char *plan)
{
	const struct node *only = only_speerpunt(all);
	add_buurt(out, d->match.b, plan);
	if (only) {
		str_add_text(out, " › ");
		message_speerpunt_name(out, only);
	}
	str_add_text(out, ": ");
	if (all->count)
		return add_phrases(out, all, only, SUBJECT_COLUMNS - columns(out), 0);
	str_add_text(out, _("anders opgeschreven"));
	return 0;
}

void message_summarise(struct str *out, const struct diff *d, bool named, int cols)
{
	struct phrases all = {0};
	collect(&all, d);
	const struct node *only = only_speerpunt(&all);
	struct str name = {0};
	if (named && only) {
		message_speerpunt_name(&name, only);
		str_add_text(&name, ": ");
		str_add(out, name.p, name.len);
	}
	if (all.count)
		add_phrases(out, &all, only, cols - columns(&name), 1);
	str_free(&name);
	vec_free(&all);
}

static void add_body(struct str *out, const struct phrases *all)
{
	str_addf(out, "\n%s\n", body_heading);
	for (size_t i = 0; i < all->count && i < BODY_LINES; i++) {
		str_add_text(out, "- ");
		add_named_phrase(out, &all->p[i], NULL);
		str_add_char(out, '\n');
	}
	if (all->count > BODY_LINES)
		str_addf(out, _("- en %zu andere\n"), all->count - BODY_LINES);
}

/* The key under the speerpunt or the plan that a change is in. */
static const char *top_key(const struct change *c)
{
	const struct node *n = subject(c);
	const char *key = NULL;
	for (; n && n->parent && !is_speerpunt(n); n = n->parent)
		if (n->key)
			key = n->key;
	return key;
}

static bool told(const char **keys, size_t count, const char *key)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(keys[i], key) == 0)
			return true;
	return false;
}

static void add_trailer(struct str *out, const char *name, const char *value)
{
	str_addf(out, "%s: ", name);
	add_clean(out, value, strlen(value));
	str_add_char(out, '\n');
}

static void add_trailers(struct str *out, const struct diff *d, const char *plan)
{
	VEC(const char *) ids = {0};
	VEC(const char *) keys = {0};
	struct str fields = {0};
	for (size_t i = 0; i < d->changes.count; i++) {
		const struct change *c = &d->changes.p[i];
		const struct node *speerpunt = is_speerpunt(subject(c)) ? subject(c) : message_speerpunt(c);
		const char *id = speerpunt ? plan_id(speerpunt) : NULL, *key = top_key(c);
		if (id && ids.count < BODY_LINES && !told(ids.p, ids.count, id))
			vec_push(&ids, id);
		if (key && keys.count < BODY_LINES && !told(keys.p, keys.count, key) && !is_speerpunt(subject(c))) {
			str_addf(&fields, "%s%s", keys.count ? ", " : "", key);
			vec_push(&keys, key);
		}
	}
	str_add_char(out, '\n');
	add_trailer(out, "Plan", plan);
	for (size_t i = 0; i < ids.count; i++)
		add_trailer(out, "Speerpunt", ids.p[i]);
	if (fields.len)
		add_trailer(out, "Veld", fields.p);
	vec_free(&ids);
	vec_free(&keys);
	str_free(&fields);
}

static void add_reason(struct str *out, const char *reason)
{
	struct str text = {0};
	text_normalise(&text, reason, strlen(reason));
	if (!text_is_blank(str_text(&text), text.len))
		str_addf(out, "\n%s\n", text.p);
	str_free(&text);
}

void message_make(struct str *out, const struct diff *d, const char *plan, const char *reason)
{
	struct phrases all = {0};
	collect(&all, d);
	size_t done = add_subject(out, d, &all, plan);
	str_add_char(out, '\n');
	add_reason(out, reason ? reason : "");
	if (done < all.count)
		add_body(out, &all);
	add_trailers(out, d, plan);
	vec_free(&all);
}

void message_plan(struct str *out, enum plan_event what, const struct doc *d, const char *name, const char *reason)
{
	static const char *const said[] = {
		[PLAN_MADE] = ": plan gemaakt",
		[PLAN_RENAMED] = ": plan heeft een andere naam",
		[PLAN_REMOVED] = ": plan weggehaald",
		[PLAN_RESTORED] = ": plan teruggezet",
	};
	add_buurt(out, d, name);
	if (what == PLAN_RENAMED && columns(out) + (int)strlen(": plan heet nu ") + (int)strlen(name) <= SUBJECT_COLUMNS)
		str_addf(out, ": plan heet nu %s", name);
	else
		str_add_text(out, said[what]);
	str_add_char(out, '\n');
	add_reason(out, reason ? reason : "");
	str_add_char(out, '\n');
	add_trailer(out, "Plan", name);
}

void message_add_kept(struct str *message, const char *why)
{
	struct str line = {0};
	text_normalise(&line, why, strlen(why));
	for (size_t i = 0; i < line.len; i++)
		if (line.p[i] == '\n' || line.p[i] == '\t')
			line.p[i] = ' ';
	add_trailer(message, "Toch-bewaren", str_text(&line));
	str_free(&line);
}

/* --- and back ----------------------------------------------------------------- */

bool message_reason(struct str *out, const char *message)
{
	struct str heading = {0};
	const char *from = strstr(message, "\n\n"), *to = NULL;
	for (const char *p = message; (p = strstr(p, "\n\nPlan: ")); p++)
		to = p;
	str_addf(&heading, "\n\n%s\n", body_heading);
	for (const char *p = from, *before = to; p && to && (p = strstr(p, str_text(&heading))) && p < before; p++)
		to = p; /* the last one: a reason may hold such a line too */
	str_free(&heading);
	if (!from || !to || from >= to)
		return false;
	from += 2;
	str_add(out, from, (size_t)(to - from));
	return true;
}
