/* The parts of a plan that read in a way of their own: the analysis, the speerpunten, the toets and the SWOT. */
#include "plan/reading_internal.h"

#include "base/taal.h"
#include "plan/plan.h"
#include "plan/record.h"
#include "plan/say.h"

#include <string.h>

static void add_group(struct walk *w, const struct field *f, const struct node *list, size_t i, const char **group)
{
	const char *own = plan_text(list->items[i], "groep");
	if (strcmp(own, *group) != 0 && *own && strcmp(own, f->label) != 0)
		reading_add_heading(w, 2, list->items[i], own);
	*group = own;
}

/* The parts of the analysis, each below its titel and those of a group together.  A group or titel that only says
 * "Analyse" again is not said twice. */
void reading_add_analyse(struct walk *w, const struct field *f, const struct node *list)
{
	const char *group = "";
	for (size_t i = 0; i < list->count; i++) {
		const struct node *part = list->items[i];
		if (!schema_fits(part)) {
			reading_add_strange(w, 0, part, NULL);
			continue;
		}
		add_group(w, f, list, i, &group);
		int level = *group && strcmp(group, f->label) != 0 ? 3 : 2;
		if (strcmp(plan_name(part), f->label) != 0)
			reading_add_heading(w, level, part, plan_name(part));
		reading_add_fields(w, level + 1, f, part);
	}
}

void reading_add_progress(struct walk *w, const struct node *speerpunt)
{
	const struct node *list = plan_list(speerpunt, "activiteiten");
	struct str text = {0};
	bool told = false;
	for (size_t i = 0; list && i < list->count; i++)
		told |= list->items[i]->kind == NODE_MAP && *plan_text(list->items[i], "status");
	if (!told)
		return;
	str_addf(&text, _("%d %% van de activiteiten is klaar"), plan_progress(speerpunt));
	reading_add_pair(w, 0, list, _("Voortgang"), str_take(&text));
}

void reading_add_speerpunten(struct walk *w, const struct field *f, const struct node *list)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct node *item = list->items[i];
		struct str title = {0};
		str_addf(&title, _("Speerpunt %zu"), i + 1);
		if (schema_fits(item) && *plan_name(item))
			str_addf(&title, " · %s", plan_name(item));
		reading_add_heading(w, 2, item, title.p);
		if (schema_fits(item))
			reading_add_fields(w, 3, f, item);
		else
			reading_add_strange(w, 0, item, NULL);
		str_free(&title);
	}
}

/* A question of the toets, its answer, and why. */
static void add_question(struct walk *w, const struct field *f, const struct node *n)
{
	const struct node *oordeel = record_text(n, schema_first(f)), *waarom = node_get(n, "waarom");
	struct str text = {0};
	str_add_text(&text, _(f->help));
	if (oordeel) {
		char *answer = reading_value(oordeel);
		str_add_char(&text, ' ');
		say_capital(&text, answer);
		str_add_char(&text, '.');
		free(answer);
	}
	reading_add(w, BLOCK_ITEM, 0, n, str_take(&text));
	if (waarom && waarom->kind == NODE_SCALAR)
		reading_add_paragraphs(w, 1, waarom);
	reading_add_unknown(w, 1, f, n);
}

void reading_add_toets(struct walk *w, const struct field *f, const struct node *n)
{
	for (const struct field *question = schema_first(f); question; question = schema_next(question)) {
		const struct node *answer = plan_get(n, question->key);
		if (answer && schema_fits(answer))
			add_question(w, question, answer);
	}
	reading_add_unknown(w, 0, f, n);
}

static void add_quadrant(struct walk *w, const struct field *f, const struct node *n)
{
	size_t sides = 0;
	reading_add_heading(w, 2, n, _(f->label));
	for (const struct field *side = schema_first(f); side; side = schema_next(side))
		sides += plan_list(n, side->key) != NULL;
	for (const struct field *side = schema_first(f); side; side = schema_next(side)) {
		const struct node *list = plan_list(n, side->key);
		if (!list || list->count == 0)
			continue;
		if (sides > 1 || schema_next(side)) /* "algemeen", alone, says nothing */
			reading_add_heading(w, 3, list, _(side->label));
		reading_add_texts(w, list, false);
	}
	reading_add_unknown(w, 0, f, n);
}

void reading_add_swot(struct walk *w, const struct field *f, const struct node *n)
{
	int quadrant = 0;
	for (const struct field *part = schema_first(f); part; part = schema_next(part)) {
		const struct node *value = plan_get(n, part->key);
		w->quadrant = part->kind == KIND_RECORD ? ++quadrant : 0;
		if (!value || !schema_fits(value))
			continue;
		if (w->quadrant)
			add_quadrant(w, part, value);
		else
			reading_add_paragraphs(w, 0, value);
	}
	w->quadrant = 0;
	reading_add_other(w, 2, f, n);
}
