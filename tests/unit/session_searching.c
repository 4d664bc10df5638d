/* A search over all plans of a record, in slices. */
#include "test.h"

#include "base/str.h"
#include "plan/path.h"
#include "session/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PLANS = 12 };
static char root[256];
static struct world world;

static void write_plan(const char *from, int i, const char *text)
{
	char file[400];
	snprintf(file, sizeof file, "%s/plan-%02d.yaml", from, i);
	FILE *f = fopen(file, "w");
	fprintf(f, text, i);
	fclose(f);
}

/* A record with plans that each say "gras" twice, and one that can't be read. */
static struct session *fresh(void)
{
	static char from[300], dir[300], state[300];
	static int serial;
	struct session *s;
	struct err e = {0};
	snprintf(root, sizeof root, "%s/searching%d.%d", getenv("SCRATCH") ? getenv("SCRATCH") : "/tmp", (int)getpid(), serial++);
	snprintf(from, sizeof from, "%s/plans", root);
	snprintf(dir, sizeof dir, "%s/record.git", root);
	snprintf(state, sizeof state, "%s/state", root);
	world = (struct world){.state_dir = state, .config_dir = state};
	mkdir(root, 0700);
	mkdir(from, 0700);
	for (int i = 0; i < PLANS; i++)
		write_plan(from, i, "formaat: 1\nbuurt: Buurt %02d\nwijk: Gras\nthemas: [Kort gras]\n");
	write_plan(from, PLANS, "kapot: %d\nkapot: gras\n");
	enum code code = session_create(dir, from, "Beheer <beheer@example.nl>", &world, NULL, NULL, &e);
	if (code != ERR_NO || session_open(&s, dir, "Anna <anna@example.nl>", &world, &e)) {
		printf("%s\n", e.text);
		exit(1);
	}
	return s;
}

static struct searching *look(struct session *s, const char *query, size_t most)
{
	struct searching *g;
	struct err e;
	if (searching_open(&g, s, &e)) {
		printf("%s\n", e.text);
		exit(1);
	}
	searching_ask(g, query, strlen(query), most);
	return g;
}

TEST(slices_add_up)
{
	struct session *s = fresh();
	struct searching *g = look(s, "gras", 500);
	CHECK_NUMBER(searching_count(g), 0);
	searching_step(g, 1);
	CHECK_NUMBER(searching_count(g), 2);
	int steps = 1;
	for (; !searching_is_done(g) && steps < 100; steps++)
		searching_step(g, 1);
	CHECK_NUMBER(steps, PLANS + 1); /* the refused one too */
	CHECK_NUMBER(searching_count(g), 2 * PLANS);
	CHECK(!searching_is_full(g));
	for (size_t i = 0; i < searching_count(g); i++) {
		struct str path = {0};
		path_of(&path, searching_row(g, i).hit.node);
		CHECK_TEXT(str_text(&path), i % 2 ? "themas/1" : "wijk");
		CHECK(searching_row(g, i).plan == &searching_plans(g)->p[i / 2]);
		str_free(&path);
	}
	searching_free(g);
	session_free(s);
}

TEST(it_stops_at_the_most)
{
	struct session *s = fresh();
	struct searching *g = look(s, "gras", 5);
	searching_step(g, 500);
	CHECK(searching_is_full(g) && searching_is_done(g));
	CHECK_NUMBER(searching_count(g), 5);
	searching_ask(g, "07", 2, 5);
	CHECK(!searching_is_done(g));
	searching_step(g, 500);
	CHECK_NUMBER(searching_count(g), 1);
	CHECK_TEXT(searching_row(g, 0).plan->name, "plan-07");
	searching_ask(g, " ", 1, 5);
	CHECK(searching_is_done(g));
	searching_free(g);
	session_free(s);
}

TEST(edits_that_are_not_saved_are_found)
{
	struct session *s = fresh();
	struct sitting *t;
	struct err e;
	CHECK_NUMBER(sitting_open(&t, s, "plan-03", &e), OK);
	CHECK_NUMBER(sitting_set(t, "wijk", "Duinzand", 8, &e), OK);
	struct searching *g = look(s, "duinzand", 9);
	searching_step(g, 500);
	CHECK_NUMBER(searching_count(g), 0);
	searching_use(g, "plan-03", sitting_doc(t));
	sitting_free(t); /* the search has it by itself */
	searching_ask(g, "duinzand", 8, 9);
	searching_step(g, 500);
	CHECK_NUMBER(searching_count(g), 1);
	CHECK_TEXT(searching_row(g, 0).plan->summary.wijk, "Duinzand");
	searching_free(g);
	session_free(s);
}

TEST(words_are_kept_for_the_next_time)
{
	struct session *s = fresh();
	size_t hit = 9;
	CHECK_TEXT(session_asked(s, &hit), "");
	CHECK_NUMBER(hit, 0);
	struct searching *g = look(s, "gras", 9);
	searching_leave(g, 4);
	searching_free(g);
	CHECK_TEXT(session_asked(s, &hit), "gras");
	CHECK_NUMBER(hit, 4);
	g = look(s, "gras", 9); /* the same words: the same place */
	session_asked(s, &hit);
	CHECK_NUMBER(hit, 4);
	searching_ask(g, "wijk", 4, 9);
	session_asked(s, &hit);
	CHECK_NUMBER(hit, 0);
	searching_free(g);
	session_free(s);
}

/* What did not change is not read again; what did change is.  Whoever shows the plans still hears of that. */
TEST(plans_are_read_once)
{
	struct session *s = fresh(), *other;
	struct plan_rows before, after;
	struct sitting *t;
	struct err e;
	bool saved;
	char dir[300];
	CHECK_NUMBER(session_plans(s, &before, &e), OK);
	for (size_t i = 0; i < before.count; i++)
		CHECK(before.p[i].refused || plan_row_doc(s, &before.p[i]));
	snprintf(dir, sizeof dir, "%s/record.git", root);
	CHECK_NUMBER(session_open(&other, dir, "Bart <bart@example.nl>", &world, &e), OK);
	CHECK_NUMBER(sitting_open(&t, other, "plan-03", &e), OK);
	CHECK_NUMBER(sitting_set(t, "wijk", "Duinzand", 8, &e), OK);
	CHECK_NUMBER(sitting_save(t, &saved, &e), OK);
	sitting_free(t);
	struct searching *g = look(s, "duinzand", 9);
	searching_step(g, 500);
	CHECK_NUMBER(searching_count(g), 1);
	searching_free(g);
	CHECK(session_is_stale(s));
	CHECK_NUMBER(session_plans(s, &after, &e), OK);
	CHECK_NUMBER(after.count, before.count);
	for (size_t i = 0; i < after.count; i++)
		CHECK(after.p[i].refused || (plan_row_doc(s, &after.p[i]) == before.p[i].doc) == (strcmp(after.p[i].name, "plan-03") != 0));
	plan_rows_clear(&before);
	plan_rows_clear(&after);
	session_free(other);
	session_free(s);
}
