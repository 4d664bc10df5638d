/* Edits: only the bytes of what is edited change, and the result is what was meant. */
#include "test.h"

#include "base/str.h"
#include "yaml/tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct doc *parse(const char *text, size_t len)
{
	struct doc *d;
	struct err e;
	if (doc_parse(&d, text, len, &e)) {
		printf("«%s» refused: %d:%d %s\n", text, e.line, e.column, e.text);
		exit(1);
	}
	return d;
}

/* "a/b/0": keys and positions from 0. */
static struct branch *at(struct tree *t, const char *path)
{
	struct branch *b = tree_root(t);
	char copy[100], *rest = copy;
	snprintf(copy, sizeof copy, "%s", path);
	for (char *step; *rest && (step = strsep(&rest, "/"));) {
		b = b->kind == NODE_LIST ? b->items[atoi(step)] : branch_get(b, step);
		if (!rest)
			break;
	}
	return b;
}

enum op { SET, INSERT, REMOVE, MOVE, RENAME, INSERT_MAP, INSERT_LIST, REPLACE_MAP };

/* op on `path` of `before` with `value` (and for an insert: `key`, index `to`) gives `after`. */
static const struct edit {
	const char *before;
	enum op op;
	const char *path;
	int to;
	const char *key, *value;
	const char *after;
} edits[] = {
	/* set: style, comment and everything beside it stay */
	{"a: x # c\nb: y\n", SET, "a", 0, 0, "z", "a: z # c\nb: y\n"},
	{"a:   x   # c\n", SET, "a", 0, 0, "z", "a:   z   # c\n"},
	{"a: 'x'\n", SET, "a", 0, 0, "it's", "a: 'it''s'\n"},
	{"a: \"x\"\n", SET, "a", 0, 0, "y \"q\"", "a: \"y \\\"q\\\"\"\n"},
	{"a: \"x\"\n", SET, "a", 0, 0, "y\nz", "a: \"y\\nz\"\n"},
	{"a: x\n", SET, "a", 0, 0, "no", "a: 'no'\n"},
	{"a: x\n", SET, "a", 0, 0, "k: v", "a: 'k: v'\n"},
	{"a: x # c\nb: y\n", SET, "a", 0, 0, "p\n\nq", "a: |- # c\n  p\n\n  q\nb: y\n"},
	{"a: x\n    # dieper\nb: y\n", SET, "a", 0, 0, "p\nq", "a: |-\n  p\n  q\n # dieper\nb: y\n"},
	{"a:\nb: y\n", SET, "a", 0, 0, "p", "a: p\nb: y\n"},
	{"a: # c\nb: y\n", SET, "a", 0, 0, "p", "a: p # c\nb: y\n"},
	{"a: |-   # c\n      x\n      y\n\n# d\nb: y\n", SET, "a", 0, 0, "x\nz", "a: |-   # c\n      x\n      z\n\n# d\nb: y\n"},
	{"a: |\n  x\nb: y\n", SET, "a", 0, 0, "één", "a: |-\n  één\nb: y\n"},
	{"a: >-\n  x\n  y\nb: y\n", SET, "a", 0, 0, "x z", "a: |-\n  x z\nb: y\n"},
	{"a: >\n  x\n\nb: y\n", SET, "a", 0, 0, " lead", "a: |2-\n   lead\n\nb: y\n"},
	{"a: x\n  y\nb: z\n", SET, "a", 0, 0, "q", "a: q\nb: z\n"},
	{"a: x", SET, "a", 0, 0, "yy", "a: yy"},
	{"a: x", SET, "a", 0, 0, "y\nz", "a: |-\n  y\n  z"},
	{"a: x\r\nb: y\r\n", SET, "a", 0, 0, "p\nq", "a: |-\r\n  p\r\n  q\r\nb: y\r\n"},
	{"l:\n  - x\n  - y\n", SET, "l/0", 0, 0, "p\nq", "l:\n  - |-\n    p\n    q\n  - y\n"},
	{"l:\n-   x # c\n-   y\n", SET, "l/0", 0, 0, "z", "l:\n-   z # c\n-   y\n"},
	{"l:\n  -\n  - y\n", SET, "l/0", 0, 0, "z", "l:\n  - z\n  - y\n"},
	{"a: {b: x, c: y} # d\n", SET, "a/b", 0, 0, "p, q", "a: {b: 'p, q', c: y} # d\n"},
	{"a: {b: x, c: y}\n", SET, "a/b", 0, 0, "p\nq", "a: {b: \"p\\nq\", c: y}\n"},
	{"a: {b: , c: y}\n", SET, "a/b", 0, 0, "z", "a: {b: z, c: y}\n"},
	{"a: x\n", SET, "a", 0, 0, "", "a: ''\n"},
	{"\xef\xbb\xbf" "a: x\nb: y\n", SET, "a", 0, 0, "z", "\xef\xbb\xbf" "a: z\nb: y\n"},
	{"a: x\n     \nb: y\n", SET, "a", 0, 0, "p\nq", "a: |-\n  p\n  q\n\nb: y\n"},
	{"a: |-\n  x\n    \nb: y\n", SET, "b", 0, 0, "zz", "a: |-\n  x\n    \nb: zz\n"},
	{"a: |-\n  x\n    \n\nb: y\n", SET, "a", 0, 0, "p", "a: |-\n  p\n\nb: y\n"},
	{"a: |- # c\n   \n", SET, "a", 0, 0, "p", "a: |- # c\n  p\n\n"},
	{"a: [k: x]\n", INSERT, "a/0", 1, "m", "z", "a: [{k: x, m: z}]\n"},
	{"wijk:\n  # uitleg\n  Noord # c\nb: y\n", SET, "wijk", 0, 0, "Zuid", "wijk:\n  # uitleg\n  Zuid # c\nb: y\n"},
	{"wijk:\n  # uitleg\n  Noord\nb: y\n", SET, "wijk", 0, 0, "p\nq", "wijk:\n  # uitleg\n  |-\n  p\n  q\nb: y\n"},
	{"a: b\nt: |\n  x", INSERT, "", 2, "c", "zz", "a: b\nt: |-\n  x\nc: zz\n"},
	{"l:\n    # eerst\n  - een\n", INSERT, "l", 0, 0, "p\nq", "l:\n  - |-\n    p\n    q\n  # eerst\n  - een\n"},
	{"l: [a # een, twee\n  , b]\n", REMOVE, "l/1", 0, 0, 0, "l: [a # een, twee\n   ]\n"},
	{"l:\n  - |2-\n     x\n     \n  - zz\n", SET, "l/1", 0, 0, "q", "l:\n  - |2-\n     x\n     \n  - q\n"},
	{"l:\n  - |2-\n     x\n  - zz\n", SET, "l/0", 0, 0, " p\nq", "l:\n  - |2-\n     p\n    q\n  - zz\n"},
	/* insert: the file's own habit */
	{"l:\n  - x\n", INSERT, "l", 1, 0, "yy", "l:\n  - x\n  - yy\n"},
	{"l:\n- x\n# z\nm: 1\n", INSERT, "l", 1, 0, "yy", "l:\n- x\n- yy\n# z\nm: 1\n"},
	{"l:\n  -   x\n", INSERT, "l", 0, 0, "yy", "l:\n  -   yy\n  -   x\n"},
	{"l:\n  # bij x\n  - x\n", INSERT, "l", 0, 0, "yy", "l:\n  - yy\n  # bij x\n  - x\n"},
	{"l: [] # c\nb: y\n", INSERT, "l", 0, 0, "x", "l: # c\n  - x\nb: y\n"},
	{"m:\n- q\nl: []\n", INSERT, "l", 0, 0, "x", "m:\n- q\nl:\n- x\n"},
	{"l: [a, b] # c\n", INSERT, "l", 2, 0, "x", "l: [a, b, x] # c\n"},
	{"l: [a, b]\n", INSERT, "l", 0, 0, "x", "l: [x, a, b]\n"},
	{"l: [\n  a, # bij a\n  b\n]\n", INSERT, "l", 1, 0, "x", "l: [\n  a, # bij a\n  x, b\n]\n"},
	{"a: {l: []}\n", INSERT, "a/l", 0, 0, "x", "a: {l: [x]}\n"},
	{"a: 1\nb: 2", INSERT, "", 2, "c", "3", "a: 1\nb: 2\nc: '3'"},
	{"# kop\n\na: 1\n", INSERT, "", 0, "c", "x", "# kop\n\nc: x\na: 1\n"},
	{"a: 1\n# slot\n", INSERT, "", 1, "c", "x", "a: 1\nc: x\n# slot\n"},
	{"a:\n    b: 1\nc:\n", INSERT_MAP, "", 2, "d", "x", "a:\n    b: 1\nc:\nd:\n    k: x\n"},
	{"l:\n  - t: x\n    u: y\n", INSERT, "l/0", 0, "s", "p", "l:\n  - s: p\n    t: x\n    u: y\n"},
	{"l:\n  - t: x\n", INSERT, "l/0", 1, "s", "p\nq", "l:\n  - t: x\n    s: |-\n      p\n      q\n"},
	{"l:\n  - t: x\n", INSERT_MAP, "l", 1, 0, "yy", "l:\n  - t: x\n  - k: yy\n"},
	{"l:\n  - a: x\n", INSERT_LIST, "l/0", 1, "nn", "yy", "l:\n  - a: x\n    nn:\n      - yy\n"},
	{"{a: 1}\n", INSERT, "", 1, "b", "x", "{a: 1, b: x}\n"},
	{"a:\r\n- x\r\n", INSERT, "a", 1, 0, "yy", "a:\r\n- x\r\n- yy\r\n"},
	/* remove: its comments go with it, the others stay */
	{"# a\na: 1\n# b\nb: 2 # bb\n  # bbb\n# c\nc: 3\n", REMOVE, "b", 0, 0, 0, "# a\na: 1\n# c\nc: 3\n"},
	{"l:\n  - x\n", REMOVE, "l/0", 0, 0, 0, "l: []\n"},
	{"l: # c\n  - x\nb: 1\n", REMOVE, "l/0", 0, 0, 0, "l: [] # c\nb: 1\n"},
	{"l:\n  - t: x\n    u: y\n", REMOVE, "l/0/t", 0, 0, 0, "l:\n  - u: y\n"},
	{"l:\n  - t: x\n    # bij u\n    u: y\n", REMOVE, "l/0/t", 0, 0, 0, "l:\n  -\n    # bij u\n    u: y\n"},
	{"l:\n  - t: x\n", REMOVE, "l/0/t", 0, 0, 0, "l:\n  - {}\n"},
	{"l: [a, b, c]\n", REMOVE, "l/1", 0, 0, 0, "l: [a, c]\n"},
	{"l: [a, b, c]\n", REMOVE, "l/2", 0, 0, 0, "l: [a, b]\n"},
	{"l: [a]\n", REMOVE, "l/0", 0, 0, 0, "l: []\n"},
	{"a: {b: 1, c: 2}\n", REMOVE, "a/b", 0, 0, 0, "a: {c: 2}\n"},
	{"a: 1\nb: 2", REMOVE, "b", 0, 0, 0, "a: 1"},
	/* move: with its comments */
	{"l:\n  - a\n  # bij b\n  - b # b\n  - c\n", MOVE, "l/1", 0, 0, 0, "l:\n  # bij b\n  - b # b\n  - a\n  - c\n"},
	{"l:\n  - a\n  - b", MOVE, "l/1", 0, 0, 0, "l:\n  - b\n  - a"},
	{"l:\n- a: |-\n    x\n- b: 1\n  c: 2\n", MOVE, "l/0", 1, 0, 0, "l:\n- b: 1\n  c: 2\n- a: |-\n    x\n"},
	{"l: [a, b, c]\n", MOVE, "l/2", 0, 0, 0, "l: [c, a, b]\n"},
	{"a: 1\n\n# bij b\nb: 2\n", MOVE, "b", 0, 0, 0, "\n# bij b\nb: 2\na: 1\n"},
	/* rename, and another kind of value */
	{"a: 1 # c\nb:\n  - x\n", RENAME, "b", 0, "nieuw", 0, "a: 1 # c\nnieuw:\n  - x\n"},
	{"a: |- # c\n  x\n", RENAME, "a", 0, "b", 0, "b: |- # c\n  x\n"},
	{"a: {b: 1}\n", RENAME, "a/b", 0, "c", 0, "a: {c: 1}\n"},
	{"l:\n  - x # c\n  - y\n", REPLACE_MAP, "l/0", 0, 0, "x", "l:\n  - # c\n    k: x\n  - y\n"},
	{"l:\n  - x\n  - y\n", REPLACE_MAP, "l/0", 0, 0, "x", "l:\n  - k: x\n  - y\n"},
	{"a: x\n", REPLACE_MAP, "a", 0, 0, "x", "a:\n  k: x\n"},
};

static struct branch *wrapped(struct tree *t, bool map, const char *text)
{
	struct branch *b = map ? tree_map(t) : tree_list(t);
	tree_insert(t, b, 0, map ? "k" : NULL, tree_scalar(t, text, strlen(text), HINT_TEXT));
	return b;
}

static void apply(struct tree *t, const struct edit *x)
{
	struct branch *b = at(t, x->path);
	switch (x->op) {
	case SET: tree_set_text(t, b, x->value, strlen(x->value), HINT_TEXT); break;
	case INSERT: tree_insert(t, b, (size_t)x->to, x->key, tree_scalar(t, x->value, strlen(x->value), HINT_TEXT)); break;
	case INSERT_MAP: tree_insert(t, b, (size_t)x->to, x->key, wrapped(t, true, x->value)); break;
	case INSERT_LIST: tree_insert(t, b, (size_t)x->to, x->key, wrapped(t, false, x->value)); break;
	case REMOVE: tree_remove(b); break;
	case MOVE: tree_move(b, (size_t)x->to); break;
	case RENAME: tree_rename(t, b, x->key); break;
	case REPLACE_MAP: tree_replace(b, wrapped(t, true, x->value)); break;
	}
}

TEST(an_edit_changes_its_own_bytes_only)
{
	for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
		struct doc *before = parse(edits[i].before, strlen(edits[i].before)), *after;
		struct tree *t = tree_new(before);
		struct err e = {0};
		apply(t, &edits[i]);
		enum code code = tree_write(t, &after, &e);
		if (code)
			printf("row %zu: %s\n", i, e.text);
		if (CHECK(code == OK)) {
			if (!CHECK_TEXT(after->bytes, edits[i].after))
				printf("row %zu\n", i);
			doc_free(after);
		}
		tree_free(t);
		doc_free(before);
	}
}

/* --- random edits on random documents ------------------------------------ */

static const char *const words[] = {
	"afval", "é", "no", "12:30", "- x", "a: b", "# c", "regel een\nregel twee", " vooraan", "\n\nleeg", "x\n  dieper\ny", "😀 ok", "tab\tx",
	"'t Zand", "\"q\"", "[x]", "{", "", "~", "lang lang lang lang lang lang lang", "a\n\nb", "een\ttab\nen regel", "\ttab voor", "|", "slot\n", "é\u2028x",
};

static const char *word(unsigned long long *s)
{
	return words[test_random(s, sizeof words / sizeof *words)];
}

static void random_value(unsigned long long *s, struct str *out, int depth, size_t column, bool flow);

static void random_comment(unsigned long long *s, struct str *out, size_t column)
{
	if (test_random(s, 5) == 0)
		str_addf(out, "%*s# over %u\n", (int)column, "", test_random(s, 100));
	if (test_random(s, 9) == 0)
		str_add_text(out, "\n");
}

static void random_collection(unsigned long long *s, struct str *out, int depth, size_t column, bool first_inline)
{
	bool list = depth > 0 && !first_inline && test_random(s, 2);
	unsigned n = 1 + test_random(s, 4);
	for (unsigned i = 0; i < n; i++) {
		if (!(first_inline && i == 0)) {
			random_comment(s, out, column);
			str_add_times(out, ' ', column);
		}
		if (list)
			str_add_text(out, "-");
		else
			str_addf(out, "k%u:", i);
		if (list && depth < 3 && test_random(s, 3) == 0) {
			str_add_text(out, " ");
			random_collection(s, out, depth + 1, column + 2, true);
		} else {
			random_value(s, out, depth, column, false);
		}
	}
}

static void random_value(unsigned long long *s, struct str *out, int depth, size_t column, bool flow)
{
	(void)flow;
	switch (test_random(s, depth < 3 ? 9 : 6)) {
	case 0: str_add_text(out, " gewone tekst\n"); break;
	case 1: str_add_text(out, " 'tussen ''quotes'''  # c\n"); break;
	case 2: str_addf(out, " |-\n%*seen\n\n%*s  twee\n", (int)column + 3, "", (int)column + 3, ""); break;
	case 3: str_add_text(out, " {a: 1, b: [x, y]} # d\n"); break;
	case 4: str_addf(out, " >\n%*sgevouwen\n%*stekst\n", (int)column + 2, "", (int)column + 2, ""); break;
	case 5: str_add_text(out, "\n"); break;
	default:
		str_add_text(out, "\n");
		random_collection(s, out, depth + 1, column + 1 + test_random(s, 4), false);
	}
}

static void random_edit(unsigned long long *s, struct tree *t, const struct doc *d)
{
	struct branch *b = tree_of(t, d->nodes[test_random(s, (unsigned)d->count)]);
	const char *w = word(s);
	char key[20];
	static unsigned serial;
	snprintf(key, sizeof key, "n%u", serial++);
	if (b->kind == NODE_SCALAR) {
		tree_set_text(t, b, w, strlen(w), HINT_TEXT);
		return;
	}
	const char *k = b->kind == NODE_MAP ? key : NULL;
	size_t i = test_random(s, (unsigned)b->count + 1);
	switch (test_random(s, 5)) {
	case 0: tree_insert(t, b, i, k, tree_scalar(t, w, strlen(w), HINT_TEXT)); break;
	case 1: tree_insert(t, b, i, k, wrapped(t, test_random(s, 2), w)); break;
	case 2: if (i < b->count) tree_remove(b->items[i]); break;
	case 3: if (i < b->count) tree_move(b->items[i], test_random(s, (unsigned)b->count)); break;
	default: if (i < b->count && k) tree_rename(t, b->items[i], k); break;
	}
}

/* Every line that holds a comment of an entry that stayed is still there. */
static size_t count_comments(const struct doc *d)
{
	size_t n = 0;
	for (const char *p = d->bytes; (p = strstr(p, "# over")); p++)
		n++;
	return n;
}

/* Behind the dash of the text whose place it takes there is no room for the comment. */
TEST(a_comment_above_the_first_key_comes_along)
{
	static const char ours[] = "a:\n  - Een\n", theirs[] = "a:\n  -\n    # waarom\n    tekst: Een\n    wie: Ik\n";
	struct doc *before = parse(ours, strlen(ours)), *other = parse(theirs, strlen(theirs)), *after = NULL;
	struct tree *t = tree_new(before);
	struct err e;
	tree_replace(tree_of(t, before->root->items[0]->items[0]), tree_copy(t, other, other->root->items[0]->items[0]));
	CHECK(tree_write(t, &after, &e) == OK);
	CHECK_TEXT(after->bytes, theirs);
	tree_free(t);
	doc_free(before);
	doc_free(other);
	doc_free(after);
}

TEST(random_edits_give_what_was_meant)
{
	unsigned long long s = test_seed();
	size_t refused = 0, total = 8000, comments = 0;
	for (size_t round = 0; round < total; round++) {
		unsigned long long again = s;
		struct str text = {0};
		random_collection(&s, &text, 0, 0, false);
		struct doc *before = parse(text.p, text.len), *after;
		struct tree *t = tree_new(before);
		struct err e = {0};
		bool removes = false;
		for (unsigned n = 1 + test_random(&s, 3); n > 0; n--)
			random_edit(&s, t, before);
		for (size_t i = 0; i < before->count; i++)
			removes |= tree_of(t, before->nodes[i]) != tree_root(t) && !tree_of(t, before->nodes[i])->parent;
		if (tree_write(t, &after, &e)) {
			if (refused++ < 3)
				printf("state %llu: %s\n%s\n", again, e.text, text.p);
		} else {
			comments += !removes && count_comments(after) != count_comments(before);
			doc_free(after);
		}
		tree_free(t);
		doc_free(before);
		str_free(&text);
	}
	CHECK_NUMBER(refused, 0);
	CHECK_NUMBER(comments, 0);
}

/* Every value of up to four pieces survives in every place: a map, a list, flow, each old style. */
TEST(every_text_survives_in_every_place)
{
	static const char *const pieces[] = {"a", " ", "\n", "\t", "#", ":", "-", "'", "\"", "\xc2\xa0", "\xe2\x80\xa8", "ë", "😀", "\xef\xbb\xbf", "%"};
	static const char *const hosts[] = {"k: x\nm: y\n", "k: 'x'\nm: y\n", "k: |-\n  x\nm: y\n", "k: {k: x, m: y}\n", "k:\n  - x\n", "k: [x, y]\n", "k:\n- k: x\n  m: y\n"};
	static const char *const paths[] = {"k", "k", "k", "k/k", "k/0", "k/0", "k/0/k"};
	const unsigned n = sizeof pieces / sizeof *pieces;
	size_t wrong = 0;
	for (unsigned long combination = 0; combination < (unsigned long)n * n * n * n; combination++) {
		char text[32] = "";
		for (unsigned long c = combination; c; c /= n)
			strcat(text, pieces[c % n]);
		size_t host = combination % 7;
		struct doc *before = parse(hosts[host], strlen(hosts[host])), *after;
		struct tree *t = tree_new(before);
		struct err e;
		tree_set_text(t, at(t, paths[host]), text, strlen(text), HINT_TEXT);
		if (tree_write(t, &after, &e)) {
			if (wrong++ < 5)
				printf("«%s» in «%s»: %s\n", text, hosts[host], e.text);
		} else {
			doc_free(after);
		}
		tree_free(t);
		doc_free(before);
	}
	CHECK_NUMBER(wrong, 0);
}
