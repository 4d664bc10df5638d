/* What plain git is told, and whether it listens: the real git looks at what store_setup wrote. */
#include "store_help.h"

#include <fcntl.h>
#include <sys/stat.h>

/* A program that says what it was called with, in a folder that a shell and git would each read otherwise. */
static const char *make_program(void)
{
	static char path[400];
	const char *dir = scratch(3);
	char name[300];
	snprintf(name, sizeof name, "%s it's \"50%%Off\" %%A;#", dir);
	CHECK(mkdir(name, 0755) == 0);
	snprintf(path, sizeof path, "%s/buurt plan", name);
	FILE *f = fopen(path, "w");
	fputs("#!/bin/sh\n"
	      "case $1 in\n"
	      "merge-driver) cmp -s \"$3\" \"$4\" || echo gevraagd >\"$3\"; echo \"$5 $6\" >>\"${0%/*}/log\" ;;\n"
	      "textconv) sed 's/^/veld /' \"$2\" ;;\n"
	      "diff-driver) echo \"verschil van $2\" ;;\n"
	      "esac\n", f);
	fclose(f);
	CHECK(chmod(path, 0755) == 0);
	return path;
}

static const char *log_of(const char *program)
{
	static char text[4096];
	char path[420];
	snprintf(path, sizeof path, "%.*slog", (int)(strrchr(program, '/') + 1 - program), program);
	FILE *f = fopen(path, "r");
	size_t n = f ? fread(text, 1, sizeof text - 1, f) : 0;
	text[n] = '\0';
	if (f)
		fclose(f);
	return text;
}

static bool set_up(const char *dir, const char *program)
{
	struct err e = {0};
	struct store *s = open_at(dir);
	bool done = s && CHECK_NUMBER(store_setup(s, program, &e), OK);
	if (!done)
		puts(e.text);
	store_close(s);
	return done;
}

static void read_back(const char *dir, struct store_setup *out)
{
	struct err e = {0};
	struct store *s = open_at(dir);
	CHECK_NUMBER(store_setup_read(s, out, &e), OK);
	store_close(s);
}

static void write_attributes(const char *dir, const char *text, size_t len)
{
	char path[300];
	snprintf(path, sizeof path, "%s/info/attributes", dir);
	FILE *f = fopen(path, "w");
	fwrite(text, 1, len, f);
	fclose(f);
}

static const char *attributes(const char *dir)
{
	return output("cat -v '%s/info/attributes'", dir);
}

#define OURS "/plans/*.yaml merge=buurtplan diff=buurtplan conflict-marker-size=7\n/plans/*/*.yaml merge=buurtplan diff=buurtplan conflict-marker-size=7"
#define OURS_CR "/plans/*.yaml merge=buurtplan diff=buurtplan conflict-marker-size=7^M\n/plans/*/*.yaml merge=buurtplan diff=buurtplan conflict-marker-size=7^M"

/* Two lines of saves from one version, `main` and `ander`, that both change both plans. */
static void make_two_sides(const char *dir)
{
	char work[300];
	snprintf(work, sizeof work, "%s.werk", dir);
	CHECK_NUMBER(sh("git clone -q '%s' '%s' && cd '%2$s' && git config user.name A && git config user.email a@b && "
	                "git checkout -q -b ander && echo 'wijk: x' >>plans/deltabuurt.yaml && echo 'wijk: x' >>plans/deventer/oostrik.yaml && git commit -qam x && "
	                "git checkout -q main && echo 'wijk: y' >>plans/deltabuurt.yaml && echo 'wijk: y' >>plans/deventer/oostrik.yaml && git commit -qam y && "
	                "git push -q origin main ander", dir, work), 0);
}

TEST(nothing_is_set_at_first)
{
	const char *dir = scratch(0);
	struct store_setup now;
	if (!create(dir))
		return;
	read_back(dir, &now);
	CHECK(!now.driver && !now.diff && !now.textconv && !now.attributes && now.own);
	CHECK_TEXT(now.without, "plans/buurt.yaml");
	store_setup_clear(&now);
}

TEST(what_is_written_is_what_git_reads)
{
	const char *dir = scratch(0), *program = make_program();
	struct store_setup now, wanted;
	if (!create(dir) || !set_up(dir, program))
		return;
	read_back(dir, &now);
	store_setup_wanted(&wanted, program);
	CHECK(now.attributes && !now.without && now.own);
	CHECK_TEXT(now.driver, wanted.driver);
	CHECK_TEXT(now.diff, wanted.diff);
	CHECK_TEXT(now.textconv, wanted.textconv);
	CHECK_TEXT(output("git -C '%s' config merge.buurtplan.driver", dir), wanted.driver);
	CHECK_TEXT(output("git -C '%s' config diff.buurtplan.command", dir), wanted.diff);
	CHECK_TEXT(output("git -C '%s' config diff.buurtplan.textconv", dir), wanted.textconv);
	CHECK_TEXT(output("git -C '%s' config merge.buurtplan.name", dir), "plannen van aanpak, per veld");
	CHECK_TEXT(output("git -C '%s' config merge.buurtplan.recursive", dir), "");
	CHECK_TEXT(output("git -C '%s' check-attr merge diff -- plans/a.yaml plans/g/a.yaml plans/g/h/a.yaml x/plans/a.yaml plans/a.yml", dir),
	           "plans/a.yaml: merge: buurtplan\nplans/a.yaml: diff: buurtplan\nplans/g/a.yaml: merge: buurtplan\nplans/g/a.yaml: diff: buurtplan\n"
	           "plans/g/h/a.yaml: merge: unspecified\nplans/g/h/a.yaml: diff: unspecified\nx/plans/a.yaml: merge: unspecified\n"
	           "x/plans/a.yaml: diff: unspecified\nplans/a.yml: merge: unspecified\nplans/a.yml: diff: unspecified");
	store_setup_clear(&now);
	store_setup_clear(&wanted);
}

TEST(git_asks_us_in_a_bare_repository)
{
	const char *dir = scratch(0), *program = make_program();
	if (!create(dir) || !set_up(dir, program))
		return;
	make_two_sides(dir);
	CHECK_TEXT(output("cd '%s' && t=$(git merge-tree --write-tree main ander) && git cat-file blob $t:plans/deltabuurt.yaml && "
	                  "git cat-file blob $t:plans/deventer/oostrik.yaml", dir), "gevraagd\ngevraagd");
	CHECK(strstr(log_of(program), "7 plans/deltabuurt.yaml\n") && strstr(log_of(program), "7 plans/deventer/oostrik.yaml\n"));
	CHECK_TEXT(output("git -C '%s' show --format= main -- plans/deltabuurt.yaml | tail -n 1", dir), "+veld wijk: y");
	CHECK_TEXT(output("git -C '%s' diff main ander -- plans/deltabuurt.yaml", dir), "verschil van plans/deltabuurt.yaml");
	CHECK_TEXT(output("cd '%s' && git diff --no-ext-diff --no-textconv -U0 main ander -- plans/deltabuurt.yaml | sed -n 's/^@@.*@@ //p'", dir),
	           "buurt: Deltabuurt"); /* the line above it that says where it is */
	CHECK_TEXT(output("git -C '%s' for-each-ref --format='%%(refname)'", dir), "refs/heads/ander\nrefs/heads/main"); /* looking leaves nothing */
	is_clean(dir);
}

TEST(git_asks_us_in_a_working_tree_and_in_one_beside_it)
{
	const char *dir = scratch(0), *program = make_program();
	char work[300], git[310], beside[310];
	snprintf(work, sizeof work, "%s.werk", dir);
	snprintf(git, sizeof git, "%s/.git", work);
	snprintf(beside, sizeof beside, "%s.naast", dir);
	if (!create(dir))
		return;
	make_two_sides(dir);
	CHECK_NUMBER(sh("git -C '%s' worktree add -q '%s' ander", work, beside), 0);
	if (!set_up(beside, program))
		return;
	CHECK_NUMBER(sh("cd '%s' && git merge -q ander -m samen >/dev/null && test \"$(cat plans/deltabuurt.yaml)\" = gevraagd", work, ""), 0);
	CHECK_NUMBER(sh("cd '%s' && git merge -q main~1 -m samen >/dev/null && test \"$(cat plans/deltabuurt.yaml)\" != gevraagd && git reset -q --hard ander && "
	                "git rebase -q main~1 2>/dev/null; git merge -q main -m samen >/dev/null; test \"$(cat plans/deltabuurt.yaml)\" = gevraagd", beside, ""), 0);
	struct store_setup now;
	read_back(work, &now);
	CHECK(now.attributes && now.driver);
	store_setup_clear(&now);
}

TEST(twice_is_once)
{
	const char *dir = scratch(0);
	char before[4096];
	if (!create(dir) || !set_up(dir, "/opt/een/buurtplan"))
		return;
	snprintf(before, sizeof before, "%s", output("cat '%s/config' '%1$s/info/attributes'", dir));
	CHECK(strstr(before, "/opt/een/buurtplan"));
	set_up(dir, "/opt/een/buurtplan");
	CHECK_TEXT(output("cat '%s/config' '%1$s/info/attributes'", dir), before);
	set_up(dir, "/opt/twee/buurtplan"); /* a program that moved */
	CHECK_TEXT(output("git -C '%s' config --get-all merge.buurtplan.driver", dir), "'/opt/twee/buurtplan' merge-driver %O %A %B %L %P");
	CHECK_TEXT(output("grep -c een '%s/config'", dir), "0");
	CHECK_TEXT(attributes(dir), OURS);
}

TEST(settings_of_others_stay)
{
	const char *dir = scratch(0);
	if (!create(dir))
		return;
	CHECK_NUMBER(sh("printf '; van de beheerder\\n[merge \"buurtplan\"]\\n\\tdriver = a\\n\\tdriver = b # oud\\n[merge]\\n\\tff = false\\n' >>'%s/config'", dir, ""), 0);
	set_up(dir, "/opt/buurtplan");
	CHECK_TEXT(output("git -C '%s' config merge.ff", dir), "false");
	CHECK_TEXT(output("grep -c 'van de beheerder' '%s/config'", dir), "1");
	CHECK_TEXT(output("git -C '%s' config merge.buurtplan.driver", dir), "'/opt/buurtplan' merge-driver %O %A %B %L %P");
	CHECK_TEXT(output("git -C '%s' config --get-all merge.buurtplan.driver | grep -c '^[ab]$'", dir), "0");
}

TEST(attributes_of_others_stay)
{
	static const struct {
		const char *before, *after;
	} cases[] = {
		{"", OURS},
		{"*.png binary\n", "*.png binary\n" OURS},
		{"*.png binary", "*.png binary\n" OURS},
		{"# zo\n\n*.png binary\n\n", "# zo\n\n*.png binary\n\n" OURS},
		{"*.png binary\r\n*.md text\r\n", "*.png binary^M\n*.md text^M\n" OURS_CR},
		{"*.png binary\r\n*.md text", "*.png binary^M\n*.md text^M\n" OURS_CR},
		{OURS, OURS},
		{OURS "\n*.png binary\n", OURS "\n*.png binary"},
		{"/plans/*.yaml merge=buurtplan diff=buurtplan conflict-marker-size=7  \r\n/plans/*/*.yaml merge=buurtplan diff=buurtplan conflict-marker-size=7\r\n",
		 "/plans/*.yaml merge=buurtplan diff=buurtplan conflict-marker-size=7  ^M\n/plans/*/*.yaml merge=buurtplan diff=buurtplan conflict-marker-size=7^M"},
		/* one of the two, or with a line behind them that undoes them: to the end, once */
		{"/plans/*.yaml merge=buurtplan diff=buurtplan conflict-marker-size=7\n*.png binary\n", "*.png binary\n" OURS},
		{OURS "\n*.yaml merge=union\n", "*.yaml merge=union\n" OURS},
		{OURS "\nplans/deltabuurt.yaml -diff\n", "plans/deltabuurt.yaml -diff\n" OURS},
		{OURS "\n*.yaml binary", "*.yaml binary\n" OURS},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *dir = scratch(0);
		if (!create(dir))
			return;
		write_attributes(dir, cases[i].before, strlen(cases[i].before));
		set_up(dir, "/opt/buurtplan");
		if (!CHECK_TEXT(attributes(dir), cases[i].after))
			printf("  case %zu\n", i);
		CHECK_TEXT(output("git -C '%s' check-attr -a plans/deltabuurt.yaml | grep -c ': buurtplan$'", dir), "2");
	}
}

TEST(what_stands_in_the_way_is_told)
{
	const char *dir = scratch(0);
	struct store_setup now;
	if (!create(dir) || !set_up(dir, "/opt/buurtplan"))
		return;
	CHECK_NUMBER(sh("echo '/plans/deventer/oostrik.yaml merge=union' >>'%s/info/attributes'", dir, ""), 0);
	read_back(dir, &now);
	CHECK(!now.attributes);
	CHECK_TEXT(now.without, "plans/deventer/oostrik.yaml");
	store_setup_clear(&now);
	CHECK_NUMBER(sh("rm '%s/info/attributes'; mkdir '%1$s/info/attributes'", dir, ""), 0);
	struct err e = {0};
	struct store *s = open_at(dir);
	CHECK_NUMBER(store_setup(s, "/opt/buurtplan", &e), ERR_IO);
	CHECK(strstr(e.text, "info/attributes") && strstr(e.text, "het is een map"));
	store_close(s);
}

TEST(a_folder_without_info_and_a_file_that_is_shared)
{
	const char *dir = scratch(0);
	if (!create(dir))
		return;
	CHECK_NUMBER(sh("rm -r '%s/info'", dir, ""), 0);
	set_up(dir, "/opt/buurtplan");
	CHECK_TEXT(attributes(dir), OURS);
	CHECK_NUMBER(sh("chmod 664 '%s/info/attributes' && echo '*.yaml -merge' >>'%1$s/info/attributes'", dir, ""), 0);
	set_up(dir, "/opt/buurtplan");
	CHECK_TEXT(output("stat -c %%a '%s/info/attributes'", dir), "664");
	CHECK_TEXT(output("ls -A '%s/info' | tr '\\n' ' '", dir), "attributes ");
}

TEST(who_may_read_the_config_stays)
{
	static const char *const modes[] = {"600", "640", "664", "644"};
	for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
		const char *dir = scratch(0);
		if (!create(dir))
			return;
		CHECK_NUMBER(sh("chmod %s '%s/config'", modes[i], dir), 0);
		set_up(dir, "/opt/buurtplan");
		CHECK_TEXT(output("stat -c %%a '%s/config'", dir), modes[i]);
	}
}
