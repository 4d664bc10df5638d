/* Shared by proc.c (a program that is listened to) and proc_terminal.c (one that a person works with). */
#ifndef BASE_PROC_INTERNAL_H
#define BASE_PROC_INTERNAL_H

#include "base/proc.h"

#include <spawn.h>
#include <stdint.h>

int64_t proc_now(void); /* milliseconds that only go up */
/* Starts it in a group of its own, with every signal as it is by default and none of them blocked.  Gives 0, else errno. */
int proc_spawn(pid_t *pid, const char *const argv[], const posix_spawn_file_actions_t *files);
/* The error that nothing is started any more. */
enum code proc_refuse(const char *name, struct err *e);

#endif
