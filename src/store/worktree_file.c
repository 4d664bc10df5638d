#include "store/internal.h"

#include "base/io.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int step_into(int above, const char *name, bool make)
{
	static const int flags = O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
	int fd = openat(above, name, flags);
	if (fd < 0 && errno == ENOENT && make && mkdirat(above, name, 0777) == 0)
		fd = openat(above, name, flags);
	return fd;
}

int store_work_open(struct store_work *out, const char *tree, const char *path, bool make)
{
	char *parts = mem_text(path), *name = parts, *slash;
	*out = (struct store_work){.leaf = strrchr(path, '/') + 1, .most = STORE_SIZE_MOST};
	out->folder = open(tree, O_PATH | O_DIRECTORY | O_CLOEXEC);
	while (out->folder >= 0 && (slash = strchr(name, '/'))) {
		*slash = '\0';
		int above = out->folder;
		out->folder = step_into(above, name, make);
		int error = errno;
		close(above);
		errno = error;
		name = slash + 1;
	}
	int error = out->folder < 0 ? errno : 0;
	free(parts);
	return error;
}

void store_work_close(struct store_work *w)
{
	if (w->folder >= 0)
		close(w->folder);
	str_free(&w->bytes);
}

static bool same_state(const struct stat *a, const struct stat *b)
{
	return a->st_ino == b->st_ino && a->st_size == b->st_size && a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
	       a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static int read_open(int fd, struct str *bytes, size_t most, struct stat *st)
{
	struct stat after;
	if (fstat(fd, st) < 0)
		return errno;
	if (!S_ISREG(st->st_mode))
		return S_ISDIR(st->st_mode) ? EISDIR : EINVAL;
	int error = io_read_all(bytes, fd, most);
	if (!error && bytes->len > most)
		error = EFBIG;
	if (!error && fstat(fd, &after) < 0)
		error = errno;
	return !error && !same_state(st, &after) ? EAGAIN : error;
}

int store_work_read(struct store_work *w)
{
	str_clear(&w->bytes);
	w->is_there = false;
	int fd = openat(w->folder, w->leaf, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (fd < 0)
		return errno == ENOENT ? 0 : errno;
	int error = read_open(fd, &w->bytes, w->most, &w->st);
	close(fd);
	w->is_there = error == 0;
	return error;
}

/* Somebody's editor may have been here since: as late as can be, as there is no way to replace a file on condition
 * of what it holds. */
static int still_the_same(const struct store_work *w)
{
	struct store_work now = {.folder = w->folder, .leaf = w->leaf, .most = w->most};
	int error = store_work_read(&now);
	if (!error && (now.is_there != w->is_there || !bytes_equal(now.bytes.p, now.bytes.len, w->bytes.p, w->bytes.len)))
		error = EAGAIN;
	str_free(&now.bytes);
	return error;
}

static int fill(int fd, const struct store_work *w, const char *bytes, size_t len, struct stat *st)
{
	int error = w->is_there && fchmod(fd, w->st.st_mode & 0777) < 0 ? errno : 0;
	if (!error)
		error = io_write_all(fd, bytes, len);
	if (!error && (fsync(fd) < 0 || fstat(fd, st) < 0))
		error = errno;
	return error;
}

int store_work_replace(struct store_work *w, const char *bytes, size_t len, mode_t mode)
{
	struct str temp = {0};
	struct stat before;
	str_addf(&temp, ".%s.nieuw", w->leaf);
	unlinkat(w->folder, temp.p, 0); /* that of a save that was killed: one saves at a time */
	int fd = openat(w->folder, temp.p, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
	int error = fd < 0 ? errno : fill(fd, w, bytes, len, &before);
	if (!error)
		error = still_the_same(w);
	if (!error && renameat(w->folder, temp.p, w->folder, w->leaf) < 0)
		error = errno;
	if (error && fd >= 0)
		unlinkat(w->folder, temp.p, 0);
	if (!error && fstat(fd, &w->st) < 0)
		error = errno;
	if (!error && !same_state(&before, &w->st))
		error = EAGAIN;
	if (fd >= 0)
		close(fd);
	str_free(&temp);
	return error;
}

int store_work_remove(struct store_work *w)
{
	int error = still_the_same(w);
	if (!error && w->is_there && unlinkat(w->folder, w->leaf, 0) < 0)
		error = errno;
	return error;
}

int store_work_sync(const struct store_work *w)
{
	int fd = openat(w->folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int error = fd < 0 || fsync(fd) < 0 ? errno : 0;
	if (fd >= 0)
		close(fd);
	return error;
}
