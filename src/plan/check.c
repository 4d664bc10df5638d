#include "plan/check.h"

#include "base/taal.h"
#include "base/vec.h"
#include "plan/path.h"
#include "plan/plan.h"
#include "plan/say.h"
#include "plan/value.h"

#include <stdlib.h>
#include <string.h>

struct spot {
	int line, column;
};

struct check {
	struct findings *out;
	struct spot *spots; /* of each node, by id: where its key begins, where its value begins */
};

/* All places in one walk over the bytes: asking them one by one would be slow in a file full of findings. */
static struct spot *find_spots(const struct doc *d)
{
	struct spot *spots = mem_alloc(2 * d->count * sizeof *spots), here = {1, 1};
	size_t at = d->bom ? 3 : 0;
	for (size_t i = 0; i < 2 * d->count; i++) {
		const struct node *n = d->nodes[i / 2];
		size_t to = i % 2 == 0 && n->key ? n->key_start : n->start;
		for (; at < to && at < d->len; at++) {
			if (d->bytes[at] == '\n')
				here = (struct spot){here.line + 1, 1};
			else
				here.column += ((unsigned char)d->bytes[at] & 0xc0) != 0x80;
		}
		spots[i] = here;
	}
	return spots;
}

static int line_of(const struct check *c, const struct node *n)
{
	return c->spots[2 * n->id + 1].line;
}

/* Adds a finding; `take` is its sentence, to which the label of the place is put in front. */
static void add(struct check *c, enum finding_kind kind, const struct node *n, const struct field *f, struct str *take)
{
	const struct spot *spot = &c->spots[2 * n->id + (kind == FINDING_SHAPE ? 0 : 1)];
	struct str text = {0};
	path_label(&text, n);
	if (text.len == 0)
		str_add_text(&text, _("Het plan"));
	str_add(&text, str_text(take), take->len);
	str_free(take);
	vec_push(c->out, (struct finding){kind, n, f, spot->line, spot->column, str_take(&text)});
}

static const char *shape_word(enum node_kind kind)
{
	switch (kind) {
	case NODE_MAP:
		return _("een groep velden");
	case NODE_LIST:
		return _("een lijst");
	default:
		return _("een tekst");
	}
}

/* What no screen can put right. */
static const char *by_hand(void)
{
	return _(" Dit kan alleen in het bestand zelf worden veranderd: vraag het een beheerder.");
}

static void add_shape(struct check *c, const struct node *n, const struct field *f, enum node_kind want)
{
	struct str s = {0};
	str_addf(&s, _(": hier staat %s, maar het moet %s zijn."), shape_word(n->kind), shape_word(want));
	if (want == NODE_SCALAR && n->kind == NODE_MAP)
		str_add_text(&s, _(" Staat er een dubbele punt in de tekst? Dan horen er in het bestand aanhalingstekens om."));
	str_add_text(&s, by_hand());
	add(c, FINDING_SHAPE, n, f, &s);
}

static void add_choice(struct check *c, const struct node *n, const struct field *f)
{
	size_t count = 0;
	struct str s = {0};
	str_add_text(&s, ": ");
	say_quote(&s, n->text, n->len);
	str_add_text(&s, _(" is geen keuze. Kies uit: "));
	while (f->choices[count].value)
		count++;
	for (size_t i = 0; i < count; i++)
		say_or(&s, i, count, f->choices[i].value);
	str_add_char(&s, '.');
	add(c, FINDING_CHOICE, n, f, &s);
}

static const char *value_rule(enum field_kind kind)
{
	switch (kind) {
	case KIND_MONTH:
		return _(" is geen maand of dag. Schrijf een maand als 2019-03 en een dag als 2019-03-12.");
	case KIND_MONTH_OR_YEAR:
		return _(" is geen maand of jaar. Schrijf een maand als 2019-03 en een jaar als 2019.");
	case KIND_YEAR:
		return _(" is geen jaar. Schrijf een jaar als 2019.");
	case KIND_MONEY:
		return _(" is geen bedrag. Schrijf hele euro's als 1500, of met centen als 1500.50.");
	case KIND_YES_NO:
		return _(" kan hier niet. Schrijf ja of nee.");
	case KIND_SLUG:
		return _(" is geen goed kenmerk (id). Gebruik kleine letters zonder accent, cijfers en streepjes, met minstens "
			 "één letter en hoogstens 64 tekens.");
	default:
		return _(" is geen getal. Schrijf alleen cijfers, met een punt voor de decimalen.");
	}
}

static void add_value(struct check *c, const struct node *n, const struct field *f)
{
	struct str s = {0};
	if (f->kind == KIND_CHOICE) {
		add_choice(c, n, f);
		return;
	}
	str_add_text(&s, ": ");
	say_quote(&s, n->text, n->len);
	str_add_text(&s, value_rule(f->kind));
	if (f->kind == KIND_SLUG)
		str_add_text(&s, by_hand());
	add(c, f->kind == KIND_SLUG ? FINDING_ID : FINDING_VALUE, n, f, &s);
}

static void check_formaat(struct check *c, const struct node *n, const struct field *f)
{
	struct str s = {0};
	str_addf(&s, "%d", PLAN_FORMAAT);
	bool ours = node_is_text(n, str_text(&s));
	str_clear(&s);
	if (ours) {
		str_free(&s);
		return;
	}
	str_add_text(&s, ": ");
	say_quote(&s, n->text, n->len);
	if (value_is_number(n->text, n->len) && strtod(n->text, NULL) > PLAN_FORMAAT)
		str_addf(&s, _(" is nieuwer dan deze versie van buurtplan kent (%d). U kunt het plan lezen, maar niet veranderen."), PLAN_FORMAAT);
	else
		str_addf(&s, _(" is geen formaat dat buurtplan kent. Het moet %d zijn.%s"), PLAN_FORMAAT, by_hand());
	add(c, FINDING_FORMAAT, n, f, &s);
}

static void check_record(struct check *c, const struct node *map, const struct field *parent);

static void add_missing(struct check *c, const struct node *record, const struct field *f)
{
	struct str s = {0};
	if (f->kind == KIND_SLUG)
		str_addf(&s, _(" heeft nog geen kenmerk (id). Dat komt er vanzelf bij als u iets in dit %s verandert en bewaart."), _(schema_parent(f)->one));
	else if (f == schema_first(NULL))
		str_addf(&s, _(" heeft geen formaat. In het bestand hoort te staan: formaat: %d. Vraag het een beheerder."), PLAN_FORMAAT);
	else
		str_addf(&s, _(" heeft geen %s. Vul bij %s iets in."), f->key, _(f->label));
	add(c, FINDING_MISSING, record, f, &s);
}

static void check_required(struct check *c, const struct node *record, const struct field *parent)
{
	for (const struct field *f = schema_first(parent); f; f = schema_next(f)) {
		if (!(f->flags & FIELD_REQUIRED))
			continue;
		const struct node *n = plan_get(record, f->key);
		if (!n || (n->kind == NODE_SCALAR && n->len == 0))
			add_missing(c, record, f);
	}
}

static void check_item(struct check *c, const struct node *n, const struct field *list)
{
	if (list->kind == KIND_TEXTS) {
		if (n->kind != NODE_SCALAR)
			add_shape(c, n, list, NODE_SCALAR);
		return;
	}
	if (n->kind == NODE_LIST) {
		add_shape(c, n, list, NODE_MAP);
		return;
	}
	const struct field *first = schema_first(list);
	if (n->kind == NODE_MAP)
		check_record(c, n, list);
	else if (n->len > 0 && !value_is_valid(first, n->text, n->len))
		add_value(c, n, first);
	check_required(c, n, list);
}

struct keyed {
	const char *id;
	const struct node *node;
};

static int compare_keyed(const void *a, const void *b)
{
	const struct keyed *x = a, *y = b;
	int order = strcmp(x->id, y->id);
	return order ? order : (x->node->id > y->node->id) - (x->node->id < y->node->id);
}

static void check_doubles(struct check *c, const struct node *list, const struct field *f)
{
	struct keyed *ids = mem_alloc(list->count * sizeof *ids);
	size_t count = 0, first = 0;
	for (size_t i = 0; i < list->count; i++) {
		const struct node *n = plan_get(list->items[i], "id");
		if (n && n->kind == NODE_SCALAR && n->len > 0)
			ids[count++] = (struct keyed){n->text, n};
	}
	if (count > 1)
		qsort(ids, count, sizeof *ids, compare_keyed);
	for (size_t i = 1; i < count; i++) {
		struct str s = {0};
		if (strcmp(ids[i].id, ids[first].id) != 0) {
			first = i;
			continue;
		}
		str_add_text(&s, _(": het kenmerk (id) "));
		say_quote(&s, ids[i].node->text, ids[i].node->len);
		str_addf(&s, _(" staat er twee keer: op regel %d en op regel %d. Een van beide moet een ander kenmerk krijgen.%s"),
			 line_of(c, ids[first].node), line_of(c, ids[i].node), by_hand());
		add(c, FINDING_DOUBLE_ID, ids[i].node, schema_first(f), &s);
	}
	free(ids);
}

static void check_list(struct check *c, const struct node *list, const struct field *f)
{
	for (size_t i = 0; i < list->count; i++)
		check_item(c, list->items[i], f);
	if (f->flags & FIELD_KEYED)
		check_doubles(c, list, f);
}

static void check_value(struct check *c, const struct node *n, const struct field *f)
{
	enum node_kind want = schema_is_list(f) ? NODE_LIST : f->kind == KIND_RECORD ? NODE_MAP : NODE_SCALAR;
	if (node_is_absent(n))
		return;
	if (n->kind != want) {
		add_shape(c, n, f, want);
	} else if (want == NODE_LIST) {
		check_list(c, n, f);
	} else if (want == NODE_MAP) {
		check_record(c, n, f);
		check_required(c, n, f);
	} else if (f->flags & FIELD_REQUIRED && n->len == 0) {
		return; /* missing; not malformed too */
	} else if (f == schema_find("formaat")) {
		check_formaat(c, n, f);
	} else if (!value_is_valid(f, n->text, n->len)) {
		add_value(c, n, f);
	}
}

static void check_record(struct check *c, const struct node *map, const struct field *parent)
{
	for (size_t i = 0; i < map->count; i++) {
		const struct node *n = map->items[i];
		const struct field *f = schema_child(parent, n->key, n->key_len);
		if (f)
			check_value(c, n, f);
	}
}

static int compare_place(const void *a, const void *b)
{
	const struct finding *x = a, *y = b;
	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	if (x->column != y->column)
		return x->column < y->column ? -1 : 1;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	return (x->field > y->field) - (x->field < y->field);
}

void check_doc(struct findings *out, const struct doc *d)
{
	size_t start = out->count;
	struct check c = {out, find_spots(d)};
	check_record(&c, d->root, NULL);
	check_required(&c, d->root, NULL);
	if (out->count > start)
		qsort(out->p + start, out->count - start, sizeof *out->p, compare_place);
	free(c.spots);
}

void finding_path(struct str *out, const struct finding *f)
{
	size_t start = out->len;
	path_of(out, f->node);
	if (f->kind != FINDING_MISSING)
		return;
	if (out->len > start)
		str_add_char(out, '/');
	str_add_text(out, f->field->key);
}

const char *finding_word(enum finding_kind kind)
{
	static const char *const words[] = {"shape", "choice", "value", "missing", "id", "double_id", "formaat"};
	return words[kind];
}

void findings_free(struct findings *f)
{
	for (size_t i = 0; i < f->count; i++)
		free(f->p[i].text);
	vec_free(f);
}
