#include "tests/merge/properties.h"

#include "plan/diff.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool same_str(const struct str *a, const struct str *b)
{
	return bytes_equal(str_text(a), a->len, str_text(b), b->len);
}

/* Says where two texts part. */
static bool same_or_say(const struct str *a, const struct str *b, const char *what, struct str *why)
{
	size_t at = 0;
	if (same_str(a, b))
		return true;
	while (at < a->len && at < b->len && a->p[at] == b->p[at])
		at++;
	at = at > 40 ? at - 40 : 0;
	str_addf(why, "%s:\n  «%.100s»\n  «%.100s»\n", what, str_text(a) + at, str_text(b) + (at < b->len ? at : b->len));
	return false;
}

static bool say(struct str *why, const char *fmt, ...) PRINTF(2, 3);
static bool say(struct str *why, const char *fmt, ...)
{
	char text[300];
	va_list args;
	va_start(args, fmt);
	vsnprintf(text, sizeof text, fmt, args);
	va_end(args);
	str_addf(why, "%s\n", text);
	return false;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Puts the words of a text in the order of the alphabet. */
static void sort_words(struct str *s)
{
	VEC(char *) words = {0};
	struct str out = {0};
	for (char *word, *rest = s->p; rest && (word = strsep(&rest, " "));)
		if (strcmp(word, "·") != 0)
			vec_push(&words, word);
	if (words.count)
		qsort(words.p, words.count, sizeof *words.p, by_text);
	for (size_t i = 0; i < words.count; i++)
		str_addf(&out, "%s ", words.p[i]);
	vec_free(&words);
	str_free(s);
	*s = out;
}

/* How the order of what stands in one is looked at. */
enum looking { IN_ORDER, SORTED, WORDS_SORTED };

/* Of what both put in one place the order is free; with a word behind a full stop that is one of words. */
static enum looking sorted(const struct trial *t)
{
	return t->truth.has_tail ? WORDS_SORTED : SORTED;
}

static bool same_content(const struct merge *a, const struct merge *b, enum looking how, const char *what, struct str *why)
{
	struct str x = {0}, y = {0};
	if (!a->doc || !b->doc)
		return a->doc == b->doc || say(why, "%s: one is not to be read", what);
	canon_node(&x, a->doc->root, how != IN_ORDER);
	canon_node(&y, b->doc->root, how != IN_ORDER);
	if (how == WORDS_SORTED) {
		sort_words(&x);
		sort_words(&y);
	}
	bool same = same_or_say(&x, &y, what, why);
	str_free(&x);
	str_free(&y);
	return same;
}

static bool say_asks(const struct merge *m, const char *what, struct str *why)
{
	const struct merge_choice *c = &m->choices.p[0];
	return say(why, "%s asks: %s %s, ours «%s», theirs «%s»", what, choice_word(c->kind), c->path, c->ours ? c->ours : "-", c->theirs ? c->theirs : "-");
}

/* merge(base, ours, theirs) has these bytes, and asks nothing. */
static bool gives(const struct str *base, const struct str *ours, const struct str *theirs, const struct str *want, const char *what,
                  struct str *why)
{
	struct merge m;
	merge_strs(&m, base, ours, theirs, TAKE_NONE);
	bool holds = m.open == 0 || say_asks(&m, what, why);
	holds = holds && same_or_say(want, &m.bytes, what, why);
	merge_clear(&m);
	return holds;
}

/* 1: the entries of a block lie end to end, and the whole file is in them. */
static bool tiles(const struct node *n)
{
	for (size_t i = 0; i < n->count; i++) {
		if (n->style == STYLE_BLOCK && i && n->items[i - 1]->entry_end != n->items[i]->entry_start)
			return false;
		if (n->items[i]->kind != NODE_SCALAR && !tiles(n->items[i]))
			return false;
	}
	return true;
}

static bool lossless(struct trial *t, struct str *why)
{
	bool holds = true;
	for (int i = 0; i <= SIDES && holds; i++) {
		struct doc *d = NULL;
		struct err e;
		const struct str *bytes = &t->s->bytes[i];
		holds = doc_parse(&d, bytes->p, bytes->len, &e) == OK && bytes_equal(d->bytes, d->len, bytes->p, bytes->len) && tiles(d->root);
		doc_free(d);
	}
	return holds || say(why, "a document is not its bytes");
}

/* 2: apply(diff(a, b), a) is b, in content. */
static bool diff_applies(struct trial *t, struct str *why)
{
	struct doc *a = NULL, *b = NULL, *out = NULL;
	struct diff d;
	struct err e;
	const struct str *x = &t->s->bytes[BASE], *y = &t->s->bytes[OURS];
	if (doc_parse(&a, x->p, x->len, &e) || doc_parse(&b, y->p, y->len, &e)) {
		doc_free(a);
		return say(why, "not to be read: %s", e.text);
	}
	diff_init(&d, a, b);
	bool holds = diff_apply(&d, a, &out, NULL, NULL, &e) == OK || say(why, "refused: %s", e.text);
	holds = holds && (node_equal(out->root, b->root) || say(why, "another document"));
	diff_clear(&d);
	doc_free(out);
	doc_free(a);
	doc_free(b);
	return holds;
}

/* A copy with one more key at the end, so that the file as a whole is alike nowhere. */
static struct str with_mark(const struct str *s)
{
	const char *end = memmem(s->p, s->len, "\r\n", 2) ? "\r\n" : "\n";
	struct str out = {0};
	str_add(&out, s->p, s->len);
	if (out.p[out.len - 1] != '\n')
		str_add_text(&out, end);
	str_addf(&out, "zz_merk: ja%s", end);
	return out;
}

static bool ends_in_line(const struct str *s)
{
	return s->len && s->p[s->len - 1] == '\n';
}

/* 3: what nobody or one side changed comes back as it is, of a file as a whole and of its parts. */
static bool identity(struct trial *t, struct str *why)
{
	const struct str *b = &t->s->bytes[BASE], *a = &t->s->bytes[OURS];
	struct str marked_a = with_mark(a), marked_b = with_mark(b);
	bool holds = gives(b, a, b, a, "(b,a,b)", why) && gives(b, b, a, a, "(b,b,a)", why) && gives(b, a, a, a, "(b,a,a)", why);
	if (holds && ends_in_line(a) && ends_in_line(b))
		holds = gives(b, a, &marked_b, &marked_a, "(b,a,b+key)", why) && gives(b, &marked_a, b, &marked_a, "(b,a+key,b)", why) &&
		        gives(b, &marked_a, a, &marked_a, "(b,a+key,a)", why) && gives(b, a, &marked_a, &marked_a, "(b,a,a+key)", why);
	str_free(&marked_a);
	str_free(&marked_b);
	return holds;
}

static bool same_ids(const struct merge *a, const struct merge *b)
{
	size_t n = a->choices.count;
	bool same = n == b->choices.count;
	const char **x = calloc(n + 1, sizeof *x), **y = calloc(n + 1, sizeof *y);
	for (size_t i = 0; same && i < n; i++) {
		x[i] = a->choices.p[i].id;
		y[i] = b->choices.p[i].id;
	}
	if (same && n) {
		qsort(x, n, sizeof *x, by_text);
		qsort(y, n, sizeof *y, by_text);
	}
	for (size_t i = 0; same && i < n; i++)
		same = strcmp(x[i], y[i]) == 0;
	free(x);
	free(y);
	return same;
}

/* 4: who is who changes nothing but the order of what both put in one place. */
static bool symmetry(struct trial *t, struct str *why)
{
	struct merge other;
	merge_strs(&other, &t->s->bytes[BASE], &t->s->bytes[THEIRS], &t->s->bytes[OURS], TAKE_NONE);
	bool holds = same_ids(&t->merge, &other) || say(why, "other choices: %zu and %zu", t->merge.choices.count, other.choices.count);
	holds = holds && (!t->clean || same_content(&t->merge, &other, sorted(t), "swapped", why));
	merge_clear(&other);
	return holds;
}

/* 5 and 6 are what the judge finds. */
static bool no_loss(struct trial *t, struct str *why)
{
	return !t->judged.lost || say(why, "%s", str_text(&t->judged.why));
}

static bool no_doubling(struct trial *t, struct str *why)
{
	return !t->judged.doubled || say(why, "%s", str_text(&t->judged.why));
}

struct lines {
	char **p;
	size_t count, room;
};

static struct lines lines_of(char *text)
{
	struct lines out = {0};
	for (char *line; text && (line = strsep(&text, "\n"));)
		vec_push(&out, line);
	if (out.count)
		qsort(out.p, out.count, sizeof *out.p, by_text);
	return out;
}

static size_t line_count(const struct lines *l, const char *line)
{
	size_t low = 0, high = l->count, n = 0;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (strcmp(l->p[middle], line) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	while (low + n < l->count && strcmp(l->p[low + n], line) == 0)
		n++;
	return n;
}

static bool is_bare(const char *line, const char *bare, size_t len)
{
	line += strspn(line, " -");
	return strncmp(line, bare, len) == 0 && strspn(line + len, "\r") == strlen(line + len);
}

/* How often a line stands in others, however deep. */
static size_t count_bare(const struct lines *l, const char *line)
{
	const char *bare = line + strspn(line, " -");
	size_t count = 0, len = strcspn(bare, "\r");
	for (size_t i = 0; i < l->count; i++)
		count += is_bare(l->p[i], bare, len);
	return count;
}

/* Does it but say that a text begins below? */
static bool is_header(const char *line)
{
	const char *sign = strrchr(line, '|');
	return sign && strspn(sign, "|-\r") == strlen(sign);
}

/* Does a text of several paragraphs stand in it?  Blank lines are then not always between entries. */
static bool has_paragraphs(const struct lines *l)
{
	for (size_t i = 0; i < l->count; i++)
		if (is_header(l->p[i]))
			return true;
	return false;
}

/* How often a line stands in a text, wherever: a list or record between brackets has it on one line with others. */
static size_t count_anywhere(const struct str *s, const char *line)
{
	char *bare = strdup(line + strspn(line, " -"));
	bare[strcspn(bare, "\r")] = '\0';
	size_t count = *bare ? count_in(s->p, s->len, bare) : 0;
	free(bare);
	return count;
}

/* Leaves what the version has of it. */
static void keep_what_is_in(struct thing *t, const struct model *version)
{
	for (size_t i = t->count; i-- > 0 && (t->kind == THING_MAP || t->kind == THING_LIST);)
		if (model_find(version, t->items[i]->uid))
			keep_what_is_in(t->items[i], version);
		else
			thing_remove(t->items[i]);
}

/* 7: lines of ours that the right merge, written by the same hand, has too are in the result to the byte; but for as many as
 * theirs has not any more, or wrote otherwise: a list between brackets for one.  Not looked at where theirs wrote the
 * whole file otherwise (its lines may come instead), and where texts are broken, quoted or folded: in those a word more moves
 * the ends of lines, or the style changes.  What theirs added is in their style. */
static bool untouched(struct trial *t, struct str *why)
{
	struct str ideal = {0}, own = {0}, mine = {0}, got = {0}, base = {0}, other = {0};
	bool holds = true;
	const struct scenario *s = t->s;
	const struct hand *hands = s->hands;
	if (t->judged.verdict != VERDICT_EXACT || !hand_same(&hands[THEIRS], &hands[BASE]) || hands[BASE].wrap || hands[OURS].wrap ||
	    hands[OURS].fancy)
		return true;
	struct thing *right = thing_copy(&t->s->world, t->truth.root);
	keep_what_is_in(right, &s->model[OURS]);
	print_plan(&ideal, t->truth.root, &hands[OURS]);
	print_plan(&own, right, &hands[OURS]);
	str_add(&mine, s->bytes[OURS].p, s->bytes[OURS].len);
	str_add(&got, t->merge.bytes.p, t->merge.bytes.len);
	str_add(&base, s->bytes[BASE].p, s->bytes[BASE].len);
	str_add(&other, s->bytes[THEIRS].p, s->bytes[THEIRS].len);
	struct lines i = lines_of(ideal.p), o = lines_of(own.p), m = lines_of(mine.p), g = lines_of(got.p), b = lines_of(base.p), x = lines_of(other.p);
	bool paragraphs = has_paragraphs(&m);
	for (size_t n = 0; n < m.count && holds; n++) {
		const char *line = m.p[n];
		size_t want = line_count(&i, line), of_ours = line_count(&o, line), have = line_count(&m, line), is = line_count(&g, line);
		if (is >= want || is >= of_ours || is >= have || is_header(line) || (paragraphs && !line[strspn(line, "\r")]))
			continue;
		size_t lines = count_bare(&b, line), left = count_bare(&x, line);
		size_t all = count_anywhere(&s->bytes[BASE], line), rest = count_anywhere(&s->bytes[THEIRS], line);
		size_t gone = lines > left ? lines - left : 0, changed = all > rest ? all - rest : 0;
		gone = gone > changed ? gone : changed;
		if (is + gone < have)
			holds = say(why, "a line of ours went: «%.150s»", line);
	}
	vec_free(&i);
	vec_free(&o);
	vec_free(&m);
	vec_free(&g);
	vec_free(&b);
	vec_free(&x);
	str_free(&ideal);
	str_free(&own);
	str_free(&mine);
	str_free(&got);
	str_free(&base);
	str_free(&other);
	return holds;
}

/* 8: what comes out can be read, and is what was said to come out; ids of choices are told apart. */
static bool valid(struct trial *t, struct str *why)
{
	const struct merge *m = &t->merge;
	struct doc *d = NULL;
	struct err e;
	size_t open = 0;
	if (doc_parse(&d, m->bytes.p, m->bytes.len, &e))
		return say(why, "not to be read: %d: %s", e.line, e.text);
	bool holds = (m->doc && node_equal(d->root, m->doc->root)) || say(why, "bytes and document differ");
	doc_free(d);
	for (size_t i = 0; i < m->choices.count; i++) {
		const struct merge_choice *c = &m->choices.p[i];
		open += c->taken == TAKE_NONE;
		if (strlen(c->id) != 16 || !c->path || !c->label || !c->label[0] || (c->kind == CHOICE_FILE) != !c->path[0])
			return say(why, "choice %zu is not well made", i);
		for (size_t j = 0; j < i; j++)
			if (strcmp(c->id, m->choices.p[j].id) == 0)
				return say(why, "two choices have one id");
	}
	return holds && (open == m->open || say(why, "%zu open, said %zu", open, m->open));
}

/* Is it clear what the right merge with that side over the base gives? */
static bool is_plain(struct trial *t, int side)
{
	struct truth again;
	truth_find(&again, &t->s->world, t->s->base, t->truth.root, t->s->model[side].root);
	bool plain = !again.real && !again.unclear;
	truth_clear(&again);
	return plain;
}

/* 9: merging with a side once more gives the same. */
static bool again(struct trial *t, struct str *why)
{
	const struct str *b = &t->s->bytes[BASE], *a = &t->s->bytes[OURS], *x = &t->s->bytes[THEIRS], *m = &t->merge.bytes;
	if (!t->clean || t->truth.real || t->truth.unclear)
		return true;
	return gives(x, m, x, m, "(t,m,t)", why) && (!is_plain(t, THEIRS) || gives(b, m, x, m, "(b,m,t)", why)) &&
	       (!is_plain(t, OURS) || gives(b, m, a, m, "(b,m,a)", why));
}

/* 10: two who merged each other's work merge again to the same. */
static bool convergence(struct trial *t, struct str *why)
{
	struct merge other, both;
	bool holds = true;
	merge_strs(&other, &t->s->bytes[BASE], &t->s->bytes[THEIRS], &t->s->bytes[OURS], TAKE_NONE);
	for (int i = 0; i <= SIDES && holds && t->clean && other.open == 0; i++) {
		merge_strs(&both, &t->s->bytes[i], &t->merge.bytes, &other.bytes, TAKE_NONE);
		holds = both.open == 0 || say_asks(&both, i == BASE ? "m1 with m2 over the base" : i == OURS ? "m1 with m2 over ours" : "m1 with m2 over theirs", why);
		holds = holds && same_content(&t->merge, &both, sorted(t), "m1 with m2", why);
		merge_clear(&both);
	}
	merge_clear(&other);
	return holds;
}

/* Three people, in three orders. */
static bool three(struct trial *t, struct str *why)
{
	struct scenario *s = t->s;
	struct str sides[3] = {{0}};
	struct merge pair[3] = {{0}}, all[3] = {{0}};
	struct model third = model_copy(&s->world, s->base);
	struct ops ops = {0};
	bool clean = true, holds = true;
	for (int i = 0; i < 2; i++)
		edit_any(&s->world, &third, &ops, NULL);
	print_plan(&sides[2], third.root, &s->hands[BASE]);
	str_add(&sides[0], s->bytes[OURS].p, s->bytes[OURS].len);
	str_add(&sides[1], s->bytes[THEIRS].p, s->bytes[THEIRS].len);
	for (int i = 0; i < 3; i++) {
		merge_strs(&pair[i], &s->bytes[BASE], &sides[i], &sides[(i + 1) % 3], TAKE_NONE);
		clean = clean && pair[i].open == 0;
	}
	for (int i = 0; i < 3 && clean; i++) {
		merge_strs(&all[i], &s->bytes[BASE], &pair[i].bytes, &sides[(i + 2) % 3], TAKE_NONE);
		clean = all[i].open == 0;
	}
	for (int i = 1; i < 3 && clean && holds; i++)
		holds = same_content(&all[0], &all[i], sorted(t), "three in another order", why);
	for (int i = 0; i < 3; i++) {
		merge_clear(&pair[i]);
		merge_clear(&all[i]);
		str_free(&sides[i]);
	}
	vec_free(&ops);
	return holds;
}

/* Every word that this side alone made is there. */
static bool has_all_of(const struct trial *t, int side, const struct merge *m, struct str *why)
{
	const struct scenario *s = t->s;
	for (size_t i = 0; i < s->world.fresh.count; i++) {
		const char *word = s->world.fresh.p[i];
		bool made = count_in(s->bytes[side].p, s->bytes[side].len, word) && !count_in(s->bytes[BASE].p, s->bytes[BASE].len, word);
		if (made && !count_in(m->bytes.p, m->bytes.len, word))
			return say(why, "answered for %s, and «%s» is gone", side == OURS ? "ours" : "theirs", word);
	}
	return true;
}

/* 11: all answered "mine" leaves nothing open, has all that is mine, and is what the other gets who answers "theirs". */
static bool answers(struct trial *t, struct str *why)
{
	static const enum take swapped[][2] = {{TAKE_OURS, TAKE_THEIRS}, {TAKE_THEIRS, TAKE_OURS}, {TAKE_BASE, TAKE_BASE}};
	bool holds = true;
	for (size_t i = 0; i < 3 && holds && !t->clean; i++) {
		struct merge mine, other;
		merge_strs(&mine, &t->s->bytes[BASE], &t->s->bytes[OURS], &t->s->bytes[THEIRS], swapped[i][0]);
		merge_strs(&other, &t->s->bytes[BASE], &t->s->bytes[THEIRS], &t->s->bytes[OURS], swapped[i][1]);
		holds = i == 2 || (mine.open == 0 && other.open == 0) || say(why, "answered, and still open");
		holds = holds && (i == 2 || has_all_of(t, i == 0 ? OURS : THEIRS, &mine, why));
		holds = holds && same_content(&mine, &other, sorted(t), i == 0 ? "mine" : i == 1 ? "theirs" : "as it was", why);
		merge_clear(&mine);
		merge_clear(&other);
	}
	return holds;
}

/* 13: with less done, nothing is asked that was not asked before. */
static bool monotone(struct trial *t, struct str *why)
{
	struct scenario *s = t->s;
	struct ops *ops = &s->ops[roll(&s->world, SIDES)];
	if (!ops->count || !t->clean || t->truth.real || t->truth.unclear)
		return true;
	size_t at = roll(&s->world, (unsigned)ops->count);
	struct op op = ops->p[at];
	memmove(ops->p + at, ops->p + at + 1, (ops->count - at - 1) * sizeof *ops->p);
	ops->count--;
	scenario_replay(s);
	struct trial less;
	trial_run(&less, s);
	bool holds = less.clean || less.truth.real || less.truth.unclear || say(why, "without one op it asks");
	trial_clear(&less);
	memmove(ops->p + at + 1, ops->p + at, (ops->count - at) * sizeof *ops->p);
	ops->p[at] = op;
	ops->count++;
	scenario_replay(s);
	return holds;
}

/* Are there items that are alike, so that their order can't be told? */
static bool has_twins(const struct trial *t)
{
	bool twins = false;
	for (size_t i = 0; i < t->truth.clashes.count; i++)
		twins |= strcmp(t->truth.clashes.p[i].why, "twins") == 0;
	return twins;
}

/* 14: quotes, line ends, indentation and breaks of lines on one side change no verdict and no value. */
static bool noise(struct trial *t, struct str *why)
{
	struct scenario *s = t->s;
	unsigned side = roll(&s->world, SIDES);
	struct hand was = s->hands[side];
	struct merge other;
	s->hands[side] = hand_any(&s->world);
	scenario_replay(s);
	merge_strs(&other, &s->bytes[BASE], &s->bytes[OURS], &s->bytes[THEIRS], TAKE_NONE);
	bool holds = other.choices.count == t->merge.choices.count ||
	             say(why, "%s written otherwise: %zu choices, not %zu", side ? "theirs" : "ours", other.choices.count, t->merge.choices.count);
	holds = holds && same_content(&t->merge, &other, has_twins(t) ? SORTED : IN_ORDER, "written otherwise", why);
	if (!holds)
		str_addf(why, "%s, written otherwise:\n%s\n", side ? "theirs" : "ours", str_text(&s->bytes[side]));
	merge_clear(&other);
	s->hands[side] = was;
	scenario_replay(s);
	return holds;
}

/* 15: damage to any of the three is no crash, and what comes out can be read or is a choice of files. */
static bool damage(struct trial *t, struct str *why)
{
	struct scenario *s = t->s;
	struct merge m;
	bool holds = true;
	for (int which = 0; which <= SIDES && holds; which++) {
		struct str broken = {0}, *was = &s->bytes[which], keep = *was;
		str_add(&broken, was->p, was->len);
		size_t at = roll(&s->world, (unsigned)broken.len), gone = roll(&s->world, 40);
		gone = gone < broken.len - at ? gone : broken.len - at;
		static const char *const junk[] = {"", ":", "- ", "\n", "\n  ", "'", "\"", "\t", "#", "<<<<<<< x\n", "\xff", "{", "]", "|"};
		const char *put = junk[roll(&s->world, sizeof junk / sizeof *junk)];
		str_splice(&broken, at, gone, put, strlen(put));
		s->bytes[which] = broken;
		merge_strs(&m, &s->bytes[BASE], &s->bytes[OURS], &s->bytes[THEIRS], TAKE_NONE);
		s->bytes[which] = keep;
		struct doc *d = NULL;
		struct err e;
		bool reads = doc_parse(&d, str_text(&m.bytes), m.bytes.len, &e) == OK;
		doc_free(d);
		holds = reads == (m.doc != NULL) || say(why, "damaged %d: bytes and document differ", which);
		if (holds && !m.doc && m.open)
			holds = (m.choices.count == 1 && m.choices.p[0].kind == CHOICE_FILE) || say(why, "damaged %d: no choice of files", which);
		merge_clear(&m);
		str_free(&broken);
	}
	return holds;
}

bool property_order(struct trial *t, struct str *why);

/* Items without an id are known by likeness.  Merging once more meets what was rewritten twice, which is not alike (MERGE.md 3 knows it), and
 * so do the merges of three people; the edit that is left out may have been what made two items alike. */
const struct property properties[PROPERTIES] = {
	{1, "a document is its bytes", 10, lossless, 0},
	{2, "a diff applied is the other version", 10, diff_applies, 0},
	{3, "what one side changed comes back to the byte", 10, identity, 0},
	{4, "who is who does not matter", 4, symmetry, 0},
	{5, "nothing is lost", 1, no_loss, 0},
	{6, "nothing is doubled", 1, no_doubling, 0},
	{7, "untouched lines of ours stay to the byte", 1, untouched, 0},
	{8, "the result can be read", 1, valid, 0},
	{9, "merging once more changes nothing", 10, again, 5},
	{10, "two merges converge", 10, convergence, 0},
	{10, "three people in any order", 20, three, 2},
	{11, "answers: mine is the other's theirs", 1, answers, 0},
	{12, "order: what a side turned, no more", 1, property_order, 0},
	{13, "fewer edits, no new choices", 8, monotone, 1},
	{14, "style is no change", 6, noise, 0},
	{15, "damage is told", 10, damage, 0},
};
