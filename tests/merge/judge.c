#include "tests/merge/properties.h"

#include "base/hash.h"

#include <stdint.h>
#include <string.h>

const char *const verdict_names[VERDICTS] = {"exact", "order differs", "needless choice", "wrong", "flagged", "missed", "unclear"};

size_t count_in(const char *bytes, size_t len, const char *what)
{
	size_t n = 0, wide = strlen(what);
	for (const char *at = bytes; len && (at = memmem(at, len - (size_t)(at - bytes), what, wide)); at += wide)
		n++;
	return n;
}

static const char *text_in_choice(const struct merge_choice *c, int which)
{
	return which == 0 ? c->base : which == 1 ? c->ours : which == 2 ? c->theirs : c->suggestion;
}

bool choices_have(const struct merge *m, const char *what)
{
	for (size_t i = 0; m && i < m->choices.count; i++)
		for (int which = 0; which < 4; which++) {
			const char *text = text_in_choice(&m->choices.p[i], which);
			if (text && strstr(text, what))
				return true;
		}
	return false;
}

static size_t count_str(const struct str *s, const char *what)
{
	return count_in(s->p, s->len, what);
}

/* How often is it there once all that is asked is answered with that side's? */
static size_t count_when_taken(const struct scenario *s, const char *word, enum take side)
{
	struct merge m;
	merge_strs(&m, &s->bytes[BASE], &s->bytes[OURS], &s->bytes[THEIRS], side);
	size_t count = count_str(&m.bytes, word);
	merge_clear(&m);
	return count;
}

/* A comment goes with what it stands at: where that is asked, it comes with the answer of its side. */
static bool comes_when_taken(const struct scenario *s, const struct outcome *got, const char *word, bool ours)
{
	return got->merge && got->asked && count_when_taken(s, word, ours ? TAKE_OURS : TAKE_THEIRS) > 0;
}

/* Until it is answered both of what is asked may stand there: does the choice show it, or is it there no more than `most` times with one of
 * the answers? */
static bool goes_when_taken(const struct scenario *s, const struct outcome *got, const char *word, size_t most)
{
	if (!got->merge || !got->asked)
		return false;
	return choices_have(got->merge, word) || count_when_taken(s, word, TAKE_OURS) <= most ||
	       count_when_taken(s, word, TAKE_THEIRS) <= most;
}

/* Every word that was made once, and not in the base, is there, and not more often than a side has it. */
static void judge_words(struct judged *out, const struct scenario *s, const struct truth *t, const struct outcome *got)
{
	bool changed_twin = false, twins = false; /* one addition, made by both and then changed by one, may stay two */
	for (size_t i = 0; i < t->clashes.count; i++) {
		changed_twin |= !t->clashes.p[i].base;
		twins |= strcmp(t->clashes.p[i].why, "twins") == 0; /* made by both, to one of some that are alike: perhaps each to another */
	}
	for (size_t i = 0; i < s->world.fresh.count; i++) {
		const char *word = s->world.fresh.p[i];
		size_t ours = count_str(&s->bytes[OURS], word), theirs = count_str(&s->bytes[THEIRS], word);
		if ((!ours && !theirs) || count_str(&s->bytes[BASE], word))
			continue;
		size_t there = count_in(got->bytes, got->len, word);
		if (!there && !choices_have(got->merge, word) && !comes_when_taken(s, got, word, ours > 0)) {
			out->lost = true;
			str_addf(&out->why, "lost: «%s» of %s\n", word, ours ? "ours" : "theirs");
		}
		size_t most = ours > theirs ? ours : theirs;
		bool may_be_two = changed_twin || (twins && ours && theirs);
		if (there > most && !may_be_two && !goes_when_taken(s, got, word, most)) {
			out->doubled = true;
			str_addf(&out->why, "doubled: «%s»\n", word);
		}
	}
}

struct bag {
	uint64_t *p;
	size_t count, room;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

static void bag_text(struct bag *bag, const char *p, size_t len)
{
	uint64_t hash = HASH_START;
	size_t words = 0;
	for (size_t i = 0; i <= len; i++) {
		bool blank = i == len || is_blank(p[i]);
		if (!blank) {
			hash = hash_add(hash, &p[i], 1);
			continue;
		}
		if (i == 0 || is_blank(p[i - 1]))
			continue;
		words++;
		hash = hash_add(hash, " ", 1);
		if (i == len || strchr(".!?", p[i - 1])) {
			if (words > 3)
				vec_push(bag, hash);
			hash = HASH_START;
			words = 0;
		}
	}
}

static int by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

static struct bag bag_of(const struct doc *d)
{
	struct bag bag = {0};
	for (size_t i = 0; i < d->count; i++)
		if (d->nodes[i]->kind == NODE_SCALAR)
			bag_text(&bag, d->nodes[i]->text, d->nodes[i]->len);
	if (bag.count)
		qsort(bag.p, bag.count, sizeof *bag.p, by_number);
	return bag;
}

static size_t bag_count(const struct bag *bag, uint64_t what)
{
	size_t low = 0, high = bag->count, n = 0;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (bag->p[middle] < what)
			low = middle + 1;
		else
			high = middle;
	}
	while (low + n < bag->count && bag->p[low + n] == what)
		n++;
	return n;
}

/* No sentence more often than the sides have it together, what they share counted once. */
static void judge_doubled(struct judged *out, const struct scenario *s, const struct outcome *got)
{
	struct bag bags[SIDES + 1] = {0}, now = bag_of(got->doc);
	struct err e;
	for (int i = 0; i <= SIDES; i++) {
		struct doc *d = NULL;
		if (doc_parse(&d, s->bytes[i].p, s->bytes[i].len, &e) == OK)
			bags[i] = bag_of(d);
		doc_free(d);
	}
	for (size_t i = 0; i < now.count; i++) {
		size_t b = bag_count(&bags[BASE], now.p[i]), o = bag_count(&bags[OURS], now.p[i]), t = bag_count(&bags[THEIRS], now.p[i]);
		size_t most = o > t ? o : t, added = (o > b ? o - b : 0) + (t > b ? t - b : 0);
		if (bag_count(&now, now.p[i]) > (b + added > most ? b + added : most) && most) {
			out->doubled = true;
			str_add_text(&out->why, "doubled: a sentence\n");
			break;
		}
	}
	for (int i = 0; i <= SIDES; i++)
		vec_free(&bags[i]);
	vec_free(&now);
}

static bool holds(const struct thing *t, unsigned uid)
{
	bool found = t && t->uid == uid;
	for (size_t i = 0; t && !found && t->kind != THING_ATOM && i < t->count; i++)
		found = holds(t->items[i], uid);
	return found;
}

/* In a list of which some items are the same, so that nobody can say which of them was meant? */
static bool is_among_twins(const struct truth *t, unsigned uid)
{
	for (size_t i = 0; i < t->clashes.count; i++) {
		const struct clash *c = &t->clashes.p[i];
		if (strcmp(c->why, "twins") == 0 && (holds(c->base, uid) || holds(c->side[OURS], uid) || holds(c->side[THEIRS], uid)))
			return true;
	}
	return false;
}

/* What stands in all three versions alike is still there. */
static void judge_kept(struct judged *out, const struct scenario *s, const struct truth *truth, const struct thing *t, const struct outcome *got,
                       const struct str *canon)
{
	if (is_among_twins(truth, t->uid))
		return;
	if (t->kind == THING_SENTENCE || t->kind == THING_ATOM) {
		const struct thing *o = model_find(&s->model[OURS], t->uid), *x = model_find(&s->model[THEIRS], t->uid);
		struct str text = {0};
		thing_words(&text, t);
		if (o && x && thing_equal(o, t, false, true) && thing_equal(x, t, false, true) && text.len &&
		    !strstr(str_text(canon), text.p) && !choices_have(got->merge, text.p)) {
			out->lost = true;
			str_addf(&out->why, "gone: «%s»\n", text.p);
		}
		str_free(&text);
		return;
	}
	for (size_t i = 0; i < t->count; i++)
		judge_kept(out, s, truth, t->items[i], got, canon);
}

/* The comments that the truth has stand in the file. */
static void judge_comments(struct judged *out, const struct thing *t, const struct outcome *got)
{
	const char *comments[] = {t->above, t->behind};
	for (int i = 0; i < 2; i++)
		if (comments[i] && count_in(got->bytes, got->len, comments[i]) != 1) {
			out->lost = !count_in(got->bytes, got->len, comments[i]);
			out->doubled = !out->lost;
			str_addf(&out->why, "%s: comment «%s»\n", out->lost ? "lost" : "doubled", comments[i]);
		}
	for (size_t i = 0; (t->kind == THING_MAP || t->kind == THING_LIST) && i < t->count; i++)
		judge_comments(out, t->items[i], got);
}

static bool has_new_word(const struct thing *was, const struct thing *side, const struct merge *m, size_t *new)
{
	struct str base = {0}, now = {0};
	bool found = false;
	if (was)
		thing_words(&base, was);
	if (side)
		thing_words(&now, side);
	for (char *word, *rest = now.p; rest && (word = strsep(&rest, " "));)
		if (!strstr(str_text(&base), word)) {
			++*new;
			found |= choices_have(m, word);
		}
	str_free(&base);
	str_free(&now);
	return found;
}

static bool holds_words(const char *text, const struct str *words)
{
	struct str copy = {0};
	bool all = text != NULL;
	str_add(&copy, words->p, words->len);
	for (char *word, *rest = copy.p; all && rest && (word = strsep(&rest, " "));)
		all = strstr(text, word) != NULL;
	str_free(&copy);
	return all;
}

/* Does a choice show what was there? */
static bool has_old_text(const struct thing *was, const struct merge *m)
{
	struct str base = {0};
	if (was)
		thing_words(&base, was);
	bool found = base.len > 3 && choices_have(m, base.p);
	for (size_t i = 0; base.len > 3 && was->kind == THING_MAP && !found && i < m->choices.count; i++)
		found = holds_words(m->choices.p[i].base, &base);
	str_free(&base);
	return found;
}

static bool is_shown(const struct thing *base, const struct thing *ours, const struct thing *theirs, const struct merge *m)
{
	size_t new = 0;
	bool found = has_new_word(base, ours, m, &new);
	found |= has_new_word(base, theirs, m, &new);
	return found || !new || has_old_text(base, m);
}

/* Is the clash among what was asked? */
static bool is_asked(const struct clash *c, const struct outcome *got)
{
	if (!got->merge || !got->asked)
		return got->asked > 0;
	return is_shown(c->base, c->side[OURS], c->side[THEIRS], got->merge) ||
	       (c->whole && is_shown(c->whole, c->of_whole[OURS], c->of_whole[THEIRS], got->merge));
}

static void judge_asked(struct judged *out, const struct truth *t, const struct outcome *got)
{
	out->verdict = VERDICT_FLAGGED;
	for (size_t i = 0; i < t->clashes.count; i++) {
		const struct clash *c = &t->clashes.p[i];
		if (c->kind == CLASH_REAL && !is_asked(c, got) && !is_among_twins(t, c->uid)) {
			out->verdict = VERDICT_MISSED;
			str_addf(&out->why, "not asked: %s, #%u\n", c->why, c->uid);
		}
	}
}

/* Nothing to ask: content is the truth's. */
static void judge_content(struct judged *out, const struct truth *t, const struct outcome *got)
{
	struct str want = {0}, have = {0};
	out->verdict = VERDICT_EXACT;
	canon_thing(&want, t->root, false);
	canon_node(&have, got->doc->root, false);
	if (strcmp(str_text(&want), str_text(&have)) != 0) {
		out->verdict = VERDICT_ORDER;
		str_clear(&want);
		str_clear(&have);
		canon_thing(&want, t->root, true);
		canon_node(&have, got->doc->root, true);
		if (strcmp(str_text(&want), str_text(&have)) != 0) {
			size_t at = 0;
			while (want.p[at] && want.p[at] == have.p[at])
				at++;
			at = at > 30 ? at - 30 : 0;
			out->verdict = VERDICT_WRONG;
			str_addf(&out->why, "want …%.120s…\nhave …%.120s…\n", want.p + at, have.p + at);
		}
	}
	str_free(&want);
	str_free(&have);
}

void judge(struct judged *out, const struct scenario *s, const struct truth *t, const struct outcome *got)
{
	memset(out, 0, sizeof *out);
	if (!got->doc && !got->asked) {
		out->verdict = VERDICT_WRONG;
		str_add_text(&out->why, "not to be read\n");
		return;
	}
	if (t->real)
		judge_asked(out, t, got);
	else if (got->asked)
		out->verdict = t->unclear ? VERDICT_UNCLEAR : VERDICT_NEEDLESS;
	else if (t->unclear)
		out->verdict = VERDICT_UNCLEAR;
	else
		judge_content(out, t, got);
	if (!got->doc || (!got->merge && got->asked))
		return;
	judge_words(out, s, t, got);
	if (!got->asked) /* until it is answered, both of what is asked may stand there */
		judge_doubled(out, s, got);
	if (!t->real && !t->unclear && !got->asked)
		judge_comments(out, t->root, got);
	if (t->real || t->unclear || got->asked) {
		struct str canon = {0};
		canon_node(&canon, got->doc->root, false);
		judge_kept(out, s, t, s->base, got, &canon);
		str_free(&canon);
	}
}

void judged_clear(struct judged *j)
{
	str_free(&j->why);
}
