/* What is kept of plans for the overview: with it, without it, and with a damaged one the overview is the same. */
#include "test.h"

#include "base/str.h"
#include "session/internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char root[256], record[300];

static struct session *open_anew(void)
{
	static char dir[300];
	static const struct world w = {.state_dir = dir, .config_dir = dir};
	struct session *s = NULL;
	struct err e = {0};
	snprintf(dir, sizeof dir, "%s/eigen", root);
	if (session_open(&s, record, "Anna <anna@example.nl>", &w, &e))
		puts(e.text);
	return s;
}

static bool sh(const char *fmt, const char *a)
{
	char command[4000];
	snprintf(command, sizeof command, fmt, record, a);
	return CHECK(system(command) == 0);
}

static const struct {
	const char *name, *text;
} awkward[] = {
	{"gewoon", "formaat: 1\nbuurt: Gewoon\nwijk: Noord\ngemeente: Deventer\nstatus: uitvoering\n"},
	{"aliassen", "formaat: 1\nbuurt: Het Oostrik\naliassen: [Oostrik, De Oost, {a: 1}]\n"},
	{"deventer/elders", "formaat: 1\nbuurt: Élders\nwijk: \"Wijk | 3\"\nstatus: zomaar\nopgeborgen: ja\n"},
	{"deventer/zelfde", "formaat: 1\nbuurt: Gewoon\nwijk: Noord\ngemeente: Deventer\nstatus: uitvoering\n"},
	{"gelijk", "formaat: 1\nbuurt: gewoon\nspeerpunten:\n  - id: a\n    titel: A\n    status: afgerond\n  - id: b\n    titel: B\n"
	           "    activiteiten:\n      - {activiteit: X, status: klaar}\n      - Y\n      - Z\n"},
	{"kapot", "formaat: 1\nbuurt: [\n"},
	{"leeg", ""},
	{"nieuwer", "formaat: 99\nbuurt: Morgen\n"},
	{"dubbel", "formaat: 1\nbuurt: \"Twee\\edelen\"\nstatus: [een, lijst]\n"},
	{"geen-buurt", "formaat: 1\nwijk: Zuid\n"},
	{"lijst", "- een\n- twee\n"},
};

static void fresh(void)
{
	static int serial;
	struct err e = {0};
	snprintf(root, sizeof root, "%s/koppen%d.%d", getenv("SCRATCH") ? getenv("SCRATCH") : "/tmp", (int)getpid(), serial++);
	snprintf(record, sizeof record, "%s/record.git", root);
	setenv("HOME", root, 1);
	mkdir(root, 0700);
	if (session_create(record, NULL, "Beheer <beheer@example.nl>", NULL, NULL, NULL, &e))
		puts(e.text);
	sh("git -C '%s' fast-import --quiet < /dev/null%s", "");
	char path[400];
	snprintf(path, sizeof path, "%s/stroom", root);
	FILE *f = fopen(path, "w");
	fputs("commit refs/heads/main\ncommitter a <a@a> 1 +0000\ndata 1\nx\n", f);
	for (size_t i = 0; i < sizeof awkward / sizeof *awkward; i++)
		fprintf(f, "M 644 inline plans/%s.yaml\ndata %zu\n%s\n", awkward[i].name, strlen(awkward[i].text), awkward[i].text);
	fputs("M 120000 inline plans/link.yaml\ndata 11\n/etc/passwd\n", f);
	fputs("M 644 inline plans/Hoofd.yaml\ndata 9\nbuurt: x\n\n", f);
	fclose(f);
	sh("git -C '%s' -c fastimport.unpackLimit=100 fast-import --quiet --force < '%s'", path);
}

static void add_row(struct str *out, const struct plan_row *row)
{
	const struct plan_summary *sum = &row->summary;
	str_addf(out, "%s|%s|", row->name, plan_row_name(row));
	if (row->refused)
		str_addf(out, "%s|%d|%d\n", row->refused, row->line, row->column);
	else
		str_addf(out, "%s|%s|%s|%s|%s|%s|%s|%d|%zu|%zu|%d|%d\n", sum->buurt, sum->wijk, sum->gemeente, sum->status, sum->status_value, row->aliassen,
			 row->folded, sum->away, sum->speerpunten, sum->klaar, sum->progress, row->findings);
}

/* All that the overview of a session that has read nothing yet says. */
static char *overview(void)
{
	struct session *s = open_anew();
	struct plan_rows rows;
	struct str out = {0};
	struct err e = {0};
	CHECK_NUMBER(session_plans(s, &rows, &e), OK);
	for (size_t i = 0; i < rows.count; i++) {
		CHECK(!rows.p[i].doc);
		add_row(&out, &rows.p[i]);
	}
	plan_rows_clear(&rows);
	session_free(s);
	return str_take(&out);
}

static void check_same(const char *want)
{
	char *got = overview();
	CHECK_TEXT(got, want);
	free(got);
}

TEST(warm_says_the_same_as_cold)
{
	fresh();
	char *cold = overview();
	CHECK(sh("test -s '%s/buurtplan/koppen'%s", ""));
	check_same(cold);
	CHECK(strstr(cold, "gelijk|gewoon|gewoon|||||") && strstr(cold, "|2|1|66|0"));
	CHECK(strstr(cold, "aliassen|Het Oostrik|Het Oostrik||||| Oostrik De Oost|het oostrik|0|0|0|0|1"));
	CHECK(strstr(cold, "deventer/elders|Élders|Élders|Wijk | 3||zomaar|zomaar||elders|1|0|0|0|1"));
	CHECK(strstr(cold, "gewoon|Gewoon|Gewoon|Noord|Deventer|uitvoering|uitvoering||gewoon|0|0|0|0|0"));
	sh("rm -r '%s/buurtplan'%s", "");
	check_same(cold);
	sh("printf xxxxxxxx | dd of='%s/buurtplan/koppen' bs=1 seek=300 conv=notrunc 2>/dev/null%s", "");
	check_same(cold);
	check_same(cold);
	sh("rm -r '%s/buurtplan' && : >'%s'", "/dev/null");
	check_same(cold);
	free(cold);
}

/* In the order of the neighbourhoods, and of the names where those are one; what has none that is known by its name. */
TEST(they_are_in_order)
{
	static const char *const names[] = {
		"plans/Hoofd.yaml", "plans/link.yaml",
	};
	fresh();
	struct session *s = open_anew();
	struct plan_rows rows;
	struct err e = {0};
	size_t at = 0, found = 0;
	CHECK_NUMBER(session_plans(s, &rows, &e), OK);
	CHECK_NUMBER(rows.count, sizeof awkward / sizeof *awkward + 2);
	for (size_t i = 0; i < rows.count; i++)
		for (size_t k = 0; k < 2; k++)
			found += strcmp(rows.p[i].name, names[k]) == 0 && rows.p[i].refused;
	CHECK_NUMBER(found, 2);
	while (at < rows.count && strcmp(rows.p[at].name, "deventer/zelfde") != 0)
		at++;
	CHECK(at + 2 < rows.count);
	CHECK_TEXT(rows.p[at + 1].name, "gelijk");
	CHECK_TEXT(rows.p[at + 2].name, "gewoon");
	plan_rows_clear(&rows);
	session_free(s);
}

static struct plan_row *row_of(struct plan_rows *rows, const char *name)
{
	for (size_t i = 0; i < rows->count; i++)
		if (strcmp(rows->p[i].name, name) == 0)
			return &rows->p[i];
	CHECK(!"there");
	return &rows->p[0];
}

TEST(a_plan_is_read_when_it_is_asked_for)
{
	fresh();
	free(overview());
	struct session *s = open_anew();
	struct plan_rows rows, again;
	struct err e = {0};
	CHECK_NUMBER(session_plans(s, &rows, &e), OK);
	struct plan_row *row = row_of(&rows, "gewoon");
	const struct doc *d = plan_row_doc(s, row);
	CHECK(d && d == plan_row_doc(s, row));
	CHECK_TEXT(plan_text(d->root, "wijk"), "Noord");
	CHECK(plan_row_doc(s, row_of(&rows, "deventer/zelfde")) == d); /* the same bytes */
	CHECK(!plan_row_doc(s, row_of(&rows, "kapot")) && row_of(&rows, "kapot")->line == 3);
	CHECK_NUMBER(session_plans(s, &again, &e), OK);
	CHECK(plan_row_doc(s, row_of(&again, "gewoon")) == d);
	plan_rows_clear(&again);
	plan_rows_clear(&rows);
	session_free(s);
}

/* What is gone from the record is still told of in the overview; who opens it hears why that can't be. */
TEST(a_plan_that_is_lost_says_so_when_it_is_asked_for)
{
	char path[500];
	fresh();
	char *before = overview();
	struct session *s = open_anew();
	struct plan_rows rows;
	struct err e = {0};
	CHECK_NUMBER(session_plans(s, &rows, &e), OK);
	struct plan_row *row = row_of(&rows, "nieuwer");
	snprintf(path, sizeof path, "%s/objects/%.2s/%s", record, row->blob, row->blob + 2);
	CHECK_NUMBER(unlink(path), 0);
	plan_rows_clear(&rows);
	session_free(s);
	check_same(before);
	s = open_anew();
	CHECK_NUMBER(session_plans(s, &rows, &e), OK);
	row = row_of(&rows, "nieuwer");
	CHECK(!row->refused && !plan_row_doc(s, row) && row->refused && strstr(row->refused, "nieuwer"));
	CHECK_TEXT(plan_row_name(row), "Morgen");
	plan_rows_clear(&rows);
	session_free(s);
	free(before);
}

/* Whoever can write there can put nonsense in it, with its checksum. */
TEST(nonsense_is_no_kop)
{
	static const char *const nonsense[] = {"", "x", "0123456789abcdefghijklmnopq"};
	fresh();
	char *cold = overview();
	for (size_t i = 0; i < sizeof nonsense / sizeof *nonsense; i++) {
		struct session *s = open_anew();
		struct store_list list;
		struct err e = {0};
		struct store_cache *c = koppen(s);
		CHECK_NUMBER(store_list(s->store, c, &list, &e), OK);
		for (size_t k = 0; k < list.count; k++)
			store_cache_put(c, list.entries[k].blob, nonsense[i], strlen(nonsense[i]));
		store_cache_keep(c, &list);
		store_list_clear(&list);
		session_free(s);
		check_same(cold);
		check_same(cold);
	}
	free(cold);
}

/* The wijken that a session which has read nothing yet knows, each with a ";". */
static void check_known(const char *want)
{
	struct session *s = open_anew();
	struct known_texts k;
	struct str all = {0};
	session_known(s, schema_find("wijk"), &k);
	for (size_t i = 0; i < k.count; i++)
		str_addf(&all, "%s;", k.p[i]);
	CHECK_TEXT(str_text(&all), want);
	str_free(&all);
	known_texts_clear(&k);
	session_free(s);
}

TEST(known_texts_are_the_same_with_it_and_without)
{
	static const char wijken[] = "Noord;Wijk | 3;Zuid;";
	fresh();
	check_known(wijken);
	CHECK(sh("test -s '%s/buurtplan/bekend'%s", ""));
	check_known(wijken);
	sh("rm '%s/buurtplan/bekend'%s", "");
	check_known(wijken);
	sh("rm '%s/buurtplan/koppen'%s", "");
	check_known(wijken);
	for (int i = 0; i < 4; i++) {
		static const char *const nonsense[] = {"", "x", "xyz", "xyzxyzxyz"};
		struct session *s = open_anew();
		struct store_list list;
		struct err e = {0};
		CHECK_NUMBER(store_list(s->store, NULL, &list, &e), OK);
		for (size_t k = 0; k < list.count; k++)
			store_cache_put(bekend(s), list.entries[k].blob, nonsense[i], strlen(nonsense[i]));
		store_cache_keep(s->bekend, &list);
		store_list_clear(&list);
		session_free(s);
		check_known("");
	}
}

TEST(after_a_save_the_rest_is_known)
{
	fresh();
	free(overview());
	struct session *s = open_anew();
	struct sitting *t;
	struct plan_rows rows;
	struct err e = {0};
	struct stat before, after;
	char path[400];
	bool saved = false;
	snprintf(path, sizeof path, "%s/buurtplan/koppen", record);
	CHECK(stat(path, &before) == 0);
	CHECK_NUMBER(session_plans(s, &rows, &e), OK);
	plan_rows_clear(&rows);
	CHECK_NUMBER(sitting_open(&t, s, "gelijk", &e), OK);
	CHECK_NUMBER(sitting_set(t, "wijk", "Duinzand", 8, &e), OK);
	CHECK(sitting_save(t, &saved, &e) == OK && saved);
	sitting_free(t);
	CHECK(session_is_stale(s));
	CHECK_NUMBER(session_plans(s, &rows, &e), OK);
	CHECK_TEXT(row_of(&rows, "gelijk")->summary.wijk, "Duinzand");
	CHECK(stat(path, &after) == 0 && after.st_ino == before.st_ino);
	CHECK(after.st_size > before.st_size && after.st_size < before.st_size + 300);
	plan_rows_clear(&rows);
	session_free(s);
}
