#include "store_help.h"

#include <sys/stat.h>

/* libgit2 1.5.1 forgets the result of each regular expression that did not match, when it opens a record with
 * extensions: a leak of its own. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libpcre2";
}

const char *__lsan_default_options(void);
const char *__lsan_default_options(void)
{
	return "print_suppressions=0"; /* the last line is the test's own */
}

TEST(names)
{
	static const struct {
		const char *name;
		bool is;
	} cases[] = {
		{"deltabuurt", true}, {"a", true}, {"7", true}, {"het-oostrik", true}, {"a--b", true},
		{"deventer/oostrik", true}, {"deventer/programma", true}, {"programma/x", true},
		{"a234567890123456789012345678901234567890123456789012345678901234", true},
		{"a2345678901234567890123456789012345678901234567890123456789012345", false},
		{"programma", false}, {"", false}, {"-a", false}, {"a-", false}, {"A", false}, {"é", false},
		{"a.b", false}, {"a_b", false}, {"a b", false}, {"/a", false}, {"a/", false}, {"a/b/c", false},
		{"../a", false}, {"a/..", false}, {"a\n", false},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		if (!CHECK(store_is_name(cases[i].name) == cases[i].is))
			printf("  «%s»\n", cases[i].name);
	}
}

TEST(create_makes_a_plain_git_record)
{
	const char *dir = scratch(0);
	if (!create(dir))
		return;
	CHECK_TEXT(output("git -C '%s' symbolic-ref HEAD", dir), "refs/heads/main");
	CHECK_TEXT(output("git -C '%s' config core.bare", dir), "true");
	CHECK_TEXT(output("git -C '%s' config core.logallrefupdates", dir), "true");
	CHECK_TEXT(output("git -C '%s' ls-tree -r --name-only main", dir), "plans/deltabuurt.yaml\nplans/deventer/oostrik.yaml");
	CHECK_TEXT(output("git -C '%s' log --format='%%an|%%ae|%%cn|%%ad|%%B|%%p' --date=iso main", dir),
		   "Anna Jansen|anna@example.nl|Anna Jansen|2019-03-12 14:02:00 +0100|Begonnen\n|");
	CHECK_TEXT(output("git -C '%s' reflog --format=%%gs main", dir), "buurtplan: bewaard");
	CHECK_TEXT(output("ls -A '%s' | tr '\\n' ' '", dir), "HEAD config description hooks info logs objects refs ");
	is_clean(dir);
}

TEST(create_in_an_empty_folder_leaves_nothing_beside)
{
	const char *dir = scratch(0);
	struct stat before, after;
	CHECK(mkdir(dir, 0750) == 0 && stat(dir, &before) == 0);
	if (!create(dir))
		return;
	CHECK(stat(dir, &after) == 0 && before.st_ino == after.st_ino && after.st_mode == before.st_mode);
	CHECK_TEXT(output("ls -A '%s' | tr '\\n' ' '", dir), "HEAD config description hooks info logs objects refs ");
	is_clean(dir);
}

static void check_refused(const char *dir, const char *name, const char *who, enum code want)
{
	struct err e = {0};
	const struct store_file file = {name, "x: 1\n", 5};
	struct store_who w = anna;
	w.name = who;
	CHECK_NUMBER(store_create(dir, &file, 1, w, "Begonnen", &e), want);
	CHECK(e.text[0] != '\0');
}

TEST(create_refuses_and_leaves_nothing)
{
	const char *dir = scratch(0), *below = scratch(1);
	check_refused(dir, "Delta", "Anna", ERR_USE);
	check_refused(dir, "delta", "<\n>", ERR_USE);
	check_refused("/bestaat-niet/hier", "delta", "Anna", ERR_USE);
	CHECK(access(dir, F_OK) < 0);
	CHECK(mkdir(below, 0777) == 0 && sh("touch '%s/%s'", below, "brief.txt") == 0);
	check_refused(below, "delta", "Anna", ERR_USE);
	CHECK_TEXT(output("ls -A '%s'", below), "brief.txt");
	char file[300];
	snprintf(file, sizeof file, "%s/brief.txt", below);
	check_refused(file, "delta", "Anna", ERR_USE);
	CHECK_TEXT(output("ls -d '%s'* 2>/dev/null", dir), "");
}

TEST(create_without_plans)
{
	const char *dir = scratch(0);
	struct err e = {0};
	struct store_version version;
	struct store_list list;
	struct str out = {0};
	bool saved;
	CHECK_NUMBER(store_create(dir, NULL, 0, anna, "Begonnen", &e), OK);
	struct store *s = open_at(dir);
	if (!s)
		return;
	CHECK(store_read_only(s) == NULL);
	CHECK_NUMBER(store_newest(s, &version, &e), OK);
	CHECK_TEXT(version.id, "");
	CHECK_NUMBER(store_list(s, NULL, &list, &e), OK);
	CHECK_NUMBER(list.count, 0);
	CHECK_NUMBER(store_read(s, "deltabuurt", NULL, &out, NULL, &e), ERR_NOT_FOUND);
	CHECK_NUMBER(save_text(s, "deventer/delta", "a: 1\n", &saved, &e), OK);
	CHECK(saved);
	CHECK_TEXT(output("git -C '%s' show main:plans/deventer/delta.yaml", dir), "a: 1");
	CHECK_TEXT(output("git -C '%s' rev-list --count main", dir), "1");
	store_close(s);
	is_clean(dir);
}

TEST(open_looks_upward_as_git_does)
{
	const char *dir = scratch(0);
	char inside[300];
	if (!create(dir))
		return;
	snprintf(inside, sizeof inside, "%s/objects/info/", dir);
	CHECK(access(inside, F_OK) == 0 || mkdir(inside, 0777) == 0);
	struct store *s = open_at(inside);
	if (s)
		CHECK_TEXT(store_dir(s), dir);
	store_close(s);
}

TEST(open_from_below_a_working_tree)
{
	const char *dir = scratch(0), *tree = scratch(1);
	struct err e = {0};
	struct str out = {0};
	char path[300];
	if (!create(dir) || !CHECK(sh("git clone -q '%s' '%s'", dir, tree) == 0))
		return;
	snprintf(path, sizeof path, "%s/plans/deventer", tree);
	struct store *s = open_at(path);
	if (!s)
		return;
	CHECK(store_read_only(s) == NULL);
	snprintf(path, sizeof path, "%s/.git", tree);
	CHECK_TEXT(store_dir(s), path);
	CHECK_NUMBER(store_read(s, "deltabuurt", NULL, &out, NULL, &e), OK);
	CHECK_TEXT(str_text(&out), "formaat: 1\nbuurt: Deltabuurt\n");
	str_free(&out);
	store_close(s);
}

TEST(open_a_detached_head_only_reads)
{
	const char *dir = scratch(0);
	struct err e = {0};
	struct str out = {0};
	if (!create(dir) || !CHECK(sh("git -C '%s' update-ref --no-deref HEAD main%s", dir, "") == 0))
		return;
	struct store *s = open_at(dir);
	if (!s)
		return;
	CHECK(store_read_only(s) != NULL);
	CHECK_NUMBER(store_read(s, "deltabuurt", NULL, &out, NULL, &e), OK);
	str_free(&out);
	store_close(s);
}

TEST(open_refuses_with_a_sentence)
{
	static const struct {
		const char *setup; /* of a folder %s */
		enum code code;
		const char *says;
	} cases[] = {
		{"true", ERR_USE, "bestaat niet"},
		{"mkdir '%s'", ERR_USE, "geen verzameling plannen"},
		{"touch '%s'", ERR_USE, "is geen map"},
		{"git init -q --bare '%s' && git -C '%s' config core.repositoryformatversion 9", ERR_IO, "versie van git"},
		{"git init -q --bare --object-format=sha256 '%s'", ERR_IO, "versie van git"},
		{"git init -q --bare '%s' && echo '[core' >'%s/config'", ERR_IO, "kan niet worden geopend"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *dir = scratch(0);
		struct err e = {0};
		struct store *s = NULL;
		CHECK(sh(cases[i].setup, dir, dir) == 0);
		CHECK_NUMBER(store_open(&s, dir, &e), cases[i].code);
		CHECK(s == NULL && strstr(e.text, dir));
		if (!CHECK(strstr(e.text, cases[i].says)))
			printf("  case %zu: %s\n", i, e.text);
	}
}

TEST(nothing_outside_the_record_decides)
{
	const char *dir = scratch(0), *home = scratch(1);
	char *old = strdup(getenv("HOME") ? getenv("HOME") : "/");
	if (!create(dir))
		return;
	CHECK(mkdir(home, 0777) == 0 && sh("printf '[core\\n' >'%s/%s'", home, ".gitconfig") == 0);
	setenv("HOME", home, 1);
	setenv("GIT_DIR", "/bestaat-niet", 1);
	setenv("GIT_OBJECT_DIRECTORY", "/bestaat-niet", 1);
	struct store *s = open_at(dir);
	struct err e = {0};
	bool saved;
	if (s)
		CHECK_NUMBER(save_text(s, "deltabuurt", "a: 1\n", &saved, &e), OK);
	store_close(s);
	unsetenv("GIT_DIR");
	unsetenv("GIT_OBJECT_DIRECTORY");
	setenv("HOME", old, 1);
	free(old);
}

static void check_identity(struct store *s, enum code want, const char *name, const char *address)
{
	char *n = NULL, *a = NULL;
	struct err e = {0};
	if (CHECK_NUMBER(store_identity(s, &n, &a, &e), want) && want == OK) {
		CHECK_TEXT(n, name);
		CHECK_TEXT(a, address);
	}
	free(n);
	free(a);
}

TEST(identity_comes_from_the_files_of_git)
{
	const char *dir = scratch(0), *home = scratch(1);
	char *old = strdup(getenv("HOME") ? getenv("HOME") : "/");
	char *old_xdg = getenv("XDG_CONFIG_HOME") ? strdup(getenv("XDG_CONFIG_HOME")) : NULL;
	if (!create(dir))
		return;
	struct store *s = open_at(dir);
	CHECK(sh("mkdir -p '%s/%s'", home, ".config/git") == 0);
	setenv("HOME", home, 1);
	unsetenv("XDG_CONFIG_HOME");
	check_identity(s, ERR_NOT_FOUND, NULL, NULL);
	sh("printf '[user]\\nname = Xe\\nemail = xe@x\\n' >'%s%s'", home, "/.config/git/config");
	check_identity(s, OK, "Xe", "xe@x");
	sh("printf '[user]\\nname = H\\tö <me>\\n' >'%s%s'", home, "/.gitconfig");
	check_identity(s, OK, "H ö me", "xe@x");
	sh("git -C '%s' config user.email%s", dir, " eigen@x");
	check_identity(s, OK, "H ö me", "eigen@x");
	check_identity(NULL, OK, "H ö me", "xe@x");
	sh("git -C '%s' config user.name%s", dir, " ' '");
	check_identity(s, ERR_NOT_FOUND, NULL, NULL);
	setenv("HOME", old, 1);
	if (old_xdg)
		setenv("XDG_CONFIG_HOME", old_xdg, 1);
	free(old);
	free(old_xdg);
	store_close(s);
}

TEST(settings_of_the_record)
{
	const char *dir = scratch(0);
	if (!create(dir))
		return;
	sh("git -C '%s' config buurtplan.gemeente%s", dir, " Deventer");
	struct store *s = open_at(dir);
	char *value = store_setting(s, "buurtplan.gemeente"), *none = store_setting(s, "buurtplan.niets");
	CHECK_TEXT(value, "Deventer");
	CHECK(none == NULL);
	free(value);
	store_close(s);
}
