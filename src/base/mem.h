/* Allocation that never returns NULL: out of memory prints a sentence and aborts (a
 * draft is on disk by then; the terminal is restored by the crash handler). */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

void *mem_alloc(size_t size);                     /* zeroed */
void *mem_resize(void *take, size_t count, size_t size); /* overflow-checked realloc */
char *mem_copy(const char *text, size_t len);     /* a copy with a NUL behind it */
char *mem_text(const char *text);                 /* strdup; NULL gives NULL */

#endif
