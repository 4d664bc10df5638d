#include "base/io.h"

#include "base/mem.h"
#include "base/taal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

int io_read_all(struct str *out, int fd, size_t most)
{
	char buffer[1 << 14];
	while (out->len <= most) {
		ssize_t n = read(fd, buffer, sizeof buffer);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return errno;
		if (n == 0)
			return 0;
		str_add(out, buffer, (size_t)n);
	}
	return 0;
}

int io_read_file(struct str *out, int folder, const char *name, size_t most)
{
	size_t before = out->len;
	int fd = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		return errno;
	int why = io_read_all(out, fd, before + most);
	close(fd);
	return !why && out->len - before > most ? EFBIG : why;
}

int io_write_all(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, bytes, len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n < 0 ? errno : EIO;
		bytes += n;
		len -= (size_t)n;
	}
	return 0;
}

static int write_new(int fd, const char *bytes, size_t len, const struct stat *old, mode_t mode, bool sync)
{
	int why = io_write_all(fd, bytes, len);
	if (!why && old && fchmod(fd, old->st_mode & mode) < 0)
		why = errno;
	return !why && sync && fsync(fd) < 0 ? errno : why;
}

static int replace(int folder, const char *name, const char *bytes, size_t len, mode_t mode, bool sync)
{
	struct str new = {0};
	struct stat old;
	bool is_there = fstatat(folder, name, &old, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(old.st_mode);
	str_addf(&new, "%s.nieuw", name);
	unlinkat(folder, new.p, 0); /* what somebody left who was killed: theirs, with their permissions */
	int fd = openat(folder, new.p, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
	int why = fd < 0 ? errno : write_new(fd, bytes, len, is_there ? &old : NULL, mode, sync);
	if (fd >= 0 && close(fd) < 0 && !why)
		why = errno;
	if (!why && renameat(folder, new.p, folder, name) < 0)
		why = errno;
	if (why && fd >= 0)
		unlinkat(folder, new.p, 0);
	str_free(&new);
	return why;
}

int io_replace(int folder, const char *name, const char *bytes, size_t len, mode_t mode)
{
	return replace(folder, name, bytes, len, mode, true);
}

int io_replace_lightly(int folder, const char *name, const char *bytes, size_t len, mode_t mode)
{
	return replace(folder, name, bytes, len, mode, false);
}

char *io_own_folder(const char *variable, const char *home_part)
{
	struct str path = {0};
	const char *xdg = getenv(variable), *home = getenv("HOME");
	if (xdg && xdg[0] == '/')
		str_addf(&path, "%s/buurtplan", xdg);
	else
		str_addf(&path, "%s/%s/buurtplan", home && home[0] == '/' ? home : "/nonexistent", home_part);
	return str_take(&path);
}

int io_make_folders(const char *path)
{
	char *copy = mem_text(path);
	int why = 0;
	for (char *p = copy + 1; !why; p++) {
		if (*p != '/' && *p)
			continue;
		char end = *p;
		*p = '\0';
		if (mkdir(copy, 0700) && errno != EEXIST)
			why = errno;
		*p = end;
		if (!end)
			break;
	}
	free(copy);
	return why;
}

static const struct {
	int error;
	const char *words;
} rows[] = {
	{ENOSPC, N_("de schijf is vol")},
	{EDQUOT, N_("uw ruimte op de schijf is vol")},
	{EFBIG, N_("het wordt groter dan hier mag")},
	{EACCES, N_("u hebt er de rechten niet voor")},
	{EPERM, N_("u hebt er de rechten niet voor")},
	{EROFS, N_("de schijf is alleen om te lezen")},
	{EIO, N_("de schijf geeft een fout")},
	{ENOENT, N_("het bestaat niet")},
	{ENOTDIR, N_("een deel van de naam is geen map")},
	{EISDIR, N_("het is een map")},
	{ELOOP, N_("het is een verwijzing die niet wordt gevolgd")},
	{ENAMETOOLONG, N_("de naam is te lang")},
	{EMFILE, N_("er staan te veel bestanden open")},
	{ENFILE, N_("er staan te veel bestanden open")},
	{EBADF, N_("er is geen plek voor")},
	{EPIPE, N_("het programma dat meelas is gestopt")},
};

const char *io_words(int error)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].error == error)
			return _(rows[i].words);
	return _("de computer geeft een fout");
}
