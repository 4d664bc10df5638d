/* Plans made, renamed, put away and removed by one person, with drafts of their own and others at work. */
#include "test.h"

#include "base/str.h"
#include "session/history.h"
#include "session/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char root[256];

static struct moment noon(void *ctx)
{
	(void)ctx;
	return (struct moment){1557662520, 120}; /* 12 mei 2019, 14:02 */
}

/* `who`: each has a folder for drafts. */
static struct session *open_as(const char *who)
{
	static char state[300], config[300], dir[300], als[100];
	struct session *s = NULL;
	struct err e = {0};
	snprintf(state, sizeof state, "%s/state-%s", root, who ? who : "niemand");
	snprintf(config, sizeof config, "%s/config-%s", root, who ? who : "niemand");
	snprintf(dir, sizeof dir, "%s/record.git", root);
	if (who)
		snprintf(als, sizeof als, "%s <%s@example.nl>", who, who);
	struct world w = {noon, NULL, state, config};
	if (session_open(&s, dir, who ? als : NULL, &w, &e))
		puts(e.text);
	return s;
}

/* A fresh record with deltabuurt in it, or none. */
static struct session *fresh(bool empty)
{
	char from[300], file[400], dir[300];
	struct err e = {0};
	static int serial;
	snprintf(root, sizeof root, "%s/plans%d.%d", getenv("SCRATCH") ? getenv("SCRATCH") : "/tmp", (int)getpid(), serial++);
	snprintf(from, sizeof from, "%s/plans", root);
	snprintf(file, sizeof file, "%s/deltabuurt.yaml", from);
	snprintf(dir, sizeof dir, "%s/record.git", root);
	setenv("HOME", root, 1);
	mkdir(root, 0700);
	mkdir(from, 0700);
	FILE *f = empty ? NULL : fopen(file, "w");
	if (f) {
		fputs("formaat: 1\nbuurt: Deltabuurt\nwijk: Rivierenwijk\n", f);
		fclose(f);
	}
	struct world w = {noon, NULL, from, from};
	if (session_create(dir, from, "Beheer <beheer@example.nl>", &w, NULL, NULL, &e))
		puts(e.text);
	return open_as("anna");
}

static void check_ok(enum code code, const struct err *e)
{
	if (!CHECK_NUMBER(code, OK))
		puts(e->text);
}

static const char *git(const char *words)
{
	static char text[4096];
	char command[1000];
	snprintf(command, sizeof command, "git -C '%s/record.git' %s", root, words);
	FILE *p = popen(command, "r");
	size_t n = p ? fread(text, 1, sizeof text - 1, p) : 0;
	if (p)
		pclose(p);
	text[n] = '\0';
	return text;
}

static void check_proposal(struct session *s, const char *buurt, const char *want)
{
	struct str name = {0};
	session_propose_name(s, buurt, &name);
	CHECK_TEXT(str_text(&name), want);
	str_free(&name);
}

TEST(a_plan_is_made_on_the_record)
{
	struct session *s = fresh(false);
	struct err e = {0};
	check_proposal(s, "'t Zand (Oost)", "t-zand-oost");
	check_proposal(s, "Deltabuurt", "deltabuurt-2");
	check_proposal(s, "Programma", "programma-2");
	check_proposal(s, "?!", "buurt");
	check_ok(session_create_plan(s, "t-zand", "'t Zand", "Oost", NULL, NULL, &e), &e);
	CHECK_TEXT(git("show HEAD:plans/t-zand.yaml"), "formaat: 1\nbuurt: '''t Zand'\nwijk: Oost\nstatus: analyse\n");
	CHECK_TEXT(git("log -1 --format='%an %s%n%b'"), "anna 't Zand: plan gemaakt\nPlan: t-zand\n\n");
	CHECK_NUMBER(session_create_plan(s, "t-zand", "Ander", NULL, NULL, NULL, &e), ERR_NO);
	CHECK_TEXT(e.text, "Er is al een plan dat 't-zand' heet. Er is niets veranderd. Nog vrij is: t-zand-2");
	CHECK_NUMBER(session_create_plan(s, "T Zand", "Ander", NULL, NULL, NULL, &e), ERR_USE);
	CHECK_NUMBER(session_create_plan(s, "ander", " ", NULL, NULL, NULL, &e), ERR_NO);
	CHECK_TEXT(git("rev-list --count HEAD"), "2\n");
	session_free(s);
}

TEST(the_first_plan_and_the_folder_of_a_gemeente)
{
	struct session *s = fresh(true);
	struct err e = {0};
	check_proposal(s, "Delta", "delta");
	check_ok(session_create_plan(s, "deventer/delta", "Delta", NULL, NULL, NULL, &e), &e);
	check_proposal(s, "Oost", "deventer/oost");
	check_proposal(s, "Delta", "deventer/delta-2");
	CHECK_NUMBER(session_create_plan(s, "deventer/delta", "Delta", NULL, NULL, NULL, &e), ERR_NO);
	CHECK(strstr(e.text, "deventer/delta-2") != NULL);
	check_ok(session_create_plan(s, "zwolle/delta", "Delta", NULL, NULL, NULL, &e), &e);
	check_proposal(s, "Oost", "oost");
	session_free(s);
}

TEST(nobody_makes_nothing)
{
	struct session *s = fresh(false), *nobody = open_as(NULL);
	struct err e = {0};
	bool saved;
	CHECK_NUMBER(session_create_plan(nobody, "nieuw", "Nieuw", NULL, NULL, NULL, &e), ERR_USE);
	CHECK_NUMBER(session_rename_plan(nobody, "deltabuurt", "nieuw", &e), ERR_USE);
	CHECK_NUMBER(session_remove_plan(nobody, "deltabuurt", NULL, "Daarom.", NULL, NULL, &e), ERR_USE);
	CHECK_NUMBER(session_put_away(nobody, "deltabuurt", true, &saved, &e), ERR_USE);
	CHECK_TEXT(git("rev-list --count HEAD"), "1\n");
	session_free(nobody);
	session_free(s);
}

static struct sitting *open_plan(struct session *s, const char *plan)
{
	struct sitting *t = NULL;
	struct err e = {0};
	check_ok(sitting_open(&t, s, plan, &e), &e);
	return t;
}

TEST(a_draft_goes_along_to_the_new_name)
{
	struct session *s = fresh(false);
	struct err e = {0};
	struct draft_offer offer;
	bool saved = false;
	struct sitting *t = open_plan(s, "deltabuurt");
	check_ok(sitting_set(t, "wijk", "Anders", 6, &e), &e);
	check_ok(sitting_keep(t, NULL, NULL, 0, &e), &e);
	sitting_free(t);
	CHECK(session_has_draft(s, "deltabuurt"));
	check_ok(session_rename_plan(s, "deltabuurt", "rivieren", &e), &e);
	CHECK_TEXT(git("log -1 --format='%s%n%b'"), "Deltabuurt: plan heet nu rivieren\nPlan: rivieren\n\n");
	CHECK(!session_has_draft(s, "deltabuurt") && session_has_draft(s, "rivieren"));
	t = open_plan(s, "rivieren");
	CHECK(sitting_offer(t, &offer));
	CHECK(!offer.newer_since);
	draft_offer_clear(&offer);
	check_ok(sitting_take_draft(t, &e), &e);
	/* kept once more, it still knows where its beginning is */
	check_ok(sitting_keep(t, NULL, NULL, 0, &e), &e);
	sitting_free(t);
	t = open_plan(s, "rivieren");
	CHECK(sitting_offer(t, &offer));
	draft_offer_clear(&offer);
	check_ok(sitting_take_draft(t, &e), &e);
	check_ok(sitting_save(t, &saved, &e), &e);
	CHECK(saved);
	CHECK_TEXT(git("show HEAD:plans/rivieren.yaml"), "formaat: 1\nbuurt: Deltabuurt\nwijk: Anders\n");
	sitting_free(t);
	CHECK(!session_has_draft(s, "rivieren"));
	session_free(s);
}

TEST(a_save_finds_the_plan_under_its_new_name)
{
	struct session *s = fresh(false), *bart = open_as("bart");
	struct err e = {0};
	bool saved = false;
	struct sitting *t = open_plan(bart, "deltabuurt");
	check_ok(sitting_set(t, "wijk", "Van Bart", 8, &e), &e);
	check_ok(session_rename_plan(s, "deltabuurt", "delta", &e), &e);
	check_ok(session_rename_plan(s, "delta", "rivieren", &e), &e);
	check_ok(sitting_save(t, &saved, &e), &e);
	CHECK(saved);
	CHECK_TEXT(sitting_plan(t), "rivieren");
	CHECK_TEXT(git("ls-tree -r --name-only HEAD"), "plans/rivieren.yaml\n");
	CHECK_TEXT(git("show HEAD:plans/rivieren.yaml"), "formaat: 1\nbuurt: Deltabuurt\nwijk: Van Bart\n");
	sitting_free(t);
	session_free(bart);
	session_free(s);
}

TEST(a_draft_goes_by_the_name_that_a_save_found)
{
	struct session *s = fresh(false), *bart = open_as("bart");
	struct err e = {0};
	bool saved = false;
	struct sitting *t = open_plan(bart, "deltabuurt");
	check_ok(sitting_set(t, "wijk", "Van Bart", 8, &e), &e);
	check_ok(sitting_keep(t, NULL, NULL, 0, &e), &e);
	check_ok(session_rename_plan(s, "deltabuurt", "rivieren", &e), &e);
	check_ok(sitting_save(t, &saved, &e), &e);
	CHECK(saved && !session_has_draft(bart, "rivieren"));
	check_ok(session_create_plan(s, "deltabuurt", "Een ander", NULL, NULL, NULL, &e), &e);
	check_ok(sitting_set(t, "wijk", "Nog eens", 8, &e), &e);
	check_ok(sitting_keep(t, NULL, NULL, 0, &e), &e);
	sitting_free(t);
	CHECK(session_has_draft(bart, "rivieren"));
	CHECK(!session_has_draft(bart, "deltabuurt")); /* that is another plan */
	session_free(bart);
	session_free(s);
}

/* Gives the plan one name after the other. */
static int rename_many(void)
{
	struct session *s = open_as("bart");
	struct err e = {0};
	for (int i = 0; i < 150; i++)
		if (session_rename_plan(s, i % 2 ? "delta" : "deltabuurt", i % 2 ? "deltabuurt" : "delta", &e))
			return 1;
	session_free(s);
	return 0;
}

TEST(saves_during_renamings_are_all_there)
{
	struct session *s = fresh(false);
	struct err e = {0};
	char text[16];
	int status, count = 0;
	bool done = false;
	fflush(stdout);
	pid_t child = fork();
	if (child == 0)
		_exit(rename_many());
	struct sitting *t = open_plan(s, "deltabuurt");
	while (!done || count < 5) {
		bool saved = false;
		done = done || waitpid(child, &status, WNOHANG) != 0;
		snprintf(text, sizeof text, "Punt %d", ++count);
		check_ok(sitting_insert(t, "aliassen", text, strlen(text), &e), &e);
		check_ok(sitting_save(t, &saved, &e), &e);
		CHECK(saved);
	}
	CHECK_NUMBER(status, 0);
	CHECK(count > 5);
	const struct node *list = plan_get(sitting_doc(t)->root, "aliassen");
	CHECK_NUMBER(list ? list->count : 0, count);
	snprintf(text, sizeof text, "%d\n", count);
	CHECK_TEXT(git("grep -c Punt HEAD -- plans | sed 's/.*://'"), text);
	sitting_free(t);
	session_free(s);
}

TEST(the_plans_are_those_of_one_moment)
{
	struct session *s = fresh(false);
	struct err e = {0};
	char name[16];
	int status;
	for (int i = 0; i < 20; i++) { /* to be read first */
		snprintf(name, sizeof name, "a-%d", i);
		check_ok(session_create_plan(s, name, "Buurt", NULL, NULL, NULL, &e), &e);
	}
	session_free(s);
	fflush(stdout);
	pid_t child = fork();
	if (child == 0)
		_exit(rename_many());
	while (waitpid(child, &status, WNOHANG) == 0) {
		struct plan_rows rows;
		s = open_as("anna"); /* who has read nothing yet */
		check_ok(session_plans(s, &rows, &e), &e);
		CHECK_NUMBER(rows.count, 21);
		plan_rows_clear(&rows);
		session_free(s);
	}
	CHECK_NUMBER(status, 0);
}

TEST(catching_up_finds_it_too)
{
	struct session *s = fresh(false), *bart = open_as("bart");
	struct err e = {0};
	struct sitting *t = open_plan(bart, "deltabuurt");
	check_ok(sitting_set(t, "wijk", "Van Bart", 8, &e), &e);
	check_ok(session_rename_plan(s, "deltabuurt", "delta", &e), &e);
	check_ok(sitting_catch_up(t, &e), &e);
	CHECK_TEXT(sitting_plan(t), "delta");
	CHECK(sitting_is_changed(t));
	sitting_free(t);
	session_free(bart);
	session_free(s);
}

TEST(a_draft_of_another_is_found_when_they_come_back)
{
	struct session *s = fresh(false), *bart = open_as("bart");
	struct err e = {0};
	struct plan_rows rows;
	struct draft_offer offer;
	struct sitting *t = open_plan(bart, "deltabuurt");
	check_ok(sitting_set(t, "wijk", "Van Bart", 8, &e), &e);
	check_ok(sitting_keep(t, NULL, NULL, 0, &e), &e);
	sitting_free(t);
	session_free(bart);
	check_ok(session_rename_plan(s, "deltabuurt", "rivieren", &e), &e);
	bart = open_as("bart");
	check_ok(session_plans(bart, &rows, &e), &e);
	CHECK(rows.count == 1 && rows.p[0].draft);
	plan_rows_clear(&rows);
	t = open_plan(bart, "rivieren");
	CHECK(sitting_offer(t, &offer));
	draft_offer_clear(&offer);
	check_ok(sitting_take_draft(t, &e), &e);
	sitting_free(t);
	session_free(bart);
	session_free(s);
}

TEST(a_removed_plan_keeps_what_others_typed)
{
	struct session *s = fresh(false), *bart = open_as("bart");
	struct err e = {0};
	bool saved = false;
	struct sitting *t = open_plan(bart, "deltabuurt");
	check_ok(sitting_set(t, "wijk", "Van Bart", 8, &e), &e);
	check_ok(sitting_keep(t, NULL, NULL, 0, &e), &e);
	CHECK_NUMBER(session_remove_plan(s, "deltabuurt", NULL, " ", NULL, NULL, &e), ERR_NO);
	CHECK_NUMBER(session_remove_plan(s, "niets", NULL, "Dubbel.", NULL, NULL, &e), ERR_NOT_FOUND);
	check_ok(session_remove_plan(s, "deltabuurt", NULL, "Dubbel.", NULL, NULL, &e), &e);
	CHECK_TEXT(git("log -1 --format='%s%n%b'"), "Deltabuurt: plan weggehaald\nDubbel.\n\nPlan: deltabuurt\n\n");
	CHECK_NUMBER(sitting_save(t, &saved, &e), ERR_CHANGED);
	CHECK(!saved && strstr(e.text, "weggehaald"));
	CHECK(sitting_is_changed(t));
	sitting_free(t);
	CHECK(session_has_draft(bart, "deltabuurt"));
	session_free(bart);
	session_free(s);
}

TEST(what_was_changed_meanwhile_is_not_removed_unseen)
{
	struct session *s = fresh(false), *bart = open_as("bart");
	struct err e = {0};
	struct plan_rows rows;
	bool saved;
	check_ok(session_plans(s, &rows, &e), &e);
	struct sitting *t = open_plan(bart, "deltabuurt");
	check_ok(sitting_set(t, "wijk", "Van Bart", 8, &e), &e);
	check_ok(sitting_save(t, &saved, &e), &e);
	sitting_free(t);
	CHECK_NUMBER(session_remove_plan(s, "deltabuurt", plan_row_doc(s, &rows.p[0]), "Dubbel.", NULL, NULL, &e), ERR_CHANGED);
	CHECK_TEXT(git("ls-tree -r --name-only HEAD"), "plans/deltabuurt.yaml\n");
	plan_rows_clear(&rows);
	session_free(bart);
	session_free(s);
}

TEST(personal_data_stays_out_of_a_plan_as_a_whole)
{
	struct session *s = fresh(false);
	struct err e = {0};
	struct gegevens found = {0};
	CHECK_NUMBER(session_create_plan(s, "oost", "Oost, bel 06-12345678", NULL, NULL, &found, &e), ERR_NO);
	CHECK(strstr(e.text, "telefoonnummer 06-12345678 (Buurt)") && strstr(e.text, "Er is niets veranderd"));
	CHECK_NUMBER(found.count, 1);
	gegevens_clear(&found);
	CHECK_NUMBER(session_create_plan(s, "oost", "Oost", "jan@gmail.com", NULL, NULL, &e), ERR_NO);
	CHECK_NUMBER(session_create_plan(s, "oost", "Oost", "jan@gmail.com", " ", NULL, &e), ERR_NO);
	CHECK_NUMBER(session_create_plan(s, "oost", "Oost", "jan@gmail.com", "zie 06-12345678", NULL, &e), ERR_NO);
	CHECK_TEXT(git("rev-list --count HEAD"), "1\n");
	check_ok(session_create_plan(s, "oost", "Oost", "jan@gmail.com", "Zo heet hij.", &found, &e), &e);
	CHECK_NUMBER(found.count, 0);
	CHECK_TEXT(git("log -1 --format=%b"), "Plan: oost\nToch-bewaren: Zo heet hij.\n\n");
	CHECK_NUMBER(session_remove_plan(s, "oost", NULL, "Op verzoek van jan@gmail.com", NULL, NULL, &e), ERR_NO);
	CHECK(strstr(e.text, "(de reden)") != NULL);
	check_ok(session_remove_plan(s, "oost", NULL, "Op verzoek van jan@gmail.com", "Zo gevraagd.", NULL, &e), &e);
	CHECK_TEXT(git("log -1 --format=%b"), "Op verzoek van jan@gmail.com\n\nPlan: oost\nToch-bewaren: Zo gevraagd.\n\n");
	check_ok(session_create_plan(s, "west", "West", NULL, "Voor de zekerheid.", NULL, &e), &e);
	CHECK_TEXT(git("log -1 --format=%b"), "Plan: west\n\n");
	session_free(s);
}

TEST(put_away_and_brought_back)
{
	struct session *s = fresh(false);
	struct err e = {0};
	struct plan_rows rows;
	bool saved = false;
	check_ok(session_put_away(s, "deltabuurt", true, &saved, &e), &e);
	CHECK(saved);
	CHECK_TEXT(git("log -1 --format=%s"), "Deltabuurt: plan opgeborgen\n");
	check_ok(session_plans(s, &rows, &e), &e);
	CHECK(rows.count == 1 && rows.p[0].summary.away);
	plan_rows_clear(&rows);
	check_ok(session_put_away(s, "deltabuurt", true, &saved, &e), &e);
	CHECK(!saved);
	check_ok(session_put_away(s, "deltabuurt", false, &saved, &e), &e);
	CHECK(saved);
	CHECK_TEXT(git("log -1 --format=%s"), "Deltabuurt: plan teruggehaald\n");
	CHECK_TEXT(git("show HEAD:plans/deltabuurt.yaml"), "formaat: 1\nbuurt: Deltabuurt\nwijk: Rivierenwijk\n");
	session_free(s);
}

static const struct history_detail *detail(struct history *h, size_t i)
{
	static const struct history_detail none;
	const struct history_detail *d = &none;
	struct err e = {0};
	CHECK(!history_detail(h, i, &d, &e));
	return d;
}

TEST(history_knows_what_a_plan_was_called)
{
	struct session *s = fresh(false);
	struct err e = {0};
	struct history *h = NULL;
	bool saved;
	check_ok(session_put_away(s, "deltabuurt", true, &saved, &e), &e);
	check_ok(session_rename_plan(s, "deltabuurt", "rivieren", &e), &e);
	check_ok(history_open(&h, s, &(struct history_query){.plan = "rivieren"}, &e), &e);
	while (h && !history_is_done(h))
		check_ok(history_step(h, 100, &e), &e);
	if (CHECK_NUMBER(history_count(h), 3)) {
		CHECK_TEXT(history_row(h, 0)->was ? history_row(h, 0)->was : "-", "deltabuurt");
		CHECK(!detail(h, 0)->first && detail(h, 2)->first);
		CHECK(!history_row(h, 1)->was && detail(h, 1)->changes.count == 1);
	}
	history_free(h);
	session_free(s);
}

TEST(a_speerpunt_of_another_plan_is_an_edit_like_any)
{
	struct session *s = fresh(false);
	struct err e = {0};
	struct str path = {0};
	struct doc *from = NULL;
	static const char other[] = "speerpunten:\n  - id: afval\n    titel: Afval\n    status: lopend\n";
	check_ok(doc_parse(&from, other, sizeof other - 1, &e), &e);
	struct sitting *t = open_plan(s, "deltabuurt");
	check_ok(sitting_copy_speerpunt(t, plan_speerpunten(from)->items[0], 1, &path, &e), &e);
	CHECK_TEXT(str_text(&path), "speerpunten/afval");
	CHECK(sitting_is_changed(t));
	const char *label = sitting_undo(t);
	CHECK_TEXT(label ? label : "-", "speerpunten ingevuld");
	CHECK(!sitting_is_changed(t));
	sitting_free(t);
	doc_free(from);
	str_free(&path);
	session_free(s);
}
