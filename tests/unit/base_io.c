#include "base/io.h"

#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* An empty folder, open. */
static int new_folder(void)
{
	char path[512];
	const char *base = getenv("SCRATCH");
	snprintf(path, sizeof path, "%s/io-XXXXXX", base ? base : "/tmp");
	int folder = mkdtemp(path) ? open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
	CHECK(folder >= 0);
	return folder;
}

static bool holds(int folder, const char *name, const char *text, mode_t mode)
{
	struct str bytes = {0};
	struct stat st;
	int fd = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	bool same = fd >= 0 && io_read_all(&bytes, fd, 1000) == 0 && str_is(&bytes, text) && fstat(fd, &st) == 0 &&
	            (st.st_mode & 07777) == mode;
	if (fd >= 0)
		close(fd);
	str_free(&bytes);
	return same;
}

TEST(read_a_whole_file)
{
	struct str bytes = {0};
	int folder = new_folder();
	CHECK_NUMBER(io_replace(folder, "tien", "1234567890", 10, 0600), 0);
	CHECK_NUMBER(io_read_file(&bytes, folder, "nergens", 10), ENOENT);
	CHECK_NUMBER(io_read_file(&bytes, folder, ".", 10), EISDIR);
	CHECK_NUMBER(io_read_file(&bytes, folder, "tien", 10), 0);
	CHECK(str_is(&bytes, "1234567890"));
	CHECK_NUMBER(io_read_file(&bytes, folder, "tien", 10), 0); /* behind what is there, which doesn't count */
	CHECK(str_is(&bytes, "12345678901234567890"));
	CHECK_NUMBER(io_read_file(&bytes, folder, "tien", 9), EFBIG);
	str_free(&bytes);
	close(folder);
}

TEST(replace_makes_and_replaces)
{
	int folder = new_folder();
	mode_t before = umask(027);
	CHECK_NUMBER(io_replace(folder, "a", "een", 3, 0666), 0);
	CHECK(holds(folder, "a", "een", 0640));
	CHECK(fchmodat(folder, "a", 0666, 0) == 0);
	CHECK_NUMBER(io_replace(folder, "a", "twee", 4, 0666), 0);
	CHECK(holds(folder, "a", "twee", 0666)); /* as it was, whatever the umask */
	CHECK_NUMBER(io_replace(folder, "a", "", 0, 0600), 0);
	CHECK(holds(folder, "a", "", 0600));
	CHECK(faccessat(folder, "a.nieuw", F_OK, 0) < 0);
	umask(before);
	close(folder);
}

TEST(replace_follows_no_symlink_and_takes_no_leftover)
{
	int folder = new_folder();
	CHECK_NUMBER(io_replace(folder, "ver", "ver weg", 7, 0600), 0);
	CHECK(symlinkat("ver", folder, "a") == 0 && symlinkat("ver", folder, "a.nieuw") == 0);
	CHECK_NUMBER(io_replace(folder, "a", "hier", 4, 0600), 0);
	CHECK(holds(folder, "a", "hier", 0600));
	CHECK(holds(folder, "ver", "ver weg", 0600));
	close(folder);
}

TEST(replace_that_fails_leaves_what_was)
{
	int folder = new_folder();
	struct rlimit before, small = {4, 0};
	CHECK_NUMBER(io_replace(folder, "a", "een", 3, 0600), 0);
	void (*ignored)(int) = signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &before);
	small.rlim_max = before.rlim_max;
	setrlimit(RLIMIT_FSIZE, &small);
	int why = io_replace(folder, "a", "te lang", 7, 0600);
	setrlimit(RLIMIT_FSIZE, &before);
	signal(SIGXFSZ, ignored);
	CHECK_NUMBER(why, EFBIG);
	CHECK(holds(folder, "a", "een", 0600));
	CHECK(faccessat(folder, "a.nieuw", F_OK, 0) < 0);
	CHECK(mkdirat(folder, "map", 0700) == 0);
	CHECK_NUMBER(io_replace(folder, "map", "x", 1, 0600), EISDIR);
	CHECK(faccessat(folder, "map.nieuw", F_OK, 0) < 0);
	close(folder);
}
