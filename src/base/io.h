/* Whole reads and writes of a file descriptor, and errno in Dutch. */
#ifndef BASE_IO_H
#define BASE_IO_H

#include "base/str.h"

/* Appends what there is to read, to the end or to just past `most` bytes.  Gives 0, else errno. */
MUST_USE int io_read_all(struct str *out, int fd, size_t most);
/* Writes all of it, through interruptions.  Gives 0, else errno.  May be called in a signal handler. */
MUST_USE int io_write_all(int fd, const char *bytes, size_t len);
/* Why it failed, for behind a colon: "de schijf is vol". */
const char *io_words(int error);

#endif
