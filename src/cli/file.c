#include "cli/file.h"

#include "base/io.h"
#include "base/mem.h"
#include "base/taal.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum code cannot_read(const char *path, int error, struct err *e)
{
	switch (error) {
	case ENOENT:
	case ENOTDIR:
		return err_set(e, ERR_NOT_FOUND, _("Het bestand '%s' bestaat niet."), path);
	case EISDIR:
		return err_set(e, ERR_USE, _("'%s' is een map, geen bestand."), path);
	case EACCES:
		return err_set(e, ERR_IO, _("U mag het bestand '%s' niet lezen."), path);
	default:
		return err_set(e, ERR_IO, _("Het bestand '%s' kon niet worden gelezen: %s."), path, io_words(error));
	}
}

/* The size is looked at before a byte is read. */
static enum code read_doc(struct doc **out, int fd, const char *path, struct err *e)
{
	struct str bytes = {0};
	struct stat st;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > DOC_MAX_BYTES)
		return err_at(e, ERR_UNREADABLE, 1, 1, _("Het bestand is groter dan 1 MB (%lld bytes). Een plan mag zo groot niet zijn: maak de teksten korter."),
			      (long long)st.st_size);
	int error = io_read_all(&bytes, fd, DOC_MAX_BYTES);
	enum code code = error ? cannot_read(path, error, e) : doc_parse(out, str_text(&bytes), bytes.len, e);
	str_free(&bytes);
	return code;
}

enum code file_read_doc(struct doc **out, const char *path, struct err *e)
{
	*out = NULL;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		return cannot_read(path, errno, e);
	enum code code = read_doc(out, fd, path, e);
	close(fd);
	return code;
}

/* Control characters that FORMAT.md keeps out of plans; the line ends among them become LF. */
static bool is_refused(uint32_t cp)
{
	return (cp < 0x20 && cp != '\t' && cp != '\n' && cp != '\r') || (cp >= 0x7f && cp < 0xa0 && cp != 0x85);
}

/* What goes into a plan is UTF-8 without control characters. */
enum code file_check_text(const char *text, size_t len, struct err *e)
{
	size_t bad = text_invalid_at(text, len);
	if (bad < len)
		return err_set(e, ERR_USE, _("De tekst bevat een teken dat geen UTF-8 is (byte %zu). Er is niets veranderd."), bad + 1);
	for (size_t at = 0; at < len;) {
		uint32_t cp;
		size_t n = text_decode(text + at, len - at, &cp);
		if (is_refused(cp))
			return err_set(e, ERR_USE, _("De tekst bevat een stuurteken (U+%04X, byte %zu) dat niet in een plan kan. Er is niets veranderd."), (unsigned)cp, at + 1);
		at += n;
	}
	return OK;
}

static enum code read_bytes(struct str *out, int fd, const char *path, struct err *e)
{
	enum { MOST = 16 * 1024 * 1024 };
	int error = io_read_all(out, fd, MOST);
	if (error)
		return cannot_read(path, error, e);
	return out->len > MOST ? err_set(e, ERR_USE, _("Het bestand '%s' is te groot voor een plan (meer dan 16 MB)."), path) : OK;
}

enum code file_read_bytes(struct str *out, const char *path, struct err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		return cannot_read(path, errno, e);
	enum code code = read_bytes(out, fd, path, e);
	close(fd);
	return code;
}

enum code file_read_input(struct str *out, const char *word, struct err *e)
{
	return strcmp(word, "-") == 0 ? read_bytes(out, STDIN_FILENO, word, e) : file_read_bytes(out, word, e);
}

/* Where a path leads: the file itself where it is a link, there or not; owned. */
static char *real_file(const char *path)
{
	char *real = realpath(path, NULL), to[4096];
	ssize_t len = real ? -1 : readlink(path, to, sizeof to - 1);
	if (real)
		return real;
	if (len < 0 || to[0] != '/')
		return mem_text(path);
	return mem_copy(to, (size_t)len);
}

/* A pipe or a device has no place beside it for a new one. */
static int write_in_place(const char *path, const char *bytes, size_t len)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY), error = fd < 0 ? errno : io_write_all(fd, bytes, len);
	if (fd >= 0 && close(fd) && !error)
		error = errno;
	return error;
}

static int replace_file(const char *path, mode_t mode, const char *bytes, size_t len)
{
	struct str temporary = {0};
	str_addf(&temporary, "%s.XXXXXX", path);
	int fd = mkostemp(temporary.p, O_CLOEXEC), error = fd < 0 ? errno : 0;
	if (!error && fchmod(fd, mode))
		error = errno;
	if (!error)
		error = io_write_all(fd, bytes, len);
	if (!error && fsync(fd))
		error = errno;
	if (fd >= 0 && close(fd) && !error)
		error = errno;
	if (!error && rename(temporary.p, path))
		error = errno;
	if (error && fd >= 0)
		unlink(temporary.p);
	str_free(&temporary);
	return error;
}

static mode_t usual_mode(void)
{
	mode_t mask = umask(0);
	umask(mask);
	return 0666 & ~mask;
}

enum code file_write_bytes(const char *path, const char *bytes, size_t len, struct err *e)
{
	struct stat st;
	char *real = real_file(path);
	bool there = stat(real, &st) == 0;
	int error = there && access(real, W_OK) ? errno : 0;
	if (!error && there && S_ISDIR(st.st_mode))
		error = EISDIR;
	if (!error)
		error = there && !S_ISREG(st.st_mode) ? write_in_place(real, bytes, len) : replace_file(real, there ? st.st_mode & 0777 : usual_mode(), bytes, len);
	free(real);
	return error ? err_set(e, ERR_IO, _("Het bestand '%s' kon niet worden geschreven: %s. Het is zoals het was."), path, io_words(error)) : OK;
}

enum code file_read_text(struct str *out, const char *word, struct err *e)
{
	if (strcmp(word, "-") != 0) {
		str_add_text(out, word);
		return file_check_text(word, strlen(word), e);
	}
	int error = io_read_all(out, STDIN_FILENO, DOC_MAX_BYTES);
	if (error)
		return err_set(e, ERR_IO, _("De tekst kon niet van de standaardinvoer worden gelezen: %s. Er is niets veranderd."), io_words(error));
	if (out->len > DOC_MAX_BYTES)
		return err_set(e, ERR_USE, _("De tekst is te lang voor een plan (meer dan 1 MB). Er is niets veranderd."));
	return file_check_text(str_text(out), out->len, e);
}
