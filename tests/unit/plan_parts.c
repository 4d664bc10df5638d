/* Which parts of a plan say something else: a table of pairs, and random edits of which the answer must be what a parse of both whole
 * files and a comparison in the plainest way gives.  SEED=… repeats a run, PAIRS=… makes it longer. */
#include "test.h"

#include "base/io.h"
#include "base/mem.h"
#include "base/vec.h"
#include "plan/diff.h"
#include "plan/parts.h"
#include "plan/path.h"
#include "plan/plan.h"
#include "plan/value.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- the plainest way ----------------------------------------------------------- */

static int by_key(const void *a, const void *b)
{
	return strcmp((*(struct node *const *)a)->key, (*(struct node *const *)b)->key);
}

/* All that a value says, in one spelling; of an item, where `item`: it is never absent. */
static void spell(struct str *out, const struct node *n, bool item)
{
	if (!item && node_is_absent(n))
		return;
	str_addf(out, "%c%zu:", "SML"[n->kind], n->kind == NODE_SCALAR ? n->len : 0);
	if (n->kind == NODE_SCALAR) {
		str_add(out, n->text, n->len);
		return;
	}
	struct node **items = mem_alloc((n->count + 1) * sizeof *items);
	if (n->count)
		memcpy(items, n->items, n->count * sizeof *items);
	if (n->kind == NODE_MAP)
		qsort(items, n->count, sizeof *items, by_key);
	for (size_t i = 0; i < n->count; i++) {
		if (n->kind == NODE_MAP && node_is_absent(items[i]))
			continue;
		if (n->kind == NODE_MAP)
			str_addf(out, "K%zu:%s", items[i]->key_len, items[i]->key);
		spell(out, items[i], n->kind == NODE_LIST);
	}
	str_add_char(out, '.');
	free(items);
}

struct said {
	char *path, *text;
};

typedef VEC(struct said) saids;

static void say(saids *list, char *path, struct str *text)
{
	vec_push(list, (struct said){path, str_take(text)});
}

static char *join(const char *path, const struct node *key)
{
	struct str s = {0};
	str_add_text(&s, path);
	for (const char *k = key->key; *k; k++) {
		if (*k == '/')
			str_add_char(&s, '/');
		str_add_char(&s, *k);
	}
	return str_take(&s);
}

static bool is_said(const saids *list, const char *path)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->p[i].path, path) == 0)
			return true;
	return false;
}

static void say_speerpunten(saids *list, const struct node *n)
{
	struct str order = {0}, s = {0};
	if (n->kind != NODE_LIST) {
		spell(&order, n, false);
		say(list, mem_text("speerpunten"), &order);
		return;
	}
	str_add_text(&order, "list");
	for (size_t i = 0; i < n->count; i++) {
		const struct node *id = node_get(n->items[i], "id");
		bool good = id && id->kind == NODE_SCALAR && value_is_id(id->text, id->len);
		str_addf(&s, "speerpunten/%s", good ? id->text : "");
		char *path = str_take(&s);
		if (!good || is_said(list, path)) {
			str_add_text(&order, "\nitem ");
			spell(&order, n->items[i], true);
			free(path);
			continue;
		}
		str_addf(&order, "\nid %s", id->text);
		spell(&s, n->items[i], true);
		say(list, path, &s);
		for (size_t k = 0; k < n->items[i]->count; k++) {
			str_addf(&s, "%s/", path);
			char *to = str_take(&s);
			spell(&s, n->items[i]->items[k], false);
			say(list, join(to, n->items[i]->items[k]), &s);
			free(to);
		}
	}
	say(list, mem_text("speerpunten"), &order);
}

static void say_all(saids *list, const struct doc *d)
{
	struct str s = {0};
	for (size_t i = 0; d && i < d->root->count; i++) {
		const struct node *n = d->root->items[i];
		if (node_key_is(n, "speerpunten")) {
			say_speerpunten(list, n);
			continue;
		}
		spell(&s, n, false);
		say(list, join("", n), &s);
	}
}

static const char *find_said(const saids *list, const char *path)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->p[i].path, path) == 0)
			return list->p[i].text;
	return "";
}

static void free_saids(saids *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free(list->p[i].path);
		free(list->p[i].text);
	}
	vec_free(list);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Names, sorted, with blanks between. */
static char *sorted(char **names, size_t count)
{
	struct str s = {0};
	if (count)
		qsort(names, count, sizeof *names, by_text);
	for (size_t i = 0; i < count; i++)
		str_addf(&s, "%s%s", i ? " " : "", names[i]);
	return str_take(&s);
}

static char *plainest(const struct doc *old, const struct doc *new)
{
	saids a = {0}, b = {0};
	VEC(char *) names = {0};
	say_all(&a, old);
	say_all(&b, new);
	for (size_t i = 0; i < b.count; i++)
		if (strcmp(find_said(&a, b.p[i].path), b.p[i].text) != 0)
			vec_push(&names, b.p[i].path);
	for (size_t i = 0; i < a.count; i++)
		if (*a.p[i].text && !is_said(&b, a.p[i].path))
			vec_push(&names, a.p[i].path);
	char *text = sorted(names.p, names.count);
	vec_free(&names);
	free_saids(&a);
	free_saids(&b);
	return text;
}

/* --- asking ------------------------------------------------------------------- */

/* What parts_differ says, with blanks between, in its order or sorted. */
static char *ask(struct parts *old, struct parts *new, bool in_order)
{
	struct str out = {0}, joined = {0};
	VEC(char *) names = {0};
	enum parts_answer answer = parts_differ(old, new, &out);
	if (answer) {
		CHECK_NUMBER(out.len, 0);
		str_free(&out);
		return mem_text(answer == PARTS_OLD_UNREADABLE ? "(old)" : "(new)");
	}
	for (size_t at = 0; at < out.len; at += strlen(out.p + at) + 1) {
		CHECK(strchr("+-~", out.p[at]));
		vec_push(&names, out.p + at + 1);
		str_addf(&joined, "%s%s", at ? " " : "", out.p + at + 1);
	}
	char *text = in_order ? str_take(&joined) : sorted(names.p, names.count);
	vec_free(&names);
	str_free(&joined);
	str_free(&out);
	return text;
}

static struct parts *cut(const char *text)
{
	return parts_cut(text, text ? strlen(text) : 0);
}

/* --- the table -------------------------------------------------------------------- */

#define SP "speerpunten:\n"
#define A "  - id: aa\n    titel: Een\n    punten:\n      - x\n      - y\n"
#define B "  - id: bb\n    titel: Twee\n"

static const struct {
	const char *name;
	bool usual; /* both cut by lines? */
	const char *old, *new, *want;
} table[] = {
	{"the same", true, "a: 1\n", "a: 1\n", ""},
	{"a text", true, "a: 1\nb: 2\n", "a: 1\nb: 3\n", "b"},
	{"a new key, in its place", true, "a: 1\nb: 2\nc: 3\n", "a: 2\nx: 1\nc: 4\n", "a x c b"},
	{"order of keys", true, "a: 1\nb: 2\n", "b: 2\na: 1\n", ""},
	{"quotes", true, "a: x\n", "a: 'x'\n", ""},
	{"a number is a text", true, "a: 1\n", "a: \"1\"\n", ""},
	{"comment", true, "a: x # toen\n", "# nu\na: x\n", ""},
	{"folding", true, "a: een twee\n", "a: een\n  twee\n", ""},
	{"quotes over lines", false, "a: een twee\nb: 1\n", "a: 'een\n\n\n twee\n\n'\nb: 1\n", "a"},
	{"quotes over lines, at the margin", false, "a: een b\nc: 1\n", "a: 'een\nb'\nc: 1\n", ""},
	{"a key inside quotes is none", false, "a: 'een\nb: twee'\nc: 1\n", "c: 1\n", "a"},
	{"a key inside brackets is none", false, "a: [een,\nb: twee]\nc: 1\n", "c: 1\n", "a"},
	{"block text", true, "a: een\n", "a: |-\n  een\n", ""},
	{"an end of line more", true, "a: |-\n  een\nb: 1\n", "a: |\n  een\nb: 1\n", "a"},
	{"what looks like a key in a block text", true, "a: |-\n  b: 'x\n\n  c: [\nd: 1\n", "a: |-\n  b: 'x\n\n  c: {\nd: 1\n", "a"},
	{"indicator", true, "a: |2-\n   x\n", "a: |1-\n  x\n", ""},
	{"flow and block", true, "a: [x, {b: 1}]\n", "a:\n- x\n- b: 1\n", ""},
	{"order of a list", true, "a: [x, y]\n", "a: [y, x]\n", "a"},
	{"order of keys deep", true, "a: [{x: 1, y: 2}]\n", "a:\n  - y: 2\n    x: 1\n", ""},
	{"empty key", true, "a: 1\nwijk:\n", "a: 1\n", ""},
	{"empty key, new", true, "a: 1\n", "a: 1\nwijk: # niets\n", ""},
	{"empty key deep", true, "a: {b: 1, c: }\n", "a: {b: 1}\n", ""},
	{"an empty text is something", true, "a: 1\nwijk:\n", "a: 1\nwijk: ''\n", "wijk"},
	{"an empty list is something", true, "a: 1\n", "a: 1\nb: []\n", "b"},
	{"an empty item is something", true, "a: [b]\n", "a:\n  - b\n  -\n", "a"},
	{"bare text or record", true, "a:\n  - x\n", "a:\n  - tekst: x\n", "a"},
	{"line ends", false, "a: 1\nb: |\n  x\n  y\n", "a: 1\r\nb: |\r\n  x\r\n  y\r\n", ""},
	{"byte order mark", false, "a: 1\n", "\xef\xbb\xbf""a: 1\n", ""},
	{"document start", false, "a: 1\n", "---\na: 1\n", ""},
	{"no line end", true, "a: 1\n", "a: 1", ""},
	{"no line end, block text", true, "a: |\n  x\n", "a: |\n  x", "a"},
	{"quoted key", false, "a: 1\n", "'a': 1\n", ""},
	{"key with a blank", false, "a: 1\n", "a: 1\nmijn wens: 2\n", "mijn wens"},
	{"slash in a key", false, "a: 1\n" SP A, "a: 1\nspeerpunten/aa/titel: 2\n" SP A, "speerpunten//aa//titel"},
	{"whole file flow", false, "a: 1\nb: 2\n", "{b: 2, a: 1, c: 3}\n", "c"},
	{"a field", true, SP A B, SP "  - id: aa\n    titel: Anders\n    punten:\n      - x\n      - y\n" B, "speerpunten/aa speerpunten/aa/titel"},
	{"a field more", true, SP A B, SP A B "    x: 1\n", "speerpunten/bb speerpunten/bb/x"},
	{"a field less", true, SP A B "    x: 1\n", SP A B, "speerpunten/bb speerpunten/bb/x"},
	{"an id in quotes", true, SP A B, SP "  - id: 'aa'\n    titel: Eén\n    punten: [x, y]\n  - id: \"bb\" # !\n    titel: Twee\n", "speerpunten/aa speerpunten/aa/titel"},
	{"an id in quotes that don't close", false, SP B, SP "  - id: 'bb\n      '\n    titel: Twee\n", "speerpunten speerpunten/bb speerpunten/bb/id speerpunten/bb/titel"},
	{"fields in another order", true, SP B, SP "  - titel: Twee\n    id: bb\n", ""},
	{"at another column", true, SP A B, SP "- id: aa\n  titel: Een\n  punten: [x, 'y']\n-   titel: Twee # !\n    id: bb\n", ""},
	{"the same bytes at another column", true, SP "  - t: |2\n       x\n    id: aa\n", SP "   - t: |2\n       x\n     id: aa\n", "speerpunten/aa speerpunten/aa/t"},
	{"moved", true, SP A B, SP B A, "speerpunten"},
	{"added", true, SP A, SP B A, "speerpunten speerpunten/bb speerpunten/bb/id speerpunten/bb/titel"},
	{"removed", true, SP A B "c: 1\n", SP A "c: 2\n", "speerpunten speerpunten/bb speerpunten/bb/id speerpunten/bb/titel c"},
	{"the first one", true, "a: 1\n", "a: 1\n" SP B, "speerpunten speerpunten/bb speerpunten/bb/id speerpunten/bb/titel"},
	{"the last one", true, SP B "a: 1\n", "a: 1\n", "speerpunten speerpunten/bb speerpunten/bb/id speerpunten/bb/titel"},
	{"none of them", true, "a: 1\n" SP, "a: 1\n", ""},
	{"an empty list of them", false, "a: 1\n" SP, "a: 1\nspeerpunten: []\n", "speerpunten"},
	{"another id", true, SP B, SP "  - id: cc\n    titel: Twee\n",
	 "speerpunten speerpunten/cc speerpunten/cc/id speerpunten/cc/titel speerpunten/bb speerpunten/bb/id speerpunten/bb/titel"},
	{"no id", false, SP A, SP A "  - titel: Twee\n", "speerpunten"},
	{"no id, another text", false, SP A "  - titel: Twee\n", SP A "  - titel: Drie\n", "speerpunten"},
	{"no good id", false, SP "  - id: 12\n    a: 1\n", SP "  - id: 12\n    a: 2\n", "speerpunten"},
	{"double id", false, SP A B "  - id: aa\n    titel: Drie\n", SP A B "  - id: aa\n    titel: Vier\n", "speerpunten"},
	{"the first of two ids counts", false, SP B A "  - id: aa\n    x: 1\n", SP B A, "speerpunten"},
	{"an id over two lines", false, SP B, SP "  - id: bb\n      cc\n    titel: Twee\n",
	 "speerpunten speerpunten/bb speerpunten/bb/id speerpunten/bb/titel"},
	{"a list in brackets", false, SP B, "speerpunten: [{id: bb, titel: Drie}]\n", "speerpunten/bb speerpunten/bb/titel"},
	{"a text instead", false, SP B, "speerpunten: geen\n", "speerpunten speerpunten/bb speerpunten/bb/id speerpunten/bb/titel"},
	{"another text instead", false, "speerpunten: geen\n", "speerpunten: veel\n", "speerpunten"},
	{"a mapping instead, its keys in another order", false, "speerpunten: {a: 1, b: 2}\n", "speerpunten: {b: 2, a: 1}\n", ""},
	{"a bare text among them", false, SP B "  - los\n", SP B "  - vast\n", "speerpunten"},
	{"an empty item and an empty text", false, SP B "  -\n", SP B "  - ''\n", ""},
	{"comment between", true, SP A B, SP "# kop\n\n" A "    # bij\n" B, ""},
	{"items at the column of their key", true, SP A, SP "  - id: aa\n    punten:\n    - x\n    - y\n    titel: Een\n", ""},
	{"no file before", true, NULL, "a: 1\nb:\n" SP B, "a speerpunten speerpunten/bb speerpunten/bb/id speerpunten/bb/titel"},
	{"no file after", true, "a: 1\nb:\n", NULL, "a"},
	{"no file", true, NULL, NULL, ""},
	{"empty file", false, "a: 1\n", "", "(new)"},
	{"only comments", false, "a: 1\n", "# a: 1\n", "(new)"},
	{"broken new", false, "a: 1\n", "a: '1\n", "(new)"},
	{"broken old", false, "a: '1\n", "a: 1\n", "(old)"},
	{"both broken", false, "a: '1\n", "a: '2\n", "(old)"},
	{"broken part", true, "a: 1\nb: 2\n", "a: 1\nb: x: 2\n", "(new)"},
	{"broken, no file before", true, NULL, "a: 1\nb: x: 2\n", "(new)"},
	{"broken both in the same way", true, "a: 1\nb: x: 2\n", "a: 1\nb: x: 2\n", "(old)"},
	{"double key", false, "a: 1\n", "a: 1\na: 1\n", "(new)"},
	{"double key in a speerpunt", false, SP B, SP B "    id: bb\n", "(new)"},
	{"double key deep", true, "a:\n  b: 1\n", "a:\n  b: 1\n  b: 1\n", "(new)"},
	{"a sign that may not be, before the first key", true, "# a\na: 1\n", "# \x01\na: 1\n", "(new)"},
	{"a sign that may not be, below speerpunten", true, SP B, SP "# \x7f\n" B, "(new)"},
	{"another comment before the first key", true, "# a\na: 1\n", "# b\na: 1\n", ""},
	{"a line end that may not be", false, "a: 1\nb: 2\n", "a: 1\nb: 2\r\r\n", "(new)"},
	{"an alias", false, "a: 1\n", "a: *b\n", "(new)"},
	{"a tab", false, "a:\n  b: 1\n", "a:\n\tb: 1\n", "(new)"},
	{"a tab in a text", true, "a: een\ttwee\n", "a: een twee\n", "a"},
	{"complex key", false, "a: 1\n", "? a\n: 1\n", "(new)"},
	{"a list on the line of its key", false, "a: 1\n", "a: - 1\n", "(new)"},
	{"an item less deep", false, SP A, SP A " - id: bb\n", "(new)"},
	{"second document", false, "a: 1\n", "a: 1\n---\na: 1\n", "(new)"},
	{"plain text that goes on as if it were more", false, "a: een\n  - |\n  'x\nb: 1\n", "a: een - | 'x\nb: 1\n", ""},
	{"blanks before a block text", false, "a: |\n    \n  x\n", "a: |\n  x\n", "(old)"},
	{"nothing in a block text", true, "a: |\nb: 1\n", "a: ''\nb: 1\n", ""},
	{"the sign of a comment in brackets", false, "a: [x, #y]\n z]\nb: 1\n", "a: [x, z]\nb: 1\n", ""},
	{"a comment at once in brackets", false, "a: [#y]\n z]\nb: 1\n", "a: [z]\nb: 1\n", ""},
	{"a quote that is part of the text", false, "a: \"x \\\" # y\nb: 1\"\nc: 1\n", "c: 1\n", "a"},
	{"a block text below its key", false, "a:\n  |\n  x\n", "a: |\n  x\n", ""},
	{"apostrophe in brackets", true, "a: {x: VVE's, y: 'a'}\n", "a: {y: a, x: \"VVE's\"}\n", ""},
};

TEST(pairs_by_table)
{
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct parts *old = cut(table[i].old), *new = cut(table[i].new);
		char *got = ask(old, new, true);
		if (!CHECK_TEXT(got, table[i].want) || !CHECK_NUMBER(parts_is_usual(old) && parts_is_usual(new), table[i].usual))
			printf("  at: %s\n", table[i].name);
		free(got);
		parts_free(old);
		parts_free(new);
	}
}

/* --- limits -------------------------------------------------------------------------- */

/* What the whole file may not be while each of its parts may: `times` times the `piece` between two ends. */
static char *repeat(const char *before, const char *piece, size_t times, const char *behind)
{
	struct str s = {0};
	str_add_text(&s, before);
	for (size_t i = 0; i < times; i++)
		str_add_text(&s, piece);
	str_add_text(&s, behind);
	return str_take(&s);
}

static void check_limit(char *old, char *new, const char *want)
{
	struct parts *a = cut(old), *b = cut(new), *none = cut(NULL);
	free(ask(none, a, false));
	char *got = ask(a, b, true);
	CHECK_TEXT(got, want);
	parts_free(none);
	parts_free(a);
	parts_free(b);
	free(got);
	free(old);
	free(new);
}

TEST(limits_of_the_whole)
{
	const char *deep = SP "  - id: aa\n    x: ";
	check_limit(repeat(deep, "[", 29, "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n"), repeat(deep, "[", 29, "a]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n"),
	            "speerpunten/aa speerpunten/aa/x");
	check_limit(repeat(deep, "[", 29, "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n"), repeat(deep, "[", 30, "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n"), "(new)");
	char *half = repeat("a:\n", "- x\n", 25000, "b:\n");
	check_limit(repeat(half, "- x\n", 24000, ""), repeat(half, "- x\n", 24001, ""), "b");
	check_limit(repeat(half, "- x\n", 24000, ""), repeat(half, "- x\n", 25000, ""), "(new)");
	free(half);
	check_limit(repeat("a: |\n", "  xxxxxxxxxxxxx\n", 65000, "b: 1\n"), repeat("a: |\n", "  xxxxxxxxxxxxx\n", 65000, "b: 2\n"), "b");
	check_limit(repeat("a: |\n", "  xxxxxxxxxxxxx\n", 65000, "b: 1\n"), repeat("a: |\n", "  xxxxxxxxxxxxx\n", 65536, "b: 1\n"), "(new)");
}

/* So much differs that both are read whole after all. */
TEST(all_keys_differ)
{
	struct str old = {0}, new = {0}, want = {0};
	for (int i = 0; i < 80; i++) {
		str_addf(&old, "k%d: oud\n", i);
		str_addf(&new, "k%d: nieuw\n", i);
		str_addf(&want, "%sk%d", i ? " " : "", i);
	}
	struct parts *a = cut(old.p), *b = cut(new.p);
	char *got = ask(a, b, true);
	CHECK(parts_is_usual(a) && parts_is_usual(b));
	CHECK_TEXT(got, want.p);
	free(got);
	parts_free(a);
	parts_free(b);
	str_free(&old);
	str_free(&new);
	str_free(&want);
}

/* --- random edits ------------------------------------------------------------------ */

/* A bit of everything, so that an edit nearly always hits something. */
static const char all_sorts[] =
	"# kop\n\nformaat: 1\nbuurt: Delta\nwijk:\nperiode: {van: 2018-10, tot: 2019-12}\ninleiding: |-\n  een: 'twee\n\n  - drie\n"
	"aanleiding: 'Het is ''zo'' #1'\nthemas:\n- een\n- \"twee\"\nanalyse:\n  - id: x\n    tekst: >\n      lang\n      langer\n\n"
	"    punten: [a, 'b, c', {d: e}]\n  - los\nspeerpunten:\n  - id: een\n    titel: Een\n    toelichting: |2\n       diep\n      ondiep\n"
	"    punten:\n    - a\n    - b: c\n      d: 'e'\n  - id: twee # tweede\n    titel: dit is een tekst\n      die doorgaat\n    middelen: \"geld\"\n"
	"    toets:\n      wal: {oordeel: ja}\n    # bij twee\n  - titel: Drie\n    id: drie\n    resultaten:\n      - {tekst: VVE's, status: open}\n"
	"      -\n      - - x\n        - y\nevaluatie: geen\nvreemd: {a: {b: [c, d]}}\n";

/* The same in the two other habits: dashes under the key, and far out. */
static const char margin[] =
	"buurt: Delta\nspeerpunten:\n- id: een\n  titel: Een\n  punten:\n  - a\n  - b\n  tekst: |\n    regel\n\n    regel\n- id: twee\n  titel: Twee\n"
	"  wie: {a: b}\n- id: drie\n  titel: Drie\nwijk: 'x'\nlijst:\n- tekst: a\n  wie: b\n-   tekst: c\n    wie: d\n";
static const char far[] =
	"speerpunten:\n    -   id: een\n        titel: Een\n        punten:\n            - a\n    -   titel: Twee\n        id: twee\n        a: >-\n            b\n            c\n"
	"buurt: Delta\nswot:\n    sterk:\n        sociaal: [a]\n";

static size_t line_at(const struct str *s, size_t at)
{
	while (at > 0 && s->p[at - 1] != '\n')
		at--;
	return at;
}

static size_t line_behind(const struct str *s, size_t at)
{
	const char *lf = at < s->len ? memchr(s->p + at, '\n', s->len - at) : NULL;
	return lf ? (size_t)(lf - s->p) + 1 : s->len;
}

static size_t indent_at(const struct str *s, size_t line)
{
	size_t n = 0;
	while (line + n < s->len && s->p[line + n] == ' ')
		n++;
	return n;
}

/* Behind the line at `line` and those that stand deeper below it. */
static size_t block_behind(const struct str *s, size_t line)
{
	size_t depth = indent_at(s, line), at = line_behind(s, line);
	while (at < s->len && (s->p[at] == '\n' || indent_at(s, at) > depth))
		at = line_behind(s, at);
	return at;
}

/* Moves [from, to) to `into`, which is not inside it. */
static void move_bytes(struct str *s, size_t from, size_t to, size_t into)
{
	size_t len = to - from;
	char *copy = mem_copy(s->p + from, len);
	str_splice(s, into, 0, copy, len);
	str_splice(s, into <= from ? from + len : from, len, NULL, 0);
	free(copy);
}

/* The text behind the first ": " of a line, put in another dress. */
static void dress_value(struct str *s, size_t line, unsigned how)
{
	static const char *const before[] = {"'", "\"", "[", "{", "|-\n        ", ">\n         ", "\n          ", "  ", "! ", "&a "};
	static const char *const behind[] = {"'", "\"", "]", "}", "", "", "", " # x", "", ""};
	size_t end = line_behind(s, line), at = line;
	while (at + 2 < end && !(s->p[at] == ':' && s->p[at + 1] == ' '))
		at++;
	if (at + 2 >= end)
		return;
	str_splice(s, end - (s->p[end - 1] == '\n'), 0, behind[how], strlen(behind[how]));
	str_splice(s, at + 2, 0, before[how], strlen(before[how]));
}

static void edit(struct str *s, unsigned long long *seed)
{
	static const char *const pieces[] = {"'", "\"", "[", "]", "{", "}", ": ", ":", " #", "#", "- ", "-", "|", ">", "|\n", "? ", "&a ", "*a", "!", "%", "\t",
	                                     ",", "\n", "\n  ", " ", "  ", "x", "id: een", "---\n", "...\n", "\\", "''", "\r", "\r\n", "@", "`", "é", "\xff", "\n\n", "~", "\xef\xbb\xbf"};
	static const char *const lines[] = {"# bij\n", "\n", "   \n", "nieuw: x\n", "- x\n", "- id: vier\n", "id: vijf\n", "tekst: |\n", "x\n", "'x'\n", "\"x\n", "? x\n",
	                                    "een: [\n", "wijk:\n", "- |\n", "- - x\n", "a b: c\n", "'q': r\n", "- {a: b}\n", "speerpunten:\n", "x: >2-\n", "- x: |\n", "#\n", ": x\n"};
	size_t at = test_random(seed, (unsigned)s->len + 1), line = line_at(s, at), end = line_behind(s, line), block = block_behind(s, line);
	const char *piece = pieces[test_random(seed, sizeof pieces / sizeof *pieces)];
	struct str made = {0};
	switch (test_random(seed, 17)) {
	case 0: /* a line less */
		str_splice(s, line, end - line, NULL, 0);
		break;
	case 1: /* a line twice */
		str_add(&made, s->p + line, end - line);
		str_splice(s, line, 0, made.p, made.len);
		break;
	case 2: /* a line and the one below it */
		move_bytes(s, line, end, line_behind(s, end));
		break;
	case 3: /* another letter */
		if (at < s->len)
			str_splice(s, at, 1, piece, strlen(piece));
		break;
	case 4:
		str_splice(s, at, 0, piece, strlen(piece));
		break;
	case 5: /* at the place where a value begins */
		while (at > line && s->p[at - 1] != ' ')
			at--;
		str_splice(s, at, 0, piece, strlen(piece));
		break;
	case 6:
		if (at < s->len)
			str_splice(s, at, 1, NULL, 0);
		break;
	case 7: /* deeper */
		str_splice(s, line, 0, "    ", 1 + test_random(seed, 4));
		break;
	case 8: /* less deep */
		if (indent_at(s, line))
			str_splice(s, line, 1 + test_random(seed, (unsigned)indent_at(s, line)), NULL, 0);
		break;
	case 9: /* a new line, as deep as this one or nearly */
		str_add_times(&made, ' ', indent_at(s, line) + test_random(seed, 2) * test_random(seed, 5));
		str_add_text(&made, lines[test_random(seed, sizeof lines / sizeof *lines)]);
		str_splice(s, line, 0, made.p, made.len);
		break;
	case 10: /* an entry and the one below it */
		move_bytes(s, line, block, block_behind(s, block));
		break;
	case 11: /* an entry less */
		str_splice(s, line, block - line, NULL, 0);
		break;
	case 12: /* an entry twice */
		str_add(&made, s->p + line, block - line);
		str_splice(s, line, 0, made.p, made.len);
		break;
	case 13:
	case 14:
		dress_value(s, line, test_random(seed, 10));
		break;
	case 15: /* a word more */
		if (end > line + 1)
			str_splice(s, end - 1, 0, " woord", 6);
		break;
	default: /* broken over two lines */
		while (at < end && s->p[at] != ' ')
			at++;
		if (at + 1 < end)
			str_splice(s, at, 1, "\n          ", 1 + test_random(seed, 11));
	}
	str_free(&made);
}

struct tally {
	size_t pairs, usual, differ, readable, cut, wrong;
};

static void show_pair(const struct str *old, const struct str *new, const char *got, const char *want)
{
	printf("got  «%s»\nwant «%s»\n--- old\n%.*s\n--- new\n%.*s\n---\n", got, want, (int)old->len, str_text(old), (int)new->len, str_text(new));
}

/* The changes between two documents, in one spelling; but not where a key stands in the file, nor what says nothing.  NULL where a key
 * became another one: what is absent in its value counts there, and is in no part. */
static char *changes_of(const struct doc *old, const struct doc *new)
{
	struct diff d;
	struct str out = {0};
	diff_init(&d, old, new);
	for (size_t i = 0; i < d.changes.count; i++) {
		const struct change *c = &d.changes.p[i];
		const struct node *n = c->new ? c->new : c->old;
		if (c->kind == CHANGE_RENAMED) {
			diff_clear(&d);
			str_free(&out);
			return NULL;
		}
		if ((c->kind == CHANGE_MOVED && n->key) || (n->key && plan_same_value(c->old, c->new)))
			continue;
		str_addf(&out, "%d ", (int)c->kind);
		path_of(&out, n);
		str_add_char(&out, ' ');
		if (c->old)
			spell(&out, c->old, true);
		if (c->new)
			spell(&out, c->new, true);
		str_add_char(&out, '\n');
	}
	diff_clear(&d);
	return str_take(&out);
}

/* Read no more than differs: are the changes those of the whole? */
static bool says_the_same(const struct doc *before, struct parts *a, const struct doc *after, struct parts *b, char **got, char **want)
{
	struct str paths = {0};
	*got = *want = NULL;
	if (parts_differ(a, b, &paths) != PARTS_OK || !paths.len) {
		str_free(&paths);
		return true;
	}
	struct doc *x = parts_differing(a, str_text(&paths), paths.len), *y = parts_differing(b, str_text(&paths), paths.len);
	str_free(&paths);
	if (x && y) {
		*got = changes_of(x, y);
		*want = changes_of(before, after);
	}
	doc_free(x);
	doc_free(y);
	return !*got || !*want || strcmp(*got, *want) == 0;
}

/* Compares as history does: `a` was found readable before, `b` is cut and compared with it.  Is it right? */
static bool is_right(const struct str *old, const struct doc *before, struct parts *a, const struct str *new, struct parts *b, struct doc **after,
                     struct tally *tally)
{
	struct err e;
	bool readable = doc_parse(after, str_text(new), new->len, &e) == OK;
	char *want = readable ? plainest(before, *after) : mem_text("(new)"), *got = ask(a, b, false);
	bool right = strcmp(got, want) == 0, usual = parts_is_usual(a) && parts_is_usual(b);
	tally->pairs++;
	tally->usual += usual;
	tally->readable += usual && readable;
	tally->differ += usual && readable && *want;
	if (!right && tally->wrong++ < 3)
		show_pair(old, new, got, want);
	free(want);
	free(got);
	if (readable && !says_the_same(before, a, *after, b, &got, &want) && tally->wrong++ < 3)
		show_pair(old, new, got, want);
	if (readable) {
		tally->cut += got != NULL;
		free(want);
		free(got);
	}
	return right;
}

/* A chain of versions, each an edit of the one before it; one that can't be read is left out. */
static void run_chain(const char *bytes, size_t len, size_t length, unsigned long long *seed, struct tally *tally)
{
	struct str old = {0}, new = {0};
	struct doc *before, *after;
	struct err e;
	str_add(&old, bytes, len);
	if (!CHECK(doc_parse(&before, old.p, old.len, &e) == OK))
		return;
	struct parts *a = parts_cut(old.p, old.len), *none = parts_cut(NULL, 0);
	free(ask(none, a, false));
	parts_free(none);
	for (size_t i = 0; i < length; i++) {
		str_clear(&new);
		str_add(&new, old.p, old.len);
		for (unsigned edits = 1 + test_random(seed, 3); edits > 0; edits--)
			edit(&new, seed);
		struct parts *b = parts_cut(str_text(&new), new.len);
		is_right(&old, before, a, &new, b, &after, tally);
		if (!after) {
			parts_free(b);
			continue;
		}
		doc_free(before);
		parts_free(a);
		struct str swap = old;
		before = after;
		a = b;
		old = new;
		new = swap;
	}
	parts_free(a);
	doc_free(before);
	str_free(&old);
	str_free(&new);
}

static size_t wanted_pairs(size_t usually)
{
	const char *given = getenv("PAIRS");
	return given ? strtoul(given, NULL, 10) : usually;
}

static void run_text(const char *text, size_t len, size_t pairs, size_t length)
{
	struct tally tally = {0};
	unsigned long long seed = test_seed();
	while (tally.pairs < pairs)
		run_chain(text, len, length, &seed, &tally);
	printf("%zu pairs, %zu by their lines, %zu of those readable, %zu different\n", tally.pairs, tally.usual, tally.readable, tally.differ);
	CHECK_NUMBER(tally.wrong, 0);
	CHECK(tally.differ * 8 > tally.pairs);
	CHECK(tally.cut * 16 > tally.pairs);
}

TEST(edits_of_small_files)
{
	size_t pairs = wanted_pairs(6000) / 3;
	setenv("SEED", "5", 0);
	run_text(all_sorts, sizeof all_sorts - 1, pairs, 6);
	run_text(margin, sizeof margin - 1, pairs, 6);
	run_text(far, sizeof far - 1, pairs, 6);
}

TEST(edits_of_the_plans)
{
	static const char *const names[] = {"plans/deltabuurt.yaml", "plans/gerard-ter-borchbuurt.yaml", "plans/oostrik.yaml", "plans/sluiswijk.yaml"};
	size_t pairs = wanted_pairs(6000) / 30;
	setenv("SEED", "5", 0);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct str text = {0};
		if (CHECK_NUMBER(io_read_file(&text, AT_FDCWD, names[i], DOC_MAX_BYTES), 0))
			run_text(text.p, text.len, pairs, 20);
		str_free(&text);
	}
}

/* The same with its signs. */
static void check_signs(const char *old, const char *new, const char *want, int alike)
{
	struct str out = {0};
	struct parts *a = cut(old), *b = cut(new);
	CHECK_NUMBER(parts_differ(a, b, &out), PARTS_OK);
	for (size_t i = 0; i < out.len; i++)
		if (!out.p[i])
			out.p[i] = ' ';
	CHECK_TEXT(str_text(&out), want);
	CHECK_NUMBER(parts_alike(a, b), alike);
	str_free(&out);
	parts_free(a);
	parts_free(b);
}

TEST(signs_say_what_came_went_and_is_another)
{
	check_signs("a: 1\nb: 2\n", "a: 2\nc: 3\n", "~a +c -b ", 0);
	check_signs("a: 1\nb: 2\n", "a: 1\nb: 3\n", "~b ", 50);
	check_signs("a: 1\n" SP A, "a: 1\n" SP A B, "~speerpunten +speerpunten/bb +speerpunten/bb/id +speerpunten/bb/titel ", 66);
	check_signs("a: 1\n" SP A B, "a: 1\n" SP B, "~speerpunten -speerpunten/aa -speerpunten/aa/id -speerpunten/aa/titel -speerpunten/aa/punten ", 57);
	struct parts *broken = cut("a: 1\nb: {\nc: 3\n"), *whole = cut("a: 1\nc: 3\nd: 4\n");
	CHECK_NUMBER(parts_alike(broken, whole), 66);
	parts_free(broken);
	parts_free(whole);
	check_signs(NULL, "a: 1\n", "+a ", 0);
	check_signs("a: 1\n", NULL, "-a ", 0);
	check_signs("a: 1\nb: [x, 'y\n z']\n", "a: 1\nb: [x, y]\n", "~b ", 50);
}

/* A walk from the newest version back knows the newer of each two to be readable, not the older. */
TEST(the_older_of_two_is_known_by_the_newer)
{
	struct parts *newest = cut("a: 1\nb: 1\n"), *middle = cut("a: 1\nb: 2\n"), *broken = cut("a: 1\nb: {\n"), *oldest = cut("a: 1\nb: 2\nc: [\n");
	struct str out = {0};
	CHECK_NUMBER(parts_differ(middle, newest, &out), PARTS_OK);
	CHECK_NUMBER(parts_differ(broken, middle, &out), PARTS_OLD_UNREADABLE);
	CHECK_NUMBER(parts_differ(oldest, middle, &out), PARTS_OLD_UNREADABLE);
	CHECK_NUMBER(out.len, strlen("~b") + 1);
	str_free(&out);
	parts_free(newest);
	parts_free(middle);
	parts_free(broken);
	parts_free(oldest);
}
