#include "plan/path.h"

#include "base/taal.h"
#include "plan/plan.h"
#include "plan/say.h"
#include "plan/value.h"

#include <assert.h>
#include <string.h>

enum {
	NAMES_SHOWN = 6,
	IDS_LOOKED_AT = 1000 /* in a longer list an item goes by its position: to see whether its id is its own costs too much */
};

/* One part of a path, and the place that was reached before it. */
struct step {
	const struct place *from;
	const char *part;
	size_t len;
};

/* May the schema's fields stand in this mapping?  Then `*parent` is the field they stand under. */
static bool has_fields(const struct node *map, const struct field **parent)
{
	*parent = schema_of(map);
	if (!map->parent)
		return true;
	return *parent && (*parent)->kind == (schema_is_item(map) ? KIND_RECORDS : KIND_RECORD);
}

static void say_where(struct str *out, const struct place *p)
{
	size_t start = out->len;
	path_label_place(out, p);
	if (out->len == start)
		str_add_text(out, _("Het plan"));
}

/* Names to choose from: those that begin like what was asked, else the first few. */
struct names {
	struct str text;
	char like; /* 0: any */
	size_t count;
};

static void offer(struct names *names, const char *name)
{
	if (names->like && name[0] != names->like)
		return;
	if (names->count < NAMES_SHOWN)
		say_or(&names->text, names->count, 0, name);
	else if (names->count == NAMES_SHOWN)
		str_add_text(&names->text, _(" en andere"));
	names->count++;
}

static void offer_keys(struct names *names, const struct field *parent, const struct node *map)
{
	if (map && map->parent && !parent) {
		for (size_t i = 0; i < map->count; i++)
			offer(names, map->items[i]->key);
		return;
	}
	for (const struct field *f = schema_first(parent); f; f = schema_next(f))
		offer(names, f->key);
}

static void offer_ids(struct names *names, const struct node *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (plan_id(list->items[i]))
			offer(names, plan_id(list->items[i]));
}

/* `sentence` goes on behind the place and has a %s for the part. */
PRINTF(3, 0) static enum code no_such(const struct step *s, struct names *names, const char *sentence, struct err *e)
{
	struct str where = {0}, part = {0};
	say_where(&where, s->from);
	say_quote(&part, s->part, s->len);
	str_addf(&where, sentence, str_text(&part));
	if (names && names->count > 0)
		str_addf(&where, _(" U kunt kiezen uit: %s."), str_text(&names->text));
	enum code code = err_set(e, ERR_NOT_FOUND, "%s", str_text(&where));
	str_free(&where);
	str_free(&part);
	return code;
}

static enum code no_such_key(const struct step *s, const struct field *parent, const struct node *map, struct err *e)
{
	struct names names = {.like = s->len ? s->part[0] : '\0'};
	offer_keys(&names, parent, map);
	if (names.count == 0) {
		names.like = '\0';
		offer_keys(&names, parent, map);
	}
	enum code code = no_such(s, &names, _(" heeft geen veld %s."), e);
	str_free(&names.text);
	return code;
}

static enum code no_such_item(const struct step *s, const struct node *list, struct err *e)
{
	const struct field *f = s->from->field;
	bool keyed = f && f->flags & FIELD_KEYED;
	struct names names = {0};
	if (keyed && !path_position(s->part, s->len)) {
		names.like = s->len ? s->part[0] : '\0';
		offer_ids(&names, list);
		if (names.count == 0) {
			names.like = '\0';
			offer_ids(&names, list);
		}
	} else if (list->count == 1) {
		offer(&names, "1");
	} else if (list->count > 1) {
		str_addf(&names.text, _("1 tot en met %zu"), list->count);
		names.count = 1;
	}
	enum code code = no_such(s, &names, list->count ? _(" heeft geen %s.") : _(" heeft geen %s: de lijst is nog leeg."), e);
	str_free(&names.text);
	return code;
}

/* The next part names a field that is not there (yet). */
static enum code step_missing(struct place *p, const struct field *f)
{
	assert(p->missing_count < PLACE_DEPTH);
	p->missing[p->missing_count++] = f;
	p->field = f;
	p->node = NULL;
	p->item = p->bare = false;
	return OK;
}

static void step_present(struct place *p, const struct node *n)
{
	p->field = schema_of(n);
	p->node = p->above = n;
	p->item = schema_is_item(n);
	p->bare = false;
}

static enum code step_map(struct place *p, const struct step *s, struct err *e)
{
	const struct field *parent, *f = NULL;
	const struct node *map = p->node, *n = NULL;
	bool known = has_fields(map, &parent);
	if (known)
		f = schema_child(parent, s->part, s->len);
	for (size_t i = 0; i < map->count && !n; i++)
		if (bytes_equal(map->items[i]->key, map->items[i]->key_len, s->part, s->len))
			n = map->items[i];
	if (n && !(f && node_is_absent(n))) {
		step_present(p, n);
		return OK;
	}
	return f ? step_missing(p, f) : no_such_key(s, known ? parent : NULL, map, e);
}

static enum code step_list(struct place *p, const struct step *s, struct err *e)
{
	const struct node *list = p->node, *n = NULL;
	size_t position = path_position(s->part, s->len);
	if (position)
		n = position <= list->count ? list->items[position - 1] : NULL;
	else if (p->field && p->field->flags & FIELD_KEYED && !p->item)
		n = plan_find_id(list, s->part, s->len);
	if (!n)
		return no_such_item(s, list, e);
	step_present(p, n);
	return OK;
}

/* A text has no parts, but as an item of a list of records: then it is the first field. */
static enum code step_text(struct place *p, const struct step *s, struct err *e)
{
	if (!p->item || !p->field || p->field->kind != KIND_RECORDS)
		return no_such(s, NULL, _(" is een tekst en heeft geen %s."), e);
	const struct field *f = schema_child(p->field, s->part, s->len);
	if (!f)
		return no_such_key(s, p->field, NULL, e);
	if (f != schema_first(p->field))
		return step_missing(p, f);
	p->field = f;
	p->item = false;
	p->bare = true;
	return OK;
}

static enum code step_absent(struct place *p, const struct step *s, struct err *e)
{
	if (schema_is_list(p->field))
		return no_such(s, NULL, _(" heeft geen %s: de lijst is nog leeg."), e);
	if (p->field->kind != KIND_RECORD)
		return no_such(s, NULL, _(" is een tekst en heeft geen %s."), e);
	const struct field *f = schema_child(p->field, s->part, s->len);
	return f ? step_missing(p, f) : no_such_key(s, p->field, NULL, e);
}

static enum code take_step(struct place *p, const char *part, size_t len, struct err *e)
{
	struct place from = *p;
	struct step s = {&from, part, len};
	if (!p->node)
		return step_absent(p, &s, e);
	if (p->bare)
		return no_such(&s, NULL, _(" is een tekst en heeft geen %s."), e);
	switch (p->node->kind) {
	case NODE_MAP:
		return step_map(p, &s, e);
	case NODE_LIST:
		return step_list(p, &s, e);
	default:
		return step_text(p, &s, e);
	}
}

enum code path_resolve(struct place *out, const struct doc *d, const char *path, struct err *e)
{
	*out = (struct place){.node = d->root, .above = d->root};
	while (*path) {
		size_t len = strcspn(path, "/");
		enum code code = take_step(out, path, len, e);
		if (code)
			return code;
		path += len;
		if (!*path)
			break;
		path++;
		if (!*path) /* "wijk/" asks for something below wijk */
			return take_step(out, path, 0, e);
	}
	return OK;
}

size_t path_position(const char *part, size_t len)
{
	size_t position = 0;
	if (len == 0 || len > 9)
		return 0;
	for (size_t i = 0; i < len; i++) {
		if (part[i] < '0' || part[i] > '9')
			return 0;
		position = position * 10 + (size_t)(part[i] - '0');
	}
	return position;
}

static void add_item(struct str *out, const struct node *n)
{
	const struct field *f = schema_of(n);
	bool keyed = f && f->flags & FIELD_KEYED && n->parent->count <= IDS_LOOKED_AT;
	const char *id = keyed ? plan_id(n) : NULL;
	size_t len = id ? strlen(id) : 0;
	if (id && value_is_id(id, len) && plan_find_id(n->parent, id, len) == n)
		str_add(out, id, len);
	else
		str_addf(out, "%zu", n->index + 1);
}

void path_of(struct str *out, const struct node *n)
{
	if (!n->parent)
		return;
	if (n->parent->parent) {
		path_of(out, n->parent);
		str_add_char(out, '/');
	}
	if (schema_is_item(n))
		add_item(out, n);
	else
		str_add(out, n->key, n->key_len);
}

void path_of_place(struct str *out, const struct place *p)
{
	size_t start = out->len;
	path_of(out, p->above);
	for (size_t i = 0; i < p->missing_count; i++) {
		if (out->len > start)
			str_add_char(out, '/');
		str_add_text(out, p->missing[i]->key);
	}
	if (p->bare)
		str_addf(out, "/%s", p->field->key);
}

static void add_label(struct str *out, size_t start, const char *label)
{
	if (out->len > start)
		str_add_text(out, " › ");
	str_add_text(out, label);
}

/* "Speerpunt Afval", "Doelstelling 2". */
static void label_item(struct str *out, size_t start, const struct node *n, const struct field *f)
{
	const char *name = f && f->flags & FIELD_KEYED ? plan_name(n) : "";
	add_label(out, start, "");
	say_capital(out, f ? _(f->one) : n->parent->key ? n->parent->key : _("regel"));
	if (*name)
		str_addf(out, " %s", name);
	else
		str_addf(out, " %zu", n->index + 1);
}

static void label_from(struct str *out, size_t start, const struct node *n)
{
	const struct field *f = schema_of(n);
	if (!n->parent)
		return;
	if (schema_is_item(n)) { /* the item's own word says which list it is in */
		label_from(out, start, n->parent->key ? n->parent->parent : n->parent);
		label_item(out, start, n, f);
		return;
	}
	label_from(out, start, n->parent);
	add_label(out, start, f ? _(f->label) : n->key);
}

void path_label(struct str *out, const struct node *n)
{
	label_from(out, out->len, n);
}

void path_label_place(struct str *out, const struct place *p)
{
	size_t start = out->len;
	label_from(out, start, p->above);
	for (size_t i = 0; i < p->missing_count; i++)
		add_label(out, start, _(p->missing[i]->label));
	if (p->bare)
		add_label(out, start, _(p->field->label));
}
