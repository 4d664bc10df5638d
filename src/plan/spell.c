#include "plan/spell.h"

#include "base/text.h"

#include <string.h>

void spell_text(struct str *out, const char *text, size_t len)
{
	struct str composed = {0};
	if (!text_is_composed(text, len)) {
		text_compose(&composed, text, len);
		text = str_text(&composed);
		len = composed.len;
	}
	for (size_t at = 0; at < len;) {
		size_t word = text[at] ? strcspn(text + at, " \t\n") : 1; /* an escaped NUL is a sign like another */
		str_add(out, text + at, word);
		at += word;
		size_t blanks = strspn(text + at, " \t\n");
		at += blanks;
		if (blanks && at < len)
			str_add_char(out, ' ');
	}
	str_free(&composed);
}

void spell(struct str *out, const struct node *n)
{
	str_add_char(out, "\1\2\3"[n->kind]);
	if (n->kind == NODE_SCALAR)
		spell_text(out, n->text, n->len);
	for (size_t i = 0; i < n->count; i++) {
		if (n->kind == NODE_MAP)
			str_addf(out, "\4%s", n->items[i]->key);
		spell(out, n->items[i]);
	}
	str_add_char(out, '\5');
}

static bool same_text(const struct node *a, const struct node *b)
{
	struct str x = {0}, y = {0};
	if (bytes_equal(a->text, a->len, b->text, b->len))
		return true;
	spell_text(&x, a->text, a->len);
	spell_text(&y, b->text, b->len);
	bool same = bytes_equal(x.p, x.len, y.p, y.len);
	str_free(&x);
	str_free(&y);
	return same;
}

bool spell_same(const struct node *a, const struct node *b)
{
	if (!a || !b || a->kind != b->kind || a->count != b->count)
		return false;
	if (a->kind == NODE_SCALAR)
		return same_text(a, b);
	for (size_t i = 0; i < a->count; i++)
		if ((a->kind == NODE_MAP && !node_key_is(a->items[i], b->items[i]->key)) || !spell_same(a->items[i], b->items[i]))
			return false;
	return true;
}
