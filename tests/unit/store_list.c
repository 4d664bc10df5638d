#include "store_help.h"

/* A record with everything that may stand under plans/, made by git itself. */
static const char build_odd[] =
	"set -e; cd '%s'; export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@a GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@a;"
	"b=$(printf 'buurt: x\\n' | git hash-object -w --stdin);"
	"big=$(head -c 1048577 /dev/zero | tr '\\0' a | git hash-object -w --stdin);"
	"most=$(head -c 1048576 /dev/zero | tr '\\0' a | git hash-object -w --stdin);"
	"link=$(printf /etc/passwd | git hash-object -w --stdin);"
	"c=$(git rev-parse main);"
	"deep=$(printf '100644 blob %%s\\tx.yaml\\n' $b | git mktree);"
	"gem=$(printf '100644 blob %%s\\tx.yaml\\n100644 blob %%s\\tprogramma.yaml\\n040000 tree %%s\\twijk\\n' $b $b $deep | git mktree);"
	"plans=$(printf '%%s %%s %%s\\t%%s\\n' 100644 blob $b gewoon.yaml 100755 blob $b uitvoerbaar.yaml 120000 blob $link link.yaml"
	" 120000 blob $link verwijzing 160000 commit $c sub.yaml 100644 blob $b Hoofd.yaml 100644 blob $b plan.yml 100644 blob $b x.YAML"
	" 100644 blob $b LEESMIJ.md 100644 blob $b .yaml 100644 blob $big groot.yaml 100644 blob $most net.yaml 100644 blob $b programma.yaml"
	" 040000 tree $gem deventer 040000 tree $deep Zwolle | git mktree);"
	"root=$(printf '040000 tree %%s\\tplans\\n100644 blob %%s\\tREADME.yaml\\n' $plans $b | git mktree);"
	"git update-ref refs/heads/main $(git commit-tree $root -m x)%s";

static const struct {
	const char *name;
	const char *says; /* NULL: a plan */
} odd[] = { /* in the order of the list */
	{"plans/.yaml", "De naam van dit bestand"},
	{"plans/Hoofd.yaml", "De naam van dit bestand"},
	{"plans/Zwolle", "De naam van deze map"},
	{"deventer/programma", NULL},
	{"plans/deventer/wijk", "te diep"},
	{"deventer/x", NULL},
	{"gewoon", NULL},
	{"plans/groot.yaml", "1 MiB"},
	{"plans/link.yaml", "symlink"},
	{"net", NULL},
	{"plans/plan.yml", "De naam van dit bestand"},
	{"plans/sub.yaml", "submodule"},
	{"uitvoerbaar", NULL},
	{"plans/verwijzing", "symlink"},
	{"plans/x.YAML", "De naam van dit bestand"},
};

static struct store *open_odd(void)
{
	const char *dir = scratch(0);
	if (!create(dir) || !CHECK(sh(build_odd, dir, "") == 0))
		return NULL;
	return open_at(dir);
}

TEST(list_gives_plans_and_what_is_refused)
{
	struct store_list list = {0};
	struct err e = {0};
	size_t want = sizeof odd / sizeof *odd;
	struct store *s = open_odd();
	if (!s)
		return;
	CHECK_NUMBER(store_list(s, NULL, &list, &e), OK);
	CHECK_NUMBER(list.count, want);
	for (size_t i = 0; i < list.count; i++) {
		const struct store_entry *entry = &list.entries[i];
		if (i >= want || !CHECK_TEXT(entry->name, odd[i].name))
			printf("  %s: %s\n", entry->name, entry->refused ? entry->refused : "plan");
		else if (odd[i].says)
			CHECK(entry->refused && strstr(entry->refused, odd[i].says));
		else
			CHECK(!entry->refused && strlen(entry->blob) == 40);
	}
	CHECK_NUMBER(strlen(list.version.id), 40);
	store_list_clear(&list);
	store_close(s);
}

TEST(read_never_follows)
{
	static const struct {
		const char *name;
		enum code code;
	} cases[] = {
		{"gewoon", OK}, {"uitvoerbaar", OK}, {"net", OK}, {"deventer/x", OK}, {"link", ERR_UNREADABLE},
		{"sub", ERR_UNREADABLE}, {"groot", ERR_UNREADABLE}, {"niets", ERR_NOT_FOUND}, {"Hoofd", ERR_NOT_FOUND},
		{"programma", ERR_NOT_FOUND}, {"deventer/niets", ERR_NOT_FOUND}, {"../README", ERR_NOT_FOUND},
		{"niets/x", ERR_NOT_FOUND}, {"", ERR_NOT_FOUND},
	};
	struct store *s = open_odd();
	for (size_t i = 0; s && i < sizeof cases / sizeof *cases; i++) {
		struct str out = {0};
		struct err e = {0};
		bool saved;
		if (!CHECK_NUMBER(store_read(s, cases[i].name, NULL, &out, NULL, &e), cases[i].code))
			printf("  %s: %s\n", cases[i].name, e.text);
		CHECK((out.len > 0) == (cases[i].code == OK) && (e.text[0] != '\0') == (cases[i].code != OK));
		if (cases[i].code == ERR_UNREADABLE)
			CHECK_NUMBER(save_text(s, cases[i].name, "a: 1\n", &saved, &e), ERR_UNREADABLE);
		str_free(&out);
	}
	store_close(s);
}

TEST(read_an_older_version)
{
	const char *dir = scratch(0);
	struct store_version first, second;
	struct str out = {0};
	struct err e = {0};
	bool saved;
	if (!create(dir))
		return;
	struct store *s = open_at(dir);
	CHECK_NUMBER(store_newest(s, &first, &e), OK);
	CHECK_NUMBER(save_text(s, "deltabuurt", "a: 2\n", &saved, &e), OK);
	CHECK_NUMBER(store_read(s, "deltabuurt", NULL, &out, &second, &e), OK);
	CHECK_TEXT(str_text(&out), "a: 2\n");
	CHECK(strcmp(first.id, second.id) != 0);
	str_clear(&out);
	CHECK_NUMBER(store_read(s, "deltabuurt", &first, &out, NULL, &e), OK);
	CHECK_TEXT(str_text(&out), "formaat: 1\nbuurt: Deltabuurt\n");
	strcpy(first.id, "zz");
	CHECK_NUMBER(store_read(s, "deltabuurt", &first, &out, NULL, &e), ERR_USE);
	strcpy(first.id, "0123456789012345678901234567890123456789");
	CHECK_NUMBER(store_read(s, "deltabuurt", &first, &out, NULL, &e), ERR_IO);
	str_free(&out);
	store_close(s);
}

TEST(a_newer_version_by_another_program_is_seen)
{
	const char *dir = scratch(0), *tree = scratch(1);
	struct err e = {0};
	struct str out = {0};
	if (!create(dir))
		return;
	struct store *s = open_at(dir);
	CHECK(sh("git clone -q '%s' '%s' 2>/dev/null", dir, tree) == 0);
	CHECK(sh("cd '%s' && echo 'a: 3' >plans/deltabuurt.yaml && git -c user.name=b -c user.email=b commit -qam x && git push -q%s",
		 tree, "") == 0);
	CHECK(sh("git -C '%s' gc -q --prune=now%s", dir, "") == 0);
	CHECK_NUMBER(store_read(s, "deltabuurt", NULL, &out, NULL, &e), OK);
	CHECK_TEXT(str_text(&out), "a: 3\n");
	str_free(&out);
	store_close(s);
}
