/* Whole reads and writes, and errno in Dutch. */
#ifndef BASE_IO_H
#define BASE_IO_H

#include "base/str.h"

#include <sys/types.h>

/* Appends what there is to read, to the end or to just past `most` bytes.  Gives 0, else errno. */
MUST_USE int io_read_all(struct str *out, int fd, size_t most);
/* The same of the file `name`, in the open folder `folder` or AT_FDCWD, as far as it is no larger than `most` (EFBIG). */
MUST_USE int io_read_file(struct str *out, int folder, const char *name, size_t most);
/* Writes all of it, through interruptions.  Gives 0, else errno.  May be called in a signal handler. */
MUST_USE int io_write_all(int fd, const char *bytes, size_t len);
/* The file `name` in the open folder `folder` (or AT_FDCWD) holds these bytes from now on: all of them or, where it
 * fails, what it held before, whoever kills us where.  `mode`: of a new one, less the umask; one that is there keeps what
 * it has of it.  A symlink is replaced, never followed.  One writer at a time.  Gives 0, else errno. */
MUST_USE int io_replace(int folder, const char *name, const char *bytes, size_t len, mode_t mode);
/* The same without waiting for the disk: after the power went it may hold anything. */
MUST_USE int io_replace_lightly(int folder, const char *name, const char *bytes, size_t len, mode_t mode);
/* $VARIABLE/buurtplan, else ~/HOME_PART/buurtplan: where things of this person are kept.  The caller's to free. */
char *io_own_folder(const char *variable, const char *home_part);
/* Makes the folder and those above it, 0700, as far as they aren't there.  Gives 0, else errno. */
MUST_USE int io_make_folders(const char *path);
/* Why it failed, for behind a colon: "de schijf is vol". */
const char *io_words(int error);

#endif
