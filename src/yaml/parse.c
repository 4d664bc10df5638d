/* From libyaml's events to a tree of nodes with byte spans. */
#include "yaml/internal.h"

#include "base/mem.h"
#include "base/taal.h"
#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

/* A mapping or list that is still open. */
struct open {
	struct node *node;
	bool has_key;           /* a key was read, its value is next */
	const char *key;
	size_t key_len, key_start, key_end;
	VEC(struct node *) items;
};

struct reader {
	yaml_parser_t parser;
	struct doc_whole *whole;
	struct marks marks;
	struct open open[DOC_MAX_DEPTH];
	size_t depth;
	VEC(struct node *) nodes;
	size_t quoted_start, quoted_end; /* the last quoted text of several lines */
	struct err *e;
};

static enum code refuse(struct reader *r, size_t at, const char *sentence)
{
	return gate_at(r->e, r->whole->doc.bytes, r->whole->doc.len, at, sentence);
}

/* The column of a block text's lines: that of its indicator, else of its first line that holds something; 0 where it
 * holds nothing. */
static size_t block_text_column(const struct doc *d, const struct open *o, size_t start, size_t header, size_t end)
{
	for (size_t at = start + 1; at < header && at < start + 3; at++)
		if (d->bytes[at] >= '1' && d->bytes[at] <= '9') {
			size_t body = o->node->kind == NODE_MAP ? o->key_start : start - 1;
			while (o->node->kind == NODE_LIST && body > 0 && d->bytes[body] != '-')
				body--;
			return body - line_start(d->bytes, body) + (size_t)(d->bytes[at] - '0');
		}
	for (size_t at = header; at < end;) {
		size_t indent = strspn(d->bytes + at, " ");
		if (at + indent < end && !strchr("\r\n", d->bytes[at + indent]))
			return indent;
		at = line_end(d->bytes, end, at);
	}
	return 0;
}

/* A block text ends, for libyaml, where the next token's line starts.  Trailing blank lines are cut but for '+'; a
 * line of blanks that goes deeper than the text is part of it. */
static size_t block_text_end(const struct doc *d, size_t column, size_t start, size_t end)
{
	const char *bytes = d->bytes;
	size_t header = line_end(bytes, end, start);
	bool keep = memchr(bytes + start, '+', header - start < 3 ? header - start : 3) != NULL;
	while (!keep && end > header) {
		size_t line = line_start(bytes, end - (bytes[end - 1] == '\n'));
		size_t blank = strspn(bytes + line, " \t\r");
		if (line + blank < end && bytes[line + blank] != '\n')
			break;
		if (blank - (line + blank > 0 && bytes[line + blank - 1] == '\r') > column && column)
			break;
		end = line;
	}
	if (end <= header) {
		end = header;
		while (end > start && strchr(" \t\r\n", bytes[end - 1]))
			end--;
		return end;
	}
	end -= bytes[end - 1] == '\n';
	return end - (bytes[end - 1] == '\r');
}

static const enum node_style styles[] = {
	[YAML_ANY_SCALAR_STYLE] = STYLE_PLAIN,
	[YAML_PLAIN_SCALAR_STYLE] = STYLE_PLAIN,
	[YAML_SINGLE_QUOTED_SCALAR_STYLE] = STYLE_SINGLE,
	[YAML_DOUBLE_QUOTED_SCALAR_STYLE] = STYLE_DOUBLE,
	[YAML_LITERAL_SCALAR_STYLE] = STYLE_LITERAL,
	[YAML_FOLDED_SCALAR_STYLE] = STYLE_FOLDED,
};

static enum code take_key(struct reader *r, struct open *o, const yaml_event_t *event, size_t start, size_t end)
{
	if (event->type != YAML_SCALAR_EVENT)
		return refuse(r, start, _("Een sleutel moet één gewone tekst zijn; hier staat een lijst of een blok. Schrijf er één woord."));
	if (event->data.scalar.length == 0)
		return refuse(r, start, _("Hier staat een dubbele punt zonder sleutel ervoor. Zet de tekst tussen aanhalingstekens."));
	const char *text = (const char *)event->data.scalar.value;
	if (strcmp(text, "<<") == 0)
		return refuse(r, start, _("De sleutel << (invoegen) kan niet in een plan. Schrijf de velden voluit."));
	o->key = arena_copy(&r->whole->arena, text, event->data.scalar.length);
	o->key_len = event->data.scalar.length;
	o->key_start = start;
	o->key_end = end;
	o->has_key = true;
	return OK;
}

static struct node *new_node(struct reader *r, struct open *o, size_t start, size_t end)
{
	struct node *n = arena_alloc(&r->whole->arena, sizeof *n);
	n->id = (unsigned)r->nodes.count;
	n->start = start;
	n->end = end;
	vec_push(&r->nodes, n);
	if (!o)
		return n;
	n->parent = o->node;
	n->index = o->items.count;
	if (o->node->kind == NODE_MAP) {
		n->key = o->key;
		n->key_len = o->key_len;
		n->key_start = o->key_start;
		n->key_end = o->key_end;
		o->has_key = false;
	}
	vec_push(&o->items, n);
	return n;
}

static void take_scalar(struct reader *r, struct open *o, const yaml_event_t *event, size_t start, size_t end)
{
	struct node *n = new_node(r, o, start, end);
	n->kind = NODE_SCALAR;
	n->style = styles[event->data.scalar.style];
	n->len = event->data.scalar.length;
	n->text = arena_copy(&r->whole->arena, (const char *)event->data.scalar.value, n->len);
	if (n->style == STYLE_LITERAL || n->style == STYLE_FOLDED) {
		const struct doc *d = &r->whole->doc;
		n->column = block_text_column(d, o, start, line_end(d->bytes, end, start), end);
		n->end = block_text_end(d, n->column, start, end);
	} else if (n->style != STYLE_PLAIN && memchr(r->whole->doc.bytes + start, '\n', end - start)) {
		r->quoted_start = start;
		r->quoted_end = end;
	}
}

static enum code take_start(struct reader *r, struct open *o, const yaml_event_t *event, size_t start, size_t end)
{
	if (r->depth == DOC_MAX_DEPTH)
		return refuse(r, start, _("Het plan is hier meer dan 32 lagen diep. Zo diep kan een plan niet zijn: haal lagen weg."));
	bool map = event->type == YAML_MAPPING_START_EVENT;
	if (!o && !map)
		return refuse(r, start, _("Een plan begint met sleutels (formaat: 1, buurt: …), niet met een lijst."));
	struct node *n = new_node(r, o, start, end);
	n->kind = map ? NODE_MAP : NODE_LIST;
	bool flow = map ? event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
	                : event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
	n->style = flow ? STYLE_FLOW : STYLE_BLOCK;
	if (!r->depth)
		r->whole->doc.root = n;
	r->open[r->depth] = (struct open){.node = n};
	r->depth++;
	return OK;
}

static int by_key(const void *a, const void *b)
{
	const struct node *x = *(struct node *const *)a, *y = *(struct node *const *)b;
	int order = strcmp(x->key, y->key);
	return order ? order : (x->key_start > y->key_start) - (x->key_start < y->key_start);
}

/* The later of two alike keys, or NULL.  (A key's text has no NUL: the gate saw to that.) */
static const struct node *double_key(const struct node *map, const struct node **earlier)
{
	if (map->count < 2)
		return NULL;
	const struct node *found = NULL;
	const struct node **sorted = mem_resize(NULL, map->count, sizeof *sorted);
	memcpy(sorted, map->items, map->count * sizeof *sorted);
	qsort(sorted, map->count, sizeof *sorted, by_key);
	for (size_t i = 1; i < map->count && !found; i++)
		if (strcmp(sorted[i - 1]->key, sorted[i]->key) == 0) {
			found = sorted[i];
			*earlier = sorted[i - 1];
		}
	free(sorted);
	return found;
}

static enum code take_end(struct reader *r, size_t end)
{
	struct open *o = &r->open[--r->depth];
	struct node *n = o->node;
	n->count = o->items.count;
	n->items = arena_alloc(&r->whole->arena, n->count * sizeof *n->items);
	if (n->count)
		memcpy(n->items, o->items.p, n->count * sizeof *n->items);
	vec_free(&o->items);
	if (n->style == STYLE_FLOW)
		n->end = end;
	const struct node *earlier, *later = n->kind == NODE_MAP ? double_key(n, &earlier) : NULL;
	if (!later)
		return OK;
	const struct doc *d = &r->whole->doc;
	int first, line, column;
	place_of(d->bytes, d->len, earlier->key_start, &first, &column);
	place_of(d->bytes, d->len, later->key_start, &line, &column);
	return err_at(r->e, ERR_UNREADABLE, line, column,
	              _("De sleutel '%.60s' staat er twee keer: op regel %d en op regel %d. Voeg ze samen of haal er een weg."),
	              later->key, first, line);
}

static enum code take_event(struct reader *r, const yaml_event_t *event)
{
	const struct doc *d = &r->whole->doc;
	size_t start = marks_byte(&r->marks, event->start_mark.index);
	size_t end = marks_byte(&r->marks, event->end_mark.index);
	struct open *o = r->depth ? &r->open[r->depth - 1] : NULL;

	enum code code = gate_event(event, d->bytes, d->len, start, r->e);
	if (code)
		return code;
	if (r->nodes.count >= DOC_MAX_NODES)
		return refuse(r, start, _("Het plan heeft meer dan 50.000 onderdelen. Zo groot kan een plan niet zijn."));
	switch (event->type) {
	case YAML_DOCUMENT_START_EVENT:
		return d->root ? refuse(r, start, _("Hier begint een tweede document (---). Een plan is één document: haal deze regel en wat erop volgt weg.")) : OK;
	case YAML_SCALAR_EVENT:
	case YAML_SEQUENCE_START_EVENT:
	case YAML_MAPPING_START_EVENT:
		if (o && o->node->kind == NODE_MAP && !o->has_key)
			return take_key(r, o, event, start, end);
		if (event->type != YAML_SCALAR_EVENT)
			return take_start(r, o, event, start, end);
		if (!o)
			return refuse(r, start, event->data.scalar.length
			                            ? _("Een plan begint met sleutels (formaat: 1, buurt: …); hier staat alleen een tekst.")
			                            : _("Het bestand is leeg: er staat geen plan in."));
		take_scalar(r, o, event, start, end);
		return OK;
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		return take_end(r, end);
	default:
		return OK;
	}
}

/* A quote that was closed by a later quote by accident ('t Zand): the line where it began is the one to look at. */
static enum code refused_by_libyaml(struct reader *r)
{
	const struct doc *d = &r->whole->doc;
	size_t problem = marks_byte(&r->marks, r->parser.problem_mark.index);
	if (r->quoted_end && problem >= r->quoted_end && line_start(d->bytes, problem) <= r->quoted_end)
		return refuse(r, r->quoted_start,
		              _("Het aanhalingsteken dat hier begint, wordt pas op een latere regel gesloten. Zet een tekst met ' erin tussen dubbele aanhalingstekens."));
	return gate_refused(&r->parser, d->bytes, d->len, r->e);
}

static enum code read_events(struct reader *r)
{
	for (bool more = true; more;) {
		yaml_event_t event;
		if (!yaml_parser_parse(&r->parser, &event))
			return refused_by_libyaml(r);
		more = event.type != YAML_STREAM_END_EVENT;
		enum code code = take_event(r, &event);
		yaml_event_delete(&event);
		if (code)
			return code;
	}
	if (!r->whole->doc.root)
		return refuse(r, 0, _("Het bestand is leeg: er staat geen plan in."));
	return OK;
}

static struct doc_whole *new_whole(const char *bytes, size_t len)
{
	struct doc_whole *whole = mem_alloc(sizeof *whole);
	whole->references = 1;
	whole->bytes = mem_copy(bytes, len);
	struct doc *d = &whole->doc;
	d->bytes = whole->bytes;
	d->len = len;
	d->bom = len >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0;
	const char *lf = memchr(whole->bytes, '\n', len);
	d->crlf = lf && lf > whole->bytes && lf[-1] == '\r';
	return whole;
}

static enum code read_document(struct doc_whole *whole, struct err *e)
{
	struct reader r = {.whole = whole, .e = e};
	const size_t skip = whole->doc.bom ? 3 : 0;
	marks_init(&r.marks, whole->doc.bytes, whole->doc.len);
	if (!yaml_parser_initialize(&r.parser))
		abort();
	yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&r.parser, (const unsigned char *)whole->bytes + skip, whole->doc.len - skip);
	enum code code = read_events(&r);
	yaml_parser_delete(&r.parser);
	marks_clear(&r.marks);
	for (size_t i = 0; i < r.depth; i++)
		vec_free(&r.open[i].items);
	if (r.nodes.count) {
		whole->doc.count = r.nodes.count;
		whole->doc.nodes = arena_alloc(&whole->arena, r.nodes.count * sizeof *whole->doc.nodes);
		memcpy(whole->doc.nodes, r.nodes.p, r.nodes.count * sizeof *whole->doc.nodes);
	}
	vec_free(&r.nodes);
	return code;
}

enum code doc_parse(struct doc **out, const char *bytes, size_t len, struct err *e)
{
	*out = NULL;
	enum code code = gate_bytes(bytes, len, e);
	if (code)
		return code;
	struct doc_whole *whole = new_whole(bytes, len);
	code = read_document(whole, e);
	if (!code)
		code = layout_document(&whole->doc, e);
	if (code)
		doc_free(&whole->doc);
	else
		*out = &whole->doc;
	return code;
}
