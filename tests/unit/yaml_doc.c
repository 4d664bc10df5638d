/* What is read, where it stands, and what is refused with which sentence. */
#include "test.h"

#include "base/str.h"
#include "yaml/doc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct doc *parse(const char *text)
{
	struct doc *d;
	struct err e;
	if (doc_parse(&d, text, strlen(text), &e)) {
		printf("refused: %d:%d %s\n", e.line, e.column, e.text);
		CHECK(!"parses");
		exit(1);
	}
	return d;
}

/* The file of FORMAT.md's habits, and of nobody's. */
static const char sample[] =
	"# kop van het bestand\n"
	"\n"
	"# bij formaat\n"
	"formaat: 1   # versie\n"
	"buurt: \"Café 't Zand\"\n"
	"themas:\n"
	"- een\n"
	"# bij twee\n"
	"- twee\n"
	"  # dieper, dus van twee\n"
	"aanleiding: |-\n"
	"  Eerste alinea.\n"
	"\n"
	"  # geen commentaar\n"
	"\n"
	"# bij speerpunten\n"
	"speerpunten:\n"
	"  - id: afval\n"
	"    titel: Afval\n"
	"    toets: {overleven: {oordeel: ja}}\n"
	"  - id: groen\n"
	"    titel: Groen\n"
	"# slot\n";

static const char *entry_text(const struct doc *d, const struct node *n)
{
	static char text[1000];
	snprintf(text, sizeof text, "%.*s", (int)(n->entry_end - n->entry_start), d->bytes + n->entry_start);
	return text;
}

TEST(entries_own_their_comments)
{
	struct doc *d = parse(sample);
	const struct node *root = d->root, *themas = node_get(root, "themas"), *sp = node_get(root, "speerpunten");
	CHECK_TEXT(entry_text(d, node_get(root, "formaat")), "# bij formaat\nformaat: 1   # versie\n");
	CHECK_TEXT(entry_text(d, themas->items[1]), "# bij twee\n- twee\n  # dieper, dus van twee\n");
	CHECK_TEXT(entry_text(d, themas->items[0]), "- een\n");
	CHECK_TEXT(entry_text(d, sp->items[1]), "  - id: groen\n    titel: Groen\n");
	CHECK_TEXT(entry_text(d, sp->items[1]->items[0]), "id: groen\n");
	CHECK_TEXT(entry_text(d, node_get(root, "aanleiding")), "aanleiding: |-\n  Eerste alinea.\n\n  # geen commentaar\n");
	CHECK_TEXT(node_get(root, "aanleiding")->text, "Eerste alinea.\n\n# geen commentaar");
	CHECK_TEXT(node_get(root, "buurt")->text, "Café 't Zand");
	CHECK(node_is_text(node_get(node_get(node_get(sp->items[0], "toets"), "overleven"), "oordeel"), "ja"));
	doc_free(d);
}

/* Entries lie end to end, children within parents: on the sample in every line-end and BOM variant. */
static void check_spans(const struct doc *d, const struct node *n)
{
	for (size_t i = 0; i < n->count; i++) {
		const struct node *c = n->items[i];
		CHECK(c->parent == n && c->index == i && c->start <= c->end && c->end <= d->len);
		if (n->style == STYLE_BLOCK) {
			CHECK(c->entry_start <= c->body && c->body <= c->start && c->end <= c->entry_end);
			CHECK(i == 0 || c->entry_start == n->items[i - 1]->entry_end);
			CHECK(d->bytes[c->body] == '-' || c->key);
		}
		check_spans(d, c);
	}
}

TEST(spans_hold_in_every_file)
{
	struct str crlf = {0};
	str_add_text(&crlf, "\xef\xbb\xbf");
	for (const char *p = sample; *p; p++) {
		if (*p == '\n')
			str_add_char(&crlf, '\r');
		str_add_char(&crlf, *p);
	}
	struct doc *a = parse(sample), *b = parse(crlf.p);
	check_spans(a, a->root);
	check_spans(b, b->root);
	CHECK(b->bom && b->crlf && !a->crlf);
	CHECK(node_equal(a->root, b->root));
	CHECK_NUMBER(a->count, b->count);
	doc_free(a);
	doc_free(b);
	str_free(&crlf);
}

/* Each row: what is refused, at which line and column, with which words. */
static const struct refused {
	const char *text;
	int line, column;
	const char *words;
} refused[] = {
	{"", 1, 1, "leeg"},
	{"# niets\n", 1, 1, "leeg"},
	{"---\n", 2, 1, "leeg"},
	{"a: 1\nb: 2\na: 3\n", 3, 1, "op regel 1 en op regel 3"},
	{"a: 1\n\"a\": 3\n", 2, 1, "twee keer"},
	{"a: {b: 1, b: 2}\n", 1, 11, "twee keer"},
	{"a: &x b\n", 1, 4, "Ankers"},
	{"a: &x {b: *x}\n", 1, 4, "Ankers"},
	{"b: *x\n", 1, 4, "Verwijzingen"},
	{"*x : y\n", 1, 1, "Verwijzingen"},
	{"a: !!str b\n", 1, 4, "Tags"},
	{"a: ! b\n", 1, 4, "Tags"},
	{"a: !x [b]\n", 1, 4, "Tags"},
	{"<<: {a: b}\n", 1, 1, "<<"},
	{"a: b\n---\nc: d\n", 2, 1, "tweede document"},
	{"? a\n: b\n", 1, 1, "vraagteken"},
	{"x: {a: 1, ? b : c}\n", 1, 11, "vraagteken"},
	{"[a]: b\n", 1, 1, "sleutel"},
	{": b\n", 1, 1, "Deze regel past niet"},
	{"a: {: b}\n", 1, 5, "leesteken"},
	{"\"\": b\n", 1, 1, "zonder sleutel"},
	{"- a\n- b\n", 1, 1, "niet met een lijst"},
	{"alleen tekst\n", 1, 1, "alleen een tekst"},
	{"a:\n\tb: c\n", 2, 1, "tab"},
	{"a: |-\n  x\n\ty\n", 3, 1, "tab"},
	{"a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> x\n", 2, 1, "samengevoegd"},
	{"a: |-\n  x\n<<<<<<< HEAD\n  y\n=======\n  z\n>>>>>>> x\n", 3, 1, "samengevoegd"},
	{"a: caf\xe9\n", 1, 7, "Byte 7"},
	{"\xff\xfe" "a", 1, 1, "UTF-16"},
	{"a: \x07\n", 1, 4, "U+0007"},
	{"a: b\rc: d\n", 1, 5, "U+000D"},
	{"a: \xc2\x85\n", 1, 4, "U+0085"},
	{"a: \x7f\n", 1, 4, "U+007F"},
	{"a: x\xe2\x80\xa8y\n", 1, 5, "U+2028"},
	{"a: \"\\0\"\n", 1, 4, "stuurteken"},
	{"a: \"\\e[31m\"\n", 1, 4, "stuurteken"},
	{"a: \"\\r\"\n", 1, 4, "stuurteken"},
	{"a: \"\\x9b\"\n", 1, 4, "stuurteken"},
	{"a: b\n\xef\xbb\xbf" "c: d\n", 2, 1, "byte order mark"},
	{"a: \"x\nb: c\n", 1, 4, "nergens gesloten"},
	{"a: b\nc: 't Zand\nd: e\nf: 'g'\n", 2, 4, "aanhalingsteken"},
	{"a: [b\nc: d\n", 1, 4, "]"},
	{"a: b: c\n", 1, 5, "dubbele punt"},
	{"a: b\nfoo\nc: d\n", 2, 1, "dubbele punt"},
	{"a: @x\n", 1, 4, "aanhalingstekens"},
	{"a:\n  b: c\n d: e\n", 3, 2, "inspringing"},
	{"é: [b\n", 1, 4, "]"},
};

TEST(unreadable_files_have_their_sentence)
{
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		const struct refused *r = &refused[i];
		struct doc *d;
		struct err e = {0};
		enum code code = doc_parse(&d, r->text, strlen(r->text), &e);
		bool right = code == ERR_UNREADABLE && !d && e.line == r->line && e.column == r->column && strstr(e.text, r->words);
		if (!right)
			printf("row %zu «%s»: code %d at %d:%d «%s»\n", i, r->text, code, e.line, e.column, e.text);
		CHECK(right);
		if (!code)
			doc_free(d);
	}
}

TEST(limits_have_their_sentence)
{
	struct str s = {0};
	struct doc *d;
	struct err e;
	str_add_text(&s, "a: ");
	str_add_times(&s, '[', 500000);
	CHECK(doc_parse(&d, s.p, s.len, &e) == ERR_UNREADABLE && strstr(e.text, "32 lagen"));
	str_clear(&s);
	str_add_text(&s, "a:\n");
	for (int i = 0; i < 60000; i++)
		str_add_text(&s, "- x\n");
	CHECK(doc_parse(&d, s.p, s.len, &e) == ERR_UNREADABLE && strstr(e.text, "50.000"));
	str_clear(&s);
	str_add_text(&s, "a: ");
	str_add_times(&s, 'x', DOC_MAX_BYTES);
	CHECK(doc_parse(&d, s.p, s.len, &e) == ERR_UNREADABLE && strstr(e.text, "1 MB"));
	str_free(&s);
}

/* What is allowed, though it looks odd. */
TEST(odd_files_are_read)
{
	static const char *const fine[] = {
		"a: b", "a:\n", "%YAML 1.1\n---\na: b\n...\n", "a: {b, c: d}\n", "a: [b: c]\n", "a: |\n  <<<<<<< x\n  =======\n",
		"a: wat?\nb: c\n", "{a: b?, c: d}\n", "a:\n-\n- b\n", "a: ''\n", "a: \"x\\ty\"\n", "a:\tb\n", "a: >\n\n  x\n\n\nb: |+\n  x\n\nc: d\n",
	};
	for (size_t i = 0; i < sizeof fine / sizeof *fine; i++) {
		struct doc *d;
		struct err e = {0};
		enum code code = doc_parse(&d, fine[i], strlen(fine[i]), &e);
		if (code)
			printf("«%s»: %s\n", fine[i], e.text);
		if (CHECK(code == OK)) {
			check_spans(d, d->root);
			doc_free(d);
		}
	}
}
