/* One person at work, without a screen: edits, undo, saves beside another, drafts, history. */
#include "test.h"

#include "base/str.h"
#include "plan/message.h"
#include "plan/path.h"
#include "session/history.h"
#include "session/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char root[256];

static struct moment noon(void *ctx)
{
	(void)ctx;
	return (struct moment){1557662520, 120}; /* 12 mei 2019, 14:02 */
}

static struct world world(void)
{
	static char state[300], config[300];
	snprintf(state, sizeof state, "%s/state", root);
	snprintf(config, sizeof config, "%s/config", root);
	return (struct world){noon, NULL, state, config};
}

static const char plan[] =
	"formaat: 1\n"
	"buurt: Deltabuurt   # zo heet zij\n"
	"status: uitvoering\n"
	"speerpunten:\n"
	"  - id: afval\n"
	"    titel: Afval\n"
	"    doelstellingen:\n"
	"      - Maatwerk\n"
	"      - Extra inzet\n"
	"    activiteiten:\n"
	"      - Onderzoek\n"
	"  - titel: Zonder kenmerk\n";

/* A fresh record with one plan, in a folder of its own. */
static struct session *fresh_with(const char *als, const char *text)
{
	char from[300], dir[300], file[400];
	struct session *s;
	struct err e = {0};
	struct world w = world();
	static int serial;
	snprintf(root, sizeof root, "%s/sitting%d.%d", getenv("SCRATCH") ? getenv("SCRATCH") : "/tmp", (int)getpid(), serial++);
	snprintf(from, sizeof from, "%s/plans", root);
	snprintf(dir, sizeof dir, "%s/record.git", root);
	snprintf(file, sizeof file, "%s/deltabuurt.yaml", from);
	mkdir(root, 0700);
	mkdir(from, 0700);
	FILE *f = fopen(file, "w");
	fputs(text, f);
	fclose(f);
	w = world();
	if (session_create(dir, from, "Beheer <beheer@example.nl>", &w, NULL, NULL, &e) || session_open(&s, dir, als, &w, &e)) {
		printf("%s\n", e.text);
		exit(1);
	}
	return s;
}

static struct session *fresh(const char *als)
{
	return fresh_with(als, plan);
}

static struct session *again(const char *als)
{
	char dir[300];
	struct session *s;
	struct err e;
	struct world w = world();
	snprintf(dir, sizeof dir, "%s/record.git", root);
	if (session_open(&s, dir, als, &w, &e)) {
		printf("%s\n", e.text);
		exit(1);
	}
	return s;
}

static struct sitting *sit(struct session *s)
{
	struct sitting *t;
	struct err e;
	if (sitting_open(&t, s, "deltabuurt", &e)) {
		printf("%s\n", e.text);
		exit(1);
	}
	return t;
}

static enum code set(struct sitting *t, const char *path, const char *text)
{
	struct err e;
	return sitting_set(t, path, text, strlen(text), &e);
}

static bool save(struct sitting *t)
{
	struct err e = {0};
	bool saved = false;
	enum code code = sitting_save(t, &saved, &e);
	if (code)
		printf("save: %d %s\n", code, e.text);
	return !code && saved;
}

static const struct history_detail *detail(struct history *h, size_t i)
{
	static const struct history_detail none;
	const struct history_detail *d = &none;
	struct err e = {0};
	CHECK(!history_detail(h, i, &d, &e));
	return d;
}

static bool holds(struct session *s, const char *text)
{
	struct doc *d;
	struct err e;
	if (session_read(s, "deltabuurt", &d, &e))
		return false;
	bool found = strstr(d->bytes, text) != NULL;
	doc_free(d);
	return found;
}

TEST(an_edit_is_saved_and_changes_its_own_line)
{
	struct session *s = fresh("Anna Jansen <anna@example.nl>");
	struct sitting *t = sit(s);
	CHECK(!set(t, "buurt", "De Delta"));
	CHECK(sitting_is_changed(t));
	CHECK(save(t));
	CHECK(!sitting_is_changed(t));
	CHECK(holds(s, "formaat: 1\nbuurt: De Delta   # zo heet zij\nstatus: uitvoering\nspeerpunten:\n  - id: afval\n"));
	bool saved = true;
	struct err e;
	CHECK(sitting_save(t, &saved, &e) == OK && !saved);
	sitting_free(t);
	session_free(s);
}

TEST(undo_and_redo_go_over_fields)
{
	struct session *s = fresh("Anna <a@example.nl>");
	struct sitting *t = sit(s);
	CHECK(!set(t, "wijk", "Rivierenwijk"));
	CHECK(!set(t, "speerpunten/afval/doelstellingen/2", "Dubbele inzet"));
	CHECK_TEXT(sitting_undo(t), "doelstelling 2 aangepast");
	CHECK_TEXT(sitting_undo(t), "wijk ingevuld");
	CHECK(!sitting_undo(t) && !sitting_is_changed(t));
	CHECK_TEXT(sitting_redo(t), "wijk ingevuld");
	CHECK(!set(t, "gemeente", "Deventer"));
	CHECK(!sitting_redo(t));
	CHECK(strstr(sitting_doc(t)->bytes, "wijk: Rivierenwijk\ngemeente: Deventer\n"));
	sitting_free(t);
	session_free(s);
}

TEST(a_move_to_another_list_is_one_edit)
{
	struct session *s = fresh("Anna <anna@example.nl>");
	struct sitting *t = sit(s);
	struct err e = {0};
	CHECK_NUMBER(sitting_insert(t, "swot/zwak/sociaal", "weinig geld", 11, &e), OK);
	CHECK_NUMBER(sitting_move_to(t, "swot/zwak/sociaal/1", "swot/kansen/fysiek", 0, &e), OK);
	CHECK(strstr(sitting_doc(t)->bytes, "  kansen:\n    fysiek:\n      - weinig geld\n"));
	CHECK_TEXT(sitting_undo(t), "sociaal punt verplaatst van Zwak naar Kansen › Fysiek");
	CHECK(strstr(sitting_doc(t)->bytes, "  zwak:\n    sociaal:\n      - weinig geld\n"));
	CHECK(!strstr(sitting_doc(t)->bytes, "kansen"));
	CHECK_TEXT(sitting_redo(t), "sociaal punt verplaatst van Zwak naar Kansen › Fysiek");
	CHECK_NUMBER(sitting_move_to(t, "swot/kansen/fysiek/1", "swot/kansen/algemeen", 0, &e), OK);
	CHECK_TEXT(sitting_undo(t), "fysiek punt verplaatst naar Algemeen");
	CHECK_NUMBER(sitting_move_to(t, "swot/kansen/fysiek/1", "wijk", 0, &e), ERR_USE);
	CHECK(e.text[0]);
	sitting_free(t);
	session_free(s);
}

TEST(what_asks_a_reason_is_not_saved_without)
{
	struct session *s = fresh("Anna <a@example.nl>");
	struct sitting *t = sit(s);
	struct err e;
	bool saved;
	CHECK(!set(t, "status", "evaluatie"));
	CHECK(sitting_save(t, &saved, &e) == ERR_NO && strstr(e.text, "status"));
	CHECK(sitting_is_changed(t));
	sitting_set_reason(t, "Besluit van de projectgroep.");
	CHECK(save(t));
	struct history *h;
	CHECK(!history_open(&h, s, &(struct history_query){.plan = "deltabuurt"}, &e));
	while (!history_is_done(h))
		CHECK(!history_step(h, 1, &e));
	CHECK_NUMBER(history_count(h), 2);
	CHECK_TEXT(detail(h, 0)->reason, "Besluit van de projectgroep.");
	CHECK_TEXT(history_row(h, 0)->name, "Anna");
	CHECK(detail(h, 1)->first);
	history_free(h);
	sitting_free(t);
	session_free(s);
}

TEST(an_edit_that_makes_a_finding_is_refused)
{
	struct session *s = fresh("Anna <a@example.nl>");
	struct sitting *t = sit(s);
	CHECK(set(t, "status", "klaar") == ERR_NO);
	CHECK(set(t, "periode/van", "2018-13") == ERR_NO);
	CHECK(set(t, "speerpunten/groen/titel", "x") == ERR_NOT_FOUND);
	CHECK(!sitting_is_changed(t));
	sitting_free(t);
	session_free(s);
}

/* Nothing filled in, wrong in every way that a file can be and still open, and with advice of every kind. */
static const char unfinished[] =
	"buurt: Deltabuurt\n"
	"status: klaar\n"
	"wijk: [een, lijst]\n"
	"periode: {van: 2018-13, tot: 2018-01}\n"
	"inleiding:\n"
	"themas: []\n"
	"swot: {}\n"
	"analyse:\n"
	"  - Een deel zonder kenmerk\n"
	"speerpunten:\n"
	"  - id: afval\n"
	"    status: lopend\n"
	"    fasering:\n"
	"      - {fase: Uitvoering, van: 2019-05, tot: 2019-01}\n"
	"      - {fase: Onderzoek, van: 2018-01, tot: 2018-02}\n"
	"    afspraken:\n"
	"      - {tekst: Bellen, voor: 2018-01}\n"
	"  - id: afval\n"
	"    titel: Weer afval\n"
	"    toets: {overleven: {oordeel: nee}}\n"
	"  - titel: Zonder kenmerk\n"
	"    activiteiten: [{tekst: a, status: soms}, b]\n"
	"budget:\n"
	"  - {post: p, bedrag: veel}\n";

TEST(an_unfinished_plan_can_always_be_saved)
{
	static const struct {
		char how; /* set, insert, remove, move */
		const char *path, *text;
	} edits[] = {
		{'s', "inleiding", "Nu wel."},          {'s', "gemeente", "Deventer"},
		{'i', "speerpunten", "Alleen een titel"}, {'i', "themas", "Wonen"},
		{'s', "speerpunten/1/toelichting", "x"}, {'s', "speerpunten/2/titel", "Anders"},
		{'s', "speerpunten/1/fasering/1/tot", "2018-12"}, {'i', "speerpunten/1/fasering", "Evaluatie"},
		{'i', "speerpunten/1/doelstellingen", "Schoon"}, {'r', "speerpunten/1/afspraken/1", NULL},
		{'m', "speerpunten/1", "3"},            {'s', "speerpunten/1/toets/overleven/oordeel", "ja"},
		{'i', "speerpunten/2/activiteiten", "c"}, {'s', "periode/tot", "2017-01"},
		{'s', "swot/toelichting", "x"},         {'i', "analyse", "Nog een deel"},
		{'i', "budget", "Nog een post"},        {'m', "budget/1", "2"},
		{'s', "status", "analyse"},             {'r', "inleiding", NULL},
		{'s', "speerpunten/3/titel", "Nu wel een titel"}, {'r', "speerpunten/2", NULL},
	};
	struct session *s = fresh_with("Anna <anna@example.nl>", unfinished);
	struct sitting *t = sit(s);
	for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
		const char *path = edits[i].path, *text = edits[i].text;
		struct err e = {0};
		enum code code = edits[i].how == 's' ? sitting_set(t, path, text, strlen(text), &e)
			: edits[i].how == 'i' ? sitting_insert(t, path, text, strlen(text), &e)
			: edits[i].how == 'r' ? sitting_remove(t, path, &e) : sitting_move(t, path, (size_t)atoi(text), &e);
		sitting_set_reason(t, "omdat");
		if (!CHECK(code == OK) || !CHECK(save(t)))
			printf("%c %s: %s\n", edits[i].how, path, e.text);
	}
	CHECK(holds(s, "wijk: [een, lijst]\n"));
	CHECK(holds(s, "{fase: Uitvoering, van: 2019-05, tot: 2018-12}"));
	CHECK(holds(s, "Alleen een titel"));
	CHECK(holds(s, "titel: Nu wel een titel\n"));
	sitting_free(t);
	session_free(s);
}

TEST(advice_stops_no_edit_and_no_save)
{
	static const char *const edits[][2] = {
		{"periode/van", "2020-01"}, {"periode/tot", "2010-01"}, {"speerpunten/afval/status", "lopend"},
		{"speerpunten/afval/toets/overleven/oordeel", "nee"}, {"speerpunten/afval/overdracht/voor", "2001-01"},
	};
	struct session *s = fresh("Anna <anna@example.nl>");
	struct sitting *t = sit(s);
	for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
		CHECK(set(t, edits[i][0], edits[i][1]) == OK);
		sitting_set_reason(t, "omdat");
		CHECK(save(t));
	}
	sitting_free(t);
	session_free(s);
}

TEST(two_people_at_once_keep_both)
{
	struct session *a = fresh("Anna <a@example.nl>"), *b = again("Bart <b@example.nl>");
	struct sitting *anna = sit(a), *bart = sit(b);
	CHECK(!set(anna, "wijk", "Rivierenwijk"));
	CHECK(!set(bart, "gemeente", "Deventer"));
	CHECK(save(bart) && save(anna));
	CHECK(holds(a, "wijk: Rivierenwijk\ngemeente: Deventer\n"));
	CHECK(!sitting_is_changed(anna));
	CHECK(strstr(sitting_doc(anna)->bytes, "gemeente: Deventer"));
	CHECK(!sitting_undo(anna)); /* the way back would undo Bart's */
	sitting_free(anna);
	sitting_free(bart);
	session_free(a);
	session_free(b);
}

TEST(the_same_place_stops_the_second_save)
{
	struct session *a = fresh("Anna <a@example.nl>"), *b = again("Bart <b@example.nl>");
	struct sitting *anna = sit(a), *bart = sit(b);
	struct err e;
	bool saved;
	CHECK(!set(anna, "speerpunten/afval/activiteiten/1", "Onderzoek van Anna"));
	CHECK(!set(bart, "speerpunten/afval/activiteiten/1", "Onderzoek van Bart"));
	CHECK(save(bart));
	CHECK(sitting_save(anna, &saved, &e) == ERR_CHANGED && !saved);
	const struct merge *left = sitting_choices(anna);
	CHECK(left && left->open == 1);
	CHECK_TEXT(left->choices.p[0].ours, "Onderzoek van Anna");
	CHECK_TEXT(left->choices.p[0].theirs, "Onderzoek van Bart");
	CHECK(strstr(left->choices.p[0].label, "ctiviteit 1"));
	CHECK(sitting_is_changed(anna) && holds(a, "Onderzoek van Bart"));
	sitting_free(anna);
	sitting_free(bart);
	session_free(a);
	session_free(b);
}

/* Anna and Bart both changed the first activity; Bart was first. */
static void clash(struct session **a, struct session **b, struct sitting **anna)
{
	*a = fresh("Anna <a@example.nl>");
	*b = again("Bart <b@example.nl>");
	*anna = sit(*a);
	struct sitting *bart = sit(*b);
	struct err e;
	bool saved;
	CHECK(!set(*anna, "speerpunten/afval/activiteiten/1", "Onderzoek van Anna") && !set(*anna, "wijk", "Rivierenwijk"));
	CHECK(!set(bart, "speerpunten/afval/activiteiten/1", "Onderzoek van Bart"));
	CHECK(save(bart));
	CHECK(sitting_save(*anna, &saved, &e) == ERR_CHANGED && sitting_choices(*anna));
	sitting_free(bart);
}

TEST(an_answer_lets_the_save_go_on)
{
	static const struct {
		enum take take;
		const char *text, *want;
	} answers[] = {
		{TAKE_OURS, NULL, "Onderzoek van Anna"}, {TAKE_THEIRS, NULL, "Onderzoek van Bart"}, {TAKE_TEXT, "Onderzoek door allebei", "Onderzoek door allebei"},
	};
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
		struct session *a, *b;
		struct sitting *anna;
		clash(&a, &b, &anna);
		const char *text = answers[i].text ? answers[i].text : "";
		sitting_answer(anna, sitting_choices(anna)->choices.p[0].id, answers[i].take, text, strlen(text));
		CHECK(save(anna));
		CHECK(holds(a, answers[i].want) && holds(a, "wijk: Rivierenwijk"));
		CHECK(!sitting_choices(anna) && !sitting_is_changed(anna));
		sitting_free(anna);
		session_free(a);
		session_free(b);
	}
}

TEST(choices_wait_in_the_draft_and_answers_with_them)
{
	struct session *a, *b;
	struct sitting *anna;
	struct draft_offer offer;
	struct err e;
	clash(&a, &b, &anna); /* which kept the draft by itself */
	sitting_answer(anna, sitting_choices(anna)->choices.p[0].id, TAKE_TEXT, "Samen gekozen", 13);
	CHECK(!sitting_keep(anna, NULL, NULL, 0, &e));
	sitting_free(anna); /* the line is cut */

	anna = sit(a);
	CHECK(sitting_offer(anna, &offer) && offer.newer_since);
	draft_offer_clear(&offer);
	CHECK(!sitting_take_draft(anna, &e));
	CHECK(save(anna)); /* nothing is left to choose */
	CHECK(holds(a, "Samen gekozen") && holds(a, "wijk: Rivierenwijk"));
	sitting_free(anna);
	session_free(a);
	session_free(b);
}

TEST(an_answer_to_what_has_changed_since_is_asked_anew)
{
	struct session *a, *b;
	struct sitting *anna;
	struct err e;
	bool saved;
	clash(&a, &b, &anna);
	sitting_answer(anna, sitting_choices(anna)->choices.p[0].id, TAKE_OURS, NULL, 0);
	struct sitting *bart = sit(b);
	CHECK(!set(bart, "speerpunten/afval/activiteiten/1", "Onderzoek, nog eens anders"));
	CHECK(save(bart));
	CHECK(sitting_save(anna, &saved, &e) == ERR_CHANGED && !saved);
	CHECK(sitting_choices(anna) && strcmp(sitting_choices(anna)->choices.p[0].theirs, "Onderzoek, nog eens anders") == 0);
	sitting_free(bart);
	sitting_free(anna);
	session_free(a);
	session_free(b);
}

TEST(a_missing_id_comes_with_the_next_save_of_that_speerpunt)
{
	struct session *s = fresh("Anna <a@example.nl>");
	struct sitting *t = sit(s);
	CHECK(!set(t, "wijk", "x1"));
	CHECK(save(t) && !holds(s, "zonder-kenmerk"));
	CHECK(!set(t, "speerpunten/2/toelichting", "Nu wel"));
	CHECK(save(t) && holds(s, "id: zonder-kenmerk"));
	sitting_free(t);
	session_free(s);
}

TEST(a_draft_waits_for_the_next_sitting)
{
	struct session *s = fresh("Anna <a@example.nl>");
	struct sitting *t = sit(s);
	struct draft_offer offer;
	struct err e;
	CHECK(!sitting_offer(t, &offer));
	CHECK(!set(t, "wijk", "Rivierenwijk"));
	sitting_set_reason(t, "omdat");
	CHECK(!sitting_keep(t, "speerpunten/afval/titel", "Half getyp", 10, &e));
	sitting_free(t); /* the line is cut */

	t = sit(s);
	CHECK(sitting_offer(t, &offer));
	CHECK_NUMBER(offer.when.seconds, 1557662520);
	CHECK_TEXT(offer.path, "speerpunten/afval/titel");
	CHECK_TEXT(offer.text, "Half getyp");
	CHECK(!offer.newer_since && offer.others == 0);
	draft_offer_clear(&offer);
	CHECK(!sitting_take_draft(t, &e));
	CHECK(strstr(sitting_doc(t)->bytes, "wijk: Rivierenwijk") && sitting_is_changed(t));
	CHECK_TEXT(sitting_reason(t), "omdat");
	CHECK(save(t));
	sitting_free(t);

	t = sit(s);
	CHECK(!sitting_offer(t, &offer));
	sitting_free(t);
	session_free(s);
}

TEST(a_second_terminal_has_its_own_draft)
{
	struct session *s = fresh("Anna <a@example.nl>"), *s2 = again("Anna <a@example.nl>");
	struct sitting *one = sit(s), *two = sit(s2);
	struct draft_offer offer;
	struct err e;
	CHECK(!sitting_is_elsewhere(one));
	CHECK(sitting_is_elsewhere(two));
	CHECK(!set(one, "wijk", "een") && !set(two, "wijk", "twee"));
	CHECK(!sitting_keep(one, NULL, NULL, 0, &e) && !sitting_keep(two, NULL, NULL, 0, &e));
	CHECK(!sitting_offer(two, &offer)); /* the other one lives */
	sitting_free(one);
	sitting_free(two);
	one = sit(s);
	CHECK(sitting_offer(one, &offer) && offer.others == 1);
	draft_offer_clear(&offer);
	sitting_drop_draft(one);
	sitting_free(one);
	one = sit(s);
	CHECK(sitting_offer(one, &offer) && offer.others == 0);
	draft_offer_clear(&offer);
	sitting_free(one);
	session_free(s);
	session_free(s2);
}

TEST(a_draft_that_was_saved_after_all_is_not_offered)
{
	struct session *s = fresh("Anna <a@example.nl>"), *s2 = again("Anna <a@example.nl>");
	struct sitting *t = sit(s), *other;
	struct draft_offer offer;
	struct err e;
	CHECK(!set(t, "wijk", "Rivierenwijk"));
	CHECK(!sitting_keep(t, NULL, NULL, 0, &e));
	other = sit(s2);
	CHECK(!set(other, "wijk", "Rivierenwijk"));
	CHECK(save(other));
	sitting_free(other);
	sitting_free(t);
	t = sit(s);
	CHECK(!sitting_offer(t, &offer));
	sitting_free(t);
	session_free(s);
	session_free(s2);
}

TEST(a_text_too_long_for_a_draft_is_told)
{
	struct session *s = fresh("Anna <a@example.nl>");
	struct sitting *t = sit(s);
	struct err e = {0};
	size_t len = 17 * 1024 * 1024;
	char *text = calloc(1, len + 1);
	memset(text, 'x', len);
	CHECK(sitting_keep(t, "wijk", text, len, &e) == ERR_USE && strstr(e.text, "te lang"));
	CHECK(!sitting_keep(t, "wijk", text, 1000, &e));
	free(text);
	sitting_free(t);
	session_free(s);
}

TEST(history_of_a_speerpunt_leaves_out_the_rest)
{
	struct session *s = fresh("Anna <a@example.nl>");
	struct sitting *t = sit(s);
	struct history *h;
	struct err e;
	CHECK(!set(t, "wijk", "een") && save(t));
	CHECK(!set(t, "speerpunten/afval/activiteiten/1/wie", "buurtmaker") && save(t));
	CHECK(!history_open(&h, s, &(struct history_query){.plan = "deltabuurt", .path = "speerpunten/afval"}, &e));
	while (!history_is_done(h))
		CHECK(!history_step(h, 100, &e));
	CHECK_NUMBER(history_count(h), 2);
	CHECK_NUMBER(detail(h, 0)->changes.count, 1);
	history_free(h);
	sitting_free(t);
	session_free(s);
}

TEST(who_we_are_is_asked_once)
{
	struct session *s = fresh(NULL);
	struct err e;
	setenv("HOME", root, 1);
	unsetenv("XDG_CONFIG_HOME");
	session_free(s);
	s = again(NULL);
	CHECK(!session_name(s));
	CHECK(session_introduce(s, "", "a@example.nl", &e) == ERR_USE);
	CHECK(session_introduce(s, "Anna", "geen adres", &e) == ERR_USE);
	CHECK(!session_introduce(s, "Anna Jansen", "anna@example.nl", &e));
	session_free(s);
	s = again(NULL);
	CHECK_TEXT(session_name(s), "Anna Jansen");
	CHECK_TEXT(session_address(s), "anna@example.nl");
	session_free(s);
	struct world w = world();
	char dir[300];
	snprintf(dir, sizeof dir, "%s/record.git", root);
	CHECK(session_open(&s, dir, "geen adres", &w, &e) == ERR_USE);
}

/* Rewrites the one draft there is as an older version wrote it: 2 without why personal data is kept, 1 without choices too. */
static void make_older_draft(int version)
{
	struct str command = {0};
	str_addf(&command,
	         "python3 - \"$(find %s/state -name '*.concept')\" %d <<'PY'\n"
	         "import sys\n"
	         "b, version = open(sys.argv[1], 'rb').read(), sys.argv[2].encode()\n"
	         "parts = [b'\\ntoch 0\\n\\n'] + ([b'\\nkeuzes 0\\n\\n'] if version == b'1' else [])\n"
	         "assert b.startswith(b'buurtplan-concept 3\\n') and all(p in b for p in parts)\n"
	         "b = b.replace(b'concept 3', b'concept ' + version, 1)\n"
	         "for p in parts:\n"
	         "    b = b.replace(p, b'\\n', 1)\n"
	         "open(sys.argv[1], 'wb').write(b)\n"
	         "PY\n",
	         root, version);
	CHECK_NUMBER(system(command.p), 0);
	str_free(&command);
}

TEST(a_draft_of_a_version_before_is_taken_up)
{
	for (int version = 1; version < 3; version++) {
		struct session *s = fresh("Anna <a@example.nl>");
		struct sitting *t = sit(s);
		struct draft_offer offer;
		struct err e;
		CHECK(!set(t, "wijk", "Rivierenwijk"));
		CHECK(!sitting_keep(t, NULL, NULL, 0, &e));
		sitting_free(t);
		make_older_draft(version);
		t = sit(s);
		CHECK(sitting_offer(t, &offer));
		draft_offer_clear(&offer);
		CHECK(!sitting_take_draft(t, &e));
		CHECK(sitting_is_changed(t) && save(t) && holds(s, "wijk: Rivierenwijk"));
		sitting_free(t);
		session_free(s);
	}
}

TEST(why_personal_data_is_kept_is_in_the_draft)
{
	struct session *s = fresh("Anna <a@example.nl>");
	struct sitting *t = sit(s);
	struct err e;
	CHECK_TEXT(sitting_why_keep(t), "");
	CHECK(!set(t, "wijk", "bel 06-12345678"));
	sitting_set_why_keep(t, "Dit nummer is openb");
	CHECK(!sitting_keep(t, NULL, NULL, 0, &e));
	sitting_free(t);
	t = sit(s);
	struct draft_offer offer;
	if (CHECK(sitting_offer(t, &offer)))
		draft_offer_clear(&offer);
	CHECK(!sitting_take_draft(t, &e));
	CHECK_TEXT(sitting_why_keep(t), "Dit nummer is openb");
	CHECK_NUMBER(sitting_allow_gegevens(t, "Dit nummer is openbaar", &e), OK);
	CHECK(save(t));
	CHECK_TEXT(sitting_why_keep(t), "");
	sitting_free(t);
	session_free(s);
}

static void check_field(const struct sitting *t, const char *path, const char *want)
{
	struct place p;
	struct err e;
	if (CHECK_NUMBER(path_resolve(&p, sitting_doc(t), path, &e), OK))
		CHECK_TEXT(p.node ? p.node->text : "", want);
}

TEST(a_saved_change_is_undone_by_a_new_one)
{
	struct session *s = fresh("Anna <anna@example.nl>");
	struct sitting *t = sit(s);
	struct saved_change change;
	struct err e;
	CHECK(!sitting_last_saved(t, &change)); /* the plan came to be here */
	CHECK_NUMBER(sitting_undo_saved(t, &e), ERR_NOT_FOUND);
	CHECK_NUMBER(set(t, "wijk", "Een"), OK);
	CHECK(save(t));
	sitting_free(t);
	t = sit(s);
	CHECK_NUMBER(set(t, "wijk", "Twee"), OK);
	CHECK(save(t));
	sitting_free(t);

	t = sit(s);
	CHECK(!sitting_undo(t));
	if (CHECK(sitting_last_saved(t, &change))) {
		CHECK_TEXT(change.name, "Anna");
		CHECK_TEXT(change.label, "wijk aangepast");
		saved_change_clear(&change);
	}
	CHECK_NUMBER(sitting_undo_saved(t, &e), OK);
	check_field(t, "wijk", "Een");
	CHECK(sitting_is_changed(t));
	CHECK_TEXT(sitting_redo(t), "wijk aangepast");
	check_field(t, "wijk", "Twee");
	CHECK(!sitting_is_changed(t));
	CHECK_TEXT(sitting_undo(t), "wijk aangepast");
	CHECK_NUMBER(sitting_undo_saved(t, &e), OK);
	check_field(t, "wijk", "");
	CHECK(!sitting_last_saved(t, &change));
	CHECK(save(t)); /* on top of the two */
	sitting_free(t);
	t = sit(s);
	check_field(t, "wijk", "");
	CHECK_NUMBER(sitting_undo_saved(t, &e), OK);
	check_field(t, "wijk", "Twee"); /* an undo can be undone */
	sitting_free(t);
	session_free(s);
}

TEST(what_somebody_else_saved_meanwhile_is_no_part_of_that)
{
	struct session *s = fresh("Anna <anna@example.nl>"), *other = again("Bart <bart@example.nl>");
	struct sitting *t = sit(s), *u;
	struct err e;
	CHECK_NUMBER(set(t, "wijk", "Een"), OK);
	CHECK(save(t));
	u = sit(other);
	CHECK_NUMBER(set(u, "gemeente", "Deventer"), OK);
	CHECK(save(u));
	sitting_free(u);
	CHECK_TEXT(sitting_undo(t), "wijk ingevuld"); /* her own, still in this sitting */
	CHECK(save(t));
	sitting_free(t);
	t = sit(s);
	check_field(t, "wijk", "");
	check_field(t, "gemeente", "Deventer");
	CHECK_NUMBER(sitting_undo_saved(t, &e), OK);
	check_field(t, "wijk", "Een");
	check_field(t, "gemeente", "Deventer");
	sitting_free(t);
	session_free(s);
	session_free(other);
}

/* Saves `wijk` as a change of its own. */
static void save_wijk(struct session *s, const char *wijk)
{
	struct sitting *t = sit(s);
	CHECK_NUMBER(set(t, "wijk", wijk), OK);
	CHECK(save(t));
	sitting_free(t);
}

TEST(each_undo_takes_back_the_change_before_it)
{
	struct session *s = fresh("Anna <anna@example.nl>");
	struct err e;
	static const char *const wijken[] = {"Een", "Twee", "Drie", "Twee"}; /* the last one looks like an undo */
	for (size_t i = 0; i < 4; i++)
		save_wijk(s, wijken[i]);
	struct sitting *t = sit(s);
	CHECK_NUMBER(sitting_undo_saved(t, &e), OK);
	check_field(t, "wijk", "Drie");
	CHECK_NUMBER(sitting_undo_saved(t, &e), OK);
	check_field(t, "wijk", "Twee");
	CHECK_NUMBER(sitting_undo_saved(t, &e), OK);
	check_field(t, "wijk", "Een");
	CHECK(save(t));
	CHECK_NUMBER(sitting_undo_saved(t, &e), OK);
	check_field(t, "wijk", "");
	CHECK_NUMBER(sitting_undo_saved(t, &e), ERR_NOT_FOUND);
	sitting_free(t);
	session_free(s);
}

TEST(a_new_name_is_no_change_to_undo)
{
	struct session *s = fresh("Anna <anna@example.nl>");
	struct sitting *t = NULL;
	struct saved_change change = {0};
	struct err e;
	save_wijk(s, "Een");
	CHECK_NUMBER(session_rename_plan(s, "deltabuurt", "delta", &e), OK);
	CHECK_NUMBER(sitting_open(&t, s, "delta", &e), OK);
	CHECK(sitting_last_saved(t, &change));
	CHECK_TEXT(change.label, "wijk ingevuld");
	saved_change_clear(&change);
	CHECK_NUMBER(sitting_undo_saved(t, &e), OK);
	check_field(t, "wijk", "");
	sitting_free(t);
	session_free(s);
}

TEST(edits_are_undone_before_what_was_saved)
{
	struct session *s = fresh("Anna <anna@example.nl>");
	struct err e;
	save_wijk(s, "Een");
	struct sitting *t = sit(s);
	CHECK_NUMBER(set(t, "wijk", "Twee"), OK);
	CHECK_NUMBER(sitting_undo_saved(t, &e), ERR_NOT_FOUND);
	check_field(t, "wijk", "Twee");
	sitting_free(t);
	session_free(s);
}

static size_t times(const struct known_texts *k, const char *text)
{
	size_t n = 0;
	for (size_t i = 0; i < k->count; i++)
		n += strcmp(k->p[i], text) == 0;
	return n;
}

TEST(what_stands_elsewhere_is_offered)
{
	struct session *s = fresh("Anna <anna@example.nl>");
	struct sitting *t = sit(s);
	struct known_texts k;
	struct err e;
	session_known(s, schema_find("speerpunten/organisatie/partij"), &k);
	CHECK_NUMBER(k.count, 0);
	known_texts_clear(&k);
	CHECK_NUMBER(sitting_insert(t, "speerpunten/afval/organisatie", "Cambio", 6, &e), OK);
	CHECK_NUMBER(set(t, "buurtmaker", "Sociaal Team"), OK);
	CHECK_NUMBER(set(t, "wijk", "Rivierenwijk"), OK);
	CHECK_NUMBER(sitting_insert(t, "speerpunten/afval/organisatie", "Sociaal Team", 12, &e), OK);
	CHECK(save(t));
	session_known(s, schema_find("speerpunten/activiteiten/wie"), &k); /* one group: functions and organisations */
	if (CHECK_NUMBER(k.count, 2)) {
		CHECK_TEXT(k.p[0], "Sociaal Team"); /* stands there twice */
		CHECK_TEXT(k.p[1], "Cambio");
	}
	known_texts_clear(&k);
	session_known(s, schema_find("wijk"), &k);
	CHECK(k.count == 1 && times(&k, "Rivierenwijk") == 1);
	known_texts_clear(&k);
	session_known(s, schema_find("speerpunten/fasering/fase"), &k);
	if (CHECK(k.count == 4))
		CHECK_TEXT(k.p[0], "Onderzoek"); /* the order of the schema */
	known_texts_clear(&k);
	session_known(s, schema_find("buurt"), &k);
	CHECK_NUMBER(k.count, 0);
	known_texts_clear(&k);
	CHECK_NUMBER(set(t, "wijk", "Zandweerd"), OK);
	CHECK(save(t));
	session_known(s, schema_find("wijk"), &k);
	CHECK(k.count == 1 && times(&k, "Zandweerd") == 1);
	known_texts_clear(&k);
	sitting_free(t);
	session_free(s);
}

/* Leaves a draft with a text being typed. */
static void leave_typing(struct session *s, const char *path, const char *text)
{
	struct sitting *t = sit(s);
	struct err e;
	CHECK_NUMBER(sitting_keep(t, path, text, strlen(text), &e), OK);
	sitting_free(t);
}

TEST(a_text_being_typed_that_is_on_record_is_no_draft)
{
	struct session *s = fresh("Anna <anna@example.nl>");
	struct draft_offer offer;
	struct err e;
	leave_typing(s, "wijk", "Een");
	leave_typing(s, "speerpunten/afval/doelstellingen", "Nieuw doel");
	leave_typing(s, "periode/van", "mrt 2019");
	struct sitting *t = sit(s);
	CHECK(sitting_offer(t, &offer) && offer.others == 2);
	draft_offer_clear(&offer);
	CHECK_NUMBER(set(t, "wijk", "Een"), OK);
	CHECK_NUMBER(set(t, "periode/van", "2019-03"), OK);
	CHECK(save(t));
	sitting_free(t);
	t = sit(s);
	if (CHECK(sitting_offer(t, &offer)) && CHECK(offer.path != NULL)) {
		CHECK_TEXT(offer.path, "speerpunten/afval/doelstellingen");
		CHECK(offer.readable && offer.changes.changes.count == 0);
	}
	draft_offer_clear(&offer);
	CHECK_NUMBER(sitting_insert(t, "speerpunten/afval/doelstellingen", "Nieuw doel", 10, &e), OK);
	sitting_set_reason(t, "besluit");
	CHECK(save(t));
	sitting_free(t);
	t = sit(s);
	CHECK(!sitting_offer(t, &offer)); /* the others too */
	sitting_free(t);
	session_free(s);
}

TEST(an_offer_says_what_would_change)
{
	struct session *s = fresh("Anna <anna@example.nl>");
	struct sitting *t = sit(s);
	struct draft_offer offer;
	struct err e;
	CHECK_NUMBER(set(t, "wijk", "Een"), OK);
	CHECK_NUMBER(set(t, "gemeente", "Deventer"), OK);
	CHECK_NUMBER(sitting_keep(t, NULL, NULL, 0, &e), OK);
	sitting_free(t);
	t = sit(s);
	if (CHECK(sitting_offer(t, &offer))) {
		CHECK(offer.readable && !offer.newer_since && !offer.path);
		CHECK_NUMBER(offer.changes.changes.count, 2);
		CHECK_NUMBER(offer.when.seconds, 1557662520);
	}
	draft_offer_clear(&offer);
	sitting_free(t);
	session_free(s);
}

TEST(what_a_person_set_is_remembered)
{
	struct session *s = fresh(NULL);
	struct err e;
	char path[400];
	CHECK(!session_is_set(s, "muis", "uit") && !session_is_set(s, "muis", ""));
	CHECK_NUMBER(session_set(s, "muis", "uit", &e), OK);
	session_free(s);
	s = again(NULL);
	CHECK(session_is_set(s, "muis", "uit") && !session_is_set(s, "muis", "ui") && !session_is_set(s, "mui", "uit"));
	/* What else stands there stays, as does what somebody typed without a line end. */
	snprintf(path, sizeof path, "%s/config/instellingen", root);
	FILE *f = fopen(path, "w");
	fputs("taal: en\nmuis: uit\nkleur:geen", f);
	fclose(f);
	CHECK(session_is_set(s, "kleur", "geen"));
	CHECK_NUMBER(session_set(s, "muis", "aan", &e), OK);
	CHECK(session_is_set(s, "muis", "aan") && session_is_set(s, "taal", "en") && session_is_set(s, "kleur", "geen"));
	CHECK_NUMBER(session_set(s, "nieuw", "ja", &e), OK);
	CHECK(session_is_set(s, "nieuw", "ja") && session_is_set(s, "kleur", "geen") && session_is_set(s, "muis", "aan"));
	/* A file that is not to be read stays. */
	f = fopen(path, "a");
	fprintf(f, "%5000s\n", "lang");
	fclose(f);
	struct stat before, after;
	stat(path, &before);
	CHECK_NUMBER(session_set(s, "muis", "uit", &e), ERR_USE);
	CHECK(stat(path, &after) == 0 && after.st_size == before.st_size);
	session_free(s);
}
