/* Which versions a history has, of each thing that it can be of; and what the filters leave of it. */
#include "test.h"

#include "base/date.h"
#include "base/mem.h"
#include "base/str.h"
#include "session/history.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* --- a record as people and programs make it --------------------------------------------------------- */

static char dir[256];
static FILE *import;

static void begin(void)
{
	static int serial;
	char command[600];
	snprintf(dir, sizeof dir, "%s/history%d.%d.git", getenv("SCRATCH") ? getenv("SCRATCH") : "/tmp", (int)getpid(), serial++);
	snprintf(command, sizeof command, "git init -q --bare -b main '%s' && git -C '%s' fast-import --quiet", dir, dir);
	import = popen(command, "w");
}

/* A version by `who` ("Bart") on a day of 2019 ("03-05"), out of version `from` (0: the first), and of `other` too where it joins two.  On
 * the main branch unless `side`. */
static void version(int mark, int from, int other, const char *who, const char *day, const char *reason)
{
	struct str message = {0};
	int64_t since, until;
	char date[16];
	snprintf(date, sizeof date, "2019-%s", day);
	date_read_span(date, &since, &until);
	str_addf(&message, reason ? "Aangepast\n\n%s\n\nPlan: delta\n" : "Aangepast\n", reason);
	fprintf(import, "commit refs/heads/%s\nmark :%d\n", mark < 100 ? "main" : "side", mark);
	for (int i = 0; i < 2; i++)
		fprintf(import, "%s %s Smit <%s@example.nl> %lld +0000\n", i ? "committer" : "author", who, who, (long long)since + 43200);
	fprintf(import, "data %zu\n%s\n", message.len, message.p);
	if (from)
		fprintf(import, "from :%d\n", from);
	if (other)
		fprintf(import, "merge :%d\n", other);
	str_free(&message);
}

static void file(const char *plan, const char *bytes)
{
	fprintf(import, "M 100644 inline plans/%s.yaml\ndata %zu\n%s\n", plan, strlen(bytes), bytes);
}

static struct session *end(void)
{
	struct session *s = NULL;
	struct err e = {0};
	struct world w = {NULL, NULL, "/nonexistent", "/nonexistent"};
	CHECK(pclose(import) == 0);
	if (!CHECK(session_open(&s, dir, "Anna <anna@example.nl>", &w, &e) == OK))
		puts(e.text);
	return s;
}

/* The rows, newest first, as "3 Bart, 2 Anna": number and first name; "?" and the sentence where it can't be asked. */
static const char *rows(struct session *s, struct history_query q)
{
	static struct str out;
	struct history *h = NULL;
	struct err e = {0};
	str_clear(&out);
	enum code code = history_open(&h, s, &q, &e);
	while (!code && !history_is_done(h))
		code = history_step(h, 3, &e);
	if (code)
		str_addf(&out, "? %s", e.text);
	for (size_t i = 0; !code && i < history_count(h); i++) {
		const struct history_row *row = history_row(h, i);
		str_addf(&out, "%s%zu %.*s", i ? ", " : "", history_number(h, i), (int)strcspn(row->name, " "), row->name);
	}
	history_free(h);
	return str_text(&out);
}

#define ROWS(s, wanted, ...) CHECK_TEXT(rows(s, (struct history_query){__VA_ARGS__}), wanted)

/* --- one plan ------------------------------------------------------------------------------------------ */

#define HEAD(wijk) "formaat: 1\nbuurt: Deltabuurt\nwijk: " wijk "\nanalyse:\n- id: ligging\n  titel: Ligging\n  tekst: Aan de rivier.\nspeerpunten:\n"
#define AFVAL(titel, doelen, middelen) "- id: afval\n  titel: " titel "\n  doelstellingen:\n" doelen middelen
#define GROEN "- id: groen\n  titel: Groen\n"
#define MIDDELEN "- id: middelen\n  titel: Spullen\n"
#define BUS "  middelen:\n  - tekst: Een bus van Cambio\n"
#define BUSSEN BUS "  - tekst: Tweede bus van Cambio\n    eigenaar: gemeente\n"
#define ONE "  - Maatwerk op straat\n"
#define TWO "  - Extra inzet van de wijkagent\n"
#define TWICE "  - Dubbele inzet van de wijkagent\n"

/* Eleven versions that count, and one that does not (4). */
static struct session *one_plan(void)
{
	begin();
	version(1, 0, 0, "Anna", "03-01", NULL);
	file("delta", HEAD("Noord") AFVAL("Afval", ONE TWO, BUS) GROEN);
	version(2, 1, 0, "Bart", "03-05", "Omdat het moet.");
	file("delta", HEAD("Zuid") AFVAL("Afval", ONE TWO, BUS) GROEN);
	version(3, 2, 0, "Anna", "03-08", NULL);
	file("delta", HEAD("Zuid") AFVAL("Afval", ONE TWICE, BUS) GROEN);
	version(4, 3, 0, "Bart", "03-10", NULL);
	file("delta", "# netjes\n" HEAD("'Zuid'  # deel") AFVAL("\"Afval\"", ONE TWICE, BUS) GROEN);
	version(5, 4, 0, "Bart", "03-12", NULL);
	file("delta", HEAD("Zuid") AFVAL("Afval", ONE TWICE, BUSSEN) GROEN);
	version(6, 5, 0, "Cor", "04-01", NULL);
	file("delta", HEAD("Zuid") GROEN AFVAL("Afval", ONE TWICE, BUSSEN));
	version(7, 6, 0, "Anna", "04-02", NULL);
	file("delta", HEAD("Zuid") GROEN AFVAL("Zwerfafval", ONE TWICE, BUSSEN));
	version(8, 7, 0, "Bart", "04-03", NULL);
	file("delta", HEAD("Zuid") GROEN AFVAL("Zwerfafval", TWICE ONE, BUSSEN));
	version(9, 8, 0, "Cor", "04-04", NULL);
	file("delta", HEAD("Zuidwest") GROEN AFVAL("Zwerfafval", TWICE ONE, ""));
	version(10, 9, 0, "Cor", "04-05", NULL);
	file("delta", HEAD("Zuidwest") AFVAL("Zwerfafval", TWICE ONE, ""));
	version(11, 10, 0, "Hand", "04-06", NULL);
	file("delta", "buurt: [\n");
	version(12, 11, 0, "Anna", "04-07", NULL);
	file("delta", HEAD("West") AFVAL("Zwerfafval", TWICE ONE, "") MIDDELEN);
	return end();
}

TEST(of_each_thing)
{
	struct session *s = one_plan();
	ROWS(s, "11 Anna, 10 Hand, 9 Cor, 8 Cor, 7 Bart, 6 Anna, 5 Cor, 4 Bart, 3 Anna, 2 Bart, 1 Anna", .plan = "delta");
	ROWS(s, "4 Anna, 3 Cor, 2 Bart, 1 Anna", .plan = "delta", .path = "wijk");
	ROWS(s, "1 Anna", .plan = "delta", .path = "analyse");
	ROWS(s, "1 Anna", .plan = "delta", .path = "analyse/ligging/tekst");
	ROWS(s, "6 Cor, 5 Bart, 4 Anna, 3 Bart, 2 Anna, 1 Anna", .plan = "delta", .path = "speerpunten/afval");
	ROWS(s, "3 Cor, 2 Bart, 1 Anna", .plan = "delta", .path = "speerpunten/afval/middelen");
	ROWS(s, "2 Anna, 1 Anna", .plan = "delta", .path = "speerpunten/afval/titel");
	/* an item by where it is now, wherever it was and whatever it said */
	ROWS(s, "2 Anna, 1 Anna", .plan = "delta", .path = "speerpunten/afval/doelstellingen/1");
	ROWS(s, "1 Anna", .plan = "delta", .path = "speerpunten/afval/doelstellingen/2");
	/* one that is gone, one that came, and what never was */
	ROWS(s, "2 Cor, 1 Anna", .plan = "delta", .path = "speerpunten/groen");
	ROWS(s, "1 Anna", .plan = "delta", .path = "speerpunten/middelen");
	ROWS(s, "", .plan = "delta", .path = "speerpunten/spelen");
	ROWS(s, "", .plan = "delta", .path = "swot");
	ROWS(s, "? Er is geen plan dat 'nergens' heet.", .plan = "nergens");
	session_free(s);
}

static int64_t at(const char *day, bool end_of_it)
{
	int64_t from = 0, until = 0;
	CHECK(date_read_span(day, &from, &until));
	return end_of_it ? until : from;
}

TEST(one_filter)
{
	struct session *s = one_plan();
	ROWS(s, "7 Bart, 4 Bart, 2 Bart", .plan = "delta", .author = "bart");
	ROWS(s, "7 Bart, 4 Bart, 2 Bart", .plan = "delta", .author = "BÁRT@ smit");
	ROWS(s, "", .plan = "delta", .author = "bart anna");
	ROWS(s, "10 Hand", .plan = "delta", .author = "hand");
	ROWS(s, "4 Bart, 3 Anna", .plan = "delta", .since = at("2019-03-08", false), .until = at("12 maart 2019", true));
	ROWS(s, "3 Anna, 2 Bart, 1 Anna", .plan = "delta", .until = at("2019-03-12", false));
	ROWS(s, "11 Anna", .plan = "delta", .since = at("2019-04-07", false));
	ROWS(s, "", .plan = "delta", .since = at("2019-04-08", false));
	ROWS(s, "8 Cor, 4 Bart, 1 Anna", .plan = "delta", .field = "middelen");
	ROWS(s, "8 Cor, 4 Bart, 1 Anna", .plan = "delta", .field = "MIDDELEN");
	ROWS(s, "7 Bart, 3 Anna, 1 Anna", .plan = "delta", .field = "doelstellingen");
	ROWS(s, "11 Anna, 9 Cor, 6 Anna, 1 Anna", .plan = "delta", .field = "titel");
	ROWS(s, "8 Cor, 4 Bart", .plan = "delta", .field = "eigenaar");
	ROWS(s, "1 Anna", .plan = "delta", .field = "analyse");
	ROWS(s, "", .plan = "delta", .field = "swot");
	ROWS(s, "", .plan = "delta", .field = "onbekend");
	ROWS(s, "8 Cor, 4 Bart, 1 Anna", .plan = "delta", .text = "cambio");
	ROWS(s, "8 Cor, 4 Bart", .plan = "delta", .text = "CAMBIO twééde");
	ROWS(s, "3 Anna, 1 Anna", .plan = "delta", .text = "extra");
	ROWS(s, "", .plan = "delta", .text = "nergens");
	ROWS(s, "7 Bart, 5 Cor", .plan = "delta", .kinds = 1u << CHANGE_MOVED);
	ROWS(s, "9 Cor, 8 Cor", .plan = "delta", .kinds = 1u << CHANGE_REMOVED);
	ROWS(s, "11 Anna, 4 Bart, 1 Anna", .plan = "delta", .kinds = 1u << CHANGE_ADDED);
	ROWS(s, "11 Anna, 7 Bart, 5 Cor, 4 Bart, 1 Anna", .plan = "delta", .kinds = 1u << CHANGE_ADDED | 1u << CHANGE_MOVED);
	session_free(s);
}

TEST(filters_together)
{
	struct session *s = one_plan();
	/* "alles van Bart in maart over Cambio" */
	ROWS(s, "4 Bart", .author = "bart", .since = at("2019-03", false), .until = at("2019-03", true), .text = "cambio", .plan = "delta");
	ROWS(s, "0 Bart", .author = "bart", .since = at("2019-03", false), .until = at("2019-03", true), .text = "cambio");
	ROWS(s, "", .author = "bart", .since = at("2019-04", false), .text = "cambio", .plan = "delta");
	/* all of one and the same change: in version 8 the words went out of another field than wijk, which changed too */
	ROWS(s, "", .plan = "delta", .field = "wijk", .text = "cambio");
	ROWS(s, "11 Anna, 8 Cor", .plan = "delta", .field = "wijk", .text = "zuidwest");
	ROWS(s, "", .plan = "delta", .field = "wijk", .kinds = 1u << CHANGE_REMOVED);
	ROWS(s, "8 Cor", .plan = "delta", .text = "cambio", .kinds = 1u << CHANGE_REMOVED);
	ROWS(s, "4 Bart, 1 Anna", .plan = "delta", .text = "cambio", .kinds = 1u << CHANGE_ADDED);
	ROWS(s, "3 Anna", .plan = "delta", .field = "doelstellingen", .kinds = 1u << CHANGE_SET);
	/* of a part: its own numbers */
	ROWS(s, "5 Bart, 3 Bart", .plan = "delta", .path = "speerpunten/afval", .author = "bart");
	ROWS(s, "6 Cor, 3 Bart, 1 Anna", .plan = "delta", .path = "speerpunten/afval", .text = "cambio");
	ROWS(s, "3 Bart", .plan = "delta", .path = "speerpunten/afval", .author = "bart", .field = "middelen");
	ROWS(s, "2 Cor", .plan = "delta", .path = "speerpunten/groen", .kinds = 1u << CHANGE_REMOVED);
	ROWS(s, "", .plan = "delta", .path = "wijk", .field = "titel");
	session_free(s);
}

TEST(what_is_known_of_a_version)
{
	struct session *s = one_plan();
	struct history *h = NULL;
	struct err e = {0};
	char *id = NULL, *reason = NULL;
	if (CHECK(history_open(&h, s, &(struct history_query){.plan = "delta", .author = "bart"}, &e) == OK)) {
		while (!history_is_done(h))
			CHECK(history_step(h, 100, &e) == OK);
		CHECK(history_count(h) == 3 && history_total(h) == 11);
		CHECK(history_message(h, 2, &id, &reason, &e) == OK);
		CHECK_TEXT(reason, "Omdat het moet.");
		CHECK(strlen(id) == 40 && strncmp(id, history_row(h, 2)->version, 12) == 0);
		free(id);
		free(reason);
		CHECK(history_message(h, 1, &id, &reason, &e) == OK && !reason);
		free(id);
		CHECK(history_message(h, 0, &id, NULL, &e) == OK);
		free(id);
	}
	history_free(h);
	session_free(s);
}

/* --- more than one ------------------------------------------------------------------------------------ */

#define PLAN(buurt, speerpunten) "formaat: 1\nbuurt: " buurt "\nspeerpunten:\n" speerpunten
#define KADE "- id: kade\n  titel: Kade\n  doelstellingen:\n"
#define OTHER "- id: overig\n  titel: Overig\n"

TEST(moved_between_plans)
{
	begin();
	version(1, 0, 0, "Anna", "03-01", NULL);
	file("een", PLAN("Een", KADE ONE OTHER));
	file("twee", PLAN("Twee", OTHER));
	version(2, 1, 0, "Bart", "03-02", NULL);
	file("een", PLAN("Een", KADE ONE TWO OTHER));
	version(3, 2, 0, "Cor", "03-03", NULL);
	file("een", PLAN("Een", OTHER));
	file("twee", PLAN("Twee", OTHER KADE ONE TWO));
	version(4, 3, 0, "Dien", "03-04", NULL);
	file("twee", PLAN("Twee", OTHER KADE ONE TWICE));
	struct session *s = end();
	ROWS(s, "4 Dien, 3 Cor, 2 Bart, 1 Anna", .plan = "twee", .path = "speerpunten/kade");
	ROWS(s, "3 Cor, 2 Bart, 1 Anna", .plan = "een", .path = "speerpunten/kade");
	ROWS(s, "2 Bart", .plan = "twee", .path = "speerpunten/kade", .author = "bart");
	ROWS(s, "3 Cor, 2 Bart, 1 Anna", .plan = "een");
	ROWS(s, "3 Dien, 2 Cor, 1 Anna", .plan = "twee");
	ROWS(s, "0 Dien, 0 Cor, 0 Cor, 0 Bart, 0 Anna, 0 Anna", NULL);
	ROWS(s, "0 Cor, 0 Cor", .author = "cor");
	ROWS(s, "0 Cor", .author = "cor", .kinds = 1u << CHANGE_ADDED);
	session_free(s);
}

/* Of what came from another plan is told what changed since it stood there, and of its fields only those that did. */
TEST(moved_between_plans_and_changed)
{
	begin();
	version(1, 0, 0, "Anna", "03-01", NULL);
	file("een", PLAN("Een", KADE ONE TWO OTHER));
	file("twee", PLAN("Twee", OTHER));
	version(2, 1, 0, "Cor", "03-02", NULL);
	file("een", PLAN("Een", OTHER));
	file("twee", PLAN("Twee", OTHER "- id: kade\n  titel: De kade\n  doelstellingen:\n" ONE TWO));
	struct session *s = end();
	struct history *h = NULL;
	const struct history_detail *d;
	struct err e = {0};
	ROWS(s, "2 Cor, 1 Anna", .plan = "twee", .path = "speerpunten/kade/titel");
	ROWS(s, "1 Anna", .plan = "twee", .path = "speerpunten/kade/doelstellingen");
	ROWS(s, "1 Anna", .plan = "twee", .path = "speerpunten/kade/doelstellingen/1");
	CHECK(!history_open(&h, s, &(struct history_query){.plan = "twee", .path = "speerpunten/kade"}, &e));
	while (!history_is_done(h))
		CHECK(!history_step(h, 100, &e));
	if (CHECK(history_count(h) == 2) && CHECK(!history_detail(h, 0, &d, &e))) {
		CHECK_TEXT(d->from, "een");
		CHECK(!d->first && !d->gone && d->changes.count == 1 && d->changes.p[0].kind == CHANGE_SET);
	}
	if (CHECK(!history_detail(h, 1, &d, &e)))
		CHECK(d->first && !d->from);
	history_free(h);
	session_free(s);
}

/* What is kept of a plan is believed of that plan alone, also where two were made in the same version. */
TEST(parts_of_another_plan)
{
	char command[600];
	begin();
	version(1, 0, 0, "Anna", "03-01", NULL);
	file("een", PLAN("Een", KADE ONE));
	file("twee", PLAN("Twee", OTHER));
	for (int i = 0; i < 2; i++) {
		struct session *s = i ? NULL : end();
		struct world w = {NULL, NULL, "/nonexistent", "/nonexistent"};
		struct err e = {0};
		if (!s)
			CHECK(session_open(&s, dir, "Anna <anna@example.nl>", &w, &e) == OK);
		ROWS(s, "1 Anna", .plan = "een", .path = "speerpunten/kade");
		ROWS(s, "1 Anna", .plan = "twee", .path = "speerpunten/overig");
		session_free(s);
		snprintf(command, sizeof command, "cd '%s/buurtplan/versies-main' && cp delen-een delen-twee", dir);
		CHECK(system(command) == 0);
	}
}

TEST(a_plan_with_another_name)
{
	begin();
	version(1, 0, 0, "Anna", "03-01", NULL);
	file("oud", PLAN("Een", KADE ONE));
	version(2, 1, 0, "Bart", "03-02", NULL);
	file("oud", PLAN("Een", KADE ONE TWO));
	version(3, 2, 0, "Cor", "03-03", NULL);
	fprintf(import, "R plans/oud.yaml plans/nieuw.yaml\n");
	version(4, 3, 0, "Dien", "03-04", NULL);
	file("nieuw", PLAN("Een", KADE ONE TWICE));
	struct session *s = end();
	ROWS(s, "4 Dien, 3 Cor, 2 Bart, 1 Anna", .plan = "nieuw");
	ROWS(s, "3 Dien, 2 Bart, 1 Anna", .plan = "nieuw", .path = "speerpunten/kade");
	ROWS(s, "2 Bart", .plan = "nieuw", .author = "bart");
	ROWS(s, "0 Dien, 0 Cor, 0 Bart, 0 Anna", NULL); /* one row for another name; none for the old one that went */
	ROWS(s, "3 Cor, 2 Bart, 1 Anna", .plan = "oud");
	session_free(s);
}

/* A merge counts where it made something; and what it took over from one side is not what it changed. */
TEST(merges)
{
	begin();
	version(1, 0, 0, "Anna", "03-01", NULL);
	file("een", PLAN("Een", KADE ONE OTHER));
	version(100, 1, 0, "Bart", "03-02", NULL);
	file("een", PLAN("Een", KADE ONE TWO OTHER));
	version(2, 1, 0, "Cor", "03-03", NULL);
	file("een", PLAN("Anders", KADE ONE OTHER));
	version(3, 2, 100, "Dien", "03-04", NULL);
	file("een", PLAN("Anders", KADE ONE TWO OTHER));
	version(101, 100, 0, "Bart", "03-05", NULL);
	file("een", PLAN("Een", KADE ONE TWO "  resultaten:\n  - Schone kade\n" OTHER));
	version(4, 3, 101, "Eva", "03-06", NULL);
	file("een", PLAN("Weer anders", KADE ONE TWO "  resultaten:\n  - Schone kade\n" OTHER));
	struct session *s = end();
	ROWS(s, "5 Eva, 4 Bart, 3 Cor, 2 Bart, 1 Anna", .plan = "een");
	ROWS(s, "3 Bart, 2 Bart, 1 Anna", .plan = "een", .path = "speerpunten/kade");
	ROWS(s, "4 Bart", .plan = "een", .text = "schone");
	ROWS(s, "5 Eva", .plan = "een", .text = "weer");
	session_free(s);
}
