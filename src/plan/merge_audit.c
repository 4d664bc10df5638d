/* A second opinion on a merge, by another road: it counts.  Over all of the three versions and the result:
 *
 *   lost      a word that a side put in is in the result, or in a choice;
 *   gone      no word is missing that neither side took out;
 *   doubled   no longer text, and no id in a list, is there more often than its sides put it in;
 *   untouched a text that theirs left alone is written as ours wrote it.
 *
 * What does not hold is traced to a place, which is then decided as a whole: an item, a field, at last the file. */
#include "plan/merge_internal.h"

#include "base/arena.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { BASE, OURS, THEIRS, RESULT, CHOICES, PARTIES };
enum { LONG_WORDS = 4 }; /* from here on a text is no coincidence */

/* How often something stands in each, and how often ours and theirs put it in or took it out, sentence by sentence. */
struct tally {
	const char *bytes;
	size_t len;
	int count[PARTIES];
	int gain[PARTIES], loss[PARTIES];
};

struct tallies {
	struct tally *slots;
	size_t size, used;
};

struct audit {
	const struct doc *docs[RESULT + 1];
	const struct match *to_ours, *to_theirs; /* from base */
	struct match to_result;                  /* from ours */
	struct wide *wide;
	struct tallies words, texts;
	struct arena composed;
	bool sound;
};

static int above_zero(int n)
{
	return n > 0 ? n : 0;
}

static struct tally *find(const struct tallies *t, const char *bytes, size_t len)
{
	size_t i = hash_bytes(bytes, len) & (t->size - 1);
	while (t->slots[i].bytes && !bytes_equal(t->slots[i].bytes, t->slots[i].len, bytes, len))
		i = (i + 1) & (t->size - 1);
	return &t->slots[i];
}

static void grow(struct tallies *t)
{
	struct tallies bigger = {mem_alloc((t->size ? t->size * 2 : 1024) * sizeof *t->slots), t->size ? t->size * 2 : 1024, t->used};
	for (size_t i = 0; i < t->size; i++)
		if (t->slots[i].bytes)
			*find(&bigger, t->slots[i].bytes, t->slots[i].len) = t->slots[i];
	free(t->slots);
	*t = bigger;
}

static struct tally *count(struct tallies *t, size_t party, const char *bytes, size_t len)
{
	if (t->used * 2 >= t->size)
		grow(t);
	struct tally *found = find(t, bytes, len);
	if (!found->bytes) {
		found->bytes = bytes;
		found->len = len;
		t->used++;
	}
	found->count[party]++;
	return found;
}

/* A text as it is counted: in one way of writing accents. */
static void take_text(struct audit *a, const struct node *n, const char **text, size_t *len)
{
	*text = n->text;
	*len = n->len;
	if (text_is_composed(n->text, n->len))
		return;
	struct str composed = {0};
	text_compose(&composed, n->text, n->len);
	*text = arena_copy(&a->composed, str_text(&composed), composed.len);
	*len = composed.len;
	str_free(&composed);
}

/* The next word of a text from *at on; false at its end. */
static bool next_word(const char *text, size_t len, size_t *at, size_t *word)
{
	static const char between[] = " \n\t.,;:!?()[]{}\"'";
	while (*at < len && (!text[*at] || strchr(between, text[*at])))
		++*at;
	*word = *at;
	while (*at < len && text[*at] && !strchr(between, text[*at]))
		++*at;
	return *at > *word;
}

static size_t count_words(struct audit *a, size_t party, const char *text, size_t len)
{
	size_t words = 0, word;
	for (size_t at = 0; next_word(text, len, &at, &word); words++)
		count(&a->words, party, text + word, at - word);
	return words;
}

static void count_doc(struct audit *a, size_t party)
{
	const struct doc *d = a->docs[party];
	for (size_t i = 0; d && i < d->count; i++) {
		const char *text;
		size_t len;
		if (d->nodes[i]->kind != NODE_SCALAR)
			continue;
		take_text(a, d->nodes[i], &text, &len);
		if (count_words(a, party, text, len) >= LONG_WORDS)
			count(&a->texts, party, text, len);
	}
}

/* The sentences of a text. */
struct sentence {
	size_t from, to, hash; /* hash: of its words */
	bool paired;
};
struct sentences {
	const char *text;
	VEC(struct sentence) all;
};

/* Does a sentence end behind the word that ends at `at`? */
static bool ends_sentence(const char *text, size_t len, size_t at)
{
	for (; at < len && strchr(" \n\t.,;:!?()[]{}\"'", text[at]); at++)
		if (strchr(".!?", text[at]) || (text[at] == '\n' && at + 1 < len && text[at + 1] == '\n'))
			return true;
	return at == len;
}

static void cut(struct audit *a, struct sentences *out, const struct node *n)
{
	size_t len = 0, word;
	struct sentence s = {0};
	*out = (struct sentences){.text = ""};
	if (n && n->kind == NODE_SCALAR)
		take_text(a, n, &out->text, &len);
	for (size_t at = 0; next_word(out->text, len, &at, &word);) {
		s.hash = s.hash * 31 + hash_bytes(out->text + word, at - word);
		s.to = at;
		if (!ends_sentence(out->text, len, at))
			continue;
		vec_push(&out->all, s);
		s = (struct sentence){.from = at};
	}
}

static int by_hash(const void *a, const void *b)
{
	size_t x = (*(struct sentence *const *)a)->hash, y = (*(struct sentence *const *)b)->hash;
	return (x > y) - (x < y);
}

static struct sentence **sort(const struct sentences *s)
{
	struct sentence **sorted = mem_alloc((s->all.count + 1) * sizeof *sorted);
	for (size_t i = 0; i < s->all.count; i++)
		sorted[i] = &s->all.p[i];
	if (s->all.count)
		qsort(sorted, s->all.count, sizeof *sorted, by_hash);
	return sorted;
}

static void pair_sentences(struct sentences *was, struct sentences *is)
{
	struct sentence **old = sort(was), **new = sort(is);
	for (size_t i = 0, j = 0; i < was->all.count && j < is->all.count;) {
		size_t x = old[i]->hash, y = new[j]->hash;
		if (x == y)
			old[i]->paired = new[j]->paired = true;
		i += x <= y;
		j += y <= x;
	}
	free(old);
	free(new);
}

/* Counts the words of the sentences that the other text has not. */
static void weigh_words(struct audit *a, const struct sentences *text, size_t party, bool gained)
{
	for (size_t i = 0; i < text->all.count; i++) {
		const struct sentence *s = &text->all.p[i];
		size_t word;
		for (size_t at = s->from; !s->paired && next_word(text->text, s->to, &at, &word);) {
			struct tally *t = find(&a->words, text->text + word, at - word);
			if (gained)
				t->gain[party]++;
			else
				t->loss[party]++;
		}
	}
}

/* One text of a side and what it was in base, NULL where it is not there: which words came, which went. */
static void weigh(struct audit *a, size_t party, const struct node *was, const struct node *is)
{
	struct sentences old, new;
	cut(a, &old, was);
	cut(a, &new, is);
	pair_sentences(&old, &new);
	weigh_words(a, &old, party, false);
	weigh_words(a, &new, party, true);
	vec_free(&old.all);
	vec_free(&new.all);
}

static void weigh_doc(struct audit *a, size_t party)
{
	const struct match *m = party == OURS ? a->to_ours : a->to_theirs;
	const struct doc *d = a->docs[party], *base = a->docs[BASE];
	for (size_t i = 0; i < d->count; i++) {
		const struct node *was = base ? match_in_a(m, d->nodes[i]) : NULL;
		if (!was || d->nodes[i]->kind != was->kind || (was->kind == NODE_SCALAR && !node_equal(was, d->nodes[i])))
			weigh(a, party, was, d->nodes[i]);
	}
	for (size_t i = 0; base && i < base->count; i++)
		if (!match_in_b(m, base->nodes[i]))
			weigh(a, party, base->nodes[i], NULL);
}

static void count_choices(struct audit *a, const struct merge *m)
{
	for (size_t i = 0; i < m->choices.count; i++) {
		const struct merge_choice *c = &m->choices.p[i];
		const struct node texts[] = {{.text = c->ours}, {.text = c->theirs}};
		for (size_t side = 0; side < 2; side++) {
			struct node n = texts[side];
			const char *text;
			size_t len;
			if (!n.text)
				continue;
			n.len = strlen(n.text);
			take_text(a, &n, &text, &len);
			count_words(a, CHOICES, text, len);
		}
	}
}

/* --- where it is ----------------------------------------------------------------------- */

/* This place, or the nearest around it that is not marked yet, is decided as a whole from now on. */
static void mark(struct audit *a, size_t party, const struct node *n)
{
	bool *marks = party == OURS ? a->wide->ours : a->wide->theirs;
	while (n->parent && marks[n->id])
		n = n->parent;
	marks[n->id] = true;
	a->sound = false;
}

static const struct node *in_base(const struct audit *a, size_t party, const struct node *n)
{
	return a->docs[BASE] ? match_in_a(party == OURS ? a->to_ours : a->to_theirs, n) : NULL;
}

static size_t times(const struct node *n, const struct tally *t)
{
	size_t found = 0, word;
	for (size_t at = 0; n && n->kind == NODE_SCALAR && next_word(n->text, n->len, &at, &word);)
		found += bytes_equal(n->text + word, at - word, t->bytes, t->len);
	return found;
}

/* Marks the texts of a side that hold the word more often than base's do. */
static void mark_gains(struct audit *a, size_t party, const struct tally *t)
{
	for (size_t i = 0; i < a->docs[party]->count; i++) {
		const struct node *n = a->docs[party]->nodes[i];
		if (n->kind == NODE_SCALAR && times(n, t) > times(in_base(a, party, n), t))
			mark(a, party, n);
	}
}

/* Marks the texts of a side that are this one. */
static void mark_texts(struct audit *a, size_t party, const struct tally *t)
{
	for (size_t i = 0; i < a->docs[party]->count; i++) {
		const struct node *n = a->docs[party]->nodes[i], *base = in_base(a, party, n);
		if (n->kind == NODE_SCALAR && bytes_equal(n->text, n->len, t->bytes, t->len) && !(base && node_equal(base, n)))
			mark(a, party, n);
	}
}

/* --- the questions ------------------------------------------------------------------------ */

static void check_words(struct audit *a)
{
	for (size_t i = 0; i < a->words.size; i++) {
		const struct tally *t = &a->words.slots[i];
		const int *c = t->count;
		int gain = t->gain[OURS] > t->gain[THEIRS] ? t->gain[OURS] : t->gain[THEIRS];
		int least = c[BASE] + gain - t->loss[OURS] - t->loss[THEIRS];
		if (!t->bytes || c[RESULT] + c[CHOICES] >= least)
			continue;
		mark_gains(a, OURS, t);
		mark_gains(a, THEIRS, t);
		if (a->sound)
			mark(a, OURS, a->docs[OURS]->root);
	}
}

static bool has(const char *in, const struct tally *t)
{
	return in && memmem(in, strlen(in), t->bytes, t->len);
}

/* In how many of the choices does this text stand? */
static int count_shown(const struct merge *m, const struct tally *t)
{
	int shown = 0;
	for (size_t i = 0; i < m->choices.count; i++)
		shown += has(m->choices.p[i].ours, t) || has(m->choices.p[i].theirs, t);
	return shown;
}

/* Until it is answered both of what is asked may stand there. */
static void check_texts(struct audit *a, const struct merge *m)
{
	for (size_t i = 0; i < a->texts.size; i++) {
		const struct tally *t = &a->texts.slots[i];
		const int *c = t->count;
		int most = c[BASE] + above_zero(c[OURS] - c[BASE]) + above_zero(c[THEIRS] - c[BASE]);
		if (t->bytes && c[RESULT] > most && c[RESULT] > most + count_shown(m, t))
			mark_texts(a, THEIRS, t);
	}
}

static void count_ids(struct tallies *ids, size_t party, const struct node *list)
{
	for (size_t i = 0; list && list->kind == NODE_LIST && i < list->count; i++) {
		const struct node *id = match_id(list->items[i]);
		if (id)
			count(ids, party, id->text, id->len);
	}
}

/* Does an id stand in a list of the result more often than in the lists it was made of? */
static bool doubles_id(const struct node *ours, const struct node *theirs, const struct node *result)
{
	struct tallies ids = {0};
	bool doubles = false;
	count_ids(&ids, OURS, ours);
	count_ids(&ids, THEIRS, theirs);
	count_ids(&ids, RESULT, result);
	for (size_t i = 0; i < ids.size && !doubles; i++) {
		const int *c = ids.slots[i].count;
		doubles = c[THEIRS] > 0 && c[RESULT] > c[OURS] && c[RESULT] > c[THEIRS];
	}
	free(ids.slots);
	return doubles;
}

static void check_ids(struct audit *a)
{
	for (size_t i = 0; i < a->docs[OURS]->count; i++) {
		const struct node *ours = a->docs[OURS]->nodes[i], *result = match_in_b(&a->to_result, ours), *base = in_base(a, OURS, ours);
		const struct node *theirs = base ? match_in_b(a->to_theirs, base) : NULL;
		if (ours->kind == NODE_LIST && result && result->kind == NODE_LIST && doubles_id(ours, theirs, result))
			mark(a, OURS, ours);
	}
}

static bool same_raw(const struct doc *a, const struct node *x, const struct doc *b, const struct node *y)
{
	return x->style == y->style && merge_same_written(a, x, b, y);
}

/* Does ours have the same text written this way elsewhere?  Then it may be that which stands here. */
static bool is_of_twin(const struct audit *a, const struct node *ours, enum node_style style)
{
	for (size_t i = 0; i < a->docs[OURS]->count; i++) {
		const struct node *n = a->docs[OURS]->nodes[i];
		if (n->style == style && node_equal(n, ours))
			return true;
	}
	return false;
}

/* Does the result have the same text as ours wrote it in the place of another, or of one that was written otherwise?  Then that may be
 * it, and what stands here is of a twin. */
static bool stands_elsewhere(const struct audit *a, const struct node *ours)
{
	for (size_t i = 0; i < a->docs[RESULT]->count; i++) {
		const struct node *n = a->docs[RESULT]->nodes[i];
		if (n->style != ours->style || !node_equal(n, ours))
			continue;
		const struct node *from = match_in_a(&a->to_result, n);
		if (!from || from->style != n->style || !node_equal(from, n))
			return true;
	}
	return false;
}

/* A text that stayed as it is, and that theirs neither wrote otherwise nor removed, is written as it was. */
static void check_untouched(struct audit *a)
{
	for (size_t i = 0; i < a->docs[OURS]->count; i++) {
		const struct node *ours = a->docs[OURS]->nodes[i], *result = match_in_b(&a->to_result, ours), *base = in_base(a, OURS, ours);
		const struct node *theirs = base ? match_in_b(a->to_theirs, base) : NULL;
		if (ours->kind != NODE_SCALAR || !result || !node_equal(ours, result) || ours->style == result->style || (base && !theirs))
			continue;
		if ((!base || same_raw(a->docs[BASE], base, a->docs[THEIRS], theirs)) && !is_of_twin(a, ours, result->style) && !stands_elsewhere(a, ours))
			mark(a, OURS, ours);
	}
}

bool merge_audit(const struct merging *x, struct wide *wide)
{
	struct audit a = {.docs = {x->base, x->ours, x->theirs, x->out->doc}, .to_ours = &x->to_ours, .to_theirs = &x->to_theirs, .wide = wide, .sound = true};
	match_init(&a.to_result, x->ours, x->out->doc);
	for (size_t party = BASE; party <= RESULT; party++)
		count_doc(&a, party);
	count_choices(&a, x->out);
	weigh_doc(&a, OURS);
	weigh_doc(&a, THEIRS);
	check_words(&a);
	check_texts(&a, x->out);
	check_ids(&a);
	check_untouched(&a);
	free(a.words.slots);
	free(a.texts.slots);
	arena_clear(&a.composed);
	match_clear(&a.to_result);
	return a.sound;
}
