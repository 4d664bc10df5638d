#include "plan/gegevens.h"

#include "base/str.h"
#include "base/taal.h"
#include "base/text.h"
#include "plan/path.h"
#include "plan/value.h"

#include <string.h>

void gegevens_clear(struct gegevens *g)
{
	for (size_t i = 0; i < g->count; i++) {
		free(g->p[i].path);
		free(g->p[i].where);
		free(g->p[i].text);
	}
	vec_free(g);
}

/* --- the same piece ------------------------------------------------------------------ */

/* What is left of a piece when only its spacing is gone: letters in lower case and digits. */
static char *core(const char *text)
{
	struct str folded = {0}, out = {0};
	text_fold(&folded, text, strlen(text));
	for (size_t i = 0; i < folded.len; i++)
		if (!strchr(" .-/()\n\t,", folded.p[i]))
			str_add_char(&out, folded.p[i]);
	str_free(&folded);
	return str_take(&out);
}

static bool same_piece(const struct gegevens_found *a, const struct gegevens_found *b)
{
	char *x = core(a->text), *y = core(b->text);
	bool same = a->kind == b->kind && strcmp(x, y) == 0;
	free(x);
	free(y);
	return same;
}

static size_t times(const struct gegevens *g, const struct gegevens_found *piece)
{
	size_t n = 0;
	for (size_t i = 0; i < g->count; i++)
		n += same_piece(&g->p[i], piece);
	return n;
}

bool gegevens_are_known(const struct gegevens *g, const struct gegevens *known)
{
	for (size_t i = 0; i < g->count; i++)
		if (times(g, &g->p[i]) > times(known, &g->p[i]))
			return false;
	return true;
}

/* --- in a document -------------------------------------------------------------------- */

static void add(struct gegevens *out, const char *text, size_t len, const struct node *n, const char *where, const char *own)
{
	struct gegeven_list found = {0};
	gegeven_find(&found, text, len, own);
	for (size_t i = 0; i < found.count; i++) {
		const struct gegeven *g = &found.p[i];
		struct str path = {0}, label = {0};
		if (n) {
			path_of(&path, n);
			path_label(&label, n);
		} else {
			str_add_text(&label, where);
		}
		vec_push(out, (struct gegevens_found){g->kind, n ? str_take(&path) : NULL, str_take(&label), mem_copy(text + g->start, g->end - g->start)});
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

/* Takes out what stood in the older document, from `first` on. */
static void drop_old(struct gegevens *out, size_t first, const struct doc *older, const char *own)
{
	struct gegevens old = {0};
	size_t kept = first;
	if (out->count == first)
		return;
	add_all(&old, older->root, own);
	for (size_t i = first; i < out->count; i++) {
		if (times(&old, &out->p[i]) == 0) {
			out->p[kept++] = out->p[i];
			continue;
		}
		free(out->p[i].path);
		free(out->p[i].where);
		free(out->p[i].text);
	}
	out->count = kept;
	gegevens_clear(&old);
}

void gegevens_of_changes(struct gegevens *out, const struct diff *d, const char *own)
{
	size_t first = out->count;
	for (size_t i = 0; i < d->changes.count; i++) {
		const struct change *c = &d->changes.p[i];
		if (c->kind == CHANGE_SET || c->kind == CHANGE_ADDED)
			add_all(out, c->new, own);
	}
	drop_old(out, first, d->match.a, own);
}

void gegevens_of_text(struct gegevens *out, const char *text, const char *where, const struct diff *d, const char *own)
{
	size_t first = out->count;
	add(out, text, strlen(text), NULL, where, own);
	drop_old(out, first, d->match.a, own);
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
