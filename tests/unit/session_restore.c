/* What was, put back: as an edit of a sitting, beside somebody else's, and a plan that is gone. */
#include "session_help.h"
#include "test.h"

#include "base/mem.h"
#include "base/str.h"
#include "session/restore.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char plan[] =
	"formaat: 1\n"
	"buurt: Deltabuurt   # zo heet zij\n"
	"wijk: Rivierenwijk\n"
	"contact: bel 06-12345678\n"
	"speerpunten:\n"
	"- id: afval\n"
	"  titel: Afval\n"
	"  doelstellingen:\n"
	"  - Maatwerk\n"
	"  - Extra inzet\n"
	"- id: groen\n"
	"  titel: Groen\n";

/* A fresh record with this plan, opened by Anna. */
static struct session *fresh(const char *text)
{
	char from[300], file[400], dir[300];
	struct err e;
	static int serial;
	snprintf(root, sizeof root, "%s/restore%d.%d", getenv("SCRATCH") ? getenv("SCRATCH") : "/tmp", (int)getpid(), serial++);
	snprintf(from, sizeof from, "%s/plans", root);
	snprintf(file, sizeof file, "%s/deltabuurt.yaml", from);
	snprintf(dir, sizeof dir, "%s/record.git", root);
	mkdir(root, 0700);
	mkdir(from, 0700);
	FILE *f = fopen(file, "w");
	fputs(text, f);
	fclose(f);
	struct world w = {noon, NULL, from, from};
	enum code code = session_create(dir, from, "Beheer <beheer@example.nl>", &w, NULL, NULL, &e);
	if (code && code != ERR_NO) { /* ERR_NO: what can't be read comes along */
		printf("%s\n", e.text);
		exit(1);
	}
	return open_as("Anna Jansen <anna@example.nl>");
}

static struct sitting *sit(struct session *s)
{
	struct sitting *t = NULL;
	struct err e;
	CHECK(sitting_open(&t, s, "deltabuurt", &e) == OK);
	return t;
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

/* Sets it and saves, as somebody who comes and goes. */
static void set_as(const char *als, const char *path, const char *text)
{
	struct session *s = open_as(als);
	struct sitting *t = sit(s);
	struct err e;
	CHECK(sitting_set(t, path, text, strlen(text), &e) == OK);
	sitting_set_reason(t, "Zomaar.");
	CHECK(save(t));
	sitting_free(t);
	session_free(s);
}

static bool holds(struct session *s, const char *text)
{
	struct doc *d = NULL;
	struct err e;
	bool found = session_read(s, "deltabuurt", &d, &e) == OK && strstr(d->bytes, text);
	doc_free(d);
	return found;
}

/* The reason of the newest version; "" where it has none. */
static const char *last_reason(struct session *s)
{
	static char reason[200];
	const struct history_detail *d = NULL;
	struct history *h = NULL;
	struct err e;
	reason[0] = '\0';
	if (!CHECK(history_open(&h, s, &(struct history_query){.plan = "deltabuurt"}, &e) == OK))
		return reason;
	while (!history_is_done(h) && !history_count(h))
		CHECK(history_step(h, 100, &e) == OK);
	if (CHECK(history_detail(h, 0, &d, &e) == OK) && d->reason)
		snprintf(reason, sizeof reason, "%s", d->reason);
	history_free(h);
	return reason;
}

TEST(an_edit_like_any_other)
{
	struct session *s = fresh(plan);
	struct err e;
	set_as("Bart <bart@example.nl>", "wijk", "Noord");
	set_as("Bart <bart@example.nl>", "speerpunten/afval/doelstellingen/2", "Dubbele inzet");
	struct sitting *t = sit(s);
	CHECK(sitting_restore_from(t, "speerpunten/afval/doelstellingen/2", "1", &e) == OK);
	CHECK(sitting_is_changed(t));
	CHECK_TEXT(sitting_reason(t), "teruggezet naar versie 1");
	CHECK_TEXT(sitting_undo(t), "teruggezet: Speerpunt Afval › Doelstelling 2");
	CHECK(!sitting_is_changed(t));
	CHECK_TEXT(sitting_redo(t), "teruggezet: Speerpunt Afval › Doelstelling 2");
	CHECK(save(t));
	CHECK(holds(s, "wijk: Noord\n") && holds(s, "  - Extra inzet\n"));
	CHECK_TEXT(last_reason(s), "teruggezet naar versie 1");
	CHECK(sitting_restore_from(t, "", "2", &e) == OK);
	CHECK(!sitting_is_changed(t));
	CHECK(sitting_restore_from(t, "", "1", &e) == OK);
	CHECK_TEXT(sitting_undo(t), "het hele plan teruggezet");
	sitting_free(t);
	session_free(s);
}

TEST(the_same_is_no_edit)
{
	struct session *s = fresh(plan);
	struct sitting *t = sit(s);
	struct err e;
	CHECK(sitting_restore_from(t, "wijk", "1", &e) == OK);
	CHECK(!sitting_is_changed(t) && !sitting_undo(t));
	CHECK_TEXT(sitting_reason(t), "");
	sitting_free(t);
	session_free(s);
}

TEST(a_reason_that_was_given_stays)
{
	struct session *s = fresh(plan);
	struct err e;
	set_as("Bart <bart@example.nl>", "wijk", "Noord");
	struct sitting *t = sit(s);
	sitting_set_reason(t, "Besluit van maart.");
	CHECK(sitting_restore_from(t, "wijk", "1", &e) == OK);
	CHECK_TEXT(sitting_reason(t), "Besluit van maart.");
	sitting_free(t);
	session_free(s);
}

TEST(a_reason_names_the_moment_where_no_number_is_known)
{
	struct str s = {0};
	restore_reason(&s, 0, noon(NULL));
	CHECK_TEXT(str_text(&s), "teruggezet naar de versie van 12 mei 2019 14:02");
	str_free(&s);
}

TEST(refused_as_other_edits)
{
	struct session *s = fresh("formaat: 1\nbuurt: Deltabuurt\nstatus: zomaar\n");
	struct doc *newer = NULL;
	struct err e;
	set_as("Bart <bart@example.nl>", "status", "evaluatie");
	struct sitting *t = sit(s);
	CHECK(sitting_restore_from(t, "status", "1", &e) == ERR_NO); /* a finding */
	CHECK(sitting_restore_from(t, "niets", "1", &e) == ERR_NOT_FOUND);
	CHECK(sitting_restore_from(t, "status", "9", &e) == ERR_NOT_FOUND);
	CHECK(sitting_restore_from(t, "status", "ooit", &e) == ERR_USE);
	CHECK(doc_parse(&newer, "formaat: 99\nbuurt: X\n", 21, &e) == OK);
	CHECK(sitting_restore(t, "buurt", newer, NULL, &e) == ERR_NO);
	CHECK(!sitting_is_changed(t));
	CHECK_TEXT(sitting_reason(t), "");
	doc_free(newer);
	sitting_free(t);
	session_free(s);
}

TEST(combines_with_what_somebody_else_saved)
{
	struct session *s = fresh(plan);
	struct err e;
	set_as("Bart <bart@example.nl>", "speerpunten/afval/doelstellingen/2", "Dubbele inzet");
	struct sitting *t = sit(s);
	CHECK(sitting_restore_from(t, "speerpunten/afval", "1", &e) == OK);
	set_as("Bart <bart@example.nl>", "speerpunten/afval/doelstellingen/1", "Meer maatwerk");
	CHECK(save(t));
	CHECK(holds(s, "  - Meer maatwerk\n  - Extra inzet\n"));
	CHECK(sitting_restore_from(t, "speerpunten/afval/doelstellingen/1", "1", &e) == OK);
	set_as("Bart <bart@example.nl>", "speerpunten/afval/doelstellingen/1", "Geen maatwerk");
	bool saved = true;
	CHECK(sitting_save(t, &saved, &e) == ERR_CHANGED && !saved && sitting_choices(t));
	sitting_free(t);
	session_free(s);
}

/* --- a plan that is gone ----------------------------------------------------------------- */

static enum code bring_back(struct session *s, const char *plan_name, const char *spec, const char *reason, const char *keep, struct err *e)
{
	struct version_found v = {0};
	struct gegevens found = {0};
	enum code code = version_find(s, plan_name, spec, &v, e);
	if (!code)
		code = session_restore_plan(s, &v, reason, keep, &found, e);
	gegevens_clear(&found);
	version_found_clear(&v);
	return code;
}

TEST(a_plan_that_is_gone)
{
	struct session *s = fresh(plan);
	struct err e;
	set_as("Bart <bart@example.nl>", "wijk", "Noord");
	CHECK(bring_back(s, "deltabuurt", "1", NULL, NULL, &e) == ERR_NO); /* it is there */
	CHECK(session_remove_plan(s, "deltabuurt", NULL, "Klaar.", "Het stond er al.", NULL, &e) == OK);
	CHECK(!holds(s, "Delta"));
	CHECK(bring_back(s, "deltabuurt", "3", NULL, "Nodig.", &e) == ERR_NOT_FOUND); /* gone in it */
	CHECK(bring_back(s, "nergens", "1", NULL, "Nodig.", &e) == ERR_NOT_FOUND);
	CHECK(bring_back(s, "deltabuurt", "1", NULL, NULL, &e) == ERR_NO); /* a phone number */
	CHECK(!holds(s, "Delta"));
	CHECK(bring_back(s, "deltabuurt", "1", NULL, "Nodig.", &e) == OK);
	CHECK(holds(s, plan));
	CHECK_TEXT(last_reason(s), "teruggezet naar versie 1");
	CHECK(session_remove_plan(s, "deltabuurt", NULL, "Klaar.", "Het stond er al.", NULL, &e) == OK);
	CHECK(bring_back(s, "deltabuurt", "2", "Toch niet klaar.", "Nodig.", &e) == OK);
	CHECK(holds(s, "wijk: Noord\n"));
	CHECK_TEXT(last_reason(s), "Toch niet klaar.");
	CHECK(session_rename_plan(s, "deltabuurt", "delta", &e) == OK);
	CHECK(bring_back(s, "deltabuurt", "1", NULL, "Nodig.", &e) == ERR_NO);
	CHECK(strstr(e.text, "'delta'") != NULL);
	session_free(s);
}

TEST(a_version_that_is_broken_does_not_come_back)
{
	struct session *s = fresh("buurt: [\n");
	struct version_found v = {0};
	struct err e;
	CHECK(version_find(s, "deltabuurt", "1", &v, &e) == OK);
	CHECK(session_restore_plan(s, &v, NULL, NULL, NULL, &e) == ERR_UNREADABLE);
	version_found_clear(&v);
	session_free(s);
}
