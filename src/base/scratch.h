/* A text in a file of its own, for another program to work on: in a folder that only this person can enter, under
 * $XDG_STATE_HOME/buurtplan (else ~/.local/state/buurtplan), which outlives the login. */
#ifndef BASE_SCRATCH_H
#define BASE_SCRATCH_H

#include "base/str.h"

struct scratch {
	char *folder, *path;
};

/* Makes the file (0600).  Gives 0, else errno: nothing is left then. */
MUST_USE int scratch_make(struct scratch *s, const char *bytes, size_t len);
/* Appends what stands in it now, whoever replaced it meanwhile.  EFBIG: over `most` bytes. */
MUST_USE int scratch_read(struct str *out, const struct scratch *s, size_t most);
/* Removes the file, what the other program left beside it, and the folder. */
void scratch_remove(struct scratch *s);
/* Leaves it all where it is. */
void scratch_forget(struct scratch *s);

#endif
