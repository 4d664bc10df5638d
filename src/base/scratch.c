#include "base/scratch.h"

#include "base/io.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char name[] = "tekst.txt";

void scratch_forget(struct scratch *s)
{
	free(s->folder);
	free(s->path);
	*s = (struct scratch){0};
}

void scratch_remove(struct scratch *s)
{
	DIR *folder = opendir(s->folder);
	for (struct dirent *entry; folder && (entry = readdir(folder));)
		unlinkat(dirfd(folder), entry->d_name, 0);
	if (folder)
		closedir(folder);
	rmdir(s->folder);
	scratch_forget(s);
}

static int write_new(const char *path, const char *bytes, size_t len)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	int why = fd < 0 ? errno : io_write_all(fd, bytes, len);
	return fd >= 0 && close(fd) < 0 && !why ? errno : why;
}

int scratch_make(struct scratch *s, const char *bytes, size_t len)
{
	struct str folder = {0}, path = {0};
	char *own = io_own_folder("XDG_STATE_HOME", ".local/state");
	int why = io_make_folders(own);
	str_addf(&folder, "%s/eigen-editor-XXXXXX", own);
	free(own);
	if (!why && !mkdtemp(folder.p))
		why = errno;
	str_addf(&path, "%s/%s", folder.p, name);
	*s = (struct scratch){str_take(&folder), str_take(&path)};
	if (why) {
		scratch_forget(s);
		return why;
	}
	why = write_new(s->path, bytes, len);
	if (why)
		scratch_remove(s);
	return why;
}

int scratch_read(struct str *out, const struct scratch *s, size_t most)
{
	struct stat is;
	if (lstat(s->path, &is) < 0)
		return errno;
	return S_ISREG(is.st_mode) ? io_read_file(out, AT_FDCWD, s->path, most) : ELOOP;
}
