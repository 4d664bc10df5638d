/* Content on one line, with or without its order. */
#include "tests/merge/model.h"

#include <string.h>

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Appends the parts that `p` holds, `between` between, and frees them. */
static void add_parts(struct str *out, char **p, size_t count, bool sorted, const char *between)
{
	if (sorted && count > 1)
		qsort(p, count, sizeof *p, by_bytes);
	for (size_t i = 0; i < count; i++) {
		if (i)
			str_add_text(out, between);
		str_add_text(out, p[i]);
		free(p[i]);
	}
	free(p);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

static bool ends_sentence(const char *text, size_t at)
{
	return at && strchr(".!?", text[at - 1]);
}

/* Blanks become one, a blank line "¶"; sorted: by sentence, and how they stand in paragraphs no longer counts. */
static void canon_text(struct str *out, const char *text, size_t len, bool sorted)
{
	VEC(char *) parts = {0};
	struct str part = {0};
	for (size_t i = 0; i < len;) {
		size_t lines = 0, from = i;
		for (; i < len && is_blank(text[i]); i++)
			lines += text[i] == '\n';
		if (i == len)
			break;
		if (from < i && part.len) {
			bool ends = lines > 1 || (sorted && ends_sentence(text, from));
			if (ends) {
				if (lines > 1 && !sorted)
					str_add_text(&part, " ¶");
				vec_push(&parts, str_take(&part));
			} else {
				str_add_char(&part, ' ');
			}
		}
		for (from = i; i < len && !is_blank(text[i]);)
			i++;
		str_add(&part, text + from, i - from);
	}
	if (part.len)
		vec_push(&parts, str_take(&part));
	add_parts(out, parts.p, parts.count, sorted, sorted ? " · " : " ");
	str_free(&part);
}

static void thing_text(struct str *out, const struct thing *t)
{
	if (t->text)
		str_add_text(out, t->text);
	const char *between = t->kind == THING_TEXT ? "\n\n" : " ";
	for (size_t i = 0; i < t->count; i++) {
		if (t->kind == THING_PARAGRAPH || t->kind == THING_SENTENCE || t->items[i]->count) {
			if (i && out->len)
				str_add_text(out, between);
			thing_text(out, t->items[i]);
		}
	}
}

static void open_part(struct str *out, const char *key)
{
	if (key)
		str_addf(out, "%s=", key);
}

void canon_thing(struct str *out, const struct thing *t, bool sorted)
{
	if (t->kind != THING_MAP && t->kind != THING_LIST) {
		struct str text = {0};
		thing_text(&text, t);
		canon_text(out, str_text(&text), text.len, sorted);
		str_free(&text);
		return;
	}
	VEC(char *) parts = {0};
	for (size_t i = 0; i < t->count; i++) {
		struct str part = {0};
		open_part(&part, t->items[i]->key);
		canon_thing(&part, t->items[i], sorted);
		vec_push(&parts, str_take(&part));
	}
	str_add_text(out, t->kind == THING_MAP ? "{" : "[");
	add_parts(out, parts.p, parts.count, sorted, " | ");
	str_add_text(out, t->kind == THING_MAP ? "}" : "]");
}

void canon_node(struct str *out, const struct node *n, bool sorted)
{
	if (n->kind == NODE_SCALAR) {
		canon_text(out, n->text, n->len, sorted);
		return;
	}
	VEC(char *) parts = {0};
	for (size_t i = 0; i < n->count; i++) {
		struct str part = {0};
		if (n->items[i]->key)
			str_addf(&part, "%.*s=", (int)n->items[i]->key_len, n->items[i]->key);
		canon_node(&part, n->items[i], sorted);
		vec_push(&parts, str_take(&part));
	}
	str_add_text(out, n->kind == NODE_MAP ? "{" : "[");
	add_parts(out, parts.p, parts.count, sorted, " | ");
	str_add_text(out, n->kind == NODE_MAP ? "}" : "]");
}
