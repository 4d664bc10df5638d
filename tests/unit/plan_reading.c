/* The reading of a plan: nothing is lost, and it reads in the order and the words that people expect. */
#include "tests/unit/test.h"

#include "base/text.h"
#include "plan/path.h"
#include "plan/plan.h"
#include "plan/reading.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct doc *parse(const char *text, size_t len)
{
	struct doc *d = NULL;
	struct err e = {0};
	if (!CHECK_NUMBER(doc_parse(&d, text, len, &e), OK))
		printf("  %s\n", e.text);
	return d;
}

static struct doc *parse_file(const char *name)
{
	static char bytes[DOC_MAX_BYTES];
	struct str path = {0};
	str_addf(&path, "plans/%s.yaml", name);
	FILE *f = fopen(path.p, "r");
	size_t len = CHECK(f != NULL) ? fread(bytes, 1, sizeof bytes, f) : 0;
	if (f)
		fclose(f);
	str_free(&path);
	return parse(bytes, len);
}

static void add(struct str *out, const char *text)
{
	str_addf(out, "%s\n", text ? text : "");
}

/* All that a reader sees. */
static void collect(struct str *out, const struct reading *r)
{
	for (size_t i = 0; i < r->count; i++) {
		const struct block *b = &r->p[i];
		add(out, b->label);
		add(out, b->text);
		add(out, b->note);
		for (size_t c = 0; b->table && c < b->table->rows * b->table->columns; c++)
			add(out, b->table->cells[c]);
		for (size_t p = 0; b->phases && p < b->phases->count; p++) {
			add(out, b->phases->p[p].name);
			add(out, b->phases->p[p].when);
			add(out, b->phases->p[p].note);
		}
	}
}

/* What is left out on purpose: ids, the version, and a yes or no, which becomes a word or nothing. */
static bool is_left_out(const struct node *n)
{
	const struct field *f = schema_of(n);
	return node_key_is(n, "id") || node_key_is(n, "formaat") || (f && f->kind == KIND_YES_NO);
}

/* The lines of every scalar, as they are shown, are in the text; gives how many scalars were looked at. */
static size_t check_scalars(const struct doc *d, const char *folded)
{
	size_t seen = 0;
	for (size_t i = 0; i < d->count; i++) {
		const struct node *n = d->nodes[i];
		struct str shown = {0};
		if (n->kind != NODE_SCALAR || n->len == 0 || is_left_out(n))
			continue;
		plan_show_value(&shown, n);
		seen++;
		for (char *line = strtok(shown.p, "\n"); line; line = strtok(NULL, "\n")) {
			struct str wanted = {0};
			text_fold(&wanted, line, strlen(line)); /* an answer of the toets begins with a capital */
			if (wanted.len && !CHECK(strstr(folded, wanted.p)))
				printf("  lost: %s: %s\n", n->key ? n->key : "", line);
			str_free(&wanted);
		}
		str_free(&shown);
	}
	return seen;
}

static size_t check_nothing_lost(const struct doc *d)
{
	struct reading r = {0};
	struct str all = {0}, folded = {0};
	reading_build(&r, d);
	collect(&all, &r);
	text_fold(&folded, all.p, all.len);
	size_t seen = check_scalars(d, folded.p);
	str_free(&all);
	str_free(&folded);
	reading_clear(&r);
	return seen;
}

TEST(nothing_of_the_real_plans_is_lost)
{
	static const char *const names[] = {"deltabuurt", "gerard-ter-borchbuurt", "oostrik", "sluiswijk"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct doc *d = parse_file(names[i]);
		CHECK(check_nothing_lost(d) > 150);
		doc_free(d);
	}
}

/* --- a plan with every field there is --------------------------------------------------------- */

static void add_value(struct str *out, const struct field *f, size_t *number)
{
	switch (f->kind) {
	case KIND_CHOICE:
		str_add_text(out, f->choices[0].value);
		break;
	case KIND_MONTH:
	case KIND_MONTH_OR_YEAR:
		++*number;
		str_addf(out, "%zu-0%zu", 2010 + *number % 90, *number % 9 + 1);
		break;
	case KIND_YES_NO:
		str_add_text(out, "ja");
		break;
	case KIND_YEAR:
		str_addf(out, "%zu", 1000 + ++*number);
		break;
	case KIND_NUMBER:
	case KIND_MONEY:
		str_addf(out, "%zu", 100000 + ++*number);
		break;
	case KIND_SLUG:
		str_addf(out, "id-%zu", ++*number);
		break;
	default:
		str_addf(out, "woord%zuwoord", ++*number);
	}
}

static void add_fields(struct str *out, const struct field *parent, size_t *number);

/* In flow style, two items to a list: a record and, where that may be, a bare text. */
static void add_any(struct str *out, const struct field *f, size_t *number)
{
	if (f->kind == KIND_RECORD) {
		add_fields(out, f, number);
	} else if (f->kind == KIND_RECORDS) {
		str_add_char(out, '[');
		add_fields(out, f, number);
		str_add_text(out, ", ");
		add_fields(out, f, number);
		if (!(f->flags & FIELD_KEYED))
			str_addf(out, ", woord%zuwoord", ++*number);
		str_add_char(out, ']');
	} else if (f->kind == KIND_TEXTS) {
		str_addf(out, "[woord%zuwoord, woord%zux]", *number + 1, *number + 2);
		*number += 2;
	} else {
		add_value(out, f, number);
	}
}

static void add_fields(struct str *out, const struct field *parent, size_t *number)
{
	str_add_char(out, '{');
	for (const struct field *f = schema_first(parent); f; f = schema_next(f)) {
		str_addf(out, "%s: ", f->key);
		add_any(out, f, number);
		str_add_text(out, ", ");
	}
	str_addf(out, "onbekend: {a: woord%zuwoord, b: [woord%zuwoord, [woord%zuwoord]]}}", *number + 1, *number + 2, *number + 3);
	*number += 3;
}

TEST(nothing_of_any_field_is_lost)
{
	struct str text = {0};
	size_t number = 0;
	add_fields(&text, NULL, &number);
	struct doc *d = parse(text.p, text.len);
	CHECK(check_nothing_lost(d) > 300);
	doc_free(d);
	str_free(&text);
}

TEST(nothing_of_another_shape_is_lost)
{
	static const char text[] = "buurt: [een, twee]\nthemas: {drie: vier}\naliassen: [vijf, [zes]]\nperiode: zeven\nswot: {sterk: acht, zwak: {sociaal: negen, x: tien}}\n"
				   "analyse: [elf, [twaalf], {titel: [dertien], punten: {a: veertien}}]\nbudget: [[vijftien], {post: zestien, y: zeventien}]\n"
				   "speerpunten: [achttien, {titel: {x: negentien}, toets: {overleven: twintig}, fasering: [{van: eenentwintig, doorlopend: soms}, tweeentwintig]}]\n"
				   "demografie: {cijfers: drieentwintig}\nstatus: vierentwintig\n";
	struct doc *d = parse(text, sizeof text - 1);
	CHECK_NUMBER(check_nothing_lost(d), 23);
	doc_free(d);
}

/* --- how it reads -------------------------------------------------------------------------------- */

/* A line for each block. */
static void outline(struct str *out, const struct reading *r)
{
	static const char *const kinds[] = {"title", "#", "", "-", ":", "table", "phases"};
	for (size_t i = 0; i < r->count; i++) {
		const struct block *b = &r->p[i];
		str_addf(out, "%s", kinds[b->kind]);
		if (b->level)
			str_addf(out, "%d", b->level);
		if (b->number)
			str_addf(out, " %zu.", b->number);
		if (b->quadrant)
			str_addf(out, " (%d)", b->quadrant);
		if (b->label)
			str_addf(out, " %s =", b->label);
		if (*b->text)
			str_addf(out, " %s", b->text);
		if (b->note)
			str_addf(out, " | %s", b->note);
		for (size_t c = 0; b->table && c < b->table->columns; c++)
			str_addf(out, " [%s]", b->table->heads[c]);
		for (size_t c = 0; b->table && c < b->table->columns * b->table->rows; c++)
			str_addf(out, "%s%s", c % b->table->columns ? "; " : "\n  ", b->table->cells[c]);
		for (size_t p = 0; b->phases && p < b->phases->count; p++) {
			str_addf(out, "\n  %s; %s; ", b->phases->p[p].name, b->phases->p[p].when);
			for (int m = 0; m < b->phases->months; m++)
				str_add_char(out, phases_fill(b->phases, p, m, b->phases->months) ? '#' : '.');
		}
		str_add_char(out, '\n');
	}
}

static void check_outline(const char *yaml, const char *wanted)
{
	struct doc *d = parse(yaml, strlen(yaml));
	struct reading r = {0};
	struct str got = {0};
	reading_build(&r, d);
	outline(&got, &r);
	CHECK_TEXT(got.p, wanted);
	str_free(&got);
	reading_clear(&r);
	doc_free(d);
}

TEST(it_reads_as_a_document)
{
	static const struct {
		const char *yaml, *wanted;
	} rows[] = {
		{"formaat: 1\nbuurt: Delta\nwijk: Oost\naliassen: [A, B]\nperiode: {van: 2018-10, tot: 2019-12}\nstatus: uitvoering\n",
		 "title Plan van aanpak Delta\n: Wijk = Oost\n: Andere namen = A, B\n: Status = uitvoering\n: Periode = okt 2018 – dec 2019\n"},
		{"wijk:\nthemas: []\nswot: {}\n", "title Plan van aanpak\n#1 SWOT\n"},
		{"inleiding: \"Een.\\nTwee.\\n\\n \\nDrie.\\n\"\n", "title Plan van aanpak\n#1 Inleiding\n Een.\nTwee.\n Drie.\n"},
		{"analyse: [{id: a, titel: Analyse, tekst: x}, {id: b, titel: Wonen, groep: Analyse, punten: [p], slot: s, bron: b}, {id: c, titel: Gesprek, groep: Onderzoek, tekst: t}, {id: d, titel: Los}]\n",
		 "title Plan van aanpak\n#1 Analyse\n x\n#2 Wonen\n- p\n s\n: Bron = b\n#2 Onderzoek\n#3 Gesprek\n t\n#2 Los\n"},
		{"demografie: {bron: b, tekst: t, cijfers: [{kenmerk: Alleen, waarde: 44, eenheid: '%', ongeveer: ja}, {kenmerk: Turks, peil: 2018-03}]}\n",
		 "title Plan van aanpak\n#1 Demografie\n t\ntable [Kenmerk] [Waarde] [Peildatum]\n  Alleen; ongeveer 44 %; \n  Turks; ; mrt 2018\n: Bron = b\n"},
		{"swot: {toelichting: t, sterk: {sociaal: [a], fysiek: [b]}, kansen: {algemeen: [c]}}\n",
		 "title Plan van aanpak\n#1 SWOT\n t\n#2 (1) Sterk\n#3 (1) Sociaal\n- (1) a\n#3 (1) Fysiek\n- (1) b\n#2 (3) Kansen\n- (3) c\n"},
		{"speerpunten:\n  - id: afval\n    titel: Afval\n    status: lopend\n    punten_kop: Oorzaken\n    punten: [p]\n    doelstellingen: [d, e]\n"
		 "    activiteiten: [{tekst: x, status: klaar, wie: team}, y]\n    toets: {overleven: {oordeel: ja, waarom: w}}\n    organisatie: [{partij: Agent, bij: politie, inzet: i, commitment: toegezegd}]\n"
		 "    overdracht: {aan: team, borging: b}\n    eigen: 1\n",
		 "title Plan van aanpak\n#1 Speerpunten\n#2 Speerpunt 1 · Afval\n: Status = lopend\n: Voortgang = 50 % van de activiteiten is klaar\n#3 Oorzaken\n- p\n"
		 "#3 Toets\n- Gaat het om overleven, en niet om samenleven (dat is opbouwwerk)? Ja.\n1 w\n"
		 "#3 Doelstellingen\n- 1. d\n- 2. e\n#3 Activiteiten\n- 1. x | klaar · team\n- 2. y\n#3 Organisatie\n- Agent, politie | toegezegd\n:1 Inzet = i\n"
		 "#3 Overdracht\n: Aan = team\n: Borging = b\n#3 Overig\n: eigen = 1\n"},
		{"speerpunten:\n  - fasering: [{fase: O, van: 2018-11, tot: 2019-01}, {fase: U, van: 2019-02}, {fase: D, doorlopend: ja}, {fase: T, tot: 2019-03}, {fase: E, van: 2019-04, tot: 2019-03}, {fase: N}]\n",
		 "title Plan van aanpak\n#1 Speerpunten\n#2 Speerpunt 1\n#3 Fasering\nphases\n  O; nov 2018 – jan 2019; ###...\n  U; vanaf feb 2019; ...###\n  D; doorlopend; ######\n"
		 "  T; tot en met mrt 2019; ....#.\n  E; apr 2019 – mrt 2019; .....#\n  N; ; ......\n"},
		{"budget: [{post: Zaal, bedrag: 1500, jaar: 2019}, {post: Folder, bedrag: 250.50}]\n",
		 "title Plan van aanpak\n#1 Budget\ntable [Post] [Bedrag] [Jaar]\n  Zaal; € 1.500; 2019\n  Folder; € 250,50; \n  Totaal; € 1.750,50; \n"},
		{"budget: [{post: Zaal, bedrag: 1}, {post: Folder, bedrag: 2}, {post: Later}]\n",
		 "title Plan van aanpak\n#1 Budget\ntable [Post] [Bedrag]\n  Zaal; € 1\n  Folder; € 2\n  Later; \n  Totaal van wat bekend is; € 3\n"},
		{"budget: [{post: A, bedrag: 999999999999999999999999}, {post: B, bedrag: 2}]\n",
		 "title Plan van aanpak\n#1 Budget\ntable [Post] [Bedrag]\n  A; € 999.999.999.999.999.999.999.999\n  B; € 2\n"},
		{"kwaliteit: [{prestatie: A, van: 2018-09, tot: 2018-10, gereed: nee}]\noverleg: [Team]\n",
		 "title Plan van aanpak\n#1 Kwaliteit\ntable [Prestatie] [Periode] [Gereed]\n  A; sep 2018 – okt 2018; nee\n#1 Overleg\n- Team\n"},
		{"evaluatie: {soort: tussen, inleiding: i, actoren: [{actor: Agent, tekst: t}]}\n",
		 "title Plan van aanpak\n#1 Evaluatie\n: Soort = tussenevaluatie\n#2 Inleiding\n i\n#2 Actoren\n#3 Agent\n t\n"},
		{"eigen: {a: [x, {b: y}]}\nwijk: [z]\n", "title Plan van aanpak\n#1 Overig\n: eigen =\n:1 a =\n-2 x\n-2\n:3 b = y\n: Wijk =\n-1 z\n"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		check_outline(rows[i].yaml, rows[i].wanted);
}

TEST(each_block_knows_its_place)
{
	struct doc *d = parse_file("deltabuurt");
	struct reading r = {0};
	bool found = false;
	reading_build(&r, d);
	for (size_t i = 0; i < r.count; i++) {
		struct str path = {0};
		struct place p;
		path_of(&path, r.p[i].node);
		CHECK_NUMBER(path_resolve(&p, d, str_text(&path), NULL), OK);
		found |= r.p[i].kind == BLOCK_HEADING && str_is(&path, "speerpunten/afval/doelstellingen");
		str_free(&path);
	}
	CHECK(found);
	reading_clear(&r);
	doc_free(d);
}
