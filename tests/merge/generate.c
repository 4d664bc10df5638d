/* Random plans in the form of FORMAT.md: the schema says what may be where. */
#include "tests/merge/scenario.h"

#include "plan/schema.h"

#include <ctype.h>
#include <string.h>

static const char *capital(struct world *w, const char *word)
{
	char *copy = arena_copy(&w->arena, word, strlen(word));
	copy[0] = (char)toupper((unsigned char)copy[0]);
	return copy;
}

static bool has_word(const struct thing *sentence, const char *word)
{
	for (size_t i = 0; i < sentence->count; i++)
		if (strcmp(sentence->items[i]->text, word) == 0)
			return true;
	return false;
}

struct thing *make_sentence(struct world *w, unsigned words, bool ends, bool fresh)
{
	struct thing *s = thing_new(w, THING_SENTENCE);
	unsigned own = words > 2 ? 1 + roll(w, words - 2) : words - 1; /* where the fresh word is */
	for (unsigned i = 0; i < words; i++) {
		const char *word = fresh && i == own ? fresh_word(w, i == 0) : any_word(w);
		for (int again = 0; again < 3 && has_word(s, word); again++)
			word = any_word(w);
		if (i == 0 && !(fresh && i == own))
			word = capital(w, word);
		if (i + 1 == words && ends)
			word = text_of(w, "%s%s", word, roll(w, 12) ? "." : "?");
		else if (i > 1 && i + 2 < words && roll(w, 14) == 0)
			word = text_of(w, "%s,", word);
		thing_insert(w, s, s->count, thing_word(w, word));
	}
	return s;
}

struct thing *make_paragraph(struct world *w, unsigned sentences, bool fresh)
{
	struct thing *p = thing_new(w, THING_PARAGRAPH);
	for (unsigned i = 0; i < sentences; i++)
		thing_insert(w, p, i, make_sentence(w, 5 + roll(w, 12), true, fresh));
	return p;
}

static struct thing *make_prose(struct world *w, bool fresh)
{
	struct thing *t = thing_new(w, THING_TEXT);
	unsigned paragraphs = roll(w, 3) ? 1 : 1 + roll(w, 3);
	for (unsigned i = 0; i < paragraphs; i++)
		thing_insert(w, t, i, make_paragraph(w, 1 + roll(w, 4), fresh));
	return t;
}

static struct thing *make_bullet(struct world *w, bool fresh)
{
	struct thing *t = thing_new(w, THING_TEXT), *p = thing_new(w, THING_PARAGRAPH);
	thing_insert(w, p, 0, make_sentence(w, 2 + roll(w, 9), roll(w, 4) == 0, fresh));
	if (roll(w, 12) == 0) {
		thing_remove(p->items[0]);
		thing_insert(w, p, 0, make_sentence(w, 3 + roll(w, 6), true, fresh));
		thing_insert(w, p, 1, make_sentence(w, 3 + roll(w, 6), true, fresh));
	}
	thing_insert(w, t, 0, p);
	return t;
}

static struct thing *make_line(struct world *w, bool fresh)
{
	struct str text = {0};
	struct thing *s = make_sentence(w, 1 + roll(w, 4), false, fresh);
	thing_words(&text, s);
	struct thing *t = thing_atom(w, arena_copy(&w->arena, text.p, text.len));
	str_free(&text);
	return t;
}

static struct thing *make_month(struct world *w)
{
	return thing_atom(w, text_of(w, "20%u-%02u", 16 + roll(w, 9), 1 + roll(w, 12)));
}

static struct thing *make_choice(struct world *w, const struct field *f)
{
	size_t n = 0;
	while (f->choices[n].value)
		n++;
	return thing_atom(w, f->choices[roll(w, (unsigned)n)].value);
}

static struct thing *make_record(struct world *w, const struct field *parent, unsigned percent, bool fresh)
{
	struct thing *t = thing_new(w, THING_MAP);
	const struct field *first = schema_first(parent);
	for (const struct field *f = first; f; f = schema_next(f))
		if (f == first || f->flags & FIELD_REQUIRED || chance(w, percent))
			thing_insert(w, t, t->count, make_value(w, f, percent, fresh));
	return t;
}

static unsigned list_length(struct world *w)
{
	return roll(w, 8) ? 1 + roll(w, 5) : roll(w, 12);
}

static struct thing *make_list(struct world *w, const struct field *f, unsigned percent, bool fresh)
{
	struct thing *t = thing_new(w, THING_LIST);
	for (unsigned n = f->flags & FIELD_KEYED ? 1 + roll(w, 3) : list_length(w); t->count < n;)
		thing_insert(w, t, t->count, make_item(w, f, percent, fresh));
	return t;
}

struct thing *make_value(struct world *w, const struct field *f, unsigned percent, bool fresh)
{
	struct thing *t = NULL;
	switch (f->kind) {
	case KIND_LINE: t = f->choices && roll(w, 3) ? make_choice(w, f) : make_line(w, fresh); break;
	case KIND_PROSE: t = make_prose(w, fresh); break;
	case KIND_CHOICE: t = make_choice(w, f); break;
	case KIND_MONTH:
	case KIND_MONTH_OR_YEAR: t = make_month(w); break;
	case KIND_YEAR: t = thing_atom(w, text_of(w, "20%u", 15 + roll(w, 10))); break;
	case KIND_NUMBER: t = thing_atom(w, text_of(w, "%u", strcmp(f->key, "formaat") ? roll(w, 900) : 1)); break;
	case KIND_NUMBER_OR_TEXT: t = thing_atom(w, text_of(w, "%u", roll(w, 9000))); break;
	case KIND_MONEY: t = thing_atom(w, text_of(w, "%u", 100 * roll(w, 90))); break;
	case KIND_YES_NO: t = thing_atom(w, roll(w, 2) ? "ja" : "nee"); break;
	case KIND_SLUG: t = thing_atom(w, text_of(w, "deel-%c%c%u", 'a' + roll(w, 26), 'a' + roll(w, 26), w->uids)); break;
	case KIND_TEXTS:
	case KIND_RECORDS: t = make_list(w, f, percent, fresh); break;
	case KIND_RECORD: t = make_record(w, f, percent, fresh); break;
	}
	t->key = f->key;
	t->field = f;
	return t;
}

struct thing *make_item(struct world *w, const struct field *list, unsigned percent, bool fresh)
{
	bool text = list->kind == KIND_TEXTS;
	if (!text && !(list->flags & FIELD_KEYED) && schema_first(list)->kind == KIND_PROSE)
		text = roll(w, 5) == 0;
	struct thing *t = text ? make_bullet(w, fresh) : make_record(w, list, percent, fresh);
	t->field = list;
	return t;
}

/* A key that the schema doesn't know, as people put them in. */
static void add_unknown(struct world *w, struct thing *map)
{
	struct thing *t = roll(w, 2) ? make_bullet(w, false) : make_line(w, false);
	t->key = text_of(w, "eigen_%s", roll(w, 2) ? "notitie" : "veld");
	if (!thing_get(map, t->key))
		thing_insert(w, map, 1 + roll(w, (unsigned)map->count), t);
}

static void add_comments(struct world *w, struct thing *t, unsigned one_in)
{
	bool place = t->parent && (t->key || t->parent->kind == THING_LIST);
	if (place && t->kind > THING_WORD && roll(w, one_in) == 0)
		t->above = text_of(w, "let op: %s %s", any_word(w), fresh_word(w, false));
	if (place && t->kind == THING_ATOM && roll(w, one_in) == 0)
		t->behind = text_of(w, "%s %s", any_word(w), fresh_word(w, false));
	for (size_t i = 0; (t->kind == THING_MAP || t->kind == THING_LIST) && i < t->count; i++)
		add_comments(w, t->items[i], one_in);
}

/* Two equal items in one list. */
static void add_twin(struct world *w, struct thing *list)
{
	struct thing *one = list->items[roll(w, (unsigned)list->count)], *twin;
	if (one->kind != THING_TEXT)
		return;
	twin = thing_copy(w, one);
	twin->uid = ++w->uids;
	for (size_t i = 0; i < twin->count; i++)
		for (size_t j = 0; j < twin->items[i]->count; j++) {
			twin->items[i]->uid = ++w->uids;
			twin->items[i]->items[j]->uid = ++w->uids;
			for (size_t k = 0; k < twin->items[i]->items[j]->count; k++)
				twin->items[i]->items[j]->items[k]->uid = ++w->uids;
		}
	thing_insert(w, list, roll(w, (unsigned)list->count + 1), twin);
}

static struct thing *any_list(struct world *w, struct thing *t)
{
	for (size_t i = 0; t->kind == THING_MAP && i < t->count; i++)
		if (t->items[i]->kind == THING_LIST && t->items[i]->field->kind == KIND_TEXTS && t->items[i]->count && roll(w, 2))
			return t->items[i];
	return NULL;
}

struct thing *make_plan(struct world *w, unsigned percent, unsigned speerpunten)
{
	struct thing *root = thing_new(w, THING_MAP), *list;
	for (const struct field *f = schema_first(NULL); f; f = schema_next(f))
		if (f->flags & FIELD_REQUIRED || strcmp(f->key, "speerpunten") == 0 || chance(w, percent))
			thing_insert(w, root, root->count, make_value(w, f, percent, false));
	list = thing_get(root, "speerpunten");
	while (list->count > speerpunten)
		thing_remove(list->items[list->count - 1]);
	while (list->count < speerpunten)
		thing_insert(w, list, list->count, make_item(w, list->field, percent, false));
	if (roll(w, 6) == 0)
		add_unknown(w, root);
	if (roll(w, 10) == 0 && list->count)
		add_unknown(w, list->items[0]);
	if (roll(w, 25) == 0 && (list = any_list(w, root)))
		add_twin(w, list);
	if (roll(w, 3) == 0)
		add_comments(w, root, 12);
	return root;
}
