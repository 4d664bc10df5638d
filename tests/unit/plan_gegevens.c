/* Personal data in a save: only what is new in it; and how often the four real plans give a false alarm. */
#include "test.h"

#include "base/str.h"
#include "plan/edit.h"
#include "plan/gegevens.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char plan[] =
	"formaat: 1\n"
	"buurt: Deltabuurt\n"
	"wijk: bel 0570-693911\n"
	"themas: [Groen, 'jan@gmail.com', Spelen]\n"
	"budget:\n"
	"  - {post: Schouw, bedrag: 1500}\n"
	"speerpunten:\n"
	"  - id: afval\n"
	"    titel: Afval\n"
	"    toelichting: Mevrouw Jansen (BSN 123456782) klaagt over afval.\n"
	"    activiteiten:\n"
	"      - tekst: Bezoek\n"
	"        wie: buurtmaker\n"
	"    signalen:\n"
	"      - {tekst: Klacht, wanneer: 2018-11-12}\n";

static struct doc *parse(const char *text, size_t len)
{
	struct doc *d;
	struct err e;
	if (doc_parse(&d, text, len, &e)) {
		printf("%s\n", e.text);
		exit(1);
	}
	return d;
}

/* A step: '=' sets, '+' inserts, '-' removes, '^' moves to 1. */
static struct doc *take_step(struct doc *take, char op, const char *path, const char *text)
{
	struct doc *out = NULL;
	struct err e = {0};
	enum code code = op == '='   ? edit_set(&out, take, path, text, strlen(text), &e)
	                 : op == '+' ? edit_insert(&out, take, path, text, strlen(text), &e)
	                 : op == '-' ? edit_remove(&out, take, path, &e)
	                             : edit_move(&out, take, path, 1, &e);
	if (code) {
		printf("%s: %s\n", path, e.text);
		exit(1);
	}
	doc_free(take);
	return out;
}

/* "phone 06-12345678 @ speerpunten/afval/titel" */
static void show(struct str *out, const struct gegevens *g)
{
	for (size_t i = 0; i < g->count; i++)
		str_addf(out, "%s%s %s @ %s", i ? "; " : "", gegeven_word(g->p[i].kind), g->p[i].text, g->p[i].path ? g->p[i].path : g->p[i].where);
}

static const struct row {
	struct {
		char op;
		const char *path, *text;
	} steps[3];
	const char *reason, *found;
} rows[] = {
	{{{'=', "wijk", "Zandweerd"}}, "", ""},
	{{{'=', "wijk", "bel 06-12345678"}}, "", "phone 06-12345678 @ wijk"},
	{{{'=', "wijk", "bel 0570-693911 of 06-12345678"}}, "", "phone 06-12345678 @ wijk"}, /* what stood there is not asked again */
	{{{'=', "wijk", "bel niet 0570 69 39 11"}}, "", ""},                                 /* … nor when it is spaced anew */
	{{{'=', "gemeente", "bel 0570-693911"}}, "", ""},                                    /* … nor in another field */
	{{{'^', "themas/2", NULL}}, "", ""},
	{{{'-', "themas/2", NULL}}, "", ""},
	{{{'-', "themas/2", NULL}, {'+', "themas", "jan@gmail.com"}}, "", ""},
	{{{'+', "themas", "piet@gmail.com"}}, "", "email piet@gmail.com @ themas/4"},
	{{{'+', "speerpunten", "Jansen, 06-12345678"}}, "",
	 "phone 06-12345678 @ speerpunten/jansen-06-12345678/id; phone 06-12345678 @ speerpunten/jansen-06-12345678/titel"}, /* the id is made of it */
	{{{'=', "speerpunten/afval/activiteiten/1/wie", "Bos, NL91 ABNA 0417 1643 00"}}, "", "iban NL91 ABNA 0417 1643 00 @ speerpunten/afval/activiteiten/1/wie"},
	{{{'=', "speerpunten/afval/toelichting", "Mevrouw Jansen (BSN 123456782), Sluisstraat 12, 7413 XA, klaagt."}}, "",
	 "address Sluisstraat 12, 7413 XA @ speerpunten/afval/toelichting"},
	{{{'=', "speerpunten/afval/toelichting", "BSN 111222333"}}, "zie bsn 111222333", "bsn 111222333 @ speerpunten/afval/toelichting; bsn 111222333 @ de reden"},
	{{{'=', "wijk", "Zandweerd"}}, "op verzoek van jan2@gmail.com", "email jan2@gmail.com @ de reden"},
	{{{'=', "wijk", "Zandweerd"}}, "op verzoek van jan@gmail.com", ""},
	{{{'=', "budget/1/bedrag", "123456782"}}, "", ""}, /* an amount is an amount */
	{{{'=', "budget/1/post", "111222333"}}, "", "bsn 111222333 @ budget/1/post"},
	{{{'=', "speerpunten/afval/signalen/1/wanneer", "2018-11-13"}}, "", ""},
	{{{'=', "speerpunten/afval/signalen/1/van", "jarig op 2018-11-13"}}, "", "birth 2018-11-13 @ speerpunten/afval/signalen/1/van"},
	{{{'=', "inleiding", "regel\n\nHaar tel. is 06-12345678,\nhaar mail m@hotmail.com."}}, "", "phone 06-12345678 @ inleiding; email m@hotmail.com @ inleiding"},
	{{{'=', "inleiding", "collega@deventer.nl"}}, "", ""},
};

TEST(only_what_is_new_is_found)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct row *r = &rows[i];
		struct doc *before = parse(plan, strlen(plan)), *after = doc_ref(before);
		struct gegevens found = {0};
		struct str got = {0};
		struct diff d;
		for (size_t k = 0; k < 3 && r->steps[k].op; k++)
			after = take_step(after, r->steps[k].op, r->steps[k].path, r->steps[k].text);
		diff_init(&d, before, after);
		gegevens_of_changes(&found, &d, "deventer.nl");
		gegevens_of_text(&found, r->reason, "de reden", &d, "deventer.nl");
		show(&got, &found);
		if (!CHECK_TEXT(str_text(&got), r->found))
			printf("  row %zu\n", i);
		CHECK(gegevens_are_known(&found, &found));
		diff_clear(&d);
		gegevens_clear(&found);
		str_free(&got);
		doc_free(before);
		doc_free(after);
	}
}

static struct gegevens of_texts(const char *a, const char *b)
{
	struct gegevens g = {0};
	struct diff d;
	struct doc *empty = parse("formaat: 1\n", 11);
	diff_init(&d, empty, empty);
	gegevens_of_text(&g, a, "de reden", &d, NULL);
	gegevens_of_text(&g, b, "", &d, NULL);
	diff_clear(&d);
	doc_free(empty);
	return g;
}

TEST(known_is_the_same_piece_as_often)
{
	struct gegevens one = of_texts("06-12345678", ""), spaced = of_texts("06 12 34 56 78", ""), two = of_texts("06-12345678", "0612345678"), none = {0};
	struct gegevens other = of_texts("06-12345679", "");
	struct str said = {0};
	CHECK(gegevens_are_known(&none, &one));
	CHECK(!gegevens_are_known(&one, &none));
	CHECK(gegevens_are_known(&spaced, &one));
	CHECK(gegevens_are_known(&one, &two));
	CHECK(!gegevens_are_known(&two, &one));
	CHECK(!gegevens_are_known(&other, &one));
	gegevens_say(&said, &two, 3);
	CHECK_TEXT(said.p, "telefoonnummer 06-12345678 (de reden), telefoonnummer 0612345678");
	str_clear(&said);
	gegevens_say(&said, &two, 1);
	CHECK_TEXT(said.p, "telefoonnummer 06-12345678 (de reden) en nog 1");
	str_free(&said);
	gegevens_clear(&one);
	gegevens_clear(&spaced);
	gegevens_clear(&two);
	gegevens_clear(&other);
}

/* A text full of them takes no more than its share of time. */
TEST(many_are_as_fast)
{
	struct str text = {0}, again = {0};
	for (int i = 0; i < 30000; i++)
		str_addf(&text, "straat %d 7413 XA\n", i % 900 + 1);
	str_add(&again, text.p, text.len);
	struct gegevens a = of_texts(text.p, ""), b = of_texts(again.p, "");
	CHECK(a.count > 29000);
	CHECK(gegevens_are_known(&a, &b));
	gegevens_clear(&a);
	gegevens_clear(&b);
	str_free(&text);
	str_free(&again);
}

/* --- false alarms ------------------------------------------------------------------------------ */

static struct doc *read_plan(const char *name)
{
	static char bytes[200000];
	char file[100];
	snprintf(file, sizeof file, "plans/%s.yaml", name);
	FILE *f = fopen(file, "r");
	if (!CHECK(f != NULL))
		return NULL;
	size_t len = fread(bytes, 1, sizeof bytes, f);
	fclose(f);
	return parse(bytes, len);
}

/* Each text of the real plans as a save of its own. */
TEST(the_real_plans_give_no_false_alarm)
{
	static const char *const names[] = {"deltabuurt", "gerard-ter-borchbuurt", "oostrik", "sluiswijk"};
	int texts = 0, alarms = 0;
	for (int i = 0; i < 4; i++) {
		struct doc *d = read_plan(names[i]);
		for (size_t k = 0; d && k < d->count; k++) {
			const struct node *n = d->nodes[k];
			struct gegeven_list found = {0};
			if (n->kind != NODE_SCALAR)
				continue;
			gegeven_find(&found, n->text, n->len, NULL);
			texts++;
			alarms += found.count > 0;
			for (size_t g = 0; g < found.count; g++)
				printf("  %s %.*s\n", gegeven_word(found.p[g].kind), (int)(found.p[g].end - found.p[g].start), n->text + found.p[g].start);
			vec_free(&found);
		}
		doc_free(d);
	}
	printf("  %d alarms in %d texts\n", alarms, texts);
	CHECK(texts > 1000);
	CHECK_NUMBER(alarms, 0);
}
