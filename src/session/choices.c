/* Where two people wrote something else in the same place: what there is to choose, and what was chosen. */
#include "session/internal.h"

#include "base/taal.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

static void clear_answers(struct sitting *t)
{
	for (size_t i = 0; i < t->answers.count; i++)
		free(t->answers.p[i].text);
	vec_free(&t->answers);
}

void choices_clear(struct sitting *t)
{
	merge_clear(&t->choices);
	clear_answers(t);
}

const struct merge *sitting_choices(const struct sitting *t)
{
	return t->choices.open ? &t->choices : NULL;
}

static struct given *find_answer(struct sitting *t, const char *id)
{
	for (size_t i = 0; i < t->answers.count; i++)
		if (strcmp(t->answers.p[i].id, id) == 0)
			return &t->answers.p[i];
	vec_push(&t->answers, (struct given){.take = TAKE_NONE});
	struct given *g = &t->answers.p[t->answers.count - 1];
	snprintf(g->id, sizeof g->id, "%s", id);
	return g;
}

void sitting_answer(struct sitting *t, const char *id, enum take take, const char *text, size_t len)
{
	struct given *g = find_answer(t, id);
	free(g->text);
	g->take = take;
	g->text = take == TAKE_TEXT ? mem_copy(text ? text : "", len) : NULL;
	g->len = take == TAKE_TEXT ? len : 0;
}

/* On the record theirs stands, and ours goes into it. */
static struct answer *turned_answers(const struct sitting *t)
{
	struct answer *all = mem_alloc((t->answers.count + 1) * sizeof *all);
	for (size_t i = 0; i < t->answers.count; i++) {
		const struct given *g = &t->answers.p[i];
		all[i] = (struct answer){g->id, take_turned(g->take), g->text, g->len};
	}
	return all;
}

static const struct merge_choice *first_open(const struct merge *m)
{
	size_t i = 0;
	while (m->choices.p[i].taken != TAKE_NONE)
		i++;
	return &m->choices.p[i];
}

static enum code refuse(const struct merge *m, struct err *e)
{
	struct str label = {0};
	const struct merge_choice *c = first_open(m);
	text_clean(&label, c->label, strlen(c->label), false);
	enum code code;
	if (c->why)
		code = err_set(e, ERR_CHANGED, _("%s Er is niets bewaard."), c->why);
	else if (m->open > 1)
		code = err_set(e, ERR_CHANGED, _("%.300s is intussen door iemand anders veranderd, en er is nog %zu keer iets te kiezen. Er is niets bewaard."), str_text(&label), m->open - 1);
	else
		code = err_set(e, ERR_CHANGED, !c->theirs ? _("%.300s is intussen door iemand anders weggehaald. Er is niets bewaard.")
		                               : _("%.300s is intussen door iemand anders veranderd. Er is niets bewaard."), str_text(&label));
	str_free(&label);
	return code;
}

enum code choices_combine(struct sitting *t, const struct doc *newest, struct doc **out, struct err *e)
{
	struct merge m;
	struct answer *all = turned_answers(t);
	struct answers answers = {all, t->answers.count, TAKE_NONE};
	enum code code = OK;
	merge_docs(&m, t->base, newest, sitting_doc(t), &answers);
	free(all);
	merge_clear(&t->choices);
	if (m.open) {
		merge_turn(&m);
		code = refuse(&m, e);
		t->choices = m;
		m = (struct merge){0};
	} else {
		*out = doc_ref(m.doc);
	}
	merge_clear(&m);
	return code;
}

/* --- in a draft ----------------------------------------------------------------------- */

static void keep_text(struct str *out, const char *name, const char *text)
{
	if (text)
		part_add(out, name, text, strlen(text));
}

static void keep_choice(struct str *out, const struct merge_choice *c)
{
	part_add(out, "open", c->id, strlen(c->id));
	keep_text(out, "plaats", c->label);
	keep_text(out, "was", c->base);
	keep_text(out, "uw", c->ours);
	keep_text(out, "hun", c->theirs);
}

/* The answers first: they are what is needed again.  What is open can be worked out anew; it is kept for who reads the file. */
void choices_keep(const struct sitting *t, struct str *out)
{
	for (size_t i = 0; i < t->answers.count; i++) {
		const struct given *g = &t->answers.p[i];
		char take[2] = {(char)('0' + g->take), '\0'};
		part_add(out, "keuze", g->id, strlen(g->id));
		part_add(out, "antwoord", take, 1);
		part_add(out, "tekst", g->text ? g->text : "", g->len);
	}
	for (size_t i = 0; i < t->choices.choices.count; i++)
		if (t->choices.choices.p[i].taken == TAKE_NONE)
			keep_choice(out, &t->choices.choices.p[i]);
}

void choices_take(struct sitting *t, const char *kept, size_t len)
{
	struct str in = {0};
	size_t at = 0;
	str_add(&in, kept, len);
	choices_clear(t);
	for (;;) {
		char *id = NULL, *take = NULL, *text = NULL;
		size_t text_len = 0;
		bool whole = part_take(&in, &at, "keuze", &id, NULL) && part_take(&in, &at, "antwoord", &take, NULL) &&
		             part_take(&in, &at, "tekst", &text, &text_len) && take[0] >= '0' && take[0] <= '0' + TAKE_TEXT;
		if (whole)
			sitting_answer(t, id, (enum take)(take[0] - '0'), text, text_len);
		free(id);
		free(take);
		free(text);
		if (!whole)
			break;
	}
	str_free(&in);
}
