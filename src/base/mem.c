#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void *checked(void *p)
{
	static const char sentence[] = "buurtplan: het geheugen van de computer is vol.\n";
	if (!p) {
		if (write(STDERR_FILENO, sentence, sizeof sentence - 1) < 0) {
			/* there is nobody left to tell */
		}
		abort();
	}
	return p;
}

void *mem_alloc(size_t size)
{
	return checked(calloc(1, size ? size : 1));
}

void *mem_resize(void *take, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		checked(NULL);
	size_t bytes = count * size;
	return checked(realloc(take, bytes ? bytes : 1));
}

char *mem_copy(const char *text, size_t len)
{
	char *copy = mem_alloc(len + 1);
	if (len)
		memcpy(copy, text, len);
	return copy;
}

char *mem_text(const char *text)
{
	return text ? mem_copy(text, strlen(text)) : NULL;
}
