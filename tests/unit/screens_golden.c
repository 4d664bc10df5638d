/* The screens as text, from scripts (src/term/script.h), compared with tests/screens/NAME.golden.  GENERATE=1 writes
 * those anew; what changed is then reviewed in the diff.
 *
 * Each script has a record of its own, made from plans/, and a fixed clock.  Lines that begin with % are for us:
 *   % als Naam <adres>         who works from here on ("% als -": nobody said so)
 *   % taal CODE                the language of the screens from here on
 *   % without plans            there are none (before anything else)
 *   % with NAME                tests/screens/NAME.yaml is one of the plans (before anything else)
 *   % other PLAN PATH VALUE    somebody else saves an edit: sets a text, …
 *   % insert PLAN LIST VALUE   … adds an item,
 *   % move PLAN PATH POSITION  … moves it,
 *   % remove PLAN PATH         … or takes something away
 *   % by-hand PLAN [TEXT]      somebody writes this in the file itself; no text: what stands in plans/
 *   % remark PLAN PATH TEXT    somebody else says something of a place (-: of the plan)
 *   % later MINUTES            the clock goes on
 *   % again                    the program starts anew on the same record
 *   % new                      whoever works here never opened the program before: the welcome comes first */
#include "tests/unit/test.h"

#include "base/mem.h"
#include "base/taal.h"
#include "screens/open.h"
#include "session/opmerkingen.h"
#include "store/store.h"
#include "term/script.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static struct moment the_time;

static struct moment fixed_clock(void *ctx)
{
	(void)ctx;
	return the_time;
}

/* One script's world. */
struct world_of {
	struct world world;
	char *dir, *from, *record;
	char *als;
	bool made, empty, welcome;
	struct str keys;
	FILE *out;
};

static char *path(const char *dir, const char *name)
{
	struct str s = {0};
	str_addf(&s, "%s/%s", dir, name);
	return str_take(&s);
}

static bool read_file(struct str *out, const char *name)
{
	char buffer[4096];
	FILE *f = fopen(name, "r");
	if (!f)
		return false;
	for (size_t n; (n = fread(buffer, 1, sizeof buffer, f)) > 0;)
		str_add(out, buffer, n);
	fclose(f);
	return true;
}

static void write_file(const char *name, const struct str *text)
{
	FILE *f = fopen(name, "w");
	if (!CHECK(f != NULL))
		return;
	fwrite(str_text(text), 1, text->len, f);
	fclose(f);
}

static void copy_file(const char *from, const char *to_dir, const char *name)
{
	struct str text = {0};
	char *source = path(from, name), *to = path(to_dir, name);
	CHECK(read_file(&text, source));
	write_file(to, &text);
	str_free(&text);
	free(source);
	free(to);
}

static void copy_plans(const char *from, const char *to)
{
	struct dirent **names = NULL;
	int count = scandir(from, &names, NULL, alphasort);
	CHECK(count > 0);
	for (int i = 0; i < count; i++) {
		if (strstr(names[i]->d_name, ".yaml"))
			copy_file(from, to, names[i]->d_name);
		free(names[i]);
	}
	free(names);
}

static void world_init(struct world_of *w, const char *name)
{
	const char *scratch = getenv("SCRATCH");
	char made[] = "/tmp/buurtplan-screens-XXXXXX";
	*w = (struct world_of){0};
	w->dir = path(scratch ? scratch : mkdtemp(made), name);
	w->from = path(w->dir, "from");
	w->record = path(w->dir, "record.git");
	w->als = mem_text("Anna Jansen <anna@example.nl>");
	w->world = (struct world){.now = fixed_clock, .state_dir = path(w->dir, "state"), .config_dir = path(w->dir, "config")};
	taal_choose("nl");
	the_time = (struct moment){1557662520, 120}; /* 12 May 2019 14:02 +02:00 */
	setenv("HOME", w->dir, 1); /* whoever runs this may have a name of their own */
	setenv("XDG_CONFIG_HOME", w->dir, 1);
	mkdir(w->dir, 0700);
	mkdir(w->from, 0700);
	copy_plans("plans", w->from);
}

static void world_clear(struct world_of *w)
{
	free((char *)w->world.state_dir);
	free((char *)w->world.config_dir);
	free(w->dir);
	free(w->from);
	free(w->record);
	free(w->als);
	str_free(&w->keys);
}

static void make_record(struct world_of *w)
{
	struct err e = {0};
	if (w->made)
		return;
	enum code code = session_create(w->record, w->empty ? NULL : w->from, "Buurtplan <buurtplan@localhost>", &w->world, NULL, NULL, &e);
	if (!CHECK(code == OK || code == ERR_NO))
		printf("  %s\n", e.text);
	w->made = true;
}

static struct session *open_session(struct world_of *w, const char *als)
{
	struct session *s = NULL;
	struct err e = {0};
	make_record(w);
	if (!CHECK_NUMBER(session_open(&s, w->record, als, &w->world, &e), OK))
		printf("  %s\n", e.text);
	return s;
}

/* Runs the keys gathered so far. */
static void run_keys(struct world_of *w)
{
	struct err e = {0};
	if (w->keys.len == 0)
		return;
	struct session *s = open_session(w, w->als);
	struct screen *first = s ? overzicht_new(s) : NULL;
	if (w->welcome)
		first = welkom_new(s, first);
	if (s && !CHECK_NUMBER(ui_script(first, str_text(&w->keys), w->keys.len, w->out, &e), OK))
		printf("  %s\n", e.text);
	session_free(s);
	str_clear(&w->keys);
}

/* What somebody else does to a plan. */
enum deed { DEED_SET, DEED_INSERT, DEED_MOVE, DEED_REMOVE };

static enum code do_deed(struct sitting *t, enum deed deed, const char *where, const char *value, struct err *e)
{
	switch (deed) {
	case DEED_SET:
		return sitting_set(t, where, value, strlen(value), e);
	case DEED_INSERT:
		return sitting_insert(t, where, value, strlen(value), e);
	case DEED_MOVE:
		return sitting_move(t, where, (size_t)atoi(value), e);
	case DEED_REMOVE:
		return sitting_remove(t, where, e);
	}
	return ERR_USE;
}

static void other_saves(struct world_of *w, enum deed deed, char *rest)
{
	struct err e = {0};
	struct sitting *t = NULL;
	bool saved = false;
	char *plan = strtok(rest, " "), *where = strtok(NULL, " "), *value = strtok(NULL, "");
	struct session *s = open_session(w, "Bart Smit <bart@example.nl>");
	enum code code = sitting_open(&t, s, plan, &e);
	if (!code)
		code = do_deed(t, deed, where, value ? value : "", &e);
	if (!code) {
		sitting_set_reason(t, "besluit van de projectgroep");
		code = sitting_save(t, &saved, &e);
	}
	if (!CHECK_NUMBER(code, OK) || !CHECK(saved))
		printf("  %s\n", e.text);
	sitting_free(t);
	session_free(s);
}

static enum code give_bytes(void *ctx, const char *newest, size_t len, struct str *bytes, struct str *message, struct err *e)
{
	const struct str *text = ctx;
	(void)newest;
	(void)len;
	(void)e;
	str_add(bytes, text->p, text->len);
	str_add_text(message, "bijgewerkt\n");
	return OK;
}

static void write_by_hand(struct world_of *w, char *rest)
{
	struct store *store = NULL;
	struct str text = {0}, file = {0};
	struct err e = {0};
	bool saved;
	char *plan = strtok(rest, " "), *value = strtok(NULL, "");
	make_record(w);
	str_addf(&file, "plans/%s.yaml", plan);
	if (value)
		str_addf(&text, "%s\n", value);
	else
		CHECK(read_file(&text, file.p));
	enum code code = store_open(&store, w->record, &e);
	if (!code)
		code = store_save(store, plan, (struct store_who){"Carla Vos", "carla@example.nl", the_time}, give_bytes, &text, &saved, NULL, &e);
	if (!CHECK_NUMBER(code, OK))
		printf("  %s\n", e.text);
	store_close(store);
	str_free(&text);
	str_free(&file);
}

static void other_remarks(struct world_of *w, char *rest)
{
	struct err e = {0};
	char *plan = strtok(rest, " "), *where = strtok(NULL, " "), *text = strtok(NULL, "");
	struct session *s = open_session(w, "Bart Smit <bart@example.nl>");
	const struct opmerking o = {.kind = OPMERKING, .plan = plan, .path = strcmp(where, "-") == 0 ? NULL : where, .text = text};
	if (!CHECK_NUMBER(session_opmerking_add(s, &o, NULL, NULL, NULL, &e), OK))
		printf("  %s\n", e.text);
	session_free(s);
}

static char *after(char *line, const char *word)
{
	size_t len = strlen(word);
	return strncmp(line, word, len) == 0 ? line + len : NULL;
}

/* `% other` may come while the program runs: then it goes in between the keys. */
static void direct(struct world_of *w, char *line)
{
	char *rest;
	if ((rest = after(line, "% als "))) {
		free(w->als);
		w->als = strcmp(rest, "-") == 0 ? NULL : mem_text(rest);
	} else if ((rest = after(line, "% with "))) {
		struct str name = {0};
		str_addf(&name, "%s.yaml", rest);
		copy_file("tests/screens", w->from, name.p);
		str_free(&name);
	} else if (strcmp(line, "% without plans") == 0) {
		w->empty = true;
	} else if ((rest = after(line, "% taal "))) {
		run_keys(w);
		CHECK(taal_choose(rest));
	} else if ((rest = after(line, "% later "))) {
		run_keys(w);
		the_time.seconds += atoi(rest) * 60;
	} else if ((rest = after(line, "% other "))) {
		run_keys(w);
		other_saves(w, DEED_SET, rest);
	} else if ((rest = after(line, "% insert "))) {
		run_keys(w);
		other_saves(w, DEED_INSERT, rest);
	} else if ((rest = after(line, "% move "))) {
		run_keys(w);
		other_saves(w, DEED_MOVE, rest);
	} else if ((rest = after(line, "% remove "))) {
		run_keys(w);
		other_saves(w, DEED_REMOVE, rest);
	} else if ((rest = after(line, "% by-hand "))) {
		run_keys(w);
		write_by_hand(w, rest);
	} else if ((rest = after(line, "% remark "))) {
		run_keys(w);
		other_remarks(w, rest);
	} else if (strcmp(line, "% again") == 0) {
		run_keys(w);
	} else if (strcmp(line, "% new") == 0) {
		w->welcome = true;
	} else {
		CHECK_TEXT(line, "a line for the test");
	}
}

static void run_script(struct world_of *w, struct str *script)
{
	for (char *line = script->p, *end; line && *line; line = end ? end + 1 : NULL) {
		end = strchr(line, '\n');
		if (end)
			*end = '\0';
		if (*line == '%')
			direct(w, line);
		else
			str_addf(&w->keys, "%s\n", line);
	}
	run_keys(w);
}

/* The first line that differs. */
static void tell_difference(const char *got, const char *want)
{
	int line = 1;
	while (*got || *want) {
		size_t a = strcspn(got, "\n"), b = strcspn(want, "\n");
		if (a != b || strncmp(got, want, a) != 0) {
			printf("  line %d\n  got:  %.*s\n  want: %.*s\n", line, (int)a, got, (int)b, want);
			return;
		}
		got += a + (got[a] == '\n');
		want += b + (want[b] == '\n');
		line++;
	}
}

static void compare(const char *name, const char *got, size_t len)
{
	struct str want = {0}, file = {0}, text = {0};
	str_add(&text, got, len);
	str_addf(&file, "tests/screens/%s.golden", name);
	if (getenv("GENERATE")) {
		write_file(file.p, &text);
	} else {
		CHECK(read_file(&want, file.p));
		if (!CHECK(str_is(&want, str_text(&text)))) {
			printf("  %s\n", file.p);
			tell_difference(str_text(&text), str_text(&want));
		}
	}
	str_free(&want);
	str_free(&file);
	str_free(&text);
}

static void run_golden(const char *name)
{
	struct world_of w;
	struct str script = {0}, file = {0};
	char *got = NULL;
	size_t len = 0;
	str_addf(&file, "tests/screens/%s.script", name);
	CHECK(read_file(&script, file.p));
	world_init(&w, name);
	w.out = open_memstream(&got, &len);
	run_script(&w, &script);
	fclose(w.out);
	compare(name, got, len);
	free(got);
	world_clear(&w);
	str_free(&script);
	str_free(&file);
}

#define GOLDEN(name) \
	TEST(name) { run_golden(#name); }

GOLDEN(overzicht)
GOLDEN(plan)
GOLDEN(speerpunt)
GOLDEN(velden)
GOLDEN(invoer)
GOLDEN(lijsten)
GOLDEN(swot)
GOLDEN(swot_vreemd)
GOLDEN(advies)
GOLDEN(ongedaan)
GOLDEN(bewaren)
GOLDEN(gegevens)
GOLDEN(wie)
GOLDEN(opmerkingen)
GOLDEN(opmerkingen_versie)
GOLDEN(botsing)
GOLDEN(concept)
GOLDEN(lezen)
GOLDEN(welkom)
GOLDEN(engels)
GOLDEN(ascii)
GOLDEN(hulp)
GOLDEN(filter)
GOLDEN(zoeken)
GOLDEN(zoeken_onbewaard)
GOLDEN(opdrachten)
GOLDEN(tekst)
GOLDEN(plannen)
GOLDEN(nieuw)
GOLDEN(leeg)
GOLDEN(geschiedenis)
GOLDEN(geschiedenis_vreemd)
GOLDEN(toen)
GOLDEN(wie_schreef)
GOLDEN(vergelijk)
GOLDEN(terugzetten)
GOLDEN(terugzetten_plaats)
GOLDEN(geschiedenis_filter)
GOLDEN(geschiedenis_zoeken)
GOLDEN(gezien)

TEST(every_script_is_run)
{
	struct dirent **names = NULL;
	struct str code = {0};
	CHECK(read_file(&code, "tests/unit/screens_golden.c"));
	int count = scandir("tests/screens", &names, NULL, alphasort);
	CHECK(count > 10);
	for (int i = 0; i < count; i++) {
		char *end = strstr(names[i]->d_name, ".script");
		struct str line = {0};
		if (end)
			str_addf(&line, "\nGOLDEN(%.*s)\n", (int)(end - names[i]->d_name), names[i]->d_name);
		if (!CHECK(!end || strstr(str_text(&code), line.p)))
			printf("  %s\n", names[i]->d_name);
		str_free(&line);
		free(names[i]);
	}
	free(names);
	str_free(&code);
}
