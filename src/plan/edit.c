#include "plan/edit.h"

#include "base/mem.h"
#include "base/taal.h"
#include "base/text.h"
#include "plan/path.h"
#include "plan/plan.h"
#include "plan/slug.h"
#include "plan/value.h"
#include "yaml/notes.h"
#include "yaml/scalar.h"
#include "yaml/tree.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* `return refuse(…)`: the place, then the sentence, then that nothing is lost. */
static enum code refuse(const struct place *p, enum code code, const char *sentence, struct err *e)
{
	struct str s = {0};
	path_label_place(&s, p);
	if (s.len == 0)
		str_add_text(&s, _("Het plan"));
	str_add_text(&s, sentence);
	str_add_text(&s, _(" Het plan is niet veranderd."));
	err_set(e, code, "%s", str_text(&s));
	str_free(&s);
	return code;
}

/* Ends an edit: writes the tree and frees it. */
static enum code finish(struct doc **out, struct tree *take, struct err *e)
{
	enum code code = tree_write(take, out, e);
	tree_free(take);
	return code;
}

/* The field of the text that stands, or would stand, at a place; NULL for an unknown key. */
static const struct field *text_field(const struct place *p)
{
	return p->field && p->item && p->field->kind == KIND_RECORDS ? schema_first(p->field) : p->field;
}

static enum tree_hint hint_of(const struct field *f, const char *text, size_t len)
{
	if (!schema_is_typed(f) || !value_is_valid(f, text, len))
		return HINT_TEXT;
	return f->kind == KIND_NUMBER_OR_TEXT && !value_is_number(text, len) ? HINT_TEXT : HINT_TYPED;
}

/* An unknown key stays a number where it was one. */
static enum tree_hint hint_at(const struct place *p, const struct str *text)
{
	if (p->field)
		return hint_of(text_field(p), str_text(text), text->len);
	return p->node->style == STYLE_PLAIN && scalar_is_typed(p->node->text, p->node->len) ? HINT_TYPED : HINT_TEXT;
}

/* Puts `b` under its key: in the place of an empty key that stands there, else where the schema has it.  Gives the
 * branch that stands there now. */
static struct branch *put_key(struct tree *t, struct branch *map, const struct field *f, struct branch *b)
{
	struct branch *there = branch_get(map, f->key);
	if (there) {
		tree_replace(there, b);
		return there;
	}
	const char **keys = mem_alloc(map->count * sizeof *keys);
	for (size_t i = 0; i < map->count; i++)
		keys[i] = map->items[i]->key;
	tree_insert(t, map, schema_key_index(schema_parent(f), keys, map->count, f->key), f->key, b);
	free(keys);
	return b;
}

/* A record that is a bare text becomes a mapping with that text as its first field. */
static void make_mapping(struct tree *t, const struct doc *d, const struct node *item)
{
	struct branch *map = tree_map(t);
	if (!node_is_absent(item))
		tree_insert(t, map, 0, schema_first(schema_of(item))->key, tree_copy(t, d, item));
	tree_replace(tree_of(t, item), map);
}

/* Puts `b` at an absent place, with all that is missing on the way; gives the branch that stands there. */
static struct branch *put_missing(struct tree *t, const struct doc *d, const struct place *p, struct branch *b)
{
	struct branch *at = tree_of(t, p->above);
	if (p->above->kind == NODE_SCALAR)
		make_mapping(t, d, p->above);
	for (size_t i = 0; i < p->missing_count; i++)
		at = put_key(t, at, p->missing[i], i + 1 == p->missing_count ? b : tree_map(t));
	return at;
}

static enum code check_settable(const struct place *p, struct err *e)
{
	const struct field *f = p->field;
	bool list = p->node ? p->node->kind == NODE_LIST : schema_is_list(f);
	bool map = p->node ? p->node->kind == NODE_MAP : f->kind == KIND_RECORD;
	if (f && !p->item) { /* whatever stands there now */
		list |= schema_is_list(f);
		map |= f->kind == KIND_RECORD;
	}
	if (list)
		return refuse(p, ERR_USE, _(" is een lijst, geen tekst. Noem één regel ervan, of voeg een regel toe."), e);
	if (map)
		return refuse(p, ERR_USE, _(" is geen tekst: het heeft velden. Noem het veld dat u wilt veranderen."), e);
	return OK;
}

/* History follows an item by its id: a good one stays for ever. */
static enum code check_id(const struct place *p, struct err *e)
{
	const struct field *f = text_field(p);
	const struct node *item = p->node && p->node->key ? p->node->parent : p->node;
	if (!item || !f || f->kind != KIND_SLUG)
		return OK;
	if (!value_is_id(p->node->text, p->node->len) || plan_find_id(item->parent, p->node->text, p->node->len) != item)
		return OK;
	return refuse(p, ERR_NO, _(" verandert nooit, omdat de geschiedenis eraan vastzit. Verander liever de titel."), e);
}

static enum code check_lines(const struct place *p, const struct field *f, const struct str *text, struct err *e)
{
	if (!f || !schema_is_one_line(f) || !text->len || !memchr(text->p, '\n', text->len))
		return OK;
	return refuse(p, ERR_USE, _(" heeft één regel. Zet de tekst op één regel."), e);
}

static enum code set_text(struct doc **out, const struct doc *d, const struct place *p, const struct str *text, struct err *e)
{
	enum tree_hint hint = hint_at(p, text);
	struct tree *t = tree_new(d);
	if (p->node)
		tree_set_text(t, tree_of(t, p->node), str_text(text), text->len, hint);
	else
		put_missing(t, d, p, tree_scalar(t, str_text(text), text->len, hint));
	return finish(out, t, e);
}

enum code edit_set(struct doc **out, const struct doc *d, const char *path, const char *text, size_t len, struct err *e)
{
	struct place p;
	struct str s = {0};
	*out = NULL;
	enum code code = path_resolve(&p, d, path, e);
	if (!code)
		code = check_settable(&p, e);
	if (code)
		return code;
	text_normalise(&s, text, len);
	bool same = p.node && bytes_equal(p.node->text, p.node->len, s.p, s.len);
	if (!same)
		code = check_lines(&p, text_field(&p), &s, e);
	if (!same && !code)
		code = check_id(&p, e);
	if (same)
		*out = doc_ref(d);
	else if (!code)
		code = set_text(out, d, &p, &s, e);
	str_free(&s);
	return code;
}

static bool is_list(const struct place *p)
{
	if (p->item || p->bare || (p->field && !schema_is_list(p->field)))
		return false;
	return !p->node || p->node->kind == NODE_LIST;
}

/* `list/N`: finds the list; false where the path is no such thing. */
static bool find_numbered(struct place *list, size_t *position, const struct doc *d, const char *path)
{
	const char *slash = strrchr(path, '/');
	*position = slash ? path_position(slash + 1, strlen(slash + 1)) : 0;
	if (!*position)
		return false;
	char *parent = mem_copy(path, (size_t)(slash - path));
	bool found = path_resolve(list, d, parent, NULL) == OK && is_list(list);
	free(parent);
	return found;
}

/* The list that an insert at `path` is about, and the index the new item gets. */
static enum code find_list(struct place *list, size_t *at, const struct doc *d, const char *path, struct err *e)
{
	size_t position;
	if (find_numbered(list, &position, d, path)) {
		size_t count = list->node ? list->node->count : 0;
		*at = position - 1;
		return position <= count + 1 ? OK : refuse(list, ERR_NOT_FOUND, _(" heeft zoveel regels niet."), e);
	}
	enum code code = path_resolve(list, d, path, e);
	if (code)
		return code;
	if (list->item) { /* an id: before that item */
		*at = list->node->index;
		list->node = list->above = list->node->parent;
		list->item = false;
	} else {
		*at = list->node ? list->node->count : 0;
	}
	return is_list(list) ? OK : refuse(list, ERR_USE, _(" is geen lijst: daar kan niets bij."), e);
}

static bool id_taken(const char *id, void *ctx)
{
	const struct branch *list = ctx;
	for (size_t i = 0; i < list->count; i++) {
		const struct branch *b = list->items[i];
		if (b->kind == NODE_MAP)
			b = branch_get(b, "id");
		if (b && b->kind == NODE_SCALAR && bytes_equal(b->text, b->len, id, strlen(id)))
			return true;
	}
	return false;
}

static void make_id(struct str *out, const struct field *f, const struct branch *list, const char *titel, size_t len, size_t at)
{
	struct str fallback = {0};
	str_addf(&fallback, "%s-%zu", f->one, at + 1);
	slug_from_title(out, titel, len, str_text(&fallback), id_taken, (void *)list);
	str_free(&fallback);
}

/* The field that the text of a new item becomes; for an item that is a text: the list itself. */
static const struct field *new_text_field(const struct field *f)
{
	if (!f || f->kind != KIND_RECORDS)
		return f;
	return f->flags & FIELD_KEYED ? schema_child(f, "titel", 5) : schema_first(f);
}

/* `id` is NULL or a good one. */
static struct branch *new_item(struct tree *t, const struct field *f, const struct branch *list, size_t at, const char *id, const struct str *text)
{
	const struct field *own = new_text_field(f);
	struct branch *scalar = tree_scalar(t, str_text(text), text->len, own ? hint_of(own, str_text(text), text->len) : HINT_TEXT);
	if (own == f)
		return scalar;
	struct branch *map = tree_map(t);
	if (f->flags & FIELD_KEYED) {
		struct str made = {0};
		if (id)
			str_add_text(&made, id);
		else
			make_id(&made, f, list, str_text(text), text->len, at);
		tree_insert(t, map, 0, "id", tree_scalar(t, made.p, made.len, HINT_TEXT));
		str_free(&made);
	}
	tree_insert(t, map, map->count, own->key, scalar);
	return map;
}

static enum code check_new_id(const struct place *list, const struct branch *items, const char *id, struct err *e)
{
	if (!id)
		return OK;
	if (!list->field || !(list->field->flags & FIELD_KEYED))
		return refuse(list, ERR_USE, _(" is geen lijst met kenmerken."), e);
	if (!value_is_id(id, strlen(id)))
		return refuse(list, ERR_NO, _(": een kenmerk heeft alleen kleine letters zonder accent, cijfers en streepjes, minstens één letter en hoogstens 64 tekens."), e);
	return id_taken(id, (void *)items) ? refuse(list, ERR_NO, _(": dit kenmerk is al in gebruik. Kies een ander."), e) : OK;
}

enum code edit_insert_as(struct doc **out, const struct doc *d, const char *path, const char *id, const char *text, size_t len, struct err *e)
{
	struct place list;
	struct str s = {0};
	size_t at;
	*out = NULL;
	enum code code = find_list(&list, &at, d, path, e);
	if (code)
		return code;
	text_normalise(&s, text, len);
	code = check_lines(&list, new_text_field(list.field), &s, e);
	if (!code) {
		struct tree *t = tree_new(d);
		struct branch *b = list.node ? tree_of(t, list.node) : put_missing(t, d, &list, tree_list(t));
		code = check_new_id(&list, b, id, e);
		if (code) {
			tree_free(t);
		} else {
			tree_insert(t, b, at, NULL, new_item(t, list.field, b, at, id, &s));
			code = finish(out, t, e);
		}
	}
	str_free(&s);
	return code;
}

enum code edit_insert(struct doc **out, const struct doc *d, const char *path, const char *text, size_t len, struct err *e)
{
	return edit_insert_as(out, d, path, NULL, text, len, e);
}

void edit_propose_id(struct str *out, const struct doc *d, const char *path, const char *titel, size_t len)
{
	struct place list;
	struct str s = {0};
	size_t at;
	if (find_list(&list, &at, d, path, NULL) || !list.field || !(list.field->flags & FIELD_KEYED))
		return;
	text_normalise(&s, titel, len);
	struct tree *t = tree_new(d);
	make_id(out, list.field, list.node ? tree_of(t, list.node) : tree_list(t), str_text(&s), s.len, at);
	tree_free(t);
	str_free(&s);
}

enum code edit_remove(struct doc **out, const struct doc *d, const char *path, struct err *e)
{
	struct place p;
	*out = NULL;
	enum code code = path_resolve(&p, d, path, e);
	if (code)
		return code;
	if (p.node && !p.node->parent)
		return refuse(&p, ERR_USE, _(" als geheel kan zo niet weg."), e);
	if (p.bare)
		return refuse(&p, ERR_USE, _(" is het enige van deze regel. Haal de hele regel weg."), e);
	if (!p.node) {
		*out = doc_ref(d);
		return OK;
	}
	struct tree *t = tree_new(d);
	tree_remove(tree_of(t, p.node));
	return finish(out, t, e);
}

enum code edit_move(struct doc **out, const struct doc *d, const char *path, size_t position, struct err *e)
{
	struct place p;
	*out = NULL;
	enum code code = path_resolve(&p, d, path, e);
	if (code)
		return code;
	if (!p.item)
		return refuse(&p, ERR_USE, _(" is geen regel van een lijst en heeft een vaste plaats."), e);
	if (position < 1 || position > p.node->parent->count)
		return refuse(&p, ERR_USE, _(" kan niet naar die plaats: zo lang is de lijst niet."), e);
	if (position == p.node->index + 1) {
		*out = doc_ref(d);
		return OK;
	}
	struct tree *t = tree_new(d);
	tree_move(tree_of(t, p.node), position - 1);
	return finish(out, t, e);
}

/* May this item stand in that list?  Texts in any list of texts; a record only where it has the same fields, and not where its id
 * is what it is known by. */
static bool may_stand_in(const struct place *item, const struct place *list)
{
	const struct field *from = item->field, *to = list->field;
	if (!from || !to || from->flags & FIELD_KEYED)
		return false;
	return from == to || (from->kind == KIND_TEXTS && to->kind == KIND_TEXTS);
}

static enum code check_move_to(const struct place *item, const struct place *list, size_t position, struct err *e)
{
	if (!item->item)
		return refuse(item, ERR_USE, _(" is geen regel van een lijst en heeft een vaste plaats."), e);
	if (!is_list(list))
		return refuse(list, ERR_USE, _(" is geen lijst: daar kan niets bij."), e);
	if (!may_stand_in(item, list))
		return refuse(item, ERR_USE, _(" past niet in die lijst."), e);
	if (position > (list->node ? list->node->count : 0) + 1)
		return refuse(list, ERR_USE, _(" heeft zoveel regels niet."), e);
	return OK;
}

static bool has_notes(const struct doc *d, const struct node *n)
{
	struct str notes = {0};
	for (int which = NOTE_ABOVE; which <= NOTE_BELOW; which++)
		node_note(&notes, d, n, (enum note)which);
	bool has = memchr(str_text(&notes), '#', notes.len) != NULL;
	str_free(&notes);
	return has;
}

/* A list that its last item left goes, and what held nothing else with it, so that a point that passed through leaves no trace;
 * but not where somebody wrote a comment at it. */
static void remove_emptied(struct tree *t, const struct doc *d, const struct node *list)
{
	const struct node *n = list;
	while (n->key && n->parent->parent && tree_of(t, n)->count == 0 && !has_notes(d, n)) {
		tree_remove(tree_of(t, n));
		n = n->parent;
	}
}

enum code edit_move_to(struct doc **out, const struct doc *d, const char *path, const char *list_path, size_t position, struct err *e)
{
	struct place p, list;
	*out = NULL;
	enum code code = path_resolve(&p, d, path, e);
	if (!code)
		code = path_resolve(&list, d, list_path, e);
	if (code)
		return code;
	if (p.item && list.node == p.node->parent)
		return edit_move(out, d, path, position ? position : list.node->count, e);
	code = check_move_to(&p, &list, position, e);
	if (code)
		return code;
	struct tree *t = tree_new(d);
	struct branch *to = list.node ? tree_of(t, list.node) : put_missing(t, d, &list, tree_list(t));
	tree_insert(t, to, position ? position - 1 : to->count, NULL, tree_copy(t, d, p.node));
	tree_remove(tree_of(t, p.node));
	remove_emptied(t, d, p.node->parent);
	return finish(out, t, e);
}

static bool lacks_id(const struct node *item)
{
	const struct node *id = plan_get(item, "id");
	return item->kind == NODE_MAP && (!id || (id->kind == NODE_SCALAR && id->len == 0));
}

static bool stood_so(const struct node *item, const struct node *list)
{
	if (!list)
		return false;
	if (item->index < list->count && node_equal(item, list->items[item->index]))
		return true;
	for (size_t i = 0; i < list->count; i++)
		if (node_equal(item, list->items[i]))
			return true;
	return false;
}

static void add_ids(struct tree *t, const struct field *f, const struct node *list, const struct node *before)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct node *item = list->items[i];
		const char *titel = plan_text(item, "titel");
		struct str id = {0};
		if (!lacks_id(item) || stood_so(item, before))
			continue;
		make_id(&id, f, tree_of(t, list), titel, strlen(titel), i);
		put_key(t, tree_of(t, item), schema_first(f), tree_scalar(t, id.p, id.len, HINT_TEXT));
		str_free(&id);
	}
}

enum code edit_add_ids(struct doc **out, const struct doc *d, const struct doc *before, struct err *e)
{
	struct tree *t = tree_new(d);
	for (const struct field *f = schema_first(NULL); f; f = schema_next(f)) {
		const struct node *list = f->flags & FIELD_KEYED ? plan_list(d->root, f->key) : NULL;
		if (list)
			add_ids(t, f, list, before ? plan_list(before->root, f->key) : NULL);
	}
	return finish(out, t, e);
}
