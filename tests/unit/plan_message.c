/* Changes in Dutch words, the message on the record, and word differences. */
#include "test.h"

#include "base/str.h"
#include "base/text.h"
#include "plan/align.h"
#include "plan/edit.h"
#include "plan/message.h"
#include "plan/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char plan[] =
	"formaat: 1\n"
	"buurt: Deltabuurt\n"
	"wijk: Rivierenwijk\n"
	"swot:\n"
	"  sterk:\n"
	"    sociaal: [buren]\n"
	"budget:\n"
	"  - {post: Schouw, bedrag: 1500}\n"
	"speerpunten:\n"
	"  - id: afval\n"
	"    titel: Afvalproblematiek bij portieketageflats\n"
	"    status: lopend\n"
	"    doelstellingen:\n"
	"      - Maatwerk\n"
	"      - Extra inzet\n"
	"    activiteiten:\n"
	"      - Onderzoek\n"
	"      - {tekst: Bijeenkomst, wie: sociaal team}\n"
	"    organisatie:\n"
	"      - partij: Cambio\n"
	"  - id: groen\n"
	"    titel: Groen\n"
	"    overdracht: {status: open}\n";

/* A step: '=' sets, '+' inserts, '-' removes, '^' moves to 1, '>' moves to another list. */
struct step {
	char op;
	const char *path, *text;
};

static const struct row {
	struct step steps[5];
	const char *line, *trailers;
	bool asks;
} rows[] = {
	{{{'=', "wijk", "Zandweerd"}}, "Deltabuurt: wijk aangepast", "Plan: deltabuurt\nVeld: wijk\n", false},
	{{{'=', "gemeente", "Deventer"}}, "Deltabuurt: gemeente ingevuld", "Plan: deltabuurt\nVeld: gemeente\n", false},
	{{{'=', "speerpunten/afval/doelstellingen/2", "Dubbele inzet"}}, "Deltabuurt › Afval: doelstelling 2 aangepast",
	 "Plan: deltabuurt\nSpeerpunt: afval\nVeld: doelstellingen\n", true},
	{{{'=', "speerpunten/afval/doelstellingen/2", "Dubbele inzet"}, {'+', "speerpunten/afval/activiteiten", "Thema-avond"}},
	 "Deltabuurt › Afval: doelstelling 2 aangepast, activiteit toegevoegd", "Plan: deltabuurt\nSpeerpunt: afval\nVeld: doelstellingen, activiteiten\n", true},
	{{{'+', "speerpunten/afval/activiteiten", "een"}, {'+', "speerpunten/afval/activiteiten", "twee"}}, "Deltabuurt › Afval: 2 activiteiten toegevoegd",
	 "Plan: deltabuurt\nSpeerpunt: afval\nVeld: activiteiten\n", false},
	{{{'=', "speerpunten/afval/activiteiten/2/wie", "buurtmaker"}}, "Deltabuurt › Afval: wie van activiteit 2 aangepast", NULL, false},
	{{{'=', "speerpunten/afval/activiteiten/2/tekst", "Avond"}}, "Deltabuurt › Afval: activiteit 2 aangepast", NULL, false},
	{{{'-', "speerpunten/afval/activiteiten/1", NULL}}, "Deltabuurt › Afval: activiteit 1 weggehaald", NULL, false},
	{{{'^', "speerpunten/afval/activiteiten/2", NULL}}, "Deltabuurt › Afval: activiteit verplaatst", NULL, false},
	{{{'=', "speerpunten/afval/organisatie/1/commitment", "toegezegd"}}, "Deltabuurt › Afval: commitment van partner 1 ingevuld", NULL, true},
	{{{'=', "speerpunten/groen/overdracht/status", "afgesproken"}}, "Deltabuurt › Groen: status van overdracht aangepast", NULL, true},
	{{{'=', "speerpunten/groen/overdracht/aan", "wijkteam"}}, "Deltabuurt › Groen: aan van overdracht ingevuld", NULL, false},
	{{{'=', "speerpunten/afval/overdracht/status", "open"}}, "Deltabuurt › Afval: overdracht ingevuld", NULL, true},
	{{{'=', "speerpunten/afval/overdracht/aan", "wijkteam"}}, NULL, NULL, false},
	{{{'-', "budget/1", NULL}}, NULL, NULL, true},
	{{{'=', "budget/1/post", "Schouwen"}}, NULL, NULL, false},
	{{{'=', "speerpunten/groen/status", "lopend"}}, "Deltabuurt › Groen: status ingevuld", NULL, true},
	{{{'=', "budget/1/bedrag", "2000"}}, NULL, NULL, true},
	{{{'=', "budget/1/jaar", "2019"}}, NULL, NULL, false},
	{{{'+', "speerpunten", "Veilig verkeer"}}, "Deltabuurt: speerpunt Veilig verkeer toegevoegd", "Plan: deltabuurt\nSpeerpunt: veilig-verkeer\n", false},
	{{{'-', "speerpunten/groen", NULL}}, "Deltabuurt: speerpunt Groen weggehaald", "Plan: deltabuurt\nSpeerpunt: groen\n", true},
	{{{'=', "wijk", "x"}, {'=', "speerpunten/groen/titel", "Groener"}}, "Deltabuurt: wijk aangepast, titel aangepast bij Groener",
	 "Plan: deltabuurt\nSpeerpunt: groen\nVeld: wijk, titel\n", false},
	{{{'=', "wijk", "x"}, {'=', "gemeente", "x"}, {'=', "inleiding", "x"}, {'=', "aanleiding", "x"}, {'=', "samenvatting", "x"}},
	 "Deltabuurt: wijk aangepast, gemeente ingevuld en 3 andere wijzigingen", NULL, false},
	/* a text that went to another list is one thing, whatever lists come and go with it */
	{{{'>', "swot/sterk/sociaal/1", "swot/kansen/fysiek"}}, "Deltabuurt: sociaal punt verplaatst van Sterk naar Kansen › Fysiek",
	 "Plan: deltabuurt\nVeld: swot\n", false},
	{{{'+', "swot/zwak/sociaal", "school"}, {'>', "swot/sterk/sociaal/1", "swot/sterk/fysiek"}}, "Deltabuurt: 2 wijzigingen", NULL, false},
	{{{'+', "swot/sterk/sociaal", "school"}, {'>', "swot/sterk/sociaal/1", "swot/sterk/fysiek"}, {'=', "wijk", "x"}},
	 "Deltabuurt: wijk aangepast en 2 andere wijzigingen", NULL, false},
	{{{'-', "swot/sterk/sociaal/1", NULL}, {'+', "swot/zwak/sociaal", "anderen"}}, "Deltabuurt: 2 wijzigingen", NULL, false},
	{{{'-', "swot/sterk/sociaal/1", NULL}, {'+', "themas", "buren"}}, "Deltabuurt: sociaal punt verplaatst naar Thema's", NULL, false},
	{{{'>', "speerpunten/afval/doelstellingen/1", "speerpunten/groen/doelstellingen"}}, "Deltabuurt: 2 wijzigingen", NULL, true},
};

static struct doc *parse(const char *text)
{
	struct doc *d;
	struct err e;
	if (doc_parse(&d, text, strlen(text), &e)) {
		printf("%s\n", e.text);
		exit(1);
	}
	return d;
}

static struct doc *take_step(struct doc *take, const struct step *s)
{
	struct doc *out = NULL;
	struct err e = {0};
	enum code code = OK;
	switch (s->op) {
	case '=': code = edit_set(&out, take, s->path, s->text, strlen(s->text), &e); break;
	case '+': code = edit_insert(&out, take, s->path, s->text, strlen(s->text), &e); break;
	case '>': code = edit_move_to(&out, take, s->path, s->text, 0, &e); break;
	case '-': code = edit_remove(&out, take, s->path, &e); break;
	default: code = edit_move(&out, take, s->path, 1, &e); break;
	}
	if (code) {
		printf("%s: %s\n", s->path, e.text);
		exit(1);
	}
	doc_free(take);
	return out;
}

TEST(messages_say_what_changed)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct row *r = &rows[i];
		struct doc *before = parse(plan), *after = doc_ref(before);
		struct str message = {0}, line = {0};
		struct diff d;
		bool asks = false;
		for (size_t k = 0; k < 5 && r->steps[k].op; k++)
			after = take_step(after, &r->steps[k]);
		diff_init(&d, before, after);
		message_make(&message, &d, "deltabuurt", "Besluit van de projectgroep.");
		str_add(&line, message.p, strcspn(message.p, "\n"));
		CHECK(text_width(line.p, line.len) <= 72);
		if (r->line)
			CHECK_TEXT(line.p, r->line);
		if (r->trailers)
			CHECK(message.len > strlen(r->trailers) && strcmp(message.p + message.len - strlen(r->trailers), r->trailers) == 0);
		CHECK(strstr(message.p, "\n\nBesluit van de projectgroep.\n\n"));
		for (size_t k = 0; k < d.changes.count; k++)
			asks |= message_asks_reason(&d.changes.p[k]);
		if (!CHECK(asks == r->asks))
			printf("row %zu: %s\n", i, message.p);
		struct str reason = {0};
		CHECK(message_reason(&reason, message.p));
		CHECK_TEXT(str_text(&reason), "Besluit van de projectgroep.");
		str_free(&reason);
		diff_clear(&d);
		str_free(&message);
		str_free(&line);
		doc_free(before);
		doc_free(after);
	}
}

TEST(names_and_reasons_cannot_forge_a_message)
{
	struct doc *before = parse("formaat: 1\nbuurt: \"Een\\nPlan: vals\"\nwijk: a\n"), *after = doc_ref(before);
	struct str message = {0}, reason = {0};
	struct diff d;
	after = take_step(after, &(struct step){'=', "wijk", "b"});
	diff_init(&d, before, after);
	message_make(&message, &d, "delta", NULL);
	CHECK(strstr(message.p, "\nPlan: delta\n") && !strstr(message.p, "\nPlan: vals"));
	CHECK(!message_reason(&reason, message.p));
	str_clear(&message);
	message_make(&message, &d, "delta", "  \n\n");
	CHECK(!message_reason(&reason, message.p));
	str_clear(&message);
	message_make(&message, &d, "delta", "\x1b[31mrood\r\n\r\nPlan: vals\n\n");
	CHECK(!strchr(message.p, '\x1b') && !strchr(message.p, '\r'));
	CHECK(message_reason(&reason, message.p) && strstr(reason.p, "Plan: vals"));
	diff_clear(&d);
	str_free(&message);
	str_free(&reason);
	doc_free(before);
	doc_free(after);
}

static void show(struct str *out, const char *old, const char *new)
{
	struct hunks h = {0};
	static const char *const open[] = {"", "[-", "{+"}, *const close[] = {"", "-]", "+}"};
	words_compare(&h, old, strlen(old), new, strlen(new));
	for (size_t i = 0; i < h.count; i++)
		str_addf(out, "%s%.*s%s", open[h.p[i].kind], (int)h.p[i].len, h.p[i].text, close[h.p[i].kind]);
	vec_free(&h);
}

TEST(prose_changes_by_word)
{
	static const char *const cases[][3] = {
		{"een twee drie", "een vier drie", "een [-twee-]{+vier+} drie"},
		{"een twee", "een twee drie", "een twee{+ drie+}"},
		{"budget van de betrokken organisaties", "budget van de buurtmakerij en WijDeventer", "budget van de [-betrokken organisaties-]{+buurtmakerij en WijDeventer+}"},
		{"", "x", "{+x+}"},
		{"x", "", "[-x-]"},
		{"a\n\nb", "a\n\nc", "a\n\n[-b-]{+c+}"},
		{"één", "één", "één"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct str out = {0};
		show(&out, cases[i][0], cases[i][1]);
		CHECK_TEXT(str_text(&out), cases[i][2]);
		str_free(&out);
	}
}

/* The pieces put together are the old and the new text, for random texts. */
TEST(pieces_are_whole)
{
	unsigned long long s = test_seed();
	size_t wrong = 0;
	for (int round = 0; round < 3000; round++) {
		struct str a = {0}, b = {0}, old = {0}, new = {0};
		struct str *texts[] = {&a, &b};
		struct hunks h = {0};
		for (int k = 0; k < 2; k++)
			for (unsigned n = test_random(&s, 12); n > 0; n--)
				str_addf(texts[k], "%c%s", 'a' + (int)test_random(&s, 4), test_random(&s, 3) ? " " : test_random(&s, 2) ? "\n" : "");
		words_compare(&h, str_text(&a), a.len, str_text(&b), b.len);
		for (size_t i = 0; i < h.count; i++) {
			if (h.p[i].kind != HUNK_ADDED)
				str_add(&old, h.p[i].text, h.p[i].len);
			if (h.p[i].kind != HUNK_REMOVED)
				str_add(&new, h.p[i].text, h.p[i].len);
		}
		wrong += !bytes_equal(a.p, a.len, old.p, old.len) || !bytes_equal(b.p, b.len, new.p, new.len);
		vec_free(&h);
		str_free(&a);
		str_free(&b);
		str_free(&old);
		str_free(&new);
	}
	CHECK_NUMBER(wrong, 0);
}

/* align against the plain quadratic answer, and the pegs on rows too long for the table. */
TEST(alignments_are_longest)
{
	unsigned long long s = test_seed();
	for (int round = 0; round < 500; round++) {
		uint32_t a[12], b[12];
		int to[12], table[13][13] = {{0}}, found = 0, last = -1;
		size_t n = test_random(&s, 12), m = test_random(&s, 12);
		for (size_t i = 0; i < n; i++)
			a[i] = test_random(&s, 4);
		for (size_t j = 0; j < m; j++)
			b[j] = test_random(&s, 4);
		align(a, n, b, m, to);
		for (size_t i = n; i-- > 0;)
			for (size_t j = m; j-- > 0;)
				table[i][j] = a[i] == b[j] ? table[i + 1][j + 1] + 1 : table[i + 1][j] > table[i][j + 1] ? table[i + 1][j] : table[i][j + 1];
		for (size_t i = 0; i < n; i++)
			if (to[i] != ALIGN_NONE) {
				CHECK(a[i] == b[to[i]] && to[i] > last);
				last = to[i];
				found++;
			}
		CHECK_NUMBER(found, table[0][0]);
	}
	enum { LONG = 6000 };
	static uint32_t x[LONG], y[LONG];
	static int to[LONG];
	for (uint32_t i = 0; i < LONG; i++) {
		x[i] = i;
		y[i] = i % 10 == 3 ? 100000 + i : i;
	}
	align(x, LONG, y, LONG, to);
	size_t pairs = 0;
	for (size_t i = 0; i < LONG; i++)
		pairs += to[i] == (int)i;
	CHECK_NUMBER(pairs, LONG - LONG / 10);
}

TEST(a_move_to_another_list_names_what_differs)
{
	static const struct {
		const char *from, *to, *label;
	} moves[] = {
		{"swot/zwak/sociaal", "swot/kansen/sociaal", "sociaal punt verplaatst van Zwak naar Kansen"},
		{"swot/zwak/sociaal", "swot/zwak/fysiek", "sociaal punt verplaatst naar Fysiek"},
		{"swot/zwak/fysiek", "swot/sterk/algemeen", "fysiek punt verplaatst van Zwak naar Sterk › Algemeen"},
		{"themas", "voorwaarden", "thema verplaatst naar Voorwaarden"},
	};
	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
		struct str label = {0};
		message_move(&label, schema_find(moves[i].from), schema_find(moves[i].to));
		CHECK_TEXT(str_text(&label), moves[i].label);
		str_free(&label);
	}
}

/* One line for a list: with the speerpunt or without, as much as fits, and the first of them in any case. */
TEST(changes_on_one_line)
{
	static const struct {
		struct step steps[4];
		bool named;
		int cols;
		const char *want;
	} lines[] = {
		{{{'=', "wijk", "Zandweerd"}}, true, 60, "wijk aangepast"},
		{{{'=', "speerpunten/afval/doelstellingen/2", "Dubbele inzet"}, {'+', "speerpunten/afval/activiteiten", "Thema-avond"}}, true, 60,
		 "Afval: doelstelling 2 aangepast, activiteit toegevoegd"},
		{{{'=', "speerpunten/afval/doelstellingen/2", "Dubbele inzet"}, {'+', "speerpunten/afval/activiteiten", "Thema-avond"}}, false, 60,
		 "doelstelling 2 aangepast, activiteit toegevoegd"},
		{{{'=', "speerpunten/afval/doelstellingen/2", "Dubbele inzet"}, {'+', "speerpunten/afval/activiteiten", "Thema-avond"}}, true, 20,
		 "Afval: doelstelling 2 aangepast en 1 andere wijziging"},
		{{{'=', "speerpunten/afval/status", "afgerond"}, {'=', "speerpunten/groen/titel", "Groener"}}, true, 80,
		 "status aangepast bij Afval, titel aangepast bij Groener"},
		{{{0}}, true, 60, ""},
	};
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct doc *before = parse(plan), *after = doc_ref(before);
		struct str line = {0};
		struct diff d;
		for (size_t k = 0; k < 4 && lines[i].steps[k].op; k++)
			after = take_step(after, &lines[i].steps[k]);
		diff_init(&d, before, after);
		message_summarise(&line, &d, lines[i].named, lines[i].cols);
		CHECK_TEXT(str_text(&line), lines[i].want);
		diff_clear(&d);
		str_free(&line);
		doc_free(before);
		doc_free(after);
	}
}
