#include "plan/advies_internal.h"

#include "base/vec.h"
#include "base/taal.h"
#include "plan/path.h"
#include "plan/plan.h"

#include <stdlib.h>
#include <string.h>

const char *advies_word(size_t i)
{
	return advies_rules[i].word;
}

static void push(struct looking *l, const struct rule *r, struct advies a, struct str *take)
{
	a.word = r->word;
	a.text = str_take(take);
	vec_push(l->out, a);
}

/* All rules of a record; `one`: only the first that holds. */
static void look(struct looking *l, enum about about, const struct node *record, bool one)
{
	for (const struct rule *r = advies_rules; r->word; r++) {
		struct advies a = {0};
		struct str s = {0};
		if (r->about != about || !(r->when & l->status) || !r->look(l, r, record, &a, &s))
			continue;
		push(l, r, a, &s);
		if (one)
			return;
	}
}

static void look_at_list(struct looking *l, enum about about, const struct node *record, const char *key)
{
	const struct node *list = plan_list(record, key);
	for (size_t i = 0; list && i < list->count; i++)
		if (list->items[i]->kind == NODE_MAP)
			look(l, about, list->items[i], true);
}

static void look_at_record(struct looking *l, enum about about, const struct node *record)
{
	if (record && record->kind == NODE_MAP)
		look(l, about, record, false);
}

static void look_at_toets(struct looking *l, const struct node *toets)
{
	for (size_t i = 0; toets && toets->kind == NODE_MAP && i < toets->count; i++)
		look_at_record(l, ABOUT_VRAAG, toets->items[i]);
}

static unsigned status_of(const struct node *speerpunt)
{
	static const char *const words[] = {"lopend", "afgerond", "overgedragen", "gestopt"};
	const char *status = plan_text(speerpunt, "status");
	for (unsigned i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(status, words[i]) == 0)
			return (unsigned)LOPEND << i;
	return NEW;
}

static void look_at_speerpunt(struct looking *l, const struct node *speerpunt)
{
	if (speerpunt->kind == NODE_LIST)
		return;
	l->status = status_of(speerpunt);
	fasen_read(&l->fasen, plan_list(speerpunt, "fasering"));
	look(l, ABOUT_SPEERPUNT, speerpunt, false);
	look_at_toets(l, plan_get(speerpunt, "toets"));
	look_at_list(l, ABOUT_ACTIVITEIT, speerpunt, "activiteiten");
	look_at_list(l, ABOUT_FASE, speerpunt, "fasering");
	look_at_list(l, ABOUT_AFSPRAAK, speerpunt, "afspraken");
	look_at_record(l, ABOUT_OVERDRACHT, plan_get(speerpunt, "overdracht"));
}

/* A period that runs backwards says nothing of what is inside it. */
static void set_period(struct looking *l, const struct doc *d)
{
	l->periode = plan_get(d->root, "periode");
	struct span van = span_of(l->periode, "van"), tot = span_of(l->periode, "tot");
	if (van.first && tot.last && tot.last < van.first)
		return;
	l->begin = van;
	l->end = tot;
}

static int compare_node(const void *a, const void *b)
{
	const struct advies *x = a, *y = b;
	if (x->node != y->node)
		return x->node->id < y->node->id ? -1 : 1;
	return (x->field > y->field) - (x->field < y->field);
}

/* In one walk over the bytes. */
static void set_places(struct advies *p, size_t count, const struct doc *d)
{
	size_t at = d->bom ? 3 : 0;
	int line = 1, column = 1;
	for (size_t i = 0; i < count; i++) {
		size_t to = p[i].node->start;
		for (const char *lf; at < to && (lf = memchr(d->bytes + at, '\n', to - at)); line++, column = 1)
			at = (size_t)(lf - d->bytes) + 1;
		for (; at < to; at++)
			column += ((unsigned char)d->bytes[at] & 0xc0) != 0x80;
		p[i].line = line;
		p[i].column = column;
	}
}

void advies_doc(struct adviezen *out, const struct doc *d, int today)
{
	struct looking l = {.out = out, .today = today, .status = ALL};
	size_t first = out->count;
	set_period(&l, d);
	look(&l, ABOUT_PLAN, d->root, false);
	look_at_record(&l, ABOUT_PERIODE, l.periode);
	look_at_list(&l, ABOUT_PRESTATIE, d->root, "kwaliteit");
	const struct node *speerpunten = plan_speerpunten(d);
	for (size_t i = 0; speerpunten && i < speerpunten->count; i++)
		look_at_speerpunt(&l, speerpunten->items[i]);
	fasen_clear(&l.fasen);
	if (out->count == first)
		return;
	qsort(out->p + first, out->count - first, sizeof *out->p, compare_node);
	set_places(out->p + first, out->count - first, d);
}

/* --- what is said of one ------------------------------------------------------------------ */

void advies_path(struct str *out, const struct advies *a)
{
	path_of(out, a->node);
	if (a->field)
		str_addf(out, "/%s", a->field->key);
}

void advies_label(struct str *out, const struct advies *a)
{
	path_label(out, a->node);
	if (a->field)
		str_addf(out, " › %s", _(a->field->label));
}

void adviezen_free(struct adviezen *a)
{
	for (size_t i = 0; i < a->count; i++)
		free(a->p[i].text);
	vec_free(a);
}
