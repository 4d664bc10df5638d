/* Who wrote what stands there now: fields, items and sentences of several people. */
#include "session_help.h"
#include "test.h"

#include "base/mem.h"
#include "base/str.h"
#include "plan/plan.h"
#include "session/herkomst.h"
#include "session/restore.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ANNA "Anna Jansen <anna@example.nl>"
#define BART "Bart Smit <bart@example.nl>"
#define CEES "Cees Vos <cees@example.nl>"

static const char plan[] =
	"formaat: 1\n"
	"buurt: Deltabuurt\n"
	"wijk: Rivierenwijk\n"
	"samenvatting: |\n"
	"  Het gaat goed. Er ligt afval. Men klaagt erover.\n"
	"\n"
	"  Er is groen.\n"
	"speerpunten:\n"
	"- id: afval\n"
	"  titel: Afval\n"
	"  doelstellingen:\n"
	"  - Maatwerk op het beleid\n"
	"  - Extra inzet rond schoon\n"
	"  - Minder bijplaatsing\n"
	"- id: groen\n"
	"  titel: Groen\n";

static void write_plan(const char *dir, const char *name, const char *text)
{
	char file[400];
	snprintf(file, sizeof file, "%s/%s.yaml", dir, name);
	FILE *f = fopen(file, "w");
	fputs(text, f);
	fclose(f);
}

/* A fresh record with this plan, by Beheer. */
static struct session *fresh(const char *text)
{
	char from[300], dir[300];
	struct err e;
	static int serial;
	snprintf(root, sizeof root, "%s/herkomst%d.%d", getenv("SCRATCH") ? getenv("SCRATCH") : "/tmp", (int)getpid(), serial++);
	snprintf(from, sizeof from, "%s/plans", root);
	snprintf(dir, sizeof dir, "%s/record.git", root);
	mkdir(root, 0700);
	mkdir(from, 0700);
	write_plan(from, "deltabuurt", text);
	struct world w = {noon, NULL, from, from};
	if (session_create(dir, from, "Beheer <beheer@example.nl>", &w, NULL, NULL, &e)) {
		printf("%s\n", e.text);
		exit(1);
	}
	return open_as(ANNA);
}

enum what { SET, INSERT, REMOVE, MOVE };

static enum code edit(struct sitting *t, enum what what, const char *path, const char *text, struct err *e)
{
	if (what == SET)
		return sitting_set(t, path, text, strlen(text), e);
	if (what == INSERT)
		return sitting_insert(t, path, text, strlen(text), e);
	return what == REMOVE ? sitting_remove(t, path, e) : sitting_move(t, path, (size_t)atoi(text), e);
}

static bool save(struct sitting *t, const char *reason)
{
	struct err e = {0};
	bool saved = false;
	sitting_set_reason(t, reason);
	enum code code = sitting_save(t, &saved, &e);
	if (code)
		printf("save: %d %s\n", code, e.text);
	return !code && saved;
}

/* One edit, saved, by somebody who comes and goes. */
static void edit_as(const char *als, enum what what, const char *path, const char *text)
{
	struct session *s = open_as(als);
	struct sitting *t = NULL;
	struct err e = {0};
	CHECK(sitting_open(&t, s, "deltabuurt", &e) == OK);
	if (!CHECK(edit(t, what, path, text, &e) == OK))
		printf("%s: %s\n", path, e.text);
	CHECK(save(t, "Zomaar."));
	sitting_free(t);
	session_free(s);
}

static void finish(struct herkomst *h)
{
	struct err e = {0};
	int steps = 0;
	while (!herkomst_is_done(h) && CHECK(herkomst_step(h, 1, &e) == OK) && CHECK(steps++ < 10000))
		;
}

/* "Bart: Extra inzet | Anna: …", as far as `h` knows. */
static const char *said(struct herkomst *h)
{
	static char out[4000];
	struct str s = {0};
	for (size_t i = 0; i < herkomst_count(h); i++) {
		const struct herkomst_unit *u = herkomst_unit(h, i);
		const char *who = u->state == HERKOMST_FOUND ? history_row(herkomst_history(h), u->row)->name
		                  : u->state == HERKOMST_UNSAVED ? "u" : u->state == HERKOMST_NOWHERE ? "niemand" : "?";
		str_addf(&s, "%s%.*s: ", i ? " | " : "", (int)strcspn(who, " "), who);
		herkomst_say(&s, u);
	}
	snprintf(out, sizeof out, "%s", str_text(&s));
	str_free(&s);
	return out;
}

/* The same of a path as it stands on record. */
static const char *who_wrote(struct session *s, const char *path)
{
	struct herkomst *h = NULL;
	struct err e = {0};
	if (!CHECK(herkomst_open(&h, s, "deltabuurt", path, &e) == OK)) {
		printf("%s\n", e.text);
		return "";
	}
	finish(h);
	const char *all = said(h);
	herkomst_free(h);
	return all;
}

TEST(items_are_of_who_changed_them)
{
	struct session *s = fresh(plan);
	const char *list = "speerpunten/afval/doelstellingen";
	edit_as(BART, SET, "speerpunten/afval/doelstellingen/2", "Dubbele inzet rond schoon");
	edit_as(CEES, MOVE, "speerpunten/afval/doelstellingen/1", "3");
	CHECK_TEXT(who_wrote(s, list), "Bart: Dubbele inzet rond schoon | Beheer: Minder bijplaatsing | Beheer: Maatwerk op het beleid");
	edit_as(CEES, INSERT, "speerpunten/afval/doelstellingen/1", "Portiekflats");
	edit_as(ANNA, REMOVE, "speerpunten/afval/doelstellingen/3", "");
	CHECK_TEXT(who_wrote(s, list), "Cees: Portiekflats | Bart: Dubbele inzet rond schoon | Beheer: Maatwerk op het beleid");
	CHECK_TEXT(who_wrote(s, "speerpunten/afval/doelstellingen/2"), "Bart: Dubbele inzet rond schoon");
	CHECK_TEXT(who_wrote(s, "speerpunten/afval"), "Beheer: afval | Beheer: Afval | Cees: Portiekflats | Bart: Dubbele inzet rond schoon | Beheer: Maatwerk op het beleid");
	session_free(s);
}

TEST(of_twins_the_last_is_the_newest)
{
	struct session *s = fresh(plan);
	edit_as(BART, INSERT, "speerpunten/afval/doelstellingen/1", "Minder bijplaatsing");
	CHECK_TEXT(who_wrote(s, "speerpunten/afval/doelstellingen"),
	           "Beheer: Minder bijplaatsing | Beheer: Maatwerk op het beleid | Beheer: Extra inzet rond schoon | Bart: Minder bijplaatsing");
	session_free(s);
}

TEST(what_is_put_back_is_of_who_put_it_back)
{
	struct session *s = fresh(plan);
	edit_as(BART, SET, "speerpunten/afval/doelstellingen/2", "Dubbele inzet rond schoon");
	edit_as(CEES, SET, "speerpunten/afval/doelstellingen/2", "Extra inzet rond schoon");
	CHECK_TEXT(who_wrote(s, "speerpunten/afval/doelstellingen"), "Beheer: Maatwerk op het beleid | Cees: Extra inzet rond schoon | Beheer: Minder bijplaatsing");
	edit_as(BART, REMOVE, "speerpunten/afval", "");
	struct sitting *t = NULL;
	struct err e;
	CHECK(sitting_open(&t, s, "deltabuurt", &e) == OK);
	CHECK(sitting_restore_from(t, "speerpunten/afval", "1", &e) == OK);
	CHECK(save(t, "Terug."));
	sitting_free(t);
	CHECK_TEXT(who_wrote(s, "speerpunten/afval/titel"), "Anna: Afval");
	CHECK_TEXT(who_wrote(s, "speerpunten"), "Anna: Afval | Beheer: Groen");
	session_free(s);
}

TEST(sentences)
{
	struct session *s = fresh(plan);
	edit_as(BART, SET, "samenvatting", "Het gaat goed. Er ligt veel afval. Men klaagt erover.\n\nEr is groen.");
	edit_as(CEES, SET, "samenvatting", "Het gaat goed.\nEr ligt veel afval. Men klaagt erover. Er is groen."); /* wrapped and joined */
	CHECK_TEXT(who_wrote(s, "samenvatting"), "Beheer: Het gaat goed. | Bart: Er ligt veel afval. | Beheer: Men klaagt erover. | Beheer: Er is groen.");
	edit_as(ANNA, SET, "samenvatting", "Er is groen. Het gaat goed. Er ligt veel afval. Nu niet meer. Men klaagt erover.");
	CHECK_TEXT(who_wrote(s, "samenvatting"),
	           "Beheer: Er is groen. | Beheer: Het gaat goed. | Bart: Er ligt veel afval. | Anna: Nu niet meer. | Beheer: Men klaagt erover.");
	CHECK_TEXT(who_wrote(s, "wijk"), "Beheer: Rivierenwijk");
	edit_as(CEES, SET, "wijk", "Noord");
	CHECK_TEXT(who_wrote(s, "wijk"), "Cees: Noord");
	CHECK(strncmp(who_wrote(s, ""), "Beheer: 1 | Beheer: Deltabuurt | Cees: Noord | Beheer: Er is groen.", 60) == 0);
	session_free(s);
}

TEST(what_is_not_saved_is_yours)
{
	struct session *s = fresh(plan);
	struct sitting *t = NULL;
	struct herkomst *h = NULL;
	struct err e;
	CHECK(sitting_open(&t, s, "deltabuurt", &e) == OK);
	edit_as(BART, SET, "speerpunten/afval/doelstellingen/3", "Geen bijplaatsing"); /* which the sitting does not know */
	CHECK(edit(t, SET, "speerpunten/afval/doelstellingen/1", "Maatwerk in de flats", &e) == OK);
	CHECK(edit(t, INSERT, "speerpunten/afval/doelstellingen/1", "Nieuw", &e) == OK);
	CHECK(herkomst_open_sitting(&h, t, "speerpunten/afval/doelstellingen", &e) == OK);
	finish(h);
	CHECK_TEXT(said(h), "u: Nieuw | u: Maatwerk in de flats | Beheer: Extra inzet rond schoon | Beheer: Minder bijplaatsing");
	herkomst_free(h);
	CHECK(herkomst_open_sitting(&h, t, "speerpunten/afval/doelstellingen/3", &e) == OK);
	finish(h);
	CHECK_TEXT(said(h), "Beheer: Extra inzet rond schoon");
	herkomst_free(h);
	CHECK(herkomst_open_sitting(&h, t, "speerpunten/afval/doelstellingen/1", &e) == OK);
	CHECK(herkomst_is_done(h) && !herkomst_history(h));
	CHECK_TEXT(said(h), "u: Nieuw");
	herkomst_free(h);
	CHECK(herkomst_open_sitting(&h, t, "speerpunten/afval/middelen", &e) == OK);
	CHECK(herkomst_is_done(h) && herkomst_count(h) == 0);
	herkomst_free(h);
	CHECK(herkomst_open_sitting(&h, t, "speerpunten/water", &e) == ERR_NOT_FOUND);
	sitting_free(t);
	session_free(s);
}

TEST(the_reason_comes_along)
{
	struct session *s = fresh(plan);
	struct herkomst *h = NULL;
	struct err e;
	edit_as(BART, SET, "speerpunten/afval/doelstellingen/2", "Dubbele inzet rond schoon");
	CHECK(herkomst_open(&h, s, "deltabuurt", "speerpunten/afval/doelstellingen", &e) == OK);
	finish(h);
	CHECK_TEXT(herkomst_unit(h, 1)->reason, "Zomaar.");
	CHECK(!herkomst_unit(h, 0)->reason);
	CHECK_TEXT(herkomst_unit(h, 1)->path, "speerpunten/afval/doelstellingen/2");
	herkomst_free(h);
	session_free(s);
}

/* --- over random edits ------------------------------------------------------------------- */

static unsigned seed = 7;

static unsigned draw(unsigned n)
{
	seed = seed * 1103515245 + 12345;
	return (seed >> 16) % n;
}

static const char *const words[] = {"groen", "afval", "jeugd", "buurt", "schoon", "veilig", "plein", "flat"};

static void make_text(struct str *out, unsigned sentences)
{
	for (unsigned i = 0; i < sentences; i++) {
		str_addf(out, "%sDe %s", i ? (draw(4) ? " " : "\n\n") : "", words[draw(8)]);
		for (unsigned k = draw(3); k > 0; k--)
			str_addf(out, " %s", words[draw(8)]);
		str_add_char(out, '.');
	}
}

static void edit_any(const char *als)
{
	struct str text = {0}, path = {0};
	struct session *s = open_as(als);
	struct sitting *t = NULL;
	struct err e;
	bool saved;
	enum what what = draw(2) ? SET : draw(4);
	CHECK(sitting_open(&t, s, "deltabuurt", &e) == OK);
	if (draw(3) == 0) {
		what = SET;
		make_text(&text, 1 + draw(4));
		str_add_text(&path, "samenvatting");
	} else {
		what == MOVE ? str_addf(&text, "%u", 1 + draw(4)) : make_text(&text, 1);
		str_addf(&path, "speerpunten/afval/doelstellingen/%u", 1 + draw(4));
	}
	if (edit(t, what, path.p, str_text(&text), &e) == OK) { /* a place that isn't there is refused */
		sitting_set_reason(t, "Zomaar.");
		CHECK(sitting_save(t, &saved, &e) == OK);
	}
	sitting_free(t);
	session_free(s);
	str_free(&text);
	str_free(&path);
}

/* How often the words of a unit stand in what the history is of. */
static size_t count(const struct node *in, const char *text, size_t len)
{
	size_t times = 0;
	for (size_t i = 0; in && i < in->count; i++)
		times += in->items[i]->len == len && memcmp(in->items[i]->text, text, len) == 0;
	for (size_t i = 0; in && in->kind == NODE_SCALAR && i + len <= in->len; i++)
		times += memcmp(in->text + i, text, len) == 0;
	return times;
}

static void check_all(struct session *s, const char *path)
{
	struct herkomst *h = NULL;
	struct err e;
	CHECK(herkomst_open(&h, s, "deltabuurt", path, &e) == OK);
	finish(h);
	for (size_t i = 0; i < herkomst_count(h); i++) {
		const struct herkomst_unit *u = herkomst_unit(h, i);
		const struct history_detail *d = NULL;
		const char *text = u->node->text + u->from;
		size_t len = u->to ? u->to - u->from : u->node->len;
		if (!CHECK(u->state == HERKOMST_FOUND))
			continue;
		CHECK(history_detail(herkomst_history(h), u->row, &d, &e) == OK);
		CHECK(count(d->new, text, len) > count(d->old, text, len));
		for (size_t k = 0; k < u->row; k++) { /* and from there on it stayed */
			CHECK(history_detail(herkomst_history(h), k, &d, &e) == OK);
			CHECK(count(d->new, text, len) > 0);
		}
	}
	herkomst_free(h);
}

TEST(it_stands_after_that_version_and_not_before)
{
	const char *const people[] = {ANNA, BART, CEES};
	struct session *s = fresh(plan);
	for (int i = 0; i < 60; i++) {
		edit_any(people[draw(3)]);
		if (i % 5)
			continue;
		check_all(s, "samenvatting");
		check_all(s, "speerpunten/afval/doelstellingen");
	}
	session_free(s);
}
