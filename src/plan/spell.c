#include "plan/spell.h"

#include "base/text.h"

#include <string.h>

static void spell_text(struct str *out, const char *text, size_t len)
{
	struct str composed = {0};
	if (!text_is_composed(text, len)) {
		text_compose(&composed, text, len);
		text = str_text(&composed);
		len = composed.len;
	}
	for (size_t at = 0; at < len; at++) {
		bool blank = strchr(" \t\n", text[at]) != NULL;
		if (!blank)
			str_add_char(out, text[at]);
		else if (at + 1 < len && !strchr(" \t\n", text[at + 1]))
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

bool spell_same(const struct node *a, const struct node *b)
{
	struct str x = {0}, y = {0};
	if (!a || !b || a->kind != b->kind)
		return false;
	if (node_equal(a, b))
		return true;
	spell(&x, a);
	spell(&y, b);
	bool same = bytes_equal(x.p, x.len, y.p, y.len);
	str_free(&x);
	str_free(&y);
	return same;
}
