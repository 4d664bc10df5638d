/* Three files that become one, for the commands that merge. */
#ifndef CLI_MERGING_H
#define CLI_MERGING_H

#include "cli/command.h"
#include "plan/merge.h"

enum { MERGING_BASE, MERGING_OURS, MERGING_THEIRS, MERGING_FILES };

struct merging_files {
	struct str bytes[MERGING_FILES];
};

/* Reads the files that the first three words of the call name.  Errors of file_read_bytes. */
MUST_USE enum code merging_read(struct merging_files *out, const struct cli *c, struct err *e);
void merging_free(struct merging_files *f);
void merging_do(struct merge *out, const struct merging_files *f, const struct answers *answers);
/* Appends both versions in one file, between markers of `size` signs around what is left to choose; the rest is merged.
 * False, with nothing appended, where the two come to the same. */
bool merging_mark(struct str *out, const struct merging_files *f, const struct merge *m, size_t size, const char *ours_name, const char *theirs_name);
/* Appends the choices as text: the place, what it was, and what each made of it. */
void merging_tell(struct str *out, const struct merge *m, const char *ours_name, const char *theirs_name);

#endif
