#include "base/guard.h"
#include "store_help.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>

/* Runs `run` in a process of its own; what it prints on stderr into `said`; gives its wait status. */
static int apart(void (*run)(const char *dir), const char *dir, char *said, size_t room)
{
	int ends[2], status = -1;
	CHECK(pipe(ends) == 0);
	fflush(stdout);
	pid_t child = fork();
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		run(dir);
		_exit(0);
	}
	close(ends[1]);
	size_t n = 0;
	ssize_t got;
	while ((got = read(ends[0], said + n, room - 1 - n)) > 0)
		n += (size_t)got;
	said[n] = '\0';
	close(ends[0]);
	waitpid(child, &status, 0);
	return status;
}

static void spin(const char *dir)
{
	(void)dir;
	guard_begin("plan x\033[2J");
	guard_begin("iets anders");
	guard_end();
	for (volatile unsigned long i = 0;; i++)
		;
}

static void spin_short(const char *dir)
{
	guard_limit(1);
	spin(dir);
}

TEST(the_guard_ends_a_spin)
{
	char said[2048];
	int status = apart(spin_short, "", said, sizeof said);
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 3);
	CHECK(strstr(said, "plan x") != NULL);
	CHECK(strchr(said, '\033') == NULL);
	CHECK(said[0] != '\0' && said[strlen(said) - 1] == '\n');
}

static void restore_terminal(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT, 0600);
	guard_terminal(fd, "\033[?1049l", 8, NULL);
	spin_short(path);
}

TEST(the_guard_restores_the_terminal)
{
	const char *path = scratch(0);
	char said[2048];
	apart(restore_terminal, path, said, sizeof said);
	CHECK_TEXT(output("cat '%s'", path), "\033[?1049l");
}

static void crash(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT, 0600);
	guard_terminal(fd, "reset", 5, NULL);
	guard_crashes();
	abort();
}

TEST(a_crash_restores_and_dies_by_its_signal)
{
	const char *path = scratch(0);
	char said[2048];
	int status = apart(crash, path, said, sizeof said);
	CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
	CHECK_TEXT(output("cat '%s'", path), "reset");
}

static void wait_guarded(const char *dir)
{
	(void)dir;
	guard_limit(1);
	guard_begin("wachten");
	usleep(1500000);
	guard_end();
	for (clock_t start = clock(); clock() - start < CLOCKS_PER_SEC * 3 / 2;)
		;
}

TEST(waiting_and_work_outside_never_trip_the_guard)
{
	char said[2048];
	int status = apart(wait_guarded, "", said, sizeof said);
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	CHECK_TEXT(said, "");
}

/* The file of the object that is plan deltabuurt. */
static const char *plan_object(const char *dir)
{
	static char path[400];
	const char *id = output("git -C '%s' rev-parse main:plans/deltabuurt.yaml", dir);
	snprintf(path, sizeof path, "%s/objects/%.2s/%.60s", dir, id, id + 2);
	chmod(path, 0644);
	return path;
}

static bool create_large(const char *dir)
{
	unsigned long long seed = 7;
	struct err e = {0};
	static char bytes[30000];
	const struct store_file file = {"deltabuurt", bytes, sizeof bytes};
	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (char)('a' + test_random(&seed, 26));
	return CHECK_NUMBER(store_create(dir, &file, 1, anna, "Begonnen", &e), OK);
}

static void read_guarded(const char *dir)
{
	struct store *s;
	struct err e = {0};
	struct str out = {0};
	guard_limit(1);
	if (store_open(&s, dir, &e) != OK)
		_exit(20);
	enum code code = store_read(s, "deltabuurt", NULL, &out, NULL, &e);
	fputs(e.text, stderr);
	store_close(s);
	str_free(&out);
	_exit(code == ERR_IO ? 30 : 20 + (int)code);
}

TEST(a_truncated_object_never_hangs)
{
	static const int lengths[] = {0, 1, 20, 60, 5000, 15000};
	const char *dir = scratch(0);
	char said[2048];
	if (!create_large(dir))
		return;
	const char *object = plan_object(dir);
	sh("cp '%s' '%s/heel'", object, dir);
	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
		sh("cp '%s/heel' '%s'", dir, object);
		CHECK(truncate(object, lengths[i]) == 0);
		int status = apart(read_guarded, dir, said, sizeof said);
		/* libgit2 notices, or the guard does: never a plan, never for ever */
		CHECK(WIFEXITED(status) && (WEXITSTATUS(status) == 3 || WEXITSTATUS(status) == 30));
		if (!CHECK(strstr(said, "plan deltabuurt") || strstr(said, "Plan deltabuurt")))
			puts(said);
	}
}

TEST(a_corrupted_object_is_an_error_and_no_new_plan)
{
	const char *dir = scratch(0);
	struct err e = {0};
	struct str out = {0};
	struct plain p = {"a: 1\n", "Bewaard", 0, ""};
	struct store_list list;
	bool saved;
	if (!create(dir))
		return;
	sh("printf 'onzin' >'%s'%s", plan_object(dir), "");
	struct store *s = open_at(dir);
	CHECK_NUMBER(store_read(s, "deltabuurt", NULL, &out, NULL, &e), ERR_IO);
	CHECK(strstr(e.text, "beschadigd") != NULL);
	CHECK_NUMBER(store_save(s, "deltabuurt", anna, build_plain, &p, &saved, NULL, &e), ERR_IO);
	CHECK_NUMBER(p.calls, 0);
	CHECK(!saved);
	CHECK_NUMBER(store_list(s, NULL, &list, &e), OK); /* the others stay usable */
	CHECK_NUMBER(list.count, 2);
	CHECK_TEXT(list.entries[0].name, "plans/deltabuurt.yaml");
	CHECK(list.entries[0].refused && !list.entries[1].refused);
	store_list_clear(&list);
	str_free(&out);
	store_close(s);
}

/* A file list or the newest version itself that is gone is damage too, not an empty record. */
TEST(a_missing_object_is_never_taken_for_nothing)
{
	static const char *const objects[] = {"main", "main^{tree}", "main:plans"};
	for (size_t i = 0; i < sizeof objects / sizeof *objects; i++) {
		const char *dir = scratch(0);
		struct err e = {0};
		struct str out = {0};
		struct plain p = {"a: 1\n", "Bewaard", 0, ""};
		struct store_list list;
		bool saved;
		if (!create(dir))
			return;
		CHECK(sh("cd '%s' && o=$(git rev-parse '%s') && rm -f objects/$(echo $o | sed 's,^..,&/,')", dir, objects[i]) == 0);
		struct store *s = open_at(dir);
		CHECK_NUMBER(store_read(s, "deltabuurt", NULL, &out, NULL, &e), ERR_IO);
		CHECK_NUMBER(store_list(s, NULL, &list, &e), ERR_IO);
		CHECK_NUMBER(store_save(s, "deltabuurt", anna, build_plain, &p, &saved, NULL, &e), ERR_IO);
		CHECK_NUMBER(store_save(s, "nieuw", anna, build_plain, &p, &saved, NULL, &e), ERR_IO);
		CHECK_NUMBER(p.calls, 0);
		store_close(s);
	}
}

TEST(a_broken_branch_is_an_error)
{
	const char *dir = scratch(0);
	struct err e = {0};
	struct store_version version;
	bool saved;
	if (!create(dir))
		return;
	struct store *s = open_at(dir);
	CHECK(sh("printf x >'%s/%s'", dir, "refs/heads/main") == 0);
	CHECK_NUMBER(store_newest(s, &version, &e), ERR_IO);
	CHECK_NUMBER(save_text(s, "deltabuurt", "a: 1\n", &saved, &e), ERR_IO);
	store_close(s);
}

TEST(a_file_where_the_gemeente_must_come)
{
	const char *dir = scratch(0);
	struct err e = {0};
	bool saved;
	if (!create(dir))
		return;
	CHECK(sh("cd '%s' && b=$(echo x | git hash-object -w --stdin) && t=$(printf '100644 blob %%s\\tzwolle\\n' $b | git mktree) &&"
		 " r=$(printf '040000 tree %%s\\tplans\\n' $t | git mktree) &&"
		 " git update-ref refs/heads/main $(git -c user.name=a -c user.email=a commit-tree $r -m x)%s", dir, "") == 0);
	struct store *s = open_at(dir);
	CHECK_NUMBER(save_text(s, "zwolle/x", "a: 1\n", &saved, &e), ERR_IO);
	CHECK(strstr(e.text, "staat al iets anders") != NULL);
	store_close(s);
}
