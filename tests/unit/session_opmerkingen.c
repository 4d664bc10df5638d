/* What several people say of a plan: threads, who has seen what, and what waits for whom. */
#include "test.h"

#include "base/str.h"
#include "session/internal.h"
#include "session/opmerkingen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char root[256];

/* A minute later each time. */
static struct moment later(void *ctx)
{
	static int minutes;
	(void)ctx;
	return (struct moment){1557662520 + 60 * minutes++, 120}; /* from 12 mei 2019, 14:02 on */
}

static struct session *open_as(const char *who)
{
	char state[300], config[300], dir[300], als[100];
	struct session *s = NULL;
	struct err e = {0};
	snprintf(state, sizeof state, "%s/state-%s", root, who ? who : "niemand");
	snprintf(config, sizeof config, "%s/config-%s", root, who ? who : "niemand");
	snprintf(dir, sizeof dir, "%s/record.git", root);
	snprintf(als, sizeof als, "%s <%s@example.nl>", who ? who : "", who ? who : "");
	struct world w = {later, NULL, strdup(state), strdup(config)};
	if (session_open(&s, dir, who ? als : NULL, &w, &e))
		puts(e.text);
	free((char *)w.state_dir);
	free((char *)w.config_dir);
	return s;
}

static void write_plan(const char *from, const char *name)
{
	char file[600];
	snprintf(file, sizeof file, "%s/%s.yaml", from, name);
	FILE *f = fopen(file, "w");
	fputs("formaat: 1\nbuurt: Deltabuurt\nwijk: Rivierenwijk\n", f);
	fclose(f);
}

static struct session *fresh(void)
{
	char from[300], dir[300];
	struct err e = {0};
	static int serial;
	snprintf(root, sizeof root, "%s/opm%d.%d", getenv("SCRATCH") ? getenv("SCRATCH") : "/tmp", (int)getpid(), serial++);
	snprintf(from, sizeof from, "%s/plans", root);
	snprintf(dir, sizeof dir, "%s/record.git", root);
	setenv("HOME", root, 1);
	mkdir(root, 0700);
	mkdir(from, 0700);
	write_plan(from, "deltabuurt");
	write_plan(from, "sluiswijk");
	struct world w = {later, NULL, from, from};
	if (session_create(dir, from, "Beheer <beheer@example.nl>", &w, NULL, NULL, &e))
		puts(e.text);
	return open_as("anna");
}

static int git(const char *words)
{
	char command[2000];
	snprintf(command, sizeof command, "cd '%s/record.git' && %s", root, words);
	return system(command);
}

static enum code try_say(struct session *s, enum opmerking_kind kind, const char *path, const char *about, const char *text, struct str *id)
{
	struct opmerking o = {.kind = kind, .plan = "deltabuurt", .path = path, .about = about, .text = text};
	struct err e = {0};
	return session_opmerking_add(s, &o, NULL, NULL, id, &e);
}

/* Gives its id, borrowed until some calls later. */
static const char *say(struct session *s, enum opmerking_kind kind, const char *path, const char *about, const char *text)
{
	static struct str ids[8];
	static size_t next;
	struct str *id = &ids[next++ % 8];
	str_clear(id);
	CHECK_NUMBER(try_say(s, kind, path, about, text, id), OK);
	return str_text(id);
}

/* The threads in a line: "een! [G anna] > twee" where ! waits. */
static void check_threads(struct session *s, const char *plan, const char *want)
{
	struct opmerkingen o;
	struct str out = {0};
	struct err e = {0};
	if (!CHECK_NUMBER(session_opmerkingen(s, plan, &o, &e), OK)) {
		puts(e.text);
		return;
	}
	for (size_t i = 0; i < o.count; i++) {
		const struct opmerking_row *row = &o.p[i];
		str_addf(&out, "%s%s%s%s", i == 0 ? "" : row->thread == i ? " | " : " > ", row->said->path ? "@" : "", row->said->text,
		         row->waiting ? "!" : "");
		for (size_t k = 0; k < row->marks.count; k++)
			str_addf(&out, " [%c %s]", row->marks.p[k]->kind == GEZIEN ? 'G' : 'A', row->marks.p[k]->name);
	}
	CHECK_TEXT(str_text(&out), want);
	CHECK_NUMBER(session_waiting(s, plan), o.waiting);
	opmerkingen_clear(&o);
	str_free(&out);
}

TEST(a_talk_of_three_people)
{
	struct session *anna = fresh(), *bart = open_as("bart"), *carla = open_as("carla"), *nobody = open_as(NULL);
	const char *one = say(anna, OPMERKING, NULL, NULL, "een");
	const char *two = say(bart, OPMERKING, "wijk", NULL, "twee");
	check_threads(anna, "deltabuurt", "een | @twee!");
	check_threads(bart, "deltabuurt", "een! | @twee");
	check_threads(nobody, "deltabuurt", "een | @twee");
	check_threads(anna, "sluiswijk", "");
	const char *answer = say(bart, ANTWOORD, NULL, one, "een-b");
	check_threads(anna, "deltabuurt", "een > een-b! | @twee!");
	check_threads(carla, "deltabuurt", "een! > een-b! | @twee!");
	say(carla, ANTWOORD, NULL, answer, "een-c"); /* an answer to an answer stands in the same thread, and sees what is above it */
	check_threads(carla, "deltabuurt", "een > een-b > een-c | @twee!");
	check_threads(anna, "deltabuurt", "een > een-b! > een-c! | @twee!");
	say(anna, GEZIEN, NULL, answer, NULL);
	check_threads(anna, "deltabuurt", "een > een-b [G anna] > een-c! | @twee!");
	CHECK_TEXT(say(anna, GEZIEN, NULL, answer, NULL), ""); /* not twice */
	say(anna, AKKOORD, NULL, two, NULL);
	say(carla, AKKOORD, NULL, two, NULL);
	check_threads(anna, "deltabuurt", "een > een-b [G anna] > een-c! | @twee [A anna] [A carla]");
	check_threads(carla, "deltabuurt", "een > een-b [G anna] > een-c | @twee [A anna] [A carla]");
	CHECK_NUMBER(session_waiting(nobody, "deltabuurt"), 0);
	struct session *again = open_as("anna");
	CHECK_NUMBER(session_waiting(again, "deltabuurt"), 0); /* nobody looked */
	int looks = 1;
	for (; !session_waiting_look(again, 3); looks++) /* 4 were said, 3 were seen or agreed with */
		CHECK(looks < 10);
	CHECK_NUMBER(looks, 3);
	CHECK_NUMBER(session_waiting(again, "deltabuurt"), 1);
	say(bart, OPMERKING, NULL, NULL, "vijf");
	CHECK_NUMBER(session_waiting(again, "deltabuurt"), 1);
	CHECK(session_waiting_look(again, 3));
	CHECK_NUMBER(session_waiting(again, "deltabuurt"), 2);
	session_free(again);
	CHECK_NUMBER(session_waiting(bart, "onbekend"), 0);
	session_free(anna);
	session_free(bart);
	session_free(carla);
	session_free(nobody);
}

TEST(what_is_about_a_place)
{
	struct session *anna = fresh();
	struct opmerkingen o;
	struct err e = {0};
	const char *on_item = say(anna, OPMERKING, "speerpunten/afval/doelstellingen/2", NULL, "een");
	say(anna, ANTWOORD, NULL, on_item, "twee");
	say(anna, OPMERKING, "speerpunten/afval-2", NULL, "drie");
	say(anna, OPMERKING, NULL, NULL, "vier");
	CHECK_NUMBER(session_opmerkingen(anna, "deltabuurt", &o, &e), OK);
	CHECK_NUMBER(o.count, 4);
	for (size_t i = 0; i < o.count; i++) {
		CHECK(opmerkingen_is_about(&o, i, ""));
		CHECK_NUMBER(opmerkingen_is_about(&o, i, "speerpunten"), i < 3);
		CHECK_NUMBER(opmerkingen_is_about(&o, i, "speerpunten/afval"), i < 2);
		CHECK_NUMBER(opmerkingen_is_about(&o, i, "speerpunten/afval/doelstellingen/2"), i < 2);
	}
	opmerkingen_clear(&o);
	session_free(anna);
}

TEST(what_is_about_a_version)
{
	struct session *anna = fresh();
	struct opmerkingen o;
	struct store_version tip;
	struct err e = {0};
	char digits[13] = "";
	CHECK_NUMBER(store_newest(anna->store, &tip, &e), OK);
	memcpy(digits, tip.id, 12);
	const struct opmerking on_version = {.kind = OPMERKING, .plan = "deltabuurt", .version = digits, .text = "een"}, nowhere = {.kind = OPMERKING, .plan = "deltabuurt", .version = "0123456789ab", .text = "twee"};
	CHECK_NUMBER(session_opmerking_add(anna, &on_version, NULL, NULL, NULL, &e), OK);
	CHECK_NUMBER(session_opmerking_add(anna, &nowhere, NULL, NULL, NULL, &e), ERR_NOT_FOUND);
	CHECK_NUMBER(session_opmerkingen(anna, "deltabuurt", &o, &e), OK);
	CHECK_NUMBER(o.unreadable, 0);
	if (CHECK_NUMBER(o.count, 1)) {
		CHECK_TEXT(o.p[0].said->version, tip.id);
		CHECK(opmerkingen_is_on(&o, 0, digits));
	}
	opmerkingen_clear(&o);
	session_free(anna);
}

TEST(what_can_not_be_said)
{
	struct session *anna = fresh(), *nobody = open_as(NULL);
	struct str id = {0};
	struct err e = {0};
	struct opmerking elsewhere = {.kind = OPMERKING, .plan = "nergens", .text = "x"};
	CHECK_NUMBER(try_say(anna, OPMERKING, NULL, NULL, " \n", &id), ERR_NO);
	CHECK_NUMBER(try_say(anna, ANTWOORD, NULL, "20190512T120200Z-00000000", "x", &id), ERR_NOT_FOUND);
	CHECK_NUMBER(try_say(nobody, OPMERKING, NULL, NULL, "x", &id), ERR_USE);
	CHECK_NUMBER(session_opmerking_add(anna, &elsewhere, NULL, NULL, NULL, &e), ERR_NOT_FOUND);
	CHECK_NUMBER(id.len, 0);
	CHECK(git("git show-ref | grep -q opmerkingen") != 0);
	session_free(anna);
	session_free(nobody);
}

TEST(personal_data_stays_out_unless_there_is_a_reason)
{
	struct session *anna = fresh();
	struct gegevens found;
	struct str id = {0};
	struct err e = {0};
	struct opmerking o = {.kind = OPMERKING, .plan = "deltabuurt", .text = "Bel mevrouw: 06-12345678"};
	CHECK_NUMBER(session_opmerking_add(anna, &o, NULL, &found, &id, &e), ERR_NO);
	CHECK_NUMBER(found.count, 1);
	gegevens_clear(&found);
	CHECK_NUMBER(session_opmerking_add(anna, &o, " ", &found, &id, &e), ERR_NO);
	gegevens_clear(&found);
	CHECK_NUMBER(session_opmerking_add(anna, &o, "Zij vroeg het zelf", &found, &id, &e), OK);
	CHECK_NUMBER(found.count, 0);
	CHECK(id.len > 0);
	CHECK_NUMBER(git("git log -1 --format=%B refs/buurtplan/opmerkingen | grep -qx 'Toch-bewaren: Zij vroeg het zelf'"), 0);
	str_free(&id);
	session_free(anna);
}

TEST(a_plan_that_got_another_name_keeps_what_was_said)
{
	struct session *anna = fresh(), *bart = open_as("bart");
	struct err e = {0};
	const char *one = say(anna, OPMERKING, NULL, NULL, "een");
	check_threads(bart, "deltabuurt", "een!");
	CHECK_NUMBER(session_rename_plan(anna, "deltabuurt", "delta", &e), OK);
	check_threads(bart, "delta", "een!");
	check_threads(bart, "deltabuurt", "");
	struct opmerking o = {.kind = ANTWOORD, .plan = "delta", .about = one, .text = "twee"};
	CHECK_NUMBER(session_opmerking_add(bart, &o, NULL, NULL, NULL, &e), OK);
	check_threads(anna, "delta", "een > twee!");
	session_free(anna);
	session_free(bart);
}

/* What anybody who can write in the repository can put there. */
TEST(hostile_files_take_nothing_along)
{
	struct session *anna = fresh();
	struct opmerkingen o;
	struct err e = {0};
	say(anna, OPMERKING, NULL, NULL, "een");
	CHECK_NUMBER(git("export GIT_INDEX_FILE=$PWD/mine GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=x GIT_COMMITTER_NAME=x GIT_COMMITTER_EMAIL=x && "
	                 "git read-tree refs/buurtplan/opmerkingen && "
	                 "add() { git update-index --add --cacheinfo 100644,$(printf \"$1\" | git hash-object -w --stdin),\"$2\"; } && "
	                 "h='plan: deltabuurt\\nwie: X <x@x>\\nwanneer: 2019-05-12T10:00:00+02:00\\n' && "
	                 "add 'rommel' deltabuurt/20190512T080000Z-00000001.yaml && "
	                 "add 'rommel' los.yaml && add 'x' deltabuurt/anders.txt && "
	                 "add \"soort: antwoord\\n${h}op: 20190512T080000Z-00000003\\ntekst: ring-a\\n\" deltabuurt/20190512T080000Z-00000002.yaml && "
	                 "add \"soort: antwoord\\n${h}op: 20190512T080000Z-00000002\\ntekst: ring-b\\n\" deltabuurt/20190512T080000Z-00000003.yaml && "
	                 "add \"soort: antwoord\\n${h}op: 20190512T080000Z-00000004\\ntekst: zelf\\n\" deltabuurt/20190512T080000Z-00000004.yaml && "
	                 "add \"soort: antwoord\\n${h}op: 20190512T080000Z-99999999\\ntekst: wees\\n\" deltabuurt/20190512T080000Z-00000005.yaml && "
	                 "add \"soort: gezien\\n${h}op: 20190512T080000Z-99999999\\n\" deltabuurt/20190512T080000Z-00000006.yaml && "
	                 "git update-ref refs/buurtplan/opmerkingen $(git commit-tree -m x -p refs/buurtplan/opmerkingen $(git write-tree)) && rm mine"), 0);
	CHECK_NUMBER(session_opmerkingen(anna, "deltabuurt", &o, &e), OK);
	CHECK_NUMBER(o.count, 5);
	CHECK_NUMBER(o.unreadable, 3);
	CHECK_NUMBER(o.waiting, 4);
	opmerkingen_clear(&o);
	say(anna, OPMERKING, NULL, NULL, "twee");
	CHECK_NUMBER(git("git update-ref -d refs/buurtplan/opmerkingen"), 0);
	check_threads(anna, "deltabuurt", "");
	session_free(anna);
}

TEST(a_text_that_is_typed_is_there_again)
{
	struct session *anna = fresh();
	struct err e = {0};
	struct str text = {0}, path = {0}, about = {0};
	struct opmerking wijk = {.plan = "deltabuurt", .path = "wijk"}, whole = {.plan = "deltabuurt"};
	CHECK(!session_opmerking_waits(anna, "deltabuurt", NULL, NULL));
	CHECK_NUMBER(session_opmerking_keep(anna, &wijk, "halve zi", 8, &e), OK);
	session_free(anna);
	anna = open_as("anna");
	CHECK(!session_opmerking_kept(anna, &whole, &text));
	CHECK(session_opmerking_kept(anna, &wijk, &text));
	CHECK_TEXT(str_text(&text), "halve zi");
	CHECK(session_opmerking_waits(anna, "deltabuurt", &path, &about));
	CHECK_TEXT(str_text(&path), "wijk");
	CHECK_TEXT(str_text(&about), "");
	CHECK(!session_opmerking_waits(anna, "delta", NULL, NULL));
	CHECK_NUMBER(session_opmerking_keep(anna, &wijk, NULL, 0, &e), OK);
	CHECK(!session_opmerking_waits(anna, "deltabuurt", NULL, NULL));
	str_free(&text);
	str_free(&path);
	str_free(&about);
	session_free(anna);
}
