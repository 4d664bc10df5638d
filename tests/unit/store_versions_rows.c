#include "store_help.h"

static const char *first_line(const struct str *bytes, bool there, int *len)
{
	*len = there ? (int)strcspn(str_text(bytes), "\n") : 1;
	return there ? str_text(bytes) : "-";
}

/* The history of `name` as lines "message: before -> after", in slices of `slice`. */
static char *history(struct store *s, const char *name, int slice)
{
	struct store_versions *v;
	struct err e = {0};
	struct str out = {0};
	if (!CHECK_NUMBER(store_versions_open(s, name, &v, &e), OK))
		return str_take(&out);
	while (!store_versions_is_done(v) && CHECK_NUMBER(store_versions_step(v, slice, &e), OK))
		;
	for (size_t i = 0; i < store_versions_count(v); i++) {
		struct store_content c;
		int before, after;
		if (!CHECK_NUMBER(store_versions_read(v, i, false, &c, &e), OK))
			break;
		const char *was = first_line(&c.before, c.has_before, &before), *is = first_line(&c.after, c.has_after, &after);
		str_addf(&out, "%.*s: %.*s -> %.*s\n", (int)strcspn(c.message, "\n"), c.message, before, was, after, is);
		store_content_clear(&c);
	}
	store_versions_free(v);
	return str_take(&out);
}

static void check_history(struct store *s, const char *name, const char *want)
{
	static const int slices[] = {1, 2, 1000};
	for (size_t i = 0; i < sizeof slices / sizeof *slices; i++) {
		char *got = history(s, name, slices[i]);
		CHECK_TEXT(got, want);
		free(got);
	}
}

static void save_as(struct store *s, const char *name, const char *bytes, const char *message)
{
	struct plain p = {bytes, message, 0, ""};
	struct err e = {0};
	bool saved;
	CHECK_NUMBER(store_save(s, name, anna, build_plain, &p, &saved, NULL, &e), OK);
	CHECK(saved);
}

TEST(only_versions_that_changed_the_plan)
{
	const char *dir = scratch(0);
	if (!create(dir))
		return;
	struct store *s = open_at(dir);
	save_as(s, "deltabuurt", "een\n", "1");
	save_as(s, "sluiswijk", "x\n", "2");
	save_as(s, "deltabuurt", "twee\n", "3");
	save_as(s, "deltabuurt", "een\n", "4");
	check_history(s, "deltabuurt", "4: twee -> een\n3: een -> twee\n1: formaat: 1 -> een\nBegonnen: - -> formaat: 1\n");
	check_history(s, "sluiswijk", "2: - -> x\n");
	check_history(s, "deventer/oostrik", "Begonnen: - -> formaat: 1\n");
	check_history(s, "niets", "");
	store_close(s);
}

TEST(a_version_tells_who_when_and_which)
{
	const char *dir = scratch(0);
	struct store_versions *v;
	struct store_version_row row;
	struct store_content c;
	struct err e = {0};
	if (!create(dir))
		return;
	struct store *s = open_at(dir);
	CHECK_NUMBER(store_versions_open(s, "deltabuurt", &v, &e), OK);
	while (!store_versions_is_done(v))
		CHECK_NUMBER(store_versions_step(v, 10, &e), OK);
	CHECK_NUMBER(store_versions_count(v), 1);
	store_versions_row(v, 0, &row);
	CHECK_TEXT(row.name, "Anna Jansen");
	CHECK_TEXT(row.address, "anna@example.nl");
	CHECK_NUMBER(row.when.seconds, anna.when.seconds);
	CHECK_NUMBER(row.when.offset, 60);
	CHECK_NUMBER(store_versions_read(v, 0, false, &c, &e), OK);
	CHECK_TEXT(c.message, "Begonnen\n");
	CHECK(!c.has_before);
	CHECK_TEXT(str_text(&c.after), "formaat: 1\nbuurt: Deltabuurt\n");
	CHECK_TEXT(c.version.id, output("git -C '%s' rev-parse main", dir));
	CHECK(strncmp(c.version.id, row.version.id, 12) == 0);
	store_content_clear(&c);
	store_versions_free(v);
	CHECK_NUMBER(store_versions_open(s, "Delta", &v, &e), ERR_NOT_FOUND);
	store_close(s);
}

static const char merges[] =
	"set -e; cd '%s'; git config user.name b; git config user.email b; export GIT_MERGE_AUTOEDIT=no;"
	"p=plans/deltabuurt.yaml; put() { echo $1 >$p; git commit -qam $2; };"
	"put een 1; git checkout -qb zij; put zij 2; git checkout -q main; echo x >x; git add x; git commit -qm ander;"
	"git merge -q -m samen zij;" /* the same as one parent: no change */
	"git checkout -qb b2; put links 3; git checkout -q main; put rechts 4;"
	"git merge -q -m strijd b2 >/dev/null 2>&1 || { echo beide >$p; git commit -qam strijd; };" /* other than both */
	"git rm -q $p; git commit -qm weg; ln -s /etc/passwd $p; git add $p; git commit -qm link; git rm -q --cached $p; rm $p;"
	"echo terug >$p; git add $p; git commit -qm terug; git push -q origin main%s";

TEST(merges_removal_and_links)
{
	const char *dir = scratch(0), *tree = scratch(1);
	if (!create(dir))
		return;
	sh("git clone -q '%s' '%s' 2>/dev/null", dir, tree);
	/* a second apart each, so that the order of the two sides is known */
	char command[4096];
	snprintf(command, sizeof command, "n=1600000000; git() { n=$((n+1)); GIT_COMMITTER_DATE=\"$n +0000\" command git \"$@\"; }; %s", merges);
	CHECK(sh(command, tree, "") == 0);
	struct store *s = open_at(dir);
	check_history(s, "deltabuurt",
		      "terug: - -> terug\n"
		      "weg: beide -> -\n"
		      "strijd: rechts -> beide\n"
		      "4: zij -> rechts\n"
		      "3: zij -> links\n"
		      "2: een -> zij\n"
		      "1: formaat: 1 -> een\n"
		      "Begonnen: - -> formaat: 1\n");
	store_close(s);
}

TEST(a_walk_goes_on_while_somebody_saves)
{
	const char *dir = scratch(0);
	struct store_versions *v;
	struct err e = {0};
	if (!create(dir))
		return;
	struct store *s = open_at(dir);
	save_as(s, "deltabuurt", "een\n", "1");
	save_as(s, "deltabuurt", "twee\n", "2");
	CHECK_NUMBER(store_versions_open(s, "deltabuurt", &v, &e), OK);
	CHECK_NUMBER(store_versions_step(v, 1, &e), OK);
	save_as(s, "deltabuurt", "drie\n", "3");
	while (!store_versions_is_done(v) && CHECK_NUMBER(store_versions_step(v, 1, &e), OK))
		;
	CHECK_NUMBER(store_versions_count(v), 3);
	store_versions_free(v);
	store_close(s);
}
