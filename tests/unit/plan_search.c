/* Words in the values of a plan, and the line around them. */
#include "test.h"

#include "base/text.h"
#include "plan/path.h"
#include "plan/search.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char plan[] =
	"formaat: 1\n"
	"buurt: Cafe\u0301buurt\n"
	"wijk: Café-wijk\n"
	"eigen:\n"
	"  - {diep: Stra\u00dfe}\n"
	"speerpunten:\n"
	"  - id: afval\n"
	"    titel: Schoon, heel en veilig\n"
	"    doelstellingen:\n"
	"      - Afval in de \u0132sbaan\n"
	"      - Zwerfvuil\n"
	"    organisatie: [Cambio]\n";

static struct doc *parse(const char *text, size_t len)
{
	struct doc *d = NULL;
	struct err e = {0};
	if (!CHECK_NUMBER(doc_parse(&d, text, len, &e), OK))
		printf("  %s\n", e.text);
	return d;
}

/* The paths and matches of all hits: "buurt=Café …". */
static const char *found(const struct doc *d, const char *query, size_t most)
{
	static struct str out;
	struct wanted w = {0};
	struct search_hits hits = {0};
	str_clear(&out);
	wanted_set(&w, query, strlen(query));
	search_doc(&hits, d, &w, most);
	for (size_t i = 0; i < hits.count; i++) {
		const struct search_hit *h = &hits.p[i];
		str_add_text(&out, i ? " " : "");
		path_of(&out, h->node);
		str_addf(&out, "=%.*s", (int)(h->end - h->start), h->node->text + h->start);
	}
	free(hits.p);
	wanted_clear(&w);
	return str_text(&out);
}

TEST(values_are_found)
{
	struct doc *d = parse(plan, sizeof plan - 1);
	CHECK_TEXT(found(d, "CAFE", 9), "buurt=Cafe\u0301 wijk=Café");
	CHECK_TEXT(found(d, "café", 1), "buurt=Cafe\u0301");
	CHECK_TEXT(found(d, "strasse", 9), "eigen/1/diep=Stra\u00dfe");
	CHECK_TEXT(found(d, "jsb", 9), "speerpunten/afval/doelstellingen/1=\u0132sb");
	CHECK_TEXT(found(d, "cambio", 9), "speerpunten/afval/organisatie/1=Cambio");
	CHECK_TEXT(found(d, "veilig schoon", 9), "speerpunten/afval/titel=veilig");
	CHECK_TEXT(found(d, "\"heel en\"", 9), "speerpunten/afval/titel=heel en");
	CHECK_TEXT(found(d, "\"en heel\"", 9), "");
	CHECK_TEXT(found(d, "schoon zwerfvuil", 9), ""); /* not in one value */
	doc_free(d);
}

TEST(what_nobody_wrote_is_not_found)
{
	struct doc *d = parse(plan, sizeof plan - 1);
	CHECK_TEXT(found(d, "afval", 9), "speerpunten/afval/doelstellingen/1=Afval"); /* not the id */
	CHECK_TEXT(found(d, "1", 9), "");      /* the format */
	CHECK_TEXT(found(d, "doelstellingen", 9), "");
	CHECK_TEXT(found(d, "", 9), "");
	CHECK_TEXT(found(d, "\u0301 \"\"", 9), "");
	doc_free(d);
}

static const char *excerpt(const char *text, const char *query, int columns)
{
	static struct str out;
	struct node n = {.kind = NODE_SCALAR, .text = text, .len = strlen(text)};
	struct search_hit hit = {.node = &n};
	const char *at = strstr(text, query);
	size_t from, to;
	hit.start = (size_t)(at - text);
	hit.end = hit.start + strlen(query);
	str_clear(&out);
	search_excerpt(&out, &hit, columns, &from, &to);
	str_splice(&out, to, 0, "]", 1);
	str_splice(&out, from, 0, "[", 1);
	return out.p;
}

TEST(excerpts)
{
	CHECK_TEXT(excerpt("kort", "or", 30), "k[or]t");
	CHECK_TEXT(excerpt("een twee drie vier vijf zes zeven acht", "een", 24), "[een] twee drie vier …");
	CHECK_TEXT(excerpt("een twee drie vier vijf zes zeven acht", "zes", 24), "… vijf [zes] zeven acht");
	CHECK_TEXT(excerpt("een twee drie vier vijf zes zeven acht negen tien elf", "zes", 24), "… vijf [zes] zeven acht …");
	CHECK_TEXT(excerpt("een twee drie vier vijf zes zeven acht", "acht", 24), "… vijf zes zeven [acht]");
	CHECK_TEXT(excerpt("regel een\nregel\ttwee", "regel\ttwee", 30), "regel een [regel twee]");
	CHECK_TEXT(excerpt("eenheellangwoorddatnietpastopderegel", "nietpast", 24), "… [nietpast]opderegel");
	CHECK_TEXT(excerpt("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 24), "[aaaaaaaaaaaaaaaaaaaaaa] …");
}

static bool folds_to(const char *s, size_t len, const char *word, size_t word_len)
{
	struct str folded = {0};
	text_fold(&folded, s, len);
	bool holds = memmem(str_text(&folded), folded.len, word, word_len);
	str_free(&folded);
	return holds;
}

/* Whatever is looked for: what is marked folds to hold it, in the text and in the excerpt, which fits its line. */
static void check_hits(const struct doc *d, const char *query, size_t len)
{
	struct wanted w = {0};
	struct search_hits hits = {0};
	struct str line = {0};
	size_t word_len, from, to;
	wanted_set(&w, query, len);
	search_doc(&hits, d, &w, 200);
	for (size_t i = 0; i < hits.count; i++) {
		const struct search_hit *h = &hits.p[i];
		const char *word = wanted_piece(&w, 0, &word_len);
		int columns = 24 + (int)(i % 60);
		CHECK(h->end <= h->node->len && folds_to(h->node->text + h->start, h->end - h->start, word, word_len));
		str_clear(&line);
		search_excerpt(&line, h, columns, &from, &to);
		CHECK(text_width(str_text(&line), line.len) <= columns);
		CHECK(from <= to && to <= line.len);
		if (text_width(h->node->text + h->start, h->end - h->start) <= columns - 4)
			CHECK(memchr(word, '\n', word_len) || folds_to(line.p + from, to - from, word, word_len));
	}
	str_free(&line);
	free(hits.p);
	wanted_clear(&w);
}

static struct doc *read_plan(const char *name)
{
	static char bytes[DOC_MAX_BYTES];
	FILE *f = fopen(name, "r");
	size_t len = f ? fread(bytes, 1, sizeof bytes, f) : 0;
	if (f)
		fclose(f);
	return parse(bytes, len);
}

TEST(pieces_of_real_plans_are_found_again)
{
	static const char *const names[] = {"plans/deltabuurt.yaml", "plans/gerard-ter-borchbuurt.yaml", "plans/oostrik.yaml", "plans/sluiswijk.yaml"};
	unsigned long long state = test_seed();
	for (size_t i = 0; i < 4; i++) {
		struct doc *d = read_plan(names[i]);
		for (int k = 0; d && k < 100; k++) {
			const struct node *n = d->nodes[test_random(&state, (unsigned)d->count)];
			if (n->kind != NODE_SCALAR || n->len == 0)
				continue;
			size_t at = test_random(&state, (unsigned)n->len);
			check_hits(d, n->text + at, 1 + test_random(&state, (unsigned)(n->len - at < 30 ? n->len - at : 30)));
		}
		doc_free(d);
	}
}

TEST(hostile_texts)
{
	static const char *const queries[] = {"e", "i", "ss", "\xff", "\u0301", "\u200d", "fi", "\"", "\x1b", "\u202e", "a\u0301", "\U0001F469"};
	static const char text[] =
		"formaat: 1\nbuurt: \"\u0130\u0132\ufb01\u00df e\u0301\u0301\u0301\u0301\u0301\u0301 \u202eom \U0001F468\u200d\U0001F469\u200d\U0001F467 \U0001F1F3\U0001F1F1 "
		"\u0345\u1fb3 \u00ad\u200b\u2060 漢字かな交じり文 漢字 het einde\"\n";
	struct doc *d = parse(text, sizeof text - 1);
	for (size_t i = 0; d && i < sizeof queries / sizeof *queries; i++)
		check_hits(d, queries[i], strlen(queries[i]));
	for (size_t at = 0; d && at + 3 < sizeof text; at++)
		check_hits(d, text + at, 3);
	doc_free(d);
}
