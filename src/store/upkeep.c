/* When is it time to pack?  Packing itself is git's. */
#include "store/internal.h"

#include "base/io.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

enum { FOLDERS = 256, SAMPLE = 0x17, CLAIM_SECONDS = 3600 };

static size_t count_in(const struct store *s, unsigned folder)
{
	struct str path = {0};
	size_t count = 0;
	str_addf(&path, "%s/objects/%02x", s->common, folder);
	DIR *dir = opendir(path.p);
	for (const struct dirent *entry; dir && (entry = readdir(dir));)
		count += strlen(entry->d_name) == GIT_OID_HEXSZ - 2;
	if (dir)
		closedir(dir);
	str_free(&path);
	return count;
}

size_t store_loose_about(const struct store *s)
{
	return count_in(s, SAMPLE) * FOLDERS;
}

size_t store_loose(const struct store *s)
{
	size_t count = 0;
	for (unsigned i = 0; i < FOLDERS; i++)
		count += count_in(s, i);
	return count;
}

static int open_stamp(const struct store *s)
{
	int folder = store_own_folder(s, NULL, true), fd = -1;
	mode_t before = store_umask_begin(s);
	if (folder >= 0) {
		fd = openat(folder, "onderhoud", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
		close(folder);
	}
	umask(before);
	return fd;
}

/* One that was never written in is new; one from the future is of a clock that was wrong. */
static bool is_recent(int fd)
{
	struct stat st;
	time_t now = time(NULL);
	return fstat(fd, &st) < 0 || (st.st_size > 0 && st.st_mtime <= now && now - st.st_mtime < CLAIM_SECONDS);
}

bool store_upkeep_claim(struct store *s)
{
	static const char text[] = "Zo laat heeft buurtplan voor het laatst 'git gc --auto' gestart.\n";
	if (s->read_only || !store_config_is_own(s->repo))
		return false;
	int fd = open_stamp(s);
	if (fd < 0)
		return false;
	bool ours = flock(fd, LOCK_EX | LOCK_NB) == 0 && !is_recent(fd) && lseek(fd, 0, SEEK_SET) == 0 &&
		    io_write_all(fd, text, sizeof text - 1) == 0;
	close(fd);
	return ours;
}

const char *store_common(const struct store *s)
{
	return s->common;
}
