/* A plan with two versions, after a merge or rebase of plain git: the choices, and what comes of the answers. */
#include "session/internal.h"

#include "base/taal.h"
#include "base/text.h"

#include <string.h>

enum code session_unresolved(struct session *s, struct unresolved *out, struct err *e)
{
	*out = (struct unresolved){.go_on = store_go_on(s->store)};
	return store_stages_list(s->store, &out->names, &out->count, e);
}

void unresolved_clear(struct unresolved *u)
{
	for (size_t i = 0; i < u->count; i++)
		free(u->names[i]);
	free(u->names);
	*u = (struct unresolved){0};
}

static struct merge_bytes side(bool has, const struct str *bytes)
{
	return has ? (struct merge_bytes){str_text(bytes), bytes->len} : (struct merge_bytes){0};
}

static struct answer *turned(const struct answers *answers)
{
	struct answer *all = mem_alloc((answers->count + 1) * sizeof *all);
	for (size_t i = 0; i < answers->count; i++) {
		all[i] = answers->p[i];
		all[i].take = take_turned(all[i].take);
	}
	return all;
}

/* What the person made goes into what it is built upon, of which the bytes stay; the choices are theirs again. */
static void merge_upon(struct merge *out, struct merge_bytes base, struct merge_bytes mine, struct merge_bytes upon,
                       const struct answers *answers)
{
	struct answer *all = turned(answers);
	const struct answers upside = {all, answers->count, take_turned(answers->rest)};
	merge_files(out, base, upon, mine, &upside);
	merge_turn(out);
	free(all);
}

static void merge_stages(struct merge *out, const struct store_stages *x, const struct answers *answers)
{
	struct merge_bytes base = side(x->has_base, &x->base), ours = side(x->has_ours, &x->ours),
	                   theirs = side(x->has_theirs, &x->theirs);
	if (!x->swapped) {
		merge_files(out, base, ours, theirs, answers);
		return;
	}
	merge_upon(out, base, theirs, ours, answers);
	if (out->choices.count && out->choices.p[0].why) { /* nothing was combined, and the sentence says whose is whose */
		merge_clear(out);
		merge_files(out, base, theirs, ours, answers);
	}
}

static const struct merge_choice *find_choice(const struct merge *m, const char *id)
{
	for (size_t i = 0; i < m->choices.count; i++)
		if (strcmp(m->choices.p[i].id, id) == 0)
			return &m->choices.p[i];
	return NULL;
}

static enum code misfit(const struct merge_choice *c, enum take take, struct err *e)
{
	struct str label = {0};
	text_clean(&label, c->label, strlen(c->label), false);
	err_set(e, ERR_USE,
	        take == TAKE_TEXT   ? _("%.300s: hier past geen eigen tekst. Er is niets veranderd.")
	        : take == TAKE_BOTH ? _("%.300s: hier kunnen niet allebei blijven. Er is niets veranderd.")
	                            : _("%.300s: dit kan niet worden zoals het was. Er is niets veranderd."),
	        str_text(&label));
	str_free(&label);
	return ERR_USE;
}

static enum code check_answers(const struct merge *m, const struct answers *answers, const char *plan,
                               struct err *e)
{
	for (size_t i = 0; i < answers->count; i++) {
		const struct answer *a = &answers->p[i];
		const struct merge_choice *c = find_choice(m, a->id);
		if (!c)
			return err_set(e, ERR_USE, _("Bij het antwoord '%.40s' hoort geen keuze van plan %s. Er is niets "
			                             "veranderd."), a->id, plan);
		if (c->taken != a->take)
			return misfit(c, a->take, e);
	}
	if (!m->open)
		return OK;
	return err_set(e, ERR_NO,
	               m->open == 1 ? _("Voor plan %s is er %zu keuze te maken. Er is niets veranderd.")
	                            : _("Voor plan %s zijn er %zu keuzes te maken. Er is niets veranderd."),
	               plan, m->open);
}

enum code session_resolve(struct session *s, const char *plan, const struct answers *answers, struct merge *out,
                          struct err *e)
{
	static const struct answers none;
	struct store_stages stages;
	*out = (struct merge){0};
	enum code code = store_stages_read(s->store, plan, &stages, e);
	if (code)
		return code;
	merge_stages(out, &stages, answers ? answers : &none);
	store_stages_clear(&stages);
	code = check_answers(out, answers ? answers : &none, plan, e);
	const char *bytes = out->gone ? NULL : str_text(&out->bytes);
	return code ? code : store_stages_settle(s->store, plan, bytes, out->bytes.len, e);
}
