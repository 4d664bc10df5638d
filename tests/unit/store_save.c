#include "store_help.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <time.h>

TEST(a_save_is_one_version_on_top)
{
	const char *dir = scratch(0);
	struct plain p = {"formaat: 1\nbuurt: Delta\n", "Deltabuurt: buurt aangepast\n\nBesluit.\n\nPlan: deltabuurt", 0, ""};
	struct store_version version;
	struct err e = {0};
	bool saved;
	if (!create(dir))
		return;
	struct store *s = open_at(dir);
	CHECK_NUMBER(store_save(s, "deltabuurt", anna, build_plain, &p, &saved, &version, &e), OK);
	CHECK(saved);
	CHECK_NUMBER(p.calls, 1);
	CHECK_TEXT(p.seen, "formaat: 1\nbuurt: Deltabuurt\n");
	CHECK_TEXT(output("git -C '%s' rev-parse main", dir), version.id);
	CHECK_TEXT(output("git -C '%s' rev-list --count main", dir), "2");
	CHECK_TEXT(output("git -C '%s' show main:plans/deltabuurt.yaml", dir), "formaat: 1\nbuurt: Delta");
	CHECK_TEXT(output("git -C '%s' diff --name-only main~ main", dir), "plans/deltabuurt.yaml");
	CHECK_TEXT(output("git -C '%s' log -1 --format=%%B main", dir), "Deltabuurt: buurt aangepast\n\nBesluit.\n\nPlan: deltabuurt\n");
	CHECK_TEXT(output("git -C '%s' reflog -1 --format='%%gn <%%ge>' main", dir), "Anna Jansen <anna@example.nl>");
	store_close(s);
	is_clean(dir);
}

TEST(nothing_changed_is_no_version)
{
	const char *dir = scratch(0);
	struct err e = {0};
	bool saved = true;
	if (!create(dir))
		return;
	struct store *s = open_at(dir);
	CHECK_NUMBER(save_text(s, "deltabuurt", "formaat: 1\nbuurt: Deltabuurt\n", &saved, &e), OK);
	CHECK(!saved);
	CHECK_TEXT(output("git -C '%s' rev-list --count main", dir), "1");
	store_close(s);
}

TEST(a_new_plan_and_a_new_gemeente)
{
	const char *dir = scratch(0);
	struct err e = {0};
	bool saved;
	if (!create(dir))
		return;
	struct store *s = open_at(dir);
	struct plain p = {"a: 1\n", "Nieuw", 0, ""};
	CHECK_NUMBER(store_save(s, "sluiswijk", anna, build_plain, &p, &saved, NULL, &e), OK);
	CHECK_TEXT(p.seen, "-");
	CHECK_NUMBER(save_text(s, "zwolle/holtenbroek", "", &saved, &e), OK);
	CHECK_TEXT(output("git -C '%s' ls-tree -r --name-only main", dir),
		   "plans/deltabuurt.yaml\nplans/deventer/oostrik.yaml\nplans/sluiswijk.yaml\nplans/zwolle/holtenbroek.yaml");
	CHECK_NUMBER(save_text(s, "Zwolle", "a: 1\n", &saved, &e), ERR_USE);
	CHECK_NUMBER(save_text(s, "programma", "a: 1\n", &saved, &e), ERR_USE);
	store_close(s);
	is_clean(dir);
}

TEST(an_executable_file_stays_one)
{
	const char *dir = scratch(0), *tree = scratch(1);
	struct err e = {0};
	bool saved;
	if (!create(dir))
		return;
	sh("git clone -q '%s' '%s' 2>/dev/null", dir, tree);
	CHECK(sh("cd '%s' && chmod +x plans/deltabuurt.yaml && git -c user.name=b -c user.email=b commit -qam x && git push -q%s", tree, "") == 0);
	struct store *s = open_at(dir);
	CHECK_NUMBER(save_text(s, "deltabuurt", "a: 1\n", &saved, &e), OK);
	CHECK_TEXT(output("git -C '%s' ls-tree --format='%%(objectmode)' main plans/deltabuurt.yaml", dir), "100755");
	store_close(s);
}

static enum code build_refuse(void *ctx, const char *newest, size_t len, struct str *bytes, struct str *message, struct err *e)
{
	(void)ctx, (void)newest, (void)len;
	str_add_text(bytes, "half");
	str_add_text(message, "half");
	return err_set(e, ERR_CHANGED, "iemand anders");
}

TEST(what_build_says_is_handed_on)
{
	const char *dir = scratch(0);
	struct err e = {0};
	bool saved = true;
	struct store_version version;
	if (!create(dir))
		return;
	struct store *s = open_at(dir);
	CHECK_NUMBER(store_save(s, "deltabuurt", anna, build_refuse, NULL, &saved, &version, &e), ERR_CHANGED);
	CHECK_TEXT(e.text, "iemand anders");
	CHECK(!saved);
	CHECK_TEXT(version.id, "");
	CHECK_TEXT(output("git -C '%s' rev-list --count main", dir), "1");
	store_close(s);
}

TEST(names_and_messages_are_cleaned)
{
	static const struct {
		const char *name, *address, *message;
		enum code code;
		const char *recorded;
	} cases[] = {
		{"Anna\nJansen", "a\r\n@x", "een", OK, "Anna Jansen|a @x|een\n"},
		{"A<b>\033[31m", "<a@x>", "e\033[1me\tn\r\ntwee\n\n", OK, "Ab[31m|a@x|e[1me n\ntwee\n"},
		{"Zoë \302\233x", "z\377@x", "\377n", OK, "Zoë x|z\357\277\275@x|\357\277\275n\n"},
		{"", "a@x", "een", ERR_USE, NULL},
		{"<>", "a@x", "een", ERR_USE, NULL},
		{"Anna", " \n", "een", ERR_USE, NULL},
		{"...", "a@x", "een", ERR_USE, NULL},
		{"Anna", "a@x", " \n\n", ERR_USE, NULL},
	};
	const char *dir = scratch(0);
	if (!create(dir))
		return;
	struct store *s = open_at(dir);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct err e = {0};
		char bytes[32];
		bool saved;
		struct store_who who = {cases[i].name, cases[i].address, anna.when};
		snprintf(bytes, sizeof bytes, "a: %zu\n", i);
		struct plain p = {bytes, cases[i].message, 0, ""};
		CHECK_NUMBER(store_save(s, "deltabuurt", who, build_plain, &p, &saved, NULL, &e), cases[i].code);
		if (cases[i].recorded)
			CHECK_TEXT(output("git -C '%s' log -1 --format='%%an|%%ae|%%B' main", dir), cases[i].recorded);
		else
			CHECK(e.text[0] != '\0' && !saved);
	}
	store_close(s);
	is_clean(dir);
}

TEST(times_far_away_and_odd_offsets)
{
	static const struct {
		struct moment when;
		const char *recorded;
	} cases[] = {
		{{0, 0}, "0 +0000"}, {{1552395720, -210}, "1552395720 -0330"}, {{4102444800, 845}, "4102444800 +1405"},
	};
	const char *dir = scratch(0);
	if (!create(dir))
		return;
	struct store *s = open_at(dir);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct err e = {0};
		char bytes[32];
		bool saved;
		snprintf(bytes, sizeof bytes, "a: %zu\n", i);
		struct plain p = {bytes, "Tijd", 0, ""};
		struct store_who who = {"A", "a@x", cases[i].when};
		CHECK_NUMBER(store_save(s, "deltabuurt", who, build_plain, &p, &saved, NULL, &e), OK);
		CHECK_TEXT(output("git -C '%s' log -1 --date=raw --format='%%ad' main", dir), cases[i].recorded);
	}
	store_close(s);
	is_clean(dir);
}

TEST(too_large_is_not_saved)
{
	const char *dir = scratch(0);
	struct err e = {0};
	bool saved;
	char *bytes = calloc(1, (1 << 20) + 2);
	if (!create(dir))
		return;
	struct store *s = open_at(dir);
	memset(bytes, 'a', (1 << 20) + 1);
	CHECK_NUMBER(save_text(s, "deltabuurt", bytes, &saved, &e), ERR_NO);
	CHECK(strstr(e.text, "1 MiB") && !saved);
	bytes[1 << 20] = '\0';
	CHECK_NUMBER(save_text(s, "deltabuurt", bytes, &saved, &e), OK);
	store_close(s);
	free(bytes);
}

/* Somebody else's git moves the branch while `build` is at work: the save starts again with what is newest then. */
struct meddler {
	const char *tree;
	int calls;
	char seen[64];
};

static enum code build_meddled(void *ctx, const char *newest, size_t len, struct str *bytes, struct str *message, struct err *e)
{
	struct meddler *m = ctx;
	(void)e;
	snprintf(m->seen, sizeof m->seen, "%.*s", (int)len, newest);
	if (m->calls++ < 2)
		CHECK(sh("cd '%s' && echo x >>plans/deltabuurt.yaml && git -c user.name=b -c user.email=b commit -qam x && git push -q%s",
			 m->tree, "") == 0);
	str_addf(bytes, "%.*sme: 1\n", (int)len, newest);
	str_add_text(message, "Erbij");
	return OK;
}

TEST(a_branch_that_moved_is_built_upon)
{
	const char *dir = scratch(0), *tree = scratch(1);
	struct err e = {0};
	struct meddler m = {tree, 0, ""};
	bool saved;
	if (!create(dir))
		return;
	sh("git clone -q '%s' '%s' 2>/dev/null", dir, tree);
	struct store *s = open_at(dir);
	CHECK_NUMBER(store_save(s, "deltabuurt", anna, build_meddled, &m, &saved, NULL, &e), OK);
	CHECK(saved);
	CHECK_NUMBER(m.calls, 3);
	CHECK_TEXT(m.seen, "formaat: 1\nbuurt: Deltabuurt\nx\nx\n");
	CHECK_TEXT(output("git -C '%s' show main:plans/deltabuurt.yaml", dir), "formaat: 1\nbuurt: Deltabuurt\nx\nx\nme: 1");
	CHECK_TEXT(output("git -C '%s' rev-list --count --min-parents=2 main", dir), "0");
	store_close(s);
	is_clean(dir);
}

/* Seconds that a save takes where the branch's lock was left behind `age` seconds ago. */
static double save_beside_lock(const char *dir, int age)
{
	char path[300];
	struct err e = {0};
	bool saved = false;
	struct timespec a, b;
	snprintf(path, sizeof path, "%s/refs/heads/main.lock", dir);
	int fd = open(path, O_CREAT | O_EXCL | O_WRONLY, 0666);
	struct timespec times[2] = {{.tv_sec = time(NULL) - age}, {.tv_sec = time(NULL) - age}};
	CHECK(fd >= 0 && futimens(fd, times) == 0);
	close(fd);
	struct store *s = open_at(dir);
	char bytes[32];
	snprintf(bytes, sizeof bytes, "a: %d\n", age);
	clock_gettime(CLOCK_MONOTONIC, &a);
	if (!CHECK_NUMBER(save_text(s, "deltabuurt", bytes, &saved, &e), OK))
		puts(e.text);
	clock_gettime(CLOCK_MONOTONIC, &b);
	CHECK(saved && access(path, F_OK) < 0);
	store_close(s);
	return (double)(b.tv_sec - a.tv_sec) + (double)(b.tv_nsec - a.tv_nsec) / 1e9;
}

TEST(a_lock_left_behind_heals)
{
	const char *dir = scratch(0);
	if (!create(dir))
		return;
	CHECK(save_beside_lock(dir, 60) < 1);
	double young = save_beside_lock(dir, 7);
	CHECK(young > 1.5 && young < 5); /* never while it may still be in use */
	is_clean(dir);
}

TEST(another_that_is_saving_is_waited_for)
{
	const char *dir = scratch(0);
	char path[300];
	struct err e = {0};
	bool saved;
	if (!create(dir))
		return;
	struct store *s = open_at(dir);
	CHECK_NUMBER(save_text(s, "deltabuurt", "a: 1\n", &saved, &e), OK);
	snprintf(path, sizeof path, "%s/buurtplan-bewaren", dir);
	int fd = open(path, O_RDWR | O_CLOEXEC);
	CHECK(fd >= 0 && flock(fd, LOCK_EX) == 0);
	pid_t child = fork();
	if (child == 0) { /* it holds the same lock, and lets it go */
		usleep(300000);
		flock(fd, LOCK_UN);
		_exit(0);
	}
	CHECK_NUMBER(save_text(s, "deltabuurt", "a: 2\n", &saved, &e), OK);
	CHECK(saved);
	close(fd);
	store_close(s);
}

TEST(signals_and_umask_are_as_before)
{
	const char *dir = scratch(0);
	struct err e = {0};
	sigset_t after;
	bool saved;
	if (!create(dir))
		return;
	struct store *s = open_at(dir);
	mode_t mask = umask(027);
	CHECK_NUMBER(save_text(s, "deltabuurt", "a: 1\n", &saved, &e), OK);
	CHECK_NUMBER(umask(mask), 027);
	sigprocmask(SIG_BLOCK, NULL, &after);
	for (int i = 1; i < SIGRTMIN; i++)
		CHECK(sigismember(&after, i) == 0);
	store_close(s);
}

/* What others may do with what a save under umask 077 wrote: objects, their folders and the branch. */
TEST(a_shared_record_stays_shared)
{
	static const struct {
		const char *value, *objects, *folders, *branch;
	} cases[] = {
		{"umask", "400", "700", "600"}, {"false", "400", "700", "600"}, {"group", "440", "770", "660"},
		{"true", "440", "770", "660"},	{"1", "440", "770", "660"},	{"all", "444", "775", "664"},
		{"2", "444", "775", "664"},	{"0640", "440", "750", "640"},	{"0666", "444", "777", "666"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *dir = scratch(0);
		struct err e = {0};
		bool saved;
		if (!create(dir))
			return;
		sh("cd '%s' && git gc -q && git config core.sharedRepository %s", dir, cases[i].value);
		struct store *s = open_at(dir);
		mode_t mask = umask(077);
		CHECK_NUMBER(save_text(s, "deltabuurt", "a: 1\n", &saved, &e), OK);
		umask(mask);
		CHECK_TEXT(output("cd '%s' && find objects/?? -type f -printf '%%m\n' | sort -u", dir), cases[i].objects);
		CHECK_TEXT(output("cd '%s' && find objects/?? -type d -printf '%%m\n' | sort -u", dir), cases[i].folders);
		CHECK_TEXT(output("cd '%s' && stat -c %%a refs/heads/main", dir), cases[i].branch);
		store_close(s);
	}
}

static bool mount_small(const char *dir)
{
	return geteuid() == 0 && mkdir(dir, 0777) == 0 && mount("tmpfs", dir, "tmpfs", 0, "size=2m") == 0;
}

/* Whatever is left of the disk: saved and whole, or not saved, with the sentence, and whole. */
TEST(a_full_disk_loses_nothing_and_is_named)
{
	const char *disk = scratch(0);
	char dir[300], filler[300], bytes[20000];
	int full = 0, kept = 0;
	if (!mount_small(disk)) {
		puts("skipped: no disk of our own can be mounted here");
		return;
	}
	snprintf(dir, sizeof dir, "%s/r", disk);
	snprintf(filler, sizeof filler, "%s/vol", disk);
	unsigned long long seed = test_seed();
	for (int free_pages = 0; free_pages < 20 && create(dir); free_pages++) {
		struct err e = {0};
		bool saved = false;
		for (size_t i = 0; i < sizeof bytes - 1; i++)
			bytes[i] = (char)('a' + test_random(&seed, 26));
		bytes[sizeof bytes - 1] = '\0';
		struct store *s = open_at(dir);
		char less[32];
		snprintf(less, sizeof less, "-%d", free_pages * 4096);
		sh("cd '%s' && { dd if=/dev/zero of=vol bs=4096 2>/dev/null; truncate -s %s vol; }", disk, less);
		enum code code = save_text(s, "deltabuurt", bytes, &saved, &e);
		unlink(filler);
		saved ? kept++ : full++;
		CHECK(saved == (code == OK));
		if (!saved && !CHECK(strstr(e.text, "schijf is vol")))
			puts(e.text);
		CHECK((strcmp(output("git -C '%s' rev-list --count main", dir), "2") == 0) == saved);
		is_clean(dir);
		store_close(s);
		sh("rm -rf '%s'%s", dir, "");
	}
	CHECK(full > 2 && kept > 2);
	CHECK(umount(disk) == 0);
}
