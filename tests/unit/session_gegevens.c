/* Personal data stays out of the record unless the person says why it must be there. */
#include "test.h"

#include "base/str.h"
#include "session/session.h"
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char root[256], record[300];

static struct moment noon(void *ctx)
{
	(void)ctx;
	return (struct moment){1557662520, 120};
}

static const char plan[] =
	"formaat: 1\n"
	"buurt: Deltabuurt\n"
	"wijk: tel. 0570-693911\n"
	"status: uitvoering\n";

static struct session *open_as(const char *als)
{
	static char state[300], config[300];
	struct session *s = NULL;
	struct err e = {0};
	snprintf(state, sizeof state, "%s/state", root);
	snprintf(config, sizeof config, "%s/config", root);
	const struct world w = {noon, NULL, state, config};
	if (!CHECK_NUMBER(session_open(&s, record, als, &w, &e), OK)) {
		printf("%s\n", e.text);
		exit(1);
	}
	return s;
}

/* A fresh record with one plan, and a sitting on it. */
static struct sitting *fresh(struct session **s, const char *als)
{
	char from[300], file[400];
	struct sitting *t = NULL;
	struct err e = {0};
	static int serial;
	snprintf(root, sizeof root, "%s/gegevens%d.%d", getenv("SCRATCH") ? getenv("SCRATCH") : "/tmp", (int)getpid(), serial++);
	snprintf(from, sizeof from, "%s/plans", root);
	snprintf(record, sizeof record, "%s/record.git", root);
	snprintf(file, sizeof file, "%s/deltabuurt.yaml", from);
	mkdir(root, 0700);
	mkdir(from, 0700);
	FILE *f = fopen(file, "w");
	fputs(plan, f);
	fclose(f);
	CHECK_NUMBER(session_create(record, from, "Beheer <beheer@example.nl>", NULL, NULL, NULL, &e), OK);
	*s = open_as(als);
	CHECK_NUMBER(sitting_open(&t, *s, "deltabuurt", &e), OK);
	return t;
}

static void set(struct sitting *t, const char *path, const char *text)
{
	struct err e = {0};
	if (!CHECK_NUMBER(sitting_set(t, path, text, strlen(text), &e), OK))
		printf("  %s\n", e.text);
}

static size_t asked(const struct sitting *t)
{
	struct gegevens found;
	sitting_gegevens(t, &found);
	size_t count = found.count;
	gegevens_clear(&found);
	return count;
}

static enum code save(struct sitting *t)
{
	struct err e = {0};
	bool saved;
	enum code code = sitting_save(t, &saved, &e);
	CHECK(saved == (code == OK));
	CHECK(code == OK || strstr(e.text, "Er is niets bewaard"));
	return code;
}

/* The message of the newest version. */
static void newest_message(struct str *out)
{
	struct store *s;
	struct store_versions *v;
	struct store_content c = {0};
	struct err e = {0};
	if (store_open(&s, record, &e) || store_versions_open(s, "deltabuurt", &v, &e))
		exit(1);
	while (!store_versions_count(v) && !store_versions_is_done(v))
		CHECK_NUMBER(store_versions_step(v, 100, &e), OK);
	CHECK_NUMBER(store_versions_read(v, 0, false, &c, &e), OK);
	str_add_text(out, c.message ? c.message : "");
	store_content_clear(&c);
	store_versions_free(v);
	store_close(s);
}

static void set_config(const char *line)
{
	char file[400];
	snprintf(file, sizeof file, "%s/config", record);
	FILE *f = fopen(file, "a");
	fputs(line, f);
	fclose(f);
}

TEST(nothing_is_saved_until_it_is_allowed)
{
	struct session *s;
	struct sitting *t = fresh(&s, "Anna <anna@example.nl>");
	struct err e = {0};
	struct str message = {0};
	set(t, "gemeente", "Bel 06-12345678");
	CHECK_NUMBER(asked(t), 1);
	CHECK_NUMBER(save(t), ERR_NO);
	CHECK(sitting_is_changed(t));
	CHECK_NUMBER(sitting_allow_gegevens(t, " \n", &e), ERR_NO);
	CHECK_NUMBER(sitting_allow_gegevens(t, "zie piet@gmail.com", &e), ERR_NO);
	CHECK(strstr(e.text, "piet@gmail.com"));
	CHECK_NUMBER(asked(t), 1);
	CHECK_NUMBER(sitting_allow_gegevens(t, "06-12345678 is van\nhet buurthuis", &e), OK); /* it may name what it is about */
	CHECK_NUMBER(asked(t), 0);
	CHECK_NUMBER(save(t), OK);
	newest_message(&message);
	CHECK(strstr(message.p, "\n\nPlan: deltabuurt\nVeld: gemeente\nToch-bewaren: 06-12345678 is van het buurthuis\n"));
	set(t, "opdrachtgever", "Gemeente");
	CHECK_NUMBER(save(t), OK);
	str_clear(&message);
	newest_message(&message);
	CHECK(!strstr(message.p, "Toch-bewaren"));
	str_free(&message);
	sitting_free(t);
	session_free(s);
}

TEST(more_is_asked_again)
{
	struct session *s;
	struct sitting *t = fresh(&s, "Anna <anna@example.nl>");
	struct err e = {0};
	set(t, "gemeente", "Bel 06-12345678");
	CHECK_NUMBER(sitting_allow_gegevens(t, "afgesproken", &e), OK);
	set(t, "gemeente", "Bel nu 06 12345678");
	CHECK_NUMBER(asked(t), 0);
	set(t, "opdrachtgever", "jan@gmail.com");
	CHECK_NUMBER(asked(t), 2); /* all of it is shown again */
	CHECK_NUMBER(save(t), ERR_NO);
	sitting_undo(t);
	CHECK_NUMBER(asked(t), 0);
	sitting_set_reason(t, "op verzoek van mevr. Bos, BSN 123456782");
	CHECK_NUMBER(asked(t), 2);
	CHECK_NUMBER(save(t), ERR_NO);
	sitting_set_reason(t, "op verzoek");
	CHECK_NUMBER(save(t), OK);
	sitting_free(t);
	session_free(s);
}

TEST(what_was_taken_back_is_asked_again)
{
	struct session *s;
	struct sitting *t = fresh(&s, "Anna <anna@example.nl>");
	struct err e = {0};
	bool saved;
	set(t, "conclusies", "bel 06-12345678");
	CHECK_NUMBER(sitting_allow_gegevens(t, "afgesproken", &e), OK);
	CHECK(sitting_undo(t) != NULL);
	CHECK_NUMBER(sitting_save(t, &saved, &e), OK);
	CHECK(!saved);
	set(t, "conclusies", "bel 06-12345678");
	CHECK_NUMBER(save(t), ERR_NO);
	sitting_free(t);
	session_free(s);
}

TEST(what_stands_there_is_not_asked)
{
	struct session *s;
	struct sitting *t = fresh(&s, "Anna <anna@example.nl>");
	set(t, "wijk", "telefoon 0570 69 39 11");
	CHECK_NUMBER(asked(t), 0);
	CHECK_NUMBER(save(t), OK);
	sitting_free(t);
	session_free(s);
}

/* What somebody else saved meanwhile is not ours to answer for. */
TEST(others_answer_for_theirs)
{
	struct session *s, *s2;
	struct sitting *t = fresh(&s, "Anna <anna@example.nl>"), *t2;
	struct err e = {0};
	s2 = open_as("Bart <bart@example.nl>");
	CHECK_NUMBER(sitting_open(&t2, s2, "deltabuurt", &e), OK);
	set(t2, "gemeente", "Bel 06-12345678");
	CHECK_NUMBER(sitting_allow_gegevens(t2, "afgesproken", &e), OK);
	CHECK_NUMBER(save(t2), OK);
	set(t, "opdrachtgever", "Gemeente");
	CHECK_NUMBER(save(t), OK);
	sitting_free(t2);
	session_free(s2);
	sitting_free(t);
	session_free(s);
}

/* An answer to a choice can bring in what stands in no document yet. */
TEST(answers_are_looked_at_too)
{
	struct session *s, *s2;
	struct sitting *t = fresh(&s, "Anna <anna@example.nl>"), *t2;
	struct err e = {0};
	bool saved;
	static const char text[] = "Bel 06-12345678";
	s2 = open_as("Bart <bart@example.nl>");
	CHECK_NUMBER(sitting_open(&t2, s2, "deltabuurt", &e), OK);
	set(t2, "wijk", "Rivierenwijk");
	CHECK_NUMBER(save(t2), OK);
	set(t, "wijk", "Zandweerd");
	CHECK_NUMBER(sitting_save(t, &saved, &e), ERR_CHANGED);
	if (CHECK(sitting_choices(t) && sitting_choices(t)->choices.count == 1)) {
		char id[17];
		memcpy(id, sitting_choices(t)->choices.p[0].id, sizeof id);
		sitting_answer(t, id, TAKE_TEXT, text, sizeof text - 1);
		CHECK_NUMBER(sitting_save(t, &saved, &e), ERR_NO);
		CHECK(!saved && strstr(e.text, "06-12345678"));
		CHECK_NUMBER(asked(t), 1);
		sitting_answer(t, id, TAKE_OURS, NULL, 0);
		CHECK_NUMBER(asked(t), 0);
		sitting_answer(t, id, TAKE_TEXT, text, sizeof text - 1);
		CHECK_NUMBER(sitting_allow_gegevens(t, "afgesproken", &e), OK);
		CHECK_NUMBER(sitting_save(t, &saved, &e), OK);
	}
	sitting_free(t2);
	session_free(s2);
	sitting_free(t);
	session_free(s);
}

TEST(what_another_took_out_is_asked_when_one_keeps_it)
{
	struct session *s, *s2;
	struct sitting *t = fresh(&s, "Anna <anna@example.nl>"), *t2 = NULL;
	struct err e = {0};
	s2 = open_as("Bart <bart@example.nl>");
	CHECK_NUMBER(sitting_open(&t2, s2, "deltabuurt", &e), OK);
	set(t2, "wijk", "Rivierenwijk");
	CHECK_NUMBER(save(t2), OK);
	sitting_free(t2);
	set(t, "wijk", "tel. 0570-693911, of aan de balie");
	CHECK_NUMBER(asked(t), 0); /* it stood there when she began */
	CHECK_NUMBER(save(t), ERR_CHANGED);
	const struct merge *m = sitting_choices(t);
	if (CHECK(m && m->choices.count == 1)) {
		sitting_answer(t, m->choices.p[0].id, TAKE_OURS, NULL, 0);
		CHECK_NUMBER(asked(t), 1);
		CHECK_NUMBER(save(t), ERR_NO);
		CHECK_NUMBER(sitting_allow_gegevens(t, "afgesproken", &e), OK);
		CHECK_NUMBER(save(t), OK);
	}
	sitting_free(t);
	session_free(s);
	session_free(s2);
}

TEST(own_addresses)
{
	struct session *s;
	struct sitting *t = fresh(&s, "Anna <Anna@Deventer.nl>");
	set(t, "gemeente", "bart@deventer.nl en c@wijk.deventer.nl");
	CHECK_NUMBER(asked(t), 0);
	set(t, "gemeente", "bart@deventer.nl en c@wijdeventer.nl of d@cambio.nl");
	CHECK_NUMBER(asked(t), 2);
	set_config("[buurtplan]\n\tdomein = wijdeventer.nl, Cambio.nl\n");
	CHECK_NUMBER(asked(t), 0);
	sitting_free(t);
	session_free(s);
	t = fresh(&s, "Anna <anna@gmail.com>"); /* anybody's domain is nobody's own */
	set(t, "gemeente", "anna@gmail.com en bart@gmail.com");
	CHECK_NUMBER(asked(t), 1);
	sitting_free(t);
	session_free(s);
}
