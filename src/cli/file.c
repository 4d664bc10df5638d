#include "cli/file.h"

#include "base/taal.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Reads on to the end, or to just past what a plan file can hold: who gets that much refuses it.  Gives errno. */
static int read_all(struct str *out, int fd)
{
	char buffer[1 << 14];
	while (out->len <= DOC_MAX_BYTES) {
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
		return err_set(e, ERR_IO, _("Het bestand '%s' kon niet worden gelezen: %s."), path, strerror(error));
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
	int error = read_all(&bytes, fd);
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

enum code file_read_text(struct str *out, const char *word, struct err *e)
{
	if (strcmp(word, "-") != 0) {
		str_add_text(out, word);
		return OK;
	}
	int error = read_all(out, STDIN_FILENO);
	if (error)
		return err_set(e, ERR_IO, _("De tekst kon niet van de standaardinvoer worden gelezen: %s. Er is niets veranderd."), strerror(error));
	if (out->len > DOC_MAX_BYTES)
		return err_set(e, ERR_USE, _("De tekst is te lang voor een plan (meer dan 1 MB). Er is niets veranderd."));
	size_t at = text_invalid_at(str_text(out), out->len);
	if (at < out->len)
		return err_set(e, ERR_USE, _("De tekst bevat een teken dat geen UTF-8 is (byte %zu). Er is niets veranderd."), at + 1);
	return OK;
}
