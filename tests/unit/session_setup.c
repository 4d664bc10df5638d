/* The check of what git was told, with stand-ins for the program: one that does it, and others that fail each in their own way. */
#include "store_help.h"

#include "session/session.h"

#include <sys/stat.h>

/* Merges by line number, shows the newer file, and the file as it is. */
static const char good[] = "#!/bin/sh\n"
	"case $1 in\n"
	"merge-driver) paste \"$2\" \"$3\" \"$4\" | awk -F'\\t' '{print $2 != $1 ? $2 : $3}' >\"$3.x\" && mv \"$3.x\" \"$3\"; test \"$5 $6\" = '7 plans/proefbuurt.yaml' ;;\n"
	"diff-driver) test $# = 8 && cat \"$6\" ;;\n"
	"textconv) cat \"$2\" ;;\n"
	"esac\n";

/* A record, and a program of these lines beside it. */
struct place {
	char dir[300], program[310];
	struct session *session;
};

static bool open_place(struct place *p, const char *lines)
{
	struct err e = {0};
	snprintf(p->dir, sizeof p->dir, "%s", scratch(0));
	snprintf(p->program, sizeof p->program, "%s it's", scratch(1));
	FILE *f = fopen(p->program, "w");
	fputs(lines, f);
	fclose(f);
	chmod(p->program, 0755);
	return create(p->dir) && CHECK_NUMBER(session_open(&p->session, p->dir, NULL, NULL, &e), OK) &&
	       CHECK_NUMBER(session_setup(p->session, p->program, &e), OK);
}

static void check(struct place *p, struct setup_report *r)
{
	struct err e = {0};
	if (!CHECK_NUMBER(session_setup_check(p->session, p->program, r, &e), OK))
		puts(e.text);
}

static void leave(struct place *p, struct setup_report *r)
{
	setup_report_clear(r);
	session_free(p->session);
	p->session = NULL;
}

TEST(all_works)
{
	struct place p;
	struct setup_report r;
	const char *folder = scratch(2);
	if (!open_place(&p, good))
		return;
	CHECK(mkdir(folder, 0700) == 0 && setenv("TMPDIR", folder, 1) == 0);
	check(&p, &r);
	CHECK(r.works);
	for (size_t i = 0; i < SETUP_PARTS; i++) {
		if (!CHECK(!r.parts[i].why))
			puts(r.parts[i].why);
	}
	CHECK(strstr(r.parts[0].value, "merge-driver %O %A %B %L %P"));
	CHECK_TEXT(output("ls -A '%s'", folder), ""); /* where it was tried is cleaned up */
	unsetenv("TMPDIR");
	leave(&p, &r);
}

TEST(nothing_is_set)
{
	struct err e = {0};
	struct place p;
	struct setup_report r;
	if (!open_place(&p, good))
		return;
	CHECK_NUMBER(sh("rm '%s/info/attributes' && git -C '%1$s' config --remove-section merge.buurtplan && "
	                "git -C '%1$s' config --remove-section diff.buurtplan", p.dir, ""), 0);
	session_free(p.session);
	CHECK_NUMBER(session_open(&p.session, p.dir, NULL, NULL, &e), OK);
	check(&p, &r);
	CHECK(!r.works);
	for (size_t i = 0; i < SETUP_PARTS; i++)
		CHECK(r.parts[i].why && !r.parts[i].value);
	CHECK_TEXT(r.parts[0].why, "Dit is niet ingesteld.");
	CHECK(strstr(r.parts[3].why, "plans/buurt.yaml"));
	leave(&p, &r);
}

TEST(no_place_to_try)
{
	struct place p;
	struct setup_report r;
	if (!open_place(&p, good))
		return;
	setenv("TMPDIR", "/bestaat/niet", 1);
	check(&p, &r);
	unsetenv("TMPDIR");
	CHECK_TEXT(r.parts[0].why ? r.parts[0].why : "", "In /bestaat/niet is geen plek om het te proberen: het bestaat niet.");
	leave(&p, &r);
}

TEST(what_does_not_work_is_told)
{
	static const struct {
		const char *lines;
		const char *merge, *diff, *textconv; /* part of the sentence; NULL: works */
	} cases[] = {
		{"#!/bin/sh\nexit 0\n", "niet de goede uitkomst", "niet de goede uitkomst", "niet de goede uitkomst"},
		{"#!/bin/sh\necho kapot >&2\nexit 2\n", "(uitkomst 2)", "De opdracht zegt: kapot", "De opdracht zegt: kapot"},
		{"#!/bin/sh\nkill -SEGV $$\n", "(uitkomst 139)", "(uitkomst 139)", "(uitkomst 139)"},
		{"#!/bestaat/niet\n", "Het programma is er niet", "Het programma is er niet", "Het programma is er niet"},
		{"#!/bin/sh\ncase $1 in textconv) cat \"$2\" ;; diff-driver) cat \"$6\" ;; *) exit 1 ;; esac\n", "(uitkomst 1)", NULL, NULL},
		{"#!/bin/sh\ncase $1 in textconv) cat \"$2\" ;; diff-driver) cat \"$6\"; exit 1 ;; *) cp \"$4\" \"$3\" ;; esac\n", "niet de goede uitkomst", "(uitkomst 1)", NULL},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct place p;
		struct setup_report r;
		if (!open_place(&p, cases[i].lines))
			return;
		check(&p, &r);
		CHECK(!r.works && !r.parts[3].why);
		const char *const wanted[] = {cases[i].merge, cases[i].diff, cases[i].textconv};
		for (size_t j = 0; j < 3; j++) {
			if (!CHECK(wanted[j] ? r.parts[j].why && strstr(r.parts[j].why, wanted[j]) : !r.parts[j].why))
				printf("  case %zu, %s: %s\n", i, r.parts[j].word, r.parts[j].why ? r.parts[j].why : "works");
		}
		leave(&p, &r);
	}
}

TEST(a_program_that_went_or_may_not_run)
{
	struct place p;
	struct setup_report r;
	if (!open_place(&p, good))
		return;
	CHECK(chmod(p.program, 0644) == 0);
	check(&p, &r);
	CHECK(r.parts[0].why && strstr(r.parts[0].why, "mag niet worden gestart"));
	setup_report_clear(&r);
	CHECK(unlink(p.program) == 0);
	check(&p, &r);
	CHECK(r.parts[0].why && strstr(r.parts[0].why, "Het programma is er niet"));
	leave(&p, &r);
}

/* As git asks them with arguments of a later version: those stay as they are. */
TEST(another_command_that_works)
{
	struct place p;
	struct setup_report r;
	if (!open_place(&p, good))
		return;
	char value[700];
	snprintf(value, sizeof value, "sh \"%s\" merge-driver %%O %%A %%B %%L %%P %%S %%X %%%%", p.program);
	setenv("VALUE", value, 1);
	CHECK_NUMBER(sh("git -C '%s' config merge.buurtplan.driver \"$VALUE\"", p.dir, ""), 0);
	check(&p, &r);
	CHECK(r.works);
	CHECK_TEXT(r.parts[0].value, value);
	leave(&p, &r);
}

/* A record of somebody else may say what it likes: it is not run; what we would write ourselves is. */
TEST(what_others_put_there_is_not_run)
{
	struct place p;
	struct setup_report r;
	if (geteuid() != 0) /* only root can make a file of somebody else */
		return;
	if (!open_place(&p, good))
		return;
	CHECK_NUMBER(sh("git -C '%s' config diff.buurtplan.textconv 'touch %s.gestart; cat' && chown 12345 '%1$s/config'", p.dir, p.dir), 0);
	check(&p, &r);
	CHECK(r.parts[2].why && strstr(r.parts[2].why, "niet geprobeerd"));
	CHECK(!r.parts[0].why && !r.parts[1].why);
	CHECK_NUMBER(sh("test ! -e '%s.gestart'", p.dir, ""), 0);
	CHECK_NUMBER(sh("chown 0 '%s/config'", p.dir, ""), 0);
	setup_report_clear(&r);
	check(&p, &r);
	CHECK(!r.parts[2].why);
	CHECK_NUMBER(sh("test -e '%s.gestart'", p.dir, ""), 0);
	leave(&p, &r);
}
