/* Compares two versions part by part.  Where both are in the usual shape, parts of the same bytes are the same; of others the bytes
 * of the part alone are parsed.  Where one isn't, or such a piece can't be read, both are parsed whole. */
#include "plan/parts.h"

#include "base/mem.h"
#include "plan/parts_internal.h"
#include "plan/plan.h"
#include "plan/value.h"

#include <string.h>

struct parts *parts_cut(const char *bytes, size_t len)
{
	struct parts *p = mem_alloc(sizeof *p);
	p->bytes = bytes;
	p->len = len;
	p->usual = !bytes || parts_scan(&p->scan, bytes, len);
	p->readable = !bytes;
	return p;
}

void parts_free(struct parts *p)
{
	if (!p)
		return;
	part_list_clear(&p->scan.list);
	part_list_clear(&p->nodes);
	doc_free(p->doc);
	free(p);
}

void parts_trust(struct parts *p)
{
	p->readable = true;
}

bool parts_is_usual(const struct parts *p)
{
	return p->usual;
}

/* --- cut from a document -------------------------------------------------- */

static const struct node *good_id(const struct node *item)
{
	const struct node *id = node_get(item, "id");
	return id && id->kind == NODE_SCALAR && value_is_id(id->text, id->len) ? id : NULL;
}

/* False, and not added, where that name is there already. */
static bool add_part(struct part_list *list, struct part part)
{
	vec_push(&list->parts, part);
	if (part_list_put(list, list->parts.count - 1))
		return true;
	list->parts.count--;
	return false;
}

static void add_speerpunten(struct part_list *list, const struct node *speerpunten)
{
	for (size_t i = 0; speerpunten->kind == NODE_LIST && i < speerpunten->count; i++) {
		const struct node *item = speerpunten->items[i], *id = good_id(item);
		size_t above = list->parts.count;
		if (!id || !add_part(list, (struct part){.kind = PART_SPEERPUNT, .name = id->text, .len = id->len, .node = item}))
			continue;
		for (size_t k = 0; k < item->count; k++) {
			const struct node *n = item->items[k];
			add_part(list, (struct part){.kind = PART_FIELD, .name = n->key, .len = n->key_len, .above = above, .node = n});
		}
	}
}

static void cut_document(struct part_list *list, const struct doc *d)
{
	part_list_open(list, d->count);
	for (size_t i = 0; i < d->root->count; i++) {
		const struct node *n = d->root->items[i];
		add_part(list, (struct part){.kind = PART_KEY, .name = n->key, .len = n->key_len, .node = n});
		if (node_key_is(n, "speerpunten"))
			add_speerpunten(list, n);
	}
}

/* Reads it whole, once.  True where it is readable; an absent file is. */
static bool read_whole(struct parts *p)
{
	if (p->doc || !p->bytes || p->unreadable)
		return !p->unreadable;
	p->unreadable = doc_parse(&p->doc, p->bytes, p->len, NULL) != OK;
	p->readable = !p->unreadable;
	if (p->readable)
		cut_document(&p->nodes, p->doc);
	return p->readable;
}

/* --- one part ------------------------------------------------------------- */

/* Of two plans of 50 KB a hundred pieces cost what the whole costs. */
enum { PIECES_MOST = 50 };

struct comparison {
	struct parts *old, *new;
	const struct part_list *a, *b; /* theirs, both by lines or both from documents */
	bool by_lines;
	size_t pieces;                 /* read so far; above PIECES_MOST: it must be done another way, say what differs or not */
	struct str *out;
};

/* The one entry of a collection that has one, NULL else. */
static const struct node *only(const struct node *n, enum node_kind kind)
{
	return n && n->kind == kind && n->count == 1 ? n->items[0] : NULL;
}

/* The bytes of a part as a document of its own, at the same columns and depth; the caller's.  `*value` is its value.  NULL where
 * it can't be read so. */
static struct doc *read_part(const struct parts *p, const struct part *part, const struct node **value)
{
	struct str piece = {0};
	struct doc *d;
	const char *bytes = p->bytes + part->start;
	size_t len = part->end - part->start;
	if (part->kind == PART_FIELD) {
		str_add_text(&piece, "x:\n");
		str_add_times(&piece, ' ', p->scan.dash);
		str_add_char(&piece, '-');
		str_add_times(&piece, ' ', part->column - p->scan.dash - 1);
		str_add(&piece, bytes, len);
		bytes = piece.p;
		len = piece.len;
	}
	enum code code = doc_parse(&d, bytes, len, NULL);
	str_free(&piece);
	if (code)
		return NULL;
	const struct node *key = only(d->root, NODE_MAP);
	if (part->kind == PART_FIELD)
		key = only(only(key, NODE_LIST), NODE_MAP);
	if (key && bytes_equal(key->key, key->key_len, part->name, part->len)) {
		*value = key;
		return d;
	}
	doc_free(d);
	return NULL;
}

static bool same_bytes(const struct comparison *c, const struct part *old, const struct part *new)
{
	return old && new && old->column == new->column &&
	       bytes_equal(c->old->bytes + old->start, old->end - old->start, c->new->bytes + new->start, new->end - new->start);
}

/* NULL is a part that isn't there. */
static bool pieces_differ(struct comparison *c, const struct part *old, const struct part *new)
{
	const struct node *a = NULL, *b = NULL;
	if (same_bytes(c, old, new))
		return false;
	if (c->pieces > PIECES_MOST)
		return true;
	struct doc *x = old ? read_part(c->old, old, &a) : NULL, *y = new ? read_part(c->new, new, &b) : NULL;
	c->pieces = (old && !x) || (new && !y) ? PIECES_MOST + 1 : c->pieces + 1;
	bool same = plan_same_value(a, b);
	doc_free(x);
	doc_free(y);
	return !same;
}

static bool part_differs(struct comparison *c, const struct part *old, const struct part *new)
{
	if (c->by_lines)
		return pieces_differ(c, old, new);
	return !plan_same_value(old ? old->node : NULL, new ? new->node : NULL);
}

/* --- the order of the speerpunten -------------------------------------------- */

/* The speerpunt that follows index `at` of the parts, NULL behind the last. */
static const struct part *next_speerpunt(const struct part_list *list, size_t *at)
{
	while (++*at < list->parts.count && list->parts.p[*at].kind == PART_FIELD)
		;
	return *at < list->parts.count && list->parts.p[*at].kind == PART_SPEERPUNT ? &list->parts.p[*at] : NULL;
}

static size_t index_of(const struct part_list *list, const struct part *p)
{
	return (size_t)(p - list->parts.p);
}

static bool ids_differ(const struct comparison *c, const struct part *old, const struct part *new)
{
	size_t i = old ? index_of(c->a, old) : 0, j = new ? index_of(c->b, new) : 0;
	for (;;) {
		const struct part *x = old ? next_speerpunt(c->a, &i) : NULL, *y = new ? next_speerpunt(c->b, &j) : NULL;
		if (!x || !y)
			return x != y;
		if (!bytes_equal(x->name, x->len, y->name, y->len))
			return true;
	}
}

/* Each item is its id where that is its own, else all that it says. */
static bool items_differ(const struct comparison *c, const struct part *old, const struct part *new)
{
	const struct node *a = old ? old->node : NULL, *b = new ? new->node : NULL;
	if (!a || !b || a->kind != NODE_LIST || b->kind != NODE_LIST)
		return !plan_same_value(a, b);
	size_t i = index_of(c->a, old), j = index_of(c->b, new);
	const struct part *x = next_speerpunt(c->a, &i), *y = next_speerpunt(c->b, &j);
	bool differ = a->count != b->count;
	for (size_t at = 0; !differ && at < a->count; at++) {
		bool own = x && x->node == a->items[at];
		if (own != (y && y->node == b->items[at]))
			return true;
		if (!own) {
			differ = !plan_same_item(a->items[at], b->items[at]);
			continue;
		}
		differ = !bytes_equal(x->name, x->len, y->name, y->len);
		x = next_speerpunt(c->a, &i);
		y = next_speerpunt(c->b, &j);
	}
	return differ;
}

static bool order_differs(struct comparison *c, const struct part *old, const struct part *new)
{
	if (!c->by_lines)
		return items_differ(c, old, new);
	pieces_differ(c, old, new); /* the key's own line and the comments below it: can they be read? */
	return ids_differ(c, old, new);
}

/* --- all parts --------------------------------------------------------------- */

static void add_name(struct str *out, const struct part *p)
{
	for (size_t i = 0; i < p->len; i++) {
		if (p->name[i] == '/')
			str_add_char(out, '/');
		str_add_char(out, p->name[i]);
	}
}

void parts_add_path(struct str *out, enum part_sign sign, const struct part_list *list, const struct part *p)
{
	str_add_char(out, (char)sign);
	if (p->kind != PART_KEY)
		str_add_text(out, "speerpunten/");
	if (p->kind == PART_FIELD) {
		add_name(out, &list->parts.p[p->above]);
		str_add_char(out, '/');
	}
	add_name(out, p);
	str_add_char(out, '\0');
}

static enum part_sign sign_of(const struct part *old, const struct part *new)
{
	return !old ? PART_CAME : !new ? PART_WENT : PART_OTHER;
}

/* A speerpunt of the old version, of the new, or of both: first its own path, then those of its keys. */
static void differ_speerpunt(struct comparison *c, const struct part *old, const struct part *new)
{
	size_t start = c->out->len;
	parts_add_path(c->out, sign_of(old, new), new ? c->b : c->a, new ? new : old);
	size_t keys = c->out->len;
	for (size_t i = new ? index_of(c->b, new) + 1 : c->b->parts.count; i < c->b->parts.count && c->b->parts.p[i].kind == PART_FIELD; i++) {
		const struct part *p = &c->b->parts.p[i], *was = old ? part_find(c->a, c->b, p) : NULL;
		if (part_differs(c, was, p))
			parts_add_path(c->out, sign_of(was, p), c->b, p);
	}
	for (size_t i = old ? index_of(c->a, old) + 1 : c->a->parts.count; i < c->a->parts.count && c->a->parts.p[i].kind == PART_FIELD; i++) {
		const struct part *p = &c->a->parts.p[i];
		if (!(new && part_find(c->b, c->a, p)) && part_differs(c, p, NULL))
			parts_add_path(c->out, PART_WENT, c->a, p);
	}
	if (c->out->len == keys)
		str_splice(c->out, start, keys - start, NULL, 0);
}

static void differ_speerpunten(struct comparison *c, const struct part *old, const struct part *new)
{
	const struct part *p;
	if (order_differs(c, old, new))
		parts_add_path(c->out, sign_of(old, new), new ? c->b : c->a, new ? new : old);
	for (size_t i = new ? index_of(c->b, new) : c->b->parts.count; (p = next_speerpunt(c->b, &i));)
		differ_speerpunt(c, part_find(c->a, c->b, p), p);
	for (size_t i = old ? index_of(c->a, old) : c->a->parts.count; (p = next_speerpunt(c->a, &i));)
		if (!part_find(c->b, c->a, p))
			differ_speerpunt(c, p, NULL);
}

static void differ_key(struct comparison *c, const struct part *old, const struct part *new)
{
	const struct part *p = new ? new : old;
	if (bytes_equal(p->name, p->len, "speerpunten", strlen("speerpunten")))
		differ_speerpunten(c, old, new);
	else if (part_differs(c, old, new))
		parts_add_path(c->out, sign_of(old, new), new ? c->b : c->a, p);
}

static void differ_all(struct comparison *c)
{
	for (size_t i = 0; i < c->b->parts.count; i++) {
		const struct part *p = &c->b->parts.p[i];
		if (p->kind == PART_KEY)
			differ_key(c, part_find(c->a, c->b, p), p);
	}
	for (size_t i = 0; i < c->a->parts.count; i++) {
		const struct part *p = &c->a->parts.p[i];
		if (p->kind == PART_KEY && !part_find(c->b, c->a, p))
			differ_key(c, p, NULL);
	}
}

/* --- two versions -------------------------------------------------------------- */

/* What stands before the first key is in no part, and may hold what can't be read. */
static bool same_head(const struct parts *old, const struct parts *new)
{
	return bytes_equal(old->bytes, old->scan.head, new->bytes, new->scan.head);
}

/* Can what differs be found by the lines alone?  Not where both were parsed anyway; and one must be known to be readable, to tell
 * whether the other is. */
static bool go_by_lines(const struct parts *old, const struct parts *new)
{
	if (!old->usual || !new->usual || !old->bytes || !new->bytes || (old->doc && new->doc))
		return false;
	return (old->readable && new->readable) || ((old->readable || new->readable) && same_head(old, new));
}

/* By the lines alone.  One is readable when all that differs from a readable other one is: each piece means the same wherever it stands,
 * and parts_scan saw to double keys and to the limits.  False where it can't be known so. */
static bool differ_by_lines(struct parts *old, struct parts *new, struct str *out)
{
	struct comparison c = {old, new, &old->scan.list, &new->scan.list, .by_lines = true, .out = out};
	size_t start = out->len;
	differ_all(&c);
	if (c.pieces <= PIECES_MOST) {
		old->readable = new->readable = true;
		return true;
	}
	str_splice(out, start, out->len - start, NULL, 0);
	return false;
}

enum parts_answer parts_differ(struct parts *old, struct parts *new, struct str *out)
{
	if (old->unreadable)
		return PARTS_OLD_UNREADABLE;
	bool known = old->readable || new->readable || read_whole(new);
	if (known && !new->unreadable && go_by_lines(old, new) && differ_by_lines(old, new, out))
		return PARTS_OK;
	if (!read_whole(old))
		return PARTS_OLD_UNREADABLE;
	if (!read_whole(new))
		return PARTS_NEW_UNREADABLE;
	differ_all(&(struct comparison){old, new, &old->nodes, &new->nodes, .out = out});
	return PARTS_OK;
}
