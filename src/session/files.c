/* Small files of one person: drafts and who they are. */
#include "session/internal.h"

#include "base/taal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Why it failed, in words. */
static const char *in_words(int number)
{
	switch (number) {
	case ENOSPC:
	case EDQUOT:
		return _("de schijf is vol");
	case EACCES:
	case EPERM:
		return _("dat mag hier niet");
	case EROFS:
		return _("de schijf is alleen om te lezen");
	case EIO:
		return _("de schijf geeft een fout");
	default:
		return strerror(number);
	}
}

enum code session_make_dir(const char *path, struct err *e)
{
	char *copy = mem_text(path);
	enum code code = OK;
	for (char *p = copy + 1; !code; p++) {
		if (*p != '/' && *p)
			continue;
		char end = *p;
		*p = '\0';
		if (mkdir(copy, 0700) && errno != EEXIST)
			code = err_set(e, ERR_IO, _("De map %.300s kan niet worden gemaakt: %s."), copy, in_words(errno));
		*p = end;
		if (!end)
			break;
	}
	free(copy);
	return code;
}

enum code file_read(struct str *out, const char *path, size_t most, struct err *e)
{
	char buffer[65536];
	ssize_t n = 0;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		return errno == ENOENT ? err_set(e, ERR_NOT_FOUND, _("Het bestand %.300s bestaat niet."), path)
		                       : err_set(e, ERR_IO, _("Het bestand %.300s kan niet worden gelezen: %s."), path, in_words(errno));
	while (out->len <= most && (n = read(fd, buffer, sizeof buffer)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			break;
		str_add(out, buffer, (size_t)n);
	}
	int why = errno;
	close(fd);
	if (n < 0)
		return err_set(e, ERR_IO, _("Het bestand %.300s kan niet worden gelezen: %s."), path, in_words(why));
	return OK;
}

static bool write_all(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, bytes, len);
		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0) {
			bytes += n;
			len -= (size_t)n;
		}
	}
	return true;
}

enum code file_write(const char *path, const char *bytes, size_t len, struct err *e)
{
	struct str temporary = {0};
	str_addf(&temporary, "%s.nieuw", path);
	int fd = open(temporary.p, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	bool written = fd >= 0 && write_all(fd, bytes, len) && fsync(fd) == 0;
	int why = errno;
	if (fd >= 0 && close(fd) && written) {
		why = errno;
		written = false;
	}
	if (written && rename(temporary.p, path)) {
		why = errno;
		written = false;
	}
	if (!written && fd >= 0)
		unlink(temporary.p);
	str_free(&temporary);
	return written ? OK : err_set(e, ERR_IO, _("Het bestand %.300s kan niet worden geschreven: %s."), path, in_words(why));
}
