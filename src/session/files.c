/* Small files of one person: drafts and who they are. */
#include "session/internal.h"

#include "base/io.h"
#include "base/taal.h"

#include <errno.h>
#include <fcntl.h>

enum code session_make_dir(const char *path, struct err *e)
{
	int why = io_make_folders(path);
	return !why ? OK : err_set(e, ERR_IO, _("De map %.300s kan niet worden gemaakt: %s."), path, io_words(why));
}

enum code file_read(struct str *out, const char *path, size_t most, struct err *e)
{
	int why = io_read_file(out, AT_FDCWD, path, most);
	if (why == ENOENT)
		return err_set(e, ERR_NOT_FOUND, _("Het bestand %.300s bestaat niet."), path);
	if (why == EFBIG)
		return err_set(e, ERR_USE, _("Het bestand %.300s is te groot."), path);
	if (why)
		return err_set(e, ERR_IO, _("Het bestand %.300s kan niet worden gelezen: %s."), path, io_words(why));
	return OK;
}

enum code file_write(const char *path, const char *bytes, size_t len, struct err *e)
{
	int why = io_replace(AT_FDCWD, path, bytes, len, 0600);
	return !why ? OK : err_set(e, ERR_IO, _("Het bestand %.300s kan niet worden geschreven: %s."), path, io_words(why));
}
