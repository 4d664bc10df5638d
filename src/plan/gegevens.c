#include "plan/gegevens.h"

#include "base/str.h"
#include "base/taal.h"
#include "base/text.h"
#include "plan/path.h"
#include "plan/value.h"

#include <string.h>

static void free_one(struct gegevens_found *f)
{
	free(f->path);
	free(f->where);
	free(f->text);
	free(f->core);
}

void gegevens_clear(struct gegevens *g)
{
	for (size_t i = 0; i < g->count; i++)
		free_one(&g->p[i]);
	vec_free(g);
}

/* --- the same piece ------------------------------------------------------------------ */

static char *core_of(enum gegeven_kind kind, const char *text, size_t len)
{
	struct str folded = {0}, out = {0};
	text_fold(&folded, text, len);
	str_addf(&out, "%d ", (int)kind);
	for (size_t i = 0; i < folded.len; i++)
		if (!strchr(" .-/()\n\t,", folded.p[i]))
			str_add_char(&out, folded.p[i]);
	str_free(&folded);
	return str_take(&out);
}

static int by_core(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The cores in order, a NULL behind them; owned, but for the texts. */
static const char **sorted_cores(const struct gegevens *g)
{
	const char **cores = mem_alloc((g->count + 1) * sizeof *cores);
	for (size_t i = 0; i < g->count; i++)
		cores[i] = g->p[i].core;
	if (g->count)
		qsort(cores, g->count, sizeof *cores, by_core);
	return cores;
}

bool gegevens_are_known(const struct gegevens *g, const struct gegevens *known)
{
	const char **need = sorted_cores(g), **have = sorted_cores(known), **at = have;
	bool all = true;
	for (size_t i = 0; i < g->count && all; i++) {
		while (*at && strcmp(*at, need[i]) < 0)
			at++;
		all = *at && strcmp(*at, need[i]) == 0;
		at += all;
	}
	free(need);
	free(have);
	return all;
}

/* --- in a document -------------------------------------------------------------------- */

static void add(struct gegevens *out, const char *text, size_t len, const struct node *n, const char *where, const char *own)
{
	struct gegeven_list found = {0};
	gegeven_find(&found, text, len, own);
	for (size_t i = 0; i < found.count; i++) {
		const struct gegeven *g = &found.p[i];
		const char *piece = text + g->start;
		size_t piece_len = g->end - g->start;
		struct str path = {0}, label = {0};
		if (n) {
			path_of(&path, n);
			path_label(&label, n);
		} else {
			str_add_text(&label, where);
		}
		vec_push(out, (struct gegevens_found){
			.kind = g->kind, .path = n ? str_take(&path) : NULL, .where = str_take(&label),
			.text = mem_copy(piece, piece_len), .core = core_of(g->kind, piece, piece_len),
		});
		str_free(&path);
	}
	vec_free(&found);
}

/* A number, a month or a choice that is well formed is that, and nothing else. */
static bool is_plain_value(const struct node *n)
{
	const struct field *f = schema_of(n);
	if (!f || schema_is_item(n))
		return false;
	switch (f->kind) {
	case KIND_CHOICE:
	case KIND_MONTH:
	case KIND_MONTH_OR_YEAR:
	case KIND_YEAR:
	case KIND_NUMBER:
	case KIND_MONEY:
	case KIND_YES_NO:
		return value_is_valid(f, n->text, n->len);
	default:
		return false;
	}
}

static void add_all(struct gegevens *out, const struct node *n, const char *own)
{
	if (n->kind == NODE_SCALAR && !is_plain_value(n))
		add(out, n->text, n->len, n, NULL, own);
	for (size_t i = 0; i < n->count; i++)
		add_all(out, n->items[i], own);
}

void gegevens_add_new(struct gegevens *out, struct gegevens *take, const struct gegevens *known)
{
	const char **cores = sorted_cores(known);
	for (size_t i = 0; i < take->count; i++) {
		if (known->count && bsearch(&take->p[i].core, cores, known->count, sizeof *cores, by_core))
			free_one(&take->p[i]);
		else
			vec_push(out, take->p[i]);
	}
	free(cores);
	vec_free(take);
}

/* What stood in the older document is left out; that is read only where there is something to leave out. */
static void add_unless_old(struct gegevens *out, struct gegevens *take, const struct diff *d, const char *own)
{
	struct gegevens old = {0};
	if (take->count)
		add_all(&old, d->match.a->root, own);
	gegevens_add_new(out, take, &old);
	gegevens_clear(&old);
}

void gegevens_of_changes(struct gegevens *out, const struct diff *d, const char *own)
{
	struct gegevens found = {0};
	for (size_t i = 0; i < d->changes.count; i++) {
		const struct change *c = &d->changes.p[i];
		if (c->kind == CHANGE_SET || c->kind == CHANGE_ADDED)
			add_all(&found, c->new, own);
	}
	add_unless_old(out, &found, d, own);
}

void gegevens_of_text(struct gegevens *out, const char *text, const char *where, const struct diff *d, const char *own)
{
	struct gegevens found = {0}, *to = d ? &found : out;
	add(to, text, strlen(text), NULL, where, own);
	if (d)
		add_unless_old(out, &found, d, own);
}

/* --- in words ---------------------------------------------------------------------------- */

void gegevens_say(struct str *out, const struct gegevens *g, size_t most)
{
	for (size_t i = 0; i < g->count && i < most; i++) {
		str_addf(out, "%s%s ", i ? ", " : "", gegeven_label(g->p[i].kind));
		text_clean(out, g->p[i].text, strlen(g->p[i].text), false);
		if (!*g->p[i].where)
			continue;
		str_add_text(out, " (");
		text_clean(out, g->p[i].where, strlen(g->p[i].where), false);
		str_add_text(out, ")");
	}
	if (g->count > most)
		str_addf(out, _(" en nog %zu"), g->count - most);
}
