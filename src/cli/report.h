/* What `check` found: findings of plans and files, and those that can't be read at all. */
#ifndef CLI_REPORT_H
#define CLI_REPORT_H

#include "base/vec.h"

#include <stdbool.h>

struct report {
	const char *about; /* borrowed: the name of the plan, or the file as it was given */
	bool is_file;
	const char *kind;  /* finding_word, the word of an advice, or "unreadable" */
	char *path, *text; /* owned; the path in the plan, "" for the whole */
	int line, column;  /* 0: about no place */
	bool is_advice;    /* what does not add up; the rest is wrong */
};

struct reports {
	struct report *p;
	size_t count, room;
};

#endif
